"""Where a page names its facts: label occurrences, phrase by phrase.

A label is looked for where forms put one: at the start of a phrase (after a box number), after another label, or
inside a phrase where a colon follows. The longest wording wins ("Date of expiry" over "Date").
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from extract.doctype import ValueKind
from extract.labels_addresses import with_addresses
from extract.labels_answers import without_goods
from extract.labels_guessed import guessed
from extract.labels_hit import LabelHit, common, make_hit, starts
from extract.labels_in_addresses import without_address_words
from extract.labels_index import LabelIndex
from extract.labels_lines import joined
from extract.labels_mere import mere_word
from extract.labels_of_numbers import without_words_of_numbers
from extract.labels_pieces import Piece, pieces_of
from extract.labels_prefixed import without_prefixes
from extract.labels_stretched import stretched
from extract.labels_strokes import past_strokes, to_its_stroke
from extract.labels_units_under import with_units_under
from extract.labels_wordings import Match
from extract.layout import PageLayout, Segment
from extract.values.folding import fold
from extract.values.units import canonical

_STAMP = 0.04  # of the page's area; a larger frame that is taken for a stamp may hold the form itself
_MOST_STAMPS = 2  # on one page; more of them are boxes with round corners
_SURELY_WHOLE = 0.9
"""Likeness from which a misread phrase is one long label, though its first words are a label too ("Shipper's nane and
address")."""

_SHORT = 3  # letters; "S.A. —" ends a name
_COLON = re.compile(r":\s+(?=[^\W\d_])")
_SIGNATURE = re.compile(r"(?<![^\W_])(?:signature|sign|signed|signatory|firma|assinatura|unterschrift)(?![^\W_])")
_REMARK = re.compile(r"\([^()]*\)")
_WITHIN_NUMBER = re.compile(r"(?<!\S)[A-Z\d][A-Z\d.]+(?:[/-][A-Z\d.]+)*[/-]$")
"""The beginning of a number, in whose midst letters are no label: "CEEC/LSH/" before "CO 03371"."""
_QUOTED = re.compile(r"(?:[A-Z][A-Z./-]{0,9} )?(?=[A-Z\d./-]*\d)[A-Z\d][A-Z\d./-]{3,}")
_A_NUMBER = 3
"""Digits of a paper's number at the least; streets and storeys have fewer."""
_TWICE_TOLD = 9
"""Words of a label and its translation at the most."""
_SIGN = ("no",)  # the skeleton of all signs for a number
_WORDS_BEFORE = 7
"""Words of another language that a label's translation may stand behind."""


def find_labels(
    layout: PageLayout, page: int, index: LabelIndex, skip: Collection[int] = frozenset()
) -> tuple[LabelHit, ...]:
    """All labels of a page; phrases made of words in `skip` (a table's) are passed over."""
    fuzzy = layout.page.origin == "ocr"
    hits: list[LabelHit] = []
    found: dict[int, Sequence[Piece]] = {}
    for number, segment in enumerate(layout.segments):
        if skip and all(word in skip for word in segment.words):
            continue
        found[number] = pieces_of(layout, (number,))
        hits.extend(_in_segment(segment, number, page, index, found[number], fuzzy=fuzzy))
    hits = without_address_words(layout, hits)
    together = [hit for hit in joined(layout, page, index, hits, found, fuzzy=fuzzy) if not _in_stamp(layout, hit)]
    together = without_words_of_numbers(layout, together)
    seated = with_addresses(layout, page, index, together, found)
    seated = past_strokes(layout, seated)
    told = guessed(layout, page, index, stretched(layout, page, index, seated, found), found)
    told = with_units_under(layout, without_prefixes(layout, without_goods(layout, told)))
    named = [
        replace(hit, specs=index.of_these_letters(hit.text, hit.specs, surely=not fuzzy))
        for hit in told
        if not _to_be_signed(hit)
    ]
    return tuple(sorted(named, key=lambda hit: (hit.segments[0], hit.start)))


def _to_be_signed(hit: LabelHit) -> bool:
    """Whether a party signs in a label's place, and is not named there: "Firma del remitente", "Signature and seal".

    "Titular (nome ou firma)" asks in brackets for a firm by that word.
    """
    party = any(spec.kind is ValueKind.PARTY for spec in hit.specs)
    pressed = bool(hit.specs) and all(spec.name == "seal_numbers" for spec in hit.specs)
    return (party or pressed) and _SIGNATURE.search(_REMARK.sub(" ", fold(hit.text))) is not None


def _in_stamp(layout: PageLayout, hit: LabelHit) -> bool:
    """Whether what reads like a label is a word of a rubber stamp: "MINES" in the seal of a ministry."""
    stamps = [mark for mark in layout.page.marks if mark.kind == "stamp"]
    if hit.colon or hit.box_number or len(hit.segments) > 1 or len(stamps) > _MOST_STAMPS:
        return False
    box = layout.segments[hit.segments[0]].box
    return any(
        mark.box is not None
        and mark.box.width * mark.box.height < _STAMP
        and mark.box.x0 <= box.x0
        and box.x1 <= mark.box.x1
        and mark.box.y0 <= box.mid_y <= mark.box.y1
        for mark in stamps
    )


def _dashed(text: str, hit: LabelHit) -> bool:
    """Whether a dash stands where a label has its colon, which may as well join a name: "Revenue Authority - X"."""
    return text[hit.start : hit.end].rstrip()[-1:] in "-–—"


def _in_segment(
    segment: Segment, number: int, page: int, index: LabelIndex, found: Sequence[Piece], *, fuzzy: bool
) -> list[LabelHit]:
    text = segment.text
    hits: list[LabelHit] = []
    if not found:
        return hits
    best: tuple[int, Match] | None = None
    for start in starts(text, found):
        match = _to_its_colon(text, found, start, index.at(found, start, fuzzy=fuzzy), index)
        match = to_its_stroke(text, found, start, _to_its_translation(found, start, match, index), index)
        if match is not None and (best is None or match.last > best[1].last):
            best = (start, match)
    if fuzzy and len(found) <= 7 and not any(piece.key.isdigit() for piece in found):
        match = index.whole(found) if best is None or index.goes_on(found[best[1].last :]) else None
        if match is not None and (best is None or match.quality >= _SURELY_WHOLE):
            best = (0, match)
    translated = _translated(text, index, found) if best is None or not best[1].wording.specs else None
    best = translated or best
    position = 0
    if best is not None:
        start, match = best
        box = start > 0 and translated is None
        hit, after = make_hit(segment, number, page, index, found, match, box=box, embedded=False, fuzzy=fuzzy)
        measured = box and all(canonical(unit) is not None for unit in hit.text.split("/"))  # "60 dmt" is no box 60
        if not measured and not mere_word(text, hit, match):
            hits.append(hit)
            position = after
    while position < len(found):
        match = index.at(found, position, fuzzy=False)
        if match is None or not match.wording.specs:
            position += 1
            continue
        hit, after = make_hit(segment, number, page, index, found, match, box=False, embedded=True, fuzzy=fuzzy)
        at = found[position].start
        fresh = text[at : at + 1].isupper() or text[at : at + 1] in "№#"
        before = text[:at].rstrip()
        parted = not before or before[-1] in ",;|/)–—" or text[max(0, at - 2) : at].isspace()
        parted = parted or text[max(0, at - 3) : at] == " - "
        # A wording inside a phrase is a label only where the phrase treats it as one.
        dashed = len(match.wording.keys) == 1 and hit.length <= _SHORT and not hit.text.endswith(":")
        named = hit.colon and not dashed and (parted or (fresh and not _dashed(text, hit)))
        meant = named or (fresh and parted and (len(match.wording.keys) > 1 or _quotes(hit, text)))
        meant = meant and not (hit.length <= _SHORT and _WITHIN_NUMBER.search(text[:at]))
        meant = meant and (parted or match.wording.keys != _SIGN)  # whose number "Gate pass No.:" tells, its words say
        if meant and not mere_word(text, hit, match):
            hits.append(hit)
            position = after
        else:
            position += 1
    return hits


def _to_its_colon(
    text: str, found: Sequence[Piece], start: int, match: Match | None, index: LabelIndex
) -> Match | None:
    """A match that runs over a colon cut down to the label before it: "Proveedor: Société Minière" asks for no
    "fournisseur (société)". The colon between two languages ("Exporter: / Exportateur:") is run over."""
    if match is None:
        return None
    colon = _COLON.search(text, found[match.first].end)
    if colon is None or colon.start() > found[match.last - 1].start:
        return match
    before = [piece for piece in found if piece.end <= colon.start() + 1]
    shorter = index.at(before, start, fuzzy=False) if start < len(before) else None
    return shorter if shorter is not None and shorter.wording.specs and shorter.last == len(before) else match


def _to_its_translation(found: Sequence[Piece], start: int, match: Match | None, index: LabelIndex) -> Match | None:
    """A match that takes the first words of the label's translation too cut down to the label before that.

    "Site minier" of "Site minier Mine site", though "site minier (mine)" is a label itself.
    """
    if match is None or match.last == len(found) or len(found) > _TWICE_TOLD:
        return match
    for last in range(match.last, match.first, -1):
        shorter = match if last == match.last else index.at(found[:last], start, fuzzy=False)
        other = index.at(found, last, fuzzy=False)
        if shorter is None or shorter.last != last or other is None or other.last < len(found):
            continue
        told = shorter.wording.languages.isdisjoint(other.wording.languages)
        if told and common(shorter.wording.specs, other.wording.specs):
            return shorter
    return match


def _quotes(hit: LabelHit, text: str) -> bool:
    """Whether a word for a paper stands right before what can only be its number: "INVOICE SI-4412"."""
    if not any(spec.kind is ValueKind.IDENTIFIER for spec in hit.specs):
        return False
    number = _QUOTED.match(text[hit.end :])
    return number is not None and sum(map(str.isdigit, number[0])) >= _A_NUMBER


def _translated(text: str, index: LabelIndex, found: Sequence[Piece]) -> tuple[int, Match] | None:
    """A label behind a stroke, its words in a language of no list before it: "Verkäufer / Seller", and nothing more."""
    for start, piece in enumerate(found[:_WORDS_BEFORE]):
        if not start or not piece.parted or "/" not in text[found[start - 1].end : piece.start]:
            continue
        match = index.at(found, start, fuzzy=False)
        if match is None or not match.wording.specs or any(map(str.isdigit, text[: piece.start])):
            continue
        behind = text[found[match.last - 1].end :].strip(" .")
        if not behind or behind.startswith(":"):
            return start, match
    return None
