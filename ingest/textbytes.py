"""The bytes of text files as text: by byte order mark, else UTF-8, else Windows-1252."""

from __future__ import annotations

MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
"""Byte order marks and their encodings; that of UTF-32 begins like that of UTF-16, and stands before it."""


def marked(data: bytes) -> tuple[bytes, str] | None:
    """The bytes behind their byte order mark, and the encoding that it names; None where there is none."""
    return next(((data[len(mark) :], encoding) for mark, encoding in MARKS if data.startswith(mark)), None)


def decoded(data: bytes) -> str:
    """Bytes of a text file as text."""
    found = marked(data)
    if found is not None:
        return found[0].decode(found[1], "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def unmarked(data: bytes) -> bytes:
    """The bytes without a byte order mark, in a code whose first 128 signs are those of ASCII."""
    found = marked(data)
    if found is None:
        return data
    rest, encoding = found
    return rest if encoding == "utf-8" else rest.decode(encoding, "replace").encode()
