"""Blocks as offices' own forms have them: legends in the frame, bands, captions on dark bars, typed entries.

What these have in common is that a label's place is told by the drawing, not by the text: a legend interrupts the
rule it stands on, a typed entry touches the rule beneath it, a unit stands in a cell of its own.
"""

from __future__ import annotations

from bench.papermaker.facts import Weight
from bench.papermaker.fonts import faces, text_width
from bench.papermaker.layouts.forms import section_words
from bench.papermaker.layouts.pen import Options, Pen
from bench.papermaker.paper import Cell, Item, Piece


def legends(pen: Pen, items: list[Item], options: Options) -> None:
    """Frames in `columns` whose label stands in the upper rule, which it interrupts; `number=yes` counts them."""
    columns = int(options.get("columns", "2"))
    pad, gutter = pen.look.pad * pen.scale, 8.0
    start = int(options.get("start", "1"))
    for first in range(0, len(items), columns):
        row = items[first : first + columns]
        w = (pen.width - gutter * (len(row) - 1)) / len(row)
        texts = [pen.label(item, colon="", stacked=False) for item in row]
        if options.get("number") == "yes":
            texts = [f"{start + first + n:02d} \N{EM DASH} {text}" for n, text in enumerate(texts)]
        legend = max(pen.label_height(text, w - 4 * pad) for text in texts)
        h = legend + max(pen.height(item.body, w - 2 * pad) for item in row) + 1.6 * pad
        pen.room(h + pad)
        for n, (item, text) in enumerate(zip(row, texts, strict=True)):
            x = pen.x + n * (w + gutter)
            top = pen.y + pen.label_size * 0.6
            pen.sheet.box(x, top, w, h - pen.label_size * 0.6, pen.look.rule, pen.look.colour)
            wide = min(text_width(text, pen.look.label_font(), pen.label_size), w - 4 * pad)
            pen.sheet.box(x + 2 * pad - 2, pen.y, wide + 4, legend, 0, fill="#ffffff")
            pen.write_label(x + 2 * pad, pen.y, w - 4 * pad, text)
            pen.write(x + pad, pen.y + legend + 0.4 * pad, w - 2 * pad, item.body)
        pen.y += h + pad


def inverse(pen: Pen, items: list[Item], options: Options) -> None:
    """Cells in `columns`: the label in white on a dark bar, the value in the frame beneath."""
    columns = int(options.get("columns", "3"))
    pad = pen.look.pad * pen.scale
    for first in range(0, len(items), columns):
        row = items[first : first + columns]
        w = pen.width / len(row)
        texts = [pen.label(item, colon="", stacked=False) for item in row]
        bar = max(pen.label_height(text, w - 2 * pad) for text in texts) + pad
        h = bar + max(pen.height(item.body, w - 2 * pad) for item in row) + 1.6 * pad
        pen.room(h)
        for n, (item, text) in enumerate(zip(row, texts, strict=True)):
            x = pen.x + n * w
            pen.sheet.box(x, pen.y, w, bar, 0, fill="#26364a")
            pen.sheet.box(x, pen.y, w, h, pen.look.rule, "#26364a")
            pen.sheet.flow(
                x + pad,
                pen.y + 0.5 * pad,
                w - 2 * pad,
                (text,),
                pen.look.label_font(),
                pen.label_size,
                colour="#ffffff",
            )
            pen.write(x + pad, pen.y + bar + 0.8 * pad, w - 2 * pad, item.body)
        pen.y += h + pad * 0.5


def banded(pen: Pen, items: list[Item], options: Options) -> None:
    """Ruled rows in three groups; a band at the left bears the group's name, turned a quarter."""
    band = pen.size * 1.9
    share = float(options.get("label", "0.34"))
    pad = pen.look.pad * pen.scale
    per = max(1, -(-len(items) // 3))
    names = section_words(pen.paper.language)
    inner = pen.width - band
    lw = inner * share
    for group in range(0, len(items), per):
        rows = items[group : group + per]
        texts = [pen.label(item, colon="") for item in rows]
        heights = [
            max(pen.label_height(t, lw - 2 * pad), pen.height(i.body, inner - lw - 2 * pad)) + 2 * pad
            for i, t in zip(rows, texts, strict=True)
        ]
        pen.room(sum(heights))
        pen.sheet.box(pen.x, pen.y, band, sum(heights), pen.look.rule, pen.look.colour, fill=pen.look.shade)
        name = names[group // per].upper()
        size = min(pen.size * 0.8, pen.size * 0.8 * sum(heights) / (text_width(name, pen.look.face.bold, pen.size) + 4))
        pen.sheet.turned(pen.x + band / 2 + size * 0.35, pen.y + sum(heights) / 2, name, pen.look.face.bold, size)
        for item, text, h in zip(rows, texts, heights, strict=True):
            pen.sheet.box(pen.x + band, pen.y, inner, h, pen.look.rule, pen.look.colour)
            pen.write_label(pen.x + band + pad, pen.y + pad, lw - 2 * pad, text)
            pen.write(pen.x + band + lw + pad, pen.y + pad, inner - lw - 2 * pad, item.body)
            pen.y += h


def typed(pen: Pen, items: list[Item], options: Options) -> None:
    """A printed form filled in by a typewriter: small captions, entries a little off their place, over the rules."""
    columns = int(options.get("columns", "2"))
    pad = pen.look.pad * pen.scale
    families = faces()
    font = families[pen.rng.choice(sorted(n for n in families if "mono" in n or n == "courier"))].regular
    size, caption = pen.size * 1.05, pen.label_size * 0.78
    w = pen.width / columns
    for first in range(0, len(items), columns):
        row = items[first : first + columns]
        texts = [pen.label(item, colon="", stacked=False) for item in row]
        tops = max(pen.sheet.measure((t,), pen.look.label_font(), caption, w - 2 * pad) for t in texts)
        inner = w - 4 * pad
        h = tops + max(pen.height(i.body, inner, size=size, font=font) for i in row) + 2.6 * pad
        pen.room(h)
        for n, (item, text) in enumerate(zip(row, texts, strict=True)):
            x = pen.x + n * w
            wide = w if n < len(row) - 1 else pen.width - n * w
            pen.sheet.box(x, pen.y, wide, h, pen.look.rule, pen.look.colour)
            pen.sheet.flow(
                x + pad,
                pen.y + 1.5,
                w - 2 * pad,
                (text,),
                pen.look.label_font(),
                caption,
                colour=pen.look.label_colour,
            )
            off, down = pen.rng.uniform(0.4, 2.4) * pad, pen.rng.uniform(0.2, 2.2) * pad
            pen.write(x + off, pen.y + tops + down, inner, item.body, size=size, font=font)
        pen.y += h


def unitcells(pen: Pen, items: list[Item], options: Options) -> None:
    """Ruled rows of label, figure and unit, each in a cell of its own; what has no unit takes both cells."""
    pad = pen.look.pad * pen.scale
    share = float(options.get("label", "0.42"))
    lw, uw = pen.width * share, pen.width * 0.12
    for item in items:
        text = pen.label(item, colon="")
        figure, unit = _parted(pen, item)
        vw = pen.width - lw - (uw if unit else 0)
        h = max(pen.label_height(text, lw - 2 * pad), pen.height(figure, vw - 2 * pad)) + 2 * pad
        pen.room(h)
        pen.sheet.box(pen.x, pen.y, lw, h, pen.look.rule, pen.look.colour)
        pen.sheet.box(pen.x + lw, pen.y, vw, h, pen.look.rule, pen.look.colour)
        pen.write_label(pen.x + pad, pen.y + pad, lw - 2 * pad, text)
        align = "right" if unit and options.get("numbers", "right") == "right" else "left"
        pen.write(pen.x + lw + pad, pen.y + pad, vw - 2 * pad, figure, align=align)
        if unit:
            pen.sheet.box(pen.x + lw + vw, pen.y, uw, h, pen.look.rule, pen.look.colour)
            pen.write(pen.x + lw + vw + pad, pen.y + pad, uw - 2 * pad, (unit,))
        pen.y += h


def _parted(pen: Pen, item: Item) -> tuple[tuple[Piece, ...], str]:
    """A weight's figure and its unit as printed; other bodies whole, with no unit."""
    cell = next((p for p in item.body if isinstance(p, Cell)), None)
    fact = pen.paper.facts.fields.get(item.key)
    if cell is None or not isinstance(fact, Weight) or "\N{NO-BREAK SPACE}" not in cell.text:
        return item.body, ""
    figure, unit = cell.text.rsplit("\N{NO-BREAK SPACE}", 1)
    if not unit or any(c.isdigit() for c in unit):
        return item.body, ""
    bare = Cell(cell.field, figure, cell.value, cell.unit, cell.row)
    return tuple(bare if p is cell else p for p in item.body), unit


def coupled(pen: Pen, items: list[Item], options: Options) -> None:
    """Two facts in one box: `Label / Label` over `value  /  value`, parted by `mark`; an odd one stands alone."""
    mark = options.get("mark", "/")
    pad = pen.look.pad * pen.scale
    columns = int(options.get("columns", "2"))
    pairs = [items[n : n + 2] for n in range(0, len(items), 2)]
    w = pen.width / columns
    for first in range(0, len(pairs), columns):
        row = pairs[first : first + columns]
        texts, bodies = [], []
        for pair in row:
            texts.append(f" {mark} ".join(pen.label(item, colon="", stacked=False) for item in pair))
            body: list[Piece] = []
            for item in pair:
                body += [f"  {mark}  "] if body else []
                body += item.inline()
            bodies.append(body)
        inner = w - 2 * pad
        tops = max(pen.label_height(text, inner) for text in texts)
        h = tops + max(pen.height(body, inner) for body in bodies) + 2.4 * pad
        pen.room(h)
        for n, (text, body) in enumerate(zip(texts, bodies, strict=True)):
            x = pen.x + n * w
            if options.get("ruled", "yes") == "yes":
                pen.sheet.box(x, pen.y, w, h, pen.look.rule, pen.look.colour)
            pen.write_label(x + pad, pen.y + pad, inner, text)
            pen.write(x + pad, pen.y + tops + 1.4 * pad, inner, body, by_line=True)
        pen.y += h


FRAMES = {
    "legends": legends,
    "inverse": inverse,
    "banded": banded,
    "typed": typed,
    "unitcells": unitcells,
    "coupled": coupled,
}
"""These arrangers by the name that plans use."""
