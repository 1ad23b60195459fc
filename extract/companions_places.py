"""Where a value that is known from another paper stands on this one, in no role that the paper gives it already.

What stands within a fact that was read surely has that fact's role: the other party's name, another weight. But a
number or a figure within a description of goods or behind an address is only printed beside it, and a reading that is
all but a guess gives nothing a role.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final

from extract.companions_counts import counts
from extract.companions_text import Found, Wording
from extract.doctype import QUOTED, ValueKind
from extract.model import Document, Evidence, Field, FieldValue, Money
from extract.tables_cells import number
from extract.types import TYPES
from extract.values import tables
from extract.values.folding import fold, key
from extract.values.units import canonical

NAMES: Final = ("exporter_name", "importer_name")
ADDRESSES: Final = {"exporter_address": "exporter_name", "importer_address": "importer_name"}
FIGURES: Final = ("carat_weight", "net_weight", "gross_weight", "value", "grade")
_WEIGHTS: Final = ("net_weight", "gross_weight")
GUESS: Final = 0.5
"""Confidence of a reading below which it gives no role to what stands there."""

_AS_IT_STANDS: Final = frozenset(
    {ValueKind.TEXT, ValueKind.AUTHORITY, ValueKind.ADDRESS, ValueKind.SITE, ValueKind.MINERAL}
)
"""Kinds of facts of which a text is read as it stands, with what is printed within or behind it."""
_BESIDE: Final = {
    "exporter_name": ("issuing_authority", "declarant_name"),  # who sells the goods may write the paper too
    "importer_name": ("issuing_authority", "declarant_name", "notify_party_name", "end_user_name"),
    "exporter_address": ("declarant_address",),
    "importer_address": ("declarant_address", "notify_party_address", "end_user_address"),
    "hs_codes": ("mineral",),  # which a code tells
    "lot_number": ("customer_number",),  # which a laboratory calls its client's lot by
    "net_weight": ("wet_weight",),
}
"""Facts that stand in the same place as another one, by that other one."""
_SPELT: Final = frozenset({*NAMES, *ADDRESSES, "mine_site"})
_LETTERS = 5  # of the shortest text that is known again
_DIGITS = 3  # of the shortest number of a paper
_FEW_DIGITS = 2  # of a number with more letters than the shortest
_SURE_FIGURE = 4  # significant digits of a figure that stands for itself
_WITH_UNIT = 2  # the same where its unit stands beside it
_NEAR: Final = 14  # characters around a figure in which its word stands
_CALLED: Final = {
    "net_weight": re.compile(r"(?<![^\W_])(?:net(?:to|t|s|as)?|neto|liquid[oa]|n\.? ?w)(?![^\W_])"),
    "gross_weight": re.compile(r"(?<![^\W_])(?:gross|brut[oa]?|brutto|g\.? ?w)(?![^\W_])"),
}
"""What weights are called, in the languages of the papers."""
_ROUND: Final = re.compile(r"\d[.,' ]\d{3}[.,]\d{1,2}$|\d{4,}[.,]\d{1,2}$")
"""A round figure of thousands to the tenth or hundredth: 18,000.0 is weighed, 18,000 may be a limit."""
_EITHER: Final = re.compile(r"\d{1,3}[.,]\d{3}")

_OF_ROWS: Final = ("parcel_count", "carat_weight", "net_weight", "gross_weight")
_SEVERAL: Final = 2
_TOTAL: Final = Decimal("0.45")
"""Share of all that a column of three numbers or more adds up to from which one may be the total of the others."""
_ONE: Final = "one row's "
"""How the role begins of what a row states for itself alone."""


@dataclass(frozen=True, slots=True)
class Role:
    """A fact of the paper: its field, a place of it, its words as `fold` makes them, how sure it was read, its unit."""

    name: str
    place: Evidence
    words: str
    confidence: float
    unit: str | None = None


def roles_of(document: Document) -> tuple[Role, ...]:
    """The places of all that was read on a document.

    What rows state each for itself is no statement of the whole: it stands in a role of its own as well.
    """
    facts = (document.fields, document.more, *document.lines)
    columns = {name: [row[name] for row in document.lines if name in row] for name in (*_OF_ROWS, *QUOTED)}
    apart = [(_ONE + name, cell) for name, cells in columns.items() for cell in _apart(name, cells)]
    return tuple(
        Role(name, place, fold(stated.raw), stated.confidence, stated.unit)
        for name, stated in (*((name, stated) for row in facts for name, stated in row.items()), *apart)
        for place in stated.evidence
    )


def _apart(name: str, cells: Sequence[Field]) -> list[Field]:
    """The cells of a column whose rows state not all the same, without one that may be the total of the others."""
    if len({str(cell.value) for cell in cells}) < _SEVERAL:
        return []
    if name in QUOTED:
        return list(cells)
    amounts = [number(cell) or Decimal(0) for cell in cells]
    whole = sum(amounts, Decimal(0))
    most = whole if len(cells) == _SEVERAL else _TOTAL * whole
    return [cell for cell, amount in zip(cells, amounts, strict=True) if amount < most]


def places(name: str, value: FieldValue, unit: str | None, wording: Wording, roles: Sequence[Role]) -> list[Found]:
    """Where a value stands in no other role; for a list, a place of each of its items; empty if it does not."""
    others = [role for role in roles if role.name != name and role.confidence >= GUESS]
    if isinstance(value, tuple):
        items = [_first_free(name, _looked_for(name, item, None, wording, roles), others) for item in value]
        return [item for item in items if item is not None] if items and all(items) else []
    free = _first_free(name, _looked_for(name, value, unit, wording, roles), others)
    return [free] if free is not None else []


def _first_free(name: str, found: Iterator[Found], others: Iterable[Role]) -> Found | None:
    return next((one for one in found if not any(_has_role(name, one, role) for role in others)), None)


def is_free(name: str, found: Found, roles: Sequence[Role]) -> bool:
    """Whether what was found as a field stands in no other fact's role."""
    return not any(role.name != name and role.confidence >= GUESS and _has_role(name, found, role) for role in roles)


def within(found: Found, role: Role) -> bool:
    """Whether what was found is among the words of a fact, in its place."""
    return fold(found.texts[0]) in role.words and any(one.within(role.place) for one in found.evidence)


def is_at(stated: Field, found: Found) -> bool:
    """Whether what was found stands among the words of a fact that was read, or the fact among what was found."""
    if any(within(found, Role(stated.name, place, fold(stated.raw), stated.confidence)) for place in stated.evidence):
        return True
    words = " ".join(fold(text) for text in found.texts)
    return fold(stated.raw).strip(" .,;") in words and any(
        place.within(one) for place in stated.evidence for one in found.evidence
    )


def _has_role(name: str, found: Found, role: Role) -> bool:
    """Whether what was found is among another fact's words: its box may span more than they."""
    if not within(found, role):
        return False
    if role.name in _BESIDE.get(name, ()):
        return False
    whole = fold(found.texts[0]).strip() == role.words.strip(" .,;")
    return role.name not in _blocks() or name in _SPELT or whole


@cache
def _blocks() -> frozenset[str]:
    specs = [spec for doctype in TYPES.values() for spec in doctype.fields if spec.kind in _AS_IT_STANDS]
    return frozenset({*ADDRESSES, *(name for spec in specs for name in spec.fills)})


def _looked_for(
    name: str, value: FieldValue, unit: str | None, wording: Wording, roles: Sequence[Role]
) -> Iterator[Found]:
    if isinstance(value, Money):
        yield from _amounts(value, wording)
    elif isinstance(value, int):
        yield from counts(value, wording)
    elif not isinstance(value, str):
        return
    elif name in FIGURES:
        weighed = {role.unit for role in roles if role.name in _WEIGHTS and role.confidence >= GUESS}
        yield from _weights(value, unit, wording, _CALLED.get(name), in_unit=weighed == {unit})
    elif name == "hs_codes":
        yield from wording.tariff_codes(value)
    else:
        letters = key(value).replace(" ", "")
        digits = sum(char.isdigit() for char in letters)
        long = digits >= _DIGITS or (digits >= _FEW_DIGITS and len(letters) > _LETTERS)
        if len(letters) >= _LETTERS and (name in _SPELT or long):
            whole = name not in NAMES or len(key(value).split(" ")) > 1  # one word may begin many names
            yield from wording.texts(value) if whole else ()
            yield from wording.numbers(value) if name not in _SPELT else ()


def _weights(
    figure: str, unit: str | None, wording: Wording, called: re.Pattern[str] | None, *, in_unit: bool
) -> Iterator[Found]:
    """The places of a weight; `in_unit` says that the paper weighs in its unit, so that 20,000 is no twenty there.

    A round figure is one only where the word that it is `called` by stands beside it, too: "net 20 000 kg".
    """
    for found in wording.figures(figure):
        word = found.behind.strip(" ()[].").split(" ")[0].strip("()[].,;:") if found.behind else ""
        beside = "kg" if word == "k" else canonical(word) if word else None  # an air waybill's K
        if beside is not None and beside != unit:
            continue
        if beside is None and not in_unit and _EITHER.fullmatch(found.texts[0]):
            continue  # 20,000 may as well be twenty
        around = f"{found.before[-_NEAR:]} {found.behind[:_NEAR]}"
        is_called = called is not None and beside is not None and called.search(around) is not None
        enough = _WITH_UNIT if beside is not None else _SURE_FIGURE
        if _significant(figure) >= enough or is_called or _ROUND.search(found.texts[0]):
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
