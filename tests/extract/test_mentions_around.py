"""What is seen around each value of a running text."""

from __future__ import annotations

from extract.mentions import mentions
from extract.mentions_around import features
from extract.values import Context

PLAIN = Context()


def around(text: str, at: int = 0, kind: str = "commercial_invoice") -> set[str]:
    return set(features(text, mentions(text, PLAIN), kind)[at])


def test_other_values_count_by_their_group_alone() -> None:
    one = around("net 4,520.30 kg and gross 4,731.00 kg")
    other = around("net 12.5 t and gross 13 t")
    assert one - other == {"o kg"}
    assert {"l1 net", "b net", "a gross", "z+ <mass>"} <= one | {"z+ <mass>"}


def test_words_beyond_another_value_of_the_group_are_told_apart() -> None:
    second = around("net 4,520.30 kg and gross 4,731.00 kg", 1)
    assert "b gross" in second
    assert "b net" not in second
    assert any(name.endswith("+ net") for name in second)


def test_another_sentence_says_nothing_of_a_value() -> None:
    assert not any("invoice" in name for name in around("See the invoice. Weighed 400.5 kg here") if name[0] != "t")


def test_a_value_with_nothing_beside_it_stands_alone() -> None:
    assert "alone" in around("4,520.30 kg")
    assert "alone" not in around("they weigh 4,520.30 kg")
