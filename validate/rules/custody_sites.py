"""The mine sites and holders of the chain: status on the day of production, problem inputs, output, licences."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal

from validate.custody.graph import Graph
from validate.custody.stated import amount_in, day_in, fact, stating
from validate.custody.units import grams
from validate.custody.yields import plain
from validate.model import CustodyEvent, EventType, Finding
from validate.rules.custody_tags import is_tagged_trade
from validate.rules.custody_view import UNRECORDED, amount, chain_of, named, opening, side
from validate.rules.findings import found
from validate.rules.model import NOT_APPLICABLE, Case, Result, judged, rule, undecidable

STATUS = ("sitestatus", "minestatus", "minesitestatus", "certificationstatus", "sitecertificationstatus", "status")
INSPECTED = ("inspectiondate", "dateofinspection", "lastinspection", "lastinspectiondate", "sitestatusdate")
CAPACITY = ("capacity", "licensedcapacity", "inspectedcapacity", "monthlycapacity", "productioncapacity")
DIGGERS = ("diggers", "numberofdiggers", "miners", "numberofminers", "workers")
LICENCES = (
    *("licenceexpiry", "licenceexpirydate", "licencevaliduntil", "licensevaliduntil", "licenseexpiry"),
    *("licenseexpirydate", "registrationexpiry", "registrationvaliduntil", "permitexpiry", "permitvaliduntil"),
)
"""Names under which custody records state these facts, folded."""

RCM = "ICGLR Regional Certification Mechanism, Manual (status of mine sites); data standard, MD.01 and MD.07"
GREEN, BLUE = timedelta(days=365), timedelta(days=1095)
"""How long a green status holds after its inspection, and a blue one before it counts as red."""
REVIEW, BLOCK = Decimal("1.5"), Decimal(3)
"""Output over capacity from which a person is called, and from which the lot is held (C013)."""

_RED = re.compile(r"^(?:3|red|rouge|rojo|vermelho|not certified|uncertified|non certifie)\b")
_PROBLEM = re.compile(
    r"\b(?:red|rouge|rojo|vermelho|suspended|suspendu|suspendido|suspenso|blocked|seized|saisi|rejected)\b"
)
_GREEN = re.compile(r"^(?:1|green|vert|verde|certified|certifie)\b")
_BLUE = re.compile(r"^(?:0|blue|bleu|azul)\b")


@rule(
    "C009",
    "site-status",
    title="One problem input marks the whole output",
    severity="review",
    basis="OECD Due Diligence Guidance, Supplement on tin, tantalum and tungsten (segregation); DRC rules on cobalt",
    tolerance="none; extraction at a site of red status is rule C014's",
)
def problem_input(case: Case) -> Result:
    """No lot that went into this one is marked in the record as red, suspended, seized, blocked or rejected."""
    chain = chain_of(case)
    if chain is None:
        return UNRECORDED
    marked = [
        (event, text)
        for event, text in stating(chain.stating, STATUS)
        if event.type is not EventType.EXTRACT and _PROBLEM.search(plain(text))
    ]
    return judged(
        found(
            "C009",
            "site-status",
            f"{opening(event)} marks lot {event.lot} as {text}; all that was made of it bears "
            "that mark until a record shows it apart.",
            left=side(event, "status", text),
        )
        for event, text in marked
    )


@rule(
    "C014",
    "site-status",
    title="Mine site's status on the day of production",
    severity="block",
    basis=RCM,
    tolerance="green holds a year from inspection, blue three years; yellow may export; red may not",
)
def status_at_production(case: Case) -> Result:
    """No material was dug while its mine site's status, as the record has it, was red, or blue for over three years."""
    chain = chain_of(case)
    if chain is None:
        return UNRECORDED
    if not is_tagged_trade(case, chain):
        return NOT_APPLICABLE
    dug = [event for event in case.events if event.type is EventType.EXTRACT]
    known = list(stating(dug, STATUS))
    findings = [f for event, text in known if (f := _bad_status(event, text)) is not None]
    if not findings and len(known) < len(dug):
        return undecidable("The custody record does not state the status of every mine site on the day of production.")
    return judged(findings)


def _bad_status(event: CustodyEvent, text: str) -> Finding | None:
    word = plain(text).strip()
    inspected = fact(event, INSPECTED)
    day = day_in(inspected) if inspected else None
    old = day is not None and event.time.date() - day > (BLUE if _BLUE.match(word) else GREEN + BLUE)
    expired = old and bool(_BLUE.match(word) or _GREEN.match(word))
    if not _RED.match(word) and not expired:
        return None
    since = f", inspected on {day}, which counts as red since" if expired else ""
    message = f"{opening(event)} digs at {event.mine_site or 'a mine'} of status {text}{since}."
    return found("C014", "site-status", message, left=side(event, "site_status", text))


_output_of: list[tuple[Graph, dict[tuple[str, int, int], Decimal]]] = []


def _output(graph: Graph) -> dict[tuple[str, int, int], Decimal]:
    """Grams extracted by mine site, year and month, of the whole record."""
    for known, found_before in _output_of:
        if known is graph:
            return found_before
    total: dict[tuple[str, int, int], Decimal] = {}
    for event in graph.events:
        if event.type is EventType.EXTRACT and event.mine_site:
            mass = grams(event.quantity, event.unit)
            if mass is not None:
                key = event.mine_site, event.time.year, event.time.month
                total[key] = total.get(key, Decimal(0)) + mass
    _output_of[:] = [(graph, total)]
    return total


@rule(
    "C013",
    "implausible-value",
    title="Output possible for the site",
    severity="block",
    basis="Kimberley Process review of the Republic of Congo, 2004 (exports beyond capacity); ICGLR audit practice",
    tolerance="150 % of the month's capacity calls a reviewer, 300 % blocks",
)
def possible_output(case: Case) -> Result:
    """What a site yields in a month, all its lots in the record together, is within the capacity that is stated.

    The number of diggers alone decides nothing: no rate per digger is published.
    """
    chain = chain_of(case)
    if chain is None:
        return UNRECORDED
    dug = [event for event in case.events if event.type is EventType.EXTRACT and event.mine_site]
    rated = [(e, c) for e, text in stating(dug, CAPACITY) if (c := amount_in(text)) is not None and c > 0]
    if not rated:
        reason = "the number of diggers" if any(True for _ in stating(dug, DIGGERS)) else "no capacity"
        return undecidable(
            f"The custody record states {reason} of the mine sites; it does not say what they can yield."
        )
    findings: dict[tuple[str, int, int], Finding] = {}
    for event, capacity in rated:
        allowed = grams(capacity, event.unit)
        key = event.mine_site or "", event.time.year, event.time.month
        yielded = _output(chain.graph).get(key)
        if allowed is None or yielded is None or key in findings or yielded <= allowed * REVIEW:
            continue
        message = (
            f"{event.mine_site} yields {amount(yielded, event.unit)} in {event.time:%Y-%m}, {yielded / allowed:.0%} of "
            f"its stated capacity of {capacity} {event.unit} a month."
        )
        findings[key] = found(
            "C013",
            "implausible-value",
            message,
            severity="block" if yielded > allowed * BLOCK else "review",
            left=side(event, "quantity", amount(yielded, event.unit)),
            right=side(event, "capacity", capacity),
        )
    return judged(findings.values())


@rule(
    "C017",
    "licence-not-valid",
    title="Custodian licensed",
    severity="review",
    basis="Zimbabwe, Ghana and Angola: licences of buyers and exporters of minerals",
)
def custodian_licensed(case: Case) -> Result:
    """The licence or registration of whoever takes part in an event is in force on its day, as far as it is stated."""
    chain = chain_of(case)
    if chain is None:
        return UNRECORDED
    stated = [(e, d) for e, text in stating(chain.stating, LICENCES) if (d := day_in(text)) is not None]
    if not stated:
        return undecidable("The custody record does not state until when its parties are licensed.")
    return judged(
        found(
            "C017",
            "licence-not-valid",
            f"The licence of {event.from_party or event.to_party or 'a party'} ended on {day}, before {named(event)}.",
            left=side(event, "licence_expiry", day),
            right=side(event, "event_time"),
        )
        for event, day in stated
        if event.time.date() > day
    )
