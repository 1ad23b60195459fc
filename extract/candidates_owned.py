"""Names and addresses under labels that name the fact alone, "Name", "Domicilio", of the party that they stand under.

Whose they are is told by where they stand: in the box or the column of a party's label, in the row of a party under a
heading, or in the column of one. Under any other label, or under a heading that is not known, they are nobody's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.candidates import Candidate, label_features, value_features
from extract.candidates_owned_tiles import tile_owner
from extract.candidates_places import Neighbourhood
from extract.candidates_regions import Part, Place, Region, region_of
from extract.doctype import DocumentType, FieldSpec, ValueKind
from extract.labels_facts import Fact, facts, is_signing
from extract.labels_hit import LabelHit
from extract.values import Context, parse
from extract.values.address_lines import before_day

_MOST_LINES = 14  # over a label, within which its party is sought
_NAME_LINES = 3  # of a name between a party's label and that of its address
_EDGE = 1.3  # text heights that labels of one column may be apart at their left edge
_ROW = 0.4  # text heights over a row's first line that belong to the row
_BENEATH = 3.0  # text heights from a row of headings to what stands under it
_CELL_EDGE = 6.0  # points between two boxes one over the other
_SIGNED = 8  # phrases between a name and the words of a signature
_PARTIES = 2  # that stand side by side over a row of facts


@dataclass(frozen=True)
class _Asked:
    """A fact of a party that a label asks for, and where its value stands, the likeliest place first."""

    fact: Fact
    party: FieldSpec
    places: tuple[Region, ...]


class _Owners:
    """The labels of facts on a page, and whose they are."""

    def __init__(self, around: Neighbourhood, told: Sequence[Fact]) -> None:
        self.layout, self.page = around.layout, around.page
        self.facts = {fact.hit.segments[0]: fact for fact in told}
        others = [hit for hit in around.labels if hit.segments[0] not in self.facts or len(hit.segments) > 1]
        told_of = [hit for hit in others if not hit.embedded and (hit.specs or not hit.bare)]
        self.hits = {number: hit for hit in told_of for number in hit.segments}
        # For the ground a label with its value behind it is one as surely as with a colon.
        own = [replace(one.hit, colon=not one.hit.whole) for at, one in self.facts.items() if at not in self.hits]
        self.around = Neighbourhood(around.layout, around.page, (*others, *own), around.skip)
        self.parties = [(hit, spec) for hit in others if (spec := party_of(hit)) is not None and hit.whole]

    def asked(self) -> Iterator[_Asked]:
        for number, fact in self.facts.items():
            if fact.kind is ValueKind.IDENTIFIER or number in self.hits:
                continue
            across = self._under_parties(number)
            if across:
                yield from (_Asked(fact, party, (region,)) for party, region in across)
                continue
            rows = self._beside_parties(number)
            if rows:
                yield from (_Asked(fact, party, (region,)) for party, region in rows)
                continue
            party = self._party(number)
            if party is not None and not (fact.kind is ValueKind.PARTY and self._signs(number)):
                hit = replace(fact.hit, specs=(party,))
                yield _Asked(fact, party, tuple(self.around.places(hit, fact.kind)))

    def _party(self, number: int) -> FieldSpec | None:
        """The party of a fact, from its row, its tile or its column."""
        if (party := self._in_its_row(number)) is not None:
            return party
        tile = tile_owner(self.layout, number, self.parties, self.facts)
        return tile.party if tile is not None else self._owner(number)

    def _in_its_row(self, number: int) -> FieldSpec | None:
        """The party whose label and name stand left of the label of an address, on its line, and nothing else."""
        if self.facts[number].kind is not ValueKind.ADDRESS:
            return None
        line = self.layout.lines[self.layout.segments[number].line].segments
        before = [other for other in line if other < number]
        if not before or (hit := self.hits.get(before[0])) is None or (party := party_of(hit)) is None:
            return None
        held = 1 if hit.whole else 0
        return party if len(before) == 1 + held and all(map(self.around.is_free, before[1:])) else None

    def _owner(self, number: int) -> FieldSpec | None:
        """The party whose label stands over a fact's in its column or its box."""
        segments, width = self.layout.segments, self.layout.page.width
        label = segments[number]
        value = self.around.next_on_line(number) if self.facts[number].hit.whole else None
        edge = segments[value].box.x0 if value is not None else None
        named, between, lines, last = False, 0, 0, number
        for other in range(number - 1, -1, -1):
            over = segments[other]
            if over.line == label.line or abs(over.box.x0 - label.box.x0) * width > _EDGE * label.height:
                continue
            lines += 1
            if lines > _MOST_LINES:
                return None
            hit = self.hits.get(other)
            if hit is not None:
                return party_of(hit) if self._joined(other, last) else None
            if other in self.facts:
                if (named and self.facts[other].kind is ValueKind.PARTY) or not self._joined(other, last):
                    return None
                last = other
                named |= self.facts[other].kind is ValueKind.PARTY
                continue
            answered = edge is not None and any(
                abs(segments[one].box.x0 - edge) * width <= label.height
                for one in self.layout.lines[over.line].segments
            )
            between += 1
            if self.around.is_label(other) or answered or (named and self._headed(other)) or between > 2 * _NAME_LINES:
                return None
        return None

    def _signs(self, number: int) -> bool:
        """Whether a name is of somebody who signs: "Name" with "Position" or "Signature" near it, and no address."""
        mates = [other for other in self._edge_mates(number) if 0 < abs(other - number) <= _SIGNED]
        if any(other in self.facts and self.facts[other].kind is ValueKind.ADDRESS for other in mates):
            return False
        line = self.layout.lines[self.layout.segments[number].line].segments
        return any(is_signing(self.layout.segments[other].text) for other in (*mates, *line))

    def _headed(self, number: int) -> bool:
        """Whether what stands over the label of a name is a heading and no value of the facts over it."""
        return not any(other in self.facts for other in range(number))

    def _joined(self, upper: int, lower: int) -> bool:
        """Whether two labels stand in one box, on open ground, or in boxes one right over the other."""
        one, other = self.layout.segments[upper].cell, self.layout.segments[lower].cell
        if one is None or other is None or one == other:
            return True
        top, bottom = self.layout.cells[one].box, self.layout.cells[other].box
        near = abs(bottom.y0 - top.y1) * self.layout.page.height < _CELL_EDGE
        return near and min(top.x1, bottom.x1) - max(top.x0, bottom.x0) > 0.8 * min(top.width, bottom.width)

    def _under_parties(self, number: int) -> list[tuple[FieldSpec, Region]]:
        """The values right of a fact's label, each in the column of a party whose label heads it."""
        label = self.layout.segments[number]
        heads = self._heads(number)
        if len(heads) < _PARTIES or not self.facts[number].hit.whole or self._owner(number) is not None:
            return []
        first = heads[0][0] - _ROW * label.height / self.layout.page.width
        line = self.layout.lines[label.line].segments
        if any(label.box.x1 <= self.layout.segments[one].box.x0 < first for one in line):
            return []  # what stands right beside it is under no party
        bottom = min(
            (self.layout.segments[one].box.y0 for one in self._edge_mates(number) if one > number), default=1.0
        )
        found = []
        for place, (left, party) in enumerate(heads):
            right = heads[place + 1][0] if place + 1 < len(heads) else 1.0
            region = self._region(left, right, label.box.y0, bottom, label.height)
            if region is not None:
                found.append((party, region))
        return found

    def _heads(self, number: int) -> list[tuple[float, FieldSpec]]:
        """Left edges of the parties' labels that stand side by side over what is right of a fact's label."""
        segments = self.layout.segments
        label = segments[number]
        over = [
            (hit, spec)
            for hit, spec in self.parties
            if segments[hit.segments[0]].box.y1 <= label.box.y0 and segments[hit.segments[0]].box.x0 > label.box.x1
        ]
        if not over:
            return []
        line = max(over, key=lambda pair: segments[pair[0].segments[0]].box.y0)[0]
        same = [pair for pair in over if segments[pair[0].segments[0]].line == segments[line.segments[0]].line]
        between = [
            other
            for other in range(line.segments[0] + 1, number)
            if other in self.hits and segments[other].line != segments[line.segments[0]].line
        ]
        return [] if between else sorted((segments[hit.segments[0]].box.x0, spec) for hit, spec in same)

    def _edge_mates(self, number: int) -> list[int]:
        """The phrases that begin where a label begins."""
        segments, width = self.layout.segments, self.layout.page.width
        label = segments[number]
        return [
            other
            for other, segment in enumerate(segments)
            if other != number
            and segment.line != label.line
            and abs(segment.box.x0 - label.box.x0) * width <= _EDGE * label.height
        ]

    def _beside_parties(self, number: int) -> list[tuple[FieldSpec, Region]]:
        """The values under a fact's label in a row of headings, each in the row of a party or under that party."""
        segments, page = self.layout.segments, self.layout.page
        label = segments[number]
        line = self.layout.lines[label.line].segments
        heads = [other for other in line if other in self.facts]
        kinds = [kind for other in heads if (kind := self.facts[other].kind) is not ValueKind.IDENTIFIER]
        if len(kinds) < _PARTIES or len(set(kinds)) < len(kinds):
            return []  # "Address | Address" of two parties heads no table of one
        if not all(self.facts[other].hit.whole for other in heads):
            return []
        if any(self.around.is_free(other) for other in line if other > line[0]):
            return []
        left = label.box.x0
        right = min((segments[other].box.x0 for other in line if segments[other].box.x0 > label.box.x1), default=1.0)
        rows = [
            (hit, spec)
            for hit, spec in self.parties
            if segments[hit.segments[0]].box.y0 > label.box.y1
            and segments[hit.segments[0]].box.x1 < min(segments[other].box.x0 for other in heads)
        ]
        found = []
        for place, (hit, spec) in enumerate(rows):
            top = segments[hit.segments[0]].box.y0
            bottom = segments[rows[place + 1][0].segments[0]].box.y0 if place + 1 < len(rows) else 1.0
            region = self._region(left, right, top, bottom, label.height)
            if region is not None:
                found.append((spec, region))
        if found:
            return found
        party = self._owner(heads[0])
        below = label.box.y1 + _BENEATH * label.height / page.height
        stop = min(
            (s.box.y0 for n, s in enumerate(segments) if s.box.y0 > label.box.y1 and self.around.is_label(n)),
            default=1.0,
        )
        region = self._region(left, right, label.box.y1, stop, label.height) if party is not None else None
        if party is None or region is None or region.box is None or region.box.y0 > below:
            return []
        return [(party, region)]

    def _region(self, left: float, right: float, top: float, bottom: float, height: float) -> Region | None:
        """The free phrases of a column between two heights, in lines that follow one another."""
        page = self.layout.page
        slack = _ROW * height
        parts: list[Part] = []
        last = top
        for number, segment in enumerate(self.layout.segments):
            inside = left - slack / page.width <= segment.box.x0 < right - slack / page.width
            if not inside or not top - slack / page.height <= segment.box.y0 < bottom - slack / page.height:
                continue
            if (segment.box.y0 - last) * page.height > _BENEATH * height or not self.around.is_free(number):
                break
            parts.append(self.around.part(number))
            last = segment.box.y1
        if not parts:
            return None
        return region_of(self.layout, self.page, Place.NEXT_CELL, parts, skip=self.around.skip)


def party_of(hit: LabelHit) -> FieldSpec | None:
    """The one party that a label names, be it one of no field of ours; None where it names none, or several."""
    parties = [spec for spec in hit.specs if spec.kind is ValueKind.PARTY]
    return parties[0] if len(parties) == 1 == len(hit.specs) else None


def owned(around: Neighbourhood, doctype: DocumentType, context: Context) -> Iterator[Candidate]:
    """Candidates for names and addresses under labels that do not say whose they are."""
    told = facts(around.layout, around.page)
    if not any(fact.kind in (ValueKind.PARTY, ValueKind.ADDRESS) for fact in told):
        return
    owners = _Owners(around, told)
    if not owners.hits:
        return
    seats = {spec.name.removesuffix("_address"): spec for spec in doctype.fields if spec.kind is ValueKind.ADDRESS}
    asked = list(owners.asked())
    for one in asked:
        if one.fact.kind not in (ValueKind.PARTY, ValueKind.ADDRESS):
            continue
        spec = one.party if one.fact.kind is ValueKind.PARTY else seats.get(one.party.name)
        if spec is None:
            continue
        hit = replace(one.fact.hit, specs=(spec,))
        for place in _with_places(one, asked) if one.fact.kind is ValueKind.ADDRESS else one.places:
            region = place.cut(0, before_day(place.text, context))
            parsed = parse(spec.kind, region.text, context)
            if parsed is not None:
                features = label_features(hit, region) | value_features(spec, region, parsed)
                yield Candidate(spec, region, parsed, label=hit).weighed(features)


def _with_places(one: _Asked, asked: Sequence[_Asked]) -> tuple[Region, ...]:
    """The places of an address, each with the town, the postal code and the country that have labels of their own."""
    rest: list[Region] = []
    for other in asked:
        if other.fact.kind in (ValueKind.SITE, ValueKind.COUNTRY) and other.party is one.party and other.places:
            rest.append(other.places[-1] if other.fact.kind is ValueKind.COUNTRY else other.places[0])
    if not rest or len({other.fact.kind for other in asked if other.party is one.party}) < _PARTIES:
        return one.places
    return tuple(_joined(region, rest) for region in one.places)


def _joined(region: Region, rest: Sequence[Region]) -> Region:
    """A region with others that carry it on, each from a line of its own; what it holds already is left out."""
    held = {word for _, _, word in region.spots}
    for other in rest:
        if not other.spots or any(word in held for _, _, word in other.spots):
            continue
        shift = len(region.text) + 1
        spots = (*region.spots, *((start + shift, end + shift, word) for start, end, word in other.spots))
        text = f"{region.text}\n{other.text}"
        region = replace(region, text=text, spots=spots, lines=region.lines + other.lines)
    return region
