"""What is read of the package's own program and plan is what the program itself knows of them."""

from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from hpanalysis import disclose
from hpanalysis.definitions import catalogue
from hpanalysis.plan import read
from hpanalysis.report import catalogue as reports
from hpanalysis.verify.declared import indicators as declared_indicators
from hpanalysis.verify.declared.plan import PLAN, Plan, read_day, read_number
from hpanalysis.verify.declared.reports import list_report_pages, list_year_pages
from hpanalysis.verify.declared.source_code import SOURCE, UNKNOWN, Call, Member, SourceCode, Written
from hpanalysis.verify.opening.package import INFO, Package

ROOT = Path(__file__).resolve().parents[4]
PLANS = [ROOT / "params" / "plan", ROOT / "tests" / "plans" / "lillekoebing"]


def package(files: dict[str, bytes]) -> Package:
    return Package("dokumentation-2026H1", {INFO: b"Half-Year: 2026H1\n"} | files, (), zipped=True)


@cache
def own_program() -> dict[str, bytes]:
    """The program's own source, as a package has it."""
    paths = (ROOT / "src").rglob("*.py")
    return {f"{SOURCE}{path.relative_to(ROOT / 'src').as_posix()}": path.read_bytes() for path in paths}


def of_plan(folder: Path) -> dict[str, bytes]:
    return {f"{PLAN}{path.name}": path.read_bytes() for path in folder.iterdir() if path.is_file()}


def program(**modules: str) -> SourceCode:
    """A program of a few modules, by their names."""
    files = {f"{SOURCE}hpanalysis/{name}.py": text.encode() for name, text in modules.items()}
    return SourceCode(package(files))


@pytest.mark.parametrize("key", sorted(catalogue.indicators()))
def test_an_indicator_is_read_as_it_is_declared(key):
    own = catalogue.indicators()[key]
    read_ = declared_indicators.read_indicators(SourceCode(package(own_program())))[key]
    for name in (
        "label",
        "title",
        "why",
        "decimals",
        "category_of",
        "sum_of",
        "part_of",
        "comparable",
        "change_judged",
    ):
        assert read_.fact(name) == getattr(own, name)
    assert read_.member("measure") == own.measure.name
    assert read_.member("direction") == own.direction.name
    assert read_.member("municipality") == own.municipality.name
    told = [(v.number, v.since, v.why, v.breaks, v.counts_again, v.what_would_bridge) for v in read_.versions]
    assert told == [
        (v.number, v.since, v.why, v.breaks, v.recount is not None, v.what_would_bridge) for v in own.versions
    ]
    months = declared_indicators.find_months(read_)
    assert months.by_month is own.is_sum_of_months
    if own.is_sum_of_months:
        assert months.without == own.sources[0].months_without_rows


def test_indicators_share_a_denominator_where_the_program_says_so():
    own = disclose.assign_denominator_ids(catalogue.indicators())
    read_ = declared_indicators.group_by_denominator(
        declared_indicators.read_indicators(SourceCode(package(own_program())))
    )
    assert {key: first for key, first in own.items() if first is not None} == {
        key: read_[key] for key, first in own.items() if first is not None
    }


@pytest.mark.parametrize("folder", PLANS, ids=lambda folder: folder.parent.name)
def test_the_pages_are_those_that_the_program_makes_of_the_plan(folder):
    plan = read(folder)
    source = SourceCode(package(own_program()))
    pages = list_report_pages(source, Plan(package(of_plan(folder))))
    own = reports.list_pages(plan)
    assert pages is not None
    assert [(p.name, p.notebook, p.label, p.parameters) for p in pages] == [
        (p.name, p.notebook, p.label, dict(p.parameters)) for p in own
    ]
    years = list_year_pages(source, has_emergency_log=True)
    assert years is not None and [page.name for page in years] == list(reports.list_year_reports())


@pytest.mark.parametrize("folder", PLANS, ids=lambda folder: folder.parent.name)
def test_the_plan_is_read_as_the_program_reads_it(folder):
    own, told = read(folder), Plan(package(of_plan(folder)))
    assert told.is_read and told.areas is not None and told.adoptions is not None
    assert [row["area_id"] for row in told.areas] == [area.id for area in own.all_areas]
    assert list(told.adoptions) == [adoption.indicator_id for adoption in own.adoptions]
    assert read_number(told.find_setting("disclosure", "k")) == own.k
    assert read_number(told.find_setting("judgement", "margin")) == own.settings.judgement.margin
    assert read_day(told.find_setting("end")) == own.settings.end
    for key in told.adoptions:
        days: dict[str, list[date]] = {}
        for event in own.events_of(key):
            if event.rebase:
                days.setdefault(event.area_id, []).append(event.day)
        assert told.list_rebased(key) == days


def test_a_file_of_a_spreadsheet_is_read_and_one_that_is_none_is_not():
    files = {
        f"{PLAN}a.csv": "Area_id;kind\r\nsøparken; area \r\n".encode("cp1252"),
        f"{PLAN}b.csv": b"a,b\n1\n",
        f"{PLAN}c.csv": "a,b\n1,2\n".encode("utf-16"),
        f"{PLAN}d.csv": b'a,b\n"1\nx",2\n\n3,4\n',
    }
    plan = Plan(package(files))
    assert plan.table("a.csv") == [{"area_id": "søparken", "kind": "area"}]
    assert [plan.table(f"{name}.csv") for name in "bce"] == [None, None, None]
    assert plan.find_row("d.csv", 2) == {"a": "1\nx", "b": "2"}
    assert plan.find_row("d.csv", 5) == {"a": "3", "b": "4"} and plan.find_row("d.csv", 4) is None


def test_numbers_and_days_are_read_where_they_can_be_but_one():
    assert [read_number(text) for text in ("5", "5.0", "12,5", "−3")] == [5, Decimal("5.0"), Decimal("12.5"), -3]
    assert all(read_number(text) is UNKNOWN for text in ("1.204", "ca. 5", "", "1e3", None))
    assert read_day("16-11-2026") == read_day("2026-11-16") == date(2026, 11, 16)
    assert read_day("31-02-2026") is UNKNOWN and read_day("i går") is UNKNOWN


def test_merged_areas_stand_in_the_place_of_their_first_part():
    yaml = "merged_areas:\n  - {id: ab, name: A og B, areas: [b, c]}\n"
    areas = "area_id,name_da,kind\na,A,area\nb,B,area\nc,C,area\nt,T,total\n"
    plan = Plan(package({f"{PLAN}plan.yaml": yaml.encode(), f"{PLAN}areas.csv": areas.encode()}))
    assert [(row["area_id"], row["name_da"]) for row in plan.list_areas("area") or []] == [("a", "A"), ("ab", "A og B")]


def test_a_declaration_is_read_through_names_modules_and_tuples():
    source = program(
        a="from datetime import date\nfrom hpanalysis.b import CODES\n"
        "X = ('a', *CODES)\nY = Count(X, n=-1, day=date(2025, 7, 1))",
        b="from hpanalysis.c import MORE\nCODES = (*MORE, 'c')",
        c="MORE = ('b',)",
    )
    assert source.read("hpanalysis.a", "X") == ("a", "b", "c")
    call = source.read("hpanalysis.a", "Y")
    assert isinstance(call, Call)
    assert (call.get("x", 0), call.get("day"), call.get("z", default=3)) == (("a", "b", "c"), date(2025, 7, 1), 3)
    assert isinstance(call.get("n"), Written)


def test_two_conditions_that_say_the_same_under_other_names_are_equal():
    source = program(
        a="import narwhals as nw\nfrom hpanalysis.b import CODES\n"
        "age = nw.col('alder') > 3\nX = age & nw.col('y').is_in(list(CODES))",
        c="import narwhals as nw\nold = nw.col('alder') > 3\nX = old & nw.col('y').is_in(list(('a', 'b')))",
        b="CODES = ('a', 'b')",
    )
    one, other = source.read("hpanalysis.a", "X"), source.read("hpanalysis.c", "X")
    assert isinstance(one, Written) and one == other


def test_what_a_program_does_not_tell_is_unknown():
    source = program(a="X = Y\nY = X\nZ = f(**more)\nW = (*Q,)\nV = Unit.PERCENT", b="not python (", c="import a")
    assert all(source.read("hpanalysis.a", name) is UNKNOWN for name in ("X", "Y", "Z", "W", "nothing"))
    assert source.read("hpanalysis.a", "V") == Member("Unit", "PERCENT")
    assert not source.has("hpanalysis.b") and source.read("hpanalysis.b", "X") is UNKNOWN
    assert declared_indicators.read_indicators(source) == {}
    assert list_report_pages(source, Plan(package({}))) is None
