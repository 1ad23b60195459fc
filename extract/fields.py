"""From choices to the contract's fields: values in their final form, evidence boxes, alternatives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from extract.candidates import Candidate
from extract.candidates_regions import Place, Region
from extract.choose import Choice
from extract.confidence import confidence
from extract.doctype import ValueKind
from extract.fields_addresses import address_features, mere_country, without_lead
from extract.model import Alternative, Evidence, Field, different
from extract.prose_parties import address_set_off
from extract.values import Context, PartyBlock, addresses, split_party
from extract.values.counts import asks_for_metal
from extract.values.folding import fold, letters
from extract.values.parties import names_a_place
from ingest.model import Box

LESS_SURE = 0.99
"""How much of its confidence an address has: where it ends is told beside whose it is."""
_CAST = 0.88  # confidence at most of bars as the parcels: several may lie in one package, and papers count either
_TOLD_TWICE = 0.8  # confidence at most of an address that a party's block gives otherwise


@dataclass(frozen=True)
class Made:
    """Fields made of choices: the contract's, and those kept beside them."""

    fields: dict[str, Field]
    more: dict[str, Field]


def make_fields(choices: Iterable[Choice], document: float, context: Context) -> Made:
    """The fields of the choices; a party gives its name and its address."""
    made = Made({}, {})
    seats: list[Choice] = []
    for choice in choices:
        spec = choice.chosen.spec
        into = made.more if spec.more else made.fields
        if spec.kind is ValueKind.PARTY:
            into.update(_party(choice, document, context))
        elif spec.kind is ValueKind.ADDRESS:
            seats.append(choice)
        else:
            into[spec.name] = _field(choice, document)
    for choice in seats:
        _seat(made.more if choice.chosen.spec.more else made.fields, choice, document, context)
    return made


def _seat(into: dict[str, Field], choice: Choice, document: float, context: Context) -> None:
    """Adds an address that a label of its own introduces; beside the party's name it may say more, or otherwise.

    The fuller one is taken where the one holds the other; where they differ the label's own, and a person looks at it.
    """
    name = choice.chosen.spec.name
    own = _field(choice, document)
    sure = confidence(choice, document, address_features(str(own.value), context)) * LESS_SURE
    own = own.model_copy(update={"confidence": round(sure, 4)})
    beside = into.get(name)
    if beside is None or beside.value is None:
        into[name] = own
        return
    told, seen = letters(str(own.value)), letters(str(beside.value))
    if told in seen:
        into[name] = beside.model_copy(update={"confidence": max(beside.confidence, own.confidence)})
    elif seen in told:
        into[name] = own.model_copy(update={"confidence": max(beside.confidence, own.confidence)})
    else:
        other = Alternative(
            value=beside.value, unit=None, raw=beside.raw, score=beside.confidence, evidence=beside.evidence
        )
        into[name] = own.model_copy(
            update={"confidence": min(own.confidence, _TOLD_TWICE), "alternatives": own.beside(other)}
        )


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
    told = (chosen.parsed.value, chosen.parsed.unit)
    others = (one for one in readings if (one.value, one.unit) != told)
    return different(sorted(others, key=lambda one: -one.score))


def _label(candidate: Candidate) -> str | None:
    if candidate.label is not None:
        return candidate.label.text.rstrip(" :.") or candidate.label.text
    return candidate.cue


def _field(choice: Choice, document: float) -> Field:
    chosen = choice.chosen
    if choice.contradicted:
        both = different((_alternative(chosen), *_alternatives(choice)))
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
    most = _CAST if chosen.spec.kind is ValueKind.COUNT and asks_for_metal(_label(chosen) or "") else 1.0
    return Field(
        name=chosen.spec.name,
        value=chosen.parsed.value,
        unit=chosen.parsed.unit,
        raw=" ".join(chosen.parsed.raw.split()),
        confidence=round(min(confidence(choice, document), most), 4),
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
                "alternatives": name.beside(first),
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


def _lines(region: Region) -> list[str]:
    """The lines of a party's block; running text is one, wherever its lines end."""
    if region.place is Place.CUE:
        return address_set_off(region.text.replace("\n", " ")).split("\n")
    return region.text.split("\n")


def _name_span(candidate: Candidate, context: Context) -> tuple[int, int]:
    block = split_party(_lines(candidate.region), context)
    return block.name_span if block is not None else (candidate.parsed.start, candidate.parsed.end)


def _address(choice: Choice, block: PartyBlock, document: float, context: Context) -> Field | None:
    """The address of the chosen block, or of the first agreeing one that has it."""
    for candidate, found in [
        (choice.chosen, block),
        *((other, split_party(_lines(other.region), context)) for other in choice.agreeing),
    ]:
        if found is None or found.address is None or found.address_span is None:
            continue
        if candidate.region.place is Place.CUE and mere_country(without_lead(found.address), context):
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
            value=without_lead(found.address),
            raw=" ".join(candidate.region.text[slice(*found.address_span)].split()),
            confidence=round(sure * LESS_SURE, 4),
            evidence=(Evidence(file=page.file, page=page.number, box=_rounded(box)),),
            label=_label(candidate),
            rule=found.rule,
        )
    return None
