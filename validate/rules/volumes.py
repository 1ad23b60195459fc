"""What only many lots together show: numbers out of their series, fast re-export, sources that were not declared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from validate.facts import SCHEME_CERTIFICATES, Stated, called, listed, read_field
from validate.memory import Past, RememberedLot
from validate.model import Finding, Side
from validate.names import words
from validate.remembering import paper_of
from validate.rules.circumstances import origins
from validate.rules.findings import firm, found
from validate.rules.memory_view import called_lot, earlier
from validate.rules.model import NO_MEMORY, NOT_APPLICABLE, Case, Result, judged, rule, undecidable

UPLIFT = Decimal("0.30")
"""Share by which a parcel's value may rise between import and re-export (L013)."""
SOON = 30
"""Days between import and re-export that are looked at (L013)."""
SERIES = 3
"""Certificates of an issuer's other year that must be known before a number is said to lie in its series."""
_DIGITS = re.compile(r"\d+$")


@rule(
    "L009",
    "malformed-number",
    title="Number in the series of its year",
    severity="review",
    basis="certificate of Sierra Leone forged in 2015 with a number of an earlier year's series; trade practice",
    tolerance="three certificates of the other year on both sides, and none of its own year about it",
)
def number_in_series(case: Case) -> Result:
    """A certificate's number does not lie inside the series that its issuer used in another year."""
    if case.past is None:
        return NO_MEMORY
    certificates = [d for d in case.documents if d.type in SCHEME_CERTIFICATES]
    if not certificates:
        return NOT_APPLICABLE
    findings: list[Finding] = []
    decided = False
    for document in certificates:
        paper = paper_of(document, case.bundle, case.policy)
        place = _DIGITS.search(paper.key)
        number = read_field(document, "document_number")
        if paper.issued is None or paper.issuer is None or place is None or number is None or not paper.firm:
            continue
        known = list(_series(case.past, case.lot.id, paper.type.value, paper.issuer))
        if len(known) < SERIES:
            continue
        decided = True
        here = int(place[0])
        own = [n for n, year, _ in known if year == paper.issued.year]
        if own and min(own) <= here <= max(own):
            continue
        for year in sorted({year for _, year, _ in known if year != paper.issued.year}):
            series = [(n, lot) for n, y, lot in known if y == year]
            if len(series) >= SERIES and min(n for n, _ in series) < here < max(n for n, _ in series):
                message = (
                    f"The number of the {called(document)}, issued in {paper.issued.year}, lies among the numbers that "
                    f"{paper.issuer} used in {year}."
                )
                right = earlier(min(series, key=lambda pair: abs(pair[0] - here))[1], "document_number")
                findings.append(found("L009", "malformed-number", message, left=Stated(document, number), right=right))
    if decided or findings:
        return judged(findings)
    return undecidable("Too few certificates of the issuer are remembered.")


def _series(past: Past, lot: str, kind: str, issuer: str) -> Iterator[tuple[int, int, RememberedLot]]:
    for old in past.bearing(lot, ("issuer", f"{kind}:{issuer}")):
        for paper in old.papers:
            place = _DIGITS.search(paper.key)
            if paper.type.value == kind and paper.issuer == issuer and paper.issued and place and paper.firm:
                yield int(place[0]), paper.issued.year, old


@rule(
    "L013",
    "implausible-value",
    title="No rapid re-export with uplift",
    severity="review",
    basis="trade-based money laundering typologies (over- and under-invoicing of diamonds and gold)",
    tolerance="30 % within 30 days, for the same weight to the last digit",
)
def no_quick_uplift(case: Case) -> Result:
    """A parcel is not re-exported, within 30 days of its import, for over 30 % more than it was imported for."""
    if case.past is None:
        return NO_MEMORY
    now = case.past.present(case.lot.id)
    if now.mass is None or now.amount is None or now.mineral is None or now.provenance is None:
        return undecidable("The lot's weight, value or exporting country was not read.")
    findings = []
    for old in case.past.bearing(case.lot.id, ("mass", f"{now.mineral}:{now.mass.normalize():f}"), companions=False):
        apart = (now.counts - old.counts).days
        if (
            old.destination != now.provenance
            or old.currency != now.currency
            or not old.amount
            or not 0 <= apart <= SOON
        ):
            continue
        uplift = now.amount / old.amount - 1
        if uplift > UPLIFT:
            message = (
                f"The same weight came to {now.provenance} {apart} days before as {called_lot(old)} for {old.currency} "
                f"{old.amount}, and leaves it for {now.currency} {now.amount}: {uplift:.0%} more."
            )
            right = earlier(old, "value", f"{old.currency} {old.amount}")
            side = Side(reference="value of the lot", field="value", value=f"{now.currency} {now.amount}")
            findings.append(found("L013", "implausible-value", message, left=side, right=right))
    return judged(findings)


@rule(
    "L015",
    "origin-mismatch",
    title="Supplier's declared sources cover its lots",
    severity="review",
    basis="Regulation (EU) 2017/821, Article 4(f); OECD Due Diligence Guidance, Step 1 C",
    tolerance="countries; a declaration that came with this very lot is another rule's",
)
def declared_sources(case: Case) -> Result:
    """The lot's countries of origin are among those that its supplier declared with earlier lots."""
    if case.past is None:
        return NO_MEMORY
    now = case.past.present(case.lot.id)
    if now.exporter is None:
        return undecidable("No paper names the exporter.")
    mark = ("exporter", " ".join(words(now.exporter)))
    declared: dict[str, RememberedLot] = {}
    for old in case.past.bearing(case.lot.id, mark):
        if old.counts <= now.counts:
            declared.update(dict.fromkeys(old.declared_origins, old))
    if not declared or "MIXED" in declared or now.declared_origins:
        return NOT_APPLICABLE
    new = sorted(origins(case) - declared.keys() - {"MIXED"})
    if not new:
        return judged(())
    stated = next((Stated(d, f) for d in case.documents if (f := read_field(d, "country_of_origin")) is not None), None)
    if stated is not None and not firm(stated, case.policy):
        return undecidable("The lot's country of origin was not read well.")
    message = (
        f"{now.exporter} declared {listed(sorted(declared))} as its sources with earlier lots; this lot comes from "
        f"{listed(new)}."
    )
    right = earlier(next(iter(declared.values())), "country_of_origin", listed(sorted(declared)))
    return judged([found("L015", "origin-mismatch", message, left=stated, right=right)])
