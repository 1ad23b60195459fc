"""What a run writes: signed passports and the report, each file whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from lotpass.errors import NoSpace
from lotpass.report import SCHEMA, Report
from passport.canonical import MAX_BYTES
from passport.files import SUFFIX
from passport.keys import SigningKey
from passport.model import SCHEMA as PASSPORT_SCHEMA
from passport.model import Passport
from passport.sign import seal

REPORT = "report.json"
RECEIPT_SUFFIX, RECEIPT_SCHEMA = ".receipt.json", "lotpass.receipt/1"

DRAFT = ".lotpass-"
"""How the names of files begin that are being written; one stays behind only when the machine stopped."""


def prepare(out: Path) -> None:
    """Makes the folder and writes a byte into it, so that a run fails before its work and not after it."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        draft = _draft(out, "probe")
        try:
            draft.write_bytes(b"\n")
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise NoSpace(out, error) from error


Enter = Callable[[Sequence[bytes]], Sequence[bytes]]
"""Enters signed passports into the log and gives a receipt for each."""


def write(
    passports: Sequence[Passport], report: Report, out: Path, key: Callable[[], SigningKey], enter: Enter | None = None
) -> None:
    """Signs the passports, enters them into the log, writes them, and then the report.

    In that order: a passport that is there stands in the log, and a report names passports that are there. What is
    broken off in between leaves an entry without its passport; the same run again finds it and hands it out.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        if passports:
            signing, now = key(), datetime.now(UTC)
            sealed = [seal(passport, signing, now) for passport in passports]
            receipts = enter(sealed) if enter is not None else ()
            for number, (name, data) in enumerate(zip(report.passports, sealed, strict=True)):
                write_file(out / name, data)
                if receipts:
                    write_file(out / f"{name.removesuffix(SUFFIX)}{RECEIPT_SUFFIX}", receipts[number])
        write_file(out / REPORT, report.as_text().encode())
    except OSError as error:
        raise NoSpace(out, error) from error


def write_file(path: Path, data: bytes) -> None:
    """Writes whole or not at all: a reader never sees half a file, and two writers never mix theirs."""
    draft = _draft(path.parent, path.name)
    try:
        with draft.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def _draft(folder: Path, name: str) -> Path:
    return folder / f"{DRAFT}{secrets.token_hex(4)}-{name}"


def earlier(out: Path, paths: Sequence[Path]) -> frozenset[str]:
    """SHA-256 digests of what earlier runs wrote into `out`, where `out` lies inside one of the folders to be read.

    A run into a folder of the bundle would otherwise find its own report there the second time, and give another
    answer. Only files that say themselves that they are a report or a passport count; one that the caller names
    is read like any other.
    """
    whole = out.resolve()
    if not whole.is_dir() or not any(path.is_dir() and whole.is_relative_to(path.resolve()) for path in paths):
        return frozenset()
    named = {path.resolve() for path in paths}
    found = set()
    for path in whole.iterdir():
        with suppress(OSError):  # one that cannot be read here is quarantined where it is read
            if path not in named and path.is_file() and path.stat().st_size <= MAX_BYTES:
                data = path.read_bytes()
                if _is_own(path.name, data):
                    found.add(hashlib.sha256(data).hexdigest())
    return frozenset(found)


def _is_own(name: str, data: bytes) -> bool:
    if name.startswith(DRAFT):
        return True
    own = name == REPORT or name.endswith((SUFFIX, RECEIPT_SUFFIX))
    return own and _schema(data) in (SCHEMA, PASSPORT_SCHEMA, RECEIPT_SCHEMA)


def _schema(data: bytes) -> object:
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return value.get("schema") if isinstance(value, dict) else None
