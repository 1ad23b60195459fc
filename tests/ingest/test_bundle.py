"""A bundle gathered: every file listed once per name, nothing lost, nothing read twice."""

import os
from pathlib import Path
from typing import Any

import pytest

from ingest.bundle import collect, is_junk
from ingest.errors import Unreadable
from ingest.limits import Limits
from ingest.originals import Originals
from tests.ingest import paper


@pytest.fixture
def store(tmp_path: Path) -> Originals:
    return Originals(tmp_path / "store")


def test_a_folder_in_order_without_litter(tmp_path: Path, store: Originals) -> None:
    folder = tmp_path / "bundle"
    paper.write(folder, "b.pdf", paper.pdf(("b",)))
    paper.write(folder, "a/z.pdf", paper.pdf(("z",)))
    paper.write(folder, "empty.pdf", b"")
    for litter in (".DS_Store", "a/Thumbs.db", "__MACOSX/._b.pdf", "~$pl.xlsx"):
        paper.write(folder, litter, b"litter")
    files = collect([folder], store)
    assert [(file.name, file.status) for file in files] == [
        ("b.pdf", "read"),
        ("empty.pdf", "quarantined"),
        ("a/z.pdf", "read"),
    ]
    assert files[1].reason_code == "empty"


def test_containers_are_listed_with_their_members(tmp_path: Path, store: Originals) -> None:
    inner = paper.archive({"deep.pdf": paper.pdf(("deep",))})
    data = paper.mail({"papers.zip": paper.archive({"inv.pdf": paper.pdf(("inv",)), "more.zip": inner})})
    files = collect([paper.write(tmp_path, "mail.eml", data)], store)
    assert [(file.name, file.role, file.pages) for file in files] == [
        ("mail.eml", "container", 0),
        ("mail.eml!papers.zip", "container", 0),
        ("mail.eml!papers.zip!inv.pdf", "pages", 1),
        ("mail.eml!papers.zip!more.zip", "container", 0),
        ("mail.eml!papers.zip!more.zip!deep.pdf", "pages", 1),
        ("mail.eml!message.txt", "note", 1),
    ]


def test_too_deep_is_said(tmp_path: Path, store: Originals) -> None:
    data = paper.pdf()
    for level in range(4):
        data = paper.archive({f"{level}.zip": data})
    files = collect([paper.write(tmp_path, "a.zip", data)], store, limits=Limits(nesting_depth=2))
    assert files[-1].reason_code == "too-deep"
    assert files[-1].name == "a.zip!3.zip!2.zip"


def test_identical_bytes_keep_both_names_and_are_opened_once(tmp_path: Path, store: Originals) -> None:
    folder = tmp_path / "bundle"
    paper.write(folder, "one.pdf", paper.pdf())
    paper.write(folder, "two.pdf", paper.pdf())
    calls: list[Any] = []

    def call(function: Any, *arguments: Any) -> Any:
        calls.append(function.__name__)
        return function(*arguments)

    files = collect([folder], store, call)
    assert [file.name for file in files] == ["one.pdf", "two.pdf"]
    assert files[0].sha256 == files[1].sha256
    assert calls == ["open_file"]


def test_a_crash_costs_one_file(tmp_path: Path, store: Originals) -> None:
    folder = tmp_path / "bundle"
    for name in ("a", "b", "c"):
        paper.write(folder, f"{name}.pdf", paper.pdf((name,)))

    def call(function: Any, path: Path, *more: Any) -> Any:
        if more and more[0] == "b.pdf":
            raise Unreadable("crashed", "The reader crashed on it.")
        return function(path, *more)

    files = collect([folder], store, call)
    assert [(file.name, file.reason_code) for file in files] == [("a.pdf", None), ("b.pdf", "crashed"), ("c.pdf", None)]
    assert files[1].media_type == "application/pdf", "what it is can still be said"


def test_what_is_no_file_is_listed_and_not_waited_for(tmp_path: Path, store: Originals) -> None:
    folder = tmp_path / "bundle"
    paper.write(folder, "a.pdf", paper.pdf())
    os.mkfifo(folder / "pipe")
    files = collect([folder], store)
    assert [(file.name, file.reason_code) for file in files] == [("a.pdf", None), ("pipe", "not-a-document")]


def test_links_in_rings_and_folders_that_are_shut_are_listed(tmp_path: Path, store: Originals) -> None:
    folder = tmp_path / "bundle"
    paper.write(folder, "a.pdf", paper.pdf())
    paper.write(folder, "shut/b.pdf", paper.pdf())
    (folder / "ring").symlink_to(folder)
    (folder / "self").symlink_to("self")
    (folder / "nothing").symlink_to("/nowhere/at/all")
    (folder / "disk").symlink_to("/dev/zero")
    (folder / "up").symlink_to("..")
    (folder / "shut").chmod(0)
    try:
        files = {file.name: file.reason_code for file in collect([folder], store)}
    finally:
        (folder / "shut").chmod(0o700)
    assert files.pop("a.pdf") is None
    shut = [name for name in files if name.startswith("shut")]
    assert shut == (["shut/b.pdf"] if os.geteuid() == 0 else ["shut"]), "root may enter any folder"
    assert files.pop(shut[0]) == (None if os.geteuid() == 0 else "unopenable")
    assert set(files) == {"ring", "self", "nothing", "disk", "up"}
    assert set(files.values()) <= {"not-a-document", "unopenable"}


def test_a_name_that_is_no_text_is_listed(tmp_path: Path, store: Originals) -> None:
    folder = os.fsencode(tmp_path / "bundle")
    Path(os.fsdecode(folder)).mkdir()
    for name in (b"caf\xe9.pdf", b"new\nline.pdf", "\u202efdp.exe".encode()):
        with open(os.path.join(folder, name), "wb") as out:  # noqa: PTH118, PTH123 - paths as bytes
            out.write(paper.pdf((str(name),)))
    assert [file.status for file in collect([tmp_path / "bundle"], store)] == ["read"] * 3


def test_custody_records_are_told_from_papers(tmp_path: Path, store: Originals) -> None:
    path = paper.write(tmp_path, "chain.csv", b"event_type,lot_id\nextract,L1\n")
    assert [file.role for file in collect([path], store)] == ["custody"]


@pytest.mark.parametrize(("name", "litter"), [("a/.DS_Store", True), ("__MACOSX/x.pdf", True), ("ds_store.pdf", False)])
def test_litter(name: str, litter: bool) -> None:
    assert is_junk(name) is litter
