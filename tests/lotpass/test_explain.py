"""`lotpass explain`: a page or a picture that stands alone, exit codes, and what foreign text may do in it."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PIL import Image

from tests.lotpass import bundles, programs


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("explained")
    bundles.parcel(folder / "papers", "1,254.30", scanned=False)
    return folder


class Page(HTMLParser):
    """What a browser finds in a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def test_a_page_that_stands_alone(folder: Path) -> None:
    env = programs.environment(folder / "data")
    out = folder / "why.html"
    field = next(
        f"{one['id']}.carat_weight" for one in _documents(folder) if one["type"] == "kimberley_process_certificate"
    )
    done = programs.lotpass("explain", folder / "papers", "--field", field, "--out", out, env=env)
    assert done.returncode == 0, done.stderr
    assert "1254.30 ct" in done.stdout
    page = Page(out.read_text())
    assert "1254.30 ct" in page.text
    assert "What speaks for it and against it" in page.text
    assert not [tag for tag, _ in page.tags if tag in ("script", "link", "iframe", "object")]
    sources = [attributes["src"] for tag, attributes in page.tags if tag == "img"]
    assert sources
    assert all(str(source).startswith("data:image/jpeg;base64,") for source in sources)
    assert not re.search(r"https?://", out.read_text())
    boxes = [str(attributes["class"]) for tag, attributes in page.tags if "box" in str(attributes.get("class"))]
    assert "box value" in boxes
    assert "box label" in boxes


def _documents(folder: Path) -> list[dict[str, str]]:
    env = programs.environment(folder / "data")
    programs.lotpass("run", folder / "papers", "--as-of", bundles.AS_OF, "--out", folder / "out", env=env)
    documents: list[dict[str, str]] = programs.report(folder / "out")["documents"]
    return documents


def test_a_picture(folder: Path) -> None:
    env = programs.environment(folder / "data")
    out = folder / "why.png"
    done = programs.lotpass("explain", folder / "papers", "--field", "d1.expiry_date", "--out", out, env=env)
    assert done.returncode == 0, done.stderr
    image = Image.open(io.BytesIO(out.read_bytes()))
    assert image.format == "PNG"
    assert image.width > 1500


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("--field", "d9.carat_weight"), 2, "d1 to d4"),
        (("--field", "d1.colour"), 2, "has no field colour"),
        (("--field", "carat_weight"), 2, "d1.carat_weight"),
        (("--field", "d1.carat_weight", "--out", "why.pdf"), 2, ".html or .png"),
        (("--field", "d1.carat_weight", "--out", "nowhere/why.html"), 2, "is not there"),
    ],
)
def test_wrong_calls_say_what_there_is(folder: Path, arguments: tuple[str, ...], code: int, says: str) -> None:
    env = programs.environment(folder / "data")
    done = programs.lotpass("explain", folder / "papers", *arguments, env=env, cwd=folder)
    assert done.returncode == code, done.stderr
    assert says in " ".join(done.stderr.replace("│", " ").split())


def test_a_bundle_of_nothing_is_exit_code_3(tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    env = programs.environment(tmp_path / "data")
    done = programs.lotpass("explain", tmp_path / "papers", "--field", "d1.value", env=env, cwd=tmp_path)
    assert done.returncode == 3, done.stderr
    assert not (tmp_path / "d1.value.html").exists()
