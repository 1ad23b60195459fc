"""What stands in a description's cell and describes nothing: facts with labels of their own, the article's code."""

from __future__ import annotations

import re
from typing import Final

from extract.lexicon import fold
from extract.tables_body import Token
from extract.tables_reader import Reader
from extract.tables_row import Row, text_lines

_LABEL: Final = re.compile(r"(?P<label>[^\W\d_][^:]{1,40}?)\s*:\s*\S")
_BRACKETED: Final = re.compile(r"\s*\([^()]*\)")
_LOT: Final = re.compile(r"(?:lots?|lotes?|batch)(?: n[o°º]?\.?)?\s+(?=\S*\d)\S{3,}", re.IGNORECASE)
_ARTICLE: Final = re.compile(r"\[[\w./-]{2,20}\]")
"""An article's code before its name, as accounting programs print it: "[WO3-65] Concentrate"."""


def release_labels(row: Row, reader: Reader) -> None:
    """Leaves out of a description the lines from the first on that is a label with its value.

    "Cassiterite concentrate", and under it in the same cell "Country of origin: Tanzania": that is told by its label.
    So is the number of a lot on a line of its own, without a colon; an article's code is left out too.
    """
    for column, name in reader.names.items():
        if name != "goods_description" or column not in row.cells:
            continue
        lines = text_lines(row.cells[column])
        end = next((at for at, line in enumerate(lines) if at and _is_labelled(_text(line), reader)), len(lines))
        aside = [line for line in lines[1:end] if _LOT.fullmatch(_text(line)) is not None]
        tokens = [token for line in lines[:end] if line not in aside for token in line]
        row.aside += [token for line in aside for token in line]
        if len(tokens) > 1 and _ARTICLE.fullmatch(tokens[0].text) is not None:
            row.aside.append(tokens.pop(0))
        row.cells[column] = tokens


def _text(line: list[Token]) -> str:
    return " ".join(token.text for token in line)


def _is_labelled(text: str, reader: Reader) -> bool:
    """Whether a line of a cell is a label of ours with its value."""
    label = _LABEL.match(text)
    return label is not None and reader.labels.get(fold(_BRACKETED.sub("", label["label"]))) is not None
