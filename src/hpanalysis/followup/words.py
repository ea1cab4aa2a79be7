"""The seasons in Danish, as the plan names its meetings by them."""

from __future__ import annotations

from hpanalysis import danish

SEASONS = {"spring": "forår", "summer": "sommer", "autumn": "efterår"}


def season_meeting(season: str) -> str:
    """`Forårsmødet`, `Sommermødet`: the Danish word joins with an s, but not after `sommer`."""
    word = SEASONS[season]
    return danish.capitalise(f"{word}{'s' if word != 'sommer' else ''}mødet")
