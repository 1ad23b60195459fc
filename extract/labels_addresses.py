"""Labels that ask for nothing but an address, in words of no list: "Domicilio fiscal del comprador externo".

Read as a label of the party named in it, such a one would give an address for a name. Where it is the address of
something else, a bank, a laboratory, the party's own warehouse, it asks for none of our fields.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from extract.doctype import FieldSpec, ValueKind
from extract.labels_hit import COLON, LabelHit
from extract.labels_index import LabelIndex
from extract.labels_pieces import Piece
from extract.layout import PageLayout
from extract.values import addresses
from extract.values.folding import fold

_LONGEST = 72  # characters of such a label
_MOST_WORDS = 9
_QUALITY = 0.95
_MERE = 4  # letters of a label that any paper uses for places too: From, To, De, Para
_BOTH = re.compile(r"[,;&(]|(?<![^\W_])(?:and|et|e|y|or|ou|o|with|avec|com|con)(?![^\W_])")
"""Between the words of a label that asks for more than the address."""
_SMALL = frozenset(
    ("of", "the", "de", "la", "le", "les", "du", "des", "da", "do", "das", "dos", "del", "el", "l", "d", "s", "a", "in",
     "no", "na", "au", "en", "em")
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_NUMBERED = re.compile(r"\s*[(\[]?(?:\d{1,2}[a-z]?|[a-z])[.)\]:]+\s+")  # of a box or a line: "4.", "b)"


def with_addresses(
    layout: PageLayout, page: int, index: LabelIndex, hits: Sequence[LabelHit], found: Mapping[int, Sequence[Piece]]
) -> list[LabelHit]:
    """The labels with those of addresses; what such a one holds is no label of its own."""
    told = {number for hit in hits if hit.whole or hit.colon for number in hit.segments}
    made: dict[int, LabelHit] = {}
    for number, joined in found.items():
        if number in told or not joined:
            continue
        hit = _hit(layout, number, page, index, joined)
        if hit is not None:
            made[number] = hit
    return [*(hit for hit in hits if hit.segments[0] not in made), *made.values()] if made else list(hits)


def _hit(layout: PageLayout, number: int, page: int, index: LabelIndex, joined: Sequence[Piece]) -> LabelHit | None:
    text = layout.segments[number].text
    if ":" not in text and len(text) > _LONGEST:
        return None
    folded = fold(text)
    box = _NUMBERED.match(folded)
    start = box.end() if box is not None else 0
    colon = text.find(":", start)
    end = colon if colon >= 0 else len(text)
    label = folded[start:end]
    if not 0 < end - start <= _LONGEST or len(label.split()) > _MOST_WORDS or any(map(str.isdigit, label)):
        return None
    sides = [side for side in label.split("/") if side.strip(" .")]
    if not sides or not all(_seat().search(side) for side in sides) or not text[start : start + 1].isupper():
        return None
    if any(_BOTH.search(side) or _named().search(side) for side in sides):
        return None
    whose = [_WORD.findall(_abroad().sub(" ", _seat().sub(" ", side))) for side in sides]
    if not all(any(word not in _SMALL and word not in _kinds() for word in words) for words in whose):
        return None  # whose address it is stands elsewhere
    own = all(word in _words_of_parties() for words in whose for word in words)
    specs = _of_party(index, joined, start, end) if own else ()
    answered = colon >= 0 or layout.lines[layout.segments[number].line].segments[-1] != number
    if not specs and not answered:
        return None
    behind = COLON.match(text[end:])
    after = end + (behind.end() if behind is not None else 0)
    rest = text[after:].strip(" /|–—-.")
    return LabelHit(
        page=page,
        segments=(number,),
        start=start,
        end=after,
        specs=specs,
        text=text[start:after].strip(),
        quality=_QUALITY,
        length=sum(map(str.isalnum, label)),
        colon=colon >= 0,
        whole=not rest,
        box_number=box is not None,
    )


def _of_party(index: LabelIndex, joined: Sequence[Piece], start: int, end: int) -> tuple[FieldSpec, ...]:
    """The address of the party that a word of the label names; of none where it names two."""
    parties: dict[str, FieldSpec] = {}
    for position, piece in enumerate(joined):
        if not start <= piece.start < end:
            continue
        match = index.at(joined, position, fuzzy=False)
        for spec in match.wording.specs if match is not None and match.wording.length > _MERE else ():
            if spec.kind is ValueKind.PARTY:
                parties[spec.name] = spec
    return index.addresses_of(parties.values()) if len(parties) == 1 else ()


@cache
def _seat() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{addresses.one_of('seat')})(?![^\W_])")


@cache
def _abroad() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{addresses.one_of('abroad')})(?![^\W_])")


@cache
def _named() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{addresses.one_of('name_label')})(?![^\W_])")


@cache
def _kinds() -> frozenset[str]:
    return addresses.words_of("seat_kind")


@cache
def _words_of_parties() -> frozenset[str]:
    """Words that labels of a party's address are made of."""
    return addresses.words_of("role") | addresses.words_of("seat_person") | _kinds() | _SMALL
