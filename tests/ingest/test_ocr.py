"""Tesseract's sets of languages, kept loaded within bounds."""

from pathlib import Path
from types import SimpleNamespace
from typing import ClassVar

import pytest

from ingest.ocr import LOADED, SPOKEN, TesseractLibrary


class Api:
    """One set of languages as the library would hold it."""

    made: ClassVar[list[str]] = []
    ended: ClassVar[list[str]] = []

    def __init__(self, *, path: str, lang: str, psm: int) -> None:
        del path, psm
        self.lang = lang
        self.made.append(lang)

    def End(self) -> None:  # noqa: N802 - the library's own name
        self.ended.append(self.lang)


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ([("en",), ("fr",), ("pt",), ("en",)], [("pt",), ("en",)]),
        ([("en",), ("pt", "en"), ("en",), ("fr", "en")], [("en",), ("fr", "en")]),
        ([("fr", "en"), ("pt", "en")], [("fr", "en"), ("pt", "en")]),
        ([("en",), ("en", "fr", "pt", "es")], [("en", "fr", "pt", "es")]),
        ([("en", "fr", "pt", "es"), ("en",)], [("en",)]),
    ],
)
def test_no_more_languages_stay_loaded_than_bounds_allow_and_the_latest_stay(
    asked: list[tuple[str, ...]], kept: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.ocr.tessdata", lambda languages: Path("/data"))
    monkeypatch.setattr(Api, "made", [])
    monkeypatch.setattr(Api, "ended", [])
    library = object.__new__(TesseractLibrary)  # without the library itself
    library._module = SimpleNamespace(PyTessBaseAPI=Api)
    library._loaded = {}
    for languages in asked:
        library._api(languages)
    assert list(library._loaded) == kept
    assert len(kept) <= LOADED
    assert sum(map(len, kept)) <= SPOKEN
    assert len(Api.made) - len(Api.ended) == len(kept)
