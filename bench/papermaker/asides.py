"""What stands on papers beside the contract's fields: terms, banks, agents to notify, sample numbers, sums in words.

These are what a reader must not take for a field: a due date is no expiry, a notified agent no importer.
"""

from __future__ import annotations

from datetime import timedelta

from bench.papermaker.facts import Day, Money
from bench.papermaker.in_words import DOLLARS, in_words
from bench.papermaker.names import AGENTS
from bench.papermaker.paper import Item
from bench.papermaker.places import NATIONS
from bench.papermaker.wordsmith import Wordsmith

_CARRIED = (
    "verifier",
    "validator",
    "carrier",
    "transport",
    "vessel",
    "voyage",
    "flight",
    "vehicle",
    "from",
    "to",
    "contract",
    "declarant",
    "procedure",
    "office",
)
_AS_CONSIGNEE = {
    "en": "Same as consignee",
    "fr": "Identique au destinataire",
    "pt": "O mesmo que o destinatário",
    "es": "El mismo que el consignatario",
}
_END_USE = {"en": "Refining", "fr": "Affinage", "pt": "Refinação", "es": "Refinación"}
_DAYS = {
    "en": "{} days from invoice date",
    "fr": "{} jours date de facture",
    "pt": "{} dias da fatura",
    "es": "{} días fecha factura",
}


def aside_items(w: Wordsmith) -> dict[str, Item]:
    """The items of a paper that are no fields, by key."""
    facts, rng = w.facts, w.rng
    found = {
        key: w.aside(key, text)
        for key, text in facts.asides.items()
        if key in _CARRIED and not (key == "carrier" and facts.kind == "inv")
    }
    language, town = w.languages[0], NATIONS[facts.issuer].towns[0][1]
    if facts.kind == "inv":
        found |= _invoice(w, town)
    elif facts.kind == "tr":
        if rng.random() < 0.45:
            agent = rng.choice(AGENTS)
            found["notify"] = w.aside("notify", rng.choice((_AS_CONSIGNEE[language], agent, agent)))
        if facts.asides.get("mode") == "sea" and rng.random() < 0.5:
            found["container"] = w.aside("container", container_number(rng.randint(0, 999999)))
        if rng.random() < 0.3:
            found["marks"] = w.aside("marks", rng.choice(("N/M", "As addressed", "As per packing list")))
    elif facts.kind == "lic":
        if rng.random() < 0.4:
            found["end_use"] = w.aside("end_use", _END_USE[language])
        if rng.random() < 0.3:
            found["port_exit"] = w.aside("port_exit", town)
    elif facts.kind == "coo":
        if rng.random() < 0.3:
            found["marks"] = w.aside("marks", rng.choice(("N/M", "As addressed")))
        if rng.random() < 0.3:
            found["criterion"] = w.aside("criterion", "P")
    elif facts.kind == "assay":
        found["sample"] = w.aside("sample", f"{rng.randint(100, 999)}-{rng.choice('ABC')}")
        issued = facts.fields.get("issue_date")
        if isinstance(issued, Day) and rng.random() < 0.5:
            found["received"] = w.aside("received", w.habit.date(issued.day - timedelta(days=rng.randint(2, 6))))
    return found


def _invoice(w: Wordsmith, town: str) -> dict[str, Item]:
    rng, language = w.rng, w.languages[0]
    days = rng.choice((14, 30, 45))
    total, issued = w.facts.fields.get("value"), w.facts.fields.get("issue_date")
    currency = total.currency if isinstance(total, Money) else "USD"
    iban = f"XX{rng.randint(10, 99)} {rng.randint(1000, 9999)} {rng.randint(1000, 9999)} {rng.randint(1000, 9999)}"
    found = {
        "payment": w.aside("payment", _DAYS[language].format(days)),
        "delivery": w.aside("delivery", f"{rng.choice(('FCA', 'CIF', 'CIP', 'FOB', 'EXW'))} {town}"),
        "bank": w.aside("bank", f"Banque du Cap Fictif, {currency} {iban}, SWIFT XXFICTXX"),
    }
    if isinstance(issued, Day) and rng.random() < 0.35:
        found["due"] = w.aside("due", w.habit.date(issued.day + timedelta(days=days)))
    if rng.random() < 0.25:
        found["order"] = w.aside("order", f"PO-{rng.randint(1000, 9999)}")
    if isinstance(total, Money) and rng.random() < 0.35:
        found["subtotal"] = w.aside("subtotal", w.habit.number(total.amount, 2))
        found["vat"] = w.aside("vat", w.habit.number(total.amount * 0, 2))
    if isinstance(total, Money) and total.currency == "USD" and rng.random() < 0.3:
        whole, cents = divmod(int(total.amount * 100), 100)
        said = DOLLARS[language].format(words=in_words(whole, language), cents=cents)
        found["in_words"] = w.aside("in_words", said[0].upper() + said[1:])
    return found


def container_number(serial: int) -> str:
    """A container number by ISO 6346 of the invented owner PMKU, with its check digit."""
    body = f"PMKU{serial:06d}"
    letters = [n for n in range(10, 39) if n % 11]
    weights = sum((letters[ord(c) - 65] if c.isalpha() else int(c)) << i for i, c in enumerate(body))
    return f"{body[:4]} {body[4:]}-{weights % 11 % 10}"
