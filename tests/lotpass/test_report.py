"""The report has the contract's shape, and its published schema says so."""

from __future__ import annotations

import copy
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from extract.model import DocumentKind, Money
from lotpass.report import SCHEMA_FILE, Report, exit_code, value_as_json
from passport.files import file_names
from tests.passport import factory
from validate.model import CheckedLot, Dossier

SCHEMA = json.loads(SCHEMA_FILE.read_text("utf-8"))


def report(which: tuple[CheckedLot, Dossier]) -> Report:
    checked, dossier = which
    files = tuple(
        file.model_copy(update={"reason_code": "encrypted"}) if file.status == "quarantined" else file
        for file in dossier.files
    )
    return Report(
        as_of=factory.AS_OF,
        dossier=dossier.model_copy(update={"files": files}),
        lots=(checked,),
        passports=file_names([checked.lot.id]),
        version="0.1.0",
        engines={"tesseract": "5.3.0"},
        seconds=3.21987,
        pages=9,
    )


@pytest.fixture(params=["diamonds", "cobalt"])
def shown(request: pytest.FixtureRequest) -> dict[str, Any]:
    which = factory.diamonds() if request.param == "diamonds" else factory.cobalt()
    found: dict[str, Any] = json.loads(report(which).as_text())
    return found


def errors(value: Any) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in Draft202012Validator(SCHEMA).iter_errors(value)]


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_a_report_fits_its_schema(shown: dict[str, Any]) -> None:
    assert errors(shown) == []


def test_every_member_of_the_contract_is_there(shown: dict[str, Any]) -> None:
    assert set(shown) >= {"schema", "as_of", "files", "documents", "lots", "pipeline", "timing"}
    assert shown["schema"] == "lotpass.report/1"
    for file in shown["files"]:
        assert set(file) >= {"name", "sha256", "media_type", "bytes", "pages", "status", "reason"}
    for document in shown["documents"]:
        assert set(document) >= {"id", "type", "confidence", "language", "pages", "fields", "lines"}
        for field in document["fields"].values():
            assert set(field) >= {"value", "raw", "status", "confidence", "evidence"}
            assert all(len(item["box"]) == 4 for item in field["evidence"])
    for lot in shown["lots"]:
        assert set(lot) >= {"id", "status", "documents", "findings", "checks", "passport"}
        assert set(lot["checks"]) == {"passed", "failed", "not_applicable", "not_decidable"}
        for finding in lot["findings"]:
            members = {"code", "rule", "severity", "message", "basis", "left", "right", "evidence"}
            assert set(finding) >= members
    assert set(shown["pipeline"]) >= {"version", "engines"}
    assert set(shown["timing"]) == {"seconds", "pages"}


def test_values_have_the_contracts_shapes() -> None:
    [certificate, bill, words] = json.loads(report(factory.diamonds()).as_text())["documents"]
    fields = certificate["fields"]
    assert fields["value"]["value"] == {"amount": "2546180.00", "currency": "USD"}
    assert (fields["carat_weight"]["value"], fields["carat_weight"]["unit"]) == ("1273.09", "ct")
    assert fields["hs_codes"]["value"] == ["710231"]
    assert fields["parcel_count"]["value"] == 2
    assert fields["country_of_origin"]["value"] == "LS"
    assert "unit" not in fields["parcel_count"]
    assert bill["lines"][0]["carat_weight"]["value"] == "700.00"
    assert words["fields"]["country_of_origin"]["value"] == ["LS"]


def test_an_amount_is_never_shown_with_an_exponent() -> None:
    assert value_as_json(Money(amount=Decimal("1E+6"), currency="USD")) == {"amount": "1000000", "currency": "USD"}


def test_boxes_stay_within_the_page() -> None:
    [lot] = json.loads(report(factory.cobalt()).as_text())["lots"]
    assert lot["findings"][0]["evidence"][0]["box"] == [0.0, 0.2, 0.3, 1.0]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("schema",), "lotpass.report/2"),
        (("files", 0, "sha256"), "short"),
        (("files", 0, "reason"), "read files have none"),
        (("documents", 0, "type"), "letter"),
        (("documents", 0, "fields", "issue_date", "value"), "29/12/2025"),
        (("documents", 0, "fields", "carat_weight", "value"), 1273.09),
        (("documents", 0, "fields", "value", "value"), "2546180.00"),
        (("documents", 0, "fields", "country_of_origin", "value"), "Lesotho"),
        (("documents", 0, "fields", "hs_codes", "value"), ["7102.31"]),
        (("documents", 0, "fields", "parcel_count", "confidence"), 1.2),
        (("documents", 0, "fields", "parcel_count", "evidence", 0, "box"), [0, 0, 1]),
        (("lots", 0, "status"), "passed"),
        (("lots", 0, "findings", 0, "severity"), "warning"),
        (("lots", 0, "findings", 0, "basis"), ""),
        (("lots", 0, "passport"), "../x.passport.json"),
    ],
)
def test_what_breaks_the_contract_breaks_the_schema(path: tuple[str | int, ...], value: Any) -> None:
    found = copy.deepcopy(json.loads(report(factory.diamonds()).as_text()))
    place = found
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    assert len(errors(found)) > 0


def test_every_document_type_is_in_the_schema() -> None:
    assert SCHEMA["$defs"]["document"]["properties"]["type"]["anyOf"][0]["enum"] == [
        kind.value for kind in DocumentKind
    ]


def test_the_exit_code_follows_the_lots() -> None:
    clear, dossier = factory.diamonds()
    blocked, _ = factory.cobalt()
    unknown = tuple(d.model_copy(update={"type": DocumentKind.UNKNOWN}) for d in dossier.documents)
    assert exit_code(dossier, [clear]) == 0
    assert exit_code(dossier, [clear, clear.model_copy(update={"status": "review"})]) == 1
    assert exit_code(dossier, [clear, blocked]) == 1
    assert exit_code(dossier, []) == 3
    assert exit_code(dossier.model_copy(update={"documents": unknown}), [clear]) == 3


def test_the_page_names_every_member_of_the_schema() -> None:
    page = (Path(__file__).parents[2] / "docs" / "report.md").read_text("utf-8")
    members = set(SCHEMA["properties"])
    for name in ("file", "document", "field", "finding", "lot", "evidence"):
        members |= set(SCHEMA["$defs"][name]["properties"])
    assert sorted(name for name in members if f"`{name}`" not in page) == []
