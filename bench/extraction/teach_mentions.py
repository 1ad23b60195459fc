"""Learns which field a value in running text is: `python -m bench.extraction.teach_mentions`.

`record` makes lessons of the papers of `bench/hands` (never of those kept aside) and keeps them beside this module;
`fit` learns from these and from the sentences of `bench/lessons`, and with `--write` puts the weights into
`extract/data/mention_weights.csv`; `leave-out` tells what is learned without each hand in turn, and without each fifth
of the written sentences, and how often what is then said is right.

A multinomial logistic model for each group of mentions, its weights held near 0 by a normal prior (L2), fitted by
L-BFGS from 0 on all lessons at once: nothing is random, the same lessons give the same weights.
"""

from __future__ import annotations

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from bench.extraction.descent import Matrix, least
from bench.extraction.lessons import LISTED, UNTOLD, Lesson, listed, record, recorded, written
from bench.extraction.rows import RECORDED
from bench.extraction.teaching import Course
from extract.mentions import FIELDS, Group, mentions
from extract.mentions_around import features
from extract.mentions_model import NONE, Weights, chances
from extract.model import DocumentKind
from extract.types import TYPES
from extract.values import Context

SPREAD: Final = 1.2
"""Standard deviation of the prior of a weight, in log-odds."""
SEEN: Final = 1.5
"""For how many lessons those count at the least in which a feature stands, that it be learned from."""
TELLING: Final = 0.25
"""A feature none of whose weights is as far from 0 is left out, and the others are fitted anew."""
KEPT: Final = 0.08
"""Weights nearer to 0 are left out of the table."""
OF_PAPERS: Final = 0.6
"""How often a lesson counts that was made of a paper, on which standard phrases come again."""
PARTS: Final = 5


@dataclass(frozen=True)
class Example:
    """A mention of a lesson: what stands around it, and its field or none."""

    hand: str
    kind: str
    part: int
    group: Group
    features: tuple[str, ...]
    field: str
    text: str
    raw: str
    counts: float


def examples(lessons: Iterable[Lesson]) -> Iterator[Example]:
    """The mentions of lessons whose field can be told, but for those that stand alone."""
    for number, lesson in enumerate(lessons):
        found = mentions(lesson.text, Context(language=lesson.language))
        for one, around in zip(found, features(lesson.text, found, lesson.kind), strict=True):
            field = _field(lesson, one.group, one.start, one.end)
            if field != UNTOLD and "alone" not in around:
                raw = lesson.text[one.start : one.end]
                part = number % PARTS if lesson.hand == "written" else -1
                counts = lesson.counts * (OF_PAPERS if lesson.hand not in ("written", LISTED) else 1.0)
                told = tuple(_of_wording(around) if lesson.hand == LISTED else around)
                yield Example(lesson.hand, lesson.kind, part, one.group, told, field, lesson.text, raw, counts)


def _of_wording(around: Iterable[str]) -> Iterator[str]:
    """What stands around the value of a listed wording, without what the paper and the value are."""
    return (name for name in around if not name.startswith(("o ", "of ", "t ", "tl ", "# ", "*")))


def _field(lesson: Lesson, group: Group, start: int, end: int) -> str:
    """The field of a mention by the marks of its lesson."""
    for first, last, name in lesson.facts:
        if start >= last or end <= first:
            continue
        if name == UNTOLD:
            return UNTOLD
        if name in FIELDS[group]:
            inside = min(end, last) - max(start, first)
            return name if inside > 0.5 * (end - start) or inside > 0.5 * (last - first) else UNTOLD
    return NONE


def fitted(rows: Sequence[Example], group: Group, spread: float = SPREAD) -> dict[str, dict[str, float]]:
    """The weights of one group."""
    rows = [row for row in rows if row.group is group]
    counts: dict[str, dict[str, float]] = defaultdict(dict)
    for row in rows:
        for feature in row.features:
            counts[feature][row.text] = row.counts
    names = sorted(feature for feature, where in counts.items() if sum(where.values()) >= SEEN)
    weights = _weights(rows, names, group, spread)
    names = [name for name, row in zip(names, weights, strict=True) if np.abs(row).max() >= TELLING]
    fields = (*FIELDS[group], NONE)
    kept = {
        name: {field: float(one) for field, one in zip(fields, row, strict=True) if abs(one) >= KEPT}
        for name, row in zip(names, _weights(rows, names, group, spread), strict=True)
    }
    return {name: by_field for name, by_field in kept.items() if by_field}


def _weights(rows: Sequence[Example], names: Sequence[str], group: Group, spread: float) -> Matrix:
    """The likeliest weight of each feature (down) for each field (across)."""
    fields = (*FIELDS[group], NONE)
    place = {feature: number for number, feature in enumerate(names)}
    columns: list[int] = []
    starts: list[int] = []
    told: list[Example] = []
    for row in rows:
        known = sorted({place[feature] for feature in row.features if feature in place})
        if known:
            told.append(row)
            starts.append(len(columns))
            columns += known
    where = np.array(columns, dtype=np.int64)
    first = np.array(starts, dtype=np.int64)
    of_row = np.repeat(np.arange(len(told)), np.diff([*starts, len(columns)]))
    right = np.zeros((len(told), len(fields)))
    right[np.arange(len(told)), [fields.index(row.field) for row in told]] = 1.0
    often = np.array([row.counts for row in told])[:, None]
    shape = (len(names), len(fields))

    def loss(flat: Matrix) -> tuple[float, Matrix]:
        weights = flat.reshape(shape)
        odds = np.add.reduceat(weights[where], first, axis=0)
        odds -= odds.max(axis=1, keepdims=True)
        force = np.exp(odds)
        whole = force.sum(axis=1, keepdims=True)
        likely = float((often * right * (odds - np.log(whole))).sum())
        slope = often * (force / whole - right)
        down = np.stack([np.bincount(where, slope[of_row, field], len(names)) for field in range(len(fields))], axis=1)
        return float((flat * flat).sum()) / (2 * spread**2) - likely, (down + weights / spread**2).ravel()

    return least(loss, np.zeros(shape[0] * shape[1])).reshape(shape)


def taught(rows: Sequence[Example], spread: float = SPREAD) -> dict[Group, Weights]:
    """The weights of all groups."""
    return {group: fitted(rows, group, spread) for group in Group}


def table(weights: dict[Group, Weights]) -> str:
    """The weights as they are kept."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("group", "feature", "weights"))
    for group, of_group in weights.items():
        for feature, by_field in sorted(of_group.items()):
            writer.writerow((group, feature, " ".join(f"{field} {one:.2f}" for field, one in by_field.items())))
    return out.getvalue()


def said(rows: Iterable[Example], weights: dict[Group, Weights]) -> Iterator[tuple[Example, str, float]]:
    """What the weights say of each mention: the likeliest field, and its chance."""
    for row in rows:
        fields = {field for spec in TYPES[DocumentKind(row.kind)].fields for field in (spec.name,)}
        told = chances(row.group, row.features, fields, weights[row.group])
        best = max(told, key=lambda name: told[name], default=NONE)
        yield row, best, told.get(best, 0.0)


def held_out(rows: Sequence[Example], spread: float = SPREAD) -> Iterator[tuple[Example, str, float]]:
    """The same of each hand, by weights that it had no part in; of the written sentences, of each part in turn."""
    for hand in sorted({row.hand for row in rows} - {"written", LISTED}):
        weights = taught([row for row in rows if row.hand != hand], spread)
        yield from said([row for row in rows if row.hand == hand], weights)
    for part in range(PARTS):
        own = [row for row in rows if row.part == part]
        if own:
            yield from said(own, taught([row for row in rows if row.part != part], spread))


def figures(told: Iterable[tuple[Example, str, float]], sure: float = 0.5) -> Iterator[str]:
    """Of each field, how often it was rightly said, wrongly said, and not said, in written sentences and papers."""
    count: dict[tuple[bool, str], Counter[str]] = defaultdict(Counter)
    curve: dict[tuple[bool, int], list[bool]] = defaultdict(list)
    for row, field, chance in told:
        mine = row.hand == "written"
        if chance >= sure:
            count[mine, field]["right" if field == row.field else "wrong"] += 1
        if row.field != NONE and not (chance >= sure and field == row.field):
            count[mine, row.field]["missed"] += 1
        curve[mine, min(int(chance * 10), 9)].append(field == row.field)
    for mine in (True, False):
        yield f"{'written' if mine else 'papers'}"
        total: Counter[str] = Counter()
        for (which, field), one in sorted(count.items()):
            if which == mine:
                total.update(one)
                yield f"  {field:24} right {one['right']:5} wrong {one['wrong']:4} missed {one['missed']:4}"
        yield f"  {'all':24} right {total['right']:5} wrong {total['wrong']:4} missed {total['missed']:4}"
        for (which, tenth), right in sorted(curve.items()):
            if which == mine:
                yield f"    chance {tenth / 10:.1f}: {len(right):5} of them right {sum(right) / len(right):.2f}"


def _mentions() -> list[Example]:
    """The mentions of all lessons; tells how many."""
    rows = list(examples((*written(), *listed(), *recorded(RECORDED))))
    print(f"{len(rows)} mentions")
    return rows


def _fit(spread: float) -> tuple[str, str]:
    text = table(taught(_mentions(), spread))
    return text, f"{text.count(chr(10)) - 1} weights"


def _leave_out(spread: float) -> Iterator[str]:
    return figures(list(held_out(_mentions(), spread)))


COURSE: Final = Course("teach_mentions", __doc__, SPREAD, "lessons", record, "mention_weights", _fit, _leave_out)
"""Records lessons, fits weights to them, or tells what they are worth on what was left out."""

if __name__ == "__main__":
    raise SystemExit(COURSE.run())
