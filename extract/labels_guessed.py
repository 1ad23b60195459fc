"""Labels of no list whose words say what they ask for: "Name and address of the party exporting", "Certif. CIRGL".

Only where a phrase stands as labels do: with a colon, before a number's sign, as the caption of a box, with a box
number, or in a column of labels. What is found under such a label is doubted.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from extract.doctype import FieldSpec, ValueKind
from extract.labels_hit import LabelHit, starts
from extract.labels_index import LabelIndex
from extract.labels_meaning import words_of
from extract.labels_pieces import Piece
from extract.labels_several import under
from extract.labels_stretched import captions, names_other_paper
from extract.labels_units import currency_in, unit_in
from extract.labels_values import shape_of
from extract.layout import PageLayout
from extract.prose_words import prose_words
from extract.values import Context, addresses, legal_forms, parse
from extract.values.folding import fold, plain

_LONGEST = 72  # characters of such a label
_MOST_WORDS = 9
_QUALITY = 0.7
_COLON = re.compile(r"\s*[:：]\s*(?=\S|$)")
_ALIGNED = 0.006  # of the page's width
_SIGNS = ("°", "º", "No", "No.", "no.", "Nr", "#")
_NUMBERED = (ValueKind.IDENTIFIER, ValueKind.IDENTIFIERS, ValueKind.COUNT, ValueKind.HS_CODES)
_SAYING = re.compile(
    r"(?<![^\W_])(?:declar|certif|confirm|attest|garanti|warrant|guarantee|const)\w* (?:that|que|qu)(?![^\W_])"
)
_TOWARDS = re.compile(r"(?<![^\W_])(?:a|to|ao|al|para|pour)\W*$")
_GOES_ON = re.compile(r"(?<![^\W_])(?:of|the|and|de|du|des|la|le|les|et|do|da|dos|das|del|los|las|e|y|&)\W*$")
_A_WORD = 4  # letters of a word that names a paper
_TWO = 2  # words that tell something
_IN_COLUMN = 2  # known labels under or over it that begin where it begins
_BRACKETED = re.compile(r"[(\[][^)\]]*[)\]]")
_MEASURED = (ValueKind.WEIGHT, ValueKind.CARATS, ValueKind.COUNT, ValueKind.MONEY, ValueKind.PERCENT, ValueKind.DATE)
_MOSTLY = 0.8  # of a value that is all a measure
_CUT_SHORT = 0.9  # how surely words cut short ask for what they are taken for
_VALUES = (ValueKind.COUNTRY, ValueKind.MINERAL, ValueKind.DATE, ValueKind.MONEY, ValueKind.WEIGHT, ValueKind.CARATS)


def guessed(
    layout: PageLayout,
    page: int,
    index: LabelIndex,
    hits: Sequence[LabelHit],
    found: Mapping[int, Sequence[Piece]],
) -> list[LabelHit]:
    """The labels with those whose meaning is guessed; a phrase in which any label is known is left alone."""
    told = {number for hit in hits for number in hit.segments}
    bare_numbers = sum(hit.box_number and not _parted(layout.segments[hit.segments[0]].text, hit.start) for hit in hits)
    edges = [layout.segments[hit.segments[0]].box.x0 for hit in hits if hit.whole and hit.specs]
    columns = _two_columns(layout)
    made = []
    for number, joined in found.items():
        if number in told or not joined:
            continue
        place = _place(layout, number, joined, edges, found) or _beside_values(layout, number, joined, columns)
        if place is None:
            continue
        start, end, behind = place
        if start and not _parted(layout.segments[number].text, start) and bare_numbers < _IN_COLUMN:
            continue  # "12 BUNDLES"
        text = layout.segments[number].text
        follower = under(layout, number)
        if follower is not None and legal_forms.is_nothing_else(layout.segments[follower].text):
            continue  # "Comptoir Minier de la Ruvubu", and "S.A." under it
        label = text[start:end]
        marked = start > 0 or end < len(text)
        if not _may_be(label, marked=marked):
            continue
        value = _value(layout, number, text[behind:], follower)
        beneath = layout.segments[follower].text if follower is not None else ""
        if not marked and (_is_of_place(label, value) or _is_of_place(label, beneath)):
            continue
        meant = _cut_short(index, label, value) or index.meaning.of(label, shape_of(value))
        if meant is None and start and not text[behind:].strip():
            meant = index.meaning.of(label)  # in a numbered box what stands nearest may be a stray word
        if meant is None or not _asks_for(meant[0].kind, label, text[behind:]):
            continue
        if not start and end == len(text) and _answers(layout, number, meant[0], hits):
            continue
        if meant[0].kind is ValueKind.PARTY and text[behind : behind + 1].islower():
            end = behind = len(text)  # "Seller who exports: name, full address"
        made.append(_hit(text, number, page, (start, end, behind), meant, box=start > 0))
    return [*hits, *made]


def _is_of_place(label: str, value: str) -> bool:
    """Whether a text ends in the name that opens what stands by it: "Cámara de Comercio de Bogotá" over "Bogotá D.C.".

    It is a name, and that is where its bearer sits.
    """
    last, first = label.split()[-1], value.split()[:1]
    return last[:1].isupper() and len(last) >= _A_WORD and first != [] and fold(first[0]).strip(",.") == fold(last)


def _cut_short(index: LabelIndex, label: str, value: str) -> tuple[FieldSpec, float] | None:
    """What a label asks for whose words are cut short, where such a measure answers it: "Peso br. (kgs)" of "1,56"."""
    named = index.abbreviated.read(_BRACKETED.sub(" ", label)) if "." in label else ()
    spec = index.specs[named[0]] if len(set(named)) == 1 else None
    if spec is None or spec.kind not in _MEASURED:
        return None
    parsed = parse(spec.kind, value, Context())
    told = parsed is not None and parsed.end - parsed.start >= _MOSTLY * len(value.strip())
    return (spec, _CUT_SHORT) if told else None


def _answers(layout: PageLayout, number: int, meant: FieldSpec, hits: Sequence[LabelHit]) -> bool:
    """Whether a phrase stands right under a whole label that asks for what it seems to ask for itself.

    "Chambre de Commerce de Moanda" under "Autorité compétente", "Smelter" under "Consignee": there it is the answer.
    """
    asked = (hit for hit in hits if hit.whole and not hit.colon and any(spec is meant for spec in hit.specs))
    return any(under(layout, hit.segments[-1]) == number for hit in asked)


def _place(
    layout: PageLayout,
    number: int,
    joined: Sequence[Piece],
    edges: Sequence[float],
    found: Collection[int],
) -> tuple[int, int, int] | None:
    """Where a phrase's label begins, where it ends, and where what is behind it begins; None where none stands."""
    text = layout.segments[number].text
    first = next((one for one in starts(text, joined) if one), 0)
    start = joined[first].start
    colon = _COLON.search(text, start)
    if colon is not None and colon.start() - start <= _LONGEST:
        return start, colon.start(), colon.end()
    sign = next((piece for piece in joined[first + 1 :] if piece.key == "no"), None)
    if sign is not None and (sign.end == len(text) or text[sign.end :].lstrip(" .")[:1].isalnum()):
        behind = text[sign.end :].split()
        if not behind or any(map(str.isdigit, behind[0])) or any(map(str.isdigit, behind[-1])):
            return start, sign.end, sign.end
    in_column = sum(abs(edge - layout.segments[number].box.x0) < _ALIGNED for edge in edges) >= _IN_COLUMN
    if first or captions(layout, number, found) or (in_column and _has_more_beside(layout, number)):
        return start, len(text), len(text)
    return None


def _two_columns(layout: PageLayout) -> tuple[tuple[float, float], ...]:
    """Left edges of the two phrases of each line that has no more than two outside of a box, as labels and values."""
    pairs = (line.segments for line in layout.lines if len(line.segments) == _TWO)
    return tuple((layout.segments[left].box.x0, layout.segments[right].box.x0) for left, right in pairs)


def _beside_values(
    layout: PageLayout, number: int, joined: Sequence[Piece], columns: Sequence[tuple[float, float]]
) -> tuple[int, int, int] | None:
    """A phrase that is all label in a left column of such, each with one phrase right of it in a column of values."""
    line = layout.lines[layout.segments[number].line].segments
    if len(line) != _TWO or line[0] != number:
        return None
    left, right = (layout.segments[one].box.x0 for one in line)
    like = sum(abs(one - left) < _ALIGNED and abs(other - right) < _ALIGNED for one, other in columns)
    end = len(layout.segments[number].text)
    return (joined[0].start, end, end) if like > _IN_COLUMN else None


def _value(layout: PageLayout, number: int, behind: str, follower: int | None) -> str:
    """What stands behind a label in its phrase, else right of it, else under it."""
    if behind.strip(" .:"):
        return behind
    line = layout.lines[layout.segments[number].line].segments
    beside = [other for other in line if other > number and layout.segments[other].cell == layout.segments[number].cell]
    if beside:
        return layout.segments[beside[0]].text
    return layout.segments[follower].text if follower is not None else ""


def _parted(text: str, start: int) -> bool:
    """Whether a sign stands between a box number and the label that begins at `start`."""
    return re.search(r"[.)\]:/–—-]", text[:start]) is not None


def _has_more_beside(layout: PageLayout, number: int) -> bool:
    """Whether more stands on the phrase's line, right of it."""
    return layout.lines[layout.segments[number].line].segments[-1] != number


def _asks_for(kind: ValueKind, label: str, behind: str) -> bool:
    """Whether a kind may be asked for by such a label: no share, which the name of an element asks for."""
    if kind is ValueKind.DATE and names_other_paper(label):
        return False
    if kind is ValueKind.IDENTIFIER and all(len(word) < _A_WORD or word == "reference" for word in words_of(label)):
        return False  # "N/Ref": the writer's file, or the paper's own
    if label.endswith(_SIGNS) and kind not in _NUMBERED:
        return False
    if kind is ValueKind.PERCENT or (kind is ValueKind.TEXT and len(words_of(label)) < _TWO):
        return False
    if kind is ValueKind.PARTY and _TOWARDS.search(fold(label)):
        return False  # "Se remite a": whoever it is, the sender's words are in it
    if kind is ValueKind.PARTY:
        return not behind[:1].isdigit() and not addresses.leads_address_label(fold(label))  # of an address alone
    return True


def _may_be(label: str, *, marked: bool) -> bool:
    """Whether a text has the look of a label: short, no sentence, no value, no name.

    `marked` says that a sign tells it for a label: a colon, a number's sign, a box number.
    """
    words = label.split()
    if fold(words[0]) in prose_words("label_joining"):
        return False  # "For the shipper": who signs
    if not marked and _GOES_ON.search(fold(label)) is not None:
        return False  # "Chambre de commerce de" over "Labé": a name that goes on
    if not marked and (len(words_of(label)) < _TWO or all(word[:1].isupper() for word in words[1:])):
        return False
    if _SAYING.search(fold(label)):
        return False  # "Declaramos que el concentrado facturado con el número": a sentence that leads to a number
    if not 1 <= len(words) <= _MOST_WORDS or len(label) > _LONGEST or not label[:1].isupper():
        return False
    if any(map(str.isdigit, label)) or re.search(r"[:;,]\s|[^\W\d_]{5}\.\s", label):
        return False
    if legal_forms.matches(plain(label), 0, len(label)):
        return False
    for kind in _VALUES:
        parsed = parse(kind, label, Context())
        if parsed is not None and parsed.end - parsed.start > 0.5 * len(label):
            return False
    return True


def _hit(
    text: str, number: int, page: int, place: tuple[int, int, int], meant: tuple[FieldSpec, float], *, box: bool
) -> LabelHit:
    start, end, behind = place
    colon = ":" in text[end:behind] or "：" in text[end:behind]
    rest = text[behind:].strip(" /|–—-.")
    return LabelHit(
        page=page,
        segments=(number,),
        start=start,
        end=behind,
        specs=(meant[0],),
        text=text[start:behind].strip(),
        quality=_QUALITY * meant[1],
        length=sum(map(str.isalnum, text[start:end])),
        colon=colon,
        whole=not rest,
        bare=bool(rest) and not colon,
        box_number=box,
        unit=unit_in(text[start:end]),
        currency=currency_in(text[start:end]),
        guessed=True,
    )
