"""Candidates that a learned model tells where neither a label nor a cue leads to a value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from extract import candidates_mentions
from extract.candidates import Candidate, labelled
from extract.candidates_mentions import Told, mentioned, said_otherwise, told_in
from extract.mentions import Group
from extract.model import DocumentKind
from extract.prose import cued
from extract.prose_cues import CueIndex
from extract.prose_paragraphs import paragraphs
from extract.types import TYPES
from extract.values import Context
from tests.extract.sheet import Sheet, around

LICENCE = DocumentKind.EXPORT_LICENCE


def told(
    monkeypatch: pytest.MonkeyPatch,
    chances: dict[Group, dict[str, float]],
    *lines: str,
    found: tuple[str, ...] = (),
    kind: DocumentKind = LICENCE,
) -> dict[str, Candidate]:
    """What is offered where the model gives every mention of a group, of names every company, these chances."""

    def said(group: Group, around: Sequence[str], _: object) -> dict[str, float]:
        return chances.get(group, {}) if group is not Group.NAME or "o company" in around else {}

    monkeypatch.setattr(candidates_mentions, "chances", said)
    page = around(Sheet().lines(50, 200, *lines), kind)
    texts = paragraphs(page.layout, page.page, page.labels, page.skip)
    mentions = told_in(TYPES[kind], texts, Context())
    before = [one for one in mentioned(TYPES[kind], mentions, page.labels, (), Context()) if one.spec.name in found]
    offered: dict[str, Candidate] = {}
    for one in mentioned(TYPES[kind], mentions, page.labels, before, Context()):
        offered.setdefault(one.spec.name, one)
    return offered


def test_a_likely_mention_is_offered_below_what_a_label_introduces(monkeypatch: pytest.MonkeyPatch) -> None:
    one = told(monkeypatch, {Group.DATE: {"expiry_date": 0.95}}, "It ceases to have effect by 30 June 2026 at noon")
    assert one["expiry_date"].parsed.value == "2026-06-30"
    assert 0.5 < one["expiry_date"].score < 0.93
    assert one["expiry_date"].region.text == "30 June 2026"


def test_an_unlikely_mention_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "It ceases to have effect by 30 June 2026 at noon"
    assert not told(monkeypatch, {Group.DATE: {"expiry_date": 0.55, "issue_date": 0.4}}, text)


def test_a_mere_line_is_believed_less_than_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    chances = {Group.DATE: {"expiry_date": 0.75}}
    assert told(monkeypatch, chances, "It ceases to have effect by 30 June 2026 at noon")
    assert not told(monkeypatch, chances, "It ceases 30 June 2026")


def test_what_is_told_already_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "It ceases to have effect by 30 June 2026 at noon"
    assert not told(monkeypatch, {Group.DATE: {"expiry_date": 0.95}}, text, found=("expiry_date",))


def test_a_line_of_a_value_alone_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not told(monkeypatch, {Group.NUMBER: {"document_number": 0.95}}, "KM-118/26")


def test_a_party_has_its_address_and_seals_are_a_list(monkeypatch: pytest.MonkeyPatch) -> None:
    chances = {Group.NAME: {"exporter": 0.95}, Group.NUMBER: {"seal_numbers": 0.95}}
    text = "goods of Kivu Minerals SARL, Avenue du Lac 14, Goma, closed with AB 4471, AB 4472 and AB 4473"
    found = told(monkeypatch, chances, text, kind=DocumentKind.PACKING_LIST)
    assert found["exporter"].region.text.startswith("Kivu Minerals SARL, Avenue du Lac 14")
    assert found["seal_numbers"].parsed.value == ("AB 4471", "AB 4472", "AB 4473")


def test_a_weight_without_a_unit_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    chances = {group: {"net_weight": 0.95} for group in (Group.FIGURE, Group.MASS)}
    kind = DocumentKind.PACKING_LIST
    assert "net_weight" not in told(monkeypatch, chances, "the goods come to 4,520.30", kind=kind)
    assert "net_weight" in told(monkeypatch, chances, "the goods come to 4,520.30 kg", kind=kind)


@pytest.mark.parametrize(
    "text",
    [
        "The visa expiry date is 30 June 2026 for the driver",
    ],
)
def test_the_date_of_another_paper_is_none_of_this_one(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    assert not told(monkeypatch, {Group.DATE: {"expiry_date": 0.95}}, text)


def test_what_a_sentence_denies_is_no_fact(monkeypatch: pytest.MonkeyPatch) -> None:
    chances = {Group.COUNTRY: {"country_of_origin": 0.95}}
    assert "country_of_origin" in told(monkeypatch, chances, "the stones came out of Botswana in May")
    assert not told(monkeypatch, chances, "the stones were not mined in Botswana in May")


def _told(monkeypatch: pytest.MonkeyPatch, raw: str, field: str, chance: float, line: str) -> tuple[Told, ...]:
    """What is told of a line in which the model finds one fact alone."""
    monkeypatch.setattr(candidates_mentions, "chances", lambda *_: {"importer": 0.0, "exporter": 0.0})
    page = around(Sheet().lines(50, 200, line), LICENCE)
    texts = paragraphs(page.layout, page.page, page.labels, page.skip)
    return tuple(
        replace(one, chances={**one.chances, field: chance})
        if line[one.mention.start : one.mention.end] == raw
        else one
        for one in told_in(TYPES[LICENCE], texts, Context())
    )


def test_a_cue_is_doubted_where_its_sentence_surely_makes_another_field(monkeypatch: pytest.MonkeyPatch) -> None:
    line = "it was let go for the account of Kivu Minerals SARL in May"
    page = around(Sheet().lines(50, 200, line), LICENCE)
    texts = paragraphs(page.layout, page.page, page.labels, page.skip)
    cues = [one for one in cued(CueIndex(TYPES[LICENCE]), texts, page.labels, Context()) if one.spec.name == "importer"]
    assert cues
    for chance, doubted in ((0.9, True), (0.7, False)):
        told = _told(monkeypatch, "Kivu Minerals SARL", "exporter", chance, line)
        weighed = said_otherwise(cues, told)
        assert all((one.score < before.score) is doubted for one, before in zip(weighed, cues, strict=True))


def test_the_block_of_a_party_ends_before_another_fact(monkeypatch: pytest.MonkeyPatch) -> None:
    line = "Exporter: Gisagara Mines Ltd, Huye; client Austen Tantal GmbH"
    page = around(Sheet().lines(50, 200, line), LICENCE)
    blocks = [one for one in labelled(page, Context()) if one.spec.name == "exporter"]
    assert any("Austen" in one.region.text for one in blocks)
    told = _told(monkeypatch, "Austen Tantal GmbH", "importer", 0.9, line)
    assert told
    assert {one.region.text for one in said_otherwise(blocks, told)} == {"Gisagara Mines Ltd, Huye"}
