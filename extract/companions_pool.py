"""What the papers of a bundle state, by the field as which it may be known again on another of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from extract.doctype import QUOTED
from extract.model import Document, DocumentKind, Field, FieldValue, Money
from extract.values.folding import fold, key

KNOWN: Final = 0.9
"""Confidence from which another paper's value is looked for."""

FAIRLY: Final = 0.75
"""Confidence from which a value is looked for that is long enough to be known by its letters."""
DESCRIBED: Final = 0.5
"""Confidence from which a description tells how the goods are called."""
FEW_WORDS: Final = 9
"""Words of a description at most that are those of the goods, and of nothing printed beside them."""

NUMBER_OF: Final = {
    DocumentKind.COMMERCIAL_INVOICE: "invoice_number",
    DocumentKind.EXPORT_LICENCE: "licence_number",
    DocumentKind.TRANSPORT_DOCUMENT: "transport_number",
    DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE: "certificate_number",
    DocumentKind.ICGLR_CERTIFICATE: "certificate_number",
    DocumentKind.CERTIFICATE_OF_ORIGIN: "certificate_number",
}
"""Under which name the other papers quote a paper's own number."""
NUMBERS: Final = "own"
"""Where the pool keeps all numbers that papers bear themselves."""


def borne_by(kind: DocumentKind) -> str:
    """Where the pool keeps the numbers that papers of a kind bear themselves."""
    return f"{NUMBERS}/{kind}"


def quoted_for(kind: DocumentKind) -> str:
    """Where the pool keeps the numbers by which other papers may quote one of a kind."""
    return f"quoted/{kind}"


@dataclass(frozen=True, slots=True)
class Known:
    """A value that some papers state, and the papers. `mark` is what statements of it have in common."""

    value: FieldValue
    unit: str | None
    papers: frozenset[str]
    mark: str


@dataclass
class Pool:
    """What the bundle's papers state, by the field it may be known again as, then by value."""

    by_field: dict[str, dict[str, Known]] = field(default_factory=dict)
    fairly: dict[str, dict[str, Known]] = field(default_factory=dict)
    """The same of what was read with some doubt."""
    bare: dict[str, set[str]] = field(default_factory=dict)
    """Marks of the values of a field without unit or currency: what a figure looks like on a page."""
    said: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    """The papers that state a value (its mark) for a field, surely or not."""

    described: dict[str, set[str]] = field(default_factory=dict)
    """The papers that describe the goods so (folded), in some words only and not all but guessed."""

    minerals: dict[str, set[str]] = field(default_factory=dict)
    """The papers that name a commodity, and not all but guessed."""

    def add(self, name: str, stated: Field, paper: str) -> None:
        """Takes a value that `paper` states, surely or fairly so."""
        if stated.value is None or stated.confidence < FAIRLY:
            return
        mark = mark_of(stated.value, stated.unit)
        surely = stated.confidence >= KNOWN
        values = (self.by_field if surely else self.fairly).setdefault(name, {})
        earlier = values.get(mark)
        papers = (earlier.papers if earlier else frozenset()) | {paper}
        values[mark] = Known(stated.value, stated.unit, papers, mark)
        if surely:
            self.bare.setdefault(name, set()).add(bare_mark(stated.value))

    def stating(self, name: str, stated: Field, paper: str) -> int:
        """How many other papers than `paper` state a field alike, surely or not."""
        if stated.value is None:
            return 0
        return len(self.said.get((name, mark_of(stated.value, stated.unit)), set()) - {paper})

    def sure_of(self, name: str, value: FieldValue, unit: str | None, paper: str) -> int:
        """How many other papers than `paper` state a value for a field surely."""
        known = self.by_field.get(name, {}).get(mark_of(value, unit))
        return len(known.papers - {paper}) if known is not None else 0

    def known(self, name: str, paper: str) -> Iterator[Known]:
        """The values that other papers than `paper` state for a field."""
        for one in self.by_field.get(name, {}).values():
            if one.papers - {paper}:
                yield one

    def likely(self, name: str, paper: str) -> Iterator[Known]:
        """The values that other papers than `paper` state for a field, but none of them surely."""
        sure = self.by_field.get(name, {})
        for mark, one in self.fairly.get(name, {}).items():
            if mark not in sure and one.papers - {paper}:
                yield one


def _targets(document: Document, name: str) -> Iterator[str]:
    """The fields as which a stated value may be known again on another paper."""
    if name == "document_number":
        quoted = NUMBER_OF.get(document.type)
        if quoted is not None:
            yield NUMBERS
            yield quoted
            yield borne_by(document.type)
    elif name in QUOTED:
        yield name
        yield from (quoted_for(kind) for kind, quoted in NUMBER_OF.items() if quoted == name)
    else:
        yield name


def gathered(documents: Sequence[Document]) -> Pool:
    """All that was read surely on any of the papers, and which papers state what at all."""
    pool = Pool()
    for document in documents:
        for name, stated in document.fields.items():
            if stated.status not in ("read", "corrected") or stated.value is None:
                continue
            pool.said.setdefault((name, mark_of(stated.value, stated.unit)), set()).add(document.id)
            if stated.confidence >= DESCRIBED and isinstance(stated.value, str):
                if name == "mineral":
                    pool.minerals.setdefault(stated.value, set()).add(document.id)
                elif name == "goods_description" and len(stated.value.split()) <= FEW_WORDS:
                    pool.described.setdefault(fold(stated.value), set()).add(document.id)
            for target in _targets(document, name):
                pool.add(target, stated, document.id)
    return pool


def mark_of(value: FieldValue | Decimal, unit: str | None = None) -> str:
    """What two statements of one value have in common, however they are printed."""
    if isinstance(value, Money):
        return f"{value.currency} {value.amount.normalize():f}"
    if isinstance(value, tuple):
        return " ".join(sorted(key(one).replace(" ", "") for one in value))
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    text = str(value)
    if text.replace(".", "", 1).isdigit():
        return f"{Decimal(text).normalize():f} {unit or ''}".strip()
    return key(text).replace(" ", "")


def bare_mark(value: FieldValue) -> str:
    """The same of a value without its unit or currency."""
    return mark_of(value.amount if isinstance(value, Money) else value)
