"""The folder of an export: its files and their signed list, and what becomes of an earlier export in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from ingest.errors import Fault
from lotpass.errors import NoSpace
from lotpass.outputs import write_file
from passport.canonical import parse
from passport.errors import Malformed
from passport.manifest import MANIFEST, listed_files

_MARKS = {"events.jsonld": "epcis", "catena-x-dpp.json": "catena-x", "facts.csv": "csv"}
DOSSIER = ".dossier."
"""Part of the name of every dossier."""


class OtherExport(Fault):
    """The folder holds an export of another format, which would be lost. Code `other-export`."""


def write_folder(out: Path, files: Mapping[str, bytes], listed: bytes) -> tuple[str, ...]:
    """Writes the files and, last, their signed list; gives the files of an earlier export that went.

    An export of the same format is replaced. Raises OtherExport where the folder holds one of another format;
    nothing is written then.
    """
    earlier = earlier_files(out)
    if earlier and (held := kind_of(earlier)) != (new := kind_of(files)):
        cause = f"{out} holds an export of another format ({held}); writing {new} there would remove it."
        raise OtherExport("other-export", cause, "Name another folder by --out, or remove that export first.")
    gone = sorted(earlier - set(files))
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name in gone:
            (out / name).unlink(missing_ok=True)
        for name, data in files.items():
            path = out / name
            path.parent.mkdir(parents=True, exist_ok=True)
            write_file(path, data)
        write_file(out / MANIFEST, listed)
    except OSError as error:
        raise NoSpace(out, error) from error
    return tuple(gone)


def earlier_files(out: Path) -> frozenset[str]:
    """Names that an earlier export's list gives to files in this folder."""
    try:
        body = parse((out / MANIFEST).read_bytes())
    except (OSError, Malformed):
        return frozenset()
    body.pop("proof", None)
    return frozenset(file.name for file in listed_files(body) or ())


def kind_of(names: Iterable[str]) -> str:
    """The format of an export by the names of its files."""
    for name in sorted(names):
        if name in _MARKS:
            return _MARKS[name]
        if DOSSIER in name:
            return "dossier"
    return "untp"
