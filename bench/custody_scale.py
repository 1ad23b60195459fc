"""Custody at scale: events loaded from CSV, linked into lots, checked by every custody rule and followed, on one core.

    python -m bench.custody_scale [EVENTS ...]        default: 10000 100000 1000000

Ten events a lot: two extractions, aggregation, cleaning, transfer, a split in two, transport, export, import. Each size
runs in a process of its own, so that its memory is its own. Writes one JSON line a size: seconds of processor time by
phase (one thread), seconds by the clock, peak memory in MB.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

SIZES = (10_000, 100_000, 1_000_000)
EVENTS_A_LOT = 10
START = datetime(2025, 1, 1, 9, tzinfo=UTC)
HEADER = (
    "event_id,event_time,event_type,lot_id,input_lots,from_party,to_party,location,country,mine_site,mineral,"
    "quantity,unit,tags,process,recycled_share,document_numbers"
)


def chain(number: int) -> Iterator[str]:
    """The rows of one lot's chain, from two extractions to the import."""
    lot = f"LOT-{number:06d}"
    mine, dealer, buyer = f"Mine {number % 997} Ltd", f"Dealer {number % 89} SARL", f"Buyer {number % 53} BV"
    day = START + timedelta(hours=number % 5000)
    rows = (
        ("extract", f"{lot}-M1", "", "", mine, "600.25", "", "open pit", ""),
        ("extract", f"{lot}-M2", "", "", mine, "399.75", "", "open pit", ""),
        ("aggregate", f"{lot}-A", f"{lot}-M1;{lot}-M2", mine, mine, "1000.00", "", "", ""),
        ("process", f"{lot}-S", f"{lot}-A", mine, mine, "998.00", "", "acid cleaning and sorting", ""),
        ("transfer", f"{lot}-S", "", mine, dealer, "998.00", "", "", ""),
        ("split", lot, f"{lot}-S", dealer, dealer, "700.00", "", "", ""),
        ("split", f"{lot}-R", f"{lot}-S", dealer, dealer, "298.00", "", "", ""),
        ("transport", lot, "", dealer, dealer, "700.00", f"SEAL{number:07d}", "road", ""),
        ("export", lot, "", dealer, buyer, "700.00", f"SEAL{number:07d}", "", f"BW {number:06d};INV-{number}"),
        ("import", lot, "", dealer, buyer, "700.00", f"SEAL{number:07d}", "", ""),
    )
    for place, (kind, own, inputs, giver, taker, weight, tags, process, documents) in enumerate(rows):
        when = (day + timedelta(days=5 * place)).strftime("%Y-%m-%dT%H:%M:%SZ")
        site = mine if kind == "extract" else ""
        yield (
            f"E{place:02d}-{lot},{when},{kind},{own},{inputs},{giver},{taker},Gaborone,BW,{site},rough diamonds,"
            f"{weight},ct,{tags},{process},,{documents}"
        )


def table(events: int) -> bytes:
    """A custody table of this many events."""
    lines = [HEADER]
    for number in range(events // EVENTS_A_LOT):
        lines.extend(chain(number))
    return ("\n".join(lines) + "\n").encode()


def measure(events: int) -> dict[str, float | int]:
    """Loads, links, checks and follows a record of so many events; seconds by phase, the process's highest MB."""
    from validate.custody.graph import graph_of, history
    from validate.custody.lineage import lineage_of
    from validate.custody.read import read_custody
    from validate.model import Dossier, Lot
    from validate.policy import Policy
    from validate.reference import Reference
    from validate.rules import custody
    from validate.rules.model import RULES, Case

    data = table(events)
    policy, reference = Policy.load(), Reference.load()
    modules = {theme.__name__ for theme in custody.THEMES}
    rules = [rule for rule in RULES.values() if rule.judge.__module__ in modules]
    start, wall = time.process_time(), time.perf_counter()
    record = read_custody(data, "bench.csv", "0" * 64)
    loaded = time.process_time()
    graph = graph_of(record.events)
    linked = time.process_time()
    dossier = Dossier(files=(), documents=(), custody=record)
    failed = judged = 0
    for number in range(events // EVENTS_A_LOT):
        lot = Lot(id=f"LOT-{number:06d}", documents=(), custody_lots=(f"LOT-{number:06d}",))
        past = history(record.events, lot.custody_lots)
        case = Case(lot, (), past, dossier, (lot,), reference, policy, date(2030, 1, 1))
        for one in rules:
            failed += one.judge(case).outcome == "failed"
            judged += 1
    checked = time.process_time()
    for number in range(events // EVENTS_A_LOT):
        lineage_of(graph, (f"LOT-{number:06d}",))
    followed = time.process_time()
    return {
        "events": len(record.events),
        "lots": len(graph.of_lot),
        "load_s": round(loaded - start, 2),
        "link_s": round(linked - loaded, 2),
        "check_s": round(checked - linked, 2),
        "follow_s": round(followed - checked, 2),
        "total_s": round(followed - start, 2),
        "wall_s": round(time.perf_counter() - wall, 2),
        "rules_judged": judged,
        "failed": failed,
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def main(arguments: list[str]) -> None:
    """Measures each size in a process of its own."""
    if arguments[:1] == ["--one"]:
        print(json.dumps(measure(int(arguments[1]))))
        return
    for size in [int(argument) for argument in arguments] or SIZES:
        subprocess.run([sys.executable, "-m", "bench.custody_scale", "--one", str(size)], check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
