"""The signed list of an export's files: what belongs to it, byte for byte, so that nothing is taken away or added."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from passport.canonical import Json, JsonObject
from passport.keys import SigningKey
from passport.sign import EXPORT_TYPE, seal_object

SCHEMA = "lotpass.export/1"
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Listed:
    """A file of an export: name relative to its folder, and what it must be."""

    name: str
    sha256: str
    bytes: int


def manifest(
    lot: str,
    passport: str,
    issuer: str,
    files: Mapping[str, bytes],
    left_out: Sequence[str],
    key: SigningKey,
    now: datetime,
) -> bytes:
    """The signed list of these files; `passport` is the digest of the passport that they were made from."""
    listed: list[Json] = [
        {"name": name, "sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
        for name, data in sorted(files.items())
    ]
    body: JsonObject = {
        "schema": SCHEMA,
        "lot": lot,
        "passport": passport,
        "issuer": issuer,
        "files": listed,
        "left_out": list(left_out),
    }
    return seal_object(body, key, now, EXPORT_TYPE)


def listed_files(body: JsonObject) -> tuple[Listed, ...] | None:
    """The files that a list names; None for a list that is not of its form."""
    if set(body) != {"schema", "lot", "passport", "issuer", "files", "left_out"} or body["schema"] != SCHEMA:
        return None
    files = body["files"]
    if not isinstance(files, list) or not files:
        return None
    found: list[Listed] = []
    for file in files:
        if not isinstance(file, dict) or set(file) != {"name", "sha256", "bytes"}:
            return None
        name, sha256, size = file["name"], file["sha256"], file["bytes"]
        if not isinstance(name, str) or not isinstance(sha256, str) or type(size) is not int or not _inside(name):
            return None
        found.append(Listed(name, sha256, size))
    return tuple(found) if len({file.name for file in found}) == len(found) else None


def _inside(name: str) -> bool:
    return (
        not name.startswith("/") and "\\" not in name and all(part not in ("", ".", "..") for part in name.split("/"))
    )
