"""How a table's rows become the values of `Reference`: one builder for each of its attributes."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from validate.dated import Span, first_day, last_day
from validate.reference_rows import (
    CodeEdition,
    DemandedField,
    Domain,
    ExchangeRate,
    LabourRisk,
    Measure,
    Membership,
    MetalPrice,
    Mineral,
    Notice,
    NumberFormat,
    OriginForm,
    Production,
    RequiredDocument,
    SchemeStatus,
    Smelter,
    Statement,
    StatusEvent,
    Threshold,
    Validity,
    ValueBand,
)

Rows = list[dict[str, str]]


def _span(row: dict[str, str]) -> Span:
    return Span(first_day(row["from"]), last_day(row.get("to", "")))


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _memberships(name: str) -> Callable[[Rows], tuple[Membership, ...]]:
    def build(rows: Rows) -> tuple[Membership, ...]:
        return tuple(Membership(r["iso2"], r[name], _span(r), r["source"], _list(r.get("authority", ""))) for r in rows)

    return build


def _positive(cell: str) -> Decimal:
    number = Decimal(cell)
    if not (number.is_finite() and number > 0):
        raise ValueError(f"{cell} is no positive number")
    return number


def _first_number(cell: str) -> Decimal | None:
    match = re.match(r"\d+(?:\.\d+)?", cell)
    return Decimal(match[0]) if match else None


def _decimal(cell: str) -> Decimal | None:
    return Decimal(cell) if cell else None


BUILDERS: dict[str, tuple[str, Callable[[Rows], object]]] = {
    "participants": ("participants", _memberships("participant")),
    "status_events": (
        "status_events",
        lambda rows: tuple(
            StatusEvent(r["iso2"], r["event"], _span(r), r["trade_effect"], r["detail"], r["source"], r.get("rule", ""))
            for r in rows
        ),
    ),
    "territories": ("territories", lambda rows: {r["iso2"]: r["participant"] for r in rows}),
    "icglr": ("icglr_members", _memberships("country")),
    "eu": ("eu_members", _memberships("country")),
    "hs_groups": ("hs_codes", lambda rows: {r["hs6"]: r["scope_group"] for r in rows}),
    "hs_names": ("hs_codes", lambda rows: {r["hs6"]: r["description"] for r in rows}),
    "minerals": (
        "minerals",
        lambda rows: {
            r["mineral"]: Mineral(
                r["mineral"],
                r["group"],
                r["designated"] == "yes",
                _list(r["hs_prefixes"]),
                _decimal(r["usd_per_kg_low"]),
                _decimal(r["usd_per_kg_high"]),
            )
            for r in rows
        },
    ),
    "number_formats": (
        "certificate_formats",
        lambda rows: tuple(
            NumberFormat(
                r["iso2"],
                re.compile(r["number_regex"]),
                r["example"],
                r["confidence"].startswith("confirmed"),
                r["source"],
            )
            for r in rows
        ),
    ),
    "validity": (
        "validity",
        lambda rows: tuple(
            Validity(
                r["document"],
                r["issuer"],
                r["rule"],
                int(r["days"]) if r["days"] else None,
                r["source"],
                r["confirmed"].startswith("yes"),
            )
            for r in rows
        ),
    ),
    "required_documents": (
        "required_documents",
        lambda rows: tuple(
            RequiredDocument(
                r["id"],
                frozenset(_list(r["groups"])),
                frozenset(_list(r["origins"])),
                _list(r["hs_prefixes"]),
                _span(r),
                _list(r["documents"]),
                r["severity"],
                r["basis"],
                r["note"],
                r.get("rule") or "P001",
            )
            for r in rows
        ),
    ),
    "demanded_fields": (
        "demanded_fields",
        lambda rows: tuple(
            DemandedField(r["document"], tuple(r["field"].split("|")), r["importance"], r["basis"], r.get("absent", ""))
            for r in rows
        ),
    ),
    "cahra": ("cahra", _memberships("country")),
    "diamond_sanctions": (
        "diamond_sanctions",
        lambda rows: tuple(
            Measure(
                r["jurisdiction"],
                r["scope"],
                _span(r),
                r["scope"],
                r["evidence"],
                r["source"],
                least_carats=_first_number(r["min_carat"]),
            )
            for r in rows
        ),
    ),
    "export_controls": (
        "export_controls",
        lambda rows: tuple(
            Measure(
                r["country"],
                r["commodity"],
                _span(r),
                r["measure"],
                r["document_needed"],
                r["source"],
                _list(r["minerals"]),
                _list(r["hs_prefixes"]),
                _list(r["sites"]),
                r.get("rule") or "R037",
            )
            for r in rows
        ),
    ),
    "value_bands": (
        "diamond_value_bands",
        lambda rows: {
            r["iso2"]: ValueBand(r["iso2"], Decimal(r["warn_below"]), Decimal(r["warn_above"]), r["source"])
            for r in rows
        },
    ),
    "sources": ("sources", lambda rows: {r["key"]: r["title"] for r in rows}),
    "statements": (
        "statements",
        lambda rows: tuple(
            Statement(
                r["key"], r["kind"], _span(r), r["text"], r["source"], r.get("language", "en"), _list(r.get("core", ""))
            )
            for r in rows
        ),
    ),
    "thresholds": (
        "eu_3tg_thresholds",
        lambda rows: tuple(
            Threshold(r["cn_code"], r["description"], Decimal(r["kg_per_year"]), _span(r), r["source"]) for r in rows
        ),
    ),
    "producers": ("diamond_producers", _memberships("country")),
    "production": (
        "diamond_production",
        lambda rows: tuple(Production(r["iso2"], int(r["year"]), Decimal(r["carats"]), r["source"]) for r in rows),
    ),
    "notices": (
        "certificate_notices",
        lambda rows: tuple(Notice(r["iso2"], r["number"], _span(r), r["notice"], r["source"]) for r in rows),
    ),
    "domains": (
        "verification_domains",
        lambda rows: tuple(Domain(r["domain"], r["what"], r["official"] == "yes", r["source"]) for r in rows),
    ),
    "labour_risks": (
        "labour_risks",
        lambda rows: tuple(
            LabourRisk(r["iso2"], _list(r["minerals"]), r["risk"], _span(r), r["evidence"], r["source"]) for r in rows
        ),
    ),
    "schemes": (
        "scheme_status",
        lambda rows: tuple(
            SchemeStatus(r["scheme"], re.compile(r["pattern"], re.IGNORECASE), _span(r), r["status"], r["source"])
            for r in rows
        ),
    ),
    "editions": (
        "hs_editions",
        lambda rows: tuple(CodeEdition(r["old"], _list(r["new"]), _span(r), r["source"]) for r in rows),
    ),
    "exchange_rates": (
        "exchange_rates",
        lambda rows: tuple(
            ExchangeRate(r["currency"], date.fromisoformat(r["day"]), _positive(r["usd"])) for r in rows
        ),
    ),
    "metal_prices": (
        "metal_prices",
        lambda rows: tuple(MetalPrice(r["mineral"], _span(r), _positive(r["usd_per_kg"]), r["source"]) for r in rows),
    ),
    "smelters": (
        "recognised_smelters",
        lambda rows: tuple(Smelter(r["name"], r["iso2"], r["list"], _span(r)) for r in rows),
    ),
    "origin_forms": (
        "origin_forms",
        lambda rows: tuple(
            OriginForm(
                r["form"],
                r["agreement"],
                _list(r["criteria"]),
                bool(r["whole"]),
                _list(r["ores"]),
                int(r["months"]) if r["months"] else None,
                r["retrospective"],
                _list(r["fields"]),
                r["source"],
            )
            for r in rows
        ),
    ),
}
"""By attribute of `Reference`: the table it comes from, and what is made of the rows."""
