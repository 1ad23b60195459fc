"""Rubber stamps and seals to be laid over a value, unevenly inked. Lengths are millimetres on the sheet."""

from __future__ import annotations

import math
import random
from typing import Final

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from bench.inked_hand import Cover
from bench.inked_sheet import Colour, Layer, Spot

STAMPS: Final[tuple[Colour, ...]] = ((28, 38, 120), (84, 36, 128), (26, 26, 30), (20, 60, 140), (170, 30, 44))

LETTERING: Final = (
    ("RECEIVED", "14 MAR 2026", "OFFICE 3"),
    ("CUSTOMS", "CLEARED FOR EXPORT", "No. 4417"),
    ("DIRECTION DES MINES", "VU ET APPROUVE", "LE 02.06.2026"),
    ("ALFANDEGA", "CONFERIDO", "21/05/2026"),
    ("BUREAU 12", "COPIE CONFORME"),
    ("ADUANA", "REVISADO", "FOLIO 208"),
    ("PAID",),
    ("CERTIFIED", "TRUE COPY"),
)
LEGENDS: Final = (
    "REPUBLIQUE * MINISTERE DES MINES * ",
    "CUSTOMS AND EXCISE * HEAD OFFICE * ",
    "NOTARIA PUBLICA 14 * ",
)


def _uneven(shape: tuple[int, ...], low: float, rng: random.Random) -> Cover:
    """How a stamp's rubber takes ink: in clouds, with grains left dry."""
    generator = np.random.default_rng(rng.getrandbits(32))
    clouds = cv2.resize(generator.uniform(low, 1.0, (6, 9)).astype(np.float32), (shape[1], shape[0]))
    grains = cv2.GaussianBlur(generator.normal(0.9, 0.35, shape).astype(np.float32), (0, 0), 1.1)
    return np.asarray(clouds * np.clip(grains, 0.0, 1.0), dtype=np.float32)


def _centred(image: Image.Image, spot: Spot, shift: tuple[float, float], paint: tuple[float, float, Colour],
             rng: random.Random) -> Layer:  # fmt: skip
    """A picture of white on black, laid with its middle near the value's middle, of some strength and evenness."""
    strength, low, colour = paint
    shown = np.asarray(image, dtype=np.float32) / 255
    cover: Cover = np.asarray(shown * _uneven(shown.shape, low, rng) * strength, dtype=np.float32)
    x, y = spot.middle
    x, y = x + rng.uniform(-1, 1) * shift[0], y + rng.uniform(-1, 1) * shift[1]
    return Layer(round(x - cover.shape[1] / 2), round(y - cover.shape[0] / 2), cover, colour)


def _stamp(spot: Spot, rng: random.Random, strength: tuple[float, float]) -> Layer:
    """A rubber stamp in a frame or without, letters in rows, askew."""
    lines = rng.choice(LETTERING)
    font = ImageFont.load_default(rng.uniform(3.2, 5.5) * spot.mm)
    step = float(font.size) * 1.15  # type: ignore[union-attr]  # a truetype font where a size is given
    wide, high = max(font.getlength(line) for line in lines) + 5 * spot.mm, step * len(lines) + 4 * spot.mm
    side = round(math.hypot(wide, high)) + 4
    image = Image.new("L", (side, side), 0)
    draw = ImageDraw.Draw(image)
    left, top = (side - wide) / 2, (side - high) / 2
    if rng.random() < 0.7:
        draw.rectangle((left, top, side - left, side - top), outline=255, width=round(rng.uniform(0.4, 0.9) * spot.mm))
    bold = rng.choice((0, 1, 2))
    for row, line in enumerate(lines):
        at = (side / 2, side / 2 + (row - (len(lines) - 1) / 2) * step)
        draw.text(at, line, font=font, fill=255, anchor="mm", stroke_width=bold)
    image = image.rotate(rng.gauss(0, 9), resample=Image.Resampling.BICUBIC)
    shift = (0.3 * spot.width + 0.2 * wide, 0.3 * high)
    return _centred(image, spot, shift, (rng.uniform(*strength), 0.7, rng.choice(STAMPS)), rng)


def dark_stamp(spot: Spot, rng: random.Random) -> Layer:
    """A stamp with much ink."""
    return _stamp(spot, rng, (0.85, 1.0))


def pale_stamp(spot: Spot, rng: random.Random) -> Layer:
    """A stamp with little ink."""
    return _stamp(spot, rng, (0.25, 0.55))


def seal(spot: Spot, rng: random.Random) -> Layer:
    """A round seal: two rings, letters between them, a figure or lines of text within."""
    side = round(rng.uniform(28, 42) * spot.mm)
    image = Image.new("L", (side, side), 0)
    draw = ImageDraw.Draw(image)
    pen, inner = round(rng.uniform(0.5, 1.0) * spot.mm), rng.uniform(0.64, 0.74)
    draw.ellipse((2, 2, side - 3, side - 3), outline=255, width=pen)
    edge = side * (1 - inner) / 2
    draw.ellipse((edge, edge, side - edge, side - edge), outline=255, width=max(2, pen // 2))
    font = ImageFont.load_default((1 - inner) * side * 0.33)
    legend = rng.choice(
        ("REPUBLIQUE * MINISTERE DES MINES * ", "CUSTOMS AND EXCISE * HEAD OFFICE * ", "NOTARIA PUBLICA 14 * ")
    )
    for number, letter in enumerate(legend):
        tile = Image.new("L", (side, side), 0)
        ImageDraw.Draw(tile).text((side / 2, edge / 2), letter, font=font, fill=255, anchor="mm")
        image.paste(255, mask=tile.rotate(-360 * number / len(legend), resample=Image.Resampling.BICUBIC))
    if rng.random() < 0.5:
        corners = [
            (side / 2 + r * side * math.sin(math.pi * n / 5), side / 2 - r * side * math.cos(math.pi * n / 5))
            for n in range(10)
            for r in (0.27 if n % 2 == 0 else 0.11,)
        ]
        draw.polygon(corners, outline=255, fill=rng.choice((0, 255)), width=pen)
    else:
        middle = rng.choice(LETTERING)
        small = ImageFont.load_default(side * 0.075)
        for row, line in enumerate(middle):
            draw.text(
                (side / 2, side / 2 + (row - (len(middle) - 1) / 2) * side * 0.1),
                line,
                font=small,
                fill=255,
                anchor="mm",
            )
    image = image.rotate(rng.uniform(-35, 35), resample=Image.Resampling.BICUBIC)
    shift = (0.3 * spot.width + 0.3 * side, 0.35 * side)
    return _centred(image, spot, shift, (rng.uniform(0.5, 1.0), 0.5, rng.choice(STAMPS)), rng)
