"""Whether a passport's content hangs together: what a signature cannot show, because a key signs anything."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import chain, pairwise

from passport.build import MILDEST_FIRST, implied_status
from passport.model import Passport, Source
from passport.records import DocumentRecord, Evidence, FieldRecord, PageRecord

ROUNDING = Decimal("0.000001")
"""Shares are given to six decimals."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two parts of a passport that cannot both be so."""

    message: str
    got: str | None = None
    expected: str | None = None


def contradictions(passport: Passport) -> Iterator[Contradiction]:
    """Everything in the passport that contradicts something else in it."""
    yield from _listed_once(passport)
    yield from _evidence(passport)
    yield from _sources(passport)
    yield from _status(passport)
    yield from _counts(passport)
    yield from _values(passport)
    yield from _chain(passport)
    yield from _shares(passport)


def impossible_dates(passport: Passport) -> Iterator[str]:
    """Dates of documents that are not days of the calendar, each with its place."""
    for document in passport.documents:
        for place, field in _fields(document):
            if place.endswith("_date") and field.value is not None and not _is_day(field.value):
                yield f"{document.id}.{place} is {field.value}"
        for name, value in (("issue_date", document.issue_date), ("expiry_date", document.expiry_date)):
            if value is not None and not _is_day(value):
                yield f"{name} of {document.id} is {value}"


def _is_day(value: object) -> bool:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _listed_once(passport: Passport) -> Iterator[Contradiction]:
    """No document, file or rule is listed twice, and no document is both the lot's and another's."""
    documents = [*(item.id for item in passport.documents), *(item.id for item in passport.cited_documents)]
    counted: tuple[tuple[str, list[str]], ...] = (
        ("document", documents),
        ("file", [file.sha256 for file in passport.files if file.sha256 is not None]),
        ("rule", [check.rule for check in passport.checks]),
    )
    for kind, names in counted:
        for name in sorted(name for name, times in Counter(names).items() if times > 1):
            yield Contradiction(f"The {kind} {name} is listed more than once.")


def _evidence(passport: Passport) -> Iterator[Contradiction]:
    """Every page and every piece of evidence lies in a listed file, on a page that it has."""
    # A file that was quarantined while it was read may have pages that could be read, and no count of all of them.
    pages = {file.sha256: file.pages if file.status == "read" else None for file in passport.files}
    for place, item in _places(passport):
        if item.file not in pages:
            yield Contradiction(
                f"{place} names a file that the passport does not list.",
                got=f"SHA-256 {item.file}",
                expected="one of the listed files",
            )
        elif (count := pages[item.file]) is not None and item.page > count:
            yield Contradiction(
                f"{place} names a page that its file does not have.",
                got=f"page {item.page}",
                expected=f"at most {count}",
            )
        elif isinstance(item, Evidence) and not (item.box[0] <= item.box[2] and item.box[1] <= item.box[3]):
            yield Contradiction(f"{place} has a box whose corners are exchanged.", got=str(item.box))


def _places(passport: Passport) -> Iterator[tuple[str, Evidence | PageRecord]]:
    for document in passport.documents:
        for place, field in _fields(document):
            for item in chain(field.evidence, *(other.evidence for other in field.alternatives)):
                yield f"Field {document.id}.{place}", item
        for page in document.pages:
            yield f"Document {document.id}", page
    for cited in passport.cited_documents:
        for page in cited.pages:
            yield f"Document {cited.id}", page
    for number, finding in enumerate(passport.findings, 1):
        for item in finding.evidence:
            yield f"Finding {number} ({finding.code})", item
    for number, open_point in enumerate(passport.undecided, 1):
        for item in open_point.evidence:
            yield f"Undecided point {number}", item


def _sources(passport: Passport) -> Iterator[Contradiction]:
    """Every statement, finding and open point names documents and events that the passport lists."""
    own = {document.id for document in passport.documents}
    documents = own | {document.id for document in passport.cited_documents}
    events = {event.id for event in passport.custody}
    for place, source in _stated(passport):
        if (source.document is None) == (source.event is None):
            yield Contradiction(f"{place} must name one document or one custody event as its source.")
        elif source.document is not None and source.document not in own:
            yield Contradiction(f"{place} names document {source.document}, which is not the lot's.")
        elif source.event is not None and source.event not in events:
            yield Contradiction(f"{place} names custody event {source.event}, which is not in the chain.")
    for number, finding in enumerate(passport.findings, 1):
        for side in (finding.left, finding.right):
            if side is not None and side.document is not None and side.document not in documents:
                yield Contradiction(f"Finding {number} ({finding.code}) names document {side.document}, not listed.")
    for number, open_point in enumerate(passport.undecided, 1):
        if open_point.document is not None and open_point.document not in documents:
            yield Contradiction(f"Undecided point {number} names document {open_point.document}, which is not listed.")
    for parent in passport.lineage:
        for event in parent.events:
            if event not in events:
                yield Contradiction(f"Parent lot {parent.lot} names custody event {event}, which is not in the chain.")


def _stated(passport: Passport) -> Iterator[tuple[str, Source]]:
    sections = (passport.subject, passport.quantities, passport.route, *(party for _, party in passport.parties))
    for section in sections:
        for name, statements in section:
            for statement in statements:
                for source in statement.sources:
                    yield f"The statement of {name}", source
    for origin in (*passport.origin.countries, *passport.origin.mine_sites):
        for source in origin.sources:
            yield f"The statement of the origin {origin.value}", source


def _status(passport: Passport) -> Iterator[Contradiction]:
    """The status is not milder than the findings, and a clear lot has documents and decided checks."""
    called_for = implied_status(finding.severity for finding in passport.findings)
    if MILDEST_FIRST.index(passport.status) < MILDEST_FIRST.index(called_for):
        yield Contradiction(
            "The status does not follow from the findings.", got=passport.status, expected=f"at least {called_for}"
        )
    decided = any(check.outcome in ("passed", "failed") for check in passport.checks)
    if passport.status == "clear" and not (decided and passport.documents):
        yield Contradiction("The lot is called clear, though it has no documents or no check was decided.")


def _counts(passport: Passport) -> Iterator[Contradiction]:
    """The counts of checks are those of the checks listed."""
    counted = Counter[str](check.outcome for check in passport.checks)
    for outcome, stated in passport.check_counts:
        if counted[outcome] != stated:
            yield Contradiction(
                f"The number of checks that are {outcome.replace('_', ' ')} is not that of the checks listed.",
                got=str(stated),
                expected=str(counted[outcome]),
            )


def _values(passport: Passport) -> Iterator[Contradiction]:
    """A field has a value if, and only if, it was read or corrected."""
    for document in passport.documents:
        for place, field in _fields(document):
            if (field.value is not None) != (field.status in ("read", "corrected")):
                has = "has no value" if field.value is None else "has a value"
                yield Contradiction(f"Field {document.id}.{place} is {field.status}, yet it {has}.")


def _chain(passport: Passport) -> Iterator[Contradiction]:
    """The custody chain stands in time order, and every lot that went into it is named by the lot or its ancestors."""
    for earlier, later in pairwise(passport.custody):
        if later.time < earlier.time:
            yield Contradiction(f"Custody event {later.id} stands after {earlier.id} but happened before it.")
    related = set(passport.custody_lots) | {lot for event in passport.custody for lot in event.inputs}
    for lot in dict.fromkeys(event.lot for event in passport.custody):
        if lot not in related:
            yield Contradiction(f"The custody chain has events of lot {lot}, which is no part of this lot's past.")


def _shares(passport: Passport) -> Iterator[Contradiction]:
    """The shares of the chain's beginnings lie between 0 and 1 and add up to no more than the whole."""
    shares = [Decimal(source.share) for source in passport.origin.sources if source.share is not None]
    if any(not 0 <= share <= 1 for share in shares) or sum(shares) > 1 + ROUNDING * len(shares):
        yield Contradiction(
            "The shares of the lot's sources are more than the whole.", got=str(sum(shares)), expected="1"
        )


def _fields(document: DocumentRecord) -> Iterable[tuple[str, FieldRecord]]:
    yield from document.fields.items()
    for number, line in enumerate(document.lines, 1):
        for name, field in line.items():
            yield f"lines[{number}].{name}", field
    for name, field in document.more.items():
        yield f"more.{name}", field
