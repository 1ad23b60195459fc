"""Party blocks: which lines are the name, which the address, and which country the address lies in.

The legal form (Ltd, SARL, S.A. de C.V., Sdn Bhd …) ends a name, also where a comma stands before it or the name is
wrapped over lines. Telephone, mail, tax and contact details are no part of an address.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from extract.values import addresses, legal_forms
from extract.values.address_lines import CARE_OF, PROSE_BEHIND, Span, before_day, before_prose, kept, to_its_country
from extract.values.countries import find_countries
from extract.values.folding import fold, plain
from extract.values.model import Context, Parsed
from extract.values.to_order import behind_order

_WRAPS = re.compile(
    r"(?:[&,(/-]|(?<![^\W_])(?:and|et|e|y|de|du|des|da|do|dos|of|for|the|van|von|und|en|del|la|le|les|pour|para))$"
)
NOBODY = re.compile(
    r"(?:(?:the )?(?:consignee|importer|notify(?: party)?|buyer|shipper|exporter|destinataire|acheteur|consignatario)"
    r"[ :,-]*)?(?:(?:the )?same(?: as .*)?|as above|ditto|idem.*|(?:le |o |el )?(?:meme|mesmo|mismo)(?: que .*)?"
    r"|(?:un)?to (?:the )?order|a l'ordre|a la orden|a ordem|(?:to )?bearer|au porteur|al portador|ao portador)$"
)
"""What stands in a party's place and names none: `same as consignee`, `to order`."""
_DECLARES = re.compile(
    r"(?:(?:i|we|je|nous|j'|yo|eu|nos|nosotros|the|el|la|le|o|a)[ ,]+(?:\w+[ ,]+){0,3}?)?(?:undersigned|soussigne[es]*"
    r"|(?:que )?suscriben?|abaixo[- ]assinad[ao]s?|abajo firmantes?)[ ,].*"
    r"(?<![^\W_])(?:declar|certif|attest|atest|affirm)"
    r"|(?:i|we|je|nous|yo|eu|nos|nosotros)[ ,]+(?:hereby |herewith )?(?:declar|certif|attest|atest|affirm)",
    re.DOTALL,
)
"""The sentence with which somebody declares, where a name is asked for."""
_DEFINED = re.compile(
    r" ?\((?:[^\W\d_]+[ ,':]+){0,4}[\"'«“”‘’]|"
    r" ?\((?:herein|hereafter|ci-apr|doravante|en adelante|en lo sucesivo|the |le |la |el |o |a )",
    re.IGNORECASE,
)
"""What a paper calls a party from there on, behind its name: `X Ltd ("the Supplier")`."""
_DEFINITION = 90  # characters of it
_CODE = re.compile(r"\W*(?:[a-z]{1,4}[-/.]?\d{3,}|\d{4,})\s+(?=[^\W\d_])")
"""The number of a customer before its name: "C00041"."""
_KEPT = 512
"""Blocks whose party is kept: a block is read for the name, for the address, and to see where it ends."""
_ONE_OF_TWO = 0.7  # how well the first of two companies fits that one party's place names
_NAME_LINES = 3
"""A name is wrapped over three lines at most."""


@dataclass(frozen=True, slots=True)
class PartyBlock:
    """A party as it stands in a block of lines.

    `name_span` and `address_span` are places in the lines joined by line feeds. `name_lines` and `address_lines` count
    the lines that each touches (one line may hold both). `country` is ISO 3166-1 alpha-2, where the address says it.
    """

    name: str
    address: str | None
    country: str | None
    name_lines: int
    address_lines: int
    score: float
    name_span: tuple[int, int]
    address_span: tuple[int, int] | None
    rule: str


@cache
def _lead() -> re.Pattern[str]:
    """Label words before a name: `Exporter:`, `Name and address:`, `M/s`."""
    role, name = addresses.one_of("role"), addresses.one_of("name_label")
    return re.compile(
        rf"^[\s:;.,*|\-]*(?:(?:\d{{1,2}}\.?[ ]*)?(?:{role}|{name})(?:['(/ ]+(?:{role}|{name}|s)\)?)*[ ]*[:=][\s:]*)*"
        r"(?:m/s\.?[ ]+|messrs\.?[ ]+)?"
        r"(?:(?:for (?:and )?on behalf|pour le compte|por (?:conta|cuenta)) (?:of|de)[ ]+)?"
    )


@cache
def _person() -> re.Pattern[str]:
    return re.compile(rf"^\W*(?:{addresses.one_of('person')})\.?[ ]")


def split_party(lines: Sequence[str], context: Context) -> PartyBlock | None:
    """The party named in a block of lines, top first; None where there is no name."""
    return _split("\n".join(lines), context)


@lru_cache(maxsize=_KEPT)
def _split(joined: str, context: Context) -> PartyBlock | None:
    even = plain(joined)
    folded = fold(even)
    keep = kept(even, folded)
    start = _first(even, folded, keep)
    if start is not None:
        start = behind_order(even, folded, start, keep[-1][1])
    if start is None:
        return None
    lines_left = [(max(a, start), b) for a, b in keep if b > start and b > a]
    end, score, rule = _name_end(even, folded, start, lines_left)
    if NOBODY.match(folded[start:end].strip(" .:;,()\n")):
        return None
    if rule != "legal-form" and _DECLARES.match(folded[start:]):
        return None
    name = addresses.tidy(" ".join(joined[a : min(b, end)].strip() for a, b in lines_left if a < end))
    if not re.search(r"[^\W\d_]{2}", name) or (rule != "legal-form" and addresses.is_address_only(fold(name))):
        return None
    line_end = even.find("\n", end) if "\n" in even[end:] else len(even)
    behind = legal_forms.behind_another(even, end, line_end) if rule == "legal-form" else end
    score = score if behind == end else min(score, _ONE_OF_TWO)
    behind = defined_end(even, behind)
    spans = before_prose(even, [(max(a, behind), b) for a, b in lines_left if b > behind])
    if spans and addresses.is_trade(folded[slice(*spans[0])]):
        del spans[0]
    spans = to_its_country(even, spans)
    address = addresses.join([joined[a:b] for a, b in spans])
    return PartyBlock(
        name=name,
        address=address,
        country=addresses.country_of(address, context) if address else None,
        name_lines=even.count("\n", start, end) + 1,
        address_lines=len({even.count("\n", 0, a) for a, _ in spans}) if address else 0,
        score=score,
        name_span=(start, end),
        address_span=(spans[0][0], spans[-1][1]) if address else None,
        rule=rule,
    )


def is_company(text: str, context: Context) -> bool:
    """Whether a text names a company by its legal form."""
    block = split_party([text], context)
    return block is not None and block.rule == "legal-form"


def end_of_block(text: str, context: Context) -> int:
    """Where a party's block ends in a text of lines: before a place with the day, or prose that goes on behind.

    So does the clause of the one who writes: "At the request of X Ltd, we have weighed …".
    """
    if (spoken := legal_forms.before_speaker(text)) is not None:
        return spoken
    even = plain(text)
    day = before_day(even, context)
    if day < len(text):
        return day
    if PROSE_BEHIND.search(even) is None:
        return len(text)
    block = split_party(text.split("\n"), context)
    if block is None or block.address_span is None:
        return len(text)
    end = block.address_span[1]
    return end if PROSE_BEHIND.match(even, end) else len(text)


def parse_party(text: str, context: Context) -> Parsed | None:
    """The name of the party in a block of text (its address is `split_party`'s to give)."""
    block = split_party(text.split("\n"), context)
    if block is None:
        return None
    start, end = block.name_span
    return Parsed(block.name, text[start:end], start, end, block.score, block.rule)


def names_a_place(name: str) -> bool:
    """Whether what stands in a name's place is the beginning of an address, or a country, and no name.

    A name with a legal form is a name. Without one, a house number first, a street's word first or last before any
    comma, such a word with a number, or nothing but a country is an address whose name was not made out.
    """
    even = plain(name)
    if legal_forms.matches(even, 0, len(even)):
        return False
    folded = fold(name)
    if re.match(r"(?:no|nr|n°|n)?[. ]*\d", folded) or addresses.is_address_only(folded):
        return True
    if addresses.has_street(folded):
        words = re.findall(r"[^\W\d_]+", folded.split(",")[0])
        ends = {words[0], words[-1]} if words else set()
        return any(map(str.isdigit, folded)) or any(addresses.has_street(word) for word in ends)
    countries = find_countries(name, Context())
    return any(country.end - country.start >= 0.9 * len(name.strip()) for country in countries)


def _first(even: str, folded: str, keep: list[Span]) -> int | None:
    """Where the name begins: after label words, on the first line that has letters; past a person of a company."""
    for index, (start, end) in enumerate(keep):
        lead = _lead().match(folded[start:end])
        begin = start + (lead.end() if lead else 0)
        if not re.search(r"[^\W\d_]", folded[begin:end]) or addresses.is_label_only(folded[start:end]):
            continue
        if folded[begin] == "(" and folded[begin:end].strip().find(")") == len(folded[begin:end].strip()) - 1:
            continue  # a remark: "(Not to be used for payment remittance)"
        following = next(((a, b) for a, b in keep[index + 1 :] if b > a), None)
        last = following[1] if following is not None else end
        code = _CODE.match(folded, begin, last)
        if code is not None and legal_forms.matches(even, code.end(), last):
            return code.end()
        if following is not None and _person().match(folded[begin:end]) and legal_forms.matches(even, *following):
            return following[0]
        return begin
    return None


def _name_end(even: str, folded: str, start: int, lines: list[Span]) -> tuple[int, float, str]:
    formed = _by_form(even, folded, start, lines)
    if formed is not None:
        return formed, 0.98, "legal-form"
    if legal_forms.leads(even, start):
        end = next((b for _, b in lines if b > start), start)
        comma = even.find(",", start, end)
        return (comma if comma > 0 else end), 0.95, "legal-form"
    index = 0
    while (
        index + 1 < min(len(lines), _NAME_LINES)
        and _WRAPS.search(folded[start : lines[index][1]])
        and not addresses.looks_like_address(folded[slice(*lines[index + 1])])
    ):
        index += 1
    end = lines[index][1]
    cut = _cut(even, folded, start, end)
    if cut is not None:
        return cut, 0.75, "before-address"
    return end, 0.9 if len(lines) > 1 else 0.85, "first-line" if len(lines) > 1 else "whole-line"


def _by_form(even: str, folded: str, start: int, lines: list[Span]) -> int | None:
    """The end of the name's legal form, if the block has one before its address begins."""
    limit = lines[min(_NAME_LINES, len(lines)) - 1][1]
    found = legal_forms.matches(even, start, limit)
    for index, match in enumerate(found):
        before = folded[start : match.start()]
        parts = re.split(r"[,;\n·•|]", before)
        if CARE_OF.search(before) or any(addresses.looks_like_address(part) for part in parts[1:]):
            return None
        end = match.end()
        for later in found[index + 1 :]:
            if not even[end : later.start()].strip(" ,\n-&/" + _closed(even[start:end])) and not re.match(
                r" ?\d", even[later.end() :]
            ):
                end = later.end()
        line_end = next((b for _, b in lines if end <= b), end)
        follows = even[end:line_end]
        ends = not follows.strip() or re.match(r"\s*[,;|/(·•]|\s+-\s", follows) is not None
        if not ends:
            goes_on = not addresses.looks_like_address(fold(re.split(r"[,;|·•]|\s-\s", follows)[0]))
            sooner = any("\n" not in even[end : later.start()] for later in found[index + 1 :] if later.start() >= end)
            if goes_on and (sooner or "\n" in even[start:end] or (legal_forms.weak(match) and end == match.end())):
                continue
        return end + _belongs(even[start:end], even[end:])
    return None


def defined_end(text: str, end: int) -> int:
    """Where what a party is called from there on ends behind its name, and `end` where nothing is said: `("Buyer")`."""
    if _DEFINED.match(text[end:].replace("\n", " ")) is None:
        return end
    closing = text.find(")", end)
    return closing + 1 if 0 <= closing - end <= _DEFINITION else end


def _closed(name: str) -> str:
    """The bracket that closes what a name has opened: "Sewa Gems (SL" goes on with ") Ltd"."""
    return ")" if name.count("(") > name.count(")") else ""


def _belongs(name: str, rest: str) -> int:
    """How much behind a legal form is still the name: a closing bracket, a remark in brackets, a trading name."""
    closing = 1 if name.count("(") > name.count(")") and rest.startswith(")") else 0
    remark = re.match(r" ?\([^()\d\n]{2,80}\)(?=\s*(?:$|[,;\n]))", rest)
    if remark is not None and _DEFINED.match(remark.group()):
        remark = None
    trading = re.match(
        r"[ ,]{1,2}(?:t/a|d/b/a|dba|trading as|operating as|formerly|nom commercial)\b[^,;\n\d]*", rest, re.IGNORECASE
    )
    found = remark or trading
    return closing or (len(found.group().rstrip()) if found is not None else 0)


def _cut(even: str, folded: str, start: int, end: int) -> int | None:
    """Where a line without a legal form turns into an address."""
    for match in re.finditer(r"[,;|·•]|\s-\s|\n", even[start:end]):
        at = start + match.start()
        rest = folded[at + 1 : end]
        if at > start and (addresses.looks_like_address(rest) or find_countries(even[at + 1 : end], Context())):
            return at
    number = re.search(r"(?<=[^\W\d_] )(?=\d+[ ,]+[^\W\d_])", even[start:end])
    return start + number.start() if number is not None and number.start() > 3 else None
