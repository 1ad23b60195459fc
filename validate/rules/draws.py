"""What is drawn on a licence or a quota by all lots together: those of the bundle and those that came before."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from extract.model import Document, Money
from validate.custody.units import grams
from validate.facts import Stated, called, listed, read_field, show, text
from validate.memory import RememberedLot
from validate.model import Finding
from validate.names import Likeness, alike, words
from validate.numbers import clear_digits
from validate.rules.circumstances import LICENCE, goods, of_kind, origins, shipped
from validate.rules.findings import UNCERTAIN, firm, found, weak
from validate.rules.measures import over_however_read, reference_value, reference_weight
from validate.rules.memory_view import called_lot
from validate.rules.model import NO_MEMORY, NOT_APPLICABLE, Case, Result, judged, rule, undecidable
from validate.weights import Weight, weight

MOST_NAMED = 5
"""Earlier lots that a message lists before it only counts."""


@rule(
    "L006",
    "licence-exceeded",
    UNCERTAIN,
    title="Licence not overdrawn",
    severity="block",
    basis="HMRC manuals SGSELSG6010 and SGSELSG3050 (quantity and value left on the licence)",
    tolerance="rounding of the last printed digit",
)
def not_overdrawn(case: Case) -> Result:
    """The weights, and the values, of all lots that draw on a licence stay within what it allows: those of the bundle,
    and earlier ones shipped no later than this. A quota in contained metal is rule L014's.
    """
    licences = of_kind(case, LICENCE)
    if not licences:
        return NOT_APPLICABLE
    findings: list[Finding] = []
    checked = False
    for licence in licences:
        names = case.bundle.homes.get(licence.id, ())
        drawing = [lot for lot in case.lots if lot.id in names]
        cases = [replace(case, lot=lot, documents=case.bundle.of(lot)) for lot in drawing]
        quantity, value = read_field(licence, "licensed_quantity"), read_field(licence, "licensed_value")
        if _is_quota(case):
            quantity = None
        allowed = weight(quantity, quantity.unit or "ct") if quantity is not None else None
        drawn = [s for c in cases if (s := reference_weight(c)) is not None]
        before = _draws_before(case, licence)
        finding = None
        if quantity is not None and allowed is not None and drawn:
            checked = True
            finding = _overdrawn(case, Stated(licence, quantity), allowed, drawn, before)
        if finding is None and value is not None and isinstance(value.value, Money):
            spent = [s for c in cases if (s := reference_value(c)) is not None]
            finding = _overspent(case, Stated(licence, value), value.value, spent, before)
            checked = checked or bool(spent)
        if finding is not None:
            findings.append(finding)
    return judged(findings) if checked else undecidable("The licence states no quantity or value that compares.")


def _draws_before(case: Case, licence: Document) -> tuple[RememberedLot, ...]:
    """Earlier lots that drew on this licence: its number, and no other licensee."""
    number = text(licence, "document_number")
    if case.past is None or not number:
        return ()
    day = shipped(case).date
    key, exporter = clear_digits(number), text(licence, "exporter_name")
    return tuple(
        old
        for old in case.past.bearing(case.lot.id, ("licence", key))
        if old.counts <= day and not (exporter and old.exporter and alike(exporter, old.exporter) is Likeness.OTHER)
    )


def _overdrawn(
    case: Case, licensed: Stated, allowed: Weight, drawn: list[Stated], before: tuple[RememberedLot, ...]
) -> Finding | None:
    masses = [w for s in drawn if (w := weight(s.field, "ct")) is not None]
    earlier_draws = [old for old in before if old.mass is not None]
    total = sum((w.mass for w in masses), Decimal(0)) + sum((old.mass or Decimal(0) for old in before), Decimal(0))
    if not masses or total <= allowed.mass + max(w.digit for w in (*masses, allowed)) / 2:
        return None
    each = " + ".join(show(s.field) for s in drawn)
    lots = f"{len(drawn)} lots draw on it: {each}" if len(drawn) > 1 else f"the lot weighs {each}"
    unit = licensed.field.unit or "ct"
    message = f"The {called(licensed.document)} allows {show(licensed.field)}; {lots}."
    if earlier_draws:
        used = listed([f"{called_lot(old)} {_in(old.mass, unit)}" for old in earlier_draws[:MOST_NAMED]])
        more = f" and {len(earlier_draws) - MOST_NAMED} more" if len(earlier_draws) > MOST_NAMED else ""
        message += f" Drawn on it before: {used}{more}; {_in(total, unit)} in all."
    however = over_however_read(licensed, total, max(w.digit for w in masses), case.policy)
    return _over(case, message, licensed, drawn, sure=however)


def _in(mass: Decimal | None, unit: str) -> str:
    """Grams in the licence's unit."""
    factor = grams(Decimal(1), unit) or Decimal(1)
    return f"{((mass or Decimal(0)) / factor).quantize(Decimal('0.001')).normalize():f} {unit if factor != 1 else 'g'}"


def _overspent(
    case: Case, licensed: Stated, allowed: Money, spent: list[Stated], before: tuple[RememberedLot, ...]
) -> Finding | None:
    amounts = [s.value for s in spent if isinstance(s.value, Money)]
    if not amounts or any(a.currency != allowed.currency for a in amounts):
        return None
    drawn_before = [old for old in before if old.amount is not None and old.currency == allowed.currency]
    earlier_sum = sum((old.amount or Decimal(0) for old in drawn_before), Decimal(0))
    if sum(a.amount for a in amounts) + earlier_sum <= allowed.amount:
        return None
    each = " + ".join(show(s.field) for s in spent)
    message = f"The {called(licensed.document)} allows {show(licensed.field)}; the goods drawn on it are worth {each}."
    if drawn_before:
        message += f" {len(drawn_before)} earlier lot(s) drew {allowed.currency} {earlier_sum} on it."
    return _over(case, message, licensed, spent)


def _over(case: Case, message: str, licensed: Stated, drawn: list[Stated], *, sure: bool = False) -> Finding:
    """The finding; `sure` where no other reading of what the licence allows would allow it."""
    own = next((s for s in drawn if s.document.id in case.lot.documents), drawn[0])
    evidence = [e for s in (licensed, *drawn) for e in s.field.evidence]
    shaky = [s for s in (*([] if sure else [licensed]), *drawn) if not firm(s, case.policy)]
    if shaky:
        return weak("L006", "figure", shaky[0], f"as it stands: {message}")
    return found("L006", "licence-exceeded", message, left=licensed, right=own, evidence=evidence)


@rule(
    "L014",
    "licence-exceeded",
    title="Quota kept in total",
    severity="block",
    basis="DRC quota regime for cobalt (ARECOMS; quota for each company and month, in contained cobalt)",
    tolerance="none; a month's lots of one exporter, by weight times grade",
)
def quota_kept(case: Case) -> Result:
    """The contained cobalt of all lots that a company ships from the DRC in a month stays within its quota certificate.

    The certificate is an export licence that states a quantity; without a grade the contained metal is not known.
    """
    if not _is_quota(case):
        return NOT_APPLICABLE
    if case.past is None:
        return NO_MEMORY
    certificate = next((d for d in of_kind(case, LICENCE) if read_field(d, "licensed_quantity") is not None), None)
    now = case.past.present(case.lot.id)
    if certificate is None or now.contained is None or now.exporter is None:
        return undecidable("No quota certificate with a quantity, or no grade, or no exporter was read.")
    field = read_field(certificate, "licensed_quantity")
    allowed = weight(field, "t") if field is not None else None
    if field is None or allowed is None:
        return undecidable("The quota certificate states no weight.")
    day = shipped(case).date
    same_month = [
        old
        for old in case.past.bearing(case.lot.id, ("exporter", " ".join(words(now.exporter))))
        if old.contained is not None
        and "CD" in old.origins
        and old.mineral == now.mineral
        and (old.counts.year, old.counts.month) == (day.year, day.month)
        and old.counts <= day
    ]
    total = now.contained + sum((old.contained or Decimal(0) for old in same_month), Decimal(0))
    if total <= allowed.mass + allowed.digit / 2:
        return judged(())
    unit = field.unit or "t"
    others = f", with {listed([called_lot(old) for old in same_month[:MOST_NAMED]])}" if same_month else ""
    message = (
        f"The {called(certificate)} allows {show(field)} of cobalt; {now.exporter} ships {_in(total, unit)} contained "
        f"in {day:%Y-%m}{others}."
    )
    return judged([found("L014", "licence-exceeded", message, left=Stated(certificate, field))])


def _is_quota(case: Case) -> bool:
    """Whether the lot's licence is a certificate of the DRC's cobalt quota, which counts contained metal."""
    mineral = goods(case)
    return mineral is not None and mineral.group == "cobalt" and "CD" in origins(case)
