"""Learns the weights of candidates, confidences and doubts: `python -m bench.extraction.learn`.

`record` reads papers with truth (`bench.extraction.taught` tells whose) and keeps what they teach beside this module;
of papers that others published, which lie beside the repository, it keeps numbers and no word. `fit` makes the weights
of the recorded rows, a few seconds, and with `--write` puts them into `extract/data`. `leave-out` fits without each
hand in turn and tells how its papers read with weights that they had no part in, beside those that a person set.

A person's weights are the prior (`extract/data/*_prior.csv`): how far the data may move them was chosen by leaving each
hand out. Writers count alike, the published papers less, and all of these together as much as the generated ones.
"""

from __future__ import annotations

import argparse
import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import extract
from bench.extraction.fit import chance, fitted, ranked, reliability
from bench.extraction.rows import Group, Reading, recorded_groups, recorded_readings
from bench.extraction.tally import CONFIDENT
from bench.extraction.taught import KEPT, OWN, REAL, hands, recorded
from extract.choose import ACCEPTED
from extract.confidence import CEILING
from extract.doubts_weighed import log_odds
from extract.fields import LESS_SURE

TABLES: Final = Path(extract.__file__).parent / "data"
NAMES: Final = {"candidates": "choose", "confidences": "confidence", "doubts": "doubt"}
SPREAD: Final = {"candidates": 0.2, "confidences": 0.1, "doubts": 0.25}
"""How far, in log-odds, a weight may stray from what was set at the price of one standard deviation."""
PUBLISHED_COUNT: Final = 0.15
"""As how many writers the papers that others published count: they are few, and nearly half of them one mill's."""
WRONG: Final = 4.0
"""How often a wrong reading counts: papers that the code was mended on are read wrongly less often than a new hand's
are, and a wrong value stated as sure costs more than a right one that is doubted.
"""


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
    """The weights that recorded rows give, without those of one hand.

    Confidences are fitted beside the doubts as a person set them, doubts on what the learned confidences leave.
    """
    kept = [row for row in rows if row.hand != without]
    if what == "candidates":
        prior, rein = prior_of(what), spread or SPREAD[what]
        groups = [row.candidates for row in kept if isinstance(row, Group)]
        return ranked(groups, prior, rein, balanced([row.hand for row in kept]))
    read = [row for row in kept if isinstance(row, Reading)]
    if what == "confidences":
        return _confidences(read, spread)
    return _doubts(read, _confidences(read), spread)


def _confidences(rows: Sequence[Reading], spread: float | None = None) -> dict[str, float]:
    beside = prior_of("doubts")
    found = [(row, count) for row, count in zip(rows, _counts(rows), strict=True) if row.features]
    known = [_odds({**row.doubts, "before": 0.0}, beside) for row, _ in found]
    return fitted(
        [(row.features, row.right) for row, _ in found],
        prior_of("confidences"),
        spread or SPREAD["confidences"],
        [count for _, count in found],
        known,
    )


def _doubts(rows: Sequence[Reading], sure: Mapping[str, float], spread: float | None = None) -> dict[str, float]:
    doubted = [(doubts_after(row, sure), row.right) for row in rows]
    return fitted(doubted, prior_of("doubts"), spread or SPREAD["doubts"], _counts(rows))


def _counts(rows: Sequence[Reading]) -> list[float]:
    """How often each reading counts."""
    shares = balanced([row.hand for row in rows])
    return [share * (1.0 if row.right else WRONG) for share, row in zip(shares, rows, strict=True)]


def doubts_after(row: Reading, sure: Mapping[str, float]) -> dict[str, float]:
    """The doubts of a reading, with the log-odds of the confidence that these weights give it as `before`."""
    if not row.features:
        return dict(row.doubts)
    less = LESS_SURE if row.features.get("address") else 1.0
    return {**row.doubts, "before": log_odds(min(CEILING, chance(row.features, sure)) * less)}


def _odds(found: Mapping[str, float], weights: Mapping[str, float]) -> float:
    return weights["bias"] + sum(weights[name] * value for name, value in found.items())


def balanced(hands: Sequence[str]) -> list[float]:
    """How often each row counts: writers alike, published papers as `PUBLISHED_COUNT` says, the generated ones as much
    as all of these together; in all as many.
    """
    rows = Counter(hands)
    others = {hand: PUBLISHED_COUNT if hand == REAL else 1.0 for hand in rows if hand != OWN}
    whole = sum(rows[hand] for hand in others)
    share = {hand: whole * count / sum(others.values()) / rows[hand] for hand, count in others.items()}
    share[OWN] = whole / max(rows[OWN], 1) if others else 1.0
    return [share[hand] for hand in hands]


def candidates_held_out(rows: Sequence[Group], hands: Sequence[str], spread: float | None = None) -> Iterator[str]:
    """Of each hand, how its fields are chosen by weights that it had no part in, as rows of a table."""
    total: Counter[str] = Counter()
    for hand in hands:
        own = [row for row in rows if row.hand == hand]
        models = {"set": prior_of("candidates"), "learned": learned("candidates", rows, without=hand, spread=spread)}
        counted = {f"{name} {each}": n for name, weights in models.items() for each, n in _chosen(own, weights).items()}
        total.update(counted)
        yield _row(hand, counted)
    yield _row("all", total)


def readings_held_out(
    what: str, rows: Sequence[Reading], hands: Sequence[str], spread: float | None = None
) -> Iterator[str]:
    """Of each hand, which of its readings are stated as sure by weights that it had no part in, as rows of a table;
    then, how often readings are right at what is stated.
    """
    total: Counter[str] = Counter()
    every: list[tuple[float, bool]] = []
    for hand in hands:
        said = stated(what, rows, hand, spread)
        counted = {f"{name} {each}": n for name, one in said.items() for each, n in _sure(one).items()}
        total.update(counted)
        every += said["learned"]
        yield _row(hand, counted)
    yield _row("all", total)
    yield "\nOf hands left out:\n| stated | fields | mean stated | right |\n|---|---|---|---|"
    yield from reliability(every)


def stated(
    what: str, rows: Sequence[Reading], hand: str, spread: float | None = None
) -> dict[str, list[tuple[float, bool]]]:
    """What is stated of one hand's readings, and whether they are right: by the weights of one model as a person set
    them and as the other hands teach them, the other model's being learned from these in both.
    """
    others, own = [row for row in rows if row.hand != hand], [row for row in rows if row.hand == hand]
    sure = _confidences(others, spread if what == "confidences" else None)
    as_set = prior_of("confidences")
    rein = spread if what == "doubts" else None
    models = {
        "set": (as_set, _doubts(others, as_set)) if what == "confidences" else (sure, prior_of("doubts")),
        "learned": (sure, _doubts(others, sure, rein)),
    }
    return {
        name: [(chance(doubts_after(row, confidence), doubt), row.right) for row in own]
        for name, (confidence, doubt) in models.items()
    }


def _row(hand: str, counted: Mapping[str, int]) -> str:
    return f"| {hand} | " + " | ".join(str(count) for count in counted.values()) + " |"


def _chosen(rows: Sequence[Group], weights: Mapping[str, float]) -> dict[str, int]:
    """Fields that any candidate reads right, and those whose best candidate is believed and right or wrong."""
    found: Counter[str] = Counter({"fields": 0, "right": 0, "wrong": 0})
    for row in rows:
        best, right = max(((chance(one, weights), right) for one, right in row.candidates), key=lambda each: each[0])
        found["fields"] += any(right for _, right in row.candidates)
        found["right"] += best >= ACCEPTED and right
        found["wrong"] += best >= ACCEPTED and not right
    return dict(found)


def _sure(said: Sequence[tuple[float, bool]]) -> dict[str, int]:
    """Readings, and those stated as sure that are right or wrong."""
    sure = [right for chance, right in said if chance >= CONFIDENT]
    return {"fields": len(said), "right": sum(sure), "wrong": len(sure) - sum(sure)}


def main(arguments: list[str] | None = None) -> int:
    """Records rows, fits weights to them, or tells what they are worth on hands left out."""
    parser = argparse.ArgumentParser(prog="learn", description=__doc__)
    parser.add_argument("task", choices=("record", "fit", "leave-out"))
    parser.add_argument("what", choices=tuple(NAMES), help="to record, candidates or doubts")
    parser.add_argument("--cache", type=Path, default=Path("build/extraction"))
    parser.add_argument("--hand", choices=hands(), help="whose papers to record or to leave out; else all in turn")
    parser.add_argument("--spread", type=float, help="how far the data may move a weight; else as chosen")
    parser.add_argument("--write", action="store_true", help="put the weights into extract/data")
    given = parser.parse_args(arguments)
    if given.task == "record":
        if given.what not in KEPT:
            parser.error(f"rows are kept of {' and '.join(KEPT)}")
        return recorded(given.what, [given.hand] if given.hand else KEPT[given.what], given.cache)
    if given.task == "fit":
        rows = recorded_groups() if given.what == "candidates" else recorded_readings()
        weights = learned(given.what, rows, spread=given.spread)
        if given.write:
            (TABLES / f"{NAMES[given.what]}_weights.csv").write_text(written(weights), encoding="utf-8")
        for name, weight in prior_of(given.what).items():
            print(f"{name:20} {weight:7.2f} -> {weights[name]:7.2f}")
        return 0
    print("| hand | fields | right, as set | wrong, as set | fields | right, learned | wrong, learned |")
    print("|---" * 7 + "|")
    kept = KEPT["candidates" if given.what == "candidates" else "doubts"]
    left_out = [given.hand] if given.hand else [hand for hand in kept if hand != OWN]
    if given.what == "candidates":
        print("\n".join(candidates_held_out(recorded_groups(), left_out, given.spread)))
    else:
        print("\n".join(readings_held_out(given.what, recorded_readings(), left_out, given.spread)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
