"""What reading may cost. Each limit is a named constant with its reason; `Limits` carries them to the openers.

A limit that is passed is an answer (`Unreadable` with a code), never a crash: no sender may make the reader spend
more on one file than these.
"""

from __future__ import annotations

from dataclasses import dataclass

BYTES_PER_FILE = 256 * 1024 * 1024
"""Largest file that is opened, in bytes. A 500-page colour scan at 300 dpi stays below it; more is not a paper."""

PAGES_PER_FILE = 2_000
"""Most pages in one file. The thickest real dossiers have a few hundred; page trees that loop claim thousands."""

PIXELS_PER_PAGE = 120_000_000
"""Most pixels in one page's picture: A3 at 600 dpi is 70 million. Decoded in colour this is 360 MB."""

PIXELS_RENDERED = 12_000_000
"""Most pixels a PDF page is drawn with: A4 at 300 dpi is 8.7 million; a larger sheet is drawn at a lower dpi."""

PIXELS_READ = 9_000_000
"""Most pixels handed to OCR: more costs time and gains nothing (A4 at 250 dpi is 6 million)."""

NESTING_DEPTH = 4
"""How deep containers may lie in one another: a ZIP in a mail that was forwarded in a mail, and one to spare."""

UNPACK_RATIO = 200
"""Most bytes that come out of one packed byte. Text packs 20 to 1, blank fax pages 100 to 1; bombs 1000 to 1."""

UNPACK_RATIO_FROM = 4 * 1024 * 1024
"""The ratio is judged only beyond this many unpacked bytes: small files full of blanks are harmless."""

UNPACKED_BYTES = 1024 * 1024 * 1024
"""Most bytes that come out of one bundle's containers together."""

MEMBERS = 2_000
"""Most members of one container, and most files of one bundle's containers together."""

ROWS_PER_SHEET = 60_000
"""Most rows read from one sheet of a workbook or from one CSV file; a packing list has tens to hundreds."""

CELLS_PER_SHEET = 800_000
"""Most cells of a sheet; one of more is refused as a whole: reading it took a worker minutes, and it is no paper."""

COLUMNS_PER_SHEET = 100
"""Most columns read from one sheet: wider ones are data dumps, not papers."""

CELL_CHARACTERS = 2_000
"""Most characters of one cell; longer text is cut there."""

TEXT_BYTES = 16 * 1024 * 1024
"""Largest CSV, JSON, XML or plain text file, in bytes: custody records of a hundred thousand events fit."""

MAIL_DEPTH = 20
"""How deep the parts of one mail may lie in one another: text in several forms within a reply takes three or four."""

MAIL_PARTS = 1_000
"""Most parts of one mail; a mail with a hundred attachments is rare."""

OFFICE_PART_BYTES = 64 * 1024 * 1024
"""Largest XML part of an office file, in bytes: a sheet of 5,000 full rows has about 10 million."""

XML_DEPTH = 250
"""How deep elements of XML may be nested: tables within tables within tables take sixty."""

PICTURES_PER_DOCUMENT = 50
"""Most pictures of one office document that are read as pages: scans that were pasted in."""

SECONDS_PER_FILE = 120.0
"""Computing time after which the worker that opens or unpacks one file, or reads custody records, is ended: a thick
archive, a million events. Sound files take a second or two."""

SECONDS_PER_PAGE = 20.0
"""Computing time after which the worker that reads one page is ended. OCR of a bad page takes three to six seconds."""

MEMORY_PER_PAGE = 2_000_000_000
"""Private memory, in bytes, that a worker may reserve (RLIMIT_DATA) unless an installation sets another figure:
engines reserve 1.2 GB and use half of it."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits as one value, so that a test or a policy can tighten them. Units as in the constants."""

    bytes_per_file: int = BYTES_PER_FILE
    pages_per_file: int = PAGES_PER_FILE
    pixels_per_page: int = PIXELS_PER_PAGE
    nesting_depth: int = NESTING_DEPTH
    unpack_ratio: int = UNPACK_RATIO
    unpacked_bytes: int = UNPACKED_BYTES
    members: int = MEMBERS
    text_bytes: int = TEXT_BYTES
    rows_per_sheet: int = ROWS_PER_SHEET
    columns_per_sheet: int = COLUMNS_PER_SHEET


DEFAULT = Limits()
"""The limits that hold unless a caller gives others."""
