"""The custody chain of an invented trade, from the mine to the exporter's door and over the border."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from bench.papermaker.custody import Event
from bench.papermaker.names import COOPERATIVE_NAMES, COOPERATIVES
from bench.papermaker.places import NATIONS
from bench.papermaker.trade import Trade


def make_events(t: Trade, rng: random.Random) -> list[Event]:
    """The custody chain of a clean trade: dug, gathered, sold, prepared, carried, exported; every weight adds up."""
    c, lot, unit = t.commodity, t.lot_number, t.commodity.unit
    place = Decimal("0.01") if unit in ("ct", "t") else Decimal("0.1")
    town = NATIONS[t.origin].towns[0][1]
    site = f"{t.mine.name} ({t.mine.identifier})" if t.mine.identifier else t.mine.name
    day = datetime(t.dates.invoice.year, t.dates.invoice.month, t.dates.invoice.day, 9, 0, tzinfo=UTC) - timedelta(
        days=75
    )
    events: list[Event] = []

    def add(
        kind: str,
        lot_id: str,
        quantity: Decimal,
        days: int,
        *,
        at: str = "",
        from_party: str = "",
        to_party: str = "",
        input_lots: tuple[str, ...] = (),
        mine_site: str = "",
        tags: tuple[str, ...] = (),
        process: str = "",
        document_numbers: tuple[str, ...] = (),
    ) -> None:
        nonlocal day
        day += timedelta(days=days, minutes=rng.randint(0, 40))
        events.append(
            Event(
                event_id=f"{lot.replace('/', '-').replace(' ', '')}-{len(events) + 1:02d}",
                time=day,
                event_type=kind,
                lot_id=lot_id,
                quantity=quantity,
                unit=unit,
                mineral=c.mineral,
                location=at or town,
                country=t.origin,
                from_party=from_party,
                to_party=to_party,
                input_lots=input_lots,
                mine_site=mine_site,
                tags=tags,
                process=process,
                document_numbers=document_numbers,
            )
        )

    gain = Decimal(str(round(rng.uniform(1.001, 1.004), 5)))
    gathered = (t.net * gain).quantize(place)
    owners: list[str] = []
    count = 3 if t.mine.artisanal else 2
    parts, left = [], gathered
    for i in range(count):
        part = left if i == count - 1 else (gathered * Decimal(str(round(rng.uniform(0.25, 0.4), 3)))).quantize(place)
        parts.append(part)
        left -= part
    names = rng.sample(COOPERATIVE_NAMES, 3)
    for i, part in enumerate(parts):
        owner = rng.choice(COOPERATIVES).format(names[i]) if t.mine.artisanal else f"{t.mine.name} Operations"
        owners.append(owner)
        add(
            "extract",
            f"{lot}-{'ABC'[i]}",
            part,
            rng.randint(1, 4),
            at=t.mine.name,
            to_party=owner,
            mine_site=site,
            tags=t.tags[i::count],
            process="artisanal digging" if t.mine.artisanal else "industrial open pit",
        )
    if t.mine.artisanal:
        trader = (
            f"{rng.choice(('Comptoir', 'Dealer', 'Buying House'))} {rng.choice(('Amani', 'Sorie', 'Bonheur', 'Tuma'))}"
        )
        for i, part in enumerate(parts):
            add("transfer", f"{lot}-{'ABC'[i]}", part, rng.randint(1, 3), from_party=owners[i], to_party=trader)
    else:
        trader = owners[0]
    inputs = tuple(f"{lot}-{'ABC'[i]}" for i in range(count))
    add("aggregate", f"{lot}-G", gathered, rng.randint(2, 5), from_party=trader, to_party=trader, input_lots=inputs)
    add("transfer", f"{lot}-G", gathered, rng.randint(3, 7), from_party=trader, to_party=t.exporter.name)
    process = "acid cleaning and sorting" if unit == "ct" else "washing, drying and bagging"
    add(
        "process",
        lot,
        t.net,
        rng.randint(3, 8),
        from_party=t.exporter.name,
        to_party=t.exporter.name,
        input_lots=(f"{lot}-G",),
        process=process,
    )
    ship = datetime(t.dates.shipment.year, t.dates.shipment.month, t.dates.shipment.day, 7, 30, tzinfo=UTC)
    day = ship - timedelta(days=2)
    add("transport", lot, t.net, 0, from_party=t.exporter.name, to_party=t.exporter.name, tags=t.seals, process="road")
    day = ship
    add(
        "export",
        lot,
        t.net,
        0,
        from_party=t.exporter.name,
        to_party=t.importer.name,
        tags=t.seals,
        document_numbers=(t.numbers.certificate, t.numbers.invoice),
    )
    return events
