"""Font families: the base-14 ones, and DejaVu and Liberation where they are installed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]  # reportlab ships no types
from reportlab.pdfbase.ttfonts import TTFont  # type: ignore[import-untyped]  # reportlab ships no types

_TTF = "/usr/share/fonts/truetype"
_TRUETYPE = {
    "dejavu-sans": ("dejavu/DejaVuSans.ttf", "dejavu/DejaVuSans-Bold.ttf", "dejavu/DejaVuSans-Oblique.ttf"),
    "dejavu-serif": ("dejavu/DejaVuSerif.ttf", "dejavu/DejaVuSerif-Bold.ttf", "dejavu/DejaVuSerif-Italic.ttf"),
    "dejavu-condensed": (
        "dejavu/DejaVuSansCondensed.ttf",
        "dejavu/DejaVuSansCondensed-Bold.ttf",
        "dejavu/DejaVuSansCondensed-Oblique.ttf",
    ),
    "dejavu-mono": ("dejavu/DejaVuSansMono.ttf", "dejavu/DejaVuSansMono-Bold.ttf", "dejavu/DejaVuSansMono-Oblique.ttf"),
    "liberation-sans": (
        "liberation/LiberationSans-Regular.ttf",
        "liberation/LiberationSans-Bold.ttf",
        "liberation/LiberationSans-Italic.ttf",
    ),
    "liberation-serif": (
        "liberation/LiberationSerif-Regular.ttf",
        "liberation/LiberationSerif-Bold.ttf",
        "liberation/LiberationSerif-Italic.ttf",
    ),
    "liberation-narrow": (
        "liberation/LiberationSansNarrow-Regular.ttf",
        "liberation/LiberationSansNarrow-Bold.ttf",
        "liberation/LiberationSansNarrow-Italic.ttf",
    ),
    "liberation-mono": (
        "liberation/LiberationMono-Regular.ttf",
        "liberation/LiberationMono-Bold.ttf",
        "liberation/LiberationMono-Italic.ttf",
    ),
}
_BASE14 = {
    "helvetica": ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique"),
    "times": ("Times-Roman", "Times-Bold", "Times-Italic"),
    "courier": ("Courier", "Courier-Bold", "Courier-Oblique"),
}


@dataclass(frozen=True, slots=True)
class Face:
    """The reportlab names of a family's regular, bold and italic cuts."""

    regular: str
    bold: str
    italic: str


@lru_cache(maxsize=1)
def faces() -> dict[str, Face]:
    """The usable font families: the base-14 ones, and DejaVu and Liberation where they are installed."""
    found = {name: Face(*cuts) for name, cuts in _BASE14.items()}
    for name, files in _TRUETYPE.items():
        paths = [Path(_TTF, f) for f in files]
        if all(p.exists() for p in paths):
            names = [f"pm-{name}-{cut}" for cut in ("regular", "bold", "italic")]
            for cut, path in zip(names, paths, strict=True):
                pdfmetrics.registerFont(TTFont(cut, str(path)))
            found[name] = Face(*names)
    return found


def text_width(text: str, font: str, size: float) -> float:
    """The width of a text in points."""
    return float(pdfmetrics.stringWidth(text, font, size))
