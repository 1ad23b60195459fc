"""How much weight a process may take off material, by the words that name it; wide ranges, because ores differ.

Sources: the mineral processing practice that the field's handbooks describe (moisture of concentrates 5 to 15 %, gangue
rejected in washing and concentration, slag and volatiles in smelting, residues in leaching); for diamonds the
cleaning loss of a few parts in a thousand up to coated stones, and a polished yield of 15 to 65 % of the rough.
They explain a loss; they never excuse a gain.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

from validate.model import EventType

DIAMOND_LOSSES: tuple[tuple[str, str], ...] = (
    (r"polish|cutting|\bcut\b|facet|bruting|sawing|cleaving|laser|taill|polis|lapid|tall|corte", "0.90"),
    (
        r"acid|boil|clean|wash|sort|siev|sizing|grading|valu|\btri\b|lavage|nettoy|classif|lava|limp|triage|selec",
        "0.03",
    ),
)
"""Largest share lost by rough diamonds, by pattern; the first that fits counts."""

MINERAL_LOSSES: tuple[tuple[str, str], ...] = (
    (r"hydromet|leach|lixivi|solvent extraction|electrowin|electrol|precipitat|dissol|sulphat|sulfat|hydroxid", "0.97"),
    (
        r"flotation|flotac|concentrati|concentrac|concentrer|upgrad|enrich|enriquec|benefici|spiral|\bjig|shaking table"
        r"|panning|sluic",
        "0.99",
    ),
    (r"gravity|gravim|gravit|heavy media|dense media|wash|lavage|lava|deslim|debourb|hand.?pick|cobbing|scrub", "0.95"),
    (r"smelt|fusion|fonte|fonderie|fundi|roast|calcin|grill|tostaci|ustula|reduction|furnace|blister|matte", "0.60"),
    (r"refin|raffin|affin|electro.?refin|parting|cupell|copel", "0.45"),
    (r"sort|\btri\b|triage|trieuse|clasific|classific|selec|screen|tamis|cribl|penei|siev", "0.60"),
    (r"magnet|electrostat|high.?tension|aimant", "0.12"),
    (r"dewater|filter|filtr|desagu|deshydr|thicken", "0.20"),
    (r"\bdry|\bdried|sech|seca|moistur", "0.10"),
    (r"crush|grind|mill|concass|broy|tritur|molienda|moagem|brita|pulver", "0.10"),
    (r"dore|melt|cast|bullion|ingot|coulee|lingot", "0.25"),
    (r"bag|pack|blend|homogen|mix|weigh|sampl|ensach|emball|ensac|embal|melang|mezcl|mistur|pesag|pesaj", "0.02"),
)
"""Largest share lost by ores, concentrates and metals, by pattern; several that fit add up."""

PRECIOUS_LOSSES: tuple[tuple[str, str], ...] = (
    (r"dore|melt|smelt|cast|bullion|ingot|fundi|fusion|fonte|coulee|lingot|retort|burn", "0.20"),
    (r"refin|raffin|affin|electro|parting|cupell|copel|leach|lixivi|chlor", "0.45"),
    (r"concentr|gravity|panning|sluic|wash|lavage|lava|amalgam|cyanid|flotation", "0.99"),
    (r"sort|clean|weigh|sampl|assay|sieve|screen|limp|nettoy|pack|bag", "0.03"),
)
"""Largest share lost by gold and other precious metals, by pattern; the first that fits counts."""

UNNAMED = {"diamond": Decimal("0.05"), "precious": Decimal("0.20"), "mineral": Decimal("0.30")}
"""Largest loss of a processing step that does not say what was done."""

CHANGED = Decimal("0.99")
"""Largest loss where one commodity becomes another (ore to metal, rough to polished)."""

HANDLING = {"diamond": Decimal("0.002"), "precious": Decimal("0.002"), "mineral": Decimal("0.01")}
"""Largest loss in aggregating and splitting: dust, samples, bag weights."""

_CHEMICAL = re.compile(
    r"hydromet|leach|precipitat|sul[pf]h?at|hydroxid|chlorid|carbonat|oxid|roast|calcin|alloy|reagent"
)

DIAMOND_WORDS = re.compile(r"diamond|diamant|rough|bort|boart")
PRECIOUS_WORDS = re.compile(r"\b(?:gold|dore|silver|platin\w*|pallad\w*|ouro|oro|or|argent|plata|prata)\b")


def plain(text: str | None) -> str:
    """Lower case without accents."""
    folded = unicodedata.normalize("NFKD", text or "")
    return "".join(c for c in folded if not unicodedata.combining(c)).lower()


@lru_cache(maxsize=4096)
def kind_of_goods(mineral: str | None, unit: str | None) -> str:
    """`diamond`, `precious` or `mineral`: which scale, tolerance and losses hold. Carats speak for diamonds."""
    word = plain(mineral)
    if DIAMOND_WORDS.search(word) or (not word and unit == "ct"):
        return "diamond"
    return "precious" if PRECIOUS_WORDS.search(word) else "mineral"


@lru_cache(maxsize=4096)
def largest_loss(goods: str, event: EventType, process: str | None, changed: bool) -> Decimal:
    """The largest share of the input's weight that a step may lose, 0..1. `changed`: another commodity comes out."""
    if changed and event is EventType.PROCESS:
        return CHANGED
    word = plain(process)
    if event is not EventType.PROCESS and not word:
        return HANDLING[goods]
    table = {"diamond": DIAMOND_LOSSES, "precious": PRECIOUS_LOSSES, "mineral": MINERAL_LOSSES}[goods]
    fitting = [Decimal(share) for pattern, share in table if re.search(pattern, word)]
    if not fitting:
        return UNNAMED[goods] if event is EventType.PROCESS else HANDLING[goods]
    if goods != "mineral":
        return fitting[0]
    kept = Decimal(1)
    for share in fitting:
        kept *= 1 - share
    return 1 - kept


def adds_reagents(process: str | None) -> bool:
    """True for a chemical process, in which the product may take up mass (water, sulphate, oxygen)."""
    return bool(_CHEMICAL.search(plain(process)))
