"""The tags of the chain: allotted to their mine, linked through trade, put on before purchase, there at production."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from validate.custody.graph import Graph
from validate.custody.stated import day_in, fact, stating
from validate.custody.values import items
from validate.facts import statements
from validate.model import CustodyEvent, EventType, Finding
from validate.numbers import bare
from validate.rules.circumstances import goods
from validate.rules.custody_view import UNRECORDED, Chain, chain_of, named, opening, side
from validate.rules.findings import found
from validate.rules.model import NOT_APPLICABLE, Case, Result, judged, rule, undecidable

RANGES = ("tagrange", "tagranges", "tagsissued", "tagallotment", "issuedtags", "tagsallotted")
TAG_DAYS = ("tagdate", "tagissuedate", "tagissueddate", "dateoftag", "dateoftagging", "taggingdate")
LINKED_TAGS = ("minetags", "minetag", "inputtags", "replacestags", "replacedtags", "replaces", "sourcetags")
"""Names under which custody records state these facts, folded."""

TAGS = "ICGLR Regional Certification Mechanism, Manual, and data standard, MD.11 (tags); tag schemes of the region"


def is_tagged_trade(case: Case, chain: Chain) -> bool:
    """Whether the goods are ores that are tagged at the mine: tin, tantalum, tungsten from an ICGLR member state."""
    mineral = goods(case)
    if mineral is None or mineral.group != "3t" or not mineral.designated:
        return False
    places = {e.country.upper() for e in case.events if e.type is EventType.EXTRACT and e.country}
    return any(case.reference.icglr_member(place, case.as_of) for place in places)


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
    the event itself. The first tags of a record that the lot's papers list may be the mine tags themselves.

    Weights of the step are rule C005's.
    """
    chain = chain_of(case)
    if chain is None:
        return UNRECORDED
    if not is_tagged_trade(case, chain):
        return NOT_APPLICABLE
    travel = (EventType.TRANSPORT, EventType.EXPORT, EventType.IMPORT, EventType.EXTRACT)
    put_on = [e for e in case.events if e.tags and e.inputs and e.type not in travel]
    if not put_on:
        return NOT_APPLICABLE
    findings = []
    open_ones: list[CustodyEvent] = []
    stated = statements(case.documents, "tag_numbers")
    listed = {bare(tag) for s in stated for tag in (s.value if isinstance(s.value, tuple) else ())}
    for event in put_on:
        before = chain.graph.ancestors([p for p in event.inputs if p != event.lot])
        roots = [e for lot in before for e in chain.graph.own(lot) if e.type is EventType.EXTRACT]
        if any(e.tags for e in roots) or fact(event, LINKED_TAGS) or not roots:
            continue
        if {bare(tag) for tag in event.tags} <= listed:
            open_ones.append(event)
            continue
        message = (
            f"{opening(event)} puts tags {', '.join(event.tags[:3])} on lot {event.lot}, and no "
            "mine tag is recorded that they replace."
        )
        findings.append(found("C011", "custody-gap", message, left=side(event, "tags")))
    if open_ones and not findings:
        return undecidable(
            f"The tags that {named(open_ones[0])} puts on are the first of the record, and the lot's papers list them: "
            "mine tags or a trader's, that is not told."
        )
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
    if not is_tagged_trade(case, chain):
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
