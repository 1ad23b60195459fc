"""Takes in what a request brings. A receipt is given when the bytes are on disk and the row is committed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from ingest.originals import Originals
from lotpass.web.submissions import Received, Role, Submission, Submissions

MOST_FILES = 2_000
"""Files of one request; an archive holds more."""

MOST_FIELDS = 20
"""Fields of a form that are no files."""

ROLES: tuple[Role, ...] = ("papers", "custody")
"""Under which names a form sends its files."""


async def take_in(request: Request, originals: Originals, submissions: Submissions) -> Submission:
    """Keeps the files of a form under their digests and enters them as one bundle.

    The form has files named `papers` and `custody`, and may have `as_of` (YYYY-MM-DD; today, UTC, where it is
    missing or empty). Raises HTTPException: 422 for a form that brings no papers or a day that is none, 507 where the
    disk is full.
    """
    async with request.form(max_files=MOST_FILES, max_fields=MOST_FIELDS) as form:
        as_of = _day(form)
        uploads = list(_uploads(form))
        if not any(role == "papers" for role, _ in uploads):
            raise HTTPException(422, "No papers were sent: the form names its files `papers`.")
        received = []
        for role, upload in uploads:
            try:
                sha256, size = await run_in_threadpool(originals.put, upload.file)
            except OSError as error:
                raise HTTPException(
                    507, f"The bytes cannot be kept ({error.strerror}); nothing was taken in."
                ) from error
            received.append(Received(upload.filename or "unnamed", sha256, size, role))
        return await run_in_threadpool(submissions.enter, received, as_of)


def _uploads(form: FormData) -> Iterable[tuple[Role, UploadFile]]:
    for role in ROLES:
        for value in form.getlist(role):
            # A browser sends an empty part without a name for a file field that was left empty.
            if isinstance(value, UploadFile) and (value.filename or value.size):
                yield role, value


def _day(form: FormData) -> date:
    given = form.get("as_of")
    if given in (None, ""):
        return datetime.now(UTC).date()
    try:
        return date.fromisoformat(str(given))
    except ValueError as error:
        raise HTTPException(422, f"{str(given)[:40]!r} is no day; write it as YYYY-MM-DD.") from error
