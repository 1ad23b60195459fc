"""The papers of a lot as the dossier shows them: fields with their frames, doubtful ones with the place cut out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.model import NEAREST
from passport.dossier.model import Frame, Paper, Picture, Row
from passport.dossier.pictures import MOST_PAGES, Album
from passport.dossier.writing import Writer
from passport.model import Passport
from passport.records import DocumentRecord, Evidence, FieldRecord

DOUBT = 0.85
"""Confidence below which a value is called uncertain: that at which the shipped policy decides nothing."""

MOST_ROWS = 60
"""Rows of a document's table that are shown."""

MOST_COLUMNS = 7
"""Columns of a document's table that are shown: as many as a printed page holds."""

MOST_PAPERS = 60
"""Documents that are shown."""


def papers(passport: Passport, album: Album, writer: Writer) -> tuple[Paper, ...]:
    """The documents of the lot, in the passport's order."""
    left = MOST_PAGES
    shown = []
    for document in passport.documents[:MOST_PAPERS]:
        paper, used = _paper(document, album, writer, left)
        left -= used
        shown.append(paper)
    return tuple(shown)


def paper_title(document: DocumentRecord, writer: Writer) -> str:
    """What a person calls a document: its kind, with its number where that was read."""
    kind = writer.kind(document.type)
    return f"{kind} {writer.text(document.number, 60)}" if document.number else kind


def state_of(field: FieldRecord) -> str:
    """The state of a field as a key of the texts' table `state`."""
    return "uncertain" if field.status == "read" and field.confidence < DOUBT else field.status


def doubt_of(field: FieldRecord, writer: Writer) -> str:
    """Why a field has no value, in the reader's language; empty for one that has."""
    words = writer.words
    if field.status == "unreadable":
        return words("state.unreadable_text")
    if field.status == "conflicting":
        values = [words("language.quotes", text=writer.text(other.raw, 80)) for other in field.alternatives[:NEAREST]]
        return words("state.conflicting_text", values=writer.list(values) or words("general.no"))
    return ""


def find_field(document: DocumentRecord, place: str | None) -> FieldRecord | None:
    """The field that a finding names: `name`, `lines[2].name` or `more.name`."""
    if not place:
        return None
    for name, field in every_field(document):
        if place in (name, name.removeprefix("more.")):
            return field
    return None


def every_field(document: DocumentRecord) -> Iterator[tuple[str, FieldRecord]]:
    """Every field of a document with its place: `name`, `more.name` or `lines[2].name` (from 1)."""
    yield from document.fields.items()
    for name, field in document.more.items():
        yield f"more.{name}", field
    for number, line in enumerate(document.lines, 1):
        for name, field in line.items():
            yield f"lines[{number}].{name}", field


def _paper(document: DocumentRecord, album: Album, writer: Writer, left: int) -> tuple[Paper, int]:
    words = writer.words
    rows: list[Row] = []
    frames: dict[tuple[str, int], list[Frame]] = {}
    number = 0
    order = {name: place for place, name in enumerate(words.fields)}
    stated = sorted((*document.fields.items(), *document.more.items()), key=lambda one: order.get(one[0], len(order)))
    for name, field in stated:
        state = state_of(field)
        number += bool(field.evidence)
        for place in field.evidence:
            _frame(frames, place, number, state)
        rows.append(_row(number if field.evidence else 0, name, field, state, album, writer))
    for line in document.lines:
        for field in line.values():
            for place in field.evidence:
                _frame(frames, place, 0, state_of(field))
    pages = document.pages[: max(left, 0)]
    title = paper_title(document, writer)
    pictures = tuple(
        _picture(page.file, page.page, title, tuple(frames.get((page.file, page.page), ())), album, writer)
        for page in pages
    )
    names = _columns(document, writer)
    columns, table = _table(document, names[:MOST_COLUMNS], writer)
    notes = []
    if beyond := names[MOST_COLUMNS:]:
        notes.append(words("documents.more_columns", names=writer.list([writer.field(name) for name in beyond])))
    if len(document.lines) > MOST_ROWS:
        notes.append(words("general.more_rows", count=len(document.lines) - MOST_ROWS))
    if len(document.pages) > len(pages):
        notes.append(words("documents.not_shown", count=len(document.pages) - len(pages)))
    paper = Paper(
        anchor=f"paper-{writer.text(document.id, 40)}",
        title=f"{title} ({writer.text(document.id, 40)})",
        facts=tuple(_facts(document, writer)),
        pictures=pictures,
        rows=tuple(rows),
        columns=columns,
        table=table,
        notes=tuple(notes),
    )
    return paper, len(pages)


def _frame(frames: dict[tuple[str, int], list[Frame]], place: Evidence, number: int, state: str) -> None:
    doubtful = state in ("uncertain", "unreadable", "conflicting")
    frames.setdefault((place.file, place.page), []).append(Frame(place.box, number, doubtful))


def _row(number: int, name: str, field: FieldRecord, state: str, album: Album, writer: Writer) -> Row:
    words = writer.words
    value = writer.value(name, field.value, field.unit)
    note = doubt_of(field, writer)
    cutting = None
    if state in ("uncertain", "unreadable", "conflicting"):
        places = (*field.evidence, *(place for other in field.alternatives[:NEAREST] for place in other.evidence))
        cutting = album.cutting(places, words("documents.evidence"), doubtful=True)
    sure = "" if state in ("corrected", "unreadable", "conflicting") else str(int(field.confidence * 100))
    return Row(
        number=number,
        name=writer.field(name),
        value=value,
        printed="" if writer.text(field.raw) == value else writer.text(field.raw),
        state=state,
        sure=words("general.confidence", percent=sure) if sure else "",
        note=note,
        cutting=cutting,
    )


def _picture(file: str, page: int, title: str, frames: Sequence[Frame], album: Album, writer: Writer) -> Picture:
    words = writer.words
    image = album.page(file, page)
    if image is None:
        note = words("documents.no_picture")
    else:
        note = words("documents.drawn") if image.drawn else ""
    return Picture(words("documents.picture_of", paper=title, page=page), tuple(frames), image, note)


def _facts(document: DocumentRecord, writer: Writer) -> Iterator[tuple[str, str]]:
    words = writer.words
    certain = words("general.confidence", percent=int(document.confidence * 100))
    yield words("documents.kind_confidence"), f"{writer.kind(document.type)}, {certain}"
    yield words("documents.language"), writer.language_name(document.language)
    yield words("documents.files"), writer.list([writer.text(name, 120) for name in document.files], 4)
    yield words("documents.pages"), writer.list([str(page.page) for page in document.pages])
    if document.marks:
        marks = [words.find(f"mark.{mark}") or writer.text(mark, 40) for mark in document.marks]
        yield words("documents.marks"), f"{writer.list(marks)}. {words('mark.note')}"


def _columns(document: DocumentRecord, writer: Writer) -> list[str]:
    """The fields that the rows of a document's table have, in the order of the texts."""
    order = {name: place for place, name in enumerate(writer.words.fields)}
    stated = dict.fromkeys(name for line in document.lines for name in line)
    return sorted(stated, key=lambda name: order.get(name, len(order)))


def _table(
    document: DocumentRecord, names: Sequence[str], writer: Writer
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """The rows of a document's table, by these columns; a doubtful cell says so."""
    words = writer.words
    if not names:
        return (), ()
    rows = []
    for number, line in enumerate(document.lines[:MOST_ROWS], 1):
        cells = [str(number)]
        for name in names:
            field = line.get(name)
            if field is None:
                cells.append("")
                continue
            value, state = writer.value(name, field.value, field.unit), state_of(field)
            cells.append(value if state == "read" else f"{value} ({words(f'state.{state}')})".strip())
        rows.append(tuple(cells))
    return (words("documents.row"), *(writer.field(name) for name in names)), tuple(rows)
