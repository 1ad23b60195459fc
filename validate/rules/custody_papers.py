"""What the papers claim against what the chain shows: origin, mine, mixing, recycled content."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from extract.model import Document, Field
from validate.agreement import is_sure
from validate.custody.origin import Origin, origin_of, recycled_events, same_mine
from validate.custody.values import country, items
from validate.custody.yields import plain
from validate.facts import Stated, called, listed, statements
from validate.model import CustodyEvent, EventType, Finding, Side
from validate.rules.circumstances import countries
from validate.rules.custody_view import UNRECORDED, Chain, chain_of, named, opening, side
from validate.rules.findings import UNCERTAIN, found, weak
from validate.rules.model import NOT_APPLICABLE, Case, Result, judged, rule, undecidable
from validate.weights import decimal

ORIGIN = (
    "OECD Due Diligence Guidance, Supplements on tin, tantalum, tungsten and gold (mine of origin); "
    "KPCS core document, Annex II (country of origin); ICGLR certification (mine site)"
)
MIXING = (
    "Council Regulation (EU) 2025/395 (the certificate states the countries of mining); "
    "ICGLR Mining Sector Data Sharing Protocol Standards (origins of a lot)"
)
RECYCLED = "Regulation (EU) 2017/821, Articles 2(s) and 7(4) (recycled metals are disclosed and evidenced)"
MIXED = "MIXED"
RECYCLED_SLACK = Decimal(5)
"""Percentage points by which declared and recorded recycled content may differ."""


def _claims(case: Case) -> tuple[Stated, ...]:
    return statements(case.documents, "country_of_origin")


@rule(
    "custody-origin",
    "custody-origin-mismatch",
    UNCERTAIN,
    title="Chain begins where the papers say",
    severity="block",
    basis=ORIGIN,
    tolerance="countries: the same set; mine names: the same identifier, or alike to three quarters",
)
def begins_as_stated(case: Case) -> Result:
    """The countries (and mine) of the chain's extractions are those that certificates and declarations state.

    One document that agrees is enough: documents that differ among themselves are another rule's (X001). Further
    origins under a claim that names some of them are mixing (C008).
    """
    chain = chain_of(case)
    if chain is None:
        return UNRECORDED
    claims = _claims(case)
    mines = statements(case.documents, "mine_site")
    if not claims and not mines:
        return undecidable("No document states a country of origin or a mine.")
    origin = chain.origin
    if not origin.countries and not origin.mines:
        return undecidable("The custody record does not say in which country or mine the material was extracted.")
    findings = list(_other_country(case, chain, origin, claims))
    if not findings:
        findings = list(_other_mine(case, chain, origin, mines))
    return judged(findings)


def _other_country(case: Case, chain: Chain, origin: Origin, claims: Sequence[Stated]) -> Iterator[Finding]:
    recorded = frozenset(origin.countries)
    if not recorded or not claims:
        return
    stated = [countries(s.field) for s in claims]
    if any(MIXED in claim or claim == recorded for claim in stated):
        return
    first, claim = claims[0], stated[0]
    if claim < recorded:
        return  # mixing, which C008 tells
    if recorded < claim and origin.unknown:
        return  # the missing origins may be among those that are not recorded
    roots = [e for e in case.events if e.type is EventType.EXTRACT and e.country and e.country.upper() not in claim]
    root = roots[0] if roots else next((e for e in case.events if e.type is EventType.EXTRACT), case.events[0])
    begins = f"the custody chain begins in {listed(sorted(recorded))} ({named(root)})"
    if not is_sure(claims, case.policy):
        yield weak("custody-origin", "country of origin", first, f"{begins}. Look at it.")
        return
    yield found(
        "custody-origin",
        "custody-origin-mismatch",
        f"The origin differs: the {called(first.document)} states {listed(sorted(claim))}, but {begins}.",
        severity="block" if not claim & recorded else "review",
        left=first,
        right=side(root, "country"),
    )


def _other_mine(case: Case, chain: Chain, origin: Origin, mines: Sequence[Stated]) -> Iterator[Finding]:
    if not origin.mines or not mines:
        return
    if any(same_mine(text_of(s), mine) for s in mines for mine in origin.mines):
        return
    first = mines[0]
    root = next((e for lot in reversed(chain.lots) for e in chain.graph.own(lot) if e.mine_site), case.events[0])
    begins = f"the custody chain begins at {listed(list(origin.mines[:5]))} ({named(root)})"
    if not is_sure(mines, case.policy):
        yield weak("custody-origin", "mine", first, f"{begins}. Look at it.")
        return
    yield found(
        "custody-origin",
        "custody-origin-mismatch",
        f"The mine differs: the {called(first.document)} states {text_of(first)}, but {begins}.",
        severity="review",
        left=first,
        right=side(root, "mine_site"),
    )


def text_of(stated: Stated) -> str:
    """A statement's value as one text."""
    return ", ".join(stated.value) if isinstance(stated.value, tuple) else str(stated.value)


@rule(
    "C008",
    "undeclared-mixing",
    UNCERTAIN,
    title="Mixing gives the union of origins",
    severity="block",
    basis=MIXING,
    tolerance="none; several mines of one country are one origin",
)
def union_of_origins(case: Case) -> Result:
    """Material of several countries is not claimed as of fewer: neither by the papers nor by an event of the chain."""
    chain = chain_of(case)
    if chain is None:
        return UNRECORDED
    origin = chain.origin
    if not origin.countries:
        return undecidable("The custody record does not say in which country the material was extracted.")
    findings = list(_narrow_papers(case, chain, origin)) or list(_narrow_events(case, chain))[:1]
    if not findings and origin.unknown:
        return undecidable("Some sources of the chain state no country.")
    return judged(findings)


def _narrow_papers(case: Case, chain: Chain, origin: Origin) -> Iterator[Finding]:
    recorded = frozenset(origin.countries)
    claims = [(s, countries(s.field)) for s in _claims(case)]
    if any(MIXED in claim or recorded <= claim for _, claim in claims):
        return
    for first, claim in claims:
        if not claim & recorded:
            continue
        root = next(
            e for e in case.events if e.type is EventType.EXTRACT and e.country and e.country.upper() not in claim
        )
        mixed = f"the custody chain mixes material of {_shares(origin)} ({named(root)})"
        if not is_sure(_claims(case), case.policy):
            yield weak("C008", "country of origin", first, f"{mixed}. Look at it.")
            return
        yield found(
            "C008",
            "undeclared-mixing",
            f"The {called(first.document)} states {listed(sorted(claim))} as origin, but {mixed}.",
            left=first,
            right=side(root, "country"),
        )
        return


def _shares(origin: Origin) -> str:
    parts = [code if share is None else f"{code} ({share:.0%})" for code, share in sorted(origin.countries.items())]
    return listed(parts)


def _narrow_events(case: Case, chain: Chain) -> Iterator[Finding]:
    """Events that claim fewer countries for a lot than its inputs come from (EPCIS master data of the lot)."""
    for event in case.events:
        stated = event.more.get("country_of_origin")
        if not stated or not event.inputs:
            continue
        claim = {code for part in items(stated.replace(" ", ";")) if (code := country(part)) is not None}
        recorded = origin_of(chain.graph, [event.lot]).countries
        missing = sorted(set(recorded) - claim)
        if claim and missing:
            yield found(
                "C008",
                "undeclared-mixing",
                f"{opening(event)} gives lot {event.lot} the origin "
                f"{listed(sorted(claim))}, but its inputs also come from {listed(missing)}.",
                left=side(event, "country_of_origin", stated),
            )


@rule(
    "custody-recycled",
    "undeclared-recycled",
    title="Recycled input is declared",
    severity="block",
    basis=RECYCLED,
    tolerance="5 percentage points where both sides state a share",
)
def recycled_declared(case: Case) -> Result:
    """Recycled material in the chain is declared on some document, with a share near the recorded one if both say."""
    chain = chain_of(case)
    if chain is None:
        return UNRECORDED
    events = recycled_events(case.events)
    if not events:
        return NOT_APPLICABLE
    first = max(events, key=lambda e: (e.recycled_share or Decimal(0), e.type is EventType.RECYCLE))
    recorded = _recorded_share(chain, events)
    share = f" ({recorded.normalize():f} %)" if recorded is not None else ""
    declared = [(s, amount) for s in statements(case.documents, "recycled_share") if (amount := _percent(s))]
    if declared:
        most, amount = max(declared, key=lambda pair: pair[1])
        if recorded is None or recorded <= amount + RECYCLED_SLACK:
            return judged(())
        message = (
            f"The {called(most.document)} declares {amount} % recycled content, but the custody chain records "
            f"{recorded.normalize():f} % ({named(first)})."
        )
        return judged(
            [found("custody-recycled", "undeclared-recycled", message, left=most, right=_recycled_side(first))]
        )
    if any(_speaks_of_recycling(document) for document in case.documents):
        return judged(())
    message = f"The custody chain takes in recycled material{share} ({named(first)}); no document declares it."
    return judged([found("custody-recycled", "undeclared-recycled", message, right=_recycled_side(first))])


def _recycled_side(event: CustodyEvent) -> Side:
    if event.recycled_share is not None:
        return side(event, "recycled_share")
    return side(event, "event_type", event.type.value)


def _recorded_share(chain: Chain, events: Sequence[CustodyEvent]) -> Decimal | None:
    """Per cent recycled: as stated on the final lot, else what recycling events carry into it, else the last stated."""
    own = [e.recycled_share for e in events if e.lot in chain.final and e.recycled_share is not None]
    if own:
        return own[-1]
    origin = chain.origin
    if origin.has_recycled:
        return None if origin.recycled is None else (origin.recycled * 100).quantize(Decimal("0.1"))
    stated = [e.recycled_share for e in events if e.recycled_share is not None]
    return stated[-1] if stated else None


def _percent(stated: Stated) -> Decimal | None:
    amount = decimal(stated.value)
    return amount if amount is not None and amount > 0 else None


_RECYCLING = re.compile(r"recycl|recicl|\bscrap\b|chatarra|sucata|dechets|reclaimed|post.?consumer|secondary material")


def _speaks_of_recycling(document: Document) -> bool:
    texts = (*document.fields.values(), *document.more.values(), *(f for line in document.lines for f in line.values()))
    return any(_RECYCLING.search(plain(text)) for field in texts for text in texts_of(field))


def texts_of(field: Field) -> tuple[str, ...]:
    """The texts of a field that was read; none of another."""
    if field.status not in ("read", "corrected"):
        return ()
    if isinstance(field.value, tuple):
        return field.value
    return (field.value,) if isinstance(field.value, str) else ()
