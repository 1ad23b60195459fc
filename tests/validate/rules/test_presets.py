"""Each preset decides what its law or guidance calls for, on papers of its own route: what falls short is told, what is
in order is not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

import pytest

from extract.model import DocumentKind
from tests.validate.papers import (
    AS_OF,
    EXPORTER,
    IMPORTER,
    TIN_EXPORTER,
    TIN_IMPORTER,
    Change,
    all_of,
    diamonds,
    dossier,
    edit,
    event,
    everywhere,
    paper,
    say,
    tin,
    without,
)
from tests.validate.rules.judging import strip
from validate.check import check, judges
from validate.model import CheckedLot, Dossier, EventType
from validate.policy import Policy
from validate.policy_file import presets
from validate.reference import Reference

KP_STATEMENT = (
    "The rough diamonds in this shipment have been handled in accordance with the provisions of the Kimberley Process "
    "Certification Scheme for rough diamonds."
)
SELF_CERTIFICATION = (
    "The diamonds in this shipment were not mined, extracted, produced, or manufactured wholly or in part in the "
    "Russian Federation, notwithstanding whether such diamonds have been substantially transformed into other products "
    "outside of the Russian Federation."
)


def stones() -> Dossier:
    """Rough diamonds of Lesotho with every paper that a preset of a diamond route wants."""
    whole = say("kp", "KIMBERLEY PROCESS CERTIFICATE", KP_STATEMENT)(diamonds())
    declaration = paper(
        "d19", DocumentKind.ORIGIN_DECLARATION, **EXPORTER, **IMPORTER, document_number="SC-1", country_of_origin="LS",
        mineral="rough diamonds", issue_date="2026-01-26", invoice_number="KK66871",
    )  # fmt: skip
    there = whole.model_copy(update={"documents": (*whole.documents, declaration)})
    return say("decl", "DECLARATION", SELF_CERTIFICATION)(there)


def tin_to_the_union() -> Dossier:
    return everywhere(country_of_destination="BE")(tin())


def cobalt() -> Dossier:
    """Cobalt hydroxide of the DRC with its quota papers and a custody record."""
    facts: dict[str, Any] = {
        "mineral": "cobalt",
        "lot_number": "CD-CO-7",
        "net_weight": ("20.000", "t"),
        "country_of_origin": "CD",
    }
    parties: dict[str, Any] = TIN_EXPORTER | TIN_IMPORTER
    kinds = {
        "CO-1": DocumentKind.CERTIFICATE_OF_ORIGIN, "INV-7": DocumentKind.COMMERCIAL_INVOICE,
        "MRSU1": DocumentKind.TRANSPORT_DOCUMENT, "LAB-7": DocumentKind.ASSAY_CERTIFICATE,
        "DD-7": DocumentKind.ORIGIN_DECLARATION, "AVQ-7": DocumentKind.EXPORT_LICENCE,
    }  # fmt: skip
    papers = [
        paper(f"d{n}", kind, **facts, **parties, document_number=number, issue_date="2026-01-20")
        for n, (number, kind) in enumerate(kinds.items(), 1)
    ]
    dug = event("E1", "2026-01-05", EventType.EXTRACT, "CD-CO-7", "20.000", "t", "CD", mine_site="Kamoto")
    return dossier(papers, (dug,))


def unrecorded(whole: Dossier) -> Dossier:
    return whole.model_copy(update={"custody": whole.custody.model_copy(update={"events": ()})})


def silent(short: str) -> Change:
    """One document with a wording that says nothing of what is wanted."""
    return say(short, "A PAPER OF THE LOT", "with no statement on it")


@cache
def tables() -> Reference:
    return Reference.load()


def judged(preset: str, whole: Dossier, as_of: date = AS_OF) -> CheckedLot:
    policy = Policy.load(preset)
    (lot,) = check(whole, tables(), policy, as_of)
    return lot


FITTING = {
    "eu-rough-diamonds": stones, "us-rough-diamonds": stones, "uk-rough-diamonds": stones,
    "swiss-rough-diamonds": stones, "eu-3tg": tin_to_the_union, "oecd-cobalt": cobalt,
}  # fmt: skip

SHORT: list[tuple[str, str, Change, set[str], str]] = [
    ("eu-rough-diamonds", "no certificate", without("kp"), {"missing-document"}, "block"),
    ("eu-rough-diamonds", "no statement", silent("kp"), {"missing-field", "missing-document"}, "review"),
    ("eu-rough-diamonds", "no invoice", without("inv"), {"missing-document"}, "review"),
    ("eu-rough-diamonds", "no packing list", without("pl"), {"missing-document"}, "review"),
    ("eu-rough-diamonds", "no waybill", without("tr"), {"missing-document"}, "review"),
    ("eu-rough-diamonds", "no seal", strip("seal_numbers"), {"missing-field"}, "review"),
    ("eu-rough-diamonds", "mixed origin", edit("kp", country_of_origin="mixed"), {"restricted-origin"}, "block"),
    ("us-rough-diamonds", "no certificate", without("kp"), {"missing-document"}, "block"),
    ("us-rough-diamonds", "no self-certification", without("decl"), {"missing-document"}, "review"),
    ("us-rough-diamonds", "a declaration of another wording", silent("decl"), {"missing-field"}, "review"),
    ("us-rough-diamonds", "Russian stones", everywhere(country_of_origin="RU"), {"restricted-origin"}, "block"),
    ("uk-rough-diamonds", "no certificate", without("kp"), {"missing-document"}, "block"),
    ("uk-rough-diamonds", "no invoice", without("inv"), {"missing-document"}, "review"),
    ("uk-rough-diamonds", "Russian stones", everywhere(country_of_origin="RU"), {"restricted-origin"}, "block"),
    ("swiss-rough-diamonds", "no certificate", without("kp"), {"missing-document"}, "block"),
    ("swiss-rough-diamonds", "no waybill", without("tr"), {"missing-document"}, "review"),
    ("swiss-rough-diamonds", "Russian stones", everywhere(country_of_origin="RU"), {"restricted-origin"}, "review"),
    ("eu-3tg", "no ICGLR certificate", without("icglr"), {"missing-document"}, "block"),
    ("eu-3tg", "no due diligence declaration", without("decl"), {"missing-document"}, "review"),
    ("eu-3tg", "no invoice", without("inv"), {"missing-document"}, "review"),
    ("eu-3tg", "no waybill", without("tr"), {"missing-document"}, "review"),
    ("eu-3tg", "no assay", without("assay"), {"missing-document"}, "info"),
    ("eu-3tg", "no custody record", unrecorded, {"custody-missing"}, "review"),
    ("eu-3tg", "recycled, undeclared", all_of(edit("assay", recycled_share="40"), without("decl")),
     {"undeclared-recycled"}, "review"),
    ("oecd-cobalt", "no origin", all_of(without("coo"), without("decl")), {"missing-document"}, "review"),
    ("oecd-cobalt", "no declaration", without("decl"), {"missing-document"}, "review"),
    ("oecd-cobalt", "no quota certificate", without("lic"), {"missing-document"}, "block"),
    ("oecd-cobalt", "no custody record", unrecorded, {"custody-missing"}, "review"),
]  # fmt: skip
"""Preset, what falls short, the change, the codes that may say so, and the least severity."""

GRAVITY = ("info", "review", "block")


def told(lot: CheckedLot) -> set[tuple[str, str]]:
    return {(finding.code, finding.severity) for finding in lot.findings}


@pytest.mark.parametrize("preset", presets())
def test_papers_in_order_have_nothing_that_a_preset_wants(preset: str) -> None:
    lot = judged(preset, FITTING[preset]())
    own = {rule.id for rule in judges(Policy.load(preset))} - {rule.id for rule in judges(Policy.load())}
    wanted = {*own, "policy-documents"}
    assert [f.message for f in lot.findings if f.rule in wanted] == []
    assert {c.outcome for c in lot.checks if c.rule in wanted} <= {"passed", "not_applicable"}
    assert {c.outcome for c in lot.checks if c.rule == "policy-documents"} == {"passed"}


@pytest.mark.parametrize(
    ("preset", "change", "codes", "least"),
    [(preset, change, codes, least) for preset, _, change, codes, least in SHORT],
    ids=[f"{preset} {what}" for preset, what, *_ in SHORT],
)
def test_what_falls_short_is_told(preset: str, change: Change, codes: set[str], least: str) -> None:
    before = told(judged(preset, FITTING[preset]()))
    after = told(judged(preset, change(FITTING[preset]()))) - before
    assert [
        (code, severity)
        for code, severity in after
        if code in codes and GRAVITY.index(severity) >= GRAVITY.index(least)
    ], after


def test_the_law_of_the_day_counts() -> None:
    """Mixed origin was accepted at first import before March 2025, DRC cobalt was suspended from February 2025 on."""
    mixed = all_of(edit("kp", country_of_origin="mixed"), dated("2024-05-10"))
    lot = judged("eu-rough-diamonds", mixed(stones()), date(2024, 6, 1))
    assert "eu-countries-of-mining" not in {f.rule for f in lot.findings}
    lot = judged("oecd-cobalt", dated("2025-06-10")(cobalt()), date(2025, 7, 1))
    assert "oecd-cobalt-suspension" in {f.rule for f in lot.findings if f.severity == "block"}
    assert lot.status == "blocked"
    lot = judged("oecd-cobalt", cobalt())
    assert "oecd-cobalt-suspension" not in {f.rule for f in lot.findings}


def dated(day: str) -> Change:
    return all_of(everywhere(issue_date=day, shipment_date=day), edit("tr", shipment_date=day))


def test_every_preset_has_a_route_here() -> None:
    assert FITTING.keys() == set(presets())
    makers: set[Callable[[], Dossier]] = set(FITTING.values())
    assert len(makers) == 3
    assert {preset for preset, *_ in SHORT} == set(presets())
