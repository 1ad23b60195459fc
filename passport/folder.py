"""Verifying an export as a whole: its signed list of files, every credential in it, and that they belong together."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from passport.attachments import sha256_of_paper
from passport.canonical import Json, JsonObject, canonical, parse
from passport.errors import KeyFault, Malformed
from passport.files import SUFFIX
from passport.jwk import ALGORITHMS, JWK, signature_holds, thumbprint
from passport.jws import Jws, read_jws
from passport.manifest import MANIFEST, Listed, listed_files
from passport.multibase import digest_multibase, sha256_of
from passport.sign import EXPORT_TYPE, signing_input
from passport.untp.export import linked, made_from
from passport.untp.vocabulary import CONTEXT_FILE, context_document
from passport.vc.checks import STATUS_LIST
from passport.vc.did import method_of
from passport.vc.jose import read_envelope
from passport.vc.revocation import NO_LISTS, Lists
from passport.vc.trust import Keyring
from passport.vc.verify import CredentialVerification, verify_credential
from passport.verification import Checked, Run
from passport.verify import CLOCK_SKEW, MAX_REPORTED

TOKEN, ENVELOPE, PLAIN = ".jwt", ".vc.json", ".json"
"""The three forms in which an export holds a credential."""


@dataclass(frozen=True, slots=True)
class FolderVerification:
    """What came out. `credentials` are those of the folder by file name; `lot`, and `passport`, the digest of the
    passport that the export was made from, are given only where it is verified.
    """

    verified: bool
    checks: tuple[Checked, ...]
    credentials: Mapping[str, CredentialVerification] = field(default_factory=dict)
    lot: str | None = None
    passport: str | None = None


def verify_folder(
    files: Mapping[str, bytes],
    keys: Callable[[Sequence[JsonObject]], Keyring],
    now: datetime,
    lists: Lists = NO_LISTS,
    papers: Mapping[str, bytes | Path] | None = None,
    demand_trust: bool = False,
) -> FolderVerification:
    """Checks an export given as its files by name within it.

    `keys` makes the keyring, given the DID document that lies in the folder; `lists` is what is known of revocations
    beside the status lists in the folder, of which the newest counts; `papers` are compared with the digests in the
    credentials. Raises OSError for a paper that cannot be read.
    """
    run = Run()
    body = _read_list(run, files)
    if body is None:
        return FolderVerification(False, tuple(run.checks))
    ring = keys(_documents(files))
    proof = body.pop("proof", None)
    _check_list(run, body, proof, ring, now, demand_trust=demand_trust)
    listed = listed_files(body)
    if listed is None:
        run.failed("schema", f"{MANIFEST} does not have the form of a list of files.")
        return FolderVerification(False, tuple(run.checks))
    run.passed("schema", f"{MANIFEST} has the form of a list of files.")
    _check_files(run, files, listed)
    tokens = {name: data for name, data in files.items() if name.endswith(TOKEN)}
    beside = (data for name, data in tokens.items() if name.startswith("status-"))
    known = replace(lists, carried=(*lists.carried, *beside))
    found = {
        name: verify_credential(data, ring, now=now, lists=known, demand_trust=demand_trust)
        for name, data in tokens.items()
    }
    _check_forms(run, files, found)
    _check_together(run, body, tokens, found)
    if papers is not None:
        _check_papers(run, found.values(), papers)
    good = all(seen.verified for seen in found.values())
    good = good and not any(check.outcome in ("failed", "not_checked") for check in run.checks)
    told = (str(body["lot"]), str(body["passport"])) if good else (None, None)
    return FolderVerification(good, tuple(run.checks), found, *told)


def _read_list(run: Run, files: Mapping[str, bytes]) -> JsonObject | None:
    """The list of files is there and is JSON with one meaning."""
    data = files.get(MANIFEST)
    if data is None:
        message = f"There is no {MANIFEST}: this is no export, or its list was taken away."
        if any(name.endswith(SUFFIX) for name in files):
            message += f" There are passports in it: name them by themselves (*{SUFFIX})."
        run.failed("files", message)
        return None
    try:
        body = parse(data)
    except Malformed as error:
        run.failed("json", f"{MANIFEST}: {error.cause}")
        return None
    run.passed("json", f"{MANIFEST} is JSON with one meaning.")
    return body


def _documents(files: Mapping[str, bytes]) -> list[JsonObject]:
    try:
        return [parse(files["did.json"])] if "did.json" in files else []
    except Malformed:
        return []


def _check_list(run: Run, body: JsonObject, proof: Json, ring: Keyring, now: datetime, *, demand_trust: bool) -> None:
    """The list was signed by a key of the issuer that it names, and not after now."""
    parts = _proof_parts(run, proof)
    if parts is None:
        return
    jws, jwk = parts
    issuer = body.get("issuer")
    if jws.alg not in ALGORITHMS or ALGORITHMS[jws.alg] != (jwk.get("kty"), jwk.get("crv")):
        run.failed("algorithm", "The signature algorithm is not allowed, or not the key's.", jws.alg, "ES256 or EdDSA")
        return
    if thumbprint(jwk) != jws.kid:
        run.failed("key", "The key of the list is not the one its signature names.", thumbprint(jwk), jws.kid)
        return
    try:
        key, trust = ring.key(str(issuer), method_of(str(issuer), jwk))
        if dict(key) != dict(jwk):
            run.failed("key", "The key of the list is not one of its issuer's.", thumbprint(jwk), thumbprint(key))
            return
        holds = signature_holds(jwk, signing_input(jws.header, canonical(body)), jws.signature)
    except KeyFault as fault:
        run.failed("key", f"The key of the list is not one of its issuer's. {fault.cause} {fault.remedy}".strip())
        return
    if not holds:
        run.failed("signature", "The list of files was changed after signing.")
        return
    run.passed("signature", "The signature holds over the list of files.")
    signed_at = datetime.fromtimestamp(jws.iat, UTC)
    if signed_at > now + CLOCK_SKEW:
        run.failed("dates", "The list was signed after now.", signed_at.isoformat(), f"before {now.isoformat()}")
    if trust == "trusted":
        run.passed("trust", "The list is signed by a key that you have listed as trusted.")
    elif demand_trust:
        run.failed("trust", "The list is signed by a key that you have not listed as trusted.", got=jws.kid)


def _proof_parts(run: Run, proof: Json) -> tuple[Jws, JWK] | None:
    key = proof.get("jwk") if isinstance(proof, dict) else None
    if not isinstance(proof, dict) or not isinstance(key, dict) or not all(isinstance(v, str) for v in key.values()):
        run.failed("proof", "The list of files is not signed.")
        return None
    try:
        return read_jws(proof.get("jws"), EXPORT_TYPE), cast(JWK, key)
    except Malformed as error:
        run.failed("proof", error.cause)
        return None


def _check_files(run: Run, files: Mapping[str, bytes], listed: Sequence[Listed]) -> None:
    """Every listed file is there, byte for byte, and there is no credential that is not listed."""
    wrong = 0
    for file in listed:
        data = files.get(file.name)
        if data is None:
            run.failed("files", f"{file.name} is missing from the export.", "no such file", f"SHA-256 {file.sha256}")
        elif (actual := hashlib.sha256(data).hexdigest()) != file.sha256:
            run.failed("files", f"{file.name} was changed.", f"SHA-256 {actual}", f"SHA-256 {file.sha256}")
        else:
            continue
        wrong += 1
        if wrong == MAX_REPORTED:
            break
    others = sorted(set(files) - {file.name for file in listed} - {MANIFEST})
    added = [name for name in others if name.endswith((TOKEN, PLAIN, ".jsonld"))]
    for name in added[:MAX_REPORTED]:
        run.failed("files", f"{name} is no part of the export: it was added.", "a file that is not listed", "no file")
    if others and not added:
        run.noted("files", f"Not part of the export: {', '.join(others)}.")
    if not wrong and not added:
        run.passed("files", f"All {len(listed)} files of the export are there, unchanged.")


def _check_forms(run: Run, files: Mapping[str, bytes], found: Mapping[str, CredentialVerification]) -> None:
    """The plain and the enveloped form of each credential are the same credential; our context is the one we know."""
    for name, seen in found.items():
        stem = name.removesuffix(TOKEN)
        try:
            token = read_envelope(parse(files[stem + ENVELOPE]))
            plain = parse(files[stem + PLAIN])
        except KeyError as error:
            run.failed("files", f"{error.args[0]} is missing beside {name}.")
        except Malformed as error:
            run.failed("files", f"A form of {name} cannot be read. {error.cause}")
        else:
            if token != files[name].decode("ascii", "replace").strip():
                run.failed("files", f"{stem}{ENVELOPE} holds another credential than {name}.")
            elif seen.credential is not None and canonical(plain) != canonical(seen.credential):
                run.failed("files", f"{stem}{PLAIN} is not what {name} signs.")
    for name, data in files.items():
        if name.endswith(CONTEXT_FILE) and _parsed(data) != context_document():
            run.failed("files", f"{name} is not our JSON-LD context: own terms could mean something else.")


def _parsed(data: bytes) -> object:
    try:
        return parse(data)
    except Malformed:
        return None


def _check_together(
    run: Run, body: JsonObject, tokens: Mapping[str, bytes], found: Mapping[str, CredentialVerification]
) -> None:
    """All credentials are of one issuer and one passport, and those that a product passport links to are there."""
    there = {hashlib.sha256(data.strip()).hexdigest() for data in tokens.values()}
    own = digest_multibase(str(body.get("passport"))) if _is_sha256(body.get("passport")) else None
    for name, seen in found.items():
        credential = seen.credential
        if credential is None:
            continue
        if seen.issuer != body.get("issuer"):
            run.failed("files", f"{name} is of another issuer.", seen.issuer, str(body.get("issuer")))
        if STATUS_LIST not in cast(list[Json], credential.get("type")) and made_from(credential) != own:
            got = str(made_from(credential))
            run.failed("files", f"{name} was made from another passport.", got, own)
        for id_, digest in linked(credential):
            if digest is None or sha256_of(digest) not in there:
                run.failed("files", f"{name} links to a credential that is not here as it was signed.", id_, digest)


def _is_sha256(value: Json) -> bool:
    return isinstance(value, str) and len(value) == 64 and all(sign in "0123456789abcdef" for sign in value)


def _check_papers(run: Run, found: Iterable[CredentialVerification], papers: Mapping[str, bytes | Path]) -> None:
    """Each paper given is, byte for byte, one that the credentials name."""
    named = {digest for seen in found if seen.credential is not None for digest in _paper_digests(seen.credential)}
    wrong = 0
    for name, paper in papers.items():
        sha256 = sha256_of_paper(paper)
        if sha256 not in named:
            wrong += 1
            message = f"{name} is not among the papers that these credentials rest on."
            run.failed("attachments", message, f"SHA-256 {sha256}", "one of the papers named")
    if not wrong:
        run.passed("attachments", f"The {len(papers)} papers given are among those that the credentials name.")


def _paper_digests(value: Json) -> Iterable[str]:
    if isinstance(value, dict):
        url, digest = value.get("linkURL"), value.get("digestMultibase")
        if isinstance(url, str) and url.startswith("ni:") and isinstance(digest, str):
            sha256 = sha256_of(digest)
            if sha256 is not None:
                yield sha256
        for item in value.values():
            yield from _paper_digests(item)
    elif isinstance(value, list):
        for item in value:
            yield from _paper_digests(item)
