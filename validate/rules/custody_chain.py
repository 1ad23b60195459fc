"""The chain from mine to exporter: recorded, unbroken, in order of time, ending with the exporter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from validate.agreement import is_sure
from validate.custody.graph import loops
from validate.custody.hands import Break, closest, last_holders, parties
from validate.facts import Stated, called, listed, statements
from validate.model import CustodyEvent, Finding, Severity
from validate.names import Likeness
from validate.rules.custody_view import UNRECORDED, Chain, chain_of, named, side
from validate.rules.findings import UNCERTAIN, found, weak
from validate.rules.model import Case, Result, judged, rule, undecidable

CHAIN = (
    "Regulation (EU) 2017/821, Article 4(f) (chain of custody or supply chain traceability system); "
    "ICGLR Mining Sector Data Sharing Protocol Standards"
)
GUIDANCE = (
    "OECD Due Diligence Guidance for Responsible Mineral Supply Chains, Step 1 C (chain of custody); "
    "Regulation (EU) 2017/821, Article 4(f)"
)
MOST_LOOKED_AT = 200
"""Events of other lots that are looked through for lots to name."""
MOST_NAMED = 5
"""Lots or events that a message lists before it only counts."""


@rule(
    "custody-record",
    "custody-missing",
    title="A custody record for the lot",
    severity="review",
    basis=GUIDANCE,
)
def custody_record(case: Case) -> Result:
    """At least one custody event is recorded for the lot: without any, nothing shows its way from the mine."""
    if case.events:
        return judged(())
    known = tuple(dict.fromkeys(event.lot for event in case.dossier.custody.events[:MOST_LOOKED_AT]))
    if known:
        some = ", ".join(known[:MOST_NAMED]) + (" …" if len(known) > MOST_NAMED else "")
        note = f"The custody records given speak of other lots: {some}."
    elif case.dossier.custody.faults:
        note = f"None of the custody records given could be used: {case.dossier.custody.faults[0].reason}."
    else:
        note = "No custody records were given."
    message = f"There is no custody record for lot {case.lot.id}: nothing shows its way from the mine. {note}"
    return judged([found("custody-record", "custody-missing", message)])


@rule(
    "C001",
    "custody-gap",
    title="Chain without a gap",
    severity="block",
    basis=CHAIN,
    tolerance="names alike but for case, accents, punctuation and legal form; a name that only adds words is reviewed",
)
def hand_overs(case: Case) -> Result:
    """Whoever hands a lot over, uses, splits or exports it is the one who last received it.

    A lot is held by the receiver at its making; a transfer passes it on, transport adds the carrier, an export passes
    it to the receiver. An event that names nobody is no gap. Where another order of the same events fits the
    hand-overs, the times are wrong and not the hands (C004).
    """
    chain = chain_of(case)
    if chain is None:
        return UNRECORDED
    of_chain = frozenset(chain.lots)
    broken: dict[int, Break] = {}
    for lot in chain.lots:
        for gap in chain.walks[lot].breaks:
            if gap.event.lot in of_chain:
                broken.setdefault(id(gap.event), gap)
    if not broken and not any(event.from_party for event in case.events):
        return undecidable("The custody record does not say who handed over.")
    return judged(_gap(gap) for gap in broken.values())


def _gap(gap: Break) -> Finding:
    held = listed(gap.holders)
    since = f" since {named(gap.since)}" if gap.since is not None else ""
    act = "hands over" if gap.event.lot == gap.lot else "takes up"
    doubt = " The names are near each other: the same party may be meant." if gap.unsure else ""
    return found(
        "C001",
        "custody-gap",
        f"In {named(gap.event)}, {gap.event.from_party} {act} lot {gap.lot}, but {held} held it{since}; "
        f"no hand-over between them is recorded.{doubt}",
        severity="review" if gap.unsure else "block",
        left=side(gap.event, "from_party"),
        right=side(gap.since, "to_party", held) if gap.since is not None else None,
    )


@rule(
    "custody-source",
    "custody-gap",
    title="Chain reaches back to the mine",
    severity="block",
    basis=CHAIN,
)
def reaches_the_mine(case: Case) -> Result:
    """Every lot of the chain was extracted, recycled, or made from lots that the record tells of."""
    chain = chain_of(case)
    if chain is None:
        return UNRECORDED
    return judged(_sourceless(case, chain))


def _sourceless(case: Case, chain: Chain) -> Iterator[Finding]:
    graph = chain.graph
    for lot in chain.lots:
        if graph.makers.get(lot):
            continue
        own = graph.own(lot)
        uses = [event for event in graph.used_by(lot) if event.lot in chain.lots]
        if not own:
            yield found(
                "custody-source",
                "custody-gap",
                f"Lot {lot} went into {listed([named(e) for e in uses[:MOST_NAMED]])}, but no event tells where it "
                f"comes from.{_unread(case)}",
                left=side(uses[0], "input_lots", lot),
            )
        else:
            yield found(
                "custody-source",
                "custody-gap",
                f"The record of lot {lot} begins with {named(own[0])}: no extraction and no input lots are recorded, "
                f"so its way from the mine is not shown.{_unread(case)}",
                left=side(own[0], "event_type", own[0].type.value),
            )


def _unread(case: Case) -> str:
    faults = case.dossier.custody.faults
    if not faults:
        return ""
    return f" {len(faults)} custody record(s) could not be used; the first: {faults[0].reason}."


@rule(
    "C026",
    "custody-time-order",
    title="No lot made from itself",
    severity="block",
    basis="ICGLR Mining Sector Data Sharing Protocol Standards (input lots)",
)
def no_loops(case: Case) -> Result:
    """No lot is, over any number of steps, made from itself; a lot that names itself as input only goes on."""
    chain = chain_of(case)
    if chain is None:
        return UNRECORDED
    return judged(_loop(chain, loop) for loop in loops(chain.graph, chain.final))


def _loop(chain: Chain, loop: tuple[str, ...]) -> Finding:
    way = " from ".join((*loop, loop[0]))
    maker = chain.graph.made_by(loop[0])[0]
    message = f"The record makes lot {way}: each would have to exist before the other."
    return found("C026", "custody-time-order", message, left=side(maker, "input_lots", "; ".join(maker.inputs)))


@rule(
    "custody-holder",
    "custody-holder-mismatch",
    UNCERTAIN,
    title="Chain ends with the exporter and goes to the importer",
    severity="block",
    basis=CHAIN,
    tolerance="names alike but for case, accents, punctuation and legal form",
)
def ends_with_exporter(case: Case) -> Result:
    """Who exports the lot, or holds it last, is the exporter of the papers; the receiver abroad is their importer.

    One document that names the party is enough: documents that differ among themselves are another rule's (X010, X011).
    """
    chain = chain_of(case)
    if chain is None:
        return UNRECORDED
    exporters = statements(case.documents, "exporter_name")
    importers = statements(case.documents, "importer_name")
    if not exporters and not importers:
        return undecidable("No document names an exporter or importer.")
    export = chain.export
    holders = last_holders(chain.graph, export.lot if export is not None else chain.final[-1])
    if holders is None and (export is None or not export.to_party):
        return undecidable("The custody record does not say who held the lot last.")
    findings: list[Finding] = []
    last = export or (chain.own() or case.events)[-1]
    if holders and exporters:
        arrived = export is None and _best(importers, holders) is Likeness.SAME
        if not arrived:
            findings += _other_party(case, exporters, holders, last, "from_party", "exporter", "block")
    if export is not None and export.to_party and importers:
        findings += _other_party(case, importers, parties(export.to_party), export, "to_party", "importer", "review")
    return judged(findings)


def _best(stated: Sequence[Stated], holders: Sequence[str]) -> Likeness:
    verdicts = [closest(str(s.value), holders) for s in stated]
    for likely in (Likeness.SAME, Likeness.UNSURE):
        if likely in verdicts:
            return likely
    return Likeness.OTHER


def _other_party(
    case: Case,
    stated: Sequence[Stated],
    holders: Sequence[str],
    event: CustodyEvent,
    field: str,
    role: str,
    severity: Severity,
) -> Iterator[Finding]:
    likely = _best(stated, holders)
    if likely is Likeness.SAME:
        return
    chain_says = f"the custody chain ends with {listed(list(holders))} ({named(event)})"
    if role == "importer":
        chain_says = f"the custody chain exports to {listed(list(holders))} ({named(event)})"
    if not is_sure(stated, case.policy):
        yield weak("custody-holder", f"{role}'s name", stated[0], f"{chain_says}. Look at it.")
        return
    yield found(
        "custody-holder",
        "custody-holder-mismatch",
        f"The {role} differs: the {called(stated[0].document)} names {stated[0].value}, but {chain_says}."
        + (" The names are near each other." if likely is Likeness.UNSURE else ""),
        severity="review" if likely is Likeness.UNSURE else severity,
        left=stated[0],
        right=side(event, field, "; ".join(holders)),
    )
