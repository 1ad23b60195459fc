"""The goods and the number of packages that a paper speaks of where nothing introduces them.

"Deposited by …; lot PDM-DR-118; 5 gold dore bars." names the goods and counts them without a word that leads to
either. What is named so is taken only where the paper names one commodity, and counts things in one way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from extract import lexicon
from extract.candidates import Candidate, value_features
from extract.candidates_regions import Place, Region
from extract.doctype import DocumentType, FieldSpec, ValueKind
from extract.prose_paragraphs import Paragraph
from extract.prose_words import alternation
from extract.values import Context, Parsed, find, legal_forms, parse, split_party
from extract.values.counts import packages_end
from extract.values.folding import fold

_CLAUSE = re.compile(r"[;:,.()\n|·•]|\s[-–—]\s")
_SMALL = re.compile(
    r"(?:of|in|from|for|to|with|and|by|on|at|as|is|are|was|were|the|this|lot|lots|de|du|des|d'|en|dans|pour|par|avec|et|au"
    r"|aux|la|le|les|do|da|dos|das|em|no|na|com|para|por|e|del|los|las|el|con|y|origin|origine|origem|origen"
    r"|these|that|those|ce|cet|cette|ces|[dn]?est[ae]s?|estos|[dn]?ess[ae]s?|esos|above|below|herein|acima|abaixo|supra"
    r"|arriba|abajo|ci|contenu(?:e?s)|contid[oa]s|contenid[oa]s|enclosed|described|designad[oa]s|mencionad[oa]s"
    r"|que|which|qui|os|o|our|its|said|such|all|tous|todos|export(?:er|ar)?)"
)
"""Words that end a description: "manganese ore of lot 7", "coltan du lot 4", "diamants bruts contenus dans …"."""
_OF_CONTENT = re.compile(
    r"(?:%|(?:teneur|titre|grade|content|ley|teor|contenido|contained|assay)(?: moyenn?e?)?(?: (?:en|of|de|em))?)"
    r"\s*(?:d['’])?$"
)
_ANALYSED = re.compile(
    r"(?<![^\W_])(?:icp|xrf|aas|aes|oes|edxrf|wdxrf|titr(?:at|im|a[cç])\w*|gravim\w*|spectro\w*|espectro\w*)(?![^\W_])[^.;]*$"
)
"""What an analysis was made by, in the sentence before what it was made for: "ICP-MS for thorium and uranium"."""
_FINE = re.compile(r"\s+(?:fin|fine|fino|contenu|content|contained|contenido|contido)(?![^\W_])", re.IGNORECASE)
_OF = re.compile(r"(?:of|de|d'|do|da|del)")
_FORM = re.compile(
    r"concentr\w+|minera\w*|minerio\w*|ores?|bars?|barr\w+|ingots?|lingot\w*|powder|poudre|polvo|cathod\w+|catod\w+"
    r"|(?:hydr)?oxy?d\w+|(?:hidr)?oxido\w*|sul[fp]\w+|carbonat\w+|flakes?|paillettes|escamas"
)
"""What goods are made up as: "concentré de coltan", "bars of gold"."""
_BRACKET = re.compile(r"\s*\(([^()\d%:]{3,48})\)")
_FORM_BEHIND = re.compile(r"\s+([^\W\d_]+)(?![^\W_])")
_PACKED_IN = re.compile(r"\s(?:in|en|em|dans)(?=\s)")
_ADJECTIVE = re.compile(r"\s[^\W\d_]+(?=\s)")
_LEADING = 24  # letters of the words before what the goods are packed in
_CLOSED = re.compile(r"(?:\s[^\W\d_]{4,})?(?=\s*(?:[.,;]|$)|\s(?:de|of|a)\s\d)")
"""An adjective behind packages, before their clause ends or what each weighs is told."""
_BEHIND = 3  # words that a description goes on with behind the commodity
_BEFORE = 2  # and before it
_LINE = "goods-line"
_A_LINE = 9  # words of a line that is nothing but a description
_GOES_ON = re.compile(r",?\s*[a-zà-ÿ'’-]+(?:,?\s+[a-zà-ÿ'’-]+)*\.?\s*")
_STATEMENT = 25  # letters from which a sign of a type is a statement
_NAME = 30  # characters within which a company's legal form follows a word of its name
_TO_NUMBER = 70  # characters of what else is said of the goods before their number
_BROKEN = re.compile(r"[;:.\d]|,\s")
_THE_GOODS = re.compile(
    r"(?<![^\W_])(?:the|these|said|l[ae]s?|a|as|os?|el|los) (?:goods|merchandise|material|marchandises?|mercancias?"
    r"|mercaderias?|mercadorias?|produits?|productos?|produtos?), "
)
_QUALITY = re.compile(
    r", (?:[^\W\d_]+ ){0,2}(?:quality|grade|qualite|calidad|grado|qualidade|grau)(?: [^\W\d_]+){0,3}(?=,)"
)
_IDENTIFIED = 0.95  # how well a commodity fits that a lot's number or a tariff code goes with
_GOODS = 0.45  # how well a commodity named in passing fits as the description of the goods


def spoken(doctype: DocumentType, texts: Sequence[Paragraph], context: Context) -> Iterator[Candidate]:
    """Candidates for the goods and the packages of a paper, from its running text and its lines without label."""
    specs = {spec.name: spec for spec in doctype.fields}
    goods = specs.get("goods_description")
    if goods is not None:
        printed = [lexicon.fold(sign) for sign in doctype.signs if len(sign) > _STATEMENT]
        yield from _goods(goods, [text for text in texts if not _is_printed(text.running, printed)], context)


def _is_printed(text: str, printed: Sequence[str]) -> bool:
    """Whether a text holds a statement that every paper of the type bears, which says nothing of this lot."""
    folded = lexicon.fold(text)
    return any(statement in folded for statement in printed)


def _goods(spec: FieldSpec, texts: Sequence[Paragraph], context: Context) -> Iterator[Candidate]:
    named: list[tuple[Region, Parsed, object]] = []
    told: list[tuple[Region, Parsed]] = []
    for text in texts:
        for mineral in find(ValueKind.MINERAL, text.running, context):
            if _names_a_firm(text.running, mineral) or _is_content(text.running, mineral):
                continue
            identified = _identified(text.running, mineral, context) or _set_off(text.running, mineral, context)
            if identified is not None:
                told.append((text.region, identified))
            parsed = _described(text.running, mineral, context, alone=text.region.lines == 1)
            if parsed is not None:
                named.append((text.region, parsed, mineral.value))
    if len({fold(parsed.raw) for _, parsed in told}) == 1:
        yield unlabelled(spec, *told[0], fit=_IDENTIFIED)
    lines = [one for one in named if one[1].rule == _LINE]
    if len({value for _, _, value in named}) == 1 or len(lines) == 1:
        region, parsed, _ = (lines or named)[0]
        yield unlabelled(spec, region, parsed, fit=_GOODS)


def _names_a_firm(text: str, mineral: Parsed) -> bool:
    """Whether a commodity is a word of a company's name: "Comercializadora Andina del Wólfram S.R.L."."""
    if not mineral.raw[:1].isupper():
        return False
    reach = min(len(text), mineral.end + _NAME)
    found = legal_forms.matches(text, mineral.start, reach)
    forms = [one for one in found if not (one[0].islower() and legal_forms.weak(one))]  # "as" is a word, "AS" a form
    return bool(forms) and "," not in text[mineral.end : forms[0].start()]


def _is_content(text: str, mineral: Parsed) -> bool:
    """Whether a commodity's word is that of what goods hold: "66,20 % WO3", "Teneur en cobalt", "or fin"."""
    return (
        any(map(str.isdigit, mineral.raw))
        or _OF_CONTENT.search(fold(text[: mineral.start])) is not None
        or _ANALYSED.search(fold(text[: mineral.start])) is not None
        or _FINE.match(text, mineral.end) is not None
    )


def _identified(text: str, mineral: Parsed, context: Context) -> Parsed | None:
    """The goods that a lot's number or a tariff code follows: "concentrado de wolframita del lote …"."""
    behind = _identifying().search(fold(text), mineral.end)
    if behind is None or behind.start() - mineral.end > _TO_NUMBER or _BROKEN.search(text, mineral.end, behind.start()):
        return None
    low = max((cut.end() for cut in _CLAUSE.finditer(text, 0, mineral.start)), default=0)
    start = _first(text, low, mineral.start)
    parsed = parse(ValueKind.TEXT, text[start : behind.start()].rstrip(" ,(:"), context)
    if parsed is None:
        return None
    return replace(
        parsed, start=start + parsed.start, end=start + parsed.end, score=mineral.score, rule="identified-goods"
    )


def _set_off(text: str, mineral: Parsed, context: Context) -> Parsed | None:
    """The goods that commas set off behind the word for them, with their quality: "The goods, cobalt hydroxide, …"."""
    lead = max((found.end() for found in _THE_GOODS.finditer(fold(text), 0, mineral.start)), default=-1)
    if lead < 0 or _BROKEN.search(text, lead, mineral.end) or (end := text.find(",", mineral.end)) < 0:
        return None
    if len(text[lead:end].split()) > _A_LINE or _BROKEN.search(text, mineral.end, end):
        return None
    quality = _QUALITY.match(fold(text), end)
    end = quality.end() if quality is not None else end
    parsed = parse(ValueKind.TEXT, text[lead:end], context)
    return parsed and replace(
        parsed, start=lead + parsed.start, end=lead + parsed.end, score=mineral.score, rule="identified-goods"
    )


@cache
def _identifying() -> re.Pattern[str]:
    """What leads to the number that tells the goods: a lot, a tariff code."""
    return re.compile(rf"[\s,(]+(?:{alternation('identifying')})(?![^\W_])(?=\W*(?:[^\W\d_]+\W+){{0,3}}\S*\d)")


def _described(text: str, mineral: Parsed, context: Context, *, alone: bool) -> Parsed | None:
    """The commodity with the words that belong to it; None where it is a part of a company's name or a heading.

    A line that stands `alone`, begins with the commodity and goes on in small letters describes it as a whole.
    """
    cuts = list(_CLAUSE.finditer(text))
    low = max((cut.end() for cut in cuts if cut.end() <= mineral.start), default=0)
    high = min((cut.start() for cut in cuts if cut.start() >= mineral.end), default=len(text))
    start, end = _first(text, low, mineral.start), _last(text, mineral.end, high)
    end = _with_bracket(text, end, context)
    end = end if start else _with_packing(text, end)
    whole = alone and not start and end < len(text.rstrip()) and len(text.split()) <= _A_LINE
    whole = whole and _GOES_ON.fullmatch(text, end) is not None
    company = None if whole else split_party([text[low:high]], context)  # "Rough diamonds as sorted": no a.s.
    if company is not None and company.rule == "legal-form":
        return None
    parsed = parse(ValueKind.TEXT, text[start:] if whole else text[start:end], context)
    if parsed is None or (len(text.split()) <= _BEHIND and (text.istitle() or text.isupper())):
        return None
    rule = _LINE if whole else "spoken-goods"
    return replace(parsed, start=start + parsed.start, end=start + parsed.end, score=mineral.score, rule=rule)


def _first(text: str, low: int, start: int) -> int:
    """Where a description begins: "concentré de coltan", "natural flake graphite"; numbers are none of it."""
    words = list(re.finditer(r"\S+", text[low:start]))
    taken = 0
    joined = False
    while words and taken < _BEFORE:
        word = words[-1]
        folded = fold(word[0])
        if _OF.fullmatch(folded) and len(words) > 1 and _FORM.fullmatch(fold(words[-2][0])):
            joined = True
        elif (
            not word[0].isalpha()
            or (_SMALL.fullmatch(folded) and not joined)
            or (not joined and word[0][0].isupper() != text[start : start + 1].isupper())
        ):
            break
        else:
            taken += 1
            if joined:
                return low + word.start()
        start = low + word.start() if not joined else start
        words.pop()
    return start


def _last(text: str, end: int, high: int) -> int:
    """Where a description ends: "gold dore bars", before the first small word or number."""
    for taken, word in enumerate(re.finditer(r"\S+", text[end:high])):
        if taken == _BEHIND or not word[0].isalpha() or _SMALL.fullmatch(fold(word[0])):
            return end + word.start()
    return high


def _with_bracket(text: str, end: int, context: Context) -> int:
    """Where a description ends that a bracket goes on with, and what the goods are made up as behind that.

    "Minerai d'étain (cassitérite) concentré", "wolframite (tungsten ore)"; not the bracket of a code or a definition.
    """
    bracket = _BRACKET.match(text, end)
    if bracket is None or not (find(ValueKind.MINERAL, bracket[1], context) or _FORM.search(fold(bracket[1]))):
        return end
    form = _FORM_BEHIND.match(text, bracket.end())
    return form.end() if form is not None and _FORM.fullmatch(fold(form[1])) is not None else bracket.end()


def _with_packing(text: str, end: int) -> int:
    """Where a description ends that a sentence opens with, and what the goods are packed in: "en fûts métalliques"."""
    folded = fold(text)
    led = _PACKED_IN.match(folded, len(folded[:end].rstrip()))
    for word in [] if led is None else [led, *_ADJECTIVE.finditer(folded, led.end(), led.end() + _LEADING)][:_BEHIND]:
        packed = packages_end(folded, word.end())
        if packed > word.end() and (closed := _CLOSED.match(folded, packed)) is not None:
            return closed.end()
    return end


def unlabelled(spec: FieldSpec, region: Region, parsed: Parsed, *, fit: float) -> Candidate:
    """A reading that no label leads to, weighed by its own form alone; `fit` (0..1) says how well that tells it."""
    place = Region(region.layout, region.page, Place.SHAPE, region.text, region.spots, 0.0, lines=region.lines)
    features = value_features(spec, place, parsed)
    features |= {"ends_like_label": 0.0, "place_shape": 1.0, "shape_fit": fit, "coverage": 0.0, "lower_case": 0.0}
    return Candidate(spec, place, parsed).weighed(features)
