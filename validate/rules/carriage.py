"""A transport document against the structured record of the carriage, and a certificate's sheet against its shape."""

from __future__ import annotations

import re
from decimal import Decimal

from rapidfuzz.distance import OSA

from extract.model import Sheet
from validate.custody.units import grams
from validate.facts import Stated, called, read_field
from validate.model import EventType, Side
from validate.numbers import bare, same_number
from validate.rules.circumstances import KP, TRANSPORT, of_kind
from validate.rules.custody_view import amount, named, weighed
from validate.rules.findings import UNCERTAIN, decided
from validate.rules.findings import found as finding
from validate.rules.measures import net
from validate.rules.model import NOT_APPLICABLE, Case, Result, judged, rule, undecidable
from validate.weights import share, weight

CARRIED = Decimal("0.005")
"""Share by which the weight on a transport document may differ from the carriage's record."""


@rule(
    "X038",
    "reference-mismatch",
    "custody-weight-mismatch",
    UNCERTAIN,
    title="Transport document as its structured record has it",
    severity="review",
    basis="ICE chain-of-custody checks (bill of lading against its structured data)",
    tolerance="the number exactly, the weight to 0.5 %; the carrier's own data are not asked for",
)
def structured(case: Case) -> Result:
    """A transport document has the number and the weight of the custody record's transport that quotes it."""
    papers = [Stated(d, f) for d in of_kind(case, TRANSPORT) if (f := read_field(d, "document_number")) is not None]
    if not of_kind(case, TRANSPORT):
        return NOT_APPLICABLE
    own = set(case.lot.custody_lots)
    moved = [e for e in case.events if e.type is EventType.TRANSPORT and e.lot in own and e.document_numbers]
    if not papers or not moved:
        return undecidable(
            "No transport in the custody record quotes a transport document, or its number was not read."
        )
    findings, checked = [], False
    for paper in papers:
        number = str(paper.value)
        same = next((e for e in moved if any(same_number(number, n) for n in e.document_numbers)), None)
        near = [(e, n) for e in moved for n in e.document_numbers if bare(n) != bare(number) and _mistyped(number, n)]
        if same is None and near:
            checked = True
            event, quoted = near[0]
            message = f"The {called(paper.document)} bears {number}; {named(event)} of its record quotes {quoted}."
            side = Side(event=event.id, field="document_numbers", value=quoted)
            findings.append(decided(case, "X038", "reference-mismatch", "number", message, paper, side, lookalike=True))
        if same is None or len(case.bundle.homes.get(paper.document.id, ())) > 1:
            continue
        stated, recorded = net(paper.document), grams(same.quantity, same.unit)
        mass = weight(stated.field) if stated is not None else None
        if stated is None or mass is None or mass.dry is not None or recorded is None:
            continue
        checked = True
        if share(mass.mass, recorded) > CARRIED and abs(mass.mass - recorded) > mass.digit:
            message = (
                f"The {called(paper.document)} states {amount(mass.mass, same.unit)}; {named(same)}, which quotes it, "
                f"records {amount(recorded, same.unit)}."
            )
            findings.append(decided(case, "X038", "custody-weight-mismatch", "weight", message, stated, weighed(same)))
    return judged(findings) if checked else undecidable("No transport in the custody record quotes the document.")


def _mistyped(one: str, other: str) -> bool:
    """Whether two numbers are one but for a slip or two of the hand that typed them."""
    a, b = bare(one), bare(other)
    return a != b and min(len(a), len(b)) >= LEAST_SIGNS and OSA.distance(a, b, score_cutoff=SLIPS) <= SLIPS


LEAST_SIGNS, SLIPS = 6, 2


WHOLE, WITHOUT_RIGHT = Decimal(297) / Decimal(210), Decimal(210) / Decimal(197)
"""Long side over short side of a Union certificate's sheet, and of what is left without its right part of 100 mm."""

SHAPE = Decimal("0.03")
"""Share by which a scan's sides may differ from the sheet's."""


@rule(
    "W074",
    "missing-field",
    title="Sheet of a Union certificate",
    severity="info",
    basis="Regulation (EC) No 2368/2002, Annex IV (A4, the import confirmation 100 mm from the right edge)",
    tolerance="sides of a flat scan to 3 %; paper, print and cut are on the original alone",
)
def sheet(case: Case) -> Result:
    """A scan of a Union certificate shows the whole sheet, and not what is left without the right part."""
    certificates = [
        d
        for d in of_kind(case, KP)
        if (f := read_field(d, "document_number")) is not None and re.fullmatch(r"EU\d+", bare(str(f.value)))
    ]
    if not certificates:
        return NOT_APPLICABLE
    findings, checked = [], False
    for document in certificates:
        for page in document.sheets[:1]:
            sides = _sides(page)
            if sides is None:
                continue
            checked = True
            if abs(sides - WITHOUT_RIGHT) <= SHAPE * WITHOUT_RIGHT:
                message = f"The scan of the {called(document)} has the shape of the certificate without its right part."
                left = Side(document=document.id, field="import_confirmation")
                findings.append(finding("W074", "missing-field", message, left=left))
    return judged(findings) if checked else undecidable("No flat scan shows the certificate's sheet.")


def _sides(page: Sheet) -> Decimal | None:
    """Long side over short side, where a flat scan shows a sheet of the one shape or the other."""
    if page.origin != "ocr" or any(r.code in ("perspective-undone", "several-sheets") for r in page.remarks):
        return None
    long, short = max(page.width, page.height), min(page.width, page.height)
    sides = Decimal(long) / Decimal(short) if short else Decimal(0)
    return sides if any(abs(sides - s) <= SHAPE * s for s in (WHOLE, WITHOUT_RIGHT)) else None
