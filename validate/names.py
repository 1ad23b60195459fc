"""Party names compared: what is the same firm written otherwise, what is another firm, what may be a misreading."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum
from functools import lru_cache

from rapidfuzz.distance import OSA

from validate.numbers import clear_digits


class Likeness(Enum):
    """How two statements stand to each other."""

    SAME = "same"
    UNSURE = "unsure"  # they differ, but only as a misreading would make them differ
    OTHER = "other"


_FORMS: dict[str, tuple[str, ...]] = {
    "limited": (
        *("ltd", "limited", "pty", "proprietary", "pvt", "private", "pte", "plc", "llc", "llp", "lp", "bhd", "sdn"),
        *("berhad", "sendirian", "lda", "ltda", "limitada", "eireli", "unipessoal", "sarl", "sarlu", "eurl", "srl"),
        *("sl", "slu", "gmbh", "bv", "bvba", "srl", "sprl", "cc", "ooo", "limitee", "ltee", "mbh", "ug", "kft"),
    ),
    "joint stock": (
        *("sa", "sas", "sasu", "saa", "sac", "sab", "sau", "spa", "nv", "ag", "inc", "incorporated", "corp"),
        *("corporation", "oao", "pao", "jsc", "ojsc", "pjsc", "ao", "ab", "asa", "oy", "oyj", "as", "kk"),
        *("cv", "rl", "eirl", "saca", "kgaa", "se", "sca", "scs"),
    ),
    "other": (
        *("fze", "fzco", "fzc", "fz", "dmcc", "co", "company", "cie", "compagnie", "cia", "companhia", "compania"),
        *("est", "establishment", "ets", "kg", "ohg", "gbr", "snc", "coop", "cooperative", "cooperativa", "scoops"),
        *("societe", "sociedade", "sociedad", "anonyme", "anonima", "responsabilite", "limitee", "spc", "wll"),
    ),
}
_FORM_WORDS = frozenset(word for words in _FORMS.values() for word in words)
_KEPT_FORMS = frozenset({"coop", "cooperative", "cooperativa", "societe", "compagnie", "companhia", "company", "est"})
"""Form words that may also be a name's own (Cooperative Amizero): dropped only where enough is left."""

_LINKS = frozenset({"and", "et", "e", "y", "und", "en", "de", "du", "da", "do", "del", "des", "la", "le", "the", "of"})
_SHORT = {
    "intl": "international",
    "int": "international",
    "mfg": "manufacturing",
    "bros": "brothers",
    "grp": "group",
    "hldgs": "holdings",
    "hldg": "holding",
    "trdg": "trading",
    "exp": "export",
    "imp": "import",
    "assoc": "associates",
    "ent": "enterprises",
    "min": "mining",
    "ind": "industries",
    "svcs": "services",
    "st": "saint",
    "mt": "mount",
}
_AGENCY = re.compile(
    r"\b(?:c/o|on behalf of|o/b/o|for (?:the )?account of|f/a/o|a/c|as agents? (?:of|for)|agents? for|obo|"
    r"pour le compte de|au nom de|aux soins de|por cuenta de|en nombre de|por conta de|em nome de|a/s de|"
    r"trading as|t/a|d/b/a|dba|formerly|ex)\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"\b(?:(?:monsieur|madame|mme|mr|mrs|ms|dr|sr|sra|señor|señora|senhor|senhora|the|le|la|el|o|a)\.?\s+)*"
    r"(?:(?:managing|general|executive|technical)\s+)?(?:direct(?:or|ora|eur|rice)|diretora?|g[ée]r[ae]nte?|manager|"
    r"pr[ée]sidente?|chief executive(?: officer)?|ceo)\b"
    r"(?:\s+(?:g[ée]n[ée]ral|general|geral|g[ée]n[ée]rale|ex[ée]cuti[fv][oe]?|ejecutiv[oa]|adjointe?|technique))*"
    r"(?:\s*,|\s+(?:of|de la|de l['’]|de|du|da|do|del|des)\b)\s*",
    re.IGNORECASE,
)
"""Whose office a letter is addressed to, before the firm's name (`the Managing Director, …`)."""

_OPEN = re.compile(
    r"^(?:to (?:the )?order\b|a l'ordre|à l'ordre|a la orden|à ordem|al portador|bearer|same as)", re.IGNORECASE
)
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.)+[^\W\d_]\b(?!\.)|\b(?:[^\W\d_]\.\s?){2,}")


_STRAY = re.compile(r"(?<![\w.])([0158])(?=\.\s?[^\W\d_]\.)|(?<=[^\W\d_])([0158])|([0158])(?=[^\W\d_])")
_LETTERS = {"0": "o", "1": "i", "5": "s", "8": "b"}
"""Figures that OCR puts for letters; within a word they are read as these."""


def _spelt(text: str) -> str:
    """The text with figures that stand inside words made letters (`1ncorporated`, `8V`, `5.A.`); `Mine 1` stays."""
    return _STRAY.sub(lambda m: _LETTERS[m.group()], text)


def _plain(text: str) -> str:
    folded = unicodedata.normalize(
        "NFKD", text.replace("ß", "ss").replace("ø", "o").replace("Ø", "O").replace("ł", "l")
    )
    return "".join(c for c in folded if not unicodedata.combining(c)).casefold()


def _joined_initials(name: str) -> str:
    return _INITIALS.sub(lambda m: re.sub(r"[.\s]", "", m.group()) + " ", _spelt(_plain(name)))


@lru_cache(maxsize=65536)
def words(name: str) -> tuple[str, ...]:
    """A name's own words: without case, accents, punctuation, legal form and linking words, short forms opened."""
    text = _joined_initials(name).replace("&", " and ")
    text = re.sub(r"(?<=\w)['’`´](?=\w)", "", text)
    found = [w for w in re.findall(r"[^\W_]+", text) if w not in _LINKS]
    core = [w for w in found if w not in _FORM_WORDS and w.replace("i", "l") not in _FORM_WORDS]
    if not core or (len(core) == 1 and len(core[0]) < 4):
        core = [w for w in found if w not in _FORM_WORDS or w in _KEPT_FORMS] or found
    return tuple(_SHORT.get(w, w) for w in core)


@lru_cache(maxsize=65536)
def _family(name: str) -> frozenset[str]:
    text = _joined_initials(name)
    present = set(re.findall(r"[^\W_]+", text))
    return frozenset(
        family for family, forms in _FORMS.items() if family != "other" and present & (set(forms) - _KEPT_FORMS)
    )


@lru_cache(maxsize=65536)
def is_open(name: str) -> bool:
    """True where no party is named: `to order`, `à l'ordre`."""
    return bool(_OPEN.match(_plain(name).strip()))


@lru_cache(maxsize=65536)
def alike(left: str, right: str) -> Likeness:
    """Compares two party names.

    Same: equal but for case, accents, punctuation, legal form (Ltd, Limited), linking words, word order, spacing, short
    forms (Intl), initials standing for the words, an agent's `c/o`, or one or two letters' slip in a long name.
    Unsure: closer than two firms' names usually are, as a bad scan makes them. Other: anything else.
    """
    if is_open(left) or is_open(right):
        return Likeness.SAME
    parts_left, parts_right = _firms(left), _firms(right)
    verdicts = {_alike(a, b) for a in parts_left for b in parts_right}
    if Likeness.SAME in verdicts:
        return Likeness.SAME
    return Likeness.UNSURE if Likeness.UNSURE in verdicts else Likeness.OTHER


def _firms(name: str) -> list[str]:
    """The firms that a name names: one and its agent; without the office of whom it is addressed to."""
    parts = [part for part in _AGENCY.split(name) if words(part)] or [name]
    return [
        rest if (office := _OFFICE.match(part.strip())) and words(rest := part.strip()[office.end() :]) else part
        for part in parts
    ]


def _alike(left: str, right: str) -> Likeness:
    a, b = words(left), words(right)
    if not a or not b:
        return Likeness.SAME if _plain(left).split() == _plain(right).split() else Likeness.UNSURE
    if sorted(a) == sorted(b) or "".join(a) == "".join(b) or "".join(sorted(a)) == "".join(sorted(b)):
        return Likeness.SAME
    if set(a) == set(b):
        return Likeness.SAME
    if _initials(a, right) or _initials(b, left):
        return Likeness.SAME
    joined_a, joined_b = " ".join(a), " ".join(b)
    if _figures(a) != _figures(b):
        return Likeness.OTHER
    slips = _slips(*sorted((a, b)))  # in one order, that likeness has no sides
    length = max(len(joined_a), len(joined_b))
    if slips is None:
        slips = min(
            OSA.distance(joined_a, joined_b),
            OSA.distance("".join(a), "".join(b)),
            OSA.distance(" ".join(sorted(a)), " ".join(sorted(b))),
        )
        return Likeness.UNSURE if slips <= max(1, length // 6) else Likeness.OTHER
    if slips <= (2 if length >= 25 else 1 if length >= 13 else 0):  # 0.92 alike or more
        return Likeness.SAME
    return Likeness.UNSURE if slips <= max(1, length // 5) else Likeness.OTHER


def _slips(a: tuple[str, ...], b: tuple[str, ...]) -> int | None:
    """Letters changed between names of equally many words, each word near its fellow; None where a word is another."""
    if len(a) != len(b):
        return None
    total = 0
    rest = list(b)
    for word in a:
        best = min(rest, key=lambda other: (OSA.distance(word, other), other))
        distance = OSA.distance(word, best)
        if clear_digits(word) == clear_digits(best):
            distance = min(distance, 1)
        if distance > max(1, min(len(word), len(best)) // 4):
            return None
        total += distance
        rest.remove(best)
    return total


def _figures(found: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(w for w in found if w.isdigit()))


def _initials(short: tuple[str, ...], full: str) -> bool:
    """`CNMC` for `China Nonferrous Mining Company`; three letters at least."""
    if len(short) != 1 or len(short[0]) < 3:
        return False
    spelt = [w for w in re.findall(r"[^\W_]+", _joined_initials(full)) if w not in _LINKS]
    return len(spelt) >= 3 and short[0] == "".join(w[0] for w in spelt)


def shortened(left: str, right: str) -> bool:
    """Whether one name is the other with words left out, as a bad reading has it (`Riet` for `Riet River`)."""
    a, b = words(left), words(right)
    return bool(a) and bool(b) and a != b and (set(a) < set(b) or set(b) < set(a))


def other_form(left: str, right: str) -> bool:
    """True where both names give a legal form and the forms are of different kinds (limited firm, joint-stock firm)."""
    a, b = _family(left), _family(right)
    return bool(a) and bool(b) and not a & b
