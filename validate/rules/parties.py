"""Exporter and importer: the same firms on every document of the lot."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from extract.model import DocumentKind
from validate.agreement import AGREE, Verdict, compare
from validate.facts import Stated, called, read_field, show, statements
from validate.model import Finding
from validate.names import Likeness, alike, is_open, other_form, shortened, words
from validate.rules.circumstances import ASSAY, DECLARATION, KP, LICENCE, of_kind
from validate.rules.findings import UNCERTAIN, apart, decided
from validate.rules.model import NOT_APPLICABLE, Case, Result, judged, rule, undecidable

LOOSE: tuple[DocumentKind, ...] = (ASSAY, DECLARATION)
"""Types made out for whoever asked for them: another name there is a question, not a conflict."""


def _party(rule_id: str, side: Literal["exporter", "importer"], case: Case) -> Result:
    other_side = "importer" if side == "exporter" else "exporter"
    counterparts = [str(s.value) for s in statements(case.documents, f"{other_side}_name")]

    def concerns(s: Stated) -> bool:
        if s.document.type is LICENCE or is_open(str(s.value)):
            return False
        # A laboratory's client may be the buyer; then the name is no statement about the seller.
        return not (s.document.type in LOOSE and any(alike(str(s.value), c) is Likeness.SAME for c in counterparts))

    stated = [s for s in statements(case.documents, f"{side}_name") if concerns(s)]
    if len(stated) < 2:
        return undecidable("Fewer than two documents name the party.")

    def judge(left: Stated, right: Stated) -> Verdict:
        verdict = _verdict(left, right)
        if verdict.agree or _in_part(case, left, right) or _in_part(case, right, left):
            return verdict if verdict.agree else AGREE
        # The other side's name in this place was more likely read from the wrong box than written there; and a
        # laboratory's or declarant's paper may name anyone.
        crossed = any(alike(str(s.value), c) is Likeness.SAME for s in (left, right) for c in counterparts)
        loose = left.document.type in LOOSE or right.document.type in LOOSE
        there = names_also(case, left, str(right.value)) or names_also(case, right, str(left.value))
        return replace(verdict, doubtful=verdict.doubtful or crossed or loose or there)

    findings: list[Finding] = []
    for d in compare(stated, judge, case.policy):
        loose = all(s.document.type in LOOSE for s in d.against)
        hard = d.verdict.grade == "block" and not loose
        finding = apart(rule_id, "party-mismatch", side, d, "block" if hard else "review")
        # Who signs for a laboratory or a declarant decides nothing: a reading of it in doubt calls nobody.
        doubt = loose and finding.code == UNCERTAIN
        findings.append(finding.model_copy(update={"severity": "info"}) if doubt else finding)
    return judged(findings)


def _in_part(case: Case, part: Stated, whole: Stated) -> bool:
    """Whether one name is the other's beginning, and its paper bears the rest as well: a long name was read in part.

    The other way round, a name that ends with the other one was read with the end of an address before it.
    """
    short, full = words(str(part.value)), words(str(whole.value))
    if len(short) < LEAST_WORDS or len(short) >= len(full):
        return False
    if full[: len(short)] == short:
        rest = " ".join(full[len(short) :])
        return case.wording(part.document).says(rest)
    if full[-len(short) :] != short:
        return False
    places = {
        w for d in case.documents for n in ADDRESSES if (f := read_field(d, n)) is not None for w in words(show(f))
    }
    return set(full[: -len(short)]) <= places


ADDRESSES = ("exporter_address", "importer_address")

LEAST_WORDS = 2
"""Words of a name from which on its beginning is known for the same name."""


def names_also(case: Case, stated: Stated, name: str) -> bool:
    """Whether the document bears this name too, and none of its fields accounts for it: then the name that was read
    for the party may have been read from the wrong place."""
    if not case.wording(stated.document).says(name):
        return False
    fields = (*stated.document.fields.values(), *stated.document.more.values())
    return not any(isinstance(f.value, str) and alike(f.value, name) is Likeness.SAME for f in fields)


def _verdict(left: Stated, right: Stated) -> Verdict:
    likeness = alike(str(left.value), str(right.value))
    if likeness is not Likeness.SAME and shortened(str(left.value), str(right.value)):
        return Verdict(False, "review", doubtful=True)
    if likeness is Likeness.SAME:
        return Verdict(False, "review") if other_form(str(left.value), str(right.value)) else AGREE
    if likeness is Likeness.UNSURE:
        return Verdict(False, "review", misread=True)
    return Verdict(False, "block")


@rule(
    "X001",
    "party-mismatch",
    UNCERTAIN,
    title="Exporter agrees",
    severity="block",
    basis="KPCS core document, Annex I; HMRC manual SGSELSG6010 (exporter on licence and papers)",
    tolerance="case, accents, punctuation, legal form (Ltd, Limited), short forms, a slip in a long name; agents named",
)
def exporters(case: Case) -> Result:
    """The exporter on certificates equals the seller, shipper and consignor on the other papers.

    Names are compared, addresses are not. An export licence is held against the lot by rule X015.
    """
    return _party("X001", "exporter", case)


@rule(
    "X002",
    "party-mismatch",
    UNCERTAIN,
    title="Importer agrees",
    severity="block",
    basis="Regulation (EC) No 2368/2002, Annex I; HMRC manual SGSELSG6010 (consignee on licence and papers)",
    tolerance="as X001; a waybill `to order` names nobody",
)
def importers(case: Case) -> Result:
    """The importer on certificates equals the buyer and consignee on the other papers."""
    return _party("X002", "importer", case)


@rule(
    "W018",
    "missing-field",
    UNCERTAIN,
    title="Exporter and importer named",
    severity="block",
    basis="KPCS core document, Annex I; Regulation (EC) No 2368/2002, Annex I (exporter and importer)",
    tolerance="`to order` names nobody (a name that is absent is rule W-fields')",
)
def named(case: Case) -> Result:
    """A Kimberley certificate names its exporter and importer, and neither as whoever orders or bears it."""
    certificates = of_kind(case, KP)
    stated = [
        Stated(d, f)
        for d in certificates
        for name in ("exporter_name", "importer_name")
        if (f := read_field(d, name)) is not None
    ]
    if not stated:
        return undecidable("No party was read from the certificate.") if certificates else NOT_APPLICABLE
    return judged(
        decided(
            case,
            "W018",
            "missing-field",
            s.field.name.removesuffix("_name"),
            f"`{show(s.field)}` on the {called(s.document)} names no {s.field.name.removesuffix('_name')}.",
            s,
        )
        for s in stated
        if is_open(str(s.value))
    )
