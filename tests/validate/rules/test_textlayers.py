"""Files that say something else than their pages show, and codes that lead elsewhere."""

from __future__ import annotations

from typing import Any

import pytest

from extract.model import Evidence, Sheet, Sign
from ingest.model import Box, Remark
from tests.validate.papers import FILE, Change
from tests.validate.rules.judging import Judged, alone
from validate.model import Dossier

BOX = Box(0.4, 0.4, 0.5, 0.42)


def told(stated: str, seen: str | None, code: str = "text-layer-differs") -> Remark:
    return Remark(code=code, text="said and shown", box=BOX, stated=stated, seen=seen)


OVER_A_SCAN = Remark(code="text-layer-hidden", text="The page's own text is hidden.")


def with_first(**update: Any) -> Change:
    """Changes the certificate."""

    def change(dossier: Dossier) -> Dossier:
        first, *others = dossier.documents
        return dossier.model_copy(update={"documents": (first.model_copy(update=update), *others)})

    return change


def judge(rule: str, change: Change | None = None) -> Judged:
    return alone(rule, "diamonds", change)


def sheet(*remarks: Remark) -> Sheet:
    return Sheet(file=FILE, page=1, width=595, height=842, origin="text-layer", remarks=remarks)


@pytest.mark.parametrize(
    ("remarks", "severities"),
    [
        ((), []),
        ((told("1,245.30", "1,254.30"),), ["review"]),
        ((told("1,245.30", "1,254.30"), told("BW 1", "BW 7")), ["review"]),  # one page, one finding
        ((told("1,254.30", None, "text-layer-hidden"),), ["review"]),
        ((told("s1", None, "text-layer-hidden"),), ["info"]),
        ((told("1,245.30", "1,254.30", "form-value-differs"),), ["review"]),
        ((OVER_A_SCAN, told("1,254.30", "1,254.80")), ["info"]),  # 3 and 8 look alike
        ((OVER_A_SCAN, told("1,254.30", "1,254.3")), ["info"]),
        ((OVER_A_SCAN, told("1,245.30", "9,254.30")), ["review"]),
        ((told("1,245.30 ct", "1,245.30 ct 12"),), ["review"]),
        ((told("254.30", "1,254.30"),), ["review"]),
        ((told("20×15×8", "20x15x8"),), []),  # drawn alike
        ((told("20×15×8", "20x15x9"),), ["review"]),
        ((told("packing_2026-077.xlsx", "packing2026-077.xlsx"),), []),  # the stroke is one with a line
    ],
)
def test_what_a_file_says_otherwise(remarks: tuple[Remark, ...], severities: list[str]) -> None:
    result = judge("text-layer", with_first(sheets=(sheet(*remarks),)))
    assert [finding.severity for finding in result.findings] == severities
    assert result.outcome == ("failed" if severities else "passed")
    for finding in result.findings:
        assert finding.code == "text-layer-mismatch"
        assert finding.evidence[0].box == BOX
        assert finding.left is not None
        assert finding.left.value == max((r.stated or "" for r in remarks), key=lambda s: sum(map(str.isdigit, s)))


def test_words_that_the_page_shows_besides_hide_nothing() -> None:
    more = told("GTH-INV-2604-02", "Invoice GTH-INV-2604-02")
    assert judge("text-layer", with_first(sheets=(sheet(more),))).outcome == "passed"


def test_text_that_could_not_be_checked_is_not_passed() -> None:
    unchecked = Remark(code="text-layer-unchecked", text="No reader.")
    assert judge("text-layer", with_first(sheets=(sheet(unchecked),))).outcome == "not_decidable"
    assert judge("text-layer").outcome == "not_applicable"


@pytest.mark.parametrize(
    ("text", "severities"),
    [
        ("https://certificates.iccwbo.org/v?n=1", []),
        ("https://www.ceec.cd/c/4711", []),
        ("https://certificates.iccwbo.co/v?n=1", ["review"]),
        ("https://qr.example.org/v", ["info"]),
        ("BW 071613", None),
    ],
)
def test_where_codes_lead(text: str, severities: list[str] | None) -> None:
    sign = Sign(kind="qr", text=text, evidence=Evidence(file=FILE, page=1, box=BOX))
    result = judge("R033-codes", with_first(signs=(sign,)))
    if severities is None:
        assert result.outcome == "not_applicable"
    else:
        assert [finding.severity for finding in result.findings] == severities
