"""Whole bundles: files and truth agree, discrepancies break what they say, the same seed gives the same bytes."""

from __future__ import annotations

import hashlib
import io
import json
import random
import zipfile
from decimal import Decimal
from email import message_from_bytes
from pathlib import Path

import pdfplumber
import pytest

from bench.papermaker import degrade
from bench.papermaker.__main__ import main
from bench.papermaker.bundle import BundleSpec, make_bundle, make_case
from bench.papermaker.commodities import COMMODITIES
from bench.papermaker.discrepancies import CATALOGUE
from bench.papermaker.facts import value_of
from bench.papermaker.near_misses import NEAR_MISSES
from bench.papermaker.sets import draw_specs


def _files(folder: Path) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for path in folder.iterdir():
        data = path.read_bytes()
        if path.suffix == ".zip":
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                found |= {Path(n).name: archive.read(n) for n in archive.namelist()}
        elif path.suffix == ".eml":
            for part in message_from_bytes(data).walk():
                name, payload = part.get_filename(), part.get_payload(decode=True)
                if name and isinstance(payload, bytes):
                    found[name] = payload
        else:
            found[path.name] = data
    return found


@pytest.mark.parametrize("packing", ["separate", "one-file", "merged", "zip", "mail"])
def test_truth_names_every_file_by_its_digest(tmp_path: Path, packing: str) -> None:
    spec = BundleSpec("b1", "7", channels=("pdf", "scan150", "xlsx"), packing=packing, blank_backs=True, stranger=True)
    truth = make_bundle(spec, tmp_path)
    assert truth == json.loads((tmp_path / "truth" / "b1.json").read_text(encoding="utf-8"))
    files = _files(tmp_path / "bundles" / "b1")
    assert {f["name"] for f in truth["files"]} == set(files)
    for entry in truth["files"]:
        assert hashlib.sha256(files[entry["name"]]).hexdigest() == entry["sha256"]
        assert len(files[entry["name"]]) == entry["bytes"]
    pages = [(p["file"], p["page"]) for d in truth["documents"] for p in d["pages"]]
    assert len(pages) == len(set(pages))
    for path in truth["custody"]:
        assert (tmp_path / path).exists()


@pytest.mark.parametrize("packing", ["zip", "merged"])
def test_the_same_seed_gives_the_same_bytes(tmp_path: Path, packing: str) -> None:
    spec = BundleSpec("b1", "3", channels=("pdf", "scan150", "photo", "fax", "xlsx"), packing=packing)
    for place in ("one", "two"):
        make_bundle(spec, tmp_path / place)
    one = {p.relative_to(tmp_path / "one"): p.read_bytes() for p in (tmp_path / "one").rglob("*") if p.is_file()}
    two = {p.relative_to(tmp_path / "two"): p.read_bytes() for p in (tmp_path / "two").rglob("*") if p.is_file()}
    assert one == two


def test_a_clean_case_states_the_same_everywhere() -> None:
    for commodity in COMMODITIES:
        for seed in range(4):
            case, _ = make_case(BundleSpec("c", str(seed), commodity=commodity), random.Random(f"{commodity}{seed}"))
            said: dict[str, set[str]] = {}
            for facts in case.papers.values():
                for name, fact in facts.fields.items():
                    if name not in (
                        "document_number",
                        "issue_date",
                        "expiry_date",
                        "issuing_authority",
                        "exporter_address",
                        "importer_address",
                    ):  # countries in addresses follow the paper's language
                        said.setdefault(name, set()).add(json.dumps(value_of(name, fact)))
            assert {n: v for n, v in said.items() if len(v) > 1} == {}
            assert all(e["severity"] == "info" for e in case.expected[0])


@pytest.mark.parametrize("name", sorted(CATALOGUE))
def test_a_discrepancy_changes_the_case_and_says_what_to_find(name: str) -> None:
    discrepancy = CATALOGUE[name]
    for commodity in (c.key for c in COMMODITIES.values() if c.papers[0] in discrepancy.certificates):
        spec = {"name": "d", "seed": "5", "commodity": commodity}
        broken, _ = make_case(BundleSpec(**spec, discrepancies=(name,)), random.Random(5))  # type: ignore[arg-type]  # all text
        clean, _ = make_case(BundleSpec(**spec), random.Random(5))  # type: ignore[arg-type]  # all text
        assert discrepancy.code in {e["code"] for e in broken.expected[0]}
        changed = (
            broken.papers != clean.papers
            or broken.events != clean.events
            or broken.damage != clean.damage
            or broken.smudges != clean.smudges
            or broken.without_custody
        )
        assert changed


def test_near_misses_expect_nothing() -> None:
    for name in NEAR_MISSES:
        for commodity in ("rough-diamonds", "cassiterite"):
            case, _ = make_case(BundleSpec("n", "2", commodity=commodity, near_misses=(name,)), random.Random(2))
            assert all(e["severity"] == "info" for e in case.expected[0])


def test_a_set_has_clean_and_broken_bundles_of_many_commodities() -> None:
    specs = draw_specs(30, "1", "test", ("pdf",), (), ())
    assert len({s.commodity for s in specs}) >= 10
    assert {bool(s.discrepancies) for s in specs} == {True, False}
    assert any(s.lots == 2 for s in specs)
    assert any(s.long for s in specs)


def test_the_command_refuses_what_it_does_not_know(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--out", str(tmp_path), "--channels", "pdf,telex"])
    assert stopped.value.code == 2
    assert "unknown channel: telex" in capsys.readouterr().err


def test_the_command_writes_a_set(tmp_path: Path) -> None:
    assert (
        main(["--out", str(tmp_path), "--bundles", "1", "--channels", "pdf", "--discrepancies", "none", "--seed", "9"])
        == 0
    )
    (truth,) = (tmp_path / "truth").glob("*.json")
    assert json.loads(truth.read_text(encoding="utf-8"))["lots"][0]["clean"] is True


def test_two_lots_share_a_licence_that_covers_both(tmp_path: Path) -> None:
    spec = BundleSpec("two", "4", commodity="graphite", lots=2, channels=("pdf",))
    truth = make_bundle(spec, tmp_path)
    licences = [d for d in truth["documents"] if d["type"] == "export_licence"]
    assert len(licences) == 1
    assert all(licences[0]["id"] in lot["documents"] for lot in truth["lots"])
    net = [Decimal(d["fields"]["net_weight"]["value"]) for d in truth["documents"] if d["type"] == "commercial_invoice"]
    assert len(net) == 2
    assert Decimal(licences[0]["fields"]["licensed_quantity"]["value"]) > sum(net)
    assert (
        len({d["fields"]["shipment_date"]["value"] for d in truth["documents"] if "shipment_date" in d["fields"]}) == 1
    )


def test_a_smudged_field_is_unreadable_in_truth_and_black_on_the_page(tmp_path: Path) -> None:
    spec = BundleSpec(
        "ink", "6", commodity="rough-diamonds", channels=("pdf",), discrepancies=("smudged",), only=("kp",)
    )
    truth = make_bundle(spec, tmp_path)
    (document,) = truth["documents"]
    field = document["fields"]["expiry_date"]
    assert field["status"] == "unreadable"
    assert document["fields"]["issue_date"]["status"] == "read"
    (name,) = (f["name"] for f in truth["files"])
    page = degrade.rasterise((tmp_path / "bundles" / "ink" / name).read_bytes(), 100)[document["pages"][0]["page"] - 1]
    h, w = page.shape[:2]
    for box in field["boxes"]:
        x0, y0, x1, y1 = box["box"]
        assert page[int(y0 * h) : int(y1 * h), int(x0 * w) : int(x1 * w)].max() < 120


def test_a_lying_text_layer_differs_from_what_the_page_shows(tmp_path: Path) -> None:
    spec = BundleSpec("lie", "6", commodity="rough-diamonds", channels=("layer200",), only=("inv",))
    truth = make_bundle(spec, tmp_path)
    (document,) = truth["documents"]
    assert document["channel"] == "layer200"
    with pdfplumber.open(tmp_path / "bundles" / "lie" / document["pages"][0]["name"]) as pdf:
        layer = " ".join(p.extract_text() for p in pdf.pages)
    number = document["fields"]["document_number"]["raw"]
    assert number not in layer
    assert "".join(str((int(c) + 3) % 10) if c.isdigit() else c for c in number) in layer


def test_a_stranger_in_a_stack_is_a_document_of_its_own(tmp_path: Path) -> None:
    spec = BundleSpec("stack", "6", channels=("scan150",), packing="one-file", stranger=True)
    truth = make_bundle(spec, tmp_path)
    unknown = [d for d in truth["documents"] if d["type"] == "unknown"]
    assert len(unknown) == 1
    assert {p["file"] for p in unknown[0]["pages"]} == {truth["files"][0]["sha256"]}
