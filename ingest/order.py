"""Reading order: words gathered into rows, rows from top to bottom, words in a row from left to right."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.model import Word


def in_rows(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words in reading order. Boxes must be of a straight page: a row is what overlaps by half its height."""
    rows: list[list[Word]] = []
    bounds: list[tuple[float, float]] = []
    for word in sorted(words, key=lambda item: (item.box.mid_y, item.box.x0)):
        best, most = -1, 0.0
        for index in range(len(rows) - 1, max(-1, len(rows) - 8), -1):
            top, bottom = bounds[index]
            shared = min(bottom, word.box.y1) - max(top, word.box.y0)
            share = shared / max(min(bottom - top, word.box.height), 1e-6)
            inside = top <= word.box.mid_y <= bottom
            if share >= 0.5 and inside and share > most:
                best, most = index, share
        if best < 0:
            rows.append([word])
            bounds.append((word.box.y0, word.box.y1))
        else:
            rows[best].append(word)
            count = len(rows[best])
            top, bottom = bounds[best]
            # The row's band follows its words slowly, so that one tall word does not swallow its neighbours' rows.
            bounds[best] = (
                top + (word.box.y0 - top) / count,
                bottom + (word.box.y1 - bottom) / count,
            )
    ordered = sorted(zip(bounds, rows, strict=True), key=lambda item: item[0][0] + item[0][1])
    return tuple(word for _, row in ordered for word in sorted(row, key=lambda item: item.box.x0))
