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
        y0, y1, middle, height = word.box.y0, word.box.y1, word.box.mid_y, word.box.height
        for index in range(len(rows) - 1, max(-1, len(rows) - 8), -1):
            top, bottom = bounds[index]
            if not top <= middle <= bottom:
                continue
            share = (min(bottom, y1) - max(top, y0)) / max(min(bottom - top, height), 1e-6)
            if share >= 0.5 and share > most:
                best, most = index, share
        if best < 0:
            rows.append([word])
            bounds.append((y0, y1))
        else:
            rows[best].append(word)
            count = len(rows[best])
            top, bottom = bounds[best]
            # The row's band follows its words slowly, so that one tall word does not swallow its neighbours' rows.
            bounds[best] = (
                top + (y0 - top) / count,
                bottom + (y1 - bottom) / count,
            )
    ordered = sorted(zip(bounds, rows, strict=True), key=lambda item: item[0][0] + item[0][1])
    return tuple(word for _, row in ordered for word in sorted(row, key=lambda item: item.box.x0))
