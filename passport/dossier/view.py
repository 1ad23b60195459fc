"""From a signed passport to its dossier in one language: what is shown and in which words, nothing laid out yet.

Nothing is added to what the passport states. What it does not state is left out or said to be not stated.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from passport.dossier.model import (
    Fact,
    Order,
    PageImage,
    Sealed,
    Stated,
    View,
)
from passport.dossier.pictures import Album
from passport.dossier.texts import texts
from passport.dossier.view_chain import chain, step_numbers
from passport.dossier.view_findings import MOST_FINDINGS, findings
from passport.dossier.view_papers import MOST_PAPERS, every_field, paper_title, papers
from passport.dossier.view_unknown import unknown
from passport.dossier.writing import Writer
from passport.model import OriginStatement, Passport, Source, Statement
from passport.statements import CLAIMS

MOST_FILES, MOST_CORRECTED = 200, 40
"""Files and corrected values that are listed; further ones are counted."""

MOST_STATED, MOST_CLAIMS = 4, 60
"""Statements of one fact that are shown at a glance, and of an origin among the claims."""


def view(sealed: Sealed, images: Iterable[PageImage], order: Order) -> View:
    """The dossier of a passport; `images` are the pages of its papers that are at hand."""
    writer = Writer(texts(order.language))
    words, passport = writer.words, sealed.passport
    album = Album(images)
    found = tuple(findings(passport, album, writer))
    shown = papers(passport, album, writer)
    missing = sum(picture.image is None for paper in shown for picture in paper.pictures)
    notes = []
    if missing and not album:
        notes.append(words("documents.no_pictures"))
    elif missing:
        notes.append(words("documents.some_pictures", count=missing))
    if album and not order.same_engines:
        notes.append(words("documents.other_versions"))
    return View(
        sealed=sealed,
        order=order,
        name=words("general.title", lot=writer.text(passport.lot, 80)),
        title=words("general.lot", lot=writer.text(passport.lot, 80)),
        lead=" / ".join(
            one.text for one in _stated("mineral", passport.subject.mineral, passport, writer)[:MOST_STATED]
        ),
        status=passport.status,
        facts=tuple(_facts(passport, writer)),
        numbers=tuple(_numbers(passport, writer)),
        origins=tuple(_few(fact, MOST_CLAIMS) for fact in _origins(passport, writer)),
        shares=tuple(_shares(passport, writer)),
        parents=tuple(_parents(passport, writer)),
        findings=found,
        chain=chain(passport, writer),
        papers=shown,
        cited=tuple(_cited(passport, writer)),
        unknown=tuple(unknown(passport, album, writer)),
        decisions=tuple(_decisions(passport, writer)),
        proof=tuple(_proof(sealed, writer)),
        files=tuple(_files(passport, writer)),
        codes=tuple(_codes(sealed, order, writer)),
        notes=tuple(notes),
        more_findings=max(0, len(passport.findings) - MOST_FINDINGS),
        more_papers=max(0, len(passport.documents) - MOST_PAPERS),
        more_files=max(0, len(passport.files) - MOST_FILES),
    )


def _stated(name: str, statements: Sequence[Statement], passport: Passport, writer: Writer) -> tuple[Stated, ...]:
    return tuple(
        Stated(writer.value(name, one.value, one.unit), _by(one.sources, passport, writer)) for one in statements
    )


def _by(sources: Iterable[Source], passport: Passport, writer: Writer) -> str:
    """Who states something: kinds of papers, and steps of the custody record."""
    kinds = {document.id: writer.kind(document.type) for document in passport.documents}
    numbers = step_numbers(passport)
    named, steps = [], []
    for one in sources:
        if one.document is not None:
            kind = kinds.get(one.document)
            named.append(f"{kind} ({writer.text(one.document, 40)})" if kind else writer.text(one.document, 40))
        else:
            steps.append(str(numbers.get(one.event or "", "?")))
    if steps:
        named.append(writer.words("claims.custody_event", number=writer.list(list(dict.fromkeys(steps)))))
    return writer.list(list(dict.fromkeys(named)), 8)


def _facts(passport: Passport, writer: Writer) -> Iterator[Fact]:
    """The facts of the first page, in the order of a reader's questions: what, how much, from where to where, whose.

    Origins go before the way that they took; their kinds of claim stand with them.
    """
    subject, quantities = passport.subject, passport.quantities
    exporter, importer = passport.parties.exporter, passport.parties.importer
    named: tuple[tuple[str, str, Sequence[Statement]], ...] = (
        ("mineral", "mineral", subject.mineral),
        ("weight", "carat_weight", quantities.carat_weight),
        ("net_weight", "net_weight", quantities.net_weight),
        ("gross_weight", "gross_weight", quantities.gross_weight),
        ("parcels", "parcel_count", quantities.parcel_count),
        ("grade", "grade", quantities.grade),
        ("value", "value", quantities.value),
        ("origin", "", ()),
        ("provenance", "country_of_provenance", passport.route.provenance),
        ("destination", "country_of_destination", passport.route.destination),
        ("exporter", "exporter_name", exporter.names),
        ("importer", "importer_name", importer.names),
        ("hs_codes", "hs_codes", subject.hs_codes),
        ("description", "goods_description", subject.goods_description),
        ("lot_numbers", "lot_number", subject.lot_numbers),
    )
    for key, name, statements in named:
        if key == "origin":
            yield from (_few(fact, MOST_STATED) for fact in _origins(passport, writer))
        elif statements:
            stated = _stated(name, statements, passport, writer)
            yield _few(Fact(writer.words(f"summary.{key}"), stated), MOST_STATED)


def _few(fact: Fact, most: int) -> Fact:
    """The fact with its first statements, and how many more there are."""
    return replace(fact, stated=fact.stated[:most], more=max(0, len(fact.stated) - most))


def _numbers(passport: Passport, writer: Writer) -> Iterator[tuple[str, str]]:
    words, counts = writer.words, passport.check_counts
    yield words("summary.papers"), str(len(passport.documents))
    yield words("summary.checks"), words("summary.checks_text", **counts.model_dump())
    yield words("summary.as_of"), writer.day(passport.as_of)
    if passport.custody_lots and set(passport.custody_lots) != {passport.lot}:
        yield words("summary.custody_lots"), writer.list([writer.text(lot, 60) for lot in passport.custody_lots])


def _origins(passport: Passport, writer: Writer) -> Iterator[Fact]:
    named: tuple[tuple[str, Sequence[OriginStatement]], ...] = (
        ("origin", passport.origin.countries),
        ("mine_sites", passport.origin.mine_sites),
    )
    for key, statements in named:
        if not statements:
            continue
        yield Fact(
            writer.words(f"summary.{key}"),
            tuple(
                Stated(
                    writer.country(one.value) if key == "origin" else writer.text(one.value),
                    _by(one.sources, passport, writer),
                    one.claim,
                )
                for one in sorted(statements, key=lambda one: CLAIMS.index(one.claim))
            ),
        )


def _shares(passport: Passport, writer: Writer) -> Iterator[tuple[str, str]]:
    words = writer.words
    for source in passport.origin.sources:
        country = writer.country(source.country) if source.country else ""
        parts = [writer.text(source.mine_site) if source.mine_site else "", country]
        if source.recycled:
            parts.append(words("claims.recycled"))
        name = ", ".join(part for part in parts if part) or words("claims.unknown_source")
        yield name, writer.percent(source.share) if source.share is not None else words("claims.share_unknown")


def _parents(passport: Passport, writer: Writer) -> Iterator[tuple[str, str]]:
    for parent in passport.lineage:
        share = writer.words("claims.share_unknown") if parent.share is None else writer.percent(parent.share)
        yield writer.text(parent.lot, 80), share


def _cited(passport: Passport, writer: Writer) -> Iterator[str]:
    for document in passport.cited_documents:
        number = f" {writer.text(document.number, 60)}" if document.number else ""
        yield f"{writer.kind(document.type)}{number} ({writer.text(document.id, 40)})"


def _decisions(passport: Passport, writer: Writer) -> Iterator[str]:
    words = writer.words
    if passport.supersedes:
        yield words("decisions.supersedes", digest=passport.supersedes)
    corrected = [
        f"{paper_title(document, writer)} ({document.id}), {_field_at(name, writer)}{writer.colon}"
        f"{writer.value(name.rpartition('.')[2], field.value, field.unit)}"
        for document in passport.documents
        for name, field in every_field(document)
        if field.status == "corrected"
    ]
    if corrected:
        yield f"{words('decisions.corrected')} {writer.list(corrected, MOST_CORRECTED)}"
    if not corrected and not passport.supersedes:
        yield words("decisions.none")


def _field_at(place: str, writer: Writer) -> str:
    """A field's name, with its row where it stands in a table."""
    name = writer.field(place.rpartition(".")[2])
    row = re.match(r"lines\[([0-9]+)\]", place)
    return f"{name} ({writer.words('documents.row')} {row[1]})" if row else name


def _proof(sealed: Sealed, writer: Writer) -> Iterator[tuple[str, str]]:
    words, made = writer.words, sealed.passport.made_by
    yield words("proof.digest"), sealed.digest
    yield words("proof.key"), sealed.kid
    yield words("proof.signed_at"), writer.moment(sealed.signed_at)
    engines = ", ".join(f"{name} {version}" for name, version in sorted(made.engines.items()))
    versions = (("extraction", made.extraction), ("rules", made.rules), ("reference", made.reference))
    yield words("proof.made_by"), f"lotpass {made.lotpass}"
    yield (
        words("proof.versions"),
        writer.text("; ".join((engines, *(f"{n} {v}" for n, v in versions), f"policy {made.policy}")), 1200),
    )
    if made.lists:
        lists = [f"{one.name} ({one.form}{', ' + one.date if one.date else ''})" for one in made.lists]
        yield words("proof.lists"), writer.list([writer.text(one, 160) for one in lists])
    else:
        yield words("proof.lists"), words("proof.no_lists")


def _files(passport: Passport, writer: Writer) -> Iterator[tuple[str, str, str, str]]:
    words = writer.words
    for file in passport.files[:MOST_FILES]:
        state = words(f"proof.{file.status}")
        if file.reason:
            state = f"{state}{writer.colon}{writer.text(file.reason, 300)}"
        names = writer.list([writer.text(name, 120) for name in file.names], 3)
        yield names, str(file.pages or ""), file.sha256 or "", state


def _codes(sealed: Sealed, order: Order, writer: Writer) -> Iterator[tuple[str, str]]:
    if order.link is not None:
        yield writer.words("proof.qr_link"), order.link
    digest = base64.urlsafe_b64encode(bytes.fromhex(sealed.digest)).rstrip(b"=").decode()
    yield writer.words("proof.qr_digest"), f"ni:///sha-256;{digest}"
