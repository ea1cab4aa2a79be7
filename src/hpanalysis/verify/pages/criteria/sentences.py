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
    NONE,
    PARALLEL,
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
NO_WARNINGS = "Intet område rammes af et kriterium for udsatte boligområder eller er nær grænsen for et."
NOTHING_TO_SAY = "Uden tal kan der ikke siges noget om grænserne."
_RULES = ("residents", "needed", "counted")  # what makes an area an udsat boligområde
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
    count, decided = f"de {spell(len(held.areas), 'én')} områder", len(latest) - len(undecided)
    if parts:
        yield f"Efter reglerne for {where} er {join_clauses(parts)}."
    elif not undecided:
        yield f"Efter reglerne for {where} er ingen af {count} udsat boligområde eller forebyggelsesområde."
    elif decided:
        none = "og ingen af dem er udsat boligområde eller forebyggelsesområde"
        yield f"Efter reglerne for {where} kan det afgøres for {spell(decided)} af {count}, {none}."
    else:
        yield f"Efter reglerne for {where} kan det ikke afgøres, hvad {count} er."
    for row in undecided:
        name, kinds = held.names[row["area_id"]], _join_or([add_article(one) for one in KINDS if _may_be(row, one)])
        if _may_be(row, NONE):
            yield f"Om {name} er {kinds}, kan ikke afgøres, fordi {row['reason']}."
        else:
            yield f"{name} er {kinds}; hvilket af dem kan ikke afgøres, fordi {row['reason']}."
    for row in latest:
        lacking, kind = row["residents_lacking"], row["if_enough"]
        if lacking not in ("", "0") and kind in KINDS and kind != row["status"]:
            yield f"{held.names[row['area_id']]} ville være {add_article(kind)}, hvis der boede {lacking} flere."


def _may_be(row: Row, kind: str) -> bool:
    """Whether an area whose status is open may be of a kind. Asked for each kind."""
    return kind in row["could_be"].split("; ")


def _join_or(words: list[str]) -> str:
    """A Danish list of what may be: `a, b eller c`. Called for areas whose status is open."""
    *first, last = words or [""]
    return f"{', '.join(first)} eller {last}" if first else last


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


def list_rules(held: CriteriaHeld) -> Iterator[str]:
    """The sentence on what makes an area an udsat boligområde or a parallelsamfund by the law of the newest list; none
    for a law without both. Called under the matrix."""
    version = held.list_latest()[0]["law_version"]
    own = [row for row in held.law if row["version"] == version]
    vulnerable = [row for row in own if row["area_type"] == KINDS[VULNERABLE]]
    listed = {rule: [row for row in vulnerable if row["rule"] == rule] for rule in _RULES}
    parting = [row for row in own if (row["area_type"], row["rule"]) == (KINDS[PARALLEL], "required")]
    if not all(listed.values()) or not parting:
        return
    least, needed = (Decimal(listed[rule][0]["limit"]) for rule in ("residents", "needed"))
    share = parting[0]["limit"].replace(".", ",")
    yield (
        f"Et område er et udsat boligområde, når der bor mindst {write(least, 0)} og det rammes af mindst "
        f"{spell(int(needed))} af de {spell(len(listed['counted']), 'én')} første kriterier. Er så over {share} pct. "
        "af beboerne fra ikke-vestlige lande, er det et parallelsamfund."
    )


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
            none = "rammes ikke af noget kriterium for udsatte boligområder, men er nær grænsen for"
            told.append(f"{name} {none} {_tell(nearest)}.")
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
