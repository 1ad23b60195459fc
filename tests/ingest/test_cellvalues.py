"""What cells show that are no numbers."""

import datetime

import pytest

from ingest.cellvalues import shown


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (None, "General", ""),
        (True, "General", "TRUE"),
        ("two\nlines", "@", "two lines"),
        (datetime.date(2026, 3, 4), "dd/mm/yyyy", "2026-03-04"),
        (datetime.datetime.fromisoformat("2026-03-04T00:00"), "dd/mm/yyyy", "2026-03-04"),
        (datetime.datetime.fromisoformat("2026-03-04T14:30"), "dd/mm/yyyy hh:mm", "2026-03-04 14:30"),
        (datetime.time(14, 30), "hh:mm", "14:30"),
        (datetime.timedelta(hours=30), "[h]:mm", "30:00"),
        (datetime.timedelta(hours=30, seconds=5), "[hh]:mm:ss", "30:00:05"),
        (datetime.timedelta(minutes=90, seconds=5), "[mm]:ss", "90:05"),
        (datetime.timedelta(seconds=95), "[ss]", "95"),
        (-datetime.timedelta(hours=1, minutes=5), "[h]:mm", "-1:05"),
        (118, '"LOT-"0000', "LOT-0118"),
    ],
)
def test_cells_as_people_see_them(value: object, code: str, text: str) -> None:
    assert shown(value, code) == text
