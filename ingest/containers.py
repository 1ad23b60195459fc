"""Archives and mails taken apart: members written into a folder under names of the reader's own making.

No member's name is ever used as a path, links and devices are not made, and every byte that comes out is counted.
"""

from __future__ import annotations

import email
import email.policy
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import IO

from ingest.errors import Unreadable
from ingest.limits import DEFAULT, UNPACK_RATIO_FROM, Limits

_CHUNK = 256 * 1024


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a container: its name as shown, and where its bytes lie, or why there are none."""

    name: str
    path: Path | None
    code: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What came out of a container. `code` and `reason` say what is wrong with the container itself, if anything."""

    members: tuple[Member, ...]
    code: str | None = None
    reason: str | None = None


class _Budget:
    """Counts members and bytes as they come out, and stops a container that gives more than it may."""

    def __init__(self, packed: int, limits: Limits) -> None:
        self.packed = max(packed, 1)
        self.limits = limits
        self.bytes = 0

    def spend(self, amount: int, packed: int | None = None, out: int | None = None) -> None:
        """Counts `amount` fresh bytes; `packed` and `out` are one member's own sizes so far."""
        self.bytes += amount
        if self.bytes > self.limits.unpacked_bytes:
            raise Unreadable("bomb", f"Unpacked it has more than {self.limits.unpacked_bytes:,} bytes.")
        if out is not None and out > self.limits.bytes_per_file:
            raise Unreadable("too-large", f"It has more than {self.limits.bytes_per_file:,} bytes.")
        if out is not None and packed is not None:
            ratio = out / max(packed, 1)
            if out > UNPACK_RATIO_FROM and ratio > self.limits.unpack_ratio:
                raise Unreadable("bomb", f"It unpacks to more than {self.limits.unpack_ratio} times its packed size.")


def unpack(path: Path, media_type: str, folder: Path, limits: Limits = DEFAULT) -> Unpacked:
    """Takes the container at `path` apart into `folder`, which must exist and be empty.

    Members that may not or cannot be unpacked are listed with the reason. Raises Unreadable only when nothing at all
    can be said of the container's members.
    """
    if media_type == "application/zip":
        return _unzip(path, folder, limits)
    if media_type == "message/rfc822":
        return _open_mail(path, folder, limits)
    raise Unreadable("not-a-document", f"Containers of type {media_type} are not opened.")


def safe_name(name: str) -> str:
    """A member's name without anything that climbs, roots, or controls; `member` where nothing is left."""
    name = "".join(char if char.isprintable() else "�" for char in name.replace("\\", "/"))
    name = re.sub(r"^[A-Za-z]:", "", name)
    parts = [part for part in name.split("/") if part not in ("", ".", "..")]
    return "/".join(parts)[:400] or "member"


def _unique(name: str, taken: set[str]) -> str:
    """The name, with a number where another member has it already: neither may hide the other."""
    unique, count = name, 1
    while unique in taken:
        count += 1
        unique = f"{name} ({count})"
    taken.add(unique)
    return unique


def _unzip(path: Path, folder: Path, limits: Limits) -> Unpacked:
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error, EOFError):
        saved = tuple(_salvaged(path, folder, limits))
        kept = f" {len(saved)} of its files could be saved." if saved else ""
        return Unpacked(saved, "truncated", f"The archive is damaged: its directory is cut off or unreadable.{kept}")
    members: list[Member] = []
    taken: set[str] = set()
    budget = _Budget(path.stat().st_size, limits)
    with archive:
        infos = [info for info in archive.infolist() if not info.is_dir()]
        code = reason = None
        if len(infos) > limits.members:
            code, reason = (
                "bomb",
                f"The archive has {len(infos):,} files; only the first {limits.members:,} were opened.",
            )
        stopped: Unreadable | None = None
        for index, info in enumerate(infos[: limits.members]):
            name = _unique(safe_name(info.filename), taken)
            if stopped is not None:
                members.append(
                    Member(name, None, stopped.code, "It was not opened: the archive had given too much already.")
                )
                continue
            try:
                target = folder / f"{index:05d}"
                _extract(archive, info, target, budget)
                members.append(Member(name, target))
            except Unreadable as fault:
                members.append(Member(name, None, fault.code, fault.cause))
                if budget.bytes > limits.unpacked_bytes:
                    stopped = fault
        return Unpacked(tuple(members), code, reason)


def _extract(archive: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path, budget: _Budget) -> None:
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        what = "a link" if kind == stat.S_IFLNK else "a device"
        raise Unreadable("unsafe-path", f"The entry is {what}, not a file; it was not followed.")
    if info.flag_bits & 0x1:
        raise Unreadable("encrypted", "The file is locked with a password.", "Ask the sender for an unlocked copy.")
    if info.file_size > max(UNPACK_RATIO_FROM, budget.limits.unpack_ratio * max(info.compress_size, 1)):
        raise Unreadable("bomb", f"It unpacks to more than {budget.limits.unpack_ratio} times its packed size.")
    try:
        with archive.open(info) as source:
            _copy(source, target, budget, info.compress_size)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, struct.error) as error:
        target.unlink(missing_ok=True)
        raise Unreadable("damaged", "The file's packed data is damaged.", "Ask the sender for a new copy.") from error
    except (NotImplementedError, RuntimeError) as error:
        target.unlink(missing_ok=True)
        raise Unreadable("damaged", "The file is packed in a way that cannot be opened.") from error


def _copy(source: IO[bytes], target: Path, budget: _Budget, packed: int) -> None:
    out = 0
    try:
        with target.open("xb") as sink:
            while chunk := source.read(_CHUNK):
                out += len(chunk)
                budget.spend(len(chunk), packed, out)
                sink.write(chunk)
    except Unreadable:
        target.unlink(missing_ok=True)
        raise


_LOCAL = struct.Struct("<4s5H3L2H")  # a member's own header (PKWARE APPNOTE 4.3.7)


def _salvaged(path: Path, folder: Path, limits: Limits) -> Iterator[Member]:
    """Members of an archive without directory that are whole by their own headers and checksums."""
    if path.stat().st_size > limits.bytes_per_file:
        return
    data = path.read_bytes()
    budget = _Budget(len(data), limits)
    taken: set[str] = set()
    position = data.find(b"PK\x03\x04")
    count = 0
    while position >= 0 and count < limits.members and position + _LOCAL.size <= len(data):
        _, _, flags, method, _, _, crc, packed, size, name_size, extra_size = _LOCAL.unpack_from(data, position)
        start = position + _LOCAL.size + name_size + extra_size
        raw = data[position + _LOCAL.size : position + _LOCAL.size + name_size]
        content: bytes | None = None
        if not flags & 0x1:
            try:
                content = _inflated(data, start, method, packed, size, bool(flags & 0x8), budget)
            except (zlib.error, Unreadable):
                content = None
        sound = content is not None and (flags & 0x8 or zlib.crc32(content) == crc)
        if content and sound and not raw.endswith(b"/"):
            target = folder / f"{count:05d}"
            target.write_bytes(content)
            yield Member(_unique(safe_name(raw.decode("utf-8", "replace")), taken), target)
            count += 1
        position = data.find(b"PK\x03\x04", position + 4)


def _inflated(
    data: bytes, start: int, method: int, packed: int, size: int, streamed: bool, budget: _Budget
) -> bytes | None:
    if method == 0 and not streamed:
        return data[start : start + size] if start + size <= len(data) else None
    if method != 8:
        return None
    engine = zlib.decompressobj(-15)
    out = bytearray()
    rest = data[start:] if streamed else data[start : start + packed]
    while rest and not engine.eof:
        piece = engine.decompress(rest, _CHUNK)
        rest = engine.unconsumed_tail
        out += piece
        budget.spend(len(piece), max(packed, len(data) - start - len(rest)), len(out))
        if not piece:
            break
    return bytes(out) if engine.eof else None


_SIGNATURES = frozenset(
    {"application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature", "text/x-amp-html"}
)
"""Parts that belong to the mail itself."""

LOGO_SIDE = 260
"""Pictures within a mail's text that are smaller than this on both sides, in pixels, are logos and smileys."""


def _open_mail(path: Path, folder: Path, limits: Limits) -> Unpacked:
    if path.stat().st_size > limits.bytes_per_file:
        raise Unreadable("too-large", f"The mail has more than {limits.bytes_per_file:,} bytes.")
    try:
        with path.open("rb") as stream:
            message = email.message_from_binary_file(stream, _class=EmailMessage, policy=email.policy.default)
        parts = list(_attachments(message, 0))
    except RecursionError as error:
        raise Unreadable("too-deep", "The mail's parts are nested without end.") from error
    budget = _Budget(path.stat().st_size, limits)
    members: list[Member] = []
    taken: set[str] = set()
    for index, (name, content) in enumerate(parts[: limits.members]):
        shown = _unique(safe_name(name), taken)
        try:
            data = content()
            budget.spend(len(data), None, len(data))
        except Unreadable as fault:
            members.append(Member(shown, None, fault.code, fault.cause))
            continue
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
            # The email package raises these on parts whose headers or coding break the format.
            members.append(Member(shown, None, "damaged", "The attachment's coding is damaged."))
            continue
        target = folder / f"{index:05d}"
        target.write_bytes(data)
        members.append(Member(shown, target))
    if len(parts) > limits.members:
        text = f"The mail has {len(parts):,} attachments; only the first {limits.members:,} were opened."
        return Unpacked(tuple(members), "bomb", text)
    return Unpacked(tuple(members))


def _attachments(message: EmailMessage, depth: int) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Name and content of each attachment; the mail's own text, its logos and its signature are left out."""
    if depth > 20:
        raise Unreadable("too-deep", "The mail's parts are nested too deep.")
    kind = message.get_content_type()
    if kind == "message/rfc822":
        inner = message.get_payload()
        if isinstance(inner, list):
            for number, each in enumerate(inner, 1):
                if isinstance(each, EmailMessage):
                    yield _file_name(message) or f"message {number}.eml", each.as_bytes
        return
    if message.is_multipart():
        for part in message.iter_parts():
            if isinstance(part, EmailMessage):
                yield from _attachments(part, depth + 1)
        return
    name = _file_name(message)
    attached = message.get_content_disposition() == "attachment"
    if kind in _SIGNATURES or (kind.startswith("text/") and not attached and name is None):
        return
    if kind.startswith("image/") and not attached and message["Content-ID"] and _is_logo(_payload(message)):
        return
    yield name or f"attachment.{kind.rpartition('/')[2]}", lambda: _payload(message)


def _file_name(message: EmailMessage) -> str | None:
    try:
        name = message.get_filename()
    except (ValueError, LookupError, TypeError, AttributeError, IndexError):
        return None  # a header that breaks the format names nothing
    return str(name) if name else None


def _payload(message: EmailMessage) -> bytes:
    data = message.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _is_logo(data: bytes) -> bool:
    """Whether a picture in a mail's text is small; told from its header alone."""
    if data[:8] == b"\x89PNG\r\n\x1a\n" and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return bool(max(width, height) <= LOGO_SIDE)
    if data[:4] == b"GIF8" and len(data) >= 10:
        width, height = struct.unpack("<HH", data[6:10])
        return bool(max(width, height) <= LOGO_SIDE)
    return len(data) < 12_000
