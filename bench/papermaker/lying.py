"""Digital papers whose text layer says something else than the page shows, or whose page was changed.

Each lie takes a PDF and gives a PDF that looks as before unless it says so; what the text layer says is changed.
"""

from __future__ import annotations

import io
import random
import re
from collections.abc import Callable, Iterator, Mapping

import pikepdf
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar, LTTextContainer, LTTextLine
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]  # reportlab ships no types

Digits = Mapping[str, str]
"""What each digit, or letter, is said to be."""


def deranged(rng: random.Random, count: int = 10) -> Digits:
    """A permutation of `count` of the digits in which each of them is said to be another."""
    chosen = rng.sample("0123456789", count)
    return dict(zip(chosen, chosen[1:] + chosen[:1], strict=True))


def deranged_letters(rng: random.Random, count: int) -> Digits:
    """A permutation of `count` of the small letters that are the most frequent, and of as many capitals."""
    small = rng.sample("etaoinrsdlucmp", count)
    large = rng.sample("ABCDEGIMNPRSTZ", count)
    return dict(zip([*small, *large], [*small[1:], small[0], *large[1:], large[0]], strict=True))


def other_digits(pdf: bytes, digits: Digits, face: str | None = None) -> bytes:
    """Every font, or the one of that name, says other digits (or letters) than it shows."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            for font in _fonts(page).values():
                if face is None or str(font.BaseFont) == f"/{face}":
                    _lie(document, font, digits)
        return _saved(document)


def one_font(pdf: bytes, digits: Digits, rng: random.Random) -> bytes | None:
    """One of the fonts that digits are set in says other digits than it shows; None if there are none."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        fonts = _fonts(document.pages[0])
        used = sorted({name for _, name, _ in _strings(document.pages[0], fonts, digits)})
        if not used:
            return None
        _lie(document, fonts[rng.choice(used)], digits)
        return _saved(document)


def one_string(pdf: bytes, digits: Digits, rng: random.Random) -> bytes | None:
    """One string of the first page is set in a copy of its font that says other digits; None if none has digits."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        page = document.pages[0]
        fonts = _fonts(page)
        stream = list(pikepdf.parse_content_stream(page))
        places = list(_strings(page, fonts, digits))
        if not places:
            return None
        index, name, size = rng.choice(places)
        clone = document.make_indirect(pikepdf.Dictionary(dict(fonts[name].items())))
        _lie(document, clone, digits)
        page.Resources.Font[pikepdf.Name("/Liar")] = clone
        stream[index + 1 : index + 1] = [
            pikepdf.ContentStreamInstruction([pikepdf.Name(name), size], pikepdf.Operator("Tf"))
        ]
        stream[index:index] = [pikepdf.ContentStreamInstruction([pikepdf.Name("/Liar"), size], pikepdf.Operator("Tf"))]
        page.Contents = document.make_stream(pikepdf.unparse_content_stream(stream))
        return _saved(document)


def _strings(
    page: pikepdf.Page, fonts: Mapping[str, pikepdf.Object], digits: Digits
) -> Iterator[tuple[int, str, pikepdf.Object]]:
    """The page's strings that have such digits: position in the content, font and size."""
    current: list[pikepdf.Object] = []
    for index, step in enumerate(pikepdf.parse_content_stream(page)):
        if str(step.operator) == "Tf":
            current = list(step.operands)
        elif str(step.operator) == "Tj" and current:
            name = str(current[0])
            if _says(fonts, name, bytes(step.operands[0]), digits):
                yield index, name, current[1]


def laid_over(pdf: bytes, rng: random.Random) -> tuple[bytes, str, str] | None:
    """A number of the first page painted over and another set on top; the old one stays in the text layer.

    Gives the PDF, the old text and the new one; None where no word is a number.
    """
    words = list(_numbers(pdf))
    if not words:
        return None
    text, (x0, y0, x1, _), size, page_size = rng.choice(words)
    new = _changed(text, rng)
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=page_size, invariant=1)
    canvas.setFillGray(1)
    canvas.rect(x0 - 0.5, y0 - 0.3 * size, x1 - x0 + 1, 1.25 * size, stroke=0, fill=1)
    canvas.setFillGray(0)
    canvas.setFont("Helvetica", size)
    canvas.drawString(x0, y0, new)
    canvas.save()
    with pikepdf.open(io.BytesIO(pdf)) as document, pikepdf.open(io.BytesIO(out.getvalue())) as patch:
        document.pages[0].add_overlay(patch.pages[0], pikepdf.Rectangle(0, 0, *page_size))
        return _saved(document), text, new


def _changed(text: str, rng: random.Random) -> str:
    """The number with one of its digits raised by one to eight."""
    place = rng.choice([i for i, char in enumerate(text) if char.isdigit()])
    return text[:place] + str((int(text[place]) + rng.randint(1, 8)) % 10) + text[place + 1 :]


def _numbers(pdf: bytes) -> Iterator[tuple[str, tuple[float, float, float, float], float, tuple[float, float]]]:
    """Words of three digits and more on the first page: text, box from the baseline up, size, and the page's size."""
    layout = next(iter(extract_pages(io.BytesIO(pdf), page_numbers=[0])))
    for block in layout:
        for line in block if isinstance(block, LTTextContainer) else ():
            if not isinstance(line, LTTextLine):
                continue
            chars = [char for char in line if isinstance(char, LTChar)]
            for match in re.finditer(r"\d[\d.,]*\d", "".join(char.get_text() for char in chars)):
                own = chars[match.start() : match.end()]
                if sum(c.isdigit() for c in match.group()) >= 3 and own[0].upright and own[0].matrix[1] == 0:
                    box = (own[0].x0, own[0].matrix[5], own[-1].x1, own[0].y1)
                    yield match.group(), box, own[0].size * 0.85, (layout.width, layout.height)


def _fonts(page: pikepdf.Page) -> dict[str, pikepdf.Object]:
    return dict(page.Resources.Font.items()) if "/Font" in page.Resources else {}


def _says(fonts: Mapping[str, pikepdf.Object], name: str, text: bytes, digits: Digits) -> bool:
    font = fonts.get(name)
    if font is None:
        return False
    spelt = _spelling(font)
    return any(spelt.get(code, chr(code)) in digits for code in text)


def _spelling(font: pikepdf.Object) -> dict[int, str]:
    """What the codes of a simple font stand for, by its own table (ISO 32000-2, 9.10.3); {} where it has none."""
    if "/ToUnicode" not in font:
        return {}
    text = font.ToUnicode.read_bytes().decode("latin-1")
    spelt: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", text, re.DOTALL):
        for code, char in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]{4})>", block):
            spelt[int(code, 16)] = chr(int(char, 16))
    for block in re.findall(r"beginbfrange(.*?)endbfrange", text, re.DOTALL):
        for first, last, start, listed in re.findall(
            r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]{4})>|\[(.*?)\])", block, re.DOTALL
        ):
            codes = range(int(first, 16), int(last, 16) + 1)
            if start:
                spelt |= {code: chr(int(start, 16) + i) for i, code in enumerate(codes)}
            else:
                chars = re.findall(r"<([0-9A-Fa-f]{4})>", listed)
                spelt |= {code: chr(int(char, 16)) for code, char in zip(codes, chars, strict=False)}
    return spelt


def _lie(document: pikepdf.Pdf, font: pikepdf.Object, digits: Digits) -> None:
    """Gives the font a table of characters in which the digits are said to be others."""
    spelt = _spelling(font) or {code: chr(code) for code in range(32, 256) if code not in range(127, 161)}
    lines = [f"<{code:02X}> <{ord(digits.get(char, char)):04X}>" for code, char in spelt.items()]
    blocks = [lines[i : i + 100] for i in range(0, len(lines), 100)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    font.ToUnicode = document.make_stream((_CMAP % body).encode("latin-1"))


_CMAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CMapName /Said def
/CMapType 2 def
1 begincodespacerange
<00> <FF>
endcodespacerange
%s
endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


def _saved(document: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    document.save(out, deterministic_id=True)
    return out.getvalue()


LIES: Mapping[str, Callable[[bytes, random.Random], bytes | None]] = {
    "all digits": lambda pdf, rng: other_digits(pdf, deranged(rng)),
    "two digits": lambda pdf, rng: other_digits(pdf, deranged(rng, 2)),
    "one font": lambda pdf, rng: one_font(pdf, deranged(rng), rng),
    "one string": lambda pdf, rng: one_string(pdf, deranged(rng), rng),
    "all letters": lambda pdf, rng: other_digits(pdf, deranged_letters(rng, 14)),
    "five letters": lambda pdf, rng: other_digits(pdf, deranged_letters(rng, 5)),
    "letters of one string": lambda pdf, rng: one_string(pdf, deranged_letters(rng, 14), rng),
    "laid over": lambda pdf, rng: (made := laid_over(pdf, rng)) and made[0],
}
"""Every lie by name: makes a lying PDF of an honest one, or None where the page has nothing to lie about."""
