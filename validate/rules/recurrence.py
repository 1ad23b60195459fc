"""What comes back in another lot: tags, seals, invoices, waybills and assays."""

from __future__ import annotations

from collections.abc import Iterator

from extract.model import Document, DocumentKind
from validate.facts import Stated, called, read_field
from validate.memory import Paper, RememberedLot
from validate.memory_past import Past
from validate.model import Finding, Severity, Side
from validate.rules.circumstances import ASSAY, INVOICE, PACKING, TRANSPORT
from validate.rules.findings import UNCERTAIN, firm, found, weak
from validate.rules.memory_view import called_lot, distinctive, earlier, papers, same_issuer
from validate.rules.model import NO_MEMORY, NOT_APPLICABLE, Case, Result, judged, rule, undecidable

REUSED = "document-reused"
MOST_NAMED = 5
"""Tags, seals or lots that a message lists before it only counts."""
SEAL_YEARS = 5
"""Years within which a carrier's seal number does not come back (L004)."""


@rule(
    "L003",
    "custody-tag-reused",
    title="Tag used once",
    severity="block",
    basis="ICGLR Regional Certification Mechanism manual and data standard, MD.11 (unique tag)",
    tolerance="letters and digits alone; a tag goes on with its custody lot and what was made of it",
)
def tag_once(case: Case) -> Result:
    """No mine or trader tag of the lot was borne by an earlier lot of other material."""
    if case.past is None:
        return NO_MEMORY
    now = case.past.present(case.lot.id)
    if not now.tags:
        return NOT_APPLICABLE
    shared: dict[str, list[str]] = {}
    lots: dict[str, RememberedLot] = {}
    for key, bearing in now.tags.items():
        for old in case.past.bearing(case.lot.id, ("tag", key)):
            if not _same_material(now, bearing.on, old, old.tags[key].on):
                lots[old.id] = old
                shared.setdefault(old.id, []).append(bearing.shown)
    return judged(_tags_of(case, lots[id_], tags) for id_, tags in shared.items())


def _same_material(now: RememberedLot, on: tuple[str, ...], old: RememberedLot, before: tuple[str, ...]) -> bool:
    """Whether a tag stands on one custody lot in both records, or on one that went into the other's."""
    return bool(set(on) & set(before) or set(before) & set(now.chain) or set(on) & set(old.chain))


def _tags_of(case: Case, old: RememberedLot, tags: list[str]) -> Finding:
    some = _some(tags)
    message = (
        f"{'Tag' if len(tags) == 1 else 'Tags'} {some} of lot {case.lot.id} {'was' if len(tags) == 1 else 'were'} "
        f"borne by {called_lot(old)}, and the records show no material that both have."
    )
    side = Side(reference="tags of the lot", field="tags", value=some)
    return found("L003", "custody-tag-reused", message, left=side, right=earlier(old, "tags", some))


def _some(items: list[str]) -> str:
    return ", ".join(items[:MOST_NAMED]) + (f" and {len(items) - MOST_NAMED} more" if len(items) > MOST_NAMED else "")


@rule(
    "L004",
    "custody-tag-reused",
    title="Seal used once",
    severity="review",
    basis="Canada SOR/2003-15 (a seal number for each container); trade practice",
    tolerance="letters and digits alone; within five years; lots of one shipment may share a seal",
)
def seal_once(case: Case) -> Result:
    """No seal of the lot closed another consignment within five years."""
    if case.past is None:
        return NO_MEMORY
    now = case.past.present(case.lot.id)
    if not now.seals:
        return NOT_APPLICABLE
    return judged(_seals_of(case, case.past, now))


def _seals_of(case: Case, past: Past, now: RememberedLot) -> Iterator[Finding]:
    for key, shown in now.seals.items():
        for old in past.bearing(case.lot.id, ("seal", key), companions=False):
            if now.transports & old.transports or abs((now.counts - old.counts).days) > 366 * SEAL_YEARS:
                continue
            message = f"Seal {shown} of lot {case.lot.id} closed {called_lot(old)} before."
            side = Side(reference="seals of the lot", field="seal_numbers", value=shown)
            right = earlier(old, "seal_numbers", old.seals[key])
            yield found("L004", "custody-tag-reused", message, left=side, right=right)


@rule(
    "L005",
    REUSED,
    UNCERTAIN,
    title="Waybill, invoice and assay used once",
    severity="review",
    basis="trade practice: an invoice, a waybill and an assay belong to one consignment",
    tolerance="numbers by issuer; a short number may come back after a year; papers that list several lots, and one "
    "waybill of one day, are part shipments",
)
def papers_once(case: Case) -> Result:
    """No invoice, packing list, transport document or assay of the lot served an earlier lot."""
    if case.past is None:
        return NO_MEMORY
    such = [(d, p) for d, p in papers(case, case.past) if d.type in (INVOICE, TRANSPORT, ASSAY, PACKING)]
    numbered = [(d, p) for d, p in such if p.key]
    if not numbered:
        return undecidable("No number of such a paper was read.") if such else NOT_APPLICABLE
    return judged(f for d, p in numbered for f in _served_before(case, case.past, d, p))


def _served_before(case: Case, past: Past, document: Document, paper: Paper) -> Iterator[Finding]:
    for old in past.bearing(case.lot.id, ("number", f"{paper.type.value}:{paper.key}"), companions=False):
        for other in old.papers:
            if other.type is not paper.type or other.key != paper.key:
                continue
            if not same_issuer(paper, other) or not distinctive(paper, other):
                continue
            part = max(paper.lists, other.lists) > 1 or (
                paper.type is DocumentKind.TRANSPORT_DOCUMENT
                and paper.issued is not None
                and paper.issued == other.issued
            )
            field = read_field(document, "document_number")
            assert field is not None  # the paper has a number
            mine = Stated(document, field)
            message = f"The {called(document)} served {called_lot(old)} before" + (
                "; it lists several lots or is of one shipment." if part else "."
            )
            if not firm(mine, case.policy):
                yield weak("L005", "number", mine, message)
            else:
                severity: Severity = "info" if part else "review"
                right = earlier(old, "document_number", other.number)
                yield found("L005", REUSED, message, severity=severity, left=mine, right=right)
            break
