"""The engines that read pages, and their versions."""

from __future__ import annotations

from importlib import metadata

from ingest.errors import EngineMissing
from ingest.ocr import tesseract
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
