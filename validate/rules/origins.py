"""Origins under suspension, embargo or restriction on the day, and what an origin calls for."""

from __future__ import annotations

import re

from validate.facts import Stated, read_field, show, statements
from validate.model import Finding, Side
from validate.rules.circumstances import (
    KP,
    as_date,
    codes,
    countries,
    destination,
    goods,
    is_diamond,
    of_kind,
    origins,
    shipped,
)
from validate.rules.findings import UNCERTAIN, firm, found, weak
from validate.rules.model import NOT_APPLICABLE, Case, Result, judged, rule, undecidable

NOT_SUSPENSIONS = ("non_participant", "participant_but_sanctioned")
"""Events of the status table that other rules judge (participants, import bans)."""


def _origin(case: Case) -> Stated | None:
    found_origins = statements(case.documents, "country_of_origin")
    return found_origins[0] if found_origins else None


@rule(
    "R003",
    "embargoed-origin",
    UNCERTAIN,
    title="Origin not under suspension or embargo (rough diamonds)",
    severity="block",
    basis="Kimberley Process suspensions and removals; UN Security Council embargoes on rough diamonds",
    tolerance="by date of issue of the certificate, else of shipment",
)
def diamonds_not_suspended(case: Case) -> Result:
    """No country of origin, nor the issuing country, was suspended, removed or under embargo on the certificate's date.

    Covers the Central African Republic, Venezuela, Côte d'Ivoire, Liberia, the Republic of Congo, Lebanon and Marange.
    """
    if not is_diamond(case):
        return NOT_APPLICABLE
    stated = _origin(case)
    if stated is None and not origins(case):
        return undecidable("No document states the country of origin.")
    certificates = of_kind(case, KP)
    issued = next((d for c in certificates if (d := as_date(read_field(c, "issue_date"))) is not None), None)
    day = issued or shipped(case).date
    findings: list[Finding] = []
    for country in sorted(origins(case)):
        events = [e for e in case.reference.events(country, day) if e.event not in NOT_SUSPENSIONS and e.effect]
        for event in events:
            if event.event == "partial_export":
                continue
            hard = event.effect.startswith("block")
            detail = f": {event.detail}" if event.detail else ""
            state = event.event.replace("_", " ")
            message = f"Rough diamonds of {country} were under {state} on {day} ({event.span}){detail}."
            if stated is not None and not firm(stated, case.policy):
                findings.append(weak("R003", "country of origin", stated, message))
                continue
            findings.append(
                found(
                    "R003",
                    "embargoed-origin",
                    message,
                    severity="block" if hard else "review",
                    basis=f"Kimberley Process status by date: {case.reference.title(event.source)}",
                    left=stated,
                    right=Side(reference="status events", value=f"{country} {event.event} {event.span}"),
                )
            )
    return judged(findings)


@rule(
    "R037",
    "embargoed-origin",
    "site-status",
    UNCERTAIN,
    title="No export ban in force on the shipment date",
    severity="block",
    basis="export bans and suspensions of the producing country, by date",
    tolerance="by date of shipment",
)
def exports_allowed(case: Case) -> Result:
    """On the day of shipment, the country of origin had not banned or suspended the export of these goods.

    Goods of a mine site under red status count as banned. What a licence or permit allows is asked for by rule P001.
    """
    mineral, stated, day = goods(case), _origin(case), shipped(case)
    if mineral is None or not origins(case):
        return undecidable("Commodity or origin is not known.")
    all_codes = [s.value for d in case.documents if (s := codes(d)) is not None]
    found_codes = {c for value in all_codes if isinstance(value, tuple) for c in value}
    sites = [*statements(case.documents, "mine_site")]
    findings: list[Finding] = []
    for measure in case.reference.export_controls:
        if (
            measure.place not in origins(case)
            or mineral.name not in measure.minerals
            or not measure.span.holds(day.date)
        ):
            continue
        if not measure.document.startswith("none possible"):
            continue
        if measure.hs_prefixes and not any(c.startswith(p) for c in found_codes for p in measure.hs_prefixes):
            continue
        left = stated
        if measure.sites:
            named = [
                s for s in sites if any(re.search(rf"\b{re.escape(p)}\b", str(s.value), re.I) for p in measure.sites)
            ]
            if not named:
                continue
            left = named[0]
        message = (
            f"{measure.place}, {measure.goods}: {measure.measure} ({measure.span}); the day that counts is {day.date}."
        )
        if left is not None and not firm(left, case.policy):
            findings.append(weak("R037", left.field.name.replace("_", " "), left, message))
            continue
        findings.append(
            found(
                "R037",
                "site-status" if measure.sites else "embargoed-origin",
                message,
                basis=case.reference.title(measure.source),
                left=left,
                right=Side(reference="export controls", value=f"{measure.place} {measure.goods} {measure.span}"),
            )
        )
    return judged(findings)


JURISDICTIONS = {"US": "US", "GB": "UK", "CA": "CA", "JP": "JP", "CH": "CH", "LI": "CH"}


@rule(
    "R008",
    "restricted-origin",
    UNCERTAIN,
    title="Origin not restricted by the importing country (diamonds)",
    severity="block",
    basis="bans on Russian diamonds: E.O. 14068, Regulation (EU) No 833/2014 Article 3p, UK, CA, JP and CH law",
    tolerance="by date of shipment; industrial diamonds (HS 7102.21) are outside; stone sizes are not on the papers",
)
def diamonds_not_restricted(case: Case) -> Result:
    """Diamonds of Russian origin or provenance do not go to a country that bars them on that day; and from 2025-03-01 a
    first import of rough into the Union names every country of mining."""
    mineral = goods(case)
    if not is_diamond(case) and (mineral is None or mineral.group != "diamond_polished"):
        return NOT_APPLICABLE
    where, stated = destination(case), _origin(case)
    if where is None or stated is None:
        return undecidable("Origin or destination is not stated.")
    day = shipped(case).date
    all_codes = {
        c for d in case.documents if (s := codes(d)) is not None and isinstance(s.value, tuple) for c in s.value
    }
    if all_codes and all(c.startswith(("710221", "710229")) for c in all_codes):
        return NOT_APPLICABLE
    places = {("EU" if case.reference.in_eu(c, day) else JURISDICTIONS.get(c, c)) for c in countries(where.field)}
    named = countries(stated.field) | {
        c for s in statements(case.documents, "country_of_provenance") for c in countries(s.field)
    }
    findings: list[Finding] = []
    for place in sorted(places):
        rows = [m for m in case.reference.diamond_sanctions if m.place == place and m.span.holds(day)]
        russian = [m for m in rows if "russia" in m.goods.lower()]
        mixed = [m for m in rows if "mixed origin" in m.goods.lower()]
        row = russian[0] if russian and "RU" in named else mixed[0] if mixed and "MIXED" in named else None
        if row is None:
            continue
        message = f"{show(stated.field)} diamonds to {place} on {day}: {row.goods} (since {row.span.start})."
        if not firm(stated, case.policy):
            findings.append(weak("R008", "country of origin", stated, message))
            continue
        findings.append(
            found(
                "R008",
                "restricted-origin",
                message,
                basis=case.reference.title(row.source),
                left=stated,
                right=where,
            )
        )
    return judged(findings)


@rule(
    "R018",
    "high-risk-area",
    title="Conflict-affected and high-risk areas",
    severity="info",
    basis="Regulation (EU) 2017/821, indicative list of conflict-affected and high-risk areas; OECD guidance",
    tolerance="by country: the list's regions are not held; never more than a call for due diligence",
)
def high_risk(case: Case) -> Result:
    """Origin or transit through a country on the indicative list calls for due diligence; it never excludes."""
    day = shipped(case).date
    transit = frozenset(e.country.upper() for e in case.events if e.country)
    named = origins(case) | transit
    if not named:
        return undecidable("No country is stated.")
    listed = sorted(m.iso2 for m in case.reference.cahra if m.iso2 in named and m.span.holds(day))
    if not listed:
        return judged(())
    stated = next(iter(statements(case.documents, "country_of_origin")), None)
    return judged(
        [
            found(
                "R018",
                "high-risk-area",
                f"{', '.join(listed)}: country with areas on the Union's indicative list; enhanced due diligence "
                "applies. Risk asks for evidence, it does not exclude.",
                left=stated if stated is not None and countries(stated.field) & set(listed) else None,
                right=Side(reference="indicative list of high-risk areas", value=", ".join(listed)),
            )
        ]
    )
