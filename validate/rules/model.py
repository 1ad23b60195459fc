"""What a rule is: one small function with its code, severity and basis beside it, and what it may look at."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from extract.model import Document
from validate.bundle import Bundle
from validate.memory_past import Past
from validate.model import CustodyEvent, Dossier, Finding, Lot, Outcome, Severity
from validate.policy import Policy
from validate.reference import Reference
from validate.wording import Wording


@dataclass(frozen=True, slots=True)
class Case:
    """One lot before the rules, with all that they may look at.

    `documents` are the lot's own, `events` the custody events of its lots and their ancestors in time order,
    `lots` every lot of the bundle (for rules across lots), `as_of` the day that stands for today. `bundle` looks the
    bundle's lots up; it is made from `dossier` and `lots` where it is not given. `past` is the memory of earlier lots,
    None where none was given.
    """

    lot: Lot
    documents: tuple[Document, ...]
    events: tuple[CustodyEvent, ...]
    dossier: Dossier
    lots: tuple[Lot, ...]
    reference: Reference
    policy: Policy
    as_of: date
    bundle: Bundle = None  # type: ignore[assignment]  # set below where it is not given
    past: Past | None = None

    def __post_init__(self) -> None:
        """Makes the bundle's look-ups where none are given."""
        if self.bundle is None:
            object.__setattr__(self, "bundle", Bundle(self.dossier, self.lots))

    def wording(self, document: Document) -> Wording:
        """What one of the documents says in so many words."""
        return self.bundle.wording(document)


T = TypeVar("T")


def once_a_case(work: Callable[[Case], T]) -> Callable[[Case], T]:
    """`work`, its answer kept while the same case is judged, because dozens of rules ask the same of a lot."""
    last: list[tuple[Case, T]] = []

    @functools.wraps(work)
    def asked(case: Case) -> T:
        for known, answer in last:  # case and answer are taken together: another thread may judge another lot
            if known is case:
                return answer
        answer = work(case)
        last[:] = [(case, answer)]
        return answer

    return asked


@dataclass(frozen=True, slots=True)
class Result:
    """What a rule answers: an outcome, the findings of a failure, and the reason where it was not decidable."""

    outcome: Outcome
    findings: tuple[Finding, ...] = ()
    reason: str | None = None


PASSED = Result("passed")
NOT_APPLICABLE = Result("not_applicable")


def undecidable(reason: str) -> Result:
    """The evidence is missing or uncertain; `reason` says which."""
    return Result("not_decidable", reason=reason)


NO_MEMORY = undecidable("No memory of earlier lots was given.")
"""For what only earlier lots can tell."""


def judged(findings: Iterable[Finding]) -> Result:
    """Failed if there is any finding, passed otherwise."""
    found = tuple(findings)
    return Result("failed", found) if found else PASSED


@dataclass(frozen=True, slots=True)
class Rule:
    """A registered rule. `id` is the catalogue's (X003) or a name of ours; `codes` the finding codes it may raise.

    `severity` is the default; a policy may change it (never above info for artisanal sourcing).
    """

    id: str
    codes: tuple[str, ...]
    title: str
    severity: Severity
    basis: str
    judge: Callable[[Case], Result]
    tolerance: str = "none"
    doc: str = field(default="", compare=False)


RULES: dict[str, Rule] = {}
"""Every rule by id, in the order of registration (the themes are imported by `validate.check`)."""


def rule(
    id: str,  # noqa: A002 - the catalogue's own word
    *codes: str,
    title: str,
    severity: Severity,
    basis: str,
    tolerance: str = "none",
) -> Callable[[Callable[[Case], Result]], Callable[[Case], Result]]:
    """Registers the decorated function as a rule; raises ValueError for an id used twice."""

    def register(judge: Callable[[Case], Result]) -> Callable[[Case], Result]:
        if id in RULES:
            raise ValueError(f"rule {id} is registered twice")
        RULES[id] = Rule(id, codes, title, severity, basis, judge, tolerance, judge.__doc__ or "")
        return judge

    return register
