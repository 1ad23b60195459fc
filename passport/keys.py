"""Signing keys in a folder of the user's: made at first use, readable by nobody else, public halves kept for ever."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import secrets
import stat
from pathlib import Path
from typing import Protocol

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from passport.errors import KeyFault
from passport.jwk import JWK, Algorithm, from_jwk, thumbprint, to_jwk
from passport.keyfile import Passphrase, PrivateKey, is_encrypted, key_pem, open_key

PRIVATE_FILE = "signing-key.pem"
PUBLIC_FOLDER = "public"
MAX_KEY_BYTES = 16 * 1024
"""A P-256 or Ed25519 key takes under 300 bytes; anything near this is no key file."""


class SigningKey(Protocol):
    """What signs: a key in a file, a hardware token, a key service."""

    @property
    def jwk(self) -> JWK:
        """The public key; its type settles the algorithm (Ed25519: EdDSA, P-256: ES256)."""
        ...

    def sign(self, message: bytes) -> bytes:
        """The raw JWS signature, 64 bytes (RFC 7518, section 3.4; RFC 8037, section 3.1)."""
        ...


class LocalKey:
    """A private key in memory. Its text form shows the public name only."""

    def __init__(self, private: PrivateKey) -> None:
        self._private = private
        self._jwk = to_jwk(private.public_key())

    @property
    def jwk(self) -> JWK:
        """The public key."""
        return self._jwk

    @property
    def kid(self) -> str:
        """The key's RFC 7638 thumbprint."""
        return thumbprint(self._jwk)

    def sign(self, message: bytes) -> bytes:
        """The raw 64-byte signature; ES256 is deterministic (RFC 6979), so that it needs no good random numbers."""
        if isinstance(self._private, ed25519.Ed25519PrivateKey):
            return self._private.sign(message)
        r, s = decode_dss_signature(self._private.sign(message, ec.ECDSA(hashes.SHA256(), deterministic_signing=True)))
        return r.to_bytes(32, "big") + s.to_bytes(32, "big")

    def __repr__(self) -> str:
        return f"<LocalKey {self.kid}>"

    def __reduce__(self) -> tuple[object, ...]:
        raise TypeError("a signing key is not pickled: it would leave the process in a message or a file")


def generate(algorithm: Algorithm = "ES256") -> PrivateKey:
    """A new private key."""
    return ed25519.Ed25519PrivateKey.generate() if algorithm == "EdDSA" else ec.generate_private_key(ec.SECP256R1())


class KeyFolder:
    """The folder that holds the signing key (`signing-key.pem`, PKCS #8, mode 0600) and all public keys (`public/`).

    `algorithm` matters for new keys only. `passphrase` is asked when an encrypted key is opened; where it gives one, a
    key made at first use is encrypted under it.
    """

    def __init__(self, folder: Path, algorithm: Algorithm = "ES256", passphrase: Passphrase = lambda: None) -> None:
        self.folder = folder
        self.algorithm = algorithm
        self.passphrase = passphrase

    def __repr__(self) -> str:
        return f"KeyFolder({str(self.folder)!r})"

    @property
    def path(self) -> Path:
        """The signing key's file."""
        return self.folder / PRIVATE_FILE

    def current(self) -> LocalKey:
        """The folder's key; made now if there is none, exactly one however many processes ask at once.

        Raises KeyFault: `key-exposed` (others could read or replace it),
        `key-foreign` (it belongs to another user), `key-damaged`, `key-unsuitable`, `key-locked` (its passphrase is
        missing or wrong), `key-folder` (cannot be used).
        """
        pem = self.stored()
        if pem is None:
            self._write(self.path, key_pem(generate(self.algorithm), self.passphrase()), replace=False)
            pem = self._read(self.path)
        if pem is None:
            raise KeyFault("key-folder", f"The signing key {self.path} vanished while it was being made.", "Try again.")
        key = LocalKey(open_key(pem, str(self.path), self.passphrase))
        self.record(key.jwk)
        return key

    def stored(self) -> bytes | None:
        """The signing key's file as it lies there, with its rights checked; None if there is none."""
        self._prepare()
        return self._read(self.path)

    def store(self, key: PrivateKey, passphrase: str | None, *, replace: bool) -> LocalKey:
        """Puts a key in the signing key's place, encrypted if there is a passphrase, and its public half on record.

        Raises KeyFault (`key-exists`) if there is one already and it is not to be replaced.
        """
        self._prepare()
        made = LocalKey(key)
        if not replace and self._read(self.path) is not None:
            remedy = "Run: lotpass keys rotate, to put another in its place."
            raise KeyFault("key-exists", f"There is a signing key already: {self.path}.", remedy)
        self.record(made.jwk)
        self._write(self.path, key_pem(key, passphrase), replace=replace)
        return made

    def rotate(self, *, encrypt: bool | None = None) -> LocalKey:
        """A new signing key takes the old one's place; the old one's public half is kept, its private half is gone.

        The new one is under the passphrase if `encrypt` says so, by default if the old one was.
        """
        self.current()  # makes sure that the old public key is on record
        old = self._read(self.path) or b""
        wanted = is_encrypted(old) if encrypt is None else encrypt
        passphrase = self.passphrase() if wanted else None
        if wanted and passphrase is None:
            raise KeyFault("key-locked", "The new key is to be encrypted, and there is no passphrase.", "Give one.")
        return self.store(generate(self.algorithm), passphrase, replace=True)

    def public_keys(self) -> dict[str, JWK]:
        """Every key that ever signed here and was not retired, by thumbprint: what `verify` may take as trusted."""
        return {kid: jwk for kid, jwk in self.recorded().items() if not self.retirement(kid).exists()}

    def retired_keys(self) -> frozenset[str]:
        """Thumbprints of the keys that were retired here."""
        return frozenset(path.stem for path in (self.folder / PUBLIC_FOLDER).glob("*.retired"))

    def recorded(self) -> dict[str, JWK]:
        """Every key that ever signed here, retired ones too, by thumbprint."""
        found: dict[str, JWK] = {}
        for path in sorted((self.folder / PUBLIC_FOLDER).glob("*.jwk")):
            try:
                jwk: JWK = json.loads(path.read_text("utf-8"))
                from_jwk(jwk)
            except (ValueError, AttributeError, TypeError, OSError, KeyFault) as error:
                raise KeyFault(
                    "key-damaged", f"The public key {path} cannot be read: {error}", "Move it out of the folder."
                ) from error
            if path.stem != thumbprint(jwk):
                raise KeyFault(
                    "key-damaged",
                    f"The public key {path} is not the key that its name says ({thumbprint(jwk)}).",
                    "Somebody changed the file: move it out of the folder.",
                )
            found[path.stem] = jwk
        return found

    def retirement(self, kid: str) -> Path:
        """The file that says, if it is there, when and why a key was retired."""
        return self.folder / PUBLIC_FOLDER / f"{kid}.retired"

    def retire(self, kid: str, note: bytes) -> None:
        """Takes a key out of those that are trusted; its first note is kept."""
        self._prepare()
        self._write(self.retirement(kid), note, replace=False)

    def record(self, jwk: JWK) -> None:
        """Keeps a public key, so that what it signed goes on to verify."""
        self._prepare()
        path = self.folder / PUBLIC_FOLDER / f"{thumbprint(jwk)}.jwk"
        if not path.exists():
            self._write(path, json.dumps(dict(jwk), sort_keys=True).encode() + b"\n", replace=True)

    def _prepare(self) -> None:
        try:
            self.folder.parent.mkdir(parents=True, exist_ok=True)
            for folder in (self.folder, self.folder / PUBLIC_FOLDER):
                folder.mkdir(mode=0o700, exist_ok=True)
            facts = self.folder.stat()
        except OSError as error:
            raise _unusable(self.folder, error) from error
        if os.name == "posix" and facts.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
            raise KeyFault(
                "key-exposed",
                f"Others may write to the key folder {self.folder}, so they could replace the signing key.",
                f"Run: chmod 700 {self.folder}",
            )

    def _read(self, path: Path) -> bytes | None:
        try:
            # No following of links: the rights checked are those of the file that is read.
            handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0))
        except FileNotFoundError:
            return None
        except OSError as error:
            if error.errno == errno.ELOOP:
                cause = f"The signing key {path} is a link, not a file."
                raise KeyFault("key-foreign", cause, "Put the key file itself there.") from error
            raise _unusable(path, error) from error
        try:
            _check_rights(path, os.fstat(handle))
            return os.read(handle, MAX_KEY_BYTES)
        finally:
            os.close(handle)

    def _write(self, path: Path, data: bytes, *, replace: bool) -> None:
        """All or nothing: the bytes lie synced in a file of their own before they get their name."""
        draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
        try:
            handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o600)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(data)
                    file.flush()
                    os.fsync(file.fileno())
                if replace:
                    draft.replace(path)
                else:
                    with contextlib.suppress(FileExistsError):  # another process was first: its key stands
                        os.link(draft, path)
            finally:
                draft.unlink(missing_ok=True)
        except OSError as error:
            raise _unusable(path, error) from error


def _check_rights(path: Path, facts: os.stat_result) -> None:
    if not stat.S_ISREG(facts.st_mode):
        raise KeyFault(
            "key-foreign", f"The signing key {path} is not a regular file.", "Put the key file itself there."
        )
    if os.name != "posix":
        return
    if facts.st_uid not in (os.geteuid(), 0):
        raise KeyFault(
            "key-foreign",
            f"The signing key {path} belongs to another user (uid {facts.st_uid}).",
            "Use a key folder of your own (LOTPASS_DATA).",
        )
    if facts.st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise KeyFault(
            "key-exposed",
            f"The signing key {path} can be read by other users (mode {stat.S_IMODE(facts.st_mode):04o}).",
            f"If nobody else has used this machine, run: chmod 600 {path}. Otherwise move it away: a new key is made.",
        )


def _unusable(path: Path, error: OSError) -> KeyFault:
    return KeyFault(
        "key-folder",
        f"The signing key cannot be kept at {path}: {error.strerror}.",
        "Set LOTPASS_DATA to a folder of your own on a local disk.",
    )
