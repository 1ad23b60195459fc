"""The text that a mail in HTML shows: lines and table rows; nothing in it is run, followed or loaded."""

from __future__ import annotations

from html.parser import HTMLParser

_SILENT = frozenset({"script", "style", "head", "title", "noscript", "template", "svg", "object"})
"""Elements whose content is not shown as text."""

_EMPTY = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr", "col", "area", "base", "source", "embed"})
"""Elements that have no end."""

_BLOCKS = frozenset(
    [
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "ul",
        "ol",
        "blockquote",
        "pre",
        "section",
        "article",
        "hr",
        "header",
        "footer",
        "address",
        "dl",
        "dt",
        "dd",
        "form",
        "table",
        "tr",
        "center",
    ]
)
"""Elements that begin a line of their own."""

_HIDING = ("display:none", "visibility:hidden", "font-size:0", "mso-hide:all")
"""Styles by which mails hide text from people."""


class _Shown(HTMLParser):
    """Collects what is shown, line by line; the cells of a table's row stand in one line with tabs between."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = [""]
        self._silent: list[str] = []  # the open element that hides, and those open within it

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._silent:
            if tag not in _EMPTY:
                self._silent.append(tag)
            return
        style = next((value or "" for name, value in attrs if name == "style"), "").replace(" ", "").lower()
        hidden = any(name == "hidden" for name, _ in attrs) or any(
            mark in style and not style.partition(mark)[2].startswith((".", *"123456789")) for mark in _HIDING
        )
        if (tag in _SILENT or hidden) and tag not in _EMPTY:
            self._silent.append(tag)
        elif tag == "br" or tag in _BLOCKS:
            self._end_line()
        elif tag in ("td", "th") and self.lines[-1].strip():
            self.lines[-1] += "\t"

    def handle_endtag(self, tag: str) -> None:
        if self._silent:
            if tag in self._silent:
                while self._silent and self._silent.pop() != tag:
                    pass
            return
        if tag in _BLOCKS:
            self._end_line()

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        text = " ".join(data.split())
        if not text:
            if data and self.lines[-1] and not self.lines[-1].endswith((" ", "\t")):
                self.lines[-1] += " "
            return
        before = " " if data[0].isspace() and self.lines[-1] and not self.lines[-1].endswith((" ", "\t")) else ""
        self.lines[-1] += before + text + (" " if data[-1].isspace() else "")

    def _end_line(self) -> None:
        if self.lines[-1].strip():
            self.lines.append("")


def shown_text(html: str) -> str:
    """The text that a reader of the HTML sees, table cells parted by tabs; empty where nothing is shown."""
    parser = _Shown()
    parser.feed(html)
    parser.close()
    return "\n".join(line.rstrip() for line in parser.lines if line.strip())
