"""Who publishes, and the identifiers that lots, parties, places, papers and credentials get in an export.

An identifier is made from the issuer and the thing's own name alone, so the same thing has the same one in every
export of an issuer. With a site it is an address there; without one it is a UUID (RFC 9562, version 5).
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from urllib.parse import quote

from passport.digital_link import RESOLVER, digital_link, fits_batch
from passport.jwk import encode
from passport.untp.model import IdentifierScheme

PROGRAM_URL = "https://w3id.org/lotpass"


@dataclass(frozen=True, slots=True)
class Publisher:
    """The issuer of an export. `did` signs, `name` is shown, `site` (https, no slash at the end) is where the export
    is published, `gtin` the issuer's GS1 article number for lots, `resolver` the host of Digital Links.
    """

    did: str
    name: str
    site: str | None = None
    gtin: str | None = None
    resolver: str = RESOLVER

    def credential(self, name: str, passport: str) -> str:
        """The id of a credential of the passport with this digest."""
        return self._minted("credentials", f"{passport}/{name}")

    def lot(self, lot: str) -> str:
        """The id of a lot: its GS1 Digital Link where the issuer has a GTIN and the number fits, else its own."""
        if self.gtin is not None and fits_batch(lot):
            return digital_link(self.gtin, lot, self.resolver)
        return f"{self.site}/lots/{quote(lot, safe='')}" if self.site is not None else self._minted("lots", lot)

    def lot_scheme(self, lot: str) -> IdentifierScheme:
        """Where the lot's id comes from."""
        if self.gtin is not None and fits_batch(lot):
            return IdentifierScheme(type=("IdentifierScheme",), id=self.resolver, name="GS1 Digital Link")
        return IdentifierScheme(type=("IdentifierScheme",), id=self.did, name=f"Lot numbers as kept by {self.name}")

    def thing(self, kind: str, name: str) -> str:
        """The id of a party, place, event or attestation that the papers name without an identifier of its own."""
        return self._minted(kind, name)

    def status_list(self, number: int) -> str:
        """The id of the issuer's status list of this number."""
        return f"{self.site}/status/{number}" if self.site is not None else self._minted("status", str(number))

    def _minted(self, kind: str, name: str) -> str:
        made = uuid.uuid5(uuid.NAMESPACE_URL, f"{self.did}/{kind}/{name}")
        return f"{self.site}/{kind}/{made}" if self.site is not None else f"urn:uuid:{made}"


def paper_url(sha256: str) -> str:
    """A paper named by its content (RFC 6920): it is held by whoever has it, and published nowhere by this name."""
    return f"ni:///sha-256;{encode(bytes.fromhex(sha256))}"
