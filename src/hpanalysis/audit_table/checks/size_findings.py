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

# Pairs of a count and its n that a sentence gives away, so that the smallest group among them can be found.
Revealed = list[tuple[int, int]]


def _contradict(
    kind: FindingKind,
    cells: tuple[PrintedCell, ...],
    reasoning: str,
    *,
    derived: str = "",
    must_be: str = "",
    revealed: Iterable[tuple[int, int]] = (),
) -> Finding:
    """Make a finding with the answer CONTRADICTED. Called for each finding on the n of a group's areas. revealed: pairs
    of a count and its n that `derived` and `must_be` give away; from them follows the smallest group of persons, by
    which the public edition decides whether to withhold those sentences."""
    return Finding(
        kind=kind,
        answer=Answer.CONTRADICTED,
        cells=cells,
        reasoning=reasoning,
        derived=derived,
        must_be=must_be,
        least=find_smallest_group(revealed),
    )


def _name_group(group: Group) -> str:
    """Name a group of figures at the start of a sentence, by its indicators and window: `»A«, »B« og »C« (2023)`.
    Called where the areas' n do not fit the total's or the municipality's."""
    labels = [group.known.label(indicator) for indicator in group.indicators]
    return f"{danish.join_words(labels)} ({words.shorten_window(group.window)})"


def find_differing_sizes(group: Group) -> list[Finding]:
    """Make a finding for each area where figures with the same denominator are printed with more than one n. Called
    once for each group by `audit._check_group`. Where one n is printed most often, the finding names it."""
    findings = []
    for area, printed in group.printed_sizes.items():
        if len(printed) < 2:
            continue
        quotes = [
            f"{words.describe_value(f, group.known)} ({group.known.label(f.indicator)})"
            for f in group.figures_in(area)
            if f.n
        ]
        reasoning = (
            f"{group.known.areas.name(area)}, {words.shorten_window(group.window)}: Tallene er andele af de samme "
            f"personer, men er trykt med forskellige nævnere: {danish.join_words(quotes)}."
        )
        usual = group.sizes.get(area)
        must_be = "" if usual is None else f"Flest af dem er trykt med nævneren {danish.format_number(usual)}."
        cells = _list_n_cells(group, [area])
        findings.append(_contradict(FindingKind.SIZE_DIFFERS, cells, reasoning, must_be=must_be))
    return findings


def _list_n_cells(group: Group, areas: Iterable[str]) -> tuple[PrintedCell, ...]:
    """List the places where these areas' n are printed in a group: the cells of the findings about an n. Figures
    without an n are left out. Called for each finding about an n, unless it is about a copied area."""
    return tuple(f.cell("n_as_printed") for area in areas for f in group.figures_in(area) if f.n is not None)


def _describe_sum(sizes: AreaSizes, total: str) -> str:
    """Say in Danish what the total's n is and what the areas' n add up to. Called for the first sentence of each
    finding about a total whose n does not fit, but the one about a copied area. total: the id of the total."""
    group, areas = sizes.group, sizes.group.known.areas
    added = " + ".join(danish.format_number(group.sizes[area]) for area in sizes.parts)
    return (
        f"{_name_group(group)}: {areas.name(total)} er trykt med nævneren {danish.format_number(group.sizes[total])}, "
        f"men områdernes nævnere er {added} = {danish.format_number(sizes.sum)}."
    )


def _count_decimals(group: Group, indicator: str) -> int:
    """Count the most decimals that an indicator is printed with in a group (figures over one denominator in one
    window); 0 where no value is printed. Called when percentages that are derived for a finding are worded, so that
    they have as many decimals as the printed ones."""
    return max((f.value.decimals for (key, _), f in group.figures.items() if key == indicator and f.value), default=0)


def _describe_total(sizes: AreaSizes, solved: Ranges, without: tuple[str, ...] = ()) -> tuple[list[str], Revealed]:
    """Say in Danish, a phrase an indicator, what the total must be over all areas except those in `without`.

    Called by `_report_left_out` twice: with the areas that the printed total was computed without, and with all.
    solved: what each count can be if those areas were left out. An indicator that not every such area prints gets no
    phrase. The second result lists the counts and n that the phrases give away.
    """
    group, phrases, revealed = sizes.group, [], []
    for indicator in group.indicators:
        parts = [
            possible
            for (key, area), possible in solved.items()
            if key == indicator and area in sizes.parts and area not in without
        ]
        n = sizes.sum - sum(group.sizes[area] for area in without)
        if len(parts) == len(sizes.parts) - len(without):
            possible = PossibleCounts(sum(part.least for part in parts), sum(part.greatest for part in parts))
            share = words.describe_counts_out_of(possible, n, _count_decimals(group, indicator))
            phrases.append(f"{group.known.label(indicator)} {share}")
            revealed += [(end, n) for end in possible.ends]
    return phrases, revealed


def _report_left_out(sizes: AreaSizes, total: str, explained: Explanation, others: list[Explanation]) -> Finding:
    """Make the finding for a total that was computed without one or more areas. Called by `check` when exactly one such
    explanation fits and no copied n does. total: its area id. explained: that explanation. others: other mistakes that
    would also explain the total's n; the finding names them as less likely."""
    group, names = sizes.group, sizes.group.known.areas
    left_out = danish.join_words(names.name(area) for area in explained.areas)
    lacking = sum(group.sizes[area] for area in explained.areas)
    reasoning = words.join_sentences(
        _describe_sum(sizes, total),
        f"Forskellen er {danish.format_number(lacking)}, og det er netop nævneren for {left_out}.",
        f"Uden {left_out} passer også antallet af personer bag hver procent.",
        f"Totalen er {'efter alt at dømme' if others else 'altså'} regnet uden {left_out}.",
    )
    without, revealed_without = _describe_total(sizes, explained.solved, explained.areas)
    complete, revealed_complete = _describe_total(sizes, explained.solved)
    # Whoever has both totals can subtract them and has the counts of what is left out.
    revealed_left_out = [
        (end, group.sizes[area])
        for (_, area), possible in explained.solved.items()
        if area in explained.areas
        for end in possible.ends
    ]
    return _contradict(
        FindingKind.TOTAL_LEAVES_OUT,
        _list_n_cells(group, (total, *explained.areas)),
        reasoning,
        derived=f"Uden {left_out} er områderne tilsammen: {'; '.join(without)}. Det er det, der er trykt som totalen.",
        must_be=words.join_sentences(
            f"Med alle områder er totalen: {'; '.join(complete)}.", _describe_alternatives(group, others)
        ),
        revealed=[*revealed_complete, *revealed_without, *revealed_left_out],
    )


def _describe_area(group: Group, area: str, explained: Explanation) -> tuple[list[str], Revealed]:
    """Say in Danish, a phrase an indicator, what an area's figures must be if an explanation of the printed n is right;
    the second result lists the counts and n that the phrases give away. Called for an area that seems to be printed
    with another area's figures. explained: the n and counts that the explanation gives."""
    phrases, revealed, n = [], [], explained.sizes[area]
    for (indicator, its_area), possible in explained.solved.items():
        if its_area == area:
            share = words.describe_counts_out_of(possible, n, _count_decimals(group, indicator))
            phrases.append(f"{group.known.label(indicator)} {share}")
            revealed += [(end, n) for end in possible.ends]
    return phrases, revealed


def _describe_copy(group: Group, area: str, other: str) -> str:
    """Quote the figures that two areas are both printed with: the first sentence of the finding about a copied area.
    area and other: the ids of the copy and of the area that it repeats. Called by `_report_copy`."""
    names = group.known.areas
    printed = danish.join_words(
        f"{group.known.label(f.indicator)} {words.describe_value(f, group.known)}" for f in group.figures_in(area)
    )
    return (
        f"{names.name(area)} er i {words.shorten_window(group.window)} trykt med nøjagtig de samme tal som "
        f"{names.name(other)}: {printed}."
    )


def _report_copy(sizes: AreaSizes, copies: list[Explanation], whole: str, others: list[Explanation]) -> Finding:
    """Make the finding for an area that is printed with the figures of another.

    Called by `check` where a copy explains why the total's n does not fit, and by `_check_municipality`. copies: the
    explanation about the copy, or two where either area may be the copy. whole: the id of the total or the
    municipality, whose n leaves no room for both. others: further mistakes that would also explain the n.
    """
    group, names, first = sizes.group, sizes.group.known.areas, copies[0]
    areas = tuple(area for explained in copies for area in explained.areas)
    copy, original = names.name(first.areas[0]), names.name(first.copied_from)
    which = (
        f"Uden rækken for {copy} er der ingen modstrid. Den er efter alt at dømme gentaget fra {original}."
        if len(copies) == 1
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
    right, revealed = _describe_area(group, first.areas[0], first) if first.sizes else ([], [])
    name = copy if len(copies) == 1 else "den ene"
    must_be = words.join_sentences(
        f"Ud fra totalen og de andre områder må {name} være: {'; '.join(right)}." if right else "",
        _describe_alternatives(group, others),
    )
    cells = tuple(f.cell(c) for a in areas for f in group.figures_in(a) for c in ("value_as_printed", "n_as_printed"))
    return _contradict(FindingKind.COPIED, cells, reasoning, must_be=must_be, revealed=revealed)


def _describe_explanations(group: Group, explanations: list[Explanation]) -> tuple[list[str], Revealed]:
    """Word each mistake that would explain the n as a Danish phrase: an area left out of the total, or a misprinted n.
    Called for the possibilities that a finding names. The second result lists the n that the phrases give away, each as
    (n, n), because other phrases give away a count and its n."""
    phrases, revealed = [], []
    for explained in explanations:
        areas = danish.join_words(group.known.areas.name(area) for area in explained.areas)
        if explained.kind is FindingKind.TOTAL_LEAVES_OUT:
            phrases.append(f"totalen er regnet uden {areas}")
        else:
            n = explained.sizes[explained.areas[0]]
            phrases.append(f"nævneren for {areas} skulle være {danish.format_number(n)}")
            revealed.append((n, n))
    return phrases, revealed


def _describe_alternatives(group: Group, others: list[Explanation]) -> str:
    """Write the sentence that names the less likely mistakes (`others`); empty where there are none. Called for the end
    of `must_be` in the findings about a copy or an area left out."""
    if not others:
        return ""
    phrases, _ = _describe_explanations(group, others)
    return f"Det kunne også forklares ved, at {danish.join_words(phrases, 'eller')}."


def _report_misprint(sizes: AreaSizes, total: str, explanations: list[Explanation]) -> Finding:
    """Make the finding for n that do not add up where neither a copy nor one left-out area is the best explanation.
    Called by `check`. explanations: the mistakes that would explain it, each named as a possibility; empty where none
    does, or where areas print no n, so that none could be tried."""
    phrases, revealed = _describe_explanations(sizes.group, explanations)
    must_be = f"Det kan forklares ved, at {danish.join_words(phrases, 'eller')}." if phrases else ""
    # Where areas print no n, nothing was tried, so nothing is said of what explains it.
    unexplained = sizes.complete and not phrases
    why = (
        "Ingen enkelt fejl forklarer det, så det kan ikke siges, hvilken nævner der er forkert." if unexplained else ""
    )
    cells = _list_n_cells(sizes.group, (total, *sizes.parts))
    reasoning = words.join_sentences(_describe_sum(sizes, total), why)
    return _contradict(FindingKind.TOTAL_SIZE, cells, reasoning, must_be=must_be, revealed=revealed)


def _report_excess(sizes: AreaSizes, municipality: str) -> Finding:
    """Make the finding for areas whose n together, or whose total's n, exceed that of the municipality they lie in.
    Called by `_check_municipality`, unless an area that is printed with the very figures of the municipality explains
    it: then that copied row is reported instead. municipality: its id."""
    group, names = sizes.group, sizes.group.known.areas
    n = danish.format_number(group.sizes[municipality])
    total = f" og {names.name(sizes.total)} med {danish.format_number(group.sizes[sizes.total])}" if sizes.total else ""
    reasoning = (
        f"{_name_group(group)}: Områderne er trykt med nævnere på tilsammen {danish.format_number(sizes.sum)}{total}, "
        f"men {names.name(municipality)}, som de ligger i, kun med {n}."
    )
    cells = _list_n_cells(group, (municipality, *sizes.parts))
    return _contradict(FindingKind.AREAS_EXCEED, cells, reasoning)


def _check_municipality(sizes: AreaSizes) -> list[Finding]:
    """Check whether the areas' n (printed denominators) together, or their total's, exceed the municipality's: one
    finding if so, else none. Called by `check` where the total's n fits, and after a misprint of it is reported. Where
    an area repeats the municipality's figures, the copy is reported as the cause."""
    municipality = sizes.exceeded_municipality
    if municipality is None:
        return []
    copy = find_copy_of_municipality(sizes, municipality)
    return [_report_excess(sizes, municipality) if copy is None else _report_copy(sizes, [copy], municipality, [])]


def _select_copies(explanations: list[Explanation]) -> list[Explanation]:
    """Choose, from the explanations of a total's n that does not fit, the copy to report (an area printed with
    another's figures): the first, and those that have one of its two areas in them. Called by `check`. Two come out
    if either of two equal areas may be the copy, none if no copy explains the n."""
    copies = [explained for explained in explanations if explained.kind is FindingKind.COPIED]
    return [e for e in copies if {*e.areas, e.copied_from} & {*copies[0].areas, copies[0].copied_from}]


def check(sizes: AreaSizes) -> list[Finding]:
    """Report what is wrong with the n of a group's areas against their total and municipality; nothing where they fit.

    Called once for each group (figures over one denominator in one window) by `audit._check_group`. Where the total
    does not fit, copied areas alone are reported if they explain it, else an area left out if only one such explanation
    fits; other explanations are named in the finding. Else a misprint is reported, and the municipality is looked at
    too.
    """
    total = sizes.wrong_total
    if total is None:
        return _check_municipality(sizes)
    explanations = explain_sizes(sizes, total)
    left_out = [explained for explained in explanations if explained.kind is FindingKind.TOTAL_LEAVES_OUT]
    if copies := _select_copies(explanations):
        others = [explained for explained in explanations if explained.kind is not FindingKind.COPIED]
        return [_report_copy(sizes, copies, total, others)]
    if len(left_out) == 1:
        others = [explained for explained in explanations if explained is not left_out[0]]
        return [_report_left_out(sizes, total, left_out[0], others)]
    return [_report_misprint(sizes, total, explanations), *_check_municipality(sizes)]
