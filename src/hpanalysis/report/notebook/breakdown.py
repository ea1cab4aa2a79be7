"""An indicator by sex or age band in a notebook: what may be asked, in which edition, and what is shown."""

from __future__ import annotations

import pandas as pd

from hpanalysis import danish
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.breakdowns import Breakdown, explain_not_published_by, list_breakdowns, list_indicators_by
from hpanalysis.errors import Stop, WrongUse
from hpanalysis.report.html import Block, join, make_paragraphs
from hpanalysis.report.notebook.shown import Shown, Tables
from hpanalysis.report.release import Release
from hpanalysis.report.tables.breakdown_table import EXPLAINED, NOT_TESTED, make_breakdown_table
from hpanalysis.report.tables.published_groups import make_published_table
from hpanalysis.report.words.speaker import Speaker, finish
from hpanalysis.tables import Edition

_OF_THE_DATA_UNIT = (
    "Opdelingen er kun til dataenheden og udgives ikke. Hvor der står »(diskretioneret i offentlig udgave)«, er tallet "
    "om få personer, eller det kan bruges til at regne sådan et tal ud; det har intet usikkerhedsinterval."
)


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


def _refuse_in_public(release: Release, indicator_id: str, breakdown: Breakdown) -> WrongUse:
    """The refusal of the public edition of a breakdown that the plan does not adopt: no figure of such a group is
    published, and none is made by its run. Called when one is asked for."""
    adopts = f"Skriv »{breakdown.value}« i kolonnen breakdowns i planens adoption.csv ved {indicator_id}, hvis "
    adopts += "bestyrelsen vil udgive opdelingen."
    can = not explain_not_published_by(catalogue.indicators()[indicator_id], breakdown)
    return WrongUse(
        f"En opdeling efter {breakdown.name_da} vises ikke i den offentlige udgave, for grupper kan være små.",
        place="Notesbogen",
        expected="den fortrolige udgave, som kun er til dataenheden, eller en opdeling, som planen udgiver.",
        do=f"Kør »hpanalysis run {release.half_year} --edition fortrolig«, og åbn halvåret med "
        f'report.half_year("{release.half_year}", "fortrolig").' + (f" {adopts}" if can else ""),
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
        sentences = [_OF_THE_DATA_UNIT, EXPLAINED[self._breakdown], self._explain_missing_baseline(), NOT_TESTED]
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


class PublishedBreakdownView(Shown):
    """An indicator by sex or age band as it is published, where the plan adopts it: shown as a table where it is a
    cell's result, and held in `table` for whoever goes on with the numbers. A hidden group has none."""

    def __init__(self, speaker: Speaker, breakdown: Breakdown, table: pd.DataFrame) -> None:
        """Called by `break_down`, in the public edition. table: the rows of `tables.PUBLISHED_BREAKDOWNS` of the
        indicator and the breakdown; none where its figures were corrected since it was published."""
        self.table = table
        self._speaker, self._breakdown = speaker, breakdown

    def show(self) -> Block:
        """The groups of each area, the total and the municipality, as on the delaftale's page. For an analyst."""
        return Block(make_published_table(self._speaker, self.table, self._breakdown))

    def _ipython_display_(self) -> None:
        """Show the table as a page's own blocks are shown. Called by IPython when it is a cell's result."""
        self.show()._ipython_display_()


def _select(table: pd.DataFrame, indicator_id: str, breakdown: Breakdown) -> pd.DataFrame:
    """The rows of an indicator's breakdown. Called for what an analyst asks for."""
    chosen = (table["indicator_id"] == indicator_id) & (table["breakdown"] == breakdown.value)
    return table[chosen].reset_index(drop=True)


def _find_published(release: Release, tables: Tables, speaker: Speaker, breakdown: Breakdown) -> PublishedBreakdownView:
    """An indicator's breakdown as it is published; `WrongUse` where the plan does not adopt it. Called in the public
    edition."""
    published = tables.published_breakdowns
    if published is None or breakdown.value not in speaker.adoption.breakdowns:
        raise _refuse_in_public(release, speaker.indicator_id, breakdown)
    return PublishedBreakdownView(speaker, breakdown, _select(published, speaker.indicator_id, breakdown))


def break_down(
    release: Release, tables: Tables, indicator_id: str, word: str
) -> BreakdownView | PublishedBreakdownView:
    """An indicator by what an analyst names, `koen` or `alder`. Called by `IndicatorView.by`.

    The public edition gives the breakdown as it is published. `WrongUse` for another word, for an indicator that is not
    of persons with that said of them, and in the public edition for one that the plan does not adopt; `Stop` where the
    confidential edition is not run, or where the extract of the figures was deleted before sex and age were kept.
    """
    breakdown, speaker = _parse_breakdown(word), Speaker(release, indicator_id)
    _stop_if_not_told_by(speaker, breakdown)
    if release.edition is Edition.PUBLIC:
        return _find_published(release, tables, speaker, breakdown)
    table = _select(tables.breakdowns, indicator_id, breakdown)
    if table.empty:
        raise Stop(
            f"»{speaker.indicator.title}« kan ikke deles efter {breakdown.name_da} i {release.half_year}.",
            place="Notesbogen",
            expected="et udtræk af personer, der er læst ind, efter at køn og alder blev gemt.",
            do="Læg udtrækket i data/raw igen, hvis det stadig må bruges, og kør halvåret i den fortrolige udgave.",
            ask="dataenheden.",
        )
    return BreakdownView(speaker, breakdown, table)
