"""Learns the weights of the candidate model and of the doubts: `python -m bench.extraction.learn`.

`record` reads papers with truth and keeps what they teach beside this module: those by other hands (`bench/hands`) and
generated ones of the family `train`, never of `test`. `fit` makes the weights of the recorded rows, a few seconds, and
with `--write` puts them into `extract/data`. `leave-out` fits without each hand in turn and tells how its papers read
with weights that they had no part in, beside the weights that a person set.

A person's weights are the prior (`extract/data/*_prior.csv`): how far the data may move them was chosen by leaving each
hand out. Hands count alike, and all of them together as much as the generated papers.
"""

from __future__ import annotations

import argparse
import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import bench
import extract
from bench.extraction.fit import chance, fitted, ranked, reliability
from bench.extraction.papers import PaperSet, papers, papers_in
from bench.extraction.rows import (
    RECORDED,
    Group,
    Reading,
    groups,
    papers_of,
    readings,
    record,
    recorded_groups,
    recorded_readings,
)
from bench.extraction.tally import CONFIDENT
from bench.extraction.unfamiliar import PARTS
from extract.choose import ACCEPTED

TABLES: Final = Path(extract.__file__).parent / "data"
HANDS: Final = Path(bench.__file__).parent / "hands"
OWN: Final = "generated"
NAMES: Final = {"candidates": "choose", "doubts": "doubt"}
SPREAD: Final = {"candidates": 0.2, "doubts": 0.25}
"""How far, in log-odds, a weight may stray from what was set at the price of one standard deviation."""
WRONG: Final = 4.0
"""How often a wrong reading counts: papers that the code was mended on are read wrongly less often than a new hand's
are, and a wrong value stated as sure costs more than a right one that is doubted.
"""
HIDDEN: Final = (-1, *range(PARTS))
GENERATED: Final = PaperSet("train", 30, "1")


def record_rows(what: str, hand: str, cache: Path, generated: PaperSet = GENERATED, folder: Path = RECORDED) -> int:
    """Reads the papers of one hand, or those that are generated, and keeps their rows; how many."""
    read = papers_of(papers(generated, cache) if hand == OWN else papers_in(HANDS / hand, cache))
    hidden = HIDDEN[:2] if hand == OWN else HIDDEN
    rows = list(groups(hand, read)) if what == "candidates" else list(readings(hand, read, hidden))
    record(f"{what}-{hand}", rows, folder)
    return len(rows)


def hands() -> tuple[str, ...]:
    """The writers whose papers are kept, and our own generator."""
    return (*sorted(folder.name for folder in HANDS.iterdir() if folder.is_dir()), OWN)


def table(name: str) -> list[dict[str, str]]:
    """The rows of a table of weights."""
    return list(csv.DictReader((TABLES / f"{name}.csv").read_text(encoding="utf-8").splitlines()))


def prior_of(what: str) -> dict[str, float]:
    """The weights that a person set."""
    return {row["name"]: float(row["weight"]) for row in table(f"{NAMES[what]}_prior")}


def written(weights: Mapping[str, float]) -> str:
    """A table of learned weights as it is kept."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("name", "weight"))
    writer.writerows((name, f"{weight:.3f}") for name, weight in weights.items())
    return out.getvalue()


def learned(
    what: str, rows: Sequence[Group] | Sequence[Reading], *, without: str | None = None, spread: float | None = None
) -> dict[str, float]:
    """The weights that recorded rows give, without those of one hand."""
    kept = [row for row in rows if row.hand != without]
    prior, rein = prior_of(what), spread or SPREAD[what]
    shares = balanced([row.hand for row in kept])
    if what == "candidates":
        return ranked([row.candidates for row in kept if isinstance(row, Group)], prior, rein, shares)
    read = [row for row in kept if isinstance(row, Reading)]
    counts = [share * (1.0 if row.right else WRONG) for share, row in zip(shares, read, strict=True)]
    return fitted([(row.doubts, row.right) for row in read], prior, rein, counts)


def balanced(hands: Sequence[str]) -> list[float]:
    """How often each row counts: hands alike, the generated papers as much as all of them together; in all as many."""
    rows = Counter(hands)
    others = [hand for hand in rows if hand != OWN]
    whole = sum(rows[hand] for hand in others)
    share = {hand: whole / len(others) / rows[hand] for hand in others}
    share[OWN] = whole / max(rows[OWN], 1) if others else 1.0
    return [share[hand] for hand in hands]


def held_out(what: str, rows: Sequence[Group] | Sequence[Reading], spread: float | None = None) -> Iterator[str]:
    """Of each hand, how its rows come out by weights that it had no part in, as rows of a table."""
    total: Counter[str] = Counter()
    for hand in sorted({row.hand for row in rows} - {OWN}):
        own = [row for row in rows if row.hand == hand]
        told = {"set": prior_of(what), "learned": learned(what, rows, without=hand, spread=spread)}
        counted = {f"{name} {each}": n for name, weights in told.items() for each, n in _counted(own, weights).items()}
        total.update(counted)
        yield _row(hand, counted)
    yield _row("all", total)


def _row(hand: str, counted: Mapping[str, int]) -> str:
    return f"| {hand} | " + " | ".join(str(count) for count in counted.values()) + " |"


def _counted(rows: Sequence[Group | Reading], weights: Mapping[str, float]) -> dict[str, int]:
    """Fields, and those chosen right and wrong; or readings, and the right and the wrong ones stated as sure."""
    found: Counter[str] = Counter({"fields": 0, "right": 0, "wrong": 0})
    for row in rows:
        if isinstance(row, Group):
            best, right = max(
                ((chance(one, weights), right) for one, right in row.candidates), key=lambda each: each[0]
            )
            found["fields"] += any(right for _, right in row.candidates)
            found["right"] += best >= ACCEPTED and right
            found["wrong"] += best >= ACCEPTED and not right
        else:
            sure = chance(row.doubts, weights) >= CONFIDENT
            found["fields"] += 1
            found["right"] += sure and row.right
            found["wrong"] += sure and not row.right
    return dict(found)


def main(arguments: list[str] | None = None) -> int:
    """Records rows, fits weights to them, or tells what they are worth on hands left out."""
    parser = argparse.ArgumentParser(prog="learn", description=__doc__)
    parser.add_argument("task", choices=("record", "fit", "leave-out"))
    parser.add_argument("what", choices=tuple(NAMES))
    parser.add_argument("--cache", type=Path, default=Path("build/extraction"))
    parser.add_argument("--hand", choices=hands(), help="whose papers to record; else all, one after the other")
    parser.add_argument("--spread", type=float, help="how far the data may move a weight; else as chosen")
    parser.add_argument("--write", action="store_true", help="put the weights into extract/data")
    given = parser.parse_args(arguments)
    if given.task == "record":
        for hand in [given.hand] if given.hand else hands():
            print(f"{hand}: {record_rows(given.what, hand, given.cache)} rows")
        return 0
    rows: Sequence[Group] | Sequence[Reading]
    rows = recorded_groups() if given.what == "candidates" else recorded_readings()
    if given.task == "fit":
        weights = learned(given.what, rows, spread=given.spread)
        if given.write:
            (TABLES / f"{NAMES[given.what]}_weights.csv").write_text(written(weights), encoding="utf-8")
        for name, weight in prior_of(given.what).items():
            print(f"{name:20} {weight:7.2f} -> {weights[name]:7.2f}")
        return 0
    print(
        "| hand | fields | right, as set | wrong, as set | fields | right, learned | wrong, learned |\n"
        + "|---" * 7
        + "|"
    )
    print("\n".join(held_out(given.what, rows, given.spread)))
    if given.what == "doubts":
        print("\nOf hands left out:\n| stated | fields | mean stated | right |\n|---|---|---|---|")
        print("\n".join(reliability_held_out(rows, given.spread)))
    return 0


def reliability_held_out(rows: Sequence[Group] | Sequence[Reading], spread: float | None = None) -> Iterator[str]:
    """The table of reliability of readings of each hand by weights that it had no part in."""
    said: list[tuple[float, bool]] = []
    for hand in sorted({row.hand for row in rows} - {OWN}):
        weights = learned("doubts", rows, without=hand, spread=spread)
        said += [
            (chance(row.doubts, weights), row.right) for row in rows if isinstance(row, Reading) and row.hand == hand
        ]
    return reliability(said)


if __name__ == "__main__":
    raise SystemExit(main())
