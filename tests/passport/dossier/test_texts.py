"""The words of the dossier: complete in four languages, for every code, type, field and state that there is."""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path

import pytest

import passport.dossier
import validate
from extract.model import DocumentKind
from extract.types import TYPES
from ingest.model import Mark
from lotpass.findings_page import CODES
from passport.dossier.texts import LANGUAGES, Language, Texts, reasons, texts
from passport.statements import CLAIMS
from tests.passport.dossier.made import dossier
from tests.passport.factory import diamonds
from validate.model import Check, EventType

HERE = Path(passport.dossier.__file__).parent


def keys(words: Texts) -> dict[str, set[str]]:
    """Every key with the names in its braces."""
    table = words._table
    return {key: {name for _, name, _, _ in string.Formatter().parse(text) if name} for key, text in table.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_words_with_the_same_places_to_fill(language: Language) -> None:
    assert keys(texts(language)) == keys(texts("en"))
    assert [key for key, text in texts(language)._table.items() if not text.strip()] == []


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_no_sentence_was_left_in_english(language: Language) -> None:
    english = texts("en")._table
    same = [key for key, text in texts(language)._table.items() if text == english[key] and " " in text]
    # Forms without a word of their own, and names that are the same in every language.
    allowed = {"chain.from_to", "chain.lot_of", "documents.page_of_file", "general.page", "documents.picture_of"}
    assert set(same) - allowed <= {"proof.qr_link", "general.lot", "language.colon"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_type_event_and_claim_has_words(language: Language) -> None:
    words = texts(language)
    wanted = [f"finding.{code}.{part}" for code in CODES for part in ("title", "text")]
    wanted += [f"type.{kind.value}" for kind in DocumentKind]
    wanted += [f"event.{kind.value}" for kind in EventType]
    wanted += [f"claims.{claim}{part}" for claim in CLAIMS for part in ("", "_text")]
    wanted += [f"state.{state}" for state in ("read", "uncertain", "unreadable", "conflicting", "corrected")]
    wanted += [f"untested.{kind}" for kind in ("check", "field", "file", "custody", "scope")]
    assert Mark.__doc__ is not None
    wanted += [f"mark.{mark}" for mark in re.findall(r"`([a-z]+)`", Mark.__doc__) if mark not in ("text", "kind")]
    assert [key for key in wanted if words.find(key) is None] == []


def test_reasons_that_are_translated_are_those_that_rules_give() -> None:
    given: set[str] = set()
    filled: list[str] = []  # with places that a rule fills in
    for path in Path(validate.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                given.add(node.value)
            elif isinstance(node, ast.JoinedStr) and len(ast.unparse(node)) > 40:
                parts = (re.escape(str(one.value)) if isinstance(one, ast.Constant) else ".+" for one in node.values)
                filled.append("".join(parts))
    unknown = [one for one in reasons("en") if one not in given and not any(re.fullmatch(form, one) for form in filled)]
    assert unknown == []
    for language in LANGUAGES:
        known = reasons(language)
        assert set(known) == set(reasons("en"))
        assert all(text.endswith(".") and text[0].isupper() for text in known.values())
        assert language == "en" or all(text != english for english, text in known.items())


def test_reasons_of_undecided_rules_are_told_in_the_readers_language() -> None:
    reason = "No memory of earlier lots was given."
    checked, dossier_ = diamonds()
    undecided = Check(rule="R001", outcome="not_decidable", reason=reason)
    unknown = Check(rule="R002", outcome="not_decidable", reason="For a reason of its own.")
    lot = checked.model_copy(update={"checks": (*checked.checks[:2], undecided, unknown)})
    view = dossier((lot, dossier_), "fr", pictures=False)
    [group] = [one for one in view.unknown if one.title.startswith(texts("fr")("untested.check"))]
    assert "noms des règles en anglais" in group.title
    told = {point.reason: point.original for point in group.points}
    assert told[reasons("fr")[reason]] is False
    assert told["For a reason of its own."] is True


def test_every_field_of_the_contract_has_a_name() -> None:
    contract = [
        "document_number",
        "form",
        "issue_date",
        "expiry_date",
        "shipment_date",
        "issuing_authority",
        "exporter_name",
        "exporter_address",
        "importer_name",
        "importer_address",
        "country_of_origin",
        "country_of_provenance",
        "country_of_destination",
        "goods_description",
        "mineral",
        "hs_codes",
        "lot_number",
        "parcel_count",
        "carat_weight",
        "net_weight",
        "gross_weight",
        "grade",
        "value",
        "unit_price",
        "mine_site",
        "seal_numbers",
        "tag_numbers",
        "certificate_number",
        "licence_number",
        "invoice_number",
        "transport_number",
        "licensed_quantity",
        "licensed_value",
        "recycled_share",
    ]
    assert [name for name in contract if texts("en").find(f"field.{name}") is None] == []


def test_every_field_that_a_shipped_type_reads_has_a_name() -> None:
    names = {field.name for kind in TYPES.values() for field in kind.fields if not kind.kind.startswith("x_")}
    assert len(names) > 60
    assert [name for name in sorted(names) if texts("en").find(f"field.{name}") is None] == []


def test_every_key_that_the_code_names_is_there() -> None:
    code = "".join(path.read_text("utf-8") for path in [*HERE.glob("*.py"), HERE / "pages" / "dossier.html"])
    named = set(re.findall(r'words(?:\.find)?\(\s*"([a-z_]+\.[a-z_]+)"', code))
    assert len(named) > 60
    assert [key for key in named if texts("en").find(key) is None] == []
