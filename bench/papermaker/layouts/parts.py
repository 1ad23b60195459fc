"""Blocks that are not items: headings, statements, line tables, totals, signatures, ornaments."""

from __future__ import annotations

from collections.abc import Callable

from bench.papermaker.fonts import faces
from bench.papermaker.layouts import tables
from bench.papermaker.layouts.endings import blanks, closing, conditions, signature, tearoff, words
from bench.papermaker.layouts.pen import Options, Pen
from bench.papermaker.paper import Piece

Part = Callable[[Pen, Options], None]


def _titles(pen: Pen, case: str) -> list[str]:
    return [t.upper() if case == "upper" else t for t in pen.paper.title]


def heading(pen: Pen, options: Options) -> None:
    """The state or company, the issuer, and the title.

    `style`: `state` (state, authority and title centred), `left`, `bar` (title in a coloured bar), `corner` (title
    left, number right), `letterhead` (the exporter as letterhead), `plain`. With `authority=yes` the issuing
    authority stands here without a label; with `number=yes` the document's number, with `dated=yes` its date too.
    """
    style = options.get("style", "state")
    case = options.get("case", pen.rng.choice(("plain", "upper")))
    big = pen.size * float(options.get("big", "1.7"))
    titles = _titles(pen, case)
    authority = pen.take("issuing_authority") if options.get("authority") == "yes" else []
    bold, regular = pen.look.title_face.bold, pen.look.title_face.regular
    if style == "letterhead":
        _letterhead(pen, options)
        style = options.get("then", "left")
    align = {
        "state": "center",
        "bar": "center",
        "left": "left",
        "corner": "left",
        "plain": "left",
        "centre": "center",
        "right": "right",
    }[style]
    if style == "state":
        pen.y = pen.sheet.flow(
            pen.x, pen.y, pen.width, (pen.paper.state.upper(),), regular, pen.size * 1.1, align="center"
        )
    if authority and style != "bar":
        pen.y = pen.write(pen.x, pen.y, pen.width, authority[0].body, align=align) + pen.size * 0.6
    if style == "bar":
        h = big * 1.2 * len(titles) + big * 0.7
        pen.sheet.box(pen.x, pen.y, pen.width, h, 0, fill=pen.look.colour)
        y = pen.y + big * 0.3
        for title in titles:
            y = pen.sheet.flow(pen.x, y, pen.width, (title,), bold, big, align="center", colour="#ffffff")
        pen.y += h + pen.size * 0.6
        if authority:
            pen.y = pen.write(pen.x, pen.y, pen.width, authority[0].body, align="center") + pen.size * 0.5
    else:
        top = pen.y
        for i, title in enumerate(titles):
            pen.y = pen.sheet.flow(
                pen.x,
                pen.y,
                pen.width * (0.66 if style == "corner" else 1),
                (title,),
                bold,
                big * (0.8 if i else 1),
                align=align,
                colour=pen.look.colour,
            )
        if style == "corner":
            for item in pen.take(options.get("right", "document_number")):
                body: list[Piece] = [f"{pen.label(item, stacked=False)} ", *item.inline()]
                top = pen.write(
                    pen.x + pen.width * 0.6, top, pen.width * 0.4, body, align="right", font=pen.look.face.bold
                )
            pen.y = max(pen.y, top)
    if pen.paper.form is not None:
        pen.y = pen.write(pen.x, pen.y, pen.width, (pen.paper.form,), align=align, size=big * 0.8, font=bold)
    if options.get("dated") == "yes":
        line: list[Piece] = []
        for item in pen.take("document_number"):
            line += [f"{pen.label(item, colon='', stacked=False)} ", *item.body]
        for item in pen.take("issue_date"):
            line += [{"en": " of ", "fr": " du ", "pt": " de ", "es": " del "}[pen.paper.language], *item.body]
        pen.y = pen.write(pen.x, pen.y + 2, pen.width, line, align=align, size=pen.size * 1.1)
    if options.get("number") == "yes":
        for item in pen.take("document_number"):
            pen.y = pen.write(
                pen.x,
                pen.y + 2,
                pen.width,
                (f"{pen.label(item, stacked=False)} ", *item.body),
                align=align,
                size=pen.size * 1.1,
            )
    if options.get("rule") == "yes":
        pen.sheet.line(pen.x, pen.y + 3, pen.x + pen.width, pen.y + 3, 1.2, pen.look.colour)
    pen.gap(0.9)


def _letterhead(pen: Pen, options: Options) -> None:
    """The exporter (or the laboratory) as letterhead: the name large, the address small."""
    align = options.get("align", "left")
    item = next(iter(pen.take(options.get("head", "exporter"))), None)
    if item is None:
        return
    pen.y = pen.sheet.flow(
        pen.x,
        pen.y,
        pen.width,
        item.body[:1],
        pen.look.title_face.bold,
        pen.size * 1.4,
        align=align,
        colour=pen.look.colour,
    )
    rest = [p for p in item.body[1:] if p != "\n"]
    if rest:
        inline: list[Piece] = []
        for p in rest:
            if inline:
                inline.append("\n" if options.get("address") == "lines" else " - ")
            inline.append(p if isinstance(p, str) or options.get("address") == "lines" else p.flat())
        pen.y = pen.write(
            pen.x, pen.y, pen.width, inline, size=pen.size * 0.88, align=align, font=pen.look.face.regular
        )
    if options.get("rule") == "yes":
        pen.sheet.line(pen.x, pen.y + 2, pen.x + pen.width, pen.y + 2, 0.8, pen.look.colour)
    pen.gap(1.2)


def serial(pen: Pen, options: Options) -> None:
    """The document's number alone, large and without a label, as a numbering stamp prints it; `align` places it."""
    font = faces()["courier"].bold
    for item in pen.take("document_number"):
        body = tuple(p for p in item.body if not isinstance(p, str))
        pen.y = pen.write(
            pen.x, pen.y, pen.width, body, align=options.get("align", "right"), size=pen.size * 1.5, font=font
        )
        pen.gap(0.5)


def ornament(pen: Pen, options: Options) -> None:
    """A guilloche or plain frame around the page, or a watermark; drawn first, under the text."""
    kind = options.get("kind", "guilloche")
    if kind == "guilloche":
        pen.sheet.guilloche(16, pen.rng, pen.rng.choice(("#9fb8c8", "#b9a88a", "#a3c2a3", "#c4a5b5")))
    elif kind == "frame":
        w, h = pen.sheet.size
        pen.sheet.box(18, 18, w - 36, h - 36, 1.4, pen.look.colour)
        pen.sheet.box(22, 22, w - 44, h - 44, 0.4, pen.look.colour)
    else:
        pen.sheet.watermark("SPECIMEN", 84, 0.93)


def space(pen: Pen, options: Options) -> None:
    """Vertical room."""
    pen.gap(float(options.get("lines", "1")))


PARTS: dict[str, Part] = {
    "heading": heading,
    "words": words,
    "table": tables.table,
    "totals": tables.totals_block,
    "serial": serial,
    "closing": closing,
    "signature": signature,
    "tearoff": tearoff,
    "blanks": blanks,
    "conditions": conditions,
    "assay": tables.assay_table,
    "ornament": ornament,
    "space": space,
}
"""Every part by the name that plans use."""
