"""What keeps lines apart that could be one label: a sentence, a value, an answer or a meaning of their own."""

from __future__ import annotations

from collections.abc import Mapping

from extract.doctype import ValueKind
from extract.labels_hit import LabelHit, common, in_figures
from extract.labels_pieces import wording_keys
from extract.layout import PageLayout
from extract.values import addresses, legal_forms
from extract.values.folding import fold

_MERE_NUMBER = ("no",)
_AT_LENGTH = 12  # letters of a label of several words
_RUNNING = 7  # words from which a line is running text


def valued_each(layout: PageLayout, upper: LabelHit, lower: LabelHit | None) -> bool:
    """Whether each of two labels has its value right of it, on its own line: neither goes on in the other.

    "Invoice | PS/26/07" over "From | Perak Metals Sdn. Bhd." is no "Invoice from". What is told in figures must have
    some beside it; a name over two lines beside a label over two lines looks the same and shows nothing.
    """
    if lower is None or not (upper.whole and lower.whole and upper.specs and lower.specs):
        return False
    if not in_figures(upper) or wording_keys(lower.text) == _MERE_NUMBER:
        return False
    for hit in (upper, lower):
        number = hit.segments[-1]
        beside = layout.segments[number + 1 : number + 2]
        if not beside or beside[0].line != layout.segments[number].line:
            return False
        if in_figures(hit) and not any(map(str.isdigit, beside[0].text)):
            return False
    return True


def answered(layout: PageLayout, upper: LabelHit, lower: LabelHit | None) -> bool:
    """Whether two labels each have their value on their own line: "Date | 11.05.2026" over "Échéance : à vue"."""
    if lower is None or not upper.whole or not upper.specs or not lower.specs or lower.whole or lower.bare:
        return False
    number = upper.segments[-1]
    beside = layout.segments[number + 1 : number + 2]
    return bool(beside) and beside[0].line == layout.segments[number].line and number + 1 not in lower.segments


def answers_over(layout: PageLayout, number: int, follower: int, hits: Mapping[int, LabelHit]) -> bool:
    """Whether a bare number is what the label right over it asks for, and numbers no box of the label under it.

    "Number of parcels" over "2", and further down "HS code": the number stands nearer to the label that it answers.
    """
    own = layout.segments[number]
    if not own.text.isdecimal():
        return False
    over = next(
        (hit for one in range(number - 1, -1, -1) if (hit := hits.get(one)) and _over(layout, hit, number)), None
    )
    if over is None or not over.whole or not over.specs or not in_figures(over):
        return False
    above = own.box.y0 - layout.segments[over.segments[-1]].box.y1
    return above < layout.segments[follower].box.y0 - own.box.y1


def _over(layout: PageLayout, hit: LabelHit, number: int) -> bool:
    """Whether a label stands over a phrase, flush with it, in the same cell."""
    last, own = layout.segments[hit.segments[-1]], layout.segments[number]
    flush = abs(last.box.x0 - own.box.x0) * layout.page.width < own.height
    return flush and last.line != own.line and last.cell == own.cell


def names_its_own(layout: PageLayout, number: int, lower: LabelHit | None) -> bool:
    """Whether a party's label under a phrase with its answer has a company right of it: "Domicilio | Calle …" over
    "Comprador | Metales S.A." are two facts, and no "Domicilio del comprador"."""
    if lower is None or not lower.whole or not any(spec.kind is ValueKind.PARTY for spec in lower.specs):
        return False
    answers = [_beside(layout, one) for one in (number, lower.segments[-1])]
    return None not in answers and legal_forms.ends(answers[1] or "")


def _beside(layout: PageLayout, number: int) -> str | None:
    """What stands right of a phrase on its line; None where nothing does."""
    beside = layout.segments[number + 1 : number + 2]
    return beside[0].text if beside and beside[0].line == layout.segments[number].line else None


def with_its_address(layout: PageLayout, upper: LabelHit, follower: int) -> bool:
    """Whether a party's label stands over "Address", a label of its own, and does not go on in it."""
    party = upper.whole and any(spec.kind is ValueKind.PARTY for spec in upper.specs)
    return party and addresses.is_address_label(fold(layout.segments[follower].text))


def says_again(layout: PageLayout, upper: LabelHit, lower: LabelHit) -> bool:
    """Whether the lower of two labels says the upper one in a like language, their one value standing between them.

    "Numéro de lot" over "Lot number": words that several languages share tell no language.
    """
    top, bottom = layout.segments[upper.segments[0]], layout.segments[lower.segments[-1]]
    edge = max(top.box.x1, bottom.box.x1)
    beside = [
        segment for segment in layout.segments if segment.box.x0 > edge and segment.line in (top.line, bottom.line)
    ]
    between = any(
        segment.box.x0 > edge and top.box.mid_y < segment.box.mid_y < bottom.box.mid_y
        for segment in layout.segments[upper.segments[0] : lower.segments[0]]
    )
    return between and not beside


def in_one_row(layout: PageLayout, upper: LabelHit, lower: LabelHit) -> bool:
    """Whether two labels of one field are all that a ruled row has at their edge: "Importateur" over "Importer"."""
    top = layout.segments[upper.segments[0]]
    named = upper.whole and lower.whole and not lower.colon and fold(upper.text) != fold(lower.text)
    if top.cell is None or not named or not common(upper.specs, lower.specs):
        return False
    flush = [
        number
        for number in layout.cells[top.cell].segments
        if abs(layout.segments[number].box.x0 - top.box.x0) * layout.page.width < top.height
    ]
    return flush == [*upper.segments, *lower.segments]


def in_value(layout: PageLayout, hit: LabelHit, hits: Mapping[int, LabelHit]) -> bool:
    """Whether a label's word only begins the value of a label before it: "Mine site | Gisement Antsirabe"."""
    number = hit.segments[0]
    before = hits.get(number - 1)
    if before is None or not hit.bare or hit.colon or len(hit.segments) > 1:
        return False
    beside = layout.segments[before.segments[-1]].line == layout.segments[number].line
    return beside and before.whole and bool(common(before.specs, hit.specs))


def in_sentence(layout: PageLayout, hit: LabelHit, hits: Mapping[int, LabelHit]) -> bool:
    """Whether a label's word only stands at the beginning of a line of running text.

    Where the line over it begins with a label as well, both of several words, the lines are of a form.
    """
    number = hit.segments[0]
    segment = layout.segments[number]
    small = segment.text[:1].islower()
    if not (hit.bare or (hit.colon and small)) or hit.box_number or len(hit.segments) > 1:
        return False
    rest = segment.text[hit.end :].lstrip()
    if hit.bare and small and not rest[:1].isdigit():
        return True
    if hit.bare and len(segment.text.split()) < _RUNNING:
        return False
    for other in range(number - 1, max(-1, number - 8), -1):
        above = layout.segments[other]
        drop = (segment.box.y0 - above.box.y1) * layout.page.height
        if above.line == segment.line or abs(above.box.x0 - segment.box.x0) * layout.page.width > 2 * segment.height:
            continue
        over = hits.get(other)
        if over is not None and min(over.length, hit.length) >= _AT_LENGTH and over.specs and hit.specs:
            return False
        return (
            drop < segment.height
            and len(above.text.split()) >= _RUNNING
            and above.text.rstrip()[-1:] not in ".:;"
            and above.cell == segment.cell
        )
    return False


def counts_rows(layout: PageLayout, number: int) -> bool:
    """Whether a phrase is a single letter, as they count the rows of a form: no part of a word over some lines."""
    return len(layout.segments[number].text.strip(" .):")) == 1
