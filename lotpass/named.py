"""Files of our own that are no passports, told by what they are when they are named in a passport's place."""

from __future__ import annotations

from lotpass.outputs import RECEIPT_SCHEMA
from lotpass.report import SCHEMA as REPORT_SCHEMA
from passport.canonical import parse
from passport.errors import Malformed
from passport.manifest import SCHEMA as EXPORT_SCHEMA

OTHERS = {
    REPORT_SCHEMA: ("the report of a run", "Name the passports that lie beside it (*.passport.json)."),
    RECEIPT_SCHEMA: ("a receipt of the log", "Name the passport beside it, or run: lotpass log verify FILE"),
    EXPORT_SCHEMA: ("the list of files of an export", "Name the folder that it lies in."),
}
"""Files of our own that are taken for passports, by their schema: what each is, and what to name instead."""


def named_otherwise(data: bytes) -> tuple[str, str] | None:
    """What a file is that is no passport, and what to name instead; None for one that may be a passport."""
    try:
        value = parse(data)
    except Malformed:
        return None
    if "verificationMethod" in value:
        return "a DID document", "Name it by --trust."
    if "kty" in value:
        return "a key", "Name it by --trust."
    found = OTHERS.get(str(value.get("schema")))
    return None if found is None else (f"{found[0]} ({value['schema']})", found[1])
