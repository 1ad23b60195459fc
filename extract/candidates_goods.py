"""Facts about goods without a label of their own: what a goods box holds, what is named, what sentences measure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from extract.candidates import Candidate
from extract.candidates_reading import counts_of_things
from extract.candidates_regions import Place, Region
from extract.candidates_shapes import by_shape, spec_named
from extract.doctype import DocumentType, FieldSpec, ValueKind
from extract.prose import candidate_of
from extract.prose_cues import Cue
from extract.prose_paragraphs import Paragraph
from extract.prose_parties import placed
from extract.prose_values import reading_after_measure
from extract.prose_words import alternation
from extract.values import Context, Parsed, find, parse
from extract.values.counts import of_packages
from extract.values.folding import fold

_RUNNING = 9  # words from which a paragraph is running text
_NOT_THE_LOT = re.compile(
    r"(?:(?<![^\W_])(?:gross|brute?|brut[oa]|tare|tara)(?![^\W_])\D{0,24}"
    r"|(?<![^\W_])(?:than|below|above|over|under|que|minimum|limit[ea]?|threshold|seuil)\W*)$"
)
_CLAUSE = 48  # characters between such a word and the weight
_OR_MORE = re.compile(
    r"\W*(?:(?:and|or|et|ou|e|o|y)\s+(?:above|more|over|below|less|plus|mais|mas|menos|moins|acima)|gross|brut)"
)


def goods_facts(doctype: DocumentType, goods: Sequence[Region], context: Context) -> Iterator[Candidate]:
    """Carats, HS codes, the lot and a count of packages that stand in the goods box without a label of their own."""
    carats, codes, count = (spec_named(doctype, name) for name in ("carat_weight", "hs_codes", "parcel_count"))
    lot = spec_named(doctype, "lot_number")
    for box in goods:
        region = Region(box.layout, box.page, Place.SHAPE, box.text, box.spots, 0.0, same_cell=True, lines=box.lines)
        if carats is not None:
            found = [one for one in find(ValueKind.CARATS, region.text, context) if _own_line(region.text, one)]
            if len(found) == 1:
                yield by_shape(carats, region, found[0], fit=0.7)
        if codes is not None:
            for one in find(ValueKind.HS_CODES, region.text, context):
                if one.score >= 0.95 and "." in one.raw:
                    yield by_shape(codes, region, one, fit=0.4)
                    break
        told = _parcel().search(region.text) if lot is not None else None
        if lot is not None and told is not None:
            number = placed(parse(lot.kind, told["number"], context), told.start("number"))
            lead = told["parcel"]
            if number is not None:
                cue = Cue(told.start("parcel"), told.end("parcel"), (lot,), lead, len(lead), False)
                yield candidate_of(lot, Paragraph(box), cue, number)
        if count is not None:
            counts = of_packages(region.text, counts_of_things(region.text, context))
            own = [one for one in counts if _begins(region.text, one) or _own_line(region.text, one)]
            if own or len(counts) == 1:
                yield by_shape(count, region, (own or counts)[0], fit=0.5).weighed({"coverage": 0.0})


@cache
def _parcel() -> re.Pattern[str]:
    """A parcel behind a comma or in a bracket, with a number of letters and figures: "…, parcelle AB-2/26"."""
    return re.compile(
        rf"[,;(–-]\s*(?P<parcel>(?i:{alternation('parcel')}))\s+(?:[Nn][°º.o]{{0,2}}\s*)?"
        r"(?P<number>(?=[^\s,;]{0,9}[A-Z])(?=[^\s,;]*\d)[A-Z0-9][\w./-]{3,})(?=[\s,;.)]|$)"
    )


def named_goods(found: Sequence[Candidate], doctype: DocumentType, context: Context) -> Iterator[Candidate]:
    """The commodity as its own description, for forms that ask for the mineral and not for the goods."""
    spec = spec_named(doctype, "goods_description")
    if spec is None:
        return
    for one in found:
        if one.spec.kind is not ValueKind.MINERAL or one.label is None:
            continue
        text = one.region.text.split("\n")[0]
        parsed = parse(ValueKind.TEXT, text, context)
        if parsed is not None:
            told = Candidate(spec, one.region, parsed, label=one.label)
            yield told.weighed({**one.features, "at_second_hand": 1.0})


def prose_measures(doctype: DocumentType, texts: Sequence[Paragraph], context: Context) -> Iterator[Candidate]:
    """The weight that a letter speaks of, where it names but one and no cue says which it is."""
    goods = spec_named(doctype, "goods_description")
    masses = spec_named(doctype, "licensed_quantity") or spec_named(doctype, "net_weight")
    carats = spec_named(doctype, "carat_weight")
    found: list[tuple[FieldSpec, Region, Parsed]] = []
    for text in texts:
        if len(text.running.split()) < _RUNNING:
            continue
        for parsed in find(ValueKind.WEIGHT, text.running, context):
            spec = carats if parsed.unit == "ct" else masses
            before, after = fold(text.running[: parsed.start]), fold(text.running[parsed.end :])
            if _NOT_THE_LOT.search(before) or _OR_MORE.match(after) or _not_the_lot().search(before):
                continue
            if spec is not None and parsed.score >= 0.55:
                found.append((spec, text.region, parsed))
            if goods is not None and (told := reading_after_measure(text.running, parsed.end, context)) is not None:
                place = Region(text.region.layout, text.region.page, Place.SHAPE, text.region.text, text.region.spots)
                yield by_shape(goods, place, told, fit=1.0).weighed({"coverage": 0.2})
    for spec in (masses, carats):
        values = [(region, parsed) for own, region, parsed in found if own is spec and spec is not None]
        if spec is not None and len({(parsed.value, parsed.unit) for _, parsed in values}) == 1:
            region, parsed = values[0]
            place = Region(region.layout, region.page, Place.SHAPE, region.text, region.spots, 0.0, lines=region.lines)
            yield by_shape(spec, place, parsed, fit=1.0).weighed({"coverage": 0.2})


@cache
def _not_the_lot() -> re.Pattern[str]:
    """Words in the clause before a weight that make it another's: an empty drum's, a sample's, a threshold."""
    return re.compile(rf"(?<![^\W_])(?:{alternation('not_the_lot')})(?![^\W_])[^.;]{{0,{_CLAUSE}}}$")


def _begins(text: str, parsed: Parsed) -> bool:
    return not text[: parsed.start].strip(" \n.:-")


def _own_line(text: str, parsed: Parsed) -> bool:
    """Whether a value begins its line or follows a comma, so that it is a statement and no part of a description."""
    start = text.rfind("\n", 0, parsed.start) + 1
    end = text.find("\n", parsed.end)
    before = text[start : parsed.start].rstrip()
    after = text[parsed.end : end if end >= 0 else len(text)].strip()
    return (not before or before[-1] in ",;:/(–-") and (not after or after[0] in ",;/)–-")
