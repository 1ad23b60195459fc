"""Tags and seals across lots."""

from __future__ import annotations

from tests.validate.custody.chains import change, diamonds, numbered, step, tin
from validate.custody.graph import link
from validate.custody.tags import reuses
from validate.model import CustodyEvent


def found(events: tuple[CustodyEvent, ...]) -> list[tuple[str, str, str, bool]]:
    by_lot = reuses(link(events))
    each = {id(reuse): reuse for reuses_of_lot in by_lot.values() for reuse in reuses_of_lot}
    return [(r.tag, r.first.lot, r.second.lot, r.retired) for r in each.values()]


def test_a_tag_that_goes_on_with_its_material_is_not_reused() -> None:
    assert found(tin()) == []
    assert found(diamonds()) == []


def test_a_tag_on_two_lots_that_have_nothing_to_do_with_each_other() -> None:
    assert found(change(tin(), "T2", tags=("ITR1001",))) == [("ITR1001", "RW-P1", "RW-P2", False)]
    both = numbered((*diamonds(), *change(tin(), "T11", tags=("KP251209",))))
    assert found(both) == [("KP251209", "LS-1", "RW-1", False)]


def test_the_parts_of_a_split_with_one_tag_of_their_own() -> None:
    events = change(change(diamonds(), "E6", tags=("BAG0001",)), "E7", tags=("BAG0001",))
    assert found(events) == [("BAG0001", "LS-1", "LS-R", False)]
    inherited = change(events, "E5", tags=("BAG0001",))
    assert found(inherited) == []


def test_running_numbers_are_no_tags() -> None:
    assert found(change(change(tin(), "T1", tags=("12",)), "T2", tags=("12",))) == []


def test_lots_of_one_container_share_its_seal() -> None:
    def shipped(day: str, *documents: str) -> tuple[CustodyEvent, ...]:
        return numbered(
            (
                step("A", "2025-01-05", "export", "L1", tags="SEAL100", document_numbers=("BL-1",)),
                step("B", day, "export", "L2", tags="SEAL100", document_numbers=documents),
            )
        )

    assert found(shipped("2025-01-05", "BL-1")) == []
    assert found(shipped("2025-01-05", "BL-2"))
    assert found(shipped("2025-01-09", "BL-1"))


def test_lots_packed_into_one_container_share_the_seal_that_is_put_on_it() -> None:
    """An EPCIS AssociationEvent puts a seal on a container: it is on every lot within."""

    def sealed(*containers: str) -> tuple[CustodyEvent, ...]:
        return numbered(
            tuple(
                step(f"E6#{n}", "2025-01-05", "transport", f"L{n}", tags="SEAL100", more={"container": container})
                for n, container in enumerate(containers, 1)
            )
        )

    assert found(sealed("SSCC-1", "SSCC-1")) == []
    assert found(sealed("SSCC-1", "SSCC-2"))


def test_a_retired_tag_comes_back() -> None:
    events = numbered(
        (
            step("A", "2025-01-01", "extract", "L1", tags="ITR5001"),
            step("B", "2025-01-03", "process", "L2", inputs="L1", more={"retired_tags": "ITR5001"}),
            step("C", "2025-01-05", "transfer", "L2", tags="ITR5001"),
        )
    )
    assert found(events) == [("ITR5001", "L2", "L2", True)]
    taken_off = (step("B", "2025-01-03", "transport", "L1", tags="ITR5001", more={"action": "DELETE"}),)
    assert found(numbered((events[0], *taken_off, events[2])))[0][3] is True
