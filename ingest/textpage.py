"""A PDF page made of its own text: its words, ruling lines and signs turned upright."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.glyphs import TextWord
from ingest.marks import marks_of
from ingest.model import Box, Mark, Page, Remark, Ruling, Word
from ingest.order import in_rows
from ingest.owntext import TextLayer
from ingest.pageobjects import Sides
from ingest.scan import Scanned
from ingest.straighten import Quarter
from ingest.textlayer import Verdict

UNCHECKED = 0.3
"""Confidence of text that nothing seen on the page bears out."""

HIDDEN_TOLD = 20
"""Most hidden words of one page that are told one by one."""


def blank_page(layer: TextLayer, sha256: str, number: int) -> Page:
    return Page(
        file=sha256,
        number=number,
        width=layer.width,
        height=layer.height,
        origin="text-layer",
        words=(),
        remarks=(Remark(code="blank", text="Nothing is drawn on the page."),),
    )


def unchecked_page(layer: TextLayer, verdict: Verdict, sha256: str, number: int) -> Page:
    """The text layer of a page that shows nothing legible here, as when its fonts are at hand nowhere."""
    text = "The page could not be drawn legibly, so its own text could not be checked against what is seen."
    given = Verdict("text", verdict.unchecked, (*verdict.remarks, Remark(code="text-layer-unchecked", text=text)))
    page = text_page(layer, given, sha256, number)
    return page.model_copy(update={"words": tuple(replace(word, confidence=UNCHECKED) for word in page.words)})


def text_page(layer: TextLayer, verdict: Verdict, sha256: str, number: int, signs: Sequence[Mark] = ()) -> Page:
    quarter = _reading_turn(verdict.words)
    words = upright_words(verdict.words, layer, quarter, [word for word, _ in verdict.doubted])
    lines = tuple(_turned_ruling(ruling, quarter) for ruling in layer.rulings)
    remarks = [*verdict.remarks, *_hidden(verdict, layer, quarter), *_doubted(verdict, layer, quarter)]
    if quarter:
        remarks.append(Remark(code="turned", text=f"The page was turned clockwise by {quarter} degrees."))
    sideways = quarter in (90, 270)
    return Page(
        file=sha256,
        number=number,
        width=layer.height if sideways else layer.width,
        height=layer.width if sideways else layer.height,
        origin="text-layer",
        words=words,
        rulings=lines,
        rotation=quarter,
        marks=(*marks_of(words), *(_turned_mark(mark, quarter) for mark in signs)),
        remarks=tuple(remarks),
    )


def _hidden(verdict: Verdict, layer: TextLayer, quarter: Quarter) -> list[Remark]:
    """The words with digits that the page does not show, or only in part, and what is stored or given otherwise."""
    told: list[Remark] = []
    for word, left in verdict.hidden:
        if any(char.isdigit() for char in word.text) and len(told) < HIDDEN_TOLD:
            text = f"The file says {word.text!r} where the page shows {f'only {left!r}' if left else 'nothing'}."
            box = _turned_box(_box(word, layer), quarter)
            remark = Remark(code="text-layer-hidden", text=text, box=box, stated=word.text, seen=left or None)
            told.append(remark)
    return [*told, *stored_remarks(verdict, layer, quarter)]


def _doubted(verdict: Verdict, layer: TextLayer, quarter: Quarter) -> list[Remark]:
    """The words that may be others than the file says: one look took them for such, and another did not settle it."""
    return [
        Remark(
            code="text-layer-unchecked",
            text=f"The file says {word.text!r} where the page may show {seen!r}.",
            box=_turned_box(_box(word, layer), quarter),
            stated=word.text,
            seen=seen,
        )
        for word, seen in verdict.doubted[:HIDDEN_TOLD]
    ]


def stored_remarks(verdict: Verdict, layer: TextLayer, quarter: Quarter) -> list[Remark]:
    """Form fields that store, and texts given for copying that say, something else than the page shows."""
    told: list[Remark] = []
    for code, who, values in (
        ("form-value-differs", "A form field stores", verdict.values),
        ("text-layer-differs", "The file gives for copying", verdict.given),
    ):
        for stored, shown, sides in values[:HIDDEN_TOLD]:
            text = f"{who} {stored!r} where the page shows {repr(shown) if shown else 'nothing'}."
            place = _turned_box(_fractions(sides, layer), quarter) if sides is not None else None
            told.append(Remark(code=code, text=text, box=place, stated=stored, seen=shown or None))
    return told


def _fractions(sides: Sides, layer: TextLayer) -> Box:
    return Box(sides[0] / layer.width, sides[1] / layer.height, sides[2] / layer.width, sides[3] / layer.height)


def _box(word: TextWord, layer: TextLayer) -> Box:
    return Box(
        max(0.0, word.x0 / layer.width),
        max(0.0, word.y0 / layer.height),
        min(1.0, word.x1 / layer.width),
        min(1.0, word.y1 / layer.height),
    )


def both_page(layer: TextLayer, verdict: Verdict, scanned: Scanned, sha256: str, number: int) -> Page:
    """The text layer's words, and those that only the picture shows."""
    own = upright_words(verdict.words, layer, 0, [word for word, _ in verdict.doubted])
    more = [word for word in scanned.words if word.confidence >= 0.5 and not any(_same(word, other) for other in own)]
    words = in_rows([*own, *more])
    return Page(
        file=sha256,
        number=number,
        width=layer.width,
        height=layer.height,
        origin="text-layer",
        words=words,
        rulings=layer.rulings if len(layer.rulings) >= len(scanned.rulings) else scanned.rulings,
        marks=(*marks_of(words), *scanned.signs),
        remarks=(*verdict.remarks, *_hidden(verdict, layer, 0), *_doubted(verdict, layer, 0)),
    )


def _same(word: Word, own: Word) -> bool:
    """Whether a word seen is one of the text layer's: in its place, or the same text close by."""
    if word.text == own.text:
        near = abs(word.box.mid_x - own.box.mid_x) < 0.03 and abs(word.box.mid_y - own.box.mid_y) < 0.012
        if near:
            return True
    return _overlap(word.box, own.box)


def _overlap(a: Box, b: Box) -> bool:
    shared = max(0.0, min(a.x1, b.x1) - max(a.x0, b.x0)) * max(0.0, min(a.y1, b.y1) - max(a.y0, b.y0))
    return shared > 0.25 * min(a.width * a.height, b.width * b.height)


def _reading_turn(words: Sequence[TextWord]) -> Quarter:
    """The clockwise turn that makes most of the text upright."""
    weights = {0: 0, 90: 0, 180: 0, 270: 0}
    for word in words:
        quarter = round(word.angle / 90) * 90 % 360
        if abs((word.angle - quarter + 180) % 360 - 180) <= 3:
            weights[quarter] += len(word.text)
    most = max(weights, key=lambda quarter: weights[quarter])
    if most == 0 or weights[most] < 2 * weights[0] or weights[most] < 3:
        return 0
    turns: dict[int, Quarter] = {90: 270, 180: 180, 270: 90}
    return turns[most]


def _turned_box(box: Box, quarter: Quarter) -> Box:
    if quarter == 90:
        return Box(1 - box.y1, box.x0, 1 - box.y0, box.x1)
    if quarter == 180:
        return Box(1 - box.x1, 1 - box.y1, 1 - box.x0, 1 - box.y0)
    if quarter == 270:
        return Box(box.y0, 1 - box.x1, box.y1, 1 - box.x0)
    return box


def _turned_mark(mark: Mark, quarter: Quarter) -> Mark:
    return mark if mark.box is None else mark.model_copy(update={"box": _turned_box(mark.box, quarter)})


def _turned_ruling(ruling: Ruling, quarter: Quarter) -> Ruling:
    return Ruling(*_turned_box(Box(ruling.x0, ruling.y0, ruling.x1, ruling.y1), quarter))


def upright_words(
    words: Sequence[TextWord], layer: TextLayer, quarter: Quarter, unsure: Sequence[TextWord] = ()
) -> tuple[Word, ...]:
    """In reading order: upright words in rows, then those that stand on their side or aslant.

    Those of `unsure` are given as text that nothing bears out.
    """
    doubtful = set(map(id, unsure))
    upright: list[Word] = []
    askew: list[Word] = []
    for word in words:
        sure = UNCHECKED if id(word) in doubtful else 1.0
        placed = Word(word.text, _turned_box(_box(word, layer), quarter), sure, "text-layer")
        off = abs((word.angle + quarter + 180) % 360 - 180)
        (upright if off <= 3 else askew).append(placed)
    return (*in_rows(upright), *askew)
