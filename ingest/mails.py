"""Mails and mailboxes taken apart: attachments, forwarded mails, and the mail's own text as a note.

What a mail only points to is never fetched.
"""

from __future__ import annotations

import email
import email.policy
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path

from ingest import images, mailtext
from ingest.errors import Unreadable
from ingest.limits import MAIL_DEPTH, MAIL_PARTS, Limits
from ingest.members import NEW_COPY, Budget, Shelf, Unpacked, too_many
from ingest.textbytes import unmarked
from ingest.webtext import shown_text

TEXT_NAME = "message.txt"
"""What a mail's own text is called among its members."""

LOGO_SIDE = 260
"""Pictures within a mail's text that are no longer than this on one side, in pixels, are logos and banners."""

_OWN = frozenset(
    {
        "application/pkcs7-signature",
        "application/x-pkcs7-signature",
        "application/pgp-signature",
        "text/x-amp-html",
        "text/calendar",
        "text/rfc822-headers",
        "message/delivery-status",
        "message/disposition-notification",
        "message/feedback-report",
    }
)
"""Parts that belong to the mail itself."""

_TEXTS = ("text/plain", "text/html")
"""Parts that are what the mail itself says, unless they are attached."""

_SEALED = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted"})
"""Parts that hold a whole mail, encrypted or signed."""

_ELSEWHERE = frozenset({"message/external-body", "message/partial"})
"""Parts that only say where the rest is."""

# What the email package raises on parts whose headers or coding break the format.
_BROKEN = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)

_CODING = "Content-Transfer-Encoding"
_KNOWN_CODING = re.compile(r"(?<![\w-])(?:base64|quoted-printable|x-uuencode|uuencode|[78]bit|binary)(?![\w-])", re.I)

_FROM_LINE = re.compile(rb"^From \S+.*\d{4}\s*$", re.MULTILINE)
"""The line that begins each mail of a mailbox (RFC 4155)."""


@dataclass
class _Found:
    """The parts of one mail."""

    attached: list[EmailMessage] = field(default_factory=list)
    texts: list[EmailMessage] = field(default_factory=list)
    too_many: bool = False


def unpack(path: Path, media_type: str, folder: Path, limits: Limits) -> Unpacked:
    """The attachments of the mail at `path`, or the mails of a mailbox; see `ingest.containers.unpack`."""
    shelf = Shelf(folder, Budget(path.stat().st_size, limits))
    if media_type == "application/mbox":
        return _mailbox(unmarked(path.read_bytes()), shelf)
    try:
        stream = io.BytesIO(mailtext.sound(path.read_bytes()))
        message = email.message_from_binary_file(stream, _class=EmailMessage, policy=email.policy.default)
        found = _Found()
        _gather(message, found, 0)
    except RecursionError as error:
        raise Unreadable("too-deep", "The mail's parts are nested without end.") from error
    for part in found.attached[: limits.members]:
        _keep(part, shelf)
    text = _text(found.texts)
    if text:
        keep_text(text, shelf)
    if found.too_many or len(found.attached) > limits.members:
        fault = too_many("more", limits)
        return shelf.unpacked(fault.code, "The mail has more parts than are opened.")
    return shelf.unpacked()


def keep_text(text: str, shelf: Shelf) -> None:
    """Keeps a mail's own text as a note; files that stand in it uuencoded as such."""
    text, files = mailtext.parted(text)
    for file in files:
        if file.data is None:
            shelf.refuse(file.name, Unreadable("damaged", "The attachment's coding is damaged.", NEW_COPY))
        else:
            shelf.keep(file.name, io.BytesIO(file.data))
    if mailtext.has_unopened_parts(text):
        cause = "Attachments stand in the mail's own text, as source; they were not opened."
        shelf.refuse("attachment", Unreadable("not-a-document", cause, "Ask for them as files of their own."))
    if not text.strip():
        return
    shelf.keep(TEXT_NAME, io.BytesIO(f"{text.rstrip()}\n".encode(errors="replace")), note=True)


def _mailbox(data: bytes, shelf: Shelf) -> Unpacked:
    # Its first line begins a mail even where it gives no date: the file was told by it.
    first = max(0, data.find(b"From "))
    later = [match.start() for match in _FROM_LINE.finditer(data) if _after_blank(data, match.start())]
    starts = [first, *(start for start in later if start > first)]
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(data)], strict=True), 1):
        if shelf.full:
            fault = too_many(f"{len(starts):,}", shelf.budget.limits)
            return shelf.unpacked(fault.code, fault.cause)
        shelf.keep(f"mail {number}.eml", io.BytesIO(data[start:end].partition(b"\n")[2]))
    return shelf.unpacked()


def _after_blank(data: bytes, start: int) -> bool:
    return start == 0 or data[max(0, start - 4) : start].replace(b"\r", b"").endswith(b"\n\n")


def _gather(message: EmailMessage, found: _Found, depth: int) -> None:
    """Sorts a mail's parts into attachments and texts; its logos and its signature are left out."""
    if depth > MAIL_DEPTH:
        raise Unreadable("too-deep", f"The mail's parts are nested more than {MAIL_DEPTH} deep.")
    if len(found.attached) + len(found.texts) >= MAIL_PARTS:
        found.too_many = True
        return
    kind = message.get_content_type()
    if kind in _OWN:
        return
    _mend_coding(message)
    if kind.startswith("message/"):
        found.attached.append(message)
    elif message.is_multipart():
        for part in _parts(message):
            _gather(part, found, depth + 1)
    elif kind in _TEXTS and message.get_content_disposition() != "attachment" and _name(message) is None:
        found.texts.append(message)
    elif not (kind.startswith("image/") and _within_text(message) and is_logo(_payload(message))):
        found.attached.append(message)


def _mend_coding(message: EmailMessage) -> None:
    """Writes a part's coding as the library looks for it, without what stands round it: `BASE64 `, `"base64";`."""
    try:
        given = str(message.get(_CODING) or "")
    except (*_BROKEN, IndexError):
        return  # a header that breaks the format
    known = _KNOWN_CODING.search(given)
    if known is not None and known[0].lower() != given.lower():
        message.replace_header(_CODING, known[0].lower())


def _parts(message: EmailMessage) -> list[EmailMessage]:
    """A part's parts; of the same text in several forms the one that shows its tables, else the plain one."""
    parts = [part for part in message.iter_parts() if isinstance(part, EmailMessage)]
    if message.get_content_type() != "multipart/alternative":
        return parts
    texts = [part for part in parts if part.get_content_type() in _TEXTS]
    if len(texts) < 2:
        return parts
    plain = next((part for part in texts if part.get_content_type() == "text/plain"), texts[0])
    html = next((part for part in texts if part.get_content_type() == "text/html"), texts[-1])
    best = html if b"<table" in _payload(html).lower() or not _payload(plain).strip() else plain
    return [part for part in parts if part is best or part not in texts]


def _within_text(message: EmailMessage) -> bool:
    return message.get_content_disposition() != "attachment" and bool(message["Content-ID"])


def _keep(part: EmailMessage, shelf: Shelf) -> None:
    kind = part.get_content_type()
    name = _name(part)
    try:
        if kind in _SEALED:
            text = "The mail is encrypted, or sealed as a whole by a signature; it was not opened."
            raise Unreadable("encrypted", text, "Ask the sender for an open copy.")
        if kind in _ELSEWHERE:
            raise Unreadable("not-a-document", "The part is not in the mail but elsewhere; nothing is fetched.")
        if kind in ("message/rfc822", "message/global"):
            shelf.keep(name or "message.eml", io.BytesIO(_inner(part)))
        else:
            shelf.keep(name or f"attachment.{kind.rpartition('/')[2]}", io.BytesIO(_payload(part)))
    except Unreadable as fault:
        shelf.refuse(name or "attachment", fault)
    except _BROKEN:
        shelf.refuse(name or "attachment", Unreadable("damaged", "The attachment's coding is damaged.", NEW_COPY))


def _inner(part: EmailMessage) -> bytes:
    """The bytes of a mail that was forwarded as an attachment."""
    inner = part.get_payload()
    if isinstance(inner, list) and inner and isinstance(inner[0], EmailMessage):
        return inner[0].as_bytes()
    return _payload(part)


def _name(message: EmailMessage) -> str | None:
    try:
        name = message.get_filename()
    except (*_BROKEN, IndexError):
        return None  # a header that breaks the format names nothing
    return str(name) if name else None


def _payload(message: EmailMessage) -> bytes:
    data = message.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _text(parts: list[EmailMessage]) -> str:
    """What the mail itself says."""
    return "\n\n".join(text for text in _texts(parts) if text.strip())


def _texts(parts: list[EmailMessage]) -> Iterator[str]:
    for part in parts:
        try:
            content = part.get_content()
        except _BROKEN:  # an unknown charset, most often
            content = _payload(part).decode("utf-8", "replace")
        text = content if isinstance(content, str) else ""
        yield shown_text(text) if part.get_content_type() == "text/html" else text


def is_logo(data: bytes) -> bool:
    """Whether a picture in a mail's text is a logo, a smiley or a banner; told from its header alone."""
    size = images.size_of(data)
    return len(data) < 12_000 if size is None else min(size) <= LOGO_SIDE
