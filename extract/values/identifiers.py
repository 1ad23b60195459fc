"""The numbers of documents and lots, as printed, spaces folded.

Check digits are looked at where a number has them: air waybills (IATA Resolution 600a: serial modulo 7),
freight containers (ISO 6346) and legal entity identifiers (ISO 17442). A failed one lowers the score, no more.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extract.values.dates import find_dates
from extract.values.folding import fold, plain, squeeze, unruled
from extract.values.identifiers_doubted import judge, turned_back
from extract.values.identifiers_spaced import is_spaced
from extract.values.model import Context, Parsed

_SIGN = r"(?:no|nos|nr|nrs|num|numero|numeros|number|numbers|nummer|n|ref|reference|referencia|referencias|serial)"
_LABEL = re.compile(rf"^(?:[\s:;.,#*\-|]|(?:n[.]?[o°]s?(?![^\W_])|{_SIGN}(?![^\W_])|n°s?)[.:°]*)+")
_OWN_LETTERS = re.compile(r"(?<![^\W_])[A-Z]{2,8}-(?=\d)")
"""Capitals that a hyphen joins to the figures right behind: "NO-26-0749" begins with letters of its own, where
"No. 26-0749" begins with a sign."""
_TOKEN = re.compile(r"\S+")
_DIGIT, _FIGURE_OR_CAPITAL, _LETTER_OR_FIGURE = re.compile(r"\d"), re.compile(r"[\dA-Z]"), re.compile(r"\w")
_GLUED = re.compile(r"[,;](?=\d{1,2}[./-]\d{1,2}[./-](?:\d\d){1,2}$)|·|(?<=\d)(?=[A-Z][a-z]{2,}$)")
"""Where what stands behind a number begins, when no space parts them: a date, a word."""
_EDGE = " :;,.#*|\"'-"
_TO_A_WORD = re.compile(r"[\u2013\u2014] +[^\W\d_]")
"""A dash set apart before letters: it parts one thing from the next, where a hyphen may be a stroke of a number."""
_NO_PREFIX = re.compile(
    r"NO|NOS|NR|REF|NUM|NUMBER|NUMERO|DATED?|LOT|PAGE|VOL|UNIT|BOX|TEL|FAX|HS"
    r"|TO|OF|FOR|AND|THE|ET|DE|DU|PAR"
    r"|CIRGL|ICGLR|SCPK"
    r"|M?AWB|HAWB|LTA|KPCS?|CERT|CERTIFICATE|INVOICE|FACTUR[EA]|FATURA"
    r"|USD|EUR|GBP|CHF|ZAR|KGS?|CTS?"
)
"""Capitals before a number that belong to its label or to something else, not to the number."""
_CAPITALS = re.compile(r"[A-Z][A-Z./-]{0,7}|[A-Z]{2,6}(?:[/-][A-Z]{1,6}){1,3}")
_NO_DAY = re.compile(r"\d+[/-]\d|\d{3,}(?![.\d])")
"""What an article does not stand before: "LE 94/26" and "LE 471" are numbers, "LE 12 MAI" none."""
_PIECE = re.compile(r"/?[A-Z]{1,4}/?|/")
_LETTERS = re.compile(r"(?!(?:NO|NOS|REF|LOT|AWB|INV|HS|TEL)$)[A-Z]{2,5}")
_TWO_PREFIXES = 3  # words of a number with two groups of capitals before its digits
_COUNTED_IN = re.compile(r"(?:carats?|quilates?|cts?|kgs?|g|gr|gram\w*|t|tonn\w*|[$€£]|usd|eur)(?![^\W_])")
"""What a number before it counts."""
_COUNTED = 3  # digits of a count
_SHORT_SERIES = 3  # letters set apart within a number
_STROKES = 6  # pieces before the digits of a number
_SERIES = re.compile(
    r"[\s:]*(?:(?i:series|serie|série|ser\.)[ :]{1,2}([A-Z]{1,3})|([A-Z])\.?)[ ,;-]{1,3}"
    r"(?i:no|nº|n°|num|number|número)[.:°º]*[ ]?(\d{3,})(?![^\W_])"
)
"""A series before the sign for a number: "Series B No. 004411"."""
CONTAINER = re.compile(r"(?<![^\W_])[A-Z]{3}[UJZ] ?\d{6}[ -]?\d(?![^\W_])")
"""A freight container's number within a text (ISO 6346)."""
_AIR_WAYBILL = re.compile(r"(?<![\w-])\d{3} [A-Z]{3} \d{4} ?\d{4}(?![\w-])")
"""An air waybill's number as its three boxes print it: airline, airport of departure, serial."""
_NORWAY = re.compile(r"[\s:]*(NO \d{4,9}|N \d{4,9})(?![^\s])")
"""Norway's certificates begin like the word for number, and series of forms like its sign: "No. N 836263"."""
_SERIES_OR_SIGN = 0.8  # share of the score left where a bare N may be either


def label_end(text: str) -> int:
    """How far number signs and separators (`No.`, `N°`, `#`, `:`) reach at the start of a text, as it is printed."""
    lead = _LABEL.match(fold(text))
    end = lead.end() if lead else 0
    own = next((m.start() for m in _OWN_LETTERS.finditer(text) if m.start() < end), end)
    return min(own, end)


def parse_identifier(text: str, context: Context) -> Parsed | None:
    """The number in a text that holds one: label words before it and words, dates and remarks after it left out."""
    even = unruled(plain(text))
    if (series := _SERIES.match(even)) is not None:
        value = f"{series[1] or series[2]} {series[3]}"
        number = Parsed(series[3], text[series.start(3) : series.end(3)], *series.span(3), 0.5, "identifier")
        begin = series.start(1) if series[1] else series.start(2)
        return Parsed(
            value, text[begin : series.end()], begin, series.end(), 0.9, "identifier-of-series", None, (number,)
        )
    start = label_end(even)
    line_end = even.find("\n", start)
    scope = even[start : line_end if line_end >= 0 else len(even)]
    if not re.search(r"\d", scope):
        scope = even[start:]
    readings = _in(text, scope, start, context) or [
        replace(p, score=round(p.score * 0.4, 3)) for p in _in(text, scope, start, None)
    ]
    if not readings:
        return None
    best = max(readings, key=lambda p: (p.score, -p.start))
    others = [*best.others, *(p for p in readings if p is not best)]
    norway = _NORWAY.match(even)
    if norway is not None and norway.end() == best.end:
        others.append(
            Parsed(squeeze(norway[1]), text[norway.start(1) : best.end], norway.start(1), best.end, 0.2, "identifier")
        )
        if norway[1].startswith("N "):
            best = replace(best, score=round(best.score * _SERIES_OR_SIGN, 3))
    return replace(best, others=tuple(others))


def find_identifier(text: str, context: Context) -> list[Parsed]:
    """Everything in running text that looks like a number of a document, a lot or a seal, in order."""
    return [p for p in _in(text, unruled(plain(text)), 0, context) if p.score >= 0.5]


def _in(text: str, scope: str, offset: int, context: Context | None) -> list[Parsed]:
    """The numbers in `scope`, which begins at `offset` of `text`; dates are passed over if there is a context."""
    dated = [] if context is None else [(p.start, p.end) for p in find_dates(scope, context) if p.score >= 0.55]
    dated = [(s, e) for s, e in dated if not scope[s:e].isdigit()]
    tokens = [
        _unglued(m.group() if _TO_A_WORD.match(text, offset + m.start()) is None else ";", m.start())
        for m in _TOKEN.finditer(scope)
        if not any(s < m.end() and m.start() < e for s, e in dated)
    ]
    found: list[Parsed] = []
    index = 0
    while index < len(tokens):
        last = _take(tokens, index, scope)
        if last is None:
            index += 1
            continue
        begin, end = tokens[index][1], tokens[last][2]
        trimmed = _trim(scope[begin:end])
        if trimmed:
            begin += scope[begin:end].index(trimmed)
            found.append(_identifier(text, offset + begin, offset + begin + len(trimmed)))
        index = last + 1
    return found


def _unglued(token: str, start: int) -> tuple[str, int, int]:
    """A token with its place, less what follows without a space: "FE-000731,15/05/2026", "SMM-1207Lot", "07-02·Lot"."""
    glued = _GLUED.search(token, 1)
    token = token[: glued.start()] if glued is not None else token
    return token, start, start + len(token)


def _trim(raw: str) -> str:
    """Separators and unpaired brackets at the edges dropped."""
    trimmed = raw.strip(_EDGE)
    if trimmed.startswith("(") and trimmed.endswith(")"):
        trimmed = trimmed[1:-1].strip(_EDGE)
    if trimmed.count("(") > trimmed.count(")"):
        trimmed = (trimmed.lstrip("(") if trimmed.startswith("(") else trimmed.split("(")[0]).strip(_EDGE)
    elif trimmed.count(")") > trimmed.count("("):
        trimmed = trimmed.split(")")[0].strip(_EDGE)
    glued = re.match(rf"(?:{_SIGN}[.:°]|n°)(?=\S)", fold(trimmed))  # No.4711
    return trimmed[glued.end() :].strip(_EDGE) if glued else trimmed


def _bare(token: str) -> str:
    return token.strip(_EDGE + "()[]")


def _take(tokens: list[tuple[str, int, int]], index: int, scope: str) -> int | None:
    """The last of the tokens from `index` on that make one number: LS 024780, EXP/ MG/3546, 176 - 5826 1280."""
    word = _bare(tokens[index][0])
    last = index
    if (waybill := _AIR_WAYBILL.match(scope, tokens[index][1])) is not None:
        return max(at for at, token in enumerate(tokens) if token[1] < waybill.end())
    if index == 0 and _NO_PREFIX.fullmatch(word) is None and is_spaced(scope.strip(_EDGE).split()):
        return len(tokens) - 1
    if _DIGIT.search(word) is None:
        if _prefix(tokens, index, scope):
            last = index + 1
        elif (digits := _stroked(tokens, index, scope)) is not None:
            last = digits
        elif index == 0 and len(tokens) == _TWO_PREFIXES and _begins(tokens[0][0]) and _prefix(tokens, 1, scope):
            last = index + 2  # OIMC TMM 60918, and nothing else stands there
        else:
            return None
    while last + 1 < len(tokens):
        before, after = tokens[last][0], tokens[last + 1][0]
        gap = scope[tokens[last][2] : tokens[last + 1][1]]
        if before[-1] in ",;:.)" or gap.strip(" ") or len(gap) > 2:
            break
        bare = _bare(after)
        joined = before.endswith(("-", "/")) or after.startswith(("-", "/"))
        if (
            (joined and _FIGURE_OR_CAPITAL.search(bare))
            or (after in ("-", "/") and _carried_on(tokens, last + 2))
            or (re.fullmatch(r"\d{2,}", bare) and re.search(r"(?:^|\D)\d{2,}$", before) and len(tokens) - index <= 5)
            or (re.fullmatch(r"[A-Z]", after) and last + 2 == len(tokens))  # a series letter: 004711 A
            or (last + 2 == len(tokens) and _check_digit(scope[tokens[index][1] : tokens[last + 1][2]]))
            or _container(scope[tokens[index][1] : tokens[last + 1][2]])
            or _by_threes(tokens, index, last)
        ):
            last += 1
        else:
            break
    while last > index and _LETTER_OR_FIGURE.search(tokens[last][0]) is None:
        last -= 1
    return last


def _begins(word: str) -> bool:
    """Whether capitals may be the first of two groups before the digits of a number, and are no name of a paper."""
    return _LETTERS.fullmatch(word) is not None and _NO_PREFIX.fullmatch(word) is None


def _stroked(tokens: list[tuple[str, int, int]], index: int, scope: str) -> int | None:
    """The first piece with digits of a number whose capitals are parted by strokes set apart: EXP / 2026, MP/ EX/ 3."""
    if _NO_PREFIX.fullmatch(_bare(tokens[index][0])) or not tokens[index][0][0].isupper():
        return None
    for place in range(index, min(index + _STROKES, len(tokens) - 1)):
        token, after = tokens[place][0], tokens[place + 1][0]
        gap = scope[tokens[place][2] : tokens[place + 1][1]]
        if not _PIECE.fullmatch(token) or len(gap) > 2 or gap.strip(" ") or "/" not in (token[-1], after[0]):
            return None
        if after[:1].isdigit() or re.match(r"/\d", after):
            return place + 1
    return None


def _carried_on(tokens: list[tuple[str, int, int]], index: int) -> bool:
    """Whether what stands behind a stroke set apart is more of a number: no word, no count of things."""
    if index >= len(tokens):
        return False
    bare = _bare(tokens[index][0])
    if bare.isdigit() and len(bare) <= _COUNTED and index + 1 < len(tokens):
        return not re.match(r"[^\W\d_]{3}", fold(tokens[index + 1][0]))
    letters = not any(map(str.isdigit, bare))
    if letters and index + 1 < len(tokens) and any(map(str.isdigit, tokens[index + 1][0])):
        return len(bare) <= _SHORT_SERIES  # "1193 - INVOICE SI-4412": the name of another paper before its number
    return re.match(r"[\dA-Z]", bare) is not None and (not letters or (bare.isupper() and len(bare) < _SHORT_SERIES))


def _by_threes(tokens: list[tuple[str, int, int]], index: int, last: int) -> bool:
    """Whether three digits go on a number of a series that is written by threes: CM 000 386; no count of things."""
    before, after = tokens[last][0], tokens[last + 1][0]
    following = tokens[last + 2][0] if last + 2 < len(tokens) else ""
    threes = re.fullmatch(r"\d{3}", before) is not None and re.fullmatch(r"\d{3}[,.;:)]?", after) is not None
    ends = not after.isdigit() or not following or following[0].islower()
    return threes and last > index and ends and (not after.isdigit() or not _COUNTED_IN.match(fold(following)))


def _check_digit(written: str) -> bool:
    """A single figure behind two groups of as many figures each, with a prefix before them: "OSV 7714 2083 6"."""
    groups = re.fullmatch(r"[A-Z]{2,5}[ -]?(\d{3,5}) (\d{3,5}) \d", written)
    return groups is not None and len(groups[1]) == len(groups[2])


def _container(written: str) -> bool:
    """A container number with its check digit apart: CSQU 305438 3, CSQU 305438-3."""
    return re.fullmatch(r"[A-Z]{3}[UJZ][ ]?\d{6}[ -]?\d", written) is not None


def _prefix(tokens: list[tuple[str, int, int]], index: int, scope: str) -> bool:
    """Capitals that begin a number: the LS of LS 024780."""
    raw = tokens[index][0]
    word = _bare(raw)
    if index + 1 >= len(tokens) or raw[-1] in ":;,." or not _CAPITALS.fullmatch(word):
        return False
    if _NO_PREFIX.fullmatch(word) or (word == "LE" and not _NO_DAY.match(_bare(tokens[index + 1][0]))):
        return False
    gap = scope[tokens[index][2] : tokens[index + 1][1]]
    return (
        not gap.strip(" ")
        and len(gap) <= 2
        and re.match(r"(?:[A-Z]{0,3}[-/]?|[A-Z]{2,6}\.)\d", _bare(tokens[index + 1][0])) is not None
    )


def _identifier(text: str, start: int, end: int) -> Parsed:
    value = re.sub(r"\s*([-/])\s*", r"\1", squeeze(plain(text[start:end])))
    score, rule = judge(value)
    return Parsed(value, text[start:end], start, end, score, rule, None, _mended(text, value, start, end))


def _mended(text: str, value: str, start: int, end: int) -> tuple[Parsed, ...]:
    """The same number with letters among its digits turned back: NA O21537."""
    mended = turned_back(value)
    return (Parsed(mended, text[start:end], start, end, 0.4, "identifier+repaired"),) if mended != value else ()
