"""Files of our own that are no passports, told by what they are when they are named in a passport's place."""

from __future__ import annotations

import json

from lotpass.outputs import RECEIPT_SCHEMA
from lotpass.report import SCHEMA as REPORT_SCHEMA
from passport.manifest import SCHEMA as EXPORT_SCHEMA
from passport.sdjwt.form import looks_like_sd_jwt

OTHERS = {
    REPORT_SCHEMA: ("the report of a run", "Name the passports that lie beside it (*.passport.json)."),
    RECEIPT_SCHEMA: ("a receipt of the log", "Name the passport beside it, or run: lotpass log verify FILE"),
    EXPORT_SCHEMA: ("the list of files of an export", "Name the folder that it lies in."),
}
"""Files of our own that are taken for passports, by their schema: what each is, and what to name instead."""


def named_otherwise(data: bytes) -> tuple[str, str] | None:
    """What a file is that is no passport, and what to name instead; None for one that may be a passport."""
    if looks_like_sd_jwt(data):
        return "a part of a passport (SD-JWT)", "It can be verified, and exported --to sd-jwt."
    try:
        value = json.loads(data)  # a report is JSON of no one form, which the strict reader refuses
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict):
        return None
    if "verificationMethod" in value:
        return "a DID document", "Name it by --trust."
    if "kty" in value:
        return "a key", "Name it by --trust."
    found = OTHERS.get(str(value.get("schema")))
    return None if found is None else (f"{found[0]} ({value['schema']})", found[1])
