"""`lotpass verify`: what was signed is checked offline, or made again from its papers and compared."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer

from lotpass.arguments import cores, must_be_there, policy_named, tables_named
from lotpass.settings import Settings


def verify(
    files: Annotated[
        list[Path] | None,
        typer.Argument(help="Passports, credentials (JWS, enveloped, SD-JWT), or folders of exports.", metavar="FILE"),
    ] = None,
    trust: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE", help="A did.json or public key (JWK) that you rely on; may be given several times."
        ),
    ] = None,
    demand_trust: Annotated[
        bool, typer.Option("--demand-trust", help="Fail what is signed by a key that you have not listed.")
    ] = False,
    status: Annotated[
        list[Path] | None, typer.Option(metavar="FILE", help="A status list that you got from the issuer.")
    ] = None,
    papers: Annotated[
        list[Path] | None, typer.Option("--paper", metavar="FILE", help="A paper to compare with the digests.")
    ] = None,
    receipts: Annotated[
        list[Path] | None,
        typer.Option("--receipt", metavar="FILE", help="A passport's receipt from a log; one beside it is found."),
    ] = None,
    log: Annotated[
        Path | None, typer.Option(metavar="DIR", help="A log in which the passport must be, and not be revoked.")
    ] = None,
    log_key: Annotated[
        list[Path] | None, typer.Option(metavar="FILE", help="A log's public key (JWK); may be given several times.")
    ] = None,
    disclosed: Annotated[
        bool, typer.Option("--disclosed", help="Print what a presentation (SD-JWT) discloses, as JSON.")
    ] = False,
    parents: Annotated[
        list[Path] | None,
        typer.Option(metavar="DIR", help="A folder with passports of the lots that went into this one."),
    ] = None,
    replay: Annotated[
        Path | None,
        typer.Option(metavar="PASSPORT", help="Make this passport again from its papers (--bundle), and compare."),
    ] = None,
    bundle: Annotated[
        list[Path] | None, typer.Option(metavar="PATH...", help="The papers that a passport to replay was made from.")
    ] = None,
    custody: Annotated[
        list[Path] | None, typer.Option(metavar="FILE", help="The custody records that were named when it was made.")
    ] = None,
    policy: Annotated[str | None, typer.Option(metavar="FILE|NAME", help="The policy under which it was made.")] = None,
) -> None:
    """Check passports, credentials and exports offline: signature, key, status, dates, form, papers.

    With --replay, a passport that verifies is made again from its papers and compared, byte for byte.

    Exit code 0 if all verify (or the passport is the same again), 1 if not.
    """
    from rich.console import Console

    from lotpass.receipts import known_log_keys
    from lotpass.signing import Keys
    from lotpass.status_register import StatusRegister
    from lotpass.verify_basis import Basis, Logs
    from lotpass.verifying import verify_paths

    files = files or []
    if replay is None:
        if not files:
            raise typer.BadParameter("Missing argument 'FILE': name a passport, a credential or an export")
        if bundle or custody or policy:
            raise typer.BadParameter("--bundle, --custody and --policy go with --replay")
    elif not bundle:
        raise typer.BadParameter("--replay needs the papers: --bundle PATH...")
    given = [*files, *(trust or []), *(status or []), *(papers or []), *(bundle or []), *(custody or [])]
    given += [*(parents or []), *(receipts or []), *([log] if log else []), *(log_key or [])]
    must_be_there([*given, *([replay] if replay else [])])
    settings = Settings.load()
    keys = Keys(settings)
    basis = Basis.of(
        keys.public_keys(),
        trust or [],
        status or [],
        papers or [],
        demand_trust=demand_trust,
        retired=keys.retired_keys(),
        parents=parents or [],
        revoked=StatusRegister(settings.status).all_revoked(),
        logs=Logs(settings.log, log, tuple(receipts or ()), known_log_keys(settings, log_key or [])),
    )
    checked = files if replay is None else [replay]
    good = verify_paths(checked, basis, Console(), disclosed=disclosed)
    if replay is not None and good:
        # What follows --bundle without an option of its own belongs to the bundle: a shell writes *.pdf out.
        good = _replay(replay, [*(bundle or []), *files], custody or [], policy, parents or [])
    raise typer.Exit(0 if good else 1)


def _replay(path: Path, bundle: list[Path], custody: list[Path], policy: str | None, parents: list[Path]) -> bool:
    from rich.console import Console

    from lotpass import progress
    from lotpass.parents import earlier
    from lotpass.replaying import replay, show
    from lotpass.run import Job
    from lotpass.signing import Keys
    from lotpass.verify_basis import read
    from passport.verify import verify as verified

    def told(text: str) -> None:
        print(f"lotpass: {text}", file=sys.stderr)

    passport = verified(read(path)).passport
    if passport is None:
        raise typer.BadParameter(f"{path} is no native passport: only such a one can be made again")
    settings = Settings.load()
    keys = Keys(settings)
    known = [one for folder in parents for one in earlier(folder, keys.public_keys(), keys.retired_keys(), told)]
    job = Job(
        paths=tuple(bundle),
        custody=tuple(custody),
        out=Path(),
        as_of=passport.as_of,
        jobs=cores(),
        memory=settings.memory,
        policy=policy_named(policy),
        reference=tables_named(settings),
        parents=tuple(known),
    )
    with progress.Bars() if sys.stderr.isatty() else nullcontext(progress.Lines()) as reporter:
        found = replay(passport, job, reporter)
    show(path, found, Console())
    return found.identical
