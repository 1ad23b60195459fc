"""Words a paper: facts in, labelled and formatted pieces out, in one language or two."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from bench.papermaker.commodities import COMMODITIES
from bench.papermaker.facts import (
    TYPES,
    Codes,
    Count,
    Day,
    DocumentFacts,
    Fact,
    Goods,
    Land,
    Money,
    Text,
    Weight,
    value_of,
)
from bench.papermaker.numerals import NBSP, Habit, choose_habit, print_money, print_unit
from bench.papermaker.paper import Cell, Column, Item, Paper, Piece
from bench.papermaker.places import NATIONS
from bench.papermaker.wording import GOODS, PACKINGS, SENTENCES, TITLES, choose_label, usable

ORDER = (
    "document_number",
    "issue_date",
    "expiry_date",
    "issuing_authority",
    "exporter",
    "importer",
    "country_of_origin",
    "country_of_provenance",
    "country_of_destination",
    "shipment_date",
    "transport",
    "certificate_number",
    "licence_number",
    "invoice_number",
    "transport_number",
    "lot_number",
    "goods_description",
    "hs_codes",
    "mine_site",
    "parcel_count",
    "carat_weight",
    "net_weight",
    "gross_weight",
    "grade",
    "licensed_quantity",
    "licensed_value",
    "value",
    "seal_numbers",
    "tag_numbers",
)
"""The order in which a paper's items stand unless a layout says otherwise."""

NUMBERS_PREFIX = {"en": "nos.", "fr": "n°", "pt": "n.º", "es": "N.º"}


@dataclass(frozen=True)
class Composer:
    """Words one paper. `family` chooses which wordings may be used."""

    facts: DocumentFacts
    languages: tuple[str, ...]
    family: str
    commodity: str
    rng: random.Random
    habit: Habit
    memo: dict[tuple[str, ...], str] = field(default_factory=dict)

    @property
    def sea(self) -> str:
        """The suffix of wording keys of sea transport."""
        return ":sea" if self.facts.asides.get("mode") == "sea" else ""

    def label(self, key: str, language: str, *, plain: bool = False) -> str:
        """A wording of the label; a `plain` one leaves no place for a unit."""
        kind, variant = self.facts.kind, key
        if key == "certificate_number" and self.rng.random() < 0.75:
            variant = f"certificate_number:{COMMODITIES[self.commodity].papers[0]}"
        if key in ("document_number", "shipment_date") and kind == "tr":
            kind = f"tr{self.sea}"
        if key in ("from", "to", "transport_number"):
            sea = COMMODITIES[self.commodity].by_sea if key == "transport_number" else bool(self.sea)
            variant = f"{key}:sea" if sea else key
        for _ in range(20):
            text = choose_label(variant, kind, language, self.family, self.rng)
            if not plain or "#" not in text:
                return text
        return choose_label(variant, kind, language, "train", random.Random(0))

    def kept(self, options: tuple[str, ...]) -> str:
        """One of several wordings, the same one throughout the paper."""
        return self.memo.setdefault(options, self.rng.choice(options))

    def words(self, options: tuple[str, ...]) -> str:
        """One of several wordings."""
        return self.rng.choice(usable(options, self.family))

    # ---- values

    def pieces(self, name: str, fact: Fact, *, row: int | None = None, unit_named: bool = False) -> tuple[Piece, ...]:
        """The printed form of a fact; `unit_named` says that its label or column names the unit or currency."""
        value, unit = value_of(name, fact, COMMODITIES[self.commodity].mineral)
        after = ""
        match fact:
            case Text(lines):
                text = "\n".join(lines)
            case Day(day):
                text = self.habit.date(day)
            case Weight(amount, symbol):
                figure = self.habit.number(amount)
                text = figure if unit_named else f"{figure}{NBSP}{print_unit(symbol, self.habit)}"
                if symbol == "%" and not unit_named and self.rng.random() < 0.4:
                    text = f"{figure}%"
                if name == "grade" and self.facts.asides.get("element"):
                    after = f" {self.facts.asides['element']}"
            case Money(amount, currency):
                text = print_money(amount, currency, self.habit, labelled=unit_named)
            case Count(number, packing):
                text = str(number)
                after = f" {PACKINGS[packing][self.habit.language]}" if packing and row is None else ""
            case Codes(items):
                joiner = self.rng.choice((", ", ", ", " / ", "; ", "\n")) if row is None else ", "
                printed = [self.habit.hs_code(i) if name == "hs_codes" else i for i in items]
                text = joiner.join(printed)
            case Land(code):
                names = NATIONS[code].names[self.habit.language]
                text = self.kept((names[0],) * 4 + names)
            case Goods(key, detail):
                goods = self.kept(GOODS[key][self.habit.language])
                if detail and key != "rough-diamonds":
                    goods = f"{goods}, {NUMBERS_PREFIX[self.habit.language]}{NBSP}{detail}"
                elif detail:
                    goods = f"{goods} {detail.replace(' ', NBSP)}"
                text, value = goods, goods.replace(NBSP, " ")
        cell = Cell(name, text, value, unit, row)
        return (cell, after) if after else (cell,)

    def item(self, name: str, fact: Fact) -> Item:
        """A labelled value."""
        first = self.label(name, self.languages[0], plain=len(self.languages) > 1)
        second = self.label(name, self.languages[1], plain=True) if len(self.languages) > 1 else ""
        named = "#" in first
        if isinstance(fact, Weight):
            first = first.replace("#", print_unit(fact.unit, self.habit))
            if fact.unit == "ct" and re.search(r"carat|quilate", first.lower()):
                named = named or self.rng.random() < 0.4
        elif isinstance(fact, Money):
            first = first.replace(
                "#", self.rng.choice(("USD", "US$", "USD")) if fact.currency == "USD" else fact.currency
            )
        return Item(name, first, self.pieces(name, fact, unit_named=named), "" if second == first else second)

    def party(self, side: str) -> Item | None:
        """The block of the exporter or the importer: name, address lines, sometimes a telephone number."""
        name, place = self.facts.fields.get(f"{side}_name"), self.facts.fields.get(f"{side}_address")
        if name is None:
            return None
        body: list[Piece] = [*self.pieces(f"{side}_name", name)]
        if place is not None:
            body += ["\n", *self.pieces(f"{side}_address", place)]
        if place is not None and side == "exporter" and "phone" in self.facts.asides and self.rng.random() < 0.5:
            body += ["\n", f"{self.label('phone', self.languages[0])} {self.facts.asides['phone']}"]
        second = self.label(side, self.languages[1], plain=True) if len(self.languages) > 1 else ""
        first = self.label(side, self.languages[0], plain=True)
        return Item(side, first, tuple(body), "" if second == first else second)

    def aside(self, key: str, text: str) -> Item:
        """A labelled text that is no field of the contract."""
        return Item(key, self.label(key, self.languages[0], plain=True), (text,))

    # ---- prose

    def sentence(self, key: str, slots: Mapping[str, tuple[Piece, ...]]) -> tuple[Piece, ...]:
        """A sentence of `wording.sentences` with its slots filled."""
        text = self.words(SENTENCES[key][self.habit.language])
        pieces: list[Piece] = []
        for part in re.split(r"(\{\w+\})", text):
            if part.startswith("{"):
                pieces += slots.get(part[1:-1], ("",))
            elif part:
                pieces.append(part)
        return tuple(pieces)

    def statement(self, key: str) -> tuple[Piece, ...]:
        """A sentence without slots, in each of the paper's languages."""
        return ("\n".join(self.words(SENTENCES[key][language]) for language in self.languages),)


def _table(c: Composer) -> tuple[tuple[Column, ...], tuple[Mapping[str, tuple[Piece, ...]], ...], dict[str, bool]]:
    """The columns and rows of the line table, and which columns name their unit or currency."""
    facts = c.facts
    if not facts.lines:
        return (), (), {}
    first = facts.lines[0]
    order = [
        k
        for k in (
            "goods_description",
            "hs_codes",
            "parcel_count",
            "carat_weight",
            "net_weight",
            "gross_weight",
            "unit_price",
            "value",
        )
        if k in first
    ]
    columns, named = [], {}
    if c.rng.random() < 0.5:
        columns.append(Column("number", c.label("col:number", c.languages[0]), False, 0.35))
    weights = {"goods_description": 3.0, "hs_codes": 1.0, "parcel_count": 0.8, "value": 1.35, "unit_price": 1.1}
    for key in order:
        label = c.label(f"col:{key}", c.languages[0])
        fact = first[key]
        named[key] = bool(re.search(r"#|\(ct\)|carat|quilate|cts|\(USD\)", label.lower().replace("usd", "USD")))
        unit = fact.unit if isinstance(fact, Weight) else ""
        if key == "unit_price":
            amount = next(f for k, f in first.items() if k in ("carat_weight", "net_weight"))
            unit = amount.unit if isinstance(amount, Weight) else ""
        label = label.replace("#", print_unit(unit, c.habit))
        columns.append(Column(key, label, key not in ("goods_description", "hs_codes"), weights.get(key, 1.1)))
    with_unit = c.rng.random() < 0.5
    rows = []
    for i, line in enumerate(facts.lines):
        row: dict[str, tuple[Piece, ...]] = {"number": (str(i + 1),)}
        for key in order:
            money = isinstance(line[key], Money)
            bare = named[key] or money or not (with_unit or isinstance(line[key], Weight))
            row[key] = c.pieces(key, line[key], row=i, unit_named=bare)
        rows.append(row)
    return tuple(columns), tuple(rows), named


def compose(facts: DocumentFacts, languages: tuple[str, ...], family: str, commodity: str, rng: random.Random) -> Paper:
    """Words a paper in `languages` (one, or two for a bilingual form); `family` is `train` or `test`."""
    c = Composer(facts, languages, family, commodity, rng, choose_habit(languages[0], rng))
    items: dict[str, Item] = {}
    party_fields = {"exporter_name", "exporter_address", "importer_name", "importer_address"}
    for name in ORDER:
        if name in ("exporter", "importer"):
            block = c.party(name)
            if block:
                items[name] = block
        elif name in facts.fields and name not in party_fields:
            items[name] = c.item(name, facts.fields[name])
    asides = {"verifier", "validator", "carrier", "transport", "vessel", "voyage", "flight", "from", "to", "contract"}
    for key, text in facts.asides.items():
        if key in asides and not (key == "carrier" and facts.kind == "inv"):
            items[key] = c.aside(key, text)
    if facts.kind == "inv":
        days, currency = rng.choice((14, 30, 45)), _currency(facts)
        terms = {
            "en": f"{days} days from invoice date",
            "fr": f"{days} jours date de facture",
            "pt": f"{days} dias da fatura",
            "es": f"{days} días fecha factura",
        }[languages[0]]
        place = NATIONS[facts.issuer].towns[0][1]
        items["payment"] = c.aside("payment", terms)
        items["delivery"] = c.aside("delivery", f"{rng.choice(('FCA', 'CIF', 'CIP', 'FOB', 'EXW'))} {place}")
        iban = f"XX{rng.randint(10, 99)} {rng.randint(1000, 9999)} {rng.randint(1000, 9999)} {rng.randint(1000, 9999)}"
        items["bank"] = c.aside("bank", f"Banque du Cap Fictif, {currency} {iban}, SWIFT XXFICTXX")
    columns, rows, named = _table(c)
    totals = {}
    for key in ("parcel_count", "carat_weight", "net_weight", "gross_weight", "value"):
        if key in facts.fields and rows and key in rows[0]:
            totals[key] = c.pieces(key, facts.fields[key], unit_named=key != "value" and named.get(key, False))
    return Paper(
        facts=facts,
        doc_type=TYPES[facts.kind],
        languages=languages,
        title=tuple(c.words(TITLES[_title_key(facts)][language]) for language in languages),
        state=NATIONS[facts.issuer].state_name(languages[0]),
        items=items,
        columns=columns,
        rows=rows,
        total_label="Total",
        totals=totals,
        prose=_prose(c),
        signatory=next((facts.asides[k] for k in ("officer", "signatory", "verifier") if k in facts.asides), ""),
    )


def _title_key(facts: DocumentFacts) -> str:
    return f"tr:{facts.asides['mode']}" if facts.kind == "tr" else facts.kind


def _currency(facts: DocumentFacts) -> str:
    value = facts.fields.get("value")
    return value.currency if isinstance(value, Money) else "USD"


def _prose(c: Composer) -> dict[str, tuple[Piece, ...]]:
    kind, facts = c.facts.kind, c.facts
    if kind == "kp":
        return {"statement": c.statement("kp-statement")}
    if kind == "icglr":
        return {"statement": c.statement("icglr-statement")}
    if kind == "coo":
        return {"statement": c.statement("coo-certification"), "declaration": c.statement("exporter-declaration")}
    if kind == "lic":
        return {
            "statement": c.statement("licence-grant"),
            "note": c.statement("licence-conditions"),
            "body": _filled(c, "licence-body"),
        }
    if kind == "inv":
        diamonds = c.commodity == "rough-diamonds"
        return {"statement": c.statement("warranty" if diamonds else "invoice-true")}
    if kind == "pl" and c.commodity == "rough-diamonds":
        return {"statement": c.statement("threshold")}
    if kind == "tr":
        return {"statement": c.statement("sea-terms" if c.sea else "carrier-terms")}
    if kind == "assay":
        return {"note": c.statement("assay-note")}
    if kind == "decl":
        prose = {"body": _filled(c, "decl-body"), "note": c.statement("decl-due-diligence")}
        if "mine_site" not in facts.fields:
            return prose
        return prose
    return {}


def _filled(c: Composer, key: str) -> tuple[Piece, ...]:
    """Prose with every slot filled from the facts, each by its printed form."""
    slots: dict[str, tuple[Piece, ...]] = {}
    for name, fact in c.facts.fields.items():
        slots[name] = tuple(p if isinstance(p, str) else p.flat() for p in c.pieces(name, fact))
    slots["exporter"], slots["importer"] = slots.get("exporter_name", ()), slots.get("importer_name", ())
    slots["weight"] = next((slots[n] for n in ("carat_weight", "net_weight") if n in slots), ())
    slots["mine"] = c.sentence("decl-mine", slots) if "mine_site" in slots else ()
    return c.sentence(key, slots)
