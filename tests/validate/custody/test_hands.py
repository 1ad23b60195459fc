"""Who holds a lot: breaks in the hand-overs, carriers, exports, and times that are at fault instead of hands."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.validate.custody.chains import (
    BUYER,
    DEALER,
    MINE,
    SELLER,
    TRADER,
    change,
    diamonds,
    numbered,
    step,
    tin,
    without,
)
from validate.custody.graph import link
from validate.custody.hands import last_holders, likeness, parties, walk
from validate.model import CustodyEvent
from validate.names import Likeness


def broken(events: Sequence[CustodyEvent], lot: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(b.event.id, b.holders) for b in walk(link(events), lot).breaks]


@pytest.mark.parametrize("lot", ["LS-M1", "LS-AG", "LS-S", "LS-1", "LS-R"])
def test_a_clean_chain_has_no_break(lot: str) -> None:
    walked = walk(link(diamonds()), lot)
    assert walked.breaks == ()
    assert walked.inversions == ()


def test_a_giver_who_is_not_the_holder_breaks_the_chain_once() -> None:
    events = change(diamonds(), "E5", from_party="Kariba Brokerage Ltd")
    assert broken(events, "LS-S") == [("E5", (MINE,))]


def test_a_missing_hand_over_breaks_the_next_step() -> None:
    assert broken(without(diamonds(), "E5"), "LS-S")[0] == ("E6", (MINE,))
    assert broken(without(tin(), "T8"), "RW-A") == [("T9", (DEALER,))]


def test_an_event_that_names_nobody_is_no_break() -> None:
    assert broken(change(diamonds(), "E5", from_party=None), "LS-S") == []
    assert broken(change(diamonds(), "E1", to_party=None), "LS-M1") == []


def test_a_transfer_to_nobody_leaves_the_holder_open() -> None:
    assert broken(change(diamonds(), "E5", to_party=None), "LS-S") == []


def test_names_differ_in_form_only() -> None:
    events = change(diamonds(), "E5", to_party="KHUBELU SALES PTY LIMITED")
    assert broken(events, "LS-S") == []


def test_a_name_that_only_adds_words_is_unsure() -> None:
    assert likeness("Momoh Kargbo", "Momoh Kargbo Licensed Dealer") is Likeness.UNSURE
    assert likeness("Trader 1 Ltd", "Trader 2 Ltd") is Likeness.OTHER
    events = change(diamonds(), "E5", to_party="Khubelu Sales Trading Group")
    gaps = walk(link(events), "LS-S").breaks
    assert [gap.unsure for gap in gaps] == [True]


def test_a_carrier_may_hand_on_and_so_may_who_called_it() -> None:
    base = (
        step("A", "2025-01-01", "extract", "L", hands="> Mine"),
        step("B", "2025-01-02", "transport", "L", hands="Mine > Carrier"),
    )
    for giver in ("Mine", "Carrier"):
        assert broken(numbered((*base, step("C", "2025-01-03", "transfer", "L", hands=f"{giver} > X"))), "L") == []
    assert broken(numbered((*base, step("C", "2025-01-03", "transfer", "L", hands="Thief > X"))), "L")


def test_after_the_export_the_receiver_or_the_sender_at_the_border_goes_on() -> None:
    base = diamonds()
    for giver in (SELLER, BUYER):
        imported = step("I", "2026-02-10", "import", "LS-1", hands=f"{giver} > {BUYER}", country="BE")
        assert broken(numbered((*base, imported)), "LS-1") == []
    flight = step("F", "2026-02-05", "transport", "LS-1", hands=f"{SELLER} > {SELLER}", country="BE")
    assert broken(numbered((*base, flight)), "LS-1") == []
    sold = step("S", "2026-02-11", "transfer", "LS-1", hands="Stranger Ltd > Other Ltd")
    assert broken(numbered((*base, sold)), "LS-1") == [("S", (BUYER,))]


@pytest.mark.parametrize(
    ("events", "lot", "pair"),
    [
        (change(tin(), "T4", time="2025-12-24"), "RW-P1", ("T4", "T7")),
        (change(diamonds(), "E5", time="2026-01-02"), "LS-S", ("E5", "E6")),
        (change(diamonds(), "E9", time="2026-01-10"), "LS-1", ("E8", "E9")),
    ],
)
def test_times_at_fault_are_no_break_but_an_inversion(
    events: tuple[CustodyEvent, ...], lot: str, pair: tuple[str, str]
) -> None:
    walked = walk(link(events), lot)
    assert walked.breaks == ()
    assert (walked.inversions[0].needed.id, walked.inversions[0].dependent.id) == pair


def test_equal_times_are_in_any_order() -> None:
    events = change(tin(), "T4", time="2025-12-22")
    walked = walk(link(events), "RW-P1")
    assert walked.breaks == ()
    assert all(inversion.needed.time <= inversion.dependent.time for inversion in walked.inversions)


def test_several_parties_in_one_cell() -> None:
    assert parties("A; B") == ("A", "B")
    assert parties(None) == ()


def test_the_last_holders() -> None:
    graph = link(diamonds())
    assert last_holders(graph, "LS-1") == (SELLER,)
    assert last_holders(graph, "LS-R") == (SELLER,)
    assert last_holders(link(change(diamonds(), "E9", from_party=None)), "LS-1") == (SELLER,)
    assert last_holders(link(without(tin(), "T11")), "RW-1") == (TRADER,)
    lone = link(numbered((step("A", "2025-01-01", "export", "L"),)))
    assert last_holders(lone, "L") is None


def test_a_long_lot_is_followed_without_reordering() -> None:
    steps = [
        step(f"S{i:04d}", f"2025-01-01T{i // 60:02d}:{i % 60:02d}", "transfer", "L", hands=f"P{i} > P{i + 1}")
        for i in range(1, 700)
    ]
    events = numbered((step("A", "2024-12-01", "extract", "L", hands="> P1"), *steps[:300], *steps[301:]))
    assert len(broken(events, "L")) == 1
