"""Definitions and rows -> what holds between published counts: linear relations, rebuilt from published files alone.

Every relation says that a sum of counts, each times a coefficient, is nought, or is at least nought. Every count is at
least nought besides. What the printed values give (a percentage, an interval) follows from the counts of a shown row,
and a hidden row prints none; so counts are all there is to relate.

The protector has relations of its own (`disclose.linear_system`). These are written again from the definitions that are
published, and share no code with them: a relation the protector forgot, or wrote wrongly, would else be forgotten here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from hpanalysis.published.definitions import Definitions, Indicator
from hpanalysis.published.figures import Figure, Key, Month
from hpanalysis.published.periods import Piece, cut_into_pieces
from hpanalysis.published.places import Places, list_places

# What a relation comes from. The last two tie windows to each other, and hold only where no month was corrected between
# two deliveries.
AREAS, MUNICIPALITY, INDICATORS, COMPLEMENT = "områder", "kommune", "indikatorer", "restgruppe"
PERIODS, MONTHS = "perioder", "måneder"


class Count(NamedTuple):
    """A numerator or denominator that a row publishes, or that relations give though no row does. Relations are of
    these."""

    part: str  # numerator | denominator
    of: str  # the indicator of a numerator, the denominator_id of a denominator
    period: str  # a window, a piece of windows or a month
    place: str  # an area's id, or the name of a remainder without rows (`places`)


@dataclass(frozen=True)
class Relation:
    """The sum of coefficient times count is nought, or at least nought. Made by `Relations`; solved by `audit`. Areas a
    and b that make the total t are `a + b - t = 0`; a numerator x of n persons is `n - x >= 0`."""

    kind: str  # what it comes from, one of the words above
    equal: bool  # nought (True) or at least nought
    terms: tuple[tuple[Count, float], ...]


@dataclass(frozen=True)
class Family:
    """Indicators with one denominator, and their rows: no relation goes beyond them. Made by `group_into_families`."""

    id: str  # the denominator_id; for a count "antal:" and its key
    indicators: dict[str, Indicator]
    # Those of all the windows of its indicators, by series, window without a version, and area.
    rows: dict[Key, Figure]


def group_into_families(definitions: Definitions, rows: dict[Key, Figure]) -> list[Family]:
    """The indicators of the definitions in groups (families) by denominator_id, each group with its figures; a count
    without one is a family of its own. KeyError for a row whose indicator or window is not defined. Called for each
    folder that is audited or verified. rows: of indicators.csv, by key."""
    members: dict[str, dict[str, Indicator]] = {}
    for indicator_id, indicator in definitions.indicators.items():
        # Two counts share no denominator, so no relation could tie them to each other.
        family_id = indicator.denominator_id or f"antal:{indicator_id}"
        members.setdefault(family_id, {})[indicator_id] = indicator
    family_of = {indicator_id: family_id for family_id, indicators in members.items() for indicator_id in indicators}
    rows_of: dict[str, dict[Key, Figure]] = {}
    for (indicator_id, window, area), row in rows.items():
        series = definitions.find_series(indicator_id, window)
        if series is None:
            raise KeyError(indicator_id)
        rows_of.setdefault(family_of[series[0]], {})[(*series, area)] = row
    return [Family(family_id, indicators, rows_of.get(family_id, {})) for family_id, indicators in members.items()]


def make_sum(kind: str, whole: Count, parts: list[Count]) -> Relation:
    """The relation that the parts are together the whole. Called when the relations between published counts are
    listed, for areas, categories, sums of indicators, periods, and groups. kind: what the relation comes from, `AREAS`
    to `MONTHS`."""
    return Relation(kind, True, (*((part, 1.0) for part in parts), (whole, -1.0)))


def _make_not_more(kind: str, smaller: Count, larger: Count) -> Relation:
    """The relation that the smaller count is not more than the larger. Called for a numerator and its denominator, and
    for a part of another numerator, when the relations of published counts are listed. kind: what the relation comes
    from, a word of this module such as `COMPLEMENT`."""
    return Relation(kind, False, ((larger, 1.0), (smaller, -1.0)))


class Relations:
    """What is needed to list the relations between the counts of a family. Made once for each family of a folder, by
    `audit` and by `verify`."""

    def __init__(self, family: Family, definitions: Definitions, months: list[Month]) -> None:
        """Keep the family's months, and note whether any of its rows is hidden. Called once for each family (figures
        over one denominator) of a folder or package that is audited or verified. months: those published with a value;
        those of other families are passed over."""
        self.family, self.definitions = family, definitions
        by_key = {
            (definitions.find_series_of_month(month.indicator_id, month.month), month.area_id, month.month): month
            for month in months
        }
        self._months = {key: month for key, month in by_key.items() if key[0] in family.indicators}
        # With every row shown there is nothing to find out, so windows are tied to each other only where one is hidden.
        self._has_hidden = any(row.hidden for row in family.rows.values())

    def _list_places(self, indicator_id: str, window: str) -> Places:
        """The areas, wholes and remainders (a whole less its parts) of an indicator in a window. Called before the
        counts there are related, and when remainders without a row are listed."""
        rows = {key[2]: row for key, row in self.family.rows.items() if key[:2] == (indicator_id, window)}
        return list_places(self.definitions, self.family.indicators[indicator_id], rows)

    def _relate_places(self, places: Places, part: str, of: str, period: str) -> Iterator[Relation]:
        """The relations between areas and wholes: areas make the total, which is a part of the municipality. Called for
        each indicator's numerator and denominator in a period. part: numerator or denominator. of: the id of the
        indicator or of the denominator. period: a window, or a piece of time that windows share."""
        for addition in places.sums:
            kind = MUNICIPALITY if addition.whole == self.definitions.municipality else AREAS
            parts = [Count(part, of, period, place) for place in addition.parts]
            yield make_sum(kind, Count(part, of, period, addition.whole), parts)

    def _relate_indicator(self, indicator_id: str, period: str, place: str, there: set[str]) -> Iterator[Relation]:
        """What holds between an indicator and the others in one place (an area, whole or remainder): complement, sum
        and part. Called for each indicator and place of a period, a window or a piece of one. there: the ids of the
        indicators that have the place."""
        indicator = self.family.indicators[indicator_id]
        numerator = Count("numerator", indicator_id, period, place)
        if indicator.has_complement:
            yield _make_not_more(COMPLEMENT, numerator, Count("denominator", self.family.id, period, place))
        # A sum holds only with all its parts; a part is not more than its whole, whatever else is there.
        if indicator.sum_of and set(indicator.sum_of) <= there:
            parts = [Count("numerator", part, period, place) for part in indicator.sum_of]
            yield make_sum(INDICATORS, numerator, parts)
        for container in indicator.part_of:
            if container in there:
                yield _make_not_more(INDICATORS, numerator, Count("numerator", container, period, place))
        if indicator.overlap_of and set(indicator.overlap_of) <= there:
            yield self._relate_overlap(numerator, indicator.overlap_of)

    def _relate_overlap(self, common: Count, both: tuple[str, ...]) -> Relation:
        """The relation that two numerators, less what they have in common, are not more than what contains them: a
        numerator that both are parts of, or the denominator. Called for each numerator that counts what two others have
        in common."""
        wholes = [set(self.family.indicators[name].part_of) for name in both]
        shared = sorted(set.intersection(*wholes))
        whole = (
            Count("numerator", shared[0], *common[2:]) if shared else Count("denominator", self.family.id, *common[2:])
        )
        parts = [Count("numerator", name, *common[2:]) for name in both]
        return Relation(INDICATORS, False, ((whole, 1.0), *((part, -1.0) for part in parts), (common, 1.0)))

    def _relate_categories(self, period: str, place: str, there: set[str]) -> Iterator[Relation]:
        """The relations by which the indicators of a classification, together all categories of it, sum to the
        denominator; one for each classification whose indicators all have the place. Called for each place (an area,
        whole or remainder) of a period. there: the ids of the indicators that have the place."""
        members: dict[str, list[str]] = {}
        for indicator_id, indicator in self.family.indicators.items():
            if indicator.category_of:
                members.setdefault(indicator.category_of, []).append(indicator_id)
        for indicator_ids in members.values():
            # With one category missing, the others make no sum that is known.
            if set(indicator_ids) <= there:
                parts = [Count("numerator", indicator_id, period, place) for indicator_id in indicator_ids]
                yield make_sum(INDICATORS, Count("denominator", self.family.id, period, place), parts)

    def relate_period(self, period: str, window: str) -> Iterator[Relation]:
        """Every relation between the counts of one period (a window or a piece of windows): areas that add up to
        wholes, and indicators to each other. Called for each window, and for each piece of windows that share months.
        window: one that the period lies in, whose rows show which areas and remainders there are."""
        # Which indicators have a place is asked first of all of them, for a relation needs its every part.
        there: dict[str, set[str]] = {}
        for indicator_id, indicator in self.family.indicators.items():
            places = self._list_places(indicator_id, window)
            if indicator.counts_numerator:
                yield from self._relate_places(places, "numerator", indicator_id, period)
            if indicator.denominator_id is not None:
                yield from self._relate_places(places, "denominator", self.family.id, period)
            for place in places.all:
                there.setdefault(place, set()).add(indicator_id)
        for place, indicator_ids in there.items():
            for indicator_id in indicator_ids:
                yield from self._relate_indicator(indicator_id, period, place, indicator_ids)
            yield from self._relate_categories(period, place, indicator_ids)

    @property
    def _blocks_by_window(self) -> dict[str, tuple[str, ...]]:
        """Window -> its blocks (the pieces of time, such as months, that definitioner.json names for it), for all the
        family's windows with a row. Read when relations are listed."""
        # A window that is declared but has no row here has nothing to be related.
        with_rows = {(key[0], key[1]) for key in self.family.rows}
        return {
            name: window.blocks
            for indicator_id, indicator in self.family.indicators.items()
            for name, window in indicator.windows.items()
            if (indicator_id, name) in with_rows
        }

    def _list_counts(self, window: str) -> Iterator[tuple[str, str, str]]:
        """(part, of, place) of every count that a window has, as the fields of `Count`; a denominator comes once for
        each indicator over it. Called for each window that is cut into pieces because it shares time with another."""
        for indicator_id, indicator in self.family.indicators.items():
            for place in self._list_places(indicator_id, window).all:
                if indicator.counts_numerator:
                    yield "numerator", indicator_id, place
                if indicator.denominator_id is not None:
                    yield "denominator", self.family.id, place

    def _relate_pieces(self, pieces: list[Piece]) -> Iterator[Relation]:
        """Relations of the kind `PERIODS`: a window is the sum of its pieces, and within a piece everything holds that
        holds within a window. Called where the family has something hidden. pieces: the stretches of time that the
        family's windows consist of, each in one window or more."""
        by_window: dict[str, list[Piece]] = {}
        for piece in pieces:
            for window in piece.windows:
                by_window.setdefault(window, []).append(piece)
        for window, parts in by_window.items():
            # A denominator is listed once for each indicator over it, and summed once.
            for part, of, place in dict.fromkeys(self._list_counts(window)):
                counts = [Count(part, of, piece.name, place) for piece in parts]
                yield make_sum(PERIODS, Count(part, of, window, place), counts)
        for piece in pieces:
            # Where its windows have other counts than each other, a sum may lack a part within the piece.
            if len({frozenset(self._list_counts(window)) for window in piece.windows}) == 1:
                for relation in self.relate_period(piece.name, piece.windows[0]):
                    yield Relation(PERIODS, relation.equal, relation.terms)

    def _relate_months(self, period: str, window: str, blocks: tuple[str, ...]) -> Iterator[Relation]:
        """Yield that a period is the sum of its months, and that a month's printed value bounds its numerator by its
        denominator. Called for a family with something hidden: for each piece of time that windows share, and each
        window not cut into pieces. window: one that the period lies in, for its rows. blocks: the period's months."""
        for series, area in dict.fromkeys((key, area) for key, area, month in self._months if month in blocks):
            # Months say something of a window only where the window has a row for the same place. By a later rule the
            # month has no value of its own; what the earlier rule counts in it is a part.
            cut = [name for name in (series, *self._list_later(series)) if self._is_cut(name, window, area)]
            for name in cut:
                # Both are summed, for a month's value bounds the one by the other.
                for part, of in (("numerator", name), ("denominator", self.family.id)):
                    counts = [Count(part, of, f"måned {block}", area) for block in blocks]
                    yield make_sum(MONTHS, Count(part, of, period, area), counts)
            for block in blocks if cut else ():
                yield from self._bound_month(series, area, block, [name for name in cut if name != series])

    def _list_later(self, series: str) -> list[str]:
        """The series by a later rule that contains an indicator's series by the earlier one; empty for most. Called for
        each series with published months."""
        return [later for later, earlier in self.definitions.list_series_pairs() if earlier == series]

    def _is_cut(self, series: str, window: str, area: str) -> bool:
        """Whether a window's figure of an area is the sum of its months. Called before a period is cut into months."""
        return (series, window, area) in self.family.rows and self.family.indicators[series].by_month

    def _bound_month(self, series: str, area: str, block: str, containing: list[str]) -> Iterator[Relation]:
        """A month's numerator lies between the bounds of its printed value times its denominator; nothing without a
        value. Called for each month of a period. block: the month, `2024-10`. containing: the series by a later rule
        whose numerator of the month contains this one."""
        month = self._months.get((series, area, block))
        if month is not None:
            numerator = Count("numerator", series, f"måned {block}", area)
            denominator = Count("denominator", self.family.id, f"måned {block}", area)
            # numerator >= lo * denominator, and hi * denominator >= numerator: the month's value before it was rounded.
            yield Relation(MONTHS, False, ((numerator, 1.0), (denominator, -month.lo)))
            yield Relation(MONTHS, False, ((denominator, month.hi), (numerator, -1.0)))
            for larger in containing:
                yield _make_not_more(MONTHS, numerator, Count("numerator", larger, f"måned {block}", area))

    def list_cells_without_row(self) -> Iterator[Key]:
        """Yield the key of each remainder (a whole less its parts) that has no row, by indicator and window. Called
        when a family is examined, because the rows around a remainder may give it away, so it is asked about as hidden
        rows are."""
        for indicator_id, window in dict.fromkeys((key[0], key[1]) for key in self.family.rows):
            yield from ((indicator_id, window, place) for place in self._list_places(indicator_id, window).without_row)

    def list_differences(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield what figures counted again may differ from the figures by, and figures of heads from those within them:
        the later series (the larger), the earlier, the window, and each place that both have there. Called when a
        family is examined: the difference is a number of persons, or of their time, whatever the two are."""
        for later, earlier in (*self.definitions.list_series_pairs(), *self.definitions.list_nested_pairs()):
            if later in self.family.indicators and earlier in self.family.indicators:
                for window in dict.fromkeys(key[1] for key in self.family.rows if key[0] == later):
                    places = self._list_places(earlier, window).all
                    both = [place for place in self._list_places(later, window).all if place in places]
                    yield from ((later, earlier, window, place) for place in both)

    def list_all(self) -> list[Relation]:
        """Every relation of the family (the indicators over one denominator), each once; those between windows and
        months only if a figure of the family is hidden. Called once, when the family is audited, or a package with it
        is verified."""
        windows = self._blocks_by_window
        relations = [self.relate_period(window, window) for window in windows]
        if self._has_hidden:
            pieces = cut_into_pieces(windows)
            relations.append(self._relate_pieces(pieces))
            # A window that shares no month with another is cut into months as a whole.
            cut = {window for piece in pieces for window in piece.windows}
            uncut = [Piece(window, (window,), blocks) for window, blocks in windows.items() if window not in cut]
            relations += [
                self._relate_months(piece.name, piece.windows[0], piece.blocks) for piece in (*pieces, *uncut)
            ]
        # Several indicators give the same relation of the denominator they share.
        return list(dict.fromkeys(chain.from_iterable(relations)))
