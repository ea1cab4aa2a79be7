"""A figure in sentences, each of a fixed pattern. What may not be shown of a figure is not said.

`Speaker.describe` is the one text of a figure: on its page, as a chart's description and in the overview.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from hpanalysis import danish
from hpanalysis.definitions.model import Coverage, Indicator
from hpanalysis.plan import Adoption, PartialCoverage
from hpanalysis.report import numbers, periods, places
from hpanalysis.report.cells import Cell
from hpanalysis.report.periods import Period
from hpanalysis.report.places import AreaName
from hpanalysis.report.release import Release
from hpanalysis.report.words import course_words, coverage_words, development_words, evidence_words
from hpanalysis.tables import Since, Status, Verdict, Versus

_ABBREVIATED = re.compile(r"(pct|mdr|kl|pr|ca)\.\.$")
_NEXT_SENTENCE = re.compile(r"(?<=\.) (?=[A-ZÆØÅ])")

# The reason of a target that is unclear for a break in the series (`judge.target.reasons`).
BREAK_REASON = "der er databrud"

_SURE: dict[Versus | Since | None, int] = {
    Versus.BETTER: 1,
    Versus.WORSE: -1,
    Since.IMPROVED: 1,
    Since.WORSENED: -1,
}
_BOUND = re.compile(r"(?<=\d\.) (?=[a-zæøå])|(?<=Gl\.) |(?<=\d) (?=pct|kr)")


def finish(sentence: str) -> str:
    """A sentence as it is printed: a capital first, one full stop after `pct.`, no line break before a unit. Called for
    nearly every sentence of the reports as it is made; no full stop is added, so that a headline may go without."""
    sentence = _BOUND.sub(danish.NBSP, sentence.strip())
    sentence = _ABBREVIATED.sub(r"\1.", sentence)
    return danish.capitalise(sentence)


def _refer_back(reason: str) -> str:
    """A reason about the figure as a clause after a sentence about it: `tallet er forbedret` becomes `det er
    forbedret`. Called for the sentence on a figure's target."""
    return f"det {reason.removeprefix('tallet ')}" if reason.startswith("tallet ") else reason


class Speaker:
    """Speaks of the figures of one indicator in Danish: names, sentences and whole texts. Made for an indicator
    wherever a page tells of it; tables and charts take their words from it too."""

    def __init__(self, release: Release, indicator_id: str) -> None:
        """Look up the indicator's definition, the plan's adoption of it and the comparison's name. Called wherever a
        page begins to tell of an indicator. indicator_id: of one that the plan adopts."""
        self.release = release
        self.indicator: Indicator = release.indicator(indicator_id)
        self.adoption: Adoption = release.plan.adoption(indicator_id)
        self.compared_with: AreaName = places.name_comparison(self.indicator, release.plan)

    @property
    def indicator_id(self) -> str:
        """The indicator's key. Read where its figures are looked up, and for error messages."""
        return self.adoption.indicator_id

    @property
    def is_alone_in_delmaal(self) -> bool:
        """Whether only one indicator of the delmål has a target: the verdict on this one, which has it, is then the
        delmål's. Read before a sentence speaks of `delmålet` or of `målet for tallet`."""
        adopted = self.release.plan.adopted(delmaal_id=self.adoption.delmaal_id)
        return sum(self.release.has_target(adoption) for adoption in adopted) == 1

    @property
    def uncovered(self) -> str:
        """The sentence on the areas whose departments are not all in the figures, as the plan prints it; "" where it
        names none. Read for the caveat, and for what the figures are compared with."""
        return coverage_words.state_uncovered(self._list_partly_covered(), self.release.plan)

    @property
    def uncovered_briefly(self) -> str:
        """The same under the total's name in a table: `med ingen boligafdelinger fra Energivej-området`; "" where the
        plan names none. Read for tables of figures."""
        return coverage_words.name_uncovered(self._list_partly_covered(), self.release.plan)

    def _list_partly_covered(self) -> list[PartialCoverage]:
        """The areas that the indicator's sources do not wholly hold (coverage.csv). Read for the two texts on them."""
        return self.release.plan.coverage_of(source.name for source in self.indicator.sources)

    @property
    def caveat(self) -> str:
        """The indicator's fixed caveat, and the areas that its figures do not hold; "" without both. Read wherever a
        page tells the caveat of an indicator."""
        return " ".join(filter(None, [self.indicator.sentences.caveat, self.uncovered]))

    def name_area(self, area_id: str) -> AreaName:
        """An area's name on a page that tells of this indicator, with and without its preposition; a total delivered by
        area is named by the departments it covers. Called for sentences, and for headings, lists and table rows."""
        return places.name_area(self.release.plan.area(area_id), self.indicator)

    def name_period(self, window: str) -> Period:
        """A window of time in words, in each form that sentences and tables need. Called for sentences, captions and
        heads. window: its id (`Cell.window`)."""
        return periods.name_period(self.indicator, window)

    def format_in_text(self, value: Decimal | float) -> str:
        """A value with its unit: `22 udsættelsessager`, `12,3 pct.`. Called where the words have not yet named what is
        counted: in most sentences, and for baselines on a definition's card."""
        return numbers.format_in_text(value, self.indicator)

    def format_briefly(self, value: Decimal | float | None) -> str:
        """A value with its unit once a sentence has named what is counted: `22 sager`. Called for the figures that
        another is compared with. None raises ValueError: the caller should have asked first."""
        if value is None:
            raise ValueError(f"{self.indicator_id}: no number to write")
        return numbers.format_briefly(value, self.indicator)

    def describe(self, cell: Cell, target: bool = False, caveat: bool = True) -> str:
        """All that is said of a figure, in a fixed order; of one without a number (hidden, missing, no cases) only why,
        and of one that the public edition hides only its level and that it is hidden there.

        Called for a figure's words on most pages, and at the end of a chart's description. target: whether its target
        is spoken of; caveat: whether the caveat is told, which some pages list once for all figures.
        """
        if not cell.has_number:
            return self.explain_absence(cell)
        if cell.withheld:
            return f"{self.describe_level(cell)} Tallet er diskretioneret i offentlig udgave."
        sentences = [
            self.describe_level(cell),
            self.describe_comparison(cell),
            self.describe_other_areas(cell),
            self.describe_change(cell),
            self.describe_course(cell),
            self.describe_development(cell),
            self.describe_year_before(cell),
            self.describe_interval(cell),
            self.explain_unanswered(cell),
            self.describe_target(cell, told=self._list_told_reasons(cell)) if target else "",
            self.state_before_plan(cell) if target else "",
            self.state_no_new(cell),
            self.state_caveat(cell) if caveat else "",
        ]
        return " ".join(sentence for sentence in sentences if sentence)

    def list_short_sentences(self, cell: Cell) -> list[tuple[str, bool]]:
        """Level, comparison, change, target and caveat of a figure, each with whether a printed sheet must carry it: it
        leaves out the caveat, a change that is not sure and a target that is unclear. The reasons stand in the table of
        delmål. A figure without a public number has only the text of
        `describe`. Called for each figure in the overview's lists of what needs attention and what goes well."""
        if not cell.has_number or cell.withheld:
            return [(self.describe(cell, target=True), True)]
        sentences = [
            (self.describe_level(cell), True),
            (self.describe_comparison(cell), True),
            (self.describe_change(cell), cell.since is not Since.NO_SURE_CHANGE),
            (self.describe_target(cell, because=False), cell.verdict is not Verdict.UNCLEAR),
            (self.state_before_plan(cell), True),
            (self.state_caveat(cell), False),
        ]
        return [(sentence, needed) for sentence, needed in sentences if sentence]

    def describe_level(self, cell: Cell) -> str:
        """The first sentence on a figure, which tells how high it is, or why it has no number. Called for each text of
        a figure, on the pages and in descriptions of charts."""
        if not cell.has_number:
            return self.explain_absence(cell)
        period = self.name_period(cell.window)
        slots = {
            "V": period.start,
            "v": period.inside,
            "å": period.cohort,
            "x": self.format_in_text(cell.number),
            "n": danish.format_number(cell.number, self.indicator.decimals),
            "o": self.name_area(cell.area_id).inside,
        }
        return finish(self.indicator.sentences.level.format(**slots))

    def explain_absence(self, cell: Cell) -> str:
        """The sentence on why a figure has no number: hidden, not delivered, not measured, no persons or no cases.
        Called for such a figure in place of the sentences that tell a number; for any other it raises KeyError."""
        noun, area = self.indicator.sentences.noun_phrase, self.name_area(cell.area_id)
        when = self.name_period(cell.window).inside
        suppliers = danish.join_words(dict.fromkeys(source.delivered_by for source in self.indicator.sources))
        return finish(
            {
                Status.HIDDEN: f"{noun} {area.inside} {when} er diskretioneret for at beskytte enkeltpersoner. "
                "Det siger intet om, hvorvidt tallet er godt eller dårligt.",
                Status.NOT_DELIVERED: f"{noun} {area.inside} {when} kan ikke vises, fordi {suppliers} endnu ikke har "
                "leveret data.",
                Status.NOT_MEASURED: self.explain_not_measured(cell.area_id),
                Status.NO_PERSONS: f"Der var ingen personer i målgruppen {area.inside} {when}.",
                Status.NO_CASES: f"Der var ingen sager {area.inside} {when}.",
            }[cell.status]
        )

    def explain_not_measured(self, area_id: str) -> str:
        """The sentence that the indicator is not measured for an area, and for which areas it is instead. Called for a
        figure that is not measured, and on a delaftale's page in place of a comparison chart."""
        if self.adoption.total:
            measured = places.name_area(self.release.plan.total, self.indicator).bare
        else:
            measured = danish.join_words(area.name for area in self.release.measured_areas(self.adoption))
        area, noun = self.name_area(area_id).bare, self.indicator.sentences.noun_phrase
        return finish(f"{noun} opgøres ikke for {area}, men kun for {measured}.")

    def is_rise(self, verdict: Versus | Since | None) -> bool:
        """Whether a sure verdict means a higher number: `bedre` does where high numbers are wanted. Called for the
        words `højere` and `lavere`, `steget` and `faldet`, and to pick the areas that they are said of. A verdict that
        is not sure raises KeyError."""
        return _SURE[verdict] == self.indicator.direction.sign

    def describe_comparison(self, cell: Cell) -> str:
        """The sentence on a figure against the municipality's or country's; "" where the two may not be compared, one
        of them is not public, or the difference cannot be judged. Called for each text of a figure."""
        if not (cell.is_public and self.indicator.comparable and cell.municipality is not None):
            return ""
        return self._describe_difference(cell, cell.versus, self.compared_with, cell.municipality)

    def describe_other_areas(self, cell: Cell) -> str:
        """The sentence on a figure against the other areas together; "" where it is not compared with them, or the
        difference is not sure. Called by `describe`, for all the words on a figure."""
        others = cell.others if cell.is_public and self.indicator.comparable else None
        if others is None or others.verdict not in _SURE or others.value is None:
            return ""
        names = places.name_other_areas(len(self.adoption.areas) - 1)
        return self._describe_difference(cell, others.verdict, names, others.value)

    def _describe_difference(self, cell: Cell, verdict: Versus | None, compared_with: AreaName, value: Decimal) -> str:
        """The sentence on a figure against another, whose name and value are given; "" where the verdict is open or
        missing. Called for the municipality (or country) and for the other areas together."""
        figure = self.format_briefly(value)
        if verdict in _SURE:
            way = "højere" if self.is_rise(verdict) else "lavere"
            return finish(f"Tallet er {way} end {compared_with.inside} ({figure}), og forskellen er sikker.")
        if verdict is Versus.NO_SURE_DIFFERENCE:
            area = self.name_area(cell.area_id).bare
            return finish(f"Der er ingen sikker forskel mellem {area} og {compared_with.bare} ({figure}).")
        return ""

    def describe_change(self, cell: Cell) -> str:
        """The sentence on a figure's change since the baseline, or on a break of the series since then; "" for the
        baseline itself, for a figure that is not public or has no baseline, and where the change cannot be judged.
        Called for each text of a figure."""
        if not self._is_asked_since(cell):
            return ""
        if cell.since is Since.BREAK:
            return self.describe_break(cell)
        if cell.baseline is None:
            return ""
        when = f"udgangspunktet {self.name_period(cell.baseline_window).inside}"
        unsure = evidence_words.describe_unsure_change(cell)
        return self._describe_since(when, cell.since, self.format_baseline(cell), cell.change, unsure)

    def format_baseline(self, cell: Cell) -> str:
        """The baseline that a figure's change is counted from, with its unit; where it is recomputed and the plan
        prints another number, that number too. Called in the brackets of the sentence on the change. ValueError for a
        figure without a baseline."""
        baseline, printed = self.format_briefly(cell.baseline), cell.differing_printed_baseline
        if printed is None or self.format_briefly(printed) == baseline:
            return baseline
        origin = "i planen lagt sammen til" if cell.added_up else "i planen trykt som"
        return f"{baseline}, {origin} {self.format_briefly(printed)}"

    def _is_asked_since(self, cell: Cell) -> bool:
        """Whether a change since the baseline may be spoken of: not for a figure that is not public, is the baseline
        itself or has no verdict on the change. Called for each sentence on the change, and for what is left open about
        it."""
        return cell.is_public and cell.since is not None and cell.window != cell.baseline_window

    def describe_year_before(self, cell: Cell) -> str:
        """The sentence on a figure's change since the year before; "" where that year is the baseline's window, or the
        change is not known, not public or cannot be judged. Called for the whole text of a figure."""
        before = cell.year_before
        if not cell.is_public or before is None or before.window == cell.baseline_window or before.value is None:
            return ""
        return self._describe_since("året før", before.verdict, self.format_briefly(before.value), before.change)

    def _describe_since(
        self,
        when: str,
        verdict: Since | None,
        earlier: str,
        change: Decimal | None,
        unsure: str = "der ingen sikker ændring",
    ) -> str:
        """The sentence on a change since an earlier figure; "" where the verdict is missing or open. Called for the
        baseline and for the year before. when: `udgangspunktet i 2022`; earlier: the earlier figure with its unit;
        change: from it to now, None or 0 for no size; unsure: what is said of a change that is not sure."""
        start = f"Siden {when} ({earlier}) er"
        if verdict is Since.NO_SURE_CHANGE:
            return finish(f"{start} {unsure}.")
        if verdict not in _SURE:
            return ""
        way = "steget" if self.is_rise(verdict) else "faldet"
        size = "" if not change else f" med {numbers.format_difference(change, self.indicator)}"
        wanted = "" if verdict is Since.IMPROVED else "ikke "
        return finish(f"{start} tallet {way}{size}, og ændringen er sikker. Det er {wanted}den ønskede retning.")

    def describe_course(self, cell: Cell) -> str:
        """The sentences on a figure's course over all its windows since the baseline; "" without a line, and where the
        figure is not public. Called for the whole text of a figure."""
        return " ".join(finish(sentence) for sentence in course_words.describe_course(cell, self.indicator))

    def describe_development(self, cell: Cell) -> str:
        """The sentences on a figure's change beside that of the rest of the municipality (or of the country); "" where
        the plan does not hold the development against it, or nothing can be subtracted. Called for each text of a
        figure, and for the areas of an overall goal without a total."""
        if not development_words.is_development_told(self.adoption):
            return ""
        area, rest = self.name_area(cell.area_id).bare, places.name_rest(self.indicator, self.release.plan)
        sentences = development_words.describe_development(cell, self.indicator, area, rest)
        return " ".join(finish(sentence) for sentence in sentences)

    def describe_break(self, cell: Cell) -> str:
        """The sentence on which change of the definition broke the series, and since when. Called for a figure that no
        longer counts the same as its baseline."""
        version = self.indicator.broken_between(date.min, cell.end) or self.indicator.version_at(cell.end)
        return finish(
            f"Databrud {danish.format_day(version.since)}: {version.why} "
            f"Tal fra før og efter denne dato kan ikke sammenlignes. {version.what_would_bridge}"
        )

    def describe_interval(self, cell: Cell) -> str:
        """The sentence on a figure's interval of uncertainty; "" where there is none, and where departments missing
        from the data, not chance, make it doubtful. Called for the whole text of a figure and for the profile chart."""
        if not cell.is_public or cell.lo is None or cell.hi is None or not self.indicator.change_judged:
            return ""
        return finish(f"Usikkerhedsintervallet går fra {numbers.format_interval(cell.lo, cell.hi, self.indicator)}.")

    def describe_target(self, cell: Cell, told: frozenset[str] = frozenset(), because: bool = True) -> str:
        """The sentence on a figure against the target of its delmål, with the reason; "" without a verdict. Called for
        the texts of figures that a delmål is judged on. told: reasons that the text has given already, which a figure
        that is unclear for the same reason refers to; because: whether the reason is given, for which a printed sheet
        has no room."""
        alone = self.is_alone_in_delmaal
        towards = "delmålet" if alone else "målet"
        reason = f", fordi {_refer_back(cell.reason)}" if because and cell.reason else ""
        if cell.verdict is Verdict.UNCLEAR and cell.reason in told:
            return finish(f"Derfor er det uafklaret, om tallet er på vej mod {towards}.")
        sentences: dict[Verdict | None, str] = {
            Verdict.MET: f"{'delmålet' if alone else 'målet for tallet'} er opfyldt.",
            Verdict.ON_TRACK: f"Tallet er på vej mod {towards}{reason}.",
            Verdict.TOWARDS: f"Tallet peger mod {towards}{reason}.",
            Verdict.UNCLEAR: f"Det er uafklaret, om tallet er på vej mod {towards}{reason}.",
            Verdict.AWAY: f"Tallet peger væk fra {towards}{reason}.",
            Verdict.NOT_ON_TRACK: f"Tallet er ikke på vej mod {towards}{reason}.",
        }
        return finish(sentences.get(cell.verdict, ""))

    def state_before_plan(self, cell: Cell) -> str:
        """The sentence that a figure was measured before the plan began, so that its verdict on the target cannot tell
        of the plan's time; "" for any other, and without a verdict. Called after the sentence on the target."""
        is_told = cell.verdict is not None and self.release.is_before_plan(cell)
        return "Tallet er målt, før planen begyndte." if is_told else ""

    def explain_unanswered(self, cell: Cell) -> str:
        """The sentences on what cannot be judged of a figure, one for each reason; "" if all can. Called for the whole
        text of a figure. Its target has a sentence of its own (`describe_target`)."""
        by_reason: dict[str, list[str]] = {}
        for question, reason in self._list_open_questions(cell):
            by_reason.setdefault(reason, []).append(f"om {question}")
        return " ".join(
            finish(f"Det kan ikke vurderes, {danish.join_words(questions, 'eller')}, fordi {reason}.")
            for reason, questions in by_reason.items()
        )

    def _list_open_questions(self, cell: Cell) -> list[tuple[str, str]]:
        """What is asked of a figure but cannot be judged, as clauses to follow `om`, each with its reason. Called by
        `explain_unanswered` for the sentences that say so."""
        questions = []
        if self.indicator.comparable and cell.versus is Versus.NOT_JUDGEABLE:
            area = self.name_area(cell.area_id).bare
            questions.append((f"{area} ligger anderledes end {self.compared_with.bare}", cell.versus_reason))
        if self.indicator.change_judged and cell.since is Since.NOT_JUDGEABLE and self._is_asked_since(cell):
            questions.append(("tallet har ændret sig siden udgangspunktet", cell.since_reason))
        beside = cell.development if development_words.is_development_told(self.adoption) else None
        # Not of the baseline itself, nor across a break, which the sentence on the change has told.
        if beside is not None and beside.value is None and self._is_asked_since(cell) and cell.since is not Since.BREAK:
            rest = places.name_rest(self.indicator, self.release.plan)
            area = self.name_area(cell.area_id).bare
            if self.indicator.comparable and self.indicator.change_judged:
                questions.append((f"{area} har fulgt med udviklingen {rest}", beside.reason))
        return [(question, reason) for question, reason in questions if reason]

    def _list_told_reasons(self, cell: Cell) -> frozenset[str]:
        """The reasons that a figure's text has given before its target is spoken of: those of the open questions, and a
        break in the series. Called for the whole text of a figure."""
        broken = {BREAK_REASON} if cell.since is Since.BREAK else set()
        return frozenset({reason for _, reason in self._list_open_questions(cell)} | broken)

    def state_no_new(self, cell: Cell) -> str:
        """The sentence that no new figure has come since the last report, and when the next is due; "" if one has come,
        if there was no last report, for a figure not delivered, and for years counted together. Called for the whole
        text of a figure."""
        first = self.release.half_year == self.release.plan.first
        if cell.new or cell.is_pooled or first or cell.status is Status.NOT_DELIVERED:
            return ""
        sentence = f"Der er ingen ny opgørelse siden sidste rapport. Tallet er fra {self.name_period(cell.window).bare}"
        due = periods.find_next_due(self.indicator, self.release.half_year)
        next_one = f", og næste opgørelse ventes i {danish.format_month(due)}" if due else ""
        return finish(f"{sentence}{next_one}.")

    def state_caveat(self, cell: Cell | None = None) -> str:
        """The indicator's fixed caveat, without what is told of the figure already; "" where nothing is left. Called at
        the end of a text. cell: the figure, None if the text is on several areas."""
        caveat = _NEXT_SENTENCE.split(self.caveat)
        new = [sentence for sentence in caveat if sentence and not self._is_already_said(sentence, cell)]
        return finish(f"Forbehold: {' '.join(new)}") if new else ""

    def _is_already_said(self, sentence: str, cell: Cell | None) -> bool:
        """Whether a sentence of the caveat repeats what is told of the figure: a break on the same day. Called for each
        sentence of the caveat. cell: None for several areas."""
        if cell is None or cell.since is not Since.BREAK:
            return False
        day = danish.format_day(self.indicator.version_at(cell.end).since)
        return day.replace(danish.NBSP, " ") in sentence.replace(danish.NBSP, " ")

    def state_wanted_direction(self) -> str:
        """The sentence on whether a high or a low number is best. Called for notes under charts and for the definition
        page."""
        return f"Et {'højt' if self.indicator.direction.sign > 0 else 'lavt'} tal er bedst."

    def state_coverage(self) -> str:
        """The sentence on whom the municipality's figure covers and, where the plan names areas that the figures do not
        wholly hold, what is compared with it; "" if the comparison is the country. Called where a page explains what
        figures cover, and for the definition page."""
        coverage = self.indicator.municipality
        if coverage is Coverage.COUNTRY:
            return ""
        own = f"Sammenligningen gælder {coverage_words.COMPARED} i områdernes tal." if self.uncovered else ""
        return " ".join(filter(None, [finish(f"Kommunens tal dækker {coverage.value}."), own]))
