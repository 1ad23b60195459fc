"""The passport as EPCIS events, as a Catena-X passport and as tables, judged by others' schemas and software."""

from __future__ import annotations

import copy
import csv
import io
import json
import warnings
from typing import Any

import pytest

from passport.canonical import JsonObject
from passport.catenax import NOT_MEASURED, NOT_STATED, catenax_passport
from passport.digital_link import BadIdentifier, digital_link, gtin14, qr_svg
from passport.epcis import epcis_document, pre_hash
from passport.model import Passport
from passport.tables import safe, tables
from passport.untp.naming import Publisher
from tests.passport.factory import NOW, cobalt, passport
from tests.passport.untp.exports import KEY, WEB
from tests.passport.untp.standards import STANDARDS, against
from validate.custody.epcis import read_epcis

NEEDS_STANDARDS = pytest.mark.skipif(
    not STANDARDS.is_dir(), reason="the published schemas are not here (set LOTPASS_SHARED)"
)
GS1 = Publisher(did=WEB.did, name="Example House", gtin="09506000134352")


def odd() -> Passport:
    """A lot whose chain has what a hash may stumble on: numbers as text, accents, a unit that is none, a place."""
    lot = passport()
    first, *others, last = lot.custody
    first = first.model_copy(
        update={
            "tags": ("0012", "12.50", "1e3", "é", "a b"),
            "process": "007",
            "location": "Maseru",
            "recycled_share": "12.50",
            "document_numbers": ("b", "a"),
        }
    )
    last = last.model_copy(update={"location": "X Y", "unit": "bags", "quantity": "3"})
    return lot.model_copy(update={"custody": (first, *others, last)})


def events(document: JsonObject) -> list[dict[str, Any]]:
    body: Any = document["epcisBody"]
    found: list[dict[str, Any]] = body["eventList"]
    return found


# EPCIS -------------------------------------------------------------------------------------------------------------


@NEEDS_STANDARDS
@pytest.mark.parametrize("who", [WEB, KEY, GS1], ids=["web", "key", "gs1"])
@pytest.mark.parametrize("lot", [passport(), odd(), passport(cobalt())], ids=["diamonds", "odd", "none"])
def test_chain_fits_the_schema_of_epcis(who: Publisher, lot: Passport) -> None:
    assert against("epcis/EPCIS-JSON-Schema.json", epcis_document(lot, who, NOW)) == []


@pytest.mark.parametrize("who", [WEB, KEY, GS1], ids=["web", "key", "gs1"])
@pytest.mark.parametrize("lot", [passport(), odd()], ids=["diamonds", "odd"])
def test_event_hashes_are_those_of_another_generator(who: Publisher, lot: Passport) -> None:
    generator = pytest.importorskip("epcis_event_hash_generator.hash_generator")
    reader = pytest.importorskip("epcis_event_hash_generator.json_to_py")
    document = epcis_document(lot, who, NOW)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the generator's own
        read = reader.event_list_from_epcis_document_json(copy.deepcopy(document))
    theirs = generator.derive_prehashes_from_events(read, join_by="")
    assert theirs == [pre_hash(event) for event in events(document)]
    assert generator.calculate_hashes_from_pre_hashes(theirs) == [event["eventID"] for event in events(document)]


def test_chain_is_read_back_as_what_it_was() -> None:
    lot = passport()
    found, faults, _ = read_epcis(json.dumps(epcis_document(lot, GS1, NOW)), "0" * 64, 100)
    assert faults == []

    def facts(event: Any) -> tuple[object, ...]:
        size = None if event.quantity is None else float(event.quantity)
        names = ("lot", "inputs", "time", "from_party", "to_party", "mine_site", "country", "mineral", "tags")
        return size, str(event.type), *(getattr(event, name) for name in names)

    assert [facts(event) for event in found] == [facts(event) for event in lot.custody]


# Catena-X ----------------------------------------------------------------------------------------------------------


@NEEDS_STANDARDS
@pytest.mark.parametrize("lot", [passport(), passport(cobalt())], ids=["diamonds", "cobalt"])
def test_catena_x_passport_fits_its_schema(lot: Passport) -> None:
    whole, _ = catenax_passport(lot, "0" * 64, WEB, NOW)
    assert against("catenax/DigitalProductPassport-schema.json", whole) == []


def test_what_catena_x_demands_and_nobody_states_is_no_plausible_value_and_named() -> None:
    whole, missing = catenax_passport(passport(), "0" * 64, WEB, NOW)
    dimension: Any = whole["characteristics"]
    assert dimension["physicalDimension"]["weight"] == {"value": 254.618, "unit": "unit:gram"}
    assert dimension["physicalDimension"]["volume"]["value"] == NOT_MEASURED < 0
    assert "characteristics.physicalDimension.volume" in missing
    assert "characteristics.physicalDimension.weight" not in missing
    [told] = [entry for entry in whole["additionalData"] if entry["label"] == "notStated"]  # type: ignore[index,union-attr,call-overload]  # JSON
    assert all(place in str(told["data"]) for place in missing)  # type: ignore[index,call-overload]  # JSON
    places = [place for place, value in _leaves(whole) if value in (NOT_STATED, NOT_MEASURED)]
    assert all(any(place.startswith(known) for known in missing) for place in places), (places, missing)


@NEEDS_STANDARDS
def test_nothing_is_filled_in_that_catena_x_lets_be_left_out() -> None:
    """Each place that says that it is not stated is one without which, or empty, the file has not the model's form."""
    schema = "catenax/DigitalProductPassport-schema.json"
    whole, missing = catenax_passport(passport(), "0" * 64, WEB, NOW)
    filled = [
        path for path in _paths(whole) if _at(whole, path) in (NOT_STATED, NOT_MEASURED, "", "9999-12-31", "original")
    ]
    assert len(filled) >= len(missing)
    for path in filled:
        if path[0] == "additionalData":
            continue
        for end in range(2, len(path) + 1):
            stand_ins: tuple[Any, ...] = (None, [], {}, ...)  # null, empty, or gone
            for stand_in in stand_ins:
                other = json.loads(json.dumps(whole))
                inside = _at(other, path[: end - 1])
                if stand_in is ...:
                    if not isinstance(inside, dict):
                        continue  # an entry of a list is a stated one: what is in it stands for itself
                    del inside[path[end - 1]]
                else:
                    inside[path[end - 1]] = stand_in
                if path[:3] != ("operation", "manufacturing", "facilities") or end > 4:
                    assert against(schema, other), (path[:end], stand_in)


def _paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path] if not isinstance(value, dict | list) else [p for n, item in inner for p in _paths(item, (*path, n))]


def _at(value: Any, path: tuple[Any, ...]) -> Any:
    for name in path:
        value = value[name]
    return value


def _leaves(value: Any, place: str = "") -> list[tuple[str, Any]]:
    if isinstance(value, dict):
        return [leaf for name, item in value.items() for leaf in _leaves(item, f"{place}.{name}".lstrip("."))]
    if isinstance(value, list):
        return [leaf for item in value for leaf in _leaves(item, place)]
    return [(place, value)]


# Tables ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-cmd",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "\u00a0=1",
        "\uff1d1",
        "|x",
        "%0A",
        "-1+1",
        "+12.5",
    ],
)
def test_cell_that_a_spreadsheet_computes_is_made_text(text: str) -> None:
    assert safe(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "12.50", "-3", "Antwerp Rough NV", "a=b", "2026-01-15", "'=1"])
def test_any_other_cell_stays(text: str) -> None:
    assert safe(text) == text


@pytest.mark.parametrize("lot", [passport(), passport(cobalt())], ids=["diamonds", "cobalt"])
def test_tables_hold_the_whole_passport_and_nothing_to_compute(lot: Passport) -> None:
    party = lot.parties.exporter.names[0].model_copy(update={"value": '=HYPERLINK("http://evil.example","x")'})
    exporter = lot.parties.exporter.model_copy(update={"names": (party,)})
    lot = lot.model_copy(update={"parties": lot.parties.model_copy(update={"exporter": exporter})})
    made = tables(lot)
    read = {name: list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))) for name, data in made.items()}
    assert all(len(row) == len(rows[0]) for rows in read.values() for row in rows)
    assert len(read["custody.csv"]) == 1 + len(lot.custody)
    assert len(read["checks.csv"]) == 1 + len(lot.checks)
    assert len(read["findings.csv"]) == 1 + len(lot.findings)
    assert not [cell for rows in read.values() for row in rows for cell in row if cell.startswith(("=", "+", "@"))]
    assert ["exporter names", '\'=HYPERLINK("http://evil.example","x")'] in [row[:2] for row in read["facts.csv"]]


def test_table_of_custody_events_is_custody_records_again() -> None:
    from validate.custody.table import read_table

    lot = passport()
    found, faults = read_table(tables(lot)["custody.csv"].decode("utf-8-sig"), "0" * 64, 100)
    assert faults == []
    assert [(e.id, e.type.value, e.lot, e.inputs, e.time) for e in found] == [
        (e.id, e.type, e.lot, e.inputs, e.time) for e in lot.custody
    ]


# GS1 ---------------------------------------------------------------------------------------------------------------


def test_digital_link_is_that_of_the_standard() -> None:
    assert digital_link("9506000134352", "ABC/1 2"[:5]) == "https://id.gs1.org/01/09506000134352/10/ABC%2F1"
    assert gtin14("96385074") == "00000096385074"


@pytest.mark.parametrize("text", ["", "123", "09506000134353", "9506000134352x", "٩٥٠٦٠٠٠١٣٤٣٥٢"])
def test_number_that_is_no_gtin_is_refused(text: str) -> None:
    with pytest.raises(BadIdentifier):
        gtin14(text)


@pytest.mark.parametrize("lot", ["", "x" * 21, "é", "a b"])
def test_lot_number_that_cannot_be_a_batch_number_is_refused(lot: str) -> None:
    with pytest.raises(BadIdentifier):
        digital_link("9506000134352", lot)


def test_code_is_read_back_by_another_reader() -> None:
    import segno
    import zxingcpp
    from PIL import Image

    text = digital_link("9506000134352", "LS-RD2415")
    assert b"<svg" in qr_svg(text)
    assert qr_svg(text) == qr_svg(text)
    buffer = io.BytesIO()
    segno.make_qr(text, error="m").save(buffer, kind="png", scale=4)
    [found] = zxingcpp.read_barcodes(Image.open(buffer).convert("L"))
    assert found.text == text
