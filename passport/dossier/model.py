"""What goes into a dossier, and the dossier as both its forms show it: every text chosen, nothing laid out yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from passport.dossier.texts import Language
from passport.model import Passport

Rect = tuple[float, float, float, float]
"""x0, y0, x1, y1 in fractions of a picture, origin top left."""

Tone = Literal["good", "warn", "bad", "info", "quiet"]
"""How a thing is coloured; what it means always stands beside it in words, with a sign of its own shape."""


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page of the papers as a JPEG in the upright frame that the passport's boxes are in; sizes in pixels.

    `drawn` marks a page without a look of its own (a spreadsheet), whose words were drawn where they stand.
    """

    file: str
    page: int
    jpeg: bytes
    width: int
    height: int
    drawn: bool = False


@dataclass(frozen=True, slots=True)
class Sealed:
    """A signed passport: what it says, its bytes as they were signed, its digest, key and time of signing."""

    passport: Passport
    data: bytes
    digest: str
    kid: str
    signed_at: datetime


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: the language, the name of the passport's file, and the lot's GS1 Digital Link if it has one.

    `same_engines` is false where the pictures were straightened by other versions than the passport was made by.
    """

    language: Language
    name: str
    link: str | None = None
    same_engines: bool = True


@dataclass(frozen=True, slots=True)
class Stated:
    """One value of a fact: who states it, and of which kind the claim is (its key), where that is known."""

    text: str
    by: str = ""
    claim: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact with its statements; `more` is how many further ones are not shown here."""

    name: str
    stated: tuple[Stated, ...]
    more: int = 0

    @property
    def differs(self) -> bool:
        """Whether it is stated in more than one way; of which kind the claims are makes no difference."""
        return len({one.text for one in self.stated}) > 1


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame on a picture. `number` is that of the table's row; `doubtful` frames are dashed."""

    box: Rect
    number: int
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A page with its frames; without `image` the file was not at hand. `whole` is false for a cutting."""

    caption: str
    frames: tuple[Frame, ...]
    image: PageImage | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A field of a document. `state` is a key of the texts' table `state`; `number` is 0 without a frame."""

    number: int
    name: str
    value: str
    printed: str
    state: str
    sure: str
    note: str = ""
    cutting: Picture | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of the lot, with its pages and fields. `table` are the rows of its table, by column."""

    anchor: str
    title: str
    facts: tuple[tuple[str, str], ...]
    pictures: tuple[Picture, ...]
    rows: tuple[Row, ...]
    columns: tuple[str, ...] = ()
    table: tuple[tuple[str, ...], ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def has_pictures(self) -> bool:
        """Whether a picture of any of its pages is at hand."""
        return any(picture.image is not None for picture in self.pictures)


@dataclass(frozen=True, slots=True)
class SideShown:
    """What one side of a finding states: where, what, and the place on the paper if there is a picture of it."""

    place: str
    value: str
    cutting: Picture | None = None


@dataclass(frozen=True, slots=True)
class FindingShown:
    """A finding: its code's words in the reader's language, the original message, and the basis.

    `basis_original` is true where the basis has words that are not known, and stands as it was written.
    """

    severity: Literal["block", "review", "info"]
    title: str
    text: str
    message: str
    basis: str
    rule: str
    sides: tuple[SideShown, ...]
    basis_original: bool = False
    cuttings: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A node of the chain's map and a row of its table; `shares` says what part came by which step where lots meet."""

    number: int
    kind: str
    title: str
    who: tuple[str, ...]
    where: str
    date: str
    mass: str
    moment: str = ""
    lots: str = ""
    papers: str = ""
    note: str = ""
    shares: str = ""


@dataclass(frozen=True, slots=True)
class Chain:
    """The way of the material: steps, and links between them (by index) with a label, such as a share."""

    steps: tuple[Step, ...]
    links: tuple[tuple[int, int, str], ...]
    recorded: bool
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """Something that is not known, and why. `original` is true where the words are those of the program (English)."""

    about: str
    reason: str
    original: bool = False
    cutting: Picture | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Points of one kind; `more` is how many further ones are not shown."""

    title: str
    points: tuple[Point, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class View:
    """A whole dossier in one language."""

    sealed: Sealed
    order: Order
    name: str
    """The dossier's own name, as a file's title."""
    title: str
    lead: str
    """The mineral, as stated; empty where none is."""
    status: Literal["clear", "review", "blocked"]
    facts: tuple[Fact, ...]
    numbers: tuple[tuple[str, str], ...]
    origins: tuple[Fact, ...]
    shares: tuple[tuple[str, str], ...]
    parents: tuple[tuple[str, str], ...]
    findings: tuple[FindingShown, ...]
    chain: Chain
    papers: tuple[Paper, ...]
    cited: tuple[str, ...]
    unknown: tuple[Group, ...]
    decisions: tuple[str, ...]
    proof: tuple[tuple[str, str], ...]
    files: tuple[tuple[str, str, str, str], ...]
    codes: tuple[tuple[str, str], ...]
    """QR codes: what is under them, and what they say."""
    notes: tuple[str, ...] = field(default=())
    more_findings: int = 0
    more_papers: int = 0
    more_files: int = 0
    """How many of each are in the passport alone."""
