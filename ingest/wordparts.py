"""What the parts of a Word document say of each other: the main part, references, styles, sizes."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from ingest.parts import Package, attribute, child, local
from ingest.written import USUAL, Align

MOST_COLUMNS = 63
"""Most columns of a table in Word; a file may claim any number."""


@dataclass
class Style:
    """What a style settles: text height in points, whether text is hidden, how it is aligned, what it is based on.

    `colour` is that of the text, as RRGGBB; `shaded` says that the style paints any ground.
    """

    size: float | None = None
    hidden: bool = False
    align: Align | None = None
    base: str | None = None
    colour: str | None = None
    shaded: bool = False


def main_part(package: Package) -> str:
    """The part that holds the text: the one that the package names, else the usual one."""
    if "_rels/.rels" in package.names:
        for element in package.xml("_rels/.rels"):
            if (attribute(element, "Type") or "").endswith("/officeDocument"):
                target = (attribute(element, "Target") or "").lstrip("/")
                if target in package.names:
                    return target
    return "word/document.xml"


def targets(package: Package, part: str) -> dict[str, str]:
    """The parts that a part refers to, by the reference's id; what lies outside the file is left out."""
    folder, _, name = part.rpartition("/")
    rels = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
    found: dict[str, str] = {}
    if rels in package.names:
        for element in package.xml(rels):
            target = attribute(element, "Target") or ""
            if attribute(element, "TargetMode") != "External" and target:
                whole = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                found[attribute(element, "Id") or ""] = posixpath.normpath(whole)
    return found


def styles(package: Package) -> tuple[dict[str, Style], float]:
    """The styles by id, and the usual size of text in points."""
    styles: dict[str, Style] = {}
    usual = USUAL
    if "word/styles.xml" not in package.names:
        return styles, usual
    for element in package.xml("word/styles.xml"):
        if local(element) == "docDefaults":
            usual = size(child(child(child(element, "rPrDefault"), "rPr"), "sz")) or usual
        elif local(element) == "style":
            run, base = child(element, "rPr"), child(element, "basedOn")
            styles[attribute(element, "styleId") or ""] = Style(
                size(child(run, "sz")),
                is_on(child(run, "vanish")),
                align(child(child(element, "pPr"), "jc")),
                attribute(base, "val") if base is not None else None,
                colour(child(run, "color")),
                is_shaded(element),
            )
    return styles, usual


def align(element: Element | None) -> Align | None:
    value = attribute(element, "val") if element is not None else None
    return {"center": "center", "right": "right", "end": "right", "left": "left", "both": "left"}.get(value or "")  # type: ignore[return-value]  # the values are Align's own


def colour(element: Element | None) -> str | None:
    """A colour as RRGGBB, where one is stated."""
    value = attribute(element, "val") if element is not None else None
    return value if value is not None and re.fullmatch(r"[0-9A-Fa-f]{6}", value) else None


def is_shaded(element: Element | None) -> bool:
    """Whether anything in the element paints a ground of another colour than paper has."""
    if element is None:
        return False
    grounds = (each for each in element.iter() if local(each) in ("shd", "highlight"))
    return any(_paints(each) for each in grounds)


def _paints(ground: Element) -> bool:
    if local(ground) == "highlight":
        return attribute(ground, "val") not in ("none", "white")
    plain = attribute(ground, "val") in (None, "clear", "nil") and attribute(ground, "themeFill") is None
    return not (plain and attribute(ground, "fill") in (None, "auto", "FFFFFF", "ffffff"))


def is_tiny(element: Element | None) -> bool:
    """Whether a size is stated that nobody can read: up to two and a half points."""
    return 0 < number(element, 0) < 6


def is_on(element: Element | None) -> bool:
    return element is not None and attribute(element, "val") not in ("0", "false", "off")


def size(element: Element | None) -> float | None:
    """Points from half-points, where credible."""
    half = number(element, 0)
    return half / 2 if 4 <= half <= 400 else None


def number(element: Element | None, otherwise: int) -> int:
    return whole(attribute(element, "val"), otherwise) if element is not None else otherwise


def span(element: Element | None) -> int:
    """How many columns are spanned, within what the format allows."""
    return min(max(number(element, 1), 1), MOST_COLUMNS)


def whole(value: str | None, otherwise: int = 0) -> int:
    """A number as the format writes it, where it is one of a credible size."""
    return int(value) if value is not None and value.isascii() and value.isdigit() and len(value) < 10 else otherwise
