"""Lessons, and what is learned from them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.extraction import lessons, teach_mentions
from bench.extraction.lessons import LISTED, lesson_of, listed, written
from bench.extraction.rows import RECORDED
from bench.extraction.taught import HELD
from extract.mentions import FIELDS, Group
from extract.mentions_model import NONE, chances
from extract.types import TYPES


def test_a_marked_text_gives_its_facts() -> None:
    lesson = lesson_of("a", "packing_list", "en", "Sold by {exporter_name:Kivu SARL} on {issue_date:3 May 2026}.")
    assert lesson.text == "Sold by Kivu SARL on 3 May 2026."
    assert [(lesson.text[start:end], name) for start, end, name in lesson.facts] == [
        ("Kivu SARL", "exporter"),
        ("3 May 2026", "issue_date"),
    ]


def test_written_lessons_are_of_known_types_and_fields() -> None:
    fields = {spec.name for doctype in TYPES.values() for spec in doctype.fields}
    seen = list(written())
    assert {lesson.language for lesson in seen} == {"en", "fr", "pt", "es"}
    assert len(seen) > 1500
    assert all(name in fields for lesson in seen for _, _, name in lesson.facts)
    assert all("{" not in lesson.text and "}" not in lesson.text for lesson in seen)


def test_no_lesson_is_of_the_hand_kept_aside() -> None:
    hands = {path.name for path in RECORDED.glob("lessons-*")}
    assert hands
    assert not any(held in name for name in hands for held in HELD)


def test_listed_wordings_count_for_few() -> None:
    counted: dict[str, float] = {}
    for lesson in listed():
        assert lesson.hand == LISTED
        name = lesson.facts[0][2] if lesson.facts else NONE
        counted[name] = counted.get(name, 0.0) + lesson.counts
    assert {"net_weight", "expiry_date", "exporter", NONE} <= set(counted)
    assert counted["document_number"] <= lessons.MOST_LISTED + 1e-6


def _few(*marked: str) -> list[teach_mentions.Example]:
    return list(teach_mentions.examples(lesson_of("written", "packing_list", "en", text) for text in marked * 3))


def test_what_is_learned_tells_the_lessons_apart_and_is_the_same_again() -> None:
    rows = _few(
        "They weigh {net_weight:400.5 kg} without the drums",
        "They weigh {net_weight:700.5 kg} without the bags",
        "With drums it is {gross_weight:431.5 kg}",
        "With bags it is {gross_weight:731.5 kg}",
        "A sample of 0.5 kg was drawn",
        "A sample of 0.7 kg was kept",
    )
    weights = teach_mentions.fitted(rows, Group.MASS, 2.0)
    assert weights == teach_mentions.fitted(rows, Group.MASS, 2.0)
    for row in rows:
        told = chances(row.group, row.features, FIELDS[Group.MASS], weights)
        told[NONE] = 1.0 - sum(told.values())
        assert max(told, key=lambda name: told[name]) == row.field


def test_a_value_that_nobody_can_tell_teaches_nothing() -> None:
    assert not _few("Net and gross it is {?:400.5 kg} as said")


def test_the_table_is_read_back_as_written(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    text = teach_mentions.table({Group.MASS: {"l1 net": {"net_weight": 1.234, NONE: -0.5}}})
    assert text == "group,feature,weights\nmass,l1 net,net_weight 1.23 none -0.50\n"
