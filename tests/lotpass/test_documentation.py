"""What the pages say of policies, custody records and settings is what the program does."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from ingest import limits
from lotpass.settings import Settings
from validate.check import judges
from validate.custody.table import read_table
from validate.custody.words import COLUMNS, event_type
from validate.expressions import FUNCTIONS, NAMES
from validate.model import EventType
from validate.policy import SHIPPED, Audience, HouseRule, Policy, Wanted
from validate.policy_file import presets

DOCS = Path(__file__).parents[2] / "docs"


def page(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


def test_every_entry_of_the_shipped_policy_is_on_the_page_with_its_value() -> None:
    text = page("policy.md")
    for table, entries in tomllib.loads(SHIPPED.read_text("utf-8")).items():
        if table == "weight":
            for kind, band in entries.items():
                [row] = [line for line in text.splitlines() if f"`[weight.{kind}]`" in line]
                for value in band.values():
                    assert f'`"{value}"`' in row
            continue
        if table == "audience":
            for one in entries:
                [line] = [line for line in text.splitlines() if f"| `{one['id']}` |" in line]
                assert [path for path in one["disclose"] if f"`{path}`" not in line] == []
            continue
        assert f"[{table}]" in text
        for name, value in entries.items():
            if table != "value":
                assert f"`{name}`" in text
            assert (f'`"{value}"`' if isinstance(value, str) else f"`{value}`") in text


def test_the_policies_shown_on_the_page_can_be_used(tmp_path: Path) -> None:
    shown = re.findall(r"(?:^    .*\n)+", page("policy.md"), re.MULTILINE)
    policies = [re.sub(r"^    ", "", block, flags=re.MULTILINE) for block in shown if "lotpass run" not in block]
    policies = [text for text in policies if " = " in text and "entry-points" not in text]
    assert len(policies) == 6
    for text in policies:
        path = tmp_path / "policy.toml"
        path.write_text(text)
        policy = Policy.load(path)
        assert policy != Policy.load()
        judges(policy)


def test_every_preset_and_every_name_of_an_expression_is_on_the_page() -> None:
    text = page("policy.md")
    known = (*presets(), *NAMES, *FUNCTIONS, *Wanted.model_fields, *HouseRule.model_fields, *Audience.model_fields)
    assert [name for name in known if f"`{name}" not in text] == []


def test_what_each_preset_wants_is_on_the_page() -> None:
    text = page("policy.md")
    for name in presets():
        policy = Policy.load(name)
        section = text.partition(f"### `{name}`")[2].partition("\n### ")[0]
        ids = [one.id for one in policy.required_document] + [one.id for one in policy.rule]
        assert [id_ for id_ in ids if f"`{id_}`" not in section] == []


def test_every_column_of_a_custody_table_is_on_the_page() -> None:
    text = page("custody.md")
    assert [column for column in COLUMNS if f"`{column}`" not in text] == []
    assert [kind.value for kind in EventType if f"`{kind.value}`" not in text] == []


def test_the_words_for_event_types_on_the_page_are_understood() -> None:
    assert [event_type(word) for word in ("purchase", "mélange", "extração", "venta")] == [
        EventType.TRANSFER,
        EventType.AGGREGATE,
        EventType.EXTRACT,
        EventType.TRANSFER,
    ]


def test_a_table_with_the_columns_other_names_is_read() -> None:
    table = "Date;Operation;Lot Number;Seller;Buyer;Weight;UoM\n2026-02-01;purchase;L-1;A;B;12,5;kg\n"
    [event], faults = read_table(table, "0" * 64, 10)
    assert (event.lot, event.from_party, event.to_party, str(event.quantity), event.unit) == (
        "L-1",
        "A",
        "B",
        "12.5",
        "kg",
    )
    assert faults == []


def test_every_setting_is_on_the_page() -> None:
    text = page("command-line.md")
    assert [name for name in Settings.model_fields if f"`LOTPASS_{name.upper()}`" not in text] == []


def test_every_limit_is_on_the_page_with_its_value() -> None:
    text = page("formats.md")
    named = {name: value for name, value in vars(limits).items() if name.isupper() and name != "DEFAULT"}
    assert [name for name, value in named.items() if f"| `{name}` | {value:,} |" not in text] == []
    assert set(re.findall(r"^\| `([A-Z_]+)` \|", text, re.MULTILINE)) == set(named)


def test_pages_link_to_pages_that_are_there() -> None:
    root = DOCS.parent
    for path in [*DOCS.glob("*.md"), root / "README.md", *root.glob("samples/*.md")]:
        for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", path.read_text("utf-8")):
            if "://" not in target:
                assert (path.parent / target).exists(), f"{path.name} names {target}"
