"""Column names and event types in their many wordings."""

from __future__ import annotations

import pytest

from validate.custody.words import COLUMNS, EVENT_WORDS, columns, event_type, fold
from validate.model import EventType


@pytest.mark.parametrize("kind", EventType)
def test_the_contracts_own_words_are_known(kind: EventType) -> None:
    assert event_type(kind.value) is kind
    assert event_type(kind.value.upper()) is kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Extracción", EventType.EXTRACT),
        ("Regroupement", EventType.AGGREGATE),
        ("Divisão", EventType.SPLIT),
        ("Traitement", EventType.PROCESS),
        ("Purchase", EventType.TRANSFER),
        ("4. Processing", EventType.PROCESS),
        ("Storage/Warehousing", EventType.TRANSPORT),
        ("Exportación", EventType.EXPORT),
        ("importação", EventType.IMPORT),
        ("Recyclage", EventType.RECYCLE),
        ("dance", None),
        ("", None),
    ],
)
def test_other_words(text: str, kind: EventType | None) -> None:
    assert event_type(text) is kind


def test_no_word_means_two_things() -> None:
    words = [fold(word) for group in EVENT_WORDS.values() for word in set(group)]
    assert len(words) == len(set(words))
    names = [name for group in COLUMNS.values() for name in group]
    assert len(names) == len(set(names))


def test_columns_are_found_under_any_spelling() -> None:
    assert columns(["\ufeffLOT-ID", "Event Time", "eventType", "Rubbish"]) == {
        "event_time": 1,
        "event_type": 2,
        "lot_id": 0,
    }
