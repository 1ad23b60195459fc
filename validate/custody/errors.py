"""What the reading of custody records can raise."""

from __future__ import annotations

from ingest.errors import Fault


class NotCustody(Fault):
    """A file that holds no custody record, or one that cannot be read as a whole.

    Codes: `custody-empty`, `custody-too-large`, `custody-damaged`, `custody-not-a-record`.
    """
