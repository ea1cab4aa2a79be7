"""What is wrong with a group's n, in words: which areas, why, and what the figures must then be."""

from __future__ import annotations

from collections.abc import Iterable

from hpanalysis import danish
from hpanalysis.audit_table.counts.groups import Group
from hpanalysis.audit_table.counts.sizes import AreaSizes, Explanation, explain_sizes, find_copy_of_municipality
from hpanalysis.audit_table.counts.system import Ranges
from hpanalysis.audit_table.table import words
from hpanalysis.audit_table.table.figures import PrintedCell
from hpanalysis.audit_table.table.findings import Finding, FindingKind, find_smallest_group
from hpanalysis.audit_table.table.possible_counts import PossibleCounts
from hpanalysis.tables import Answer


def name_group(group: Group) -> str:
    """The group's indicators and window: `»A«, »B« og »C« (2023)`."""
    labels = [group.known.label(indicator) for indicator in group.indicators]
    return f"{danish.join_words(labels)} ({words.shorten_window(group.window)})"


def find_differing_sizes(group: Group) -> list[Finding]:
    """Areas where one group of persons is printed with more than one n."""
    found = []
    for area, printed in group.printed_sizes.items():
        if len(printed) < 2:
            continue
        said = [
            f"{words.describe_value(f, group.known)} ({group.known.label(f.indicator)})"
            for f in group.in_area(area)
            if f.n
        ]
        reasoning = (
            f"{group.known.areas.name(area)}, {words.shorten_window(group.window)}: Tallene er andele af de samme personer, "
            f"men er trykt med forskellige nævnere: {danish.join_words(said)}."
        )
        must_be = (
            f"Flest af dem er trykt med nævneren {danish.format_number(group.sizes[area])}."
            if area in group.sizes
            else ""
        )
        cells = tuple(f.cell("n_as_printed") for f in group.in_area(area) if f.n is not None)
        found.append(Finding(FindingKind.SIZE_DIFFERS, Answer.CONTRADICTED, cells, reasoning, "", must_be))
    return found


def _list_n_cells(group: Group, areas: Iterable[str]) -> tuple[PrintedCell, ...]:
    return tuple(f.cell("n_as_printed") for area in areas for f in group.in_area(area) if f.n is not None)


def _describe_sum(sizes: AreaSizes) -> str:
    group, areas = sizes.group, sizes.group.known.areas
    added = " + ".join(danish.format_number(group.sizes[area]) for area in sizes.parts)
    return (
        f"{name_group(group)}: {areas.name(sizes.total)} er trykt med nævneren "
        f"{danish.format_number(group.sizes[sizes.total])}, men områdernes nævnere er {added} = "
        f"{danish.format_number(sizes.sum)}."
    )


def _count_decimals(group: Group, indicator: str) -> int:
    return max((f.value.decimals for (own, _), f in group.figures.items() if own == indicator and f.value), default=0)


def _describe_total(
    sizes: AreaSizes, solved: Ranges, without: tuple[str, ...] = ()
) -> tuple[list[str], list[tuple[int, int]]]:
    """Each indicator's figure for all the areas but `without`, in words; the counts it tells of."""
    group, said, told = sizes.group, [], []
    for indicator in group.indicators:
        own = [solved[v] for v in solved if v[0] == indicator and v[1] in sizes.parts and v[1] not in without]
        n = sizes.sum - sum(group.sizes[area] for area in without)
        if len(own) == len(sizes.parts) - len(without):
            possible = PossibleCounts(sum(c.least for c in own), sum(c.greatest for c in own))
            said.append(
                f"{group.known.label(indicator)} {words.describe_counts_out_of(possible, n, _count_decimals(group, indicator))}"
            )
            told += [(possible.least, n), (possible.greatest, n)]
    return said, told


def _report_left_out(sizes: AreaSizes, explained: Explanation, others: list[Explanation]) -> Finding:
    """others: further mistakes that would explain the same."""
    group, names = sizes.group, sizes.group.known.areas
    out = danish.join_words(names.name(area) for area in explained.areas)
    less = sum(group.sizes[area] for area in explained.areas)
    reasoning = words.join_sentences(
        _describe_sum(sizes),
        f"Forskellen er {danish.format_number(less)}, og det er netop nævneren for {out}.",
        f"Uden {out} passer også antallet af personer bag hver procent.",
        f"Totalen er {'efter alt at dømme' if others else 'altså'} regnet uden {out}.",
    )
    without, told_without = _describe_total(sizes, explained.solved, explained.areas)
    right, told = _describe_total(sizes, explained.solved)
    derived = f"Uden {out} er områderne tilsammen: {'; '.join(without)}. Det er det, der er trykt som totalen."
    must_be = words.join_sentences(
        f"Med alle områder er totalen: {'; '.join(right)}.",
        f"Det kunne også forklares ved, at {danish.join_words(_describe_explanations(group, others)[0], 'eller')}."
        if others
        else "",
    )
    left = [
        (count, group.sizes[v[1]])
        for v, possible in explained.solved.items()
        if v[1] in explained.areas
        for count in (possible.least, possible.greatest)
    ]
    return Finding(
        FindingKind.TOTAL_LEAVES_OUT,
        Answer.CONTRADICTED,
        _list_n_cells(group, (sizes.total, *explained.areas)),
        reasoning,
        derived,
        must_be,
        # What is left out can be had by subtraction.
        find_smallest_group([*told, *told_without, *left]),
    )


def _describe_area(group: Group, area: str, explained: Explanation) -> tuple[list[str], list[tuple[int, int]]]:
    """What an area's figures must be, in words; the counts they tell of."""
    said, told, n = [], [], explained.sizes[area]
    for (indicator, own), possible in explained.solved.items():
        if own == area:
            figure = words.describe_counts_out_of(possible, n, _count_decimals(group, indicator))
            said.append(f"{group.known.label(indicator)} {figure}")
            told += [(possible.least, n), (possible.greatest, n)]
    return said, told


def _describe_copy(group: Group, area: str, other: str) -> str:
    names = group.known.areas
    printed = danish.join_words(
        f"{group.known.label(f.indicator)} {words.describe_value(f, group.known)}" for f in group.in_area(area)
    )
    return (
        f"{names.name(area)} er i {words.shorten_window(group.window)} trykt med nøjagtig de samme tal som "
        f"{names.name(other)}: {printed}."
    )


def _report_copy(sizes: AreaSizes, found: list[Explanation], whole: str, others: list[Explanation]) -> Finding:
    """found: the area that is a copy, or two that may each be one. whole: the area whose n leaves no room for both.

    others: further mistakes that would explain the same.
    """
    group, names, first = sizes.group, sizes.group.known.areas, found[0]
    areas = tuple(area for explained in found for area in explained.areas)
    own, other = names.name(first.areas[0]), names.name(first.copied_from)
    which = (
        f"Uden rækken for {own} er der ingen modstrid. Den er efter alt at dømme gentaget fra {other}."
        if len(found) == 1
        else "Uden den ene er der ingen modstrid. Den ene er efter alt at dømme gentaget fra den anden, men det kan "
        "ikke siges hvilken."
    )
    reasoning = words.join_sentences(
        _describe_copy(group, first.areas[0], first.copied_from),
        f"Så mange kan der ikke være, for {names.name(whole)} er trykt med nævneren "
        f"{danish.format_number(group.sizes[whole])}, og områdernes nævnere er tilsammen "
        f"{danish.format_number(sizes.sum)}.",
        which,
    )
    said, told = _describe_area(group, first.areas[0], first) if first.sizes else ([], [])
    name = own if len(found) == 1 else "den ene"
    must_be = words.join_sentences(
        f"Ud fra totalen og de andre områder må {name} være: {'; '.join(said)}." if said else "",
        f"Det kunne også forklares ved, at {danish.join_words(_describe_explanations(group, others)[0], 'eller')}."
        if others
        else "",
    )
    cells = tuple(f.cell(c) for a in areas for f in group.in_area(a) for c in ("value_as_printed", "n_as_printed"))
    return Finding(FindingKind.COPIED, Answer.CONTRADICTED, cells, reasoning, "", must_be, find_smallest_group(told))


def _describe_explanations(group: Group, found: list[Explanation]) -> tuple[list[str], list[tuple[int, int]]]:
    """What would explain the n, in words; the n they tell of."""
    said, told = [], []
    for explained in found:
        out = danish.join_words(group.known.areas.name(area) for area in explained.areas)
        if explained.kind is FindingKind.TOTAL_LEAVES_OUT:
            said.append(f"totalen er regnet uden {out}")
        else:
            n = explained.sizes[explained.areas[0]]
            said.append(f"nævneren for {out} skulle være {danish.format_number(n)}")
            told.append((n, n))
    return said, told


def _report_misprint(sizes: AreaSizes, found: list[Explanation]) -> Finding:
    """The n do not add up. Where single mistakes explain it, each is told as a possibility."""
    group = sizes.group
    said, told = _describe_explanations(group, found)
    must_be = f"Det kan forklares ved, at {danish.join_words(said, 'eller')}." if said else ""
    unknown = "" if said else "Ingen enkelt fejl forklarer det, så det kan ikke siges, hvilken nævner der er forkert."
    cells = _list_n_cells(group, (sizes.total, *sizes.parts))
    reasoning = words.join_sentences(_describe_sum(sizes), unknown if sizes.complete else "")
    return Finding(
        FindingKind.TOTAL_SIZE, Answer.CONTRADICTED, cells, reasoning, "", must_be, find_smallest_group(told)
    )


def _report_excess(sizes: AreaSizes) -> Finding:
    group, names = sizes.group, sizes.group.known.areas
    n = danish.format_number(group.sizes[sizes.municipality])
    total = f" og {names.name(sizes.total)} med {danish.format_number(group.sizes[sizes.total])}" if sizes.total else ""
    reasoning = (
        f"{name_group(group)}: Områderne er trykt med nævnere på tilsammen {danish.format_number(sizes.sum)}{total}, men "
        f"{names.name(sizes.municipality)}, som de ligger i, kun med {n}."
    )
    cells = _list_n_cells(group, (sizes.municipality, *sizes.parts))
    return Finding(FindingKind.AREAS_EXCEED, Answer.CONTRADICTED, cells, reasoning)


def _check_municipality(sizes: AreaSizes) -> list[Finding]:
    if not sizes.exceeds:
        return []
    copied = find_copy_of_municipality(sizes)
    return [_report_excess(sizes) if copied is None else _report_copy(sizes, [copied], sizes.municipality, [])]


def _select_copies(found: list[Explanation]) -> list[Explanation]:
    """The first copy, and the same areas the other way round if any of them may be the copy."""
    copied = [explained for explained in found if explained.kind is FindingKind.COPIED]
    return [e for e in copied if {*e.areas, e.copied_from} & {*copied[0].areas, copied[0].copied_from}]


def check(sizes: AreaSizes) -> list[Finding]:
    """What is wrong with the areas' n; nothing where they add up. A copy explains the other relations it breaks."""
    if not sizes.total_wrong:
        return _check_municipality(sizes)
    found = explain_sizes(sizes)
    left_out = [explained for explained in found if explained.kind is FindingKind.TOTAL_LEAVES_OUT]
    if twins := _select_copies(found):
        return [_report_copy(sizes, twins, sizes.total, [e for e in found if e.kind is not FindingKind.COPIED])]
    if len(left_out) == 1:
        return [
            _report_left_out(sizes, left_out[0], [explained for explained in found if explained is not left_out[0]])
        ]
    return [_report_misprint(sizes, found), *_check_municipality(sizes)]
