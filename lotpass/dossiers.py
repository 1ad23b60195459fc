"""A lot's dossier as a file: the passport for people, as HTML or PDF, with pictures of the papers that are at hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lotpass.export_folder import DOSSIER, earlier_files
from lotpass.exporting import Call, Outcome, Source, publisher, write_export
from lotpass.picturing import Stock, pictures_of
from lotpass.progress import Reporter
from lotpass.signing import Keys
from lotpass.verify_basis import Basis
from passport.canonical import parse
from passport.digital_link import digital_link, fits_batch
from passport.dossier.html import as_html
from passport.dossier.model import Order, Sealed, View
from passport.dossier.pdf import as_pdf
from passport.dossier.texts import Language
from passport.dossier.view import view
from passport.files import SUFFIX, file_name
from passport.folder import verify_folder
from passport.manifest import MANIFEST

FORMS: Mapping[str, Callable[[View], bytes]] = {"html": as_html, "pdf": as_pdf}
"""The forms of a dossier, by the ending of their files."""


@dataclass(frozen=True, slots=True)
class Made:
    """A dossier's file, its name, and the names of papers that it has no picture of."""

    name: str
    data: bytes
    missing: tuple[str, ...]


def make(
    source: Source,
    form: str,
    language: Language,
    bundle: Sequence[Path],
    stock: Stock,
    reporter: Reporter,
    gtin: str | None = None,
) -> Made:
    """The dossier of a verified passport; `bundle` are its papers, where the installation does not keep them.

    `gtin` (14 digits) gives a lot whose number fits a GS1 Digital Link. Raises what `pictures_of` raises.
    """
    passport = source.passport
    pictured = pictures_of(passport, bundle, stock, reporter)
    link = digital_link(gtin, passport.lot) if gtin is not None and fits_batch(passport.lot) else None
    name = file_name(passport.lot)
    sealed = Sealed(passport, source.data, source.digest, source.kid, source.signed_at)
    shown = view(sealed, pictured.images, Order(language, name, link, pictured.same_engines))
    return Made(f"{name.removesuffix(SUFFIX)}.dossier.{language}.{form}", FORMS[form](shown), pictured.missing)


def export(
    source: Source, call: Call, form: str, language: Language, bundle: Sequence[Path], stock: Stock, reporter: Reporter
) -> Outcome:
    """Writes the dossier into the folder of an export, with its signed list of files."""
    key = call.key()
    who = publisher(call.settings, key)
    made = make(source, form, language, bundle, stock, reporter, who.gtin)
    note = ""
    if made.missing:
        named = ", ".join(made.missing[:5]) + (" …" if len(made.missing) > 5 else "")
        note = f"there is no picture of {named}: name the papers that the passport was made from by --bundle"
    files = {**_standing(source, call), made.name: made.data}
    return write_export(source, call, who.did, files, (), key, note)


def _standing(source: Source, call: Call) -> dict[str, bytes]:
    """The dossiers of the same passport that lie in the folder, in other languages and forms: they stay part of it.

    Only if the folder verifies by this installation's own key: what somebody changed is not signed anew.
    """
    names = earlier_files(call.out)
    if not names or not all(DOSSIER in name for name in names):
        return {}
    keys = Keys(call.settings)
    own = Basis(own=keys.public_keys(), demand_trust=True, retired=keys.retired_keys())
    try:
        files = {name: (call.out / name).read_bytes() for name in (*sorted(names), MANIFEST)}
    except OSError:
        return {}
    body = parse(files[MANIFEST])
    if body["passport"] != source.digest or not verify_folder(files, own.keyring, call.now, demand_trust=True).verified:
        return {}
    return {name: files[name] for name in names}
