"""Whether a field that was not read is not on the paper, or only was not found by the reader.

A person is called for a field that is missing, and must be right to be called. Four things speak against it: the paper
bears the very value that the lot's other papers state; it bears the field's label; it bears a value of that kind which
no field accounts for; it could not be read well.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from functools import lru_cache

from extract.doctype import FieldSpec, ValueKind
from extract.lexicon import fold
from extract.model import Document, DocumentKind, Field, Money
from extract.types import TYPES
from extract.values import Context, find
from validate.agreement import same_place
from validate.facts import read_field, statements
from validate.hints import all_fields, count_hinted, country_hinted, limit_hinted
from validate.numbers import bare
from validate.reference_rows import DemandedField
from validate.rules.model import Case
from validate.understanding import read_badly
from validate.weights import decimal
from validate.wording import Wording


class Absence(Enum):
    """What is known of a field that was not read."""

    SHOWN = "the paper bears the value that the other papers state"
    HINTED = "the paper bears its label, or a value of its kind that no field accounts for"
    SUPPORTED = "the paper was read well and shows no trace of it"
    OPEN = "the paper could not be read well enough to say"


TOLD_APART = frozenset({ValueKind.DATE, ValueKind.CARATS, ValueKind.WEIGHT, ValueKind.MONEY, ValueKind.HS_CODES})
"""Kinds of values that are known by their form wherever they stand."""

TELLING = frozenset({ValueKind.PARTY, ValueKind.CARATS, ValueKind.WEIGHT, ValueKind.MONEY, ValueKind.HS_CODES})
"""Kinds whose value, standing on another paper of the lot too, is the same fact there (a country or a day is not)."""

LIKELY = 0.6
"""Score from which on a piece of text is a value of its kind."""

SHORTEST = 9
"""Letters of a label of one word that means one field wherever it stands (`Exportateur`); `Value` may be any's."""

SHORTEST_OF_TWO = 6
"""Letters of a label of several words that does (`Lot No`)."""


def absence(case: Case, document: Document, row: DemandedField) -> Absence:
    """What the document's wording and the lot's other papers say of a demanded field that was not read.

    Without any wording (fields given as they are) a document whose fields were read well is taken at its word.
    """
    wording = case.wording(document)
    if not wording.known:
        return Absence.OPEN if read_badly(document, case.policy) else Absence.SUPPORTED
    specs = [spec for name in row.names for spec in _specs(document.type, name)]
    if any(_stated_elsewhere(case, wording, name, spec) for name in row.names for spec in specs):
        return Absence.SHOWN
    hints = (_labelled, _unaccounted, country_hinted, limit_hinted, count_hinted)
    if any(hint(document, wording, spec) for spec in specs for hint in hints):
        return Absence.HINTED
    if not wording.well_read or read_badly(document, case.policy):
        return Absence.OPEN
    return Absence.SUPPORTED


def _specs(kind: DocumentKind, name: str) -> tuple[FieldSpec, ...]:
    if kind not in TYPES:
        return ()
    role = name.removesuffix("_name")
    return tuple(s for s in TYPES[kind].fields if s.name == (role if s.kind is ValueKind.PARTY else name))


def _stated_elsewhere(case: Case, wording: Wording, name: str, spec: FieldSpec) -> bool:
    """Whether another paper of the lot states the field, and this one bears that value, or the number it quotes."""
    if spec.kind in (ValueKind.IDENTIFIER, ValueKind.IDENTIFIERS):
        return any(_number_shown(wording, field) for field in _numbers(case, wording.document, name))
    if spec.kind not in TELLING:
        return False
    others = statements((d for d in case.documents if d is not wording.document), name)
    return any(_value_shown(wording, stated.field, spec) for stated in others)


QUOTES = {
    DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE: "certificate_number",
    DocumentKind.ICGLR_CERTIFICATE: "certificate_number",
    DocumentKind.CERTIFICATE_OF_ORIGIN: "certificate_number",
    DocumentKind.EXPORT_LICENCE: "licence_number",
    DocumentKind.COMMERCIAL_INVOICE: "invoice_number",
    DocumentKind.TRANSPORT_DOCUMENT: "transport_number",
}
"""Under which field other papers quote a document's own number."""


def _numbers(case: Case, document: Document, name: str) -> Iterator[Field]:
    quoted = QUOTES.get(document.type) if name == "document_number" else name
    if quoted is not None:
        for stated in statements((d for d in case.documents if d is not document), quoted):
            yield stated.field


def _number_shown(wording: Wording, field: Field) -> bool:
    values = field.value if isinstance(field.value, tuple) else (str(field.value),)
    return all(len(bare(v)) >= 4 and wording.says(v) for v in values)


def _value_shown(wording: Wording, field: Field, spec: FieldSpec) -> bool:
    if spec.kind is ValueKind.PARTY:
        return wording.says(str(field.value))
    stated = _amount(field)
    return any(_amount_of(value) == stated for value in _values(wording, spec.kind)) if stated is not None else False


def _amount(field: Field) -> object:
    return _amount_of(field.value)


def _amount_of(value: object) -> object:
    if isinstance(value, Money):
        return value.amount
    number = decimal(value) if isinstance(value, str) else None
    return value if number is None else number


@lru_cache(maxsize=256)
def _wordings(spec_labels: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    folded = {fold(label) for wordings in spec_labels for label in wordings} - _title_words()
    least = {label: SHORTEST_OF_TWO if " " in label else SHORTEST for label in folded}
    return tuple(sorted(label for label in folded if len(label) >= least[label]))


@lru_cache(maxsize=1)
def _title_words() -> frozenset[str]:
    """Words of the papers' titles, which stand on them whether a field does or not (`Certificate`)."""
    titles = (title for kind in TYPES.values() for wordings in kind.titles.values() for title in wordings)
    return frozenset(word for title in titles for word in (*fold(title).split(), fold(title)))


def _labelled(document: Document, wording: Wording, spec: FieldSpec) -> bool:
    """Whether one of the field's own labels stands on the paper, beside those of the fields that were read."""
    labels = _wordings(tuple(tuple(words) for words in spec.labels.values()))
    taken = [fold(f.label) for f in all_fields(document) if f.label]
    for label in labels:
        there = _count(label, wording.folded)
        if there and there > sum(_count(label, other) for other in taken):
            return True
    return False


def _count(label: str, text: str) -> int:
    return f" {text} ".count(f" {label} ")


def _values(wording: Wording, kind: ValueKind) -> tuple[object, ...]:
    context = Context(language=wording.document.language)
    found = (p for line in wording.document.text for p in find(kind, line.text, context))
    return tuple(p.value for p in found if p.score >= LIKELY)


def _unaccounted(document: Document, wording: Wording, spec: FieldSpec) -> bool:
    """Whether the paper bears a value of the field's kind which is none of the values that were read from it.

    What was weighed for another field and not taken, in another place, may be this field's.
    """
    if spec.kind not in TOLD_APART:
        return False
    accounted = {_amount(f) for f in all_fields(document)}
    accounted |= {_amount_of(o.value) for f in all_fields(document) for o in f.nearest if same_place(f, o)}
    listed = {code for value in accounted if isinstance(value, tuple) for code in value}
    for value in _values(wording, spec.kind):
        plain = _amount_of(value)
        if isinstance(plain, tuple):
            if not set(plain) <= listed:
                return True
        elif plain not in accounted:
            return True
    return False


def read_or_shown(case: Case, document: Document, name: str) -> bool:
    """Whether a document states a field, or bears the value that the lot's other papers state for it."""
    if read_field(document, name) is not None:
        return True
    wording = case.wording(document)
    return wording.known and any(_stated_elsewhere(case, wording, name, s) for s in _specs(document.type, name))
