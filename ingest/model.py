"""What ingest hands on: source files, and pages with their words.

Coordinates: every `Box`, `Ruling` and point is in fractions of the upright page, origin top left, x to the
right, y down, each 0..1. "Upright" means after the quarter turn and the straightening that `Page` records.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict


class Box(NamedTuple):
    """A rectangle in fractions of the upright page."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        """Extent along x, in page widths."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Extent along y, in page heights."""
        return self.y1 - self.y0

    @property
    def mid_x(self) -> float:
        """Horizontal centre."""
        return (self.x0 + self.x1) / 2

    @property
    def mid_y(self) -> float:
        """Vertical centre."""
        return (self.y0 + self.y1) / 2

    def union(self, other: Box) -> Box:
        """The smallest box that holds both."""
        return Box(min(self.x0, other.x0), min(self.y0, other.y0), max(self.x1, other.x1), max(self.y1, other.y1))


WHOLE = Box(0.0, 0.0, 1.0, 1.0)
"""All of a page."""

Reader = Literal["text-layer", "tesseract", "ppocr", "both", "cells"]
"""Who read a word: the PDF's own text, an OCR engine (or both, agreeing), or a spreadsheet's cells."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word as it stands on the page. `confidence` is 0..1: how sure the reader is of the text."""

    text: str
    box: Box
    confidence: float
    reader: Reader


@dataclass(frozen=True, slots=True)
class Ruling:
    """A straight ruling line (an edge of a form's box or table), horizontal or vertical."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def horizontal(self) -> bool:
        """True for a line that runs along x."""
        return abs(self.x1 - self.x0) >= abs(self.y1 - self.y0)


class Mark(BaseModel):
    """A sign on a page that is no field, located and not judged.

    Kinds that are words (`text` is the word as it stands): `specimen`, `copy`, `duplicate`, `void`, `forged`, `draft`,
    `original`, `replacement`. Kinds that are none: `stamp` (a rubber stamp or seal), `signature`, `qr` (any code of
    modules: QR, Data Matrix, Aztec), `barcode`; `text` is what a code says.
    """

    model_config = ConfigDict(frozen=True)

    kind: str
    box: Box | None = None
    text: str | None = None


class Remark(BaseModel):
    """A fact about how a page was read that a reviewer may need, with a stable code.

    Codes: `text-layer-missing`, `text-layer-hidden`, `text-layer-broken`, `text-layer-differs`,
    `text-layer-unchecked`, `form-value-differs`,
    `low-resolution`, `turned`, `deskewed`, `perspective-undone`, `several-sheets`, `blank`,
    `cut`, `drawing-not-read`, `part-not-read`, `cells-hidden`, `formula-without-value`.
    Where the file says one thing and the page shows another, `stated` is what the file says, `seen` what the page
    shows (None: nothing), and `box` where.
    """

    model_config = ConfigDict(frozen=True)

    code: str
    text: str
    box: Box | None = None
    stated: str | None = None
    seen: str | None = None


class Page(BaseModel):
    """One upright page: its words in reading order, ruling lines, and how it was read.

    `file` is the SHA-256 of the file it came from, `number` counts from 1 within that file: a PDF's pages, a TIFF's
    frames, a workbook's sheets, and in any other picture the papers that lie in it, from top to bottom and left to
    right. `width` and `height` are the upright page's size in points (1/72 inch). `rotation` is the clockwise quarter
    turn, in degrees, that made it upright; `skew` the further small turn, in degrees. `dpi` is the resolution of a
    page that is a picture. `blur` is the width of its letters' edges in parts of the letters' height: 0.1 is sharp,
    from 0.3 letters run together; None where there are too few letters, and for pages that are no pictures. `sheet`
    gives, for a photo whose page was found and straightened, the page's corners (top left, top right, bottom right,
    bottom left) in fractions of the upright photo. `unread` are places
    with ink that no reader made words of, where print may be hidden (see `ingest.unread`).
    """

    model_config = ConfigDict(frozen=True)

    file: str
    number: int
    width: float
    height: float
    origin: Literal["text-layer", "ocr", "cells"]
    words: tuple[Word, ...]
    rulings: tuple[Ruling, ...] = ()
    rotation: Literal[0, 90, 180, 270] = 0
    skew: float = 0.0
    dpi: float | None = None
    blur: float | None = None
    sheet: tuple[tuple[float, float], ...] | None = None
    unread: tuple[Box, ...] = ()
    marks: tuple[Mark, ...] = ()
    remarks: tuple[Remark, ...] = ()


Role = Literal["pages", "note", "container", "custody", "data", "none"]


class Signature(BaseModel):
    """A digital signature in a PDF, as it states itself; whether it holds was not verified.

    `covers_whole_file` is false where the file has bytes that it does not cover: something was added afterwards.
    """

    model_config = ConfigDict(frozen=True)

    signer: str | None = None
    time: str | None = None
    reason: str | None = None
    covers_whole_file: bool


class Making(BaseModel):
    """What a file states of its own making: programs and days in its own words, nothing of it verified.

    `history` are the steps that it says it was made in, each as what was done, by which program, and when, as far as
    stated. `updates` counts what was added to a PDF after it was first written; `form` says that it has fillable
    fields.
    """

    model_config = ConfigDict(frozen=True)

    producer: str | None = None
    creator: str | None = None
    created: str | None = None
    modified: str | None = None
    history: tuple[str, ...] = ()
    updates: int = 0
    form: Literal["acroform", "xfa"] | None = None
    signatures: tuple[Signature, ...] = ()


class SourceFile(BaseModel):
    """One file of a bundle, as found: an archive's member is named `papers.zip!invoice.pdf`.

    `role` tells what it is to the pipeline: `pages` (a document to be read), `note` (a mail's own text: read, and no
    paper unless it reads like one), `container` (an archive or a mail, whose members are files of their own),
    `custody` (custody records), `data` (a trade document as data: kept, not read), `none` (quarantined).
    `kind` says in plain words what it is; empty where the bytes could not be looked at. `making` is what the file
    states of its own making.
    """

    model_config = ConfigDict(frozen=True)

    name: str
    sha256: str
    media_type: str
    bytes: int
    pages: int
    role: Role
    status: Literal["read", "quarantined"]
    reason: str | None = None
    reason_code: str | None = None
    kind: str = ""
    making: Making | None = None
