"""How custody files call their columns and their event types, in the four languages of the trade."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from validate.model import EventType

COLUMNS: dict[str, tuple[str, ...]] = {
    "event_id": ("eventid", "id", "event", "eventnumber", "eventno"),
    "event_time": ("eventtime", "time", "datetime", "timestamp", "eventdate", "eventdatetime", "date"),
    "event_type": ("eventtype", "type", "operation", "originatingoperation", "eventkind"),
    "lot_id": ("lotid", "lot", "lotnumber", "lotno", "outputlot", "outputlotid", "batch", "batchid", "batchnumber"),
    "input_lots": (
        "inputlots",
        "inputlot",
        "inputlotids",
        "inputs",
        "parentlots",
        "parentlot",
        "parents",
        "sourcelots",
    ),
    "from_party": ("fromparty", "from", "sender", "seller", "fromholder", "consignor", "transferor"),
    "to_party": ("toparty", "to", "receiver", "recipient", "buyer", "toholder", "consignee", "transferee"),
    "location": ("location", "place", "eventplace", "eventlocation"),
    "country": ("country", "countrycode", "eventcountry"),
    "mine_site": ("minesite", "mine", "minesiteid", "minename", "site", "minesitename"),
    "mineral": ("mineral", "mineraltype", "commodity", "material", "product"),
    "quantity": ("quantity", "qty", "weight", "mass", "netweight", "netmass"),
    "unit": ("unit", "uom", "unitofmeasure", "unitofmeasurement", "weightunit", "quantityunit"),
    "tags": ("tags", "tag", "tagnumbers", "tagids", "tagnumber", "tagid"),
    "process": ("process", "processing", "method", "processmethod", "processtype"),
    "recycled_share": ("recycledshare", "recycledcontent", "recycledpercent", "recycledpercentage"),
    "document_numbers": ("documentnumbers", "documents", "documentnumber", "documentids", "docnumbers", "documentrefs"),
}
"""The contract's columns with the other names they go by; a name is compared without case, accents and punctuation.

The first name is the contract's own; where a file has several of a column's names, the earliest wins and the
others are kept as unknown columns.
"""

DEMANDED_COLUMNS = ("lot_id", "event_time", "event_type")
"""Without these a row says nothing that could be linked, so a table without them is no custody record."""

EVENT_WORDS: dict[EventType, tuple[str, ...]] = {
    EventType.EXTRACT: (
        *("extract", "extraction", "extracted", "mining", "mined", "production", "produce", "produced", "harvest"),
        *("extraire", "exploitation", "extraccion", "extracao", "producao", "produccion", "lavra"),
    ),
    EventType.AGGREGATE: (
        *("aggregate", "aggregation", "aggregated", "combine", "combination", "consolidate", "consolidation", "mix"),
        *("mixing", "blend", "blending", "pooling", "agregation", "regroupement", "melange", "agregacion", "mezcla"),
        *("consolidacion", "agregacao", "mistura", "consolidacao", "agrupamento", "agrupacion", "packing"),
    ),
    EventType.SPLIT: (
        *("split", "splitting", "divide", "division", "dividing", "subdivision", "fractionnement", "scission"),
        *("partage", "divisao", "fracionamento", "fraccionamiento", "parcelling", "parcelling out"),
    ),
    EventType.PROCESS: (
        *(
            "process",
            "processing",
            "processed",
            "treatment",
            "transformation",
            "transform",
            "beneficiation",
            "refining",
        ),
        *("smelting", "concentration", "cutting", "polishing", "traitement", "raffinage", "fonte", "tratamiento"),
        *("procesamiento", "transformacion", "refinacion", "tratamento", "processamento", "transformacao", "refino"),
    ),
    EventType.TRANSFER: (
        *("transfer", "transferred", "purchase", "sale", "sell", "buy", "handover", "custodytransfer", "trade"),
        *("changeofholder", "changeofcustody", "transfert", "vente", "achat", "cession", "remise", "transferencia"),
        *("venta", "compra", "venda", "entrega"),
    ),
    EventType.TRANSPORT: (
        *("transport", "transportation", "transporting", "shipping", "shipment", "ship", "movement", "move", "haulage"),
        *("storage", "warehousing", "storagewarehousing", "storing", "transporte", "acheminement", "stockage"),
        *("almacenamiento", "armazenamento", "envio", "expedition"),
    ),
    EventType.EXPORT: ("export", "exportation", "exported", "exporting", "exportacion", "exportacao"),
    EventType.IMPORT: ("import", "importation", "imported", "importing", "importacion", "importacao"),
    EventType.RECYCLE: (
        *("recycle", "recycling", "recycled", "recyclage", "reciclaje", "reciclagem", "scrapcollection"),
    ),
}
"""What an event type is called besides the contract's word (ICGLR operations among them); compared folded."""


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Letters and digits alone, without case and accents."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in plain if c.isalnum())


_TYPE_BY_WORD = {fold(word): kind for kind, words in EVENT_WORDS.items() for word in words}
_LEADING = re.compile(r"^\s*(?:\d+\s*[.:)=-]+\s*)")


@lru_cache(maxsize=4096)
def event_type(text: str) -> EventType | None:
    """The contract's event type that a file's word stands for; None where none does."""
    return _TYPE_BY_WORD.get(fold(_LEADING.sub("", text)))


def columns(header: list[str]) -> dict[str, int]:
    """Where each of the contract's columns stands in a header row; columns that are not there are left out."""
    names = [fold(cell.lstrip("\ufeff")) for cell in header]
    found: dict[str, int] = {}
    for column, spellings in COLUMNS.items():
        for spelling in spellings:
            if spelling in names:
                found[column] = names.index(spelling)
                break
    return found
