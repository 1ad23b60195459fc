"""A dossier as one HTML file: it works offline and on a phone, runs no script and asks nothing from elsewhere."""

from __future__ import annotations

import base64
from functools import cache
from importlib import resources

import segno
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from passport.dossier.layout import Band, Wire, lay_out
from passport.dossier.model import Frame, PageImage, Tone, View
from passport.dossier.signs import (
    COLOUR_OF_KIND,
    INK,
    SIGNS,
    TONE_OF_SEVERITY,
    TONE_OF_STATE,
    TONE_OF_STATUS,
)
from passport.dossier.texts import texts
from passport.dossier.wrapping import rough
from passport.statements import CLAIMS

_WIDE, _NARROW = (4, 720.0), (1, 240.0)
"""Columns and width in points of the chain's map on a screen and on a phone."""


def as_html(view: View) -> bytes:
    """The dossier in UTF-8. The same dossier gives the same bytes."""
    words = texts(view.order.language)

    def further(count: int) -> str:
        return f"{words('chain.further', count=count)} ({words('chain.see_table')})"

    text = (
        _environment()
        .get_template("dossier.html")
        .render(
            v=view,
            words=words,
            css=Markup(_css()),
            claims=CLAIMS,
            wide=lay_out(view.chain, *_WIDE, rough, further),
            narrow=lay_out(view.chain, *_NARROW, rough, further),
            passport=base64.b64encode(view.sealed.data).decode(),
        )
    )
    return text.encode("utf-8")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("passport.dossier", "pages"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.globals |= {
        "sign": _sign,
        "source": _source,
        "placed": _placed,
        "drawing": _drawing,
        "code": _code,
        "tone_of_status": TONE_OF_STATUS,
        "tone_of_severity": TONE_OF_SEVERITY,
        "tone_of_state": TONE_OF_STATE,
    }
    return environment


@cache
def _css() -> str:
    return (resources.files("passport.dossier") / "pages" / "dossier.css").read_text(encoding="utf-8")


def _sign(tone: Tone) -> Markup:
    """A tone's sign; the words beside it say the same, so that it is hidden from readers aloud."""
    ground, holes = SIGNS[tone]
    shapes = "".join(f'<polygon points="{_points(hole)}" fill="#fff"/>' for hole in holes)
    return Markup(
        f'<svg class="{tone}" viewBox="0 0 1 1" aria-hidden="true" width="16" height="16">'
        f'<polygon points="{_points(ground)}" fill="currentColor"/>{shapes}</svg>'
    )


def _points(polygon: tuple[tuple[float, float], ...]) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in polygon)


def _source(image: PageImage) -> str:
    return f"data:image/jpeg;base64,{base64.b64encode(image.jpeg).decode()}"


def _placed(frame: Frame) -> str:
    x0, y0, x1, y1 = frame.box
    return f"left:{100 * x0:.2f}%;top:{100 * y0:.2f}%;width:{100 * (x1 - x0):.2f}%;height:{100 * (y1 - y0):.2f}%"


def _code(text: str) -> Markup:
    """A QR code; its content is its text for those who cannot scan it."""
    matrix = segno.make_qr(text, error="m").matrix
    side = len(matrix) + 8
    modules = "".join(
        f"M{x + 4} {y + 4}h1v1h-1z" for y, line in enumerate(matrix) for x, module in enumerate(line) if module
    )
    return Markup(
        f'<svg viewBox="0 0 {side} {side}" role="img" aria-label="{escape(text)}" shape-rendering="crispEdges">'
        f'<rect width="{side}" height="{side}" fill="#fff"/><path d="{modules}"/></svg>'
    )


def _drawing(band: Band) -> Markup:
    """A band of the chain's map."""
    parts = [
        f'<svg viewBox="0 0 {band.width:g} {band.height:.1f}" aria-hidden="true" font-family="inherit">',
        *(_wire(wire) for wire in band.wires),
    ]
    for card in band.cards:
        colour = COLOUR_OF_KIND.get(card.kind, INK["quiet"])
        parts.append(
            f'<rect x="{card.x:.1f}" y="{card.y:.1f}" width="{card.width:.1f}" height="{card.height:.1f}" rx="4" '
            f'fill="#fff" stroke="{colour}" stroke-width="1"{"" if card.number else _DASHES}/>'
        )
        if card.number:
            wide = 6.0 + 5.2 * len(card.number)
            parts.append(
                f'<rect x="{card.x + 4:.1f}" y="{card.y + 4.5:.1f}" width="{wide:.1f}" height="12" rx="3" '
                f'fill="{colour}"/><text x="{card.x + 4 + wide / 2:.1f}" y="{card.y + 13.6:.1f}" font-size="8.4" '
                f'font-weight="700" fill="#fff" text-anchor="middle">{escape(card.number)}</text>'
            )
        for line in card.lines:
            bold = ' font-weight="600"' if line.style in ("title", "strong") else ""
            size = 8.4 if line.style == "title" else 7.6
            ink = "#56616f" if line.style == "quiet" else "#1c2430"
            parts.append(
                f'<text x="{line.x:.1f}" y="{line.y:.1f}" font-size="{size}" fill="{ink}"{bold}>'
                f"{escape(line.text)}</text>"
            )
    return Markup("".join([*parts, "</svg>"]))


_DASHES = ' stroke-dasharray="3 2"'


def _wire(wire: Wire) -> str:
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in wire.points)
    drawn = f'<polyline points="{points}" fill="none" stroke="#7b8794" stroke-width="1.2"/>'
    if not wire.arrow:
        return drawn
    x, y = wire.points[-1]
    drawn += f'<polygon points="{x:.1f},{y:.1f} {x - 5:.1f},{y - 3:.1f} {x - 5:.1f},{y + 3:.1f}" fill="#7b8794"/>'
    if wire.label:
        x, y = wire.points[0]
        drawn += (
            f'<text x="{x + 2:.1f}" y="{y - 3:.1f}" font-size="6.6" fill="{INK["info"]}" '
            f'font-weight="600">{escape(wire.label)}</text>'
        )
    return drawn
