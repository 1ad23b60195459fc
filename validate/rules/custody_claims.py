"""What the record claims of the material on its way: papers of its events, HS code, commodity, recycling, mixing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from validate.custody.origin import recycled_events
from validate.custody.stated import fact, stating
from validate.custody.values import items
from validate.custody.yields import plain
from validate.facts import called
from validate.model import CustodyEvent, EventType, Finding, Severity, Side
from validate.numbers import bare, clear_digits
from validate.rules.circumstances import TRANSPORT, goods, names_of, of_kind, origins
from validate.rules.custody_papers import MIXING, RECYCLED
from validate.rules.custody_view import UNRECORDED, Chain, chain_of, named, opening, side
from validate.rules.findings import found
from validate.rules.model import NOT_APPLICABLE, Case, Result, judged, rule, undecidable

HS = ("hs", "hscode", "hscodes", "hsnumber", "cncode", "tariffcode", "commoditycode")
MODEL = ("chainofcustodymodel", "cocmodel", "custodymodel", "chainofcustody", "model")
TAXES = ("taxpaid", "taxespaid", "taxes", "tax", "royalty", "royalties", "fees", "feespaid", "levy", "exportlevy")
SOURCE = ("sourcetype", "recycledsource", "materialtype", "scraptype", "feedstock")
"""Names under which custody records state these facts, folded."""

_NO_SCRAP = re.compile(
    r"\bslags?\b|tailings?|residues?\b|by.?products?|concentrates?\b|\bores?\b|unprocessed|mine waste|overburden"
    r"|laitier|resid[uo]os?\b|relaves?|esc[oó]ria|minerai|mineral bruto|sous.?produits?"
)
"""Words for what is no recycled material by Article 2(s): unprocessed or partly processed minerals and by-products."""
_QUOTED = (
    *("document_number", "certificate_number", "licence_number", "invoice_number", "transport_number"),
    *("lot_number", "seal_numbers"),
)


@rule(
    "C021",
    "reference-mismatch",
    title="Papers match events",
    severity="review",
    basis="OECD Due Diligence Guidance, Step 1 C (records of each transaction); ICE cotton traceability tests",
    tolerance="one of the numbers of an export is enough; numbers of another shape, a waybill without an event are "
    "information",
)
def papers_match_events(case: Case) -> Result:
    """The export names a number that stands on a paper of the lot, and a transport document has its event."""
    chain = chain_of(case)
    if chain is None:
        return UNRECORDED
    numbers = {clear_digits(n) for d in case.documents for name in _QUOTED for n in _values(d.fields.get(name))}
    findings: list[Finding] = []
    export = chain.export
    asked = bool(export is not None and export.document_numbers and numbers)
    if export is not None and asked and not any(clear_digits(n) in numbers for n in export.document_numbers):
        shapes = {_shape(n) for d in case.documents for n in _values(d.fields.get("document_number"))}
        severity: Severity = "review" if any(_shape(n) in shapes for n in export.document_numbers) else "info"
        message = (
            f"{opening(export)} names {', '.join(export.document_numbers[:5])}; no paper of "
            "the lot bears or quotes any of these numbers."
        )
        findings.append(
            found("C021", "reference-mismatch", message, severity=severity, left=side(export, "document_numbers"))
        )
    travelled = any(e.type in _TRAVEL for e in case.events)
    for paper in of_kind(case, TRANSPORT):
        if not travelled:
            message = f"The {called(paper)} has no event: the custody record shows no transport and no export."
            right = Side(document=paper.id, field="document_number")
            findings.append(found("C021", "reference-mismatch", message, severity="info", left=right))
    if not findings and not asked:
        return undecidable("The custody record's export names no paper, or no paper's number was read.")
    return judged(findings)


_TRAVEL = (EventType.TRANSPORT, EventType.EXPORT, EventType.IMPORT)


def _shape(number: str) -> str:
    """A number with its digits made alike: two of one shape are two of one kind of paper."""
    return re.sub(r"\d", "9", bare(number))


def _values(field: object) -> tuple[str, ...]:
    value = getattr(field, "value", None)
    return value if isinstance(value, tuple) else (str(value),) if value is not None else ()


@rule(
    "C023",
    "hs-code-mismatch",
    "mineral-mismatch",
    title="Another commodity needs a processing event",
    severity="block",
    basis="ICGLR Mining Sector Data Sharing Protocol Standards (operation and mineral); HS headings",
    tolerance="HS headings (four digits); names of commodities that the tables know",
)
def change_needs_processing(case: Case) -> Result:
    """Where a lot's HS heading or commodity differs from that of its inputs, or changes on its way, the step between
    is of type process."""
    chain = chain_of(case)
    if chain is None:
        return UNRECORDED
    findings: list[Finding] = []
    for one, other in chain.pairs:
        if other.type in (EventType.PROCESS, EventType.RECYCLE):
            continue
        change = _heading_change(one, other) or _mineral_change(case, one, other)
        if change is not None:
            code, field, before, after = change
            message = (
                f"{opening(other)} calls lot {other.lot} {after}, {named(one)} called it "
                f"{before}; no processing is recorded between them."
            )
            findings.append(
                found("C023", code, message, left=side(other, field, after), right=side(one, field, before))
            )
            break
    return judged(findings)


def _heading_change(one: CustodyEvent, other: CustodyEvent) -> tuple[str, str, str, str] | None:
    before, after = (fact(e, HS) if e.more else None for e in (one, other))
    if before is None or after is None:
        return None
    a, b = ({bare(code)[:4] for code in items(text) if bare(code)[:4].isdigit()} for text in (before, after))
    return ("hs-code-mismatch", "hs_code", before, after) if a and b and not a & b else None


def _mineral_change(case: Case, one: CustodyEvent, other: CustodyEvent) -> tuple[str, str, str, str] | None:
    if one.mineral == other.mineral or not one.mineral or not other.mineral:
        return None
    minerals = case.reference.minerals
    before, after = minerals.get(one.mineral.strip().lower()), minerals.get(other.mineral.strip().lower())
    if before is None or after is None or before.name in names_of(after) or after.name in names_of(before):
        return None
    if set(before.hs_prefixes) & set(after.hs_prefixes) and not before.group == after.group == "gem":
        return None  # codes that all unworked stones share do not make two of them one
    return "mineral-mismatch", "mineral", one.mineral, other.mineral


@rule(
    "C024",
    "undeclared-recycled",
    title="Recycled input meets the definition",
    severity="block",
    basis=RECYCLED,
    tolerance="words of process, commodity and source in four languages",
)
def recycled_by_definition(case: Case) -> Result:
    """What the chain takes in as recycled is no slag, residue, tailing, by-product, ore or concentrate: unprocessed and
    partly processed minerals and by-products are not recycled metals."""
    chain = chain_of(case)
    if chain is None:
        return UNRECORDED
    taken_in = [e for e in recycled_events(case.events) if e.type is EventType.RECYCLE]
    if not taken_in:
        return NOT_APPLICABLE
    findings = []
    described = False
    for event in taken_in:
        words = " ; ".join(w for w in (event.process, event.mineral, fact(event, SOURCE)) if w)
        described = described or bool(event.process or fact(event, SOURCE))
        match = _NO_SCRAP.search(plain(words))
        if match is not None:
            message = (
                f"{opening(event)} takes in “{words}” as recycled: {match[0]} is no recycled metal by Article 2(s)."
            )
            findings.append(found("C024", "undeclared-recycled", message, left=side(event, "process", words)))
    if not findings and not described:
        return undecidable("The custody record does not say what was taken in as recycled.")
    return judged(findings)


@rule(
    "C025",
    "undeclared-mixing",
    title="Chain-of-custody model stated",
    severity="review",
    basis=MIXING,
    tolerance="identity preserved means one mine; the other models may mix",
)
def model_stated(case: Case) -> Result:
    """An aggregation says by which chain-of-custody model it is kept, and material of several mines is not called
    identity-preserved."""
    chain = chain_of(case)
    if chain is None:
        return UNRECORDED
    joined = [e for e in case.events if e.type is EventType.AGGREGATE]
    if not joined:
        return NOT_APPLICABLE
    stated = list(stating(joined, MODEL))
    findings = list(_mixed_identity(chain, stated))
    if not findings and len(stated) < len(joined):
        return undecidable("The custody record does not state the chain-of-custody model of every aggregation.")
    return judged(findings)


def _mixed_identity(chain: Chain, stated: list[tuple[CustodyEvent, str]]) -> Iterator[Finding]:
    for event, text in stated:
        if "identit" not in plain(text):
            continue
        before = chain.graph.ancestors([p for p in event.inputs if p != event.lot])
        mines = {
            e.mine_site for lot in before for e in chain.graph.own(lot) if e.type is EventType.EXTRACT and e.mine_site
        }
        if len(mines) > 1:
            message = (
                f"{opening(event)} is called {text}, and joins material of "
                f"{len(mines)} mines: {', '.join(sorted(mines)[:5])}."
            )
            yield found("C025", "undeclared-mixing", message, left=side(event, "chain_of_custody_model", text))


@rule(
    "C027",
    "custody-missing",
    title="Taxes and fees recorded where due",
    severity="info",
    basis="Regulation (EU) 2017/821, Article 4(f) (taxes, fees and royalties paid); ICGLR data standard, MD.13",
)
def taxes_recorded(case: Case) -> Result:
    """The record states which taxes, fees or royalties were paid; a chain from the region that does not is shown."""
    chain = chain_of(case)
    if chain is None:
        return UNRECORDED
    if any(True for _ in stating(chain.stating, TAXES)):
        return judged(())
    mineral = goods(case)
    designated = mineral is not None and mineral.designated
    if not designated or not any(case.reference.icglr_member(place, case.as_of) for place in origins(case)):
        return undecidable("The custody record does not state taxes, fees or royalties.")
    message = "The custody record states no taxes, fees or royalties paid on the way."
    return judged([found("C027", "custody-missing", message, left=side(case.events[0], "tax_paid", "not stated"))])


@rule(
    "C028",
    "custody-missing",
    title="Local processing recorded as an own step",
    severity="info",
    basis="Zimbabwe, Statutory Instrument 5 of 2023 (unbeneficiated ores); value added in the producing country",
    tolerance="where the table of export controls names the goods as unbeneficiated",
)
def local_processing(case: Case) -> Result:
    """Where the country of extraction wants its ore beneficiated by law, the record shows a processing step there."""
    chain = chain_of(case)
    if chain is None:
        return UNRECORDED
    mineral, places = goods(case), origins(case)
    wanted = [
        measure
        for measure in case.reference.export_controls
        if measure.place in places
        and "unbeneficiated" in measure.goods.lower()
        and mineral is not None
        and not names_of(mineral).isdisjoint(measure.minerals)
        and measure.span.holds(case.as_of)
    ]
    if not wanted:
        return NOT_APPLICABLE
    here = [e for e in case.events if e.type is EventType.PROCESS and e.country in places]
    if here:
        return judged(())
    message = f"No processing in {', '.join(sorted(places))} is recorded; {wanted[0].goods} need a permit there."
    return judged([found("C028", "custody-missing", message, left=side(case.events[0], "country"))])


@rule(
    "H005",
    "undeclared-mixing",
    title="Mixing point with its inputs recorded",
    severity="info",
    basis=MIXING,
)
def mixing_point(case: Case) -> Result:
    """Each aggregation and processing step names its input lots; else its output is mixed, with unknown shares."""
    chain = chain_of(case)
    if chain is None:
        return UNRECORDED
    steps = [e for e in case.events if e.type in (EventType.AGGREGATE, EventType.PROCESS)]
    if not steps:
        return NOT_APPLICABLE
    blind = [e for e in steps if not any(p != e.lot for p in e.inputs) and not chain.graph.made_by(e.lot)]
    return judged(
        found(
            "H005",
            "undeclared-mixing",
            f"{opening(e)} names no input lots: what lot {e.lot} was made of, and from where, is not "
            "known; it counts as mixed with unknown shares.",
            left=side(e, "input_lots", "none"),
        )
        for e in blind
    )
