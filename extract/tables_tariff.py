"""A tariff's code within what describes a row: "Coltan concentrate", and in the same cell "SH 2615.90"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from extract.doctype import DocumentType, ValueKind
from extract.tables_body import Token
from extract.tables_header import Heading
from extract.tables_words import OTHER
from extract.values import Context, find
from extract.values.folding import fold
from extract.values.minerals import mineral_of_hs

_MOST_WORDS: Final = 6  # of what introduces a code
_PARTING: Final = re.compile(r"[-–—|·;/]")
_UNIT: Final = re.compile(r"[%‰°][,;.]?")
_NAMES: Final = re.compile(
    r"\W*(?:(?:pos|posicion|posicao|position|partida|subpartida|cod|codigo|code|tariff|tarif|heading|customs|douanier"
    r"|douaniere|tarifaire|pautal|arancelaria|arancelario|fiscal|nomenclature|nomenclatura"
    r"|hs|h s|sh|s h|sa|ncm|nc|cn|hts|taric|no|n|under|of|de|du|do|da|del|sous|sob|bajo|le|la|el|o|a)\W+)+"
)
_GRADE: Final = re.compile(r"[AO][,;.)]?")
"""A capital that ends what stands before a code, as a grade's letter does, and is no article of what introduces it."""
_WRITTEN: Final = re.compile(r"\d{4}\.\d{2}(?:[. ]?\d{2}){0,2}|\d{4} \d{2}(?: \d{2}){0,2}|\d{6}(?:\d{2}){0,2}")
_OPEN: Final = re.compile(r"\b(?:cod(?:e|igo)?|tarif(?:a|f)?|class(?:e|ification|ificacao)?|clas(?:e|ificacion)?)\b")
"""What may head the customs tariff's codes, or a carrier's rates and a seller's articles."""
_TELLING: Final = re.compile(
    r"\b(?:hs|sh|ncm|nc|cn|hts|taric|tariff?|tarifaire|pautal|arancelari[ao]|subpartida|heading|partida|douani\w*|position"
    r"|posicion|posicao|nomenclatur[ea])\b"
)


def parted(tokens: Sequence[Token]) -> tuple[list[Token], list[Token]]:
    """A description's words without a code in them and what introduces it, and the code's words.

    The code ends the words or their line, or a dash or stroke parts it from what follows. The second list is empty
    where there is no such code, or nothing says that it is a tariff's.
    """
    if _TELLING.search(fold(" ".join(token.text for token in tokens))) is None:
        return [*tokens], []
    for begin in range(1, len(tokens)):
        if _UNIT.fullmatch(tokens[begin].text) or _GRADE.fullmatch(tokens[begin].text):
            continue
        text = " ".join(token.text for token in tokens[begin : begin + _MOST_WORDS])
        lead = _NAMES.match(fold(text))
        if lead is None or _TELLING.search(lead[0]) is None:
            continue
        code = next((at for at in range(begin, len(tokens)) if any(map(str.isdigit, tokens[at].text))), len(tokens))
        end = next((at for at in range(code, len(tokens)) if _ends(tokens, at)), len(tokens))
        behind = " ".join(token.text for token in tokens[code:end])
        found = find(ValueKind.HS_CODES, f"HS {behind}", Context())
        if len(found) == 1 and len(found[0].raw) >= len(behind.strip(" .,;()")):
            return [*tokens[:begin], *tokens[end:]], [*tokens[code:end]]
    return [*tokens], []


def _ends(tokens: Sequence[Token], at: int) -> bool:
    """Whether something else begins at a word: a sign that parts, or a line that no code goes on in ("2615." "90")."""
    token, before = tokens[at], tokens[at - 1]
    under = token.page != before.page or token.box.y0 > before.box.mid_y
    return _PARTING.fullmatch(token.text) is not None or (under and not before.text.endswith("."))


def holds_tariff(text: str) -> bool:
    """Whether a cell holds a tariff's code, and no other number of its shape."""
    return bool(find(ValueKind.HS_CODES, text, Context()))


def is_ores_tariff(cell: str) -> bool:
    """Whether a cell is the tariff's code of a mineral that is traded and nothing else, written as tariffs are."""
    code = cell.strip()
    return _WRITTEN.fullmatch(code) is not None and mineral_of_hs("".join(filter(str.isdecimal, code))) is not None


def by_tariff(
    names: dict[int, str], headings: Sequence[Heading], cells: Sequence[Sequence[str]], doctype: DocumentType
) -> None:
    """Names a column of codes that a word heads which leaves open whose they are, where all are of ores: "Tarif"."""
    if "hs_codes" in names.values() or not any(column.name == "hs_codes" for column in doctype.columns):
        return
    for at, heading in enumerate(headings):
        if at in names or heading.names != (OTHER,) or _OPEN.search(fold(heading.text)) is None:
            continue
        if cells[at] and all(map(is_ores_tariff, cells[at])):
            names[at] = "hs_codes"
            return
