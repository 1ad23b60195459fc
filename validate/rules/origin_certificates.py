"""Certificates of origin: their form's boxes and criteria, their number, their dates."""

from __future__ import annotations

import re
from datetime import date

from extract.lexicon import fold
from extract.model import Document
from validate.absence import read_or_shown
from validate.facts import Stated, called, further, read_field, show
from validate.model import Finding, Severity, Side
from validate.numbers import bare
from validate.reference_rows import OriginForm
from validate.rules.circumstances import ORIGIN_CERTIFICATE, codes, goods, of_kind, shipped
from validate.rules.dates import stated_date
from validate.rules.findings import UNCERTAIN, decided, found
from validate.rules.model import NOT_APPLICABLE, Case, Result, judged, rule, undecidable


def form_of(case: Case, document: Document) -> OriginForm | None:
    """The preferential form that a certificate of origin is, by the form it names; None for another."""
    field = read_field(document, "form")
    named = fold(str(field.value)) if field is not None else ""
    return next((f for f in case.reference.origin_forms if fold(f.form) == named), None)


def _concerned(case: Case) -> list[tuple[Document, OriginForm]]:
    return [(d, f) for d in of_kind(case, ORIGIN_CERTIFICATE) if (f := form_of(case, d)) is not None]


@rule(
    "W040",
    "missing-field",
    title="Boxes of the certificate of origin's form",
    severity="info",
    basis="boxes of the form (EUR.1, Form A, Form D, COMESA, SADC, AfCFTA, ECOWAS), by the table of forms",
    tolerance="what every certificate of origin demands is rule W-fields'; absence is judged on papers read well",
)
def boxes(case: Case) -> Result:
    """A certificate of origin on a known form has the fields of that form's mandatory boxes."""
    concerned = _concerned(case)
    if not concerned:
        return NOT_APPLICABLE
    findings: list[Finding] = []
    checked = False
    for document, form in concerned:
        if not case.wording(document).well_read and case.wording(document).known:
            continue
        checked = True
        for name in form.fields:
            if not read_or_shown(case, document, name):
                words = name.replace("_", " ")
                message = f"The {called(document)} on form {form.form} shows no {words}, which the form asks for."
                side = Side(document=document.id, field=name)
                basis = case.reference.title(form.source)
                findings.append(found("W040", "missing-field", message, basis=basis, left=side))
    return judged(findings) if checked else undecidable("The certificate could not be read well enough.")


@rule(
    "W041",
    "malformed-number",
    UNCERTAIN,
    title="Certificate of origin bears a serial number",
    severity="block",
    basis="ICC guidelines for certificates of origin; CCPIT (serial number on every certificate)",
    tolerance="a number has at least two figures or letters (absence is rule W-fields', reuse the memory's)",
)
def serial_number(case: Case) -> Result:
    """The number of a certificate of origin is one: it holds figures, and is not only a sign for `number`."""
    certificates = of_kind(case, ORIGIN_CERTIFICATE)
    stated = [Stated(d, f) for d in certificates if (f := read_field(d, "document_number")) is not None]
    if not stated:
        return undecidable("The certificate's number was not read.") if certificates else NOT_APPLICABLE
    return judged(
        decided(
            case,
            "W041",
            "malformed-number",
            "number",
            f"`{show(s.field)}` on the {called(s.document)} is no serial number.",
            s,
        )
        for s in stated
        if len(bare(str(s.value))) < 2 or not any(c.isdigit() for c in str(s.value))
    )


@rule(
    "W042",
    "hs-code-mismatch",
    UNCERTAIN,
    title="Origin criterion valid for form and goods",
    severity="review",
    basis="rules of origin of the form's agreement (ores are wholly obtained)",
    tolerance="criteria of the table of forms, one that is not in it being information where the table does not hold "
    "all of the form's; a criterion's further text is not compared",
)
def criterion(case: Case) -> Result:
    """The origin criterion is one of the form's, and for unprocessed ores the one for goods wholly obtained."""
    concerned = [(d, f) for d, f in _concerned(case) if f.criteria]
    if not concerned:
        return NOT_APPLICABLE
    mineral = goods(case)
    listed = {c for d in case.documents if (s := codes(d)) is not None and isinstance(s.value, tuple) for c in s.value}
    ore = bool(listed) and all(c.startswith(("26", "7102")) for c in listed)
    findings: list[Finding] = []
    checked = False
    for document, form in concerned:
        stated = further(document, "origin_criterion")
        # What stands in brackets is the form's own note (`(see overleaf)`); codes are capital letters.
        said = re.sub(r"\([^()]{4,}\)", " ", str(stated.value)) if stated is not None else ""
        match = re.match(r"\W*([A-Z]{1,4})\b", said)
        if stated is None or match is None:
            continue
        checked = True
        code = match.group(1)
        basis = case.reference.title(form.source)
        right = Side(reference=f"criteria of form {form.form}", value=", ".join(form.criteria))
        severity: Severity | None = None
        if code not in form.criteria:
            severity = None if form.whole else "info"
            message = f"`{show(stated.field)}` on the {called(document)} is no origin criterion of form {form.form}."
        elif ore and form.ores and code not in form.ores:
            message = (
                f"The {called(document)} claims criterion {code} (processed) for "
                f"{mineral.name if mineral else 'ores'}: ores are wholly obtained ({', '.join(form.ores)})."
            )
        else:
            continue
        findings.append(
            decided(
                case,
                "W042",
                "hs-code-mismatch",
                "criterion",
                message,
                stated,
                right,
                severity=severity,
                basis=basis,
            )
        )
    return judged(findings) if checked else undecidable("The origin criterion was not read.")


@rule(
    "W043",
    "hs-code-mismatch",
    UNCERTAIN,
    title="SADC certificate: one HS chapter",
    severity="review",
    basis="SADC certificate of origin (one chapter on one certificate)",
    tolerance="none",
)
def one_chapter(case: Case) -> Result:
    """The HS codes on a SADC certificate are of a single chapter."""
    concerned = [d for d, f in _concerned(case) if f.form == "SADC"]
    if not concerned:
        return NOT_APPLICABLE
    stated = [s for d in concerned if (s := codes(d)) is not None and isinstance(s.value, tuple)]
    if not stated:
        return undecidable("The certificate states no HS code that could be read.")
    findings: list[Finding] = []
    for s in stated:
        chapters = sorted({c[:2] for c in s.value}) if isinstance(s.value, tuple) else []
        if len(chapters) > 1:
            message = f"The {called(s.document)} bears goods of the chapters {', '.join(chapters)}; one is allowed."
            findings.append(decided(case, "W043", "hs-code-mismatch", "HS code", message, s))
    return judged(findings)


_AFTERWARDS = re.compile(
    r"issued\s+retro(?:spectively|actively)|d[eé]livr[eé]\s+[aà]\s+post[eé]riori|emitido\s+a\s+posteriori|"
    r"expedido\s+a\s+posteriori",
    re.IGNORECASE,
)


@rule(
    "W044",
    "date-order",
    UNCERTAIN,
    title="Issue after shipment needs the endorsement",
    severity="review",
    basis="rules of the form (EUR.1 box 7, Form A, Form D, COMESA, SADC, AfCFTA): `issued retrospectively`",
    tolerance="one day for time zones; absence is judged on papers that were read well",
)
def endorsed(case: Case) -> Result:
    """A preferential certificate of origin that was issued after the shipment says so in the words of its form."""
    concerned = [(d, f) for d, f in _concerned(case) if f.retrospective]
    if not concerned:
        return NOT_APPLICABLE
    day = shipped(case)
    if day.source is None:
        return undecidable("No date of shipment was read.")
    findings: list[Finding] = []
    checked = False
    for document, form in concerned:
        issue = stated_date(document, "issue_date")
        wording = case.wording(document)
        if issue is None:
            continue
        if (issue[1] - day.date).days <= 1 or wording.first(_AFTERWARDS):
            checked = True
            continue
        if not wording.well_read:
            continue
        checked = True
        message = (
            f"The {called(document)} was issued on {issue[1]}, after the shipment of {day.date}, and does not say "
            f"`{form.retrospective}`."
        )
        right = day.source if isinstance(day.source, Stated) else day.side
        findings.append(decided(case, "W044", "date-order", "date", message, issue[0], right))
    return judged(findings) if checked else undecidable("The certificate could not be read well enough.")


@rule(
    "W046",
    "document-expired",
    UNCERTAIN,
    title="Certificate of origin still valid",
    severity="review",
    basis="validity of the form (AfCFTA 12 months, ECOWAS 6 months, EUR.1 by agreement), by the table of forms",
    tolerance="counted to the as-of date, which stands for the import; a stated expiry is rule W007's",
)
def still_valid(case: Case) -> Result:
    """The as-of date is within the months for which the certificate's form is valid from its issue."""
    concerned = [(d, f) for d, f in _concerned(case) if f.months]
    if not concerned:
        return NOT_APPLICABLE
    findings: list[Finding] = []
    checked = False
    for document, form in concerned:
        issue = stated_date(document, "issue_date")
        if issue is None or form.months is None:
            continue
        checked = True
        last = _months_after(issue[1], form.months)
        if min(shipped(case).date, case.as_of) <= last:
            continue
        message = f"The {called(document)} of {issue[1]} was valid for {form.months} months, until {last}."
        right = Side(reference=f"validity of form {form.form}", value=f"{form.months} months")
        basis = case.reference.title(form.source)
        findings.append(decided(case, "W046", "document-expired", "date", message, issue[0], right, basis=basis))
    return judged(findings) if checked else undecidable("The certificate's date of issue was not read.")


def _months_after(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("a month has 28 days at least")
