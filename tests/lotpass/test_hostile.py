"""A bundle of nothing but damaged and malicious files is answered, file by file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.lotpass import bundles, programs

HOSTILE = Path(os.environ.get("LOTPASS_SHARED", Path(__file__).parents[3] / "shared")) / "hostile"


REASONS = {
    "GHOSTSCRIPT-698804-1-fuzzed.pdf": "damaged",
    "bug1020226.pdf": "truncated",
    "bug1980958.pdf": "truncated",
    "claims_two_billion.png": "too-many-pixels",
    "crash_64x1.j2k": "not-a-document",
    "cut_in_half.pdf": "truncated",
    "decompression_bomb.gif": "too-many-pixels",
    "decompression_bomb.ico": "too-many-pixels",
    "fifty_thousand_pages.pdf": "too-many-pages",
    "flate_bomb.pdf": "memory",
    "form_draws_itself_twice.pdf": "memory",
    "huge_60000x60000.png": "too-many-pixels",
    "huge_mono_image.pdf": "too-many-pixels",
    "issue15590.pdf": "damaged",
    "picture_base64.txt": "not-a-document",
    "picture_cut.jpg": "truncated",
    "poppler-85140-0.pdf": "damaged",
    "r2-user-password.pdf": "encrypted",
    "r6-both-passwords.pdf": "encrypted",
    "saslprep-r6.pdf": "encrypted",
    "web_page_named.pdf": "not-a-document",
    "zero_bytes.pdf": "empty",
    "zip_bomb.zip!000.zip!zeros.bin": "bomb",
    "zip_symlink.zip!link.pdf": "unsafe-path",
    "zip_truncated.zip": "truncated",
}
"""Why files are quarantined, where only one reason is true."""

WHOLE = ("blank_page.pdf", "empty#hash.pdf", "scan-bad.pdf", "multiple-filters-length-zero.pdf", "page_named.jpg")
"""Files that look lost and are none: blank paper, and damage that a reader gets over."""


@pytest.mark.slow
def test_a_bundle_of_hostile_files_is_answered_file_by_file(tmp_path: Path) -> None:
    if not HOSTILE.is_dir():
        pytest.skip(f"{HOSTILE} is not there")
    papers = bundles.parcel(tmp_path / "papers", scanned=False)
    env = programs.environment(tmp_path / "data")
    done = programs.lotpass("run", HOSTILE, papers, "--as-of", bundles.AS_OF, "--out", tmp_path / "out", env=env)
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    found = programs.report(tmp_path / "out")
    listed = {file["name"]: file for file in found["files"]}
    there = {path.relative_to(HOSTILE).as_posix() for path in HOSTILE.rglob("*") if path.is_file()}
    assert there - set(listed) == set()
    for file in listed.values():
        assert (file["status"] == "read") == (file["reason"] is None)
        assert (file["reason"] or "").isprintable()
        assert file["reason"] is None or file["reason_code"] not in ("crashed", "timeout"), file["name"]
    assert {name: listed[name]["reason_code"] for name in REASONS} == REASONS
    assert {name: listed[name]["status"] for name in WHOLE} == dict.fromkeys(WHOLE, "read")
    assert listed["certificate.pdf"]["status"] == "read"
    statuses = {lot["id"]: lot["status"] for lot in found["lots"]}
    assert statuses["BW 004711"] in ("review", "blocked"), "papers may lie among the files that could not be read"
