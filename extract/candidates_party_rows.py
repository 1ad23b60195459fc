"""A party told in rows of a form: its name in one, its address in the next."""

from __future__ import annotations

from extract.candidates_ground import Ground
from extract.candidates_margin import at_margin
from extract.candidates_regions import Part, Region
from extract.labels_hit import LabelHit
from extract.values import addresses
from extract.values.folding import fold

BELOW_GAP = 2.2  # text heights from a label to what stands beneath it, on open ground
_ROW_EDGE = 0.05  # of the page's width that rows may be set in under their heading


def with_address_row(ground: Ground, hit: LabelHit, beside: Region) -> list[Part]:
    """The party `beside` its label and the address in the next row: "Exporter | X Ltd" over "Address | 4 Main Road"."""
    segments = ground.layout.segments
    label = segments[hit.segments[-1]]
    under = next(
        (
            number
            for number in range(hit.segments[-1] + 1, len(segments))
            if segments[number].line != label.line
            and min(abs(segments[number].box.x0 - label.box.x0), abs(segments[number].box.x1 - label.box.x1)) < 0.01
        ),
        None,
    )
    if under is None or not addresses.is_address_label(fold(segments[under].text)):
        return []
    value = under + 1
    if value >= len(segments) or segments[value].line != segments[under].line or not ground.is_free(value):
        return []
    words = {word for _, _, word in beside.spots}
    own = [
        number for number, segment in enumerate(segments) if words & set(segment.words) and segment.line == label.line
    ]
    if value in own or not own:
        return []
    column = segments[value].box.x0
    over = [
        number
        for number in range(max(own) + 1, value)
        if segments[number].line not in (label.line, segments[under].line)
        and abs(segments[number].box.x0 - column) < 0.01
        and ground.is_free(number)
    ]  # an address of two lines whose label stands at half their height
    return [
        *(ground.part(number) for number in (*own, *over, value)),
        *(ground.further(value, left_of_value=under, wide=False) or at_margin(ground, under, value)),
    ]


def spelt_out(ground: Ground, hit: LabelHit) -> list[Part]:
    """A party under its heading as rows of their own: "Name | X Ltd", "Address | 4 Main Road", "Country | Peru"."""
    segments = ground.layout.segments
    above = segments[hit.segments[-1]]
    parts: list[Part] = []
    lines = {above.line}
    named = False
    for number in range(hit.segments[-1] + 1, len(segments)):
        segment = segments[number]
        if segment.line in lines:
            continue
        if (segment.box.y0 - above.box.y1) * ground.layout.page.height > BELOW_GAP * above.height:
            break
        if abs(segment.box.x0 - segments[hit.segments[0]].box.x0) > _ROW_EDGE:
            break
        text = fold(segment.text)
        name = addresses.is_name_label(text)
        if not (name or (named and addresses.is_address_label(text))):
            break
        value = number + 1
        if value >= len(segments) or segments[value].line != segment.line or not ground.is_free(value):
            break
        parts += [ground.part(value), *ground.further(value, left_of_value=number, wide=False)]
        named |= name
        above = segments[parts[-1].segment]
        lines |= {segments[part.segment].line for part in parts}
    return parts if named else []
