"""Reference tables shipped with the program: participants, suspensions, codes, documents; each with dates and source.

Every table is a CSV file under `data/`, read as text (`NA` is Namibia), replaceable as a whole folder.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path

from validate.dated import BrokenTable, Span, first_day, last_day
from validate.reference_rows import (
    DemandedField,
    Measure,
    Membership,
    Mineral,
    NumberFormat,
    RequiredDocument,
    StatusEvent,
    Validity,
    ValueBand,
)

SHIPPED = Path(__file__).parent / "data"

TABLES = (
    *("participants", "status_events", "territories", "icglr_members", "eu_members", "hs_codes", "minerals"),
    *("certificate_formats", "validity", "required_documents", "demanded_fields", "cahra", "diamond_sanctions"),
    *("export_controls", "diamond_value_bands", "sources"),
)


Rows = list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Reference:
    """The reference tables of one version; `version` is a digest of all of them."""

    version: str
    participants: tuple[Membership, ...] = ()
    status_events: tuple[StatusEvent, ...] = ()
    territories: Mapping[str, str] = field(default_factory=dict)
    icglr: tuple[Membership, ...] = ()
    eu: tuple[Membership, ...] = ()
    hs_groups: Mapping[str, str] = field(default_factory=dict)
    hs_names: Mapping[str, str] = field(default_factory=dict)
    minerals: Mapping[str, Mineral] = field(default_factory=dict)
    number_formats: tuple[NumberFormat, ...] = ()
    validity: tuple[Validity, ...] = ()
    required_documents: tuple[RequiredDocument, ...] = ()
    demanded_fields: tuple[DemandedField, ...] = ()
    cahra: tuple[Membership, ...] = ()
    diamond_sanctions: tuple[Measure, ...] = ()
    export_controls: tuple[Measure, ...] = ()
    value_bands: Mapping[str, ValueBand] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls, folder: Path | None = None) -> Reference:
        """Reads the tables of `folder`, by default those shipped; raises BrokenTable for one missing or malformed."""
        return _load(folder or SHIPPED)

    def in_eu(self, iso2: str, day: date) -> bool:
        """Whether a country was a Member State of the Union on that day (`EU` itself is)."""
        return iso2 == "EU" or any(m.iso2 == iso2 and m.span.holds(day) for m in self.eu)

    def participant(self, iso2: str, day: date) -> str | None:
        """The Kimberley participant that a country is, or belongs to, on a day; None if it was none then."""
        code = self.territories.get(iso2, iso2)
        if self.in_eu(code, day):
            code = "EU"
        return code if any(m.iso2 == code and m.span.holds(day) for m in self.participants) else None

    def events(self, iso2: str, day: date) -> tuple[StatusEvent, ...]:
        """The states recorded for a country on that day."""
        return tuple(e for e in self.status_events if e.iso2 == iso2 and e.span.holds(day))

    def icglr_member(self, iso2: str, day: date) -> bool:
        """Whether a country was a member state of the ICGLR on that day."""
        return any(m.iso2 == iso2 and m.span.holds(day) for m in self.icglr)

    def title(self, key: str) -> str:
        """The readable titles of source keys (`EU2368;US592`)."""
        return "; ".join(self.sources.get(part.strip(), part.strip()) for part in key.split(";") if part.strip())


@lru_cache(maxsize=8)
def _load(folder: Path) -> Reference:
    digest = hashlib.sha256()
    tables: dict[str, Rows] = {}
    for name in TABLES:
        path = folder / f"{name}.csv"
        try:
            data = path.read_bytes()
        except OSError as error:
            raise BrokenTable(f"The reference table {path} cannot be read: {error.strerror}.") from error
        digest.update(name.encode() + b"\0" + data + b"\0")
        try:
            tables[name] = [
                {key: (value or "").strip() for key, value in row.items() if key}
                for row in csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
            ]
        except (UnicodeDecodeError, csv.Error) as error:
            raise BrokenTable(f"The reference table {path} is no CSV in UTF-8: {error}.") from error
        if not tables[name]:
            raise BrokenTable(f"The reference table {path} is empty.")
    built: dict[str, object] = {}
    for attribute, (name, build) in _BUILDERS.items():
        try:
            built[attribute] = build(tables[name])
        except KeyError as error:
            raise BrokenTable(f"The reference table {name}.csv lacks the column {error}.") from error
        except (ValueError, InvalidOperation, re.error) as error:
            raise BrokenTable(f"The reference table {name}.csv has a malformed cell: {error}.") from error
    return Reference(version=digest.hexdigest()[:16], **built)  # type: ignore[arg-type]  # built by attribute name


def _span(row: dict[str, str]) -> Span:
    return Span(first_day(row["from"]), last_day(row.get("to", "")))


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _memberships(name: str) -> Callable[[Rows], tuple[Membership, ...]]:
    def build(rows: Rows) -> tuple[Membership, ...]:
        return tuple(Membership(r["iso2"], r[name], _span(r), r["source"], _list(r.get("authority", ""))) for r in rows)

    return build


def _decimal(cell: str) -> Decimal | None:
    return Decimal(cell) if cell else None


_BUILDERS: dict[str, tuple[str, Callable[[Rows], object]]] = {
    "participants": ("participants", _memberships("participant")),
    "status_events": (
        "status_events",
        lambda rows: tuple(
            StatusEvent(r["iso2"], r["event"], _span(r), r["trade_effect"], r["detail"], r["source"]) for r in rows
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
            )
            for r in rows
        ),
    ),
    "demanded_fields": (
        "demanded_fields",
        lambda rows: tuple(
            DemandedField(r["document"], tuple(r["field"].split("|")), r["importance"], r["basis"]) for r in rows
        ),
    ),
    "cahra": ("cahra", _memberships("country")),
    "diamond_sanctions": (
        "diamond_sanctions",
        lambda rows: tuple(
            Measure(r["jurisdiction"], r["scope"], _span(r), r["scope"], r["evidence"], r["source"]) for r in rows
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
}
