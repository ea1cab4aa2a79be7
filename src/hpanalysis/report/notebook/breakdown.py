"""An indicator by sex or age band in a notebook: what may be asked, in which edition, and what is shown."""

from __future__ import annotations

import pandas as pd

from hpanalysis import danish
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.breakdowns import Breakdown, list_breakdowns, list_indicators_by
from hpanalysis.errors import Stop, WrongUse
from hpanalysis.report.html import Block, join, make_paragraphs
from hpanalysis.report.notebook.shown import Shown, Tables
from hpanalysis.report.release import Release
from hpanalysis.report.tables.breakdown_table import make_breakdown_table
from hpanalysis.report.words.speaker import Speaker, finish
from hpanalysis.tables import Edition

_OF_THE_DATA_UNIT = (
    "Opdelingen er kun til dataenheden og udgives ikke. Hvor der står »(diskretioneret i offentlig udgave)«, er tallet "
    "om få personer, eller det kan bruges til at regne sådan et tal ud; det har intet usikkerhedsinterval."
)
_NOT_TESTED = "Det er ikke testet, om grupperne er forskellige: Hold usikkerhedsintervallerne op mod hinanden."
_EXPLAINED = {
    Breakdown.SEX: "Kønnet er det, som CPR-nummeret siger.",
    Breakdown.AGE: "Alderen er den, som personen fylder i det år, hvor perioden slutter.",
}


def _parse_breakdown(word: str) -> Breakdown:
    """The breakdown that an analyst names, `koen` or `alder`; anything else raises `WrongUse`. Called when a breakdown
    is asked for."""
    try:
        return Breakdown(word)
    except ValueError:
        raise WrongUse(
            "Opdelingen kendes ikke.",
            place="Notesbogen",
            expected=f"{' eller '.join(f'»{each.value}«' for each in Breakdown)}.",
            do='Skriv fx half.indicator("elevfravaer").by("koen").',
        ) from None


def _stop_if_not_told_by(speaker: Speaker, breakdown: Breakdown) -> None:
    """`WrongUse` for an indicator that cannot be broken down so; it names those of the plan that can. Called when a
    breakdown is asked for. speaker: the indicator and its Danish words."""
    if breakdown in list_breakdowns(speaker.indicator):
        return
    adopted = [adoption.indicator_id for adoption in speaker.release.plan.adoptions]
    can = list_indicators_by(catalogue.indicators(), adopted, breakdown)
    named = f"en af {', '.join(can)}." if can else "ingen af planens indikatorer kan."
    others = [each for each in list_breakdowns(speaker.indicator) if each is not breakdown]
    why = "Tallet gælder ikke personer med CPR-nummer"
    if others:
        why = f"Tallet kan kun deles efter {danish.join_words([each.name_da for each in others])}"
    raise WrongUse(
        f"»{speaker.indicator.title}« kan ikke deles efter {breakdown.name_da}. {why}.",
        place="Notesbogen",
        expected=named,
        do="Vælg en anden indikator eller en anden opdeling.",
    )


def _stop_if_public(release: Release, breakdown: Breakdown) -> None:
    """`WrongUse` in the public edition: no figure of a group is published, and none is made by its run. Called when a
    breakdown is asked for."""
    if release.edition is Edition.PUBLIC:
        raise WrongUse(
            f"En opdeling efter {breakdown.name_da} vises ikke i den offentlige udgave, for grupper kan være små.",
            place="Notesbogen",
            expected="den fortrolige udgave, som kun er til dataenheden.",
            do=f"Kør »hpanalysis run {release.half_year} --edition fortrolig«, og åbn halvåret med "
            f'report.half_year("{release.half_year}", "fortrolig").',
            ask="dataenheden.",
        )


class BreakdownView(Shown):
    """An indicator by sex or age band in the confidential edition: shown as a table where it is a cell's result, and
    held in `table` for whoever goes on with the numbers. They are for the data unit alone."""

    def __init__(self, speaker: Speaker, breakdown: Breakdown, table: pd.DataFrame) -> None:
        """Called by `break_down`, when all is in order. table: the rows of `tables.BREAKDOWNS` of the indicator and the
        breakdown."""
        self.table = table
        self._speaker, self._breakdown = speaker, breakdown

    def show(self) -> Block:
        """The groups of each area, the total and the municipality: the baseline's number, the number now, its interval,
        counts and persons. A number that a public edition would hide is marked, and has no interval. For an analyst
        of the data unit."""
        sentences = [_OF_THE_DATA_UNIT, _EXPLAINED[self._breakdown], self._explain_missing_baseline(), _NOT_TESTED]
        table = make_breakdown_table(self._speaker, self.table, self._breakdown)
        return Block(join([table, make_paragraphs(sentences, class_="note")]))

    def _explain_missing_baseline(self) -> str:
        """The sentence that the baseline is not broken down, and why; "" where it is, or is the latest window itself.
        Called when the table is shown."""
        baseline = self._speaker.adoption.baseline_window
        if not self.table["latest"].all() or str(self.table["window"].iloc[0]) == baseline:
            return ""
        return finish(
            f"udgangspunktet {self._speaker.name_period(baseline).inside} kan ikke deles, for der er intet udtræk af "
            "personer fra dengang, som køn og alder kan læses af."
        )

    def _ipython_display_(self) -> None:
        """Show the table as a page's own blocks are shown. Called by IPython when it is a cell's result."""
        self.show()._ipython_display_()


def break_down(release: Release, tables: Tables, indicator_id: str, word: str) -> BreakdownView:
    """An indicator by what an analyst names, `koen` or `alder`. Called by `IndicatorView.by`.

    `WrongUse` for another word, for an indicator that is not of persons with that said of them, and in the public
    edition; `Stop` where the confidential edition is not run, or where the extract of the figures was deleted before
    sex and age were kept.
    """
    breakdown, speaker = _parse_breakdown(word), Speaker(release, indicator_id)
    _stop_if_not_told_by(speaker, breakdown)
    _stop_if_public(release, breakdown)
    every = tables.breakdowns
    chosen = (every["indicator_id"] == indicator_id) & (every["breakdown"] == breakdown.value)
    table = every[chosen].reset_index(drop=True)
    if table.empty:
        raise Stop(
            f"»{speaker.indicator.title}« kan ikke deles efter {breakdown.name_da} i {release.half_year}.",
            place="Notesbogen",
            expected="et udtræk af personer, der er læst ind, efter at køn og alder blev gemt.",
            do="Læg udtrækket i data/raw igen, hvis det stadig må bruges, og kør halvåret i den fortrolige udgave.",
            ask="dataenheden.",
        )
    return BreakdownView(speaker, breakdown, table)
