"""What is not known, as the dossier shows it: by kind, checks grouped by their reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from passport.dossier.model import (
    Group,
    Point,
)
from passport.dossier.pictures import Album
from passport.dossier.reasons import reason_in
from passport.dossier.texts import rule_names
from passport.dossier.view_papers import doubt_of, find_field, paper_title
from passport.dossier.writing import Writer
from passport.model import Passport
from passport.undecided import CUSTOMS_ORIGIN, KIMBERLEY_SCOPE, NO_CUSTODY, NOT_THE_GOODS, NOT_THE_PAPERS
from validate.catalogue import catalogue

_SCOPES = {
    NOT_THE_GOODS[0]: "goods",
    NOT_THE_PAPERS[0]: "papers",
    KIMBERLEY_SCOPE[0]: "kimberley",
    CUSTOMS_ORIGIN[0]: "customs",
    NO_CUSTODY[0]: "way",
}

MOST_POINTS = 100
"""Points of one kind that are shown."""


def unknown(passport: Passport, album: Album, writer: Writer) -> Iterator[Group]:
    """Everything that the passport says it cannot say, by kind."""
    words = writer.words
    by_kind: dict[str, list[Point]] = {"scope": [], "field": [], "file": [], "custody": []}
    checks: dict[str, list[str]] = {}
    names = rule_names(words.language)
    findings = {finding.message: finding.code for finding in passport.findings}
    documents = {document.id: document for document in passport.documents}
    for one in passport.undecided:
        if one.kind == "check":
            checks.setdefault(one.reason, []).append(" ".join((one.about, names.get(one.about, ""))).strip())
        elif one.kind == "scope":
            by_kind["scope"].append(_scope(one.about, one.reason, writer))
        else:
            document = documents.get(one.document or "")
            about = writer.text(one.about, 120)
            if document is not None:
                name = f"{writer.colon}{writer.field(one.field)}" if one.field else ""
                about = f"{paper_title(document, writer)} ({document.id}){name}"
            field = None if document is None else find_field(document, one.about.removeprefix(f"{document.id}."))
            doubt = doubt_of(field, writer) if field is not None else ""
            cutting = album.cutting(one.evidence, words("documents.evidence"), doubtful=True) if one.evidence else None
            told = doubt or words.find(f"finding.{findings.get(one.reason)}.text") or reason_in(writer, one.reason)
            reason = told or writer.text(one.reason, 600)
            by_kind[one.kind].append(Point(about, reason, original=told is None, cutting=cutting))
    for kind, points in by_kind.items():
        if points:
            yield _group(words(f"untested.{kind}"), points, writer)
    if checks:
        points = []
        for reason, about_rules in checks.items():
            told = reason_in(writer, reason)
            rules = writer.text("; ".join(about_rules), 1200)
            points.append(Point(rules, told or writer.text(reason, 400), original=told is None))
        yield _group(words("untested.check"), points, writer)


def _group(title: str, points: Sequence[Point], writer: Writer) -> Group:
    """Points under a title, which says where all of them are in English words alone."""
    if writer.words.language != "en" and all(point.original for point in points):
        title = f"{title} ({writer.words('general.in_english')})"
    return Group(title, tuple(points[:MOST_POINTS]), max(0, len(points) - MOST_POINTS))


def _scope(about: str, reason: str, writer: Writer) -> Point:
    """What papers cannot show: in the reader's language where these are the program's own words."""
    words = writer.words
    key = _SCOPES.get(about)
    if key is not None:
        return Point(words(f"untested.{key}"), words(f"untested.{key}_text"))
    if about == "checks that papers cannot decide":
        # Each has a reason of its own; the names are enough for a reader, the passport has the rest.
        told = rule_names(words.language)
        names = [f"{entry.id} {told[entry.id]}" for entry in catalogue() if f"{entry.id} {entry.title}:" in reason]
        return Point(words("untested.never"), f"{words('untested.never_text')} {'; '.join(names)}.")
    return Point(writer.text(about, 120), writer.text(reason, 600), original=True)
