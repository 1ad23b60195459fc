"""The bytes of mails made sound before they are taken apart, and the files that lie within a mail's own text."""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass

from ingest.textbytes import unmarked

_HEADER = re.compile(rb"(?:[!-9;-~]+[ \t]*:|[ \t]|From )")
"""How a header line begins, or one that goes on with it (RFC 5322, 2.2)."""

_OF_PARTS = re.compile(rb"(?:mime-version|content-[a-z-]+)[ \t]*:", re.IGNORECASE)
"""Headers without which the parts of a mail are not seen."""

_UU_BEGIN = re.compile(r"^begin(?:-base64)? [0-7]{3,4} +(\S.*)$", re.MULTILINE)
_UU_END = re.compile(r"^(?:end|====)[ \t\r]*$", re.MULTILINE)

_UNOPENED = re.compile(
    r"^Content-Transfer-Encoding:[ \t]*\"?(?:base64|x-uuencode)\b(?s:.{0,400}?)^[A-Za-z0-9+/]{56,}=*[ \t\r]*$"
    r"|^Content-Disposition:[ \t]*attachment\b|^=ybegin .*\bline=\d+",
    re.MULTILINE | re.IGNORECASE,
)
"""The head of a part that stands in a mail's text, with coded bytes under it; and files in the code yEnc."""


@dataclass(frozen=True, slots=True)
class Coded:
    """A file that stands uuencoded in a text; `data` is None where its coding is damaged."""

    name: str
    data: bytes | None


def sound(data: bytes) -> bytes:
    """A mail's bytes from its first header on, in a code that headers are looked for in, without stray lines in them.

    A line among the headers that is none would end them, and with them all parts of the mail.
    """
    data = unmarked(data).lstrip(b" \t\r\n\f\v")
    end = re.search(rb"\r?\n[ \t]*\r?\n|\r\r", data)
    head, rest = (data, b"") if end is None else (data[: end.start()], data[end.start() :])
    lines = head.splitlines(keepends=True)
    first = next((index for index, line in enumerate(lines) if not _HEADER.match(line)), len(lines))
    if not any(_OF_PARTS.match(line) for line in lines[first:]):
        return data
    return b"".join(line for line in lines if _HEADER.match(line)) + rest


def parted(text: str) -> tuple[str, list[Coded]]:
    """A mail's text without the files that stand in it uuencoded, and those files."""
    files: list[Coded] = []
    kept: list[str] = []
    start = 0
    for match in _UU_BEGIN.finditer(text):
        line = text[match.end() : match.end() + 200].lstrip("\r\n").split("\n", 1)[0]
        if match.start() < start or not _decoded([line.rstrip("\r")], match):
            continue  # within a file, or a sentence that begins so
        end = _UU_END.search(text, match.end())
        lines = text[match.end() : end.start()].strip("\r\n").splitlines() if end else []
        kept.append(text[start : match.start()])
        files.append(Coded(match[1].strip(), _decoded(lines, match) if end else None))
        start = end.end() if end else len(text)
    return "".join([*kept, text[start:]]), files


def _decoded(lines: list[str], begin: re.Match[str]) -> bytes | None:
    try:
        if begin[0].startswith("begin-base64"):
            return binascii.a2b_base64("".join(lines), strict_mode=True)
        return b"".join(binascii.a2b_uu(line) for line in lines if line.strip(" `"))
    except ValueError:  # binascii.Error, and letters that are no ASCII
        return None


def has_unopened_parts(text: str) -> bool:
    """Whether a mail's own text holds attachments that no reader of mails would open."""
    return _UNOPENED.search(text) is not None
