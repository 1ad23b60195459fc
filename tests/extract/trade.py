"""Papers of trade as tests set them, and what is read on them."""

from __future__ import annotations

from extract.model import Document
from extract.read import extract_file
from tests.extract.sheet import Sheet


def read(sheet: Sheet) -> Document:
    """The one document of a page."""
    (document,) = extract_file([sheet.page()])
    return document


def values(sheet: Sheet) -> dict[str, object]:
    """The values of its fields by name."""
    return {name: field.value for name, field in read(sheet).fields.items()}


def waybill() -> Sheet:
    """The head of an air waybill, its boxes for shipper and consignee filled in."""
    sheet = Sheet().text(60, 40, "SERENGETI SKYFREIGHT").text(400, 40, "AIR WAYBILL").text(400, 56, "386-22074150")
    sheet.box(40, 90, 300, 150).text(45, 92, "SHIPPER", 7).lines(45, 104, "GEITA BULLION LIMITED", "MWANZA", "TANZANIA")
    return sheet.box(300, 90, 560, 150).text(305, 92, "CONSIGNEE", 7).lines(305, 104, "EMMENTAL AG", "SWITZERLAND")
