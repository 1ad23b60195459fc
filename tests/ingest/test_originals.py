"""The store of originals: what is put is what is there, once, unchangeable, whole or not at all."""

import hashlib
import io
from pathlib import Path

import pytest

from ingest.originals import Originals


def test_keeps_bytes_under_their_digest(tmp_path: Path) -> None:
    store = Originals(tmp_path / "store")
    data = b"paper" * 1_000_000
    sha256, size = store.put(io.BytesIO(data))
    assert (sha256, size) == (hashlib.sha256(data).hexdigest(), len(data))
    assert store.path(sha256).read_bytes() == data
    assert sha256 in store


def test_same_bytes_again_leave_the_first_copy(tmp_path: Path) -> None:
    store = Originals(tmp_path)
    sha256, _ = store.put(io.BytesIO(b"paper"))
    before = store.path(sha256).stat()
    source = tmp_path / "source"
    source.write_bytes(b"paper")
    assert store.put(source) == (sha256, 5)
    after = store.path(sha256).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_originals_are_read_only(tmp_path: Path) -> None:
    store = Originals(tmp_path)
    sha256, _ = store.put(io.BytesIO(b"paper"))
    assert store.path(sha256).stat().st_mode & 0o222 == 0


def test_a_file_that_is_taken_over_is_moved(tmp_path: Path) -> None:
    store = Originals(tmp_path / "store")
    first, _ = store.put(io.BytesIO(b"paper"))
    for data in (b"paper", b"another"):
        given = tmp_path / "given"
        given.write_bytes(data)
        sha256, size = store.take(given)
        assert (sha256, size) == (hashlib.sha256(data).hexdigest(), len(data))
        assert store.path(sha256).read_bytes() == data
        assert store.path(sha256).stat().st_mode & 0o222 == 0
        assert not given.exists()
    assert first in store


class _Failing(io.BytesIO):
    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell() > 0:
            raise OSError("the stick was pulled out")
        return super().read(3)


def test_a_source_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    store = Originals(tmp_path)
    with pytest.raises(OSError, match="stick"):
        store.put(_Failing(b"paper"))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
