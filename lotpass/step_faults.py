"""A step's fault as the store keeps it, and as it was raised."""

from __future__ import annotations

from ingest.errors import EngineMissing, Fault, Unreadable
from lotpass.errors import EnvironmentFailure
from lotpass.store import Work


def fault_columns(fault: Fault) -> dict[str, str]:
    """The columns of a failed step. PostgreSQL's text holds no NUL, and a cause may quote a damaged file."""
    return {
        "state": "failed",
        "fault_type": type(fault).__name__,
        "fault_code": fault.code,
        "fault_cause": fault.cause.replace("\0", "\ufffd"),
        "fault_remedy": fault.remedy.replace("\0", "\ufffd"),
    }


def fault_of(work: Work) -> Fault:
    """The fault of a failed step, as it was raised."""
    kinds: dict[str, type[Fault]] = {"EngineMissing": EngineMissing, "EnvironmentFailure": EnvironmentFailure}
    kind = kinds.get(work.fault_type or "", Unreadable)
    return kind(work.fault_code or "crashed", work.fault_cause or "", work.fault_remedy or "")
