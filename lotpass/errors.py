"""What can stop the application itself: each ends a command with exit code 4 and names the remedy."""

from __future__ import annotations

import errno
from pathlib import Path

from ingest.errors import Fault


class EnvironmentFailure(Fault):
    """The machine lacks something that the run needs."""


class NoSpace(EnvironmentFailure):
    """A folder could not be written: the disk is full, or the right is missing. `remedy` replaces the usual advice."""

    def __init__(self, path: Path, error: OSError, remedy: str = "") -> None:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            cause, advice = f"The disk that holds {path} is full.", "Free some space or choose another folder by --out."
        else:
            cause = f"{path} cannot be written ({error.strerror or error})."
            advice = "Choose another folder by --out, or make it writable."
        super().__init__("cannot-write", cause, remedy or advice)

    def __reduce__(self) -> tuple[type[Fault], tuple[str, str, str]]:
        """Pickles as its plain parent."""
        return EnvironmentFailure, (self.code, self.cause, self.remedy)
