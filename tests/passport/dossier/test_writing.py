"""Values as readers of each language write them, never ambiguous; hidden signs are shown."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passport.dossier.texts import LANGUAGES, Language, texts
from passport.dossier.visible import MOST, visible
from passport.dossier.writing import Writer
from passport.records import Money, Value


def plain(text: str) -> str:
    """The text with its fixed and narrow spaces as plain ones."""
    return text.replace("\u202f", " ").replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("language", "name", "value", "unit", "written"),
    [
        ("en", "carat_weight", "1254.30", "ct", "1 254.30 ct"),
        ("fr", "carat_weight", "1254.30", "ct", "1 254,30 ct"),
        ("pt", "net_weight", "13843.5", "g", "13 843,5 g"),
        ("es", "net_weight", "-0.010", "kg", "−0,010 kg"),
        ("en", "issue_date", "2026-03-04", None, "4 March 2026"),
        ("fr", "issue_date", "2026-03-04", None, "4 mars 2026"),
        ("pt", "issue_date", "2026-03-04", None, "4 de março de 2026"),
        ("es", "expiry_date", "2026-03-04", None, "4 de marzo de 2026"),
        ("en", "issue_date", "2026-02-30", None, "2026-02-30"),
        ("en", "country_of_origin", "CI", None, "Côte d’Ivoire (CI)"),
        ("es", "country_of_origin", ("ML", "CG"), None, "Mali (ML), República del Congo (CG)"),
        ("fr", "country_of_origin", "ZZ", None, "ZZ"),
        ("fr", "mineral", "gold", None, "or"),
        ("pt", "mineral", "unobtainium", None, "unobtainium"),
        ("es", "value", Money(amount="250860.00", currency="USD"), None, "250 860,00 USD"),
        ("en", "parcel_count", 12, None, "12"),
        ("en", "hs_codes", ("710231", "260900"), None, "710231, 260900"),
        ("fr", "grade", "about 5", "%", "about 5 %"),
    ],
)  # fmt: skip
def test_value_is_written_in_the_language(
    language: Language, name: str, value: Value, unit: str | None, written: str
) -> None:
    assert plain(Writer(texts(language)).value(name, value, unit)) == written


@pytest.mark.parametrize(
    ("share", "written"),
    [
        ("0.594", "59.4 %"),
        ("1", "100 %"),
        ("0", "0 %"),
        ("0.0001", "< 0.1 %"),
        ("0.99999", "> 99.9 %"),
        ("0.5", "50 %"),
    ],
)
def test_share_is_never_rounded_to_nothing_or_to_all(share: str, written: str) -> None:
    assert plain(Writer(texts("en")).percent(share)) == written


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\u202eb", "a[U+202E]b"),
        ("zero\u200bwidth\ufeff", "zero[U+200B]width[U+FEFF]"),
        ("two\nlines\tand  spaces ", "two lines and spaces"),
        ("nul\0\x1b[2J", "nul[U+0000][U+001B][2J"),
        ("lone\ud800", "lone[U+D800]"),
        ("Co\u0302te d'Ivoire", "Côte d'Ivoire"),
        ("a" + "\u0321" * 5, "a" + "\u0321" * 3 + "[U+0321][U+0321]"),
        ("дом, 李, عقد", "дом, 李, عقد"),
    ],
)
def test_hidden_signs_are_shown(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_long_value_is_cut_and_says_so() -> None:
    shown = Writer(texts("fr")).text("x" * 5000)
    assert len(shown) < MOST + 80
    assert "5 000 caractères" in plain(shown)


@settings(max_examples=60, deadline=None)
@given(st.text(), st.sampled_from(LANGUAGES), st.sampled_from(["issue_date", "country_of_origin", "net_weight", "x"]))
def test_any_text_is_written_without_failing_or_hiding(text: str, language: Language, name: str) -> None:
    shown = Writer(texts(language)).value(name, text, "kg")
    assert all(sign.isprintable() or sign in "\u00a0\u202f\u3000" or sign.isspace() for sign in shown)
    shown.encode("utf-8")
