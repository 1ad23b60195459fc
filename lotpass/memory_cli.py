"""`lotpass memory`: what is remembered of earlier lots, and how a lot is forgotten."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from lotpass.settings import Settings

if TYPE_CHECKING:
    from lotpass.memory import Place

app = typer.Typer(no_args_is_help=True, help="Show what is remembered of earlier lots, or forget a lot.")

Where = Annotated[
    str | None,
    typer.Option("--memory", metavar="DIR|store", help="The memory: a folder, or `store` (default: LOTPASS_REMEMBER)."),
]


@app.command("list")
def list_(
    memory: Where = None,
    json_: Annotated[bool, typer.Option("--json", help="Print as JSON, with the ids.")] = False,
) -> None:
    """List every remembered lot: its name, the day it was first seen, that of its shipment, and its papers' numbers.

    Exit code 0; 2 where no memory is named; 4 where it cannot be used.
    """
    from lotpass.memory import remembering

    with remembering(_place(memory)) as recall:
        lots = list(recall.every())
    if json_:
        rows = [
            {
                "id": lot.id,
                "lot": lot.name,
                "seen": lot.seen.isoformat(),
                "shipped": lot.day.isoformat() if lot.day else None,
                "papers": [f"{p.type.value} {p.number}" for p in lot.papers if p.number],
            }
            for lot in lots
        ]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for lot in lots:
        shipped = lot.day.isoformat() if lot.day else "on a day not known"
        typer.echo(f"{lot.id[:SHORTEST]}  {lot.name}  seen {lot.seen.isoformat()}  shipped {shipped}")
    typer.echo(f"{len(lots)} lot(s) remembered")


@app.command()
def forget(
    lots: Annotated[
        list[str], typer.Argument(help="Lots by their name, or by their id as `list` shows it.", metavar="LOT...")
    ],
    memory: Where = None,
) -> None:
    """Forget lots: what they bore is held against no other lot any more. Papers and passports are left as they are.

    Exit code 0; 2 for a lot that is not remembered (then none is forgotten); 4 where the memory cannot be used.
    """
    from lotpass.memory import remembering

    with remembering(_place(memory)) as recall:
        known = list(recall.every())
        meant: list[str] = []
        for name in lots:
            ids = [lot.id for lot in known if lot.name == name or (len(name) >= SHORTEST and lot.id.startswith(name))]
            if not ids:
                raise typer.BadParameter(f"{name} is not remembered; `lotpass memory list` shows what is")
            meant.extend(ids)
        gone = recall.forget(dict.fromkeys(meant))
    typer.echo(f"{gone} lot(s) forgotten")


SHORTEST = 8
"""Signs of an id that name a lot."""


def _place(memory: str | None) -> Place:
    from lotpass.memory import place_of

    settings = Settings.load()
    place = place_of(memory or settings.remember, settings)
    if place is None:
        raise typer.BadParameter("name a memory by --memory or LOTPASS_REMEMBER")
    return place
