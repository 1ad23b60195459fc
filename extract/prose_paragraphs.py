"""Running text on a page: the lines that read on as one paragraph."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median_low

from extract.candidates_regions import Part, Place, Region, region_of
from extract.labels_hit import LabelHit
from extract.layout import PageLayout

_PARAGRAPH_GAP = 0.9  # text heights between two lines of one paragraph
_WIDEST_GAP = 2.5  # the same on a page set wide
_MORE_GAP = 1.15  # times the page's usual gap between running lines that still belongs together
_RUNNING = 6  # words from which a line that reaches the margin is running text
_MARGIN = 0.1  # of the page's width that such a line may stay short of it
_FLAT = 1.45  # times its ink's height that a scanned line's type is: one of small letters or figures has less ink
_INDENT = 5.0  # text heights that a paragraph's first line may be set in


@dataclass(frozen=True)
class Paragraph:
    """Lines that read on: `region` holds their text, lines parted by line feeds."""

    region: Region

    @cached_property
    def running(self) -> str:
        """The text with its line ends as spaces, character for character."""
        return self.region.text.replace("\n", " ")


def paragraphs(
    layout: PageLayout, page: int, labels: Sequence[LabelHit], skip: Collection[int]
) -> tuple[Paragraph, ...]:
    """The page's text in pieces that read on; a label that stands alone ends one."""
    alone = {number for hit in labels if hit.whole for number in hit.segments}
    alone = {number for number in alone if not _ends_sentence(layout.segments[number].text)}
    width, height = layout.page.width, layout.page.height
    widest = _paragraph_gap(layout)
    usual = layout.text_height if layout.page.origin == "ocr" else 0.0
    groups: list[list[int]] = []
    for number, segment in enumerate(layout.segments):
        if number in alone or all(word in skip for word in segment.words):
            continue
        home: list[int] | None = None
        for group in reversed(groups[-8:]):
            last = layout.segments[group[-1]]
            first = layout.segments[group[0]]
            if last.cell != segment.cell or last.line == segment.line:
                continue
            drop = (segment.box.y0 - last.box.y1) * height
            if not -0.5 * last.height <= drop <= widest * max(last.height, segment.height):
                continue
            if not 0.7 < segment.height / max(last.height, 0.1) < 1.45:
                continue
            shift = (segment.box.x0 - last.box.x0) * width
            size = max(segment.height, min(usual, _FLAT * segment.height))
            indent = _INDENT * size
            if abs(shift) < 1.5 * size or (len(group) == 1 and -indent < shift < 0):
                home = group
                break
            centred = abs(segment.box.mid_x - first.box.mid_x) * width < 1.5 * segment.height
            if centred and segment.cell is not None:
                home = group
                break
        if home is None:
            groups.append([number])
        else:
            home.append(number)
    made = []
    for group in groups:
        parts = [Part(number, 0, len(layout.segments[number].text)) for number in group]
        region = region_of(layout, page, Place.CUE, parts, skip=skip)
        if len(region.text) > 3:
            made.append(Paragraph(region))
    return tuple(made)


def _ends_sentence(text: str) -> bool:
    """Whether a phrase is a sentence's last words, carried over, and no label: "carat." under "… USD 240.00 per"."""
    return text[:1].islower() and text.endswith(".")


def _paragraph_gap(layout: PageLayout) -> float:
    """How far apart, in text heights, two lines of one paragraph may stand: as far as full lines do on this page."""
    running = [one for one in layout.segments if len(one.text.split()) >= _RUNNING]
    margin = max((one.box.x1 for one in running), default=1.0) - _MARGIN
    gaps = []
    for upper, lower in pairwise(running):
        drop = (lower.box.y0 - upper.box.y1) * layout.page.height / max(upper.height, 1.0)
        if upper.box.x1 > margin and abs(lower.box.x0 - upper.box.x0) < _MARGIN / 2 and drop < _WIDEST_GAP:
            gaps.append(drop)
    return max(_PARAGRAPH_GAP, min(_MORE_GAP * median_low(gaps), _WIDEST_GAP) if len(gaps) > 1 else 0.0)
