"""Containers where seals, packages or numbers are asked for: their numbers and sizes are none of these."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.doctype import ValueKind
from extract.values import parse
from extract.values.folding import fold
from extract.values.identifiers import CONTAINER
from extract.values.identifiers_doubted import judge
from extract.values.model import Context, Parsed

_CONTAINER = re.compile(r"[A-Z]{3}[UJZ] ?\d{6}[ -]?\d|\d{2}")
_MAKER = re.compile(r"[A-Z]{2,6}")
_SIZE = re.compile(
    r"\d{1,2} ?[x×] ?\d{2}(?:['’ ]{0,2}[A-Z]{0,3})?"
    r"|\d{2}['’ ]{0,2}(?:DV|DC|HC|GP|HQ|OT|RF|ST|STD|FR|TK|RE|DRY|BOX|FT|FCL)"
)
"""What a container is, by its length and kind: "20DV", "1×20'"."""
_ITS_CONTAINER = re.compile(
    r"(?<=\d)[.;,)]?\s+(?:containers?|conteneurs?|contenedor(?:es)?|contentor(?:es)?)(?![^\W_]).*", re.DOTALL
)
"""Behind seals, what they are on: "Seals CEEC 77140. Container no. TLNU 402713-2"."""


def beside_containers(text: str, context: Context) -> Parsed | None:
    """The seals of the lines that name a container, where each of these has one: other lines are marks."""
    lines: list[tuple[int, int]] = []
    position = 0
    for line in text.split("\n"):
        if CONTAINER.search(line):
            rest = parse(ValueKind.IDENTIFIERS, CONTAINER.sub("", line), context)
            if rest is None:
                return None
            lines.append((position, position + len(line)))
        position += len(line) + 1
    if not lines or len(lines) == text.count("\n") + 1:
        return None
    start, end = lines[0][0], lines[-1][1]
    parsed = parse(ValueKind.IDENTIFIERS, "\n".join(text[slice(*line)] for line in lines), context)
    return None if parsed is None else replace(parsed, raw=text[start:end], start=start, end=end, others=())


def without_their_container(text: str) -> str:
    """Seals without the container that is named behind them all; where one stands before each it goes on."""
    rest = _ITS_CONTAINER.search(fold(text))
    ends = rest is not None and CONTAINER.search(text[: rest.start()]) is None
    return text[: rest.start()] if rest is not None and ends else text


def without_containers(parsed: Parsed, least: int = 0) -> Parsed | None:
    """A list of seals without the containers that stand beside them; one of fewer than `least` as it is."""
    if not isinstance(parsed.value, tuple) or len(parsed.value) < least:
        return parsed
    kept = tuple(one for one in parsed.value if not _is_container(one))
    return parsed if kept == parsed.value else replace(parsed, value=kept) if kept else None


def _is_container(number: str) -> bool:
    """True for a freight container's number; one that fails its check digit and is no plain "U" number is a seal's."""
    if _SIZE.fullmatch(number):
        return True
    if not _CONTAINER.fullmatch(number):
        return False
    return number.isdigit() or number[3] == "U" or judge(number)[1] == "container"


def with_their_maker(label: str, seals: Parsed) -> Parsed:
    """The seals, the first with the letters that its label took along and the others bear: "SEALS OBM" of "77140 / OBM
    77141"."""
    maker = label.rstrip(" :.").rpartition(" ")[2]
    value = seals.value
    if not isinstance(value, tuple) or _MAKER.fullmatch(maker) is None or not value[0].isdecimal():
        return seals
    if not any(other.startswith(f"{maker} ") for other in value[1:]):
        return seals
    return replace(seals, value=(f"{maker} {value[0]}", *value[1:]))
