"""Origin, provenance and destination: the same countries on every document of the lot."""

from __future__ import annotations

import re

from extract.model import DocumentKind
from validate.agreement import AGREE, Verdict, compare
from validate.custody.places import beyond
from validate.facts import Stated, called, show, statements
from validate.model import Finding
from validate.rules.circumstances import LICENCE, countries
from validate.rules.findings import UNCERTAIN, apart, decided, firm, found, weak
from validate.rules.model import Case, Result, judged, rule, undecidable

LESS_THAN_TWO = "Fewer than two documents state it."
SITE = re.compile(r"\b([A-Z]{2})[-−](?=[-+−]?\d{1,2}\.\d{2,})")
"""The country at the head of an ICGLR mine-site identifier (`RW-1.9641+30.0619-00001`)."""

BORDER = 5.0
"""Kilometres by which coordinates may miss."""


def _origin_verdict(left: Stated, right: Stated) -> Verdict:
    a, b = countries(left.field), countries(right.field)
    if a == b:
        return AGREE
    if "MIXED" in a | b:
        several = (b if "MIXED" in a else a) - {"MIXED"}
        return AGREE if len(several) != 1 else Verdict(False, "review")
    return Verdict(False, "review" if a <= b or b <= a else "block")


@rule(
    "X010",
    "origin-mismatch",
    UNCERTAIN,
    title="Origin agrees",
    severity="block",
    basis="Regulation (EC) No 2368/2002, Annex I; Regulation (EU) 2017/821, Article 4(f) (country of mineral origin)",
    tolerance="none; one country out of several named elsewhere calls a reviewer",
)
def origin(case: Case) -> Result:
    """The countries of origin on certificate, certificate of origin, invoice and declarations are the same set."""
    stated = [s for s in statements(case.documents, "country_of_origin") if s.document.type is not LICENCE]
    if len(stated) < 2:
        return undecidable(LESS_THAN_TWO)
    return judged(
        apart("X010", "origin-mismatch", "country of origin", d, "review" if d.verdict.grade == "review" else "block")
        for d in compare(stated, _origin_verdict, case.policy)
    )


@rule(
    "W035",
    "origin-mismatch",
    UNCERTAIN,
    title="Mine site identifier lies in the country of origin",
    severity="review",
    basis="ICGLR data standard, MD.01 mine site (identifier begins with the country)",
    tolerance="coordinates: the circle in which the country lies and 5 km, as outlines are not held",
)
def site_country(case: Case) -> Result:
    """The country at the head of a mine-site identifier is one of the countries of origin, and its coordinates are not
    plainly outside of that country."""
    sites = [(s, m.group(1)) for s in statements(case.documents, "mine_site") if (m := SITE.search(str(s.value)))]
    stated = statements(case.documents, "country_of_origin")
    if not sites or not stated:
        return undecidable("No mine-site identifier beside a country of origin.")
    findings: list[Finding] = []
    for site, country in sites:
        away = beyond(country, str(site.value))
        if away is not None and away > BORDER:
            message = (
                f"The mine site {show(site.field)} on the {called(site.document)} is said to lie in {country}; its "
                f"coordinates are {away:.0f} km beyond it."
            )
            findings.append(decided(case, "W035", "origin-mismatch", "mine site", message, site, stated[0]))
            break
        if country in countries(stated[0].field) or "MIXED" in countries(stated[0].field):
            continue
        if not (firm(site, case.policy) and firm(stated[0], case.policy)):
            findings.append(weak("W035", "mine site", site, f"its identifier lies outside {show(stated[0].field)}."))
        else:
            findings.append(
                found(
                    "W035",
                    "origin-mismatch",
                    f"The mine site {show(site.field)} on the {called(site.document)} lies in {country}, while the "
                    f"{called(stated[0].document)} gives {show(stated[0].field)} as origin.",
                    left=stated[0],
                    right=site,
                )
            )
        break  # the same site stands on several documents
    return judged(findings)


def _country_verdict(case: Case, left: Stated, right: Stated) -> Verdict:
    a, b = countries(left.field), countries(right.field)
    if a & b:
        return AGREE
    for one, other in ((a, b), (b, a)):
        if "EU" in one and all(case.reference.in_eu(c, case.as_of) for c in other):
            return AGREE
    return Verdict(False, "review")


@rule(
    "X011",
    "route-mismatch",
    UNCERTAIN,
    title="Provenance agrees",
    severity="review",
    basis="Regulation (EC) No 2368/2002, Annex IV (country of provenance)",
    tolerance="none",
)
def provenance(case: Case) -> Result:
    """The exporting country is the same on certificate, invoice and waybill."""
    return _route("X011", "country_of_provenance", "country of provenance", (LICENCE,), case)


@rule(
    "X019-route",
    "route-mismatch",
    UNCERTAIN,
    title="Destination agrees",
    severity="review",
    basis="KPCS core document, Section III (shipment to the participant named); waybill as contract of carriage",
    tolerance="none; a Member State agrees with `European Union`",
)
def destinations(case: Case) -> Result:
    """The country of destination is the same on certificate, waybill and other papers.

    An export licence for another country is rule X015's.
    """
    return _route("X019-route", "country_of_destination", "country of destination", (LICENCE,), case)


def _route(rule_id: str, name: str, what: str, left_out: tuple[DocumentKind, ...], case: Case) -> Result:
    stated = [s for s in statements(case.documents, name) if s.document.type not in left_out]
    if len(stated) < 2:
        return undecidable(LESS_THAN_TWO)
    judge = lambda a, b: _country_verdict(case, a, b)  # noqa: E731 - binds the case
    return judged(apart(rule_id, "route-mismatch", what, d, "review") for d in compare(stated, judge, case.policy))
