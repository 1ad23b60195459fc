"""Words single things of a paper: labels, values in the paper's manner, party blocks, sentences."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from bench.papermaker.commodities import COMMODITIES
from bench.papermaker.facts import Codes, Count, Day, DocumentFacts, Fact, Goods, Land, Money, Text, Weight, value_of
from bench.papermaker.numerals import NBSP, Habit, print_money, print_unit
from bench.papermaker.paper import Cell, Item, Piece
from bench.papermaker.places import NATIONS
from bench.papermaker.wording import GOODS, PACKINGS, SENTENCES, choose_label, usable

NUMBERS_PREFIX = {"en": "nos.", "fr": "n°", "pt": "n.º", "es": "N.º"}


@dataclass(frozen=True)
class Wordsmith:
    """Words one paper.

    `family` chooses which wordings may be used; `upper` prints every value in capitals, as telexes and carriers do;
    `joined` sets parties on one line, with commas.
    """

    facts: DocumentFacts
    languages: tuple[str, ...]
    family: str
    commodity: str
    rng: random.Random
    habit: Habit
    upper: bool = False
    joined: bool = False
    memo: dict[tuple[str, ...], str] = field(default_factory=dict)

    @property
    def mode(self) -> str:
        """The suffix of wording keys that depend on the mode of transport; none for air."""
        mode = self.facts.asides.get("mode", "")
        if self.facts.kind != "tr":
            mode = "sea" if COMMODITIES[self.commodity].by_sea else "air"
        return "" if mode == "air" else f":{mode}"

    def label(self, key: str, language: str, *, plain: bool = False) -> str:
        """A wording of the label; a `plain` one leaves no place for a unit."""
        kind, variant = self.facts.kind, key
        if key == "certificate_number" and self.rng.random() < 0.75:
            variant = f"certificate_number:{COMMODITIES[self.commodity].papers[0]}"
        if key in ("document_number", "shipment_date") and kind == "tr":
            kind = f"tr{self.mode}"
        if key in ("from", "to", "transport_number"):
            variant = f"{key}{self.mode}"
        for _ in range(20):
            text = choose_label(variant, kind, language, self.family, self.rng)
            if not plain or "#" not in text:
                return text
        return choose_label(variant, kind, language, "train", random.Random(0))

    def kept(self, options: tuple[str, ...]) -> str:
        """One of several wordings, the same one throughout the paper."""
        return self.memo.setdefault(options, self.rng.choice(options))

    def words(self, options: tuple[str, ...]) -> str:
        """One of several wordings that the family may use."""
        return self.rng.choice(usable(options, self.family))

    # ---- values

    def pieces(self, name: str, fact: Fact, *, row: int | None = None, unit_named: bool = False) -> tuple[Piece, ...]:
        """The printed form of a fact; `unit_named` says that its label or column names the unit or currency."""
        value, unit = value_of(name, fact, COMMODITIES[self.commodity].mineral)
        after = ""
        match fact:
            case Text(lines):
                text = "\n".join(lines)
                if name.endswith("_address") and self.joined:
                    text = ", ".join(lines)
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
                after = f" {PACKINGS[packing][self.habit.language][0]}" if packing and row is None else ""
            case Codes(items):
                joiner = self.rng.choice((", ", ", ", " / ", "; ", "\n")) if row is None else ", "
                printed = [self.habit.hs_code(i) if name == "hs_codes" else i for i in items]
                text = joiner.join(printed)
            case Land(code):
                names = NATIONS[code].names[self.habit.language]
                text = self.kept((names[0],) * 4 + names)
            case Goods(key, detail):
                text = self.goods(key, detail)
                value = text.replace(NBSP, " ")
        if self.upper and not (name == "grade" and row is None):
            text, after = text.upper(), after.upper()
            if isinstance(fact, Goods | Text):
                value = value.upper()
        cell = Cell(name, text, value, unit, row)
        return (cell, after) if after else (cell,)

    def goods(self, key: str, detail: str) -> str:
        """The goods' description with the size of a parcel or the numbers of packages."""
        goods = self.kept(usable(GOODS[key][self.habit.language], self.family))
        if detail and key != "rough-diamonds":
            return f"{goods}, {NUMBERS_PREFIX[self.habit.language]}{NBSP}{detail}"
        return f"{goods} {detail.replace(' ', NBSP)}" if detail else goods

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
        """The block of the exporter or importer: name, address lines, sometimes a telephone or tax number."""
        name, place = self.facts.fields.get(f"{side}_name"), self.facts.fields.get(f"{side}_address")
        if name is None:
            return None
        body: list[Piece] = [*self.pieces(f"{side}_name", name)]
        if place is not None:
            body += [", " if self.joined else "\n", *self.pieces(f"{side}_address", place)]
        if place is not None and side == "exporter" and "phone" in self.facts.asides:
            if self.rng.random() < 0.5:
                body += ["\n", f"{self.label('phone', self.languages[0])} {self.facts.asides['phone']}"]
            if self.rng.random() < 0.3:
                number = f"{self.rng.randint(100000, 999999)}{self.rng.randint(1000, 9999)}"
                body += ["\n", f"{self.label('tax_id', self.languages[0])} {number}"]
        second = self.label(side, self.languages[1], plain=True) if len(self.languages) > 1 else ""
        first = self.label(side, self.languages[0], plain=True)
        return Item(side, first, tuple(body), "" if second == first else second)

    def aside(self, key: str, text: str) -> Item:
        """A labelled text that is no field of the contract."""
        shown = text.upper() if self.upper else text
        return Item(key, self.label(key, self.languages[0], plain=True), (shown,))

    # ---- prose

    def sentence(self, key: str, slots: Mapping[str, tuple[Piece, ...]]) -> tuple[Piece, ...]:
        """A sentence of `wording/sentences.toml` with its slots filled."""
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

    def filled(self, key: str) -> tuple[Piece, ...]:
        """A sentence whose slots are the paper's own facts, each in its printed form."""
        slots: dict[str, tuple[Piece, ...]] = {}
        for name, fact in self.facts.fields.items():
            slots[name] = tuple(p if isinstance(p, str) else p.flat() for p in self.pieces(name, fact))
        slots["exporter"], slots["importer"] = slots.get("exporter_name", ()), slots.get("importer_name", ())
        slots["weight"] = next((slots[n] for n in ("carat_weight", "net_weight") if n in slots), ())
        slots["mine"] = self.sentence("decl-mine", slots) if "mine_site" in slots else ()
        return self.sentence(key, slots)
