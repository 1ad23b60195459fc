"""The wordings of a document type's labels, indexed so that OCR's misreadings and loose spellings still find them.

A wording is compared as a skeleton: case, accents, punctuation and spaces dropped, characters that OCR mixes up
(0/o, 1/l/i, 5/s, 8/b, rn/m) made one, and every way to write "number" (No., N°, n.º, Nr, numéro) made one.
A second, looser key also drops articles and plurals. On pages read by OCR a word that no label knows may
stand for the one label word it is nearest to, if it was read with doubt, or for the one that letters of its shape make
of it; a word that is a label's own is never bent into another.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, cached_property
from math import prod

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from extract.doctype import QUOTED, DocumentType, FieldSpec, ValueKind
from extract.elements import symbol_of
from extract.labels_meaning import Meaning
from extract.labels_pieces import Piece, reshaped, wording_keys
from extract.labels_wordings import Match, Wording, Wordings
from extract.lexicon import composed, fold
from extract.lexicon_wordings import asking_for_none, quoting, wordings_for
from extract.tables_abbreviated import Abbreviated
from extract.values import tables
from extract.values.folding import letters

_NEAR = 70.0  # similarity (0..100) from which an unknown word may stand for a label's
_NEAR_WHOLE = 82.0  # the same for a whole label run together or broken apart
_INITIALS = 2  # letters of a label that must be these very ones where they are read surely
_SHORTEST_NEAR = 5  # characters; shorter words have too many neighbours
_SYMBOL = re.compile(r"[A-Z][a-z](?![^\W\d_])")  # of an element, as chemists write it
_SHORTEST_SHAPED = 4  # the same for words that differ only by letters of one shape
_ELSEWHERE = "~"  # begins the names of what labels ask for that is no field of the type
_TAUGHT_ELSEWHERE = 0.5  # weight of another type's label of a field that this type has too
_TAUGHT_BY_TITLES = 0.3  # weight of a text of no field, mostly a title
_OF_THE_PAPER = frozenset({"document_number", "issuing_authority"})
"""Fields whose labels name the paper itself: on another paper they ask for something else."""
_SHAPED = 0.9  # quality of a word that letters of one shape make of what was read


_JOINS = frozenset(("and", "et", "e", "y"))
"""Words that join what a label asks for besides an address."""


@cache
def _value_words() -> frozenset[str]:
    """Words that values are made of (months, countries): never a misread label word ("mars" is not "marks")."""
    texts = [wording for row in tables.rows("values_months") for wording in row.values()]
    texts += [wording for row in tables.rows("values_country_names") for wording in row.values()]
    return frozenset(key for text in texts for key in wording_keys(text.replace("|", " ")))


class LabelIndex:
    """All wordings of one document type, and those that are labels elsewhere."""

    def __init__(
        self,
        own: Iterable[tuple[FieldSpec, str, str]],
        foreign: Iterable[tuple[str, str]],
        elsewhere: Callable[[], Iterable[tuple[FieldSpec, str]]] = tuple,
    ) -> None:
        """The index of a type's `own` labels and of `foreign` texts; `elsewhere` gives the fields of other types.

        What these fields' labels teach is asked for when the first label of no list is met.
        """
        self._elsewhere = elsewhere
        specs: dict[str, list[FieldSpec]] = {}
        tongues: dict[str, set[str]] = {}
        shown: dict[str, tuple[str, tuple[str, ...]]] = {}
        short: dict[str, list[FieldSpec]] = {}
        for spec, language, text in own:
            keys = wording_keys(text)
            if not keys:
                continue
            joined = "".join(keys)
            if len(joined) <= _INITIALS:
                short.setdefault(letters(text), []).append(spec)
            known = specs.setdefault(joined, [])
            if all(spec is not each for each in known):
                known.append(spec)
            tongues.setdefault(joined, set()).add(language)
            shown.setdefault(joined, (text, keys))
        for language, text in foreign:
            keys = wording_keys(text)
            if not keys:
                continue
            joined = "".join(keys)
            specs.setdefault(joined, [])
            tongues.setdefault(joined, set()).add(language)
            shown.setdefault(joined, (text, keys))
            if len(joined) <= _INITIALS:
                short.setdefault(letters(text), [])
        self._short = short
        self._addresses: dict[str, tuple[FieldSpec, ...]] = {
            spec.name.removesuffix("_address"): (spec,)
            for known in specs.values()
            for spec in known
            if spec.kind is ValueKind.ADDRESS
        }
        self._exact: dict[str, Wording] = {
            joined: Wording(text, tuple(specs[joined]), frozenset(tongues[joined]), len(joined), keys)
            for joined, (text, keys) in shown.items()
        }
        self._known = Wordings(self._exact)
        own_words = frozenset(key for wording in self._exact.values() for key in wording.keys)
        self._vocabulary = own_words | _value_words()
        self._own_words = own_words
        self._words = sorted(key for key in own_words if len(key) >= _SHORTEST_NEAR)
        self._wholes = sorted(key for key in self._exact if len(key) >= 6)
        self.longest = max((len(wording.keys) for wording in self._exact.values()), default=0) + 1
        self._bent: dict[str, tuple[str, float] | None] = {}
        self._reshaped: dict[str, tuple[str, float] | None] = {}

    @cached_property
    def meaning(self) -> Meaning:
        """What labels of no list probably ask for."""
        made = composed()
        specs = self.specs
        kinds = {name: spec.kind for name, spec in specs.items()}
        taught: dict[str, dict[str, float]] = {}
        for one in self._exact.values():
            if one.text not in made and one.specs:
                taught[one.text] = {spec.name: 1.0 for spec in one.specs}
        own = frozenset(taught)
        for spec, text in self._elsewhere():
            if text in own or text in made or (spec.name in QUOTED and spec.name not in specs):
                continue  # what others call this very paper's number by
            shared = spec.name in specs and spec.name not in _OF_THE_PAPER
            name = spec.name if shared else f"{_ELSEWHERE}{spec.name}"
            kinds.setdefault(name, spec.kind)
            taught.setdefault(text, {})[name] = _TAUGHT_ELSEWHERE if shared else 1.0
        for one in self._exact.values():
            if one.text not in made and not one.specs:
                taught.setdefault(one.text, {_ELSEWHERE: _TAUGHT_BY_TITLES})
        for _, text in asking_for_none():
            taught[text] = {_ELSEWHERE: 1.0}
        return Meaning(taught.items(), specs, kinds)

    @cached_property
    def abbreviated(self) -> Abbreviated:
        """The fields that labels ask for whose words are cut short."""
        return Abbreviated(
            {fold(one.text): tuple(spec.name for spec in one.specs) for one in self._exact.values() if one.specs}
        )

    @cached_property
    def specs(self) -> Mapping[str, FieldSpec]:
        """The fields that labels ask for, by name."""
        return {spec.name: spec for one in self._exact.values() for spec in one.specs}

    def __len__(self) -> int:
        return len(self._exact)

    def at(self, found: Sequence[Piece], first: int, *, fuzzy: bool, exact: bool = False) -> Match | None:
        """The longest wording that begins at piece `first`; `exact` allows neither articles nor order to differ."""
        window = found[first : first + self.longest]
        if not window or not (fuzzy or self.begins(window[0].key)):
            return None
        keys = [piece.key for piece in window]
        whole = next((number for number, piece in enumerate(window) if number and piece.parted), len(window))
        longest = self._known.longest(keys, first, 0 if exact else whole)
        best = next((one for one in longest if not _asks_for_more(one, window, whole)), None)
        if not fuzzy:
            return best
        bent, qualities = self._unbend(window)
        if bent == keys:
            return best
        for one in self._known.longest(bent, first, whole):
            if best is not None and one.last <= best.last:
                break
            if not _asks_for_more(one, window, whole):
                return replace(one, quality=prod(qualities[: one.last - first]) * one.quality)
        return best

    def begins(self, key: str) -> bool:
        """Whether a label may begin with a word, as it was read, or with its singular: False where none does."""
        return self._known.begins(key)

    def whole(self, found: Sequence[Piece]) -> Match | None:
        """A wording that the whole text is meant to be, run together, broken apart or misread."""
        joined = "".join(piece.key for piece in found)
        if not 6 <= len(joined) <= 60 or all(piece.sure for piece in found):
            return None
        nearest = process.extractOne(joined, self._wholes, scorer=fuzz.ratio, score_cutoff=_NEAR_WHOLE)
        if nearest is None:
            return None
        wording = self._exact[nearest[0]]
        if nearest[0] != joined and joined in {"".join(wording.keys[:count]) for count in range(1, len(wording.keys))}:
            return None  # nothing is misread, a word of the wording is not there: "Kimberley" is no "Kimberley No."
        strange = [piece.key for piece in found if piece.key in self._vocabulary and piece.key not in wording.keys]
        if any(len(key) >= _SHORTEST_NEAR for key in strange):
            return None
        return Match(wording, 0, len(found), nearest[1] / 100)

    def of_these_letters(self, text: str, specs: tuple[FieldSpec, ...], *, surely: bool) -> tuple[FieldSpec, ...]:
        """The fields that a label of a letter or two introduces, of those that its shape allows: "Bi" is no "B/L".

        Where no label has these very letters, none if they were read `surely`, else all. "Pb" is lead and weighs no
        goods, "P.B." is their gross weight.
        """
        seen = letters(text)
        if len(seen) > _INITIALS or not seen.isalpha():
            return specs
        if _SYMBOL.match(text) is not None and symbol_of(text) is not None:
            specs = tuple(spec for spec in specs if spec.kind is not ValueKind.WEIGHT)
        known = self._short.get(seen)
        if known is None:
            return () if surely else specs
        return tuple(spec for spec in specs if any(spec is one for one in known))

    def addresses_of(self, parties: Iterable[FieldSpec]) -> tuple[FieldSpec, ...]:
        """The fields of these parties' addresses."""
        return tuple(spec for party in parties for spec in self._addresses.get(party.name, ()))

    def goes_on(self, rest: Sequence[Piece]) -> bool:
        """Whether what follows a wording ends in a word of labels, so that all of it may be one longer label."""
        return bool(rest) and rest[-1].key in self._vocabulary and len(rest[-1].key) >= _SHORTEST_NEAR

    def _unbend(self, found: Sequence[Piece]) -> tuple[list[str], list[float]]:
        words: list[str] = []
        qualities: list[float] = []
        for piece in found:
            key = piece.key
            bent = None
            if len(key) >= _SHORTEST_SHAPED and key not in self._vocabulary and key not in self._exact:
                bent = self._shaped(key)
                if bent is None and len(key) >= _SHORTEST_NEAR and not piece.sure:
                    if key not in self._bent:
                        self._bent[key] = self._nearest(key)
                    bent = self._bent[key]
            words.append(bent[0] if bent else key)
            qualities.append(bent[1] if bent else 1.0)
        return words, qualities

    def _shaped(self, key: str) -> tuple[str, float] | None:
        """The one word of labels that a word is when letters in one place are taken for others of their shape."""
        if key not in self._reshaped:
            words = {word for word in reshaped(key) if word in self._own_words}
            self._reshaped[key] = (words.pop(), _SHAPED) if len(words) == 1 else None
        return self._reshaped[key]

    def _nearest(self, key: str) -> tuple[str, float] | None:
        choices = self._words if len(key) < 10 else [*self._words, *self._wholes]
        nearest = process.extractOne(key, choices, scorer=Levenshtein.normalized_similarity, score_cutoff=_NEAR / 100)
        if nearest is not None and Levenshtein.distance(key, nearest[0]) > (len(key) + 2) // 5:
            return None
        return None if nearest is None else (nearest[0], 0.5 + nearest[1] / 2)


def _asks_for_more(match: Match, window: Sequence[Piece], whole: int) -> bool:
    """Whether what a wording ends with asks for a name and an address: "Exporter, address", "Buyer (address …)"."""
    specs = match.wording.specs
    if not specs or specs[0].kind is not ValueKind.ADDRESS:
        return False
    last = match.last - match.first
    joins = last < len(window) and window[last].key in _JOINS
    return last > whole or joins or any(piece.listed for piece in window[1 : last + 1])


def wordings_of(doctype: DocumentType) -> Iterator[tuple[FieldSpec, str, str]]:
    """Every (field, language, wording) of a type's labels."""
    for spec in doctype.fields:
        for language, texts in spec.labels.items():
            for text in texts:
                yield spec, language, text
        for language, text in (*wordings_for(spec.name, doctype.kind), *quoting(spec.name, doctype.kind)):
            yield spec, language, text


def index_of(
    doctype: DocumentType, others: Iterable[DocumentType], barriers: Mapping[str, Sequence[str]]
) -> LabelIndex:
    """The index for one type; labels of the `others` and `barriers` (by language) are known as labels only."""
    others = tuple(others)
    # Types share most of their labels: each is taken once, in the order in which they are met.
    foreign = {(language, text): None for other in others for _, language, text in wordings_of(other)}
    for words in (*(each.titles for each in (doctype, *others)), barriers):
        foreign |= {(language, text): None for language, texts in words.items() for text in texts}
    foreign |= dict.fromkeys(asking_for_none())
    return LabelIndex(
        wordings_of(doctype),
        foreign,
        lambda: ((spec, text) for other in others for spec, _, text in wordings_of(other)),
    )
