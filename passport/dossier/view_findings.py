"""Findings as the dossier shows them: in the reader's words, with what both sides state and where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from passport.dossier.basis import basis_in
from passport.dossier.model import (
    FindingShown,
    Picture,
    SideShown,
)
from passport.dossier.pictures import Album
from passport.dossier.texts import rule_names
from passport.dossier.view_chain import step_numbers
from passport.dossier.view_papers import find_field, paper_title
from passport.dossier.writing import Writer
from passport.model import FindingRecord, Passport, Side

_SEVERITIES = ("block", "review", "info")
MOST_FINDINGS = 100
"""Findings that are shown, the gravest first; further ones are counted."""

MOST_CUTTINGS_OF_FINDING = 4
"""Places on the papers that are shown of one finding."""


def findings(passport: Passport, album: Album, writer: Writer) -> Iterator[FindingShown]:
    """The findings of a lot, the gravest first; a code that an installation added has general words."""
    words = writer.words
    gravest = sorted(passport.findings, key=lambda one: _SEVERITIES.index(one.severity))
    for finding in gravest[:MOST_FINDINGS]:
        code = finding.code if words.find(f"finding.{finding.code}.title") else "other"
        basis = basis_in(words.language, finding.basis)
        name = rule_names(words.language).get(finding.rule)
        sides = tuple(
            _side(side, passport, album, writer) for side in (finding.left, finding.right) if side is not None
        )
        yield FindingShown(
            severity=finding.severity,
            title=words(f"finding.{code}.title"),
            text=words(f"finding.{code}.text"),
            message=writer.text(finding.message, 1200),
            basis=writer.text(basis or finding.basis, 600),
            basis_original=basis is None,
            rule=writer.text(f"{finding.rule}{f' ({name})' if name else ''}, {finding.code}", 200),
            sides=sides,
            cuttings=tuple(_more_cuttings(finding, sides, album, words("documents.evidence"))),
        )


def _side(side: Side, passport: Passport, album: Album, writer: Writer) -> SideShown:
    words = writer.words
    documents = {document.id: document for document in passport.documents}
    where, cutting = [], None
    if side.document is not None:
        document = documents.get(side.document)
        if document is None:
            cited = next((one for one in passport.cited_documents if one.id == side.document), None)
            kind = writer.kind(cited.type) if cited else ""
            where.append(" ".join(part for part in (kind, writer.text(side.document, 40)) if part))
        else:
            where.append(f"{paper_title(document, writer)} ({writer.text(document.id, 40)})")
            field = find_field(document, side.field)
            if field is not None:
                cutting = album.cutting(field.evidence, words("documents.evidence"))
    elif side.event is not None:
        number = step_numbers(passport).get(side.event)
        where.append(
            words("findings.event", number=number)
            if number
            else f"{words('claims.custody')} {writer.text(side.event, 80)}"
        )
    elif side.reference is not None:
        name = basis_in(words.language, side.reference) or side.reference
        where.append(words("findings.reference", name=writer.text(name, 160)))
    if side.field:
        where.append(writer.field(side.field.rpartition(".")[2]))
    value = words("general.not_stated") if side.value == "not stated" else writer.text(side.value or "")
    return SideShown(writer.colon.join(where), value, cutting)


def _more_cuttings(finding: FindingRecord, sides: Sequence[SideShown], album: Album, caption: str) -> Iterator[Picture]:
    """Places that a finding names beyond those of its sides."""
    shown = {_place(side.cutting) for side in sides if side.cutting is not None}
    left = MOST_CUTTINGS_OF_FINDING - len(shown)
    for place in finding.evidence:
        if left <= 0:
            return
        if shown and len(finding.evidence) <= len(shown):
            return  # the sides' own places, found again
        picture = album.cutting((place,), caption)
        if picture is not None and _place(picture) not in shown:
            shown.add(_place(picture))
            left -= 1
            yield picture


def _place(picture: Picture) -> bytes:
    return picture.image.jpeg if picture.image is not None else b""
