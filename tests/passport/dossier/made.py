"""Dossiers of the hand-made passports, with pictures whose ink lies exactly in the evidence boxes."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw

from passport.build import build
from passport.dossier.model import Order, PageImage, Sealed, View
from passport.dossier.texts import Language
from passport.dossier.view import view
from passport.files import file_name
from passport.model import Passport
from passport.sign import seal
from passport.verify import verify
from tests.passport.factory import AS_OF, MADE_BY, NOW, P256, diamonds
from validate.model import CheckedLot, Dossier

WIDTH, HEIGHT = 1240, 1754
INK = (20, 20, 160)


def sealed(passport: Passport) -> Sealed:
    """The passport, signed."""
    data = seal(passport, P256, NOW)
    found = verify(data)
    assert found.verified, found.failures
    assert found.passport is not None
    assert found.signed_at is not None
    return Sealed(found.passport, data, found.digest or "", found.kid or "", found.signed_at)


def photographed(passport: Passport) -> list[PageImage]:
    """A picture of every page: blue where a value stands, else white."""
    images = []
    for document in passport.documents:
        for page in document.pages:
            picture = Image.new("RGB", (WIDTH, HEIGHT), "white")
            draw = ImageDraw.Draw(picture)
            fields = [*document.fields.values(), *(field for line in document.lines for field in line.values())]
            for place in (place for field in fields for place in field.evidence):
                if (place.file, place.page) == (page.file, page.page):
                    x0, y0, x1, y1 = place.box
                    draw.rectangle((x0 * WIDTH, y0 * HEIGHT, x1 * WIDTH - 1, y1 * HEIGHT - 1), fill=INK)
            held = io.BytesIO()
            picture.save(held, "JPEG", quality=92)
            images.append(PageImage(page.file, page.page, held.getvalue(), WIDTH, HEIGHT))
    return images


def dossier(
    which: tuple[CheckedLot, Dossier] | None = None, language: Language = "en", *, pictures: bool = True
) -> View:
    """The dossier of a hand-made lot."""
    passport = build(*(which or diamonds()), MADE_BY, AS_OF)
    images = photographed(passport) if pictures else []
    return view(sealed(passport), images, Order(language, file_name(passport.lot)))
