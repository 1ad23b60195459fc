"""What an installation may set: by environment variables with the prefix LOTPASS_, or by options of a command."""

from __future__ import annotations

import os
from pathlib import Path

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from ingest.limits import MEMORY_PER_PAGE
from lotpass.errors import EnvironmentFailure


def user_data_folder() -> Path:
    """The user's data folder for lotpass, by the XDG Base Directory Specification."""
    home = os.environ.get("XDG_DATA_HOME")
    return (Path(home) if home else Path.home() / ".local" / "share") / "lotpass"


class Settings(BaseSettings):
    """Where things lie. `LOTPASS_DATA=/srv/lotpass lotpass run …` sets `data`, and so on."""

    model_config = SettingsConfigDict(env_prefix="LOTPASS_", frozen=True, extra="ignore")

    data: Path = Field(default_factory=user_data_folder)
    """Signing keys, the embedded database and kept originals."""
    database: str | None = None
    """SQLAlchemy URL of the store; default: SQLite in the data folder. Only the pipeline on a broker uses it."""
    broker: str | None = None
    """Celery broker URL (`redis://host:port/db`); None: everything runs in this process and its page workers."""
    memory: int = Field(default=MEMORY_PER_PAGE, ge=200_000_000)
    """Bytes of private memory that one page worker may take before the page is given up."""

    cache: Path | None = None
    """Where pages that were read are kept, to be read no second time; None: `cache` in the data folder."""
    cache_bytes: int = Field(default=1_000_000_000, ge=0)
    """Most bytes kept there; 0: nothing is kept or taken from there."""

    key_passphrase: SecretStr | None = None
    """The passphrase of the signing key; a key that is made at first use is encrypted under it."""
    signing_key: SecretStr | None = None
    """The signing key itself, as PEM (PKCS #8), where it is not to lie in the key folder."""
    key_provider: str | None = None
    """A key plug-in by name, and its own setting after a colon (`pkcs11:token=lotpass`)."""
    issuer: str | None = None
    """The DID that issues credentials (`did:web:example.org`); None: the did:key of the signing key."""
    issuer_name: str | None = None
    """The issuer's name in credentials; None: its DID."""
    site: str | None = None
    """The https address where exports are published; None: that of a did:web issuer, else none."""
    gtin: str | None = None
    """The issuer's GS1 article number for lots; with it, lots are named by GS1 Digital Links."""

    lease: float = Field(default=180.0, gt=0)
    """Seconds for which a worker that claimed a step is left alone; a step of a dead worker is free after that."""

    reference: Path | None = None
    """A folder with reference tables of your own, in the place of those shipped."""
    sanctions: str | None = None
    """Files of sanctions lists, parted by `:` (`;` on Windows); parties are screened against them."""

    remember: str | None = None
    """Where earlier lots are remembered: a folder, or `store` for beside the store; None: nowhere."""

    token: SecretStr | None = None
    """What `lotpass serve` wants to be shown by whoever calls it; needed where other machines can reach it."""

    @classmethod
    def load(cls) -> Settings:
        """The settings of the environment; raises EnvironmentFailure (`bad-setting`) for one that makes no sense."""
        try:
            return cls()
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            name = f"LOTPASS_{'_'.join(str(part) for part in first['loc'])}".upper()
            raise EnvironmentFailure("bad-setting", f"{name} is wrong: {first['msg']}.", "Set it anew.") from error

    @property
    def database_url(self) -> str:
        """The store's URL, with the embedded default."""
        return self.database or f"sqlite:///{self.data / 'lotpass.sqlite3'}"

    @property
    def keys(self) -> Path:
        """The folder of the signing keys."""
        return self.data / "keys"

    @property
    def cache_folder(self) -> Path | None:
        """Where read pages are kept; None where they are not."""
        return (self.cache or self.data / "cache") if self.cache_bytes else None

    @property
    def status(self) -> Path:
        """The register of credentials and revocations."""
        return self.data / "status.sqlite3"

    @property
    def log(self) -> Path:
        """The log of issued passports and revocations."""
        return self.data / "log"

    @property
    def originals(self) -> Path:
        """The content-addressed folder of the pipeline's kept originals."""
        return self.data / "originals"

    @property
    def derived(self) -> Path:
        """The content-addressed folder of what the pipeline's steps made."""
        return self.data / "derived"
