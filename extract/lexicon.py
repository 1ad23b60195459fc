"""Wordings of labels, titles and column headers, from the tables under `extract/data`.

Each table is a CSV of text read with the csv module. `field_labels.csv` and `document_titles.csv` hold one wording a
row; the others hold all wordings of a name in a language in one cell, parted by `|`, where `{no}` stands for
"number" in each of its written forms and `<Ship/Deliver> to <party/>` for one choice each of what a family of labels is
made of. Order tells preference: wordings named first are the plainer ones.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Final

from extract import lexicon_limits
from extract.doctype import LANGUAGES, Words
from extract.lexicon_parties import every_address, of_parties
from extract.lexicon_tables import by_name, rows_kept, spelt_out

_DROPPED: Final = re.compile(r"[.\u0300-\u036f]")
_PARTING: Final = re.compile(r"[^\w%&#$€£]|_")
_NUMBER_WORDS: Final = frozenset(
    ("no", "nos", "nr", "nrs", "num", "nums", "number", "numbers", "numero", "numeros", "n", "nbr", "n0", "#")
)

_TITLE_KINDS: Final[dict[str, str]] = {
    "kp_certificate": "kimberley_process_certificate",
    "kp_technical_certificate": "kimberley_process_certificate",
    "kp_import_confirmation": "attached",
    "icglr_certificate": "icglr_certificate",
    "ceec_certificate": "certificate_of_origin",
    "certificate_of_origin_nonpreferential": "certificate_of_origin",
    "certificate_of_origin_preferential": "certificate_of_origin",
    "export_licence": "export_licence",
    "quota_verification_certificate": "export_licence",
    "commercial_invoice": "commercial_invoice",
    "packing_list": "packing_list",
    "tag_list": "packing_list",
    "air_waybill": "transport_document",
    "bill_of_lading": "transport_document",
    "transport_attestation": "transport_document",
    "assay_certificate": "assay_certificate",
    "weighing_certificate": "assay_certificate",
    "diamond_origin_declaration": "origin_declaration",
    "recycled_material_declaration": "origin_declaration",
    "supplier_due_diligence_declaration": "origin_declaration",
    "declaration_of_origin_and_sale": "origin_declaration",
    "mine_logbook": "foreign",
    "negociant_logbook": "foreign",
    "processing_record": "foreign",
    "customs_declaration": "customs_declaration",
    "insurance_certificate": "foreign",
    "warehouse_certificate": "foreign",
}
"""Names of `document_titles.csv` by the type they belong to.

`foreign` is a paper that is none of the types, `attached` a part or the back of another (general conditions, the
import confirmation of a Kimberley Process certificate).
"""


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """Text as compared: no accents, no case, no punctuation, every form of "number" the same word, single spaces.

    "N.º do certificado:" and "No do Certificado" fold alike. A point joins ("H.S." is "hs"), other signs part words;
    "%", "&", "#" and the signs of currencies stay.
    """
    plain = unicodedata.normalize("NFKD", text.replace("№", " no ").replace("º", "o").replace("°", "o")).casefold()
    words = _PARTING.sub(" ", _DROPPED.sub("", plain)).split()
    return " ".join("no" if word in _NUMBER_WORDS else word for word in words)


@cache
def composed() -> frozenset[str]:
    """The wordings of labels that only a family makes: they are known, and teach nothing of how labels are worded."""
    listed: set[str] = set()
    made: set[str] = set()
    for row in rows_kept("labels"):
        for wording in row["wordings"].split("|"):
            (made if "<" in wording else listed).update(spelt_out(wording, row["language"]))
    return frozenset(made - listed) | every_address()


@cache
def _given(name: str, key: str, wording: str) -> dict[str, dict[str, tuple[str, ...]]]:
    """The table `data/<name>.csv` with one wording a row: name -> language -> wordings."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for row in rows_kept(name):
        by_language = found.setdefault(row[key], {})
        by_language[row["language"]] = (*by_language.get(row["language"], ()), row[wording])
    return found


def merge(*parts: Words) -> Words:
    """Wordings of several tables in one, first come first, each once."""
    merged: dict[str, dict[str, None]] = {}
    for part in parts:
        for language, wordings in part.items():
            merged.setdefault(language, {}).update(dict.fromkeys(wordings))
    return {language: tuple(wordings) for language, wordings in merged.items()}


def _ours(words: Words) -> Words:
    return {language: wordings for language, wordings in words.items() if language in LANGUAGES}


def _named(table: str, names: Iterable[str]) -> list[Words]:
    held = by_name(table)
    return [held[name] for name in names]


def labels(*names: str) -> Words:
    """Wordings that introduce a field on a form, of the named sets of `labels.csv`, in the order of the names.

    A set takes in the rows of `field_labels.csv` that bear its name. Raises KeyError for a name that no table holds.
    """
    given = _given("field_labels", "field", "label")
    own = by_name("labels")
    parts: list[Words] = []
    for name in names:
        if name == "content":
            parts += [{language: _contents(language, _element_names()) for language in _CONTENT}]
            continue
        if name not in own and name not in given:
            raise KeyError(f"no label set {name!r}")
        parts += [own.get(name, {}), _ours(given.get(name, {}))]
        if name in lexicon_limits.NAMES:
            parts.append({language: lexicon_limits.of_limits(name, language) for language in LANGUAGES})
        if name in _PARTIES:
            parts.append({language: of_parties(language, told) for language, told in own[name].items()})
        if name == "element":
            parts.append(_elements())
    return merge(*parts)


_PARTIES: Final = frozenset(
    ("exporter", "importer", "consignee", "shipper", "seller", "buyer", "licensee", "declarant", "client")
)
"""Sets of `labels.csv` that ask for a party."""


@cache
def _elements() -> Words:
    """Symbols and names of what goods are assayed for, bare and with a percent sign; "en" stands for any language."""
    names = _element_names()
    plain = {"en": tuple(form for name in names for form in (name, f"{name} %", f"{name} (%)", f"% {name}"))}
    oxides = [name for name in names if any(map(str.isdigit, name))]
    expressed = {language: tuple(f"{word} {name}" for name in oxides) for language, word in _EXPRESSED.items()}
    return merge(plain, expressed, {language: _contents(language, names) for language in _CONTENT})


_EXPRESSED: Final = {"en": "as", "fr": "en", "pt": "como", "es": "como"}
"""What stands before the oxide that a content is reckoned as: "Tantalum" over "as Ta2O5"."""

_CONTENT: Final[dict[str, tuple[str, ...]]] = {
    "en": (
        "{} content",
        "{} grade",
        "Grade {}",
        "Grade of {}",
        "Content of {}",
        "{}, dry basis",
        "{} dry",
        "Contained {}",
    ),
    "fr": ("Teneur en {}", "Teneur {}", "Titre en {}", "Titre {}", "{}, base sèche", "{} sur sec"),
    "pt": ("Teor de {}", "Teor em {}", "Teor {}", "{}, base seca"),
    "es": ("Ley de {}", "Ley {}", "Contenido de {}", "Tenor de {}", "{}, base seca"),
}
"""How a label names what of an element the goods hold."""

_OF_DRY: Final = re.compile("dry|sec")
"""Contents of what is dried. Gold is not, and its sign is an article that a label may lack ("au")."""


@cache
def _element_names() -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for row in rows_kept("grade_elements") for name in row["elements"].split("|")))


def _contents(language: str, names: Iterable[str]) -> tuple[str, ...]:
    """The labels of contents in a language, of every element by its symbol and by its names in that language."""
    own = [name for name in by_name("labels")["element"].get(language, ()) if name.isalpha() and len(name) > 2]
    every = dict.fromkeys((*names, *(name.lower() for name in own)))
    return tuple(
        form.format(name) for name in every for form in _CONTENT[language] if name != "Au" or not _OF_DRY.search(form)
    )


def cues(*names: str) -> Words:
    """Wordings that introduce a value inside running text, in each of their forms; one with "…" stands after it."""
    held = merge(*_named("cues", names))
    return {
        language: tuple(dict.fromkeys(form for wording in wordings for form in _forms(wording, language)))
        for language, wordings in held.items()
    }


_ARTICLED: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "fr": {"en": ("en", "au", "aux", "dans le"), "de": ("de", "du", "des", "de la"), "à": ("à", "à la", "au")},
    "pt": {"em": ("em", "no", "na", "nos", "nas"), "de": ("de", "do", "da", "dos", "das"), "a": ("a", "à", "ao")},
    "es": {"en": ("en", "en el", "en la", "en los"), "de": ("de", "del", "de la"), "a": ("a", "al", "a la")},
}
_PARTICIPLE: Final[dict[str, tuple[re.Pattern[str], tuple[str, ...]]]] = {
    "fr": (re.compile(r"(?<=\w{4})(?:é|ée|és|ées)(?= )"), ("é", "ée", "és", "ées")),
    "pt": (re.compile(r"(?<=\w{3}[aií]d)(?:o|a|os|as)(?= )"), ("o", "a", "os", "as")),
    "es": (re.compile(r"(?<=\w{3}[aií]d)(?:o|a|os|as)(?= )"), ("o", "a", "os", "as")),
}


def _forms(wording: str, language: str) -> tuple[str, ...]:
    """A cue with its participle in each gender and number, and its last preposition with each article."""
    if language not in _ARTICLED or " " not in wording or wording.startswith("…"):
        return (wording,)
    pattern, endings = _PARTICIPLE[language]
    bent = [pattern.sub(ending, wording, count=1) for ending in endings] if pattern.search(wording) else []
    forms = []
    for form in (wording, *bent):
        head, _, last = form.rpartition(" ")
        forms += [form, *(f"{head} {joined}" for joined in _ARTICLED[language].get(last, ()))]
    return tuple(dict.fromkeys(forms))


def headers(*names: str) -> Words:
    """Wordings that head a column of a table."""
    return merge(*_named("headers", names))


def row_words(name: str) -> Words:
    """Wordings that open a row of a table that is no item: `subtotal`, `by_tax`, `charge` or `total`."""
    return by_name("row_words")[name]


def titles(kind: str) -> Words:
    """Titles of papers of a type, `foreign` or `attached`; some are in further languages (de, nl, ru, zh, ar)."""
    given = _given("document_titles", "document_type", "title")
    parts: list[Words] = [by_name("titles").get(kind, {})]
    parts += [given[name] for name, of in _TITLE_KINDS.items() if of == kind]
    return merge(*parts)


def signs(kind: str) -> dict[str, float]:
    """Wordings that speak for a type without being its title, each with its weight (0..1)."""
    return {row["wording"]: float(row["weight"]) for row in rows_kept("signs") if row["kind"] == kind}


def weights(name: str) -> dict[str, float]:
    """The weights of a model, by the name of the feature: the table `data/<name>.csv`."""
    return {row["name"]: float(row["weight"]) for row in rows_kept(name)}


def meanings(name: str) -> dict[str, str]:
    """What the features of a model measure, by their names: the table `data/<name>.csv`."""
    return {row["name"]: row["meaning"] for row in rows_kept(name)}


def every_wording() -> tuple[tuple[str, str], ...]:
    """Every wording of every table with its language, for what learns from words alone."""
    found = [
        (language, wording)
        for table in ("labels", "cues", "headers", "titles")
        for words in by_name(table).values()
        for language, wordings in words.items()
        for wording in wordings
    ]
    found += [(row["language"], row["wording"]) for row in rows_kept("signs")]
    return tuple(found)
