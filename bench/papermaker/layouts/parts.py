"""Blocks that are not items: headings, statements, line tables, totals, signatures, ornaments."""

from __future__ import annotations

from collections.abc import Callable

from bench.papermaker.fonts import faces
from bench.papermaker.layouts import tables
from bench.papermaker.layouts.pen import Options, Pen
from bench.papermaker.paper import Piece
from bench.papermaker.places import NATIONS
from bench.papermaker.render import Sign
from bench.papermaker.stamps import stamp_png
from bench.papermaker.wording import SENTENCES, choose_label

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


def words(pen: Pen, options: Options) -> None:
    """A sentence of the paper: `of` names it; values inside it are remembered line by line."""
    pieces = pen.paper.prose.get(options.get("of", "statement"))
    if not pieces:
        return
    font = {"italic": pen.look.face.italic, "bold": pen.look.face.bold}.get(
        options.get("cut", ""), pen.look.face.regular
    )
    size = pen.size * float(options.get("size", "0.95"))
    h = pen.height(pieces, pen.width, size=size, font=font) + pen.size
    pen.room(h)
    pen.write(pen.x, pen.y, pen.width, pieces, size=size, font=font, align=options.get("align", "left"), by_line=True)
    pen.y += h
    for name in options.get("covers", "").split("+"):
        pen.left.pop(name, None)


def serial(pen: Pen, options: Options) -> None:
    """The document's number alone, large and without a label, as a numbering stamp prints it; `align` places it."""
    font = faces()["courier"].bold
    for item in pen.take("document_number"):
        body = tuple(p for p in item.body if not isinstance(p, str))
        pen.y = pen.write(
            pen.x, pen.y, pen.width, body, align=options.get("align", "right"), size=pen.size * 1.5, font=font
        )
        pen.gap(0.5)


_DONE = {
    "en": ("Done at {}, on ", "{}, "),
    "fr": ("Fait à {}, le ", "{}, le "),
    "pt": ("Feito em {}, em ", "{}, "),
    "es": ("Hecho en {}, a ", "{}, "),
}


def closing(pen: Pen, options: Options) -> None:
    """Place and date over the signature, `Done at Luanda, on …`: the date of issue has no other label."""
    words = pen.rng.choice(_DONE[pen.paper.language]).format(NATIONS[pen.paper.facts.issuer].towns[0][1])
    for item in pen.take("issue_date"):
        body: list[Piece] = [words, *item.inline()]
        pen.room(pen.size * 2)
        pen.gap(0.5)
        pen.y = pen.write(pen.x, pen.y, pen.width, body, align=options.get("align", "left"))
        pen.gap(0.5)


def signature(pen: Pen, options: Options) -> None:
    """Place, signature and stamp. `stamp`: `round`, `frame`, `over` (over the text above) or `no`."""
    h = pen.size * 5.2
    pen.room(h)
    x = pen.x + (pen.width * 0.55 if options.get("side", "left") == "right" else 0)
    text = options.get("label", "yes")
    y = pen.y
    if text == "yes":
        y = pen.write_label(x, y, pen.width * 0.42, pen.rng.choice(_place_words(pen)))
    pen.sheet.scribble(
        x + 6, y + pen.size * 2.0, pen.width * 0.16, pen.rng, pen.rng.choice(("#1b2f7a", "#111111", "#12406b"))
    )
    if pen.paper.signatory:
        pen.write(x, y + pen.size * 2.6, pen.width * 0.4, (pen.paper.signatory,), size=pen.size * 0.9)
    stamp = options.get("stamp", "round")
    if stamp != "no":
        side = pen.sheet.size[0] * pen.rng.uniform(0.13, 0.18)
        words = pen.paper.state if pen.paper.facts.kind in ("kp", "icglr", "lic") else pen.paper.title[0]
        png = stamp_png(
            words,
            pen.rng.choice(((30, 50, 150), (160, 30, 40), (90, 40, 120))),
            "frame" if stamp == "frame" else "round",
            pen.rng.uniform(-25, 25),
        )
        sx = pen.x + pen.width * (0.25 if options.get("side") == "right" else 0.62)
        sy = pen.y - (side * 0.75 if stamp == "over" else 0)
        top = min(sy, pen.bottom - side)
        pen.sheet.picture(png, sx, top, side, side)
        pen.sheet.signs.append(Sign("stamp", pen.sheet.page, (sx, top, sx + side, top + side)))
    pen.y += h


def _place_words(pen: Pen) -> tuple[str, ...]:
    return {
        "en": ("Authorised signature", "Signature and stamp", "Signed for and on behalf of the company"),
        "fr": ("Signature autorisée", "Signature et cachet", "Pour la société"),
        "pt": ("Assinatura autorizada", "Assinatura e carimbo"),
        "es": ("Firma autorizada", "Firma y sello"),
    }[pen.paper.language]


_CONFIRMATION = {
    "en": "Import confirmation (to be returned to the issuing authority)",
    "fr": "Confirmation d'importation (à retourner à l'autorité émettrice)",
    "pt": "Confirmação de importação (a devolver à autoridade emissora)",
    "es": "Confirmación de importación (devuélvase a la autoridad emisora)",
}


def _blank_label(pen: Pen, key: str) -> str:
    return choose_label(key, pen.paper.facts.kind, pen.paper.language, "train", pen.rng).replace("(#)", "").strip()


def tearoff(pen: Pen, options: Options) -> None:
    """The part that the importing authority fills in and sends back: labels without values."""
    keys = options.get("of", "country_of_destination importer carat_weight value hs_codes receipt").split()
    pen.room(pen.size * (3 + 1.9 * len(keys)))
    pen.gap(0.8)
    pen.sheet.line(pen.x, pen.y, pen.x + pen.width, pen.y, 0.5, "#555555", dash=True)
    pen.gap(0.6)
    pen.y = pen.write(pen.x, pen.y, pen.width, (_CONFIRMATION[pen.paper.language],), font=pen.look.face.bold)
    for key in keys:
        pen.gap(0.5)
        below = pen.write_label(pen.x, pen.y, pen.width * 0.45, _blank_label(pen, key))
        pen.sheet.line(pen.x + pen.width * 0.45, below, pen.x + pen.width, below, 0.4, "#555555")
        pen.y = below


def blanks(pen: Pen, options: Options) -> None:
    """Boxes that nobody filled in."""
    keys = options.get("of", "official").split()
    h = pen.size * float(options.get("tall", "3"))
    pen.room(h)
    w = pen.width / len(keys)
    for i, key in enumerate(keys):
        pen.sheet.box(pen.x + i * w, pen.y, w, h, pen.look.rule, pen.look.colour)
        pen.write_label(pen.x + i * w + 3, pen.y + 3, w - 6, _blank_label(pen, key))
    pen.y += h


def conditions(pen: Pen, options: Options) -> None:
    """A further page of small print."""
    pen.sheet.new_page()
    pen.pages += 1
    y = pen.sheet.flow(
        pen.look.margin, pen.look.margin, pen.width, (_CONDITIONS[pen.paper.language],), pen.look.face.bold, 11
    )
    texts = SENTENCES["conditions"][pen.paper.language]
    for n in range(int(options.get("paragraphs", "18"))):
        y = pen.sheet.flow(
            pen.look.margin, y + 3, pen.width, (f"{n + 1}. {texts[n % len(texts)]}",), pen.look.face.regular, 7.5
        )
    pen.y = y


_CONDITIONS = {
    "en": "General terms and conditions",
    "fr": "Conditions générales",
    "pt": "Condições gerais",
    "es": "Condiciones generales",
}


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
