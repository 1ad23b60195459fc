"""Archives, mails and papers with files in them taken apart, by their media type; what comes out is told by content."""

from __future__ import annotations

from pathlib import Path

from ingest.errors import Unreadable
from ingest.limits import DEFAULT, Limits
from ingest.members import Unpacked


def unpack(path: Path, media_type: str, folder: Path, limits: Limits = DEFAULT) -> Unpacked:
    """Takes the container at `path` apart into `folder`, which must exist and be empty.

    Members that may not or cannot be unpacked are listed with the reason. Raises Unreadable only when nothing at all
    can be said of the container's members.
    """
    # Loaded here, because a process that only has containers opened elsewhere needs none of it.
    from ingest import attached, mails, sevenzip, tars, zips

    size = path.stat().st_size
    if size > limits.bytes_per_file:
        raise Unreadable("too-large", f"It has {size:,} bytes; at most {limits.bytes_per_file:,} are opened.")
    if media_type == "application/zip":
        return zips.unpack(path, folder, limits)
    if media_type in tars.TYPES:
        return tars.unpack(path, media_type, folder, limits)
    if media_type == "application/x-7z-compressed":
        return sevenzip.unpack(path, folder, limits)
    if media_type in ("message/rfc822", "application/mbox"):
        return mails.unpack(path, media_type, folder, limits)
    if media_type == "application/vnd.ms-outlook":
        from ingest import outlook

        return outlook.unpack(path, folder, limits)
    if media_type == "application/pdf" or media_type.startswith(attached.OFFICE):
        return attached.unpack(path, media_type, folder, limits)
    raise Unreadable("not-a-document", f"Containers of type {media_type} are not opened.")
