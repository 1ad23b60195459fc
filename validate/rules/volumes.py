"""What only many lots together show: a country's or importer's year, shipments cut up, series of numbers, re-export."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from validate.facts import SCHEME_CERTIFICATES, Stated, called, listed, read_field
from validate.memory import DIAMONDS, RememberedLot
from validate.memory_past import Past
from validate.model import Finding, Side
from validate.names import words
from validate.reference_rows import Threshold
from validate.rules.circumstances import origins
from validate.rules.findings import firm, found
from validate.rules.memory_view import called_lot, earlier, papers
from validate.rules.model import NO_MEMORY, NOT_APPLICABLE, Case, Result, judged, rule, undecidable
from validate.weights import CARAT

UPLIFT = Decimal("0.30")
"""Share by which a parcel's value may rise between import and re-export (L013)."""
SOON = 30
"""Days between import and re-export that are looked at (L013)."""
NEAR = Decimal("0.8")
"""Share of a yearly threshold from which it is told (L011)."""
JUST_BELOW = Decimal("0.95")
"""Share of a limit from which a lot stays just below it (L010)."""
SHARED_OUT, WEEK = 3, 7
"""Lots just below a limit that are told, and the days within which they are shipped (L010)."""
MOST_NAMED = 5
"""Lots that a message lists."""
SERIES = 3
"""Certificates of an issuer's other year that must be known before a number is said to lie in its series."""
_DIGITS = re.compile(r"\d+$")


def _with_bundle(case: Case, past: Past, earlier_lots: Iterable[RememberedLot]) -> tuple[RememberedLot, ...]:
    """These earlier lots, up to this lot's day, with the lots of the bundle, this one first."""
    now = past.present(case.lot.id)
    rest = [past.present(lot.id) for lot in case.lots if lot.id != case.lot.id]
    return (now, *rest, *(old for old in earlier_lots if old.counts <= now.counts))


@rule(
    "L008",
    "implausible-value",
    title="Country's exports against its production",
    severity="review",
    basis="Kimberley Process review of the Republic of Congo, 2004 (exports beyond capacity); KP production statistics",
    tolerance="100 % of the last production known, in a calendar year",
)
def exports_within_production(case: Case) -> Result:
    """The rough diamonds of one origin that were seen in a year are no more than what the country produces."""
    if case.past is None:
        return NO_MEMORY
    now = case.past.present(case.lot.id)
    if now.mineral != DIAMONDS or len(now.origins) != 1 or "MIXED" in now.origins:
        return NOT_APPLICABLE
    origin, year = now.origins[0], now.counts.year
    known = [p for p in case.reference.production if p.iso2 == origin and p.year <= year]
    if not known or now.mass is None:
        return undecidable("The country's production, or the lot's weight, is not known.")
    last = max(known, key=lambda p: p.year)
    lots, mass = case.past.seen(origin, year, now.counts)
    total = mass / CARAT
    if total <= last.carats:
        return judged(())
    message = (
        f"{lots} lots of {origin} origin seen in {year} weigh {total.normalize():f} ct together; the country "
        f"produced {last.carats} ct in {last.year}."
    )
    right = Side(reference="diamond production", value=f"{origin} {last.year}: {last.carats} ct")
    return judged([found("L008", "implausible-value", message, right=right)])


def _threshold(case: Case, lot: RememberedLot) -> Threshold | None:
    """The lowest yearly threshold of the Union's 3TG law that a lot's HS codes fall under."""
    rows = [t for t in case.reference.thresholds if t.span.holds(lot.counts) and any(_of(t, c) for c in lot.hs_codes)]
    return min(rows, key=lambda t: t.kilograms, default=None)


def _of(row: Threshold, code: str) -> bool:
    digits = row.cn_code.removeprefix("ex")[:6]
    return len(code) >= 4 and (code.startswith(digits) or digits.startswith(code))


def _eu_bound(case: Case, lot: RememberedLot) -> bool:
    return lot.destination is not None and case.reference.in_eu(lot.destination, lot.counts)


@rule(
    "L010",
    "high-risk-area",
    title="Shipment not cut up below a limit",
    severity="review",
    basis="trade-based money laundering typologies; Regulation (EU) 2017/821, Annex I (volume thresholds)",
    tolerance="three or more lots of one seller and buyer within a week, each within 5 % below the limit",
)
def not_cut_up(case: Case) -> Result:
    """A seller and a buyer do not share out, within a week, three lots that each stay just below a threshold."""
    if case.past is None:
        return NO_MEMORY
    now = case.past.present(case.lot.id)
    limit = _threshold(case, now)
    if limit is None or not _eu_bound(case, now):
        return NOT_APPLICABLE
    if now.mass is None or now.exporter is None or now.importer is None:
        return undecidable("Weight, exporter or importer was not read.")
    grams_at = limit.kilograms * 1000
    mark = ("importer", " ".join(words(now.importer)))
    near = [
        lot
        for lot in _with_bundle(case, case.past, case.past.bearing(case.lot.id, mark))
        if lot.mass is not None
        and grams_at * JUST_BELOW <= lot.mass < grams_at
        and lot.exporter
        and words(lot.exporter) == words(now.exporter)
        and lot.importer
        and words(lot.importer) == words(now.importer)
        and abs((lot.counts - now.counts).days) <= WEEK
    ]
    if now not in near or len(near) < SHARED_OUT:
        return judged(())
    message = (
        f"{now.exporter} ships {len(near)} lots to {now.importer} within a week, each just below {limit.kilograms} kg: "
        f"{listed([lot.name for lot in near[:MOST_NAMED]])}."
    )
    right = Side(reference="thresholds of Regulation (EU) 2017/821", value=f"{limit.cn_code}: {limit.kilograms} kg")
    return judged([found("L010", "high-risk-area", message, right=right)])


@rule(
    "L011",
    "high-risk-area",
    title="Importer's year against the 3TG threshold",
    severity="info",
    basis="Regulation (EU) 2017/821, Annex I, with Delegated Regulation (EU) 2020/1588 (volume thresholds)",
    tolerance="told from 80 % of the year's threshold on",
)
def importers_year(case: Case) -> Result:
    """The year's sum of what an importer in the Union takes in of a CN code is below its threshold; from 80 % on it is
    told, from 100 % on that the full duties apply."""
    if case.past is None:
        return NO_MEMORY
    now = case.past.present(case.lot.id)
    limit = _threshold(case, now)
    if limit is None or not _eu_bound(case, now):
        return NOT_APPLICABLE
    if now.mass is None or now.importer is None:
        return undecidable("Weight or importer was not read.")
    mark = ("importer", " ".join(words(now.importer)))
    taken = [
        lot
        for lot in _with_bundle(case, case.past, case.past.bearing(case.lot.id, mark))
        if lot.counts.year == now.counts.year
        and lot.importer
        and words(lot.importer) == words(now.importer)
        and _eu_bound(case, lot)
        and any(_of(limit, code) for code in lot.hs_codes)
    ]
    total = sum((lot.mass or Decimal(0) for lot in taken), Decimal(0)) / 1000
    if total < limit.kilograms * NEAR:
        return judged(())
    duty = "the full duties of the regulation apply" if total >= limit.kilograms else "the threshold is near"
    message = (
        f"{now.importer} has taken in {total.normalize():f} kg of {limit.description.lower()} in {now.counts.year}, in "
        f"{len(taken)} lots, of {limit.kilograms} kg a year: {duty}."
    )
    right = Side(reference="thresholds of Regulation (EU) 2017/821", value=f"{limit.cn_code}: {limit.kilograms} kg")
    return judged([found("L011", "high-risk-area", message, right=right)])


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
    certificates = [(d, p) for d, p in papers(case, case.past) if d.type in SCHEME_CERTIFICATES]
    if not certificates:
        return NOT_APPLICABLE
    findings: list[Finding] = []
    decided = False
    for document, paper in certificates:
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
