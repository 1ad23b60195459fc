"""Which labels found on a page are mere words: in a name, an address, a result or a sentence, and ask for nothing."""

from __future__ import annotations

import re

from extract.doctype import ValueKind
from extract.labels_hit import WITH_DIGITS, LabelHit, counted, specs_of_addresses
from extract.labels_wordings import Match
from extract.prose_words import prose_words
from extract.values import addresses, legal_forms, units
from extract.values.folding import fold

_TOLD_IN_WORDS = frozenset({ValueKind.TEXT, ValueKind.PARTY, ValueKind.AUTHORITY, ValueKind.SITE})
_GUESSED = 0.95  # quality below which a label's word was guessed from a misread one
_SHORT = 4  # letters; a shorter wording is met by chance in any text
_INITIALS = 2  # letters of a wording cut down to them: G.W., P.N.
_NUMBER_AND_UNIT = re.compile(r"\d[\d., ]*\s?([^\W\d_]+|%|‰)")
_JOINING = re.compile(r"(?:of|de|du|des|da|do|del|d'|et|and|e|y|or|ou|para|pour|for)(?![^\W_])")
_CHAMBER = re.compile(r"(?:chamb|camara|federa|associa|conf?edera)")
"""How names of chambers begin: what follows is the name's own, with a capital or without."""
_BODY = re.compile(r"(?:laborat|bureau|instit|direc|centr|servi)")
"""How names of offices begin, where the whole line is in capitals: "LABORATOIRE D'ANALYSES DU HAUT PLATEAU"."""
_RESULT = re.compile(r"\s*\d+[.,]\d+\s")
_DAYS = re.compile(
    r"(?:(?:a|en|em|at|in)\W+)?(?:\d{1,3}\W+(?:days?|d|jours?|jrs?|j|dias?|dd?)(?![^\W_]).*"
    r"|(?:7|10|14|15|21|30|45|60|90|120|180)\W*)"
)
"""The term within which a price is to be paid net, folded: "Net 30", "Net à 60 jours fin de mois"."""
_MEASURED = frozenset({ValueKind.PERCENT, ValueKind.WEIGHT, ValueKind.CARATS})
_NBR = re.compile(r"NBR(?:[ /-]+(?:ISO|IEC|NM|EN))*[ -]+\d{3,6}(?![^\W_])")
"""A standard of Brazil's, which begins like a short word for "number": "NBR 8293"."""
_BOX_OF_FORM = re.compile(
    r"\W*(?:box(?:es)?|cases?|casillas?|campos?|casas?|quadros?|cuadros?|recuadros?|rubri\w+)"
    r"\s*(?:(?:n[o°º.]{1,3}|no|num|numero)\s*)?\d{1,2}(?!\d)\W*"
)
"""What a sentence calls a box of its form by, folded: "CASE N° 3", at the head of a line."""
_SYMBOL = 8  # letters of an element or oxide: Cu, Ta2O5, Copper


def mere_word(text: str, hit: LabelHit, match: Match) -> bool:
    """Whether a label's wording only happens to begin a phrase, with no colon after it.

    Small letters after one plain word, or after one guessed at, go on a sentence. A very short wording (HS, Net, De)
    wants a number after it, and one that may name a party stands alone.
    """
    if hit.colon:
        return False
    if _NBR.match(text, hit.start) is not None:
        return True
    if re.match(r"['’][sS]?(?![^\W_])", text[hit.end :]) and not hit.whole:
        return True  # "Supplier's declaration"
    if hit.box_number and not re.search(r"[.)\]:]", text[: hit.start]) and counted(text):
        return True  # "18 big bags", "30 containers"
    if hit.specs and all(spec.kind is ValueKind.COUNT for spec in hit.specs) and _BOX_OF_FORM.fullmatch(fold(text)):
        return True  # which box of the form it is, and no number of packages
    measured = hit.currency is not None or all(spec.kind in _MEASURED for spec in hit.specs)
    if measured and hit.whole and hit.box_number and hit.length <= _SYMBOL and _RESULT.match(text):
        return True  # "99.96 Cu": no section of a form, but a result and what it is of
    if hit.whole:
        return hit.length < 2 or legal_forms.alone(text)
    if hit.specs == () and hit.length <= _SHORT:
        return True
    rest = text[hit.end :].lstrip()
    plain = match.quality == 1.0 and "." in hit.text  # "N.W. 40000" beside a weight in kilograms
    if measured and hit.length <= _INITIALS and hit.unit is None and not (plain or _in_a_unit(rest)):
        return True  # "B.P. 729", "PL 0331": a post box and a list, and no "P.B." or "P.L."
    if measured and len(match.wording.keys) == 1 and hit.unit is None and _DAYS.fullmatch(fold(rest)):
        return True  # no weight
    if hit.specs and _unlike_a_name(hit) and not any(map(str.isdigit, rest)) and legal_forms.ends(text):
        return True  # "Wolfram Norte S.R.L.", "Minerais SARL": a company that is called after what it deals in
    if len(match.wording.keys) == 1 and "," in rest and _is_address(fold(rest)) and not _asks_for(hit, rest):
        return True  # "Lot III-K 22, rue du Commerce", "Lot II M 42 bis, Antsakaviro"
    if (
        re.match(r"[-_/]?\w", text[hit.end :])
        and not text[hit.end - 1 : hit.end].isspace()
        and text[hit.end - 1] not in ".)°º"
    ):
        return True  # the beginning of a number: LOT-34909
    if match.quality < _GUESSED and len(match.wording.keys) == 1:
        return True
    if rest[:1].islower() and specs_of_addresses(hit.specs):
        return True  # "Address of the buyer abroad"
    joins = rest[:1].islower() or bool(_JOINING.match(fold(rest)))
    if joins and (len(match.wording.keys) == 1 or match.quality < 0.95):
        return True
    if hit.box_number and not re.search(r"[.)\]:]", text[: hit.start]):
        return True
    told = any(spec.kind in _TOLD_IN_WORDS for spec in hit.specs)
    if told and len(match.wording.keys) == 1 and not hit.box_number and _set_in(text, hit) and not _asks_for(hit, rest):
        return True
    if any(spec.kind is ValueKind.AUTHORITY for spec in hit.specs):
        # "Chambre de Commerce du Gabon", "Laboratoire Kéops": the words are the name's own
        label = fold(text[hit.start : hit.end])
        if text[hit.start : hit.end].isupper() and not rest.isupper() and fold(rest).startswith(f"{label.strip()} "):
            return False  # "LABORATORIO Laboratorio Químico Atacama Ltda."
        chamber = _CHAMBER.match(label) is not None or (text.isupper() and _BODY.match(label) is not None)
        return len(match.wording.keys) < 2 or not rest[:1].isupper() or chamber
    if hit.length > _SHORT:
        return False
    named = any(spec.kind in (ValueKind.PARTY, ValueKind.AUTHORITY, ValueKind.TEXT) for spec in hit.specs)
    return hit.length < 2 or named or not any(char.isdigit() for char in " ".join(rest.split()[:2]))


def _asks_for(hit: LabelHit, rest: str) -> bool:
    """Whether a word for a party stands before a company with its address: "Shipper Kelo Ltd, 4 Hill Road"."""
    party = bool(hit.specs) and all(spec.kind is ValueKind.PARTY for spec in hit.specs)
    return party and addresses.is_role_only(fold(hit.text)) and legal_forms.ends(rest.split(",")[0])


def _unlike_a_name(hit: LabelHit) -> bool:
    """Whether all that a label may introduce is told in figures or in words for goods: no company answers it."""
    return all(spec.kind in WITH_DIGITS or spec.kind is ValueKind.MINERAL for spec in hit.specs)


def _is_address(text: str) -> bool:
    return addresses.has_street(text) or addresses.is_plot(text)


def _set_in(text: str, hit: LabelHit) -> bool:
    """Whether nothing sets a word off from what follows: "CARGO IN TRANSIT", "Société Diamantaire du Milo SARL"."""
    return text.isupper() or fold(text[hit.start : hit.end]).strip(" .") in prose_words("company_word")


def _in_a_unit(text: str) -> bool:
    """Whether a text begins with a number and a unit."""
    told = _NUMBER_AND_UNIT.match(text)
    return told is not None and units.canonical(told[1]) is not None
