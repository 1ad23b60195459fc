"""Goods consigned to somebody's order: whose, where the paper names him, and that it names nobody where it does not.

"TO THE ORDER OF" may stand on a line of its own, over the bank whose order it is; "to order", "to order of shipper"
and "to the order of the issuing bank" stand in a party's place and name none.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from extract.values import addresses, legal_forms

_TO_ORDER: Final = (
    r"(?:made out )?(?:(?:un)?to (?:the )?order(?: and risk)?|a l'ordre|aux ordres|a la orden|a (?:la )?ordem"
    r"|(?:por|pour|for) (?:conta|cuenta|compte|account) (?:e|y|et|and) (?:ordem|orden|ordre|order)|order)"
).replace(" ", r"\s+")
_OF: Final = r"(?:\s+(?:of|de\s+la|de\s+los?|del?|do|da|dos|das|du|des)(?![^\W_])|\s+d[e]?\s?(?:l')|\s+d')"
_LEAD: Final = re.compile(rf"(?P<order>{_TO_ORDER})(?![^\W_])(?P<of>{_OF}(?:\s+l')?)?(?P<gap>[\s:,.;-]*)")
_BANK: Final = re.compile(r"[^\n]{0,40}?(?<![^\W_])(?:banks?|banque|banco|banca)(?![^\W_])")
_ARTICLE: Final = r"(?:(?:the|any|le|la|el|o|a|los|les)\s+|l')?"


@cache
def _whose() -> re.Pattern[str]:
    """A role that names nobody by itself, at the end of what is said or before a comma or a bracket."""
    roles = f"(?:{addresses.one_of('role')}|{addresses.one_of('order_holder')})"
    return re.compile(rf"{_ARTICLE}{roles}(?:'?s)?\s*(?=$|[\n,;:(/.-])")


@cache
def _role_first() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{addresses.one_of('role')})(?![^\W_])")


@cache
def _ones_order() -> re.Pattern[str]:
    return re.compile(rf"{_ARTICLE}(?:{addresses.one_of('role')})(?:'s?|s')\s+order(?![^\W_])")


def behind_order(even: str, folded: str, start: int, end: int) -> int | None:
    """Where the name begins of him to whose order a block is made out; `start` where nothing is said of an order.

    None where goods go to somebody's order and nobody is named. The texts are those of `plain` and `fold`, and the
    block stands between `start` and `end`.
    """
    if _ones_order().match(folded, start, end):
        return None
    lead = _LEAD.match(folded, start, end)
    if lead is None:
        return start
    begin = lead.end()
    line_end = folded.find("\n", begin, end)
    line_end = end if line_end < 0 else line_end
    if begin >= end:
        return None
    formed = bool(legal_forms.matches(f"A {even[begin:line_end]}", 0, line_end - begin + 2))
    banked = _BANK.match(folded, begin, line_end) is not None
    if lead["of"] is None and ":" not in lead["gap"]:
        apart = lead["gap"].strip(" ") != ""
        if apart and (not (formed or banked) or _role_first().match(folded, begin, line_end)):
            return None
        if not apart and lead["order"] == "order" and not banked:
            return start  # a firm whose name begins with the word
    role = _whose().match(folded, begin, end)
    if role is None:
        return begin
    named = role.end() + len(folded[role.end() : line_end]) - len(folded[role.end() : line_end].lstrip(" ,;:(/.-"))
    return named if legal_forms.matches(even, named, line_end) else None
