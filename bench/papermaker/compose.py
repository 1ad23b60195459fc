"""Words a whole paper for its layout: facts in, labelled and formatted pieces out, in one language or two."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping

from bench.papermaker.asides import aside_items
from bench.papermaker.facts import TYPES, DocumentFacts, Money, Weight
from bench.papermaker.layouts.plan import Plan
from bench.papermaker.numerals import choose_habit, print_unit
from bench.papermaker.paper import Cell, Column, Item, Paper, Piece
from bench.papermaker.places import NATIONS
from bench.papermaker.wording import TITLES
from bench.papermaker.wordsmith import Wordsmith

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
    "recycled_share",
)
"""The order in which a paper's items stand unless a layout says otherwise."""

COLUMNS = (
    "goods_description",
    "hs_codes",
    "parcel_count",
    "carat_weight",
    "net_weight",
    "gross_weight",
    "unit_price",
    "value",
)
"""The order of a table's columns."""
WIDTHS = {"goods_description": 3.0, "hs_codes": 1.0, "parcel_count": 0.8, "value": 1.35, "unit_price": 1.1}
"""Their relative widths, others 1.1."""


def _table(c: Wordsmith) -> tuple[tuple[Column, ...], tuple[Mapping[str, tuple[Piece, ...]], ...], dict[str, bool]]:
    """The columns and rows of the line table, and which columns name their unit or currency."""
    facts = c.facts
    if not facts.lines:
        return (), (), {}
    first = facts.lines[0]
    order = [k for k in COLUMNS if k in first]
    columns, named = [], {}
    if c.rng.random() < 0.5:
        columns.append(Column("number", c.label("col:number", c.languages[0]), False, 0.35))
    for key in order:
        label = c.label(f"col:{key}", c.languages[0])
        fact = first[key]
        named[key] = bool(re.search(r"#|\(ct\)|carat|quilate|cts|\(USD\)", label.lower().replace("usd", "USD")))
        unit = fact.unit if isinstance(fact, Weight) else ""
        if key == "unit_price":
            amount = next(f for k, f in first.items() if k in ("carat_weight", "net_weight"))
            unit = amount.unit if isinstance(amount, Weight) else ""
        label = label.replace("#", print_unit(unit, c.habit))
        columns.append(Column(key, label, key not in ("goods_description", "hs_codes"), WIDTHS.get(key, 1.1)))
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


def compose(facts: DocumentFacts, languages: tuple[str, ...], plan: Plan, commodity: str, rng: random.Random) -> Paper:
    """Words a paper in `languages` (one, or two for a bilingual form) for the layout that will draw it."""
    habit = choose_habit(languages[0], rng)
    w = Wordsmith(facts, languages, plan.family, commodity, rng, habit, plan.upper, rng.random() < 0.2)
    items: dict[str, Item] = {}
    party_fields = {"exporter_name", "exporter_address", "importer_name", "importer_address"}
    for name in ORDER:
        if name in ("exporter", "importer"):
            block = w.party(name)
            if block:
                items[name] = block
        elif name in facts.fields and name not in party_fields:
            items[name] = w.item(name, facts.fields[name])
    items |= aside_items(w)
    columns, rows, named = _table(w) if plan.rows else ((), (), {})
    totals = {}
    for key in ("parcel_count", "carat_weight", "net_weight", "gross_weight", "value"):
        if key in facts.fields and rows and key in rows[0]:
            totals[key] = w.pieces(key, facts.fields[key], unit_named=key != "value" and named.get(key, False))
    title_key = f"tr:{facts.asides['mode']}" if facts.kind == "tr" else facts.kind
    titles = tuple(w.words(plan.titles.get(language) or TITLES[title_key][language]) for language in languages)
    return Paper(
        facts=facts,
        doc_type=TYPES[facts.kind],
        languages=languages,
        title=titles,
        state=NATIONS[facts.issuer].state_name(languages[0]),
        items=items,
        columns=columns,
        rows=rows,
        total_label="Total",
        totals=totals,
        prose=_prose(w),
        form=Cell("form", plan.form, plan.form) if plan.form else None,
        signatory=next((facts.asides[k] for k in ("officer", "signatory", "verifier") if k in facts.asides), ""),
    )


def _prose(w: Wordsmith) -> dict[str, tuple[Piece, ...]]:
    """The sentences of the paper, by the names that layouts use."""
    match w.facts.kind:
        case "kp":
            return {"statement": w.statement("kp-statement")}
        case "icglr":
            return {"statement": w.statement("icglr-statement")}
        case "coo":
            return {"statement": w.statement("coo-certification"), "declaration": w.statement("exporter-declaration")}
        case "lic":
            note, grant = w.statement("licence-conditions"), w.statement("licence-grant")
            return {"statement": grant, "note": note, "body": w.filled("licence-body")}
        case "inv":
            diamonds = w.commodity == "rough-diamonds"
            return {"statement": w.statement("warranty" if diamonds else "invoice-true")}
        case "pl":
            return {"statement": w.statement("threshold")} if w.commodity == "rough-diamonds" else {}
        case "tr":
            return {"statement": w.statement("sea-terms" if w.mode == ":sea" else "carrier-terms")}
        case "sad":
            return {}
        case "assay":
            return {"note": w.statement("assay-note"), "body": w.filled("assay-body")}
        case _:
            return {"body": w.filled("decl-body"), "note": w.statement("decl-due-diligence")}
