"""Files packed for the way: in an archive, or attached to a mail."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, date, datetime
from email.message import EmailMessage
from email.policy import SMTP

from bench.papermaker.truth import FileTruth


def zip_of(members: Sequence[FileTruth]) -> bytes:
    """A ZIP of files in a folder `papers/`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for f in members:
            archive.writestr(zipfile.ZipInfo(f"papers/{f.name}", (2026, 1, 1, 0, 0, 0)), f.data)
    return out.getvalue()


MEDIA = {
    "pdf": ("application", "pdf"),
    "jpg": ("image", "jpeg"),
    "png": ("image", "png"),
    "tif": ("image", "tiff"),
    "xlsx": ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


def mail_of(members: Sequence[FileTruth], name: str, sent: date) -> bytes:
    """A mail with files attached."""
    message = EmailMessage(policy=SMTP)
    message["From"] = "Shipping Desk <shipping@exporter.example>"
    message["To"] = "imports@importer.example"
    message["Subject"] = "Documents for your shipment"
    message["Date"] = datetime(sent.year, sent.month, sent.day, 10, 15, tzinfo=UTC)
    message["Message-ID"] = f"<{name}@exporter.example>"
    message.set_content("Dear Sirs,\n\nplease find the papers attached.\n\nSPECIMEN\n")
    for f in members:
        kind = MEDIA[f.name.rsplit(".", 1)[1]]
        message.add_attachment(f.data, maintype=kind[0], subtype=kind[1], filename=f.name)
    message.set_boundary(f"=={name}==")
    return message.as_bytes()
