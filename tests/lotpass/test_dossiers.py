"""`lotpass export --to pdf|html`: from a run's passport and its papers to a dossier whose frames lie on the values."""

from __future__ import annotations

import base64
import io
import json
import re
import shutil
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from typer.testing import CliRunner, Result

from lotpass.cli import app
from lotpass.export_cli import Spoken
from passport.dossier.texts import LANGUAGES, texts
from passport.keys import KeyFolder
from passport.sign import seal
from tests.lotpass.bundles import AS_OF, parcel
from tests.lotpass.programs import environment
from tests.lotpass.programs import lotpass as program
from tests.passport.factory import NOW, diamonds, passport


def call(data: Path, *arguments: str | Path) -> Result:
    """The program in this process, with a data folder."""
    return CliRunner().invoke(app, [str(part) for part in arguments], env={"LOTPASS_DATA": str(data), "COLUMNS": "200"})


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation with a passport whose papers it does not have."""
    folder = tmp_path_factory.mktemp("house")
    (folder / "passports").mkdir()
    key = KeyFolder(folder / "data" / "keys").current()
    (folder / "passports" / "LS-RD2415.passport.json").write_bytes(seal(passport(diamonds()), key, NOW))
    return folder


def test_dossier_is_written_with_its_signed_list_and_what_is_not_at_hand_is_told(house: Path, tmp_path: Path) -> None:
    options = ("--to", "pdf", "--language", "pt", "--out", tmp_path)
    done = call(house / "data", "export", "LS-RD2415", "--from", house / "passports", *options)
    assert done.exit_code == 0, done.output
    assert "there is no picture of scans/kp.pdf" in done.output
    assert "--bundle" in done.output
    assert sorted(path.name for path in tmp_path.iterdir()) == ["LS-RD2415.dossier.pt.pdf", "manifest.json"]
    with pikepdf.open(tmp_path / "LS-RD2415.dossier.pt.pdf") as pdf:
        assert str(pdf.docinfo["/Title"]) == "Dossiê do lote LS-RD2415"
        kept = pdf.attachments["LS-RD2415.passport.json"].get_file().read_bytes()
    assert kept == (house / "passports" / "LS-RD2415.passport.json").read_bytes()
    assert call(house / "data", "verify", tmp_path).exit_code == 0
    (tmp_path / "LS-RD2415.dossier.pt.pdf").write_bytes(b"%PDF-1.7 another")
    assert call(house / "data", "verify", tmp_path).exit_code == 1


def test_lot_with_a_gtin_has_its_digital_link_as_a_code(house: Path, tmp_path: Path) -> None:
    arguments = ("export", "LS-RD2415", "--from", house / "passports", "--to", "html", "--out", tmp_path)
    call(house / "data", *arguments)
    without = (tmp_path / "LS-RD2415.dossier.en.html").read_text()
    assert "id.gs1.org" not in without
    call(house / "data", *arguments, "--gtin", "9506000134352")
    assert "https://id.gs1.org/01/09506000134352/10/LS-RD2415" in (tmp_path / "LS-RD2415.dossier.en.html").read_text()


def test_dossiers_of_one_passport_stand_side_by_side(house: Path, tmp_path: Path) -> None:
    def export(*options: str) -> Result:
        given = ("LS-RD2415", "--from", house / "passports", "--out", tmp_path)
        return call(house / "data", "export", *given, *options)

    export("--to", "html")
    export("--to", "pdf")
    done = export("--to", "pdf", "--language", "es")
    assert "replaced" not in done.output
    names = ["LS-RD2415.dossier.en.html", "LS-RD2415.dossier.en.pdf", "LS-RD2415.dossier.es.pdf", "manifest.json"]
    assert sorted(path.name for path in tmp_path.iterdir()) == names
    assert call(house / "data", "verify", tmp_path).exit_code == 0
    (tmp_path / "LS-RD2415.dossier.en.html").write_text("<p>Another page.</p>")
    done = export("--to", "html", "--language", "fr")
    assert "replaced: 3 files of an earlier export are gone" in done.output, "what was changed is not signed anew"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["LS-RD2415.dossier.fr.html", "manifest.json"]


def test_export_of_another_format_is_not_removed(house: Path, tmp_path: Path) -> None:
    given = ("export", "LS-RD2415", "--from", house / "passports", "--out", tmp_path)
    assert call(house / "data", *given, "--to", "csv").exit_code == 0
    for to in ("pdf", "epcis", "untp"):
        done = call(house / "data", *given, "--to", to)
        assert done.exit_code == 2
        assert "holds an export of another format (csv)" in " ".join(done.output.split())
    assert (tmp_path / "facts.csv").is_file()
    again = call(house / "data", *given, "--to", "csv")
    assert again.exit_code == 0
    assert "replaced" not in again.output, "the same files were written anew"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--to", "csv", "--language", "fr"), "go with --to html and --to pdf"),
        (("--to", "pdf", "--language", "de"), "'de' is not"),
        (("--to", "pdf", "--bundle", "no/such/paper.pdf"), "no/such/paper.pdf"),
    ],
)
def test_wrong_call_ends_with_2(house: Path, options: tuple[str, ...], told: str, tmp_path: Path) -> None:
    done = call(
        house / "data", "export", "LS-RD2415", "--from", house / "passports", "--out", tmp_path / "out", *options
    )
    assert done.exit_code == 2
    assert told in " ".join(done.output.split())


def test_command_line_knows_the_languages_of_the_dossier() -> None:
    assert tuple(one.value for one in Spoken) == LANGUAGES


@pytest.mark.slow
def test_from_papers_to_pictures_with_frames_on_the_values(tmp_path: Path) -> None:
    papers = parcel(tmp_path / "papers")
    env = environment(tmp_path / "data")
    out = tmp_path / "passports"
    assert program("run", papers, "--out", out, "--as-of", AS_OF, "--jobs", "1", env=env).returncode == 1
    [file] = out.glob("*.passport.json")
    named = ("export", file, "--to", "html", "--language", "fr", "--bundle", papers)
    first = program(*named, "--out", tmp_path / "one", env=env)
    assert first.returncode == 0, first.stderr
    assert "no picture" not in first.stdout
    [page] = (tmp_path / "one").glob("*.html")
    html = page.read_text()
    assert len(html) < 3_000_000
    codes = [finding["code"] for finding in json.loads(file.read_bytes())["findings"]]
    assert codes
    assert [code for code in codes if texts("fr")(f"finding.{code}.title") not in html] == []
    ink = 0
    pictures = re.findall(r'class="picture"><img src="data:image/jpeg;base64,([^"]+)"[^>]*>(.*?)</div>', html, re.S)
    for source, frames in pictures:
        image = Image.open(io.BytesIO(base64.b64decode(source))).convert("L")
        for style in re.findall(r'style="left:([\d.]+)%;top:([\d.]+)%;width:([\d.]+)%;height:([\d.]+)%"', frames):
            left, top, wide, high = (float(part) / 100 for part in style)
            area = (left * image.width, top * image.height, (left + wide) * image.width, (top + high) * image.height)
            tones = image.crop((round(area[0]), round(area[1]), round(area[2]), round(area[3]))).tobytes()
            assert min(tones) < 130, "a frame holds ink"
            assert max(tones) > 180, "and paper"
            ink += 1
    assert ink > 40
    shutil.copytree(papers, tmp_path / "again")
    again = program(*named[:-1], tmp_path / "again", "--out", tmp_path / "two", env=env)
    assert again.returncode == 0, again.stderr
    assert next((tmp_path / "two").glob("*.html")).read_bytes() == page.read_bytes()
    (papers / "invoice.pdf").write_bytes((papers / "waybill.pdf").read_bytes())
    other = program(*named, "--out", tmp_path / "three", env=env)
    assert "no picture of invoice.pdf" in other.stdout, "another file under its name is not that paper"
