"""A lot followed through passports down to each source with its share, and up to each product."""

from __future__ import annotations

from decimal import Decimal

from passport.descent import descendants, products_of, sources_of
from passport.lineage import linked
from passport.model import Passport
from tests.passport.factory import event
from tests.passport.test_lineage import EVENTS, chain, name, unlinked
from validate.model import EventType


def shelf(passports: dict[str, Passport] | None = None) -> dict[str, Passport]:
    return {name(one): one for one in (passports or chain()).values()}


def children(known: dict[str, Passport]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for digest, one in known.items():
        for parent in one.lineage:
            if parent.passport:
                found.setdefault(parent.passport, []).append(digest)
    return found


def shares(traced: object) -> dict[str, Decimal | None]:
    assert isinstance(traced, tuple)
    return {one.lot: one.share for one in traced}


def test_from_a_product_down_to_each_source_with_its_share() -> None:
    known = shelf()
    found = sources_of(chain()["METAL"], known)
    assert shares(found) == {"MINE-1": Decimal("0.6"), "MINE-2": Decimal("0.4")}
    assert all(one.here for one in found)
    assert shares(sources_of(chain()["MINE-1"], known)) == {"MINE-1": Decimal(1)}


def test_from_a_source_up_to_each_product() -> None:
    known = shelf()
    mine = name(chain()["MINE-1"])
    made = descendants(mine, children(known), known.get)
    assert {one.lot for one in made.values()} == {"HEAP", "PART", "METAL"}
    assert shares(products_of(mine, made)) == {"METAL": Decimal("0.6")}
    assert products_of(name(chain()["METAL"]), {}) == ()


def test_two_ways_to_one_product_are_added_up() -> None:
    events = (
        *EVENTS[:3],
        event("E4", 4, EventType.SPLIT, "PART", "HEAP", quantity="500"),
        event("E5", 5, EventType.SPLIT, "REST", "HEAP", quantity="500"),
        event("E6", 6, EventType.AGGREGATE, "ALL", "PART", "REST", quantity="1000"),
    )
    lots = ("ALL", "PART", "REST", "HEAP", "MINE-1", "MINE-2")
    passports = {one.lot: one for one in linked(unlinked(lots, events))}
    known = shelf(passports)
    assert shares(sources_of(passports["ALL"], known)) == {"MINE-1": Decimal("0.6"), "MINE-2": Decimal("0.4")}
    mine = name(passports["MINE-2"])
    assert shares(products_of(mine, descendants(mine, children(known), known.get))) == {"ALL": Decimal("0.4")}


def test_what_is_not_at_hand_or_not_weighed_is_said_to_be_unknown() -> None:
    known = shelf({lot: one for lot, one in chain().items() if lot != "MINE-2"})
    found = {one.lot: one for one in sources_of(chain()["METAL"], known)}
    assert found["MINE-1"].here
    assert not found["MINE-2"].here
    assert found["MINE-2"].share == Decimal("0.4")
    unweighed = (EVENTS[0].model_copy(update={"quantity": None}), *EVENTS[1:])
    passports = {one.lot: one for one in linked(unlinked(events=unweighed))}
    assert shares(sources_of(passports["METAL"], shelf(passports)))["MINE-1"] is None


def test_a_passport_that_does_not_verify_is_no_product() -> None:
    known = shelf()
    mine = name(chain()["MINE-1"])
    assert descendants(mine, children(known), lambda digest: None) == {}


def test_a_corrected_passport_is_told_by_its_correction_alone() -> None:
    metal = chain()["METAL"]
    later = metal.model_copy(update={"lot": "METAL again", "supersedes": name(metal)})
    known = shelf(dict(chain()) | {"again": later})
    mine = name(chain()["MINE-1"])
    found = products_of(mine, descendants(mine, children(known), known.get))
    assert shares(found) == {"METAL again": Decimal("0.6")}
