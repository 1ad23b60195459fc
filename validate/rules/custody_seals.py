"""Tags and seals: each on one lot, and the seals of the papers those of the chain's last leg."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from validate.custody.tags import reuses
from validate.custody.values import items
from validate.facts import Stated, called, statements
from validate.model import CustodyEvent, EventType, Finding
from validate.numbers import clear_digits, misread_number
from validate.rules.circumstances import own_documents
from validate.rules.custody_view import UNRECORDED, Chain, chain_of, named, side
from validate.rules.findings import UNCERTAIN, firm, found, weak
from validate.rules.model import NOT_APPLICABLE, Case, Result, judged, rule, undecidable

_OPENING = ("opening_reason", "openingreason", "reseal", "resealed", "resealing")


@rule(
    "custody-tags",
    "custody-tag-reused",
    title="A tag or seal is on one lot",
    severity="block",
    basis="ICGLR Mining Sector Data Sharing Protocol Standards (tags); Regional Certification Mechanism manual; "
    "Canada SOR/2003-15 (seals)",
    tolerance="a tag goes on with its material; lots in one container share its seal",
)
def tags_once(case: Case) -> Result:
    """No tag or seal is on two lots of which neither went into the other, and none comes back after it was retired."""
    chain = chain_of(case)
    if chain is None:
        return UNRECORDED
    if not any(event.tags for event in case.events):
        return NOT_APPLICABLE
    by_lot = reuses(chain.graph)
    reused = {id(reuse): reuse for lot in chain.lots for reuse in by_lot.get(lot, ())}
    return judged(
        found(
            "custody-tags",
            "custody-tag-reused",
            f"Tag {reuse.tag} was retired in {named(reuse.first)} and is back in {named(reuse.second)}."
            if reuse.retired
            else f"Tag {reuse.tag} is on lot {reuse.first.lot} ({named(reuse.first)}) and on lot {reuse.second.lot} "
            f"({named(reuse.second)}), neither of which went into the other.",
            left=side(reuse.second, "tags", reuse.tag),
            right=side(reuse.first, "tags", reuse.tag),
        )
        for reuse in reused.values()
    )


@rule(
    "C016",
    "seal-mismatch",
    UNCERTAIN,
    title="Seals intact or re-sealed with a record",
    severity="block",
    basis="Council Regulation (EC) 2368/2002, Annex II; Canada SOR/2003-15 (tamper-resistant container and seal)",
    tolerance="letters and digits alone count; a document may name some of several seals",
)
def seals_of_the_chain(case: Case) -> Result:
    """The seals that the papers name are those of the chain's export or last transport; a seal between them is not
    changed without an event that opens the lot.

    Numbers that the papers call tags, or that mine events bear, are tags and not seals.
    """
    chain = chain_of(case)
    if chain is None:
        return UNRECORDED
    legs = _sealed_legs(case, chain)
    if not legs:
        return NOT_APPLICABLE
    findings = list(_changed_on_the_way(legs))
    stated = statements(own_documents(case), "seal_numbers")
    if not stated and not findings:
        return undecidable("No document names a seal.")
    last, recorded = legs[-1]
    for s in stated:
        findings += _other_seals(case, s, last, recorded)
    return judged(findings)


def _sealed_legs(case: Case, chain: Chain) -> list[tuple[CustodyEvent, dict[str, str]]]:
    """Transports and export of the lot with their seals (number as compared: as stated), tags left out."""
    tags = {clear_digits(tag) for s in statements(case.documents, "tag_numbers") for tag in _values(s)}
    travel = (EventType.TRANSPORT, EventType.EXPORT)
    for event in case.events:
        if event.type not in travel and event.lot not in chain.final:
            tags.update(clear_digits(tag) for tag in event.tags)
    legs: list[tuple[CustodyEvent, dict[str, str]]] = []
    for event in chain.own():
        if event.type in travel and event.more.get("action") != "DELETE":
            seals = {clear_digits(seal): seal for seal in (*event.tags, *_named_seals(event))}
            own = {key: seal for key, seal in seals.items() if key and key not in tags}
            if own:
                legs.append((event, own))
    return legs


def _named_seals(event: CustodyEvent) -> Iterator[str]:
    for name, value in event.more.items():
        if "seal" in name.lower() and not any(sign in name.lower() for sign in ("date", "sealed", "reseal")):
            yield from items(value)


def _values(stated: Stated) -> Iterable[str]:
    return stated.value if isinstance(stated.value, tuple) else (str(stated.value),)


def _changed_on_the_way(legs: list[tuple[CustodyEvent, dict[str, str]]]) -> Iterator[Finding]:
    (last, seals) = legs[-1]
    for before, earlier in legs[:-1]:
        if before.lot != last.lot or earlier.keys() & seals.keys():
            continue
        if any(event.more.get(name) for event in (before, last) for name in _OPENING):
            continue
        yield found(
            "C016",
            "seal-mismatch",
            f"The seal changes between {named(before)} ({', '.join(earlier.values())}) and {named(last)} "
            f"({', '.join(seals.values())}), and no event says why the lot was opened.",
            severity="review",
            left=side(last, "tags", "; ".join(seals.values())),
            right=side(before, "tags", "; ".join(earlier.values())),
        )
        return


def _other_seals(case: Case, stated: Stated, event: CustodyEvent, recorded: dict[str, str]) -> Iterator[Finding]:
    named_here = {clear_digits(seal): seal for seal in _values(stated) if clear_digits(seal)}
    borne = {clear_digits(tag) for e in case.events for tag in e.tags}
    strange = [seal for key, seal in named_here.items() if key not in recorded and key not in borne]
    missing = [seal for key, seal in recorded.items() if key not in named_here]
    if not strange or not missing:
        return
    says = f"the custody chain's {named(event)} bears {', '.join(recorded.values())}"
    if not firm(stated, case.policy) and all(any(misread_number(a, b) for b in missing) for a in strange):
        yield weak("C016", "seal number", stated, f"{says}. Look at it.")
        return
    yield found(
        "C016",
        "seal-mismatch",
        f"The seals differ: the {called(stated.document)} names {', '.join(named_here.values())}, but {says}.",
        left=stated,
        right=side(event, "tags", "; ".join(recorded.values())),
    )
