"""A plan that publishes figures by sex and age band, run for real: two half-years, packages, an attacker and forgers.

The attacker knows nothing of the program: she reads indicators.csv and opdelinger.csv of both half-years, writes the
sums of areas and of groups as rows of a matrix, and asks scipy how low and how high each hidden count can be.
"""

import csv
import io
import json
import shutil
from collections import defaultdict

import numpy as np
import pytest
from scipy.optimize import linprog

from forged_packages import Forgery
from hpanalysis import report
from hpanalysis.errors import WrongUse
from hpanalysis.verify import check_path
from hpanalysis.verify.check import check_opened_package

ADOPTED = {
    "sprog_fokuseret_eller_saerlig": "koen",
    "elevfravaer": "alder",
    "ungdomsskole": "koen;alder",
}
FILE = "opdelinger.csv"
HALVES = ("2025H2", "2026H1")
K, DAYS = 5, 366
AREAS, TOTAL, TOWN = ("moellebakken", "soeparken", "skraenten"), "alle-3", "lillekoebing"

pytestmark = pytest.mark.slow


def adopt(project, adopted):
    path = project.plan / "adoption.csv"
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    told = [f"{row},{adopted.get(row.partition(',')[0], '')}" for row in rows]
    path.write_text("\n".join([f"{header},breakdowns", *told]) + "\n", encoding="utf-8", newline="\n")


def ran(project, *commands):
    for arguments in commands:
        done = project.hpanalysis(*arguments)
        assert done.returncode == 0, done.stdout + done.stderr
    return project


def without_publications(project):
    for folder in [*project.reports.glob("20*"), *project.processed.glob("20*")]:
        shutil.rmtree(folder)
    return project


@pytest.fixture(scope="module")
def adopting(made, tmp_path_factory):
    """The small plan with breakdowns, two half-years published and packed. Read only."""
    project = without_publications(made.copy(tmp_path_factory.mktemp("opdelt") / "projekt"))
    adopt(project, ADOPTED)
    ran(project, *(("run", half) for half in HALVES))
    packages = [str(project.folder.parent / f"{half}.zip") for half in HALVES]
    ran(project, ("package", "2025H2", "--to", packages[0], "--first"))
    return ran(project, ("package", "2026H1", "--to", packages[1], "--previous", packages[0]))


@pytest.fixture(scope="module")
def newest(adopting):
    return adopting.folder.parent / "2026H1.zip"


def read(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def groups_of(project, half):
    return read(project.reports / half / FILE)


def key(row):
    return tuple(row[name] for name in ("indicator_id", "breakdown", "window", "area_id", "group_id"))


def numbers(row):
    """Numerator and denominator that a row tells; None where it is hidden."""
    if row["status"] == "ingen personer":
        return 0, 0
    return None if row["status"] == "diskretioneret" else (int(float(row["numerator"])), int(row["denominator"]))


class Attacker:
    """All that is told of an indicator in a window: counts x (numerator) and c (the rest) of atoms, which are a place
    and a sex and an age together."""

    def __init__(self, project, indicator_id, window):
        self.groups = defaultdict(dict)  # breakdown -> group -> ...
        self.told, hidden = {}, set()
        for half in HALVES:
            for row in read(project.reports / half / "indicators.csv"):
                if (row["indicator_id"], row["window"]) == (indicator_id, window) and row["status"] in STATES:
                    self.add(("", "", row["area_id"]), numbers(row), hidden)
            for row in groups_of(project, half):
                if (row["indicator_id"], row["window"]) == (indicator_id, window):
                    self.groups[row["breakdown"]][row["group_id"]] = None
                    self.add((row["breakdown"], row["group_id"], row["area_id"]), numbers(row), hidden)
        self.hidden = sorted(hidden - self.told.keys())
        there = {area for _, _, area in (*self.told, *self.hidden)}
        self.places = [*(area for area in AREAS if area in there), *(["andre"] if TOTAL not in there else []), "resten"]
        self.kinds = [
            (sex, age) for sex in self.groups.get("koen", {"": None}) for age in self.groups.get("alder", {"": None})
        ]
        self.atoms = {
            name: n
            for n, name in enumerate(
                (part, place, *kind) for part in "xc" for place in self.places for kind in self.kinds
            )
        }

    def add(self, name, counts, hidden):
        if counts is None:
            hidden.add(name)
        else:
            assert self.told.setdefault(name, counts) == counts, "told in one way in every publication"

    def row_of(self, part, name):
        breakdown, group, area = name
        places = {TOTAL: AREAS, TOWN: self.places}.get(area, [area])
        found = np.zeros(len(self.atoms))
        for (of, place, sex, age), at in self.atoms.items():
            of_group = not breakdown or {"koen": sex, "alder": age}[breakdown] == group
            found[at] = of in part and place in places and of_group
        return found

    def ends(self, part, name, with_groups=True):
        """The least and the most of a count, and the tables in which it is that."""
        told = {n: counts for n, counts in self.told.items() if with_groups or not n[0]}
        matrix = [self.row_of(kind, n) for n in told for kind in ("x", "xc")]
        sides = [float(side) for counts in told.values() for side in counts]
        goal, found = self.row_of(part, name), []
        for sign in (1, -1):
            solved = linprog(sign * goal, A_eq=np.array(matrix), b_eq=sides, bounds=(0, 10_000_000), method="highs")
            assert solved.status == 0, "what is published can be true"
            found.append((sign * solved.fun, solved.x))
        return found


STATES = ("vist", "diskretioneret", "ingen personer")


def windows(project):
    return sorted({(row["indicator_id"], row["window"]) for half in HALVES for row in groups_of(project, half)})


def is_protected(low, high, most):
    return (low < 1e-6 and high > K - 1e-6) or low > K * most - 1e-6


def test_something_is_shown_and_something_hidden(adopting):
    states = {row["status"] for half in HALVES for row in groups_of(adopting, half)}
    assert states >= {"vist", "diskretioneret"}
    assert {row["indicator_id"] for row in groups_of(adopting, "2026H1")} == set(ADOPTED)


def test_an_attacker_who_keeps_both_publications_works_nothing_out(adopting):
    """For each hidden count a pair of witnesses: two tables that agree with all that is published, in one of which
    nobody is counted, and in the other k persons or more."""
    asked = 0
    for indicator_id, window in windows(adopting):
        attacker, most = Attacker(adopting, indicator_id, window), DAYS if indicator_id == "elevfravaer" else 1
        for name in attacker.hidden:
            for part in ("x", "c", "xc"):
                (low, nobody), (high, many) = attacker.ends(part, name)
                if not is_protected(low, high, most):
                    # No group tells it, if the figures of all do.
                    (least, _), (greatest, _) = attacker.ends(part, name, with_groups=False)
                    assert greatest - least < 1e-6, (indicator_id, window, part, name, low, high)
                    continue
                for table in (nobody, many):
                    for told, counts in attacker.told.items():
                        assert table @ attacker.row_of("x", told) == pytest.approx(counts[0], abs=1e-4)
                        assert table @ attacker.row_of("xc", told) == pytest.approx(counts[1], abs=1e-4)
                asked += 1
    assert asked > 50


def test_the_attacker_of_this_test_finds_a_group_that_is_told_beside_the_hidden_ones(adopting):
    """With one group of a hidden pair told, the other follows."""
    found = 0
    for indicator_id, window in windows(adopting):
        attacker = Attacker(adopting, indicator_id, window)
        for name in [one for one in attacker.hidden if one[0] and ("", "", one[2]) in attacker.told][:2]:
            attacker.told[name] = (2, 12)
            others = [one for one in attacker.hidden if one[0] == name[0] and one[2] == name[2] and one != name]
            try:
                ends = [attacker.ends("xc", other) for other in others]
            except AssertionError:
                ends = []
            found += any(high[0] - low[0] < 1e-6 for low, high in ends)
            del attacker.told[name]
    assert found


def test_what_a_half_year_told_the_next_tells_again(adopting):
    before, now = ({key(row): row for row in groups_of(adopting, half)} for half in HALVES)
    both = before.keys() & now.keys()
    assert both
    for one in both:
        for name in ("status", "numerator", "denominator", "value"):
            assert before[one][name] == now[one][name]


def test_the_publication_tells_what_the_groups_are_made_of(adopting):
    folder = adopting.reports / "2026H1"
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    (step,) = (step for step in manifest["graph"] if step["made"] == f"published/{FILE}")
    assert "tables/udgivne_opdelinger" in step["from"]
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert FILE in [resource["path"] for resource in package["resources"]]
    certificate = json.loads((folder / "kontrolattest.json").read_text(encoding="utf-8"))
    assert certificate["kontrollerede_antal_i_grupper"] > 0


def test_a_plan_that_adopts_none_publishes_none(made):
    folder = made.reports / "2026H1"
    assert not (folder / FILE).exists()
    assert "kontrollerede_antal_i_grupper" not in (folder / "kontrolattest.json").read_text(encoding="utf-8")
    assert "Opdelt på" not in (folder / "delaftale-opvaekst.html").read_text(encoding="utf-8")
    assert "udgivne_opdelinger" not in (folder / "manifest.json").read_text(encoding="utf-8")


def test_the_figures_of_all_are_those_of_a_plan_that_adopts_none(made, adopting, tmp_path):
    other = without_publications(made.copy(tmp_path / "projekt"))
    ran(other, ("run", "2025H2"))
    figures = (one.reports / "2025H2" / "indicators.csv" for one in (other, adopting))
    assert len({path.read_bytes() for path in figures}) == 1


def test_the_packages_hold(newest):
    result = check_path(newest)
    assert result.holds, [problem for one in result.outcomes for problem in one.problems]
    (outcome,) = (one for one in result.outcomes if one.name == "opdelinger")
    assert "tal for grupper følger" in outcome.sentence


@pytest.mark.parametrize("word", ["koen", "alder"])
def test_a_public_notebook_has_what_the_plan_publishes(adopting, monkeypatch, word):
    for name, folder in (("PROCESSED", adopting.processed), ("REPORTS", adopting.reports), ("PLAN", adopting.plan)):
        monkeypatch.setenv(f"HPANALYSIS_{name}", str(folder))
    monkeypatch.setenv("HPANALYSIS_PARAMS", str(adopting.folder / "params"))
    half = report.half_year("2026H1")
    view = half.indicator("ungdomsskole").by(word)
    own = [
        row
        for row in groups_of(adopting, "2026H1")
        if (row["indicator_id"], row["breakdown"]) == ("ungdomsskole", word)
    ]
    assert list(view.table["group_id"]) == [row["group_id"] for row in own]
    assert "diskretioneret" in str(view.show().html)
    hidden = view.table["status"] == "diskretioneret"
    assert view.table.loc[hidden, ["value", "lo", "hi", "numerator", "denominator"]].isna().all(axis=None)
    with pytest.raises(WrongUse, match="Skriv »koen« i kolonnen breakdowns i planens adoption"):
        half.indicator("elevfravaer").by("koen")


def change_row(column, value, chosen):
    """A forger of opdelinger.csv: a column of the first row that is chosen."""

    def change(forged):
        name = forged.published(FILE)
        rows = list(csv.DictReader(io.StringIO(forged.files[name].decode("utf-8"), newline="")))
        row = next(row for row in rows if chosen(row))
        assert row[column] != value
        row[column] = value if isinstance(value, str) else value(row[column])
        write_rows(forged, name, rows)

    return change


def write_rows(forged, name, rows):
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    forged.files[name] = out.getvalue().encode("utf-8")


def leave_out(chosen):
    def change(forged):
        name = forged.published(FILE)
        rows = list(csv.DictReader(io.StringIO(forged.files[name].decode("utf-8"), newline="")))
        left = [row for row in rows if not chosen(row)]
        assert 0 < len(left) < len(rows)
        write_rows(forged, name, left)

    return change


def page(old, new, block="Opdelt på køn"):
    """A forger of a block of the page."""

    def change(forged):
        name = forged.published("delaftale-opvaekst.html")
        before, opened, after = forged.files[name].decode("utf-8").partition(f"<summary>{block}</summary>")
        assert opened and old in after.partition("</details>")[0]
        forged.files[name] = f"{before}{opened}{after.replace(old, new, 1)}".encode()

    return change


def is_shown(row):
    return row["status"] == "vist" and row["latest"] == "ja" and row["lo"] != ""


def is_hidden(row):
    return row["status"] == "diskretioneret"


def one_more(text):
    return str(int(text) + 1)


FORGERIES = {
    "a numerator": change_row("numerator", one_more, is_shown),
    "a denominator": change_row("denominator", one_more, is_shown),
    "a value": change_row("value", "1", is_shown),
    "a limit": change_row("lo", "0", is_shown),
    "a status": change_row("status", "diskretioneret", is_shown),
    "a hidden group's number": change_row("numerator", "7", is_hidden),
    "a group's name": change_row("group", "drenge", lambda row: row["group"] == "piger"),
    "an age band's name": change_row("group", "under 7 år", lambda row: row["breakdown"] == "alder"),
    "the day of a window": change_row("window_end", "2025-12-30", is_hidden),
    "another window": change_row("window", "2022", is_hidden),
    "what is the newest": change_row("latest", "nej", lambda row: row["latest"] == "ja"),
    "an area left out": leave_out(lambda row: row["area_id"] == AREAS[0] and row["breakdown"] == "koen"),
    "a group left out": leave_out(lambda row: row["group_id"] == "mand"),
    "a breakdown left out": leave_out(lambda row: row["breakdown"] == "koen"),
    "a breakdown that is not adopted": change_row("breakdown", "alder", lambda row: row["breakdown"] == "koen"),
    "the file left out": lambda forged: forged.files.pop(forged.published(FILE)),
    "a hidden cell": page("diskretioneret</span></td>", "ingen personer</span></td>"),
    "what a phone says of a cell": page('data-l="2025"', 'data-l="2023"'),
    "a row of a block": page(">Piger</th>", ">Drenge</th>"),
    "a block's caption": page(", delt på køn", ", delt på aldersgruppe"),
    "a block's window": page("Udgangspunkt 2023</th>", "Udgangspunkt 2022</th>"),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_a_forged_breakdown_is_named_by_its_check(newest, name):
    forged = Forgery(newest)
    FORGERIES[name](forged)
    if forged.published(FILE) in forged.files:
        forged.again("everything")
    assert "opdelinger" in check_opened_package(newest, forged.package).failing


def test_a_block_that_stands_elsewhere_or_bears_another_name_is_named(newest):
    forged = Forgery(newest)
    name = forged.published("delaftale-opvaekst.html")
    forged.edit(name, "<summary>Opdelt på køn</summary>", "<summary>Opdelt på aldersgruppe</summary>", 1)
    assert "opdelinger" in check_opened_package(newest, forged.package).failing
    forged = Forgery(newest)
    block = "<details><summary>Opdelt på køn</summary><p>Godt.</p></details></main>"
    forged.edit(forged.published("oversigt.html"), "</main>", block, 1)
    assert "opdelinger" in check_opened_package(newest, forged.package).failing


def test_groups_that_were_edited_or_taken_away_stop_the_next_half_year(adopting, tmp_path):
    project = adopting.copy(tmp_path / "projekt")
    shutil.rmtree(project.reports / "2026H1")
    shutil.rmtree(project.processed / "2026H1")
    # The log knows two half-years, so the first is taken back to where it was the only one.
    (project.reports / "2025H2" / FILE).unlink()
    done = project.hpanalysis("run", "2026H1")
    assert done.returncode == 1
    assert f"»2025H2/{FILE}«" in done.stderr
    assert not (project.reports / "2026H1").exists()


def test_a_breakdown_adopted_later_is_chosen_beside_what_was_told(adopting, tmp_path):
    """The plan adopts the age bands of the language figures too; the half-year is published again, and holds."""
    project = adopting.copy(tmp_path / "projekt")
    path = project.plan / "adoption.csv"
    text = path.read_text(encoding="utf-8")
    assert ",koen\n" in text
    path.write_text(text.replace(",koen\n", ",koen;alder\n", 1), encoding="utf-8", newline="\n")
    before = {key(row): row for row in groups_of(project, "2026H1")}
    ran(project, ("run", "2026H1", "--publish-again"))
    now = {key(row): row for row in groups_of(project, "2026H1")}
    assert now.keys() > before.keys()
    assert all(now[one] == row for one, row in before.items())
