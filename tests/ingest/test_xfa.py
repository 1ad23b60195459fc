"""Data of an XFA form held against what its pages show."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from reportlab.pdfgen import canvas  # type: ignore[import-untyped]  # the package carries no types

from ingest.read import read_page
from ingest.xfa import borne_out
from tests.ingest import paper

DATA = (
    '<xfa:datasets xmlns:xfa="http://www.xfa.org/schema/xfa-data/1.0/"><xfa:data><form1>'
    "<weight>{}</weight><issued>{}</issued></form1></xfa:data></xfa:datasets>"
)


def form(data: str, *, fields: bool) -> bytes:
    """A form that shows 1,254.30 ct and 12 January 2026, in a field or drawn, with these data."""
    out = io.BytesIO()
    page = canvas.Canvas(out, invariant=1)
    page.drawString(72, 700, "Carat weight")
    page.drawString(72, 660, "Issued at Gaborone on 12 January 2026")
    if fields:
        page.acroForm.textfield(name="weight[0]", value="1,254.30", x=200, y=690, width=150, height=20, fontSize=11)
    else:
        page.drawString(200, 700, "1,254.30 ct")
    page.save()
    with pikepdf.open(io.BytesIO(out.getvalue())) as document:
        if not fields:
            document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array())
        packet = document.make_stream(data.encode())
        document.Root.AcroForm.XFA = pikepdf.Array([pikepdf.String("datasets"), packet])
        again = io.BytesIO()
        document.save(again)
    return again.getvalue()


@pytest.mark.parametrize("fields", [True, False])
@pytest.mark.parametrize(
    ("weight", "issued", "told"),
    [
        ("1254.3", "2026-01-12", []),
        ("1,254.30", "12 January 2026", []),
        ("1245.30", "2026-01-12", ["1245.30"]),
        ("12543", "2026-01-12", ["12543"]),
    ],
)
def test_data_that_the_page_does_not_show_are_told(
    tmp_path: Path, weight: str, issued: str, told: list[str], fields: bool
) -> None:
    path = paper.write(tmp_path, "form.pdf", form(DATA.format(weight, issued), fields=fields))
    page = read_page(path, "0" * 64, "application/pdf", 1)
    found = [remark for remark in page.remarks if remark.code == "form-value-differs"]
    assert [remark.stated for remark in found] == told
    assert "1,254.30" in [word.text for word in page.words]
    for remark in found:
        assert (remark.seen, remark.box is not None) == (("1,254.30", True) if fields else (None, False))


@pytest.mark.parametrize("data", ["<broken", '<!DOCTYPE x [<!ENTITY a "b">]><data><w>&a;12345</w></data>', ""])
def test_a_packet_that_is_no_data_is_passed_over(tmp_path: Path, data: str) -> None:
    path = paper.write(tmp_path, "form.pdf", form(data, fields=False))
    assert read_page(path, "0" * 64, "application/pdf", 1).remarks == ()


@pytest.mark.parametrize(
    ("value", "shown", "borne"),
    [
        ("1254.30", "1.254,30 kg", True),
        ("1254.3", "1 254,30 kg", True),
        ("-12.50", "(12,50)", True),
        ("BW 071613", "Lot BW071613", True),
        ("2026-01-12", "12/01/2026", True),
        ("2026-01-12", "13/01/2026", False),
        ("1254", "lot 12545", False),
        ("254", "lot 1254", False),
    ],
)
def test_the_same_fact_in_another_form_is_borne_out(value: str, shown: str, borne: bool) -> None:
    assert borne_out(value, shown) is borne
