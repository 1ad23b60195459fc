"""Archives and mails: everything comes out, nothing gets out."""

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.containers import unpack
from ingest.limits import Limits
from ingest.members import Unpacked, safe_name
from tests.ingest import paper


def unpacked(
    tmp_path: Path, data: bytes, media_type: str = "application/zip", limits: Limits | None = None
) -> Unpacked:
    folder = tmp_path / "inside" / "out"
    folder.mkdir(parents=True)
    return unpack(paper.write(tmp_path, "container", data), media_type, folder, limits or Limits())


def test_names_that_climb_are_written_inside(tmp_path: Path) -> None:
    found = unpacked(tmp_path, paper.archive({"../../evil.pdf": b"1", "/etc/evil": b"2", "C:\\evil.pdf": b"3"}))
    assert [member.name for member in found.members] == ["evil.pdf", "etc/evil", "evil.pdf (2)"]
    for member in found.members:
        assert member.path is not None
        assert member.path.parent == tmp_path / "inside" / "out"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["container", "inside"]


def test_links_are_not_followed(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as out:
        link = zipfile.ZipInfo("link.pdf")
        link.external_attr = 0o120777 << 16
        out.writestr(link, "/etc/passwd")
        out.writestr("sound.pdf", b"sound")
    members = unpacked(tmp_path, buffer.getvalue()).members
    assert [(member.name, member.code) for member in members] == [("link.pdf", "unsafe-path"), ("sound.pdf", None)]


def test_a_bomb_is_stopped_and_its_neighbour_kept(tmp_path: Path) -> None:
    data = paper.archive({"zeros.bin": b"\0" * 30_000_000, "sound.pdf": paper.pdf()})
    members = unpacked(tmp_path, data).members
    assert [(member.name, member.code) for member in members] == [("zeros.bin", "bomb"), ("sound.pdf", None)]


def test_a_bomb_that_lies_about_its_size_is_stopped_too(tmp_path: Path) -> None:
    size = 30_000_000
    data = bytearray(paper.archive({"zeros.bin": b"\0" * size}))
    honest = size.to_bytes(4, "little")
    while (at := data.find(honest)) >= 0:
        data[at : at + 4] = (5_000_000).to_bytes(4, "little")
    members = unpacked(tmp_path, bytes(data)).members
    assert [member.code in ("bomb", "damaged") for member in members] == [True]


def test_two_files_of_one_name_are_both_kept(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as out:
        out.writestr("same.pdf", b"first")
        with pytest.warns(UserWarning, match="Duplicate"):
            out.writestr("same.pdf", b"second")
    members = unpacked(tmp_path, buffer.getvalue()).members
    assert [member.path.read_bytes() for member in members if member.path] == [b"first", b"second"]
    assert len({member.name for member in members}) == 2


def test_what_is_whole_in_a_cut_archive_is_saved(tmp_path: Path) -> None:
    whole = paper.archive({"first.pdf": paper.pdf(("first",)), "second.pdf": paper.pdf(("second",) * 4)})
    cut = whole[: whole.find(b"PK\x03\x04", 4) + 200]
    found = unpacked(tmp_path, cut)
    assert found.code == "truncated"
    assert [member.name for member in found.members] == ["first.pdf"]
    assert found.members[0].path is not None
    assert found.members[0].path.read_bytes() == paper.pdf(("first",))


def test_a_locked_member_is_named(tmp_path: Path) -> None:
    data = bytearray(paper.archive({"locked.pdf": paper.pdf()}))
    data[6] |= 1
    data[data.find(b"PK\x01\x02") + 8] |= 1
    assert [member.code for member in unpacked(tmp_path, bytes(data)).members] == ["encrypted"]


def test_no_more_members_than_allowed(tmp_path: Path) -> None:
    data = paper.archive({f"{n}.txt": b"x" for n in range(20)})
    found = unpacked(tmp_path, data, limits=Limits(members=5))
    assert (len(found.members), found.code) == (5, "bomb")


def test_no_more_bytes_than_allowed(tmp_path: Path) -> None:
    data = paper.archive({f"{n}.bin": bytes(range(256)) * 400 for n in range(20)})
    found = unpacked(tmp_path, data, limits=Limits(unpacked_bytes=300_000))
    codes = [member.code for member in found.members]
    assert codes[:2] == [None, None]
    assert set(codes[2:]) == {"bomb"}


def test_mail_gives_its_attachments_and_its_text_as_a_note(tmp_path: Path) -> None:
    data = paper.mail({"inv.pdf": paper.pdf(("invoice",)), "fwd.eml": paper.pdf(("inner",))})
    members = unpacked(tmp_path, data, "message/rfc822").members
    assert members[0].name == "inv.pdf"
    assert members[0].path is not None
    assert members[0].path.read_bytes() == paper.pdf(("invoice",))
    assert [(member.name, member.note) for member in members[1:]] == [("message.eml", False), ("message.txt", True)]
    assert members[1].path is not None
    inner = tmp_path / "deeper"
    inner.mkdir()
    deeper = unpack(members[1].path, "message/rfc822", inner)
    assert [member.name for member in deeper.members] == ["inner.pdf", "message.txt"]


@given(name=st.text(max_size=60))
def test_safe_names_stay_inside(name: str) -> None:
    safe = safe_name(name)
    assert safe
    assert not safe.startswith("/")
    assert ".." not in safe.split("/")
    assert safe.isprintable()
