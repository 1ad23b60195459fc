"""What speaks against a value in its own words: a name that is a street, a number that is no number, an open end."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from extract.doctype import ValueKind
from extract.prose_words import alternation
from extract.values import Context, find, legal_forms, split_party
from extract.values.addresses import has_street, is_address_label
from extract.values.folding import fold
from extract.values.parties import names_a_place
from extract.values.scripts import latin
from extract.values.units import canonical

_JOINING = r"(?:and|of|for|at|in|to|by|from|et|de|du|des|da|do|das|dos|del|para|pour|por|en|em)"
_OPEN_START = re.compile(rf"\W*{_JOINING}(?!\w)")
_OPEN_END = re.compile(rf"(?<!\w)(?:{_JOINING}|the|la|le|les|el|los|las|&)\W*$")
_LETTERS = re.compile(r"[^\W\d_]+[.$€£%]?|[$€£%]")
_SHORT = 4
"""Letters and digits from which a number is long enough to be told from others."""

_LONG_DIGITS = re.compile(r"\d{8,}")  # no house and no postal code has as many
_DATE_SEPARATED = re.compile(r"\b\d{1,2}[ ./-](?:\d{1,2}|[^\W\d_]{3,9})[ ./-]\d{4}\b")
_ODD_END = re.compile(r"[A-Z\d]{3}[a-z]$")
_INNER_LABEL = re.compile(r"/ (?:address|adresse|endereco|morada|direccion|domicilio)(?!\w)")
_FEW = 2
"""Words of a description at most, that names no commodity, to be taken for a part of one."""


@cache
def _bodies() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{alternation('body')})")


@cache
def _offices() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{alternation('inner_office')})(?![^\W_])")


_FEWEST = 4
"""Letters of a name at least."""


def of_name(name: str) -> dict[str, float]:
    """Of a party's name: it begins as an address does, holds a number, is cut in the middle, or is but its end."""
    folded = fold(name)
    block = split_party([name], Context())
    formed = block is not None and block.rule == "legal-form"
    digits = any(map(str.isdigit, name))
    place = names_a_place(name)
    return {
        "name_like_address": float(place),
        "name_with_digits": float(not formed and digits and not place),
        "name_without_form": float(not formed),
        "name_is_a_rest": float(
            sum(map(str.isalpha, name)) < _FEWEST or all(map(legal_forms.is_nothing_else, name.split()))
        ),
        # Names begin with "De" and "Du" as well, with a capital.
        "open_end": float(_is_open(folded) if name[:1].islower() else _is_open(f"x {folded}")),
    }


_SENTENCE = re.compile(
    r"^(?:we |nous |hereby )?(?:certif|declar|atest|attest|confirm)\w*|(?:\S+\s+){8,}\S+\.$|(?:\S+\s+){16,}"
)
"""Of folded text: it begins with a verb of certifying, or runs on as no name does."""
_STATION = re.compile(
    r"(?:a[ei]ro(?:porto|puerto|port)|airport|porto d|puerto d|port (?:of|de|d')|border post|poste? (?:de )?front)"
)
"""Of folded text: where goods leave a country, which issues nothing."""


def of_authority(name: str) -> dict[str, float]:
    """Of an issuing body: no word that bodies are called by, or a name cut in the middle."""
    folded = fold(name)
    block = split_party([name], Context())
    formed = block is not None and block.rule == "legal-form"
    return {
        "authority_unlike_a_body": float(not formed and not is_body(folded)),
        "authority_within_a_firm": float(_offices().search(folded) is not None),
        "authority_of_one_word": float(len(folded.split()) < 2),
        "authority_is_a_place": float(_STATION.match(folded) is not None),
        "authority_is_a_sentence": float(_SENTENCE.search(folded) is not None),
        "open_end": float(_is_open(folded)),
    }


def is_body(folded: str) -> bool:
    """Whether a folded text holds a word that bodies which issue papers are called by."""
    return _bodies().search(folded) is not None


def of_address(address: str) -> dict[str, float]:
    """Of an address: an open end, a date or a long number in it, no number or street at all."""
    folded = fold(address)
    strange = _LONG_DIGITS.search(address) or _DATE_SEPARATED.search(address) or _names_another(address)
    return {
        "open_end": float(_is_open(folded)),
        "address_holds_other": float(bool(strange)),
        "address_bare": float(not any(map(str.isdigit, address)) and not has_street(folded)),
    }


def _names_another(address: str) -> bool:
    """Whether an address holds the label of one, or a company with its form: the next column, or the next party."""
    parts = [part.strip() for part in address.split(",")]
    if any(is_address_label(fold(latin(part))) or _INNER_LABEL.search(fold(latin(part))) for part in parts):
        return True
    blocks = [split_party([part], Context()) for part in parts[1:] if len(part.split()) > 1]
    return any(block is not None and block.rule == "legal-form" for block in blocks)


def of_goods(text: str, context: Context) -> dict[str, float]:
    """Of a description: a word or two that name no commodity, or an open end."""
    few = len(text.split()) <= _FEW
    return {
        "goods_unnamed": float(not find(ValueKind.MINERAL, text, context)),
        "goods_short": float(few),
        "open_end": float(_is_open(fold(text))),
    }


def of_site(text: str) -> dict[str, float]:
    """Of a mine's name: a last clause in small letters that names no district, or nothing but a country."""
    last = text.rsplit(",", 1)[-1].strip() if "," in text else ""
    remark = last[:1].islower() and not any(map(str.isdigit, last)) and _district().match(fold(last)) is None
    countries = find(ValueKind.COUNTRY, text, Context())
    country = any(one.end - one.start >= len(text.strip()) for one in countries)
    return {"site_with_remark": float(remark)} | ({"site_is_a_country": 1.0} if country else {})


@cache
def _district() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation('district')})(?![^\W_])")


def of_measure(raw: str, label: str | None) -> dict[str, float]:
    """Of a weight or share: no unit beside it nor in its label, and of that a number of one or two digits."""
    printed = any(canonical(word) is not None for word in _LETTERS.findall(f"{raw} {label or ''}"))
    if printed:
        return {}
    digits = sum(map(str.isdigit, raw))
    return {"without_unit": 1.0, "small_number": float(digits <= 2)}


def of_number(numbers: Iterable[str]) -> dict[str, float]:
    """Of numbers of papers, seals and lots: one too short to be told from others, or with a small letter at its end."""
    every = list(numbers)
    shortest = min((sum(map(str.isalnum, number)) for number in every), default=_SHORT)
    return {
        "short_number": float(shortest < _SHORT),
        "odd_sign": float(any(_ODD_END.search(number) for number in every)),
    }


def _is_open(folded: str) -> bool:
    return bool(_OPEN_START.match(folded) or _OPEN_END.search(folded)) or folded.count("(") != folded.count(")")
