"""What an item of goods in a form's box states: its packages, goods, code, lot, weights, seals; from words alone.

A weight says itself whether it is net ("net 6,120 kg"), or the label of the box that it stands in does. A fact that
only some of the items state may be of anything, and is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from extract.doctype import ValueKind
from extract.lexicon import headers as wordings_of
from extract.model import Field
from extract.tables_body import Token
from extract.tables_items_beside import weighed_beside
from extract.tables_items_labels import Heading, headed
from extract.tables_items_text import ItemReader, ItemText, Text, weight_said
from extract.tables_repeated_fields import LABELLED
from extract.tables_statements import is_total
from extract.values import Parsed, counts, find, parse, units
from extract.values.folding import fold

_BARE: Final = 0.8  # confidence at most of what its form alone tells
_QUANTITIES: Final = ("parcel_count", "net_weight", "gross_weight", "carat_weight")
_TELLING: Final = ("parcel_count", "net_weight", "gross_weight", "carat_weight", "hs_codes", "lot_number")
_LEAST: Final = 2  # facts of such names that each item states
_NEAR: Final = 3  # words before a weight that may say which it is
_CODE: Final = re.compile(r"(?<![\w/-])(?=[\w./-]*\d)[A-Z]{2,}[A-Z0-9]*(?:[-/][A-Z0-9]+)+(?![\w/-])")
_LETTERS: Final = re.compile(r"[^\W\d_]{3,}")
_EACH: Final = re.compile(r"(?:\b(?:of|de|à|a|x)|[×x@])\s*$", re.IGNORECASE)
_LEAD: Final = re.compile(r"^\W*(?:(?:of|de|da|do|del|d['’])(?:\s+|(?<=['’])))?\W*", re.IGNORECASE)
_BEFORE_CODE: Final = re.compile(
    r"(?:(?:hs|h s|sh|s h|sa|ncm|nc|cn|hts|taric|codes?|codigos?|tariff|headings?|positions?"
    r"|posicion(?:es)?|posicoes|posicao|partidas?|subpartidas?|pos|no|n|o|os|nos|y|et|e|and)[\s.:°º,(]*)+$"
)


def rows_of_items(
    items: Sequence[ItemText],
    headings: Sequence[Heading],
    marks: Sequence[Sequence[Token]],
    reading: ItemReader,
) -> tuple[dict[str, Field], ...]:
    """The items as rows of fields; none where they are not goods with a quantity each, told apart by something.

    `marks` are the phrases of the box that holds the marks of all of them.
    """
    rows: list[dict[str, Field]] = []
    codes: list[Field | None] = []
    for item in items:
        text = Text(item.own)
        row = dict(_facts(text, item, reading, headings))
        codes.append(_code(text, reading) if "lot_number" not in row else None)
        described = _described(text, reading)
        if described is None:
            return ()
        rows.append(row | {"goods_description": described})
    if all(code is None for code in codes) and not any("lot_number" in row for row in rows):
        codes = [made for phrase in marks for made in [_code(Text([phrase]), reading)] if made is not None]
    _named_alike(rows, codes)
    for name, fields in weighed_beside(items, headings, reading).items():
        if not any(name in row for row in rows):
            for row, field in zip(rows, fields, strict=True):
                row[name] = field
    shared = frozenset(rows[0]).intersection(*rows)
    rows = [{name: field for name, field in row.items() if name in shared} for row in rows]
    rows = _without_sum(rows)
    telling = shared & set(_TELLING)
    apart = {tuple(str(row[name].value) for name in sorted(telling)) for row in rows}
    if not shared & set(_QUANTITIES) or len(telling) < _LEAST or len(apart) < len(rows) or len(rows) < _LEAST:
        return ()
    return tuple(rows)


def _facts(text: Text, item: ItemText, reading: ItemReader, headings: Sequence[Heading]) -> Iterator[tuple[str, Field]]:
    """What the words of an item's own box state but for its goods, each taken from the text."""
    if item.numbered:
        text.take(0, len(text.tokens[0].text))
    for name in ("lot_number", "seal_numbers", "tag_numbers"):
        yield from _labelled(text, name, reading)
    yield from _tariff(text, reading)
    yield from _weights(text, reading, headings)
    yield from _packages(text, reading)


def _labelled(text: Text, name: str, reading: ItemReader) -> Iterator[tuple[str, Field]]:
    """A lot's number, seals or tags behind what calls them so."""
    for match in _called(name).finditer(fold(text.text)):
        tokens = text.of(*match.span("codes"))
        if "." in match["codes"] and find(ValueKind.HS_CODES, match["codes"], reading.context):
            continue  # "partida 7108.12" is a tariff's
        made = reading.field(name, tokens, match["label"], LABELLED)
        if made is not None and text.is_free(*match.span()):
            text.take(*match.span())
            yield name, made
            return


@cache
def _called(name: str) -> re.Pattern[str]:
    """A label of a number in folded text, and what behind it holds digits."""
    called = {fold(word.replace("{no}", "")).strip() for each in wordings_of(name).values() for word in each}
    labels = "|".join(re.escape(word) for word in sorted(called - {""}, key=len, reverse=True))
    code = r"(?=[^\s,;|)]*\d)[^\s,;|()]+"
    return re.compile(
        rf"(?<![^\W_])(?P<label>{labels})\s*(?:n[o°º]s?[.\s]|numbers?|#)*\s*[:.]?\s*"
        rf"(?P<codes>(?:[a-z]{{1,5}} )?{code}(?:(?: ?[/,&] ?| and | et | y | e ){code})*)"
    )


def _tariff(text: Text, reading: ItemReader) -> Iterator[tuple[str, Field]]:
    """The codes of the nomenclature, with what announces them; a weight of their shape is none."""
    told = [
        one
        for one in find(ValueKind.HS_CODES, text.text, reading.context)
        if text.is_free(one.start, one.end) and units.mass().behind.match(fold(text.text), one.end) is None
    ]
    if not told:
        return
    tokens = [token for one in told for token in text.of(one.start, one.end)]
    made = reading.field("hs_codes", tokens, None, LABELLED)
    for one in told:
        lead = _BEFORE_CODE.search(fold(text.left[: one.start]))
        text.take(one.start if lead is None else lead.start(), one.end)
    if made is not None:
        yield "hs_codes", made


def _weights(text: Text, reading: ItemReader, headings: Sequence[Heading]) -> Iterator[tuple[str, Field]]:
    """The weights of an item: each by the word before or behind it, a single one without by the label over it."""
    kinds = (ValueKind.CARATS, ValueKind.WEIGHT) if "carat_weight" in reading.specs else (ValueKind.WEIGHT,)
    told = [one for kind in kinds for one in find(kind, text.text, reading.context)]
    free = [one for one in told if one.unit is not None and text.is_free(one.start, one.end)]
    free = [one for one in free if not _EACH.search(text.left[: one.start].rstrip("\0 "))]
    led = bool(free) and weight_said(text.left[: free[0].start].split("\0")[-1].split()[-_NEAR:]) is not None
    found: dict[str, Field] = {}
    bare: list[Parsed] = []
    last = 0
    for one in sorted(free, key=lambda each: each.start):
        before = text.text[last : one.start].replace("|", " ").split()[-_NEAR:]
        behind = text.text[one.end :].split()[:1]
        which = "carat_weight" if one.unit == "ct" else weight_said(before) if led else weight_said(behind)
        last = one.end
        end = one.end + (len(behind[0]) + 1 if which and not led and one.unit != "ct" and behind else 0)
        if which is None:
            bare.append(one)
        elif which not in found:
            made = reading.field(which, text.of(one.start, one.end), None, LABELLED)
            found.update({} if made is None else {which: made})
        start = text.left.rfind(before[-1], 0, one.start) if led and which and before else one.start
        text.take(start if start >= 0 else one.start, min(end, len(text.text)))
    if len(bare) == 1 and not set(found) & {"net_weight", "gross_weight"}:
        tokens = text.of(bare[0].start, bare[0].end)
        name = headed(tokens[0].box, None, headings, reading.doctype)[0]
        made = reading.field(name, tokens, None, _BARE) if name is not None else None
        found.update({} if made is None or name is None else {name: made})
    yield from found.items()


def _packages(text: Text, reading: ItemReader) -> Iterator[tuple[str, Field]]:
    """The first count of packages, not of what they are loaded on."""
    told = [one for one in find(ValueKind.COUNT, text.text, reading.context) if text.is_free(one.start, one.end)]
    for one in counts.of_packages(text.text, told)[:1]:
        end = counts.packages_end(fold(text.text), one.end)
        made = reading.field("parcel_count", text.of(one.start, max(end, one.end)), None, LABELLED)
        if made is not None:
            text.take(one.start, max(end, one.end))
            yield "parcel_count", made


def _code(text: Text, reading: ItemReader) -> Field | None:
    """The one word of an item that is made as lots are numbered and that nothing names."""
    told = list(_CODE.finditer(text.left))
    if len(told) != 1:
        return None
    made = reading.field("lot_number", text.of(*told[0].span()), None, _BARE)
    text.take(*told[0].span())
    return made


def _named_alike(rows: Sequence[dict[str, Field]], codes: Sequence[Field | None]) -> None:
    """Gives each row its code as its lot, where there is one for each and all open alike: "SMK-TA-26", "SMK-W-26"."""
    told = [code for code in codes if code is not None]
    opened = {re.split(r"[-/]", str(code.value))[0] for code in told}
    if len(told) == len(rows) == len({code.value for code in told}) and len(opened) == 1:
        for row, code in zip(rows, told, strict=True):
            row["lot_number"] = code


def _described(text: Text, reading: ItemReader) -> Field | None:
    """The goods among the words left: those that name a mineral, else the longest."""
    pieces = [match for match in re.finditer(r"[^\0|]+", text.left) if _LETTERS.search(match[0])]
    named = [one for one in pieces if parse(ValueKind.MINERAL, one[0], reading.context) is not None]
    best = max(named or pieces, key=lambda one: len(one[0]) if not named else -one.start(), default=None)
    if best is None or is_total(fold(best[0])):
        return None
    lead = _LEAD.match(best[0])
    start = best.start() + (lead.end() if lead is not None else 0)
    end = best.start() + len(re.sub(r"[\W_]+$", "", best[0]))
    return reading.field("goods_description", text.of(start, end), None, _BARE)


def _without_sum(rows: list[dict[str, Field]]) -> list[dict[str, Field]]:
    """The rows without a first one that counts the packages of all others together."""
    told = [row["parcel_count"].value for row in rows if "parcel_count" in row]
    whole = [one for one in told if isinstance(one, int)]
    if len(whole) == len(rows) > _LEAST and whole[0] == sum(whole[1:]):
        return rows[1:]
    return rows
