"""GS1 Digital Link URIs for lots, GTIN with batch number (AI 01 and 10), and their QR codes.

GS1 Digital Link: URI Syntax 1.6; AI 10 as in the GS1 General Specifications, section 3.4.2.
"""

from __future__ import annotations

import io
import re
from urllib.parse import quote

import segno

from ingest.errors import Fault

RESOLVER = "https://id.gs1.org"
"""The host of canonical GS1 Digital Link URIs."""
# AI encodable character set 82 (GS1 General Specifications, figure 7.11-1), up to 20 characters.
_BATCH = re.compile(r"[!\"%&'()*+,\-./0-9:;<=>?A-Z_a-z]{1,20}")


class BadIdentifier(Fault):
    """An identifier that GS1 does not have. Code `bad-gtin`."""


def gtin14(text: str) -> str:
    """A GTIN of 8, 12, 13 or 14 digits as 14 digits; raises BadIdentifier for a wrong length or check digit."""
    digits = text.strip()
    if not digits.isascii() or not digits.isdigit() or len(digits) not in (8, 12, 13, 14):
        raise BadIdentifier("bad-gtin", f"{text[:40]!r} is no GTIN: it must have 8, 12, 13 or 14 digits.")
    digits = digits.zfill(14)
    total = sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(digits[:13]))
    if (10 - total % 10) % 10 != int(digits[13]):
        raise BadIdentifier("bad-gtin", f"{text[:40]!r} is no GTIN: its check digit is wrong.")
    return digits


def fits_batch(lot: str) -> bool:
    """Whether a lot number can be a batch number (AI 10): 1 to 20 signs of the GS1 character set."""
    return _BATCH.fullmatch(lot) is not None


def digital_link(gtin: str, lot: str, resolver: str = RESOLVER) -> str:
    """The Digital Link URI of a lot: `https://id.gs1.org/01/<gtin>/10/<lot>`.

    Raises BadIdentifier (`bad-gtin`, `bad-batch`).
    """
    if not fits_batch(lot):
        cause = f"The lot number {lot[:40]!r} cannot be a GS1 batch number: 1 to 20 signs of the GS1 character set."
        raise BadIdentifier("bad-batch", cause, "Leave --gtin out: the lot then has an identifier of your own.")
    return f"{resolver.rstrip('/')}/01/{gtin14(gtin)}/10/{quote(lot, safe='')}"


def qr_svg(text: str) -> bytes:
    """A QR code (error correction M) of a text as SVG. The same text gives the same picture."""
    buffer = io.BytesIO()
    segno.make_qr(text, error="m").save(buffer, kind="svg", scale=4, xmldecl=True, svgns=True, nl=False)
    return buffer.getvalue()
