"""`lotpass rules`: every rule in a table, or one in words."""

from __future__ import annotations

import json
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from lotpass.findings_page import CODES
from lotpass.rules_page import ELSEWHERE, described, unknown
from validate.check import rules
from validate.rules.model import Rule

STYLES = {"block": "red", "review": "yellow", "info": "dim"}


def show(name: str | None, as_json: bool, console: Console) -> bool:
    """Prints the rules that a name means (all without one); False where it means none."""
    known = rules()
    wanted = [r for r in known if name is None or r.id.casefold() == name.casefold() or name in r.codes]
    if as_json and wanted:
        console.print_json(json.dumps([_as_json(rule) for rule in wanted], ensure_ascii=False))
        return True
    if name is None or (name in CODES and wanted):
        if name is not None:
            console.print(Text(f"{name}: {CODES[name]}"))
        console.print(_listed(wanted))
        return True
    if wanted:
        _explain(wanted[0], console)
        return True
    entry = unknown(name.upper(), known) if name else None
    if entry is None:
        return False
    console.print(Text(f"{entry.id}  {entry.title}", style="bold"))
    console.print(Text(f"No rule decides it. {ELSEWHERE[entry.held_by]} {entry.reason}"))
    return True


def _as_json(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "title": rule.title,
        "codes": list(rule.codes),
        "severity": rule.severity,
        "compares": described(rule),
        "basis": rule.basis,
        "tolerance": rule.tolerance,
    }


def _listed(known: list[Rule]) -> Table:
    table = Table(box=None, pad_edge=False)
    for column in ("rule", "severity", "title", "says"):
        table.add_column(column, no_wrap=column in ("rule", "severity"))
    for rule in known:
        codes = ", ".join(code for code in rule.codes if code != "uncertain-field") or "uncertain-field"
        severity = Text(rule.severity, style=STYLES[rule.severity])
        table.add_row(rule.id, severity, escape(rule.title), escape(codes))
    return table


def _explain(rule: Rule, console: Console) -> None:
    console.print(Text(f"{rule.id}  {rule.title}", style="bold"))
    console.print(Text(described(rule)))
    for what, words in (
        ("says", "; ".join(f"{code} ({CODES[code]})" for code in rule.codes)),
        ("severity", rule.severity),
        ("basis", rule.basis),
        ("tolerance", rule.tolerance),
    ):
        console.print(Text.assemble((f"{what}: ", "bold"), words))
    example = examples().get(rule.id)
    if example:
        console.print(Text.assemble(("for example: ", "bold"), example))


def examples() -> dict[str, str]:
    """A failure of each check of the catalogue in a few words, by rule."""
    from validate.catalogue import catalogue

    return {entry.id: entry.example for entry in catalogue() if entry.example}
