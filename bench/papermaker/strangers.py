"""Pages that belong to no trade: a brochure, a driving licence, a hotel bill's back, a hiring letter."""

from __future__ import annotations

import random

from bench.papermaker.fonts import faces
from bench.papermaker.render import Sheet

_PAGES = {
    "brochure": (
        "en",
        "Savannah Ridge Lodge",
        (
            "Wake up to the sound of the river and spend the day with our guides on the plains.",
            "Twelve rooms, each with its own terrace. Breakfast is served from six until ten.",
            "Our swimming pool is open all year. Children under twelve stay free of charge.",
            "Reservations by telephone or at the front desk. We look forward to welcoming you.",
        ),
    ),
    "licence": (
        "fr",
        "PERMIS DE CONDUIRE",
        (
            "1. Kaseka",
            "2. Jean-Marie",
            "3. 14.05.1987 Likasi",
            "4a. 02.03.2021",
            "4b. 01.03.2031",
            "5. 00417-KA-21",
            "9. B, C1",
            "Ministère des Transports et Voies de Communication",
        ),
    ),
    "rota": (
        "es",
        "Turnos de vigilancia - semana 12",
        (
            "Lunes: Pérez, Mamani, Soto",
            "Martes: Quispe, Rojas, León",
            "Miércoles: Pérez, Soto, Rojas",
            "Jueves: Mamani, León, Quispe",
            "Viernes: todo el equipo",
            "Los cambios de turno se avisan con un día de antelación al jefe de guardia.",
        ),
    ),
    "menu": (
        "pt",
        "Cantina - ementa da semana",
        (
            "Segunda-feira: caldo verde e frango grelhado",
            "Terça-feira: peixe com arroz",
            "Quarta-feira: feijoada",
            "Quinta-feira: massa com legumes",
            "Sexta-feira: bacalhau à casa",
            "Bebidas não incluídas. Bom apetite.",
        ),
    ),
}


def draw_stranger(rng: random.Random) -> tuple[bytes, str]:
    """A page of no document type: its PDF (one page) and its language."""
    language, title, lines = _PAGES[rng.choice(sorted(_PAGES))]
    sheet = Sheet()
    face = faces()[rng.choice(("helvetica", "times"))]
    y = sheet.flow(60, 70, 470, (title,), face.bold, 22, colour=rng.choice(("#7a3b10", "#103b7a", "#000000")))
    y += 24
    for line in lines:
        y = sheet.flow(60, y, 470, (line,), face.regular, 12) + 6
    sheet.flow(60, 800, 470, ("SPECIMEN",), face.regular, 7, colour="#888888")
    return sheet.finish(), language
