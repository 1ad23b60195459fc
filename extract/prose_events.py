"""What happened on a day, and which number something bears: told by the verb that governs it, not by a set wording.

"The truck left Kasumbalesa on 2 June", "this certificate, numbered SL 0022914, was issued at Freetown on 14 March and
ceases to be valid on 13 May", "scellé en présence des agents sous les numéros 447120 à 447122": between the verb and
the value stand places, people and numbers. The last verb before a date says what it is the date of; a day on which
something else happened (was sampled, was paid, arrived) is none of the paper's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from extract.doctype import DocumentType, FieldSpec, ValueKind
from extract.prose_against import means_another, of_another_paper
from extract.prose_values import reading_after
from extract.prose_words import alternation, prose_words
from extract.sentences import sentence_ends
from extract.values import Context, Parsed, find, parse
from extract.values.folding import fold

_EVENTS = ("issue_date", "expiry_date", "shipment_date")
OTHER = "other"
"""What happened on a day that is none of the paper's own."""

_REACH = 150  # characters before a date within which its verb stands
_BEHIND = 90  # the same behind a date that opens its sentence
_OPENING = 3  # words before a date that opens its sentence
_BETWEEN = 90  # characters from what was sealed, tagged or issued to its number
_UNTIL = re.compile(
    r"\s*,?\s*(?:to|until|till|through|and|au|jusqu'au|et le|a|ao|ate|e|al|hasta|hasta el|y el|[-–])"
    r"\s*(?:the |le |el |dia )?$"
)
_SIDE = re.compile(
    r"(?<![^\W_])(?:before|after|since|from|by|avant|apres|depuis|a partir du|a compter du|antes d[eo]l?|despues del?"
    r"|desde(?: el)?|depois de|a partir d[eo]l?)\s*(?:the|le|el|o|dia)?\s*$"
)
"""On one side of a date, and not on it."""
_IN_ORDER = re.compile(
    r"(?<![^\W_])(?:good|bon|bom|boa|buen|buena)\s+(?:(?:apparent|aparente)\s+)?(?:order|ordre|ordem|orden)(?![^\W_])"
)
"""What a carrier says of goods that it takes: no order that anybody has placed."""


def event_before(text: str, start: int, language: str | None) -> str | None:
    """What the clause before character `start` says of a day: a date field's name, `OTHER`, or None if it says nothing.

    `language` (ISO 639-1) settles words that mean one thing in one language ("expedido").
    """
    return _event(text, start, language)[0]


def _event(text: str, start: int, language: str | None) -> tuple[str | None, int]:
    """The same, and where its verb begins."""
    opening = max(0, start - _REACH)
    folded = _IN_ORDER.sub(lambda match: " " * len(match[0]), fold(text[opening:start]))
    best: tuple[int, int, str] | None = None
    for name in (*_EVENTS, OTHER):
        for match in _verbs(name, language).finditer(folded):
            found = (match.end(), match.end() - match.start(), name)
            best = found if best is None or found[:2] > best[:2] else best
    if best is None:
        return None, start
    verb = opening + best[0] - best[1]
    if best[2] == "issue_date" and _act_done().search(folded[: best[0]]) is not None:
        return OTHER, verb
    if best[2] != "expiry_date" and _SIDE.search(folded) is not None:
        return OTHER, verb
    return best[2], verb


@cache
def _act_done() -> re.Pattern[str]:
    """An act with the verb that says no more than that it took place: "weighing was done", "a pesagem foi feita"."""
    passive = r"(?:was|were|been|is|are|ete|est|sont|foi|foram|e|sao|fue|fueron|sido|es)"
    done = r"(?:done|made|executed|fait[es]*|etabli[es]*|feit[oa]s?|hech[oa]s?)"
    return re.compile(
        rf"(?<![^\W_])(?:{alternation('act')})(?![^\W_])[^,;.:]{{0,48}}\s{passive}\s+(?:[^\W_]+\s)?{done}$"
    )


@cache
def _verbs(name: str, language: str | None) -> re.Pattern[str]:
    """The words for an event, of all languages and those that only the paper's own uses so."""
    named = f"event_{name.split('_', maxsplit=1)[0]}"
    words = set(prose_words(named))
    words |= prose_words(f"{named}_only", language) if language is not None else set()
    if name == OTHER:
        words |= prose_words("other_event") | prose_words("other_paper")
    spelled = (re.escape(word.rstrip("*")) + (r"\w*" if word.endswith("*") else "") for word in sorted(words))
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(sorted(spelled, key=len, reverse=True))})(?![^\W_])")


def dated(doctype: DocumentType, text: str, context: Context) -> Iterator[tuple[FieldSpec, Parsed, str, int]]:
    """The dates of a text whose verbs tell what they are: (field, date, the words that tell, where these begin).

    The day on which the paper was made out is left to the cues and to the place that stands before it.
    """
    specs = {spec.name: spec for spec in doctype.fields if spec.name in _EVENTS[1:]}
    dates = find(ValueKind.DATE, text, context)
    ends = (0, *sentence_ends(text)) if dates else ()
    for number, date in enumerate(dates):
        opening = max(end for end in ends if end <= date.start)
        last = max(opening, *(one.end for one in dates[:number])) if number else opening
        if number and last == dates[number - 1].end and _UNTIL.fullmatch(fold(text[last : date.start])):
            if _validity().search(fold(text[opening : dates[number - 1].start])) and "expiry_date" in specs:
                yield specs["expiry_date"], date, text[last : date.start].strip(), last
            continue
        event, verb = _event(text[last:], date.start - last, context.language)
        if event == "expiry_date" and of_another_paper(fold(text[opening : last + verb])):
            continue
        if event is None and len(text[last : date.start].split()) <= _OPENING and last == opening:
            following = dates[number + 1].start if number + 1 < len(dates) else len(text)
            event = _event_behind(
                text, date.end, min((end for end in ends if end > date.end), default=len(text)), following
            )
        if event in specs:
            at = max(last, date.start - _REACH)
            lead = text[at : date.start].strip()
            yield specs[event], date, " ".join(lead.split()[-3:]), at + max(0, len(text[at : date.start]) - len(lead))


def _event_behind(text: str, start: int, end: int, following: int) -> str | None:
    """What a sentence that opens with a date says of it: "On 3 May the goods left …".

    What ends right before the date that follows, at `following`, is said of that one: "3 May 2026 and valid until 2
    July 2026"; so is what leads to a date that is not there.
    """
    folded = fold(text[start : min(end, start + _BEHIND)])
    found = [
        (match.start(), name)
        for name in (*_EVENTS, OTHER)
        for match in _verbs(name, None).finditer(folded)
        if name != "expiry_date" or not _LEADS_ON.fullmatch(folded[match.end() : following - start])
    ]
    return min(found)[1] if found else None


_LEADS_ON = re.compile(r"\s*(?:on|until|the|le|el|em|a|au|ao)?\s*")


@cache
def _validity() -> re.Pattern[str]:
    """What says that two days are those between which a paper holds."""
    return re.compile(rf"(?<![^\W_])(?:{alternation('validity')})")


_LIST = 200  # characters of a list of numbers
_NUMBERS_END = re.compile(r"\.(?:\s|$)|[;,]\s(?=[^\W\d_](?![^\s,;.]*\d)(?![A-Z]{0,5} ?\d))|\s(?=[a-zà-ÿ]{4})")
"""Where numbers end: with the sentence, or at a mark behind which no further number stands."""
_GOVERNED = (("seal_numbers", "sealing"), ("tag_numbers", "tagging"), ("document_number", "issued_under"))


def numbered(doctype: DocumentType, text: str, context: Context) -> Iterator[tuple[FieldSpec, Parsed, str, int]]:
    """The numbers under which something was done, told by the verb of the clause: seals, tags, the paper's own."""
    specs = {spec.name: spec for spec in doctype.fields}
    folded = fold(text)
    for lead in _under_number().finditer(folded) if len(folded) == len(text) else ():
        opening = max((end for end in (0, *sentence_ends(text)) if end <= lead.start()), default=0)
        clause = folded[max(opening, lead.start() - _BETWEEN) : lead.start()]
        found: list[tuple[int, str]] = []
        for field, verbs in _GOVERNED:
            found += [(match.end(), field) for match in _one_of(verbs).finditer(clause)]
        spec = specs.get(max(found)[1]) if found else None
        if spec is None:
            continue
        rest = text[lead.end() : lead.end() + _LIST]
        stop = _NUMBERS_END.search(rest)
        parsed = parse(spec.kind, rest[: stop.start()] if stop is not None else rest, context)
        if parsed is not None and parsed.start <= 1 and any(map(str.isdigit, parsed.raw)):
            yield spec, _moved(parsed, lead.end()), text[lead.start() : lead.end()].strip(), lead.start()


@cache
def _under_number() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{alternation('under_number')})[\s:.°º]*")


@cache
def _one_of(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{alternation(name)})[^\W_]*")


_PER = re.compile(
    r"\s*(?:/\s*|(?:per|par|por|a|la|le|el|o|pro|each|chaque)\s+)(?:(?:dry|wet|metric)\s+)?(?:carats?|quilates?|cts?|kg|kilo\w*|tonn?e?s?"
    r"|tonelada\w*|tms?|tmh|dmt|wmt|mt|t|g|gram\w*|lb|pound|oz|once|ounce|dmtu|mtu)(?![^\W_])"
)
"""What a price is for."""


def priced(doctype: DocumentType, text: str, context: Context) -> Iterator[tuple[FieldSpec, Parsed, str, int]]:
    """The amounts of a text whose nouns or units tell what they are: what the goods are worth, the price of a unit."""
    specs = {spec.name: spec for spec in doctype.fields}
    worth = specs.get("licensed_value") or specs.get("value")
    amounts = find(ValueKind.MONEY, text, context)
    ends = (0, *sentence_ends(text)) if amounts else ()
    last = 0
    for amount in amounts:
        opening = max(last, *(end for end in ends if end <= amount.start))
        clause = fold(text[max(opening, amount.start - _REACH) : amount.start])
        last = amount.end
        found = [(one.end(), 0) for one in _one_of("worth").finditer(clause)]
        found += [(one.end(), 1) for one in _one_of("other_amount").finditer(clause)]
        if found and max(found)[1]:
            continue  # a charge, a royalty "ad valorem", a deposit
        priced_by = "unit_price" if _PER.match(fold(text[amount.end : amount.end + 30])) is not None else ""
        spec = specs.get(priced_by) if priced_by else worth if found else None
        if spec is not None:
            yield spec, amount, " ".join(clause.split()[-1:]), amount.start


def routes(doctype: DocumentType, text: str, context: Context) -> Iterator[tuple[FieldSpec, Parsed, str, int]]:
    """The two countries of a way: "to be carried from Uganda to Belgium", "du Gabon vers la Chine".

    One alone is where goods are exported from: "licensed to export the minerals below from Uganda".
    """
    specs = {spec.name: spec for spec in doctype.fields}
    named = find(ValueKind.COUNTRY, text, context)
    if "country_of_provenance" in specs:
        for one in named:
            before = fold(text[max(0, one.start - _REACH) : one.start])
            lead = _EXPORTED.search(before)
            spec = specs["country_of_provenance"]
            denied = lead is not None and means_another(spec, before[: lead.start()], context.language)
            if lead is not None and not denied and _goods_of().search(before) is None:
                yield spec, one, lead["behind"].strip(), one.start - 1
    for one, other in pairwise(named):
        lead = _FROM.search(fold(text[max(0, one.start - 24) : one.start]))
        joined = _TO.fullmatch(fold(text[one.end : other.start]))
        if lead is None or joined is None or _goods_of().search(fold(text[max(0, one.start - 60) : one.start])):
            continue
        for name, country in (("country_of_provenance", one), ("country_of_destination", other)):
            if name in specs:
                yield specs[name], country, text[one.start - 6 : one.start].strip(), one.start - 1


_FROM = re.compile(
    r"(?<![^\W_])(?:from|leaves|left|leaving|de|du|d'|des|depuis|quitte|do|da|dos|das|desde|del|salen de|sale de)"
    r"\s*(?:the|la|le|l'|el|a|o)?\s*$"
)
_EXPORTED = re.compile(
    r"(?<![^\W_])(?:re-?)?export(?:er|ar|ing|ed|e|es|ees?|ad[oa]s?|ation|acao|acion)?\s+(?:[^.;,:]{1,70}\s)?"
    r"(?P<behind>from|out of|depuis|hors d[eu]|a partir d[eu]|desde)\s+(?:the |le |la |l'|el |o |a )?$"
)
"""What says, before a country, that goods are exported from it; a mere "de" may say where they were mined."""
_TO = re.compile(
    r"\s*,?\s*(?:to|for|vers|a destination d[eu]|pour|para|hasta|com destino ao?|con destino a|a|ao|al)"
    r"\s*(?:the|la|le|l'|les|el|a|o)?\s*"
)


@cache
def _goods_of() -> re.Pattern[str]:
    """Words for where goods are from, and not for where a way begins."""
    return re.compile(rf"(?<![^\W_])(?:{alternation('mining')}|{alternation('origin_before')})(?![^\W_])[^,;]{{0,20}}$")


_DONE_AT = r"(?:at|in|a|en|em|na|no)\s+[^\W\d_][^\d,;:.]{1,30}?"
_DONE_ON = r"(?:on|this|le|ce|em|aos?|el)\s+(?:the\s+)?[^;:]{2,40}?(?<!\d)(?:\d{4}|\d{2})"
_BY = re.compile(
    r"(?<![^\W_])(?:issued|given|granted|delivree?|emise?|etablie?|accordee?|octroyee?|emitid[oa]|passad[oa]|concedid[oa]"
    rf"|expedid[oa]|otorgad[oa]|dad[oa])\s+(?:{_DONE_AT}(?:,?\s+{_DONE_ON})?|{_DONE_ON}),?\s+(?:by|par|por|pel[oa])"
    r"(?:\s*:)?\s+(?:the |le |la |l'|el |a |o )?"
)
"""What was issued, where or on which day, and the word before who issued it: "Délivré le 4 mai 2026 par : "."""


def issued_by(doctype: DocumentType, text: str, context: Context) -> Iterator[tuple[FieldSpec, Parsed, str, int]]:
    """The office that a sentence names behind the place or the day of issue: "Issued at Harare by the Secretary"."""
    spec = next((spec for spec in doctype.fields if spec.kind is ValueKind.AUTHORITY), None)
    folded = fold(text)
    if spec is None or len(folded) != len(text):
        return
    for lead in _BY.finditer(folded):
        limit = min((end for end in sentence_ends(text) if end > lead.end()), default=len(text))
        parsed = reading_after(spec.kind, text, text, lead.end(), limit, context)
        if parsed is not None:
            yield spec, parsed, lead[0].strip(), parsed.start


def _moved(parsed: Parsed, offset: int) -> Parsed:
    return replace(parsed, start=parsed.start + offset, end=parsed.end + offset, others=())


def governed(
    doctype: DocumentType, texts: Sequence[str], context: Context
) -> Iterator[tuple[int, FieldSpec, Parsed, str, int]]:
    """Everything that the verbs of these texts tell, with the number of the text: see `dated`, `numbered`, `priced`."""
    for number, text in enumerate(texts):
        if not any(map(str.isdigit, text)) and not any(map(str.isupper, text)):
            continue
        for told in (dated, numbered, priced, routes, issued_by):
            for spec, parsed, lead, at in told(doctype, text, context):
                yield number, spec, parsed, lead, at
