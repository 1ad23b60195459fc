"""The country of a place where goods were mined, which is named behind the place, and the mere adjective.

"All of them come from our own pit at Letlapa Mine, Mokhotlong District, in Lesotho": between the word for mining and
the country stand the mine, its district, and who works there. "Wolframite of Ugandan origin" names no country at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Final

from extract.candidates import Candidate, value_features
from extract.candidates_regions import Place, Region
from extract.doctype import LANGUAGES, DocumentType, FieldSpec, ValueKind
from extract.prose_against import means_another
from extract.prose_paragraphs import Paragraph
from extract.prose_words import alternation, prose_words
from extract.sentences import sentence_ends
from extract.values import Context, Parsed, find, legal_forms, parse
from extract.values.countries import which_congo
from extract.values.folding import fold, plain
from extract.values.tables import rows

_FURTHEST = 170  # characters between the word for mining and the country
_SENTENCE = 6  # words from which a text is a sentence
_FIRM = 40  # characters behind a country's name within which a legal form makes it a company's
_COUNTRY_WORD = re.compile(r"(?<![^\W_])(?:countr|pays|pais)")
_PARTING = re.compile(r"\s*(?:[-–—/,:;]\s+|\()(?=[^\W\d_a-zà-ÿ])")  # between a country and a place in it
_PARTING_LOWER = re.compile(r"\s*(?:[-–—/,:;]\s+|\()")
_STATED = 0.75  # how well a country behind a mine fits as the origin
_LEADS = re.compile(
    r"(?:[,(/–—-]|(?<![^\W_])(?:in|of|en|au|aux|no|na|nos|nas|do|da|dos|das|de|du|del|d'|em|republic of"
    r"|republique d[eu'] ?|republica d[aoe]l?)(?: the| la| el)?)\s*$"
)
"""What stands right before a country that a place lies in."""


@cache
def _mining() -> re.Pattern[str]:
    """Words that say that goods come out of the ground, or where."""
    return re.compile(rf"(?<![^\W_])(?:{alternation('mining')})(?![^\W_])")


_ADJECTIVE: Final = "country-adjective"


@cache
def _moved(language: str) -> re.Pattern[str]:
    """Words from which on a sentence speaks of where goods went, or of a law."""
    return re.compile(rf"[;:]|(?<![^\W_])(?:{alternation('moved_on', language)})(?![^\W_])")


def mined(doctype: DocumentType, texts: Sequence[Paragraph], context: Context) -> Iterator[Candidate]:
    """Candidates for the country of origin of a paper's goods; none where its sentences name several."""
    spec = next((spec for spec in doctype.fields if spec.name == "country_of_origin"), None)
    if spec is None:
        return
    found = [(text.region, one) for text in texts for one in _countries(spec, text.running, context)]
    if any(one.rule == _ADJECTIVE and one.value == "CG" for _, one in found):  # both Congos have the same adjective
        page = fold(" ".join(text.running for text in texts))
        told = [(at, one, which_congo(page) if one.rule == _ADJECTIVE else one.value) for at, one in found]
        found = [(at, replace(one, value=code)) for at, one, code in told if code is not None]
    if len({parsed.value for _, parsed in found}) == 1:
        yield _candidate(spec, *found[0])


def site_countries(found: Sequence[Candidate], doctype: DocumentType, context: Context) -> Iterator[Candidate]:
    """The country that ends what stands under a mine's label: "LAVRA DE ORIGEM | Lavra Pedra Clara, Brasil"."""
    spec = next((spec for spec in doctype.fields if spec.name == "country_of_origin"), None)
    if spec is None:
        return
    for one in found:
        if one.spec.kind is not ValueKind.SITE or one.label is None:
            continue
        named = find(ValueKind.COUNTRY, one.region.text, context)
        if len(named) != 1 or named[0].start < one.parsed.end or one.region.text[named[0].end :].strip(" .)"):
            continue
        yield _candidate(spec, one.region, named[0])


def origin_sites(found: Sequence[Candidate], doctype: DocumentType, context: Context) -> Iterator[Candidate]:
    """The place that follows the country under a label for where the ore is from: "Mineral origin | RDC – Kahendwa"."""
    spec = next((spec for spec in doctype.fields if spec.kind is ValueKind.SITE), None)
    for one in found if spec is not None else ():
        if one.spec.name != "country_of_origin" or one.label is None or _asks_for_a_country(one.label.text):
            continue
        text = one.region.text
        named = find(ValueKind.COUNTRY, text, context)
        parting = _parting(text, one.parsed.end) if one.parsed.start == 0 else None
        if spec is None or len(named) != 1 or parting is None:
            continue
        end = len(text) - (1 if text.rstrip().endswith(")") and parting[0].strip() == "(" else 0)
        parsed = parse(ValueKind.SITE, text[parting.end() : end], context)
        if parsed is not None and parsed.start == 0:
            moved = replace(parsed, start=parting.end(), end=parting.end() + parsed.end)
            yield _candidate(spec, one.region, moved)


def _asks_for_a_country(label: str) -> bool:
    """Whether a label asks for a country and for no mine beside it: "Mineral origin (country; mine site)"."""
    return _COUNTRY_WORD.search(fold(label)) is not None and not speaks_of_mining(label)


def _parting(text: str, end: int) -> re.Match[str] | None:
    """What stands between a country that ends at `end` and a place in it: one with a name, or a noun for a mine."""
    parting = _PARTING.match(text, end)
    if parting is not None:
        return parting
    parting = _PARTING_LOWER.match(text, end)
    noun = re.compile(r"[^\W\d_]+").match(text, parting.end()) if parting is not None else None
    return parting if noun is not None and fold(noun[0]) in prose_words("site_before") else None


def _countries(spec: FieldSpec, text: str, context: Context) -> Iterator[Parsed]:
    folded = fold(text)
    if len(folded) != len(text) or (_mining().search(folded) is None and _adjective().search(folded) is None):
        return
    ends = sentence_ends(text)
    named = find(ValueKind.COUNTRY, text, context)
    for start, end in pairwise((0, *ends)):
        whole = len(text[start:end].split()) >= _SENTENCE
        for act in _mining().finditer(folded, start, end) if whole else ():
            if means_another(spec, text[start : act.start()], context.language):
                continue
            behind = next((one for one in named if act.end() <= one.start < end), None)
            if behind is not None and _lies_in(text, folded, act.end(), behind, context.language):
                yield behind
                break
        for adjective in _adjective().finditer(folded, start, end):
            if not means_another(spec, text[start : adjective.start()], context.language):
                word = next(name for name in adjective.groupdict() if adjective[name])
                at = adjective.span(word)
                yield Parsed(_codes()[adjective[word]], text[slice(*at)], *at, 0.95, _ADJECTIVE)


def _lies_in(text: str, folded: str, act: int, country: Parsed, language: str | None) -> bool:
    """Whether what stands between a word for mining and a country is where the mine lies, and no more."""
    between = folded[act : country.start]
    told = language if language is not None and language in LANGUAGES else "en"
    if country.value == "EU" or len(between) > _FURTHEST or _moved(told).search(between) is not None:
        return False
    if legal_forms.matches(plain(text), act, min(len(text), country.end + _FIRM)):
        return False  # a company, whose seat the country is or whose name it is part of
    return not between.strip() or _LEADS.search(between) is not None


@cache
def _codes() -> dict[str, str]:
    """The country that each adjective is of, by its folded forms: of both genders, and of several."""
    return {
        form: row["code"]
        for row in rows("values_origin_adjectives")
        for word in row["words"].split("|")
        for form in _forms(fold(word))
    }


@cache
def adjectives_of(code: str) -> frozenset[str]:
    """The folded adjectives of a country (ISO 3166-1 alpha-2), in all their forms; both Congos have the same."""
    of = "CG" if code == "CD" else code
    return frozenset(word for word, country in _codes().items() if country == of)


def speaks_of_origin(text: str) -> bool:
    """Whether a text has a word for origin beside which an adjective tells where goods are from."""
    return _origin_word().search(fold(text)) is not None


def speaks_of_mining(text: str) -> bool:
    """Whether a text has a word that says that goods come out of the ground, or where."""
    return _mining().search(fold(text)) is not None


@cache
def _origin_word() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{alternation('origin_before')}|{alternation('origin_behind')})(?![^\W_])")


_MASCULINE: Final = (
    *(("aise", "ais"), ("oise", "ois"), ("ienne", "ien"), ("aine", "ain"), ("eenne", "een"), ("ana", "ano")),
    *(("ena", "eno"), ("esa", "es"), ("ina", "ino"), ("eira", "eiro"), ("ina", "in")),
)
"""How the form of an adjective for what is feminine ends, and that for what is masculine."""


def _forms(word: str) -> set[str]:
    forms = {word, *(word.removesuffix(ending) + other for ending, other in _MASCULINE if word.endswith(ending))}
    return forms | {f"{form}s" for form in forms if not form.endswith("s")}


@cache
def _adjective() -> re.Pattern[str]:
    """An adjective of a country with a word for origin, before it or behind it: "TANZANIAN ORIGIN", "produto angolano".

    Behind "goods" and other words for wares the adjective alone says where they are from.
    """
    words = "|".join(re.escape(word) for word in sorted(_codes(), key=len, reverse=True))
    return re.compile(
        rf"(?<![^\W_])(?:(?P<before>{words})[\s-]+(?:{alternation('origin_behind')})"
        rf"|(?:{alternation('origin_before')})[\s:]+(?P<behind>{words}))(?![^\W_])"
    )


def _candidate(spec: FieldSpec, region: Region, parsed: Parsed) -> Candidate:
    place = Region(region.layout, region.page, Place.SHAPE, region.text, region.spots, 0.0, lines=region.lines)
    features = value_features(spec, place, parsed)
    features |= {"ends_like_label": 0.0, "place_shape": 1.0, "shape_fit": _STATED, "coverage": 0.0, "lower_case": 0.0}
    return Candidate(spec, place, parsed).weighed(features)
