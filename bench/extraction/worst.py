"""What is read least, and why: fields ranked by what is lost of them, and two sets of papers side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from bench.extraction.tally import AXES, Count, Failure, Tally

FEWEST = 8
"""Fields of a name below which its share says little: such names are not ranked."""

_CAUSES = (
    ("never offered, no label", "no label and no wording known leads to it"),
    ("never offered, labelled", "its label was found, and no place beside it read as this value"),
    ("lost", "another reading was chosen"),
    ("not taken", "the right reading weighed too little"),
    ("invented", "given where the paper states none"),
    ("no such document", "its paper was not found or typed"),
)
"""Causes of the scorer (by what they hold) in plain words."""


def cause(failure: Failure) -> str:
    """Why a field was not read right, in plain words."""
    return next((words for sign, words in _CAUSES if sign in failure.why), failure.why)


def lost(count: Count) -> float:
    """Which share of a field's values was not read right or was invented."""
    return (count.stated - count.right + count.invented) / max(count.stated + count.invented, 1)


def worst_fields(tally: Tally, number: int = 10) -> Iterator[str]:
    """The fields of which most is lost, as rows of a table, with their two commonest causes."""
    ranked = sorted(
        ((name, count) for name, count in tally.by["field"].items() if count.stated >= FEWEST),
        key=lambda pair: (-lost(pair[1]), pair[0]),
    )
    yield "| field | fields | lost % | recall % | precision % | silent | causes, by how often |"
    yield "|---|---|---|---|---|---|---|"
    for name, count in ranked[:number]:
        causes = Counter(cause(one) for one in tally.failures if one.name == name)
        told = "; ".join(f"{words} ({times})" for words, times in causes.most_common(2)) or "none"
        yield f"| {name} | {count.stated} | {100 * lost(count):.1f} | {_shares(count)} | {told} |"


def side_by_side(one: Tally, other: Tally, titles: tuple[str, str]) -> Iterator[str]:
    """Tables by type, field, language and channel of two sets of papers, name by name."""
    for axis in AXES:
        if axis == "layout":
            continue
        yield ""
        yield f"| {axis} | " + " | ".join(f"{t}: fields | recall % | precision % | silent" for t in titles) + " |"
        yield "|---" * 9 + "|"
        for name in sorted({*one.by[axis], *other.by[axis]}):
            yield f"| {name} | {_row(one.by[axis].get(name))} | {_row(other.by[axis].get(name))} |"


def _row(count: Count | None) -> str:
    return "0 | | |" if count is None or not count.stated else f"{count.stated} | {_shares(count)}"


def _shares(count: Count) -> str:
    said = count.right + count.wrong + count.invented
    return f"{100 * count.right / count.stated:.1f} | {100 * count.right / max(said, 1):.1f} | {count.silent}"
