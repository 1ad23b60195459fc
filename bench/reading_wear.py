"""What happens to a sheet before and while it is pictured: print, stamps, curl, light. RGB pictures in and out."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
Field = NDArray[np.float32]


def bounded(picture: NDArray[np.floating]) -> Picture:
    """Rounded to what a picture can hold."""
    return np.asarray(np.clip(picture, 0, 255), dtype=np.uint8)


def packed(picture: Picture, quality: int) -> Picture:
    """Through JPEG of this quality and back."""
    turned = picture if picture.ndim == 2 else np.ascontiguousarray(picture[:, :, ::-1])
    _, data = cv2.imencode(".jpg", turned, [cv2.IMWRITE_JPEG_QUALITY, quality])
    back = np.asarray(cv2.imdecode(data, cv2.IMREAD_UNCHANGED), dtype=np.uint8)
    return back if back.ndim == 2 else np.ascontiguousarray(back[:, :, ::-1])


def guilloche(page: Picture, rng: np.random.Generator) -> Picture:
    """The page printed on security paper: a tinted ground with waves of fine coloured lines under the text."""
    height, width = page.shape[:2]
    ground = np.full(page.shape, 255, dtype=np.uint8)
    ground[:] = rng.integers(222, 250, 3)
    colour = tuple(int(each) for each in rng.integers(120, 215, 3))
    xs = np.arange(0, width, 6)
    step, lift, length = int(rng.integers(14, 34)), float(rng.uniform(10, 40)), float(rng.uniform(120, 420))
    for at in range(-60, height + 60, step):
        for shift in (0.0, np.pi / 2):
            ys = at + lift * np.sin(xs / length * 2 * np.pi + shift + at / 90)
            cv2.polylines(ground, [np.stack([xs, ys], axis=1).astype(np.int32)], False, colour, 1, cv2.LINE_AA)
    return bounded(page.astype(np.float32) * ground.astype(np.float32) / 255)


STAMPED = ("MINISTRY", "APPROVED", "OFFICE", "7")
"""The words of the stamps: they are no words of the form, and reading them is no mistake."""


def stamped(page: Picture, rng: np.random.Generator) -> Picture:
    """Two or three rubber stamps over the text: rings with words, in blue, violet or red, unevenly inked."""
    height, width = page.shape[:2]
    out = page.astype(np.float32)
    for _ in range(int(rng.integers(2, 4))):
        size = int(rng.integers(260, 480))
        stamp = np.zeros((size, size), dtype=np.uint8)
        middle = (size // 2, size // 2)
        cv2.circle(stamp, middle, size // 2 - 6, 255, 7, cv2.LINE_AA)
        cv2.circle(stamp, middle, size // 3, 255, 4, cv2.LINE_AA)
        for row, text in enumerate(("MINISTRY", "APPROVED", "OFFICE 7")):
            at = (size // 5, size // 2 + (row - 1) * size // 9)
            cv2.putText(stamp, text, at, cv2.FONT_HERSHEY_DUPLEX, size / 420, 255, 3, cv2.LINE_AA)
        lean = cv2.getRotationMatrix2D(middle, float(rng.uniform(-40, 40)), 1.0)
        stamp = np.asarray(cv2.warpAffine(stamp, lean, (size, size)), dtype=np.uint8)
        blots = cv2.resize(rng.uniform(0.35, 1.0, (9, 9)).astype(np.float32), (size, size))
        ink = np.array(((40, 60, 170), (90, 40, 150), (180, 40, 50))[int(rng.integers(3))], dtype=np.float32)
        x, y = int(rng.integers(0, width - size)), int(rng.integers(0, height - size))
        cover = (stamp.astype(np.float32) / 255 * blots * float(rng.uniform(0.5, 0.9)))[:, :, None]
        part = out[y : y + size, x : x + size]
        out[y : y + size, x : x + size] = part * (1 - cover * (1 - ink / 255))
    return bounded(out)


def carbon(page: Picture, rng: np.random.Generator) -> Picture:
    """A carbon copy, or a copy of a copy: pale, blurred ink on greyish, cloudy paper."""
    height, width = page.shape[:2]
    soft = cv2.GaussianBlur(page, (0, 0), float(rng.uniform(1.0, 1.8))).astype(np.float32) / 255
    pale = cv2.resize(
        rng.uniform(0.45, 0.8, (14, 10)).astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC
    )
    cloud = cv2.resize(rng.normal(0, 6, (40, 30)).astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC)
    tone = np.array(rng.uniform(196, 238, 3), dtype=np.float32)
    return bounded((1 - (1 - soft) * pale[:, :, None]) * tone + cloud[:, :, None])


def curled(page: Picture, rng: np.random.Generator, most: float = 0.012) -> Picture:
    """A sheet that does not lie flat: its lines bow by up to `most` of its height; the bends are shaded."""
    height, width = page.shape[:2]
    xs, ys = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    bow = float(rng.uniform(0.3, 1.0)) * most * height
    across = np.sin(xs / width * np.pi * float(rng.uniform(0.8, 1.6)) + float(rng.uniform(0, 3)))
    along = 0.5 + 0.5 * np.cos(ys / height * np.pi * float(rng.uniform(0.5, 1.2)))
    lift = (bow * across * along).astype(np.float32)
    out = cv2.remap(page, xs, ys + lift, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    shade = 1 + 0.05 * np.gradient(lift, axis=1) / max(float(np.abs(np.gradient(lift, axis=1)).max()), 1e-6)
    return bounded(np.asarray(out, dtype=np.float32) * shade[:, :, None])


def desk(size: tuple[int, int], rng: np.random.Generator) -> Picture:
    """A table top, width by height: planks, cloth in checks, speckled stone, or plain; from dark to rather light."""
    width, height = size
    tone = rng.uniform(35, 170, 3).astype(np.float32)
    kind = int(rng.integers(4))
    if kind == 0:
        grain = cv2.resize(rng.normal(0, 1, (height // 3, 24)).astype(np.float32), (width, height))
        field = grain * 12 - 30 * (np.arange(height)[:, None] % max(160, height // 7) < 8)
    elif kind == 1:
        cell = int(rng.integers(40, 140))
        rows, columns = np.arange(height)[:, None] // cell % 2, np.arange(width)[None, :] // cell % 2
        field = ((rows ^ columns) * 45.0 - 20).astype(np.float32)
    elif kind == 2:
        field = cv2.resize(rng.normal(0, 22, (height // 5, width // 5)).astype(np.float32), (width, height))
    else:
        field = np.zeros((height, width), dtype=np.float32)
    return bounded(tone + np.asarray(field, dtype=np.float32)[:, :, None])


def lit(picture: Picture, rng: np.random.Generator, *, glare: bool) -> Picture:
    """Light across a photo: a slope, the shadow of a hand or a telephone with a soft edge, a glare where asked for."""
    height, width = picture.shape[:2]
    xs, ys = np.meshgrid(np.linspace(0, 1, width, dtype=np.float32), np.linspace(0, 1, height, dtype=np.float32))
    turn = float(rng.uniform(0, 2 * np.pi))
    light = 0.95 + float(rng.uniform(0.05, 0.3)) * ((xs - 0.5) * np.cos(turn) + (ys - 0.5) * np.sin(turn))
    lean = float(rng.uniform(0, 2 * np.pi))
    edge = (xs - float(rng.uniform(0.25, 0.75))) * np.cos(lean) + (ys - float(rng.uniform(0.25, 0.75))) * np.sin(lean)
    light = light * (1 - float(rng.uniform(0.15, 0.5)) / (1 + np.exp(-edge * float(rng.uniform(12, 60)))))
    cast = np.array((rng.uniform(0.95, 1.0), rng.uniform(0.93, 1.0), rng.uniform(0.78, 1.0)), dtype=np.float32)
    out = picture.astype(np.float32) * light[:, :, None] * cast
    if glare:
        x, y, reach = rng.uniform(0.2, 0.8), rng.uniform(0.2, 0.8), rng.uniform(0.05, 0.12)
        spot = np.exp(-((xs - float(x)) ** 2 + (ys - float(y)) ** 2) / (2 * float(reach) ** 2))
        out = out + (255 - out) * (0.85 * spot)[:, :, None]
    return bounded(out)


def held(picture: Picture, rng: np.random.Generator) -> Picture:
    """A photo with one or two fingertips that hold the sheet down at its rim."""
    height, width = picture.shape[:2]
    out = picture.copy()
    for _ in range(int(rng.integers(1, 3))):
        left = bool(rng.integers(2))
        y = int(rng.uniform(0.3, 0.9) * height)
        x = int(width * (0.0 if left else 1.0))
        reach, thick = int(width * rng.uniform(0.07, 0.11)), int(width * rng.uniform(0.025, 0.04))
        skin = tuple(int(each) for each in np.array((205, 160, 130)) * rng.uniform(0.5, 1.0))
        cv2.ellipse(out, (x, y), (reach, thick), float(rng.uniform(-15, 15)), 0, 360, skin, -1, cv2.LINE_AA)
    return out
