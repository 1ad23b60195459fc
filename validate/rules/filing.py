"""Papers in time: dated in the order of trade, declared before the shipment or soon after it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from extract.model import Document, DocumentKind
from validate.facts import Stated, called
from validate.model import Finding
from validate.rules.circumstances import (
    ASSAY,
    DECLARATION,
    ICGLR,
    INVOICE,
    KP,
    TRANSPORT,
    is_diamond,
    of_kind,
    origins,
    shipped,
)
from validate.rules.dates import stated_date
from validate.rules.findings import UNCERTAIN, decided, found
from validate.rules.model import NOT_APPLICABLE, Case, Result, judged, rule, undecidable


@rule(
    "X014",
    "date-order",
    title="Papers dated in the order of trade",
    severity="info",
    basis="order of trade: analysis, invoice, certificate, carriage (no published rule)",
    tolerance="one day for time zones; papers are also issued afterwards, which is why this is information",
)
def trade_order(case: Case) -> Result:
    """An analysis is not dated after the certificate, nor an invoice after the shipment."""
    steps = (
        (of_kind(case, ASSAY), of_kind(case, KP, ICGLR)),
        (of_kind(case, INVOICE), of_kind(case, TRANSPORT)),
    )
    findings: list[Finding] = []
    checked = False
    for earlier, later in steps:
        firsts = [d for x in earlier if (d := stated_date(x, "issue_date")) is not None]
        lasts = [d for x in later if (d := stated_date(x, "issue_date")) is not None]
        for first, day in firsts:
            for last, other in lasts:
                checked = True
                if day - other <= timedelta(days=1):
                    continue
                message = (
                    f"The {called(first.document)} is dated {day}, after the {called(last.document)} of {other}, "
                    "which usually follows it."
                )
                findings.append(found("X014", "date-order", message, left=first, right=last))
    return judged(findings[:2]) if checked else undecidable("No two dates of papers that follow each other were read.")


_OF_DRC = re.compile(r"d[eé]claration (?:of|d['’])\s?origin\w* (?:and|et) (?:of |de )?(?:sale|vente)", re.IGNORECASE)


@rule(
    "X032",
    "date-order",
    UNCERTAIN,
    title="DRC declaration filed in time",
    severity="review",
    basis="CEEC procedure (declaration of origin and sale, two days before export)",
    tolerance="two days",
)
def filed_in_time(case: Case) -> Result:
    """A Congolese declaration of origin and sale is dated at least two days before the shipment."""
    if "CD" not in origins(case):
        return NOT_APPLICABLE
    named = [
        d
        for d in of_kind(case, DECLARATION, DocumentKind.CERTIFICATE_OF_ORIGIN)
        if _OF_DRC.search(d.title or "") or case.wording(d).first(_OF_DRC)
    ]
    if not named:
        return NOT_APPLICABLE
    return _dated(case, "X032", named, timedelta(days=-2), "less than two days before")


def _dated(case: Case, rule_id: str, declarations: Sequence[Document], latest: timedelta, when: str) -> Result:
    """Declarations dated later than so long after the shipment, `when` says how."""
    day = shipped(case)
    dates = [d for x in declarations if (d := stated_date(x, "issue_date")) is not None]
    if day.source is None or not dates:
        return undecidable("The declaration's date or the day of shipment was not read.")
    right = day.source if isinstance(day.source, Stated) else day.side
    return judged(
        decided(
            case,
            rule_id,
            "date-order",
            "date",
            f"The {called(s.document)} is dated {signed}, {when} the shipment of {day.date}.",
            s,
            right,
        )
        for s, signed in dates
        if signed - day.date > latest
    )


LATE_DECLARATION = timedelta(days=30)


@rule(
    "X036",
    "date-order",
    UNCERTAIN,
    title="Declaration covers the shipment in time",
    severity="review",
    basis="US self-certification and EU due diligence statement on diamond origin (made on or before entry)",
    tolerance="30 days after shipment, as the day of entry is seldom on the papers (quoted numbers are rule X013's)",
)
def declared_in_time(case: Case) -> Result:
    """A declaration of diamond origin is not dated more than thirty days after the shipment."""
    if not is_diamond(case) or not of_kind(case, DECLARATION):
        return NOT_APPLICABLE
    return _dated(case, "X036", of_kind(case, DECLARATION), LATE_DECLARATION, "more than 30 days after")
