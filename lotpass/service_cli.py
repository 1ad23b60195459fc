"""`lotpass serve` and `lotpass worker`: what runs until it is stopped. Names and options are public API."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lotpass.arguments import cores, must_be_there, policy_named, tables_named


def worker(
    broker: Annotated[
        str | None, typer.Option(metavar="URL", help="The broker to take work from (redis://host:port/db).")
    ] = None,
    jobs: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Tasks side by side (default: one per core).")
    ] = None,
) -> None:
    """Take work from a broker until stopped.

    The data folder and the database must be those of whoever runs bundles on the broker.
    """
    from lotpass.settings import Settings
    from lotpass.tasks import work

    settings = Settings.load()
    url = broker or settings.broker
    if not url:
        raise typer.BadParameter("name a broker by --broker or LOTPASS_BROKER")
    work(url, settings, jobs or cores())


def serve(
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="The address to listen on; others than loopback want LOTPASS_TOKEN.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="N", min=0, max=65535, help="The port to listen on.")] = 8710,
    name: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="A further name under which the service is called.")
    ] = None,
    policy: Annotated[
        str | None,
        typer.Option(metavar="FILE|NAME", help="A policy file (TOML), or a preset by name (see docs/policy.md)."),
    ] = None,
    jobs: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Pages read side by side (default: one per core).")
    ] = None,
    memory: Annotated[
        str | None,
        typer.Option(metavar="DIR|store", help="Where earlier lots are remembered: a folder, or `store`."),
    ] = None,
    parents: Annotated[
        list[Path] | None,
        typer.Option(metavar="DIR", help="A folder of earlier passports: what is derived from those lots names them."),
    ] = None,
) -> None:
    """Take in bundles, show what was found, hand out and verify passports, in a browser and for other programs.

    Listens until it is stopped.
    """
    from lotpass.settings import Settings
    from lotpass.web.serve import serve as listen

    must_be_there(parents or [])
    names = frozenset(one.lower() for one in name or [])
    settings, before = Settings.load(), tuple(parents or ())
    listen(settings, policy_named(policy), tables_named(settings), host, port, names, jobs or cores(), memory, before)
