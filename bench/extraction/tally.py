"""Counts over scored papers: by type, field, language, channel and layout; stated confidence against what was right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

CONFIDENT = 0.9
"""From this confidence on a wrong value is a silent error: nobody is asked to look."""

_HEAD = "fields | right | wrong | missing | abstained | invented | recall % | precision % | silent"

AXES = ("type", "field", "channel", "language", "layout")
"""What counts are kept by."""


@dataclass
class Count:
    """Fields that the truth states, and how they were answered; `invented` are values that no paper states."""

    stated: int = 0
    right: int = 0
    wrong: int = 0
    missing: int = 0
    abstained: int = 0
    invented: int = 0
    silent: int = 0

    def row(self) -> str:
        """The counts, recall and precision in per cent, as a row of a table."""
        said = self.right + self.wrong + self.invented
        recall, precision = 100 * self.right / max(self.stated, 1), 100 * self.right / max(said, 1)
        return (
            f"{self.stated} | {self.right} | {self.wrong} | {self.missing} | {self.abstained} | {self.invented} | "
            f"{recall:.1f} | {precision:.1f} | {self.silent}"
        )


@dataclass(frozen=True)
class Failure:
    """One field that was not read right, with where and why."""

    bundle: str
    key: str
    layout: str
    channel: str
    name: str
    wanted: str
    got: str
    confidence: float
    why: str

    def line(self) -> str:
        """The failure on one line."""
        return (
            f"{self.bundle}/{self.key} {self.layout} {self.channel} {self.name} [{self.why}] "
            f"wanted {self.wanted!r} got {self.got!r} ({self.confidence:.2f})"
        )


@dataclass
class Tally:
    """All counts of one scoring run."""

    total: Count = field(default_factory=Count)
    by: dict[str, dict[str, Count]] = field(default_factory=lambda: {axis: defaultdict(Count) for axis in AXES})
    documents: int = 0
    types: int = 0
    splits: int = 0
    spurious: int = 0
    confusions: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    cells: int = 0
    cells_right: int = 0
    said: list[tuple[float, bool]] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    pages: int = 0
    seconds: float = 0.0
    slow: list[float] = field(default_factory=list)

    def counts(self, **axes: str) -> Iterator[Count]:
        """The total and the count of each axis's value."""
        yield self.total
        for axis, value in axes.items():
            yield self.by[axis][value]

    def report(self, *, axes: tuple[str, ...] = AXES, failures: int = 40) -> str:
        """Everything as text, tables in Markdown."""
        total = self.total
        confident = sum(1 for stated, _ in self.said if stated >= CONFIDENT)
        rows = [
            "| figure | value |",
            "|---|---|",
            f"| documents | {self.documents} |",
            f"| types right | {100 * self.types / max(self.documents, 1):.1f} % |",
            f"| splits right | {100 * self.splits / max(self.documents, 1):.1f} %, {self.spurious} too many |",
            f"| fields exact | {100 * total.right / max(total.stated, 1):.1f} % ({total.right} of {total.stated}) |",
            f"| wrong, missing, abstained, invented | "
            f"{total.wrong}, {total.missing}, {total.abstained}, {total.invented} |",
            f"| table cells right | {100 * self.cells_right / max(self.cells, 1):.1f} % of {self.cells} |",
            f"| silent errors | {total.silent} ({100 * total.silent / max(total.stated, 1):.2f} % of all fields; "
            f"{100 * confident / max(total.stated, 1):.1f} % are given {CONFIDENT} or more) |",
            f"| extraction | {1000 * self.seconds / max(self.pages, 1):.0f} ms a page over {self.pages} pages |",
            "",
        ]
        for wanted, number in sorted(self.confusions.items(), key=lambda pair: -pair[1]):
            rows.append(f"    {wanted}: {number}")
        for axis in axes:
            rows += [
                "",
                f"| {axis} | {_HEAD} |",
                "|---|---|---|---|---|---|---|---|---|---|",
                *(f"| {name} | {count.row()} |" for name, count in sorted(self.by[axis].items())),
            ]
        rows += ["", "| stated | fields | mean stated | right |", "|---|---|---|---|", *self._reliability(), ""]
        rows += [one.line() for one in self.failures[:failures]]
        return "\n".join(rows)

    def _reliability(self) -> Iterator[str]:
        edges = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 1.01)
        for low, high in pairwise(edges):
            group = [(stated, right) for stated, right in self.said if low <= stated < high]
            if group:
                mean = sum(stated for stated, _ in group) / len(group)
                share = sum(right for _, right in group) / len(group)
                yield f"| {low:.2f} to {min(high, 1.0):.2f} | {len(group)} | {mean:.3f} | {share:.3f} |"
