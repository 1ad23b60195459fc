"""Parties against the sanctions lists that the user loaded."""

from __future__ import annotations

import re
from collections.abc import Iterator

from validate.custody.hands import parties
from validate.facts import Stated, called, further, read_field
from validate.model import Finding, Side
from validate.rules.findings import found
from validate.rules.model import Case, Result, judged, rule, undecidable
from validate.sanctions import identifier
from validate.screening import matches
from validate.wording import Said

NAMED = ("exporter_name", "importer_name", "issuing_authority")
FURTHER = ("notify_party", "end_user", "carrier")

_IDENTIFIERS = re.compile(
    r"(?:\bLEI\b|\bVAT\b|\bTVA\b|\bNIF\b|\bINN\b|\bOGRN\b|\bTIN\b|GSTIN|registration|company n[o°º]|passport|passeport|"
    r"tax (?:id|n)|RCCM|\bRC\b)[^\n0-9A-Z]{0,12}(?:n[o°º.]*|number|id|code)?[ :#.]*"
    r"([0-9A-Z][0-9A-Z /.-]{4,24}[0-9A-Z])",
    re.IGNORECASE,
)
"""Identifiers of parties as papers label them."""


@rule(
    "R017",
    "sanctioned-party",
    title="Parties screened against sanctions lists",
    severity="block",
    basis="the sanctions lists that the user loaded (OpenSanctions, European Union, OFAC)",
    tolerance="a name in any order, with another legal form, in Cyrillic letters, with a slip, or with a word or two "
    "more or fewer calls a reviewer; an identifier (LEI, registration, tax or passport number) that agrees blocks",
)
def screened(case: Case) -> Result:
    """No exporter, importer, carrier or holder in the chain is on a loaded list, by name or by identifier."""
    lists = case.reference.sanctions
    if not lists:
        return undecidable("No sanctions list is loaded.")
    named = dict(_parties(case))
    if not named:
        return undecidable("No party is named.")
    findings: list[Finding] = []
    told: set[tuple[str, str]] = set()
    for said in _identifiers(case):
        number = identifier(said.groups[0])
        for one in lists:
            party = one.by_identifier.get(number)
            if party is None or (one.name, party.id) in told:
                continue
            told.add((one.name, party.id))
            message = (
                f"The identifier {said.groups[0]} on the {called(said.document)} is that of {party.names[0]} on "
                f"{one.name} ({party.programme or one.form})."
            )
            right = Side(reference=f"{one.name} {one.date or ''}".strip(), value=f"{party.id} {party.names[0]}")
            stated = said.stated("party_identifier", said.groups[0])
            findings.append(found("R017", "sanctioned-party", message, severity="block", left=stated, right=right))
    for one, party, name, hit in matches(lists, named):
        if (one.name, party.id) in told:
            continue
        told.add((one.name, party.id))
        where = named[name]
        message = (
            f"{name} may be {hit}, listed on {one.name} ({party.programme or one.form}, {party.id}). A name alone is "
            "no verdict: compare address and identifiers."
        )
        right = Side(reference=f"{one.name} {one.date or ''}".strip(), value=f"{party.id} {hit}")
        findings.append(found("R017", "sanctioned-party", message, severity="review", left=where, right=right))
    return judged(findings)


def _parties(case: Case) -> Iterator[tuple[str, Stated | Side]]:
    """Every party that papers and custody records name, with the first place that does."""
    seen: set[str] = set()
    for document in case.documents:
        stated = [
            *(Stated(document, f) for n in NAMED if (f := read_field(document, n)) is not None),
            *(s for n in FURTHER if (s := further(document, n)) is not None),
        ]
        for s in stated:
            if str(s.value) not in seen:
                seen.add(str(s.value))
                yield str(s.value), s
    for event in case.events:
        named = [(field, getattr(event, field)) for field in ("from_party", "to_party")]
        named += [(field, event.more.get(field)) for field in ("possessor_from", "possessor_to")]
        for field, cell in named:
            for party in parties(cell):
                if party not in seen:
                    seen.add(party)
                    yield party, Side(event=event.id, field=field, value=party)


def _identifiers(case: Case) -> Iterator[Said]:
    for document in case.documents:
        yield from case.wording(document).find(_IDENTIFIERS)
