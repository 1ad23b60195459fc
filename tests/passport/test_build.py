from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest

from extract.model import Document
from passport.build import build, implied_status, parents
from passport.canonical import content, passport_bytes
from passport.errors import Inconsistent
from passport.model import Passport, Statement
from passport.statements import claim_of
from tests.passport.factory import AS_OF, MADE_BY, cobalt, diamonds, field, file, passport, sha
from validate.custody.graph import graph_of
from validate.custody.lineage import lineage_of
from validate.model import CheckedLot, CustodyRecord, Dossier, EventType

Which = tuple[CheckedLot, Dossier]
Make = Callable[[], Which]


def said(statements: tuple[Statement, ...]) -> list[tuple[object, str | None, list[str | None]]]:
    return [(s.value, s.unit, [source.document for source in s.sources]) for s in statements]


def with_dossier(which: Which, **changes: Any) -> Which:
    checked, dossier = which
    return checked, dossier.model_copy(update=changes)


def with_checked(which: Which, **changes: Any) -> Which:
    checked, dossier = which
    return checked.model_copy(update=changes), dossier


@pytest.mark.parametrize("make", [diamonds, cobalt])
def test_same_input_gives_the_same_bytes(make: Make) -> None:
    assert passport_bytes(passport(make())) == passport_bytes(passport(make()))


@pytest.mark.parametrize("make", [diamonds, cobalt])
def test_order_of_fields_and_digits_past_the_fourth_change_nothing(make: Make) -> None:
    checked, dossier = make()

    def turned(document: Document) -> Document:
        return document.model_copy(update={"fields": dict(reversed(document.fields.items()))})

    again = dossier.model_copy(update={"documents": tuple(turned(document) for document in dossier.documents)})
    assert passport_bytes(passport((checked, again))) == passport_bytes(passport((checked, dossier)))


@pytest.mark.parametrize("make", [diamonds, cobalt])
def test_passport_is_read_back_as_it_was_written(make: Make) -> None:
    made = passport(make())
    assert Passport.model_validate(content(made)) == made
    assert Passport.model_validate_json(made.model_dump_json()) == made


def test_agreeing_papers_share_a_statement_and_differing_ones_do_not() -> None:
    made = passport()
    assert said(made.quantities.carat_weight) == [("1273.09", "ct", ["d1", "d2", "d3"])]
    assert said(made.parties.exporter.names) == [
        ("Khubelu Kimberlite Sales (Pty) Ltd", None, ["d1"]),
        ("Khubelu Kimberlite Sales (Pty) Limited", None, ["d2"]),
    ]
    assert said(made.subject.hs_codes) == [("710231", None, ["d1", "d2"]), ("710210", None, ["d2"])]
    assert said(made.parties.importer.addresses) == []


def test_who_states_a_fact_says_how_it_was_read() -> None:
    source = passport().quantities.carat_weight[0].sources[2]
    assert (source.document, source.field, source.status, source.confidence) == (
        "d3",
        "carat_weight",
        "corrected",
        0.988,
    )


def test_amounts_are_as_exact_as_the_paper() -> None:
    value = content(passport())["quantities"]["value"]  # type: ignore[index,call-overload]  # plain JSON, known here
    assert [statement["value"]["amount"] for statement in value] == ["2546180.00", "2546180"]  # type: ignore[index,call-overload,union-attr]  # as above


def test_no_number_has_a_fraction_but_boxes_and_confidences() -> None:
    def walk(value: Any, name: str = "") -> None:
        if isinstance(value, dict):
            for inner, item in value.items():
                walk(item, inner)
        elif isinstance(value, list):
            for item in value:
                walk(item, name)
        elif isinstance(value, float):
            assert name in ("box", "confidence", "score")
            assert round(value, 4 if name == "box" else 3) == value

    walk(content(passport(cobalt())))
    walk(content(passport(diamonds())))


def test_what_was_not_read_is_stated_by_nobody() -> None:
    made = passport(cobalt())
    assert said(made.quantities.net_weight) == [("24.5", "t", ["d2"])]
    document = made.documents[1]
    assert document.expiry_date is None
    assert document.fields["expiry_date"].value is None
    assert document.fields["expiry_date"].raw == "3? mars 20"


def test_document_repeats_its_own_facts() -> None:
    document = passport().documents[0]
    assert (document.number, document.issuing_authority) == ("LS 024780", "Ministry of Mining, Lesotho")
    assert (document.issue_date, document.expiry_date, document.form) == ("2025-12-29", "2026-03-29", None)
    assert document.files == ("scans/kp.pdf",)
    assert document.marks == ("stamp", "signature")
    assert passport(cobalt()).documents[0].form == "COMESA"


def test_every_field_row_and_further_fact_is_there_with_its_evidence() -> None:
    _, dossier = diamonds()
    for document, record in zip(dossier.documents, passport().documents, strict=True):
        assert record.fields.keys() == document.fields.keys()
        assert [line.keys() for line in record.lines] == [line.keys() for line in document.lines]
        assert record.more.keys() == document.more.keys()
        for name, found in document.fields.items():
            assert record.fields[name].raw == found.raw
            assert record.fields[name].evidence[0].page == found.evidence[0].page
            assert record.fields[name].evidence[0].box == pytest.approx(found.evidence[0].box, abs=0.00006)


def test_same_bytes_under_two_names_are_one_file() -> None:
    made = passport()
    assert {record.names for record in made.files} == {
        ("scans/kp.pdf",),
        ("invoice.pdf", "copy/invoice.pdf"),
        ("papers.zip!declaration.pdf",),
        ("custody.csv",),
    }


def test_box_that_hangs_over_the_edge_is_brought_back() -> None:
    assert passport(cobalt()).findings[0].evidence[0].box == (0, 0.2, 0.3, 1)


# Origin ------------------------------------------------------------------------------------------------------------


def test_origin_tells_what_kind_of_claim_each_is() -> None:
    origin = passport().origin
    assert [(o.value, o.claim, [s.document or s.event for s in o.sources]) for o in origin.countries] == [
        ("LS", "government-certified", ["d1"]),
        ("LS", "self-declared", ["d2", "d3"]),
        ("LS", "inferred-from-custody", ["E1", "E2"]),
    ]
    assert [(o.value, o.claim) for o in origin.mine_sites] == [
        ("Motete Pipe Mine", "self-declared"),
        ("Motete Pipe Mine", "inferred-from-custody"),
    ]


def test_nothing_is_called_verified() -> None:
    for make in (diamonds, cobalt):
        assert b"verified" not in passport_bytes(passport(make()))


def test_certificate_of_origin_is_a_states_only_with_a_states_form() -> None:
    _, dossier = cobalt()
    certificate = dossier.documents[0]
    assert claim_of(certificate) == "government-certified"
    for form in (None, field("form", "Chamber form 12", "x"), field("form", None, "x", status="unreadable")):
        fields = {name: found for name, found in certificate.fields.items() if name != "form"}
        other = certificate.model_copy(update={"fields": fields | ({"form": form} if form else {})})
        assert claim_of(other) == "third-party"


def test_origin_in_a_table_row_names_the_row() -> None:
    checked, dossier = diamonds()
    row = {"country_of_origin": field("country_of_origin", "BW", "invoice.pdf")}
    invoice = dossier.documents[1].model_copy(update={"lines": (*dossier.documents[1].lines, row)})
    documents = (dossier.documents[0], invoice, dossier.documents[2])
    made = passport(with_dossier((checked, dossier), documents=documents))
    found = next(origin for origin in made.origin.countries if origin.value == "BW")
    assert [(source.document, source.line) for source in found.sources] == [("d2", 3)]


# Custody -----------------------------------------------------------------------------------------------------------


def test_chain_holds_the_lot_and_its_ancestors_in_time_order() -> None:
    made = passport()
    assert [event.id for event in made.custody] == ["E1", "E2", "E3", "E5", "E4"]
    assert [(parent.lot, parent.events) for parent in made.lineage] == [("LS-AG", ("E5",))]


def test_event_keeps_what_the_record_says() -> None:
    event = next(event for event in passport().custody if event.id == "E5")
    assert (event.quantity, event.more, event.offset_stated) == ("1273.1", {"remark": "sorted"}, True)
    assert not next(event for event in passport().custody if event.id == "E3").offset_stated


def test_time_keeps_its_zone_and_utc_is_z() -> None:
    checked, dossier = diamonds()
    zone = timezone(timedelta(hours=2))
    first = dossier.custody.events[0]
    moved = first.model_copy(update={"time": datetime(2025, 11, 3, 11, 40, 0, 5, zone)})
    events = (moved, *(event for event in dossier.custody.events if event is not first))
    made = content(passport(with_dossier((checked, dossier), custody=CustodyRecord(events=events))))
    times = [event["time"] for event in made["custody"]]  # type: ignore[index,union-attr,call-overload]  # plain JSON, known here
    assert times[:2] == ["2025-11-03T11:40:00.000005+02:00", "2025-11-04T09:40:00Z"]


def test_chain_ends_even_where_lots_go_into_each_other() -> None:
    checked, dossier = diamonds()
    first, second = dossier.custody.events[:2]
    ring = (
        first.model_copy(update={"lot": "A", "inputs": ("B",), "type": EventType.AGGREGATE}),
        second.model_copy(update={"lot": "B", "inputs": ("A",), "type": EventType.AGGREGATE}),
    )
    lot = checked.lot.model_copy(update={"custody_lots": ("A",)})
    made = passport(
        (checked.model_copy(update={"lot": lot}), dossier.model_copy(update={"custody": CustodyRecord(events=ring)}))
    )
    assert {event.lot for event in made.custody} == {"A", "B"}
    assert [parent.lot for parent in made.lineage] == ["B"]
    assert parents(lineage_of(graph_of(ring), ["A", "B"])) == ()


def test_mixed_lot_names_every_source_with_its_share() -> None:
    checked, dossier = diamonds()
    first, second, *rest = dossier.custody.events
    other = second.model_copy(update={"country": "BW", "mine_site": None})
    unknown = first.model_copy(update={"country": None, "mine_site": None})
    made = passport(with_dossier((checked, dossier), custody=CustodyRecord(events=(unknown, other, *rest))))
    assert [(source.country, source.mine_site, source.share) for source in made.origin.sources] == [
        (None, None, "0.405708"),
        ("BW", None, "0.594292"),
    ]


def test_share_is_left_out_where_a_weight_is_not_known() -> None:
    checked, dossier = diamonds()
    first, second, *rest = dossier.custody.events
    other = second.model_copy(update={"country": "BW", "quantity": None})
    made = passport(with_dossier((checked, dossier), custody=CustodyRecord(events=(first, other, *rest))))
    assert [(source.country, source.share) for source in made.origin.sources] == [("LS", None), ("BW", None)]


def test_lot_without_custody_lots_has_no_chain() -> None:
    made = passport(cobalt())
    assert (made.custody, made.lineage) == ((), ())
    assert any(point.about == "way from the mine to the exporter" for point in made.undecided)


# What could not be decided -----------------------------------------------------------------------------------------


def test_everything_open_is_said_with_its_reason() -> None:
    points = {(point.kind, point.about): point for point in passport(cobalt()).undecided}
    assert set(points) == {
        ("check", "W010"),
        ("field", "d1.net_weight"),
        ("field", "d2.expiry_date"),
        ("field", "d2.exporter_name"),
        ("file", "perdu.pdf"),
        ("custody", f"record 3 of custody file {sha('c.csv')}"),
        ("scope", "physical identity of the goods"),
        ("scope", "authenticity of the papers"),
        ("scope", "origin in the sense of customs law"),
        ("scope", "way from the mine to the exporter"),
        ("scope", "checks that papers cannot decide"),
    }
    assert '"24,5 t", "25,4 t"' in points["field", "d1.net_weight"].reason
    assert "encrypted" in points["file", "perdu.pdf"].reason
    assert points["check", "W010"].reason == "The net weight is conflicting."
    assert points["field", "d2.expiry_date"].evidence


def test_fields_of_table_rows_may_be_open_too() -> None:
    checked, dossier = diamonds()
    row = {"value": field("value", None, "invoice.pdf", status="unreadable")}
    invoice = dossier.documents[1].model_copy(update={"lines": (*dossier.documents[1].lines, row)})
    documents = (dossier.documents[0], invoice, dossier.documents[2])
    made = passport(with_dossier((checked, dossier), documents=documents))
    assert "d2.lines[3].value" in [point.about for point in made.undecided]


def test_limits_of_papers_are_always_said() -> None:
    about = [point.about for point in passport().undecided if point.kind == "scope"]
    assert about == [
        "physical identity of the goods",
        "authenticity of the papers",
        "scope of the Kimberley Process",
        "checks that papers cannot decide",
    ]


def test_every_check_is_there_with_its_outcome() -> None:
    made = passport()
    assert [(check.rule, check.outcome) for check in made.checks] == [
        ("W001", "passed"),
        ("X006", "passed"),
        ("H001", "failed"),
        ("A003", "not_applicable"),
        ("D009", "not_decidable"),
    ]
    counts = made.check_counts
    assert (counts.passed, counts.failed, counts.not_applicable, counts.not_decidable) == (2, 1, 1, 1)


def test_document_of_another_lot_that_a_finding_names_is_cited_without_its_content() -> None:
    made = passport(cobalt())
    assert [(cited.id, cited.number) for cited in made.cited_documents] == [("d9", "CO/2025/0042")]
    assert [document.id for document in made.documents] == ["d1", "d2"]
    assert "autre.pdf" in {name for record in made.files for name in record.names}


# What is refused ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("severities", "status"),
    [
        ([], "clear"),
        (["info"], "clear"),
        (["info", "review"], "review"),
        (["block", "review"], "blocked"),
    ],
)
def test_status_follows_from_the_worst_finding(severities: list[str], status: str) -> None:
    assert implied_status(severities) == status


@pytest.mark.parametrize("status", ["clear", "review"])
def test_status_milder_than_the_findings_is_refused(status: str) -> None:
    with pytest.raises(Inconsistent) as caught:
        passport(with_checked(cobalt(), status=status))
    assert caught.value.code == "status-too-mild"


def test_status_stricter_than_the_findings_stands() -> None:
    assert passport(with_checked(diamonds(), status="review")).status == "review"


def test_clear_lot_that_nothing_was_checked_of_is_refused() -> None:
    checked, dossier = diamonds()
    for changes in (
        {"checks": ()},
        {"checks": checked.checks[3:]},
        {"lot": checked.lot.model_copy(update={"documents": ()})},
    ):
        with pytest.raises(Inconsistent) as caught:
            passport(with_checked((checked, dossier), **changes))
        assert caught.value.code == "nothing-checked"


def test_document_that_was_not_read_is_refused() -> None:
    checked, dossier = diamonds()
    lot = checked.lot.model_copy(update={"documents": ("d1", "d8")})
    with pytest.raises(Inconsistent) as caught:
        passport((checked.model_copy(update={"lot": lot}), dossier))
    assert caught.value.code == "unknown-document"


@pytest.mark.parametrize("name", ["scans/kp.pdf", "custody.csv"])
def test_evidence_in_a_file_that_is_not_there_is_refused(name: str) -> None:
    checked, dossier = diamonds()
    files = tuple(found for found in dossier.files if found.name != name)
    with pytest.raises(Inconsistent) as caught:
        passport(with_dossier((checked, dossier), files=files))
    assert caught.value.code == "unknown-file"


def test_file_of_which_some_pages_could_be_read_stays_evidence() -> None:
    checked, dossier = diamonds()
    lost = file("scans/kp.pdf", 0, status="quarantined", role="none", reason="Page 2 could not be read.")
    made = passport(with_dossier((checked, dossier), files=(lost, *dossier.files[1:])))
    assert ("file", "scans/kp.pdf") in [(point.kind, point.about) for point in made.undecided]


def test_day_is_the_one_passed_in() -> None:
    assert build(*diamonds(), MADE_BY, date(2030, 2, 3)).as_of == date(2030, 2, 3)
    assert passport().as_of == AS_OF
    assert passport().made_by == MADE_BY


def test_every_type_of_event_is_carried() -> None:
    checked, dossier = diamonds()
    first = dossier.custody.events[1]
    events = tuple(
        first.model_copy(update={"id": f"E{number}", "type": kind, "lot": "LS-RD2415"})
        for number, kind in enumerate(EventType)
    )
    made = passport(with_dossier((checked, dossier), custody=CustodyRecord(events=events)))
    assert [event.type for event in made.custody] == [kind.value for kind in EventType]
    assert [origin.value for origin in made.origin.mine_sites if origin.claim == "inferred-from-custody"] == [
        "Motete Pipe Mine"
    ]
