"""A family of indicators in one window: which of its parts stand as published, and the counts that follow.

A figure stands if it is not corrected: it is published again as it was, though it is counted otherwise now.

An area, what is left of the total, and what is left of the municipality are the parts that a reader can tell apart.
A part stands if publishing it anew would tell of few persons in any indicator of the family. Total and municipality
are then put together of their parts again, so that every sum holds and no remainder tells what stands. If one of them
would itself differ by few persons from what was published, the whole family stands.

With k = 5, three areas were published with 30, 40 and 20 persons and are counted as 31, 50 and 20 now. The first stands
at 30, because 31 would tell of one person. The second is corrected to 50. The total becomes 100: with the 101 that are
counted, a reader would subtract the areas and have the one person after all.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field

from hpanalysis.corrections.ledger import CountPair
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.model import Indicator

Counts = dict[str, dict[str, CountPair]]  # indicator -> area -> counts


def name_families(declared: Mapping[str, Indicator]) -> dict[str, str]:
    """Indicator -> its family, named by its first member in the alphabet.

    Called when figures are put together that are corrected together or not at all (`standing`, `months`). Indicators
    are of one family if their relations join them (`Indicator.category_of`, `sum_of`, `part_of`): they are over one
    denominator, so the others tell a difference in one. If every pupil is in one of three kinds of school, two of the
    three shares tell the third. declared: all indicators by their keys.
    """
    family = {key: key for key in declared}
    for key in sorted(declared):
        joined = {family[other] for other in catalogue.find_related(key, declared)}
        # Families that this indicator joins become one, under the first of their names.
        family = {other: min(joined) if name in joined else name for other, name in family.items()}
    return family


@dataclass(frozen=True)
class FigureHistory:
    """The figure of an indicator, window and area: as it is counted now, and as it was published. Made by `standing`
    and `months` from the ledger of publications, and read by `Family`."""

    now: CountPair
    published: Mapping[Hashable, CountPair] = field(default_factory=dict)  # publication -> its number, where shown
    last: CountPair | None = None  # as published last; None if it was never shown
    before: CountPair | None = None  # as in the run of the latest publication, shown or not; None where not known

    @property
    def last_shown(self) -> CountPair:
        """The counts as published last; ValueError for a figure that was never shown. Read by `Family` where a total
        that was shown is compared with its parts."""
        if self.last is None:
            raise ValueError("the figure was never shown")
        return self.last

    @property
    def uncorrected(self) -> CountPair:
        """The counts to publish where the figure may not be corrected: as last shown; if it was hidden, as counted for
        its latest publication; if it is new, as counted now. Read by `Family` for each such figure."""
        # Shown: it stays as the reader knows it. Hidden: the numbers that the total then was made of, so that the total
        # can stay. Counted for the first time: there is nothing to protect it from.
        return self.last or self.before or self.now


def add_counts(left: CountPair, right: CountPair, sign: int = 1) -> CountPair:
    """The sum of two counts, or with sign -1 their difference; its denominator is None where either has none. Called
    when it is settled which figures stay as published, for sums and differences of areas, remainders and windows
    pooled."""
    denominator = None
    if left.denominator is not None and right.denominator is not None:
        denominator = left.denominator + sign * right.denominator
    return CountPair(left.numerator + sign * right.numerator, denominator)


def _add_all(first: CountPair, others: Iterable[CountPair], sign: int = 1) -> CountPair:
    """The first counts with all others added, or with sign -1 taken away. Called when what the areas' counts are moved
    by is added to their total or the municipality, and when it is worked out what these have without their areas."""
    for other in others:
        first = add_counts(first, other, sign)
    return first


@dataclass(frozen=True)
class Family:
    """The figures of a family of indicators in one window, those that have a number now.

    A figure, or a part of the sums, stands if it is published again as it was, though it is counted otherwise now: its
    correction would tell of fewer persons than may be told of. Made by `standing` for a window and by `months` for a
    month, each time a half-year is run; `settle_counts` says what is published.
    """

    figures: dict[str, dict[str, FigureHistory]]  # indicator -> area -> figure
    total: str  # the area that is the sum of the areas
    municipality: str  # the area that the total is a part of
    apart: frozenset[str]  # areas that are a part of neither (the country)
    # (indicator, area, counts before, counts now) -> whether the difference tells of few persons
    reveals_few: Callable[[str, str, CountPair, CountPair], bool]

    def _moves_by_few(self, indicator_id: str, area_id: str, now: CountPair) -> bool:
        """Whether the counts `now` differ by few persons (1 to k - 1) from any that were ever published of the figure.
        Called for each area, and for a whole (total or municipality) when its counts to publish are added up, to see
        whether the figure may be corrected. All publications count, because a reader may have kept the first. False for
        a figure that was never published."""
        # A set, because a figure that was published ten times alike is one number to be compared with.
        published = self.figures[indicator_id][area_id].published
        return any(self.reveals_few(indicator_id, area_id, before, now) for before in set(published.values()))

    def _list_parts(self, indicator_id: str, whole: str) -> list[str]:
        """The ids of the areas that are added up to a whole (total or municipality); for the municipality the total
        alone, where it has a figure. Called when a whole is put together, or when it is worked out what is left of it
        beside them. Where the whole was published, only parts that were published count, because a reader can subtract
        no others."""
        figures = self.figures[indicator_id]
        shown = [area for area, figure in figures.items() if figure.last is not None or figures[whole].last is None]
        # The municipality is the total and what is left, where the total is shown, and the single areas are in it.
        if whole == self.municipality and self.total in shown:
            return [self.total]
        return [area for area in shown if area not in (self.total, self.municipality, *self.apart)]

    def _compute_remainder(self, indicator_id: str, whole: str) -> tuple[CountPair, CountPair]:
        """What is left of a whole (total or municipality) when its published parts are taken away: as published last,
        and as counted now. Called to see whether correcting it would tell of few persons, and to move the whole back
        where it may not be corrected. ValueError for a whole that was not published."""
        figures, parts = self.figures[indicator_id], self._list_parts(indicator_id, whole)
        # Both from the same parts, so that the difference is that of what is left and of nothing else.
        before = _add_all(figures[whole].last_shown, (figures[part].last_shown for part in parts), -1)
        return before, _add_all(figures[whole].now, (figures[part].now for part in parts), -1)

    def _stands(self, indicator_id: str, area_id: str) -> bool:
        """Whether correcting an area's published figure of this indicator would tell of fewer than k persons: then it
        is published as before. Called for each indicator and area. For a whole (total or municipality) it is asked of
        what is left when its published areas are taken away; False if it was never shown."""
        figure = self.figures[indicator_id][area_id]
        # An area is looked at itself; a total only by what is left of it, because the areas in it may rightly move it.
        if area_id not in (self.total, self.municipality):
            return self._moves_by_few(indicator_id, area_id, figure.now)
        # What is left of a whole that was never shown was never known, so nothing new can tell of it.
        if figure.last is None:
            return False
        return self.reveals_few(indicator_id, area_id, *self._compute_remainder(indicator_id, area_id))

    def find_standing_parts(self) -> set[str]:
        """Ids of the areas whose figures are published again as they were, though they are counted otherwise now.

        Called first by `settle_counts`, which decides the counts to publish of a family (indicators over one
        denominator). The id of a whole (total or municipality) is in it if correcting the whole less all its areas
        would tell of few persons. An area that may not be corrected in one indicator is in it for all, because the
        others would give the difference away.
        """
        pairs = ((indicator_id, area) for indicator_id, figures in self.figures.items() for area in figures)
        return {area for indicator_id, area in pairs if self._stands(indicator_id, area)}

    def _settle_part(self, indicator_id: str, area_id: str, standing: set[str]) -> CountPair:
        """The counts to publish of an area (not total or municipality): as published if its id is in `standing` (areas
        that may not be corrected), else as counted now. Called for each indicator and area when a family is settled. An
        area that was never shown belongs to the total's remainder, whose id in `standing` is the total's."""
        figure = self.figures[indicator_id][area_id]
        # If an area that was never shown moved while what is left of the total stands, the total would not add up.
        unseen = figure.last is None and area_id not in self.apart and self.total in standing
        return figure.uncorrected if area_id in standing or unseen else figure.now

    def _settle_whole(
        self, indicator_id: str, whole: str, standing: set[str], settled: Mapping[str, CountPair]
    ) -> CountPair:
        """The counts to publish of a whole (total or municipality): as counted now, moved back with parts that stand.

        Called for each indicator after its areas are settled. standing: the ids of the areas that stand, that is, are
        published again as they were; the whole's own id is in it if what is left of the whole without its areas stands,
        and then the whole is moved back by that too. settled: area -> counts to publish, of the parts of this whole.
        """
        figures = self.figures[indicator_id]
        # A part that stands one person back takes the whole one person back with it.
        moves = (add_counts(settled[part], figures[part].now, -1) for part in self._list_parts(indicator_id, whole))
        counts = _add_all(figures[whole].now, moves)
        if whole not in standing or figures[whole].last is None:
            return counts
        # What is left of the whole stands too: it is moved back to what it was.
        before, now = self._compute_remainder(indicator_id, whole)
        return add_counts(counts, add_counts(before, now, -1))

    def _settle_indicator(self, indicator_id: str, standing: set[str]) -> dict[str, CountPair]:
        """Area -> the counts to publish of one indicator, the total's and the municipality's among them. Called by
        `settle_counts` for each indicator of the family (indicators over one denominator). standing: the ids of the
        areas that are published again as they were."""
        figures = self.figures[indicator_id]
        # Some indicators are delivered for a few places only, and then a whole is missing.
        wholes = [whole for whole in (self.total, self.municipality) if whole in figures]
        settled = {area: self._settle_part(indicator_id, area, standing) for area in figures if area not in wholes}
        for whole in wholes:  # the total first: the municipality is put together of it
            settled[whole] = self._settle_whole(indicator_id, whole, standing, settled)
        return settled

    def _remainder_reveals_few(self, indicator_id: str, whole: str, settled: Mapping[str, CountPair]) -> bool:
        """Whether what is left of a whole, when its shown areas are taken away, differs from what was left of it in any
        publication by some, but fewer than k, persons. Called by `_wholes_reveal_few` for total and municipality,
        because a reader can subtract too. settled: area -> the counts that are about to be published."""
        figures = self.figures[indicator_id]
        for publication, before in figures[whole].published.items():
            # A publication that hid an area left more over, so each publication has a remainder of its own.
            parts = [part for part in self._list_parts(indicator_id, whole) if publication in figures[part].published]
            then = _add_all(before, (figures[part].published[publication] for part in parts), -1)
            now = _add_all(settled[whole], (settled[part] for part in parts), -1)
            # Without parts what is left is the whole itself, which `_moves_by_few` has looked at.
            if parts and self.reveals_few(indicator_id, whole, then, now):
                return True
        return False

    def _wholes_reveal_few(self, indicator_id: str, settled: Mapping[str, CountPair]) -> bool:
        """Whether total or municipality, as about to be published, or what is left of it when its areas are taken away,
        tells of fewer than k persons beside what was published. Called by `settle_counts` for each indicator, as the
        last check. settled: area -> the counts about to be published."""
        return any(
            self._moves_by_few(indicator_id, whole, settled[whole])
            or self._remainder_reveals_few(indicator_id, whole, settled)
            for whole in (self.total, self.municipality)
            if whole in settled
        )

    def settle_counts(self) -> Counts:
        """The counts to publish, by indicator and area: as counted now, or as published before. Called in each run and
        by `hpanalysis check`, before disclosure control, for the family's figures of each window that is not pooled
        (`pooled`), and of each month (`months`). A figure is published as before if correcting it would tell of fewer
        than k persons, by itself or through a sum it is in."""
        standing = self.find_standing_parts()
        settled = {indicator_id: self._settle_indicator(indicator_id, standing) for indicator_id in self.figures}
        # Six more in one area and five fewer in another may both be corrected, but the total would move by one. Then
        # nothing of the family is corrected, because whichever part stood alone would show the one in another sum.
        if any(self._wholes_reveal_few(indicator_id, counts) for indicator_id, counts in settled.items()):
            return self.get_uncorrected_counts()
        return settled

    def get_uncorrected_counts(self) -> Counts:
        """The counts to publish, by indicator and area, where nothing of the family may be corrected: each figure as
        last shown; one never shown, as its latest publication's run counted it, or as counted now where that is not
        known. Called by `settle_counts` where a total or the municipality, or what is left of it without its areas,
        would tell of few persons, and by `pooled` for a window whose correction would let a figure pooled of several
        windows do so."""
        return {i: {area: figure.uncorrected for area, figure in areas.items()} for i, areas in self.figures.items()}
