"""The signing key of an installation: in its folder, from the environment, or in a token or service by a plug-in.

A plug-in is an entry point of the group `lotpass.keys`: a callable that takes the rest of `LOTPASS_KEY_PROVIDER` after
its name and a colon, and gives a `passport.keys.SigningKey` (a public key, and a method that signs). The private half
never enters this program then.
"""

from __future__ import annotations

import sys
from importlib.metadata import entry_points

import typer

from lotpass.errors import EnvironmentFailure
from lotpass.settings import Settings
from passport.errors import KeyFault
from passport.jwk import JWK, algorithm_of, from_jwk
from passport.keyfile import open_key
from passport.keys import KeyFolder, LocalKey, SigningKey

GROUP = "lotpass.keys"


class Keys:
    """The keys of an installation, wherever the private half lies; public halves are kept in the key folder."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._asked: str | None = None
        self.folder = KeyFolder(settings.keys, passphrase=self.passphrase)

    def current(self) -> SigningKey:
        """The key that signs; its public half is on record afterwards.

        Raises KeyFault as `KeyFolder.current` does, and EnvironmentFailure (`key-provider`) for a plug-in that fails.
        """
        settings = self._settings
        if settings.key_provider is not None:
            key = _provided(settings.key_provider)
        elif settings.signing_key is not None:
            pem = settings.signing_key.get_secret_value().encode()
            key = LocalKey(open_key(pem, "in LOTPASS_SIGNING_KEY", self.passphrase))
        else:
            return self.folder.current()
        self.folder.record(key.jwk)
        return key

    def public_keys(self) -> dict[str, JWK]:
        """Every key that ever signed here and was not retired, by thumbprint."""
        return self.folder.public_keys()

    def retired_keys(self) -> frozenset[str]:
        """Thumbprints of the keys that were retired."""
        return self.folder.retired_keys()

    @property
    def elsewhere(self) -> bool:
        """Whether the private key lies outside of the folder."""
        return self._settings.key_provider is not None or self._settings.signing_key is not None

    def passphrase(self) -> str | None:
        """The passphrase of the environment, or asked for once on a terminal if there is an encrypted key to open."""
        if self._settings.key_passphrase is not None:
            return self._settings.key_passphrase.get_secret_value()
        if self._asked is None and self.folder.path.exists() and sys.stdin.isatty():
            self._asked = typer.prompt("Passphrase of the signing key", hide_input=True, err=True)
        return self._asked


class _ProvidedKey:
    """A plug-in's key, whose failures are told in our words; what it says itself stays in the chain of causes."""

    def __init__(self, name: str, key: SigningKey) -> None:
        self._name = name
        self._key = key
        self.jwk: JWK = dict(key.jwk)
        from_jwk(self.jwk)
        algorithm_of(self.jwk)

    def sign(self, message: bytes) -> bytes:
        """The plug-in's signature; raises KeyFault (`key-unsuitable`) where it gives none."""
        try:
            return self._key.sign(message)
        except Exception as error:
            cause = f"The key of the plug-in {self._name} does not sign ({type(error).__name__})."
            raise KeyFault("key-unsuitable", cause, "Check the token or service that signs.") from error


def _provided(setting: str) -> SigningKey:
    name, _, rest = setting.partition(":")
    found = [point for point in entry_points(group=GROUP) if point.name == name]
    if not found:
        known = ", ".join(sorted(point.name for point in entry_points(group=GROUP))) or "none"
        cause = f"There is no key plug-in {name!r}; installed are: {known}."
        raise EnvironmentFailure("key-provider", cause, "Install it, or correct LOTPASS_KEY_PROVIDER.")
    try:
        return _ProvidedKey(name, found[0].load()(rest))
    except KeyFault:
        raise  # ours, or in our words: made to be told
    except Exception as error:
        cause = f"The key plug-in {name!r} gives no key ({type(error).__name__})."
        raise EnvironmentFailure("key-provider", cause, "Check LOTPASS_KEY_PROVIDER, and what it names.") from error
