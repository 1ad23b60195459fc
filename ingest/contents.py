"""What a PDF page draws, followed by pdfminer's interpreter, its content read in one go where it is plainly written.

pdfminer takes content apart by the character, in buffers, and tells a log of each part: that is two thirds of what
following a page costs. Content without inline pictures and without errors is taken apart by one pattern here, into the
same operands and operators; any other is left to pdfminer's own parser, whose ways with errors are many.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTPage
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import stream_value
from pdfminer.psparser import KWD, LIT, PSKeyword, literal_name

_END = rb"(?=[\s\[\]()<>/%]|$)"

_TOKEN = re.compile(
    rb"\s*+(?:%[^\r\n]*+\s*+)*+(?:"  # comments say nothing
    rb"(?P<number>[-+]?\d++" + _END + rb")"
    rb"|(?P<real>[-+]?(?:\d++\.\d*+|\.\d++)" + _END + rb")"
    rb"|(?P<operator>[A-Za-z][^#/%\[\]()<>{}\s\0]*+" + _END + rb"|['\"])"
    rb"|/(?P<name>[^#/%\[\]()<>{}\s\0]*+)" + _END + rb""
    rb"|\((?P<string>(?:[^()\\]++|\\.|\((?:[^()\\]++|\\.)*+\))*+)\)"
    rb"|<(?P<hex>(?:[0-9A-Fa-f]{2})*+)>(?!>)"
    rb"|(?P<bracket>\[|\]|<<|>>)"
    rb"|(?P<end>\Z))",
    re.DOTALL,
)
"""The next part of plain content. Strings may have brackets in them one deep."""

_ESCAPED = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)

_ESCAPES = {b"b": b"\b", b"t": b"\t", b"n": b"\n", b"f": b"\f", b"r": b"\r", b"(": b"(", b")": b")", b"\\": b"\\"}

_INLINE = (b"BI", b"ID", b"EI")
"""Operators about a picture that lies in the content itself, whose bytes are no content."""


class _NotPlainError(Exception):
    """The content is not written plainly."""


def layout_of(page: PDFPage, resources: PDFResourceManager) -> LTPage:
    """All that the page draws. Raises what pdfminer raises on content that cannot be followed."""
    device = PDFPageAggregator(resources)
    _Interpreter(resources, device).process_page(page)
    return device.get_result()


class _Interpreter(PDFPageInterpreter):
    """pdfminer's, quicker on plain content."""

    def execute(self, streams: Sequence[object]) -> None:
        """Follows a page's or a form's content."""
        given = [stream_value(each) for each in streams]
        ids = [each.objid for each in given]
        if any(each is None or each in self.parent_stream_ids for each in ids):
            super().execute(streams)
            return
        try:
            parts = _parts(b"\n".join(each.get_data() for each in given))
        except _NotPlainError:
            super().execute(streams)
            return
        self.stream_ids = {each for each in ids if each is not None}
        known: dict[PSKeyword, tuple[Callable[..., None], int] | None] = {}
        for part in parts:
            if not isinstance(part, PSKeyword):
                self.argstack.append(part)
                continue
            if part not in known:
                known[part] = self._operation(part)
            operation = known[part]
            if operation is None:
                continue
            function, count = operation
            if not count:
                function()
            elif len(operands := self.pop(count)) == count:
                function(*operands)

    def _operation(self, operator: PSKeyword) -> tuple[Callable[..., None], int] | None:
        """What an operator does, and how many operands it takes; None for one that is unknown, which is passed over."""
        name = str(operator.name, "utf-8", "ignore") if isinstance(operator.name, bytes) else operator.name
        function = getattr(self, f"do_{name.replace('*', '_a').replace(chr(34), '_w').replace(chr(39), '_q')}", None)
        return None if function is None else (function, function.__code__.co_argcount - 1)


def _parts(content: bytes) -> list[Any]:
    """Operands and operators, in their order, as pdfminer's parser gives them; raises _NotPlainError."""
    parts: list[Any] = []
    outer: list[tuple[bytes, list[Any]]] = []
    position = 0
    match = _TOKEN.match
    while True:
        found = match(content, position)
        if found is None:
            raise _NotPlainError
        position = found.end()
        kind = found.lastgroup
        text = found[found.lastindex or 0]
        if kind == "number":
            parts.append(int(text))
        elif kind == "real":
            parts.append(float(text))
        elif kind == "operator":
            if text in (b"true", b"false"):
                parts.append(text == b"true")
            elif outer or text in _INLINE:
                raise _NotPlainError
            else:
                parts.append(KWD(text))
        elif kind == "string":
            parts.append(_ESCAPED.sub(_unescaped, text) if b"\\" in text else text)
        elif kind == "name":
            parts.append(_name(text))
        elif kind == "hex":
            parts.append(bytes.fromhex(text.decode()))
        elif kind == "bracket":
            if text in (b"[", b"<<"):
                outer.append((text, parts))
                parts = []
            else:
                if not outer:
                    raise _NotPlainError
                opened, before = outer.pop()
                before.append(_closed(opened + text, parts))
                parts = before
        else:
            if outer:
                raise _NotPlainError
            return parts


def _closed(brackets: bytes, inside: list[Any]) -> list[Any] | dict[str, Any]:
    if brackets == b"[]":
        return inside
    if brackets != b"<<>>" or len(inside) % 2:
        raise _NotPlainError
    return {literal_name(key): value for key, value in zip(inside[::2], inside[1::2], strict=True)}


def _name(text: bytes) -> Any:
    try:
        return LIT(text.decode())
    except UnicodeDecodeError:
        return LIT(text)


def _unescaped(found: re.Match[bytes]) -> bytes:
    """What an escape stands for: nothing for a line's end, and for letters of no meaning."""
    code = found[1]
    if code[:1] in b"01234567":
        if int(code, 8) > 255:
            raise _NotPlainError
        return bytes((int(code, 8),))
    return _ESCAPES.get(code, b"")
