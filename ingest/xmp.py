"""What a file's XMP packet states of its making: programs, days, and the steps of its history (ISO 16684-1).

Programs that edit pictures and PDFs write it beside the older tags, or instead of them. Nothing of it is verified.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

MOST_BYTES = 1024 * 1024
"""Largest packet, in bytes, that is parsed: a long history takes a tenth of it."""

MOST_STEPS = 20
"""Most steps of a history that are kept, the last ones."""

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_PDF = "{http://ns.adobe.com/pdf/1.3/}"
_XMP = "{http://ns.adobe.com/xap/1.0/}"
_MEDIA = "{http://ns.adobe.com/xap/1.0/mm/}"
_EVENT = "{http://ns.adobe.com/xap/1.0/sType/ResourceEvent#}"


@dataclass(frozen=True, slots=True)
class Packet:
    """What a packet states; `history` has a row for each step: what was done, by which program, when."""

    producer: str | None = None
    creator: str | None = None
    created: str | None = None
    modified: str | None = None
    history: tuple[str, ...] = ()


def read(packet: bytes) -> Packet:
    """What the packet states; nothing where it is broken, too large, or more than XML may be here."""
    if len(packet) > MOST_BYTES:
        return Packet()
    try:
        root: Element = fromstring(packet.strip(b"\0 \t\r\n"))
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        return Packet()
    about = list(root.iter(f"{_RDF}Description"))
    return Packet(
        producer=_property(about, f"{_PDF}Producer"),
        creator=_property(about, f"{_XMP}CreatorTool"),
        created=_property(about, f"{_XMP}CreateDate"),
        modified=_property(about, f"{_XMP}ModifyDate"),
        history=tuple(_steps(about))[-MOST_STEPS:],
    )


def _property(nodes: list[Element], name: str) -> str | None:
    """A property of one of the nodes, written as an attribute or as an element."""
    for node in nodes:
        text = node.get(name) or node.findtext(name)
        if text and text.strip():
            return text.strip()
    return None


def _steps(about: list[Element]) -> Iterator[str]:
    for node in about:
        for step in node.iterfind(f"{_MEDIA}History/*/{_RDF}li"):
            places = [step, *step.iterfind(f"{_RDF}Description")]
            said = [_property(places, _EVENT + name) for name in ("action", "softwareAgent", "when")]
            if any(said):
                yield ", ".join(each for each in said if each)
