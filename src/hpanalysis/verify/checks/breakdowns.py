"""opdelinger: the figures by sex and age band are those that the plan adopts, follow from the figures, and stand so on
the delaftaler's pages.

Whether a hidden group could be worked out is not examined again here, since that takes the program's solver: the
certificate says that it was. Checked is that a figure's groups are shown or hidden together, and all that can be
computed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from hpanalysis.published.breakdowns import GroupFigure, GroupKey, check_groups, format_group_address, parse_groups
from hpanalysis.published.figures import UNREADABLE
from hpanalysis.published.group_relations import relate_groups
from hpanalysis.published.known import Contradiction, Known, collect_shown_counts
from hpanalysis.published.names import BREAKDOWNS_CSV, FIGURES_CSV
from hpanalysis.published.relations import Relations, group_into_families
from hpanalysis.verify.checks.arithmetic import has_wrong_interval
from hpanalysis.verify.checks.on_pages.package_pages import PackagedPage, PackagedPages
from hpanalysis.verify.declared.declarations import Declarations
from hpanalysis.verify.opening.outcomes import Broken, Outcome, State, conclude, format_count, make_printable, quote
from hpanalysis.verify.opening.package import Package
from hpanalysis.verify.pages.breakdown_blocks import TOLD_BY, has_right_heads, make_block, read_blocks

NAME = "opdelinger"
_SOURCES = "hpanalysis.definitions.sources"
_SHARE = "share"
_UNREAD = "Planens adoption.csv er skrevet på en måde, som ikke læses her."
_NO_COLUMN = "breakdowns"
_SEXES = ("kvinde", "mand")
# What a row has of the figure that it divides.
_OF_FIGURE = ("window_start", "window_end", "latest", "unit")

Pair = tuple[str, str]  # an indicator and a breakdown


@dataclass(frozen=True)
class _Breakdowns:
    """The groups of a package, and what they are held against. Made once for each package that is verified."""

    package: Package
    declared: Declarations
    adopted: tuple[Pair, ...]  # in the plan's order
    rows: Mapping[GroupKey, GroupFigure]

    @cached_property
    def by_pair(self) -> dict[Pair, list[GroupFigure]]:
        """The rows of each breakdown of each indicator. Read by each part of the check."""
        found: dict[Pair, list[GroupFigure]] = {}
        for row in self.rows.values():
            found.setdefault((row.key[0], row.breakdown), []).append(row)
        return found

    def _describe(self, row: GroupFigure, wrong: str) -> str:
        """A Danish sentence about a row. Called for each that is wrong."""
        return f"{quote(BREAKDOWNS_CSV)}, {make_printable(format_group_address(row.group_key))}: {wrong}"

    def find_wrong_pairs(self) -> Iterator[str]:
        """A Danish sentence for each breakdown that is there and not adopted. Called once a package."""
        for indicator_id, breakdown in sorted(self.by_pair.keys() - set(self.adopted)):
            told = make_printable(f"{indicator_id}/{breakdown}")
            yield f"{quote(BREAKDOWNS_CSV)}, {told}: Planen udgiver ikke den opdeling."

    def find_wrong_rows(self) -> Iterator[str]:
        """A Danish sentence for each row that does not follow: from its own counts, from the figure that it divides,
        from the groups' names in the program. Called once a package."""
        package = self.package
        for failure in check_groups(package.half_year, self.rows, package.rows, package.definitions):
            fault = make_printable(failure.fault[0].upper() + failure.fault[1:])
            yield f"{quote(failure.file)}, {make_printable(failure.place)}: {fault}."
        for row in self.rows.values():
            figure, indicator = package.rows.get(row.key), package.definitions.indicators.get(row.key[0])
            if figure is None or indicator is None:
                continue  # told above
            if wrong := [name for name in _OF_FIGURE if row.cells[name] != figure.cells[name]]:
                yield self._describe(row, f"{quote(wrong[0])} er ikke den, der står i {quote(FIGURES_CSV)}.")
            if not (row.latest or row.key[1] == figure.cells["baseline_window"]):
                yield self._describe(row, "Perioden er hverken den seneste eller udgangspunktet.")
            ends = row.cells["lo"] or row.cells["hi"]
            if has_wrong_interval(row, indicator) if indicator.measure == _SHARE else ends:
                yield self._describe(row, "»lo« og »hi« er ikke intervallet om tallet.")
        yield from self._find_wrong_names()

    def _find_wrong_names(self) -> Iterator[str]:
        """A Danish sentence for each breakdown whose groups are not those that the package's program declares. Called
        once a package."""
        for (indicator_id, breakdown), rows in self.by_pair.items():
            named = {row.group: row.cells["group"] for row in rows}
            figure = self.package.rows.get(rows[0].key)
            source = "" if figure is None else figure.cells.get("sources", "").partition(" ")[0]
            module = f"{_SOURCES}.{source}"
            if len({(row.group, row.cells["group"]) for row in rows}) != len(named):
                told = None
            elif breakdown == "koen":
                told = f"sexes={_write_tuple([named.get(sex, '') for sex in _SEXES])}" if len(named) == 2 else None
            else:
                told = _declare_ages(named)
            if told is None or not self.declared.source.tells(module, told):
                place = make_printable(f"{indicator_id}/{breakdown}")
                yield f"{quote(BREAKDOWNS_CSV)}, {place}: Grupperne er ikke dem, som programmet har."

    def find_wrong_sums(self) -> Iterator[str]:
        """A Danish sentence for each family of figures whose groups cannot all be true beside them. Called once a
        package."""
        for family in group_into_families(self.package.definitions, self.package.rows):
            try:
                groups = relate_groups(family, self.package.definitions, self.rows)
                if not groups.relations:
                    continue
                own = Relations(family, self.package.definitions, [])
                windows = {key[1] for key in self.rows}
                relations = [one for name in sorted(windows) for one in own.relate_period(name, name)]
                Known(collect_shown_counts(family) | groups.shown, [*relations, *groups.relations])
            except Contradiction as contradiction:
                cells = " + ".join("/".join((one.of, one.period, one.place)) for one in contradiction.counts)
                yield f"{quote(BREAKDOWNS_CSV)}, {make_printable(cells, 300)}: Tallene kan ikke alle være rigtige."

    def find_wrong_blocks(self, pages: PackagedPages) -> Iterator[str]:
        """A Danish sentence for each page whose blocks are not those of opdelinger.csv. Called once a package; a page
        that is not written as the program writes it is told by the check `sideform`."""
        for page in pages.pages:
            if page.tree is None:
                continue
            wanted = {pair: make_block(*pair, self.by_pair.get(pair, ()), pages.facts) for pair in self._list_on(page)}
            found = list(read_blocks(page.tree))
            if Counter(heads.block for heads in found) != Counter(wanted.values()):
                yield f"{quote(page.name)}: Tal delt på køn eller aldersgruppe er ikke dem i {quote(BREAKDOWNS_CSV)}."
                continue
            for pair, block in wanted.items():
                heads = [one.heads for one in found if one.block == block]
                has_limits = self.package.definitions.indicators[pair[0]].measure == _SHARE
                if block.caption and not all(has_right_heads(one, self.by_pair[pair], has_limits) for one in heads):
                    yield f"{quote(page.name)}: Kolonnerne over »{make_printable(block.caption)}« er ikke tabellens."

    def _list_on(self, page: PackagedPage) -> list[Pair]:
        """The breakdowns that a page must have a block of: on a delaftale's page those of its indicators. Called for
        each page."""
        goals, adopted = self.declared.plan.table("delmaal.csv") or [], self.declared.plan.adoptions or {}
        agreement_of = {row["delmaal_id"]: row["agreement_id"] for row in goals}
        return [
            pair
            for pair in self.adopted
            if not page.of_year
            and page.file == f"delaftale-{agreement_of.get(adopted[pair[0]]['delmaal_id'], '')}.html"
        ]


def _write_tuple(parts: list[str]) -> str:
    """A tuple of texts as a Python file has it. Called for the names of the sexes."""
    return "(" + ", ".join(f'"{part}"' for part in parts) + ")"


def _declare_ages(named: Mapping[str, str]) -> str | None:
    """What a source's file says of the age bands with these ids and names; None where they are no bands that follow
    each other from the youngest to the oldest. Called for each breakdown by age."""
    firsts = sorted(int(group.partition("-")[0]) for group in named if group.partition("-")[0].isdigit())
    if not firsts or not all(group.partition("-")[0].isdigit() or group == f"-{firsts[0] - 1}" for group in named):
        return None
    wanted = {f"-{firsts[0] - 1}": f"under {firsts[0]} år", f"{firsts[-1]}-": f"{firsts[-1]} år og derover"}
    for first, following in pairwise(firsts):
        wanted[f"{first}-{following - 1}"] = f"{first}-{following - 1} år"
    if wanted != dict(named):
        return None
    return f"ages_from=({', '.join(map(str, firsts))}{',' if len(firsts) == 1 else ''})"


def _list_adopted(declared: Declarations) -> tuple[Pair, ...] | None:
    """The breakdowns that the plan in the package adopts, in its order; None where its file cannot be read. Called once
    for each package that is verified."""
    adoptions = declared.plan.adoptions
    if adoptions is None:
        return None
    pairs = []
    for key, row in adoptions.items():
        words = [word.strip().casefold() for word in row.get(_NO_COLUMN, "").split(";")]
        pairs += [(key, word) for word in TOLD_BY if word in words]
    return tuple(pairs)


def check(package: Package, declared: Declarations, pages: PackagedPages) -> Outcome:
    """The check `opdelinger`: whether the groups published are those that the plan adopts, follow from each other and
    from the figures, and stand on the pages as in the table. Called once for each package that is verified."""
    adopted = _list_adopted(declared)
    if adopted is None:
        return Outcome(NAME, State.NOT_CHECKED, _UNREAD)
    if (BREAKDOWNS_CSV in package.published) is not bool(adopted):
        wrong = "mangler" if adopted else "hører ikke til, for planen udgiver ingen opdelinger"
        raise Broken(f"{quote(BREAKDOWNS_CSV)} {wrong}.")
    try:
        rows = parse_groups(package.published_text(BREAKDOWNS_CSV)) if adopted else {}
    except UNREADABLE:
        raise Broken(f"{quote(BREAKDOWNS_CSV)} har ikke den form, som programmet skriver.") from None
    found = _Breakdowns(package, declared, adopted, rows)
    problems = [*found.find_wrong_pairs(), *found.find_wrong_rows(), *found.find_wrong_sums()]
    if not pages.why_unchecked:
        problems += found.find_wrong_blocks(pages)
    if not adopted:
        return conclude(NAME, problems, "Planen udgiver ingen tal delt på køn eller aldersgruppe.")
    told = format_count(len(rows), "tal for en gruppe følger", "tal for grupper følger")
    return conclude(NAME, problems, f"{told} af tallene for alle og står sådan på siderne.")
