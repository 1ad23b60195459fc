"""What `lotpass verify` rests on: keys, status lists and papers that the user names, and what lies beside a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lotpass.errors import EnvironmentFailure
from passport.canonical import MAX_BYTES, JsonObject, parse
from passport.errors import KeyFault, Malformed
from passport.jwk import JWK, from_jwk, thumbprint
from passport.vc.did import keys_in
from passport.vc.revocation import Lists
from passport.vc.trust import Keyring, keyring


@dataclass(frozen=True, slots=True)
class Logs:
    """Logs and receipts that a verification looks at: `own` is the folder of this installation's log, `named` one that
    the user names, `receipts` receipts that the user names, `keys` the logs' public keys by thumbprint.
    """

    own: Path | None = None
    named: Path | None = None
    receipts: tuple[Path, ...] = ()
    keys: Mapping[str, JWK] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Basis:
    """What a verification rests on: the installation's own keys and those that the user listed, by thumbprint, DID
    documents that the user trusts, status lists, papers by name, whether a key that is not listed is a failure, the
    installation's retired keys, folders with passports of parent lots, what the installation's register has as revoked,
    and logs.
    """

    own: Mapping[str, JWK] = field(default_factory=dict)
    listed: Mapping[str, JWK] = field(default_factory=dict)
    documents: tuple[JsonObject, ...] = ()
    lists: tuple[bytes, ...] = ()
    papers: Mapping[str, Path] = field(default_factory=dict)
    demand_trust: bool = False
    retired: frozenset[str] = frozenset()
    parents: tuple[Path, ...] = ()
    revoked: frozenset[tuple[str, int]] = frozenset()
    logs: Logs = field(default_factory=Logs)

    @classmethod
    def of(
        cls,
        own: Mapping[str, JWK],
        trust: Sequence[Path],
        lists: Sequence[Path],
        papers: Sequence[Path],
        *,
        demand_trust: bool = False,
        retired: frozenset[str] = frozenset(),
        parents: Sequence[Path] = (),
        revoked: frozenset[tuple[str, int]] = frozenset(),
        logs: Logs | None = None,
    ) -> Basis:
        """Reads what the user named; raises KeyFault (`did-document`, `key-damaged`) for what is neither."""
        documents: list[JsonObject] = []
        listed: dict[str, JWK] = {}
        for path in trust:
            try:
                value = parse(read(path))
            except Malformed as error:
                raise KeyFault("did-document", f"{path} is no key or DID document. {error.cause}") from error
            if "kty" in value:
                jwk: JWK = {name: str(part) for name, part in value.items() if name in ("kty", "crv", "x", "y")}
                from_jwk(jwk)
                listed[thumbprint(jwk)] = jwk
            else:
                keys_in(value)
                documents.append(value)
        named = {str(path): path for path in papers}
        given = tuple(read(path) for path in lists)
        return cls(
            own,
            listed,
            tuple(documents),
            given,
            named,
            demand_trust,
            retired,
            tuple(parents),
            revoked,
            logs or Logs(),
        )

    def status(self, carried: Iterable[bytes] = ()) -> Lists:
        """What is known of revocations; `carried` are status lists that lie beside what is verified."""
        return Lists(self.lists, tuple(carried), self.revoked)

    def keyring(self, carried: Sequence[JsonObject] = ()) -> Keyring:
        """The keys for credentials; `carried` are DID documents that lie beside them."""
        return keyring(self.documents, {**self.own, **self.listed}, carried, self.retired)

    def native(self) -> dict[str, JWK]:
        """The trusted keys by thumbprint, for native passports."""
        return {**self.own, **self.listed, **{thumbprint(jwk): jwk for jwk in self.keyring().trusted.values()}}


def read(path: Path) -> bytes:
    """A file's bytes, as far as any verification reads; raises EnvironmentFailure for one that cannot be opened."""
    try:
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise EnvironmentFailure("cannot-read", f"{path} cannot be read ({error.strerror}).") from error


def documents_beside(path: Path) -> list[JsonObject]:
    """The did.json that lies beside a credential, if one does and can be read."""
    try:
        return [parse((path.parent / "did.json").read_bytes())]
    except (OSError, Malformed):
        return []


def lists_beside(path: Path) -> list[bytes]:
    """The status lists that lie beside a credential."""
    return [read(other) for other in sorted(path.parent.glob("status-*.jwt"))[:100] if other.is_file()]
