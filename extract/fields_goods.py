"""The goods: the description without the facts beside it, and the commodity that it names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from extract.candidates import Candidate
from extract.doctype import DocumentType, ValueKind
from extract.model import DocumentKind, Field
from extract.prose_words import alternation
from extract.values import Context, Parsed, find, parse
from extract.values.counts import packages_end
from extract.values.folding import fold
from extract.values.minerals import common_mineral, mineral_of_hs

_EDGE = " \t.,;:/|–—-\n"
_FACTS = (ValueKind.COUNT, ValueKind.CARATS, ValueKind.WEIGHT, ValueKind.HS_CODES, ValueKind.MONEY, ValueKind.PERCENT)
_JOIN = re.compile(r"^\s*(?:of|de|d'|du|des|da|do|del|containing|contenant|contendo|conteniendo|x|:)\s*", re.IGNORECASE)
_STATED = 0.8  # score from which a fact among the words of a description counts as stated
_AMONG_GOODS = 0.85  # confidence that such a fact has at most, before what nothing speaks against is a little surer
_MARKED = re.compile(
    r"\s*(?:\d{1,3}[.)]\s+)?[A-Z][A-Z\d]+(?:[/-][A-Z\d]+)+(?:\s+(?:/\s*)?\d{1,4}\s*(?:[-–—]|to|à|a|ao|al)\s*\d{1,4})?\s*"
)
"""A code in parts, and the numbers of the packages that bear it."""
_ITEM_AND_MARKS = re.compile(
    r"\s*(?:\d{1,3}[.)]?\s+)?(?:(?i:marks?|marques?|marcas?)(?: (?i:and|et|e|y) \S+)?\s*:?\s*)?"
    r"(?:N/M|S/M|[A-Z][A-Z\d]*(?:[/.&-][A-Z\d]+)*)"
    r"(?:\s+(?:/\s*)?(?:[Nn][o°º.]{1,2}\s*)?\d{1,4}\s*(?:[-–—/]|to|à|a|ao|al)\s*\d{1,4})?[\s,;:]*"
)
"""The number of an item in a form's box, and the marks and numbers of its packages: "1 KM 1-20", "N/M"."""
_CODED = re.compile(
    r"[\s,;(\[–-]*(?<![^\W_])(?:(?:under|code|codes|codigo|tariff|tarif|customs)\W+)*"
    r"(?:h\.?s|s\.?h|s\.?a|n\.?c\.?m?|cn|hts|taric)\.?(?:\s+(?:codes?|code no|heading|no|n°|codigo|position))?"
    r"\s*[.:]?\s*\d{4}(?:[. ]?\d{2}){0,3}\s*[)\]]?[\s.]*$"
)
"""The code of the tariff behind the goods, in folded text: ", HS 2609.00"."""
_SIEVE = re.compile(r"[+<>-]\s*\d[\d.]*\s*$")


def trimmed(candidate: Candidate, context: Context) -> Candidate:
    """A reading of the goods description cut down to the description; any other reading as it is."""
    if candidate.spec.name != "goods_description":
        return candidate
    told = description(candidate.parsed, candidate.region.text, context)
    shorter = replace(candidate, parsed=told)
    if candidate.cue is not None and parse(ValueKind.MINERAL, told.raw, context) is None:
        shorter = shorter.weighed({"at_second_hand": 1.0})  # "to export base mineral", before the mineral is named
    return shorter.weighed({"only_a_fact": 1.0}) if _is_fact(told.raw, context) else shorter


def description(parsed: Parsed, text: str, context: Context) -> Parsed:
    """The reading of a goods box without the lines and edges that state counts, weights, codes or money."""
    start, end = parsed.start, parsed.end
    lines: list[tuple[int, int]] = []
    position = start
    for line in text[start:end].split("\n"):
        lines.append((position, position + len(line)))
        position += len(line) + 1
    while lines and (_is_fact(text[slice(*lines[0])], context) or _is_marks(text, lines, context)):
        lines.pop(0)
    kept: list[tuple[int, int]] = []
    for one in lines:
        if _is_fact(text[slice(*one)], context):
            break
        kept.append(one)
    if not kept:
        return parsed
    first, last = _without_edges(text, kept[0][0], kept[-1][1], context)
    if (first, last) == (start, end) or not re.search(r"[^\W\d_]{2}", text[first:last]):
        return parsed
    again = parse(ValueKind.TEXT, text[first:last], context)
    if again is None:
        return parsed
    return replace(again, start=first + again.start, end=first + again.end, score=parsed.score, rule="goods-text")


def _is_marks(text: str, lines: Sequence[tuple[int, int]], context: Context) -> bool:
    """Whether the first of these lines is the marks of packages, over one that names the goods: "1. CLM/ST 1-36"."""
    below = text[lines[1][0] : lines[-1][1]] if len(lines) > 1 else ""
    return _MARKED.fullmatch(text[slice(*lines[0])]) is not None and bool(find(ValueKind.MINERAL, below, context))


def _is_fact(line: str, context: Context) -> bool:
    """Whether a line is nothing but a count, weight, code or amount."""
    text = line.strip(_EDGE)
    if not text:
        return True
    for kind in _FACTS:
        for found in find(kind, text, context):
            if found.score >= 0.8 and found.end - found.start >= (0.6 if kind is ValueKind.PERCENT else 0.85) * len(
                text
            ):
                return True
    return False


def _without_edges(text: str, start: int, end: int, context: Context) -> tuple[int, int]:
    """The stretch without a count of packages before it and a weight or code after a comma at its end."""
    stretch = text[start:end]
    for found in find(ValueKind.COUNT, stretch, context):
        if stretch[: found.start].strip(_EDGE) and not _are_marks(stretch, found, context):
            break
        line = stretch.find("\n", found.end)
        told = [bool(find(ValueKind.MINERAL, part, context)) for part in (stretch[:line], stretch[line:])]
        if line > 0 and told == [False, True]:
            start += line  # "63 strapped bundles", over the line that names the goods
            break
        packed = packages_end(fold(stretch), found.end)
        if packed > found.end and find(ValueKind.MINERAL, stretch[packed:], context):
            joined = _JOIN.match(stretch[packed:])
            start += packed + (joined.end() if joined else 0)  # "100 bulk bags Spodumene concentrate"
            break
        things = re.match(r"[\s(]*(?:[^\W\d_]+[\s)]*){1,3}?(?=[,:;]|\bof\b|\bde\b|\bx\b)", stretch[found.end :])
        begin = found.end + (things.end() if things and not found.raw.strip()[-1:].isalpha() else 0)
        joined = _JOIN.match(stretch[begin:])
        begin += joined.end() if joined else 0
        start += begin
        break
    for kind in (ValueKind.CARATS, ValueKind.WEIGHT):
        leading = next(iter(find(kind, text[start:end], context)), None)
        if leading is not None and not text[start : start + leading.start].strip(_EDGE):
            joined = _JOIN.match(text[start + leading.end : end])
            start += leading.end + (joined.end() if joined else 0)
            break
    while start < end and text[start] in " \t,;:/|\n":
        start += 1
    while end > start and text[end - 1] in " \t,;:/|\n([":
        end -= 1
    coded = _CODED.search(fold(text[start:end]))
    if coded is not None and find(ValueKind.MINERAL, text[start : start + coded.start()], context):
        end = start + coded.start()
    lot = _of_lot().search(fold(text[start:end]))
    if lot is not None and lot.start():
        end = start + lot.start()
    for cut in re.finditer(r"[,;]\s+", text[start:end]):
        rest = text[start + cut.end() : end]
        if _measuring().match(fold(rest)):
            end = start + cut.start()
            break
        if _is_fact(rest, context) and not _SIEVE.search(rest):
            end = start + cut.start()
            break
    return start, end


def _are_marks(stretch: str, counted: Parsed, context: Context) -> bool:
    """Whether nothing but an item's number and the marks of its packages stands before a count of these, and the goods
    are named behind it: "1 KM 1-20 20 big bags Cassiterite concentrate"."""
    named = bool(find(ValueKind.MINERAL, stretch[counted.end :], context))
    return named and _ITEM_AND_MARKS.fullmatch(stretch[: counted.start]) is not None


@cache
def _of_lot() -> re.Pattern[str]:
    """The lot behind its goods: "concentrado de espodumênio do lote SER-3"."""
    return re.compile(
        r",?\s(?:del|do|da|du|of|from|in|no)\s(?:the\s)?(?:lote?|parcel|batch)\s+(?:n\S{0,3}\s+)?\S*\d\S*"
    )


@cache
def _measuring() -> re.Pattern[str]:
    """What a sentence goes on with behind the goods: "…, being not more than 120 tonnes", "…, d'un poids de …"."""
    return re.compile(rf"(?:and |et |e |y )?(?:{alternation('measuring')})(?![^\W_])")


def mineral(
    kind: DocumentKind, fields: Mapping[str, Field], lines: tuple[Mapping[str, Field], ...], context: Context
) -> Field | None:
    """The commodity, from what the document says of its goods: description, rows, HS codes, then its type."""
    told: dict[str, Field] = {}
    sources = [fields[name] for name in ("goods_description",) if name in fields]
    sources += [row["goods_description"] for row in lines if "goods_description" in row]
    for source in sources:
        parsed = parse(ValueKind.MINERAL, str(source.value or source.raw), context)
        if parsed is not None and isinstance(parsed.value, str) and parsed.value != "diamonds":
            told.setdefault(
                parsed.value, _inferred(parsed.value, source, min(0.97, source.confidence) * parsed.score, parsed.rule)
            )
    if len(told) == 1:
        return next(iter(told.values()))
    if told:
        return _together(told)
    codes = fields.get("hs_codes")
    if codes is None:
        codes = next((row["hs_codes"] for row in lines if "hs_codes" in row), None)
    if codes is not None and isinstance(codes.value, tuple):
        named = {mineral_of_hs(code) for code in codes.value}
        only = named.pop() if len(named) == 1 else None
        if only is not None:
            return _inferred(only, codes, min(0.95, codes.confidence), "hs-code")
    if kind is DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE:
        return Field(name="mineral", value="rough diamonds", confidence=0.97, rule="kimberley-process")
    return None


def _together(told: Mapping[str, Field]) -> Field | None:
    """The commodity of rows that name several: the narrower of two names, a mixed parcel of stones, or None."""
    value = common_mineral(told)
    if value is None:
        return None
    sources = [told[value]] if value in told else list(told.values())
    surest = min(sources, key=lambda field: field.confidence)
    evidence = tuple(one for field in sources for one in field.evidence)
    raw = "; ".join(field.raw for field in sources)
    return surest.model_copy(update={"value": value, "raw": raw, "evidence": evidence})


def with_goods_facts(
    fields: Mapping[str, Field], lines: Sequence[Mapping[str, Field]], doctype: DocumentType, context: Context
) -> dict[str, Field]:
    """The fields with the code and the count that a table's only description states, where nothing else does."""
    if len(lines) != 1 or "goods_description" not in lines[0]:
        return dict(fields)
    goods = lines[0]["goods_description"]
    named = {spec.name for spec in doctype.fields}
    made: dict[str, Field] = {}
    for name, kind in (("hs_codes", ValueKind.HS_CODES), ("parcel_count", ValueKind.COUNT)):
        found = [one for one in find(kind, goods.raw, context) if one.score >= _STATED]
        if name in named and name not in fields and len({one.value for one in found}) == 1:
            made[name] = goods.model_copy(
                update={
                    "name": name,
                    "value": found[0].value,
                    "raw": found[0].raw,
                    "confidence": round(min(goods.confidence, _AMONG_GOODS) * found[0].score, 4),
                    "rule": found[0].rule,
                }
            )
    return {**made, **fields}


def _inferred(value: str, source: Field, sure: float, rule: str) -> Field:
    return Field(
        name="mineral",
        value=value,
        raw=source.raw,
        confidence=round(sure, 4),
        evidence=source.evidence[:1],
        label=source.label,
        rule=rule,
    )
