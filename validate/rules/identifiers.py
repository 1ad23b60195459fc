"""Identifiers with check digits, notices of forged certificates, links for checking, codes of former countries."""

from __future__ import annotations

import re
from collections.abc import Callable

from stdnum import imo, iso6346, lei
from stdnum.eu import vat as eu_vat
from stdnum.in_ import gstin

from validate.facts import Stated, called, read_field, show, statements
from validate.model import Finding, Severity, Side
from validate.numbers import bare
from validate.rules.circumstances import KP, TRANSPORT, of_kind, shipped
from validate.rules.dates import stated_date
from validate.rules.findings import UNCERTAIN, decided, found
from validate.rules.model import NOT_APPLICABLE, Case, Result, judged, rule, undecidable
from validate.rules.schemes import issuing_country
from validate.wording import Said

CODE = "malformed-number"

_LEI = re.compile(r"\bLEI(?: code| number| no\.?)?\s*[:#]?\s*([0-9A-Z]{18}\s?[0-9]{2})\b")
_VAT = re.compile(
    r"\b(?:VAT|TVA|BTW|IVA|USt-?Id|NIF|CIF)(?:[ -]?(?:no|nr|number|id|n°|num)\.?)?\s*[:#]?\s*"
    r"((?:BE|DE|FR|NL|LU|IT|ES|PT|AT|IE|DK|SE|FI|PL|CZ|GR|EL|RO|BG|HR|SI|SK|HU|LT|LV|EE|CY|MT)"
    r"\s?[0-9A-Z][0-9A-Z. ]{6,14})"
    r"(?![0-9A-Z])"
)
_GSTIN = re.compile(r"\bGSTIN\s*[:#]?\s*([0-9]{2}[A-Z]{5}[0-9]{4}[A-Z][0-9A-Z]Z[0-9A-Z])\b")

CHECKED: tuple[tuple[str, re.Pattern[str], Callable[[str], bool]], ...] = (
    ("LEI", _LEI, lei.is_valid),
    ("VAT number", _VAT, lambda number: eu_vat.is_valid(re.sub(r"[ .]", "", number))),
    ("GSTIN", _GSTIN, gstin.is_valid),
)
"""Identifiers of parties as papers label them, with what proves their check digits."""


@rule(
    "W062",
    CODE,
    title="Identifiers of seller and buyer valid",
    severity="info",
    basis="Regulation (EC) No 2368/2002, Article 17; ISO 17442 (LEI); Member States' VAT numbers",
    tolerance="check digits; whether a number is in use is not looked up",
)
def party_identifiers(case: Case) -> Result:
    """LEI, VAT and GSTIN numbers on the papers have right check digits."""
    findings: list[Finding] = []
    checked = False
    for document in case.documents:
        for what, pattern, valid in CHECKED:
            for said in case.wording(document).find(pattern):
                checked = True
                number = said.groups[0].strip()
                if valid(number):
                    continue
                message = f"The {what} {number} on the {called(document)} has a wrong check digit."
                findings.append(found("W062", CODE, message, left=said.stated("party_identifier", number)))
    return judged(findings) if checked else undecidable("No identifier of a party with check digits was read.")


def _labelled(case: Case, pattern: re.Pattern[str]) -> list[Said]:
    return [said for document in case.documents for said in case.wording(document).find(pattern)]


_CONTAINER = re.compile(r"\b([A-Z]{3}[UJZ])[\s-]?(\d{6})[\s-]?(\d)\b")


@rule(
    "W064",
    CODE,
    title="Container number check digit",
    severity="info",
    basis="ISO 6346 (freight containers: coding and identification)",
    tolerance="none; numbers of that form on transport documents and packing lists",
)
def containers(case: Case) -> Result:
    """The last figure of a container number is its check digit."""
    seen: dict[str, Said] = {}
    for document in case.documents:
        for said in case.wording(document).find(_CONTAINER):
            seen.setdefault("".join(said.groups), said)
    if not seen:
        return undecidable("No container number was read.") if of_kind(case, TRANSPORT) else NOT_APPLICABLE
    return judged(
        found(
            "W064",
            CODE,
            f"The container number {number} on the {called(said.document)} has a wrong check digit.",
            left=said.stated("container_numbers", number),
        )
        for number, said in seen.items()
        if not iso6346.is_valid(number)
    )


_SHIP = re.compile(r"\bIMO(?: no\.?| number| n°)?\s*[:#]?\s*(\d{7})\b", re.IGNORECASE)


@rule(
    "W065",
    CODE,
    title="Ship's IMO number check digit",
    severity="info",
    basis="IMO ship identification number scheme (Resolution A.1117(30))",
    tolerance="none",
)
def ships(case: Case) -> Result:
    """The last figure of a ship's IMO number is its check digit."""
    said_numbers = _labelled(case, _SHIP)
    if not said_numbers:
        return undecidable("No IMO number was read.") if of_kind(case, TRANSPORT) else NOT_APPLICABLE
    return judged(
        found(
            "W065",
            CODE,
            f"The ship's IMO number {said.groups[0]} on the {called(said.document)} has a wrong check digit.",
            left=said.stated("imo_number", said.groups[0]),
        )
        for said in said_numbers
        if not imo.is_valid(said.groups[0])
    )


@rule(
    "R032",
    "document-altered",
    UNCERTAIN,
    title="No certificate under a public notice of forgery",
    severity="block",
    basis="Kimberley Process notices and national warnings of forged certificates, by the table of notices",
    tolerance="exact number; a reviewer is called for a number that a misreading turns into a listed one",
)
def notices(case: Case) -> Result:
    """A Kimberley certificate's number is not that of a public notice of forgery for its issuer."""
    certificates = of_kind(case, KP)
    if not certificates:
        return NOT_APPLICABLE
    findings: list[Finding] = []
    checked = False
    for document in certificates:
        field = read_field(document, "document_number")
        if field is None:
            continue
        checked = True
        issuer = issuing_country(case, document)
        origin = read_field(document, "country_of_origin")
        countries = {issuer[0] if issuer else None, origin.value if origin is not None else None}
        figures = re.sub(r"\D", "", show(field))
        issue = stated_date(document, "issue_date")
        day = issue[1] if issue is not None else shipped(case).date
        for notice in case.reference.notices:
            listed = notice.number == "*" or bare(notice.number) == figures
            if notice.iso2 not in countries or not listed:
                continue
            message = f"The {called(document)} is under a public notice ({notice.span}): {notice.text}."
            right = Side(reference="notices of forged certificates", value=f"{notice.iso2} {notice.number}")
            basis = case.reference.title(notice.source)
            left = Stated(document, field)
            # A series that is reported as forged on one day may have been used by its issuer before.
            severity: Severity | None = None if notice.span.holds(day) or notice.number == "*" else "review"
            findings.append(
                decided(
                    case, "R032", "document-altered", "number", message, left, right,
                    severity=severity, basis=basis, lookalike=True,
                )
            )  # fmt: skip
    return judged(findings) if checked else undecidable("The certificate's number was not read.")


_LINK = re.compile(r"\b(?:https?://|www\.)([a-z0-9-]+(?:\.[a-z0-9-]+)+)", re.IGNORECASE)


@rule(
    "R033",
    "issuer-mismatch",
    UNCERTAIN,
    title="Links for checking lead to official domains",
    severity="review",
    basis="official domains for verification, by the table of domains (ICC, ICGLR, CEEC, Kimberley Process)",
    tolerance="a link that only looks like an official domain calls a reviewer; no link is ever opened",
)
def links(case: Case) -> Result:
    """No link that a paper names only looks like an official domain for verification: links are not opened."""
    findings: list[Finding] = []
    checked = False
    official = {d.name for d in case.reference.domains if d.official}
    for document in case.documents:
        for said in case.wording(document).find(_LINK):
            domain = said.groups[0].lower()
            checked = True
            if any(domain == name or domain.endswith("." + name) for name in official):
                continue
            imitated = next((name for name in sorted(official) if looks_like(domain, name)), None)
            if imitated is None:
                continue
            message = f"The {called(document)} names {domain}, which only looks like {imitated}. Do not open it."
            right = Side(reference="official domains", value=imitated)
            stated = said.stated("link", domain)
            findings.append(decided(case, "R033", "issuer-mismatch", "link", message, stated, right, severity="review"))
    if not any(case.wording(d).known for d in case.documents):
        return undecidable("No wording of the papers was read.")
    return judged(findings) if checked else NOT_APPLICABLE


def looks_like(domain: str, name: str) -> bool:
    """Whether a domain bears the name of an official one, a letter changed or with another ending."""
    own, theirs = domain.rsplit(".", 1)[0].removeprefix("www."), name.rsplit(".", 1)[0]
    if own == theirs:
        return True
    changed = sum(a != b for a, b in zip(own, theirs, strict=False)) + abs(len(own) - len(theirs))
    return len(theirs) >= 6 and (changed == 1 or re.search(rf"\b{re.escape(theirs)}\b", own) is not None)


FORMER = {"ZR": "CD", "SU": "RU", "YU": "RS", "BU": "MM", "TP": "TL", "HV": "BF", "DY": "BJ", "RH": "ZW"}
"""Codes of countries that were renamed or ceased, and today's code of the place (ISO 3166-3)."""


@rule(
    "R035",
    "origin-mismatch",
    title="Codes of former countries",
    severity="info",
    basis="ISO 3166-3 (codes of formerly used names of countries)",
    tolerance="none",
)
def former_countries(case: Case) -> Result:
    """No paper names a country by a code that is no longer used; the code is read as today's."""
    findings: list[Finding] = []
    checked = False
    for name in ("country_of_origin", "country_of_provenance", "country_of_destination"):
        for stated in statements(case.documents, name):
            checked = True
            code = stated.field.raw.strip().upper()
            value = str(stated.value).upper()
            old = code if code in FORMER else value if value in FORMER else None
            if old is not None:
                message = f"The {called(stated.document)} names {old}, a code of a former country: {FORMER[old]} today."
                findings.append(found("R035", "origin-mismatch", message, left=stated))
    return judged(findings) if checked else undecidable("No country was read.")


COUNTRIES = ("country_of_origin", "country_of_provenance", "country_of_destination")


@rule(
    "R036",
    "origin-mismatch",
    UNCERTAIN,
    title="Namibia's code is a country",
    severity="block",
    basis="ISO 3166-1 (NA is Namibia and never a missing value)",
    tolerance="none",
)
def namibia(case: Case) -> Result:
    """Where a paper's origin stands as `NA` or Namibia, it was read as the country Namibia and as nothing else."""
    findings: list[Finding] = []
    concerned = False
    for document in case.documents:
        for name in COUNTRIES:
            field = document.fields.get(name)
            if field is None or field.raw.strip().lower() not in ("na", "namibia", "namibie", "namíbia"):
                continue
            concerned = True
            if field.value != "NA" and not (isinstance(field.value, tuple) and "NA" in field.value):
                words = name.replace("_", " ")
                message = f"The {words} on the {called(document)}, `{field.raw}`, was read as {show(field)}."
                side = Side(document=document.id, field=name, value=field.raw)
                findings.append(found("R036", "origin-mismatch", message, left=side, evidence=field.evidence))
    if not any(name in d.fields for d in case.documents for name in COUNTRIES):
        return undecidable("No country was read.")
    return judged(findings) if concerned else NOT_APPLICABLE
