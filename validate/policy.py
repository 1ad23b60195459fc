"""The user's policy: tolerances, severities, papers wanted, rules of the house; a TOML file that an officer can read.

How a file is found, merged with a preset and checked stands in `validate.policy_file`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from extract.model import DocumentKind
from ingest.errors import Fault
from validate.expressions import ExpressionFault, parse
from validate.model import Severity

SHIPPED = Path(__file__).parent / "policy_default.toml"

ARTISANAL = frozenset({"artisanal-source", "H001", "H013", "R022", "R025"})
"""The code and the rules that speak of artisanal sourcing alone (R022: cobalt of Congolese diggers, R025: gold of
Ghana's): never more than information (OECD guidance; artisanal is no reason to refuse)."""

SPEAKS_OF_ARTISANAL = re.compile(
    r"artisan|artesan|garimp|small.?scale|petite.?(?:echelle|échelle)|pequena.?(?:escala|miner)|creuseur|orpaill|digger"
    r"|\basm\b|galamsey|barranquill|pirquin",
    re.IGNORECASE,
)
"""Words in a rule of the house by which it would judge an artisanal source."""

HOUSE_CODE = "policy-rule"
"""The finding code of a rule of the house that names none."""


class PolicyFault(Fault):
    """A policy that cannot be used.

    Codes: `policy-missing`, `policy-empty`, `policy-malformed`, `policy-unknown-name`, `policy-artisanal`,
    `policy-expression`, `policy-plugin`, `policy-audience`.
    """


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Confidence(_Part):
    """How sure a reading must be (0..1).

    `decide`: below it a reading is not certain where documents differ. `lookalike`: the same where a misreading would
    explain the difference. `lone`: below it a fact that one document alone states is asked about. `absent`: a
    document read worse than this, on average, may bear a field that was not found on it.
    """

    decide: Decimal = Field(default=Decimal("0.85"), ge=0, le=1)
    lookalike: Decimal = Field(default=Decimal("0.95"), ge=0, le=1)
    lone: Decimal = Field(default=Decimal("0.60"), ge=0, le=1)
    absent: Decimal = Field(default=Decimal("0.90"), ge=0, le=1)


class Band(_Part):
    """A tolerance: differences up to `absolute` or the share `agree` agree, up to the share `review` are reviewed."""

    absolute: Decimal = Field(default=Decimal(0), ge=0)
    agree: Decimal = Field(default=Decimal(0), ge=0)
    review: Decimal = Field(default=Decimal(0), ge=0)


class Weights(_Part):
    """Tolerances by kind of goods. `absolute` is in carats for diamonds, in grams elsewhere."""

    diamond: Band = Band(absolute=Decimal("0.01"), review=Decimal("0.005"))
    precious: Band = Band(agree=Decimal("0.0005"), review=Decimal("0.005"))
    bulk: Band = Band(agree=Decimal("0.005"), review=Decimal("0.02"))
    gross: Band = Band(absolute=Decimal(1000), agree=Decimal("0.03"), review=Decimal(1))


class Arithmetic(_Part):
    """Differences allowed besides rounding, in the document's currency."""

    line: Decimal = Field(default=Decimal("0.01"), ge=0)
    total: Decimal = Field(default=Decimal("0.05"), ge=0)


class Dates(_Part):
    """Slack in days."""

    early_shipment_days: int = Field(default=1, ge=0, le=30)
    planned_shipment_days: int = Field(default=14, ge=0, le=365)


class Wanted(_Part):
    """Papers that the house wants for lots of some goods and routes (`*`: any); `EU` stands for its Member States.

    One of `documents` is enough. `fields` must be stated on it, and `statement` stand on it in about these words.
    `valid_from` and `valid_to` bound the days of shipment that it is wanted for, both included.
    """

    id: str = Field(min_length=1)
    groups: tuple[str, ...] = ("*",)
    minerals: tuple[str, ...] = ("*",)
    origins: tuple[str, ...] = ("*",)
    destinations: tuple[str, ...] = ("*",)
    hs_prefixes: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    documents: tuple[DocumentKind, ...] = Field(min_length=1)
    fields: tuple[str, ...] = ()
    statement: str | None = Field(default=None, min_length=8)
    severity: Severity = "review"
    basis: str = "house policy"
    note: str = ""


class HouseRule(_Part):
    """A rule of the house: `demand` must be true of a lot wherever `when` is; see docs/policy.md for the names."""

    id: str = Field(pattern=r"^[A-Za-z][\w.-]{1,60}$")
    title: str = Field(min_length=1)
    when: str = "True"
    demand: str = Field(min_length=1)
    message: str = ""
    code: str = HOUSE_CODE
    severity: Severity = "review"
    basis: str = "house policy"

    @model_validator(mode="after")
    def _can_be_worked_out(self) -> HouseRule:
        for name in ("when", "demand"):
            try:
                parse(getattr(self, name))
            except ExpressionFault as fault:
                raise PolicyFault(
                    "policy-expression", f"Rule {self.id} of the policy: {name} {fault}.", "Correct the expression."
                ) from fault
        if self.severity != "info" and (
            self.code in ARTISANAL or SPEAKS_OF_ARTISANAL.search(f"{self.when} {self.demand}")
        ):
            raise PolicyFault(
                "policy-artisanal",
                f"Rule {self.id} of the policy would hold a lot for an artisanal or small-scale source, which is "
                "information only and never a reason to hold a lot.",
                'Set its severity to "info", or ask for evidence of every source alike.',
            )
        return self


class Audience(_Part):
    """Who is shown a passport in parts, and which: paths of its members, whole subtrees, with or without `withhold`.

    A path names members with dots between, passes through lists, and has `*` for any name: `origin.countries.value`.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9-]{0,40}$")
    disclose: tuple[str, ...] = Field(min_length=1)
    withhold: tuple[str, ...] = ()


class Policy(_Part):
    """Settings of the rules; the shipped default is `policy_default.toml`.

    `plugins` names the installed rule plug-ins that are to judge too. `audience` judges nothing: it says who is shown
    what of a passport.
    """

    title: str = ""
    confidence: Confidence = Confidence()
    weight: Weights = Weights()
    value: Band = Band(agree=Decimal("0.01"), review=Decimal("0.10"))
    arithmetic: Arithmetic = Arithmetic()
    dates: Dates = Dates()
    severity: Mapping[str, Severity] = {}
    required_document: tuple[Wanted, ...] = ()
    rule: tuple[HouseRule, ...] = ()
    plugins: tuple[str, ...] = ()
    audience: tuple[Audience, ...] = ()

    @field_validator("severity")
    @classmethod
    def _never_against_artisanal(cls, severity: Mapping[str, Severity]) -> Mapping[str, Severity]:
        for name in sorted(ARTISANAL & severity.keys()):
            if severity[name] != "info":
                raise PolicyFault(
                    "policy-artisanal",
                    f"The policy sets {name} to {severity[name]!r}, but an artisanal or small-scale source is "
                    "information only and never a reason to hold a lot.",
                    f'Set {name} = "info", or leave it out.',
                )
        return severity

    @model_validator(mode="after")
    def _each_once(self) -> Policy:
        for what, names in (
            ("required_document", [w.id for w in self.required_document]),
            ("rule", [r.id for r in self.rule]),
            ("audience", [a.id for a in self.audience]),
        ):
            twice = sorted({name for name in names if names.count(name) > 1})
            if twice:
                raise PolicyFault(
                    "policy-malformed", f"The policy has two [[{what}]] named {twice[0]}.", "Name each once."
                )
        return self

    @classmethod
    def load(cls, path: Path | str | None = None) -> Policy:
        """Reads a policy file or a preset by its name, by default the shipped policy.

        Raises PolicyFault for one that cannot be used: missing, empty, malformed, with a name that is not known.
        """
        from validate.policy_file import read_policy  # it makes policies of this class

        return read_policy(path or SHIPPED)

    @property
    def version(self) -> str:
        """A digest of everything that judging rests on: two policies with one version judge alike."""
        return hashlib.sha256(self.model_dump_json(exclude={"audience"}).encode()).hexdigest()[:16]

    def severity_of(self, rule: str, code: str, stated: Severity) -> Severity:
        """The severity of a finding: the policy's for its rule, else for its code, else as stated by the rule."""
        if code in ARTISANAL or rule in ARTISANAL:
            return "info"
        return self.severity.get(rule, self.severity.get(code, stated))
