"""The chain's map: everything stands where it can be read, whatever the chain's form and length."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passport.dossier.layout import Band, Card, lay_out
from passport.dossier.model import Chain, Step
from passport.dossier.wrapping import rough, wrapped


def step(number: int, who: str = "Okwa Valley Diamonds (Pty) Ltd") -> Step:
    return Step(number, "transfer", "Hand-over", (who, "→ Scheldt"), "Gaborone, Botswana", "4 Mar 2026", "1 254.30 ct")


def chain(count: int, links: list[tuple[int, int]]) -> Chain:
    return Chain(tuple(step(n + 1) for n in range(count)), tuple((a, b, "50 %") for a, b in links), recorded=True)


def laid(count: int, links: list[tuple[int, int]], columns: int = 3) -> list[Band]:
    return lay_out(chain(count, links), columns, 495.0, rough, lambda n: f"{n} further steps")


def overlap(one: Card, other: Card) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_cards_lie_in_their_band_and_never_over_each_other(data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 25))
    pairs = st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)).filter(lambda pair: pair[0] < pair[1])
    links = data.draw(st.lists(pairs, max_size=40, unique=True)) if count > 1 else []
    bands = laid(count, links, data.draw(st.integers(1, 4)))
    numbers = [card.number for band in bands for card in band.cards if card.number]
    further = [line.text for band in bands for card in band.cards if not card.number for line in card.lines]
    hidden = sum(int(text.split()[0]) for text in further if text.split()[0].isdigit())
    assert len(numbers) == len(set(numbers))
    assert len(numbers) + hidden == count, "every step is shown or counted"
    for band in bands:
        for card in band.cards:
            assert min(card.x, card.y) >= 0
            assert card.x + card.width <= band.width
            assert card.y + card.height <= band.height
            assert all(card.x < line.x and card.y < line.y <= card.y + card.height for line in card.lines)
        assert not any(overlap(one, other) for one, other in combinations(band.cards, 2))
        assert all(0 <= x <= band.width and -0.01 <= y <= band.height + 0.01 for w in band.wires for x, y in w.points)


def test_a_chain_of_sixty_steps_is_broken_into_rows_that_are_joined() -> None:
    bands = laid(60, [(n, n + 1) for n in range(59)])
    assert [len(band.cards) for band in bands] == [3] * 20
    assert [card.number for band in bands for card in band.cards] == [str(n + 1) for n in range(60)]
    for above, below in pairwise(bands):
        [leaving] = [wire.points[-1] for wire in above.wires if wire.points[-1][1] == above.height]
        [entering] = [wire.points[0] for wire in below.wires if wire.points[0][1] == 0]
        assert leaving[0] == entering[0], "the way goes on where it left the row above"


def test_shares_stand_at_the_beginning_of_ways_that_meet() -> None:
    [band] = laid(3, [(0, 2), (1, 2)])
    labelled = [wire for wire in band.wires if wire.label == "50 %"]
    assert len(labelled) == 2
    assert labelled[0].points[0] != labelled[1].points[0]
    assert labelled[0].points[-1] == labelled[1].points[-1]


def test_many_sources_become_one_card_that_counts_them() -> None:
    [band] = laid(41, [(n, 40) for n in range(40)])
    [rest] = [card for card in band.cards if not card.number]
    assert rest.lines[0].text == "35 further steps"


def test_a_loop_or_a_step_back_in_the_record_does_no_harm() -> None:
    assert sum(len(band.cards) for band in lay_out(chain(3, []), 2, 300.0, rough, str)) == 3


@pytest.mark.parametrize("text", ["", "short", "A very long name of a company " * 9, "x" * 500, "İ" * 90])
def test_lines_fit_into_their_width_and_what_is_cut_says_so(text: str) -> None:
    lines = wrapped(text, 110.0, 7.6, False, rough, 2)
    assert len(lines) <= 2
    assert all(rough(line, 7.6, False) <= 112.0 for line in lines)
    kept = "".join(lines).replace(" ", "").removesuffix("…")
    assert text.replace(" ", "").startswith(kept)
    assert (len(kept) == len(text.replace(" ", ""))) == (not (lines and lines[-1].endswith("…")))
