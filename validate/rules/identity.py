"""Lot numbers, seals and quoted numbers: the papers speak of the same lot, box and documents."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.model import Document
from validate.agreement import AGREE, Verdict, best, compare
from validate.facts import HARDLY, SCHEME_CERTIFICATES, Stated, called, read_field, show, statements
from validate.model import Finding, Severity
from validate.numbers import bare, clear_digits, listed_numbers, misread_number, same_number
from validate.rules.circumstances import (
    ASSAY,
    INVOICE,
    LICENCE,
    ORIGIN_CERTIFICATE,
    TRANSPORT,
    own_documents,
    serves_others,
)
from validate.rules.findings import SHAKY, UNCERTAIN, apart, found, weak
from validate.rules.model import Case, Result, judged, rule, undecidable

LESS_THAN_TWO = "Fewer than two documents state it."


def _number_verdict(left: Stated, right: Stated) -> Verdict:
    pairs = [(a, b) for a in listed_numbers(str(left.value)) for b in listed_numbers(str(right.value))]
    if any(same_number(a, b) for a, b in pairs):
        return AGREE
    return Verdict(False, "review", any(misread_number(a, b) for a, b in pairs))


@rule(
    "X022-lot",
    "lot-mismatch",
    UNCERTAIN,
    title="Lot number agrees",
    severity="review",
    basis="ICGLR data standard, MD.03 and MD.12 (lot number); assay and packing documents belong to their lot",
    tolerance="letters and digits count, nothing else",
)
def lot_numbers(case: Case) -> Result:
    """The lot number is the same on every document that states one; what serves several lots is left out."""
    stated = [
        s
        for s in statements(own_documents(case), "lot_number")
        if s.document.type is not LICENCE and not _of_an_address(case, s)
    ]
    if len(stated) < 2:
        return undecidable(LESS_THAN_TWO)
    told = [_lots_in_rows(document) for document in case.documents]

    def judge(left: Stated, right: Stated) -> Verdict:
        verdict = _number_verdict(left, right)
        alike = left.document.type is right.document.type
        if alike and any({bare(str(left.value)), bare(str(right.value))} <= lots for lots in told):
            return AGREE  # two lots of one consignment, which has a paper that lists both, have an analysis each
        # A paper that bears the other's number too was more likely read in the wrong place than made for another lot.
        both = _bears(case, left, right) or _bears(case, right, left)
        return verdict if verdict.agree else replace(verdict, doubtful=both)

    return judged(
        apart("X022-lot", "lot-mismatch", "lot number", d, "review") for d in compare(stated, judge, case.policy)
    )


def _lots_in_rows(document: Document) -> frozenset[str]:
    """The numbers of the lots that the rows of a paper's table name."""
    return frozenset(bare(str(line["lot_number"].value)) for line in document.lines if "lot_number" in line)


def _of_an_address(case: Case, stated: Stated) -> bool:
    """Whether the number is that of a plot (`Lot 412, Jalan Perak`): an address on the paper has it behind `Lot` too,
    or it was hardly read as a lot's and a name follows it behind a comma."""
    number = rf"\blote?\W{{0,4}}{re.escape(str(stated.value))}\b"
    addresses = (read_field(stated.document, f"{party}_address") for party in ("exporter", "importer"))
    if any(a is not None and re.search(number, str(a.value), re.IGNORECASE) for a in addresses):
        return True
    text = case.wording(stated.document).text if stated.field.confidence < HARDLY else ""
    return bool(re.search(rf"(?i:{number}),\s?[A-Z][a-z]", text))


def _bears(case: Case, stated: Stated, other: Stated) -> bool:
    number = str(other.value)
    return len(bare(number)) >= 4 and case.wording(stated.document).says(number)


def seals_in(stated: Stated) -> frozenset[str]:
    """The seals that a statement lists, bare."""
    return frozenset(bare(s) for s in stated.value if bare(s)) if isinstance(stated.value, tuple) else frozenset()


def _one_seal(one: str, other: str) -> bool:
    """Whether two are one seal: alike, or the figures of one end the other's, as in `BNE-260418 / 419 / 420`."""
    short, full = sorted((one, other), key=len)
    return short == full or (len(short) >= SEAL_END and short.isdigit() and full.endswith(short))


SEAL_END = 3
"""Figures that name a seal whose others stand before it."""


def _seal_verdict(left: Stated, right: Stated) -> Verdict:
    a, b = seals_in(left), seals_in(right)
    if a == b or not a or not b:
        return AGREE
    clear_a, clear_b = ({clear_digits(s) for s in seals} for seals in (a, b))
    if clear_a == clear_b:
        return Verdict(False, "block", misread=True)
    only_a = {x for x in a if not any(_one_seal(x, y) for y in b)}
    only_b = {y for y in b if not any(_one_seal(y, x) for x in a)}
    if not only_a and not only_b:
        return AGREE
    misread = len(only_a) == len(only_b) and all(any(misread_number(x, y) for y in only_b) for x in only_a)
    if not only_a or not only_b:
        return Verdict(False, "review", doubtful=True)  # a seal is sooner overlooked by the reader than by the sealer
    return Verdict(False, "block", misread)


def _meant_alike(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two lists of seals are of one series, each number of one but for two signs at most one of the other's:
    then they are the same seals, miswritten on one of the papers, and none of somebody else's."""
    return len(a) == len(b) and all(any(_one_series(x, y) for y in b) for x in a)


def _one_series(one: str, other: str) -> bool:
    apart = [x != y for x, y in zip(one, other, strict=False)]
    return len(one) == len(other) >= SERIES and sum(apart) <= 2 and not any(apart[:2])


SERIES = 6
"""Signs of a number from which on two that begin alike and differ in two signs are of one series."""


@rule(
    "X017",
    "seal-mismatch",
    UNCERTAIN,
    title="Seal numbers agree",
    severity="block",
    basis="Canada SOR/2003-15 and FedEx guide for Kimberley shipments (seal number on certificate and papers)",
    tolerance="none; a seal missing from a list calls a reviewer; a laboratory may seal its samples (information)",
)
def seals(case: Case) -> Result:
    """The same seal numbers stand on certificate, packing list, waybill and weighing papers."""
    stated = [s for s in statements(own_documents(case), "seal_numbers") if seals_in(s)]
    if len(stated) < 2:
        return undecidable(LESS_THAN_TWO)
    findings: list[Finding] = []
    decide = float(case.policy.confidence.decide)

    def judge(left: Stated, right: Stated) -> Verdict:
        verdict = _seal_verdict(left, right)
        # A notary, a customs office or a laboratory has seals too, and what was hardly read may be one of theirs.
        weak = min(left.field.confidence, right.field.confidence) < decide
        others = weak and not verdict.agree and not _meant_alike(seals_in(left), seals_in(right))
        return replace(verdict, doubtful=True) if others else verdict

    for d in compare(stated, judge, case.policy):
        samples = all(s.document.type is ASSAY for s in d.against)
        severity: Severity = "info" if samples else "review" if d.verdict.grade == "review" else "block"
        findings.append(apart("X017", "seal-mismatch", "seal numbers", d, severity))
    return judged(findings)


QUOTED = {
    "certificate_number": (*SCHEME_CERTIFICATES, ORIGIN_CERTIFICATE, ASSAY),
    "invoice_number": (INVOICE,),
    "transport_number": (TRANSPORT,),
    "licence_number": (LICENCE,),
}
"""Which documents a quoted number may name."""


@rule(
    "X013",
    "reference-mismatch",
    UNCERTAIN,
    title="Quoted numbers are those of the documents",
    severity="review",
    basis="COMESA and AfCFTA certificate forms, AWDC G7 import guidelines (invoice and certificate quoted alike)",
    tolerance="letters and digits count, nothing else; letters in front may be left out",
)
def quoted_numbers(case: Case) -> Result:
    """A certificate, invoice, waybill or licence number quoted on another paper is that of the document in the bundle.

    One wrong number quoted on several papers, or one document's own number that all others contradict, is one finding.
    """
    findings: list[Finding] = []
    checked = False
    for name, kinds in QUOTED.items():
        quoted = statements(case.documents, name)
        targets = [
            Stated(d, field)
            for d in case.documents
            if d.type in kinds and (field := read_field(d, "document_number")) is not None and bare(str(field.value))
        ]
        if name == "certificate_number":
            # Where a scheme certificate is in the lot, that is the one the papers quote; others may be meant as well.
            leading = [t for t in targets if t.document.type in SCHEME_CERTIFICATES]
        else:
            leading = targets
        if not quoted or not leading:
            continue
        checked = True
        wrong: list[Stated] = []
        for quote in quoted:
            if all(quote.document.id == t.document.id for t in targets):
                continue
            if not any(
                _number_verdict(quote, t).agree
                or _borne_too(case, quote, t)
                or _quoted_too(case, quote, t)
                or (serves_others(case, quote.document) and _bears(case, quote, t))
                for t in targets
            ):
                wrong.append(quote)
        findings.extend(_wrong_quotes(case, name, wrong, leading, [q for q in quoted if q not in wrong]))
    return judged(findings) if checked else undecidable("No number of a document in the lot is quoted.")


def _borne_too(case: Case, quote: Stated, target: Stated) -> bool:
    """Whether the document bears the quoted number as well, and no field accounts for it: its own was read from the
    wrong place."""
    number = bare(str(quote.value))
    if len(number) < LEAST_SIGNS or not case.wording(target.document).says(str(quote.value)):
        return False
    fields = (*target.document.fields.values(), *target.document.more.values())
    return not any(
        bare(str(v)) == number for f in fields for v in (f.value if isinstance(f.value, tuple) else (f.value,))
    )


def _quoted_too(case: Case, quote: Stated, target: Stated) -> bool:
    """Whether the quoting paper bears the document's number as well, and what was read for it is in doubt."""
    number = str(target.value)
    return (
        quote.field.confidence < SHAKY
        and len(bare(number)) >= LEAST_SIGNS
        and case.wording(quote.document).says(number)
    )


LEAST_OF_SERIES = 0.3
"""Confidence that does for a printed number that is the document's but for two signs: no place on a paper but the one
that quotes the document bears such a number, whatever else speaks against the reading."""

LEAST_SIGNS = 5
"""Signs of a number from which on its standing on a paper is no coincidence."""


def _wrong_quotes(
    case: Case, name: str, wrong: list[Stated], targets: list[Stated], right: list[Stated]
) -> list[Finding]:
    findings: list[Finding] = []
    told: set[str] = set()
    for quote in wrong:
        key = bare(str(quote.value))
        if key in told:
            continue
        told.add(key)
        target = min(targets, key=lambda t: not misread_number(str(t.value), str(quote.value)))
        alike_quotes = [q for q in wrong if bare(str(q.value)) == key]
        borne_out = len(alike_quotes) > 1
        trust = case.policy.confidence
        lookalike = misread_number(str(quote.value), str(target.value))
        scanned = not (quote.digital and target.digital)
        least = float((trust.lookalike if scanned else trust.decide) if lookalike else trust.lone)
        if not scanned and not lookalike and _one_series(key, bare(str(target.value))):
            least = LEAST_OF_SERIES
        if not ((borne_out or best([quote]) >= least) and (right or best([target]) >= least)):
            shaky = min((quote, target), key=lambda s: s.field.confidence)
            findings.append(weak("X013", "number", shaky, f"{quote.says}, {target.says}. They may be one number."))
            continue
        also = ", ".join(called(q.document) for q in alike_quotes[1:])
        findings.append(
            found(
                "X013",
                "reference-mismatch",
                f"The {called(quote.document)} quotes {show(quote.field)} as {name.replace('_', ' ')}, but the paper "
                f"in the bundle is the {called(target.document)}."
                + (f" The same is quoted on the {also}." if also else ""),
                left=quote,
                right=target,
            )
        )
    return findings


def number_of(document: Document) -> str | None:
    """The document's own number, None where it was not read."""
    field = read_field(document, "document_number")
    return str(field.value) if field is not None and bare(str(field.value)) else None
