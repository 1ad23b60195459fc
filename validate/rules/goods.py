"""HS codes and commodity: the codes fit the goods, and the papers speak of the same goods."""

from __future__ import annotations

from collections.abc import Iterator

from extract.model import Document
from extract.values.minerals import find_minerals, kinds_of
from extract.values.model import Context
from validate.agreement import AGREE, Verdict, compare, is_sure
from validate.facts import Stated, called, listed, read_field, show, sort_key, statements
from validate.model import Finding, Side
from validate.numbers import misread_amount
from validate.reference_rows import Mineral
from validate.rules.circumstances import KP, LICENCE, codes, goods, of_kind, own_documents, shipped
from validate.rules.findings import UNCERTAIN, apart, decided, firm, found, weak
from validate.rules.model import NOT_APPLICABLE, Case, Result, judged, rule, undecidable

KP_GROUP = "kp_rough"


def code_list(stated: Stated) -> tuple[str, ...]:
    """The codes that a statement lists."""
    return stated.value if isinstance(stated.value, tuple) else ()


def fit(code: str, other: str) -> bool:
    """Whether two HS codes are the same to six digits, or as far as the shorter goes (four at least)."""
    length = min(6, len(code), len(other))
    return length >= 4 and code[:length] == other[:length]


def _verdict(left: Stated, right: Stated) -> Verdict:
    a, b = code_list(left), code_list(right)
    if all(any(fit(x, y) for y in b) for x in a) or all(any(fit(x, y) for x in a) for y in b):
        return AGREE
    overlap = any(fit(x, y) for x in a for y in b)
    misread = len(a) == len(b) == 1 and misread_amount(a[0], b[0])
    return Verdict(False, "review" if overlap else "block", misread)


@rule(
    "X009",
    "hs-code-mismatch",
    UNCERTAIN,
    title="HS code agrees to six digits",
    severity="block",
    basis="Regulation (EC) No 2368/2002, Annex I (HS code); HMRC manual SGSELSG6010",
    tolerance="six digits; a list may hold part of another",
)
def codes_agree(case: Case) -> Result:
    """The HS codes on certificate, certificate of origin, invoice and waybill are the same to six digits."""
    documents = sorted((d for d in own_documents(case) if d.type is not LICENCE), key=sort_key)
    stated = [s for d in documents if (s := codes(d)) is not None]
    if len(stated) < 2:
        return undecidable("Fewer than two documents state HS codes.")
    return judged(
        apart("X009", "hs-code-mismatch", "HS code", d, "review" if d.verdict.grade == "review" else "block")
        for d in compare(stated, _verdict, case.policy)
    )


@rule(
    "W012",
    "hs-code-mismatch",
    UNCERTAIN,
    title="HS codes are rough diamonds",
    severity="block",
    basis="Regulation (EC) No 2368/2002, Annex I (HS 7102.10, 7102.21, 7102.31)",
    tolerance="six digits",
)
def kimberleycode_list(case: Case) -> Result:
    """A Kimberley certificate bears no HS code but those of rough diamonds."""
    certificates = of_kind(case, KP)
    if not certificates:
        return NOT_APPLICABLE
    stated = [s for d in certificates if (s := codes(d)) is not None]
    if not stated:
        return undecidable("The certificate states no HS code that could be read.")
    rough = tuple(code for code, group in case.reference.hs_groups.items() if group == KP_GROUP)
    findings: list[Finding] = []
    for s in stated:
        wrong = [c for c in code_list(s) if not any(fit(c, r) for r in rough)]
        if not wrong:
            continue
        if not firm(s, case.policy):
            findings.append(weak("W012", "HS code", s, "it is none of rough diamonds."))
            continue
        names = "; ".join(f"{c}: {case.reference.hs_names.get(c[:6], 'not of rough diamonds')}" for c in wrong)
        findings.append(
            found(
                "W012",
                "hs-code-mismatch",
                f"The {called(s.document)} bears HS codes that are not of rough diamonds ({names}).",
                left=s,
                right=Side(reference="HS codes of rough diamonds", value=", ".join(sorted(rough))),
            )
        )
    return judged(findings)


@rule(
    "X009-goods",
    "hs-code-mismatch",
    UNCERTAIN,
    title="HS code fits the commodity",
    severity="block",
    basis="Harmonized System, HS 2022 (chapters 25, 26, 28, 71, 74 to 81)",
    tolerance="headings listed for the commodity; a code of no known commodity, or of other stones than the one named, "
    "calls a reviewer",
)
def codes_fit_goods(case: Case) -> Result:
    """The HS codes of each document are among those of the commodity that the papers name."""
    named = [s for s in statements(case.documents, "mineral") if str(s.value).lower() in case.reference.minerals]
    mineral = goods(case)
    if mineral is None or not named:
        return undecidable("No known commodity is named.")
    wrong: list[Stated] = []
    checked = False
    for document in sorted(own_documents(case), key=sort_key):
        stated = codes(document)
        if document.type is LICENCE or stated is None:
            continue
        checked = True
        if not any(of_goods(c, mineral) for c in code_list(stated)):
            wrong.append(stated)
    if not wrong:
        return judged(()) if checked else undecidable("No HS code was read.")
    first = wrong[0]
    if not is_sure(wrong, case.policy):
        return judged([weak("X009-goods", "HS code", first, f"it is none of {mineral.name}.")])
    known = case.reference.minerals.values()
    near = any(of_goods(c, m) for m in known if m.name in kinds_of(mineral.name) for c in code_list(first))
    other = next((m for m in known if any(of_goods(c, m) for c in code_list(first))), None) if not near else None
    which = f"that of {other.name}" if other else f"which is not one of {mineral.name}"
    also = f" So does the {listed([called(s.document) for s in wrong[1:]])}." if len(wrong) > 1 else ""
    return judged(
        [
            found(
                "X009-goods",
                "hs-code-mismatch",
                f"The {called(first.document)} bears HS code {show(first.field)}, {which}; the papers name "
                f"{mineral.name}.{also}",
                severity="block" if other else "review",
                left=first,
                right=Side(reference=f"HS codes of {mineral.name}", value=", ".join(mineral.hs_prefixes)),
                evidence=[e for s in wrong for e in s.field.evidence],
            )
        ]
    )


def of_goods(code: str, mineral: Mineral) -> bool:
    """Whether an HS code, or the heading it begins, is listed for the commodity."""
    return any(code.startswith(p) or (len(code) >= 4 and p.startswith(code)) for p in mineral.hs_prefixes)


@rule(
    "R030",
    "hs-code-mismatch",
    UNCERTAIN,
    title="HS code of the right edition",
    severity="review",
    basis="Harmonized System, amendments of the edition in force (HS 2022), by the table of editions",
    tolerance="by date of shipment; six digits; where the rest of the papers bear the new code, information",
)
def edition(case: Case) -> Result:
    """No paper bears an HS code that the nomenclature in force on the day of shipment no longer has."""
    stated = [s for d in sorted(case.documents, key=sort_key) if (s := codes(d)) is not None]
    if not stated:
        return undecidable("No HS code was read.")
    day = shipped(case).date
    findings: list[Finding] = []
    for s in stated:
        for change in case.reference.editions:
            old = next((c for c in code_list(s) if c[:6] == change.old), None)
            if old is None or not change.span.holds(day):
                continue
            message = (
                f"The {called(s.document)} bears {old}, which ended ({change.span.start}); {listed(list(change.new))} "
                "took its place."
            )
            right = Side(reference="editions of the nomenclature", value=", ".join(change.new))
            basis = case.reference.title(change.source)
            findings.append(decided(case, "R030", "hs-code-mismatch", "HS code", message, s, right, basis=basis))
    return judged(findings[:1])


@rule(
    "X009-mineral",
    "mineral-mismatch",
    UNCERTAIN,
    title="Commodity agrees",
    severity="block",
    basis="ICGLR data standard, MD.03 (type of ore); KPCS Annex I; Regulation (EU) 2017/821, Annex I",
    tolerance="names of one mineral count as one",
)
def minerals_agree(case: Case) -> Result:
    """Every document names the same commodity, by its field or, where the description says otherwise, by that.

    An ore and its metal (tin, cassiterite) count as one: which of them it is, the HS codes tell. So do a stone and
    the wider names for it (sapphires, corundum, coloured gemstones).
    """
    documents = [d for d in own_documents(case) if d.type is not LICENCE]
    stated = [s for d in sorted(documents, key=sort_key) for s in _named(d)]
    if len({s.document.id for s in stated}) < 2:
        return undecidable("Fewer than two documents name the commodity.")

    def judge(left: Stated, right: Stated) -> Verdict:
        a, b = _names(left), _names(right)
        if any(kin(x, y) for x in a for y in b):
            return AGREE
        known = case.reference.minerals
        return Verdict(False, "block" if all(n in known for n in (*a, *b)) else "review")

    return judged(
        apart("X009-mineral", "mineral-mismatch", "commodity", d, "review" if d.verdict.grade == "review" else "block")
        for d in compare(stated, judge, case.policy)
    )


_KIN = (("cassiterite", "tin"), ("coltan", "tantalum", "niobium"), ("wolframite", "tungsten"))


def kin(left: str, right: str) -> bool:
    """Whether two names of commodities may be of the same goods."""
    if left == right or left in right or right in left or left in kinds_of(right) or right in kinds_of(left):
        return True
    return any(left in family and right in family for family in _KIN)


def _names(stated: Stated) -> tuple[str, ...]:
    if stated.field.name == "goods_description":
        return minerals_in(str(stated.value), stated.document.language)
    return (str(stated.value).strip().lower(),)


def _named(document: Document) -> Iterator[Stated]:
    """What a document calls the goods: its commodity; and its description where that names others and not this one."""
    field, description = read_field(document, "mineral"), read_field(document, "goods_description")
    told = minerals_in(str(description.value), document.language) if description is not None else ()
    own = str(field.value).strip().lower() if field is not None else None
    if own is not None and own != "mineral":
        if description is None or not told or any(kin(own, name) for name in told):
            yield Stated(document, field)  # type: ignore[arg-type]  # own comes from it
        else:
            yield Stated(document, description)
    elif description is not None and told:
        yield Stated(document, description)


def minerals_in(text: str, language: str) -> tuple[str, ...]:
    """The commodities that a description surely names, in order."""
    found = find_minerals(text, Context(language=language))
    return tuple(dict.fromkeys(str(p.value) for p in found if p.score >= SURELY and p.value != "mineral"))


SURELY = 0.9
"""Score of a wording that means one commodity and nothing else."""
