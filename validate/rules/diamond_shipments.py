"""A shipment of rough diamonds: containers and seals, earlier certificates, sizes, confirmations."""

from __future__ import annotations

import re
from datetime import timedelta

from validate.facts import Stated, called, further, read_field, show, statements
from validate.model import Finding, Severity, Side
from validate.rules.circumstances import (
    DECLARATION,
    KP,
    PACKING,
    TRANSPORT,
    countries,
    destination,
    is_diamond,
    of_kind,
    shipped,
)
from validate.rules.findings import UNCERTAIN, decided, found
from validate.rules.model import NOT_APPLICABLE, PASSED, Case, Result, judged, rule, undecidable
from validate.rules.schemes import issuing_country
from validate.weights import CARAT, weight

_CONTAINERS = re.compile(
    r"\b(?:containers?|conteneurs?|contentores|contenedores)\s*[:.]?\s*(\d{1,3})\b"
    r"|\b(\d{1,3}) (?:sealed |tamper[- ]resistant )*containers?\b",
    re.IGNORECASE,
)


@rule(
    "W020",
    "seal-mismatch",
    UNCERTAIN,
    title="Canada: a seal number for each container",
    severity="block",
    basis="Canada SOR/2003-15, Export and Import of Rough Diamonds Regulations (containers and seals)",
    tolerance="none",
)
def canadian_seals(case: Case) -> Result:
    """A certificate issued in Canada has as many seal numbers as the containers that it counts."""
    concerned = [d for d in of_kind(case, KP) if (i := issuing_country(case, d)) is not None and i[0] == "CA"]
    if not concerned:
        return NOT_APPLICABLE
    findings: list[Finding] = []
    checked = False
    for document in concerned:
        said = case.wording(document).first(_CONTAINERS)
        seals = read_field(document, "seal_numbers")
        if said is None or seals is None or not isinstance(seals.value, tuple):
            continue
        checked = True
        count = int(next(group for group in said.groups if group))
        if count != len(seals.value):
            message = (
                f"The {called(document)} counts {count} containers and gives {len(seals.value)} seal number(s): "
                f"{show(seals)}."
            )
            left, right = Stated(document, seals), said.stated("container_count", str(count))
            findings.append(decided(case, "W020", "seal-mismatch", "seal numbers", message, left, right))
    return judged(findings) if checked else undecidable("The number of containers or their seals was not read.")


_BAG = re.compile(
    r"\b(?:re-?seal\w* (?:plastic )?bags?|zip[- ]?(?:lock )?bags?|sachets? (?:zip|refermables?)|"
    r"bolsas? (?:zip|resellables?)|sacos? (?:zip|resel[aá]ve(?:l|is)))\b",
    re.IGNORECASE,
)


@rule(
    "W029",
    "seal-mismatch",
    title="Tamper-resistant container",
    severity="info",
    basis="Regulation (EC) No 2368/2002, Article 3 (tamper-resistant containers); United States notice of 2009-12-15",
    tolerance="a bag that can be closed again is none",
)
def container(case: Case) -> Result:
    """The papers do not say that rough diamonds travel in a bag that can be closed again."""
    if not is_diamond(case):
        return NOT_APPLICABLE
    papers = [d for d in case.documents if case.wording(d).known]
    if not papers:
        return undecidable("No wording of the papers was read.")
    for document in papers:
        said = case.wording(document).first(_BAG)
        if said is not None:
            message = f"The {called(document)} speaks of a `{said.words}`, which is no tamper-resistant container."
            return judged([found("W029", "seal-mismatch", message, left=said.stated("packing"))])
    return PASSED


_ITN = re.compile(r"\bX(\d{4})(\d{2})(\d{2})\d{6}\b")


@rule(
    "W023",
    "malformed-number",
    UNCERTAIN,
    title="United States: internal transaction number",
    severity="review",
    basis="CBP rough diamond exportation procedures (the AES ITN stands on the certificate)",
    tolerance="X and 14 figures; its date within 30 days before the shipment; absence is judged on digital papers only",
)
def transaction_number(case: Case) -> Result:
    """A certificate issued in the United States bears an AES number, whose date lies within thirty days of shipment."""
    concerned = [d for d in of_kind(case, KP) if (i := issuing_country(case, d)) is not None and i[0] == "US"]
    if not concerned:
        return NOT_APPLICABLE
    findings: list[Finding] = []
    checked = False
    for document in concerned:
        wording = case.wording(document)
        said = wording.first(_ITN)
        if said is None:
            if wording.digital and wording.well_read:
                checked = True
                message = f"The {called(document)} bears no internal transaction number (X and 14 figures)."
                findings.append(found("W023", "malformed-number", message, left=Side(document=document.id)))
            continue
        checked = True
        day = shipped(case)
        month = f"{said.groups[0]}-{said.groups[1]}-{said.groups[2]}"
        early = (day.date - timedelta(days=30)).isoformat()
        if not early <= month <= (day.date + timedelta(days=1)).isoformat():
            message = f"The transaction number {said.words} on the {called(document)} is of {month}, not of {day.date}."
            right = day.source if isinstance(day.source, Stated) else day.side
            findings.append(
                decided(case, "W023", "malformed-number", "number", message, said.stated("itn"), right, lookalike=True)
            )
    return judged(findings) if checked else undecidable("The wording of the certificate could not be read well enough.")


HEAVY_BOX = 5000
"""Grams of packing a parcel from which on a waybill's gross weight calls for an explanation."""


@rule(
    "X004",
    "weight-mismatch",
    UNCERTAIN,
    title="Carats against the waybill's gross weight",
    severity="review",
    basis="definition of the metric carat (0.2 g); Regulation (EU) 2023/2878 (0.5 ct is 0.1 g)",
    tolerance="more than 5 kg of packing a parcel is information",
)
def carats_in_grams(case: Case) -> Result:
    """The gross weight on the waybill is not below the carats on the certificate, nor five kilograms a parcel above."""
    if not is_diamond(case):
        return NOT_APPLICABLE
    carat = next(iter(statements(of_kind(case, KP), "carat_weight")), None)
    gross = next((s for s in statements(of_kind(case, TRANSPORT), "gross_weight") if weight(s.field)), None)
    net, heavy = (weight(carat.field, "ct") if carat else None), (weight(gross.field) if gross else None)
    if carat is None or gross is None or net is None or heavy is None:
        return undecidable("The carats or the waybill's gross weight were not read.")
    if heavy.mass + heavy.digit < net.mass * (1 - CARAT / 100):
        message = f"The {called(gross.document)} gives {show(gross.field)} gross, less than {carat.says}."
        return judged([decided(case, "X004", "weight-mismatch", "gross weight", message, gross, carat)])
    count = next((s.value for s in statements(case.documents, "parcel_count") if isinstance(s.value, int)), 1)
    if heavy.mass - net.mass > HEAVY_BOX * max(count, 1):
        message = f"The {called(gross.document)} gives {show(gross.field)} gross for {show(carat.field)} of diamonds."
        return judged([found("X004", "weight-mismatch", message, severity="info", left=gross, right=carat)])
    return PASSED


_EARLIER = re.compile(
    r"\b(?:previous|original|earlier|ant[eé]rieur|pr[eé]c[eé]dent|anterior|origina[il])\w*\s+(?:kp |kimberley )?"
    r"(?:certificat\w*|certificad\w*|kpc)",
    re.IGNORECASE,
)


@rule(
    "X012",
    "missing-field",
    title="Re-export names the earlier certificates",
    severity="review",
    basis="Canada SOR/2003-15, section 2(e)(v) (numbers of earlier certificates)",
    tolerance="a reviewer is called for imports into Canada; elsewhere information",
)
def earlier_certificates(case: Case) -> Result:
    """Where a Kimberley certificate is of another country than that of origin, earlier certificates are named."""
    findings: list[Finding] = []
    concerned = checked = False
    for document in of_kind(case, KP):
        origin, source = read_field(document, "country_of_origin"), issuing_country(case, document)
        if origin is None or source is None:
            continue
        named = countries(origin)
        home = case.reference.territories.get(source[0], source[0])
        if (
            "MIXED" in named
            or home in named
            or (home == "EU" and any(case.reference.in_eu(c, case.as_of) for c in named))
        ):
            continue
        concerned = True
        wording = case.wording(document)
        named_before = further(document, "previous_certificate_numbers") or wording.first(_EARLIER)
        checked = checked or bool(named_before) or wording.well_read
        if named_before or not wording.well_read:
            continue
        where = destination(case)
        canada = where is not None and "CA" in countries(where.field)
        message = f"The {called(document)} of {source[0]} names no earlier certificate for diamonds of {show(origin)}."
        severity: Severity = "review" if canada else "info"
        findings.append(
            found("X012", "missing-field", message, severity=severity, left=Stated(document, origin), right=source[1])
        )
    if concerned and not checked:
        return undecidable("The wording of the certificate could not be read well enough.")
    return judged(findings) if concerned else NOT_APPLICABLE


RETURNED_AFTER = timedelta(days=30)
_CONFIRMATION = re.compile(
    r"import confirmation|confirmation d['’]importation|confirma[cç][aã]o d[ea] importa[cç][aã]o|"
    r"confirmaci[oó]n de importaci[oó]n",
    re.IGNORECASE,
)


@rule(
    "X020",
    "missing-document",
    title="Import confirmation returned",
    severity="info",
    basis="Regulation (EC) No 2368/2002, Article 9 and Annex IV (import confirmation)",
    tolerance="asked for from 30 days after shipment on",
)
def confirmation(case: Case) -> Result:
    """From thirty days after a shipment of rough diamonds on, the papers hold the confirmation of its import."""
    if not of_kind(case, KP):
        return NOT_APPLICABLE
    day = shipped(case)
    if day.source is None:
        return undecidable("No date of shipment was read.")
    if case.as_of - day.date < RETURNED_AFTER:
        return NOT_APPLICABLE
    papers = [case.wording(d) for d in case.documents]
    if any(wording.first(_CONFIRMATION) for wording in papers):
        return PASSED
    if not any(wording.known for wording in papers):
        return undecidable("No wording of the papers was read.")
    message = f"The goods left on {day.date}; the papers hold no import confirmation yet."
    right = day.source if isinstance(day.source, Stated) else day.side
    return judged([found("X020", "missing-document", message, left=Side(reference="import confirmation"), right=right)])


_SIZES = re.compile(
    r"\b(?:0[.,]50?|half|un demi|meio|medio)\s*(?:-\s*)?(?:ct|carats?|cts|quilates?)\b|\b0[.,]1\s?g\b", re.IGNORECASE
)


@rule(
    "X023",
    "missing-field",
    title="Sizes around the threshold declared",
    severity="info",
    basis="AWDC G7 import guidelines (packing list); Council Regulation (EU) 2023/2878 (0.5 ct)",
    tolerance="rough diamonds into the Union from 2024-09-01; absence is judged on papers that were read well",
)
def sizes(case: Case) -> Result:
    """The papers of rough diamonds into the Union say whether stones of half a carat and more are among them."""
    where, day = destination(case), shipped(case).date
    if not is_diamond(case):
        return NOT_APPLICABLE
    if where is None:
        return undecidable("No document states the country of destination.")
    if not any(case.reference.in_eu(c, day) for c in countries(where.field)) or day.isoformat() < "2024-09-01":
        return NOT_APPLICABLE
    papers = [case.wording(d) for d in of_kind(case, PACKING, DECLARATION) if case.wording(d).known]
    if any(wording.first(_SIZES) for wording in papers):
        return PASSED
    if not papers or not all(wording.well_read for wording in papers):
        return undecidable("The wording of packing list and declarations could not be read well enough.")
    message = "Neither packing list nor declarations say whether stones reach 0.5 ct, which the Union's rules ask for."
    return judged([found("X023", "missing-field", message, left=Side(document=papers[0].document.id), right=where)])
