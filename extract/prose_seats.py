"""What leads to a company's address in a sentence: "established at", "com sede na", "dont le siège social est au".

Beside the leads that `address_lead` lists whole, each word for being seated (`seated`) may stand before each word for
where (`seated_at`) of its language. All texts are folded.
"""

from __future__ import annotations

from functools import cache

from extract.prose_words import alternation

_LANGUAGES = ("en", "fr", "pt", "es")


@cache
def seated() -> str:
    """Being seated somewhere, "sediada na", as a regular expression's alternation."""
    return "|".join(
        rf"(?:{alternation('seated', one)})\s+(?:{alternation('seated_at', one)})(?![^\W_])" for one in _LANGUAGES
    )


@cache
def address_leads() -> str:
    """Everything that leads to an address, as a regular expression's alternation."""
    return f"{seated()}|{alternation('address_lead')}"
