"""What the elements of OpenDocument files say of their looks: styles, lengths, rows, repetitions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from ingest.parts import attribute, child, local
from ingest.written import Align

MOST_REPEATED = 64
"""Cells or rows of one content that are believed; programs repeat the empty rest of a sheet a million times."""

SMALLEST = "3pt"
"""Text height below which nothing can be read on the screen or in print."""

_CENTIMETRES = {"cm": 1.0, "mm": 0.1, "in": 2.54, "pt": 2.54 / 72, "pc": 2.54 / 6, "px": 2.54 / 96}


@dataclass
class Style:
    """What a style settles; `colour` is that of the text, as RRGGBB, `shaded` says that it paints any ground."""

    size: float | None = None
    hidden: bool = False
    breaks: bool = False
    align: Align | None = None
    base: str | None = None
    colour: str | None = None
    tiny: bool = False
    shaded: bool = False


def rows_of(table: Element) -> Iterator[Element]:
    """A table's rows that are shown."""
    return (row for row in all_rows_of(table) if is_shown(row))


def all_rows_of(table: Element) -> Iterator[Element]:
    for element in table:
        name = local(element)
        if name == "table-row":
            yield element
        elif name in ("table-header-rows", "table-row-group", "table-rows"):
            yield from all_rows_of(element)


def is_shown(element: Element) -> bool:
    """Whether a row or column is neither hidden nor left out by a filter."""
    return attribute(element, "visibility") not in ("collapse", "filter")


def styles_of(root: Element) -> Iterator[tuple[str, Style]]:
    for group in ("styles", "automatic-styles"):
        for element in child(root, group) or ():
            if local(element) != "style":
                continue
            text, paragraph = child(element, "text-properties"), child(element, "paragraph-properties")
            size = attribute(text, "font-size") if text is not None else None
            shown = attribute(text, "display") if text is not None else None
            table = child(element, "table-properties")
            gone = table is not None and attribute(table, "display") == "false"
            breaks = any(attribute(each, "break-before") == "page" for each in (paragraph, table) if each is not None)
            align = attribute(paragraph, "text-align") if paragraph is not None else None
            style = Style(_points(size), shown == "none" or gone, breaks, _ALIGN.get(align or ""), _base(element))
            style.tiny = 0 < length_of(size) < length_of(SMALLEST)
            style.colour = _colour(attribute(text, "color") if text is not None else None)
            style.shaded = any(_paints(each) for each in element.iter())
            yield attribute(element, "name") or "", style


def _colour(value: str | None) -> str | None:
    return value[1:] if value is not None and re.fullmatch(r"#[0-9A-Fa-f]{6}", value) else None


def _paints(properties: Element) -> bool:
    """Whether a style's properties paint a ground of another colour than paper has."""
    ground = attribute(properties, "background-color") or "transparent"
    return local(properties) == "background-image" or ground.lower() not in ("transparent", "#ffffff", "none")


_ALIGN: dict[str, Align] = {"center": "center", "end": "right", "right": "right", "start": "left", "left": "left"}


def _base(element: Element) -> str | None:
    return attribute(element, "parent-style-name")


def _points(size: str | None) -> float | None:
    match = re.fullmatch(r"(\d{1,3}(?:\.\d+)?)pt", size or "")
    points = float(match.group(1)) if match else 0.0
    return points if 2 <= points <= 200 else None


def length_of(value: str | None) -> float:
    """A length in centimetres; 0 where none is stated."""
    match = re.fullmatch(r"(\d{1,6}(?:\.\d+)?)(cm|mm|in|pt|pc|px)", value or "")
    return float(match.group(1)) * _CENTIMETRES[match.group(2)] if match else 0.0


def repeated(element: Element, name: str) -> int:
    """How often the element counts, within what is believed."""
    value = attribute(element, name) or "1"
    return max(1, min(int(value), MOST_REPEATED)) if value.isascii() and value.isdigit() and len(value) < 10 else 1
