"""The user's policy: tolerances, severities, documents wanted; a TOML file that a compliance officer can read."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from extract.model import DocumentKind
from ingest.errors import Fault
from validate.model import Severity

SHIPPED = Path(__file__).parent / "policy_default.toml"

ARTISANAL = frozenset({"artisanal-source", "H001"})
"""What speaks of artisanal sourcing: never more than information (OECD guidance; artisanal is no reason to refuse)."""


class PolicyFault(Fault):
    """A policy that cannot be used. Codes: `policy-missing`, `policy-empty`, `policy-malformed`, `policy-artisanal`."""


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
    """A document that the house wants for lots of some commodity groups and origins (`*`: any)."""

    id: str
    groups: tuple[str, ...] = ("*",)
    origins: tuple[str, ...] = ("*",)
    documents: tuple[DocumentKind, ...]
    severity: Severity = "review"
    basis: str = "house policy"


class Policy(_Part):
    """Settings of the rules; the shipped default is `policy_default.toml`."""

    confidence: Confidence = Confidence()
    weight: Weights = Weights()
    value: Band = Band(agree=Decimal("0.01"), review=Decimal("0.10"))
    arithmetic: Arithmetic = Arithmetic()
    dates: Dates = Dates()
    severity: Mapping[str, Severity] = {}
    required_document: tuple[Wanted, ...] = ()

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

    @classmethod
    def load(cls, path: Path | None = None) -> Policy:
        """Reads a policy file, by default the shipped one; raises PolicyFault for one that cannot be used."""
        path = path or SHIPPED
        try:
            text = path.read_text(encoding="utf-8")
        except FileNotFoundError as error:
            raise PolicyFault("policy-missing", f"There is no policy file {path}.", "Check the path.") from error
        except (OSError, UnicodeDecodeError) as error:
            raise PolicyFault(
                "policy-malformed", f"The policy file {path} cannot be read: {error}.", "Save it as UTF-8 text."
            ) from error
        try:
            table = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise PolicyFault(
                "policy-malformed", f"The policy file {path} is no TOML: {error}.", "Correct the line named."
            ) from error
        if not table:
            raise PolicyFault(
                "policy-empty",
                f"The policy file {path} sets nothing, and no rule may run on an empty policy.",
                "Start from the shipped policy_default.toml.",
            )
        try:
            return cls.model_validate(table)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            place = ".".join(str(part) for part in first["loc"])
            raise PolicyFault(
                "policy-malformed", f"The policy file {path} is wrong at {place}: {first['msg']}.", "Correct it."
            ) from error

    @property
    def version(self) -> str:
        """A digest of everything that the policy sets: two policies with one version judge alike."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:16]

    def severity_of(self, rule: str, code: str, stated: Severity) -> Severity:
        """The severity of a finding: the policy's for its rule, else for its code, else as stated by the rule."""
        if code in ARTISANAL or rule in ARTISANAL:
            return "info"
        return self.severity.get(rule, self.severity.get(code, stated))
