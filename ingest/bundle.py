"""A bundle gathered: files, folders and containers walked, every original kept, every file listed.

Nothing found is left out of the list: what cannot be read stands in it as quarantined, with the reason.
"""

from __future__ import annotations

import errno
import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ingest.containers import unpack
from ingest.errors import Unreadable
from ingest.kind import Kind
from ingest.limits import DEFAULT, Limits
from ingest.members import Unpacked
from ingest.model import SourceFile
from ingest.open import Opened, Refused, note_pages, open_file
from ingest.originals import Originals
from ingest.room import is_full, no_room
from ingest.sniff import sniff

JUNK = frozenset({".ds_store", "thumbs.db", "desktop.ini", "ehthumbs.db", ".localized", ".directory"})
"""Files that operating systems leave in folders."""

JUNK_FOLDERS = frozenset({"__MACOSX", ".Spotlight-V100", ".Trashes", "$RECYCLE.BIN", "System Volume Information"})

WITHIN = "attached files"
"""Stands for the files in a paper's own file where they were not taken out."""

READ_FAULTS = (errno.EIO, errno.EINVAL, errno.ENXIO, errno.ENODEV, errno.ESTALE, errno.ETIMEDOUT)
"""Errors in copying a file that speak of the file or its disk; any other speaks of where originals are kept."""

Call = Callable[..., Any]
"""`call(function, *arguments)`: runs a picklable function, perhaps in a guarded worker; raises its Fault."""


def direct(function: Callable[..., Any], *arguments: Any) -> Any:
    """Calls the function here and now."""
    return function(*arguments)


def is_junk(name: str) -> bool:
    """Whether a path (of a folder or an archive) is litter of an operating system or a lock file of Office."""
    parts = name.replace("\\", "/").split("/")
    last = parts[-1].lower()
    return last in JUNK or last.startswith(("._", "~$", ".~lock.")) or any(part in JUNK_FOLDERS for part in parts[:-1])


def quarantined(file: SourceFile, code: str, reason: str) -> SourceFile:
    """The file, marked as not readable for the reason given."""
    return file.model_copy(
        update={"role": "none", "status": "quarantined", "reason": reason, "reason_code": code, "pages": 0}
    )


@dataclass
class _Walk:
    """What one gathering has found so far."""

    originals: Originals
    call: Call
    limits: Limits
    files: list[SourceFile] = field(default_factory=list)
    known: dict[str, Opened | Unreadable] = field(default_factory=dict)
    bytes_out: int = 0
    members: int = 0


def collect(
    paths: Iterable[Path], originals: Originals, call: Call = direct, limits: Limits = DEFAULT
) -> tuple[SourceFile, ...]:
    """Gathers a bundle: every file under `paths`, and every member of the containers among them.

    Originals are kept in `originals`. `call` runs the functions that open foreign bytes. Files come in the order of
    `paths`, folders by name, members after their container. Identical bytes are listed under each of their names;
    readers tell by the digest that they are one. What finds no room on the disk is listed as quarantined for that.
    Raises no fault for a file; OSError when `originals` cannot be written for another cause.
    """
    walk = _Walk(originals, call, limits)
    for path in paths:
        for found, name in _found(path, walk):
            _take(walk, found, name)
    return tuple(walk.files)


def _found(path: Path, walk: _Walk) -> Iterator[tuple[Path, str]]:
    """Files under a path with their names in the bundle; folders that are not entered are listed with the reason."""
    if not path.is_dir():
        yield path, _shown(path.name)
        return

    def refused(error: OSError) -> None:
        name = _shown(os.path.relpath(error.filename, path))
        text = f"The folder cannot be opened: {(error.strerror or 'input error').lower()}."
        walk.files.append(_listed(name, "", 0, "unopenable", text))

    for folder, inner, names in os.walk(path, onerror=refused):
        inner[:] = sorted(each for each in inner if each not in JUNK_FOLDERS)
        for name in [each for each in inner if (Path(folder) / each).is_symlink()]:
            text = "It is a link to a folder, which is not entered. Name that folder itself if it is of the bundle."
            shown = _shown((Path(folder) / name).relative_to(path).as_posix())
            walk.files.append(_listed(shown, "", 0, "not-a-document", text))
        for name in sorted(names):
            whole = Path(folder) / name
            shown = _shown(whole.relative_to(path).as_posix())
            if not is_junk(shown):
                yield whole, shown


def _shown(name: str) -> str:
    """A name as text: bytes that are no UTF-8, as file systems allow them, are written `\\xe9`."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _take(walk: _Walk, path: Path, name: str) -> None:
    """Takes in one file of the file system."""
    try:
        if not path.is_file():
            walk.files.append(_listed(name, "", 0, "not-a-document", _no_file(path)))
            return
        size = path.stat().st_size
        if size > walk.limits.bytes_per_file:
            text = f"The file has {size:,} bytes; at most {walk.limits.bytes_per_file:,} are opened."
            walk.files.append(_listed(name, _digest(path), size, "too-large", text))
            return
        stream = path.open("rb")
    except OSError as error:
        text = f"The file cannot be opened: {(error.strerror or 'input error').lower()}."
        walk.files.append(_listed(name, "", 0, "unopenable", text))
        return
    with stream:
        try:
            sha256, size = walk.originals.put(stream)
        except OSError as error:
            if is_full(error):  # what stands behind it may be smaller, and fit
                fault = no_room()
                walk.files.append(_listed(name, _digest(path), size, fault.code, fault.cause))
                return
            if error.errno not in READ_FAULTS:
                raise
            text = f"The file cannot be read: {(error.strerror or 'input error').lower()}."
            walk.files.append(_listed(name, "", 0, "unopenable", text))
            return
    _list(walk, sha256, size, name, 0)


def _no_file(path: Path) -> str:
    return "It is a link that leads to no file." if path.is_symlink() else "It is no regular file."


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _listed(name: str, sha256: str, size: int, code: str, reason: str) -> SourceFile:
    return SourceFile(
        name=name,
        sha256=sha256,
        media_type="application/octet-stream",
        bytes=size,
        pages=0,
        role="none",
        status="quarantined",
        reason=reason,
        reason_code=code,
    )


def _list(walk: _Walk, sha256: str, size: int, name: str, depth: int, *, note: bool = False) -> None:
    """Lists a kept original under a name, and the members of a container after it; a `note` is a mail's own text."""
    if note:
        walk.files.append(_note(walk, sha256, size, name))
        return
    if sha256 not in walk.known:
        walk.known[sha256] = _open(walk, sha256, name)
    opened = walk.known[sha256]
    if isinstance(opened, Unreadable):
        file = _listed(name, sha256, size, opened.code, opened.cause)
        if isinstance(opened, Refused):
            file = file.model_copy(update={"media_type": opened.media_type, "kind": opened.kind})
        walk.files.append(file)
        return
    file = SourceFile(
        name=name,
        sha256=sha256,
        media_type=opened.media_type,
        bytes=size,
        pages=opened.pages,
        role=opened.role,
        status="read",
        kind=opened.kind,
        making=opened.making,
    )
    if opened.role != "container" and not opened.within:
        walk.files.append(file)
    elif depth >= walk.limits.nesting_depth:
        text = f"Archives and mails are opened {walk.limits.nesting_depth} deep; this one lies deeper."
        _closed(walk, file, "too-deep", text)
    else:
        _list_members(walk, file, depth)


def _note(walk: _Walk, sha256: str, size: int, name: str) -> SourceFile:
    """A mail's own text, as a file."""
    pages, code, reason = 0, None, None
    try:
        pages = walk.call(note_pages, walk.originals.path(sha256), walk.limits)
    except Unreadable as fault:
        code, reason = fault.code, fault.cause
    return SourceFile(
        name=name,
        sha256=sha256,
        media_type="text/plain",
        bytes=size,
        pages=pages,
        role="note" if code is None else "none",
        status="read" if code is None else "quarantined",
        reason=reason,
        reason_code=code,
        kind="the text of a mail",
    )


def _open(walk: _Walk, sha256: str, name: str) -> Opened | Unreadable:
    path = walk.originals.path(sha256)
    try:
        opened: Opened = walk.call(open_file, path, name, walk.limits)
    except Refused as fault:
        return fault
    except Unreadable as fault:  # it took the opener with it: only what it is can still be said
        try:
            kind: Kind = walk.call(sniff, path)
        except Unreadable:
            return fault
        return Refused(fault.code, fault.cause, fault.remedy, kind.media_type, kind.name)
    return opened


def _closed(walk: _Walk, file: SourceFile, code: str, reason: str) -> None:
    """Lists a container that was not taken apart, or a paper and, as one member, the files in it that were not."""
    if file.role == "container":
        walk.files.append(quarantined(file, code, reason))
    else:
        walk.files.extend((file, _listed(f"{file.name}!{WITHIN}", "", 0, code, reason)))


def _list_members(walk: _Walk, file: SourceFile, depth: int) -> None:
    left = replace(
        walk.limits,
        unpacked_bytes=max(0, walk.limits.unpacked_bytes - walk.bytes_out),
        members=max(0, walk.limits.members - walk.members),
    )
    try:
        unpacking = tempfile.TemporaryDirectory(prefix=".unpacking-", dir=walk.originals.folder)
    except OSError as error:
        if not is_full(error):
            raise
        _closed(walk, file, no_room().code, no_room().cause)
        return
    with unpacking as folder:
        try:
            unpacked: Unpacked = walk.call(
                unpack, walk.originals.path(file.sha256), file.media_type, Path(folder), left
            )
        except Unreadable as fault:
            _closed(walk, file, fault.code, fault.cause)
            return
        if unpacked.code is not None and unpacked.reason is not None:
            _closed(walk, file, unpacked.code, unpacked.reason)
        else:
            walk.files.append(file)
        members: list[tuple[str, str, int, bool]] = []
        for member in unpacked.members:
            if is_junk(member.name):
                continue
            shown = f"{file.name}!{member.name}"
            walk.members += 1
            if member.path is None:
                code, reason = member.code or "damaged", member.reason or "It could not be unpacked."
                walk.files.append(_listed(shown, "", 0, code, reason))
                continue
            try:
                sha256, size = walk.originals.take(member.path)
            except OSError as error:
                if not is_full(error):
                    raise
                walk.files.append(_listed(shown, "", 0, no_room().code, no_room().cause))
                continue
            walk.bytes_out += size
            members.append((shown, sha256, size, member.note))
    for shown, sha256, size, note in members:
        _list(walk, sha256, size, shown, depth + 1, note=note)
