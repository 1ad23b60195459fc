"""What single countries demand of the form and the period of their export licences."""

from __future__ import annotations

import re

from extract.model import Document
from validate.facts import Stated, called, read_field, show
from validate.model import Finding
from validate.rules.circumstances import LICENCE, countries, of_kind, origins, provenance
from validate.rules.dates import stated_date
from validate.rules.findings import UNCERTAIN, decided
from validate.rules.licences import CODE
from validate.rules.model import NOT_APPLICABLE, Case, Result, judged, rule, undecidable


@rule(
    "W052",
    CODE,
    UNCERTAIN,
    title="Zimbabwe: export period",
    severity="review",
    basis="Zimbabwe, export approvals for base minerals (period of at most six months)",
    tolerance="184 days",
)
def zimbabwean_period(case: Case) -> Result:
    """A Zimbabwean export approval is for no longer than six months."""
    licences = [d for d in of_kind(case, LICENCE) if _issued_by(case, d, "ZW")]
    if not licences:
        return NOT_APPLICABLE
    findings: list[Finding] = []
    checked = False
    for licence in licences:
        issue, expiry = stated_date(licence, "issue_date"), stated_date(licence, "expiry_date")
        if issue is None or expiry is None:
            continue
        checked = True
        days = (expiry[1] - issue[1]).days
        if days > 184:
            message = f"The {called(licence)} is for {days} days ({issue[1]} to {expiry[1]}); six months are allowed."
            findings.append(decided(case, "W052", CODE, "date", message, expiry[0], issue[0]))
    return judged(findings) if checked else undecidable("The licence's dates were not read.")


_CHINESE_NUMBER = re.compile(r"\d{2}-?[A-Z0-9]{2}-?[A-Z0-9]?\d{5,6}")


@rule(
    "W053",
    CODE,
    UNCERTAIN,
    title="China: form of the licence",
    severity="review",
    basis="Chinese export licence form (number, one port, one importing country)",
    tolerance="the number's form is information; a region instead of a country calls a reviewer",
)
def chinese_form(case: Case) -> Result:
    """A Chinese export licence is for one importing country, no region, and numbered as the form has it."""
    licences = [d for d in of_kind(case, LICENCE) if _issued_by(case, d, "CN")]
    if not licences:
        return NOT_APPLICABLE
    findings: list[Finding] = []
    checked = False
    for licence in licences:
        where, number = read_field(licence, "country_of_destination"), read_field(licence, "document_number")
        if where is not None:
            checked = True
            named = countries(where)
            if len(named) > 1 or "EU" in named:
                message = f"The {called(licence)} is for {show(where)}; the form allows one country."
                findings.append(decided(case, "W053", CODE, "destination", message, Stated(licence, where)))
        if number is not None:
            checked = True
            if not _CHINESE_NUMBER.fullmatch(show(number).strip().upper()):
                message = f"The number {show(number)} is not of the form XX-XX-XXXXXX of Chinese export licences."
                left = Stated(licence, number)
                findings.append(decided(case, "W053", CODE, "number", message, left, severity="info"))
    return judged(findings) if checked else undecidable("The licence's number and destination were not read.")


def _issued_by(case: Case, licence: Document, country: str) -> bool:
    """Whether a licence is of this country: by the exporting country it names, else by the lot's."""
    field = read_field(licence, "country_of_provenance")
    if field is not None:
        return country in countries(field)
    source = provenance(case)
    return country in (countries(source.field) if source is not None else origins(case))
