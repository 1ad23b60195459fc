"""One label as it stands on a page, and all that belongs to it: box number, second language, unit, colon."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from extract.doctype import NUMBERS, STRICT, FieldSpec, ValueKind
from extract.elements import symbol_of
from extract.labels_index import LabelIndex
from extract.labels_parties import SIGNED_TAIL, party_rest, party_tail
from extract.labels_pieces import Piece, pieces, skeleton
from extract.labels_units import currency_in, unit_in
from extract.labels_wordings import Match
from extract.layout import Segment
from extract.values import Context, find
from extract.values.folding import fold
from extract.values.identifiers_worded import is_worded
from extract.values.scripts import latin

WITH_DIGITS = (STRICT - {ValueKind.COUNTRY}) | {ValueKind.IDENTIFIERS}
_FURTHER = re.compile(
    r"\s+(?:of|for|in|on|to|and|des?|du|da|dos?|das|del|en|no|na|par|por|para|pour|per|et|e|y)\s[^\d:]{3,60}(?=:|$)"
)
"""More words of a label whose value has digits: "Seal numbers of the tamper-resistant containers"."""
_ASKING_MORE = frozenset({ValueKind.PARTY, ValueKind.AUTHORITY})
_FORM_NAMED = re.compile(r"\s+[A-Z]{1,4}-?\d{0,3}(?=\s*:)")
"""Which form or whose number a label asks for, before its colon: "Autorización M-03:", "Seal OBM:"."""
_AGENCY = re.compile(r"\s+[A-Z]{2,6}\s*$")
"""Whose seals a label asks for that stands alone: "Scellé BNE"."""
_BOX_SIGN = 4  # characters of a box's number or letter
_OPENING = 3  # words that may be a box's number; where a phrase has no more, its label may begin in the next line
_BOX_WORDS = frozenset(
    skeleton(word)
    for word in (
        *("box", "case", "casilla", "campo", "cuadro", "casa", "quadro", "rubrique", "item", "field", "section", "art"),
        *("recuadro", "apartado", "numeral", "rubrica"),
    )
)
_BOX = re.compile(
    r"^\s*[(\[]?\s*(?:[a-z]+\.?\s+)?(?:\d{1,2}\s?[a-z]?|[ivxl]{1,4}|[a-z])\s*[)\].:/°–—·|-]*\s*$", re.IGNORECASE
)
_SECTION = re.compile(
    r"^\s*(?:[(\[]?\d{1,2}(?:(?:\.\d{1,2}){1,2}|\.\s?[a-z])[.)\]]*|(?:#|n\s?[o°º.]{1,2}[°º]?)\s?\d\d?[.):]?)\s+", re.I
)  # "2.3  Exporter", as questionnaires number, "8.a Net weight", "N° 8 Poids net"
_CHAIN = re.compile(r"^\.?\s*(?:[/|\\–—·•-]|\()\s*")
TAIL = re.compile(r"^\.?\s*[(\[]([^()\[\]]{1,60})[)\]]")
_IN_UNIT = re.compile(r"^\.?\s*,?\s*(?:in|en|em)\s+([^\W\d_][\w.$]*\$?)(?=\s*[:;)]|\s*$|\s+\d)", re.IGNORECASE)
_BARE_UNIT = re.compile(
    r"^\.?\s*,?\s*(kgs?|cts?|gr?|mt|t|usd|us\$|us dollars?|dollars? us|eur|€|\$|%)(?=\s*:|\s*$)", re.IGNORECASE
)
COLON = re.compile(r"^\.?\s*(?:[:;=›»>→]|\.{2,}|…|_{2,}|[-–—](?=\s))+[\s.:…_]*")
_STOP = re.compile(r"^\.?\s*[.,]?\s*")
_AND_DATE = re.compile(
    r"^\.?\s*(?:and|et|e|y|&|/|,)\s*(?:the )?(?:date|data|fecha)(?:s|\(s\))?"
    r"(?: of issue| d'emission| de emiss?[ai]on?)?(?![^\W_])"
)  # "No. and date", "N° et date": the number's label, the date stands behind the number
_BASIS = re.compile(
    r"[\s,]+(?:(?:on |on a |en |em |sur )?(?:dry|wet|base|sec|seco|seca|seche|humide|humeda|humida)"
    r"(?: (?:basis|base|weight|matter|seche|seca|humide|humeda|humida))?)(?=\s*(?:[,:(]|$))"
)
"""What a content is given of: ", dry basis", " sur sec", ", base seca"."""
_METHOD = re.compile(r"\s*,\s+[^\W\d_]{3,}(?:\s+[^\W\d_]+){0,2}\s*$")
"""How a content was found, behind its element at the end of a phrase: ", gravimetry", ", fire assay"."""
_TRANSLATED = re.compile(r"[\s/|()–—-]*(?=[:：]|$)")  # of a text whose words in other scripts are blanked


@dataclass(frozen=True)
class LabelHit:
    """One label as it stands on a page.

    `segments` are the phrases it takes up, top to bottom (more than one where it wraps or stands in two languages,
    one under the other). It begins at character `start` of the first and ends at `end` of the last, colon and
    bracketed unit included. `specs` are the fields it may introduce, none for a text only known as a label. `bare`
    says that text follows with no colon or sign between; `embedded` that words stand before it in the phrase; `weak`
    that it is a mere "No." before a number, which may as well begin an address. `stretched` says that it says more than
    its wording, `guessed` that no list has it.
    """

    page: int
    segments: tuple[int, ...]
    start: int
    end: int
    specs: tuple[FieldSpec, ...]
    text: str
    quality: float
    length: int
    colon: bool
    whole: bool
    box_number: bool
    bare: bool = False
    embedded: bool = False
    languages: frozenset[str] = frozenset()
    unit: str | None = None
    currency: str | None = None
    weak: bool = False
    stretched: bool = False
    guessed: bool = False


def starts(text: str, found: Sequence[Piece]) -> list[int]:
    """Pieces at which the label of a phrase may begin: the first, or the one after a box number."""
    starts = [0]
    first = found[0] if found else None
    if first is None:
        return starts
    short = first.key == "no" or first.end - first.start <= _BOX_SIGN
    if len(found) > 1 and short and _BOX.match(text[: found[1].start]):
        starts.append(1)
    section = _SECTION.match(text) if first.key.isdigit() or first.key == "no" else None
    if section is not None:
        starts += [number for number, piece in enumerate(found) if number and piece.start == section.end()]
    sign = 1 + (len(found) > 2 and found[1].key == "no")  # "Box No. 4"
    if len(found) > sign + 1 and len(found[sign].key) <= 2 and first.key in _BOX_WORDS:
        starts.append(sign + 1)
    return starts


def may_open(text: str, found: Sequence[Piece], index: LabelIndex) -> bool:
    """Whether a label may begin with a phrase, as it was read, whatever follows under it: False where none does."""
    return len(found) <= _OPENING or any(index.begins(found[start].key) for start in starts(text, found))


def in_figures(hit: LabelHit) -> bool:
    """Whether all that a label may introduce is told in figures."""
    return all(spec.kind in WITH_DIGITS for spec in hit.specs)


def _lists(specs: Sequence[FieldSpec]) -> bool:
    """Whether all that a label may introduce is lists of numbers: seals, tags."""
    return all(spec.kind is ValueKind.IDENTIFIERS for spec in specs)


def specs_of_addresses(specs: Sequence[FieldSpec]) -> bool:
    """Whether all that a label may introduce is an address."""
    return bool(specs) and all(spec.kind is ValueKind.ADDRESS for spec in specs)


def counted(text: str) -> bool:
    """Whether a text is nothing but a number of things."""
    found = find(ValueKind.COUNT, text, Context())
    if not found:
        return False
    rest = pieces(text[found[0].end :])
    if len(rest) == 1 and found[0].value != 1 and rest[0].key[-1:] not in "sx":
        return False  # "6 Lote": a box of a form, as six of them are written otherwise
    return found[0].start == 0 and 0 < len(rest) <= 3


def make_hit(
    segment: Segment,
    number: int,
    page: int,
    index: LabelIndex,
    found: Sequence[Piece],
    match: Match,
    *,
    box: bool,
    embedded: bool,
    fuzzy: bool,
) -> tuple[LabelHit, int]:
    """The hit for a match, stretched over a second language, bracketed units and the colon."""
    text = segment.text
    specs, last, end = match.wording.specs, match.last, found[match.last - 1].end
    start = found[match.first].start
    languages = set(match.wording.languages)
    length = match.wording.length
    end = _closed(text, start, end)
    while last < len(found):
        tail = TAIL.match(text[end:])
        skipped = tail.end() if tail is not None and _CHAIN.match(text[end + tail.end() :]) else 0
        if skipped:
            while last < len(found) and found[last].start < end + skipped:
                last += 1
            if last == len(found):
                break
        other = index.at(found, last, fuzzy=fuzzy)
        link = _CHAIN.match(text[end + skipped :]) or _mistaken_stroke(
            text, end + skipped, other, len(found), languages
        )
        if other is None or found[last].start > end + skipped + (link.end() if link else 1) + 1:
            break
        if ":" in text[end : found[last].start] and is_worded(text[found[last].start :]):
            break  # "Lote: LOT 490/26": the number's own word
        shared = common(specs, other.wording.specs)
        if not shared and not (not specs and not other.wording.specs):
            break
        translates = bool(shared) and other.last == len(found) and len(other.wording.languages | languages) > 1
        if link is None and other.wording.languages & languages and not translates:
            break  # but "N° de lot Lot No.", whose second wording is French as well
        specs = shared
        last, end = other.last, _closed(text, start, found[other.last - 1].end)
        languages |= other.wording.languages
        length += other.wording.length
        if link is not None and "(" in link[0] and text[end : end + 1] == ")":
            end += 1
    hints = text[start:end]
    while any(spec.kind in _ASKING_MORE for spec in specs):
        opened = text.count("(", start, end) > text.count(")", start, end)
        behind = fold(text[end:])
        if all(spec.kind is ValueKind.AUTHORITY for spec in specs):
            named = SIGNED_TAIL.match(behind)
        else:
            named = (party_rest().match(behind) if opened else None) or party_tail().match(behind)
        if named is not None and ":" in named[0] and text[end + named.end() :].strip(" .")[:1].isalnum():
            named = None  # "Proveedor: Société Minière X": the word begins the answer
        end = _closed(text, start, end + named.end()) if named else end
        while last < len(found) and found[last].start < end:
            last += 1
        link = _CHAIN.match(text[end:]) if last < len(found) else None
        other = index.at(found, last, fuzzy=fuzzy) if link is not None else None
        shared = common(specs, other.wording.specs) if other is not None else ()
        if other is None or not shared:
            break
        specs, last, end = shared, other.last, found[other.last - 1].end  # "Exporter: name, address / Exportateur, …"
        languages |= other.wording.languages
    if any(spec.kind is ValueKind.IDENTIFIER for spec in specs):
        dated = _AND_DATE.match(fold(text[end:]))
        end += dated.end() if dated else 0
    if any(spec.kind is ValueKind.PERCENT for spec in specs):
        basis = _BASIS.match(fold(text[end:]))
        end += basis.end() if basis else 0
        method = _METHOD.match(text[end:]) if symbol_of(text[start:end]) is not None else None
        end += method.end() if method is not None and symbol_of(method[0]) is None else 0
    if last == len(found) - 1 and found[last].key == "no" and specs and all(spec.kind in NUMBERS for spec in specs):
        end = found[last].end  # "Étiquettes négociant n°"
    for pattern in (TAIL, _IN_UNIT, _BARE_UNIT, TAIL):
        tail = pattern.match(text[end:])
        if tail is not None and sum(char.isdigit() for char in tail[0]) < 4:
            end += tail.end()
    if len(match.wording.keys) > 1 and specs and all(spec.kind in WITH_DIGITS for spec in specs):
        further = _FURTHER.match(fold(text[end:]))
        end += further.end() if further else 0
    if specs and all(spec.kind in NUMBERS for spec in specs):
        named = _FORM_NAMED.match(text[end:]) or (_AGENCY.match(text[end:]) if _lists(specs) else None)
        end += named.end() if named else 0
    end = _past_other_script(text, end)
    colon = COLON.match(text[end:])
    if colon is not None:
        end += colon.end()
    else:
        stop = _STOP.match(text[end:])
        end += stop.end() if stop else 0
    while last < len(found) and found[last].start < end:
        last += 1
    if text[end:].strip() == ")" and text[:start].endswith("("):
        end = len(text)  # "(Invoice No.)"
    rest, hints = text[end:].strip(" /|–—-"), text[start:end]
    return (
        LabelHit(
            page=page,
            segments=(number,),
            start=start,
            end=end,
            specs=specs,
            text=text[start:end].strip(),
            quality=match.quality,
            length=length,
            colon=colon is not None,
            whole=not rest and not embedded,
            bare=bool(rest) and colon is None,
            embedded=embedded,
            box_number=box,
            languages=frozenset(languages),
            unit=unit_in(hints),
            currency=currency_in(hints),
            weak=match.wording.keys == ("no",) and colon is None and bool(rest),
        ),
        last,
    )


def _mistaken_stroke(
    text: str, end: int, other: Match | None, pieces_in_all: int, languages: Collection[str]
) -> re.Match[str] | None:
    """A colon that parts nothing but a label and its other language, as a stroke does: "Destinataire : Consignee"."""
    if other is None or other.last < pieces_in_all or other.wording.languages & set(languages):
        return None
    return COLON.match(text[end:])


def _past_other_script(text: str, end: int) -> int:
    """The end of a label with its translation into another script, where no more than that stands before its colon."""
    behind = _TRANSLATED.match(latin(text), end)
    return behind.end() if behind is not None and text[end : behind.end()].strip() else end


def _closed(text: str, start: int, end: int) -> int:
    """The end of a wording with the bracket that closes what it opened."""
    if text.count("(", start, end) > text.count(")", start, end):
        closing = re.match(r"[^\w(]{0,3}\)", text[end:])
        if closing is not None:
            return end + closing.end()
    return end


def common(one: Sequence[FieldSpec], other: Sequence[FieldSpec]) -> tuple[FieldSpec, ...]:
    return tuple(spec for spec in one if any(spec is each for each in other))
