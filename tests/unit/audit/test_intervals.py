"""The intervals are those of an exact solver, and of an independent auditor, on tables drawn at random."""

from random import Random

import pytest

import exact_intervals as exact
import tauargus
from audit_folders import Publication, definitions, indicator
from hpanalysis.audit import audit

AREAS = ("nord", "syd", "vest", "ost")
CATEGORIES = ("a", "b", "c")


class Table:
    """Three categories of children in four areas, with the sums; some cells hidden."""

    def __init__(self, seed: int) -> None:
        draw = Random(seed)
        few_and_many = [0, 1, 2, 3, 4, 6, 9, 15, 30]
        self.inner = {(c, area): draw.choice(few_and_many) + (c == "a") for c in CATEGORIES for area in AREAS}
        whole = {(c, area): number for (c, area), number in self.inner.items()}
        whole |= {(c, "alle"): sum(self.inner[c, area] for area in AREAS) for c in CATEGORIES}
        self.cells = whole
        self.hidden = {cell for cell in whole if draw.random() < 0.45}
        # A group's size is read as long as one of its categories is shown.
        self.known_sizes = {
            place for place in (*AREAS, "alle") if any((c, place) not in self.hidden for c in CATEGORIES)
        }

    def size(self, place: str) -> int:
        return sum(self.cells[c, place] for c in CATEGORIES)

    def publication(self) -> Publication:
        told = definitions({c: indicator(category_of="svar") for c in CATEGORIES}, " ".join(AREAS), municipality=None)
        counts = {(c, "2025", place): (number, self.size(place)) for (c, place), number in self.cells.items()}
        hidden = frozenset((c, "2025", place) for c, place in self.hidden)
        return Publication(told, counts, hidden)

    def system(self) -> tuple[list, list]:
        """Names of what is unknown, and equations by hand: hidden cells, and the sizes that no shown cell tells."""
        names = [*sorted(self.hidden), *sorted({place for place in (*AREAS, "alle")} - self.known_sizes)]
        at = {name: number for number, name in enumerate(names)}

        def equation(terms):
            coefficients, to = {}, 0
            for name, times, number in terms:
                if name in at:
                    coefficients[at[name]] = times
                else:
                    to -= times * number
            return coefficients, to

        sums = [
            [((c, area), 1, self.cells[c, area]) for area in AREAS] + [((c, "alle"), -1, self.cells[c, "alle"])]
            for c in CATEGORIES
        ]
        sums += [
            [((c, place), 1, self.cells[c, place]) for c in CATEGORIES] + [(place, -1, self.size(place))]
            for place in (*AREAS, "alle")
        ]
        sums.append([(area, 1, self.size(area)) for area in AREAS] + [("alle", -1, self.size("alle"))])
        return names, [equation(terms) for terms in sums]

    def by_hand(self) -> dict[tuple[str, str], tuple]:
        """The interval of each hidden cell, in fractions."""
        names, equations = self.system()
        return {cell: exact.interval(equations, len(names), {names.index(cell): 1}) for cell in self.hidden}


def audited(table: Table, folder) -> dict[tuple[str, str], tuple]:
    publication = table.publication()
    certificate = audit({"2026H1": publication.write(folder)})
    return {
        (one.cell[0], one.cell[2]): (one.interval.lo, one.interval.hi)
        for one in certificate.examined
        if one.part == "tæller" and one.hidden
    }


def test_the_exact_solver_solves_what_can_be_solved_by_heart():
    # x + y = 7, y + z = 3: x is 4 to 7.
    assert exact.interval([({0: 1, 1: 1}, 7), ({1: 1, 2: 1}, 3)], 3, {0: 1}) == (4, 7)
    assert exact.interval([({0: 1, 1: -1}, 2)], 2, {0: 1}) == (2, None)
    with pytest.raises(ValueError, match="contradict"):
        exact.interval([({0: 1}, 2), ({0: 1}, 3)], 1, {0: 1})


def compare(seed, tmp_path):
    table = Table(seed)
    assert table.hidden
    found, wanted = audited(table, tmp_path), table.by_hand()
    assert found.keys() == wanted.keys()
    for cell, (lo, hi) in wanted.items():
        assert found[cell] == pytest.approx((float(lo), None if hi is None else float(hi)), abs=1e-5), cell


@pytest.mark.parametrize("seed", range(12))
def test_the_intervals_are_those_of_an_exact_solver(seed, tmp_path):
    compare(seed, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(12, 150))
def test_the_intervals_are_those_of_an_exact_solver_on_many_tables(seed, tmp_path):
    compare(seed, tmp_path)


CAP = 100_000


@pytest.mark.parametrize("seed", range(12))
def test_the_intervals_are_those_of_tau_argus(seed, tmp_path):
    table = Table(seed)
    names, equations = table.system()
    told = [(coefficients, to) for coefficients, to in equations if coefficients]
    theirs = dict(zip(names, tauargus.intervals(told, len(names), CAP, tmp_path), strict=True))
    for cell, (lo, hi) in audited(table, tmp_path).items():
        assert theirs[cell] == pytest.approx((lo, CAP if hi is None else hi), abs=1e-4), cell
