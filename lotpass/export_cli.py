"""`lotpass export` and `lotpass revoke`: passports for other software, and taking credentials back."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from datetime import UTC, date, datetime, time
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lotpass.arguments import cores, must_be_there
from lotpass.settings import Settings

if TYPE_CHECKING:
    from lotpass.exporting import Call, Outcome, Source


class To(StrEnum):
    """The formats of `lotpass export`."""

    UNTP = "untp"
    EPCIS = "epcis"
    CATENA_X = "catena-x"
    CSV = "csv"
    SD_JWT = "sd-jwt"
    HTML = "html"
    PDF = "pdf"


class Spoken(StrEnum):
    """The languages of a dossier."""

    EN = "en"
    FR = "fr"
    PT = "pt"
    ES = "es"


def export(
    lot: Annotated[str, typer.Argument(metavar="LOT", help="A passport file, or a lot's number.")],
    to: Annotated[To, typer.Option("--to", help="The format.")],
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", file_okay=False, help="Where to write (default: ./exports/<lot>/<format>)."),
    ] = None,
    source: Annotated[
        Path, typer.Option("--from", metavar="DIR", help="The folder of passports in which a lot is looked for.")
    ] = Path("passports"),
    issuer: Annotated[
        str | None, typer.Option(metavar="DID", help="The issuer, a did:web (default: the signing key's did:key).")
    ] = None,
    issuer_name: Annotated[str | None, typer.Option(metavar="NAME", help="The issuer's name in credentials.")] = None,
    site: Annotated[
        str | None, typer.Option(metavar="URL", help="The https address where exports are published.")
    ] = None,
    gtin: Annotated[
        str | None, typer.Option(metavar="GTIN", help="Name lots by GS1 Digital Links under this article number.")
    ] = None,
    audience: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="With sd-jwt: who is shown what, by the policy (default: every audience)."),
    ] = None,
    policy: Annotated[
        str | None, typer.Option(metavar="FILE|NAME", help="With sd-jwt: the policy that names the audiences.")
    ] = None,
    holder: Annotated[
        Path | None, typer.Option(metavar="FILE", help="With sd-jwt: the key (JWK) of who is to hold it.")
    ] = None,
    valid_until: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="The last day on which the credentials hold.")
    ] = None,
    language: Annotated[
        Spoken | None, typer.Option(help="With html and pdf: the language of the dossier (default: en).")
    ] = None,
    bundle: Annotated[
        list[Path] | None,
        typer.Option(metavar="PATH", help="With html and pdf: the papers that the passport was made from."),
    ] = None,
) -> None:
    """Write a lot's passport for other software, or as a dossier for people, with what is needed to verify it.

    Exit codes: 0 all was written; 1 something has no place in the format, and is named; 2 the call is wrong;
    4 the passport does not verify, or this machine lacks something.
    """
    from lotpass import exporting
    from lotpass.export_folder import OtherExport
    from lotpass.signing import Keys
    from passport.files import SUFFIX, file_name

    given = {"issuer": issuer, "issuer_name": issuer_name, "site": site, "gtin": gtin}
    settings = Settings.load().model_copy(update={name: value for name, value in given.items() if value is not None})
    now = datetime.now(UTC).replace(microsecond=0)
    try:
        path = exporting.find_passport(lot, source)
    except exporting.CannotExport as fault:
        raise typer.BadParameter(f"{fault.cause} {fault.remedy}") from fault
    if to is To.SD_JWT:
        _present(path, out, exporting.Call(Path(), settings, now, _end(valid_until)), audience or [], policy, holder)
        raise typer.Exit
    if audience or policy or holder:
        raise typer.BadParameter("--audience, --policy and --holder go with --to sd-jwt")
    dossier = to in (To.HTML, To.PDF)
    if (language or bundle) and not dossier:
        raise typer.BadParameter("--language and --bundle go with --to html and --to pdf")
    must_be_there(bundle or [])
    keys = Keys(settings)
    found = exporting.open_passport(path, keys.public_keys(), now, keys.retired_keys())
    exporting.refuse_revoked(found, settings)
    folder = out or Path("exports") / file_name(found.passport.lot).removesuffix(SUFFIX) / to.value
    spoken = language or Spoken.EN
    if dossier:
        folder = out or folder / spoken.value
    call = exporting.Call(folder, settings, now, _end(valid_until))
    try:
        if dossier:
            done = _dossier(found, call, to, spoken, bundle or [])
        else:
            done = exporting.FORMATS[to.value](found, call)
    except OtherExport as fault:
        raise typer.BadParameter(f"{fault.cause} {fault.remedy}") from fault
    print(f"{len(done.files)} files of lot {found.passport.lot} are in {folder}/")
    if done.replaced:
        print(f"replaced: {len(done.replaced)} files of an earlier export are gone, {done.replaced[0]} among them")
    if done.note:
        print(f"note: {done.note}")
    for reason in done.left_out:
        print(f"left out: {reason}")
    raise typer.Exit(1 if done.left_out else 0)


def _dossier(source: Source, call: Call, to: To, language: Spoken, bundle: list[Path]) -> Outcome:
    """Writes the dossier; how far it is with the papers' pages is shown."""
    from lotpass import progress
    from lotpass.dossiers import export as write
    from lotpass.picturing import Stock

    with progress.Bars() if sys.stderr.isatty() else nullcontext(progress.Lines()) as reporter:
        return write(source, call, to.value, language.value, bundle, Stock.of(call.settings, cores()), reporter)


def _present(
    path: Path, out: Path | None, call: Call, names: list[str], policy: str | None, holder: Path | None
) -> None:
    """Writes a presentation for each audience that is named, or that the policy has."""
    from lotpass import presenting
    from lotpass.arguments import policy_named
    from passport.files import SUFFIX, file_name
    from passport.sdjwt.audience import audiences_of

    must_be_there([holder] if holder else [])
    known = {one.id: one for one in audiences_of(policy_named(policy))}
    if lacking := [name for name in names if name not in known]:
        raise typer.BadParameter(f"there is no audience {lacking[0]!r}; the policy has {', '.join(known)}")
    wanted = [known[name] for name in dict.fromkeys(names or known)]
    done = presenting.present(path, call, wanted, None if holder is None else presenting.holder_key(holder))
    folder = out or Path("exports") / file_name(done.lot).removesuffix(SUFFIX) / To.SD_JWT.value
    presenting.write(done, folder)
    for name, (token, _) in done.shown.items():
        print(f"{name}: {len(token.disclosures)} parts of lot {done.lot} are disclosed in {folder / name}/")


def _end(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        return datetime.combine(date.fromisoformat(text), time(23, 59, 59), UTC)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is no day; write it as YYYY-MM-DD") from error


def revoke(
    name: Annotated[
        str,
        typer.Argument(
            metavar="WHAT", help="A passport file, a lot's number, a credential's id, or a passport's digest."
        ),
    ],
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why: kept in the register, not published.")],
    out: Annotated[
        Path, typer.Option(metavar="DIR", file_okay=False, help="Where the renewed status lists are written.")
    ] = Path("status"),
    source: Annotated[
        Path, typer.Option("--from", metavar="DIR", help="The folder of passports in which a lot is looked for.")
    ] = Path("passports"),
) -> None:
    """Revoke a passport and all credentials made from it, or a single credential, and write the lists to publish.

    Exit codes: 0 revoked; 1 nothing of this name was issued or exported here, or it was revoked before; 4 as for
    export.
    """
    from lotpass import exporting, revoking
    from lotpass.signing import Keys

    settings = Settings.load()
    now = datetime.now(UTC).replace(microsecond=0)
    path = Path(name)
    if not path.is_file() and (found := exporting.passport_of(name, source)) is not None:
        path = found
    wanted = name
    if path.is_file():
        passport = exporting.open_passport(path, {}, now)
        wanted = passport.digest
        if passport.kid in Keys(settings).retired_keys():
            print(f"note: {path} is signed by key {passport.kid}, which is retired: it fails here in any case")
    done = revoking.revoke(wanted, reason, exporting.Call(out, settings, now))
    if done.nothing:
        print(f"nothing was revoked: {name}: {done.nothing}")
        if wanted == name:
            known = f"a lot with a passport in {source}, a passport's digest or a credential's id"
            print(f"  expected: a passport file, {known}")
        raise typer.Exit(1)
    if done.credentials:
        lists = ", ".join(str(out / file) for file in done.files)
        print(f"{done.credentials} credentials revoked; publish the renewed lists: {lists}")
    else:
        print("the passport is revoked; no credentials were made from it")
    print("the log says so from now on: hand out its newest state, or have others verify with --log")
