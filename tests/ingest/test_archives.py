"""Tar, 7z and packed files: everything comes out, nothing gets out, bombs stop at their limits."""

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import py7zr
import pytest

from ingest.containers import unpack
from ingest.errors import Unreadable
from ingest.limits import Limits
from ingest.members import Unpacked
from ingest.sniff import sniff
from tests.ingest import paper


def opened(tmp_path: Path, data: bytes, limits: Limits | None = None) -> Unpacked:
    path = paper.write(tmp_path, "container.pdf", data)
    folder = tmp_path / "inside" / "out"
    folder.mkdir(parents=True)
    found = unpack(path, sniff(path).media_type, folder, limits or Limits())
    assert sorted(each.name for each in tmp_path.iterdir()) == ["container.pdf", "inside"]
    for member in found.members:
        assert (member.path is None) == (member.code is not None)
        assert member.path is None or (member.path.parent == folder and member.path.is_file())
    return found


def codes(found: Unpacked) -> list[tuple[str, str | None]]:
    return [(member.name, member.code) for member in found.members]


def tar(members: dict[str, bytes], *entries: tarfile.TarInfo) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as out:
        for entry in entries:
            out.addfile(entry)
        for name, data in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            out.addfile(entry, io.BytesIO(data))
    return buffer.getvalue()


def special(name: str, kind: bytes, target: str = "") -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.type, entry.linkname = kind, target
    return entry


def sevenzip(members: dict[str, bytes], password: str | None = None, *, plain_header: bool = False) -> bytes:
    buffer = io.BytesIO()
    with py7zr.SevenZipFile(buffer, "w", password=password) as out:
        if plain_header:
            out.set_encoded_header_mode(False)
        for name, data in members.items():
            out.writestr(data, name)
    return buffer.getvalue()


@pytest.mark.parametrize("packed", [bytes, gzip.compress, bz2.compress, lzma.compress])
def test_a_tar_gives_its_files_and_makes_no_link_or_device(tmp_path: Path, packed: Callable[[bytes], bytes]) -> None:
    entries = (
        special("soft.pdf", tarfile.SYMTYPE, "/etc/passwd"),
        special("hard.pdf", tarfile.LNKTYPE, "../../container.pdf"),
        special("disk", tarfile.BLKTYPE),
        special("pipe", tarfile.FIFOTYPE),
    )
    found = opened(tmp_path, packed(tar({"../../up.pdf": paper.pdf(), "/etc/root.pdf": b"2"}, *entries)))
    assert codes(found) == [
        ("soft.pdf", "unsafe-path"),
        ("hard.pdf", "unsafe-path"),
        ("disk", "unsafe-path"),
        ("pipe", "unsafe-path"),
        ("up.pdf", None),
        ("etc/root.pdf", None),
    ]
    assert found.members[4].path is not None
    assert found.members[4].path.read_bytes() == paper.pdf()


def test_an_old_tar_without_its_mark_is_one(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.USTAR_FORMAT) as out:
        entry = tarfile.TarInfo("a.pdf")
        entry.size = 3
        out.addfile(entry, io.BytesIO(b"abc"))
    data = bytearray(buffer.getvalue())
    data[257:265] = bytes(8)
    data[148:156] = b" " * 8
    data[148:156] = b"%06o\0 " % sum(data[:512])
    assert codes(opened(tmp_path, bytes(data))) == [("a.pdf", None)]


def test_what_came_before_a_tar_breaks_off_is_kept(tmp_path: Path) -> None:
    whole = tar({"a.pdf": paper.pdf(), "b.pdf": paper.pdf(("b",)) * 4})
    found = opened(tmp_path, whole[: len(paper.pdf()) + 3000])
    assert (found.code, codes(found)[0]) == ("truncated", ("a.pdf", None))
    assert len(found.members) == 1


@pytest.mark.parametrize("packing", [gzip.compress, bz2.compress, lzma.compress])
def test_one_packed_file_and_one_packed_bomb(tmp_path: Path, packing: Callable[[bytes], bytes]) -> None:
    (tmp_path / "sound").mkdir()
    [member] = opened(tmp_path / "sound", packing(paper.pdf())).members
    assert member.path is not None
    assert member.path.read_bytes() == paper.pdf()
    (tmp_path / "bomb").mkdir()
    assert codes(opened(tmp_path / "bomb", packing(bytes(60_000_000)))) == [("unpacked", "bomb")]


def test_a_tar_of_zeros_packed_is_a_bomb(tmp_path: Path) -> None:
    found = opened(tmp_path, gzip.compress(tar({"zeros.bin": bytes(60_000_000), "a.pdf": paper.pdf()})))
    assert found.code == "bomb" or codes(found)[0] == ("zeros.bin", "bomb")


def test_a_tar_whose_entry_claims_terabytes_ends(tmp_path: Path) -> None:
    entry = tarfile.TarInfo("huge.bin")
    entry.size = 8 * 1024**4
    found = opened(tmp_path, entry.tobuf(tarfile.GNU_FORMAT) + bytes(2048))
    assert (found.code, codes(found)) == ("truncated", [("huge.bin", "too-large")])


def test_no_more_members_or_bytes_than_allowed(tmp_path: Path) -> None:
    for name, pack in (("tar", tar), ("seven", sevenzip)):
        (tmp_path / name).mkdir()
        found = opened(tmp_path / name, pack({f"{n}.txt": b"x" for n in range(9)}), Limits(members=5))
        assert (len(found.members), found.code) == (5, "bomb")
        (tmp_path / f"{name}-bytes").mkdir()
        data = {f"{n}.bin": bytes(range(256)) * 200 for n in range(9)}
        found = opened(tmp_path / f"{name}-bytes", pack(data), Limits(unpacked_bytes=120_000))
        assert [code for _, code in codes(found)][:2] == [None, None]
        assert "bomb" in [found.code, *(code for _, code in codes(found))]


def test_a_7z_gives_its_files_under_safe_names(tmp_path: Path) -> None:
    found = opened(tmp_path, sevenzip({"a/inv.pdf": paper.pdf(), "b.txt": b"two", "empty.pdf": b""}))
    assert sorted(codes(found)) == [("a/inv.pdf", None), ("b.txt", None), ("empty.pdf", None)]
    assert found.members[0].path is not None
    assert found.members[0].path.read_bytes() == paper.pdf()


def test_a_7z_entry_that_climbs_costs_itself_alone(tmp_path: Path) -> None:
    plain = sevenzip({"xx/up.txt": b"climbs", "b.txt": b"stays"}, plain_header=True)
    name, climbing = ("xx/up.txt".encode("utf-16-le"), "../up.txt".encode("utf-16-le"))
    packed, header = plain[:32], plain[32:]
    assert name in header
    data = header.replace(name, climbing)
    size = int.from_bytes(packed[20:28], "little")
    start = int.from_bytes(packed[12:20], "little")
    crc = zlib.crc32(data[start : start + size])
    tail = packed[12:28] + struct.pack("<I", crc)
    whole = packed[:8] + struct.pack("<I", zlib.crc32(tail)) + tail + data
    assert sorted(codes(opened(tmp_path, whole))) == [("b.txt", None), ("up.txt", "unsafe-path")]


def test_a_7z_bomb_is_stopped(tmp_path: Path) -> None:
    found = opened(tmp_path, sevenzip({"sound.txt": b"sound", "zeros.bin": bytes(60_000_000), "after.txt": b"after"}))
    assert codes(found) == [("sound.txt", None), ("zeros.bin", "bomb"), ("after.txt", "bomb")]
    assert found.members[2].reason != found.members[1].reason


def test_a_locked_or_damaged_7z_is_said_to_be_so(tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir()
    with pytest.raises(Unreadable) as locked:
        opened(tmp_path / "locked", sevenzip({"a.pdf": paper.pdf()}, "secret"))
    assert locked.value.code == "encrypted"
    whole = sevenzip({"a.pdf": paper.pdf()})
    (tmp_path / "cut").mkdir()
    with pytest.raises(Unreadable) as cut:
        opened(tmp_path / "cut", whole[: len(whole) // 2])
    assert cut.value.code == "damaged"
    (tmp_path / "hurt").mkdir()
    hurt = opened(tmp_path / "hurt", whole[:60] + b"\xff" * 40 + whole[100:])
    assert [member.code for member in hurt.members] == ["damaged"]


def test_zip_entries_that_share_their_bytes_come_out_once(tmp_path: Path) -> None:
    data = paper.archive({"kernel.bin": bytes(1_000_000)})
    at, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    copies = 50
    directory = b"".join(data[at:end].replace(b"kernel.bin", b"kern%02d.bin" % number) for number in range(copies))
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, copies, copies, len(directory), at, 0)
    found = opened(tmp_path, data[:at] + directory + tail)
    assert [code for _, code in codes(found)].count("bomb") >= copies - 1


def test_zips_within_zips_that_are_all_bomb(tmp_path: Path) -> None:
    data = bytes(20_000_000)
    for level in range(3):
        data = paper.archive({f"{level}-{n}.zip": data for n in range(3)})
    found = opened(tmp_path, data)
    assert len(found.members) == 3
    assert sum(member.path.stat().st_size for member in found.members if member.path) < 1_000_000


def test_names_with_nul_and_odd_letters(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as out:
        for name in ("a\x07b.pdf", "‮fdp.exe", "con\u0301.pdf", "x" * 3000, "…/…", " "):
            out.writestr(zipfile.ZipInfo(name), b"x")
    data = buffer.getvalue().replace(b"a\x07b.pdf", b"a\x00b.pdf")
    found = opened(tmp_path, data)
    assert len(found.members) == 6
    assert all(member.path is not None for member in found.members)
    assert all(member.name.isprintable() and len(member.name) <= 410 for member in found.members)


@pytest.mark.parametrize(("method", "name"), [(9, "Deflate64"), (98, "PPMd"), (77, "number 77")])
def test_a_way_of_packing_that_is_not_opened_is_no_damage(tmp_path: Path, method: int, name: str) -> None:
    data = paper.archive({"a.pdf": paper.pdf()}).replace(b"\x08\x00", method.to_bytes(2, "little"))
    (member,) = opened(tmp_path, data).members
    assert member.code == "unknown-packing"
    assert name in (member.reason or "")
