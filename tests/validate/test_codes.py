"""Every finding code is raised by a run of the rules on documents, and each by the papers of one clean lot changed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from extract.model import DocumentKind, Sheet
from ingest.model import Box, Remark
from tests.validate.papers import (
    AS_OF,
    FILE,
    Change,
    add,
    changed,
    diamonds,
    edit,
    everywhere,
    paper,
    shaky,
)
from tests.validate.remembered import checked_after, scanned
from tests.validate.rules.judging import MAKERS
from tests.validate.rules.test_presence import no_custody
from tests.validate.test_check import FAULTS
from tests.validate.test_sanctions import OPEN, lists
from validate.check import check, rules
from validate.model import CustodyEvent, Dossier, EventType
from validate.policy import Policy
from validate.reference import Reference


def events(kind: EventType, **update: Any) -> Change:
    """A change of every custody event of a type."""

    def change(whole: Dossier) -> Dossier:
        made = (e.model_copy(update=update) if e.type is kind else e for e in whole.custody.events)
        ordered = tuple(sorted(made, key=lambda e: e.time))
        return whole.model_copy(update={"custody": whole.custody.model_copy(update={"events": ordered})})

    return change


def further_events(*more: CustodyEvent) -> Change:
    """Further events in the record."""

    def change(whole: Dossier) -> Dossier:
        made = tuple(sorted((*whole.custody.events, *more), key=lambda e: e.time))
        return whole.model_copy(update={"custody": whole.custody.model_copy(update={"events": made})})

    return change


def quarantined(whole: Dossier) -> Dossier:
    """A second file that could not be read."""
    bad = whole.files[0].model_copy(
        update={"name": "x.pdf", "sha256": "cd" * 32, "pages": 0, "role": "none", "status": "quarantined",
                "reason": "damaged: no page could be opened"}
    )  # fmt: skip
    return whole.model_copy(update={"files": (*whole.files, bad)})


def lying(whole: Dossier) -> Dossier:
    """A certificate whose own text says another weight than its page shows."""
    first, *others = whole.documents
    remark = Remark(
        code="text-layer-differs", text="differs", box=Box(0.4, 0.4, 0.5, 0.42), stated="1,245.30", seen="1,254.30"
    )
    sheet = Sheet(file=FILE, page=1, width=595, height=842, origin="text-layer", remarks=(remark,))
    return whole.model_copy(update={"documents": (first.model_copy(update={"sheets": (sheet,)}), *others)})


def unreadable(whole: Dossier) -> Dossier:
    """The certificate's weight is there and cannot be made out."""
    kp = next(d for d in whole.documents if "carat_weight" in d.fields)
    field = kp.fields["carat_weight"].model_copy(update={"value": None, "status": "unreadable", "confidence": 0.2})
    return edit("kp", carat_weight=field)(whole)


def elsewhere_too(whole: Dossier) -> Dossier:
    """The seal of the export stands on a lot of other material as well."""
    export = whole.custody.events[-1]
    root = whole.custody.events[0].model_copy(update={"id": "Z1", "lot": "OTHER", "tags": export.tags})
    return further_events(root, export.model_copy(update={"id": "Z2", "lot": "OTHER"}))(whole)


def altered(whole: Dossier) -> Dossier:
    """The certificate a second time, with another weight."""
    twin = next(d for d in whole.documents if d.type is DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE)
    return add(changed(twin, carat_weight="1723.09").model_copy(update={"id": "d19"}))(whole)


def congolese(whole: Dossier) -> Dossier:
    """A second source in another country went into the lot, and the papers still claim one origin."""
    root = whole.custody.events[0]
    second = root.model_copy(
        update={"id": "Z1", "lot": "Z", "country": "CD", "mine_site": "Rubaya", "inputs": (), "tags": ()}
    )
    joined = root.model_copy(
        update={"id": "Z2", "type": EventType.AGGREGATE, "inputs": ("Z",), "quantity": None, "tags": ()}
    )
    return further_events(second, joined)(whole)


RAISED: dict[str, tuple[str, Change]] = {
    "artisanal-source": ("diamonds", events(EventType.EXTRACT, process="artisanal digging")),
    "custody-delay": ("diamonds", events(EventType.EXTRACT, time=datetime(2025, 2, 10, 9, tzinfo=UTC))),
    "custody-gap": ("diamonds", events(EventType.TRANSFER, from_party="A stranger Ltd")),
    "custody-holder-mismatch": ("diamonds", events(EventType.EXPORT, to_party="Kempen Stones NV")),
    "custody-missing": ("diamonds", no_custody),
    "custody-tag-reused": ("diamonds", elsewhere_too),
    "custody-weight-mismatch": ("diamonds", everywhere(carat_weight="1723.09")),
    "document-altered": ("diamonds", altered),
    "grade-mismatch": ("tin", edit("assay", grade="58.00")),
    "high-risk-area": ("tin", everywhere(country_of_origin="CD")),
    "quarantined-file": ("diamonds", quarantined),
    "site-status": ("tin", events(EventType.EXTRACT, more={"site_status": "red"})),
    "text-layer-mismatch": ("diamonds", lying),
    "uncertain-field": ("diamonds", edit("kp", expiry_date=shaky("expiry_date", "2026-01-30", 0.6))),
    "undeclared-mixing": ("tin", congolese),
    "undeclared-recycled": ("gold", events(EventType.EXTRACT, type=EventType.RECYCLE)),
    "unknown-document": ("diamonds", add(paper("d19", DocumentKind.UNKNOWN))),
    "unreadable-field": ("diamonds", unreadable),
}
"""Codes that one change of a lot's papers or chain raises, beside those of `FAULTS`."""


def on(lot: str, change: Change, reference: Reference | None = None) -> set[str]:
    """All codes that the rules say of a changed bundle."""
    said = check(change(MAKERS[lot]()), reference or Reference.load(), Policy.load(), AS_OF)
    return {f.code for one in said for f in one.findings}


@pytest.mark.parametrize("code", sorted(RAISED))
def test_a_code_is_raised(code: str) -> None:
    lot, change = RAISED[code]
    assert code in on(lot, change)


def test_weights_of_the_chain_raise_theirs() -> None:
    for factor, code in (("1.2", "custody-weight-gain"), ("0.5", "custody-weight-loss")):

        def change(whole: Dossier, factor: str = factor) -> Dossier:
            last = whole.custody.events[-1]
            assert last.quantity is not None
            return events(EventType.EXPORT, quantity=last.quantity * type(last.quantity)(factor))(whole)

        assert code in on("diamonds", change)


def test_time_lists_and_memory_raise_theirs() -> None:
    def early(whole: Dossier) -> Dossier:
        first = whole.custody.events[0]
        return events(EventType.EXPORT, time=first.time.replace(year=first.time.year - 1))(whole)

    assert "custody-time-order" in on("diamonds", early)
    assert "sanctioned-party" in on("diamonds", lambda whole: whole, Reference.load().screening(lists(OPEN)))
    for change, code in (
        (edit("kp", document_number="LS 024780"), "certificate-reused"),
        (edit("inv", document_number="KK66871"), "document-reused"),
    ):
        (lot,) = checked_after(scanned(diamonds(1), "first"), scanned(change(diamonds(2, "LS 024799")), "second"))
        assert code in {f.code for f in lot.findings}


ELSEWHERE = {
    *("custody-weight-gain", "custody-weight-loss", "custody-time-order"),
    *("sanctioned-party", "certificate-reused", "document-reused"),
}
"""Codes that the last two tests raise."""


def test_no_code_is_left_out() -> None:
    shown = {code for *_, codes in FAULTS for code in codes} | set(RAISED) | ELSEWHERE
    assert {code for rule in rules() for code in rule.codes} - shown == set()
