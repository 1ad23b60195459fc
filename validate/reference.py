"""Reference tables shipped with the program: participants, suspensions, codes, documents; each with dates and source.

Every table is a CSV file under `data/`, read as text (`NA` is Namibia). A user's own folder replaces the tables that it
holds, each as a whole; to the sources it adds.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import InvalidOperation
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

from validate.dated import BrokenTable
from validate.reference_build import BUILDERS, Rows
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
from validate.sanctions import SanctionsList

SHIPPED = Path(__file__).parent / "data"

TABLES = (
    *("participants", "status_events", "territories", "icglr_members", "eu_members", "hs_codes", "minerals"),
    *("certificate_formats", "validity", "required_documents", "demanded_fields", "cahra", "diamond_sanctions"),
    *("export_controls", "diamond_value_bands", "sources", "statements", "eu_3tg_thresholds", "diamond_producers"),
    *("certificate_notices", "verification_domains", "labour_risks", "origin_forms", "scheme_status", "hs_editions"),
    "diamond_production",
)

OPTIONAL = ("recognised_smelters", "exchange_rates", "metal_prices")
"""Tables that only a user has."""


@dataclass(frozen=True, slots=True)
class Reference:
    """The reference tables of one version; `version` is a digest of all of them, `own` names those of the user's."""

    version: str
    own: tuple[str, ...] = ()
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
    statements: tuple[Statement, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    producers: tuple[Membership, ...] = ()
    production: tuple[Production, ...] = ()
    notices: tuple[Notice, ...] = ()
    domains: tuple[Domain, ...] = ()
    labour_risks: tuple[LabourRisk, ...] = ()
    origin_forms: tuple[OriginForm, ...] = ()
    schemes: tuple[SchemeStatus, ...] = ()
    editions: tuple[CodeEdition, ...] = ()
    smelters: tuple[Smelter, ...] = ()
    exchange_rates: tuple[ExchangeRate, ...] = ()
    metal_prices: tuple[MetalPrice, ...] = ()
    sanctions: tuple[SanctionsList, ...] = ()

    @classmethod
    def load(cls, folder: Path | None = None) -> Reference:
        """Reads the tables shipped, those that `folder` holds in their place.

        Raises BrokenTable for a folder that holds no table, a file that is none of the tables, and a malformed table.
        """
        return _load(folder)

    def screening(self, lists: Iterable[SanctionsList]) -> Reference:
        """The same tables with these sanctions lists; another list is another version."""
        loaded = tuple(lists)
        if not loaded:
            return self
        digests = self.version + "".join(sorted(one.digest for one in loaded))
        return replace(self, version=hashlib.sha256(digests.encode()).hexdigest()[:16], sanctions=loaded)

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


def _files(folder: Path | None) -> dict[str, Path]:
    """The user's own tables by name; none without a folder."""
    if folder is None:
        return {}
    if not folder.is_dir():
        raise BrokenTable(f"There is no folder of reference tables {folder}.")
    own = {path.stem: path for path in sorted(folder.glob("*.csv"))}
    unknown = sorted(own.keys() - {*TABLES, *OPTIONAL})
    if unknown:
        near = get_close_matches(unknown[0], (*TABLES, *OPTIONAL), 1)
        raise BrokenTable(
            f"{own[unknown[0]]} is none of the reference tables" + (f"; {near[0]}.csv is meant?" if near else ".")
        )
    if not own:
        raise BrokenTable(f"The folder {folder} holds no reference table.")
    return own


@lru_cache(maxsize=8)
def _load(folder: Path | None) -> Reference:
    own = _files(folder)
    digest = hashlib.sha256()
    tables: dict[str, Rows] = {}
    for name in TABLES:
        data, tables[name] = _table(own.get(name, SHIPPED / f"{name}.csv"))
        if name == "sources" and name in own:
            tables[name] = [*_table(SHIPPED / f"{name}.csv")[1], *tables[name]]
        digest.update(name.encode() + b"\0" + data + b"\0")
    for name in OPTIONAL:
        tables[name] = []
        if name in own:
            data, tables[name] = _table(own[name])
            digest.update(name.encode() + b"\0" + data + b"\0")
    built: dict[str, object] = {}
    for attribute, (name, build) in BUILDERS.items():
        try:
            built[attribute] = build(tables[name])
        except KeyError as error:
            raise BrokenTable(f"The reference table {name}.csv lacks the column {error}.") from error
        except (ValueError, InvalidOperation, re.error) as error:
            raise BrokenTable(f"The reference table {name}.csv has a malformed cell: {error}.") from error
    return Reference(version=digest.hexdigest()[:16], own=tuple(own), **built)  # type: ignore[arg-type]  # built by attribute name


def _table(path: Path) -> tuple[bytes, Rows]:
    """A table's bytes and rows."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BrokenTable(f"The reference table {path} cannot be read: {error.strerror}.") from error
    try:
        rows = [
            {key: (value or "").strip() for key, value in row.items() if key}
            for row in csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
        ]
    except (UnicodeDecodeError, csv.Error) as error:
        raise BrokenTable(f"The reference table {path} is no CSV in UTF-8: {error}.") from error
    if not rows:
        raise BrokenTable(f"The reference table {path} is empty.")
    return data, rows
