"""Lists of numbers: seals and tags, with any separator, ranges written out where they can be.

A range is written out where prefix and width of its two ends agree and it holds no more than 500 numbers. A number
without the prefix of the one before it (KP-0012, 0013) takes it over, the list as printed being kept beside it. Where
the list says how many there are, that is held against it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from stdnum import iso6346

from extract.values.counts import only_counts_packages
from extract.values.folding import fold, plain, squeeze, unruled
from extract.values.identifiers import find_identifier, label_end
from extract.values.identifiers_doubted import DOUBTFUL, turned_back
from extract.values.model import Context, Parsed

_MOST = 500
_IN_GROUPS = 2  # groups of digits of one number
_STEP = 20
"""The widest step between numbers of which only the last digits are written again."""
_SEPARATE = re.compile(
    r"\s*[,;&\n|+•·]\s*|\s+/\s*|\s*/\s+|\s+(?:and|et|y|und|e|en|as well as|ainsi que)\s+", re.IGNORECASE
)
_TO = (
    r"(?:to|thru|through|a|au|ao|al|ate(?: ao| o)?|hasta(?: el| la)?|jusqu'a|jusqu'au|until|up to(?: and including)?"
    r"|t/m|bis)"
)
_RANGE = re.compile(
    rf"^(?P<p>(?:[a-z][a-z /.\-]*?)?)[ -]?(?P<a>\d+)\s*(?P<m>-|[~∼]|\.{{2,3}}|…|{_TO}(?![^\W\d_]))"
    r"\s*(?:n°s?\s*|no\.?\s*)?(?:(?P=p)[ -]?)?(?P<b>\d+)$"
)
_RANGE_OF_SERIES = re.compile(
    rf"^(?P<p>[a-z\d /.\-]*\d[a-z\d /.\-]*[/.-])(?P<a>\d+)(?P<m>\s+-\s+|\s*[~∼]\s*|\s+{_TO}\s+)(?P=p)(?P<b>\d+)$"
)
"""Ends that bear the same series, with a year or other figures in it: "2024-0001 to 2024-0003"."""
_UNTOLD = re.compile(rf"\d\s*(?:[~∼]|\s{_TO}\s)\s*[^\W_]")
"""What makes two numbers the ends of a range, though what lies between cannot be written out."""
_ENDS = 2
_INCLUSIVE = re.compile(r"[\s,(]+(?:(?:both|all|ambos|tous|todos)\s+)?incl(?:\.|us\w*)?[.)\s]*$")
"""What says behind a range that its end is one of its numbers."""
_FROM = re.compile(r"^(?:from|between|du|de|des|del|desde|do|da|entre|von|van)\s+(?=\S*\d|n)", re.IGNORECASE)
_THING = (
    r"(?:(?:security|customs|plastic|metal|numbered|mine|trader|numeric)[ ])*"
    r"(?:seals?|tags?|bags?|scelles?|plombs?|etiquettes?|sacs?|precintos?|sellos?|etiquetas?|selos?|lacres?|sceaux|sceau)"
    r"(?: (?:de securite|de seguranca|de seguridad|numbers?|bags?|mine|negociant))?"
)
_TALLY = re.compile(
    rf"^\s*\d{{1,4}}(?:[ ]?x?[ ]{_THING}\s*[:(\-]?"
    r"|[ ]?(?:\([^()\d]{2,12}\)|(?:nos?|pcs|off|units?|unites?|unidades|uds?|un|pieces?|pecas|piezas)\.?)\s*[:\-–—])"
    r"\s*(?=\S*\d|n|[a-z]{1,5} ?\d{3})"
)
"""How many there are, before the list: "3 seals", "3 nos. –", "2 (two):"."""
_LABEL = re.compile(rf"^[\s:;]*{_THING}(?![^\W_])(?![ ]?[a-z]?\d{{1,2}}(?!\d))")
_LEAD = re.compile(r"\W*(?=[^:]*[a-zà-ÿ]{3})(?:[^\W\d_]+\.?[ ,]+){1,5}[^\W\d_]+ ?:\s+(?=\S*\d)")
"""What a label goes on to say of its numbers, up to the colon: ", une par sac : BI26-0411801"."""
_ENUMERATION = re.compile(r"(?<![^\s])(\d{1,2}[.)]) (?=[A-Z]{0,5}[- ]?\d{4})")
_TOLD = re.compile(rf"\(\s*(\d{{1,4}})\s*(?:{_THING}|pcs|pieces?|nos)\s*\)")
"""How many there are, behind the list: (10 seals)."""
_REMARK = re.compile(r"\([^()\d]*\)|\([^()]*[a-z]{3}[^()]*\)|(?<=\d) ?\(\d{1,3}\)")
_PACKAGE = re.compile(
    r"(?:box|bag|drum|case|crate|parcel|pallet|package|container|caisse|colis|fut|sac|caixa|volume|tambor|saco|caja|bulto)"
    r" ?(?:n°|no\.?)? ?\d{1,3} ?[:=-]? +(?=\S{0,6} ?\S*\d{3})"
)
"""Which package a seal is on: box 1 PDM 04481."""
_LETTERS = re.compile(r"(?!(?:NUMBERS?|NUMEROS?|LOTS?|BOX|BOXES|BAGS?|DRUMS?)$)[A-Z]{1,7}(?:[-./][A-Z]{1,5}){0,2}")
"""Capitals before a number, of an agency and its country or of a series: the ANM-BR of ANM-BR 90771."""
_AGENCY = 5  # letters of a word from which it may as well be one of a label, where letters begin the number behind it
_DASHED = re.compile(r"(?:(?P<p>[A-Z]{1,5}[- ]?)\d{3,}\s+-\s+)(?:(?P=p)\d{3,}\s+-\s+)+(?P=p)\d{3,}")
"""More than two numbers of one series with dashes set apart between them, which is a list and no range."""
_SIGNED = re.compile(rf"(?:^|.*\s)(?:{_THING}|n[°o]s?\.?|num(?:ero|ber)?s?)[ .:]*$")
"""A word for seals or the sign for numbers, behind whose they are: "CEEC nos 0045121"."""
_APART = re.compile(r"(?<![^\s])([A-Z]{2,6})\n(?=\d{4})")
"""Where a narrow cell's line ends between an agency and the number: "LQI", and 88231 under it."""
_NO_NUMBER = re.compile(
    r"\d{1,2}([./-])\d{1,2}\1(?:19|20)\d\d|(?:hs|sh|sa|ncm)?[\s:]*\d{4}\.\d\d(?:\.?\d\d){0,2}"
    r"|\d{1,5}(?:[.,]\d+)? ?(?:kgs?|gr?|t|cts?|carats?|ppm|%|mm|cm)(?:\s.*)?"
)
"""What is no number of a seal: a day, a tariff's code, a weight, a share."""
_CARRIED = re.compile(r"(?<=[A-Z]{2}[-/])\s+(?=[A-Z]?\d)")
"""Where a narrow cell's line ends inside a number: BNE-, and 260418 or N260418 under it."""


def parse_identifiers(text: str, context: Context) -> Parsed | None:
    """All numbers in a list, in order, each once."""
    even = unruled(plain(text))
    even = _DASHED.sub(lambda m: re.sub(r"(?<=\s)-(?=\s)", ";", m[0]), even)
    even = _CARRIED.sub(lambda m: " " * len(m[0]), _APART.sub(lambda m: f"{m[1]} ", even))
    tally = _TALLY.match(fold(even))
    begin = tally.end() if tally else _labelled(even)
    numbers: list[str] = []
    score, rule = 1.0, "identifiers"
    start = end = -1
    for piece_start, piece_end in _pieces(even, begin):
        listed, worth, how = _listed(_CARRIED.sub("", even[piece_start:piece_end]))
        piece = even[piece_start:piece_end]
        if not listed or _NO_NUMBER.fullmatch(fold(piece)) or only_counts_packages(piece):
            continue
        start = piece_start if start < 0 else start
        end = piece_end
        numbers.extend(listed)
        score = min(score, worth)
        rule = how if how != "identifiers" else rule
    numbers = _without_containers(numbers)
    if not numbers:
        return None
    if len({n.upper() for n in numbers}) < len(numbers):
        score *= 0.9
    if rule == "identifiers" and (any(DOUBTFUL.search(n) for n in numbers) or _uneven(numbers)):
        score *= 0.8
    told = _TOLD.search(fold(even), start)
    if told is not None and (counted := len(dict.fromkeys(numbers))) != int(told[1]):
        score, rule = score * (0.5 if counted > 1 else 0.8), f"{rule}+other-count"
    value = tuple(dict.fromkeys(numbers))
    parsed = Parsed(value, text[start:end], start, end, round(score, 3), rule)
    whole = _with_prefix(value)
    if whole != value:
        return replace(parsed, value=whole, score=round(score * 0.85, 3), rule=f"{rule}+prefix", others=(parsed,))
    mended = tuple(dict.fromkeys(turned_back(n) for n in numbers))
    if mended == value:
        return parsed
    return replace(parsed, others=(replace(parsed, value=mended, score=0.4, rule=f"{rule}+repaired"),))


def _without_containers(numbers: list[str]) -> list[str]:
    """The numbers without those of containers, where others stand among them, as in "CSQU3054383 / K 771"."""
    # The check digit is reckoned of letters without accents alone.
    boxes = [one for one in numbers if one.isascii() and iso6346.is_valid(one.replace(" ", "").replace("-", ""))]
    return [one for one in numbers if one not in boxes] if len(boxes) < len(numbers) else numbers


def _with_prefix(numbers: tuple[str, ...]) -> tuple[str, ...]:
    """The numbers, those of bare digits with the prefix of the number before that has as many digits."""
    whole: list[str] = []
    for number in numbers:
        before = re.fullmatch(r"(.*[A-Za-z][- ]?)(\d{3,})", whole[-1]) if whole else None
        takes = before is not None and number.isdigit() and len(number) == len(before[2]) and number > before[2]
        whole.append(before[1] + number if takes and before is not None else number)
    return tuple(whole)


def find_identifiers(text: str, context: Context) -> list[Parsed]:
    """The numbers in running text, each as a list of one or, for a range, of all its numbers."""
    found = []
    for parsed in find_identifier(text, context):
        listed, _, rule = _listed(str(parsed.value))
        ranged = rule == "identifier-range"
        value = tuple(listed) if ranged else (str(parsed.value),)
        found.append(replace(parsed, value=value, others=(), rule=rule if ranged else parsed.rule))
    return found


def _labelled(text: str) -> int:
    """How far words for seals and tags and number signs reach at the start: `Seal Nos.`, `Scellé n° :`."""
    label = _LABEL.match(fold(text))
    end = label.end() if label else 0
    return end + label_end(text[end:])


def _pieces(even: str, begin: int) -> list[tuple[int, int]]:
    """The stretches between separators; remarks in brackets are blanked first."""
    scope = _REMARK.sub(lambda m: " " * len(m.group()), even)
    scope = _ENUMERATION.sub(lambda m: ";" * len(m[1]) + " ", scope)
    cuts: list[tuple[int, int]] = []
    position = begin
    for match in _SEPARATE.finditer(scope, begin):
        cuts.append((position, match.start()))
        position = match.end()
    cuts.append((position, len(scope)))
    result = []
    for start, end in cuts:
        inner = scope[start:end]
        stripped = inner.strip(" :;.#*\"'()[]")
        at = start + inner.index(stripped) if stripped else start
        result.extend(_slashed(stripped, at) if "/" in stripped else [(at, at + len(stripped))] if stripped else [])
    return result


def _slashed(piece: str, at: int) -> list[tuple[int, int]]:
    """OCC717064/BV401272 are two, EXP/MG/3546 and 7790/2025 are one."""
    parts = piece.split("/")
    whole = all(re.fullmatch(r"[A-Za-z]{1,5}[- ]?\d{4,}|\d{5,}", part.strip()) for part in parts)
    shapes = {re.sub(r"\d", "9", part.strip()) for part in parts}
    if not whole and not (len(shapes) == 1 and re.fullmatch(r"[A-Za-z]{1,6}[- ]?9{2,}", next(iter(shapes)))):
        return [(at, at + len(piece))]
    result = []
    for part in parts:
        result.append((at, at + len(part)))
        at += len(part) + 1
    return result


def _uneven(numbers: list[str]) -> bool:
    """Numbers of one prefix that differ in length: one has lost a digit, or two have grown together."""
    lengths: dict[str, set[int]] = {}
    for number in numbers:
        prefix = re.match(r"[^\d]*", number)
        lengths.setdefault(prefix.group().strip() if prefix else "", set()).add(sum(c.isdigit() for c in number))
    return any(len(found) > 1 for found in lengths.values())


def _listed(piece: str) -> tuple[list[str], float, str]:
    """The numbers of one stretch, how well it fits, and by which rule."""
    piece = piece[lead.end() :] if (lead := _LEAD.match(piece)) is not None else piece
    piece = piece[_labelled(piece) :]
    package = _PACKAGE.match(fold(piece))
    piece = piece[package.end() :] if package else piece
    piece = _FROM.sub("", piece)
    piece = piece[label_end(piece) :]
    tails = _tails(piece)
    if tails:
        return tails, 0.9, "identifier-tails"
    piece = piece[: inclusive.start()] if (inclusive := _INCLUSIVE.search(fold(piece))) is not None else piece
    ranged = _RANGE.match(fold(piece)) or _RANGE_OF_SERIES.match(fold(piece))
    if ranged is not None:
        written = _written_out(ranged, piece)
        if written:
            sure = ranged["m"].strip() != "-" or len(ranged["a"]) >= 4
            return written, 0.95 if sure else 0.7, "identifier-range"
    words = [w.strip(":;.#*\"'()[]") for w in piece.split()]
    joined: list[str] = []
    for word in words:
        if joined and _before(joined[-1], word):
            joined[-1] = word if word.startswith(f"{joined[-1]}-") else f"{joined[-1]} {word}"
        elif re.search(r"\d", word) or _LETTERS.fullmatch(word):
            joined.append(word)
    numbers = [w for w in joined if re.search(r"\d", w)]
    if not numbers:
        return [], 0.0, "identifiers"
    score = 0.95
    if len(numbers) > 1:
        alike = len({re.sub(r"[A-Za-z]", "A", re.sub(r"\d", "9", n)) for n in numbers}) == 1
        if not alike and len(numbers) == len(words) - 1 == _IN_GROUPS and _grouped(numbers):
            return [squeeze(" ".join(numbers))], 0.85, "identifiers"
        if not alike and all(n.isdigit() for n in numbers[1:]) and any(len(n) < 4 for n in numbers[1:]):
            return [squeeze(" ".join(numbers))], 0.6, "identifiers"  # one number in groups: A 102 395
        score = 0.85 if alike else 0.65
    if any(sum(c.isdigit() for c in n) < 3 for n in numbers):
        score *= 0.6
    if len(words) > len(joined) + 2:
        score *= 0.7
    if len(numbers) == _ENDS and _UNTOLD.search(fold(piece)):
        score *= 0.5
    return numbers, score, "identifiers"


def _before(letters: str, word: str) -> bool:
    """Whether capitals are the beginning of the number behind them."""
    named = _LETTERS.fullmatch(letters) is not None and any(map(str.isdigit, word))
    return named and (len(letters) <= _AGENCY or not letters.isalpha() or word[0].isdigit())


def _grouped(numbers: Sequence[str]) -> bool:
    """Whether a prefix with digits, and digits behind it, are one number in groups: OCC 558 2091."""
    head = re.fullmatch(r"[A-Z]{2,5} (\d{2,4})", numbers[0])
    return head is not None and all(re.fullmatch(r"\d{2,4}", number) for number in numbers[1:])


def _tails(piece: str) -> list[str]:
    """Numbers of which only the last digits are written again: AB123/124/125, 12345/46/47.

    They must climb in small steps; a single short tail is as likely a year (123/24), and years are no tails.
    """
    head = re.fullmatch(r"([A-Za-z]{0,6}[- ]?)(\d{3,})((?:/\d+)+)", piece.strip())
    if head is None:
        return []
    tails = head[3].split("/")[1:]
    if len(tails) == 1 and len(tails[0]) < max(3, len(head[2])):
        return []
    if any(re.fullmatch(r"(?:19|20)\d{2}", tail) for tail in (head[2], *tails)):
        return []
    numbers = [head[2]]
    for tail in tails:
        last = numbers[-1]
        written = last[: len(last) - len(tail)] + tail
        if len(tail) > len(last) or not 0 < int(written) - int(last) <= _STEP:
            return []
        numbers.append(written)
    return [head[1] + number for number in numbers]


def _written_out(ranged: re.Match[str], piece: str) -> list[str]:
    first, last, width = int(ranged["a"]), int(ranged["b"]), len(ranged["a"])
    dashed = ranged["m"].strip() == "-"
    counted = not dashed and not ranged["a"].startswith("0") and not ranged["b"].startswith("0")  # 1 to 20
    if (len(ranged["b"]) != width and not counted) or not 0 < last - first < _MOST:
        return []
    if dashed and width < 3:
        return []
    head = piece[: ranged.start("a")]
    head = "" if _SIGNED.match(fold(head)) else head
    return [f"{head}{number:0{width}d}" for number in range(first, last + 1)]
