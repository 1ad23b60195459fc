"""The way of the goods: no leg through Russia, an importer in a participant's country, terms of delivery, insurance."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from extract.model import Document, Money
from extract.values import Context
from extract.values.countries import find_countries
from extract.values.money import find_money
from validate.facts import NAMES, Stated, called, further, read_field, show
from validate.model import Finding, Severity, Side
from validate.rules.authorities import SURELY
from validate.rules.circumstances import (
    INVOICE,
    KP,
    TRANSPORT,
    countries,
    destination,
    goods,
    is_diamond,
    of_kind,
    shipped,
)
from validate.rules.findings import UNCERTAIN, decided, found
from validate.rules.measures import reference_value
from validate.rules.model import NOT_APPLICABLE, PASSED, Case, Result, judged, rule, undecidable
from validate.wording import Said

LEGS = ("port_of_loading", "port_of_discharge", "shipment_route", "transport_details")
RUSSIA = re.compile(
    r"\b(?:SVO|DME|VKO|LED|Moscow|Moscou|Moskva|Mosc[uú]|Sheremetyevo|Domodedovo|Vnukovo|Pulkovo|St\.? Petersburg|"
    r"Vladivostok|Novosibirsk|Yekaterinburg)\b",
    re.IGNORECASE,
)
"""Airports and ports of Russia as waybills name them."""


@rule(
    "X018",
    "restricted-origin",
    UNCERTAIN,
    title="No leg through Russia on the way to the Union",
    severity="block",
    basis="Regulation (EU) No 833/2014, Article 3p(2), as amended by 2023/2878 (transit through Russia)",
    tolerance="from 2024-01-01 by date of shipment",
)
def no_russian_leg(case: Case) -> Result:
    """Diamonds for the Union do not pass through Russia, neither by the waybill's places nor by custody events."""
    mineral, where, day = goods(case), destination(case), shipped(case).date
    if not (is_diamond(case) or (mineral is not None and mineral.group == "diamond_polished")):
        return NOT_APPLICABLE
    if where is None:
        return undecidable("No document states the country of destination.")
    if not any(case.reference.in_eu(c, day) for c in countries(where.field)) or day < date(2024, 1, 1):
        return NOT_APPLICABLE
    findings: list[Finding] = []
    legs = [s for d in of_kind(case, TRANSPORT) for name in LEGS if (s := further(d, name)) is not None]
    for stated in legs:
        if not (RUSSIA.search(str(stated.value)) or "RU" in _countries(str(stated.value))):
            continue
        message = (
            f"The {called(stated.document)} names {show(stated.field)}: a leg through Russia on the way to the Union."
        )
        findings.append(decided(case, "X018", "restricted-origin", "route", message, stated, where))
    for event in case.events:
        if (event.country or "").upper() == "RU" or RUSSIA.search(event.location or ""):
            place = event.location or "Russia"
            message = f"Custody event {event.id} took place in {place}: a leg through Russia on the way to the Union."
            side = Side(event=event.id, field="country", value=event.country or event.location)
            findings.append(found("X018", "restricted-origin", message, left=side, right=where))
    if not findings and not legs and not case.events:
        return undecidable("Neither the waybill nor custody records name the places on the way.")
    return judged(findings[:1])


def _countries(text: str) -> frozenset[str]:
    return frozenset(str(c.value) for c in find_countries(text, Context()) if c.score >= SURELY)


@rule(
    "X019",
    "not-a-participant",
    UNCERTAIN,
    title="The importer's country takes part in the Kimberley Process",
    severity="block",
    basis="KPCS core document, Section III(c); Regulation (EC) No 2368/2002, Article 11",
    tolerance="by date of shipment; only where the address names one country",
)
def importer_takes_part(case: Case) -> Result:
    """The country of the importer's address on the Kimberley certificate was a participant on the day of shipment.

    The country of destination itself is rule R002's.
    """
    if not of_kind(case, KP):
        return NOT_APPLICABLE
    day = shipped(case).date
    stated = [Stated(d, f) for d in of_kind(case, KP) if (f := read_field(d, "importer_address")) is not None]
    named = [(s, c) for s in stated if len(c := _countries(str(s.value))) == 1]
    if not named:
        return undecidable("The importer's address names no country.")
    findings: list[Finding] = []
    for s, found_countries in named:
        (country,) = found_countries
        if case.reference.participant(country, day) is not None:
            continue
        message = f"The importer on the {called(s.document)} is in {country}, no participant on {day}."
        right = Side(reference="Kimberley Process participants", value=f"{country} not listed on {day}")
        findings.append(decided(case, "X019", "not-a-participant", "importer's address", message, s, right))
    return judged(findings)


_AIR = re.compile(
    r"\b(?:air ?waybill|lettre de transport a[eé]rien|conhecimento a[eé]reo|gu[ií]a a[eé]rea)\b", re.IGNORECASE
)
_SEA = re.compile(
    r"\b(?:bill of lading|sea ?waybill|connaissement|conhecimento de embarque|conocimiento de embarque)\b",
    re.IGNORECASE,
)
HEAD = 12
"""Lines within which a transport document says what it is; further down it may quote another."""


@rule(
    "X019-delivery",
    "route-mismatch",
    UNCERTAIN,
    title="Carried to the country of destination",
    severity="review",
    basis="KPCS core document, Section III (shipment to the participant named); waybill as contract of carriage",
    tolerance="a port of the sea, and a place within one customs union, may be left by land (information); lorries and "
    "trains, which may only go to the port, are not asked",
)
def carried_there(case: Case) -> Result:
    """The airport, port or place of delivery that an air waybill or a bill of lading ends at lies in the country of
    destination that the other papers state, where it names a country and its paper states no destination itself."""
    papers = [d for d in of_kind(case, TRANSPORT) if _headed(d, _AIR) or _headed(d, _SEA)]
    if not papers:
        return NOT_APPLICABLE
    where = destination(case)
    ends = [(stated, named) for d in papers if (stated := _end(d)) is not None and (named := _countries_of(stated))]
    if where is None or not ends:
        return undecidable("No document states the country of destination, or no place of delivery names its country.")
    wanted = countries(where.field)
    if any(wanted & named for _, named in ends):
        return PASSED
    findings: list[Finding] = []
    for stated, named in ends:
        within = all(case.reference.in_eu(c, case.as_of) for c in (*wanted, *named) if c != "EU")
        message = (
            f"The {called(stated.document)} ends in {', '.join(sorted(named))} ({show(stated.field)}), while "
            f"{where.says} as the country of destination."
        )
        severity: Severity = "review" if _headed(stated.document, _AIR) and not within else "info"
        finding = decided(
            case, "X019-delivery", "route-mismatch", "place of delivery", message, stated, where, severity=severity
        )
        findings.append(finding)
    return judged(findings[:1])


def _headed(document: Document, what: re.Pattern[str]) -> bool:
    return any(what.search(line.text) for line in document.text[:HEAD])


def _end(document: Document) -> Stated | None:
    """Where a transport document ends, unless it states the country of destination itself (rule X019-route)."""
    return further(document, "port_of_discharge") if read_field(document, "country_of_destination") is None else None


def _countries_of(stated: Stated) -> frozenset[str]:
    """The countries that the place is in, by any of the places that the paper gives for its end."""
    texts = (stated.value, *(other.value for other in stated.field.nearest))
    return frozenset().union(*(_countries(str(text)) for text in texts))


_BY_SELLER = frozenset({"CFR", "CIF", "CPT", "CIP", "DAP", "DPU", "DDP", "DAT", "CNF", "C&F"})
_BY_BUYER = frozenset({"EXW", "FCA", "FAS", "FOB"})
_TERM = re.compile(r"\b(EXW|FCA|FAS|FOB|CFR|CIF|CPT|CIP|DAP|DPU|DDP|DAT|CNF|C&F)\b")
_FREIGHT = re.compile(r"freight\s+(prepaid|collect)|fret\s+(pay[eé]|d[uû])|flete\s+(pagado|por cobrar)", re.IGNORECASE)


@rule(
    "X027",
    "value-mismatch",
    title="Terms of delivery against freight",
    severity="info",
    basis="ICC Incoterms 2020 (who contracts for carriage)",
    tolerance="information: parties may agree otherwise",
)
def terms(case: Case) -> Result:
    """The invoice's term of delivery fits the waybill's freight: prepaid under C and D terms, collect under E and F."""
    invoices = of_kind(case, INVOICE)
    term = next((t for d in invoices if (t := _term(case, d)) is not None), None)
    paid = next((s for d in of_kind(case, TRANSPORT) if (s := case.wording(d).first(_FREIGHT)) is not None), None)
    if term is None or paid is None:
        return undecidable("No term of delivery beside the freight's payment was read.")
    code = str(term[1])
    prepaid = bool(re.search(r"prepaid|pay[eé]|pagado", paid.words, re.IGNORECASE))
    if (prepaid and code in _BY_BUYER) or (not prepaid and code in _BY_SELLER):
        message = f"The {called(term[0].document)} is {code}, the {called(paid.document)} says `{paid.words}`."
        return judged([found("X027", "value-mismatch", message, left=term[0], right=paid.stated("freight"))])
    return PASSED


def _term(case: Case, document: Document) -> tuple[Stated, str] | None:
    stated = further(document, "incoterm")
    match = _TERM.search(str(stated.value).upper()) if stated is not None else None
    if stated is not None and match:
        return stated, match.group(1)
    said = case.wording(document).first(_TERM)
    return (said.stated("incoterm"), said.groups[0]) if said is not None else None


_INSURED = re.compile(
    r"(?:insured (?:value|amount|for)|sum insured|valeur assur[eé]e|valor segurado|valor asegurado)"
    r"\s*[:.]?\s*([^\n]{4,40})",
    re.IGNORECASE,
)


MOST_COVER = Decimal("1.2")


@rule(
    "X037",
    "value-mismatch",
    title="Insurance covers the goods",
    severity="info",
    basis="ICC Incoterms 2020, CIF and CIP (cover of 110 % of the value)",
    tolerance="100 to 120 % of the invoice is usual",
)
def insured(case: Case) -> Result:
    """The insured value that a paper states is between the goods' value and a fifth more, in one currency."""
    value = reference_value(case)
    covers = [(s, m) for d in case.documents for s in case.wording(d).find(_INSURED) if (m := _money(s)) is not None]
    if value is None or not isinstance(value.value, Money) or not covers:
        return undecidable("No insured value beside the goods' value was read.")
    said, cover = covers[0]
    if cover.currency != value.value.currency or not value.value.amount:
        return undecidable("The insured value is in another currency.")
    share = cover.amount / value.value.amount
    if 1 <= share <= MOST_COVER:
        return PASSED
    message = f"The {NAMES[said.document.type]} insures {cover.currency} {cover.amount}: {share:.0%} of {value.says}."
    return judged([found("X037", "value-mismatch", message, left=said.stated("insured_value"), right=value)])


def _money(said: Said) -> Money | None:
    found_money = [p.value for p in find_money(said.groups[0], Context(language=said.document.language))]
    return next((m for m in found_money if isinstance(m, Money)), None)
