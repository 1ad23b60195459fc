"""Writes the page of all finding codes: `python -m lotpass.findings_page > docs/findings.md`.

The codes are public API and stand here in the contract's words; the rules come from their registry.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable

from validate.check import rules
from validate.rules.model import Rule

CODES: dict[str, str] = {
    "missing-document": "the route and commodity call for a document that the bundle lacks",
    "missing-field": "a field that the document's scheme demands is absent",
    "unreadable-field": "a demanded field is there and cannot be made out",
    "uncertain-field": "a field that a decision rests on was read with too little confidence",
    "unknown-document": "pages that no type fits",
    "quarantined-file": "a file that could not be read",
    "malformed-number": "a number that does not fit its issuer's format",
    "document-expired": "past its expiry at the shipment (or `--as-of`) date",
    "date-order": "dates that cannot be: issue after expiry, shipment before issue, a date in the future",
    "hs-code-mismatch": "HS code against commodity, or between documents",
    "implausible-value": "value per unit far outside the reference range",
    "arithmetic-error": "lines do not add up to the stated total, or price × quantity to the amount",
    "issuer-mismatch": "the authority named does not issue for that country or scheme",
    "not-a-participant": "the issuing or importing country was not a scheme participant on that date",
    "party-mismatch": "exporter or importer differ between documents",
    "weight-mismatch": "weights differ between documents beyond tolerance, after unit conversion",
    "value-mismatch": "values or currencies differ beyond tolerance",
    "parcel-count-mismatch": "the number of parcels or packages differs between documents",
    "origin-mismatch": "country of origin differs between documents",
    "route-mismatch": "provenance or destination differs between documents",
    "mineral-mismatch": "the commodity differs between documents",
    "lot-mismatch": "lot numbers differ",
    "seal-mismatch": "seal numbers differ",
    "reference-mismatch": "a quoted number does not match the document in the bundle",
    "licence-exceeded": "quantity or value beyond what the licence allows, all lots drawn on it counted",
    "licence-not-valid": "licence for another exporter, commodity, destination or period",
    "certificate-reused": "a certificate number already used for another lot",
    "document-altered": "the same document number with different content",
    "custody-missing": "no custody record for the lot",
    "custody-gap": "the one who hands over is not the last holder; or a break between mine and exporter",
    "custody-time-order": "an event before the one that it depends on",
    "custody-weight-gain": "more comes out of a step than went in, beyond tolerance",
    "custody-weight-loss": "more is lost in a step than its process explains",
    "custody-weight-mismatch": "the chain's final weight is not the documents' weight",
    "custody-origin-mismatch": "the chain begins in another country or mine than the certificate says",
    "custody-holder-mismatch": "the chain's last holder is not the exporter",
    "custody-tag-reused": "a tag or seal used on two lots, or after it was retired",
    "undeclared-mixing": "material of several origins under a single-origin claim",
    "undeclared-recycled": "recycled input that the documents do not declare",
    "embargoed-origin": "an origin under suspension or embargo on that date",
    "restricted-origin": "import of that origin is restricted for those goods, that size and date",
    "sanctioned-party": "a party on a loaded sanctions list",
    "high-risk-area": "origin or transit through a conflict-affected or high-risk area: due diligence called for",
    "site-status": "the mine site's status does not allow certified trade",
    "artisanal-source": "artisanal or small-scale source: information only, never more than `info`",
    "text-layer-mismatch": "a file's own text says something else than its page shows",
    "grade-mismatch": "grades differ between analysis and other documents beyond tolerance",
    "document-reused": "a paper (its number, its bytes or its content), or a stone, that already served another lot",
    "custody-delay": "a lot rests or travels longer than its record explains",
    "policy-rule": "a rule of the user's policy does not hold",
    "rule-failed": "a rule of the policy or of a plug-in could not be run: what it checks is not known",
}
"""Every finding code of the report, with when it is said."""

OF_POLICIES = frozenset({"policy-rule", "rule-failed"})
"""Codes that only the rules of a user's policy and of plug-ins say."""

INTRODUCTION = """# Findings

A finding has a **code**, which is public API and never changes its meaning, and names the **rule** that made it.
Below stand all codes with their rules; what each rule compares stands in [rules.md](rules.md). `block` makes a lot
`blocked`, `review` makes it `review`, `info` changes nothing; [a policy](policy.md) may set another severity, for a
rule or for a code.

This page is made from the rules themselves: `python -m lotpass.findings_page > docs/findings.md`.
"""


def page(known: Iterable[Rule]) -> str:
    """The page in Markdown, for these rules."""
    registered = list(known)
    codes = [f"| `{code}` | {when} | {_said_by(code, registered)} |" for code, when in CODES.items()]
    table = "\n".join(["| code | said when | rules |", "|---|---|---|", *codes, ""])
    return f"{INTRODUCTION}\n{table}"


def _said_by(code: str, registered: Iterable[Rule]) -> str:
    if code in OF_POLICIES:
        return "those of [a policy](policy.md)"
    return (
        ", ".join(f"[{rule.id}](rules.md#{rule.id.lower()})" for rule in registered if code in rule.codes) or "none yet"
    )


if __name__ == "__main__":
    sys.stdout.write(page(rules()))
