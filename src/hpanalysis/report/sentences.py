"""Cells in sentences, by the patterns of the language guide. Words only: what a cell does not show is not said.

Until the figures carry intervals, comparisons are by value: no sentence here says that a difference is "sikker".
"""

from __future__ import annotations

import re

from hpanalysis.definitions.model import Coverage, Indicator
from hpanalysis.plan import Adoption, Target
from hpanalysis.report import numbers, periods, places
from hpanalysis.report.cells import Cell, Cells
from hpanalysis.report.periods import Period
from hpanalysis.report.places import Spoken
from hpanalysis.report.release import Release
from hpanalysis.tables import Since, Status, Verdict

_ABBREVIATED = re.compile(r"(pct|mdr|kl|pr|ca)\.\.$")
_BOUND = re.compile(r"(?<=\d\.) (?=[a-zæøå])|(?<=Gl\.) |(?<=\d) (?=pct|kr)")


def finish(sentence: str) -> str:
    """One full stop at the end, a capital at the start, no line break within a number and its unit."""
    sentence = _BOUND.sub(numbers.NBSP, sentence.strip())
    sentence = _ABBREVIATED.sub(r"\1.", sentence)
    return sentence[0].upper() + sentence[1:]


def _so_many(some: int, of: int) -> str:
    if some == 0:
        return "ingen af de viste områder"
    if some == of:
        return f"alle {numbers.in_words(of)} viste områder" if of > 1 else "det eneste viste område"
    return f"{'ét' if some == 1 else numbers.in_words(some)} af {numbers.in_words(of)} viste områder"


class Speaker:
    """Speaks of the cells of one indicator."""

    def __init__(self, release: Release, indicator_id: str) -> None:
        self.release = release
        self.indicator: Indicator = release.indicator(indicator_id)
        self.adoption: Adoption = release.plan.adoption(indicator_id)
        self.k: Spoken = places.comparison(self.indicator, release.plan)

    def spoken(self, area_id: str) -> Spoken:
        return places.spoken(self.release.plan.area(area_id), self.indicator)

    def period(self, window: str) -> Period:
        return periods.period(self.indicator, window)

    def in_text(self, value) -> str:
        return numbers.in_text(value, self.indicator)

    def level(self, cell: Cell) -> str:
        """P1 for a cell with a number, P6 and P7 for one without."""
        if not cell.has_number:
            return self.absent(cell)
        period = self.period(cell.window)
        slots = {
            "V": period.start,
            "v": period.inside,
            "å": period.cohort,
            "x": self.in_text(cell.value),
            "o": self.spoken(cell.area_id).inside,
        }
        return finish(self.indicator.sentences.level.format(**slots))

    def absent(self, cell: Cell) -> str:
        """Why there is no number: hidden, not delivered, not measured, nobody, no cases: five different sentences."""
        noun, o = self.indicator.sentences.noun_phrase, self.spoken(cell.area_id)
        when = self.period(cell.window).inside
        suppliers = places.listed(dict.fromkeys(source.delivered_by for source in self.indicator.sources))
        return finish(
            {
                Status.HIDDEN: f"{noun} {o.inside} {when} er diskretioneret for at beskytte enkeltpersoner. "
                "Det siger intet om, hvorvidt tallet er godt eller dårligt.",
                Status.NOT_DELIVERED: f"{noun} {o.inside} {when} kan ikke vises, fordi {suppliers} endnu ikke har "
                "leveret data.",
                Status.NOT_MEASURED: self.not_measured(cell.area_id),
                Status.NO_PERSONS: f"Der var ingen personer i målgruppen {o.inside} {when}.",
                Status.NO_CASES: f"Der var ingen sager {o.inside} {when}.",
            }[cell.status]
        )

    def not_measured(self, area_id: str) -> str:
        """P7 for an area the indicator is not measured for."""
        plan, adoption = self.release.plan, self.adoption
        only = (
            places.spoken(plan.total, self.indicator).bare
            if adoption.total
            else places.listed(area.name for area in self.release.measured_areas(adoption))
        )
        return finish(
            f"{self.indicator.sentences.noun_phrase} opgøres ikke for {self.spoken(area_id).bare}, men kun for {only}."
        )

    def comparison(self, cell: Cell) -> str:
        """P2 by value; empty where the two may not be compared."""
        if not (cell.told and self.indicator.comparable and cell.municipality is not None):
            return ""
        beside = f"{self.k.inside} ({self.in_text(cell.municipality)})"
        if cell.value == cell.municipality:
            return finish(f"Tallet er det samme som {beside}.")
        return finish(f"Tallet er {'højere' if cell.value > cell.municipality else 'lavere'} end {beside}.")

    def change(self, cell: Cell) -> str:
        """P3 by value, P9 at a break, P10 where the change cannot be judged; empty for the baseline itself."""
        if cell.since is None or not cell.told or cell.window == cell.baseline_window:
            return ""
        if cell.since is Since.BREAK:
            return self.broken(cell)
        if cell.since is Since.NOT_JUDGEABLE:
            why = "" if cell.verdict is Verdict.NOT_JUDGEABLE else cell.reason
            return self._not_judgeable("tallet har ændret sig siden udgangspunktet", why)
        return self._changed(cell)

    def _changed(self, cell: Cell) -> str:
        period = self.period(cell.baseline_window)
        when = period.inside
        start = f"Siden udgangspunktet {when} ({self.in_text(cell.baseline)}) er tallet"
        if not cell.change:
            return finish(f"{start} det samme.")
        wanted = self.indicator.direction.sign * cell.change > 0
        size = numbers.difference(cell.change, self.indicator)
        return finish(
            f"{start} {'steget' if cell.change > 0 else 'faldet'} med {size}. "
            f"Det er {'' if wanted else 'ikke '}den ønskede retning."
        )

    def broken(self, cell: Cell) -> str:
        """P9: the version that broke the series, and since when."""
        version = self.indicator.version_at(cell.end)
        return finish(
            f"Databrud {periods.day(version.since)}: {version.why} "
            "Tal fra før og efter denne dato kan ikke sammenlignes."
        )

    def _not_judgeable(self, what: str, reason: str) -> str:
        """P10; without a reason of its own there is nothing to add to what is said already."""
        if reason == Since.BREAK.value:
            reason = "der er databrud"
        return finish(f"Det kan ikke vurderes, om {what}, fordi {reason}.") if reason else ""

    def target(self, cell: Cell) -> str:
        """P12: the figure against the target of its delmål, by value."""
        if cell.verdict is None:
            return ""
        alone = (
            len(
                [
                    a
                    for a in self.release.plan.adopted(delmaal_id=self.adoption.delmaal_id)
                    if a.target is not Target.NONE
                ]
            )
            == 1
        )
        goal = "delmålet" if alone else "målet for tallet"
        if cell.verdict is Verdict.NOT_JUDGEABLE:
            return self._not_judgeable(f"{goal} er opfyldt", cell.reason)
        towards = "delmålet" if alone else "målet"
        return finish(
            {
                Verdict.MET: f"{goal} er opfyldt.",
                Verdict.ON_TRACK: f"Tallet er på vej mod {towards}.",
                Verdict.NOT_ON_TRACK: f"Tallet er ikke på vej mod {towards}.",
            }[cell.verdict]
        )

    def no_new(self, cell: Cell) -> str:
        """P8: nothing new has come since the last report; empty if something has, or if there was no last report."""
        if cell.new or self.release.half_year == self.release.plan.first or cell.status is Status.NOT_DELIVERED:
            return ""
        said = f"Der er ingen ny opgørelse siden sidste rapport. Tallet er fra {self.period(cell.window).bare}"
        due = periods.next_due(self.indicator, self.release.half_year)
        return finish(f"{said}, og næste opgørelse ventes i {periods.month(due)}." if due else f"{said}.")

    def caveat(self) -> str:
        """P5."""
        words = self.indicator.sentences.caveat
        return finish(f"Forbehold: {words}") if words else ""

    def whole(self, cell: Cell, target: bool = False) -> str:
        """All that is said of a cell, in the guide's order. Nothing follows a hidden or missing number."""
        if not cell.has_number:
            return self.absent(cell)
        if cell.withheld:
            return f"{self.level(cell)} Tallet er diskretioneret i offentlig udgave."
        said = [self.level(cell), self.comparison(cell), self.change(cell)]
        said += [self.target(cell)] if target else []
        caveat = "" if cell.since is Since.BREAK else self.caveat()
        return " ".join(sentence for sentence in [*said, self.no_new(cell), caveat] if sentence)

    def areas_beside(self, cells: Cells) -> list[str]:
        """P1's range, P11 and P6 of the areas measured: what the comparison chart shows, in words."""
        own = [cells.latest(self.indicator_id, area.id) for area in self.release.measured_areas(self.adoption)]
        own = [cell for cell in own if cell is not None]
        return [said for said in (self._range(own), *self._apart(own), self._hidden(own)) if said]

    @property
    def indicator_id(self) -> str:
        return self.adoption.indicator_id

    def _range(self, own: list[Cell]) -> str:
        shown = [cell for cell in own if cell.told]
        if len(shown) < 2 or self.indicator.denominator is None:
            return ""
        low, high = min(cell.value for cell in shown), max(cell.value for cell in shown)
        where = f"i de viste områder {self.period(shown[0].window).inside}"
        if low == high:
            return finish(f"{self.indicator.sentences.noun_phrase} var {self.in_text(low)} {where}.")
        return finish(
            f"{self.indicator.sentences.noun_phrase} lå mellem {numbers.number(low, self.indicator.decimals)} "
            f"og {self.in_text(high)} {where}."
        )

    def _apart(self, own: list[Cell]) -> list[str]:
        said = []
        for word, way in (("højere", 1), ("lavere", -1)):
            there = [c for c in own if self.comparison(c) and way * (c.value - c.municipality) > 0]
            if there:
                names = places.listed(self.spoken(cell.area_id).bare for cell in there)
                beside = f"{self.k.inside} ({self.in_text(there[0].municipality)})"
                said.append(finish(f"I {names} er tallet {word} end {beside}."))
        return said

    def _hidden(self, own: list[Cell]) -> str:
        hidden = [self.spoken(cell.area_id).bare for cell in own if cell.status is Status.HIDDEN and not cell.shown]
        return finish(f"Tallet er diskretioneret for {places.listed(hidden)}.") if hidden else ""

    def wanted(self) -> str:
        """Which way is the good one: stands under each chart."""
        return f"Et {'højt' if self.indicator.direction.sign > 0 else 'lavt'} tal er bedst."

    def headline(self, cells: Cells) -> str:
        """What the comparison chart shows, and nothing it does not."""
        own = [cells.latest(self.indicator_id, a.id) for a in self.release.measured_areas(self.adoption)]
        shown = [cell for cell in own if cell is not None and self.comparison(cell)]
        if not shown:
            return self.indicator.title
        worse = [c for c in shown if self.indicator.direction.sign * (c.value - c.municipality) < 0]
        word = "højere" if self.indicator.direction.sign < 0 else "lavere"
        return finish(f"I {_so_many(len(worse), len(shown))} er tallet {word} end {self.k.inside}")

    def coverage(self) -> str:
        """Whom the comparison's figure covers."""
        covered = self.indicator.municipality
        return "" if covered is Coverage.COUNTRY else finish(f"Kommunens tal dækker {covered.value}.")
