"""What several commands make of their arguments and of who reads their output; a wrong call ends with exit code 2."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from lotpass.settings import Settings
    from validate.policy import Policy
    from validate.reference import Reference


def must_be_there(paths: list[Path]) -> None:
    """Refuses a path that does not exist, or cannot be looked at."""
    for path in paths:
        try:
            path.lstat()
            there = path.exists() or not path.is_symlink()
        except FileNotFoundError:
            there = False
        except OSError as error:
            raise typer.BadParameter(f"{path} cannot be looked at ({error.strerror})") from error
        if not there:
            raise typer.BadParameter(f"{path} is not there")


@contextmanager
def reader_may_leave() -> Iterator[None]:
    """Whoever reads the output may go before its end (`| head`): what is written to files counts, and the exit code."""
    try:
        yield
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains when it flushes at its end


def cores() -> int:
    """The processor cores that this process may use."""
    return len(os.sched_getaffinity(0))


def policy_named(name: str | None) -> Policy:
    """The policy to judge by, with its rules and plug-ins tried; one that cannot be used is a wrong call."""
    from lotpass.plugins import rules_of_plugins
    from passport.sdjwt.audience import check_audiences
    from validate.check import judges
    from validate.policy import Policy, PolicyFault

    try:
        policy = Policy.load(name)
        judges(policy, rules_of_plugins(policy.plugins))
        check_audiences(policy.audience)
        return policy
    except PolicyFault as fault:
        raise typer.BadParameter(f"{fault.cause} {fault.remedy}") from fault


def tables_named(settings: Settings, own: Path | None = None, lists: tuple[Path, ...] = ()) -> Reference:
    """The tables and sanctions lists to judge by: those named, else those of the settings.

    Files of the caller's that are none are a wrong call.
    """
    from lotpass.tables import paths_in, tables
    from validate.dated import BrokenTable
    from validate.sanctions import SanctionsFault

    try:
        return tables(own or settings.reference, lists or paths_in(settings.sanctions))
    except (BrokenTable, SanctionsFault) as fault:
        raise typer.BadParameter(f"{fault.cause} {fault.remedy}") from fault
