"""What stands in a description's cell and describes nothing: labels and their facts, the lot, the article's code."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from extract.doctype import QUOTED
from extract.lexicon import fold
from extract.tables_body import Token
from extract.tables_free import told_seal
from extract.tables_grid import is_measure
from extract.tables_reader import Reader
from extract.tables_row import Row, text_lines
from extract.values import counts

_LABEL: Final = re.compile(r"(?P<label>[^\W\d_][^:]{1,40}?)\s*:\s*\S")
_NAMED: Final = re.compile(r"(?P<label>[^\W\d_][^:\d]{1,40}?)\s+\d[\d.,]*(?:\s\d[\d.,]*)*(?:\s?[^\W\d_]{1,6}|\s?%)?\.?")
_BRACKETED: Final = re.compile(r"\s*\([^()]*\)")
_LOT: Final = re.compile(
    r"(?:^|(?P<apart>.*?[,;·)(]\s?|.*?\d\s))(?:lots?|lotes?|batch)(?:\s(?:n[o°º]?|nr)\.?[o°º]?)?:?\s+"
    r"(?P<number>(?=\S*\d)(?=\S*[^\d.,%])\S{3,}?)[).;]?",
    re.IGNORECASE,
)
"""A lot's number at the end of a line, alone or set apart from what stands before it."""
_MEASURE: Final = re.compile(r"\d[\d.,]*\W?[^\W\d_]{1,3}")
_ORDINAL: Final = re.compile(r"\(?\d{1,3}[.)]?")
_SEVERAL: Final = 2  # different seals that are those of the rows
_CODE: Final = re.compile(r"(?=\S*\d)[^\W_][\w./-]{3,}")
_LEAST_NUMBERED: Final = 2  # rows that are numbered
_ARTICLE: Final = re.compile(r"\[[\w./-]{2,20}\]")
"""An article's code before its name, as accounting programs print it: "[WO3-65] Concentrate"."""


def release(rows: Sequence[Row], reader: Reader) -> None:
    """Leaves out of the descriptions of a table's rows what stands in their cells and describes nothing."""
    for row in rows:
        _release_labels(row, reader)
    _release_numbers(rows, reader)
    _release_quoted(rows, reader)
    _release_seals(rows, reader)


def _release_labels(row: Row, reader: Reader) -> None:
    """Leaves out of a description the lines from the first on that is a label with its value.

    "Cassiterite concentrate", and under it in the same cell "Country of origin: Tanzania": that is told by its label.
    So is the number of a lot at the end of a line under the first, which is kept as the row's; an article's code is
    left out too, and a line that says how the goods are packed and no more: "40 bundles in 4 containers".
    """
    for column, name in reader.names.items():
        if name != "goods_description" or column not in row.cells:
            continue
        lines = text_lines(row.cells[column])
        end = next((at for at, line in enumerate(lines) if at and _is_labelled(_text(line), reader.labels)), len(lines))
        tokens: list[Token] = []
        for at, line in enumerate(lines[:end]):
            if end > 1 and counts.only_counts_packages(_text(line)):
                row.aside += line
                continue
            cut = _lot_in(line) if at else None
            if cut is not None:
                row.lot += line[-1:]
                row.aside += line[cut:]
            tokens += line if cut is None else line[:cut]
        if len(tokens) > 1 and _ARTICLE.fullmatch(tokens[0].text) is not None:
            row.aside.append(tokens.pop(0))
        row.cells[column] = tokens


def release_facts(rows: Sequence[Row], names: Mapping[int, str], labels: Mapping[str, str]) -> None:
    """Leaves out of the description what is nothing but facts, where another row describes the goods.

    One description may stand beside several containers, and go on beside the second: "Lot LC-26", "Net weight 40 t".
    """
    column = next((at for at, name in names.items() if name == "goods_description"), None)
    if column is None:
        return
    told = [row for row in rows if row.cells.get(column)]
    facts = [row for row in told if all(_is_fact(line, labels) for line in text_lines(row.cells[column]))]
    if len(facts) < len(told):
        for row in facts:
            row.cells[column] = []


def _release_numbers(rows: Sequence[Row], reader: Reader) -> None:
    """Leaves out of all rows' descriptions the numbers that they run on by, 1, 2, 3: "Item" and "Goods" in one column.

    What counts or measures ("1 drum", "2 ct") is no such number.
    """
    column = next((at for at, name in reader.names.items() if name == "goods_description"), None)
    if column is None or len(rows) < _LEAST_NUMBERED or any(len(row.cells.get(column, ())) <= 1 for row in rows):
        return
    heads = [(row.cells[column][0].text, row.cells[column][1].text) for row in rows]
    if any(_ORDINAL.fullmatch(head) is None or not behind[0].isalpha() for head, behind in heads):
        return
    if any(counts.is_things(behind) or is_measure(behind) for _, behind in heads):
        return
    if [int("".join(filter(str.isdecimal, head))) for head, _ in heads] == list(range(1, len(rows) + 1)):
        for row in rows:
            row.aside.append(row.cells[column][0])
            row.cells[column] = row.cells[column][1:]


def _release_quoted(rows: Sequence[Row], reader: Reader) -> None:
    """Takes out of descriptions the lines that quote a paper of each row's own, where the rows quote different ones.

    "ICGLR certificate BI/26/0552" under the one lot and "ICGLR certificate BI/26/0558" under the other: neither is what
    the document quotes for all.
    """
    found: list[tuple[Row, int, str, list[Token]]] = []
    for row in rows:
        for column in (at for at, name in reader.names.items() if name == "goods_description" and at in row.cells):
            for line in text_lines(row.cells[column])[1:]:
                name = reader.labels.get(fold(_text(line[:-1]))) if _CODE.fullmatch(line[-1].text) else None
                if name in QUOTED:
                    found.append((row, column, name, line))
    for row, column, name, line in found:
        if len({other[-1].text for _, _, named, other in found if named == name}) > 1:
            row.quoted.setdefault(name, line[-1:])
            row.aside += line
            row.cells[column] = [token for token in row.cells[column] if token not in line]


def _release_seals(rows: Sequence[Row], reader: Reader) -> None:
    """Takes the seals of several rows out of what their packages are called, where no column holds them.

    "Box 1 | Seal PE-774120" over "Box 2 | Seal PE-774121". That of a single row may be the paper's only one, and is
    read by its own label.
    """
    if "seal_numbers" in reader.names.values():
        return
    found: list[tuple[Row, int, list[Token], list[Token]]] = []
    for row in rows:
        for column in (at for at in row.cells if at not in reader.names):
            for line in text_lines(row.cells[column]):
                start = next((at for at in range(len(line) - 1) if told_seal().match(fold(_text(line[at:])))), None)
                if start is not None:
                    found.append((row, column, line[start:], line[start + 1 :]))
    if len({_text(seal) for _, _, _, seal in found}) < _SEVERAL:
        return
    for row, column, line, seal in found:
        row.quoted.setdefault("seal_numbers", seal)
        row.aside += line
        row.cells[column] = [token for token in row.cells[column] if token not in line]


def _lot_in(line: list[Token]) -> int | None:
    """The word at which a lot and its number begin that end a line; None where none do."""
    match = _LOT.fullmatch(_text(line))
    if match is None or _MEASURE.fullmatch(match["number"]) is not None:
        return None
    return len((match["apart"] or "").split())


def _is_fact(line: list[Token], labels: Mapping[str, str]) -> bool:
    """Whether a line of a cell is a lot with its number, or a label of ours with its value or its figures."""
    text = _text(line)
    named = _NAMED.fullmatch(text)
    told = named is not None and labels.get(fold(named["label"])) is not None
    return told or _lot_in(line) == 0 or _is_labelled(text, labels)


def _text(line: list[Token]) -> str:
    return " ".join(token.text for token in line)


def _is_labelled(text: str, labels: Mapping[str, str]) -> bool:
    """Whether a line of a cell is a label of ours with its value."""
    label = _LABEL.match(text)
    return label is not None and labels.get(fold(_BRACKETED.sub("", label["label"]))) is not None
