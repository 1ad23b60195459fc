"""Bans on Russian diamonds by importing country, day and goods."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from validate.custody.balance import CARAT
from validate.facts import show, statements
from validate.model import Finding, Severity
from validate.reference_rows import Measure
from validate.rules.circumstances import countries, destination, goods, is_diamond, shipped, six_digit_codes
from validate.rules.diamond_papers import has_g7_certificate
from validate.rules.findings import UNCERTAIN, decided
from validate.rules.measures import reference_weight
from validate.rules.model import NOT_APPLICABLE, Case, Result, judged, rule, undecidable
from validate.weights import weight

JURISDICTIONS = {"US": "US", "GB": "UK", "CA": "CA", "JP": "JP", "CH": "CH", "LI": "CH"}
TOLERANCE = (
    "by date of shipment; industrial diamonds (HS 7102.21) are outside; what was cut elsewhere is barred from the size "
    "of the table on: where no paper states sizes, and where a ban is not confirmed, a reviewer is called"
)
_SIZE = re.compile(
    r"\b(\d{1,2}[.,]\d{1,2})\s*(?:ct|cts|carats?|quilates?)\b[^\n]{0,20}"
    r"(?:stone|each|size|and above|pierre|pedra|piedra)",
    re.IGNORECASE,
)
"""The weight of a stone as papers state it."""


def barred(case: Case, rule_id: str, *places: str) -> Result:
    """Diamonds of Russian origin or provenance for one of these jurisdictions while its ban was in force."""
    mineral = goods(case)
    synthetic = mineral is not None and mineral.group == "synthetic" and "UK" in places
    if not is_diamond(case) and (mineral is None or mineral.group != "diamond_polished") and not synthetic:
        return NOT_APPLICABLE
    where = destination(case)
    stated = next(iter(statements(case.documents, "country_of_origin")), None)
    if where is None or stated is None:
        return undecidable("Origin or destination is not stated.")
    day = shipped(case).date
    codes = six_digit_codes(case)
    if codes and all(c in ("710221", "710229") for c in codes):
        return NOT_APPLICABLE
    into = {("EU" if case.reference.in_eu(c, day) else JURISDICTIONS.get(c, c)) for c in countries(where.field)}
    if not into & set(places):
        return NOT_APPLICABLE
    source = next((s for s in statements(case.documents, "country_of_provenance") if "RU" in countries(s.field)), None)
    russian = stated if "RU" in countries(stated.field) else source
    cut = synthetic or (mineral is not None and mineral.group == "diamond_polished")
    elsewhere = cut and source is None and bool(statements(case.documents, "country_of_provenance"))
    findings: list[Finding] = []
    for place in sorted(into & set(places)):
        rows = [m for m in case.reference.diamond_sanctions if m.place == place and m.span.holds(day)]
        row = _striking(rows, synthetic, elsewhere)
        if russian is None or row is None:
            continue
        large = _large(case, row.least_carats) if elsewhere and row.least_carats is not None else True
        if large is False:
            continue
        severity: Severity = "block" if large and row.source != "KNOW" else "review"
        message = f"{show(russian.field)} diamonds to {place} on {day}: {row.goods} (since {row.span.start})."
        basis = case.reference.title(row.source)
        finding = decided(
            case, rule_id, "restricted-origin", russian.field.name.replace("_", " "), message, russian, where,
            severity=severity, basis=basis,
        )  # fmt: skip
        findings.append(finding)
    return judged(findings)


def _striking(rows: Sequence[Measure], synthetic: bool, elsewhere: bool) -> Measure | None:
    """The measure that strikes Russian diamonds; those cut elsewhere, the one that begins with the smallest stone."""
    striking = [m for m in rows if _strikes(m.goods, synthetic)]
    if not elsewhere:
        return next((m for m in striking if "russia" in m.goods.lower()), None)
    sized = [m for m in striking if m.least_carats is not None and m.least_carats > 0]
    return min(sized, key=lambda m: m.least_carats or 0, default=None)


def _strikes(goods_struck: str, synthetic: bool) -> bool:
    text = goods_struck.lower()
    named = any(words in text for words in ("russia", "third countries", "lower threshold"))
    return named and ("synthetic" in text) == synthetic


def _large(case: Case, least: Decimal) -> bool | None:
    """Whether a stone of the lot weighs as much as that (carats); None where no paper tells."""
    whole = reference_weight(case)
    mass = weight(whole.field, "ct") if whole is not None else None
    if mass is not None and mass.mass < least * CARAT:
        return False
    said = [s for d in case.documents for s in case.wording(d).find(_SIZE)]
    sizes = [Decimal(s.groups[0].replace(",", ".")) for s in said]
    return any(size >= least for size in sizes) if sizes else None


@rule(
    "R008",
    "restricted-origin",
    UNCERTAIN,
    title="Russian diamonds: United States",
    severity="block",
    basis="E.O. 14068 as amended by E.O. 14114, determinations and CBP CSMS 61912001",
    tolerance=TOLERANCE,
)
def united_states(case: Case) -> Result:
    """No non-industrial diamonds of Russian origin or provenance go to the United States from 2022-03-11 on."""
    return barred(case, "R008", "US")


@rule(
    "R009",
    "restricted-origin",
    UNCERTAIN,
    title="Russian diamonds: European Union",
    severity="block",
    basis="Regulation (EU) No 833/2014, Article 3p, as amended by Regulations (EU) 2023/2878 and 2024/1745",
    tolerance=TOLERANCE,
)
def european_union(case: Case) -> Result:
    """No diamonds of Russian origin or provenance go to the Union from 2024-01-01 on."""
    return barred(case, "R009", "EU")


@rule(
    "R010",
    "restricted-origin",
    UNCERTAIN,
    title="Russian diamonds: United Kingdom",
    severity="block",
    basis="Russia (Sanctions) (EU Exit) Regulations 2019 as amended (diamonds; synthetic diamonds from 2025-04-24)",
    tolerance=TOLERANCE,
)
def united_kingdom(case: Case) -> Result:
    """No diamonds of Russian origin or provenance go to the United Kingdom from 2024-01-01 on."""
    return barred(case, "R010", "UK")


@rule(
    "R011",
    "restricted-origin",
    UNCERTAIN,
    title="Russian diamonds: Canada, Japan, Switzerland",
    severity="block",
    basis="Canada SOR/2024-172; Japanese and Swiss measures on Russian diamonds",
    tolerance=TOLERANCE,
)
def others(case: Case) -> Result:
    """No diamonds of Russian origin or provenance go to Canada, Japan or Switzerland while their bans are in force."""
    return barred(case, "R011", "CA", "JP", "CH")


@rule(
    "W014",
    "restricted-origin",
    UNCERTAIN,
    title="Mixed origin only where it is lawful",
    severity="block",
    basis="Council Regulation (EU) 2025/395 (the certificate states every country of mining); 31 CFR 592.307 note (b)",
    tolerance="first imports into the Union from 2025-03-01; a G7 certificate among the papers settles it",
)
def mixed_origin(case: Case) -> Result:
    """A Kimberley certificate for the Union does not say `mixed` for the origin from 2025-03-01 on."""
    where = destination(case)
    stated = next(iter(statements(case.documents, "country_of_origin")), None)
    if not is_diamond(case):
        return NOT_APPLICABLE
    if where is None or stated is None:
        return undecidable("Origin or destination is not stated.")
    day = shipped(case).date
    if not any(case.reference.in_eu(c, day) for c in countries(where.field)):
        return NOT_APPLICABLE
    if "MIXED" not in countries(stated.field) or has_g7_certificate(case):
        return judged(())
    rows = [m for m in case.reference.diamond_sanctions if m.place == "EU" and m.span.holds(day)]
    row = next((m for m in rows if "mixed origin" in m.goods.lower()), None)
    if row is None:
        return judged(())
    message = f"{show(stated.field)} origin of diamonds for the Union on {day}: {row.goods} (since {row.span.start})."
    basis = case.reference.title(row.source)
    return judged(
        [decided(case, "W014", "restricted-origin", "country of origin", message, stated, where, basis=basis)]
    )
