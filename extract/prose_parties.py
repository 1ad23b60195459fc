"""Companies in running text: where a name begins and ends, and what a sentence says of it that is no address."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from extract.doctype import ValueKind
from extract.prose_seats import address_leads, seated
from extract.prose_words import alternation
from extract.values import Context, Parsed, addresses, find, legal_forms, split_party
from extract.values.folding import fold, plain
from extract.values.parties import defined_end

_ABBREVIATION = re.compile(
    r"(?:^|[\s(.])(?:[A-Z]|Sdn|Bhd|Co|Ltd|Inc|Corp|Pty|Pte|Pvt|Lda|Ltda|Cia|Soc|St|Sta|No|Nr|Mr|Mrs|Dr|Av|Avda|Blvd|Est"
    r"|Ets|Gmbh|Messrs|Jr|Of|Urb|Mz|Lt|Dpto|Depto|Col|Cra|Esq|Edif)$"
)
_FULL_STOP = re.compile(r"(?<![^\W\d_])(?:GmbH|AG|NV|BV|SA|SARL|SAS|SRL|SpA|LLC|DMCC|Oy|AB|Limited|Limitada)\.$")
"""Legal forms that are written without a point: one behind them ends the sentence."""
_NUMBERED = re.compile(r"[^\W\d_]{2,9}\.?\s+(?:n[°º.]{0,2}\s*)?\d+\s?[a-z]?")
"""A part of an address in small letters with its number: "lot 114", "zone 3", "piso 4"."""
_HOUSE = re.compile(r"n[°º.ro]{0,3}\s*\d+[a-z]?(?:\s*[-/]\s*\d+)?")
"""The number of a house behind its street: "n.º 118"."""
_PRONOUN = re.compile(r"(?<![^\W_])(?:we|i|nous|je|nos|eu|nosotros|yo)$")
_IN_QUALITY = re.compile(
    r"(?:as|acting as|in (?:our|my) capacity|en (?:nuestra|mi|notre|ma|tant que|qualite)|na (?:nossa|minha)|agissant)"
    r"(?![^\W_])[^,]{0,60},\s+(?:we|i|nous|je|nos|eu|nosotros|yo),\s+(?=\S)"
)
"""In what quality the writer declares, and the pronoun before the name."""
_NO_NAME = re.compile(
    r"(?:as|acting|in|under|pursuant|for|en|na|nos termos|pour|para|por|afin|aux fins|conformement)(?![^\W_])"
)
"""What a clause begins with that stands where a name may, and no company's name does."""
_TO_ANOTHER = re.compile(r"\s+(?:to|unto|à|vers|a|para|ao|al)\s+(?=[^\W\d_a-zà-ÿ])")
"""Behind a company's legal form: whom its goods go to."""
_SENTENCE_END = re.compile(r"[.;:!?]\s+(?=[\"«“(]?[^\W\d_a-z])|\n\s*\n")


@cache
def name_stop() -> re.Pattern[str]:
    """Words that no name goes on with; the second half of a place's name is none: "Kasenga-Est SARL"."""
    return re.compile(rf"(?<![^\W_])(?<![^\W_]-)(?:{seated()}|{alternation('name_end')})(?![^\W_])")


@cache
def _closing() -> re.Pattern[str]:
    return re.compile(rf"[\s,]+(?:{alternation('closing')})[\s,]*$")


@cache
def _address_lead() -> re.Pattern[str]:
    return re.compile(rf"[\s,(]*(?:(?:{address_leads()})[\s:,]+)+(?=\S*[^\W_])")


@cache
def _address_end() -> re.Pattern[str]:
    """What a sentence says of a company behind its address: where it is registered, who acts for it."""
    return re.compile(rf",\s+(?:{alternation('address_end')})(?![^\W_])")


@cache
def pointing() -> re.Pattern[str]:
    """Words that point at the paper itself or at no one in particular, and name nobody."""
    return re.compile(rf"[\s\"'«“(]*(?:{alternation('pointing')})(?![^\W_])")


@cache
def _seat() -> re.Pattern[str]:
    """What joins a company to the country that it is in: "X K.K. in Japan", "X GmbH (Allemagne)"."""
    return re.compile(r"[\s,]*(?:\(|(?:in|of|en|em|au|aux|no|na|nos)\s+(?:the\s+)?)")


def seat_behind(running: str, end: int, context: Context) -> Parsed | None:
    """The country that a company whose name ends at `end` is said to be in."""
    joined = _seat().match(running, end)
    behind = find(ValueKind.COUNTRY, running[joined.end() : joined.end() + 40], context) if joined is not None else []
    return placed(behind[0], joined.end()) if joined is not None and behind and behind[0].start == 0 else None


def party(running: str, start: int, end: int, limit: int, context: Context) -> Parsed | None:
    """The party named between two places; its whole stretch is given, name and address."""
    told = _address_end().search(fold(running[start:end]))
    end = start + told.start() if told is not None else end
    closing = _closing().search(fold(running[start:end]))
    text = (running[start : start + closing.start()] if closing else running[start:end]).rstrip(" ,;:(")
    if not text[:1].isupper() and not text[:1].isdigit():
        return None
    if pointing().match(fold(text)):
        return None  # "This certificate attests that …"
    spoken = _IN_QUALITY.match(fold(text))
    if spoken is not None:  # "En nuestra calidad de comercializador inscrito, nosotros, X S.A.S."
        return party(running, start + spoken.end(), end, limit, context)
    spoken = _PRONOUN.search(fold(text))
    text = text[: spoken.start()].rstrip(" ,") if spoken is not None else text
    text = _without_seat(_without_measures(text, context), context)
    block = split_party([text], context)
    if block is None or len(block.name) > 90 or not block.name[:1].isalnum():
        return None
    if block.rule != "legal-form" and spoken is not None:
        return None  # "As producer of these stones we declare that"
    if block.rule != "legal-form" and _NO_NAME.match(fold(block.name)):
        return None  # "In our capacity as exporter", "Para os devidos efeitos"
    if block.rule != "legal-form" and (block.name[0].isdigit() or len(block.name.split()) < 2):
        return None  # "12 customers", "the Secretary"
    score = block.score if block.rule == "legal-form" else min(block.score, 0.6)
    last = block.address_span[1] if block.address_span else block.name_span[1]
    if block.rule == "legal-form" and seat_behind(running, start + block.name_span[1], context) is not None:
        last = block.name_span[1]  # "X K.K. in Japan, subject to …": where it is, and no address
    name = block.name_span[1]
    if (behind := defined_end(running, start + name) - start) > name and last <= behind:
        last = behind
    name = behind
    registered = _registered().match(fold(running), start + name)
    lead = _address_lead().match(fold(running), registered.end() if registered is not None else start + name)
    if lead is not None and _opens_address(running[lead.end() :]):
        told = _address_end().search(fold(running[lead.end() :]))
        last = min(name_end(running, lead.end(), limit), lead.end() + told.start() if told else len(running)) - start
        last = name + _address_length(running[start + name : start + last], lead.end() - start - name)
    elif last > name:
        last = name + _address_length(running[start + name : start + last], 0)
    while running[start + last - 1] in " ,;(":
        last -= 1
    named = block.name[:-1] if _FULL_STOP.search(block.name) else block.name
    return Parsed(named, running[start : start + last], start, start + last, score, block.rule)


def _without_seat(text: str, context: Context) -> str:
    """A company without the country that it is said to be in: "X S.A.E. in Egypt"."""
    for joined in _seat().finditer(text):
        behind = seat_behind(text, joined.start(), context) if joined.start() else None
        if behind is not None and "of" not in joined[0] and text[behind.end :].lstrip()[:1] in ("", ",", ";", ".", ")"):
            return text[: joined.start()]
    return text


def address_set_off(text: str) -> str:
    """A company in a sentence with a line feed before its address, where the number of a register stands between.

    "X S.A.C., RUC 20609114472, con domicilio en …"; every other character stays in its place.
    """
    folded = fold(text)
    for registered in _registered().finditer(folded):
        lead = _address_lead().match(folded, registered.end())
        if lead is not None and _opens_address(text[lead.end() :]):
            at = registered.end()
            return f"{text[:at]}\n{text[at + 1 :]}"
    return text


@cache
def _registered() -> re.Pattern[str]:
    """The number of a register behind a name."""
    number = r"[^\W\d_]{0,3}[\W_]{0,3}(?:[^\W\d_]{1,4}[-./ ]?)?\d[\w./-]*"
    return re.compile(rf"[\s,(]+(?:{addresses.one_of('register')})(?![^\W_]){number}\)?(?=[\s,])")


def _opens_address(text: str) -> bool:
    return text[:1].isupper() or text[:1].isdigit() or addresses.has_street(fold(text.split(",")[0]))


def _address_length(text: str, begin: int) -> int:
    """Characters of what follows a name that are its address: up to the first clause that is a part of a sentence.

    `begin` is where the address begins, behind what leads to it. "…, se extrajo en su totalidad en Bolivia" goes on
    with the sentence; "…, rue du Port" does not.
    """
    at = begin
    for clause in re.finditer(r"[^,]+", text[begin:]):
        words = clause[0].strip()
        folded = fold(words)
        placed_in = addresses.has_street(folded) or _district().match(folded) or _NUMBERED.fullmatch(folded)
        placed_in = placed_in or _HOUSE.fullmatch(folded)
        if words[:1].islower() and not placed_in and len(words.split()) > 1:
            break
        at = begin + clause.end()
    return at if at > begin else 0


@cache
def _district() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation('district')})(?![^\W_])")


def _without_measures(text: str, context: Context) -> str:
    """A company and its address without the clauses from the first that holds a weight, an amount or a date."""
    cut = len(text)
    for comma in re.finditer(r",\s", text):
        clause = re.split(r",\s", text[comma.end() :])[0]
        told = any(find(kind, clause, context) for kind in (ValueKind.CARATS, ValueKind.DATE))
        weighed = any(one.unit is not None and one.score >= 0.9 for one in find(ValueKind.WEIGHT, clause, context))
        if told or weighed:
            cut = comma.start()
            break
    return text[:cut]


def sentence_start(text: str, position: int) -> int:
    """Where the sentence that holds a character begins."""
    start = 0
    for match in _SENTENCE_END.finditer(text, 0, position):
        if match[0][0] == "." and _ABBREVIATION.search(text[: match.start()]):
            continue
        start = match.end()
    return start


def name_end(text: str, start: int, limit: int) -> int:
    """Where a name that begins at `start` ends: before a verb, a preposition, the next cue or the sentence's end."""
    window = text[start : min(start + 220, len(text))]
    end = len(window)
    stop = name_stop().search(fold(window))
    if stop is not None:
        end = stop.start()
    for match in _SENTENCE_END.finditer(window):
        if match[0][0] == "." and _ABBREVIATION.search(window[: match.start()]):
            continue
        end = min(end, match.start())
        break
    if (spoken := legal_forms.before_speaker(window[:end])) is not None:
        end = spoken
    for form in legal_forms.matches(plain(window), 0, end):
        if _TO_ANOTHER.match(window, form.end()):
            end = min(end, form.end())  # "exported by X Ltd to Y GmbH"
    goes_on = re.search(r"[\s,]+(?:and|et|e|y)(?:\s+(?=[a-zà-ÿ])|\s*$)", window[:end])
    if goes_on is not None:
        end = goes_on.start()
    return min(start + end, max(limit, start))


def placed(parsed: Parsed | None, offset: int) -> Parsed | None:
    """A reading of a stretch that begins at `offset`, as one of the whole text."""
    if parsed is None:
        return None
    others = tuple(replace(other, start=other.start + offset, end=other.end + offset) for other in parsed.others)
    return replace(parsed, start=parsed.start + offset, end=parsed.end + offset, others=others)
