"""Custody records of an invented trade, and their two written forms: CSV and EPCIS 2.0 JSON."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

COLUMNS = (
    "event_id",
    "event_time",
    "event_type",
    "lot_id",
    "input_lots",
    "from_party",
    "to_party",
    "location",
    "country",
    "mine_site",
    "mineral",
    "quantity",
    "unit",
    "tags",
    "process",
    "recycled_share",
    "document_numbers",
)
"""The columns of the CSV form, in the contract's order."""


@dataclass(frozen=True, slots=True)
class Event:
    """One custody event, as in the contract. `time` is in UTC; `quantity` is in `unit`."""

    event_id: str
    time: datetime
    event_type: str
    lot_id: str
    quantity: Decimal
    unit: str
    mineral: str
    location: str
    country: str
    from_party: str = ""
    to_party: str = ""
    input_lots: tuple[str, ...] = ()
    mine_site: str = ""
    tags: tuple[str, ...] = ()
    process: str = ""
    recycled_share: str = ""
    document_numbers: tuple[str, ...] = ()


def to_csv(events: Sequence[Event], *, columns: Sequence[str] = COLUMNS) -> str:
    """The CSV form; `columns` may be in another order, leave some out, or add unknown ones (left empty)."""
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(columns), lineterminator="\r\n", extrasaction="ignore")
    writer.writeheader()
    for e in events:
        row = {
            "event_id": e.event_id,
            "event_time": e.time.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "event_type": e.event_type,
            "lot_id": e.lot_id,
            "input_lots": ";".join(e.input_lots),
            "from_party": e.from_party,
            "to_party": e.to_party,
            "location": e.location,
            "country": e.country,
            "mine_site": e.mine_site,
            "mineral": e.mineral,
            "quantity": str(e.quantity),
            "unit": e.unit,
            "tags": ";".join(e.tags),
            "process": e.process,
            "recycled_share": e.recycled_share,
            "document_numbers": ";".join(e.document_numbers),
        }
        writer.writerow({name: row.get(name, "") for name in columns})
    return out.getvalue()


_UOM = {"ct": "CTM", "kg": "KGM", "t": "TNE", "g": "GRM"}
_STEP = {
    "extract": "commissioning",
    "aggregate": "packing",
    "split": "unpacking",
    "process": "commissioning",
    "transfer": "receiving",
    "transport": "departing",
    "export": "shipping",
    "import": "arriving",
    "recycle": "commissioning",
}


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def _party(name: str) -> str:
    return f"https://parties.example/{_slug(name)}"


def _quantity(lot: str, amount: Decimal, unit: str) -> dict[str, Any]:
    return {
        "epcClass": f"https://lots.example/class/{lot.replace(' ', '%20').replace('/', '%2F')}",
        "quantity": float(amount),
        "uom": _UOM[unit],
    }


def to_epcis(events: Sequence[Event], created: datetime) -> str:
    """The EPCIS 2.0 form: ObjectEvents for creation and movement, TransformationEvents where lots become others.

    What EPCIS has no word for stands in extension attributes of the invented vocabulary `pm:`.
    """
    by_lot = {(e.lot_id): e for e in events}
    body = []
    for e in events:
        event: dict[str, Any] = {
            "eventID": f"urn:uuid:{e.event_id}",
            "eventTime": e.time.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "eventTimeZoneOffset": "+00:00",
            "bizStep": _STEP[e.event_type],
            "readPoint": {"id": f"https://places.example/{_slug(e.location)}"},
            "pm:eventType": e.event_type,
            "pm:mineral": e.mineral,
            "pm:location": e.location,
            "pm:country": e.country,
        }
        if e.input_lots:
            event["type"] = "TransformationEvent"
            event["inputQuantityList"] = [
                _quantity(lot, by_lot[lot].quantity if lot in by_lot else e.quantity, e.unit) for lot in e.input_lots
            ]
            event["outputQuantityList"] = [_quantity(e.lot_id, e.quantity, e.unit)]
        else:
            event["type"] = "ObjectEvent"
            event["action"] = "ADD" if e.event_type in ("extract", "recycle") else "OBSERVE"
            event["quantityList"] = [_quantity(e.lot_id, e.quantity, e.unit)]
        if e.event_type == "extract":
            event["ilmd"] = {
                "cbvmda:countryOfOrigin": e.country,
                "cbvmda:lotNumber": e.lot_id,
                "pm:mineSite": e.mine_site,
            }
        if e.from_party:
            event["sourceList"] = [{"type": "owning_party", "source": _party(e.from_party)}]
        if e.to_party:
            event["destinationList"] = [{"type": "owning_party", "destination": _party(e.to_party)}]
        if e.document_numbers:
            event["bizTransactionList"] = [{"bizTransaction": n} for n in e.document_numbers]
        for name, value in (("tags", list(e.tags)), ("process", e.process), ("recycledShare", e.recycled_share)):
            if value:
                event[f"pm:{name}"] = value
        body.append(event)
    names = sorted({n for e in events for n in (e.from_party, e.to_party) if n})
    document = {
        "@context": [
            "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",
            {"pm": "https://vocabulary.example/papermaker/"},
        ],
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": created.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "epcisHeader": {
            "epcisMasterData": {
                "vocabularyList": [
                    {
                        "type": "urn:epcglobal:epcis:vtype:Party",
                        "vocabularyElementList": [
                            {"id": _party(n), "attributes": [{"id": "cbvmda:name", "attribute": n}]} for n in names
                        ],
                    }
                ]
            }
        },
        "epcisBody": {"eventList": body},
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
