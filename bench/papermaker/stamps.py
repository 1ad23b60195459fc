"""Rubber stamps as pictures."""

from __future__ import annotations

import io
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont


@lru_cache(maxsize=64)
def stamp_png(text: str, colour: tuple[int, int, int], shape: str, angle: float) -> bytes:
    """A rubber stamp as a transparent PNG: round with the text in lines, or a frame."""
    side = 300
    image = Image.new("RGBA", (side, side), (*colour, 0))
    draw = ImageDraw.Draw(image)
    ink = (*colour, 150)
    font = ImageFont.load_default(22)
    if shape == "round":
        draw.ellipse((10, 10, side - 10, side - 10), outline=ink, width=5)
        draw.ellipse((34, 34, side - 34, side - 34), outline=ink, width=2)
    else:
        draw.rectangle((22, 92, side - 22, side - 92), outline=ink, width=5)
    words, lines, line = text.split(), [], ""
    for word in words:
        if draw.textlength(f"{line} {word}", font=font) > side * 0.66 and line:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    lines = [*lines, line][:4]
    for i, one in enumerate(lines):
        draw.text((side / 2, side / 2 + (i - (len(lines) - 1) / 2) * 28), one, font=font, fill=ink, anchor="mm")
    out = io.BytesIO()
    image.rotate(angle, resample=Image.Resampling.BICUBIC).save(out, "PNG")
    return out.getvalue()
