"""A bundle's content before it is drawn: trades, the facts of every paper, custody events, and what is expected."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bench.papermaker.custody import Event
from bench.papermaker.facts import DocumentFacts, Fact
from bench.papermaker.trade import Trade


@dataclass
class Case:
    """One bundle. `papers` is keyed by (lot position, kind); a discrepancy changes it and says what should be found.

    `expected` and `allowed` are per lot, as in a truth file; `damage` names kinds whose file arrives broken,
    `smudges` the field of a kind that lies under an ink blot.
    """

    trades: list[Trade]
    papers: dict[tuple[int, str], DocumentFacts]
    events: list[list[Event]]
    expected: list[list[dict[str, Any]]] = field(default_factory=list)
    allowed: list[set[str]] = field(default_factory=list)
    near_misses: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    damage: dict[str, str] = field(default_factory=dict)
    smudges: dict[str, str] = field(default_factory=dict)
    without_custody: bool = False

    def __post_init__(self) -> None:
        """One list per lot."""
        self.expected = self.expected or [[] for _ in self.trades]
        self.allowed = self.allowed or [set() for _ in self.trades]

    def certificate(self, lot: int = 0) -> str:
        """The kind of the lot's certificate: `kp`, `icglr` or `coo`."""
        return self.trades[lot].commodity.papers[0]

    def change(self, lot: int, kind: str, **facts: Fact) -> None:
        """Makes one paper state something else."""
        self.papers[lot, kind] = self.papers[lot, kind].stating(**facts)

    def expect(self, lot: int, code: str, severity: str, name: str | None = None, *, allowed: str = "") -> None:
        """Notes a finding that a careful reader makes, and the codes that may go with it."""
        entry: dict[str, Any] = {"code": code, "severity": severity}
        if name:
            entry["field"] = name
        self.expected[lot].append(entry)
        self.allowed[lot].update(allowed.split())
