"""Findings scored where the fields were read rightly: `python -m bench.findings --set FOLDER [--set FOLDER ...]`.

A folder holds `truth/*.json` and custody records, as `bench.papermaker` makes them. The truth's fields are fed to the
rules, so that reading plays no part. With `--worded` the papers under `bundles/` are read as well (once, kept in
`--cache`) and lend their wording, marks and further facts to the truth's fields, so that the rules on wording are asked
too; with `--reports`, the reports of runs are scored the same way instead. Counted as the scorer of the development
papers counts: a code that blocks or calls a reviewer, and is neither expected nor allowed, is a false alarm;
abstentions (`uncertain-field`, `unreadable-field`) are counted apart. With `--memory` each bundle is held against all
bundles before it, in one memory, so that what the rules on earlier lots say of clean lots is counted too.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from bench.truths import dossier_of, papers_of, worded
from lotpass.memory import remembering
from validate.check import check
from validate.policy import Policy
from validate.reference import Reference
from validate.remembering import recollect

ABSTAIN = frozenset({"uncertain-field", "unreadable-field"})


@dataclass(frozen=True)
class Said:
    """What was said of one lot: its id and status, and its codes that block or call a reviewer, each with its rule."""

    lot: str
    status: str
    loud: tuple[tuple[str, str], ...]
    quiet: frozenset[str]


@dataclass
class Score:
    """Counts over all lots."""

    expected: int = 0
    hit: int = 0
    lots: int = 0
    clean: int = 0
    clean_alarmed: int = 0
    status_right: int = 0
    abstained: int = 0
    false: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)

    def add(self, truth: dict[str, Any], said: Said | None, where: str) -> None:
        """Counts one lot of the truth."""
        self.lots += 1
        wanted = {e["code"]: e["severity"] for e in truth["expected"]}
        loud = {code for code, _ in said.loud} if said is not None else set()
        for code, severity in wanted.items():
            if severity == "info":
                continue
            self.expected += 1
            self.hit += code in loud
            if code not in loud:
                self.missed.append(f"{where} {truth['id']}: {code}")
        if said is None:
            return
        self.status_right += said.status in truth["status"]
        alarms = [(c, r) for c, r in said.loud if wanted.get(c, "info") == "info" and c not in truth["allowed"]]
        self.abstained += sum(code in ABSTAIN for code in {c for c, _ in alarms})
        false = {code: rule for code, rule in reversed(alarms) if code not in ABSTAIN}
        self.false.update(f"{code} ({rule})" for code, rule in false.items())
        self.clean += bool(truth["clean"])
        self.clean_alarmed += bool(truth["clean"] and false)


def judged(
    path: Path, reference: Reference, policy: Policy, cache: Path | None = None, past: Path | None = None
) -> tuple[list[Said], dict[str, Any]]:
    """What the rules say of a truth file's lots, its fields fed in; with the papers' wording where `cache` is given.

    `past` is the folder of a memory of the bundles before it, in which it is noted.
    """
    dossier, truth = dossier_of(path)
    if cache is not None:
        dossier = worded(dossier, papers_of(path, cache), truth)
    as_of = date.fromisoformat(truth["as_of"])
    if past is None:
        lots = check(dossier, reference, policy, as_of)
    else:
        with remembering(past) as recall:
            memory = recall.about(recollect(dossier, reference, policy, as_of))
            lots = check(dossier, reference, policy, as_of, memory=memory)
            recall.note(memory)
    return [
        Said(
            lot.lot.id,
            lot.status,
            tuple((f.code, f.rule) for f in lot.findings if f.severity != "info"),
            frozenset(f.code for f in lot.findings if f.severity == "info"),
        )
        for lot in lots
    ], truth


def reported(path: Path) -> list[Said]:
    """What a run's report says of its lots."""
    report = json.loads(path.read_text(encoding="utf-8"))
    return [
        Said(
            lot["id"],
            lot["status"],
            tuple((f["code"], f["rule"]) for f in lot["findings"] if f["severity"] != "info"),
            frozenset(f["code"] for f in lot["findings"] if f["severity"] == "info"),
        )
        for lot in report["lots"]
    ]


def _of(truth: dict[str, Any], said: Iterable[Said]) -> Said | None:
    names = {"".join(c for c in name if c.isalnum()).upper() for name in (truth["id"], *truth["aliases"])}
    return next((s for s in said if "".join(c for c in s.lot if c.isalnum()).upper() in names), None)


def score(
    folders: Iterable[Path], reports: Path | None = None, cache: Path | None = None, past: Path | None = None
) -> Score:
    """The score over every truth file of the folders."""
    reference, policy = Reference.load(), Policy.load()
    total = Score()
    for path in (path for folder in folders for path in sorted((folder / "truth").glob("*.json"))):
        if reports is None:
            said, truth = judged(path, reference, policy, cache, past)
        else:
            said, truth = reported(reports / path.stem / "report.json"), json.loads(path.read_text(encoding="utf-8"))
        for lot in truth["lots"]:
            total.add(lot, _of(lot, said) or (said[0] if len(said) == len(truth["lots"]) == 1 else None), path.stem)
    return total


def shown(total: Score) -> str:
    """The score as a table."""
    false = sum(total.false.values())
    rows = [
        ("lots", f"{total.lots}, {total.clean} of them clean"),
        ("findings: recall", _share(total.hit, total.expected)),
        ("findings: precision", _share(total.hit, total.hit + false)),
        ("clean lots with a false alarm", f"{total.clean_alarmed}"),
        ("lots with the right status", _share(total.status_right, total.lots)),
        ("abstentions", f"{total.abstained}"),
    ]
    lines = ["| figure | value |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows)]
    lines += [f"false alarm: {what}, {count} time(s)" for what, count in total.false.most_common()]
    lines += [f"missed: {what}" for what in total.missed]
    return "\n".join(lines)


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} % ({part} of {whole})" if whole else "none asked"


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="*")
    parser.add_argument("--set", type=Path, action="append", default=[], help="a folder of papers; may be repeated")
    parser.add_argument("--worded", action="store_true", help="read the papers too, for the rules on wording")
    parser.add_argument("--cache", type=Path, default=Path("build/extraction"), help="where read pages are kept")
    parser.add_argument("--reports", type=Path, help="score these reports instead of feeding the truth in")
    parser.add_argument("--memory", action="store_true", help="hold each bundle against those before it")
    arguments = parser.parse_args()
    folders = [*arguments.folder, *arguments.set]
    if not folders or any(not (folder / "truth").is_dir() for folder in folders):
        parser.error("name folders that hold truth/*.json")
    cache = arguments.cache if arguments.worded else None
    with tempfile.TemporaryDirectory(prefix="lotpass-memory-") as past:
        print(shown(score(folders, arguments.reports, cache, Path(past) if arguments.memory else None)))


if __name__ == "__main__":
    main()
