"""Every custody rule: importing this module registers them, the chain's first, then its mass, seals and claims."""

from __future__ import annotations

from validate.rules import (
    artisanal,
    custody_chain,
    custody_claims,
    custody_mass,
    custody_order,
    custody_papers,
    custody_seals,
    custody_sites,
    custody_tags,
    custody_time,
)

THEMES = (
    *(
        custody_chain,
        custody_order,
        custody_mass,
        custody_seals,
        custody_papers,
        custody_time,
        custody_sites,
        custody_tags,
    ),
    *(custody_claims, artisanal),
)
