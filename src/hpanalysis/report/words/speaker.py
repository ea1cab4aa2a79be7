"""A cell in sentences, by the patterns of the language guide. Words only: what a cell does not show is not said.

`Speaker.whole` is the one text of a figure: in the text, as a chart's description and in the overview.
"""

from __future__ import annotations

import re

from hpanalysis import danish
from hpanalysis.definitions.model import Coverage, Indicator
from hpanalysis.plan import Adoption
from hpanalysis.report import numbers, periods, places
from hpanalysis.report.cells import Cell
from hpanalysis.report.periods import Period
from hpanalysis.report.places import Spoken
from hpanalysis.report.release import Release
from hpanalysis.tables import Since, Status, Verdict, Versus

_ABBREVIATED = re.compile(r"(pct|mdr|kl|pr|ca)\.\.$")
_NEXT_SENTENCE = re.compile(r"(?<=\.) (?=[A-ZÆØÅ])")

# A reason that names one of these says what a caveat on the same subject says.
_SUBJECTS = ("statens kriterium",)

_SURE = {Versus.BETTER: 1, Versus.WORSE: -1, Since.IMPROVED: 1, Since.WORSENED: -1}
_BOUND = re.compile(r"(?<=\d\.) (?=[a-zæøå])|(?<=Gl\.) |(?<=\d) (?=pct|kr)")


def finish(sentence: str) -> str:
    """One full stop at the end, a capital at the start, no line break within a number and its unit."""
    sentence = _BOUND.sub(danish.NBSP, sentence.strip())
    sentence = _ABBREVIATED.sub(r"\1.", sentence)
    return danish.capitalise(sentence)


def _clause(reason: str) -> str:
    """A reason as it stands after `fordi`."""
    return "der er databrud" if reason == Since.BREAK.value else reason


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

    def beside(self, value) -> str:
        """A value after the figure has been named: `22 sager`."""
        return numbers.beside(value, self.indicator)

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
            "n": danish.format_number(cell.value, self.indicator.decimals),
            "o": self.spoken(cell.area_id).inside,
        }
        return finish(self.indicator.sentences.level.format(**slots))

    def absent(self, cell: Cell) -> str:
        """Why there is no number: hidden, not delivered, not measured, nobody, no cases: five different sentences."""
        noun, o = self.indicator.sentences.noun_phrase, self.spoken(cell.area_id)
        when = self.period(cell.window).inside
        suppliers = danish.join_words(dict.fromkeys(source.delivered_by for source in self.indicator.sources))
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
            else danish.join_words(area.name for area in self.release.measured_areas(adoption))
        )
        return finish(
            f"{self.indicator.sentences.noun_phrase} opgøres ikke for {self.spoken(area_id).bare}, men kun for {only}."
        )

    def rising(self, verdict: Versus | Since) -> bool:
        """Whether a sure verdict means a higher number: its direction turned back into one."""
        return _SURE[verdict] == self.indicator.direction.sign

    def comparison(self, cell: Cell) -> str:
        """P2: against the municipality; empty where the two may not be compared or it cannot be judged."""
        if not (cell.told and self.indicator.comparable and cell.municipality is not None):
            return ""
        return self._against(cell, cell.versus, self.k, cell.municipality)

    def others(self, cell: Cell) -> str:
        """P2 against the other areas together, where the difference is sure; the table tells the rest."""
        given = cell.others if cell.told and self.indicator.comparable else None
        if given is None or given.verdict not in _SURE or given.value is None:
            return ""
        k = places.others(len(self.adoption.areas) - 1)
        return self._against(cell, cell.others.verdict, k, cell.others.value)

    def _against(self, cell: Cell, verdict: Versus | None, k: Spoken, value) -> str:
        y = self.beside(value)
        if verdict in _SURE:
            way = "højere" if self.rising(verdict) else "lavere"
            return finish(f"Tallet er {way} end {k.inside} ({y}), og forskellen er sikker.")
        if verdict is Versus.NO_SURE_DIFFERENCE:
            bare = self.spoken(cell.area_id).bare
            return finish(f"Der er ingen sikker forskel mellem {bare} og {k.bare} ({y}).")
        return ""

    def change(self, cell: Cell) -> str:
        """P3 since the baseline, P9 at a break; empty for the baseline itself and where it cannot be judged."""
        if not self._since_asked(cell) or (cell.baseline is None and cell.since is not Since.BREAK):
            return ""
        if cell.since is Since.BREAK:
            return self.broken(cell)
        when = f"udgangspunktet {self.period(cell.baseline_window).inside}"
        return self._since(when, cell.since, cell.baseline, cell.change)

    def _since_asked(self, cell: Cell) -> bool:
        return cell.told and cell.since is not None and cell.window != cell.baseline_window

    def year_before(self, cell: Cell) -> str:
        """P3 since the year before, where that is another window than the baseline and can be judged."""
        before = cell.year_before
        if not cell.told or before is None or before.window == cell.baseline_window or before.value is None:
            return ""
        return self._since("året før", before.verdict, before.value, before.change)

    def _since(self, when: str, verdict: Since | None, value, change) -> str:
        start = f"Siden {when} ({self.beside(value)}) er"
        if verdict is Since.NO_SURE_CHANGE:
            return finish(f"{start} der ingen sikker ændring.")
        if verdict not in _SURE:
            return ""
        way = "steget" if self.rising(verdict) else "faldet"
        size = "" if not change else f" med {numbers.difference(change, self.indicator)}"
        wanted = "" if verdict is Since.IMPROVED else "ikke "
        return finish(f"{start} tallet {way}{size}, og ændringen er sikker. Det er {wanted}den ønskede retning.")

    def broken(self, cell: Cell) -> str:
        """P9: the version that broke the series, and since when."""
        version = self.indicator.version_at(cell.end)
        return finish(
            f"Databrud {danish.format_day(version.since)}: {version.why} "
            "Tal fra før og efter denne dato kan ikke sammenlignes."
        )

    def certainty(self, cell: Cell) -> str:
        """P4; left to the table where missing departments, not chance, are what makes the figure doubtful."""
        if not cell.told or cell.lo is None or cell.hi is None or not self.indicator.change_judged:
            return ""
        return finish(f"Usikkerhedsintervallet går fra {numbers.span(cell.lo, cell.hi, self.indicator)}.")

    @property
    def alone(self) -> bool:
        """Whether the figure is the only one of its delmål with a target: then its verdict is the delmål's."""
        own = self.release.plan.adopted(delmaal_id=self.adoption.delmaal_id)
        return sum(self.release.has_target(adoption) for adoption in own) == 1

    def target(self, cell: Cell) -> str:
        """P12: the figure against the target of its delmål; empty where that cannot be judged."""
        goal, towards = ("delmålet", "delmålet") if self.alone else ("målet for tallet", "målet")
        said = {
            Verdict.MET: f"{goal} er opfyldt.",
            Verdict.ON_TRACK: f"Tallet er på vej mod {towards}.",
            Verdict.NOT_ON_TRACK: f"Tallet er ikke på vej mod {towards}.",
        }.get(cell.verdict)
        return finish(said) if said else ""

    def unanswered(self, cell: Cell, target: bool = False, delmaal: Verdict | None = None) -> str:
        """P10: the questions that cannot be answered, those with one reason in one sentence."""
        questions: dict[str, list[str]] = {}
        for question, reason in self._open(cell, target, delmaal):
            questions.setdefault(reason, []).append(f"om {question}")
        return " ".join(
            finish(f"Det kan ikke vurderes, {danish.join_words(asked, 'eller')}, fordi {reason}.")
            for reason, asked in questions.items()
        )

    def _open(self, cell: Cell, target: bool, delmaal: Verdict | None) -> list[tuple[str, str]]:
        """What cannot be judged, with its reason. What the figure is never asked about has no question."""
        found = []
        if self.indicator.comparable and cell.versus is Versus.NOT_JUDGEABLE:
            found.append((f"{self.spoken(cell.area_id).bare} ligger anderledes end {self.k.bare}", cell.versus_reason))
        if self.indicator.change_judged and cell.since is Since.NOT_JUDGEABLE and self._since_asked(cell):
            found.append(("tallet har ændret sig siden udgangspunktet", cell.since_reason))
        if target and cell.verdict is Verdict.NOT_JUDGEABLE:
            judged = self.alone or delmaal in (None, Verdict.NOT_JUDGEABLE)
            found.append((f"{'delmålet' if judged else 'målet for tallet'} er opfyldt", _clause(cell.reason)))
        return [(question, reason) for question, reason in found if reason]

    def no_new(self, cell: Cell) -> str:
        """P8: nothing new has come since the last report; empty if something has, if there was no last report, and of
        windows pooled, which come with their last.
        """
        first = self.release.half_year == self.release.plan.first
        if cell.new or cell.pooled or first or cell.status is Status.NOT_DELIVERED:
            return ""
        said = f"Der er ingen ny opgørelse siden sidste rapport. Tallet er fra {self.period(cell.window).bare}"
        due = periods.next_due(self.indicator, self.release.half_year)
        return finish(f"{said}, og næste opgørelse ventes i {danish.format_month(due)}." if due else f"{said}.")

    def caveat(self, cell: Cell | None = None, target: bool = False) -> str:
        """P5, without what a break or a reason that is told of the cell says already."""
        words = self.indicator.sentences.caveat
        kept = [s for s in _NEXT_SENTENCE.split(words or "") if s and not self._said(s, cell, target)]
        return finish(f"Forbehold: {' '.join(kept)}") if kept else ""

    def _said(self, sentence: str, cell: Cell | None, target: bool) -> bool:
        if cell is not None and cell.since is Since.BREAK:
            day = danish.format_day(self.indicator.version_at(cell.end).since)
            return day.replace(danish.NBSP, " ") in sentence.replace(danish.NBSP, " ")
        told = cell is not None and target and cell.verdict is Verdict.NOT_JUDGEABLE
        return told and any(subject in sentence and subject in cell.reason for subject in _SUBJECTS)

    def whole(self, cell: Cell, target: bool = False, delmaal: Verdict | None = None) -> str:
        """All that is said of a cell, in the guide's order. Nothing follows a hidden or missing number.

        target: whether its target is spoken of. delmaal: the verdict of its delmål as a whole.
        """
        if not cell.has_number:
            return self.absent(cell)
        if cell.withheld:
            return f"{self.level(cell)} Tallet er diskretioneret i offentlig udgave."
        said = [self.level(cell), self.comparison(cell), self.others(cell), self.change(cell), self.year_before(cell)]
        said += [self.certainty(cell), self.target(cell) if target else "", self.unanswered(cell, target, delmaal)]
        return " ".join(sentence for sentence in [*said, self.no_new(cell), self.caveat(cell, target)] if sentence)

    def short_sentences(self, cell: Cell) -> list[tuple[str, bool]]:
        """Level, comparison, change, target and caveat: what a list that points to the whole text says of a cell.

        Each with whether one sheet of paper must carry it too: no change that is not sure, and no caveat.
        """
        if not cell.has_number or cell.withheld:
            return [(self.whole(cell, target=True), True)]
        changed = cell.since is not Since.NO_SURE_CHANGE
        said = [(self.level(cell), True), (self.comparison(cell), True), (self.change(cell), changed)]
        said += [(self.target(cell), True), (self.caveat(cell, True), False)]
        return [(sentence, needed) for sentence, needed in said if sentence]

    def short(self, cell: Cell) -> str:
        return " ".join(sentence for sentence, _ in self.short_sentences(cell))

    @property
    def indicator_id(self) -> str:
        return self.adoption.indicator_id

    def wanted(self) -> str:
        """Which way is the good one: stands under each chart."""
        return f"Et {'højt' if self.indicator.direction.sign > 0 else 'lavt'} tal er bedst."

    def coverage(self) -> str:
        """Whom the comparison's figure covers."""
        covered = self.indicator.municipality
        return "" if covered is Coverage.COUNTRY else finish(f"Kommunens tal dækker {covered.value}.")
