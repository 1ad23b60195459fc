"""What labels of parties go on to ask for: "Exporter's name and address", "Consignee (name, full address, country)"."""

from __future__ import annotations

import re
from functools import cache

from extract.prose_words import prose_words

_SIGN = (
    r"(?:(?:official |authori[sz]ed |the |le |la |o |a |el )?(?:stamp|seal|signature|name|cachet|sceau|visa|nom|carimbo"
    r"|selo|assinatura|nome|sello|firma|nombre|date|data|fecha|place|lieu|local|lugar)(?: officiel| oficial| seco)?)"
)
_JOINED = r"[\s,/&;–-]+(?:(?:and|et|e|y|ou|or)\s+)?"
SIGNED_TAIL = re.compile(rf"(?:{_JOINED}{_SIGN}(?![^\W_]))+(?=\s*(?:[:/|–-]|$))")
"""How an authority signs, behind the label that asks which it is: ", cachet et signature", ", stamp and date"."""


@cache
def party_tail() -> re.Pattern[str]:
    """What forms print after "Exporter": 's name and address, (nom, adresse complète, pays) …"""
    listed = _party_parts()
    return re.compile(rf"^\s*(?:['’]?s(?=\s))?\s*(?:\(\s*{listed}\s*\)|[,:-]?\s*{listed}(?![^\W_]))")


@cache
def party_rest() -> re.Pattern[str]:
    """What a bracket goes on to ask for whose first words are the wording's own: "Exporter (Name" and office address),
    "Expedidor (nombre y dirección" completa)."""
    joined = r"[\s,/&]*(?:(?:and|et|e|y|or|ou|o)\s)?\s*"
    return re.compile(rf"^(?:\s+complet[aeo](?:{joined}{_party_parts()})?|{joined}{_party_parts()})\s*\)")


@cache
def _party_parts() -> str:
    words = "|".join(sorted(prose_words("party_part"), key=len, reverse=True))
    one = rf"(?:full |complete )?(?:{words})(?: complet[aeo]?)?"
    return rf"{one}(?:[\s,/&]+(?:and |et |e |y |or |ou |o )?{one})*"
