"""The kinds of files there are to this reader: media type, how it is handled, and a plain name for messages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Family = Literal[
    "pdf",
    "image",
    "sheet",
    "table",
    "document",
    "archive",
    "mail",
    "custody",
    "data",
    "text",
    "foreign",
    "locked",
    "empty",
]
"""How a file is handled. `data` is JSON or XML that is no custody record; `foreign` a format that is not read."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A media type (IANA name where there is one), how it is handled, and its plain name for messages.

    `trade` says of data that it is a trade document, which is kept.
    """

    media_type: str
    family: Family
    name: str
    trade: bool = False


EMPTY = Kind("application/x-empty", "empty", "an empty file")
PDF = Kind("application/pdf", "pdf", "a PDF")
ZIP = Kind("application/zip", "archive", "a ZIP archive")
TAR = Kind("application/x-tar", "archive", "a tar archive")
EML = Kind("message/rfc822", "mail", "a mail")
MBOX = Kind("application/mbox", "mail", "a mailbox")
MSG = Kind("application/vnd.ms-outlook", "mail", "an Outlook mail")
CSV = Kind("text/csv", "table", "a table")
JSON = Kind("application/json", "data", "JSON data of no known kind")
XML = Kind("application/xml", "data", "XML data of no known kind")
HTML = Kind("text/html", "foreign", "a web page")
TEXT = Kind("text/plain", "text", "plain text")
CUSTODY_CSV = Kind("text/csv", "custody", "custody records")
CUSTODY_JSON = Kind("application/json", "custody", "custody records (EPCIS)")
CUSTODY_XML = Kind("application/xml", "custody", "custody records (EPCIS XML)")
UNKNOWN = Kind("application/octet-stream", "foreign", "an unknown kind of file")
