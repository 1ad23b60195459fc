"""What the passport stage can raise."""

from __future__ import annotations

from ingest.errors import Fault


class Malformed(Fault):
    """Bytes that are no acceptable JSON. Codes: `too-large`, `encoding`, `not-json`, `duplicate-key`, `number`,
    `text`, `too-deep`, `not-an-object`.
    """


class Inconsistent(Fault):
    """A lot that no honest passport can be made of. Codes: `unknown-file`, `unknown-document`, `status-too-mild`,
    `nothing-checked`.
    """


class KeyFault(Fault):
    """A signing key that cannot be used. Codes: `key-exposed`, `key-foreign`, `key-damaged`, `key-folder`,
    `key-unsuitable`, `key-locked`, `key-exists`, `key-signing`, `key-retired`, `key-unknown`, `no-key`, `did-document`.
    """
