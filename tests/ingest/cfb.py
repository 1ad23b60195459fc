"""Compound files (MS-CFB) and Outlook mails (MS-OXMSG) made on the spot, for the tests of ingest."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field

SECTOR, MINI, CUTOFF = 512, 64, 4096
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD

Tree = Mapping[str, "bytes | Tree"]


@dataclass
class _Entry:
    name: str
    kind: int  # 1 storage, 2 stream, 5 root
    data: bytes = b""
    children: list[int] = field(default_factory=list)
    right: int = FREE
    child: int = FREE
    start: int = END


def compound(tree: Tree) -> bytes:
    """A compound file of nested storages and streams."""
    entries = [_Entry("Root Entry", 5)]
    _add(entries, 0, tree)
    for entry in entries:  # siblings hang on each other to the right, in the order that the format asks for
        ordered = sorted(entry.children, key=lambda index: (len(entries[index].name), entries[index].name.upper()))
        entry.child = ordered[0] if ordered else FREE
        for index, following in zip(ordered, [*ordered[1:], FREE][: len(ordered)], strict=True):
            entries[index].right = following
    mini, minifat = bytearray(), list[int]()
    for entry in entries:
        if entry.kind == 2 and entry.data and len(entry.data) < CUTOFF:
            entry.start = len(minifat)
            count = -(-len(entry.data) // MINI)
            minifat += [*range(len(minifat) + 1, len(minifat) + count), END]
            mini += entry.data.ljust(count * MINI, b"\0")
    sectors, fat = list[bytes](), list[int]()

    def store(data: bytes) -> int:
        """Puts data into sectors of its own; gives the first."""
        if not data:
            return END
        first, count = len(sectors), -(-len(data) // SECTOR)
        sectors.extend(data[at : at + SECTOR].ljust(SECTOR, b"\0") for at in range(0, len(data), SECTOR))
        fat.extend([*range(first + 1, first + count), END])
        return first

    for entry in entries:
        if entry.kind == 2 and len(entry.data) >= CUTOFF:
            entry.start = store(entry.data)
    entries[0].data, entries[0].start = bytes(mini), store(bytes(mini))
    minifat_start = store(b"".join(struct.pack("<I", each) for each in minifat))
    directory_start = store(b"".join(_packed(entry) for entry in entries))
    needed = 1
    while needed * (SECTOR // 4) < len(sectors) + needed:
        needed += 1
    fat_start = len(sectors)
    fat += [FAT] * needed
    fat += [FREE] * (needed * (SECTOR // 4) - len(fat))
    sectors += [struct.pack("<128I", *fat[at : at + 128]) for at in range(0, len(fat), 128)]
    difat = [*range(fat_start, fat_start + needed), *[FREE] * (109 - needed)]
    minifat_sectors = -(-len(minifat) * 4 // SECTOR)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, needed, directory_start, 0, CUTOFF, minifat_start, minifat_sectors, END, 0)
    return (header + struct.pack("<109I", *difat)).ljust(SECTOR, b"\0") + b"".join(sectors)


def _add(entries: list[_Entry], parent: int, tree: Tree) -> None:
    for name, content in tree.items():
        index = len(entries)
        entries[parent].children.append(index)
        if isinstance(content, bytes):
            entries.append(_Entry(name, 2, content))
        else:
            entries.append(_Entry(name, 1))
            _add(entries, index, content)


def _packed(entry: _Entry) -> bytes:
    name = (entry.name + "\0").encode("utf-16-le")
    size = len(entry.data)
    return (
        name.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(name), entry.kind, 1, FREE, entry.right, entry.child)
        + bytes(36)
        + struct.pack("<IQ", entry.start if entry.kind != 1 else 0, size)
    )


def _properties(texts: Mapping[int, str], blobs: Mapping[int, bytes], numbers: Mapping[int, int], head: int) -> Tree:
    """The streams of a mail's or an attachment's properties."""
    rows = bytes(head)
    streams: dict[str, bytes | Tree] = {}
    for pid, text in texts.items():
        data = text.encode("utf-16-le")
        streams[f"__substg1.0_{pid:04X}001F"] = data
        rows += struct.pack("<HHIII", 0x001F, pid, 6, len(data) + 2, 0)
    for pid, data in blobs.items():
        streams[f"__substg1.0_{pid:04X}0102"] = data
        rows += struct.pack("<HHIII", 0x0102, pid, 6, len(data), 0)
    for pid, number in numbers.items():
        rows += struct.pack("<HHIII", 0x0003, pid, 6, number, 0)
    streams["__properties_version1.0"] = rows
    return streams


def message(
    text: str = "Please find the papers attached.",
    attachments: Mapping[str, bytes | Tree] | None = None,
    *,
    html: str = "",
    head: int = 32,
) -> Tree:
    """The storages of an Outlook mail; an attachment that is a tree is a mail of its own (made with `head=24`)."""
    blobs = {0x1013: html.encode()} if html else {}
    texts = {0x001A: "IPM.Note", 0x0037: "Papers", 0x0C1A: "A. Sender", 0x1000: text}
    tree = dict(_properties(texts, blobs, {0x340D: 0x00040000, 0x3FDE: 65001}, head))
    for number, (name, content) in enumerate((attachments or {}).items()):
        inner = isinstance(content, bytes)
        blob = {0x3701: content} if isinstance(content, bytes) else {}
        attached = dict(_properties({0x3707: name}, blob, {0x3705: 1 if inner else 5}, 8))
        if not isinstance(content, bytes):
            attached["__substg1.0_3701000D"] = content
        tree[f"__attach_version1.0_#{number:08X}"] = attached
    return tree


def outlook(attachments: Mapping[str, bytes | Tree] | None = None, text: str = "The papers are attached.") -> bytes:
    """An Outlook mail (MSG) with attachments."""
    return compound(message(text, attachments))
