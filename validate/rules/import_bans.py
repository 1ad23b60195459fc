"""Bans on Russian diamonds by importing country, day and goods."""

from __future__ import annotations

from validate.facts import show, statements
from validate.model import Finding
from validate.rules.circumstances import countries, destination, goods, is_diamond, shipped, six_digit_codes
from validate.rules.diamond_papers import has_g7_certificate
from validate.rules.findings import UNCERTAIN, decided
from validate.rules.model import NOT_APPLICABLE, Case, Result, judged, rule, undecidable

JURISDICTIONS = {"US": "US", "GB": "UK", "CA": "CA", "JP": "JP", "CH": "CH", "LI": "CH"}
TOLERANCE = "by date of shipment; industrial diamonds (HS 7102.21) are outside; stone sizes are seldom on the papers"


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
    findings: list[Finding] = []
    for place in sorted(into & set(places)):
        rows = [m for m in case.reference.diamond_sanctions if m.place == place and m.span.holds(day)]
        row = next((m for m in rows if _strikes(m.goods, synthetic)), None)
        if russian is None or row is None:
            continue
        message = f"{show(russian.field)} diamonds to {place} on {day}: {row.goods} (since {row.span.start})."
        basis = case.reference.title(row.source)
        finding = decided(
            case, rule_id, "restricted-origin", russian.field.name.replace("_", " "), message, russian, where,
            basis=basis,
        )  # fmt: skip
        findings.append(finding)
    return judged(findings)


def _strikes(goods_struck: str, synthetic: bool) -> bool:
    text = goods_struck.lower()
    return "russia" in text and ("synthetic" in text) == synthetic


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
