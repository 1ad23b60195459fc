"""The service as its users meet it: a process of its own on a loopback port, spoken to over HTTP."""

from __future__ import annotations

import hashlib
import http.client
import json
import re
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.lotpass import bundles, programs
from tests.lotpass.servers import free_port

TOKEN = "a-token-of-enough-signs"


class Service:
    """A running `lotpass serve` and a client for it."""

    def __init__(self, folder: Path, *options: str, **settings: str) -> None:
        self.log = folder / "log"
        self.env = programs.environment(folder / "data", **settings)
        port = free_port()
        self.process = programs.start("serve", "--port", str(port), *options, env=self.env, log=self.log)
        self.client = httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False, timeout=30)
        programs.wait_until(lambda: self.process.poll() is not None or self._answers(), what="the service")

    def _answers(self) -> bool:
        try:
            return self.client.get("/healthz").status_code == 200
        except httpx.TransportError:
            return False

    def hand_in(self, papers: Path, **fields: str) -> dict[str, Any]:
        """Hands in a folder's files; gives the receipt."""
        files = [("papers", (path.name, path.read_bytes())) for path in sorted(papers.iterdir())]
        answer = self.client.post("/api/bundles", files=files, data={"as_of": bundles.AS_OF, **fields})
        assert answer.status_code == 201, answer.text
        receipt: dict[str, Any] = answer.json()
        assert answer.headers["location"] == f"/api/bundles/{receipt['id']}"
        return receipt

    def state(self, bundle: str) -> dict[str, Any]:
        """What the service says of a bundle."""
        found: dict[str, Any] = self.client.get(f"/api/bundles/{bundle}").json()
        return found

    def wait(self, bundle: str) -> dict[str, Any]:
        """Waits until the bundle is done; gives what the service says of it."""
        programs.wait_until(lambda: self.state(bundle)["state"] in ("done", "failed"), 120, "the bundle")
        return self.state(bundle)


@contextmanager
def service(folder: Path, *options: str, **settings: str) -> Iterator[Service]:
    """A service that is ended with the block."""
    running = Service(folder, *options, **settings)
    try:
        yield running
    finally:
        running.client.close()
        if running.process.poll() is None:
            assert programs.kill(running.process, signal.SIGTERM) in (0, 143), running.log.read_text()


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return bundles.parcel(tmp_path_factory.mktemp("bundle") / "papers", scanned=False)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service(tmp_path_factory.mktemp("service")) as one:
        yield one


@pytest.fixture(scope="module")
def done(running: Service, papers: Path) -> dict[str, Any]:
    receipt = running.hand_in(papers)
    assert running.wait(receipt["id"])["state"] == "done", running.log.read_text()
    return receipt


def test_a_receipt_names_what_is_kept(running: Service, done: dict[str, Any], papers: Path) -> None:
    sent = {path.name: path.read_bytes() for path in papers.iterdir()}
    assert {file["name"]: file["sha256"] for file in done["files"]} == {
        name: hashlib.sha256(data).hexdigest() for name, data in sent.items()
    }
    originals = Path(running.env["LOTPASS_DATA"], "originals")
    for file in done["files"]:
        kept = originals / file["sha256"][:2] / file["sha256"]
        assert kept.read_bytes() == sent[file["name"]]
        assert kept.stat().st_mode & 0o222 == 0


def test_the_report_and_passports_are_those_of_a_run(
    running: Service, done: dict[str, Any], papers: Path, tmp_path: Path
) -> None:
    whole = programs.lotpass("run", papers, "--as-of", bundles.AS_OF, "--out", tmp_path / "out", env=running.env)
    assert running.state(done["id"])["exit_code"] == whole.returncode == 1
    report = running.client.get(f"/api/bundles/{done['id']}/report").json()
    assert programs.without_timing(report) == programs.without_timing(programs.report(tmp_path / "out"))
    [lot] = report["lots"]
    passport = running.client.get(f"/api/bundles/{done['id']}/passports/{lot['passport']}")
    assert passport.status_code == 200
    (tmp_path / lot["passport"]).write_bytes(passport.content)
    receipt = lot["passport"].replace(".passport.", ".receipt.")
    (tmp_path / receipt).write_bytes(running.client.get(f"/api/bundles/{done['id']}/passports/{receipt}").content)
    log = Path(running.env["LOTPASS_DATA"], "log")
    told = programs.lotpass("verify", tmp_path / lot["passport"], "--log", log, env=running.env)
    assert told.returncode == 0, told.stdout
    entries = (log / "entries").read_text().splitlines()
    assert len(entries) == 1, "the service enters what it issues, and the run after it finds it there"


def test_a_passport_is_verified_and_a_changed_one_is_not(running: Service, done: dict[str, Any]) -> None:
    report = running.client.get(f"/api/bundles/{done['id']}/report").json()
    passport = running.client.get(f"/api/bundles/{done['id']}/passports/{report['lots'][0]['passport']}").content
    good = running.client.post("/api/verify", content=passport).json()
    assert (good["verified"], good["trust"], good["lot"]) == (True, "trusted", report["lots"][0]["id"])
    changed = running.client.post("/api/verify", content=passport.replace(b"Botswana", b"Namibia")).json()
    assert (changed["verified"], changed["lot"]) == (False, None)
    assert any(check["outcome"] == "failed" for check in changed["checks"])
    shown = running.client.post("/verify", files={"passport": ("p.json", passport)})
    assert "verifies" in shown.text
    for nonsense in (b"", b"[]", b"\xff" * 100, b"{" * 100_000):
        answer = running.client.post("/api/verify", content=nonsense)
        assert (answer.status_code, answer.json()["verified"]) == (200, False)


def test_credentials_and_parts_of_a_passport_are_verified_and_revocations_are_known(
    tmp_path: Path, papers: Path
) -> None:
    with service(tmp_path, LOTPASS_ISSUER="did:web:example.org") as one:
        bundle = one.hand_in(papers)["id"]
        assert one.wait(bundle)["state"] == "done", one.log.read_text()
        [lot] = one.client.get(f"/api/bundles/{bundle}/report").json()["lots"]
        passport = one.client.get(f"/api/bundles/{bundle}/passports/{lot['passport']}").content
        kept = tmp_path / lot["passport"]
        kept.write_bytes(passport)
        for form in ("untp", "sd-jwt"):
            done = programs.lotpass("export", kept, "--to", form, "--out", tmp_path / form, env=one.env)
            assert done.returncode in (0, 1), done.stderr
        files = {
            "passport": passport,
            "credential": (tmp_path / "untp/dcc-checks.jwt").read_bytes(),
            "enveloped": (tmp_path / "untp/dcc-checks.vc.json").read_bytes(),
            "presentation": (tmp_path / "sd-jwt/customer/passport.sd-jwt").read_bytes(),
        }

        def told(name: str, data: bytes | None = None) -> dict[str, Any]:
            answer: dict[str, Any] = one.client.post("/api/verify", content=data or files[name]).json()
            return answer

        for name in files:
            found = told(name)
            assert (found["verified"], found["trust"]) == (True, "trusted"), found
            assert found["kind"] == ("credential" if name == "enveloped" else name)
            shown = one.client.post("/verify", files={"passport": (name, files[name])})
            assert "does not verify" not in shown.text
        assert told("presentation")["disclosed"]["lot"] == lot["id"]
        assert "parties" not in told("presentation")["disclosed"]
        spoilt = files["credential"].replace(b".", b".e", 1)
        assert not told("credential", spoilt)["verified"]
        plain = told("credential", (tmp_path / "untp/dcc-checks.json").read_bytes())
        assert (plain["verified"], plain["checks"][-1]["name"]) == (False, "envelope")
        listed = told("other", (tmp_path / "untp/manifest.json").read_bytes())
        assert (listed["kind"], listed["verified"]) == ("other", False)

        revoked = programs.lotpass("revoke", kept, "--reason", "it was wrong", "--out", tmp_path / "st", env=one.env)
        assert revoked.returncode == 0, revoked.stderr
        for name in files:
            found = told(name)
            assert not found["verified"], name
            failed = [check["name"] for check in found["checks"] if check["outcome"] == "failed"]
            assert failed == ["log" if name == "passport" else "status"]
            assert (found["lot"], found["disclosed"] or None) == (None, None)


def test_pages_show_what_was_found_and_load_nothing_from_elsewhere(running: Service, done: dict[str, Any]) -> None:
    index, bundle = running.client.get("/"), running.client.get(f"/bundles/{done['id']}")
    assert done["id"] in index.text
    report = running.client.get(f"/api/bundles/{done['id']}/report").json()
    for finding in report["lots"][0]["findings"]:
        assert finding["code"] in bundle.text
    assert "weight-mismatch" in bundle.text
    for answer in (index, bundle, running.client.get("/verify"), running.client.get("/nowhere")):
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert re.findall(r'(?:src|href|action)="(?!/)[^"]*"', answer.text) == []
        assert "<script" not in answer.text


def test_dossier_of_a_lot_is_handed_out_with_pictures_of_its_papers(running: Service, done: dict[str, Any]) -> None:
    page = running.client.get(f"/bundles/{done['id']}").text
    links = re.findall(r'href="(/bundles/[^"]+/dossier[.](?:html|pdf)[?]language=[a-z]{2})"', page)
    assert len(links) == 8
    html = running.client.get(next(link for link in links if link.endswith("html?language=es")))
    assert html.status_code == 200
    assert html.headers["content-type"] == "text/html; charset=utf-8"
    assert html.headers.get_list("content-security-policy") == [
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    ]
    assert html.headers["x-content-type-options"] == "nosniff"
    assert '<html lang="es">' in html.text
    assert html.text.count("data:image/jpeg") >= 4
    name = running.client.get(f"/api/bundles/{done['id']}/report").json()["lots"][0]["passport"]
    pdf = running.client.get(f"/api/bundles/{done['id']}/passports/{name}/dossier.pdf", params={"language": "fr"})
    assert pdf.headers["content-type"] == "application/pdf"
    assert pdf.content.startswith(b"%PDF-")
    for path in (f"{name}/dossier.doc", f"{name}/dossier.pdf?language=de"):
        assert running.client.get(f"/api/bundles/{done['id']}/passports/{path}").status_code == 422
    assert running.client.get(f"/api/bundles/{done['id']}/passports/x.passport.json/dossier.pdf").status_code == 404


def test_names_that_papers_bring_do_no_harm(running: Service, tmp_path: Path) -> None:
    paper = bundles.pdf(bundles.INVOICE)
    names = [
        "../../escape.pdf",
        "<script>alert(1)</script>.pdf",
        "same.pdf",
        "same.pdf",
        "x" * 400 + ".pdf",
        "..",
        "a\\b.pdf",
    ]
    files = [("papers", (name, paper + b"%% %d\n" % number)) for number, name in enumerate(names)]
    answer = running.client.post("/api/bundles", files=files, data={"as_of": bundles.AS_OF})
    assert answer.status_code == 201
    state = running.wait(answer.json()["id"])
    assert (state["state"], state["exit_code"]) == ("done", 1)
    report = running.client.get(f"/api/bundles/{state['id']}/report").json()
    assert [file["status"] for file in report["files"]] == ["read"] * len(names)
    assert not any(path.name == "escape.pdf" for path in Path(running.env["LOTPASS_DATA"]).parent.rglob("*"))
    assert "<script>" not in running.client.get(f"/bundles/{state['id']}").text
    for hostile in ("../../../keys/current.json", "..%2f..%2fserve.lock", "report.json", "%00.passport.json"):
        assert running.client.get(f"/api/bundles/{state['id']}/passports/{hostile}").status_code == 404


def test_what_cannot_be_taken_in_is_told(running: Service) -> None:
    answers = [
        running.client.post("/api/bundles", data={"as_of": bundles.AS_OF}),
        running.client.post("/api/bundles", files={"papers": ("a.pdf", b"x")}, data={"as_of": "tomorrow"}),
        running.client.post("/api/bundles", content=b"x"),
        running.client.get("/api/bundles/none"),
        running.client.get("/api/bundles/none/report"),
    ]
    assert [answer.status_code for answer in answers] == [422, 422, 422, 404, 404]
    for answer in answers:
        assert answer.json()["error"].endswith(".")
    newest = running.client.get("/api/bundles").json()
    assert all(bundle["files"] for bundle in newest)


def test_a_request_that_is_too_large_is_refused_at_once(running: Service) -> None:
    connection = http.client.HTTPConnection(running.client.base_url.host, running.client.base_url.port or 0, timeout=10)
    connection.putrequest("POST", "/api/bundles")
    connection.putheader("content-length", "9" * 12)
    connection.endheaders()
    assert connection.getresponse().status == 413
    connection.close()


def test_other_sites_and_other_names_are_refused(running: Service) -> None:
    def asked(**headers: str) -> int:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return running.client.post("/api/verify", content=b"{}", headers=named).status_code

    assert asked(host="rebound.example") == 421
    assert asked(host="::::") == 421
    assert asked(origin="https://elsewhere.example") == 403
    assert asked(sec_fetch_site="cross-site") == 403
    assert asked(origin=str(running.client.base_url).rstrip("/")) == 200


def test_a_token_is_wanted_where_one_is_set(tmp_path: Path) -> None:
    with service(tmp_path, LOTPASS_TOKEN=TOKEN) as closed:
        assert closed.client.get("/").status_code == 401
        assert closed.client.get("/", headers={"authorization": "Bearer wrong"}).status_code == 401
        assert closed.client.get("/", headers={"authorization": "Basic !"}).status_code == 401
        assert closed.client.get("/", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200
        assert closed.client.get("/", auth=("anyone", TOKEN)).status_code == 200
        other = programs.lotpass("serve", "--port", str(free_port()), env=closed.env)
        assert other.returncode == 4
        assert "Another lotpass service" in other.stderr
    assert TOKEN not in closed.log.read_text()


@pytest.mark.parametrize(
    ("options", "token", "told"),
    [(["--host", "0.0.0.0"], "", "there is no token"), ([], "short", "fewer than 16 signs")],
)
def test_an_open_door_without_a_key_is_no_door(tmp_path: Path, options: list[str], token: str, told: str) -> None:
    env = programs.environment(tmp_path / "data", LOTPASS_TOKEN=token)
    done: subprocess.CompletedProcess[str] = programs.lotpass("serve", *options, env=env)
    assert done.returncode == 4
    assert told in done.stderr
    assert not token or token not in done.stderr


@pytest.mark.slow
def test_a_killed_service_loses_no_bundle(tmp_path: Path, papers: Path) -> None:
    first = Service(tmp_path)
    receipts = [first.hand_in(papers, as_of=day)["id"] for day in ("2026-03-20", "2026-03-21")]
    children = programs.descendants(first.process.pid)
    programs.kill(first.process, signal.SIGKILL)
    first.client.close()
    programs.wait_until(lambda: not programs.alive(children), 20, "the service's processes to end")
    with service(tmp_path) as second:
        states = [second.wait(bundle) for bundle in receipts]
        assert [state["state"] for state in states] == ["done", "done"], second.log.read_text()
        assert [state["as_of"] for state in states] == ["2026-03-20", "2026-03-21"]
        reports = [second.client.get(f"/api/bundles/{bundle}/report").text for bundle in receipts]
        assert [json.loads(text)["as_of"] for text in reports] == ["2026-03-20", "2026-03-21"]


def test_what_a_retired_key_signed_is_verified_no_more(tmp_path: Path, papers: Path) -> None:
    with service(tmp_path) as one:
        receipt = one.hand_in(papers)
        assert one.wait(receipt["id"])["state"] == "done", one.log.read_text()
        [lot] = one.client.get(f"/api/bundles/{receipt['id']}/report").json()["lots"]
        passport = one.client.get(f"/api/bundles/{receipt['id']}/passports/{lot['passport']}").content
        assert one.client.post("/api/verify", content=passport).json()["verified"]
        public = Path(one.env["LOTPASS_DATA"], "keys", "public")
        [kid] = [path.stem for path in public.glob("*.jwk")]
        for step in (("rotate",), ("retire", kid, "--reason", "it was copied")):
            assert programs.lotpass("keys", *step, env=one.env).returncode == 0, step
        told = one.client.post("/api/verify", content=passport).json()
        assert not told["verified"]
        assert [check["name"] for check in told["checks"] if check["outcome"] == "failed"] == ["trust"]
        (public / f"{kid}.jwk").write_text("{")
        assert one.client.post("/api/verify", content=passport).status_code == 503


def test_tables_and_lists_of_the_settings_judge_here_too(tmp_path: Path, papers: Path) -> None:
    listed = tmp_path / "targets.simple.csv"
    listed.write_text(
        "id,schema,name,aliases,countries,identifiers,sanctions,dataset,last_change\n"
        "x,LegalEntity,Somebody Else Ltd,,zz,,test,test,2026-11-01\n"
    )
    with service(tmp_path, LOTPASS_SANCTIONS=str(listed)) as one:
        receipt = one.hand_in(papers)
        assert one.wait(receipt["id"])["state"] == "done", one.log.read_text()
        report = one.client.get(f"/api/bundles/{receipt['id']}/report").json()
        assert [entry["sha256"] for entry in report["pipeline"]["sanctions"]] == [
            hashlib.sha256(listed.read_bytes()).hexdigest()
        ]


def test_a_sanctions_list_that_is_none_ends_the_service_at_its_start(tmp_path: Path) -> None:
    env = programs.environment(tmp_path / "data", LOTPASS_SANCTIONS=str(tmp_path / "not-there.csv"))
    refused = programs.lotpass("serve", "--port", "0", env=env)
    assert refused.returncode == 2
    assert "not-there.csv" in refused.stderr
