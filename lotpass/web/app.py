"""The routes of the service: the same for programs (under /api, JSON) and for people (pages)."""

from __future__ import annotations

import json
import threading
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, RedirectResponse, Response
from fastapi.staticfiles import StaticFiles
from fastapi.templating import Jinja2Templates
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from ingest.errors import Fault
from lotpass import __version__, dossiers
from lotpass.exporting import CannotExport, open_passport
from lotpass.outputs import RECEIPT_SUFFIX, REPORT
from lotpass.progress import Silent
from lotpass.settings import Settings
from lotpass.signing import Keys
from lotpass.web.checks import Answer, check_file
from lotpass.web.gate import TooMuch
from lotpass.web.intake import take_in
from lotpass.web.runner import Runner, safe_name
from lotpass.web.shown import Shown
from lotpass.web.submissions import Submission, Submissions
from passport.canonical import MAX_BYTES
from passport.dossier.texts import LANGUAGES, Language, texts
from passport.errors import KeyFault
from passport.files import SUFFIX

HERE = Path(__file__).parent

DOSSIER_TYPES = {"html": "text/html; charset=utf-8", "pdf": "application/pdf"}
DOSSIER_MAY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
"""A dossier has its style and pictures in itself, and nothing else."""

_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True, slots=True)
class Service:
    """What the routes work with; `keys` are this installation's own, `gtin` its GS1 article number (14 digits),
    `parents` folders with passports that derived lots may come from.
    """

    submissions: Submissions
    runner: Runner
    keys: Keys
    settings: Settings
    gtin: str | None = None
    parents: tuple[Path, ...] = ()


def application(service: Service) -> FastAPI:
    """The ASGI application."""
    app = FastAPI(title="lotpass", version=__version__, docs_url=None, redoc_url=None, openapi_url="/api/openapi.json")
    app.include_router(_api(service), prefix="/api")
    app.include_router(_pages(service))
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    app.add_exception_handler(HTTPException, _told)
    app.add_exception_handler(RequestValidationError, _told)
    app.add_exception_handler(TooMuch, _told)
    return app


def _api(service: Service) -> APIRouter:
    api = APIRouter()

    @api.post(
        "/bundles", status_code=201, summary="Hand in a bundle: a form with files `papers`, `custody`, and `as_of`"
    )
    async def hand_in(request: Request) -> JSONResponse:
        submission = await take_in(request, service.runner.originals, service.submissions)
        service.runner.ring()
        place = {"location": f"/api/bundles/{submission.id}"}
        return JSONResponse(_told_of(submission, service), 201, headers=place)

    @api.get("/bundles", summary="The newest bundles")
    def newest() -> list[dict[str, Any]]:
        return [_told_of(submission, service) for submission in service.submissions.newest()]

    @api.get("/bundles/{submission}", summary="How far a bundle is")
    def state(submission: str) -> dict[str, Any]:
        return _told_of(_found(service, submission), service)

    @api.get("/bundles/{submission}/report", summary="The bundle's report (schema lotpass.report/1)")
    def report(submission: str) -> Response:
        return FileResponse(_result(service, submission, REPORT), media_type="application/json")

    @api.get("/bundles/{submission}/passports/{name}", summary="A signed passport, or its receipt")
    def passport(submission: str, name: str) -> Response:
        return _passport(service, submission, name)

    @api.get("/bundles/{submission}/passports/{name}/dossier.{form}", summary="A passport as a dossier for people")
    def dossier(submission: str, name: str, form: Literal["html", "pdf"], language: Language = "en") -> Response:
        return _dossier(service, submission, name, form, language)

    @api.post("/verify", summary="Check a passport, credential or presentation: the file is the request's body")
    async def check(request: Request) -> JSONResponse:
        found = await run_in_threadpool(_verified, await _body(request), service)
        return JSONResponse(found.as_json())

    return api


def _pages(service: Service) -> APIRouter:
    pages = APIRouter(include_in_schema=False)
    templates = Jinja2Templates(directory=HERE / "templates")

    def page(request: Request, template: str, **values: Any) -> HTMLResponse:
        return templates.TemplateResponse(request, template, {"version": __version__, **values})

    @pages.get("/healthz")
    def health() -> dict[str, str]:
        service.submissions.newest()  # raises where the store is out of reach
        return {"status": "ok", "version": __version__}

    @pages.get("/")
    def index(request: Request) -> HTMLResponse:
        return page(request, "index.html", bundles=[Shown.of(one) for one in service.submissions.newest()])

    @pages.post("/bundles")
    async def hand_in(request: Request) -> Response:
        submission = await take_in(request, service.runner.originals, service.submissions)
        service.runner.ring()
        return RedirectResponse(f"/bundles/{submission.id}", 303)

    @pages.get("/bundles/{submission}")
    def bundle(request: Request, submission: str) -> HTMLResponse:
        one = _found(service, submission)
        written = _written(service.runner.results(one.id) / REPORT) if one.state == "done" else None
        progress = service.runner.progress
        running = one.state == "running" and progress.submission == one.id
        shown = Shown.of(one, written, progress if running else None)
        languages = [(code, texts(code)("language.name")) for code in LANGUAGES]
        return page(request, "bundle.html", bundle=shown, languages=languages)

    @pages.get("/bundles/{submission}/report.json")
    def report(submission: str) -> Response:
        return FileResponse(_result(service, submission, REPORT), media_type="application/json")

    @pages.get("/bundles/{submission}/passports/{name}")
    def passport(submission: str, name: str) -> Response:
        return _passport(service, submission, name)

    @pages.get("/bundles/{submission}/passports/{name}/dossier.{form}")
    def dossier(submission: str, name: str, form: Literal["html", "pdf"], language: Language = "en") -> Response:
        return _dossier(service, submission, name, form, language)

    @pages.get("/verify")
    def ask(request: Request) -> HTMLResponse:
        return page(request, "verify.html", found=None, name="")

    @pages.post("/verify")
    async def answer(request: Request) -> HTMLResponse:
        async with request.form(max_files=1, max_fields=1) as form:
            given = form.get("passport")
            if given is None or isinstance(given, str):
                raise HTTPException(422, "No passport was sent.")
            data = await given.read(MAX_BYTES + 1)
            found = await run_in_threadpool(_verified, data, service)
            return page(request, "verify.html", found=found, name=safe_name(given.filename or "passport"))

    return pages


def _told_of(submission: Submission, service: Service) -> dict[str, Any]:
    progress = service.runner.progress
    running = submission.state == "running" and progress.submission == submission.id
    return {
        "id": submission.id,
        "state": submission.state,
        "received": datetime.fromtimestamp(submission.created, UTC).isoformat(timespec="seconds"),
        "as_of": submission.as_of.isoformat(),
        "files": [asdict(file) for file in submission.files],
        "pages": {"read": progress.pages, "total": progress.total} if running else None,
        "exit_code": submission.exit_code,
        "failure": {"cause": submission.cause, "remedy": submission.remedy} if submission.cause else None,
    }


def _found(service: Service, submission: str) -> Submission:
    found = service.submissions.find(submission)
    if found is None:
        raise HTTPException(404, "There is no such bundle.")
    return found


def _result(service: Service, submission: str, name: str) -> Path:
    """A file that the run of a submission wrote; 404 where there is none yet, or no such name."""
    found = _found(service, submission)
    path = service.runner.results(found.id) / name
    if found.state != "done" or not path.is_file():
        raise HTTPException(404, "There is no such result, or not yet.")
    return path


def _passport(service: Service, submission: str, name: str) -> Response:
    if safe_name(name) != name or not name.endswith((SUFFIX, RECEIPT_SUFFIX)):
        raise HTTPException(404, "There is no such passport.")
    return FileResponse(_result(service, submission, name), media_type="application/json", filename=name)


def _dossier(service: Service, submission: str, name: str, form: str, language: Language) -> Response:
    """A lot's dossier, made when it is asked for: one at a time, as it takes workers of its own."""
    if safe_name(name) != name or not name.endswith(SUFFIX):
        raise HTTPException(404, "There is no such passport.")
    path = _result(service, submission, name)
    try:
        own, retired = service.keys.public_keys(), service.keys.retired_keys()
        source = open_passport(path, own, datetime.now(UTC), retired)
        with _ONE_AT_A_TIME:
            made = dossiers.make(source, form, language, (), service.runner.stock, Silent(), service.gtin)
    except CannotExport as fault:
        raise HTTPException(409, fault.cause) from fault
    except Fault as fault:
        raise HTTPException(503, fault.cause) from fault
    headers = {"content-disposition": f"inline; filename*=utf-8''{quote(made.name)}"}
    if form == "html":
        headers["content-security-policy"] = DOSSIER_MAY
    return Response(made.data, media_type=DOSSIER_TYPES[form], headers=headers)


def _written(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


async def _body(request: Request) -> bytes:
    data = b""
    async for chunk in request.stream():
        data += chunk
        if len(data) > MAX_BYTES:
            break  # the check says that it is too large
    return data


def _verified(data: bytes, service: Service) -> Answer:
    try:  # looked up each time: a key may be changed or retired while the service runs
        return check_file(data, service.settings, service.keys, service.parents)
    except KeyFault as fault:
        raise HTTPException(503, "The service's own keys cannot be read, so nothing is verified.") from fault


async def _told(request: Request, error: Exception) -> Response:
    """A refusal in the form that the caller reads: JSON for programs, a page for people."""
    if isinstance(error, HTTPException):
        code, cause = error.status_code, str(error.detail)
    elif isinstance(error, TooMuch):
        code, cause = 413, "The request is larger than one may be."
    else:
        code, cause = 422, "The request is not of the form that is wanted here."
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": cause}, code)
    templates = Jinja2Templates(directory=HERE / "templates")
    return templates.TemplateResponse(request, "refused.html", {"version": __version__, "cause": cause}, code)
