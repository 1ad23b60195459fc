"""Document types of an installation's own: read without a change to the product, and never left out in silence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]  # the package carries no types
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]  # the package carries no types

from extract import types
from extract.doctype import DocumentType, FieldSpec, ValueKind
from extract.model import Document, DocumentKind
from lotpass.report import SCHEMA_FILE
from tests.lotpass import programs

PACKAGE = """
from extract.doctype import DocumentType, ValueKind
from extract.model import DocumentKind
from extract.types.declare import stated

LOGBOOK = DocumentType(
    kind=DocumentKind.add("x_mine_logbook"),
    titles={"en": ("Mine Logbook",), "fr": ("Registre de mine",)},
    fields=(
        stated("document_number", ValueKind.IDENTIFIER, "own_number", words={"en": ("Logbook No.",)}, demanded=True),
        stated("mine_site", ValueKind.SITE, "mine_site"),
        stated("net_weight", ValueKind.WEIGHT, "net_weight", "weight"),
    ),
)
"""


def installed(folder: Path, code: str, value: str = "ourpapers:LOGBOOK") -> dict[str, str]:
    """The environment of an installation with a package that offers a document type."""
    site = folder / "site"
    (site / "ourpapers-1.2.dist-info").mkdir(parents=True)
    (site / "ourpapers.py").write_text(code)
    (site / "ourpapers-1.2.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: ourpapers\nVersion: 1.2\n")
    (site / "ourpapers-1.2.dist-info" / "entry_points.txt").write_text(f"[lotpass.document_types]\nlogbook = {value}\n")
    root = str(Path(types.__file__).parents[2])
    return programs.environment(folder / "data", PYTHONPATH=f"{site}:{root}")


def logbook(path: Path) -> None:
    path.parent.mkdir(parents=True)
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setFont("Helvetica-Bold", 18)
    canvas.drawString(180, 780, "Mine Logbook")
    canvas.setFont("Helvetica", 11)
    for number, line in enumerate(("Logbook No.: ML-4711", "Mine site: Rutongo", "Net weight: 412.5 kg")):
        canvas.drawString(60, 720 - 24 * number, line)
    canvas.save()


def test_a_package_adds_a_type(tmp_path: Path) -> None:
    env = installed(tmp_path, PACKAGE)
    logbook(tmp_path / "papers" / "log.pdf")
    done = programs.lotpass("run", tmp_path / "papers", "--as-of", "2026-03-20", "--out", tmp_path / "out", env=env)
    assert done.returncode in (0, 1), done.stderr
    report = programs.report(tmp_path / "out")
    [document] = report["documents"]
    assert document["type"] == "x_mine_logbook"
    assert document["fields"]["document_number"]["value"] == "ML-4711"
    assert (document["fields"]["net_weight"]["value"], document["fields"]["net_weight"]["unit"]) == ("412.5", "kg")
    assert not list(Draft202012Validator(json.loads(SCHEMA_FILE.read_text())).iter_errors(report))


@pytest.mark.parametrize(
    ("code", "value", "says"),
    [
        ("raise RuntimeError('no luck')", "ourpapers:LOGBOOK", "no luck"),
        ("LOGBOOK = (1, 2)", "ourpapers:LOGBOOK", "is no DocumentType"),
        (PACKAGE, "ourpapers:NOTHING", "NOTHING"),
        (
            PACKAGE.replace('DocumentKind.add("x_mine_logbook")', "DocumentKind.PACKING_LIST"),
            "ourpapers:LOGBOOK",
            "own",
        ),
    ],
)
def test_one_that_cannot_be_used_ends_the_command(tmp_path: Path, code: str, value: str, says: str) -> None:
    env = installed(tmp_path, code, value)
    done = programs.lotpass("verify", Path(__file__), env=env)
    assert done.returncode == 4, done.stdout
    assert "'logbook'" in done.stderr
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_kinds_that_are_added_are_named_apart_from_the_contracts() -> None:
    with pytest.raises(ValueError, match="x_"):
        DocumentKind.add("mine_logbook")
    with pytest.raises(ValueError, match="'x_'"):
        DocumentKind("x_")
    told = Document(id="d1", type=DocumentKind("x_told_elsewhere"), confidence=1.0, language="en", pages=())
    assert Document.model_validate_json(told.model_dump_json()) == told
    assert told.type not in list(DocumentKind), "a kind that a report names is none of this installation's"


def test_a_type_without_titles_or_of_the_contracts_kind_is_refused() -> None:
    field = FieldSpec("document_number", ValueKind.IDENTIFIER, {"en": ("No.",)})
    with pytest.raises(ValueError, match="the contract's own"):
        types.add(DocumentType(DocumentKind.PACKING_LIST, {"en": ("List",)}, (field,)))
    with pytest.raises(ValueError, match="no titles"):
        types.add(DocumentType(DocumentKind("x_without_titles"), {}, (field,)))
