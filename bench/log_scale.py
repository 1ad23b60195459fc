"""The log of passports as it grows: `python -m bench.log_scale [--sizes 10000 100000 1000000] [--out DIR]`.

Filled in appends of ten thousand; then, at each size, single appends (each synced and signed, as a run of one lot makes
them), proofs (a receipt made and checked), the look-up that `lotpass verify --log` makes, and the disk that it takes.
"""

from __future__ import annotations

import argparse
import hashlib
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from lotpass.history import History, Issued
from lotpass.receipts import open_receipt, receipt, standing
from passport.keys import LocalKey, generate

BATCH = 10_000
TIMES = 50
WHEN = "2026-01-15T12:00:00+00:00"


def issued(number: int) -> Issued:
    """A passport of a lot of its own."""
    name = f"LOT-{number:08}"
    return Issued(name, hashlib.sha256(name.encode()).hexdigest(), "clear", "k" * 43)


def _median(what: Callable[[int], object], clock: Callable[[], float], times: int = TIMES) -> float:
    """Milliseconds by a clock, the median; `what` is told how often it was called."""
    taken = []
    for number in range(times):
        started = clock()
        what(number)
        taken.append(clock() - started)
    return statistics.median(taken) * 1000


def main() -> None:
    """Fills a log and prints a row for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--out", type=Path, help="where the log is kept (default: a temporary folder)")
    asked = parser.parse_args()
    key = LocalKey(generate("EdDSA"))
    with tempfile.TemporaryDirectory(dir=asked.out) as folder:
        log, size = History(Path(folder)), 0
        for wanted in sorted(asked.sizes):
            while size < wanted:
                count = min(BATCH, wanted - size)
                log.issue([issued(number) for number in range(size, size + count)], WHEN, key)
                size += count
            disk = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
            start = size
            took = []
            for clock in (time.perf_counter, time.process_time):
                first = size
                took.append(_median(lambda number, first=first: log.issue([issued(first + number)], WHEN, key), clock))  # type: ignore[misc]  # bound now
                size += TIMES
            whole = size

            def prove(number: int, whole: int = whole) -> None:
                open_receipt(receipt(log, number * (whole // TIMES), key.jwk), key.jwk)

            def look_up(number: int, whole: int = whole) -> None:
                if standing(log, key.jwk, issued(number * (whole // TIMES)).passport).issued is None:
                    raise SystemExit("a passport was not found: the figures mean nothing")

            proof, found = _median(prove, time.process_time), _median(look_up, time.process_time, 10)
            print(
                f"{start:>9} entries: append {took[1]:.2f} ms of processor ({took[0]:.1f} by the clock), "
                f"receipt made and checked {proof:.2f} ms, look-up {found:.1f} ms, {disk / 1e6:.1f} MB on disk",
                flush=True,
            )


if __name__ == "__main__":
    main()
