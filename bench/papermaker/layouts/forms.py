"""Blocks that arrange labelled items as forms and typists do: registers, aligned colons, numbered cells, prose."""

from __future__ import annotations

from bench.papermaker.fonts import text_width
from bench.papermaker.layouts.pen import Options, Pen
from bench.papermaker.paper import Item, Piece

_HEADS = {
    "en": ("No.", "Particulars", "Details"),
    "fr": ("N°", "Rubrique", "Indications"),
    "pt": ("N.º", "Rubrica", "Indicações"),
    "es": ("N.º", "Concepto", "Detalle"),
}
_SECTIONS = {
    "en": ("Parties", "Consignment", "Further particulars"),
    "fr": ("Parties", "Envoi", "Autres renseignements"),
    "pt": ("Intervenientes", "Remessa", "Outras indicações"),
    "es": ("Intervinientes", "Envío", "Otros datos"),
}


def section_words(language: str) -> tuple[str, ...]:
    """What the three sections of a form are called in `language`."""
    return _SECTIONS[language]


def righted(pen: Pen, items: list[Item], options: Options) -> None:
    """Label at the left edge, value flush with the right one; `rules=yes` draws a line under each."""
    for item in items:
        text = pen.label(item, stacked=False)
        lw = min(text_width(text, pen.look.label_font(), pen.label_size) + pen.size, pen.width * 0.5)
        h = max(pen.label_height(text, lw), pen.height(item.body, pen.width - lw)) + pen.look.pad * 1.3 * pen.scale
        pen.room(h)
        pen.write_label(pen.x, pen.y, lw, text)
        pen.write(pen.x + lw, pen.y, pen.width - lw, item.body, align="right")
        if options.get("rules") == "yes":
            y = pen.y + h - pen.look.pad * 0.5 * pen.scale
            pen.sheet.line(pen.x, y, pen.x + pen.width, y, 0.4, pen.look.colour)
        pen.y += h


def register(pen: Pen, items: list[Item], options: Options) -> None:
    """A ruled table of three columns: number, particular, entry; `head=no` leaves its heading away."""
    pad = pen.look.pad * pen.scale
    narrow, middle = pen.width * 0.07, pen.width * float(options.get("label", "0.36"))
    widths = (narrow, middle, pen.width - narrow - middle)
    rows: list[tuple[str, str, tuple[Piece, ...]]] = []
    if options.get("head", "yes") == "yes":
        number, label, entry = _HEADS[pen.paper.language]
        rows.append((number, label, (entry,)))
    rows += [(str(n), pen.label(item, colon=""), item.body) for n, item in enumerate(items, start=1)]
    for number, label, body in rows:
        inner = [w - 2 * pad for w in widths]
        h = max(pen.label_height(label, inner[1]), pen.height(body, inner[2]), pen.size * 1.2) + 2 * pad
        pen.room(h)
        x = pen.x
        for w in widths:
            pen.sheet.box(x, pen.y, w, h, pen.look.rule, pen.look.colour)
            x += w
        pen.write_label(pen.x + pad, pen.y + pad, inner[0], number)
        pen.write_label(pen.x + widths[0] + pad, pen.y + pad, inner[1], label)
        pen.write(pen.x + widths[0] + widths[1] + pad, pen.y + pad, inner[2], body)
        pen.y += h


def colons(pen: Pen, items: list[Item], options: Options) -> None:
    """A typist's list: labels at the left, all colons under each other, values after them."""
    at = pen.width * float(options.get("label", "0.34"))
    for item in items:
        text = pen.label(item, colon="", stacked=False)
        h = max(pen.label_height(text, at - 6), pen.height(item.body, pen.width - at - 12))
        h += pen.look.pad * pen.scale
        pen.room(h)
        pen.write_label(pen.x, pen.y, at - 6, text)
        pen.sheet.flow(pen.x + at, pen.y, 10, (":",), pen.look.face.regular, pen.size)
        pen.write(pen.x + at + 10, pen.y, pen.width - at - 12, item.body)
        pen.y += h


def numbercells(pen: Pen, items: list[Item], options: Options) -> None:
    """Boxes in `columns`, each with its number in a small cell of its own; label over value beside it."""
    columns = int(options.get("columns", "2"))
    pad = pen.look.pad * pen.scale
    tiny = pen.size * 2.1
    w = pen.width / columns
    for start in range(0, len(items), columns):
        row = items[start : start + columns]
        inner = w - tiny - 2 * pad
        texts = [pen.label(item, colon="") for item in row]
        h = max(pen.label_height(t, inner) + pen.height(i.body, inner) for i, t in zip(row, texts, strict=True))
        h += 2.4 * pad
        pen.room(h)
        for n, (item, text) in enumerate(zip(row, texts, strict=True)):
            x = pen.x + n * w
            pen.sheet.box(x, pen.y, w, h, pen.look.rule, pen.look.colour)
            pen.sheet.box(x, pen.y, tiny, pen.size * 1.7, pen.look.rule, pen.look.colour)
            pen.write_label(x + 3, pen.y + 2, tiny - 4, str(start + n + 1))
            below = pen.write_label(x + tiny + pad, pen.y + pad, inner, text)
            pen.write(x + tiny + pad, below + pad * 0.4, inner, item.body)
        pen.y += h


def centredboxes(pen: Pen, items: list[Item], options: Options) -> None:
    """Boxes in `columns`, the label small in the upper left corner, the value centred beneath."""
    columns = int(options.get("columns", "2"))
    pad = pen.look.pad * pen.scale
    for start in range(0, len(items), columns):
        row = items[start : start + columns]
        w = pen.width / len(row)
        inner = w - 2 * pad
        texts = [pen.label(item, colon="", stacked=False) for item in row]
        tops = max(pen.label_height(t, inner) for t in texts)
        h = tops + max(pen.height(i.body, inner) for i in row) + 3.2 * pad
        pen.room(h)
        for n, (item, text) in enumerate(zip(row, texts, strict=True)):
            x = pen.x + n * w
            pen.sheet.box(x, pen.y, w, h, pen.look.rule, pen.look.colour)
            pen.write_label(x + pad, pen.y + pad * 0.8, inner, text)
            pen.write(x + pad, pen.y + tops + 1.8 * pad, inner, item.body, align="center")
        pen.y += h


def running(pen: Pen, items: list[Item], options: Options) -> None:
    """All items in running text, `Label: value` parted by `mark` (a semicolon, a bar, a dash)."""
    mark = options.get("mark", ";")
    pieces: list[Piece] = []
    for item in items:
        if pieces:
            pieces.append(f"{mark} " if mark == ";" else f" {mark} ")
        pieces += [f"{pen.label(item, colon=':', stacked=False)} ", *item.inline()]
    h = pen.height(pieces, pen.width) + pen.size * 0.6
    pen.room(h)
    pen.write(pen.x, pen.y, pen.width, pieces, by_line=True)
    pen.y += h


def lettered(pen: Pen, items: list[Item], options: Options) -> None:
    """A numbered list in sections, as questionnaires are: `1.2 Label`, the value beneath, set in, or after a dash."""
    beside = options.get("beside", "no") == "yes"
    per = max(1, -(-len(items) // 3))
    for n, item in enumerate(items):
        if n % per == 0 and options.get("sections", "yes") == "yes":
            heading = f"{'ABC'[n // per]}. {_SECTIONS[pen.paper.language][n // per]}"
            pen.room(pen.size * 3)
            pen.gap(0.4)
            pen.y = pen.write(pen.x, pen.y, pen.width, (heading,), font=pen.look.face.bold) + 3
        number = f"{n // per + 1}.{n % per + 1}"
        indent = pen.size * 2.4
        if beside:
            line: list[Piece] = [f"{number} {pen.label(item, colon='', stacked=False)} \N{EN DASH} ", *item.inline()]
            h = pen.height(line, pen.width) + pen.look.pad * pen.scale
            pen.room(h)
            pen.write(pen.x, pen.y, pen.width, line)
        else:
            text = f"{number}  {pen.label(item, colon=pen.look.colon, stacked=False)}"
            h = pen.label_height(text, pen.width) + pen.height(item.body, pen.width - indent)
            h += pen.look.pad * 1.6 * pen.scale
            pen.room(h)
            below = pen.write_label(pen.x, pen.y, pen.width, text)
            pen.write(pen.x + indent, below + 1, pen.width - indent, item.body)
        pen.y += h


def translated(pen: Pen, items: list[Item], options: Options) -> None:
    """The label, its second language in italics under it, and the value at the right; a rule under each."""
    lw = pen.width * float(options.get("label", "0.38"))
    for item in items:
        first = f"{item.label}{pen.look.colon}"
        second = item.label2
        h = pen.label_height(first, lw - 8)
        if second:
            h += pen.sheet.measure((second,), pen.look.face.italic, pen.label_size * 0.9, lw - 8)
        h = max(h, pen.height(item.body, pen.width - lw)) + pen.look.pad * 1.6 * pen.scale
        pen.room(h)
        below = pen.write_label(pen.x, pen.y, lw - 8, first)
        if second:
            pen.sheet.flow(pen.x, below, lw - 8, (second,), pen.look.face.italic, pen.label_size * 0.9)
        pen.write(pen.x + lw, pen.y, pen.width - lw, item.body)
        y = pen.y + h - pen.look.pad * 0.6 * pen.scale
        pen.sheet.line(pen.x, y, pen.x + pen.width, y, 0.3, pen.look.colour)
        pen.y += h


FORMS = {
    "righted": righted,
    "register": register,
    "colons": colons,
    "numbercells": numbercells,
    "centredboxes": centredboxes,
    "running": running,
    "lettered": lettered,
    "translated": translated,
}
"""These arrangers by the name that plans use."""
