"""Mails of every make: attachments as files, the mail's own text as a note, nothing fetched, nothing endless."""

import binascii
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import numpy as np
import pytest

from ingest.bundle import collect
from ingest.containers import unpack
from ingest.errors import Unreadable
from ingest.limits import Limits
from ingest.members import Unpacked
from ingest.originals import Originals
from ingest.sniff import sniff
from ingest.webtext import shown_text
from tests.ingest import cfb, paper


def opened(tmp_path: Path, data: bytes, limits: Limits | None = None) -> Unpacked:
    path = paper.write(tmp_path, "mail.pdf", data)
    folder = tmp_path / "out"
    folder.mkdir(exist_ok=True)
    return unpack(path, sniff(path).media_type, folder, limits or Limits())


def note(found: Unpacked) -> str:
    [member] = [member for member in found.members if member.note]
    assert member.path is not None
    return member.path.read_text("utf-8")


def html_mail(html: str, plain: str | None) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"], message["Date"] = "a@example.org", "x", "Mon, 05 Jan 2026 10:00:00 +0000"
    if plain is None:
        message.set_content(html, subtype="html")
    else:
        message.set_content(plain)
        message.add_alternative(html, subtype="html")
    return message.as_bytes()


TABLE = """<html><head><title>no</title><style>p {color: red}</style></head><body><p>Dear&nbsp;all,</p>
<div style="display:none">preheader</div><table><tr><th>Lot</th><th>Weight</th></tr><tr><td>KV-22</td><td>1,200
kg</td></tr></table><script>alert(1)</script><p>Re<b>gar</b>ds<br>Anna</p>
<span style="font-size:0.9em">Tel</span></body>"""


def test_html_as_people_see_it() -> None:
    shown = ["Dear all,", "Lot\tWeight", "KV-22\t1,200 kg", "Regards", "Anna", "Tel"]
    assert shown_text(TABLE).splitlines() == shown
    assert shown_text("<p hidden>secret</p>") == ""


def test_the_form_of_the_text_that_shows_its_table_is_taken(tmp_path: Path) -> None:
    assert "KV-22\t1,200 kg" in note(opened(tmp_path, html_mail(TABLE, "Lot Weight KV-22 1,200 kg")))
    assert note(opened(tmp_path, html_mail("<p>rich</p>", "plain text"))) == "plain text\n"
    assert note(opened(tmp_path, html_mail("<p>rich</p>", None))) == "rich\n"


def test_a_covering_text_is_a_note_whatever_it_looks_like(tmp_path: Path) -> None:
    texts = (
        "See attached.",
        "From: a@b\nDate: today\nSubject: Invoice\nMIME-Version: 1\n\nbelow",
        '{"a": 1}',
        "<html>",
    )
    for number, text in enumerate(texts):
        path = paper.write(tmp_path, f"{number}.eml", paper.mail({"a.pdf": paper.pdf()}, text))
        files = collect([path], Originals(tmp_path / "store"))
        assert [(file.role, file.pages, file.status) for file in files[1:]] == [
            ("pages", 1, "read"),
            ("note", 1, "read"),
        ]


def test_an_outlook_mail_with_files_and_a_mail_in_it(tmp_path: Path) -> None:
    inner = cfb.message("Deep text", {"deep.pdf": paper.pdf(("deep",))}, head=24)
    data = cfb.outlook({"inv.pdf": paper.pdf() * 9, "Forwarded papers": inner})
    found = opened(tmp_path, data)
    assert [member.name for member in found.members] == ["inv.pdf", "Forwarded papers.eml", "message.txt"]
    assert found.members[0].path is not None
    assert found.members[0].path.read_bytes() == paper.pdf() * 9
    assert note(found) == "The papers are attached.\n"
    again = opened(tmp_path, data)
    assert found.members[1].path is not None
    assert again.members[1].path is not None
    first = found.members[1].path.read_bytes()
    assert first == again.members[1].path.read_bytes(), "the same mail has the same digest every time"
    deep = opened(tmp_path, first)
    assert [member.name for member in deep.members] == ["deep.pdf", "message.txt"]
    assert deep.members[0].path is not None
    assert deep.members[0].path.read_bytes() == paper.pdf(("deep",))


def test_an_outlook_mail_whose_streams_share_their_bytes_is_a_bomb(tmp_path: Path) -> None:
    data = bytearray(cfb.outlook({f"{n}.bin": bytes(100_000) for n in range(3)}))
    sizes = [at for at in range(0, len(data) - 8, 64) if data[at + 56 : at + 64] == (100_000).to_bytes(8, "little")]
    assert sizes
    for at in sizes:
        data[at + 56 : at + 64] = (900_000).to_bytes(8, "little")
    with pytest.raises(Unreadable) as caught:
        opened(tmp_path, bytes(data))
    assert caught.value.code == "bomb"


def test_a_mailbox_gives_each_of_its_mails(tmp_path: Path) -> None:
    mails = [paper.mail({f"{n}.pdf": paper.pdf()}) for n in range(3)]
    data = b"".join(b"From a@example.org Mon Jan  5 10:00:00 2026\n" + mail + b"\n\n" for mail in mails)
    found = opened(tmp_path, data)
    assert [member.name for member in found.members] == ["mail 1.eml", "mail 2.eml", "mail 3.eml"]
    assert found.members[2].path is not None
    last = opened(tmp_path, found.members[2].path.read_bytes())
    assert [member.name for member in last.members] == ["2.pdf", "message.txt"]


@pytest.mark.parametrize("line", [b"From a@example.org\n", b"From \xff\xfe\n", b"\nFrom someone\n"])
def test_a_mailbox_whose_first_line_is_damaged_gives_its_mails(tmp_path: Path, line: bytes) -> None:
    mail = paper.mail({"a.pdf": paper.pdf()})
    found = opened(tmp_path, line + mail + b"\n\nFrom b@example.org Mon Jan  5 10:00:00 2026\n" + mail)
    assert [member.name for member in found.members][:1] == ["mail 1.eml"]
    assert len(found.members) == 2
    assert found.members[0].path is not None
    first = opened(tmp_path, found.members[0].path.read_bytes())
    assert [member.name for member in first.members] == ["a.pdf", "message.txt"]


def test_tables_without_a_name_are_attachments_and_banners_are_none(tmp_path: Path) -> None:
    message = EmailMessage()
    message["From"], message["Subject"], message["Date"] = "a@example.org", "x", "Mon, 05 Jan 2026 10:00:00 +0000"
    message.set_content("See below.")
    message.add_attachment("Box;Weight\n1;5.20\n", subtype="csv", disposition="inline")
    message.add_attachment("BEGIN:VCALENDAR", subtype="calendar", disposition="inline")
    for number, (width, height) in enumerate(((900, 120), (900, 1200))):
        picture = paper.png(np.random.default_rng(1).integers(0, 255, (height, width), dtype=np.uint8))
        cid = f"<{number}@x>"
        message.add_attachment(picture, maintype="image", subtype="png", disposition="inline", cid=cid)
    found = opened(tmp_path, message.as_bytes())
    assert [member.name for member in found.members] == ["attachment.csv", "attachment.png", "message.txt"]
    assert note(found) == "See below.\n"


def test_what_lies_elsewhere_is_not_fetched_and_what_is_sealed_is_said_to_be(tmp_path: Path) -> None:
    head = b"From: a@example.org\nDate: Mon, 05 Jan 2026 10:00:00 +0000\nMIME-Version: 1.0\n"
    body = (
        b'Content-Type: multipart/mixed; boundary="b"\n\n--b\n'
        b'Content-Type: message/external-body; access-type=URL; URL="http://127.0.0.1/x.pdf"\n\n\n--b\n'
        b'Content-Type: application/pkcs7-mime; name="smime.p7m"\n\nMIIB\n--b--\n'
    )
    members = opened(tmp_path, head + body).members
    assert [member.code for member in members] == ["not-a-document", "encrypted"]


def test_a_mail_of_endless_parts_ends(tmp_path: Path) -> None:
    head = b"From: a@example.org\nDate: Mon, 05 Jan 2026 10:00:00 +0000\nMIME-Version: 1.0\n"
    nested = head + b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(1000))
    with pytest.raises(Unreadable) as caught:
        opened(tmp_path, nested + b"Content-Type: application/pdf\n\nx")
    assert caught.value.code == "too-deep"
    part = b"--b\nContent-Type: application/pdf; name=a.pdf\n\nx\n"
    flat = head + b'Content-Type: multipart/mixed; boundary="b"\n\n' + part * 3000 + b"--b--\n"
    found = opened(tmp_path, flat)
    assert (found.code, len(found.members)) == ("bomb", 1000)


def test_mails_within_mails_are_opened_to_the_stated_depth(tmp_path: Path) -> None:
    data = paper.pdf()
    for level in range(7):
        data = paper.mail({f"{level}.mail": data})
    files = collect([paper.write(tmp_path, "m.eml", data)], Originals(tmp_path / "store"))
    assert [file.reason_code for file in files if file.status == "quarantined"] == ["too-deep"]


@pytest.mark.parametrize(
    "spoilt",
    [
        lambda mail: b"\xef\xbb\xbf" + mail,
        lambda mail: b"\r\n" + mail,
        lambda mail: b" \n\n\n" + mail,
        lambda mail: b"\xef\xbb\xbf\r\n" + mail.replace(b"\n", b"\r\n"),
        lambda mail: mail.decode().encode("utf-16"),
        lambda mail: mail.decode().encode("utf-32"),
        lambda mail: mail.replace(b"\nMIME-Version:", b"\na line that is no header\nMIME-Version:"),
        lambda mail: mail.replace(b"Content-Transfer-Encoding: base64", b"Content-Transfer-Encoding: BASE64 "),
        lambda mail: mail.replace(b"Content-Transfer-Encoding: base64", b'Content-Transfer-Encoding: "Base64";'),
        lambda mail: b"".join(b"X-Spam-%d: %s\r\n" % (n, b"a" * 100) for n in range(90)) + mail,
    ],
)
def test_what_stands_before_or_among_the_headers_costs_no_attachment(
    tmp_path: Path, spoilt: Callable[[bytes], bytes]
) -> None:
    path = paper.write(tmp_path, "m.eml", spoilt(paper.mail({"a.pdf": paper.pdf()})))
    files = collect([path], Originals(tmp_path / "store"))
    assert [(file.name, file.role, file.status) for file in files] == [
        ("m.eml", "container", "read"),
        ("m.eml!a.pdf", "pages", "read"),
        ("m.eml!message.txt", "note", "read"),
    ]


def test_a_mailbox_in_utf_16_gives_its_mails(tmp_path: Path) -> None:
    data = b"From a@example.org Mon Jan  5 10:00:00 2026\n" + paper.mail({"a.pdf": paper.pdf()})
    assert [member.name for member in opened(tmp_path, data.decode().encode("utf-16")).members] == ["mail 1.eml"]


HEAD = b"From: a@example.org\nDate: Mon, 05 Jan 2026 10:00:00 +0000\nSubject: x\n\n"


def uuencoded(data: bytes) -> bytes:
    return b"".join(binascii.b2a_uu(data[at : at + 45]) for at in range(0, len(data), 45))


def test_uuencoded_attachments_are_files_and_no_text(tmp_path: Path) -> None:
    coded = b"begin 644 a b.csv\n" + uuencoded(b"Box,Net\n1,2\n" * 9) + b"`\nend\n"
    base64 = b"begin-base64 644 c.pdf\n" + binascii.b2a_base64(paper.pdf()[:45]) + b"====\n"
    found = opened(tmp_path, HEAD + b"Hello\n\n" + coded + b"\nbegin 644 times\nas we said\n" + base64 + b"Bye\n")
    assert [member.name for member in found.members] == ["a b.csv", "c.pdf", "message.txt"]
    assert found.members[0].path is not None
    assert found.members[0].path.read_bytes() == b"Box,Net\n1,2\n" * 9
    assert note(found).split() == ["Hello", "begin", "644", "times", "as", "we", "said", "Bye"]


def test_a_uuencoded_attachment_that_breaks_off_is_damaged(tmp_path: Path) -> None:
    found = opened(tmp_path, HEAD + b"Hello\n\nbegin 644 a.csv\n" + uuencoded(b"Box,Net\n1,2\n" * 9))
    assert [(member.name, member.code) for member in found.members] == [("a.csv", "damaged"), ("message.txt", None)]


@pytest.mark.parametrize(
    "text",
    [
        b"--b\nContent-Type: application/pdf\nContent-Transfer-Encoding: base64\n\n" + b"JVBERi0x" * 9 + b"\n--b--\n",
        b"--b\nContent-Type: application/pdf; name=a.pdf\nContent-Disposition: attachment\n\n%PDF\n--b--\n",
        b"=ybegin line=128 size=9 name=a.pdf\nxx\n=yend size=9\n",
    ],
)
def test_attachments_in_the_text_itself_are_told(tmp_path: Path, text: bytes) -> None:
    found = opened(tmp_path, HEAD + b"Hello\n\n" + text)
    assert [(member.name, member.code) for member in found.members] == [
        ("attachment", "not-a-document"),
        ("message.txt", None),
    ]
