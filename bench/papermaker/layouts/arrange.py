"""Blocks that arrange labelled items in lines: ruled rows, leaders, centred lines, pairs, rules to write on."""

from __future__ import annotations

from collections.abc import Callable

from bench.papermaker.fonts import text_width
from bench.papermaker.layouts import boxes, forms, frames
from bench.papermaker.layouts.pen import Options, Pen
from bench.papermaker.paper import Item

Arranger = Callable[[Pen, list[Item], Options], None]


def ledger(pen: Pen, items: list[Item], options: Options) -> None:
    """Two columns, label left and value right, with rules all around, between the rows, or none; perhaps shaded."""
    share = float(options.get("label", "0.36"))
    rules = options.get("rules", "all")
    shaded = options.get("shade", "no")
    pad = pen.look.pad * pen.scale
    lw = pen.width * share
    for i, item in enumerate(items):
        text = pen.label(item, colon=pen.look.colon if rules == "none" else "")
        h = max(pen.label_height(text, lw - 2 * pad), pen.height(item.body, pen.width - lw - 2 * pad)) + 2 * pad
        pen.room(h)
        if shaded == "label":
            pen.sheet.box(pen.x, pen.y, lw, h, 0, fill=pen.look.shade)
        elif shaded == "zebra" and i % 2 == 0:
            pen.sheet.box(pen.x, pen.y, pen.width, h, 0, fill=pen.look.shade)
        if rules == "all":
            pen.sheet.box(pen.x, pen.y, lw, h, pen.look.rule, pen.look.colour)
            pen.sheet.box(pen.x + lw, pen.y, pen.width - lw, h, pen.look.rule, pen.look.colour)
        elif rules == "rows":
            pen.sheet.line(pen.x, pen.y + h, pen.x + pen.width, pen.y + h, pen.look.rule, pen.look.colour)
        pen.write_label(pen.x + pad, pen.y + pad, lw - 2 * pad, text)
        pen.write(pen.x + lw + pad, pen.y + pad, pen.width - lw - 2 * pad, item.body)
        pen.y += h


def margin(pen: Pen, items: list[Item], options: Options) -> None:
    """Labels set right in a left margin, values beside them, no rules."""
    share = float(options.get("label", "0.34"))
    lw = pen.width * share
    for item in items:
        text = pen.label(item)
        h = (
            max(pen.label_height(text, lw - 8), pen.height(item.body, pen.width - lw - 8))
            + pen.look.pad * 1.3 * pen.scale
        )
        pen.room(h)
        pen.write_label(pen.x, pen.y, lw - 8, text, align="right")
        pen.write(pen.x + lw + 4, pen.y, pen.width - lw - 8, item.body)
        pen.y += h


def dotted(pen: Pen, items: list[Item], options: Options) -> None:
    """Label, dotted leader, value."""
    share = float(options.get("label", "0.42"))
    lw = pen.width * share
    for item in items:
        text = pen.label(item, colon="", stacked=False)
        h = (
            max(pen.label_height(text, lw - 16), pen.height(item.body, pen.width - lw - 6))
            + pen.look.pad * 1.1 * pen.scale
        )
        pen.room(h)
        pen.write_label(pen.x, pen.y, lw - 16, text)
        if pen.label_height(text, lw - 16) < pen.label_size * 1.4:
            end = text_width(text, pen.look.label_font(), pen.label_size)
            dots = int((lw - end - 8) / text_width(".", pen.look.face.regular, pen.size))
            if dots > 2:
                pen.sheet.flow(pen.x + end + 3, pen.y, lw, ("." * dots,), pen.look.face.regular, pen.size)
        pen.write(
            pen.x + lw + 4,
            pen.y,
            pen.width - lw - 6,
            (": ", *item.body) if options.get("colon") == "yes" else item.body,
        )
        pen.y += h


def centred(pen: Pen, items: list[Item], options: Options) -> None:
    """Label and value centred, one below the other."""
    for item in items:
        text = pen.label(item, colon="", stacked=False)
        h = pen.label_height(text, pen.width) + pen.height(item.body, pen.width) + pen.look.pad * 1.2 * pen.scale
        pen.room(h)
        below = pen.write_label(pen.x, pen.y, pen.width, text, align="center")
        pen.write(pen.x, below, pen.width, item.body, align="center", font=pen.look.face.bold)
        pen.y += h


def pairs(pen: Pen, items: list[Item], options: Options) -> None:
    """Columns of `label: value` without rules, filled downwards."""
    columns = int(options.get("columns", "2"))
    per = -(-len(items) // columns)
    top, lowest = pen.y, pen.y
    gutter = 14.0
    w = (pen.width - gutter * (columns - 1)) / columns
    heights = [[_pair_height(pen, i, w) for i in items[c * per : (c + 1) * per]] for c in range(columns)]
    pen.room(max((sum(h) for h in heights if h), default=0))
    top = pen.y
    for c in range(columns):
        y = top
        for item, h in zip(items[c * per : (c + 1) * per], heights[c], strict=True):
            x = pen.x + c * (w + gutter)
            text = pen.label(item, colon=pen.look.colon or ":", stacked=False)
            lw = min(text_width(text, pen.look.label_font(), pen.label_size) + pen.size * 0.5, w * 0.62)
            pen.write_label(x, y, lw, text)
            pen.write(x + lw + 2, y, w - lw - 2, item.body)
            y += h
        lowest = max(lowest, y)
    pen.y = lowest


def _pair_height(pen: Pen, item: Item, w: float) -> float:
    text = pen.label(item, colon=pen.look.colon or ":", stacked=False)
    lw = min(text_width(text, pen.look.label_font(), pen.label_size) + pen.size * 0.5, w * 0.62)
    return max(pen.label_height(text, lw), pen.height(item.body, w - lw - 2)) + pen.look.pad * pen.scale


def stack(pen: Pen, items: list[Item], options: Options) -> None:
    """Label above value, one block below the other; or side by side in `columns` without rules."""
    columns = int(options.get("columns", "1"))
    gutter = 16.0
    w = (pen.width - gutter * (columns - 1)) / columns
    for start in range(0, len(items), columns):
        row = items[start : start + columns]
        texts = [pen.label(i) for i in row]
        h = (
            max(pen.label_height(t, w) + pen.height(i.body, w) for i, t in zip(row, texts, strict=True))
            + pen.look.pad * 2 * pen.scale
        )
        pen.room(h)
        for i, (item, text) in enumerate(zip(row, texts, strict=True)):
            x = pen.x + i * (w + gutter)
            below = pen.write_label(x, pen.y, w, text)
            pen.write(x, below, w, item.body)
        pen.y += h


def bare(pen: Pen, items: list[Item], options: Options) -> None:
    """Values without labels, as a letter's address block or a line of references."""
    for item in items:
        h = pen.height(item.body, pen.width)
        pen.room(h)
        pen.write(pen.x, pen.y, pen.width, item.body, align=options.get("align", "left"))
        pen.y += h + pen.look.pad * pen.scale


def underscored(pen: Pen, items: list[Item], options: Options) -> None:
    """A typewritten form: the label, and the value on a ruled line after it."""
    for item in items:
        text = pen.label(item, colon=options.get("colon", ":"), stacked=False)
        lw = min(text_width(text, pen.look.label_font(), pen.label_size) + 8, pen.width * 0.55)
        body = item.inline()
        h = max(pen.label_height(text, lw), pen.height(body, pen.width - lw)) + pen.look.pad * 1.4 * pen.scale
        pen.room(h)
        pen.write_label(pen.x, pen.y, lw, text)
        pen.write(pen.x + lw, pen.y, pen.width - lw, body)
        pen.sheet.line(
            pen.x + lw - 2,
            pen.y + h - pen.look.pad * pen.scale,
            pen.x + pen.width,
            pen.y + h - pen.look.pad * pen.scale,
            0.4,
            pen.look.colour,
            dash=options.get("dash") == "yes",
        )
        pen.y += h


def under(pen: Pen, items: list[Item], options: Options) -> None:
    """The value on a rule, and the small label beneath it; `columns` side by side."""
    columns = int(options.get("columns", "2"))
    gutter = 18.0
    w = (pen.width - gutter * (columns - 1)) / columns
    for start in range(0, len(items), columns):
        row = items[start : start + columns]
        texts = [pen.label(i, colon="", stacked=False) for i in row]
        top = max(pen.height(i.body, w) for i in row)
        h = top + max(pen.label_height(t, w) for t in texts) + pen.look.pad * 2.4 * pen.scale
        pen.room(h)
        for i, (item, text) in enumerate(zip(row, texts, strict=True)):
            x = pen.x + i * (w + gutter)
            pen.write(x + 2, pen.y + top - pen.height(item.body, w), w - 2, item.body)
            pen.sheet.line(x, pen.y + top + 1, x + w, pen.y + top + 1, pen.look.rule, pen.look.colour)
            pen.write_label(x + 2, pen.y + top + 2.5, w - 2, text)
        pen.y += h


ARRANGERS: dict[str, Arranger] = {
    "ledger": ledger,
    "margin": margin,
    "boxes": boxes.boxes,
    "pattern": boxes.pattern,
    "dotted": dotted,
    "strips": boxes.strips,
    "centred": centred,
    "pairs": pairs,
    "stack": stack,
    "bare": bare,
    "underscored": underscored,
    "quad": boxes.quad,
    "under": under,
    **forms.FORMS,
    **frames.FRAMES,
}
"""Every arranger by the name that plans use."""
