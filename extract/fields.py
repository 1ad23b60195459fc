"""From choices to the contract's fields: values in their final form, evidence boxes, alternatives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from extract.candidates import Candidate, value_key
from extract.candidates_regions import Place, Region
from extract.choose import Choice
from extract.confidence import CEILING, confidence
from extract.doctype import DocumentType, ValueKind
from extract.model import Alternative, Evidence, Field, Money
from extract.prose_parties import address_set_off
from extract.prose_words import alternation
from extract.values import Context, PartyBlock, addresses, find, split_party
from extract.values.folding import fold
from extract.values.parties import names_a_place
from ingest.model import Box

_ALTERNATIVES = 3  # kept for the reviewer
LESS_SURE = 0.99
"""How much of its confidence an address has: where it ends is told beside whose it is."""
_AT_HOME = 0.5  # how much of the doubt is left against an address without a country that ends in a postal code's town


@dataclass(frozen=True)
class Made:
    """Fields made of choices: the contract's, and those kept beside them."""

    fields: dict[str, Field]
    more: dict[str, Field]


def make_fields(choices: Iterable[Choice], document: float, context: Context) -> Made:
    """The fields of the choices; a party gives its name and its address."""
    made = Made({}, {})
    for choice in choices:
        spec = choice.chosen.spec
        into = made.more if spec.more else made.fields
        if spec.kind is ValueKind.PARTY:
            into.update(_party(choice, document, context))
        else:
            into[spec.name] = _field(choice, document)
    return made


def evidence_for(region: Region, start: int, end: int) -> tuple[Evidence, ...]:
    """The tight box around the words of some characters."""
    words = [word.box for word in region.boxes_at(start, end)]
    if not words:
        return ()
    box = words[0]
    for other in words[1:]:
        box = box.union(other)
    page = region.layout.page
    return (Evidence(file=page.file, page=page.number, box=_rounded(box)),)


def _rounded(box: Box) -> Box:
    return Box(*(round(min(max(edge, 0.0), 1.0), 5) for edge in box))


def _evidence(candidates: Sequence[Candidate]) -> tuple[Evidence, ...]:
    found: list[Evidence] = []
    for one in candidates:
        for evidence in evidence_for(one.region, one.parsed.start, one.parsed.end):
            if evidence not in found:
                found.append(evidence)
    return tuple(found)


def _alternative(candidate: Candidate) -> Alternative:
    parsed = candidate.parsed
    return Alternative(
        value=parsed.value,
        unit=parsed.unit,
        raw=parsed.raw,
        score=round(candidate.score, 4),
        evidence=evidence_for(candidate.region, parsed.start, parsed.end),
    )


def _alternatives(choice: Choice) -> tuple[Alternative, ...]:
    chosen = choice.chosen
    readings = [
        Alternative(
            value=other.value,
            unit=other.unit,
            raw=other.raw,
            score=round(chosen.score * other.score, 4),
            evidence=evidence_for(chosen.region, other.start, other.end),
        )
        for other in chosen.parsed.others
        if other.value != chosen.parsed.value
    ]
    readings += [_alternative(rival) for rival in choice.rivals]
    kept: list[Alternative] = []
    for reading in sorted(readings, key=lambda one: -one.score):
        if all(reading.value != other.value or reading.unit != other.unit for other in kept):
            kept.append(reading)
    return tuple(kept[:_ALTERNATIVES])


def _label(candidate: Candidate) -> str | None:
    if candidate.label is not None:
        return candidate.label.text.rstrip(" :.") or candidate.label.text
    return candidate.cue


def _field(choice: Choice, document: float) -> Field:
    chosen = choice.chosen
    if choice.contradicted:
        both = (_alternative(chosen), *_alternatives(choice))[:_ALTERNATIVES]
        return Field(
            name=chosen.spec.name,
            value=None,
            raw=chosen.parsed.raw,
            status="conflicting",
            confidence=0.5,
            evidence=_evidence([chosen, choice.rivals[0]]),
            label=_label(chosen),
            rule=chosen.parsed.rule,
            alternatives=both,
        )
    return Field(
        name=chosen.spec.name,
        value=chosen.parsed.value,
        unit=chosen.parsed.unit,
        raw=" ".join(chosen.parsed.raw.split()),
        confidence=round(confidence(choice, document), 4),
        evidence=_evidence([chosen, *choice.agreeing]),
        label=_label(chosen),
        rule=chosen.parsed.rule,
        alternatives=_alternatives(choice),
    )


def _party(choice: Choice, document: float, context: Context) -> dict[str, Field]:
    chosen = choice.chosen
    role = chosen.spec.name
    block = split_party(_lines(chosen.region), context)
    name = _field(choice, document)
    if block is None:
        return {f"{role}_name": name.model_copy(update={"name": f"{role}_name"})}
    made = {
        f"{role}_name": name.model_copy(
            update={
                "name": f"{role}_name",
                "value": block.name,
                "raw": " ".join(chosen.region.text[slice(*block.name_span)].split()),
                "evidence": evidence_for(chosen.region, *block.name_span)
                + tuple(
                    e for other in choice.agreeing for e in evidence_for(other.region, *_name_span(other, context))
                ),
            }
        )
    }
    address = _address(choice, block, document, context)
    if address is not None:
        made[f"{role}_address"] = address
    nameless = names_a_place(block.name) and not _is_named_beside(block)
    return _nameless(made, role) if nameless else made


def _is_named_beside(block: PartyBlock) -> bool:
    """Whether a name with a word of streets in it stands over a street of its own: "Antwerp Facet House"."""
    street = fold((block.address or "").split(",")[0])
    return not any(map(str.isdigit, block.name)) and addresses.has_street(street) and any(map(str.isdigit, street))


def _nameless(made: Mapping[str, Field], role: str) -> dict[str, Field]:
    """A party whose name was not made out: what stands in the name's place begins the address."""
    name, rest = made[f"{role}_name"], made.get(f"{role}_address")
    first = Alternative(value=name.value or "", unit=None, raw=name.raw, score=name.confidence, evidence=name.evidence)
    address = name if rest is None else rest
    whole = ", ".join(str(part.value) for part in (name, rest) if part is not None)
    return {
        f"{role}_name": name.model_copy(
            update={
                "value": None,
                "status": "unreadable",
                "confidence": 0.5,
                "alternatives": (first, *name.alternatives)[:_ALTERNATIVES],
            }
        ),
        f"{role}_address": address.model_copy(
            update={
                "name": f"{role}_address",
                "value": whole,
                "raw": " ".join(part.raw for part in (name, rest) if part is not None),
                "evidence": name.evidence[:1] + (rest.evidence if rest is not None else ()),
            }
        ),
    }


_SUMMED = 0.98  # confidence of a total that the rows over it add up to
_PRICE = 0.85  # confidence at most of an only row's price as the paper's


def with_only_row(
    fields: Mapping[str, Field],
    lines: Sequence[Mapping[str, Field]],
    doctype: DocumentType,
    totals: Mapping[str, Field],
) -> dict[str, Field]:
    """The fields with those of a table's only row that nothing else states: one row is all there is of the goods.

    An amount to which the table adds more in its `totals` (a tax, a freight) is not all there is to pay.
    """
    if len(lines) != 1:
        return dict(fields)
    own = {spec.name for spec in doctype.fields if not spec.more and spec.kind is not ValueKind.PARTY}
    if _exceeds(totals.get("value"), lines[0].get("value")):
        own.discard("value")
    of_row = {name: field for name, field in lines[0].items() if name in own}
    if (price := of_row.get("unit_price")) is not None:
        # That it is the whole paper's price is no more than probable: a paper with one row may have further lots.
        of_row["unit_price"] = price.model_copy(update={"confidence": min(price.confidence, _PRICE)})
    return of_row | dict(fields)


def _exceeds(total: Field | None, row: Field | None) -> bool:
    """Whether the table's total states more money than its row, in one currency."""
    if total is None or row is None or not isinstance(total.value, Money) or not isinstance(row.value, Money):
        return False
    return total.value.currency == row.value.currency and total.value.amount > row.value.amount


def with_totals(fields: Mapping[str, Field], totals: Mapping[str, Field]) -> dict[str, Field]:
    """The fields with what the table's total row states: as further evidence, or where nothing else states it.

    Where a total differs from a statement outside the table, the surer of the two stands and the other is kept
    beside it: whether the rows add up is a check of its own. A lesser weight beside a total that they add up to is that
    of a package: "drums of 200 kg net".
    """
    merged = dict(fields)
    for name, total in totals.items():
        stated = merged.get(name)
        if stated is None or stated.value is None or total.value is None:
            merged[name] = total
        elif value_key(stated.value, stated.unit) == value_key(total.value, total.unit):
            sure = 1.0 - (1.0 - stated.confidence) * (1.0 - total.confidence) ** 0.5
            merged[name] = stated.model_copy(
                update={
                    "confidence": round(min(sure, CEILING), 4),
                    "evidence": stated.evidence + tuple(one for one in total.evidence if one not in stated.evidence),
                }
            )
        else:
            better, other = (stated, total) if stated.confidence > total.confidence else (total, stated)
            if better is stated and total.confidence >= _SUMMED and _is_part(stated, total):
                better, other = total, stated
            rival = Alternative(
                value=other.value or "",
                unit=other.unit,
                raw=other.raw,
                score=other.confidence,
                evidence=other.evidence,
            )
            merged[name] = better.model_copy(update={"alternatives": (rival, *better.alternatives)[:_ALTERNATIVES]})
    return merged


def _is_part(stated: Field, total: Field) -> bool:
    """Whether a weight is less than the table's total in the same unit: that of one of the packages it speaks of."""
    if stated.unit is None or stated.unit != total.unit:
        return False
    return Decimal(str(stated.value)) < Decimal(str(total.value))


def _lines(region: Region) -> list[str]:
    """The lines of a party's block; running text is one, wherever its lines end."""
    if region.place is Place.CUE:
        return address_set_off(region.text.replace("\n", " ")).split("\n")
    return region.text.split("\n")


def _name_span(candidate: Candidate, context: Context) -> tuple[int, int]:
    block = split_party(_lines(candidate.region), context)
    return block.name_span if block is not None else (candidate.parsed.start, candidate.parsed.end)


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation('address_lead')})[\s:,]+")


def _without_lead(address: str) -> str:
    """An address out of a sentence, without the words that led to it ("with its registered office at")."""
    lead = _lead().match(fold(address))
    rest = address[lead.end() :] if lead else address
    return rest.lstrip("( ") if rest.count("(") > rest.count(")") else rest


def _mere_country(address: str, context: Context) -> bool:
    named = find(ValueKind.COUNTRY, address, context)
    return len(named) == 1 and len(address) - (named[0].end - named[0].start) < 6


def address_features(address: str, context: Context) -> dict[str, float]:
    """What speaks for or against an address: one that names no country may have been cut short.

    One that ends in a town with its postal code is less likely so, for papers within a country leave its name out.
    """
    named = find(ValueKind.COUNTRY, address, context)
    cut = float(not named or named[-1].end < len(address) - 12)
    return {"address": 1.0, "address_cut_short": cut * (_AT_HOME if addresses.ends_in_town(fold(address)) else 1.0)}


def _address(choice: Choice, block: PartyBlock, document: float, context: Context) -> Field | None:
    """The address of the chosen block, or of the first agreeing one that has it."""
    for candidate, found in [
        (choice.chosen, block),
        *((other, split_party(_lines(other.region), context)) for other in choice.agreeing),
    ]:
        if found is None or found.address is None or found.address_span is None:
            continue
        if candidate.region.place is Place.CUE and _mere_country(_without_lead(found.address), context):
            continue  # "to X Ltd of Switzerland" says where it is, and gives no address
        words = candidate.region.words_at(*found.address_span)
        named = set(candidate.region.words_at(*found.name_span))
        boxes = [candidate.region.layout.page.words[word].box for word in words if word not in named]
        if not boxes:
            boxes = [candidate.region.layout.page.words[word].box for word in words]
        box = boxes[0]
        for other in boxes[1:]:
            box = box.union(other)
        page = candidate.region.layout.page
        sure = confidence(choice, document, address_features(found.address, context))
        return Field(
            name=f"{choice.chosen.spec.name}_address",
            value=_without_lead(found.address),
            raw=" ".join(candidate.region.text[slice(*found.address_span)].split()),
            confidence=round(sure * LESS_SURE, 4),
            evidence=(Evidence(file=page.file, page=page.number, box=_rounded(box)),),
            label=_label(candidate),
            rule=found.rule,
        )
    return None
