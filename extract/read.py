"""Pages in, documents out: laid out, cut into documents, typed, and read.

The recipe in one place; what each step does stands in its own module.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from extract.candidates_gathered import Gathered, gather
from extract.choose import Choice, choose
from extract.doubts import doubts
from extract.doubts_weighed import left_to
from extract.fields import make_fields
from extract.fields_covered import covered
from extract.fields_goods import mineral, with_goods_facts
from extract.fields_guessed import without_guesses_on_scans
from extract.fields_items import of_all_items
from extract.fields_period import lasting
from extract.fields_reckoned import reckoned
from extract.fields_route import routed
from extract.fields_seats import seats_elsewhere
from extract.fields_table import with_only_row, with_totals, without_single_rows
from extract.fields_thousands import whole_amounts
from extract.fields_units import with_units, without_gross_carats
from extract.fields_unreadable import unfilled, unreadable, without_guesses
from extract.layout import Line, PageLayout, Segment, lay_out
from extract.model import Document, Evidence, Field, PageRef, Sheet, Sign, TextLine
from extract.split import Stack, group, stacked
from extract.types import TYPES
from ingest.collector import collector_paused
from ingest.model import Box, Mark, Page, Word


def extract(pages: Sequence[Page]) -> tuple[Document, ...]:
    """The documents of a bundle's pages, file by file in order, numbered `d1`, `d2` …

    Which files are pages of one paper is told by `extract.split_files`, and `extract_paper` reads it.
    """
    found: list[Document] = []
    for _, of_file in groupby(pages, key=lambda page: page.file):
        found.extend(extract_file(tuple(of_file)))
    return tuple(document.model_copy(update={"id": f"d{number}"}) for number, document in enumerate(found, start=1))


@collector_paused()  # a page makes a hundred thousand objects that form no cycles
def extract_file(pages: Sequence[Page]) -> tuple[Document, ...]:
    """The documents of one file's pages, numbered within the file. Blank pages belong to none."""
    stacks = group([lay_out(page) for page in pages])
    return tuple(read_stack(stack, f"d{number}") for number, stack in enumerate(stacks, start=1))


@collector_paused()
def extract_paper(pages: Sequence[Page]) -> Document:
    """The one document that these pages make up, in this order, whatever files they lie in.

    Raises ValueError where there are no pages.
    """
    return read_stack(stacked([lay_out(page) for page in pages]), "d1")


def read_stack(stack: Stack, name: str) -> Document:
    """One document from its pages; of a paper of no known type only the pages are told."""
    sheets = [layout.page for layout in _in_order((*stack.layouts, *stack.backs))]
    pages = tuple(PageRef(file=page.file, page=page.number) for page in sheets)
    marks = tuple(dict.fromkeys(mark.kind for layout in stack.layouts for mark in layout.page.marks))
    document = Document(
        id=name,
        type=stack.kind,
        confidence=round(stack.confidence, 4),
        language=stack.language,
        pages=pages,
        title=stack.title,
        marks=marks,
        signs=tuple(_sign(mark, layout.page) for layout in stack.layouts for mark in layout.page.marks),
        sheets=tuple(_sheet(page) for page in sheets),
        text=wording((*stack.layouts, *stack.backs)),
        phrases=phrasing(stack.layouts),
    )
    if stack.kind not in TYPES:
        return document
    fields, more, lines = settle(stack, gather(stack))
    return document.model_copy(update={"fields": fields, "more": more, "lines": lines})


def wording(layouts: Sequence[PageLayout]) -> tuple[TextLine, ...]:
    """The lines of these pages in reading order, page by page."""
    found: list[TextLine] = []
    for layout in (ordered := _in_order(layouts)):
        for line in layout.lines:
            words = [word for index in line.segments for word in layout.words_of(layout.segments[index])]
            found.append(_text_line(line, words, layout.page, ordered[0].page.file))
    return tuple(found)


def _in_order(layouts: Sequence[PageLayout]) -> list[PageLayout]:
    """The pages by number, as they lie in a file; those of several files as they were put together."""
    if len({layout.page.file for layout in layouts}) > 1:
        return list(layouts)
    return sorted(layouts, key=lambda layout: layout.page.number)


def phrasing(layouts: Sequence[PageLayout]) -> tuple[TextLine, ...]:
    """The phrases of these pages in reading order, each as a line of its own."""
    return tuple(
        _text_line(segment, layout.words_of(segment), layout.page, layouts[0].page.file)
        for layout in layouts
        for segment in layout.segments
    )


def _text_line(text: Line | Segment, words: Sequence[Word], page: Page, first: str) -> TextLine:
    sure = sum(word.confidence for word in words) / len(words)
    file = "" if page.file == first else page.file
    return TextLine(text.text, page.number, text.box, round(sure, 3), page.origin != "ocr", file)


def _sign(mark: Mark, page: Page) -> Sign:
    box = mark.box or Box(0.0, 0.0, 1.0, 1.0)
    return Sign(kind=mark.kind, text=mark.text, evidence=Evidence(file=page.file, page=page.number, box=box))


def _sheet(page: Page) -> Sheet:
    return Sheet(
        file=page.file,
        page=page.number,
        width=page.width,
        height=page.height,
        origin=page.origin,
        rotation=page.rotation,
        skew=page.skew,
        dpi=page.dpi,
        blur=page.blur,
        remarks=page.remarks,
    )


@dataclass(frozen=True)
class Undoubted:
    """A document's fields before what speaks against them is weighed, and the choices that they were made of."""

    fields: dict[str, Field]
    more: dict[str, Field]
    choices: dict[str, Choice]


def undoubted(stack: Stack, gathered: Gathered) -> Undoubted:
    """The contract's fields and those kept beside them, as the candidates and the line table state them."""
    choices = choose(gathered.candidates)
    made = make_fields(choices.values(), stack.confidence, gathered.context)
    fields = made.fields | unreadable(gathered.neighbourhoods, choices)
    fields |= covered(gathered.neighbourhoods, choices, fields)
    fields |= seats_elsewhere(fields, gathered.neighbourhoods, gathered.context)
    lines = gathered.table.rows
    if gathered.table.listed:
        fields = of_all_items(fields, lines)
    fields = without_single_rows(fields, lines, gathered.table.totals)
    fields = with_only_row(fields, lines, TYPES[stack.kind], gathered.table.totals)
    fields = with_goods_facts(fields, lines, TYPES[stack.kind], gathered.context)
    fields = with_units(without_guesses(with_totals(fields, gathered.table.totals)))
    fields = without_gross_carats(fields)
    if "mineral" not in fields:
        inferred = mineral(stack.kind, fields, lines, gathered.context)
        if inferred is not None:
            fields["mineral"] = inferred
    fields |= routed(fields, gathered.candidates, TYPES[stack.kind], gathered.context)
    fields |= lasting(fields, TYPES[stack.kind], stack.layouts, gathered.context)
    fields = unfilled(gathered.neighbourhoods, fields) | fields
    return Undoubted(fields, made.more, choices)


def doubts_of(stack: Stack, gathered: Gathered, before: Undoubted) -> dict[str, dict[str, float]]:
    """What speaks against each field that was read."""
    around, rows = gathered.neighbourhoods, gathered.table.rows
    return doubts(before.fields, before.more, TYPES[stack.kind], around, before.choices, rows, gathered.context)


def settle(stack: Stack, gathered: Gathered) -> tuple[dict[str, Field], dict[str, Field], tuple[dict[str, Field], ...]]:
    """The contract's fields, those kept beside them, and the rows of the line table."""
    before = undoubted(stack, gathered)
    seen = doubts_of(stack, gathered, before)
    fields, rows = whole_amounts(left_to(before.fields, seen), gathered.table.rows)
    pages = [layout.page for layout in stack.layouts]
    fields = without_guesses_on_scans(reckoned(fields, rows), seen, TYPES[stack.kind], pages, rows)
    return dict(sorted(fields.items())), dict(sorted(before.more.items())), rows
