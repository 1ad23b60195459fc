"""A lot that was made of an earlier one, from papers to passport: named, followed, made again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.lotpass import bundles, programs
from tests.lotpass.servers import redis_server
from tests.lotpass.web.test_serve import service

DERIVED = (
    "event_id,event_time,event_type,lot_id,input_lots,to_party,country,mineral,quantity,unit\n"
    "e9,2026-03-03T08:00:00Z,split,BW 004712,BW 004711,Okwa Valley Diamonds (Pty) Ltd,BW,rough diamonds,600.00,ct\n"
)


def derived(folder: Path) -> Path:
    """The papers of a part of the parcel, with the custody records of both."""
    folder.mkdir()
    for name, lines in (("certificate", bundles.stated(bundles.CERTIFICATE, "600.00")), ("invoice", bundles.INVOICE)):
        text = [line.replace("004711", "004712").replace("1,254.30", "600.00") for line in lines]
        (folder / f"{name}.pdf").write_bytes(bundles.pdf(text))
    (folder / "custody.csv").write_text(bundles.custody_csv())
    (folder / "split.csv").write_text(DERIVED)
    return folder


@pytest.mark.slow
def test_derived_lot_names_its_parents_passport_and_is_followed_and_made_again(tmp_path: Path) -> None:
    env = programs.environment(tmp_path / "data")

    def run(papers: Path, out: Path, *options: str | Path) -> dict[str, str | None]:
        """Runs a bundle; gives the parents that its one passport names."""
        done = programs.lotpass("run", papers, "--as-of", bundles.AS_OF, "--out", out, *options, env=env)
        assert done.returncode in (0, 1), done.stderr
        [passport] = out.glob("*.passport.json")
        return {one["lot"]: one.get("passport") for one in json.loads(passport.read_bytes())["lineage"]}

    first, second = tmp_path / "first", tmp_path / "second"
    papers = derived(tmp_path / "part")
    assert run(bundles.parcel(tmp_path / "papers", "1,254.30", scanned=False), first) == {}
    [parent] = first.glob("*.passport.json")
    name = json.loads(parent.read_bytes())["proof"]["digest"]
    (first / "x.passport.json").write_bytes(parent.read_bytes().replace(b"Okwa", b"Okva"))
    assert run(papers, second, "--parents", first) == {"BW 004711": name}
    [child] = second.glob("*.passport.json")

    done = programs.lotpass("verify", child, "--parents", first, env=env)
    assert done.returncode == 0, done.stdout
    assert "trail ends" not in done.stdout
    assert "  source: lot BW 004711 (BW, Okwa): 100.00 %" in done.stdout.splitlines()
    done = programs.lotpass("verify", parent, "--parents", second, env=env)
    assert "  product: lot BW 004712: 100.00 % of it is of this lot" in done.stdout.splitlines()
    done = programs.lotpass("verify", child, env=env)
    assert f"The trail ends at lot BW 004711: its passport {name} is not here." in done.stdout
    assert done.returncode == 0

    again = ("verify", "--replay", child, "--bundle", papers)
    assert programs.lotpass(*again, "--parents", first, env=env).returncode == 0
    done = programs.lotpass(*again, env=env)
    assert done.returncode == 1
    assert f"The passport of parent lot BW 004711 is another one: {name} then, none now" in done.stdout


@pytest.mark.slow
def test_service_and_workers_on_a_broker_name_parents_too(tmp_path: Path) -> None:
    env = programs.environment(tmp_path / "one" / "data")
    first, papers = tmp_path / "first", derived(tmp_path / "part")
    whole = bundles.parcel(tmp_path / "papers", "1,254.30", scanned=False)
    assert programs.lotpass("run", whole, "--as-of", bundles.AS_OF, "--out", first, env=env).returncode in (0, 1)
    [parent] = first.glob("*.passport.json")
    name = json.loads(parent.read_bytes())["proof"]["digest"]

    with service(tmp_path / "one", "--parents", str(first)) as one:
        bundle = one.hand_in(papers)["id"]
        assert one.wait(bundle)["state"] == "done", one.log.read_text()
        [lot] = one.client.get(f"/api/bundles/{bundle}/report").json()["lots"]
        child = one.client.get(f"/api/bundles/{bundle}/passports/{lot['passport']}").content
        [named] = json.loads(child)["lineage"]
        assert (named["lot"], named["passport"]) == ("BW 004711", name)
        told = one.client.post("/api/verify", content=child).json()
        assert told["verified"]
        assert [check["outcome"] for check in told["checks"] if check["name"] == "lineage"] == ["passed"]

    (tmp_path / "redis").mkdir()
    with redis_server(tmp_path / "redis") as redis, programs.worker(redis.url, env, tmp_path / "worker.log"):
        out = ("--out", tmp_path / "broker", "--parents", first, "--broker", redis.url)
        done = programs.lotpass("run", papers, "--as-of", bundles.AS_OF, *out, env=env)
        assert done.returncode in (0, 1), done.stderr
    [made] = (tmp_path / "broker").glob("*.passport.json")
    again, before = json.loads(made.read_bytes()), json.loads(child)
    assert {**again, "proof": None} == {**before, "proof": None}
