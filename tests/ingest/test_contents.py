"""Content taken apart in one go is what pdfminer's own parser makes of it, or is left to that parser."""

from __future__ import annotations

import io
import random
from typing import Any

import pdfplumber
import pikepdf
import pytest
from pdfminer.layout import LTChar
from pdfminer.pdfinterp import PDFContentParser
from pdfminer.pdftypes import PDFStream
from pdfminer.psparser import KWD, PSEOF

from ingest import contents
from tests.ingest import paper

RICH = rb"""
q 1 0 0 -1.5 +.25 .5 cm % a comment (with brackets
BT /F1+A 12. Tf (plain) Tj (a \(b\) \\ \101\7z \x \
end) ' 1 2 (two) " [(A) -120 (B(nested)C) .5 <4a4B> [1 [2]]] TJ T* ET
/Span <</MCID 3 /Kind /A /L [true false null]>>BDC EMC
<48 656c6c6f>Tj<>Tj//a 4 5-6 w 0 0 m 10 10 l S f* W* n Q"""


def by_pdfminer(content: bytes) -> Any:
    """What pdfminer's parser gives; None where it gives up."""
    parser = PDFContentParser([PDFStream({}, content)])
    parts: list[Any] = []
    try:
        while True:
            parts.append(parser.nextobject()[1])
    except PSEOF:
        return parts
    except Exception:  # noqa: BLE001 - it raises of everything, also what Python raises
        return None


def plainly(content: bytes) -> Any:
    try:
        return contents._parts(content)
    except contents._NotPlainError:
        return None


@pytest.mark.parametrize("line", [line for line in RICH.split(b"\n") if b"\\" not in line[-1:] and line != b"end) '"])
def test_each_way_of_writing_is_read_as_pdfminer_reads_it(line: bytes) -> None:
    assert (plainly(line) or by_pdfminer(line)) == by_pdfminer(line)


def test_plain_content_is_taken_apart_here() -> None:
    plain = RICH.replace(b"5-6", b"5 -6").replace(b"null", b"1").replace(b"<48 656c", b"<48656c")
    assert plainly(plain) == by_pdfminer(plain)
    assert KWD(b"TJ") in plainly(plain)


def test_content_that_is_damaged_anyhow_is_read_alike_or_left_to_pdfminer() -> None:
    chance = random.Random(20)
    plain = RICH.replace(b"5-6", b"5 -6").replace(b"null", b"1").replace(b"<48 656c", b"<48656c")
    taken = 0
    for _ in range(3_000):
        data = bytearray(plain)
        for _ in range(chance.randint(1, 3)):
            at = chance.randrange(len(data))
            data[at : at + chance.randint(0, 2)] = bytes(
                chance.choice(b"()<>[]{}/%#\\ \n\r\0+-.019aB'\"\xe9") for _ in range(2)
            )
        found = plainly(bytes(data))
        if found is not None:
            taken += 1
            assert found == by_pdfminer(bytes(data)), bytes(data)
    assert taken > 300


@pytest.mark.parametrize(
    "content", [b"[1 2", b"1 2]", b"<</A 1", b"(open", b"BI /W 1 ID x EI", b"{1}", b"<4>", b"(\\777)"]
)
def test_what_is_not_plain_is_left(content: bytes) -> None:
    assert plainly(content) is None


def letters(data: bytes) -> str:
    with pdfplumber.open(io.BytesIO(data)) as document:
        page = document.pages[0]
        return "".join(
            item.get_text() for item in contents.layout_of(page.page_obj, document.rsrcmgr) if isinstance(item, LTChar)
        )


def test_a_page_is_followed_across_its_streams_and_past_a_picture_in_them() -> None:
    whole = paper.pdf(("Weight 12.5",))
    with pikepdf.open(io.BytesIO(whole)) as document:
        page = document.pages[0]
        page.contents_coalesce()
        content = page.Contents.read_bytes()
        page.Contents = document.make_indirect(
            pikepdf.Array(
                [document.make_stream(content), document.make_stream(b"q BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q")]
            )
        )
        out = io.BytesIO()
        document.save(out)
    assert letters(whole) == letters(out.getvalue())
    assert "Weight" in letters(whole)


def test_a_form_that_draws_itself_ends() -> None:
    with pikepdf.open(io.BytesIO(paper.pdf(("Weight",)))) as document:
        page = document.pages[0]
        form = document.make_stream(
            b"/Again Do", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9]
        )
        form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Again=form))
        page.Resources.XObject = pikepdf.Dictionary(Again=form)
        page.contents_add(document.make_stream(b"\n/Again Do\n"))
        out = io.BytesIO()
        document.save(out)
    assert "Weight" in letters(out.getvalue())
