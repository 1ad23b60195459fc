"""What a label's place says for a field: the reading of its text, with the doubts that its surroundings cast on it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.bodies import names_paper
from extract.candidates_containers import (
    beside_containers,
    with_their_maker,
    without_containers,
    without_their_container,
)
from extract.candidates_ground import Ground
from extract.candidates_issued import is_place_and_day
from extract.candidates_regions import Place, Region
from extract.doctype import FieldSpec, ValueKind
from extract.labels_hit import LabelHit
from extract.prose_names import bears_body, names_a_body
from extract.values import counts, find, legal_forms, parse, units
from extract.values.folding import fold
from extract.values.hs import ANNOUNCED, announces_code
from extract.values.identifiers_worded import worded
from extract.values.model import Context, Parsed
from extract.values.prices import is_price

_MERE = 4  # letters of a label that any paper uses for places too: From, To, De, Para
_ROUTE = re.compile(r"[A-Z]{3}(?:\s*[/–—-]\s*[A-Z\d]{2,3})+")
"""An airport and a carrier, or the airports of a route, by their codes: "DXB / EK", "LAD-ADD-DXB"."""
_MEASURES = frozenset(
    {ValueKind.CARATS, ValueKind.WEIGHT, ValueKind.PERCENT, ValueKind.MONEY, ValueKind.COUNT, ValueKind.HS_CODES}
)
_CARRIED = re.compile(r"(?<=\w[-/])\n(?=\w)")  # a number that its line's end has cut: "MCR/INV/2604-" over "17"
_DANGLING = re.compile(r"\w[-/]$")
_BEGUN = re.compile(r"(?<![^\W_])[A-Z]{2,6}[-/]$")
"""The beginning of a number that ends a label's line, the rest beneath: "PERMIT No. ABC-"."""
_BESIDE = frozenset({Place.INLINE, Place.RIGHT})
_CONTAINER_WORD = re.compile(r"contain|conten|conteneur")
_BROKEN = re.compile(
    r"(?<![\d.,'])(\d{1,3}(?:[ .,]\d{3})*)\n(?=\d{3}(?:[ .]\d{3})*,\d{2}(?!\d)|\d{3}(?:[ ,]\d{3})*\.\d{2}(?!\d))"
)
"""Where a narrow box's line ends inside an amount: "USD 240" over "247,31"."""
_ALLOWED_BY = re.compile(
    r"\W*(?:authori[sz]ed|approved|certified|autorise|certifie|autorizad[oa]|aprovad[oa]|certificad[oa]) (?:by|par|por)"
    r"|\W*(?:visa|visto|signature|assinatura|firma|signed|signe)(?![^\W_])"
)
"""Labels under which a body stands, or who signed for one; where the goods leave by is asked for like an office."""
_WORTHS = frozenset({"value", "licensed_value"})
_PRICE_UNIT = re.compile(r"[^\W\d_.$€£]{0,3}[$€£]?\s*(?:/|per|par|por)\s*[^\W\d_]{1,6}\.?", re.IGNORECASE)
_SHORT_LIST = 2
_FULL = (6, 8, 10)  # digits of a code of the nomenclature
_SAMPLED = re.compile(r"sampl|echantillon|muestra|amostra")
_SAMPLE = re.compile(r"(?=\S*\d{3})[A-Z]{1,5}[-/]?\d\S*[-/]\d|[A-Z]{1,4}\d{4,}(?![^\W_])")
"""How a sample's or a piece's number begins: "ZM-26-3310, prélevé le …"."""
_MARKS = re.compile(r"(?<![^\W_])(?:marks|marques|marcas)(?![^\W_])")
_OF_A_SEAL = re.compile(r"\d(?:\D?\d){2}|[A-Z][ -]?\d")
_NEXT_SENTENCE = re.compile(r"(?<=\d)\.\s+(?=[A-Z][^\W\d_A-Z]{3,}(?:\s|$))")
_SEAL = re.compile(r"(?:seal|scelle|plomb|sceau|selo|lacre|precinto|sello|marchamo)")
_WAYBILL_UNITS = {"K": "kg", "L": "lb"}  # IATA, Conditions of Carriage resolutions: the box kg/lb of an air waybill
_WAYBILL_UNIT = re.compile(r" ?([KL])(?=\s|$)")
_FOOT = 0.5  # of the page's height: stamps are set under what a paper says
_UNPRICED = re.compile(r"(?:.*\s)?[^\W\d_]{4,}\W.*[A-Z]\W*$", re.DOTALL)
"""Words before a bare number, and a capital letter right before it: those of another fact, and its code."""
_UNIT_GAP = 8.0  # text heights from a number to its unit in a box of its own
_STROKED = re.compile(r"(?:(?!\s/\s)[^\n])+")  # what stands between strokes set apart
_STANDS_ON = re.compile(r"(?<![^\W_])(?:on|upon|in|sobre|sur|dans|em|en|dentro de)\s+$")
_COUNTED = re.compile(r"\d{1,5}(?: ?\([^()]*\))?")  # "3", "4 (quatro)"
_SENTENCE_END = re.compile(r"(?<=[a-zà-ÿ]{3})\.\s+(?=[^\W\d_a-zà-ÿ])")
_UNTIL = re.compile(r"[\s,]*(?:to|until|till|through|au|jusqu'?au|a|ao|ate|al|hasta|[-–—/])[\s:]*(?:the |el |le |o )?")
_CLAUSE = re.compile(r"[.)]?\s+[^\W\d_]{1,20}(?:[\s,]+[^\W\d_]+){3}|[.)]\s+[^\W\d_]")


def read_at(
    spec: FieldSpec, hit: LabelHit, region: Region, places: Sequence[Region], context: Context
) -> Parsed | None:
    """The reading of one of a label's `places`; None where it has none, or where it is no statement of the field."""
    if spec.kind is ValueKind.COUNT and _names_goods(hit):
        packages = counts_of_packages(region.text, places, context)
        return packages[0] if len(packages) == 1 else None  # among marks and descriptions a count says of what
    text = _even(spec.kind, region.text)
    if spec.kind is ValueKind.MONEY:
        text = _BROKEN.sub(r"\1 ", text)
    if spec.name == "seal_numbers":
        text = without_their_container(_first_sentence(text))
    if spec.kind is ValueKind.COUNTRY and (stop := _SENTENCE_END.search(text)) is not None:
        text = text[: stop.start()]
    parsed = parse(spec.kind, text, context)
    if parsed is not None and spec.kind is ValueKind.COUNT and _STANDS_ON.search(fold(text[: parsed.start])):
        parsed = next((other for other in parsed.others if not other.start), parsed)  # "24 big-bags on 6 pallets"
    if parsed is not None and spec.kind is ValueKind.IDENTIFIER and len(hit.specs) > 1:
        parsed = _its_own(spec, hit, region.text, context) or parsed
    if parsed is None or _says_nothing(spec, hit, region, places, parsed):
        return None
    if spec.kind is ValueKind.IDENTIFIER:
        return worded(region.text, parsed)
    if spec.kind is ValueKind.IDENTIFIERS and _CONTAINER_WORD.search(fold(hit.text)):
        if parsed.rule == "identifier-range" and _MARKS.search(fold(hit.text)):
            return None  # "KH 001-040" are the packages' marks
        return without_containers(beside_containers(region.text, context) or parsed)
    if spec.name == "seal_numbers":
        listed = with_their_maker(hit.text, parsed)
        return without_containers(listed, least=_SHORT_LIST) if _OF_A_SEAL.search(parsed.raw) else None
    if spec.kind is ValueKind.HS_CODES and parsed.rule == "hs-code" and announces_code(hit.text):
        return (
            replace(parsed, score=max(parsed.score, ANNOUNCED))
            if sum(map(str.isdigit, parsed.raw)) in _FULL
            else parsed
        )
    measured = spec.kind in (ValueKind.WEIGHT, ValueKind.PERCENT) and parsed.unit is None
    if measured and (unit := _unit_of(region, parsed)) is not None:
        return parse(spec.kind, region.text, replace(context, unit=unit)) or parsed
    return _end_of_period(region.text, parsed, context) if spec.name == "expiry_date" else parsed


def _says_nothing(spec: FieldSpec, hit: LabelHit, region: Region, places: Sequence[Region], parsed: Parsed) -> bool:
    """Whether a reading is half a number, a place where a company should be, the number of a clause, the words of a
    stamp, the rest of a body's name ("Laboratoire d'analyses" over "minérales"), a paper's name for goods, or the price
    of one carat where the worth of the lot should be."""
    if spec.name == "goods_description":
        sample = _SAMPLED.search(fold(hit.text)) is not None and _SAMPLE.match(parsed.raw) is not None
        figures = re.search(r"[^\W\d_]{3}", parsed.raw) is None  # the number of a sample, a column of weights
        return sample or figures or names_paper(parsed.raw) or legal_forms.is_nothing_else(parsed.raw)
    if spec.kind is ValueKind.IDENTIFIER:
        begun = region.place not in _BESIDE and _BEGUN.search(hit.text) is not None
        return begun or _goes_over(region, places)
    if spec.kind is ValueKind.MONEY and _is_broken(region, places):
        return True
    if spec.kind is ValueKind.AUTHORITY:
        either = len(hit.specs) > 1 or _ALLOWED_BY.match(fold(hit.text)) is not None
        goes_on = region.place is Place.BELOW and not hit.colon and parsed.raw[:1].islower()
        return goes_on or _in_a_stamp(hit, region) or (either and not bears_body(parsed.raw))
    if spec.kind is ValueKind.PARTY:
        routed = _ROUTE.fullmatch(region.text.strip()) is not None
        return routed or is_place_and_day(region.text) or (hit.length <= _MERE and _mere_place(region, parsed))
    if spec.name in _WORTHS and is_price(region.text, parsed):
        return True
    if spec.kind is ValueKind.MONEY and spec.more and _UNPRICED.match(region.text[: parsed.start]):
        return parsed.raw.strip().isdecimal()  # "Handling: VALUABLE. SEAL MM 0027714" is no charge
    answered = hit.colon and region.place is Place.INLINE  # "Parcels weighed: 3. Each parcel was weighed twice."
    return spec.kind in _MEASURES and not answered and _of_a_sentence(region.text, parsed)


def _in_a_stamp(hit: LabelHit, region: Region) -> bool:
    """Whether a label is the first word of a rubber stamp, located or at a page's foot: "LABORATORIO" over "ROSA"."""
    box = region.layout.segments[hit.segments[0]].box
    stamps = (mark.box for mark in region.layout.page.marks if mark.kind == "stamp" and mark.box is not None)
    inside = any(one.x0 < box.mid_x < one.x1 and one.y0 < box.mid_y < one.y1 for one in stamps)
    named = bears_body(hit.text) if inside else box.y0 > _FOOT and names_a_body(hit.text)
    alone = hit.whole and not hit.colon and not hit.box_number
    return named and alone and hit.text.isupper() and region.text.isupper()


def _its_own(spec: FieldSpec, hit: LabelHit, text: str, context: Context) -> Parsed | None:
    """Of numbers parted by a stroke under a label of as many, the one in the field's place: "Invoice / Lot"."""
    numbered = [one for one in hit.specs if one.kind is ValueKind.IDENTIFIER]
    pieces = list(_STROKED.finditer(text))
    if len(numbered) != len(hit.specs) or len(pieces) != len(numbered):
        return None
    piece = pieces[numbered.index(spec)]
    parsed = parse(ValueKind.IDENTIFIER, piece[0], context)
    if parsed is None or not any(map(str.isdigit, parsed.raw)):
        return None
    return replace(parsed, start=parsed.start + piece.start(), end=parsed.end + piece.start(), others=())


def counts_of_things(text: str, context: Context) -> list[Parsed]:
    """The counts of things in a text, line by line: a mark's last figure is no part of the next line's count.

    What the things stand on or travel in is not counted beside them: "40 drums on 10 pallets".
    """
    found: list[Parsed] = []
    start = 0
    for line in text.split("\n"):
        told = [one for one in find(ValueKind.COUNT, line, context) if any(char.isdigit() for char in one.raw)]
        found += [
            replace(one, start=start + one.start, end=start + one.end, others=())
            for number, one in enumerate(told)
            if not number or _STANDS_ON.search(fold(line[: one.start])) is None
        ]
        start += len(line) + 1
    return found


def counts_of_packages(text: str, places: Sequence[Region], context: Context) -> list[Parsed]:
    """The counts of packages in one of a label's places; none where it counts but what carries those of another.

    "4 x 20' containers STC", over "40 bundles copper cathodes".
    """
    found = counts_of_things(text, context)
    packed = counts.of_packages(text, found)
    if packed != found:
        return packed
    for place in places:
        if len(place.text) > len(text) and place.text.startswith(text):
            longer = counts_of_things(place.text, context)
            told = counts.of_packages(place.text, longer)
            if len(told) < len(longer) and not {one.start for one in told} & {one.start for one in found}:
                return []
    return packed


def _first_sentence(text: str) -> str:
    """A list of seals without the sentence behind it: "OBR 554102. Remorque T 881"."""
    end = next((end for end in _NEXT_SENTENCE.finditer(text) if not _SEAL.match(fold(text[end.end() :]))), None)
    return text[: end.start()] if end is not None else text


def _names_goods(hit: LabelHit) -> bool:
    """Whether a box holds marks or the goods beside what is counted."""
    return any(spec.kind is ValueKind.TEXT for spec in hit.specs) or _MARKS.search(fold(hit.text)) is not None


def is_unit(ground: Ground, hit: LabelHit) -> bool:
    """Whether what might head a column is the unit of the number before it: "33,450.00 | USD/t", "18 | BIG BAGS"."""
    number = hit.segments[0]
    if not hit.whole or hit.colon or number == 0:
        return False
    before, here = ground.layout.segments[number - 1], ground.layout.segments[number]
    if before.line != here.line:
        return False
    if any(spec.kind is ValueKind.COUNT for spec in hit.specs) and before.text.strip().isdigit():
        return not _asks_again(ground, hit)
    return hit.currency is not None and before.text[-1:].isdigit() and _PRICE_UNIT.fullmatch(hit.text) is not None


def _asks_again(ground: Ground, hit: LabelHit) -> bool:
    """Whether the number before a label answers the label before it, and a number of its own follows this one."""
    number, segments = hit.segments[0], ground.layout.segments
    following = ground.next_on_line(hit.segments[-1])
    return (
        number > 1
        and segments[number - 2].line == segments[number].line
        and ground.is_label(number - 2)
        and following is not None
        and _COUNTED.fullmatch(segments[following].text.strip()) is not None
    )


def _unit_of(region: Region, parsed: Parsed) -> str | None:
    """The unit of a number: a waybill's letter right behind it, else what stands beside its box."""
    letter = _WAYBILL_UNIT.match(region.text, parsed.end)
    return _WAYBILL_UNITS[letter[1]] if letter is not None else _unit_beside(region)


def _unit_beside(region: Region) -> str | None:
    """The unit that stands alone in the box or phrase right of a number: "0.5 | K" on a waybill, "2.55 | kg"."""
    layout = region.layout
    if not region.spots:
        return None
    last = region.spots[-1][2]
    number = next((at for at, segment in enumerate(layout.segments) if last in segment.words), None)
    if number is None or layout.segments[number].words[-1] != last or number + 1 >= len(layout.segments):
        return None
    here, beside = layout.segments[number], layout.segments[number + 1]
    gap = (beside.box.x0 - here.box.x1) * layout.page.width
    if here.cell is not None and beside.cell is not None:
        gap = abs(layout.cells[beside.cell].box.x0 - layout.cells[here.cell].box.x1) * layout.page.width
    if beside.line != here.line or gap > _UNIT_GAP * here.height:
        return None
    text = beside.text.strip(" .()[]")
    return _WAYBILL_UNITS.get(text) or units.canonical(text)


def _end_of_period(text: str, parsed: Parsed, context: Context) -> Parsed:
    """The later of the two dates of a period: "from 1 February 2026 to 31 July 2026"."""
    return end_of_period(text, context) or parsed


def end_of_period(text: str, context: Context) -> Parsed | None:
    """The second of the two dates of a text, where one leads to the other and it is later; else None."""
    dates = find(ValueKind.DATE, text, context)
    if len(dates) != 2 or not _UNTIL.fullmatch(fold(text[dates[0].end : dates[1].start])):
        return None
    return dates[1] if str(dates[1].value) > str(dates[0].value) else None


def _goes_over(region: Region, places: Sequence[Region]) -> bool:
    """Whether a number is cut at its line's end, and another place has the rest of it."""
    text = region.text.rstrip()
    return _DANGLING.search(text) is not None and any(other.text.startswith(f"{text}\n") for other in places)


def _is_broken(region: Region, places: Sequence[Region]) -> bool:
    """Whether a place ends inside an amount that another place has whole."""
    end = len(region.text.rstrip())
    longer = (other.text for other in places if other.text.startswith(f"{region.text.rstrip()}\n"))
    return any(broken.end() == end + 1 for text in longer for broken in _BROKEN.finditer(text))


def _mere_place(region: Region, parsed: Parsed) -> bool:
    """Whether what follows "From" or "To" may as well be a place: nothing shows that it is a company."""
    return parsed.rule != "legal-form" and region.lines == 1


def _of_a_sentence(text: str, parsed: Parsed) -> bool:
    """Whether a bare number is that of a box or clause, with its words or not: "8. The undersigned authority …"."""
    if re.fullmatch(r"\s*\d{1,2}[.)]\s*", text):
        return True
    behind = text[parsed.end :]
    if parsed.rule.startswith("count-of-things"):
        return False
    bare = not any(char.isalpha() or char in "%$€£" for char in parsed.raw)
    return bare and not text[: parsed.start].strip() and _CLAUSE.match(behind) is not None


def _even(kind: ValueKind, text: str) -> str:
    """The text of a place, a number's prefix that was left at the end of its line joined to the number."""
    if kind in (ValueKind.IDENTIFIER, ValueKind.IDENTIFIERS):
        text = _CARRIED.sub(" ", text)
    if kind is ValueKind.IDENTIFIER and "\n" in text and not any(char.isdigit() for char in text.split("\n")[0]):
        return text.replace("\n", " ", 1)
    return text
