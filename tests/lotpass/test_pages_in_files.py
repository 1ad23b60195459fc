"""A paper given page by page, each page a file: one document in the report, the passport and an explanation."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.lotpass import bundles, programs


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    bundles.parcel(folder / "papers", scanned=False)
    (folder / "papers" / "packing-list.pdf").unlink()
    bundles.page_by_page(folder / "papers")
    env = programs.environment(folder / "data")
    programs.lotpass("run", folder / "papers", "--as-of", bundles.AS_OF, "--out", folder / "out", env=env)
    return folder


def test_one_document_in_the_order_of_its_pages(folder: Path) -> None:
    report = programs.report(folder / "out")
    names = {file["sha256"]: file["name"] for file in report["files"]}
    packing_list = the_packing_list(report)
    assert [(names[page["file"]], page["page"]) for page in packing_list["pages"]] == [
        ("list 9.pdf", 1),
        ("list 10.pdf", 1),
    ]
    weight = packing_list["fields"]["carat_weight"]
    assert weight["value"] == "1254.30"
    assert [names[place["file"]] for place in weight["evidence"]] == ["list 10.pdf"]
    assert len(report["documents"]) == 4
    assert [document["id"] for document in report["documents"]] == ["d1", "d2", "d3", "d4"]
    assert not any(finding["code"] == "unknown-document" for finding in report["lots"][0]["findings"])
    (passport,) = programs.passports(folder / "out").values()
    (record,) = (document for document in passport["documents"] if document["type"] == "packing_list")
    assert record["files"] == ["list 9.pdf", "list 10.pdf"]


def the_packing_list(report: dict[str, Any]) -> dict[str, Any]:
    (found,) = (document for document in report["documents"] if document["type"] == "packing_list")
    return dict(found)


def test_a_field_of_the_second_file_is_explained_on_its_page(folder: Path) -> None:
    env = programs.environment(folder / "data")
    field = f"{the_packing_list(programs.report(folder / 'out'))['id']}.carat_weight"
    out = folder / "why.html"
    done = programs.lotpass("explain", folder / "papers", "--field", field, "--out", out, env=env)
    assert done.returncode == 0, done.stderr
    assert "1254.30 ct" in done.stdout
    page = out.read_text()
    assert "Page 1 of list 10.pdf" in page
    assert "Page 1 of list 9.pdf" not in page
    assert 'class="box value"' in page
