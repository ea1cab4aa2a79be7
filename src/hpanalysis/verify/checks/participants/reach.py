"""deltagere: deltagere.csv and forloeb.csv are there where the plan follows activities, of just these, and follow from
their own counts, from indicators.csv, and from what program and plan declare.

Whether a hidden count could be worked out is not examined again here, since that takes the program's solver: the
certificate says that it was. Checked is all that can be computed, and that definitioner.json relates the counts as the
declarations do, which is what the auditor went by.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from hpanalysis.published.failures import Failure
from hpanalysis.published.figures import HIDDEN, NO_PERSONS, NUMBERS, UNREADABLE
from hpanalysis.published.known import Contradiction, Known, collect_shown_counts
from hpanalysis.published.names import COURSES_CSV, DEFINITIONS_JSON, MANIFEST_JSON, REACH_CSV
from hpanalysis.published.reach.checks import check_courses, check_reach
from hpanalysis.published.reach.declared import ReachDefinitions, add_reach, parse_reach
from hpanalysis.published.reach.rows import ReachKey, ReachRow, make_figures, parse_reach_rows
from hpanalysis.published.relations import Relations, group_into_families
from hpanalysis.verify.declared.declarations import Declarations
from hpanalysis.verify.declared.followed import find_participants_k, list_sources_of, read_followed
from hpanalysis.verify.opening.outcomes import Broken, Outcome, State, conclude, format_count, make_printable, quote
from hpanalysis.verify.opening.package import Package
from hpanalysis.verify.remake.participants.courses import find_wrong_courses
from hpanalysis.verify.remake.participants.model import BY_AGE, FollowedActivity
from hpanalysis.verify.remake.participants.reach import Named, WantedReach, find_wrong_cells, list_wanted
from hpanalysis.verify.remake.participants.series import find_wrong_denominators, make_series, make_sums

NAME = "deltagere"
_LIST = "deltagere"  # the extract with the courses
_UNREAD = "Pakkens program eller plan er skrevet på en måde, som ikke læses her."
_NOBODY = "Planen følger ingen aktiviteters deltagere."
_NO_LIST = "Der er ingen liste over deltagere fra halvåret."
_FORM = "har ikke den form, som programmet skriver"


def has_list(package: Package) -> bool:
    """Whether the half-year's run had a list of participants, by the manifest's extracts. Called by the checks of
    participants, for a half-year without a list tells nothing of them."""
    extracts = package.published_json(MANIFEST_JSON)["inputs"]["extracts"]
    return f"{package.half_year}/{_LIST}" in extracts


def describe_columns(names: Sequence[str]) -> str:
    """The columns of a row that are wrong, in Danish. Called for each such row."""
    told = ", ".join(quote(name) for name in names)
    return f"Kolonnen {told}" if len(names) == 1 else f"Kolonnerne {told}"


@dataclass(frozen=True)
class _Participants:
    """Both files of a package, and what they are held against. Made once for each package that is verified and has
    them."""

    package: Package
    declared: Declarations
    activities: Sequence[FollowedActivity]  # that the plan follows, in its order
    rows: Mapping[ReachKey, ReachRow]
    courses: Sequence[Mapping[str, str]]
    reach: ReachDefinitions
    k: int | None  # the fewest participants that are told of, by the plan; None where that is not read

    @cached_property
    def wanted(self) -> dict[str, WantedReach]:
        """Activity -> the rows that it must have, of those with a target group. Read by each part of the check."""
        definitions = self.package.definitions
        return list_wanted(self.activities, self.package.half_year, definitions.areas, definitions.total or "")

    @cached_property
    def by_activity(self) -> dict[str, list[ReachRow]]:
        """The rows of each activity, in the file's order. Read by each part of the check."""
        found: dict[str, list[ReachRow]] = {}
        for row in self.rows.values():
            found.setdefault(row.key[0], []).append(row)
        return found

    @cached_property
    def told(self) -> dict[str, WantedReach]:
        """Activity -> the rows that it must have, of those that have any; without age bands where it has none of them.
        Read for its rows and its series."""
        return {
            activity_id: wanted if any(row.key[2] == BY_AGE for row in rows) else wanted.without_ages
            for activity_id, rows in self.by_activity.items()
            if (wanted := self.wanted.get(activity_id)) is not None
        }

    @property
    def _is_anew(self) -> bool:
        """Whether the half-year is published again. Such a one repeats the rows that it told first, also where the plan
        follows more activities now. Asked before an activity is missed."""
        return sum(entry["half_year"] == self.package.half_year for entry in self.package.log) > 1

    def find_wrong_activities(self) -> Iterator[str]:
        """A Danish sentence for each activity that is missing or too many in one of the files, or out of the plan's
        order. Called once a package."""
        for file, found, wanted in (
            (
                REACH_CSV,
                [activity_id for activity_id, _ in groupby(row.key[0] for row in self.rows.values())],
                self.wanted,
            ),
            (COURSES_CSV, [row["activity_id"] for row in self.courses], [one.activity_id for one in self.activities]),
        ):
            for activity_id in sorted(set(found) - set(wanted)):
                yield f"{quote(file)}, {make_printable(activity_id)}: Planen følger ikke den aktivitet."
            known = [activity_id for activity_id in found if activity_id in wanted]
            if known != [activity_id for activity_id in wanted if activity_id in known]:
                yield f"{quote(file)}: Aktiviteterne står ikke i planens rækkefølge, hver én gang."
            for activity_id in () if self._is_anew else sorted(set(wanted) - set(found)):
                if file == COURSES_CSV or self._was_delivered(self.wanted[activity_id]):
                    yield f"{quote(file)}, {make_printable(activity_id)}: Aktiviteten mangler."

    def _was_delivered(self, wanted: WantedReach) -> bool:
        """Whether the extract of a target group surely came for its window: another activity's group was found in it,
        or a figure is told of it. Called for each activity without rows, for the group is not found without one."""
        target = wanted.target
        others = (one.target for one in self.told.values())
        if any((one.source, one.window) == (target.source, target.window) for one in others):
            return True
        of = list_sources_of(self.declared, target.window)
        return any(
            of.get(key[0]) == target.source and key[1] == wanted.span.id and row.status in {*NUMBERS, HIDDEN}
            for key, row in self.package.rows.items()
        )

    def find_wrong_rows(self) -> Iterator[str]:
        """A Danish sentence for each row of deltagere.csv that is not among those of its activity, has other cells than
        these, or numbers that do not follow. Called once a package."""
        for activity_id, wanted in self.told.items():
            rows = self.by_activity[activity_id]
            named = tuple(Named(row.key[2], row.key[3], row.cells["group"], row.key[4]) for row in rows)
            if named != wanted.rows:
                yield (
                    f"{quote(REACH_CSV)}, {make_printable(activity_id)}: Områder og grupper er ikke dem, som plan og"
                    " program har, i deres rækkefølge."
                )
            for row in rows:
                wrong = [name for name, cell in wanted.cells.items() if row.cells[name] != cell]
                wrong += find_wrong_cells(row.cells)
                wrong += self._find_wrong_size(row, wanted)
                if wrong:
                    columns = describe_columns(list(dict.fromkeys(wrong)))
                    yield f"{quote(REACH_CSV)}, {make_printable(row.address)}: {columns} følger ikke."
        half_year, definitions = self.package.half_year, self.package.definitions
        for failure in check_reach(half_year, self.rows, self.package.rows, definitions, self.reach):
            yield _describe(failure)

    def _find_wrong_size(self, row: ReachRow, wanted: WantedReach) -> Iterator[str]:
        """The column of a row whose target group is counted by an indicator, if it is another size than the figure has:
        a row with the number beside a figure without one, or of nobody beside a figure of somebody. Called for each
        row."""
        if not wanted.target.same_as or row.key[2] or row.hidden:
            return
        figure = self.package.rows.get((wanted.target.same_as, wanted.span.id, row.key[4]))
        if figure is None or not figure.shown or figure.numerator != row.members:
            yield "status" if row.status == NO_PERSONS else "members"

    def find_wrong_definitions(self) -> Iterator[str]:
        """A Danish sentence for each thing that definitioner.json says of reach otherwise than plan and program. Called
        once a package."""
        told: Any = self.package.definitions.reach
        place = quote(DEFINITIONS_JSON)
        if self.k is not None and told["k"] != self.k:
            yield f"{place}: Den mindste gruppe af deltagere er ikke planens."
        series = make_series(self.told.values())
        for name in sorted(series.keys() ^ told["series"].keys()):
            how = "mangler" if name in series else f"hører ikke til noget i {quote(REACH_CSV)}"
            yield f"{place}: {quote(name)} {how}."
        wrong = find_wrong_denominators(self.told.values(), told["series"], self.package.definitions)
        for name, one in series.items():
            written = told["series"].get(name)
            if written is not None and (name in wrong or one != {part: written[part] for part in one}):
                yield f"{place}: {quote(name)} er ikke, som pakkens program og plan siger."
        if told["sums"] != make_sums(self.told.values()):
            yield f"{place}: Summerne af aldersgrupper er ikke dem, som pakkens program og plan har."

    def find_wrong_sums(self) -> Iterator[str]:
        """A Danish sentence for each family of counts that cannot all be true together: those of reach among the
        figures over the same denominator. Called once a package."""
        related = add_reach(self.package.definitions, self.reach)
        try:
            figures = {**self.package.rows, **make_figures(self.rows.values(), self.reach)}
        except KeyError:
            return  # a series or a window that definitioner.json lacks, which is told above
        for family in group_into_families(related, figures):
            if not any(name in self.reach.series for name in family.indicators):
                continue
            try:
                # How windows hang together in time is asked of the figures alone, by the check `regnestykker`.
                relations = Relations(family, related, [])
                windows = sorted({key[1] for key in family.rows})
                Known(
                    collect_shown_counts(family),
                    [one for window in windows for one in relations.relate_period(window, window)],
                )
            except Contradiction as contradiction:
                cells = " + ".join("/".join((one.of, one.period, one.place)) for one in contradiction.counts)
                yield f"{quote(REACH_CSV)}, {make_printable(cells, 300)}: Tallene kan ikke alle være rigtige."

    def find_wrong_courses(self) -> Iterator[str]:
        """A Danish sentence for each row of forloeb.csv that is not of its form, or does not fit itself or the reach.
        Called once a package."""
        for row in self.courses:
            if wrong := list(find_wrong_courses(row)):
                place = make_printable(row["activity_id"])
                yield f"{quote(COURSES_CSV)}, {place}: {describe_columns(wrong)} har ikke programmets form."
        k = self.reach.k if self.k is None else self.k
        total = self.package.definitions.total
        for failure in check_courses(self.package.half_year, self.courses, self.rows, total, k):
            yield _describe(failure)


def _describe(failure: Failure) -> str:
    """What is wrong in one of the files, as a Danish sentence. Called for each failure that the rules of `published`
    give."""
    fault = make_printable(failure.fault[0].upper() + failure.fault[1:])
    where = f" ({make_printable(failure.where)})" if failure.where else ""
    return f"{quote(failure.file)}, {make_printable(failure.place)}: {fault}{where}."


def _find_wrong_files(package: Package, is_followed: bool, is_listed: bool) -> Iterator[str]:
    """A Danish sentence for each of both files that is missing, or there without what it would tell of. Called once
    for each package that is verified."""
    for file in (REACH_CSV, COURSES_CSV):
        if (file in package.published) is (is_followed and is_listed):
            continue
        if file not in package.published:
            yield f"{quote(file)} mangler, for halvåret har en liste over deltagere."
        else:
            why = _NO_LIST if is_followed else _NOBODY
            yield f"{quote(file)} hører ikke til. {why}"


def _read(package: Package, declared: Declarations, activities: Sequence[FollowedActivity]) -> _Participants:
    """Both files and what is said of them; `Broken` where one is not of its form. Called for each package with a list
    of participants."""
    told = package.definitions.reach
    if told is None:
        raise Broken(f"{quote(DEFINITIONS_JSON)} siger ikke, hvad tallene i {quote(REACH_CSV)} er.")
    try:
        reach = parse_reach(told)
    except UNREADABLE:
        raise Broken(f"{quote(DEFINITIONS_JSON)} {_FORM}.") from None
    try:
        rows = parse_reach_rows(package.published_text(REACH_CSV))
        courses = package.table(COURSES_CSV)
        if any(None in row or None in row.values() for row in courses):
            raise ValueError
    except UNREADABLE:
        raise Broken(f"{quote(REACH_CSV)} eller {quote(COURSES_CSV)} {_FORM}.") from None
    return _Participants(package, declared, activities, rows, courses, reach, find_participants_k(declared))


def check(package: Package, declared: Declarations) -> Outcome:
    """The check `deltagere`: whether what is published of who took part is of the activities that the plan follows, and
    follows from itself, from the figures, and from the declarations. Called once for each package that is verified."""
    activities = read_followed(declared)
    if activities is None:
        return Outcome(NAME, State.NOT_CHECKED, _UNREAD)
    is_listed = bool(activities) and has_list(package)
    problems = list(_find_wrong_files(package, bool(activities), is_listed))
    if not is_listed and package.definitions.reach is not None:
        problems.append(f"{quote(DEFINITIONS_JSON)} siger noget om {quote(REACH_CSV)}, som der ikke er noget af.")
    if problems or not is_listed:
        return conclude(NAME, problems, _NO_LIST if activities else _NOBODY)
    found = _read(package, declared, activities)
    wrong = [*found.find_wrong_activities(), *found.find_wrong_definitions(), *found.find_wrong_rows()]
    wrong += [*found.find_wrong_sums(), *found.find_wrong_courses()]
    shown = sum(row.shown for row in found.rows.values())
    told = format_count(shown, "dækning følger", "dækninger følger")
    followed = format_count(len(activities), "fulgt aktivitet", "fulgte aktiviteter")
    return conclude(NAME, wrong, f"{told} af sine antal, og rækkerne er dem, som {followed} giver.")
