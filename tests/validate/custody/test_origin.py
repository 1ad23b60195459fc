"""Where a chain begins, and which mines are the same."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.validate.custody.chains import SITE, change, diamonds, tin
from validate.custody.graph import Source, link
from validate.custody.origin import country_of, origin_of, recycled_events, same_mine
from validate.model import EventType


def test_one_country_with_all_of_the_weight() -> None:
    origin = origin_of(link(diamonds()), ["LS-1"])
    assert origin.countries == {"LS": Decimal(1)}
    assert origin.mines == ("Motete Pipe",)
    assert (origin.unknown, origin.has_recycled, origin.recycled) == (0, False, Decimal(0))


def test_mixture_unknown_and_recycled() -> None:
    origin = origin_of(link(change(tin(), "T1", country="CD")), ["RW-1"])
    assert origin.countries["CD"] == Decimal("4337.6") / Decimal("10579.6")
    unknown = origin_of(link(change(tin(), "T1", country=None, mine_site=None)), ["RW-1"])
    assert (unknown.unknown, set(unknown.countries)) == (1, {"RW"})
    recycled = origin_of(link(change(tin(), "T1", type=EventType.RECYCLE)), ["RW-1"])
    assert recycled.has_recycled
    assert recycled.recycled == Decimal("4337.6") / Decimal("10579.6")
    assert set(recycled.countries) == {"RW"}


def test_the_mines_identifier_tells_the_country() -> None:
    assert country_of(Source(None, SITE)) == "RW"
    assert country_of(Source(None, "Gatumba")) is None
    assert country_of(Source("cd", SITE)) == "CD"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (SITE, "Gatumba Nord", True),
        ("Motete Pipe Mine", "MOTETE PIPE", True),
        ("Mina Camissombo Norte", "Camissombo North", True),
        ("Concesión Quebrada Honda II", "Quebrada Honda II", True),
        (SITE, "Gatumba Nord (RW-1.9641+30.0619-00001)", False),
        ("Gatumba Nord", "Rubaya", False),
        ("Mine", "Mine", True),
        ("Weaju Claim 5", "Zzyzx Quarry", False),
    ],
)
def test_same_mine(one: str, other: str, same: bool) -> None:
    assert same_mine(one, other) is same
    assert same_mine(other, one) is same


def test_recycled_events_by_type_share_and_words() -> None:
    assert recycled_events(diamonds()) == []
    for facts in (
        {"type": EventType.RECYCLE},
        {"recycled_share": Decimal(5)},
        {"process": "Melting of scrap"},
        {"mineral": "oro reciclado"},
    ):
        assert [event.id for event in recycled_events(change(diamonds(), "E2", **facts))] == ["E2"]
    assert recycled_events(change(diamonds(), "E2", recycled_share=Decimal(0))) == []
