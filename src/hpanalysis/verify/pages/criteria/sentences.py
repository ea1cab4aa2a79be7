"""The sentences of the page kriterier, made anew."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from hpanalysis.verify.pages.counts.wording import join_clauses, join_words, spell
from hpanalysis.verify.pages.criteria.held import CriteriaHeld
from hpanalysis.verify.pages.criteria.wording import (
    KINDS,
    MET,
    UNDECIDED,
    VULNERABLE,
    Row,
    add_article,
    name_list,
    say_many,
    write,
    write_distance,
    write_figure,
)

LEAD = (
    "Staten gør hvert år den 1. december op, hvilke almene boligområder der er udsatte. Her er områdernes tal holdt op "
    "mod lovens grænser."
)
OWN = (
    "Status er regnet ud af lovens regler og de leverede tal. Ministeriets egen liste afgør, hvad et område er.",
    "Statens tal kan ikke holdes op mod kommunens egen opgørelse, for loven tæller andre personer i et andet tidsrum.",
)
NO_FIGURES = "Statens tal er ikke leveret, så det kan ikke afgøres, hvad områderne er efter loven."
NO_WARNINGS = "Intet område rammes af et kriterium eller er nær en grænse."
NOTHING_TO_SAY = "Uden tal kan der ikke siges noget om grænserne."
_NEAR = Decimal("0.05")  # of the limit


def list_statuses(held: CriteriaHeld) -> Iterator[str]:
    """What the areas are on the newest list, what cannot be decided, and what others would be. Called for the first
    section."""
    if not held.years:
        yield NO_FIGURES
        return
    latest, where = held.list_latest(), name_list(held.latest)
    parts = []
    for kind in reversed(KINDS):
        own = [held.names[row["area_id"]] for row in latest if row["status"] == kind]
        if own:
            parts.append(f"{join_words(own)} {say_many(kind, len(own))}")
    undecided = [row for row in latest if row["status"] == UNDECIDED]
    if parts:
        yield f"Efter reglerne for {where} er {join_clauses(parts)}."
    else:
        rest = " De øvrige kan ikke afgøres." if undecided else ""
        count = spell(len(held.areas), "én")
        yield f"Efter reglerne for {where} er ingen af de {count} områder udsat boligområde.{rest}"
    for row in undecided:
        yield f"For {held.names[row['area_id']]} kan det ikke afgøres, fordi {row['reason']}."
    for row in latest:
        lacking, kind = row["residents_lacking"], row["if_enough"]
        if lacking not in ("", "0") and kind in KINDS and kind != row["status"]:
            yield f"{held.names[row['area_id']]} ville være {add_article(kind)}, hvis der boede {lacking} flere."


def _tell(row: Row) -> str:
    """A criterion with its figure and distance. Called for each that an area is warned of."""
    return f"{row['criterion']} ({write_figure(row)}, {write_distance(row)} grænsen)"


def _tell_if_it_stays(held: CriteriaHeld, row: Row) -> str:
    """What next year brings if the figure stays; "" where that is not known. Called for each that an area is warned
    of."""
    figure = held.find_figure(row)
    if row["years"] == "1" or figure is None or not row["next_year"]:
        return ""
    own, bound = held.compute_share(figure), Fraction(row["next_year"])
    step = Fraction(1, 100 if row["criterion"] == "dømte" else 10)
    told = write(Decimal(figure["value"]), held.decimals[row["indicator_id"]])
    begin = f"Holder tallet for {row['criterion']} sig på {told} pct., rammes området"
    if own >= bound + step:
        return f"{begin}{' også' if row['met'] == MET else ''} næste år."
    if own < bound or (own == bound and row["next_year_itself"] == "ja"):
        return f"{begin} ikke af det næste år."
    return ""


def list_warnings(held: CriteriaHeld) -> Iterator[str]:
    """The items of the warning list. Called for the first section."""
    for area in held.areas if held.years else ():
        rows, name = held.select(area, VULNERABLE), held.names[area]
        met = [row for row in rows if row["met"] == MET]
        nearest = next((row for row in rows if row["nearest"] == "ja" and row["value"]), None)
        told = [f"{name} rammes af {join_words(map(_tell, met))}."] if met else []
        if nearest is not None and met:
            told.append(f"Nærmest derefter er {_tell(nearest)}.")
        elif nearest is not None and abs(Decimal(nearest["distance"])) <= _NEAR * Decimal(nearest["limit"]):
            told.append(f"{name} rammes ikke, men er nær grænsen for {_tell(nearest)}.")
        if told:
            watched = [*met, *([nearest] if nearest is not None else [])]
            yield " ".join(filter(None, [*told, *(_tell_if_it_stays(held, row) for row in watched)]))


def list_undecided(held: CriteriaHeld) -> Iterator[str]:
    """The lines under the band on lists of which a status is not decided. Called for that section."""
    reasons: dict[tuple[int, str], list[str]] = {}
    for year in held.years:
        for area in held.areas:
            row = held.status(area, year)
            if row is not None and row["status"] == UNDECIDED:
                reasons.setdefault((year, row["reason"]), []).append(held.shorts[area])
    for (year, reason), names in reasons.items():
        yield f"{year}: Status kan ikke afgøres for {join_words(names)}, fordi {reason}."
