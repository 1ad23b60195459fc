"""A full disk costs what found no room on it, with that for a reason, and nothing else."""

from __future__ import annotations

import errno
import gzip
import hashlib
import os
from pathlib import Path
from typing import Any

import pytest

from ingest import room
from ingest.bundle import collect, direct
from ingest.containers import unpack
from ingest.errors import Unreadable
from ingest.originals import Originals
from tests.ingest import paper
from tests.ingest.test_archives import sevenzip, tar
from tests.small_disk import no_file_above

ROOM = 100_000
LARGE = paper.pdf() + b"%" + os.urandom(2 * ROOM)


@pytest.fixture
def store(tmp_path: Path) -> Originals:
    return Originals(tmp_path / "store")


def listed(store: Originals, *paths: Path, call: Any = direct) -> list[tuple[str, str | None]]:
    with no_file_above(ROOM):
        return [(file.name, file.reason_code) for file in collect(paths, store, call)]


def test_a_file_that_does_not_fit_is_listed_and_the_next_one_read(tmp_path: Path, store: Originals) -> None:
    large = paper.write(tmp_path, "large.pdf", LARGE)
    small = paper.write(tmp_path, "small.pdf", paper.pdf())
    with no_file_above(ROOM):
        files = collect([large, small], store)
    assert [(file.name, file.status, file.reason_code) for file in files] == [
        ("large.pdf", "quarantined", "no-space"),
        ("small.pdf", "read", None),
    ]
    assert files[0].sha256 == hashlib.sha256(LARGE).hexdigest()
    assert "room" in (files[0].reason or "")
    assert [path for path in store.folder.rglob(".*") if path.is_file()] == []


@pytest.mark.parametrize("packed", [paper.archive, lambda members: gzip.compress(tar(members))], ids=["zip", "tar.gz"])
def test_a_member_that_does_not_fit_costs_itself_alone(tmp_path: Path, store: Originals, packed: Any) -> None:
    members = {
        "a.pdf": paper.pdf(("a",)),
        "large.pdf": paper.pdf() + b"%" + bytes(2 * ROOM),
        "z.pdf": paper.pdf(("z",)),
    }
    files = dict(listed(store, paper.write(tmp_path, "packed", packed(members))))
    assert files["packed!large.pdf"] == "no-space"
    assert files["packed!a.pdf"] is files["packed!z.pdf"] is files["packed"] is None


def test_members_of_a_7z_after_the_one_that_does_not_fit_say_so_too(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    path = paper.write(tmp_path, "packed.7z", sevenzip({"a.txt": b"a", "large.txt": b"x" * 2 * ROOM, "z.txt": b"z"}))
    with no_file_above(ROOM):
        found = unpack(path, "application/x-7z-compressed", folder)
    assert [(member.name, member.code) for member in found.members] == [
        ("a.txt", None),
        ("large.txt", "no-space"),
        ("z.txt", "no-space"),
    ]
    assert len(list(folder.iterdir())) == 1, "no half of a file takes up room"


def test_a_disk_that_fills_while_a_container_is_open_costs_the_container(tmp_path: Path, store: Originals) -> None:
    """As a worker answers that ran out of room."""

    def call(function: Any, *arguments: Any) -> Any:
        if function is unpack:
            raise room.no_room()
        return function(*arguments)

    small = paper.write(tmp_path, "small.pdf", paper.pdf())
    packed = paper.write(tmp_path, "packed.zip", paper.archive({"inv.pdf": paper.pdf()}))
    assert listed(store, packed, small, call=call) == [("packed.zip", "no-space"), ("small.pdf", None)]


def test_other_errors_of_a_disk_pass(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="Input/output"), room.in_want_of_room():
        raise OSError(errno.EIO, os.strerror(errno.EIO))
    with pytest.raises(Unreadable) as caught, room.in_want_of_room():
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    assert caught.value.code == "no-space"
