"""`lotpass revoke`: a passport, with every credential made from it, or a single credential is taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lotpass.errors import NoSpace
from lotpass.exporting import Call, CannotExport, status_files
from lotpass.history import History
from lotpass.outputs import write_file
from lotpass.receipts import log_keys, standing_here
from lotpass.status_register import Series, StatusRegister
from passport.canonical import JsonObject
from passport.keys import SigningKey
from passport.untp.naming import Publisher
from passport.vc.did import did_key


@dataclass(frozen=True, slots=True)
class Revoked:
    """What came of it: how many credentials were revoked, the files of the renewed lists, whether the log says so from
    now on, and where nothing was to be done, why.
    """

    credentials: int = 0
    files: tuple[str, ...] = ()
    logged: bool = False
    nothing: str = ""


def revoke(what: str, reason: str, call: Call) -> Revoked:
    """Revokes by credential id or passport digest.

    The log comes first: what is broken off after it is finished by revoking again, and the entry is not made twice.
    Raises CannotExport (`old-key`) where a list is that of a did:key which signs no more: nothing is revoked then.
    """
    register = StatusRegister(call.settings.status)
    concerned = register.concerned(what)
    said = standing_here(call.settings, what)
    issued = said is not None and said.issued is not None
    if not concerned and (said is None or said.revoked is not None or not issued):
        if register.known(what) or (said is not None and said.revoked is not None):
            when = f" ({said.revoked})" if said is not None and said.revoked is not None else ""
            return Revoked(nothing=f"it was revoked before{when}")
        return Revoked(nothing="it is no passport that was issued here, and no credential that was made here")
    files: dict[str, bytes] = {}
    key = call.key() if concerned else None
    if key is not None:
        _refuse_old_keys(concerned, key)
    if said is None or said.revoked is None:
        body: JsonObject = {"kind": "revoked", "what": what, "time": call.now.isoformat()}
        History(call.settings.log).note(body, log_keys(call.settings).current())
    changed = register.revoke(what, call.now, reason) if concerned else 0
    for place, series in enumerate(concerned, 1):
        who = Publisher(did=series.issuer, name=series.name, site=series.site or None)
        folder = f"{place}/" if len(concerned) > 1 else ""
        for number in register.numbers(series):
            made = status_files(who, key or call.key(), register, number, call.now)
            files |= {folder + name: data for name, data in made.items()}
    _write(files, call)
    return Revoked(changed, tuple(sorted(files)), logged=True)


def _refuse_old_keys(concerned: Sequence[Series], key: SigningKey) -> None:
    for series in concerned:
        if series.issuer.startswith("did:key:") and series.issuer != did_key(key.jwk):
            cause = f"The status list of {series.issuer} cannot be renewed: that key signs no more."
            raise CannotExport("old-key", cause, "Restore that key from a backup; a did:web outlives its keys.")


def _write(files: dict[str, bytes], call: Call) -> None:
    try:
        for file, data in files.items():
            path = call.out / file
            path.parent.mkdir(parents=True, exist_ok=True)
            write_file(path, data)
    except OSError as error:
        raise NoSpace(call.out, error) from error
