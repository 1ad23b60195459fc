"""Where a value that is known from another paper stands on this one, in no role that the paper gives it already.

What stands within a fact that was read surely has that fact's role: the other party's name, another weight. But a
number or a figure within a description of goods or behind an address is only printed beside it, and a reading that is
all but a guess gives nothing a role.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from extract.companions_text import Found, Wording
from extract.model import Document, Evidence, Field, FieldValue, Money
from extract.values import tables
from extract.values.folding import fold, key
from extract.values.units import canonical

NAMES: Final = ("exporter_name", "importer_name")
ADDRESSES: Final = {"exporter_address": "exporter_name", "importer_address": "importer_name"}
FIGURES: Final = ("carat_weight", "net_weight", "gross_weight", "value", "grade")
GUESS: Final = 0.5
"""Confidence of a reading below which it gives no role to what stands there."""

_BLOCKS: Final = frozenset({"goods_description", "mineral", "mine_site", "issuing_authority", "marks", *ADDRESSES})
"""Facts of which a text is read as it stands, with what is printed within or behind it."""
_SPELT: Final = frozenset({*NAMES, *ADDRESSES, "mine_site"})
_LETTERS = 5  # of the shortest text that is known again
_DIGITS = 3  # of the shortest number of a paper
_FEW_DIGITS = 2  # of a number with more letters than the shortest
_SURE_FIGURE = 4  # significant digits of a figure that stands for itself
_WITH_UNIT = 2  # the same where its unit stands beside it
_MORE_DIGITS: Final = re.compile(r"[ .]?\d{2}(?!\d)")  # of a longer tariff code
_EITHER: Final = re.compile(r"\d{1,3}[.,]\d{3}")


@dataclass(frozen=True, slots=True)
class Role:
    """A fact of the paper: its field, a place of it, its words as `fold` makes them, and how sure it was read."""

    name: str
    place: Evidence
    words: str
    confidence: float


def roles_of(document: Document) -> tuple[Role, ...]:
    """The places of all that was read on a document."""
    facts = (document.fields, document.more, *document.lines)
    return tuple(
        Role(name, place, fold(stated.raw), stated.confidence)
        for row in facts
        for name, stated in row.items()
        for place in stated.evidence
    )


def places(name: str, value: FieldValue, unit: str | None, wording: Wording, roles: Iterable[Role]) -> list[Found]:
    """Where a value stands in no other role; for a list, a place of each of its items; empty if it does not."""
    others = [role for role in roles if role.name != name and role.confidence >= GUESS]
    if isinstance(value, tuple):
        items = [_first_free(name, _looked_for(name, item, None, wording), others) for item in value]
        return [item for item in items if item is not None] if items and all(items) else []
    free = _first_free(name, _looked_for(name, value, unit, wording), others)
    return [free] if free is not None else []


def _first_free(name: str, found: Iterator[Found], others: Iterable[Role]) -> Found | None:
    return next((one for one in found if not any(_has_role(name, one, role) for role in others)), None)


def within(found: Found, role: Role) -> bool:
    """Whether what was found is among the words of a fact, in its place."""
    return fold(found.texts[0]) in role.words and any(_inside(one, role.place) for one in found.evidence)


def is_at(stated: Field, found: Found) -> bool:
    """Whether what was found stands among the words of a fact that was read, or the fact among what was found."""
    if any(within(found, Role(stated.name, place, fold(stated.raw), stated.confidence)) for place in stated.evidence):
        return True
    words = " ".join(fold(text) for text in found.texts)
    return fold(stated.raw) in words and any(_inside(place, one) for place in stated.evidence for one in found.evidence)


def _has_role(name: str, found: Found, role: Role) -> bool:
    """Whether what was found is among another fact's words: its box may span more than they."""
    if not within(found, role):
        return False
    if role.name == "issuing_authority" and name in NAMES:
        return False  # who sells the goods may write the paper too
    whole = fold(found.texts[0]).strip() == role.words.strip(" .,;")
    return role.name not in _BLOCKS or name in _SPELT or whole


def _inside(one: Evidence, other: Evidence) -> bool:
    box = other.box
    same = (one.file, one.page) == (other.file, other.page)
    return same and box.x0 <= one.box.mid_x <= box.x1 and box.y0 <= one.box.mid_y <= box.y1


def _looked_for(name: str, value: FieldValue, unit: str | None, wording: Wording) -> Iterator[Found]:
    if isinstance(value, Money):
        yield from _amounts(value, wording)
    elif isinstance(value, int):
        yield from wording.counts(value)
    elif not isinstance(value, str):
        return
    elif name in FIGURES:
        yield from _weights(value, unit, wording)
    elif name == "hs_codes":
        for printed in {value, f"{value[:4]} {value[4:]}", f"{value[:4]} {value[4:6]} {value[6:]}"}:
            yield from (one for one in wording.texts(printed) if _MORE_DIGITS.match(one.behind) is None)
    else:
        letters = key(value).replace(" ", "")
        digits = sum(char.isdigit() for char in letters)
        long = digits >= _DIGITS or (digits >= _FEW_DIGITS and len(letters) > _LETTERS)
        if len(letters) >= _LETTERS and (name in _SPELT or long):
            whole = name not in NAMES or len(key(value).split(" ")) > 1  # one word may begin many names
            yield from wording.texts(value) if whole else ()


def _weights(figure: str, unit: str | None, wording: Wording) -> Iterator[Found]:
    for found in wording.figures(figure):
        beside = canonical(found.behind.strip(" ()[].").split(" ")[0].strip("()[].,;:")) if found.behind else None
        if beside is not None and beside != unit:
            continue
        if beside is None and _EITHER.fullmatch(found.texts[0]):
            continue  # 20,000 may as well be twenty
        if _significant(figure) >= (_WITH_UNIT if beside is not None else _SURE_FIGURE):
            yield found


def _amounts(value: Money, wording: Wording) -> Iterator[Found]:
    figure = format(value.amount, "f")
    for found in wording.figures(figure):
        around = f"{found.before[-8:]} {found.behind[:8]}"
        named = {code for code, words in _currencies().items() if any(word in around for word in words)}
        if named and value.currency not in named:
            continue
        if _significant(figure) >= (_WITH_UNIT if named else _SURE_FIGURE):
            yield found


@cache
def _currencies() -> Mapping[str, tuple[str, ...]]:
    return {
        row["currency"]: tuple(fold(word) for word in (row["currency"], *row["wordings"].split("|")) if word)
        for row in tables.rows("values_currencies")
    }


def _significant(figure: str) -> int:
    digits = figure.rstrip("0") if "." in figure else figure
    return len(digits.replace(".", "").strip("0"))


def as_printed(figure: str, text: str) -> str:
    """A known figure with the decimals that this page prints."""
    digits = "".join(char for char in text if char.isdigit())
    whole = figure.partition(".")[0]
    return f"{whole}.{digits[len(whole) :]}" if len(digits) > len(whole) else whole
