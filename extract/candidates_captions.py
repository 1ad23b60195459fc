"""Forms whose labels are captions: the value stands on a line, its label in small print under it.

Such a page looks like one with values under their labels, moved by a row: read the wrong way, every field gets its
neighbour's value. So the two ways are judged for each line of labels, by what parses and by what stands nearer.
"""

from __future__ import annotations

import re

from extract.candidates_ground import Ground
from extract.candidates_regions import Part, Place, Region, region_of
from extract.doctype import STRICT, ValueKind
from extract.labels_hit import LabelHit
from extract.layout import Segment
from extract.values import Context, is_company, parse

_NEAR = 1.6  # text heights from a caption to the value over it
_FAR = 3.2  # text heights from a label to the value under it
_EVIDENCE = 2.0  # how much must speak for captions on the whole page
_ALONE = 1.5  # how much must speak for captions on one line, whatever the rest of the page is like
_RULED = 0.8  # text heights from the line to write on to the top of its caption
_MOST_LINES = 7  # of a value over its caption
_SENTENCE = 0.7  # of a line's words in small letters, from which it is a sentence
_LARGER = 1.1  # times the page's usual text
_IN_BRACKETS = 1.0  # how much speaks for a caption that stands in brackets: "(importing country)"
_BRACKETED = re.compile(r"\([^()]+\)")


def caption_lines(ground: Ground, context: Context) -> frozenset[int]:
    """The lines of labels that are captions of what stands over them."""
    scores: dict[int, float] = {}
    for line, hits in _label_lines(ground).items():
        scores[line] = sum(_leaning(ground, hit, context) for hit in hits)
    page = sum(scores.values())
    small = {line: score for line, score in scores.items() if not _is_title(ground, line)}
    if page < _EVIDENCE:
        return frozenset(line for line, score in small.items() if score >= _ALONE)
    return frozenset(
        line for line, score in small.items() if (score >= 0.0 and score + 0.2 * page > 0.5) or score >= _ALONE
    )


def _is_title(ground: Ground, line: int) -> bool:
    """Whether a line is one phrase in larger print than the page's: a title under the letterhead, no caption."""
    numbers = ground.layout.lines[line].segments
    return len(numbers) == 1 and ground.layout.segments[numbers[0]].height > _LARGER * ground.layout.text_height


def captioned(ground: Ground, hit: LabelHit) -> list[Region]:
    """What stands over a caption, as one block, and its lowest line alone."""
    numbers = _over(ground, hit)
    if not numbers:
        return []
    layout = ground.layout
    gap = (layout.segments[hit.segments[0]].box.y0 - layout.segments[numbers[-1]].box.y1) * layout.page.height
    distance = max(0.0, gap / max(layout.segments[numbers[-1]].height, 1.0))
    lowest = [number for number in numbers if layout.segments[number].line == layout.segments[numbers[-1]].line]
    made = []
    for group in [numbers] if lowest == numbers else [numbers, lowest]:
        parts = [Part(number, 0, len(layout.segments[number].text)) for number in group]
        made.append(
            region_of(layout, ground.page, Place.CAPTION, parts, distance=distance, same_cell=False, skip=ground.skip)
        )
    return made


def _label_lines(ground: Ground) -> dict[int, list[LabelHit]]:
    """Lines that hold nothing but labels standing alone, or those of others that have a line to write on over them.

    What is written on the next one may be taller, and go on beside such a caption.
    """
    lines: dict[int, list[LabelHit]] = {}
    for hit in ground.labels:
        if hit.whole and not hit.colon and hit.specs and not hit.embedded and not ground.beside_stack(hit):
            lines.setdefault(ground.layout.segments[hit.segments[0]].line, []).append(hit)
    for line, hits in list(lines.items()):
        if any(ground.is_free(number) for number in ground.layout.lines[line].segments):
            segments = ground.layout.segments
            lines[line] = [hit for hit in hits if _filled_line(ground, segments[hit.segments[0]]) is not None]
    return {line: hits for line, hits in lines.items() if hits}


def _leaning(ground: Ground, hit: LabelHit, context: Context) -> float:
    """How far a label leans to what stands over it (positive) or under it (negative)."""
    over, under = _over(ground, hit), _under(ground, hit)
    layout = ground.layout
    first, last = layout.segments[hit.segments[0]], layout.segments[hit.segments[-1]]
    lean = 0.0
    fits_over = fits_under = False
    for spec in hit.specs:
        if spec.kind in STRICT:
            fits_over |= over != [] and fits(spec.kind, layout.segments[over[-1]].text, context)
            fits_under |= under is not None and fits(spec.kind, layout.segments[under].text, context)
        elif spec.kind is ValueKind.PARTY:
            fits_over |= over != [] and is_company(layout.segments[over[0]].text, context)
            fits_under |= under is not None and is_company(layout.segments[under].text, context)
    lean += float(fits_over) - float(fits_under)
    if over and _BRACKETED.fullmatch(first.text.strip()):
        lean += _IN_BRACKETS
    if over and (_filled_line(ground, first) is not None or _ruled(ground, layout.segments[over[-1]], first)):
        lean += 0.6
    if under is not None and _ruled(ground, last, layout.segments[under]):
        lean -= 0.6
    if over and under is not None:
        above = first.box.y0 - layout.segments[over[-1]].box.y1
        below = layout.segments[under].box.y0 - last.box.y1
        lean += 0.4 if above < 0.7 * below else -0.4 if below < 0.7 * above else 0.0
    elif over or under is not None:
        lean += 0.2 if over else -0.4
    return lean


def _ruled(ground: Ground, upper: Segment, lower: Segment) -> bool:
    """Whether a horizontal ruling on open ground parts two phrases one over the other."""
    if upper.cell is not None or lower.cell is not None:
        return False
    left, right = max(upper.box.x0, lower.box.x0), min(upper.box.x1, lower.box.x1)
    top, bottom = upper.box.mid_y, lower.box.mid_y
    return any(
        ruling.horizontal
        and top < (ruling.y0 + ruling.y1) / 2 < bottom
        and min(ruling.x0, ruling.x1) <= left + 0.01
        and max(ruling.x0, ruling.x1) >= right - 0.01
        for ruling in ground.layout.page.rulings
    )


def fits(kind: ValueKind, text: str, context: Context) -> bool:
    """Whether a text is a value of some kind, with hardly a word besides."""
    parsed = parse(kind, text, context)
    return parsed is not None and parsed.score >= 0.5 and parsed.end - parsed.start >= 0.55 * len(text.strip())


def _filled_line(ground: Ground, label: Segment) -> tuple[float, float] | None:
    """The left and right end of the line to write on that a label stands right under, wherever along it; else None.

    Captions are mostly centred under their line, while what is written on it begins at its left end. A line over
    several phrases, or whose ends go on downwards as the top of a box, is no line to write on.
    """
    layout, rulings = ground.layout, ground.layout.page.rulings
    height = label.height / layout.page.height
    others = [layout.segments[number].box for number in layout.lines[label.line].segments]
    top, low, high = label.box.y0, label.box.x0 + 0.005, label.box.x1 - 0.005
    for ruling in rulings:
        if abs(top - (ruling.y0 + ruling.y1) / 2) >= _RULED * height or not ruling.horizontal:
            continue
        left, right = min(ruling.x0, ruling.x1), max(ruling.x0, ruling.x1)
        if low < left or right < high or sum(box.x0 < right and box.x1 > left for box in others) != 1:
            continue
        upright = (other for other in rulings if not other.horizontal)
        crossing = [o.x0 for o in upright if min(o.y0, o.y1) < label.box.mid_y < max(o.y0, o.y1)]
        if not any(min(abs(x - left), abs(x - right)) < 0.005 for x in crossing):
            return left, right
    return None


def _column(ground: Ground, hit: LabelHit) -> tuple[float, float]:
    """The strip of the page under or over a label: the line that it is the caption of, or from its left edge to the
    next label's on its line, within its box: what stands in the box beside it is over or under it by its line alone."""
    label = ground.layout.segments[hit.segments[0]]
    if (line := _filled_line(ground, label)) is not None:
        return line[0] - 0.01, line[1] + 0.005
    edges = [
        ground.layout.segments[number].box.x0
        for number in ground.layout.lines[label.line].segments
        if ground.layout.segments[number].box.x0 > label.box.x0 + 0.005
    ]
    if label.cell is not None:
        edges.append(ground.layout.cells[label.cell].box.x1)
    return label.box.x0 - 1.5 * label.height / ground.layout.page.width, min(edges, default=1.0)


def _within(ground: Ground, number: int, column: tuple[float, float]) -> bool:
    box = ground.layout.segments[number].box
    return column[0] <= box.x0 < column[1] - 0.005


def _boxed(ground: Ground, hit: LabelHit) -> list[int] | None:
    """The phrases over a label at the foot of its ruled box, however far, where nothing else is in it; None elsewhere.

    A box's height is the form's, not the value's: what is written at its top stands far from the print at its foot.
    """
    segments = ground.layout.segments
    label = segments[hit.segments[0]]
    if label.cell is None:
        return None
    others = [number for number in ground.layout.cells[label.cell].segments if number not in hit.segments]
    if not others or len({segments[number].line for number in others}) > _MOST_LINES:
        return None
    if any(not ground.is_free(number) or segments[number].box.y1 > label.box.y0 + 0.002 for number in others):
        return None
    return others


def _over(ground: Ground, hit: LabelHit) -> list[int]:
    """The phrases right over a label in its column, top to bottom, up to the next label or a gap."""
    segments, height = ground.layout.segments, ground.layout.page.height
    if (boxed := _boxed(ground, hit)) is not None:
        return boxed
    column = _column(ground, hit)
    label = segments[hit.segments[0]]
    below = label
    found: list[int] = []
    lines: set[int] = set()
    for number in range(hit.segments[0] - 1, -1, -1):
        segment = segments[number]
        if segment.line == label.line or not _within(ground, number, column):
            continue
        gap = (below.box.y0 - segment.box.y1) * height
        if segment.line not in lines and gap > (_NEAR if not found else ground.line_gap) * segment.height:
            break
        if not ground.is_free(number) or (found and _closes_sentence(segment.text)):
            break
        if not found or segment.line != segments[found[-1]].line:
            below = segment
        lines.add(segment.line)
        if len(lines) > _MOST_LINES:
            break
        found.append(number)
    return found[::-1]


def _closes_sentence(text: str) -> bool:
    """Whether a line is a sentence or its end, which what stands under it is no more of: "Received in apparent good
    order for carriage." is set over a form's first value."""
    words = re.findall(r"[^\W_][^\s]*", text)
    small = sum(word[0].islower() for word in words)
    return text.rstrip().endswith(".") and (small >= _SENTENCE * len(words) if len(words) > 4 else small == len(words))


def _under(ground: Ground, hit: LabelHit) -> int | None:
    """The phrase under a label in its column, if it may be a value."""
    segments, height = ground.layout.segments, ground.layout.page.height
    if _boxed(ground, hit) is not None:
        return None
    column = _column(ground, hit)
    label = segments[hit.segments[-1]]
    for number in range(hit.segments[-1] + 1, len(segments)):
        segment = segments[number]
        if segment.line == label.line or not _within(ground, number, column):
            continue
        if (segment.box.y0 - label.box.y1) * height > _FAR * segment.height or not ground.is_free(number):
            return None
        return number
    return None
