"""What the documents of a lot state of one fact, and whether they agree: the ground that most rules stand on.

A fact is compared across the lot against one reference document (a certificate first, then the invoice), so that one
cause gives one finding and not one for every pair.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extract.model import Alternative, Document, DocumentKind, Evidence, Field, FieldValue, Money
from validate.model import Side
from validate.policy import Policy

ORDER = (
    DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE,
    DocumentKind.ICGLR_CERTIFICATE,
    DocumentKind.COMMERCIAL_INVOICE,
    DocumentKind.CERTIFICATE_OF_ORIGIN,
    DocumentKind.PACKING_LIST,
    DocumentKind.TRANSPORT_DOCUMENT,
    DocumentKind.EXPORT_LICENCE,
    DocumentKind.ASSAY_CERTIFICATE,
    DocumentKind.ORIGIN_DECLARATION,
    DocumentKind.CUSTOMS_DECLARATION,
    DocumentKind.UNKNOWN,
)
"""Which document a fact is measured by: the first of these that states it."""

SCHEME_CERTIFICATES = (DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE, DocumentKind.ICGLR_CERTIFICATE)
"""Certificates of a government scheme that make a lot tradable."""


class _Names(dict[DocumentKind, str]):
    """Names of kinds; a type that an installation has added is called by its own words."""

    def __missing__(self, kind: DocumentKind) -> str:
        return kind.value.removeprefix("x_").replace("_", " ")


NAMES: dict[DocumentKind, str] = _Names(
    {
        DocumentKind.KIMBERLEY_PROCESS_CERTIFICATE: "Kimberley Process certificate",
        DocumentKind.ICGLR_CERTIFICATE: "ICGLR certificate",
        DocumentKind.CERTIFICATE_OF_ORIGIN: "certificate of origin",
        DocumentKind.EXPORT_LICENCE: "export licence",
        DocumentKind.COMMERCIAL_INVOICE: "invoice",
        DocumentKind.PACKING_LIST: "packing list",
        DocumentKind.TRANSPORT_DOCUMENT: "transport document",
        DocumentKind.ASSAY_CERTIFICATE: "assay certificate",
        DocumentKind.ORIGIN_DECLARATION: "declaration",
        DocumentKind.CUSTOMS_DECLARATION: "customs declaration",
        DocumentKind.UNKNOWN: "document of unknown type",
    }
)
"""How messages call a document type."""


HARDLY = 0.6
"""Confidence below which a reading is hardly one."""


@dataclass(frozen=True, slots=True)
class Stated:
    """One document's statement of a fact."""

    document: Document
    field: Field

    @property
    def value(self) -> FieldValue:
        """The value stated; only fields that were read become statements."""
        assert self.field.value is not None  # kept by `read_field`
        return self.field.value

    @property
    def side(self) -> Side:
        """The finding's side that names this statement."""
        return Side(document=self.document.id, field=self.field.name, value=show(self.field))

    @property
    def says(self) -> str:
        """As a message says it: `the invoice (d2) states 219.53 ct`."""
        return f"the {called(self.document)} states {show(self.field)}"


def called(document: Document) -> str:
    """The document as a message names it: `invoice INV-2686 (d2)`."""
    number = document.fields.get("document_number")
    if number is not None and isinstance(number.value, str) and number.status in ("read", "corrected"):
        return f"{NAMES[document.type]} {number.value} ({document.id})"
    return f"{NAMES[document.type]} ({document.id})"


def show(field: Field) -> str:
    """A field's value in plain words: `1254.30 ct`, `USD 961194.94`, `A102395, KP244113`."""
    value = field.value
    if value is None:
        return field.raw or field.status
    if isinstance(value, Money):
        return f"{value.currency} {value.amount}"
    if isinstance(value, tuple):
        return ", ".join(value)
    return f"{value} {field.unit}" if field.unit else str(value)


def read_field(document: Document, name: str) -> Field | None:
    """The field where it was read or corrected and has a value, else None."""
    field = document.fields.get(name)
    if field is None or field.value is None or field.status not in ("read", "corrected"):
        return None
    return field


def further(document: Document, name: str) -> Stated | None:
    """A further fact (`Document.more`) as a statement, where it was read and has a value, else None."""
    field = document.more.get(name)
    if field is None or field.value is None or field.status not in ("read", "corrected"):
        return None
    return Stated(document, field)


def text(document: Document, name: str) -> str | None:
    """The value of a text field, None where there is none."""
    field = read_field(document, name)
    return field.value if field is not None and isinstance(field.value, str) else None


def sort_key(document: Document) -> tuple[int, int]:
    """Reference documents first, then in the bundle's order."""
    return _RANK.get(document.type, len(ORDER)), _number_in(document.id)


_RANK = {kind: rank for rank, kind in enumerate(ORDER)}


@lru_cache(maxsize=65536)
def _number_in(id_: str) -> int:
    digits = "".join(c for c in id_ if c.isdigit())
    return int(digits) if digits else 0


def statements(
    documents: Iterable[Document], name: str, kinds: Sequence[DocumentKind] | None = None
) -> tuple[Stated, ...]:
    """What each of the documents (of these kinds) states under this field name, reference document first.

    What was hardly read comes after what was read, so that no rule rests on it while another paper states the fact.
    """
    found = []
    for document in sorted(documents, key=sort_key):
        if kinds is not None and document.type not in kinds:
            continue
        field = read_field(document, name)
        if field is not None:
            found.append(Stated(document, field))
    return tuple(sorted(found, key=lambda s: s.field.status != "corrected" and s.field.confidence < HARDLY))


@dataclass(frozen=True, slots=True)
class Verdict:
    """How two statements compare: `agree`; else `grade` is the severity that the rule gives the difference.

    `misread`: a misreading alone could explain it. `doubtful`: a bad reading is by far its likeliest cause (half a
    name, a line's figure for the total), so that only an all but certain reading is believed.
    """

    agree: bool
    grade: str = ""
    misread: bool = False
    doubtful: bool = False


AGREE = Verdict(True)
Compare = Callable[[Stated, Stated], Verdict]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One group of documents that states something else than the reference does.

    `sure` is False where the difference rests on a reading too weak to decide; `shaky` is then the weakest statement.
    """

    reference: Stated
    with_reference: tuple[Stated, ...]
    against: tuple[Stated, ...]
    verdict: Verdict
    sure: bool
    shaky: Stated

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Where both sides stand."""
        return (*self.reference.field.evidence, *(e for stated in self.against for e in stated.field.evidence))


def compare(found: Sequence[Stated], judge: Compare, policy: Policy) -> tuple[Disagreement, ...]:
    """The groups that differ from the reference statement (the first); none where all agree or only one speaks.

    A weak reading that has another admissible reading under which it agrees is taken to agree.
    """
    if len(found) < 2:
        return ()
    reference = _reference(found, policy)
    others = [s for s in found if s is not reference]
    agreeing = [reference]
    against: list[tuple[Stated, Verdict]] = []
    for stated in others:
        verdict = _settled(reference, stated, judge)
        if verdict.agree:
            agreeing.append(stated)
        else:
            against.append((stated, verdict))
    groups: list[list[tuple[Stated, Verdict]]] = []
    for stated, verdict in against:
        for group in groups:
            if judge(group[0][0], stated).agree:
                group.append((stated, verdict))
                break
        else:
            groups.append([(stated, verdict)])
    return tuple(_disagreement(reference, agreeing, group, policy) for group in groups)


def _reference(found: Sequence[Stated], policy: Policy) -> Stated:
    decide = float(policy.confidence.decide)
    return next((s for s in found if s.field.confidence >= decide or s.field.status == "corrected"), found[0])


def _settled(reference: Stated, stated: Stated, judge: Compare) -> Verdict:
    verdict = judge(reference, stated)
    if verdict.agree:
        return verdict
    for left in readings(reference):
        for right in readings(stated):
            if (left is not reference or right is not stated) and judge(left, right).agree:
                return AGREE
    return verdict


LIKELY = 0.4
"""A reading that was weighed and not chosen counts where it scored this much: as likely as not."""


DOUBTED = 0.85
"""Confidence below which the value may also be the one that stands in another place of the document."""


def same_place(field: Field, other: Alternative) -> bool:
    """Whether another reading is of the same words, and not of words that stand elsewhere on the document."""
    if not other.evidence or not field.evidence:
        return True
    return any(
        a.page == b.page and a.box.x0 < b.box.x1 and b.box.x0 < a.box.x1 and a.box.y0 < b.box.y1 and b.box.y0 < a.box.y1
        for a in field.evidence
        for b in other.evidence
    )


def readings(stated: Stated) -> Iterator[Stated]:
    """The statement as read, and as it could also be read: the same words otherwise, or, where the reading is in
    doubt, other words of the document."""
    yield stated
    for other in stated.field.alternatives:
        if other.score >= LIKELY and (stated.field.confidence < DOUBTED or same_place(stated.field, other)):
            field = stated.field.model_copy(update={"value": other.value, "unit": other.unit or stated.field.unit})
            yield Stated(stated.document, field)


ALL_BUT_CERTAIN = 0.99
"""What a doubtful reading takes to be believed against the other papers."""


def _disagreement(
    reference: Stated, agreeing: Sequence[Stated], group: Sequence[tuple[Stated, Verdict]], policy: Policy
) -> Disagreement:
    against = tuple(stated for stated, _ in group)
    verdict = group[0][1]
    least = float(policy.confidence.lookalike if verdict.misread else policy.confidence.decide)
    if verdict.doubtful:
        least = ALL_BUT_CERTAIN
    unsure = [side for side in (agreeing, against) if len(side) < 2 and best(side) < least]
    sure = not unsure
    if not sure and not verdict.misread and not verdict.doubtful:
        # No misreading explains it; only a reading that is hardly one leaves the matter open.
        sure = min(best(agreeing), best(against)) >= float(policy.confidence.lone)
    shaky = min((side[0] for side in unsure or (against,)), key=lambda s: s.field.confidence)
    return Disagreement(reference, tuple(agreeing), against, verdict, sure, shaky)


def best(group: Sequence[Stated]) -> float:
    """The highest confidence among statements that agree (1 for a value that a person corrected)."""
    return max(1.0 if s.field.status == "corrected" else s.field.confidence for s in group)


def is_sure(group: Sequence[Stated], policy: Policy) -> bool:
    """Whether statements that agree can be built on: one read well, or two that bear each other out."""
    return len(group) >= 2 or best(group) >= float(policy.confidence.decide)


def listed(parts: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
