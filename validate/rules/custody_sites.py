"""The mine sites and holders of the chain: status on the day of production, tags allotted, output, licences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from validate.custody.graph import Graph
from validate.custody.stated import amount_in, day_in, fact, stating
from validate.custody.units import grams
from validate.custody.values import items
from validate.custody.yields import plain
from validate.facts import statements
from validate.model import CustodyEvent, EventType, Finding
from validate.numbers import bare
from validate.rules.circumstances import goods
from validate.rules.custody_view import UNRECORDED, Chain, amount, chain_of, named, opening, side
from validate.rules.findings import found
from validate.rules.model import NOT_APPLICABLE, Case, Result, judged, rule, undecidable

STATUS = ("sitestatus", "minestatus", "minesitestatus", "certificationstatus", "sitecertificationstatus", "status")
INSPECTED = ("inspectiondate", "dateofinspection", "lastinspection", "lastinspectiondate", "sitestatusdate")
RANGES = ("tagrange", "tagranges", "tagsissued", "tagallotment", "issuedtags", "tagsallotted")
TAG_DAYS = ("tagdate", "tagissuedate", "tagissueddate", "dateoftag", "dateoftagging", "taggingdate")
CAPACITY = ("capacity", "licensedcapacity", "inspectedcapacity", "monthlycapacity", "productioncapacity")
DIGGERS = ("diggers", "numberofdiggers", "miners", "numberofminers", "workers")
LICENCES = (
    *("licenceexpiry", "licenceexpirydate", "licencevaliduntil", "licensevaliduntil", "licenseexpiry"),
    *("licenseexpirydate", "registrationexpiry", "registrationvaliduntil", "permitexpiry", "permitvaliduntil"),
)
LINKED_TAGS = ("minetags", "minetag", "inputtags", "replacestags", "replacedtags", "replaces", "sourcetags")
"""Names under which custody records state these facts, folded."""

RCM = "ICGLR Regional Certification Mechanism, Manual (status of mine sites); data standard, MD.01 and MD.07"
TAGS = "ICGLR Regional Certification Mechanism, Manual, and data standard, MD.11 (tags); tag schemes of the region"
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


def _is_tagged_trade(case: Case, chain: Chain) -> bool:
    """Whether the goods are ores that are tagged at the mine: tin, tantalum, tungsten from an ICGLR member state."""
    mineral = goods(case)
    if mineral is None or mineral.group != "3t" or not mineral.designated:
        return False
    places = {e.country.upper() for e in case.events if e.type is EventType.EXTRACT and e.country}
    return any(case.reference.icglr_member(place, case.as_of) for place in places)


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
    if not _is_tagged_trade(case, chain):
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


@dataclass(frozen=True, slots=True)
class _Range:
    """Tags from `first` to `last` with one prefix and length, allotted to the mine of `event`."""

    prefix: str
    first: int
    last: int
    width: int
    event: CustodyEvent

    def holds(self, tag: str) -> bool:
        digits = re.search(r"\d+$", tag)
        if digits is None or len(digits[0]) != self.width or tag[: -len(digits[0])] != self.prefix:
            return False
        return self.first <= int(digits[0]) <= self.last


_SPAN = re.compile(r"^(.*?)(\d+)(?:\s*(?:-|–|to|a|au|bis|\.\.)\s*)(.*?)(\d+)$", re.IGNORECASE)
_ranges_of: list[tuple[Graph, tuple[_Range, ...]]] = []


def _ranges(graph: Graph) -> tuple[_Range, ...]:
    """Every allotment that a record states, remembered because it is asked for lot by lot."""
    for known, found_before in _ranges_of:
        if known is graph:
            return found_before
    found_now = tuple(r for event, text in stating(graph.events, RANGES) for r in _parsed(event, text))
    _ranges_of[:] = [(graph, found_now)]
    return found_now


def _parsed(event: CustodyEvent, text: str) -> Iterator[_Range]:
    for part in items(text):
        match = _SPAN.match(part.strip())
        if match is None:
            continue
        prefix, first, _, last = match.groups()
        if len(first) == len(last) and int(first) <= int(last):
            yield _Range(bare(prefix), int(first), int(last), len(first), event)


@rule(
    "C010",
    "custody-origin-mismatch",
    title="Tag allotted to the site",
    severity="block",
    basis=TAGS,
    tolerance="letters and digits alone; the range that the record states for the site",
)
def allotted_tags(case: Case) -> Result:
    """Each mine tag of an extraction lies in the range that was allotted to its site, and in no other site's."""
    chain = chain_of(case)
    if chain is None:
        return UNRECORDED
    tagged = [event for event in case.events if event.type is EventType.EXTRACT and event.tags]
    if not tagged:
        return NOT_APPLICABLE
    ranges = _ranges(chain.graph)
    if not ranges:
        return undecidable("The custody record does not state which tags were allotted to which site.")
    findings = []
    for event in tagged:
        own = [r for r in ranges if r.event.mine_site == event.mine_site]
        for tag in event.tags:
            stranger = next((r for r in ranges if r.holds(bare(tag)) and r.event.mine_site != event.mine_site), None)
            outside = bool(own) and not any(r.holds(bare(tag)) for r in own)
            if stranger is None and not outside:
                continue
            if any(r.holds(bare(tag)) for r in own):
                continue
            where = f"was allotted to {stranger.event.mine_site}" if stranger else "is outside of the site's own range"
            message = f"Tag {tag} of {named(event)} at {event.mine_site or 'a mine'} {where}."
            right = side(stranger.event, "tag_range", fact(stranger.event, RANGES)) if stranger else None
            findings.append(
                found("C010", "custody-origin-mismatch", message, left=side(event, "tags", tag), right=right)
            )
    return judged(findings)


@rule(
    "C011",
    "custody-gap",
    title="Trader tag linked to mine tags",
    severity="block",
    basis=TAGS,
    tolerance="for tagged ores; tags that stood on the ore before are no trader tags",
)
def trader_tags(case: Case) -> Result:
    """Tags that a trader puts on are linked to mine tags: on the extractions that they go back to, or in the record of
    the event itself.

    Weights of the step are rule C005's.
    """
    chain = chain_of(case)
    if chain is None:
        return UNRECORDED
    if not _is_tagged_trade(case, chain):
        return NOT_APPLICABLE
    travel = (EventType.TRANSPORT, EventType.EXPORT, EventType.IMPORT, EventType.EXTRACT)
    put_on = [e for e in case.events if e.tags and e.inputs and e.type not in travel]
    if not put_on:
        return NOT_APPLICABLE
    findings = []
    for event in put_on:
        before = chain.graph.ancestors([p for p in event.inputs if p != event.lot])
        roots = [e for lot in before for e in chain.graph.own(lot) if e.type is EventType.EXTRACT]
        if any(e.tags for e in roots) or fact(event, LINKED_TAGS) or not roots:
            continue
        message = (
            f"{opening(event)} puts tags {', '.join(event.tags[:3])} on lot {event.lot}, and no "
            "mine tag is recorded that they replace."
        )
        findings.append(found("C011", "custody-gap", message, left=side(event, "tags")))
    return judged(findings)


@rule(
    "C012",
    "custody-time-order",
    title="Tag issued before purchase and export",
    severity="block",
    basis=TAGS,
)
def tag_before_purchase(case: Case) -> Result:
    """The day on which a tag was issued is not after the lot's purchase or its export."""
    chain = chain_of(case)
    if chain is None:
        return UNRECORDED
    if not any(event.tags for event in case.events):
        return NOT_APPLICABLE
    issued = [(e, d) for e, text in stating(chain.stating, TAG_DAYS) if (d := day_in(text)) is not None]
    if not issued:
        return undecidable("The custody record does not state when the tags were issued.")
    findings = []
    for event, day in issued:
        later = [e for e in chain.graph.own(event.lot) if e.type is EventType.TRANSFER]
        later += [chain.export] if chain.export is not None else []
        first = next((e for e in sorted(later, key=lambda e: e.time) if e.time.date() < day), None)
        if first is not None:
            message = f"The tag of {named(event)} was issued on {day}, after {named(first)}."
            findings.append(
                found(
                    "C012",
                    "custody-time-order",
                    message,
                    left=side(event, "tag_date", day),
                    right=side(first, "event_time"),
                )
            )
    return judged(findings)


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


@rule(
    "C018",
    "missing-field",
    title="Production record complete",
    severity="block",
    basis="ICGLR Mining Sector Data Sharing Protocol Standards (operation 1: mine site and tag)",
    tolerance="for tagged ores of ICGLR member states; tags on the papers of the lot count",
)
def production_complete(case: Case) -> Result:
    """Each extraction of tagged ore names its mine site, and a tag where others of the record do."""
    chain = chain_of(case)
    if chain is None:
        return UNRECORDED
    if not _is_tagged_trade(case, chain):
        return NOT_APPLICABLE
    dug = [event for event in case.events if event.type is EventType.EXTRACT]
    tagged = any(event.tags for event in dug)
    untagged = tagged and not statements(case.documents, "tag_numbers")
    lacking = [event for event in dug if not event.mine_site or (untagged and not event.tags)]
    if not lacking and not tagged and not statements(case.documents, "tag_numbers"):
        return undecidable("Neither record nor papers state any tag.")
    return judged(_lacking(event, untagged) for event in lacking)


def _lacking(event: CustodyEvent, untagged: bool) -> Finding:
    absent = [
        word for word, there in (("mine site", event.mine_site), ("tag", event.tags or not untagged)) if not there
    ]
    message = f"{opening(event)} of lot {event.lot} names no {' and no '.join(absent)}."
    return found("C018", "missing-field", message, left=side(event, "mine_site" if "mine site" in absent else "tags"))
