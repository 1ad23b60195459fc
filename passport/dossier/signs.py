"""Small signs beside words, so that nothing is told by colour alone: shapes of their own, as polygons in a unit square.

Both forms of the dossier draw them from here. Points are (x, y), origin top left, y down.
"""

from __future__ import annotations

from math import cos, pi, sin

from passport.dossier.model import Tone

Polygon = tuple[tuple[float, float], ...]


def _circle(x: float, y: float, radius: float, corners: int = 32) -> Polygon:
    return tuple(
        (round(x + radius * cos(2 * pi * n / corners), 4), round(y + radius * sin(2 * pi * n / corners), 4))
        for n in range(corners)
    )


OCTAGON: Polygon = tuple(
    (round(0.5 + 0.5 * cos(pi / 8 + n * pi / 4), 4), round(0.5 + 0.5 * sin(pi / 8 + n * pi / 4), 4)) for n in range(8)
)
TRIANGLE: Polygon = ((0.5, 0.04), (1.0, 0.94), (0.0, 0.94))
CIRCLE = _circle(0.5, 0.5, 0.5)
TICK: Polygon = ((0.22, 0.52), (0.31, 0.43), (0.44, 0.56), (0.70, 0.27), (0.79, 0.36), (0.44, 0.74))
CROSS: Polygon = (
    *((0.29, 0.38), (0.38, 0.29), (0.50, 0.41), (0.62, 0.29), (0.71, 0.38), (0.59, 0.50)),
    *((0.71, 0.62), (0.62, 0.71), (0.50, 0.59), (0.38, 0.71), (0.29, 0.62), (0.41, 0.50)),
)
BANG: Polygon = ((0.44, 0.34), (0.56, 0.34), (0.54, 0.66), (0.46, 0.66))
BANG_DOT: Polygon = ((0.445, 0.72), (0.555, 0.72), (0.555, 0.83), (0.445, 0.83))
LETTER_I: Polygon = ((0.44, 0.43), (0.56, 0.43), (0.56, 0.77), (0.44, 0.77))
LETTER_DOT: Polygon = ((0.44, 0.24), (0.56, 0.24), (0.56, 0.36), (0.44, 0.36))
BAR: Polygon = ((0.25, 0.44), (0.75, 0.44), (0.75, 0.56), (0.25, 0.56))

SIGNS: dict[Tone, tuple[Polygon, tuple[Polygon, ...]]] = {
    "good": (CIRCLE, (TICK,)),
    "warn": (TRIANGLE, (BANG, BANG_DOT)),
    "bad": (OCTAGON, (CROSS,)),
    "info": (CIRCLE, (LETTER_I, LETTER_DOT)),
    "quiet": (CIRCLE, (BAR,)),
}
"""The ground of each sign, in the tone's colour, and what is cut out of it in white."""

INK: dict[Tone, str] = {"good": "#1b6e3c", "warn": "#8a5a00", "bad": "#a3211b", "info": "#1d5285", "quiet": "#5a6472"}
"""Colours of signs and words: at least 4.5 to 1 on white and on the tone's own ground (WCAG 2.2, AA)."""

GROUND: dict[Tone, str] = {
    "good": "#eaf5ee",
    "warn": "#fdf4e0",
    "bad": "#fbeceb",
    "info": "#eaf2fa",
    "quiet": "#f3f4f6",
}

TONE_OF_STATUS: dict[str, Tone] = {"clear": "good", "review": "warn", "blocked": "bad"}
TONE_OF_SEVERITY: dict[str, Tone] = {"block": "bad", "review": "warn", "info": "info"}
TONE_OF_STATE: dict[str, Tone] = {
    "read": "good",
    "uncertain": "warn",
    "unreadable": "bad",
    "conflicting": "bad",
    "corrected": "info",
}
COLOUR_OF_KIND = {
    "extract": "#7a4b12",
    "recycle": "#3a6b23",
    "aggregate": "#6a2f86",
    "split": "#6a2f86",
    "process": "#1d5285",
    "transfer": "#45505e",
    "transport": "#45505e",
    "export": "#0d6266",
    "import": "#0d6266",
}
"""Colours of a step's number on the map; its kind stands beside it in words."""

FRAME, DOUBT_FRAME = "#0a7d4b", "#c2410c"
"""Frames on pictures: full ones and dashed ones."""
