"""Papers with truth for scoring: made once, read once, kept as pages in a folder.

What is kept is named after the maker's own source, so that a changed layout makes new papers; a file's pages are kept
by its digest, so that only what changed is read again.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

import bench.papermaker
from bench.papermaker.bundle import BundleSpec, make_bundle
from bench.papermaker.sets import draw_specs
from ingest.bundle import collect
from ingest.errors import Unreadable
from ingest.model import Page
from ingest.originals import Originals
from ingest.read import read_page

_PAGES = TypeAdapter(tuple[Page, ...])


@dataclass(frozen=True)
class PaperSet:
    """Which papers: `families` of layouts, how many bundles, their seed and channels, kinds if not all."""

    families: str
    bundles: int
    seed: str = "1"
    channels: tuple[str, ...] = ("pdf",)
    only: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """A name for the folder that keeps it."""
        parts = [self.families, str(self.bundles), self.seed, "+".join(self.channels), "+".join(self.only)]
        return "-".join(part for part in parts if part)


@dataclass(frozen=True)
class Bundle:
    """One bundle: its truth, and the pages of each file by digest."""

    name: str
    truth: dict[str, Any]
    pages: dict[str, tuple[Page, ...]]


def maker_version() -> str:
    """A digest of the source and tables that papers are made by."""
    folder = Path(bench.papermaker.__file__).parent
    total = hashlib.sha256()
    for path in sorted((*folder.rglob("*.py"), *folder.rglob("*.toml"))):
        total.update(path.read_bytes())
    return total.hexdigest()[:12]


def papers(wanted: PaperSet, cache: Path) -> list[Bundle]:
    """The bundles of a set, made and read if `cache` does not hold them yet."""
    made = cache / "made" / maker_version() / wanted.name
    specs = draw_specs(wanted.bundles, wanted.seed, wanted.families, wanted.channels, (), wanted.only)
    return [_bundle(_calm(spec), made, cache) for spec in specs]


def papers_in(folder: Path, cache: Path) -> list[Bundle]:
    """Bundles made elsewhere: their files under `bundles/<name>`, what they state in `truth/<name>.json`."""
    found = []
    for path in sorted((folder / "truth").glob("*.json")):
        truth = json.loads(path.read_text(encoding="utf-8"))
        digests = read_files([folder / "bundles" / path.stem], cache)
        found.append(Bundle(path.stem, truth, {digest: kept_pages(digest, cache) for digest in digests}))
    return found


def _calm(spec: BundleSpec) -> BundleSpec:
    """Without broken files and blots: here papers are scored that can be read."""
    return replace(spec, discrepancies=tuple(one for one in spec.discrepancies if one not in ("damaged", "smudged")))


def _bundle(spec: BundleSpec, made: Path, cache: Path) -> Bundle:
    kept = made / f"{spec.name}.json"
    if not kept.exists():
        with tempfile.TemporaryDirectory() as folder:
            truth = make_bundle(spec, Path(folder))
            digests = read_files([Path(folder) / "bundles" / spec.name], cache)
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(json.dumps({"truth": truth, "files": digests}, ensure_ascii=False), encoding="utf-8")
    saved = json.loads(kept.read_text(encoding="utf-8"))
    return Bundle(spec.name, saved["truth"], {digest: kept_pages(digest, cache) for digest in saved["files"]})


def kept_pages(digest: str, cache: Path) -> tuple[Page, ...]:
    """The pages of a file that was read before, by its digest."""
    return _PAGES.validate_json((cache / "pages" / f"{digest}.json").read_bytes())


def read_files(paths: Sequence[Path], cache: Path) -> list[str]:
    """Reads every file under `paths` that `cache` does not hold yet; the digests of those with pages."""
    (cache / "pages").mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        originals = Originals(Path(folder))
        found = []
        for file in collect(paths, originals):
            if file.role != "pages" or file.sha256 in found:
                continue
            found.append(file.sha256)
            target = cache / "pages" / f"{file.sha256}.json"
            if target.exists():
                continue
            pages = []
            for number in range(1, file.pages + 1):
                try:
                    pages.append(read_page(originals.path(file.sha256), file.sha256, file.media_type, number))
                except Unreadable:
                    continue
            target.write_bytes(_PAGES.dump_json(tuple(pages)))
    return found
