"""An explanation made visible: a self-contained HTML page with boxes on the paper (a picture: `explained_picture`).

Both show the same: the value and how sure it is, label and value on the page, what spoke for and against each reading,
what lowered the confidence, what was looked for. The HTML needs no script and nothing from elsewhere.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from PIL import Image, ImageDraw

from extract.explain import Reading
from extract.explain_doubts import shown
from extract.explain_words import LANGUAGE_NAMES
from ingest.model import Box
from lotpass import __version__
from lotpass.drawn import drawn_words, letters
from lotpass.explaining import Explained, Shown, place_of
from lotpass.progress import one_line

_QUALITY = 82
_CLOSE_UP = 5.0
"""Times the height of label and value that the close-up shows."""

STATUS_WORDS = {
    None: "not found",
    "read": "read",
    "unreadable": "unreadable",
    "conflicting": "two values",
    "corrected": "corrected by a person",
}


@dataclass(frozen=True, slots=True)
class Frame:
    """A box on a page: its role (`value`, `label`, `other`), its number among the readings (0 for none), a caption.

    `page` is the page's file (SHA-256) and its number there.
    """

    role: str
    number: int
    caption: str
    page: tuple[str, int]
    box: Box


def frames_of(explained: Explained) -> tuple[Frame, ...]:
    """Every box that an explanation puts on its pages."""
    explanation = explained.explanation
    found: list[Frame] = []
    field = explanation.field
    for number, reading in enumerate(explanation.readings, start=1):
        text = shown(reading.value, reading.unit)
        role = "value" if reading.chosen and field is not None else "other"
        if role == "value" and field is not None and field.status == "unreadable":
            role = "unreadable"
        found += [Frame(role, number, text, place_of(one), one.box) for one in reading.evidence]
        if reading.chosen:
            found += [Frame("label", 0, reading.label or "", place_of(one), one.box) for one in reading.label_evidence]
    if field is not None and not any(frame.role in ("value", "unreadable") for frame in found):
        role = "unreadable" if field.value is None else "value"
        found += [Frame(role, 0, shown(field.value, field.unit), place_of(one), one.box) for one in field.evidence]
    if not any(frame.role == "label" for frame in found):
        found += [Frame("label", 0, text, place_of(one), one.box) for text, one in explanation.labels]
    kept: dict[tuple[str, tuple[str, int], Box], Frame] = {}
    for frame in found:
        kept.setdefault((frame.role, frame.page, frame.box), frame)
    return tuple(kept.values())


def picture_of(page: Shown) -> Image.Image:
    """The page's picture; for a format that has no looks its words, set where they stand."""
    if page.png is None:
        return drawn_words(page.page)
    return Image.open(io.BytesIO(page.png)).convert("RGB")


def as_html(explained: Explained) -> str:
    """The explanation as one HTML file."""
    explanation = explained.explanation
    frames = frames_of(explained)
    pages = []
    for page in explained.pages:
        image = picture_of(page)
        pages.append(
            {
                "number": explained.which(page.place),
                "source": _embedded(image),
                "width": image.width,
                "height": image.height,
                "frames": [_placed(frame) for frame in frames if frame.page == page.place],
            }
        )
    close = close_up(explained, frames)
    template = Environment(
        loader=PackageLoader("lotpass", "pages"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    ).get_template("explained.html")
    field = explanation.field
    return template.render(
        version=__version__,
        name=explanation.name.replace("_", " "),
        document=explanation.document.id,
        kind=explanation.document.type.value.replace("_", " "),
        title=explanation.document.title,
        files=explained.files,
        status=field.status if field is not None else "missing",
        status_words=STATUS_WORDS[field.status if field is not None else None],
        value=shown(field.value, field.unit) if field is not None else "—",
        raw=field.raw if field is not None else "",
        rule=(field.rule or "") if field is not None else "",
        confidence=field.confidence if field is not None else None,
        verdict=explanation.verdict,
        close_up=_embedded(close) if close is not None else None,
        readings=[
            _told(number, reading, explained)
            | {"believed": reading.chosen and field is not None and field.value is not None}
            for number, reading in enumerate(explanation.readings, start=1)
        ],
        weighed=explanation.weighed,
        alternatives=[
            {"value": shown(one.value, one.unit), "raw": one.raw, "score": one.score}
            for one in (field.alternatives if field is not None and not explanation.readings else ())
        ],
        doubts=explanation.doubts,
        looked_for=[(LANGUAGE_NAMES[code], words) for code, words in explanation.looked_for.items() if words],
        labels=[(text, explained.which(place_of(evidence))) for text, evidence in explanation.labels],
        pages=pages,
    )


def in_words(explained: Explained) -> str:
    """The explanation in a few lines of text, for a terminal."""
    explanation = explained.explanation
    field = explanation.field
    value = shown(field.value, field.unit) if field is not None and field.value is not None else None
    status = STATUS_WORDS[field.status if field is not None else None]
    head = f"{explanation.document.id}.{explanation.name}: {value or status}"
    if field is not None and value is not None:
        head += f" (confidence {field.confidence:.2f})"
    lines = [head, explanation.verdict]
    lines += [
        f"  {number}. {shown(one.value, one.unit)}, score {one.score:.2f}, {one.place}. {one.fate}"
        for number, one in enumerate(explanation.readings, start=1)
    ]
    lines += [f"  {doubt.words} Without this: {doubt.without:.2f}." for doubt in explanation.doubts]
    return one_line_each(lines)


def one_line_each(lines: Sequence[str]) -> str:
    """Lines for a terminal, control characters of foreign text taken out."""
    return "\n".join(one_line(line, 400) for line in lines)


def _told(number: int, reading: Reading, explained: Explained) -> dict[str, Any]:
    most = max((abs(one.weight) for one in reading.reasons), default=1.0)
    return {
        "number": number,
        "chosen": reading.chosen,
        "value": shown(reading.value, reading.unit),
        "raw": reading.raw,
        "score": reading.score,
        "place": reading.place,
        "grammar": reading.grammar,
        "label": reading.label,
        "fate": reading.fate,
        "pages": list(dict.fromkeys(explained.which(place_of(one)) for one in reading.evidence)),
        "reasons": [
            {"words": one.words, "weight": one.weight, "share": round(48 * abs(one.weight) / most, 1)}
            for one in reading.reasons
        ],
        "sum": reading.total,
    }


def _placed(frame: Frame) -> dict[str, Any]:
    margin = 0.003
    box = frame.box
    return {
        "role": frame.role,
        "number": frame.number,
        "caption": frame.caption,
        "style": (
            f"left:{100 * (box.x0 - margin):.2f}%;top:{100 * (box.y0 - margin):.2f}%;"
            f"width:{100 * (box.width + 2 * margin):.2f}%;height:{100 * (box.height + 2 * margin):.2f}%"
        ),
    }


def _embedded(image: Image.Image) -> str:
    held = io.BytesIO()
    image.save(held, "JPEG", quality=_QUALITY, optimize=True)
    return "data:image/jpeg;base64," + base64.b64encode(held.getvalue()).decode()


COLOURS = {"value": "#1d6b3a", "label": "#14508c", "other": "#a06800", "unreadable": "#a3211b"}


def close_up(explained: Explained, frames: Sequence[Frame]) -> Image.Image | None:
    """The place of label and value, enlarged, with their boxes; None where there is neither."""
    near = [frame for frame in frames if frame.role in ("value", "unreadable")] or [
        frame for frame in frames if frame.role == "label"
    ]
    if not near:
        return None
    page = next((one for one in explained.pages if one.place == near[0].page), None)
    if page is None:
        return None
    first = near[0].box
    box = first
    for frame in frames:
        if frame.role == "label" and frame.page == page.place and _within_reach(first, frame.box):
            box = box.union(frame.box)
    image = picture_of(page)
    high = max(box.height, 0.012)
    margin = high * (_CLOSE_UP - 1) / 2
    wide = max(box.width + 4 * high, 0.4)
    middle = min(max(box.mid_x, wide / 2), 1 - wide / 2) if wide < 1 else 0.5
    left, right = max(0.0, middle - wide / 2), min(1.0, middle + wide / 2)
    top, bottom = max(0.0, box.y0 - margin), min(1.0, box.y1 + margin)
    area = (
        round(left * image.width),
        round(top * image.height),
        max(round(right * image.width), round(left * image.width) + 1),
        max(round(bottom * image.height), round(top * image.height) + 1),
    )
    marked = image.copy()
    mark(marked, [frame for frame in frames if frame.page == page.place], tags=False)
    cut = marked.crop(area)
    factor = min(1100 / cut.width, 4.0)
    return cut.resize((round(cut.width * factor), round(cut.height * factor)), Image.Resampling.LANCZOS)


def _within_reach(one: Box, other: Box) -> bool:
    return abs(one.mid_y - other.mid_y) < 0.08 and abs(one.mid_x - other.mid_x) < 0.7


def mark(image: Image.Image, frames: Sequence[Frame], *, tags: bool) -> None:
    """Draws the boxes on a picture, with the numbers of the readings beside them."""
    draw = ImageDraw.Draw(image)
    thick = max(2, round(image.width / 500))
    for frame in sorted(frames, key=lambda one: one.role != "other"):
        box = frame.box
        area = (
            box.x0 * image.width - thick - 2,
            box.y0 * image.height - thick - 2,
            box.x1 * image.width + thick + 2,
            box.y1 * image.height + thick + 2,
        )
        colour = COLOURS[frame.role]
        draw.rectangle(area, outline=colour, width=thick)
        if tags and frame.number:
            font = letters(round(image.width / 70))
            text = str(frame.number)
            wide = draw.textlength(text, font=font) + 10
            high = image.width / 55
            at = (area[2], max(0.0, area[1] - high / 2))
            draw.rectangle((at[0], at[1], at[0] + wide, at[1] + high), fill=colour)
            draw.text((at[0] + 5, at[1] + high / 2), text, font=font, fill="white", anchor="lm")
