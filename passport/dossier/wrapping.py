"""Text broken into lines of a width, for the cards of a chain's map."""

from __future__ import annotations

from collections.abc import Callable

Measure = Callable[[str, float, bool], float]
"""Width in points of a text at a size, bold or not."""


def wrapped(text: str, room: float, size: float, bold: bool, measure: Measure, most: int) -> list[str]:
    """The text in at most `most` lines of this width; what does not fit ends in an ellipsis."""
    lines: list[str] = []
    rest = text
    while rest and len(lines) < most:
        if measure(rest, size, bold) <= room:
            lines.append(rest)
            return lines
        last = len(lines) == most - 1
        taken = _most(rest if not last else rest + "…", room, size, bold, measure, ellipsis=last)
        if last:
            lines.append(rest[:taken].rstrip() + "…")
            return lines
        space = max(rest.rfind(" ", 0, taken + 1), rest.rfind("\u00a0·", 0, taken + 1))
        at = space if space > taken // 3 else taken
        lines.append(rest[:at].rstrip())
        rest = rest[at:].lstrip()
    return lines


def _most(text: str, room: float, size: float, bold: bool, measure: Measure, *, ellipsis: bool) -> int:
    """How many characters from the beginning fit, at least one."""
    end = "…" if ellipsis else ""
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if measure(text[:middle] + end, size, bold) <= room:
            low = middle
        else:
            high = middle - 1
    return low


def rough(text: str, size: float, bold: bool) -> float:
    """A width that no common sans-serif font goes beyond, for a browser whose font nobody knows here."""
    units = sum(
        0.92
        if sign in "MWmw@%—…"
        else 0.7
        if sign.isupper()
        else 0.34
        if sign in "il.,:;'|! tfj·"
        else 0.58
        if ord(sign) < 0x500
        else 1.0
        for sign in text
    )
    return units * size * (1.13 if bold else 1.0)
