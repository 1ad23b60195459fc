"""Letters of the printed dossier: Source Sans, from a package, and what is shown for a sign that it does not have.

The font is part of the file, so that the same dossier gives the same bytes on every machine and looks the same.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle  # type: ignore[import-untyped]  # the package carries no types
from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]  # as above
from reportlab.pdfbase.ttfonts import TTFont  # type: ignore[import-untyped]  # as above
from reportlab.platypus import Paragraph  # type: ignore[import-untyped]  # as above

from passport.dossier.pdf_tags import Role, marked
from passport.dossier.signs import INK
from passport.dossier.visible import code_point

REGULAR, BOLD = "SourceSans", "SourceSans-Semibold"
_FILES = {REGULAR: "SourceSansPro-Regular.ttf", BOLD: "SourceSansPro-Semibold.ttf"}

TEXT, QUIET = "#1c2430", "#56616f"


def _style(
    name: str, size: float, leading: float, bold: bool = False, ink: str = TEXT, **more: object
) -> ParagraphStyle:
    return ParagraphStyle(
        name,
        fontName=BOLD if bold else REGULAR,
        fontSize=size,
        leading=leading,
        textColor=ink,
        splitLongWords=1,
        **more,
    )


STYLES = {
    "kicker": _style("kicker", 8, 10, True, QUIET),
    "title": _style("title", 22, 25, True),
    "lead": _style("lead", 12, 15, ink=QUIET),
    "status": _style("status", 15, 18, True),
    "section": _style("section", 14, 17, True, spaceBefore=2, spaceAfter=5),
    "heading": _style("heading", 10.8, 13.5, True, spaceBefore=7, spaceAfter=3),
    "finding": _style("finding", 10.8, 13.5, True, spaceBefore=1, spaceAfter=1),
    "text": _style("text", 9.2, 12.2),
    "intro": _style("intro", 9.2, 12.2, ink=QUIET, spaceAfter=5),
    "strong": _style("strong", 9.2, 12.2, True),
    "small": _style("small", 7.9, 10.2, ink=QUIET),
    "cell": _style("cell", 8.4, 10.8),
    "cell-strong": _style("cell-strong", 8.4, 10.8, True),
    "head": _style("head", 7.6, 9.6, True, QUIET),
    "digest": _style("digest", 6.6, 9.4),
    **{f"tone-{tone}": _style(f"tone-{tone}", 8.4, 10.8, True, ink) for tone, ink in INK.items()},
}


@cache
def register() -> frozenset[int]:
    """Makes the fonts known, once; gives the signs that both of them have."""
    spec = find_spec("font_source_sans_pro")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("font_source_sans_pro")
    folder = Path(spec.origin).parent / "files"
    known: list[frozenset[int]] = []
    for name, file in _FILES.items():
        font = TTFont(name, str(folder / file))
        pdfmetrics.registerFont(font)
        known.append(frozenset(font.face.charToGlyph))
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD)
    return known[0] & known[1]


def printable(text: str) -> str:
    """The text with each sign that the font lacks shown by its code point, never as an empty box."""
    known = register()
    return "".join(sign if ord(sign) in known else code_point(sign) for sign in text)


class Said(Paragraph):  # type: ignore[misc]  # reportlab has no types
    """A paragraph that readers aloud find as one, or as a heading where its style is one's."""

    def draw(self) -> None:
        """Draws and marks it."""
        role: Role = "H3" if self.style.name in ("heading", "finding") else "P"
        with marked(self.canv, role):
            super().draw()


def paragraph(text: str, style: str = "text", *, before: str = "", after: str = "") -> Said:
    """A paragraph of foreign or own text, taken as text whatever it holds; `before` stands in bold before it."""
    made = escape(printable(text))
    if before:
        made = f'<font name="{BOLD}">{escape(printable(before))}</font> {made}'
    if after:
        made += f'<br/><font size="7.9" color="{QUIET}">{escape(printable(after))}</font>'
    return Said(made, STYLES[style])


def width(text: str, size: float, bold: bool) -> float:
    """The width of a text in points."""
    register()
    measured: float = pdfmetrics.stringWidth(printable(text), BOLD if bold else REGULAR, size)
    return measured
