"""A layout as a list of steps, and the engine that draws a paper by it."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field

from bench.papermaker.layouts.arrange import ARRANGERS
from bench.papermaker.layouts.parts import PARTS
from bench.papermaker.layouts.pen import Pen, choose_look
from bench.papermaker.paper import Paper
from bench.papermaker.render import A4, LETTER, Mark, Sheet, Sign

FOOTERS = (
    "SPECIMEN - not a valid document",
    "SPECIMEN",
    "Specimen, no legal value",
    "SPECIMEN / MUESTRA",
    "SPECIMEN - sans valeur",
)


@dataclass(frozen=True)
class Step:
    """One block with its options; `selector` names the items it takes. A `split` has steps for its two halves."""

    block: str
    selector: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    left: tuple[Step, ...] = ()
    right: tuple[Step, ...] = ()


@dataclass(frozen=True)
class Plan:
    """One layout of a kind of paper, in one family.

    `mono` sets it in a typewriter's face and `upper` in capitals; `bilingual` says that it takes labels in two
    languages; `mode` binds it to one mode of transport; `rows` says that it has room for a line table; `landscape`
    lays the page on its side. A named `form` (`EUR.1`) has its own `titles` and serves exporters in `origins` only.
    """

    name: str
    kind: str
    family: str
    steps: tuple[Step, ...]
    mono: bool = False
    bilingual: bool = True
    mode: str = ""
    rows: bool = True
    upper: bool = False
    landscape: bool = False
    form: str = ""
    titles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    origins: tuple[str, ...] = ()


@dataclass(frozen=True)
class Drawn:
    """A drawn paper: its PDF, its page size in points, the number of pages, the marks of its values, and its signs."""

    pdf: bytes
    size: tuple[float, float]
    pages: int
    marks: tuple[Mark, ...]
    plan: str
    signs: tuple[Sign, ...] = ()


class DoesNotFitError(Exception):
    """A layout could not take the paper even at its smallest type."""


def _run(pen: Pen, steps: tuple[Step, ...]) -> None:
    for s in steps:
        if s.block == "split":
            x, width, top = pen.x, pen.width, pen.y
            share = float(s.options["at"])
            pen.width = width * share - 8
            _run(pen, s.left)
            low = pen.y
            pen.x, pen.width, pen.y = x + width * share + 8, width * (1 - share) - 8, top
            _run(pen, s.right)
            pen.x, pen.width, pen.y = x, width, max(low, pen.y)
        elif s.block in PARTS:
            PARTS[s.block](pen, dict(s.options))
        else:
            items = pen.take(s.selector)
            if items:
                ARRANGERS[s.block](pen, items, dict(s.options))


def _attempt(paper: Paper, plan: Plan, seed: str, scale: float, pages: int) -> tuple[Sheet, Pen]:
    rng = random.Random(seed)
    size = LETTER if rng.random() < 0.12 else A4
    if plan.landscape:
        size = (size[1], size[0])
    sheet = Sheet(size)
    pen = Pen(sheet, paper, choose_look(rng, mono=plan.mono), rng, scale)
    footer, watermark = rng.choice(FOOTERS), rng.random() < 0.15
    where = rng.choice(("left", "center", "right"))
    if watermark:
        sheet.watermark("SPECIMEN", 80, 0.95)
    number = {"en": "Page", "fr": "Page", "pt": "Página", "es": "Página"}[paper.language]
    of = {"en": "of", "fr": "sur", "pt": "de", "es": "de"}[paper.language]
    if rng.random() < 0.15:  # the day on which the form was printed: no date of the paper
        printed = (
            f"{rng.randint(1, 28):02d}.{rng.randint(1, 12):02d}.2026 {rng.randint(8, 18):02d}:{rng.randint(0, 59):02d}"
        )
        footer = f"{footer}   {printed}"

    def foot() -> None:
        text = f"{footer}   {number} {sheet.page + 1} {of} {pages}" if pages > 1 else footer
        width = size[0] - 2 * pen.look.margin
        sheet.flow(
            pen.look.margin, size[1] - 22, width, (text,), pen.look.face.regular, 6.5, align=where, colour="#777777"
        )

    sheet.at_page_end = foot
    _run(pen, plan.steps)
    return sheet, pen


def _codes(sheet: Sheet, rng: random.Random) -> None:
    """Now and then a QR or bar code at the foot of the last page, where there is room."""
    side = rng.uniform(50, 80)
    room = sheet.size[1] - 34 - max(sheet.lowest, *(s.rect[3] for s in sheet.signs if s.page == sheet.page), 0.0)
    if rng.random() > 0.3 or room < side + 12:
        return
    number = f"{rng.choice('ABKR')}{rng.randrange(10**9):09d}"
    x, y = rng.uniform(40, sheet.size[0] - 240), sheet.size[1] - 34 - side
    if rng.random() < 0.6:
        sheet.code(f"https://{rng.choice(CODE_HOSTS)}/v?n={number}", x, y, side)
    else:
        sheet.bars(number, x, y + side / 2, 190, side / 2)


CODE_HOSTS = ("certificates.iccwbo.org", "ceec.cd", "verify-certificate.example", "qr.example.org")
"""Where the codes of the papers lead; two of them are official."""


def draw_paper(paper: Paper, plan: Plan, seed: str) -> Drawn:
    """Draws a paper, in smaller type if it does not fit.

    Raises DoesNotFitError if it never fits, and ValueError if the plan leaves an item undrawn: a plan that forgets a
    field would make a truth that lacks it.
    """
    for scale in (1.0, 0.94, 0.88, 0.82, 0.76, 0.7, 0.64):
        sheet, pen = _attempt(paper, plan, seed, scale, 1)
        if pen.overflow:
            continue
        if sheet.page:
            sheet, pen = _attempt(paper, plan, seed, scale, sheet.page + 1)
        if pen.left:
            raise ValueError(f"plan {plan.name} leaves out {', '.join(pen.left)}")
        pages = sheet.page + 1
        _codes(sheet, random.Random(f"{seed}/codes"))
        return Drawn(sheet.finish(), sheet.size, pages, tuple(sheet.marks), plan.name, tuple(sheet.signs))
    raise DoesNotFitError(f"plan {plan.name}: {paper.facts.kind} does not fit on its page")
