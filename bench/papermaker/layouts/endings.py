"""Blocks of words that close a paper: statements, signatures, blanks to fill in, slips to tear off, conditions."""

from __future__ import annotations

from bench.papermaker.layouts.pen import Options, Pen
from bench.papermaker.paper import Piece
from bench.papermaker.places import NATIONS
from bench.papermaker.render import Sign
from bench.papermaker.stamps import stamp_png
from bench.papermaker.wording import SENTENCES, choose_label


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
