from __future__ import annotations

from typing import Any

import pytest

from passport.canonical import digest, passport_bytes
from passport.model import Passport
from passport.replay import MAX_NAMED, compare
from tests.passport.factory import cobalt, passport


def changed(**members: Any) -> Passport:
    return passport().model_copy(update=members)


def test_same_papers_and_versions_give_the_same_bytes() -> None:
    found = compare(passport(), passport())
    assert (found.identical, found.reasons, found.differences) == (True, (), ())
    assert found.was == found.now == digest(passport_bytes(passport()))


def test_what_it_corrects_is_no_matter_of_papers() -> None:
    assert compare(changed(supersedes="0" * 64), passport()).identical


MADE = passport().made_by
FILES = passport().files


@pytest.mark.parametrize(
    ("again", "reason"),
    [
        (
            changed(made_by=MADE.model_copy(update={"lotpass": "0.2.0"})),
            "The program version is another one: 0.1.0 then",
        ),
        (changed(made_by=MADE.model_copy(update={"policy": "abc"})), "The policy is another one"),
        (changed(made_by=MADE.model_copy(update={"rules": "2"})), "The rules is another one: 2026-01 then, 2 now."),
        (
            changed(made_by=MADE.model_copy(update={"engines": {"tesseract": "5.5.0"}})),
            "The engine tesseract is another one: 5.3.0 then, 5.5.0 now.",
        ),
        (changed(made_by=MADE.model_copy(update={"engines": {}})), "The engine pdfplumber is another one"),
        (changed(files=FILES[1:]), "A file is missing: scans/kp.pdf"),
        (
            changed(files=(*FILES[:-1], FILES[-1].model_copy(update={"sha256": "0" * 64}))),
            "A file was not there then: custody.csv",
        ),
        (
            changed(files=(FILES[0].model_copy(update={"names": ("kp.pdf",)}), *FILES[1:])),
            "A file goes by another name: scans/kp.pdf then, kp.pdf now.",
        ),
        (changed(custody=passport().custody[1:]), "Custody events are missing: E1."),
    ],
)
def test_difference_has_its_reason(again: Passport, reason: str) -> None:
    found = compare(passport(), again)
    assert not found.identical
    assert found.was != found.now
    assert any(told.startswith(reason) for told in found.reasons), found.reasons
    assert found.differences


def test_difference_without_a_reason_has_none_and_its_place() -> None:
    found = compare(passport(), changed(status="review"))
    assert found.reasons == ()
    [difference] = found.differences
    assert (difference.place, difference.was, difference.now) == ("status", '"clear"', '"review"')


def test_member_that_is_there_once_is_told_on_its_side() -> None:
    first, *others = passport().documents
    found = compare(passport(), changed(documents=(first.model_copy(update={"title": None}), *others)))
    [difference] = found.differences
    assert (difference.place, difference.now) == ("documents[0].title", None)


def test_only_so_many_differences_are_named() -> None:
    other = passport(cobalt()).model_copy(update={"lot": passport().lot})
    assert len(compare(passport(), other).differences) == MAX_NAMED
