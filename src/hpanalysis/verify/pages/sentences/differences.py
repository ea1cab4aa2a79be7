"""Sentences on how many more came than went: two counts of one area and window, held against the rows of both."""

from __future__ import annotations

from hpanalysis.verify.pages.facts import Cells, Facts
from hpanalysis.verify.pages.sentences.patterns import Match, compile_patterns
from hpanalysis.verify.pages.sentences.reading import read_count


def _came_and_went(match: Match, row: Cells, facts: Facts) -> bool:
    """`I 2025 flyttede 41 personer … ind i A og 36 ud, altså 5 flere ind end ud.` Called for each such sentence. Its
    figure is of those who came; that of those who went is declared with it."""
    other = facts.nets.get(row["indicator_id"], "")
    went = facts.find(f"{other}/{row['window']}/{row['area_id']}") if other else ()
    if len(went) != 1 or not row["numerator"] or not went[0]["numerator"]:
        return False
    came, left = int(float(row["numerator"])), int(float(went[0]["numerator"]))
    more = came - left
    word = "flere" if more > 0 else "færre"
    balance = match[7] is not None if not more else (read_count(match[5] or ""), match[6]) == (abs(more), word)
    place = match["area"] == facts.areas[row["area_id"]].inside
    is_year = row["window"] in match["when"]
    return place and is_year and balance and (read_count(match[2]), read_count(match[4])) == (came, left)


OF_DIFFERENCES = compile_patterns(
    (
        r"(?P<when>.+?) flyttede ([\d.]+) personer på en offentlig ydelse ind (?P<area>.+?) og ([\d.]+) ud, altså "
        r"(?:([\d.]+) (flere|færre) ind end ud|(lige mange ind og ud))\.",
        _came_and_went,
    ),
)
