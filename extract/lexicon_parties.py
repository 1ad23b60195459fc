"""Labels of parties put together: each noun for a party in each way that forms ask for its name and address.

"Exporter and address", "Raison sociale de l'acheteur", "Destinatário, nome e morada", "Nombre y domicilio del titular":
the nouns and the ways are few, what they make together is more than a list would hold. Labels that ask for the address
alone ("Consignee's address", "Siège social du vendeur") are put together apart, for they begin no party.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

_NOUNS: Final[dict[str, frozenset[str]]] = {
    "en": frozenset(
        ("exporter", "consignor", "importer", "consignee", "shipper", "seller", "vendor", "supplier", "buyer",
         "purchaser", "customer", "client", "licensee", "holder", "applicant", "declarant", "producer", "receiver",
         "recipient", "sender")
    ),
    "fr": frozenset(
        ("exportateur", "expéditeur", "importateur", "destinataire", "vendeur", "fournisseur", "acheteur", "client",
         "titulaire", "bénéficiaire", "demandeur", "requérant", "déclarant", "producteur", "chargeur", "consignataire",
         "réceptionnaire")
    ),
    "pt": frozenset(
        ("exportador", "expedidor", "remetente", "importador", "destinatário", "consignatário", "vendedor",
         "fornecedor", "comprador", "adquirente", "cliente", "titular", "beneficiário", "requerente", "declarante",
         "produtor", "embarcador")
    ),
    "es": frozenset(
        ("exportador", "expedidor", "remitente", "importador", "destinatario", "consignatario", "vendedor",
         "proveedor", "comprador", "cliente", "titular", "beneficiario", "solicitante", "declarante", "productor",
         "embarcador")
    ),
}  # fmt: skip
_WAYS: Final[dict[str, tuple[str, ...]]] = {
    "en": (
        *("{} and address", "{} name", "{}'s name", "{} details", "{} and full address"),
        *("{} name and address", "{}'s name and address", "{}, name and full address", "{}, full name and address"),
        *("Name of {}", "Name and address of {}", "Name and full address of {}", "Full name and address of {}"),
        *("{} name & address", "{}'s name & address", "Name & address of {}", "Full name & address of {}"),
        *("{} company", "Particulars of {}", "Details of {}", "{}'s particulars", "{} information"),
    ),
    "fr": (
        *("{} et adresse", "{} et son adresse", "{}, nom et adresse"),
        *("{}, raison sociale et adresse", "{}, nom et adresse complète"),
        *("Nom & adresse de {}", "Nom & adresse complète de {}"),
        *("Nom de {}", "Nom et adresse de {}", "Nom et adresse complète de {}", "Nom ou raison sociale de {}"),
        *("Raison sociale de {}", "Dénomination de {}", "Identité de {}", "Coordonnées de {}", "Identification de {}"),
    ),
    "pt": (
        *("{} e endereço", "{} e morada", "{}, nome e endereço", "{}, nome e morada"),
        *("Nome & endereço de {}", "Nome & morada de {}"),
        *("Nome de {}", "Nome e endereço de {}"),
        *("Nome e morada de {}", "Nome ou razão social de {}", "Razão social de {}", "Denominação de {}"),
        *("Denominação social de {}", "Identificação de {}", "Dados de {}"),
    ),
    "es": (
        *("{} y dirección", "{} y domicilio", "{}, nombre y dirección"),
        *("{}, nombre y domicilio", "Nombre de {}"),
        *("Nombre & dirección de {}", "Nombre & domicilio de {}"),
        *("Nombre y dirección de {}", "Nombre y domicilio de {}", "Nombre o razón social de {}"),
        *("Razón social de {}", "Denominación de {}", "Identificación de {}", "Datos de {}"),
    ),
}
_SEATS: Final[dict[str, tuple[str, ...]]] = {
    "en": (
        *("{} address", "{}'s address", "{} full address", "{}'s full address", "{} registered address"),
        *("{}'s registered address", "{} business address", "{}'s business address", "{} postal address"),
        *("{}'s postal address", "{} physical address", "{}'s registered office", "{} registered office"),
        *("Full address of {}", "Registered address of {}", "Business address of {}", "Registered office of {}"),
        *("Complete address of {}", "Postal address of {}", "Physical address of {}", "Place of business of {}"),
        *("Head office of {}", "{} addr.", "Addr. of {}"),
    ),
    "fr": (
        *("Adresse de {}", "Adresse complète de {}", "Adresse postale de {}", "Siège social de {}", "Siège de {}"),
        *("Domicile de {}", "Adresse physique de {}", "Adresse du siège de {}", "Adr. de {}"),
    ),
    "pt": (
        *("Endereço de {}", "Endereço completo de {}", "Morada de {}", "Morada completa de {}", "Sede de {}"),
        *("Sede social de {}", "Domicílio de {}", "Endereço comercial de {}", "Endereço postal de {}", "End. de {}"),
    ),
    "es": (
        *("Dirección de {}", "Dirección completa de {}", "Domicilio de {}", "Domicilio social de {}"),
        *("Domicilio legal de {}", "Domicilio fiscal de {}", "Domicilio comercial de {}", "Sede de {}"),
        *("Sede social de {}", "Dirección postal de {}", "Dir. de {}"),
    ),
}
_OF: Final[dict[str, tuple[str, str]]] = {"fr": ("de {}", "du {}"), "pt": ("de {}", "do {}"), "es": ("de {}", "del {}")}
"""How the noun is joined: its article is part of the preposition."""


def of_parties(language: str, wordings: Iterable[str]) -> tuple[str, ...]:
    """The labels that ask for the name and address of the parties whose nouns are among these labels."""
    nouns = [one for one in wordings if one.lower() in _NOUNS.get(language, ())]
    return tuple(_said(way, noun, language) for noun in nouns for way in _WAYS[language])


def of_addresses(language: str, wordings: Iterable[str]) -> tuple[str, ...]:
    """The labels that ask for nothing but the address of the parties whose nouns are among these labels."""
    nouns = [one for one in wordings if one.lower() in _NOUNS.get(language, ())]
    return tuple(_said(way, noun, language) for noun in nouns for way in _SEATS[language])


def every_address() -> frozenset[str]:
    """All labels that ask for the address of a party, whatever it is called."""
    return frozenset(
        label for language, nouns in _NOUNS.items() for label in of_addresses(language, map(str.capitalize, nouns))
    )


def _said(way: str, noun: str, language: str) -> str:
    if way.startswith("{}"):
        return way.format(noun)
    small = noun.lower()
    if language == "fr" and small[0] in "aeiouéè":
        return way.replace("de {}", f"de l'{small}")
    plain, joined = _OF.get(language, ("", ""))
    return way.replace(plain, joined).format(small) if plain else way.format(small)
