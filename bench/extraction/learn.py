"""Learns the weights of the candidate model, of the confidences and of the doubts: `python -m bench.extraction.learn`.

Candidates are fitted on papers of the family `train`, digital and degraded. Confidences and doubts are fitted on those
and on every second layout of the family `test`, because the code has been mended on the first until little is wrong
there; the other layouts of `test`, and bundles made elsewhere (`--set`), serve for nothing but the tables of
reliability that are printed. All are logistic models drawn towards the weights that a person set (`prior` in the tables
of `extract/data`): a feature that is rarely met keeps what was set. Nothing is random: the same
papers give the same weights. `--write` replaces the column `weight`.
"""

from __future__ import annotations

import argparse
import csv
import io
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

import extract
from bench.extraction.agree import agrees
from bench.extraction.papers import Bundle, PaperSet, papers, papers_in
from bench.extraction.score import INFERRED, is_right, matched, stacks_of
from extract.candidates import Candidate
from extract.choose import Choice, choose, weighed_by_repetition
from extract.confidence import features as confidence_features
from extract.doctype import ValueKind
from extract.doubts import log_odds
from extract.fields import address_features
from extract.read import Gathered, doubts_of, gather, read_stack, undoubted
from extract.split import Stack
from extract.types import TYPES
from extract.values import split_party

TABLES = Path(extract.__file__).parent / "data"
SPREAD = {"candidates": 0.4, "confidence": 0.25, "doubts": 0.25}
"""How far, in log-odds, a weight may stray from what was set at the price of one standard deviation.

Made papers are tidier than real ones: the data may move what a person set, not replace it. A looser rein reads as many
fields, but states nearly all of them at the ceiling.
"""
DEGRADED = ("scan300", "scan200", "photo", "fax")

Row = tuple[Mapping[str, float], bool]


def documents(bundles: Iterable[Bundle]) -> Iterator[tuple[Mapping[str, Any], Stack, Gathered]]:
    """Every document of known type that was found, with its truth."""
    for bundle in bundles:
        stacks = [stack for pages in bundle.pages.values() for stack in stacks_of(pages)]
        pairs = matched(bundle.truth["documents"], [read_stack(stack, "d") for stack in stacks])
        for number, truth in enumerate(bundle.truth["documents"]):
            stack = stacks[pairs[number]] if number in pairs else None
            if stack is not None and stack.kind in TYPES and stack.kind.value == truth["type"]:
                yield truth, stack, gather(stack)


def candidate_rows(bundles: Iterable[Bundle]) -> Iterator[Row]:
    """The features of every candidate for a field of the contract, and whether it reads what the truth states."""
    for truth, _, gathered in documents(bundles):
        for candidate in weighed_by_repetition(gathered.candidates):
            if not candidate.spec.more and (right := _right(candidate, truth["fields"], gathered)) is not None:
                yield candidate.features, right


def _right(candidate: Candidate, fields: Mapping[str, Any], gathered: Gathered) -> bool | None:
    """Whether a candidate is right; None where the truth cannot tell."""
    name = candidate.spec.name
    if candidate.spec.kind is not ValueKind.PARTY:
        entry = fields.get(name)
        if entry is None or entry["status"] != "read":
            return None if name in INFERRED else False
        return is_right(candidate, name, entry, gathered)
    entry, address = fields.get(f"{name}_name"), fields.get(f"{name}_address")
    if entry is None:
        return False
    return is_right(candidate, f"{name}_name", entry, gathered) and (
        address is None or is_right(candidate, f"{name}_address", address, gathered)
    )


def confidence_rows(bundles: Iterable[Bundle], half: int | None = None) -> Iterator[Row]:
    """The features of every chosen reading, and whether it is right; with `half` (0 or 1) of every second layout."""
    for truth, stack, gathered in documents(bundles):
        if half is not None and zlib.crc32(truth["template"].encode()) % 2 != half:
            continue
        for name, choice in choose(gathered.candidates).items():
            if not choice.chosen.spec.more and not choice.contradicted:
                yield from _judged(name, choice, truth["fields"], stack, gathered)


def _judged(name: str, choice: Choice, fields: Mapping[str, Any], stack: Stack, gathered: Gathered) -> Iterator[Row]:
    found = confidence_features(choice, stack.confidence)
    chosen = choice.chosen
    if chosen.spec.kind is not ValueKind.PARTY:
        entry = fields.get(name)
        if entry is not None and entry["status"] == "read":
            yield found, agrees(name, entry, chosen.parsed.value, chosen.parsed.unit)
        elif name not in INFERRED:
            yield found, False
        return
    block = split_party(chosen.region.text.split("\n"), gathered.context)
    if block is None:
        return
    for part, said in (("name", block.name), ("address", block.address)):
        entry = fields.get(f"{name}_{part}")
        if entry is None or said is None:
            continue
        more = address_features(said, gathered.context) if part == "address" else {}
        yield {**found, **more}, agrees(f"{name}_{part}", entry, said, None)


def doubt_rows(bundles: Iterable[Bundle], half: int | None = None) -> Iterator[Row]:
    """The doubts of every field that was read, its confidence before them, and whether it is right."""
    for truth, stack, gathered in documents(bundles):
        if half is not None and zlib.crc32(truth["template"].encode()) % 2 != half:
            continue
        before = undoubted(stack, gathered)
        for name, doubts in doubts_of(stack, gathered, before).items():
            field, entry = before.fields[name], truth["fields"].get(name)
            if entry is None or entry["status"] != "read":
                if name not in INFERRED and truth.get("looked_at", True):
                    yield {"before": log_odds(field.confidence), **doubts}, False
                continue
            yield {"before": log_odds(field.confidence), **doubts}, agrees(name, entry, field.value, field.unit)


def fitted(rows: Sequence[Row], prior: Mapping[str, float], spread: float) -> dict[str, float]:
    """The weights that make the rows likeliest, drawn towards `prior`, none on the other side of 0 than its prior.

    What a feature speaks for is part of its meaning: one that the data would turn is held at 0, and the others are
    fitted anew. The bias and features whose prior is 0 may go either way.
    """
    names = list(prior)
    place = {name: number for number, name in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    x[:, place["bias"]] = 1.0
    for number, (found, _) in enumerate(rows):
        for name, value in found.items():
            x[number, place[name]] = value
    y = np.array([float(right) for _, right in rows])
    start: NDArray[np.float64] = np.array([prior[name] for name in names])
    weights = np.zeros(len(names))
    free = np.ones(len(names), dtype=bool)
    while True:
        weights[free] = _likeliest(x[:, free], y, start[free], spread)
        turned = free & (weights * start < 0.0)
        turned[place["bias"]] = False
        if not turned.any():
            break
        free &= ~turned
        weights[~free] = 0.0
    return {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)}


def _likeliest(
    x: NDArray[np.float64], y: NDArray[np.float64], start: NDArray[np.float64], spread: float
) -> NDArray[np.float64]:
    """Newton's method on the penalised likelihood."""
    weights = start.copy()
    for _ in range(40):
        chance = 1.0 / (1.0 + np.exp(-np.clip(x @ weights, -30.0, 30.0)))
        slope = x.T @ (y - chance) - (weights - start) / spread**2
        curve = (x * (chance * (1.0 - chance))[:, None]).T @ x + np.eye(len(start)) / spread**2
        step = np.linalg.solve(curve, slope)
        weights = weights + step * min(1.0, 2.0 / max(float(np.abs(step).max()), 1e-9))
        if float(np.abs(step).max()) < 1e-6:
            break
    return weights


def table(name: str) -> list[dict[str, str]]:
    """The rows of a table of weights."""
    return list(csv.DictReader((TABLES / f"{name}.csv").read_text(encoding="utf-8").splitlines()))


def write(name: str, weights: Mapping[str, float]) -> None:
    """Replaces the weights of a table."""
    out = io.StringIO()
    writer = csv.DictWriter(out, ["name", "prior", "weight", "meaning"], lineterminator="\n")
    writer.writeheader()
    writer.writerows({**row, "weight": str(weights[row["name"]])} for row in table(name))
    (TABLES / f"{name}.csv").write_text(out.getvalue(), encoding="utf-8")


def reliability(rows: Iterable[Row], weights: Mapping[str, float]) -> Iterator[str]:
    """How often readings were right, by what the weights say of them, as rows of a table."""
    said = []
    for found, right in rows:
        odds = weights["bias"] + sum(weights[name] * value for name, value in found.items())
        said.append((1.0 / (1.0 + np.exp(-odds)), right))
    for low, high in ((0.0, 0.5), (0.5, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 0.98), (0.98, 1.01)):
        group = [(chance, right) for chance, right in said if low <= chance < high]
        if group:
            mean, share = (sum(float(one[part]) for one in group) / len(group) for part in (0, 1))
            yield f"| {low:.2f} to {min(high, 1.0):.2f} | {len(group)} | {mean:.3f} | {share:.3f} |"


def main(arguments: list[str] | None = None) -> int:
    """Fits one of the models, prints what changes and, for confidences and doubts, the tables of reliability."""
    parser = argparse.ArgumentParser(prog="learn", description=__doc__)
    parser.add_argument("what", choices=("candidates", "confidence", "doubts"))
    parser.add_argument("--cache", type=Path, default=Path("build/extraction"))
    parser.add_argument("--bundles", type=int, default=60, help="digital bundles of the family train")
    parser.add_argument("--test-bundles", type=int, default=40, help="digital bundles of the family test")
    parser.add_argument("--degraded", type=int, default=10, help="degraded bundles of each family")
    parser.add_argument("--seed", default="5", help="of the degraded bundles; the digital ones are of seed 1")
    parser.add_argument(
        "--set", type=Path, help="a folder of bundles made elsewhere, for a further table of reliability"
    )
    parser.add_argument("--write", action="store_true", help="put the weights into extract/data")
    given = parser.parse_args(arguments)
    name = {"candidates": "choose_weights", "confidence": "confidence_weights", "doubts": "doubt_weights"}[given.what]
    prior = {row["name"]: float(row["prior"]) for row in table(name)}

    def every(family: str, digital: int) -> Iterator[Bundle]:
        yield from papers(PaperSet(family, digital), given.cache)
        yield from papers(PaperSet(family, given.degraded, given.seed, DEGRADED), given.cache)

    test: list[Bundle] = []
    chosen_rows = doubt_rows if given.what == "doubts" else confidence_rows
    if given.what == "candidates":
        rows = list(candidate_rows(every("train", given.bundles)))
    else:
        rows = list(chosen_rows(every("train", given.bundles)))
        test = list(every("test", given.test_bundles))
        rows += chosen_rows(test, half=0)
    weights = fitted(rows, prior, SPREAD[given.what])
    if given.write:
        write(name, weights)
    print(f"{len(rows)} rows, {sum(right for _, right in rows)} right")
    for one, weight in weights.items():
        print(f"{one:20} {prior[one]:7.2f} -> {weight:7.2f}")
    if given.what != "candidates":
        kept = [(given.set.name, list(chosen_rows(papers_in(given.set, given.cache))))] if given.set else []
        kept.append(("Layouts not used for fitting", list(chosen_rows(test, half=1))))
        for (held, these_rows), (title, these) in product(kept, (("as set", prior), ("as learned", weights))):
            print(f"\n{held}, {title}:\n| stated | fields | mean stated | right |")
            print("\n".join(("|---|---|---|---|", *reliability(these_rows, these))))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
