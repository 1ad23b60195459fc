"""An invented trade whose papers and custody records agree in everything.

All company names, persons, mines and numbers are invented; codes and number shapes are those of the real papers:
Kimberley numbers of two letters and six digits, air waybill numbers with their check digit, ICGLR mine site
identifiers, HS codes. A trade is a pure function of its random source.
"""

from __future__ import annotations

import random
import string
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from bench.papermaker.commodities import COMMODITIES, PRICE_PER_CARAT, Commodity, decimal_between
from bench.papermaker.names import (
    ACTIVITIES,
    CARRIERS_AIR,
    CARRIERS_SEA,
    LABORATORIES,
    SIGNATORIES,
)
from bench.papermaker.places import NATIONS, Nation
from bench.papermaker.trade import CENT, Dates, Mine, Numbers, Party, Row, Trade


def make_party(nation: Nation, activity: str, rng: random.Random) -> Party:
    """An invented company in `nation`."""
    language = nation.languages[0]
    words = ACTIVITIES[activity][language]
    root, trade = rng.choice(nation.roots), rng.choice(words)
    repeated = trade.split()[0].startswith(root.split()[-1])
    name = " ".join((root, *trade.split()[1:])) if repeated else f"{root} {trade}"
    form = rng.choice(nation.forms)
    name = f"{name}, {form}" if form.startswith("Lda") and rng.random() < 0.4 else f"{name} {form}"
    postcode, town = rng.choice(nation.towns)
    street = rng.choice(nation.streets).format(n=rng.randint(2, 980))
    place = (
        f"{town} {postcode}"
        if postcode and nation.code in ("IN", "GB", "LR", "AU", "CA", "TH")
        else f"{postcode} {town}".strip()
    )
    phone = f"+{rng.randint(20, 98)} {rng.randint(10, 99)} {rng.randint(100, 999)} {rng.randint(1000, 9999)}"
    return Party(name, (street, place), nation.code, phone)


def air_waybill_number(rng: random.Random) -> str:
    """An air waybill number: three digits of the carrier, seven of the serial, and the serial modulo 7."""
    serial = rng.randint(1_000_000, 9_999_999)
    return f"{rng.choice(('071', '176', '083', '235', '724', '057'))}-{serial}{serial % 7}"


def digits(rng: random.Random, count: int) -> str:
    """`count` random digits, the first not zero."""
    return str(rng.randint(10 ** (count - 1), 10**count - 1))


def _letters(rng: random.Random, count: int) -> str:
    return "".join(rng.choices(string.ascii_uppercase, k=count))


def _rows(c: Commodity, origin: str, rng: random.Random, small: bool) -> tuple[Row, ...]:
    total = decimal_between(
        str(c.net[0]), str(c.net[1]), rng.random() ** 2, 0 if c.unit == "t" and c.net[0] > 300 else 1
    )
    diamonds = c.key == "rough-diamonds"
    n = rng.randint(3, 7) if diamonds else rng.choice((1, 2, 2, 3, 4))
    if not small:
        n = rng.randint(28, 44)
    shares = [rng.uniform(0.4, 1.6) for _ in range(n)]
    low, high = PRICE_PER_CARAT[origin] if diamonds else c.price
    base = decimal_between(low, high, 0.25 + rng.random() * 0.4, 2)
    sizes = ["+10.8 ct", "5-10 ct", "3-4 gr", "-11+9", "+11", "2.5-4 ct", "-9+7", "8-10 gr", "4-6 ct", "-5+3"]
    rng.shuffle(sizes)
    rows, serial = [], 1
    per_package = {
        "drums": 350,
        "bags": 50,
        "big-bags": 1000,
        "bulk-bags": 25000,
        "boxes": 6.5,
        "bundles": 2400,
        "parcels": 0,
    }
    net_factor = {"ct": Decimal("0.0002"), "g": Decimal("0.001"), "kg": Decimal(1), "t": Decimal(1000)}[c.unit]
    for i, share in enumerate(shares):
        quantity = (total * Decimal(str(share / sum(shares)))).quantize(Decimal("0.01") if diamonds else Decimal("0.1"))
        quantity = max(quantity, Decimal("1.15"))
        if c.unit == "t":
            quantity = quantity.quantize(Decimal("0.01"))
        spread = Decimal(str(round(rng.uniform(0.45, 1.9), 3))) if diamonds else Decimal(1)
        price = (base * spread).quantize(CENT) if diamonds or small is False else base
        count = 1 if diamonds else max(1, round(float(quantity * net_factor) / per_package[c.packing]))
        if diamonds:
            detail = sizes[i % len(sizes)] if small else f"{sizes[i % len(sizes)]} / {i + 1:02d}"
        else:
            detail = f"{serial:03d}-{serial + count - 1:03d}" if count > 1 else f"{serial:03d}"
        serial += count
        tare = decimal_between(*c.tare, rng.random(), 4)
        gross = quantity * net_factor
        gross = gross + (tare / n if diamonds else gross * tare)
        rows.append(
            Row(
                detail,
                quantity,
                price,
                (quantity * price).quantize(CENT, ROUND_HALF_UP),
                count,
                max(gross, Decimal("0.05")).quantize(Decimal("0.01") if diamonds or c.unit == "g" else Decimal("0.1")),
            )
        )
    return tuple(rows)


def _mine(c: Commodity, origin: str, rng: random.Random) -> Mine:
    name = rng.choice(NATIONS[origin].mines)
    artisanal = origin in ("SL", "LR", "CI", "GN", "GY", "RW", "UG", "BO", "BI", "CF") and rng.random() < 0.6
    spots = {"RW": (-1.95, 29.75), "UG": (-0.62, 30.6), "TZ": (-1.3, 31.1), "BI": (-2.9, 30.1), "CD": (-1.6, 28.9)}
    if c.papers[0] != "icglr" or origin not in spots:
        return Mine(name, "", artisanal)
    lat, lon = spots[origin]
    identifier = (
        f"{origin}{lat + rng.uniform(-0.15, 0.15):+.4f}{lon + rng.uniform(-0.15, 0.15):+.4f}-{rng.randint(1, 400):05d}"
    )
    return Mine(name, identifier, artisanal)


def _numbers(c: Commodity, mode: str, origin: str, dates: Dates, rng: random.Random) -> Numbers:
    year = dates.certificate.year
    certificate = {
        "kp": lambda: f"{origin} {rng.randint(1200, 98000):06d}",
        "icglr": lambda: rng.choice(
            (
                f"{origin}-{year}-{digits(rng, 5)}",
                f"{origin}/ICGLR/{digits(rng, 4)}/{year % 100}",
                f"{origin}-EXP-{year}-{digits(rng, 3)}",
            )
        ),
        "coo": lambda: rng.choice(
            (
                f"{_letters(rng, 1)} {digits(rng, 6)}",
                f"{digits(rng, 4)}/{year}",
                f"CO-{digits(rng, 7)}",
                f"{origin}{digits(rng, 8)}",
            )
        ),
    }[c.papers[0]]()
    invoice = rng.choice(
        (
            f"{digits(rng, 4)}/{dates.invoice.year}",
            f"INV-{digits(rng, 5)}",
            f"{_letters(rng, 2)}{digits(rng, 4)}",
            f"F{dates.invoice.year % 100}-{digits(rng, 4)}",
            f"{digits(rng, 6)}",
            f"{_letters(rng, 3)}/EXP/{digits(rng, 3)}/{dates.invoice.year % 100}",
        )
    )
    transport = {
        "air": lambda: air_waybill_number(rng),
        "sea": lambda: f"{_letters(rng, 4)}{digits(rng, 9)}",
        "road": lambda: rng.choice((f"CMR {digits(rng, 7)}", f"{digits(rng, 6)}/{_letters(rng, 1)}")),
    }[mode]()
    return Numbers(
        certificate=certificate,
        licence=rng.choice(
            (f"EL/{digits(rng, 4)}/{year}", f"LIC-{digits(rng, 6)}", f"{digits(rng, 3)}-{_letters(rng, 2)}/{year}")
        ),
        invoice=invoice,
        packing_list=rng.choice((f"PL-{digits(rng, 5)}", f"PK{digits(rng, 6)}", f"{digits(rng, 3)}/PL/{year}")),
        transport=transport,
        assay=rng.choice((f"{digits(rng, 5)}-{year % 100}", f"AN/{year}/{digits(rng, 4)}", f"Q{digits(rng, 7)}")),
        declaration=rng.choice((f"D-{digits(rng, 4)}", f"DEC/{year}/{digits(rng, 3)}", f"OD{digits(rng, 5)}")),
        contract=f"C-{digits(rng, 5)}",
    )


def make_dates(shipment: date, kp: bool, rng: random.Random) -> Dates:
    """The days of a trade shipped on `shipment`, in the order in which real papers are made."""

    def before(low: int, high: int) -> date:
        return shipment - timedelta(days=rng.randint(low, high))

    certificate, invoice = before(2, 5), before(9, 13)
    return Dates(
        licence=before(40, 110),
        licence_end=shipment + timedelta(days=rng.randint(35, 60)),
        invoice=invoice,
        packing=invoice + timedelta(days=rng.randint(0, 1)),
        assay=invoice + timedelta(days=rng.randint(0, 1)),
        declaration=invoice + timedelta(days=rng.randint(0, 2)),
        certificate=certificate,
        certificate_end=certificate + timedelta(days=60 if kp else rng.choice((60, 80, 90))),
        shipment=shipment,
        as_of=shipment + timedelta(days=rng.randint(3, 18)),
    )


def make_trade(
    rng: random.Random,
    commodity: str = "rough-diamonds",
    *,
    origin: str | None = None,
    destination: str | None = None,
    shipment: date | None = None,
    parties: tuple[Party, Party] | None = None,
    long: bool = False,
) -> Trade:
    """A clean trade. `long` gives it so many lines that its invoice runs over pages.

    Shipment days lie between November 2025 and September 2026 unless one is given.
    """
    c = COMMODITIES[commodity]
    origin = origin or rng.choice(c.origins)
    destination = destination or rng.choice([d for d in c.destinations if d != origin])
    shipment = shipment or date(2025, 11, 3) + timedelta(days=rng.randint(0, 320))
    diamonds = c.key == "rough-diamonds"
    exporter, importer = parties or (
        make_party(NATIONS[origin], "rough-diamonds" if diamonds else "*", rng),
        make_party(NATIONS[destination], "diamond-buyer" if diamonds else "buyer", rng),
    )
    dates = make_dates(shipment, diamonds, rng)
    rows = _rows(c, origin, rng, not long)
    net = sum((r.quantity for r in rows), Decimal(0))
    total = sum((r.amount for r in rows), Decimal(0))
    mode = rng.choice(("sea", "sea", "sea", "road")) if c.by_sea else "air"
    numbers = _numbers(c, mode, origin, dates, rng)
    lot_number = rng.choice(
        (
            f"{origin}-{digits(rng, 4)}",
            f"L{shipment.year % 100}-{digits(rng, 4)}",
            f"{_letters(rng, 2)}/{digits(rng, 4)}/{shipment.year % 100}",
            f"LOT-{digits(rng, 5)}",
            f"{_letters(rng, 3)}{digits(rng, 5)}",
        )
    )
    seals = tuple(
        f"{prefix}{digits(rng, 6)}"
        for prefix in [rng.choice(("", "S", "SB", "TE-"))]
        for _ in range(rng.choice((1, 1, 2)))
    )
    tags = tuple(f"{digits(rng, 7)}" for _ in range(rng.randint(3, 6))) if c.papers[0] == "icglr" else ()
    factor = Decimal(str(round(rng.uniform(1.3, 3.2), 2)))
    step = {"ct": 100, "g": 100, "kg": 1000, "t": 10}[c.unit]
    nation = NATIONS[origin]
    authority = {
        "kp": rng.choice(nation.kp_authorities),
        "icglr": rng.choice(nation.icglr_authorities),
        "coo": nation.chamber,
    }[c.papers[0]]
    return Trade(
        commodity=c,
        origin=origin,
        destination=destination,
        exporter=exporter,
        importer=importer,
        lot_number=lot_number,
        rows=rows,
        net=net,
        gross_kg=sum((r.gross_kg for r in rows), Decimal(0)),
        packages=sum(r.count for r in rows),
        total=total,
        grade=None if diamonds else decimal_between(*c.grade, rng.random(), 2),
        mine=_mine(c, origin, rng),
        seals=seals,
        tags=tags,
        numbers=numbers,
        dates=dates,
        licensed_quantity=Decimal((int(net * factor) // step + 1) * step),
        licensed_value=Decimal((int(total * factor) // 10000 + 1) * 10000),
        authority=authority,
        ministry=nation.ministry,
        mode=mode,
        carrier=rng.choice(CARRIERS_SEA if c.by_sea else CARRIERS_AIR),
        laboratory=rng.choice(LABORATORIES),
        signatory=rng.choice(SIGNATORIES),
        signatory_office=rng.choice(SIGNATORIES),
    )
