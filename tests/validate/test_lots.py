"""Lots: papers that belong together stay together whatever one of them says."""

from __future__ import annotations

import json
import random

import pytest

from bench.truths import SHARED, dossier_of
from extract.model import DocumentKind, PageRef
from tests.validate.papers import (
    all_of,
    changed,
    checked,
    diamonds,
    dossier,
    edit,
    everywhere,
    gold,
    loud,
    make,
    paper,
    tin,
    without,
)
from tests.validate.test_check import joined
from validate.lots import form_lots
from validate.model import Dossier

TRUTHS = sorted((SHARED / "papers" / "truth").glob("*.json"))


def groups(whole: Dossier) -> set[frozenset[str]]:
    return {frozenset(lot.documents) for lot in form_lots(whole)}


def test_the_number_most_papers_state_names_the_lot() -> None:
    (lot,) = form_lots(edit("pl", lot_number="RW-SN-872")(tin()))
    assert lot.id == "RW-SN-278"
    assert lot.custody_lots == ("RW-SN-278",)


def test_without_a_lot_number_custody_names_it_then_the_certificate_then_the_invoice() -> None:
    bare = {"custody": diamonds().custody.model_copy(update={"events": ()})}
    assert form_lots(diamonds())[0].id == "LS-RD2411"
    assert form_lots(diamonds().model_copy(update=bare))[0].id == "LS 024780"
    assert form_lots(without("kp")(diamonds()).model_copy(update=bare))[0].id == "KK66871"


def test_one_papers_misread_lot_number_gives_way_to_custody() -> None:
    misread = all_of(everywhere(lot_number=None), edit("inv", lot_number="PE-AU-23Z"))
    assert form_lots(misread(gold()))[0].id == "PE-AU-232"


@pytest.mark.parametrize("seed", range(12))
def test_one_wrong_number_on_each_paper_makes_no_second_lot(seed: int) -> None:
    source = random.Random(seed)
    whole = joined(diamonds(1), diamonds(2, "LS 024799"))
    papers = []
    for document in whole.documents:
        names = [n for n in ("certificate_number", "invoice_number", "carat_weight", "value") if n in document.fields]
        name = source.choice(names)
        wrong = {"value": ("USD", "1.00"), "carat_weight": "9.99"}.get(name, f"XX {source.randrange(10**6)}")
        papers.append(changed(document, **{name: make(name, wrong)}))
    noisy = whole.model_copy(update={"documents": tuple(papers)})
    assert groups(noisy) == {frozenset(("d10", "d11", "d12", "d13")), frozenset(("d20", "d21", "d22", "d23"))}


def test_a_licence_goes_to_every_lot_that_quotes_it() -> None:
    licence = paper("d90", DocumentKind.EXPORT_LICENCE, document_number="EL-1", exporter_name="Khubelu")
    quote = edit("inv", licence_number="EL 1")
    parts = joined(quote(diamonds(1)), quote(diamonds(2, "LS 024799")))
    whole = parts.model_copy(update={"documents": (*parts.documents, licence)})
    assert all("d90" in lot.documents for lot in form_lots(whole))
    one = joined(quote(diamonds(1)), diamonds(2, "LS 024799"))
    one = one.model_copy(update={"documents": (*one.documents, licence)})
    assert ["d90" in lot.documents for lot in form_lots(one)] == [True, False]


def test_a_licence_that_nobody_quotes_goes_where_it_has_room() -> None:
    licence = paper(
        "d90",
        DocumentKind.EXPORT_LICENCE,
        document_number="EL-1",
        exporter_name="Khubelu Kimberlite Sales (Pty) Ltd",
        licensed_quantity=("1300", "ct"),
    )
    whole = joined(diamonds(1), diamonds(2, "LS 024799"))
    whole = whole.model_copy(update={"documents": (*whole.documents, licence)})
    assert ["d90" in lot.documents for lot in form_lots(whole)] == [True, False]


def test_a_paper_that_fits_nowhere_belongs_to_the_only_lot() -> None:
    stray = paper("d90", DocumentKind.ASSAY_CERTIFICATE, document_number="Q-1")
    whole = diamonds()
    (lot,) = form_lots(whole.model_copy(update={"documents": (*whole.documents, stray)}))
    assert "d90" in lot.documents


def test_a_certificate_of_other_goods_is_another_lot() -> None:
    other = paper(
        "d90",
        DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE,
        document_number="BW 111111",
        exporter_name="Boteti Sands Gems",
        importer_name="Kempen Stones NV",
        carat_weight="5.00",
    )
    whole = diamonds()
    lots = form_lots(whole.model_copy(update={"documents": (*whole.documents, other)}))
    assert [lot.documents for lot in lots] == [("d10", "d11", "d12", "d13"), ("d90",)]


def test_unknown_pages_follow_the_papers_of_their_file() -> None:
    page = paper("d91", DocumentKind.UNKNOWN)
    whole = diamonds()
    (lot,) = form_lots(whole.model_copy(update={"documents": (*whole.documents, page)}))
    assert "d91" in lot.documents
    first = [d.model_copy(update={"pages": (PageRef(file="11" * 32, page=1),)}) for d in diamonds(1).documents]
    second = [
        d.model_copy(update={"pages": (PageRef(file="22" * 32, page=1),)}) for d in diamonds(2, "LS 024799").documents
    ]
    inside = page.model_copy(update={"pages": (PageRef(file="22" * 32, page=2),)})
    two = form_lots(dossier((*first, *second, inside)))
    assert ["d91" in lot.documents for lot in two] == [False, True]
    apart = page.model_copy(update={"pages": (PageRef(file="33" * 32, page=1),)})
    both = form_lots(dossier((*first, *second, apart)))
    assert ["d91" in lot.documents for lot in both] == [True, True]


def test_only_unknown_pages_make_no_lot() -> None:
    assert form_lots(dossier((paper("d1", DocumentKind.UNKNOWN),))) == ()


def test_two_lots_of_one_number_are_told_apart() -> None:
    first, second = edit("inv", lot_number="A-1")(diamonds(1)), edit("inv", lot_number="A-1")(diamonds(2, "LS 024799"))
    whole = joined(first, second)
    whole = whole.model_copy(update={"custody": whole.custody.model_copy(update={"events": ()})})
    assert [lot.id for lot in form_lots(whole)] == ["A-1", "A-1 (2)"]


def test_custody_is_found_by_seal_or_weight_where_no_number_tells() -> None:
    whole = diamonds()
    events = tuple(e.model_copy(update={"document_numbers": (), "lot": "X-77"}) for e in whole.custody.events)
    by_seal = whole.model_copy(update={"custody": whole.custody.model_copy(update={"events": events})})
    assert form_lots(by_seal)[0].custody_lots == ("X-77",)
    untagged = tuple(e.model_copy(update={"tags": ()}) for e in events)
    by_weight = whole.model_copy(update={"custody": whole.custody.model_copy(update={"events": untagged})})
    assert form_lots(by_weight)[0].custody_lots == ("X-77",)
    lighter = tuple(e.model_copy(update={"quantity": 1}) for e in untagged)
    by_holder = whole.model_copy(update={"custody": whole.custody.model_copy(update={"events": lighter})})
    assert form_lots(by_holder)[0].custody_lots == ("X-77",)
    strange = tuple(e.model_copy(update={"from_party": "A", "to_party": "B"}) for e in lighter)
    none = whole.model_copy(update={"custody": whole.custody.model_copy(update={"events": strange})})
    assert form_lots(none)[0].custody_lots == ()


@pytest.mark.skipif(not TRUTHS, reason="the shared papers are not here (LOTPASS_SHARED)")
@pytest.mark.parametrize("path", TRUTHS, ids=[p.stem for p in TRUTHS])
def test_lots_of_rendered_bundles(path) -> None:  # type: ignore[no-untyped-def]  # a Path, absent without the papers
    whole, truth = dossier_of(path)
    got = [(lot.id, lot.documents) for lot in form_lots(whole)]
    assert got == [(lot["id"], tuple(lot["documents"])) for lot in truth["lots"]]
    assert json.loads(path.read_text(encoding="utf-8"))["bundle"] == path.stem


def test_one_waybill_for_two_lots_belongs_to_both() -> None:
    whole = joined(diamonds(1), without("tr")(diamonds(2, "LS 024799")))
    both = edit(
        "tr", certificate_number="LS 024780, LS 024799", carat_weight="2646.18", seal_numbers=["KP251201", "KP251202"]
    )
    lots = form_lots(both(whole))
    assert ["d13" in lot.documents for lot in lots] == [True, True]
    assert {c for lot in checked(both(whole)) for c in loud(lot)} == set()
