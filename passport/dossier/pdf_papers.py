"""The papers in the printed dossier: each with its pages, its fields, and cuttings of what is doubtful."""

from __future__ import annotations

from typing import Any

from reportlab.lib.colors import HexColor  # type: ignore[import-untyped]  # the package carries no types
from reportlab.platypus import (  # type: ignore[import-untyped]  # as above
    CondPageBreak,
    Flowable,
    KeepTogether,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from passport.dossier.model import Paper, Picture, Row, View
from passport.dossier.pdf_drawings import Shown
from passport.dossier.pdf_parts import (
    WIDTH,
    Flow,
    Heading,
    headed,
    heads,
    more,
    section,
    table,
    tagged,
)
from passport.dossier.pdf_type import paragraph
from passport.dossier.signs import TONE_OF_STATE
from passport.dossier.texts import Texts


def papers(view: View, words: Texts) -> Flow:
    """The documents with their pages and fields."""
    yield from section(words, "documents", 470 if view.papers and view.papers[0].has_pictures else 200)
    yield paragraph(words("documents.intro"), "intro")
    for number, paper in enumerate(view.papers, 1):
        yield from _paper(paper, number, words)
    yield from more(view.more_papers, words)
    if view.cited:
        yield paragraph(words("documents.cited"), "heading")
        yield from (paragraph(one) for one in view.cited)


def _paper(paper: Paper, number: int, words: Texts) -> Flow:
    facts = table(
        [[paragraph(name, "small"), paragraph(text, "cell")] for name, text in paper.facts], (66, 173), head=False
    )
    first, *others = paper.pictures or (None,)
    beside: list[Flowable] = [facts, *(note_small(text) for text in paper.notes)]
    heading = Heading(paper.title, "heading", 1, f"paper-{number}")
    yield CondPageBreak(330 if first is not None and first.image is not None else 120)
    yield Spacer(1, 8)
    yield KeepTogether([heading, _sides(_page(first, words) if first is not None else [], beside)])
    for start in range(0, len(others), 2):
        pair = [_page(one, words) for one in others[start : start + 2] if one is not None]
        yield Spacer(1, 6)
        yield _sides(*pair) if len(pair) == 2 else _sides(pair[0], [])
    yield Spacer(1, 6)
    if paper.rows:
        yield _fields(paper, words)
    else:
        yield paragraph(words("documents.no_fields"))
    if paper.table:
        wide = (WIDTH - 28) / (len(paper.columns) - 1)
        cells = [[paragraph(cell, "small") for cell in line] for line in paper.table]
        made = table([heads(*paper.columns), *cells], (28, *(wide for _ in paper.columns[1:])))
        yield from headed(paragraph(words("documents.rows"), "heading"), made)


def _fields(paper: Paper, words: Texts) -> Table:
    """The fields, with the cuttings of doubtful ones."""
    rows: list[list[object]] = [
        heads(
            "#",
            words("documents.field"),
            words("documents.value"),
            words("documents.printed"),
            words("documents.state"),
        )
    ]
    style: list[tuple[Any, ...]] = []
    for row in paper.rows:
        rows += _row(row, len(rows), words, style)
    return table(rows, (20, 104, 158, 128, WIDTH - 410), style=style)


def note_small(text: str) -> Paragraph:
    """A remark in small type."""
    return paragraph(text, "small")


def _page(picture: Picture, words: Texts) -> list[Flowable]:
    caption = picture.caption + (f". {picture.note}" if picture.note else "")
    if picture.image is None:
        return [tagged("quiet", words("documents.picture")), paragraph(caption, "small")]
    return [Shown(picture, 236, 320), paragraph(caption, "small")]


def _sides(left: object, right: object) -> Table:
    return Table(
        [[left, right]],
        [250, WIDTH - 250],
        style=TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 6),
                ("TOPPADDING", (0, 0), (-1, -1), 0),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
            ]
        ),
        hAlign="LEFT",
    )


def _row(row: Row, place: int, words: Texts, style: list[tuple[Any, ...]]) -> list[list[object]]:
    """A field's row, and below it the cutting of a doubtful one."""
    value: list[Flowable] = [paragraph(row.value, "cell-strong")] if row.value else []
    if row.note:
        value.append(paragraph(row.note, "small"))
    state: list[Flowable] = []
    if row.state != "read":
        state.append(tagged(TONE_OF_STATE[row.state], words(f"state.{row.state}")))
    if row.sure:
        state.append(paragraph(row.sure, "small"))
    number = paragraph(str(row.number) if row.number else "", "small")
    rows: list[list[object]] = [[number, paragraph(row.name, "cell"), value, paragraph(row.printed, "small"), state]]
    if row.cutting is not None:
        rows.append(["", Shown(row.cutting, 250, 80), "", "", ""])
        style.append(("SPAN", (1, place + 1), (4, place + 1)))
        style.append(("LINEBELOW", (0, place), (-1, place), 0, HexColor("#ffffff")))
        style.append(("NOSPLIT", (0, place), (-1, place + 1)))
    return rows
