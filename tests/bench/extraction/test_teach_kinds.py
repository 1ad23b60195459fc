"""What is learned of the words of pages, and the texts it is learned from."""

from __future__ import annotations

from collections import Counter

from bench.extraction.learn import TABLES
from bench.extraction.rows import RECORDED
from bench.extraction.taught import HELD
from bench.extraction.teach_kinds import Text, figures, held_out, recorded, table, taught, written
from extract.kind_words import features, kind_chances
from extract.model import DocumentKind


def _text(source: str, kind: DocumentKind, words: str) -> Text:
    return Text(source, kind, features(words))


def _few() -> list[Text]:
    invoice = "seller buyer price amount total payable bank terms due date sold goods stones and gems"
    packed = "drum tag net gross pallets marks strapped packages total weight of each drum and box"
    said = {DocumentKind.COMMERCIAL_INVOICE: invoice, DocumentKind.PACKING_LIST: packed}
    return [_text(f"hand {number}", kind, f"{words} w{number}") for number in range(4) for kind, words in said.items()]


def test_what_is_learned_tells_the_texts_apart_and_is_the_same_again() -> None:
    weights = taught(_few())
    assert weights == taught(_few())
    assert {text.kind for text in _few()} == {
        max(chances, key=lambda kind: chances[kind])
        for text in _few()
        for chances in (kind_chances(text.features, weights),)
    }


def test_words_of_one_hand_alone_are_not_learned_from() -> None:
    odd = [_text("hand 9", DocumentKind.PACKING_LIST, "zanu zanu oddly worded")]
    assert not any("zanu" in feature for feature in taught([*_few(), *odd]))


def test_the_table_is_what_the_kept_texts_teach() -> None:
    texts = [*recorded(), *written()]
    assert table(taught(texts)) == (TABLES / "kind_weights.csv").read_text(encoding="utf-8")


def test_a_hand_left_out_is_told_by_the_others() -> None:
    told = list(held_out(_few()))
    assert all(kind is text.kind for text, kind, _ in told)
    assert any(line.startswith("hand 3") and "right    2 of    2" in line for line in figures(told))


def test_nothing_is_kept_of_the_hands_kept_aside_and_every_type_is_written() -> None:
    hands = {path.name for path in RECORDED.glob("kinds-*")}
    assert hands
    assert not any(held in name for name in hands for held in HELD)
    count = Counter(text.kind for text in written())
    assert set(count) == set(DocumentKind) - {DocumentKind.CUSTOMS_DECLARATION}  # one of many sorts of `unknown` there
    assert min(count.values()) >= 15
