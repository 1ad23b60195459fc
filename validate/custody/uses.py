"""How much of its input lots an event says it used: EPCIS states it, and a lot may be used in parts."""

from __future__ import annotations

import json
from decimal import Decimal, InvalidOperation

from validate.custody.units import grams
from validate.custody.values import number
from validate.model import CustodyEvent

MEMBER = "inputs_used"
"""The member of `CustodyEvent.more` that holds the quantities, as a JSON object: lot to `4337.6 kg`."""


def used_of(event: CustodyEvent, lot: str) -> Decimal | None:
    """Grams of an input lot that an event says it used; None where it does not say."""
    return used(event).get(lot)


def used(event: CustodyEvent) -> dict[str, Decimal]:
    """Grams used of each input lot, as far as the event says."""
    text = event.more.get(MEMBER)
    if text is None:
        return {}
    try:
        stated = json.loads(text)
    except ValueError:
        return {}
    weights = {lot: _weight(amount) for lot, amount in stated.items()} if isinstance(stated, dict) else {}
    return {lot: weight for lot, weight in weights.items() if weight is not None}


def _weight(amount: object) -> Decimal | None:
    figure, _, unit = str(amount).partition(" ")
    try:
        return grams(number(figure).value, unit or None)
    except InvalidOperation:
        return None
