"""What the data of an XFA form say beside what its pages show.

A form of the XFA kind (ISO 32000-1, 12.7.8; XFA 3.3) keeps its values in an XML packet of their own, `datasets`, which
programs take out; the page is drawn from elsewhere, and the two may differ.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

import pikepdf
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from ingest.formvalues import BROKEN
from ingest.glyphs import TextWord
from ingest.looks import folded
from ingest.pageobjects import Sides

MOST_BYTES = 4 * 1024 * 1024
"""Largest packet, in bytes, that is parsed."""

MOST_VALUES = 500
"""Most values of a form that are compared; forms have tens."""

FIGURES = 4
"""Fewest figures of a value that is looked for where nothing says where it stands."""

UNDER = 3.0
"""How far below a label its value begins at most, in sizes of the label's type."""

LONGEST = 80
"""Most characters of a value that is looked for on the pages: longer ones are broken to lines there."""


@dataclass(frozen=True, slots=True)
class FormDatum:
    """A value of the form's data, the name that it stands under, and what the form's template writes beside it."""

    name: str
    value: str
    captions: tuple[str, ...] = ()


def form_data(path: Path) -> tuple[FormDatum, ...]:
    """The values with figures in the data of an XFA form, in order; none for other files and broken packets."""
    try:
        with pikepdf.open(path) as document:
            if "/AcroForm" not in document.Root or "/XFA" not in document.Root.AcroForm:
                return ()
            packets = _packets(document.Root.AcroForm.XFA)
    except BROKEN:
        return ()
    roots = [root for packet in packets if (root := _parsed(packet)) is not None]
    data = next((each for root in roots for each in root.iter() if _local(each) == "data"), None)
    captions: dict[str, list[str]] = {}
    for name, caption in [pair for root in roots for pair in _captions(root)][:MOST_VALUES]:
        captions.setdefault(name, []).append(caption)
    if data is None:
        return ()
    found = [replace(datum, captions=tuple(captions.get(datum.name, ()))) for datum in _values(data)]
    return tuple(found[:MOST_VALUES])


def _packets(xfa: pikepdf.Object) -> list[bytes]:
    """The packets with the data and the template: two of several streams, each after its name, or a single stream."""
    if isinstance(xfa, pikepdf.Array):
        parts = list(xfa)
        named = zip(parts[::2], parts[1::2], strict=False)
        return [bytes(stream.read_bytes()) for name, stream in named if str(name) in ("datasets", "template")]
    return [bytes(xfa.read_bytes())]


def _parsed(packet: bytes) -> Element | None:
    """The packet's root; None where it is broken, too large, or more than XML may be here."""
    if len(packet) > MOST_BYTES:
        return None
    try:
        return fromstring(packet)
    except (ParseError, DefusedXmlException, ValueError):
        return None


def _captions(root: Element) -> Iterator[tuple[str, str]]:
    """The fields of a template that have a caption (XFA 3.3): the field's name, and the caption as it is drawn."""
    for field in root.iter():
        name = field.get("name")
        for caption in field if _local(field) == "field" and name else ():
            if name and _local(caption) == "caption":
                text = " ".join(" ".join(caption.itertext()).split())
                if text and len(text) <= LONGEST:
                    yield name, text


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _values(data: Element) -> Iterator[FormDatum]:
    for element in data.iter():
        value = " ".join((element.text or "").split())
        if len(element) == 0 and any(char.isdigit() for char in value) and len(value) <= LONGEST:
            yield FormDatum(_local(element), value)


def borne_out(value: str, shown: str) -> bool:
    """Whether a text that pages show bears a value: as it stands, as the same number, or as the same day."""
    words = "|" + "|".join(folded(word) for word in shown.split()) + "|"
    signs = r"\|*".join(re.escape(sign) for sign in folded(value))
    if re.search(rf"\|{signs}(?!\d)", words):
        return True
    day = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})(?:T.*)?", value)
    if day is not None:
        figures = {figure.lstrip("0") for figure in re.findall(r"\d+", shown)}
        year, day_of_month = day[1], day[3].lstrip("0")
        return (year in figures or year[2:].lstrip("0") in figures) and day_of_month in figures
    number = _number(value)
    return number is not None and any(number in _readings(each) for each in _NUMBERS.findall(shown))


_NUMBERS = re.compile(r"\d[\d.,'’ \u00a0\u202f]*")


def _number(text: str) -> Decimal | None:
    """A number as data write it, with a point for decimals."""
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return abs(found) if found.is_finite() else None


def _readings(text: str) -> set[Decimal]:
    """The numbers that a printed figure may be: its last sign before the decimals or before thousands."""
    plain = unicodedata.normalize("NFKC", text).strip(" .,'’")
    digits = re.sub(r"\D", "", plain)
    found = {Decimal(digits)} if digits else set()
    cut = max(plain.rfind("."), plain.rfind(","))
    if cut >= 0:
        decimals = re.sub(r"\D", "", plain[cut + 1 :])
        found.add(Decimal(f"{re.sub(r'[^0-9]', '', plain[:cut]) or '0'}.{decimals or '0'}"))
    return found


def exchanged(data: Sequence[FormDatum], words: Sequence[TextWord]) -> Iterator[tuple[str, str, Sides]]:
    """Values that the page shows beside another's name: what is stored, what stands there, and where.

    A label is the caption of the datum's field in the form's template, or its name in words (`net_weight`, "Net
    weight"), once on the page; the words behind it on its line, or else those under it, are held against it. Told is
    only what bears the value of another datum there and not its own.
    """
    texts = [(place, text) for place, word in enumerate(words) if (text := re.sub(r"[\W\d_]+", "", word.text).lower())]
    for datum in data:
        if not tells(datum.value):
            continue
        places = (_label(said, texts) for said in (*datum.captions, datum.name))
        place = next((each for each in places if each is not None), None)
        if place is None:
            continue
        label = words[place]
        behind = _until_gap(_on_line(label, words)) or _until_gap(_under(label, words))
        shown = " ".join(word.text for word in behind)
        others = [each for each in data if each is not datum and each.value != datum.value and tells(each.value)]
        if shown and not borne_out(datum.value, shown) and any(borne_out(each.value, shown) for each in others):
            sides = (behind[0].x0, min(w.y0 for w in behind), behind[-1].x1, max(w.y1 for w in behind))
            yield datum.value, shown, sides


def _on_line(label: Sequence[TextWord], words: Sequence[TextWord]) -> list[TextWord]:
    """The words behind a label, from left to right."""
    last = label[-1]
    line = [word for word in words if word.x0 >= last.x1 - 1 and abs(_middle(word) - _middle(last)) < last.size / 2]
    return sorted(line, key=lambda word: word.x0)


def _under(label: Sequence[TextWord], words: Sequence[TextWord]) -> list[TextWord]:
    """The words of the next line under a label that begin under it, from left to right."""
    left, right, size = label[0].x0, label[-1].x1, label[-1].size
    below = [
        word
        for word in words
        if left - size < word.x0 < max(right, left + 8 * size) and 0 < word.y0 - label[-1].y0 <= UNDER * size
    ]
    top = min((_middle(word) for word in below), default=0.0)
    line = sorted((word for word in below if _middle(word) - top < size / 2), key=lambda word: word.x0)
    # Words first are a label of their own, and the figures behind them theirs.
    return line if line and any(char.isdigit() for char in line[0].text) else []


def _label(said: str, texts: Sequence[tuple[int, str]]) -> slice | None:
    """The only place among a page's words where it says a name, or a caption, in words.

    `texts` are the letters of those words that have any, with their places: numbers and signs may stand between them.
    """
    wanted = [part.lower() for part in re.findall(r"[^\W\d_]+", _PARTED.sub(" ", said))]
    spoken = [text for _, text in texts]
    starts = [at for at in range(len(spoken)) if spoken[at : at + len(wanted)] == wanted]
    if not wanted or len(starts) != 1:
        return None
    return slice(texts[starts[0]][0], texts[starts[0] + len(wanted) - 1][0] + 1)


_PARTED = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
"""Where the words of a name written in one meet: `netWeight`, `HSCode`."""


def _until_gap(words: Sequence[TextWord]) -> list[TextWord]:
    """The words from the first with figures up to a gap wider than two heights of theirs."""
    kept: list[TextWord] = []
    for word in words:
        if kept and word.x0 - kept[-1].x1 > 2 * word.size:
            break
        if kept or any(char.isdigit() for char in word.text):
            kept.append(word)
    return kept


def _middle(word: TextWord) -> float:
    return (word.y0 + word.y1) / 2


def tells(value: str) -> bool:
    """Whether a value is long enough to be looked for on all pages: codes and counts of a form's own are shorter."""
    return sum(char.isdigit() for char in value) >= FIGURES
