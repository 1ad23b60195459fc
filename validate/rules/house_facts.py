"""What the expressions of house rules may name, with its value for a lot."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from extract.model import Field, Money
from validate.custody.values import country
from validate.facts import Stated, sort_key, statements, text
from validate.model import EventType
from validate.rules.circumstances import as_date, countries, destination, goods, origins, provenance, shipped
from validate.rules.model import Case
from validate.rules.wanted import listed_codes
from validate.weights import CARAT, decimal, weight


def facts_of(case: Case) -> dict[str, Any]:
    """What an expression may name, with its value for this lot; None where the papers do not state it.

    Weights in kilograms (diamonds in carats), shares in per cent, one value each: the reference document's.
    """
    facts: dict[str, Any] = {name: _first(case, name) for name in _TEXTS}
    mineral, place, source = goods(case), destination(case), provenance(case)
    day = shipped(case)
    carats, net, gross = (_mass(case, n) for n in ("carat_weight", "net_weight", "gross_weight"))
    money = next((s.value for s in statements(case.documents, "value") if isinstance(s.value, Money)), None)
    facts |= {
        "lot": case.lot.id,
        "mineral": mineral.name if mineral else None,
        "group": mineral.group if mineral else None,
        "destination": _one(place),
        "provenance": _one(source),
        "carat_weight": carats / CARAT if carats is not None else None,
        "net_weight_kg": net / 1000 if net is not None else None,
        "gross_weight_kg": gross / 1000 if gross is not None else None,
        "value_amount": money.amount if money else None,
        "value_currency": money.currency if money else None,
        "parcel_count": _number(case, "parcel_count"),
        "grade_percent": _number(case, "grade", "%"),
        "recycled_percent": _number(case, "recycled_share"),
        "origins": origins(case) or None,
        "hs_codes": listed_codes(case) or None,
        "documents": frozenset(d.type.value for d in case.documents),
        "document_count": Decimal(len(case.documents)),
        "custody_events": Decimal(len(case.events)),
        "custody_countries": frozenset(c for e in case.events if e.country and (c := country(e.country))),
        "seals": _all(case, "seal_numbers"),
        "tags": _all(case, "tag_numbers")
        | frozenset(t for e in case.events if e.type is EventType.EXTRACT for t in e.tags),
        "as_of": case.as_of,
        "shipped": day.date if day.source is not None else None,
        "issued": _date(case, "issue_date"),
        "expires": _date(case, "expiry_date"),
    }
    usd = money.amount if money is not None and money.currency == "USD" else None
    facts["usd_per_carat"] = usd / (carats / CARAT) if usd is not None and carats else None
    facts["usd_per_kg"] = usd / (net / 1000) if usd is not None and net else None
    return facts


_TEXTS = (
    *("goods_description", "exporter_name", "importer_name", "exporter_address", "importer_address"),
    *("issuing_authority", "lot_number"),
)


def _first(case: Case, name: str) -> str | None:
    return next((value for d in sorted(case.documents, key=sort_key) if (value := text(d, name))), None)


def _one(stated: Stated | None) -> str | None:
    if stated is None:
        return None
    found_here = sorted(countries(stated.field))
    return found_here[0] if len(found_here) == 1 else None


def _mass(case: Case, name: str) -> Decimal | None:
    unit = "ct" if name == "carat_weight" else None
    return next((w.mass for s in statements(case.documents, name) if (w := weight(s.field, unit)) is not None), None)


def _number(case: Case, name: str, unit: str | None = None) -> Decimal | None:
    fields: Iterable[Field] = (s.field for s in statements(case.documents, name))
    return next((n for f in fields if (unit is None or f.unit == unit) and (n := decimal(f.value)) is not None), None)


def _all(case: Case, name: str) -> frozenset[str]:
    values = [s.value for s in statements(case.documents, name)]
    return frozenset(item for value in values for item in (value if isinstance(value, tuple) else (str(value),)))


def _date(case: Case, name: str) -> date | None:
    return next((day for s in statements(case.documents, name) if (day := as_date(s.field)) is not None), None)
