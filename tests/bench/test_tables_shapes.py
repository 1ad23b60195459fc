"""The shapes that papers are set in: each states something, and what is read is told right from wrong."""

from __future__ import annotations

from bench.tables_shapes import SHAPES, Told, told


def test_every_shape_states_something() -> None:
    shapes = [make() for make in SHAPES]
    assert len({shape.name for shape in shapes}) == len(shapes) >= 20
    assert all(shape.states and shape.pages for shape in shapes)


def test_a_shape_is_read_and_its_facts_are_told() -> None:
    assert all(one.right for one in told(SHAPES[0]()))


def test_what_is_wrong_and_sure() -> None:
    assert Told("net_weight", "12", "13", 0.95).silent
    assert not Told("net_weight", "12", "13", 0.5).silent
    assert Told("net_weight", "", "13", 0.5).right
