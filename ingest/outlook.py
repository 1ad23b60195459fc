"""Outlook mails (MSG) taken apart: attachments, mails within the mail, and the mail's own text as a note."""

from __future__ import annotations

import io
from email.message import EmailMessage
from pathlib import Path

from oxmsg import Message
from oxmsg.attachment import Attachment
from oxmsg.domain import constants
from oxmsg.domain.model import UnrecognizedCodePageError, UnsupportedEncodingError
from oxmsg.properties import Properties
from oxmsg.storage import Storage

from ingest import mails, ole
from ingest.errors import Unreadable
from ingest.limits import MAIL_DEPTH, Limits
from ingest.members import NEW_COPY, Budget, Shelf, Unpacked, too_many
from ingest.webtext import shown_text

EMBEDDED = "__substg1.0_3701000D"
"""The storage of a mail that is attached to a mail (MS-OXMSG 2.2.2.1)."""

EMBEDDED_HEADER = 24
"""Bytes before the properties of an embedded mail; a mail of its own has 32 (MS-OXMSG 2.4.1.2)."""

BY_VALUE, EMBEDDED_MESSAGE = 1, 5
"""Ways of attaching (PidTagAttachMethod, MS-OXCMSG 2.2.2.9); all others only point to something elsewhere."""

_BROKEN = (*ole.BROKEN, AssertionError, UnrecognizedCodePageError, UnsupportedEncodingError)
"""What python-oxmsg raises on mails that break their format."""

HIDDEN = 0x7FFE
"""PidTagAttachmentHidden: a picture that the mail's text shows within itself."""


def unpack(path: Path, folder: Path, limits: Limits) -> Unpacked:
    """The attachments of the Outlook mail at `path`; see `ingest.containers.unpack`."""
    ole.check(path, limits)
    shelf = Shelf(folder, Budget(path.stat().st_size, limits))
    try:
        with path.open("rb") as stream:
            message = Message.load(stream)
        attachments = message.attachments
    except RecursionError as error:
        raise Unreadable("too-deep", "The mail's parts are nested without end.") from error
    except _BROKEN as error:
        raise Unreadable("damaged", "The mail is damaged and cannot be opened.", NEW_COPY) from error
    for attachment in attachments[: limits.members]:
        _keep(attachment, shelf)
    try:
        text = _text(message)
    except _BROKEN:
        return shelf.unpacked("damaged", "The mail's own text is damaged; its attachments were opened.")
    if text:
        mails.keep_text(text, shelf)
    if len(attachments) > limits.members:
        fault = too_many(f"{len(attachments):,}", limits)
        return shelf.unpacked(fault.code, fault.cause)
    return shelf.unpacked()


def _keep(attachment: Attachment, shelf: Shelf) -> None:
    name = "attachment"
    try:
        name = _name(attachment)
        inner = _embedded(attachment)
        if inner is not None:
            name = name if name.lower().endswith((".eml", ".msg")) else f"{name}.eml"
            shelf.keep(name, io.BytesIO(_as_mail(inner, 1).as_bytes()))
            return
        data = attachment.file_bytes
        if data is None:
            raise Unreadable("not-a-document", "The attachment is not in the mail but elsewhere; nothing is fetched.")
        if not (_is_shown_within(attachment) and mails.is_logo(data)):
            shelf.keep(name, io.BytesIO(data))
    except Unreadable as fault:
        shelf.refuse(name, fault)
    except (*_BROKEN, RecursionError):
        shelf.refuse(name, Unreadable("damaged", "The attachment is damaged.", NEW_COPY))


def _name(attachment: Attachment) -> str:
    properties = attachment.properties
    named = (constants.PID_ATTACH_LONG_FILENAME, constants.PID_ATTACH_FILENAME, constants.PID_DISPLAY_NAME)
    return next((name for pid in named if (name := properties.str_prop_value(pid))), "attachment")


def _is_shown_within(attachment: Attachment) -> bool:
    properties = attachment.properties
    return bool(properties.int_prop_value(HIDDEN) or properties.str_prop_value(constants.PID_ATTACH_CONTENT_ID))


class _Embedded(Message):
    """A mail within a mail: the same properties behind a shorter header."""

    @property
    def properties(self) -> Properties:
        return Properties(self._storage, properties_header_offset=EMBEDDED_HEADER)


def _embedded(attachment: Attachment) -> Message | None:
    """The mail that is attached, where one is."""
    storage = attachment._storage  # the library opens attached files, not attached mails
    if not isinstance(storage, Storage):
        return None
    inner = next((each for each in storage.storages if each.name == EMBEDDED), None)
    if inner is None or not any(stream.name == ole.MAIL for stream in inner.streams):
        return None
    return _Embedded(inner)


def _as_mail(message: Message, depth: int) -> EmailMessage:
    """An attached mail in the form of a mail of its own, the same bytes every time."""
    if depth > MAIL_DEPTH:
        raise Unreadable("too-deep", f"Mails are nested more than {MAIL_DEPTH} deep in it.")
    mail = EmailMessage()
    for header, value in (("From", message.sender), ("Subject", message.subject)):
        mail[header] = " ".join((value or "unknown").split())[:500]
    mail.set_content(_text(message) or "\n", cte="base64")
    for attachment in message.attachments:
        inner = _embedded(attachment)
        if inner is not None:
            mail.add_attachment(_as_mail(inner, depth + 1))
        elif attachment.file_bytes is not None:
            name = "".join(char for char in _name(attachment) if char.isprintable())
            mail.add_attachment(attachment.file_bytes, maintype="application", subtype="octet-stream", filename=name)
    if mail.is_multipart():
        mail.set_boundary(f"=_part_{depth}")  # base64 has no underscore; a boundary of chance would change the digest
    return mail


def _text(message: Message) -> str:
    """What the mail says: the form that shows its tables, else the plain one."""
    plain = message.body or ""
    html = message.html_body or ""
    if html and ("<table" in html.lower() or not plain.strip()):
        return shown_text(html).strip()
    return plain.strip()
