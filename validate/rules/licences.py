"""Export licences: valid for this exporter, importer, commodity, destination and day, and not overdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extract.model import Document
from extract.values.minerals import kinds_of
from validate.agreement import ALL_BUT_CERTAIN, best
from validate.facts import Stated, called, read_field, show, statements
from validate.model import Finding
from validate.names import Likeness, alike, is_open, shortened
from validate.numbers import misread_amount
from validate.rules.authorities import countries_in
from validate.rules.circumstances import (
    LICENCE,
    TRANSPORT,
    codes,
    countries,
    goods,
    names_of,
    of_kind,
    origins,
    shipped,
)
from validate.rules.dates import stated_date
from validate.rules.findings import UNCERTAIN, bare_reading, decided, firm, found, weak
from validate.rules.goods import code_list, fit, of_goods
from validate.rules.measures import over_however_read, reference_weight
from validate.rules.model import NOT_APPLICABLE, Case, Result, judged, rule, undecidable
from validate.rules.parties import names_also
from validate.weights import weight

CODE = "licence-not-valid"


@rule(
    "W051",
    CODE,
    UNCERTAIN,
    title="Licence in force on the export day",
    severity="block",
    basis="HMRC manual SGSELSG6010 (licence still valid); Regulation (EU) 2021/821, Article 12",
    tolerance="none; the day of shipment counts, else the as-of date",
)
def in_force(case: Case) -> Result:
    """The day of shipment lies between a licence's issue and its expiry."""
    licences = of_kind(case, LICENCE)
    if not licences:
        return NOT_APPLICABLE
    day = shipped(case)
    resting = [day.source] if isinstance(day.source, Stated) else []
    right = day.source if isinstance(day.source, Stated) else day.side
    findings: list[Finding] = []
    checked = False
    for licence in licences:
        for name, words in (("expiry_date", "expired on"), ("issue_date", "was issued on")):
            dated = stated_date(licence, name)
            if dated is None:
                continue
            checked = True
            stated, date = dated
            late = name == "expiry_date" and day.date > date
            early = name == "issue_date" and day.source is not None and day.date < date
            if not (late or early):
                if name == "expiry_date" and bare_reading(stated, case.policy):
                    findings.append(weak("W051", "date of expiry", stated, "whether it is in force rests on it."))
                continue
            counted = "the goods left on" if day.source is not None else "the day that stands for today is"
            message = f"The {called(licence)} {words} {date}; {counted} {day.date}."
            shaky = [s for s in (stated, *resting) if not firm(s, case.policy)]
            if shaky:
                findings.append(weak("W051", "date", shaky[0], f"as it stands: {message}"))
            else:
                findings.append(found("W051", CODE, message, left=stated, right=right))
    return judged(findings) if checked else undecidable("The licence states no date that could be read.")


@rule(
    "X015",
    CODE,
    UNCERTAIN,
    title="Licence covers goods, parties and destination",
    severity="block",
    basis="HMRC manual SGSELSG6010 (goods, exporter, destination and consignee equal the papers)",
    tolerance="names as X001, HS codes to six digits; a destination that only addresses tell calls a reviewer",
)
def covers(case: Case) -> Result:
    """The licence names the exporter, importer, commodity and destination that the other papers name."""
    licences = of_kind(case, LICENCE)
    if not licences:
        return NOT_APPLICABLE
    rest = tuple(d for d in case.documents if d.type is not LICENCE)
    findings = [f for licence in licences for f in _uncovered(case, licence, rest)]
    if not findings and not any(_comparable(licence, rest) for licence in licences):
        return undecidable("The licence states nothing that another paper states too.")
    return judged(findings)


def _comparable(licence: Document, rest: tuple[Document, ...]) -> bool:
    names = ("exporter_name", "importer_name", "country_of_destination", "hs_codes", "mineral")
    return any(read_field(licence, n) is not None and statements(rest, n) for n in names)


def _uncovered(case: Case, licence: Document, rest: tuple[Document, ...]) -> Iterator[Finding]:
    for name, what in (("exporter_name", "exporter"), ("importer_name", "importer")):
        field = read_field(licence, name)
        others = [s for s in statements(rest, name) if not is_open(str(s.value))]
        if field is None or not others or is_open(str(field.value)):
            continue
        verdicts = [(alike(str(field.value), str(s.value)), s) for s in others]
        if any(v is Likeness.SAME for v, _ in verdicts):
            continue
        near = any(v is Likeness.UNSURE for v, _ in verdicts)
        stated = Stated(licence, field)
        other_side = "importer_name" if name == "exporter_name" else "exporter_name"
        crossed = any(alike(str(field.value), str(s.value)) is Likeness.SAME for s in statements(rest, other_side))
        misplaced = crossed or any(names_also(case, stated, str(s.value)) for s in others)
        if (misplaced or any(shortened(str(field.value), str(s.value)) for s in others)) and (
            best([stated]) < ALL_BUT_CERTAIN
        ):
            message = f"it may not have been read in full: {others[0].says}."
            yield weak("X015", what, stated, message)
            continue
        yield _not_covered(case, what, stated, others[0], near)
    yield from _destination(case, licence, rest)
    yield from _commodity(case, licence, rest)


def _not_covered(case: Case, what: str, left: Stated, right: Stated, near: bool) -> Finding:
    shaky = [s for s in (left, right) if not firm(s, case.policy, lookalike=near)]
    message = f"The {called(left.document)} is for the {what} {show(left.field)}; {right.says}."
    if shaky and (near or min(s.field.confidence for s in shaky) < float(case.policy.confidence.lone)):
        return weak("X015", what, shaky[0], message)
    return found("X015", CODE, message, severity="review" if near else None, left=left, right=right)


def _destination(case: Case, licence: Document, rest: tuple[Document, ...]) -> Iterator[Finding]:
    """The licence's destination against the certificate's, else the waybill's, else any other paper's; where none
    states it, against the country in which all of them have the importer, which a reviewer weighs."""
    field = read_field(licence, "country_of_destination")
    others = sorted(statements(rest, "country_of_destination"), key=lambda s: s.document.type is not TRANSPORT)
    if field is None:
        return
    allowed = countries(field)
    if not others:
        homes = [(s, countries_in(str(s.value))) for s in statements(rest, "importer_address")]
        named = frozenset().union(*(home for _, home in homes))
        if len(named) == 1 and len(homes) >= SEVERAL and not _within(case, named, allowed):
            yield _not_covered(case, "destination", Stated(licence, field), homes[0][0], True)
        return
    for other in others:
        if _within(case, countries(other.field), allowed):
            return
    yield _not_covered(case, "destination", Stated(licence, field), others[0], False)


SEVERAL = 2
"""Papers that have the importer in one country, from which on the goods are taken to go there."""


def _within(case: Case, named: frozenset[str], allowed: frozenset[str]) -> bool:
    """Whether one of the countries is allowed; the Union stands for its members, a country for its territories."""
    homes = {case.reference.territories.get(c, c) for c in named}
    if allowed & named or {case.reference.territories.get(c, c) for c in allowed} & homes:
        return True
    return "EU" in allowed and all(case.reference.in_eu(c, case.as_of) for c in named)


def _commodity(case: Case, licence: Document, rest: tuple[Document, ...]) -> Iterator[Finding]:
    own = codes(licence)
    lot = [s for d in rest if (s := codes(d)) is not None]
    if own is not None and lot:
        covered = any(fit(a, b) for s in lot for a in code_list(own) for b in code_list(s))
        if not covered and not _only_the_licence_fits(case, own, lot):
            near = any(misread_amount(a, b) for s in lot for a in code_list(own) for b in code_list(s))
            yield _not_covered(case, "HS code", own, lot[0], near)
            return
    field = read_field(licence, "mineral")
    mineral = goods(replace(case, documents=rest))
    named = statements(rest, "mineral")
    if field is None or mineral is None or not named:
        return
    word = str(field.value).strip().lower()
    if word in case.reference.minerals and word not in names_of(mineral) and mineral.name not in kinds_of(word):
        yield _not_covered(case, "commodity", Stated(licence, field), named[0], False)


def _only_the_licence_fits(case: Case, own: Stated, lot: list[Stated]) -> bool:
    """Whether the licence's code is of the commodity that the papers name and theirs are not: then theirs are wrong
    (rule X009-goods), and not the licence."""
    mineral = goods(case)
    if mineral is None:
        return False
    theirs = [code for s in lot for code in code_list(s)]
    return any(of_goods(c, mineral) for c in code_list(own)) and not any(of_goods(c, mineral) for c in theirs)


@rule(
    "X016",
    "licence-exceeded",
    UNCERTAIN,
    title="Quantity left on the licence for this shipment",
    severity="block",
    basis="HMRC manual SGSELSG6010 (quantity left on the licence)",
    tolerance="rounding of the last printed digit; all lots that draw on it together are rule L006's",
)
def left_for_this_lot(case: Case) -> Result:
    """The lot by itself weighs no more than its licence allows; a quota in contained metal is rule L014's."""
    licences, mineral = of_kind(case, LICENCE), goods(case)
    if not licences or (mineral is not None and mineral.group == "cobalt" and "CD" in origins(case)):
        return NOT_APPLICABLE
    lot = reference_weight(case)
    mass = weight(lot.field, "ct") if lot is not None else None
    findings: list[Finding] = []
    checked = False
    for licence in licences:
        quantity = read_field(licence, "licensed_quantity")
        allowed = weight(quantity, quantity.unit or "ct") if quantity is not None else None
        if quantity is None or allowed is None or lot is None or mass is None:
            continue
        checked = True
        if mass.mass <= allowed.mass + max(mass.digit, allowed.digit) / 2:
            continue
        message = f"The {called(licence)} allows {show(quantity)}; the lot alone weighs {show(lot.field)}."
        left = Stated(licence, quantity)
        if over_however_read(left, mass.mass, mass.digit, case.policy) and firm(lot, case.policy):
            findings.append(found("X016", "licence-exceeded", message, left=left, right=lot))
            continue
        findings.append(decided(case, "X016", "licence-exceeded", "figure", message, left, lot))
    return judged(findings) if checked else undecidable("The licence states no quantity that compares.")
