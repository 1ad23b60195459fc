"""The words of the dossier: complete in four languages, for every code, type, field and state that there is."""

from __future__ import annotations

import ast
import csv
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

import passport.dossier
import validate
from extract.model import DocumentKind
from extract.types import TYPES
from ingest.model import Mark
from lotpass.findings_page import CODES
from passport.dossier.basis import basis_in
from passport.dossier.reasons import reason_in
from passport.dossier.texts import LANGUAGES, Language, Texts, reasons, rule_names, texts
from passport.dossier.writing import Writer
from passport.statements import CLAIMS
from tests.passport.dossier.made import dossier
from tests.passport.factory import diamonds
from validate import wording
from validate.catalogue import catalogue
from validate.check import rules
from validate.custody import balance
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


def given(node: ast.expr) -> str | None:
    """The text that an expression gives, with a sample in each place that is filled in; None for any other one."""
    if isinstance(node, ast.JoinedStr):
        filled = {"named(": "transfer E05 of 2025-11-25", "open_ones": "invoice INV-1 (d2)", "called(": "invoice (d1)"}
        texts_ = []
        for one in node.values:
            source = "" if isinstance(one, ast.Constant) else ast.unparse(one)
            sample = next((text for start, text in filled.items() if start in source), "2026-01-02")
            texts_.append(str(one.value) if isinstance(one, ast.Constant) else sample)
        return "".join(texts_)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def said() -> Iterator[str]:
    """Every reason that a rule of ours can give, as it is written in the code."""
    for path in Path(validate.__file__).parent.rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "undecidable":
                text = given(node.args[0])
            elif isinstance(node, ast.keyword) and node.arg == "reason" and path.name == "house.py":
                text = given(node.value)
            else:
                continue
            if text is not None and not text.endswith(
                (": 2026-01-02.", "2026-01-02 was not read.", "when 2026-01-02.")
            ):
                yield text
    for module, functions in ((wording, ("absence_doubt",)), (balance, ("_rest",))):
        for node in ast.walk(ast.parse(Path(str(module.__file__)).read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name in functions:
                for inner in ast.walk(node):
                    text = given(inner.value) if isinstance(inner, ast.Return) and inner.value else None
                    if text is not None:
                        yield text if module is wording else f"transfer E05 of 2025-11-25: {text}."


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_every_reason_that_a_rule_gives_is_told_in_the_readers_language(language: Language) -> None:
    writer = Writer(texts(language))
    followed = (
        "the original certificate was received",
        "the authority confirmed it",
        "it was reported to the Minister",
    )
    certificate = ("carat weight", "value", "number of parcels", "country of origin")
    reasons_ = {text.replace("states 2026-01-02 of", "states no capacity of") for text in said()}
    reasons_ -= {"2026-01-02."}
    reasons_ |= {f"The custody record does not state when {what}." for what in followed}
    reasons_ |= {f"The certificate's {what} was not read." for what in certificate}
    reasons_ |= {
        f"process E1 of 2026-01-02: the record does not state the weight of what {s}." for s in ("went in", "came out")
    }
    assert len(reasons_) > 150
    missing = [reason for reason in sorted(reasons_) if reason_in(writer, reason) is None]
    assert missing == [], "a new reason goes into passport/dossier/texts/reasons.toml, in four languages"
    assert [reason for reason in sorted(reasons_) if reason_in(writer, reason) == reason] == []


def test_what_a_rule_filled_in_is_told_as_the_reader_writes_it() -> None:
    writer = Writer(texts("fr"))
    told = reason_in(writer, "A date on the invoice INV-1 (d2) can be read in two ways, and no other paper settles it.")
    assert told is not None
    assert f"({texts('fr')('type.commercial_invoice')} INV-1 (d2))" in told
    told = reason_in(writer, "transfer E05 of 2025-11-25: the record does not state the weight of what went in.")
    assert told is not None
    assert told.startswith(f"{texts('fr')('event.transfer')} E05, 25\u00a0novembre 2025 : ")
    told = reason_in(
        writer, "cobalt: the country of destination is not known; tin: no running text was read from the invoice (d1)."
    )
    assert told is not None
    assert "cobalt : le pays de destination n’est pas connu. tin : aucun texte" in told
    assert reason_in(writer, "For a reason of its own.") is None


def test_translated_reasons_have_the_same_places_in_every_language() -> None:
    for language in LANGUAGES:
        known = reasons(language)
        assert set(known) == set(reasons("en"))
        assert [english for english, text in known.items() if _places(text) != _places(english)] == []
        assert language == "en" or [english for english, text in known.items() if text == english] == []


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_a_name_in_every_language(language: Language) -> None:
    ids = {rule.id for rule in rules()} | {entry.id for entry in catalogue()}
    names = rule_names(language)
    assert set(names) == ids, "a new rule's name goes into passport/dossier/texts/rules.csv; that of one gone, out"
    same = [id_ for id_ in sorted(ids) if names[id_] == rule_names("en")[id_]]
    assert language == "en" or same == ["R004"], "a country's name alone"
    assert max(map(len, names.values())) <= 80


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_every_basis_of_a_rule_is_told_in_the_readers_language(language: Language) -> None:
    bases = {rule.basis for rule in rules()}
    for table in ("demanded_fields", "required_documents"):
        text = (Path(validate.__file__).parent / "data" / f"{table}.csv").read_text("utf-8")
        bases |= {row["basis"] for row in csv.DictReader(text.splitlines())}
    assert len(bases) > 200
    told = {basis: basis_in(language, basis) for basis in bases}
    missing = [basis for basis, text in told.items() if text is None]
    assert missing == [], "the words of a new basis go into passport/dossier/texts/bases.csv"
    english = re.compile(r"\b(the|of|and|with|by|Article|Annex|Regulation|Council|certificate)\b")
    titles = re.compile(r"World Diamond Council|Russia \(Sanctions\) \(EU Exit\) Regulations 2019|Gold Board Act")
    assert [text for text in told.values() if text and english.search(titles.sub("", text))] == []


@pytest.mark.parametrize(
    ("english", "fr", "pt", "es"),
    [
        (
            "Regulation (EC) No 2368/2002, Annexes I and IV",
            "règlement (CE) n°\u00a02368/2002, annexes I et IV",
            "Regulamento (CE) n.º\u00a02368/2002, anexos I e IV",
            "Reglamento (CE) n.º\u00a02368/2002, anexos I y IV",
        ),
        (
            "Council Regulation (EU) 2025/395; Regulation (EU) 2017/821, Article 4(f)",
            "règlement (UE) 2025/395 du Conseil\u00a0; règlement (UE) 2017/821, article 4, point f)",
            "Regulamento (UE) 2025/395 do Conselho; Regulamento (UE) 2017/821, artigo 4.º, alínea f)",
            "Reglamento (UE) 2025/395 del Consejo; Reglamento (UE) 2017/821, artículo 4, letra f)",
        ),
        (
            "Commission Implementing Regulation (EU) No 947/2012, Article 5(2)",
            "règlement d’exécution (UE) n°\u00a0947/2012 de la Commission, article 5, paragraphe 2",
            "Regulamento de Execução (UE) n.º\u00a0947/2012 da Comissão, artigo 5.º, n.º\u00a02",
            "Reglamento de Ejecución (UE) n.º\u00a0947/2012 de la Comisión, artículo 5, apartado 2",
        ),
        ("31 CFR 592.307", "31 CFR 592.307", "31 CFR 592.307", "31 CFR 592.307"),
    ],
)
def test_acts_of_the_union_have_the_form_of_their_titles(english: str, fr: str, pt: str, es: str) -> None:
    assert (basis_in("fr", english), basis_in("pt", english), basis_in("es", english)) == (fr, pt, es)
    assert basis_in("en", english) == english


def named_in_sides(keyword: str, helpers: tuple[str, ...] = ()) -> set[str]:
    """What rules name on a side of a finding by a word of their own."""
    found = set()
    for path in Path(validate.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            named = [one.value for one in node.keywords if one.arg == keyword and ast.unparse(node.func) == "Side"]
            named += node.args[1:2] if ast.unparse(node.func) in helpers else []
            found |= {one.value for one in named if isinstance(one, ast.Constant) and isinstance(one.value, str)}
    return found


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_what_a_finding_compares_is_named_in_the_readers_language(language: Language) -> None:
    words = texts(language)
    references = named_in_sides("reference")
    assert len(references) > 30
    assert [name for name in sorted(references) if basis_in(language, name) is None] == []
    fields = named_in_sides("field", ("side",))
    assert len(fields) > 20
    unnamed = [name for name in sorted(fields) if not (words.find(f"field.{name}") or words.find(f"side.{name}"))]
    assert unnamed == [], "a new name goes into the table `side` of the texts"


@pytest.mark.parametrize("basis", ["circular of this house", "Regulation of this house", "trade practices"])
def test_a_basis_with_other_words_stays_as_it_is(basis: str) -> None:
    assert basis_in("fr", basis) is None


def test_a_rule_of_the_house_is_named_by_its_id_and_its_reason_stays_as_it_is() -> None:
    reason = "No memory of earlier lots was given."
    checked, dossier_ = diamonds()
    undecided = Check(rule="R001", outcome="not_decidable", reason=reason)
    unknown = Check(rule="house-1", outcome="not_decidable", reason="For a reason of its own.")
    lot = checked.model_copy(update={"checks": (*checked.checks[:2], undecided, unknown)})
    view = dossier((lot, dossier_), "fr", pictures=False)
    [group] = [one for one in view.unknown if one.title == texts("fr")("untested.check")]
    told = {point.reason: point for point in group.points}
    assert told[reasons("fr")[reason]].about == f"R001 {rule_names('fr')['R001']}"
    assert not told[reasons("fr")[reason]].original
    assert told["For a reason of its own."].about == "house-1"
    assert told["For a reason of its own."].original


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
