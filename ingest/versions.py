"""The engines that read pages, and their versions."""

from __future__ import annotations

import sys
from importlib import metadata
from pathlib import Path

from ingest.errors import EngineMissing
from ingest.ocr import LANGUAGES, tessdata, tesseract
from ingest.ppocr import model_folder, model_version

ABSENT = "absent"
"""Stands for an engine that is not installed: pages that needed it could not have been read."""

_PACKAGES = {
    "pdfium": "pypdfium2",
    "pdfplumber": "pdfplumber",
    "opencv": "opencv-python-headless",
    "pillow": "pillow",
    "openpyxl": "openpyxl",
}


def versions() -> dict[str, str]:
    """Engine name to version, for reports and passports: equal versions read equal bytes equally."""
    found = {name: _package(package) for name, package in _PACKAGES.items()}
    try:
        found |= tesseract().versions
    except EngineMissing:
        found["tesseract"] = ABSENT
    folder = model_folder()
    found["ppocr"] = ABSENT if folder is None else model_version()
    return dict(sorted(found.items()))


def _package(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ABSENT


def surroundings() -> tuple[str, ...]:
    """All else that a page's words may depend on: every installed package, and the engines' language data on disk."""
    packages = {found.name for place in sys.path if place for found in Path(place).glob("*.dist-info")}
    data: list[str] = []
    try:
        folder = tessdata(LANGUAGES)
    except EngineMissing:
        return (*sorted(packages), ABSENT)
    for path in sorted(Path(folder).glob("*.traineddata")):
        found = path.stat()
        data.append(f"{path.name} {found.st_size} {found.st_mtime_ns}")
    return (*sorted(packages), *data)
