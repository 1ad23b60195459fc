"""The number of a law that a paper names is none of its own."""

from __future__ import annotations

import pytest

from extract.read import extract_file
from tests.extract.sheet import Sheet


@pytest.mark.parametrize(
    ("title", "law", "label"),
    [
        ("DECLARATION OF ORIGIN", "(Council Regulation (EU) No 833/2014, Article 3p)", "Our ref. SG/26/118"),
        ("DECLARAÇÃO DE ORIGEM", "(Regulamento (UE) n.º 833/2014 do Conselho)", "Referência: SG/26/118"),
    ],
)
def test_a_regulations_number_is_not_the_papers(title: str, law: str, label: str) -> None:
    page = Sheet().text(200, 60, title, 14).text(150, 84, law).text(50, 130, label).page()
    field = extract_file([page])[0].fields.get("document_number")
    assert field is not None
    assert field.value == "SG/26/118"
