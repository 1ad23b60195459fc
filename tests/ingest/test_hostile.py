"""Files made to kill a reader: each is read or quarantined with a reason, within limits, and no neighbour is lost."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

SHARED = Path(os.environ.get("LOTPASS_SHARED", Path(__file__).parents[2].parent / "shared"))
FOLDER = SHARED / "hostile"

SECONDS = 40
MEMORY = 2 * 1024**3

CHILD = """
import json, resource, sys, tempfile
from pathlib import Path
resource.setrlimit(resource.RLIMIT_DATA, (int(sys.argv[1]), int(sys.argv[1])))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
from ingest.bundle import collect
from ingest.errors import Fault
from ingest.originals import Originals
from ingest.read import Settings, read_page
for name in sys.argv[2:]:
    print(json.dumps({"begin": name}), flush=True)
    found = []
    with tempfile.TemporaryDirectory() as folder:
        originals = Originals(Path(folder))
        for file in collect([Path(name)], originals):
            entry = {"name": file.name, "status": file.status, "reason": file.reason, "pages": file.pages, "text": ""}
            for number in range(1, min(file.pages, 3) + 1):
                try:
                    page = read_page(originals.path(file.sha256), file.sha256, file.media_type, number,
                                     Settings(readers="tesseract"))
                    entry["text"] += " " + " ".join(word.text for word in page.words)
                except Fault as fault:
                    entry["status"], entry["reason"] = "quarantined", fault.cause
            found.append(entry)
    print(json.dumps({"name": name, "found": found}), flush=True)
"""


def outcome(names: list[str]) -> dict[str, list[dict[str, Any]] | str]:
    """What became of each file; files after one that ended the process are read by another process."""
    results: dict[str, list[dict[str, Any]] | str] = {}
    while names:
        paths = [str(FOLDER / name) for name in names]
        environment = {**os.environ, "OMP_THREAD_LIMIT": "1", "OMP_NUM_THREADS": "1"}
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", CHILD, str(MEMORY), *paths],
            capture_output=True,
            text=True,
            timeout=SECONDS * max(4, len(names) // 4),
            env=environment,
            check=False,
        )
        for line in done.stdout.splitlines():
            said = json.loads(line)
            if "name" in said:
                results[Path(said["name"]).name] = said["found"]
        left = [name for name in names if name not in results]
        if left:
            assert done.returncode < 0, f"{left[0]}: {done.stderr[-2000:]}"  # killed by its limits, never a traceback
            results[left[0]] = "crashed"
            left = left[1:]
        names = left
    return results


@pytest.mark.slow
@pytest.mark.skipif(not FOLDER.is_dir(), reason="the shared hostile files are not here (set LOTPASS_SHARED)")
def test_every_hostile_file_is_read_or_quarantined() -> None:
    manifest = json.loads((FOLDER / "manifest.json").read_text())["files"]
    results = outcome([file["file"] for file in manifest])
    wrong: list[str] = []
    for file in manifest:
        found = results[file["file"]]
        if isinstance(found, str):
            if file["do"] != "either":
                wrong.append(f"{file['file']}: {found}")
            continue
        assert found, file["file"]
        for entry in found:
            if entry["status"] == "quarantined" and not entry["reason"]:
                wrong.append(f"{file['file']}: no reason")
        if file["do"] == "quarantine" and found[0]["status"] != "quarantined":
            wrong.append(f"{file['file']}: not quarantined")
        if file["do"] == "read":
            if not any(entry["status"] == "read" for entry in found):
                wrong.append(f"{file['file']}: {found[0]['reason']}")
            if file.get("pages") and sum(entry["pages"] for entry in found) != file["pages"]:
                wrong.append(f"{file['file']}: {found[0]['pages']} pages")
            text = " ".join(entry["text"] for entry in found).lower()
            latin = [word for word in (file.get("text") or "").lower().split() if word.isascii()]
            if any(word not in text for word in latin):
                wrong.append(f"{file['file']}: {text[:80]}")
    assert wrong == []
