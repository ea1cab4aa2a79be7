"""Every count of a family that is not told of: what it may be, under everything the folder publishes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from hpanalysis.audit import criterion
from hpanalysis.audit.intervals import Interval, Question, compute_intervals, has_solution
from hpanalysis.audit.system import System, build_systems
from hpanalysis.published.breakdowns import GroupFigure, GroupKey
from hpanalysis.published.definitions import Definitions, name_recounted
from hpanalysis.published.figures import HIDDEN, Figure, Key, Month
from hpanalysis.published.group_relations import relate_groups
from hpanalysis.published.known import Contradiction, Known, collect_shown_counts
from hpanalysis.published.reach.declared import ReachDefinitions
from hpanalysis.published.relations import MONTHS, PERIODS, Count, Family, Relation, Relations

NUMERATOR, REST, DENOMINATOR = "tæller", "restgruppe", "nævner"
DIFFERENCE = "forskel"  # between a figure counted again and the figure

Groups = Mapping[GroupKey, GroupFigure]  # the rows of opdelinger.csv, by key
NO_GROUPS: Groups = {}
_NO_REACH = ReachDefinitions(1)

# The solver's two ends of one value lie no further apart.
_ONE_VALUE = 1e-4

# The kinds of relation that are left out, in turn, where months corrected between two deliveries make the windows
# disagree: nothing, the months, and at last every tie between windows.
_LEFT_OUT: tuple[frozenset[str], ...] = (frozenset(), frozenset({MONTHS}), frozenset({MONTHS, PERIODS}))


@dataclass(frozen=True, kw_only=True)
class ExaminedCount:
    """A count that no row tells, and what it may be. Made by `Examination.examine`; the certificate counts them, and
    each that is not protected is a failure."""

    cell: Key  # indicator, window, place
    part: str  # tæller, restgruppe, nævner or forskel
    interval: Interval
    hidden: bool  # its cell is a row that is hidden; else a remainder that no row tells of
    exact: bool  # it can be one value only, and so is read rather than bounded
    most_per_person: int  # the most one person adds to it
    k: int | None = None  # the fewest persons of it that may be shown, where another number holds than the plan's

    def is_protected(self, k: int) -> bool:
        """Whether nobody can tell that the count is of few persons; called by the audit for each count that it has
        examined. k: the plan's, the fewest persons that may be shown. A remainder that can be worked out exactly is as
        good as published: it must be 0 or at least k, and as a denominator 0 or at least 2k."""
        # Of those who did not take part only that they are few may not be known: that there are some tells nothing.
        if self.k is not None and self.part in (REST, DIFFERENCE) and not (self.exact and not self.hidden):
            return criterion.may_be_many(self.interval, self.k)
        k = self.k or k
        # A row that is hidden may not be read at all; what is left of a total may, if it is large enough to be shown.
        if self.exact and not self.hidden:
            return not criterion.is_small(self.interval.lo, 2 * k if self.part == DENOMINATOR else k)
        return criterion.is_protected(self.interval, k, self.most_per_person)


@dataclass(frozen=True)
class ExaminedGroup:
    """A count of a group that no row tells, and what it may be. Made by `Examination.examine_groups`; each that is not
    protected is a failure."""

    key: GroupKey
    count: ExaminedCount
    known_without: bool  # the figures of all tell it, and no group does

    def is_protected(self, k: int) -> bool:
        """Whether no group tells that the count is of few persons; called by the audit for each. k: the fewest persons
        that may be shown."""
        return self.known_without or self.count.is_protected(k)


@dataclass(frozen=True)
class _AskedCount:
    """A count whose interval is asked for; made by `Examination`, and answered by `examine` with an `ExaminedCount`."""

    cell: Key
    part: str
    terms: Question
    hidden: bool
    most_per_person: int
    k: int | None = None  # where another number holds than the plan's


class Examination:
    """A family (published figures over one denominator) and the relations that its figures agree with, such as areas
    that add up to a total; `Contradiction` if they agree with none. Made by `audit` for each family of a folder, and
    asked once what its hidden counts may be."""

    def __init__(
        self,
        family: Family,
        definitions: Definitions,
        months: list[Month],
        groups: Groups = NO_GROUPS,
        *,
        with_groups: bool = True,
        reach: ReachDefinitions = _NO_REACH,
    ) -> None:
        """Find which relations hold between the figures of a family (indicators over one denominator, with their rows);
        those between windows are left out where they contradict each other. Called for each family of a folder under
        audit. months: the folder's monthly figures. groups: the figures by sex and age band; with_groups: whether a
        reader has them, for it is asked too what is known without. reach: the series of reach among the family's, and
        the k that holds for them. `Contradiction` if the figures disagree within a
        window."""
        self.family, self.definitions, self._months, self._groups = family, definitions, months, groups
        self._reach = reach
        related, shown = Relations(family, definitions, months), collect_shown_counts(family)
        divided = relate_groups(family, definitions, groups)
        self._group_places = divided.places
        self._cells_without_row = list(related.list_cells_without_row())
        of_all = related.list_all()
        relations = [*of_all, *divided.relations]
        self.of_all = dict(shown)  # what the figures of all persons show
        shown |= divided.shown if with_groups else {}
        self._differences = list(related.list_differences())
        # A stranger would do the same: where windows contradict each other, use only what cannot.
        for left_out in _LEFT_OUT:
            remaining = [relation for relation in relations if relation.kind not in left_out]
            try:
                self.known, self.systems = _build_solvable_systems(shown, remaining)
            except Contradiction:
                if left_out == _LEFT_OUT[-1]:
                    raise
                continue
            # Those of the figures of all persons, which are compared with other half-years'.
            self.relations_of_all = [relation for relation in of_all if relation.kind not in left_out]
            self.untied = left_out  # the kinds of relation between windows that had to be left out
            return

    def _list_counts(
        self, indicator_id: str, window: str, place: str, hidden: bool, period: str = ""
    ) -> Iterator[_AskedCount]:
        """Yield the counts of a cell that must be protected: numerator, complement, and a denominator that no row
        shows. Called when an audit works out what they may be, for each hidden row (hidden True), and for each
        remainder (a whole less its areas) that has no row (hidden False). place: an area id or a remainder's name.
        period: what relations call the window, where it is a group's."""
        indicator = self.family.indicators[indicator_id]
        # The three counts that the protector's rule is about.
        numerator = Count("numerator", indicator_id, period or window, place)
        denominator = Count("denominator", self.family.id, period or window, place)
        cell, most = (indicator_id, window, place), indicator.windows[window].most_per_person
        k = self._find_k(indicator_id)
        if indicator.counts_numerator:
            yield _AskedCount(cell, NUMERATOR, ((numerator, 1.0),), hidden, most, k)
        if indicator.has_complement:
            yield _AskedCount(cell, REST, ((denominator, 1.0), (numerator, -1.0)), hidden, most, k)
        if indicator.denominator_id is not None and denominator not in self.known.shown:
            yield _AskedCount(cell, DENOMINATOR, ((denominator, 1.0),), hidden, most, self._k_of_denominator)

    def _list_windows_inside(self, window: str) -> dict[str, int]:
        """The windows that lie within another, as 2023 in the pooled 2023..2025 -> the most that one person adds in
        each; empty where there are none. Called by `_has_many_inside` for each count of a hidden row. window: the
        longer one."""
        windows = {name: each for i in self.family.indicators.values() for name, each in i.windows.items()}
        whole = set(windows[window].blocks)
        return {name: each.most_per_person for name, each in windows.items() if set(each.blocks) < whole}

    def _has_many_inside(self, asked: _AskedCount) -> bool:
        """Whether a window within the count's pooled window is known to have k persons: they are in the pooled count
        too, which then needs no hiding. Called by `_list_asked` for each count of a hidden row."""
        for window, most in self._list_windows_inside(asked.cell[1]).items():
            # The same counts, of the shorter window.
            inside = [(count._replace(period=window), times) for count, times in asked.terms]
            if all(count in self.known.values for count, _ in inside):
                value = sum(times * self.known.values[count] for count, times in inside)
                if criterion.is_surely_not_small(Interval(value, value), self.definitions.k, most):
                    return True
        return False

    def _list_differing_counts(self) -> Iterator[_AskedCount]:
        """Yield what each figure counted again differs from the figure by, and each figure of heads from one within it:
        also where both are shown, a few persons may be between them. Called when an audit works out what hidden counts
        may be."""
        for later, earlier, window, place in self._differences:
            counts = [Count("numerator", series, window, place) for series in (later, earlier)]
            most = self.family.indicators[later].windows[window].most_per_person
            is_again = (later, earlier) in self.definitions.list_series_pairs()
            cell = (earlier, name_recounted(window, later) if is_again else window, place)
            yield _AskedCount(
                cell, DIFFERENCE, ((counts[0], 1.0), (counts[1], -1.0)), False, most, self._find_k(earlier)
            )

    def _has_many_by_other_rule(self, asked: _AskedCount, series: str, window: str) -> bool:
        """Whether a hidden row's count contains one that a shown row tells to be of k or more, counted by another rule:
        the numerator by the earlier rule is a part of the one by the later, and of the complements the other way round.
        Then the count is not small, and what they differ by is asked instead (`_list_differing_counts`). Called for
        each count of a hidden row."""
        for later, earlier in self.definitions.list_series_pairs():
            contained = {NUMERATOR: (later, earlier), REST: (earlier, later)}.get(asked.part)
            if contained is not None and contained[0] == series:
                row = self.family.rows.get((contained[1], window, asked.cell[2]))
                if row is not None and row.shown and _read_count(row, asked.part) >= self.definitions.k:
                    return True
        return False

    def _list_asked(self) -> Iterator[_AskedCount]:
        """Yield each count whose least and most are to be worked out: those of every hidden row, and of every remainder
        (a whole less its areas) that has no row. A pooled count is left out where a shorter window within it is known
        to have k persons, because it is then not small. Called by `examine`, once for each family of indicators."""
        for key, row in self.family.rows.items():
            if row.hidden:
                # A pooled window of k persons and more is left out: hiding a year beside it does not make it small.
                counts = self._list_counts(*key, hidden=True)
                small = (asked for asked in counts if not self._has_many_by_other_rule(asked, *key[:2]))
                for asked in small:
                    if not self._has_many_inside(asked):
                        # Named as the row of indicators.csv is, whose window tells that it is counted again.
                        yield replace(asked, cell=row.key)
        for key in self._cells_without_row:
            yield from self._list_counts(*key, hidden=False)
        yield from self._list_differing_counts()

    @cached_property
    def _system_of(self) -> dict[Count, System]:
        """Unknown count -> the system of equations that it is in; a count in no relation has no entry. Read by
        `examine` for each count whose least and most are asked for."""
        return {count: system for system in self.systems for count in system.counts}

    def examine(self) -> list[ExaminedCount]:
        """The least and the most that each hidden count, and each remainder of a total that has no row, may be by all
        that is published; a hidden count of a pooled window with k persons known in a shorter one is left out. Called
        by `audit._examine_family` once for each family (figures over one denominator). For a count that follows from
        others the two are equal; a count in no relation is from 0 without end."""
        return self._answer(list(self._list_asked()))

    def examine_groups(self) -> list[ExaminedGroup]:
        """The least and the most that each hidden count of a group may be, and each that is left of a whole; empty
        where no figure is divided. Called by `audit._examine_family` once for each family. Beside each stands whether
        it is known without any group, as where nobody at all is in the numerator: then no group tells it."""
        asked = [
            (place.key, one)
            for place in self._group_places
            for one in self._list_counts(*place.key[:3], place.hidden, place.period)
        ]
        now = self._answer([one for _, one in asked])
        then = now
        if not all(one.is_protected(self.definitions.k) for one in now):
            without = Examination(self.family, self.definitions, self._months, self._groups, with_groups=False)
            then = without._answer([one for _, one in asked])
        return [
            ExaminedGroup(key, one, known_without=before is not one and before.exact)
            for (key, _), one, before in zip(asked, now, then, strict=True)
        ]

    def _find_k(self, series: str) -> int | None:
        """The fewest persons that may be shown of a series of reach; None for an indicator's, of which the plan's k
        holds. Called for each count that is asked for."""
        return self._reach.k if series in self._reach.series else None

    @property
    def _k_of_denominator(self) -> int | None:
        """The fewest persons that may be shown of a denominator that only series of reach have; None for one that an
        indicator has too. Read for each denominator that is asked for."""
        return self._reach.k if set(self.family.indicators) <= set(self._reach.series) else None

    def find_unprotected(self, counts: list[ExaminedCount], k: int) -> list[ExaminedCount]:
        """Those of the examined counts that are not protected. Called by `audit._examine_family`. k: the plan's. A
        count of reach that is bounded by the indicators' figures as closely as with the reach beside them is left out:
        reach tells nothing of it, and the indicators' own rule is asked of their own counts."""
        failing = [count for count in counts if not count.is_protected(k)]
        if not failing or not any(series in self._reach.series for series, _, _ in self.family.rows):
            return failing
        without = self._examine_without_reach()
        return [count for count in failing if not _is_known_without(count, without)]

    def _examine_without_reach(self) -> dict[tuple[Key, str], ExaminedCount]:
        """What the family's counts may be where every row of reach is hidden, by cell and part. Called where a count is
        not protected."""
        rows = {
            key: replace(row, status=HIDDEN, numerator=None, denominator=None) if key[0] in self._reach.series else row
            for key, row in self.family.rows.items()
        }
        family = Family(self.family.id, self.family.indicators, rows)
        blind = Examination(family, self.definitions, self._months, self._groups, reach=self._reach)
        return {(count.cell, count.part): count for count in blind.examine()}

    def _answer(self, every: list[_AskedCount]) -> list[ExaminedCount]:
        """What each of these counts may be, in their order. Called for the family's own counts, and for its groups'."""
        questions = []
        intervals: dict[int, Interval] = {}
        values = self.known.values
        for number, asked in enumerate(every):
            unknown = tuple((count, times) for count, times in asked.terms if count not in values)
            fixed = sum(times * values[count] for count, times in asked.terms if count in values)
            # One relation after another has given every count of it (`known`): it can be read.
            if not unknown:
                intervals[number] = Interval(fixed, fixed)
            elif any(count not in self._system_of for count, _ in unknown):
                intervals[number] = Interval(0.0, None)  # no relation says anything of it
            else:
                # All unknown counts of one cell hang together by its own complement, so one system answers.
                questions.append((number, self._system_of[unknown[0][0]], unknown, fixed))
        free = compute_intervals([(system, unknown) for _, system, unknown, _ in questions])
        for (number, _, _, fixed), interval in zip(questions, free, strict=True):
            hi = None if interval.hi is None else interval.hi + fixed
            intervals[number] = Interval(interval.lo + fixed, hi)
        return [
            ExaminedCount(
                cell=asked.cell,
                part=asked.part,
                interval=intervals[number],
                hidden=asked.hidden,
                # Least and most are the same but for the solver's last digits.
                exact=intervals[number].width <= _ONE_VALUE,
                most_per_person=asked.most_per_person,
                k=asked.k,
            )
            for number, asked in enumerate(every)
        ]


def _is_known_without(count: ExaminedCount, without: Mapping[tuple[Key, str], ExaminedCount]) -> bool:
    """Whether as much is known of a count of reach without any reach. Called for each count that is not protected.
    without: what the counts may be then. An indicator's own count is not excused."""
    before = without.get((count.cell, count.part))
    if before is None or count.k is None:
        return False
    ends = [(before.interval.lo, count.interval.lo), (before.interval.hi, count.interval.hi)]
    return all(a == b or (a is not None and b is not None and abs(a - b) <= _ONE_VALUE) for a, b in ends)


def _read_count(row: Figure, part: str) -> float:
    """A shown row's numerator, or for REST its complement. Called for a row that shows the same figure by another
    rule."""
    numerator = row.require_numerator()
    return float(numerator if part == NUMERATOR else row.require_denominator() - numerator)


def _build_solvable_systems(shown: dict[Count, float], relations: list[Relation]) -> tuple[Known, list[System]]:
    """The counts that follow from those shown, and the systems of equations of the others; `Contradiction` if they
    cannot all hold. Called when a family (indicators over one denominator) is audited: with all relations first, then
    with ever fewer of those between windows, until they can hold."""
    # What one relation alone gives is settled first; the solver gets the rest, which is far smaller.
    known = Known(shown, relations)
    systems = build_systems(known)
    if not all(has_solution(system) for system in systems):
        raise Contradiction()
    return known, systems
