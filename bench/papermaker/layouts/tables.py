"""Line tables, totals, and the table of an analysis."""

from __future__ import annotations

import re

from bench.papermaker.layouts.pen import Options, Pen
from bench.papermaker.paper import Cell, Column, Item, Piece


def table(pen: Pen, options: Options) -> None:
    """The line table. `style`: `ruled`, `open` (rule under the head), `zebra`, `columns` (vertical rules only), `none`.

    `total`: `row` (in the table's last row), `bare` (the same without the word), `block` (a list at the right below),
    `items` (left to other blocks). With `units=row` the units that the heads name stand in a second row beneath them;
    with `groups=yes` neighbouring columns of weights stand under a head of their own.
    """
    columns = pen.paper.columns
    if not columns:
        return
    style = options.get("style", "ruled")
    pad = min(pen.look.pad * pen.scale, 4.0)
    total_weight = sum(c.weight for c in columns)
    widths = [pen.width * c.weight / total_weight for c in columns]
    size = pen.size * float(options.get("size", "0.92"))

    def draw(cells: list[tuple[Piece, ...]], font: str, kind: str, fill: str = "") -> None:
        h = (
            max(pen.height(c or ("",), w - 2 * pad, size=size, font=font) for c, w in zip(cells, widths, strict=True))
            + 1.6 * pad
        )
        before = pen.pages
        pen.room(h)
        if pen.pages != before and kind != "head":
            head()
        if fill:
            pen.sheet.box(pen.x, pen.y, pen.width, h, 0, fill=fill)
        x = pen.x
        for column, cell, w in zip(columns, cells, widths, strict=True):
            if style == "ruled":
                pen.sheet.box(x, pen.y, w, h, pen.look.rule, pen.look.colour)
            elif style == "columns":
                pen.sheet.line(x, pen.y, x, pen.y + h, pen.look.rule, pen.look.colour)
                pen.sheet.line(x + w, pen.y, x + w, pen.y + h, pen.look.rule, pen.look.colour)
            if cell:
                align = "right" if column.numeric and options.get("numbers", "right") == "right" else "left"
                pen.write(x + pad, pen.y + 0.8 * pad, w - 2 * pad, cell, size=size, font=font, align=align)
            x += w
        if style in ("open", "columns") and kind in ("head", "total"):
            for y in (pen.y, pen.y + h):
                pen.sheet.line(pen.x, y, pen.x + pen.width, y, pen.look.rule, pen.look.colour)
        pen.y += h

    def head() -> None:
        fill = pen.look.shade if style in ("zebra", "ruled") and options.get("shade", "yes") == "yes" else ""
        labels = [c.label.upper() if pen.look.label_case == "upper" else c.label for c in columns]
        units = [_UNIT.search(label) for label in labels]
        if options.get("groups") == "yes":
            _group_head(pen, columns, widths, size, ruled=style == "ruled")
        if options.get("units") == "row" and any(units):
            heads = [_UNIT.sub("", label) for label in labels]
            draw([(label,) for label in heads], pen.look.face.bold, "head", fill)
            draw([(match[1],) if match else () for match in units], pen.look.face.regular, "head", fill)
        else:
            draw([(label,) for label in labels], pen.look.face.bold, "head", fill)

    pen.room(pen.size * 6)
    head()
    for i, row in enumerate(pen.paper.rows):
        draw(
            [row.get(c.key, ()) for c in columns],
            pen.look.face.regular,
            "row",
            pen.look.shade if style == "zebra" and i % 2 else "",
        )
    if style == "columns":
        pen.sheet.line(pen.x, pen.y, pen.x + pen.width, pen.y, pen.look.rule, pen.look.colour)
    where = options.get("total", "row")
    if where in ("row", "bare"):
        draw(_total_cells(pen, columns, worded=where == "row"), pen.look.face.bold, "total")
    pen.gap(0.6)
    if where == "block":
        keys = " ".join(
            k for k in ("parcel_count", "carat_weight", "net_weight", "gross_weight", "value") if k in pen.left
        )
        totals_block(pen, {"items": keys})


_UNIT = re.compile(r"\s*[(,]\s*([^\s(),]{1,9})\)?$")
_WEIGHTS = {
    "en": "Weight",
    "fr": "Poids",
    "pt": "Peso",
    "es": "Peso",
}


def _group_head(pen: Pen, columns: tuple[Column, ...], widths: list[float], size: float, *, ruled: bool) -> None:
    """A head over the columns of net and gross weight, where both are there and side by side."""
    keys = [c.key for c in columns]
    if "net_weight" not in keys or keys[keys.index("net_weight") + 1 :][:1] != ["gross_weight"]:
        return
    at = keys.index("net_weight")
    x, w = pen.x + sum(widths[:at]), sum(widths[at : at + 2])
    h = size * 1.7
    if ruled:
        pen.sheet.box(x, pen.y, w, h, pen.look.rule, pen.look.colour)
    else:
        pen.sheet.line(x + 3, pen.y + h - 1, x + w - 3, pen.y + h - 1, pen.look.rule, pen.look.colour)
    text = (_WEIGHTS[pen.paper.language],)
    pen.write(x, pen.y + size * 0.2, w, text, size=size, font=pen.look.face.bold, align="center")
    pen.y += h


def _total_cells(pen: Pen, columns: tuple[Column, ...], *, worded: bool) -> list[tuple[Piece, ...]]:
    cells: list[tuple[Piece, ...]] = []
    labelled = not worded
    for column in columns:
        if column.key in pen.paper.totals:
            pen.left.pop(column.key, None)
            cells.append(pen.paper.totals[column.key])
        elif column.key == "goods_description" and not labelled:
            labelled = True
            cells.append((pen.paper.total_label.upper() if pen.look.label_case == "upper" else pen.paper.total_label,))
        else:
            cells.append(())
    return cells


def totals_block(pen: Pen, options: Options) -> None:
    """Totals as a list of `label value` at the right edge; the value of the goods last and bold."""
    for item in pen.take(options.get("items", "value")):
        w = pen.width * 0.52
        x = pen.x + pen.width - w
        h = (
            max(pen.height(item.body, w * 0.48), pen.label_height(pen.label(item, stacked=False), w * 0.5))
            + pen.look.pad * pen.scale
        )
        pen.room(h)
        pen.write_label(x, pen.y, w * 0.5, pen.label(item, stacked=False))
        pen.write(
            x + w * 0.5,
            pen.y,
            w * 0.5,
            item.body,
            align="right",
            font=pen.look.face.bold if item.key == "value" else None,
        )
        pen.y += h
    pen.gap(0.5)


def assay_table(pen: Pen, options: Options) -> None:
    """The constituents: element and result, the graded one among them (its grade is the paper's `grade`)."""
    grade = next(iter(pen.take("grade")), None)
    asides = pen.paper.facts.asides
    rows: list[tuple[str, tuple[Piece, ...]]] = []
    if grade is not None:
        cell = next(p for p in grade.body if isinstance(p, Cell))
        rows.append((asides["element"], (_percent(cell, printed=not options.get("percent")),)))
    number = next((k for k in asides if k.startswith("element:")), "")
    for key, share in asides.items():
        if key.startswith("element:"):
            text = share.replace(".", ",") if number and "," in _grade_text(grade) else share
            rows.append((key.split(":")[1], (text if options.get("percent") else f"{text} %",)))
    if options.get("order") == "last" and grade is not None:
        rows = [*rows[1:], rows[0]]
    head = {
        "en": ("Element", "Result", "Method"),
        "fr": ("Élément", "Résultat", "Méthode"),
        "pt": ("Elemento", "Resultado", "Método"),
        "es": ("Elemento", "Resultado", "Método"),
    }[pen.paper.language]
    labels = (head[0], f"{head[1]} (%)" if options.get("percent") else head[1], head[2])
    pad = pen.look.pad * pen.scale
    if options.get("way") == "across":
        w = pen.width / len(rows)
        h = pen.size * 1.3 + 2 * pad
        pen.room(2 * h)
        for i, (name, value) in enumerate(rows):
            x = pen.x + i * w
            pen.sheet.box(x, pen.y, w, h, pen.look.rule, pen.look.colour, fill=pen.look.shade)
            pen.sheet.box(x, pen.y + h, w, h, pen.look.rule, pen.look.colour)
            pen.write(
                x + pad,
                pen.y + pad,
                w - 2 * pad,
                (name + (" %" if options.get("percent") else ""),),
                align="center",
                font=pen.look.face.bold,
            )
            pen.write(x + pad, pen.y + h + pad, w - 2 * pad, value, align="center")
        pen.y += 2 * h + pen.size
        return
    widths = (pen.width * 0.3, pen.width * 0.35, pen.width * 0.35)
    h = pen.size * 1.25 + 1.4 * pad
    pen.room(h * (len(rows) + 1))
    for r, row in enumerate([(labels[0], (labels[1],)), *rows]):
        x = pen.x
        method = pen.rng.choice(("XRF", "ICP-OES", "AAS", "Titration", "Fire assay")) if r else labels[2]
        for w, pieces in zip(widths, ((row[0],), row[1], (method,)), strict=True):
            if options.get("style", "ruled") == "ruled":
                pen.sheet.box(x, pen.y, w, h, pen.look.rule, pen.look.colour, fill="" if r else pen.look.shade)
            pen.write(x + pad, pen.y + 0.7 * pad, w - 2 * pad, pieces, font=pen.look.face.bold if r == 0 else None)
            x += w
        pen.y += h
    pen.gap(0.8)


def _grade_text(grade: Item | None) -> str:
    return next((p.text for p in grade.body if isinstance(p, Cell)), "") if grade is not None else ""


def _percent(cell: Cell, *, printed: bool) -> Cell:
    """The grade with its per cent sign beside it, or with the sign left to the table's head."""
    figure = cell.text.replace("%", "").replace("\N{NO-BREAK SPACE}", "")
    return Cell(cell.field, f"{figure}\N{NO-BREAK SPACE}%" if printed else figure, cell.value, cell.unit, cell.row)
