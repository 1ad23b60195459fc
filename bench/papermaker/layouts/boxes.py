"""Blocks that arrange labelled items in boxes: grids, forms in a given pattern, strips, rows of four cells."""

from __future__ import annotations

from collections.abc import Sequence

from bench.papermaker.fonts import text_width
from bench.papermaker.layouts.pen import Options, Pen
from bench.papermaker.paper import Item, Piece


def _box_rows(pen: Pen, rows: Sequence[Sequence[tuple[Item, float]]], options: Options, number: int) -> int:
    """Draws rows of boxes, each with its share of the width; returns the next box number."""
    numbered = options.get("number", "no") == "yes"
    beside = options.get("beside", "no") == "yes"
    shaded = options.get("shade", "no") == "yes"
    ruled = options.get("ruled", "yes") == "yes"
    tall = float(options.get("tall", "0"))
    pad = pen.look.pad * pen.scale
    for row in rows:
        total = sum(w for _, w in row)
        widths = [pen.width * w / total for _, w in row]
        labels = []
        for item, _ in row:
            text = pen.label(item, colon=pen.look.colon if beside else "")
            labels.append(f"{number}. {text}" if numbered else text)
            number += 1
        heights = []
        for (item, _), w, text in zip(row, widths, labels, strict=True):
            inner = w - 2 * pad
            if beside and _fits_beside(pen, item, text, inner):
                heights.append(max(pen.label_height(text, inner), pen.height(item.body, inner)))
            else:
                heights.append(pen.label_height(text, inner) + pen.height(item.body, inner) + pad * 0.4)
        h = max(*heights, tall * pen.size) + 2 * pad if len(heights) > 1 else max(heights[0], tall * pen.size) + 2 * pad
        pen.room(h)
        x = pen.x
        for (item, _), w, text in zip(row, widths, labels, strict=True):
            inner = w - 2 * pad
            if shaded:
                pen.sheet.box(x, pen.y, w, pen.label_height(text, inner) + pad * 1.2, 0, fill=pen.look.shade)
            if ruled:
                pen.sheet.box(x, pen.y, w, h, pen.look.rule, pen.look.colour)
            if beside and _fits_beside(pen, item, text, inner):
                lw = text_width(text, pen.look.label_font(), pen.label_size) + pen.size * 0.6
                pen.write_label(x + pad, pen.y + pad, inner, text)
                pen.write(x + pad + lw, pen.y + pad, inner - lw + 1, item.body)
            else:
                below = pen.write_label(x + pad, pen.y + pad, inner, text)
                pen.write(x + pad, below + pad * 0.4, inner, item.body)
            x += w
        pen.y += h
    return number


def _fits_beside(pen: Pen, item: Item, label: str, width: float) -> bool:
    lw = text_width(label.replace("\n", " "), pen.look.label_font(), pen.label_size) + pen.size * 0.6
    return "\n" not in label and pen.height(item.body, max(20.0, width - lw)) <= pen.size * 1.3 and lw < width * 0.7


def boxes(pen: Pen, items: list[Item], options: Options) -> None:
    """A grid of boxes, the small label above the value in each; `columns` per row, parties wider."""
    columns = int(options.get("columns", "2"))
    rows: list[list[tuple[Item, float]]] = []
    row: list[tuple[Item, float]] = []
    for item in items:
        wide = item.key in ("exporter", "importer", "goods_description") and columns > 2
        row.append((item, 1.5 if wide else 1.0))
        if len(row) == columns or (wide and len(row) == 2):
            rows.append(row)
            row = []
    if row:
        rows.append(row)
    _box_rows(pen, rows, options, int(options.get("start", "1")))


def pattern(pen: Pen, items: list[Item], options: Options) -> None:
    """Boxes in a given pattern: `rows` such as `exporter 50 document_number 50 / importer 50 issue_date 50`.

    Boxes whose item the paper lacks are left out, and their neighbours take the room; items not in the pattern
    follow two by two.
    """
    by_key = {item.key: item for item in items}
    rows: list[list[tuple[Item, float]]] = []
    for spec in options["rows"].split("/"):
        words = spec.split()
        row = []
        for key, share in zip(words[::2], words[1::2], strict=True):
            merged = [by_key.pop(k) for k in key.split("+") if k in by_key]
            if merged:
                row.append((merge(pen, merged), float(share)))
        if row:
            rows.append(row)
    number = _box_rows(pen, rows, options, 1)
    rest = [(item, 1.0) for item in items if item.key in by_key]
    _box_rows(pen, [rest[i : i + 2] for i in range(0, len(rest), 2)], options, number)


def merge(pen: Pen, items: Sequence[Item]) -> Item:
    """Several items in one box: the first one's label heads it, the others follow as lines `label value`."""
    if len(items) == 1:
        return items[0]
    body: list[Piece] = [*items[0].body]
    for item in items[1:]:
        body += ["\n", f"{item.label}{pen.look.colon or ''} ", *item.inline()]
    return Item(items[0].key, items[0].label, tuple(body), items[0].label2)


def strips(pen: Pen, items: list[Item], options: Options) -> None:
    """Horizontal strips: a row of labels (shaded or ruled) over a row of values."""
    columns = int(options.get("columns", "4"))
    pad = pen.look.pad * pen.scale
    for start in range(0, len(items), columns):
        row = items[start : start + columns]
        w = pen.width / len(row)
        texts = [pen.label(i, colon="") for i in row]
        top = max(pen.label_height(t, w - 2 * pad) for t in texts) + 1.4 * pad
        low = max(pen.height(i.body, w - 2 * pad) for i in row) + 1.6 * pad
        pen.room(top + low)
        for i, (item, text) in enumerate(zip(row, texts, strict=True)):
            x = pen.x + i * w
            if options.get("ruled", "yes") == "yes":
                pen.sheet.box(x, pen.y, w, top, pen.look.rule, pen.look.colour, fill=pen.look.shade)
                pen.sheet.box(x, pen.y + top, w, low, pen.look.rule, pen.look.colour)
            else:
                pen.sheet.line(x, pen.y + top, x + w - 6, pen.y + top, pen.look.rule, pen.look.colour)
            centre = "center" if options.get("align") == "center" else "left"
            pen.write_label(x + pad, pen.y + 0.7 * pad, w - 2 * pad, text, align=centre)
            pen.write(x + pad, pen.y + top + 0.8 * pad, w - 2 * pad, item.body, align=centre)
        pen.y += top + low
        pen.gap(0.5)


def quad(pen: Pen, items: list[Item], options: Options) -> None:
    """Ruled rows of four cells: label, value, label, value; a party's block takes a row of its own."""
    pad = pen.look.pad * pen.scale
    share = float(options.get("label", "0.4"))
    rows: list[list[Item]] = []
    for item in items:
        alone = item.key in ("exporter", "importer", "in_words", "bank", "notify")
        if (
            alone
            or not rows
            or len(rows[-1]) == 2
            or rows[-1][0].key in ("exporter", "importer", "in_words", "bank", "notify")
        ):
            rows.append([item])
        else:
            rows[-1].append(item)
    for row in rows:
        half = pen.width / 2
        lw = half * share
        spans = [half - lw if len(row) == 2 else pen.width - lw for _ in row]
        texts = [pen.label(i, colon="") for i in row]
        heights = [
            max(pen.label_height(t, lw - 2 * pad), pen.height(i.body, w - 2 * pad))
            for i, t, w in zip(row, texts, spans, strict=True)
        ]
        h = max(heights) + 1.6 * pad
        pen.room(h)
        x = pen.x
        for item, text, w in zip(row, texts, spans, strict=True):
            fill = pen.look.shade if options.get("shade", "yes") == "yes" else ""
            pen.sheet.box(x, pen.y, lw, h, pen.look.rule, pen.look.colour, fill=fill)
            pen.sheet.box(x + lw, pen.y, w, h, pen.look.rule, pen.look.colour)
            pen.write_label(x + pad, pen.y + 0.8 * pad, lw - 2 * pad, text)
            pen.write(x + lw + pad, pen.y + 0.8 * pad, w - 2 * pad, item.body)
            x += lw + w
        pen.y += h
