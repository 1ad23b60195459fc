"""The user's policy: tolerances, severities, documents wanted; a TOML file that a compliance officer can read."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Policy(BaseModel):
    """Settings of the rules; the shipped default is `policy_default.toml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")
