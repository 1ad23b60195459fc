"""Invoices and packing lists drawn word by word, with what must be read from their tables.

No picture is made, so that the reading of tables is measured and not the OCR.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from reportlab.pdfbase.pdfmetrics import stringWidth  # type: ignore[import-untyped]  # reportlab ships no types

from bench.tables_words import FORWARD, GOODS, HEADS, SUBTOTALS, TOTALS
from extract.model import DocumentKind
from ingest.model import Box, Page, Ruling, Word

WIDTH, HEIGHT = 595.0, 842.0
Origin = Literal["text-layer", "ocr"]

_NUMERIC = ("parcel_count", "net_weight", "gross_weight", "unit_price", "value")


@dataclass
class Ledger:
    """A table that was drawn: its pages and what must be read from it."""

    kind: DocumentKind
    language: str
    pages: list[Page]
    rows: list[dict[str, str]] = field(default_factory=list)
    totals: dict[str, str] = field(default_factory=dict)
    traits: list[str] = field(default_factory=list)


class _Paper:
    """Sheets of paper on which words are set with a font's own widths."""

    def __init__(self, chance: random.Random, origin: Origin) -> None:
        self.chance = chance
        self.origin: Origin = origin
        self.sheets: list[tuple[list[Word], list[Ruling]]] = [([], [])]
        self.size = chance.choice((8.0, 8.5, 9.0, 10.0))

    def turn(self) -> None:
        """Begins a new sheet."""
        self.sheets.append(([], []))

    def width(self, text: str) -> float:
        """The width of a text, in points."""
        return float(stringWidth(text, "Helvetica", self.size))

    def put(self, x: float, y: float, text: str, *, right: bool = False) -> None:
        """Sets a text with its left edge, or its right edge, at x and its top at y."""
        x = x - self.width(text) if right else x
        words = self.sheets[-1][0]
        for word in text.split(" "):
            wide = self.width(word)
            jitter = [self.chance.gauss(0, 0.5 if self.origin == "ocr" else 0.0) for _ in range(4)]
            box = Box(
                (x + jitter[0]) / WIDTH,
                (y + jitter[1]) / HEIGHT,
                (x + wide + jitter[2]) / WIDTH,
                (y + self.size + jitter[3]) / HEIGHT,
            )
            sure = 1.0 if self.origin == "text-layer" else round(self.chance.uniform(0.86, 0.99), 3)
            words.append(Word(word, box, sure, "text-layer" if self.origin == "text-layer" else "tesseract"))
            x += wide + self.width(" ")

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Draws a ruling line."""
        self.sheets[-1][1].append(Ruling(x0 / WIDTH, y0 / HEIGHT, x1 / WIDTH, y1 / HEIGHT))

    def pages(self) -> list[Page]:
        """The sheets as ingest would hand them on."""
        return [
            Page(
                file="f" * 64,
                number=number,
                width=WIDTH,
                height=HEIGHT,
                origin=self.origin,
                words=tuple(words),
                rulings=tuple(rulings),
            )
            for number, (words, rulings) in enumerate(self.sheets, start=1)
        ]


def _written(number: Decimal, language: str) -> str:
    text = f"{number:,}"
    marks = {"en": (",", "."), "fr": (" ", ","), "pt": (".", ","), "es": (".", ",")}[language]
    return text.replace(",", "\0").replace(".", marks[1]).replace("\0", marks[0])


def draw(seed: int, origin: Origin = "text-layer") -> Ledger:
    """A table over one to three pages, with its truth; the same seed draws the same table."""
    chance = random.Random(seed)
    language = chance.choice(("en", "fr", "pt", "es"))
    invoice = chance.random() < 0.6
    kind = DocumentKind.COMMERCIAL_INVOICE if invoice else DocumentKind.PACKING_LIST
    names = ["goods_description", "hs_codes", "net_weight", "unit_price", "value"] if invoice else []
    if not invoice:
        names = ["lot_number", "goods_description", "parcel_count", "net_weight", "gross_weight"]
    numbered = chance.random() < 0.5
    columns = (["no"] if numbered else []) + names
    paper = _Paper(chance, origin)
    bilingual = chance.random() < 0.35 and language != "en"
    heads = []
    for name in columns:
        head = chance.choice(HEADS[name][language])
        if bilingual and name not in {"no", "hs_codes"}:
            head = head.replace("|", " ").split(" (")[0] + "|" + chance.choice(HEADS[name]["en"]).replace("|", " ")
            head = head.split(" (")[0]
            if name in {"net_weight", "gross_weight"}:
                head += "|(kg)"
            if name == "value" and "USD" not in head:
                head += "|(USD)"
        heads.append(head.split("|"))
    shares = {"no": 0.05, "goods_description": 0.3, "lot_number": 0.15, "hs_codes": 0.12}
    weights = [shares.get(name, 0.15) for name in columns]
    left, right = 40.0, 555.0
    edges = [left]
    for weight in weights:
        edges.append(edges[-1] + (right - left) * weight / sum(weights))
    grid = chance.choice(("full", "rows", "head", "none"))
    step = paper.size * chance.choice((1.45, 1.7, 2.1))
    inner = paper.size * 1.15
    wrap_up = chance.random() < 0.3  # numbers stand on the last line of a wrapped cell
    merged = not invoice and chance.random() < 0.4  # the lot stands once for its rows
    by_lot = not invoice and not merged and chance.random() < 0.5
    forward = chance.random() < 0.6
    repeat = chance.random() < 0.6
    notes = chance.random() < 0.25
    count = chance.choice((2, 5, 12, 30, 45, 100))
    ledger = Ledger(kind, language, [])
    ledger.traits = [
        language,
        f"grid {grid}",
        f"{count} rows",
        *(["bilingual"] if bilingual else []),
        *(["numbers on the last line"] if wrap_up else []),
        *(["merged"] if merged else []),
        *(["sub-totals"] if by_lot else []),
        *(["forward"] if forward else []),
        *(["no header overleaf"] if not repeat else []),
        *(["notes"] if notes else []),
    ]
    sums = dict.fromkeys(names, Decimal(0))
    lot_sums = dict.fromkeys(names, Decimal(0))
    y = 250.0

    def header(at: float) -> float:
        lines = max(len(head) for head in heads)
        for index, head in enumerate(heads):
            for number, line in enumerate(head):
                numeric = columns[index] in _NUMERIC
                paper.put(
                    edges[index + 1] - 4 if numeric else edges[index] + 4, at + number * inner, line, right=numeric
                )
        bottom = at + lines * inner + 3
        if grid != "none":
            paper.rule(left, at - 4, right, at - 4)
            paper.rule(left, bottom, right, bottom)
        return bottom + 4

    def special(at: float, label: str, values: dict[str, Decimal]) -> float:
        first = columns.index("goods_description")
        paper.put(edges[0 if chance.random() < 0.5 else first] + 4, at, label)
        for name, value in values.items():
            if name in {"net_weight", "gross_weight", "value", "parcel_count"}:
                index = columns.index(name)
                paper.put(edges[index + 1] - 4, at, _written(value, language), right=True)
        return at + step

    start = y
    paper.put(40, 60, "INVOICE" if invoice else "PACKING LIST")
    y = header(y)
    lot = f"RW-{chance.randint(100, 999)}"
    labels = chance.choice(FORWARD[language])
    for number in range(count):
        if not invoice and number and number % 6 == 0:
            if by_lot:
                y = special(y, chance.choice(SUBTOTALS[language]).format(lot=lot), lot_sums)
                lot_sums = dict.fromkeys(names, Decimal(0))
            lot = f"RW-{chance.randint(100, 999)}"
        if y > 742:
            if forward:
                y = special(y, labels[0], sums)
            if grid == "full":
                for edge in edges:
                    paper.rule(edge, start - 4, edge, y - step + paper.size + 4)
            paper.put(280, 805, f"Page {len(paper.sheets)}")
            paper.turn()
            y = start = 70.0
            if repeat:
                y = header(y)
            if forward:
                y = special(y, labels[1], sums)
        net = Decimal(chance.randint(10_000, 999_999)) / 10
        price = Decimal(chance.randint(500, 9000)) / 100
        text = chance.choice(GOODS[language])
        if chance.random() < 0.4:
            text += f", {chance.choice(GOODS[language]).lower()}"
        values: dict[str, Decimal] = {
            "net_weight": net,
            "unit_price": price,
            "value": (net * price).quantize(Decimal("0.01")),
            "gross_weight": net + Decimal(chance.randint(10, 99)) / 10,
            "parcel_count": Decimal(chance.randint(1, 40)),
        }
        wide = edges[columns.index("goods_description") + 1] - edges[columns.index("goods_description")] - 10
        lines = _wrapped(text, wide, paper)
        top = y
        row_y = y + (len(lines) - 1) * inner if wrap_up else y
        truth: dict[str, str] = {}
        for index, name in enumerate(columns):
            if name == "no":
                paper.put(edges[index] + 4, row_y, str(number + 1))
            elif name == "goods_description":
                for at, line in enumerate(lines):
                    paper.put(edges[index] + 4, top + at * inner, line)
                truth[name] = " ".join(lines)
            elif name == "hs_codes":
                paper.put(edges[index] + 4, row_y, "2609.00")
                truth[name] = "260900"
            elif name == "lot_number":
                if not merged or number % 6 == 0:
                    paper.put(edges[index] + 4, row_y, lot)
                truth[name] = lot
            else:
                paper.put(edges[index + 1] - 4, row_y, _written(values[name], language), right=True)
                truth[name] = str(values[name])
        for name in names:
            if name in values:
                sums[name] += values[name]
                lot_sums[name] += values[name]
        ledger.rows.append(truth)
        y = top + (len(lines) - 1) * inner + step
        if notes and chance.random() < 0.2:
            paper.put(edges[columns.index("goods_description")] + 4, y - step + inner, "(ITSCI)")
            truth["goods_description"] += " (ITSCI)"
            y += inner
        if grid in {"full", "rows"}:
            within = merged and number % 6 != 5 and number != count - 1
            paper.rule(
                edges[columns.index("goods_description")] if within else left, y - 0.35 * step, right, y - 0.35 * step
            )
    if by_lot and lot_sums["net_weight"]:
        y = special(y, chance.choice(SUBTOTALS[language]).format(lot=lot), lot_sums)
    y = special(y, chance.choice(TOTALS[language]), sums)
    if grid == "full":
        for edge in edges:
            paper.rule(edge, start - 4, edge, y - step + paper.size + 4)
    paper.put(40, y + 40, {"en": "Signature", "fr": "Signature", "pt": "Assinatura", "es": "Firma"}[language])
    ledger.totals = {
        name: str(sums[name]) for name in names if name in {"net_weight", "gross_weight", "value", "parcel_count"}
    }
    ledger.pages = paper.pages()
    return ledger


def _wrapped(text: str, wide: float, paper: _Paper) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        tried = f"{lines[-1]} {word}".strip()
        if lines[-1] and paper.width(tried) > wide:
            lines.append(word)
        else:
            lines[-1] = tried
    return lines
