"""What the country of origin lets out: bans, sites under red status, licences and permits of its law."""

from __future__ import annotations

import re
from datetime import date

from validate.facts import Stated, listed, show, statements
from validate.model import EventType, Finding, Side
from validate.names import Likeness, alike
from validate.reference_rows import Measure
from validate.rules.circumstances import (
    LICENCE,
    countries,
    goods,
    names_of,
    of_kind,
    origins,
    provenance,
    shipped,
    six_digit_codes,
)
from validate.rules.findings import UNCERTAIN, decided, found
from validate.rules.model import NOT_APPLICABLE, PASSED, Case, Result, judged, rule, undecidable


def _banned(case: Case, rule_id: str, code: str) -> Result:
    """Exports that the country of origin bars on the day of shipment, by the measures that a rule judges."""
    mineral, day = goods(case), shipped(case)
    stated = next(iter(statements(case.documents, "country_of_origin")), None)
    if mineral is None or not origins(case):
        return undecidable("Commodity or origin is not known.")
    concerned = [
        m
        for m in case.reference.export_controls
        if m.rule == rule_id and m.place in origins(case) and not names_of(mineral).isdisjoint(m.minerals)
    ]
    if not concerned:
        return NOT_APPLICABLE if rule_id != "R037" else PASSED
    findings: list[Finding] = []
    for measure in concerned:
        if not (measure.span.holds(day.date) and measure.document.startswith("none possible")):
            continue
        prefixes = measure.hs_prefixes
        if prefixes and not any(c.startswith(p) for c in six_digit_codes(case) for p in prefixes):
            continue
        left = _site(case, measure) if measure.sites else stated
        if measure.sites and left is None:
            continue
        message = (
            f"{measure.place}, {measure.goods}: {measure.measure} ({measure.span}); the day that counts is {day.date}."
        )
        right = Side(reference="export controls", value=f"{measure.place} {measure.goods} {measure.span}")
        basis = case.reference.title(measure.source)
        if left is None:
            findings.append(found(rule_id, code, message, basis=basis, right=right))
        else:
            what = left.field.name.replace("_", " ")
            findings.append(decided(case, rule_id, code, what, message, left, right, basis=basis))
    return judged(findings)


def _site(case: Case, measure: Measure) -> Stated | None:
    sites = statements(case.documents, "mine_site")
    return next(
        (s for s in sites if any(re.search(rf"\b{re.escape(p)}\b", str(s.value), re.I) for p in measure.sites)), None
    )


@rule(
    "R037",
    "embargoed-origin",
    UNCERTAIN,
    title="No export ban in force on the shipment date",
    severity="block",
    basis="export bans of the producing country, by date (table of export controls)",
    tolerance="by date of shipment",
)
def exports_allowed(case: Case) -> Result:
    """On the day of shipment, the country of origin had not banned the export of these goods.

    What a licence or permit allows is asked for by rules P001 and R023 to R026, Congolese cobalt is rule R021's, sites
    under red status are rule R020's.
    """
    return _banned(case, "R037", "embargoed-origin")


@rule(
    "R020",
    "site-status",
    UNCERTAIN,
    title="No goods from a site under red status (DRC)",
    severity="block",
    basis="DRC ministerial orders on sites in Masisi and Kalehe (red status)",
    tolerance="by date of shipment and the site's name; later prolongations are not known",
)
def red_sites(case: Case) -> Result:
    """The mine site that the papers name was not under red status on the day of shipment."""
    if "CD" in origins(case) and goods(case) is not None and not statements(case.documents, "mine_site"):
        return undecidable("No mine site is stated.")
    return _banned(case, "R020", "site-status")


@rule(
    "R021",
    "embargoed-origin",
    UNCERTAIN,
    title="DRC cobalt: suspension of exports",
    severity="block",
    basis="DRC decisions on cobalt (export suspension 2025-02-22 to 2025-10-15, quotas after it)",
    tolerance="by date of shipment; the papers of the quota regime are rule W054's",
)
def cobalt_suspension(case: Case) -> Result:
    """Cobalt of the DRC did not leave while its export was suspended."""
    return _banned(case, "R021", "embargoed-origin")


_EGC = re.compile(r"entreprise g[eé]n[eé]rale du cobalt|\bEGC\b", re.IGNORECASE)


@rule(
    "R022",
    "missing-document",
    title="DRC artisanal cobalt through its state buyer",
    severity="info",
    basis="DRC decree on strategic minerals (Entreprise Générale du Cobalt); cobalt regime of 2025",
    tolerance="never more than information, as artisanal sourcing is no reason to refuse; from 2025-02-22",
)
def state_buyer(case: Case) -> Result:
    """The papers of Congolese cobalt say whether artisanal cobalt is in it, which goes through the state's buyer."""
    mineral, day = goods(case), shipped(case).date
    if mineral is None or mineral.name != "cobalt" or "CD" not in origins(case) or day < date(2025, 2, 22):
        return NOT_APPLICABLE
    if any(case.wording(d).first(_EGC) for d in case.documents):
        return PASSED
    exporters = [str(s.value) for s in statements(case.documents, "exporter_name")]
    if any(_EGC.search(name) for name in exporters):
        return PASSED
    if not any(case.wording(d).known for d in case.documents):
        return undecidable("No wording of the papers was read.")
    message = (
        "Artisanal cobalt of the DRC goes through Entreprise Générale du Cobalt; no paper names it. Ask the exporter "
        "whether artisanal cobalt is in the lot."
    )
    return judged([found("R022", "missing-document", message, left=Side(reference="EGC documents"))])


CONTROLLED = frozenset({"rare", "radioactive"})
"""Groups of commodities that stand on lists of dual-use goods."""


@rule(
    "R027",
    "missing-document",
    title="EU or UK licence for listed goods",
    severity="review",
    basis="Regulation (EU) 2021/821 (dual-use goods); HMRC manual SGSELSG3050 (SIEL)",
    tolerance="by commodity group: whether the very product is listed, a person decides",
)
def dual_use(case: Case) -> Result:
    """Germanium, gallium, uranium and the like that leave the Union or the United Kingdom come with a licence."""
    mineral, source, day = goods(case), provenance(case), shipped(case).date
    if mineral is None or source is None:
        return undecidable("Commodity or exporting country is not known.")
    leaves = countries(source.field)
    if mineral.group not in CONTROLLED or not any(c == "GB" or case.reference.in_eu(c, day) for c in leaves):
        return NOT_APPLICABLE
    if of_kind(case, LICENCE):
        return PASSED
    message = f"{mineral.name} leaves {show(source.field)} without an export licence among the papers."
    right = Side(reference="dual-use lists", value=mineral.name)
    return judged([found("R027", "missing-document", message, left=source, right=right)])


@rule(
    "R029",
    "issuer-mismatch",
    title="Smelter or refiner recognised",
    severity="info",
    basis="Regulation (EU) 2017/821, Article 9 (list of responsible smelters and refiners); RMAP; LBMA",
    tolerance="a list that the user loads (recognised_smelters.csv); a match is by name, a person confirms it",
)
def smelters(case: Case) -> Result:
    """Who processed the goods, by the custody record, is on the list of smelters and refiners that the user loads."""
    mineral = goods(case)
    if mineral is None or mineral.group not in ("3t", "3t_metal", "gold"):
        return NOT_APPLICABLE
    processed = {e.from_party or e.to_party: e for e in case.events if e.type is EventType.PROCESS}
    processed.pop(None, None)
    if not processed:
        return NOT_APPLICABLE
    if not case.reference.smelters:
        return undecidable("No list of recognised smelters and refiners is loaded.")
    day = shipped(case).date
    known = [s for s in case.reference.smelters if s.span.holds(day)]
    findings: list[Finding] = []
    for name, event in processed.items():
        if name is None or any(alike(name, s.name) is Likeness.SAME for s in known):
            continue
        message = f"{name} processed the goods (event {event.id}) and is on none of the lists loaded."
        lists = listed(sorted({s.list_name for s in case.reference.smelters}))
        side = Side(event=event.id, field="from_party", value=name)
        findings.append(found("R029", "issuer-mismatch", message, left=side, right=Side(reference=lists)))
    return judged(findings)
