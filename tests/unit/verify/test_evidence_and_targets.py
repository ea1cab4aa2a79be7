"""Half-years judged for real: evidence, distances and verdicts on targets hold, and one that is altered is named."""

from dataclasses import replace
from decimal import Decimal

import pytest

from disclosed_tables import RANDERS
from hpanalysis.plan import Target
from hpanalysis.verify.checks import judgements
from hpanalysis.verify.opening.outcomes import State
from hpanalysis.verify.opening.package import Package
from hpanalysis.verify.remake import evidence, target
from judged_packages import change_row, draw_half_year, make_package
from slow_cases import keep_some_quick

# The plan of Randers with targets of every form that is judged: the municipality's level of rates and of time, numbers.
_FORMS = {
    "fraflytning": (Target.AT_MUNICIPALITY, None),
    "elevfravaer": (Target.NUMBER, Decimal("8.0")),
    "elevfravaer_over_10": (Target.NUMBER, Decimal("25.0")),
}
PLAN = replace(
    RANDERS,
    adoptions=tuple(
        replace(a, target=_FORMS[a.indicator_id][0], target_value=_FORMS[a.indicator_id][1], margin=Decimal("2.5"))
        if a.indicator_id in _FORMS
        else a
        for a in RANDERS.adoptions
    ),
)


@pytest.fixture(scope="module")
def package() -> Package:
    return make_package(draw_half_year(1))


def fails_by(tampered: tuple[Package, str], column: str) -> bool:
    """Whether the check names just the cell that was changed."""
    outcome = judgements.check(tampered[0])
    return outcome.state is State.FAILS and any(f"{tampered[1]}: »{column}«" in each for each in outcome.problems)


@pytest.mark.parametrize("plan", [RANDERS, PLAN], ids=["the plan's targets", "targets of all forms"])
@pytest.mark.parametrize("seed", keep_some_quick(range(5), every=5))
def test_what_the_program_judged_holds(seed, plan):
    assert judgements.check(make_package(draw_half_year(seed, plan), plan)).problems == ()


def multiply(times: float):
    return lambda text: f"{times * float(text):.6g}"


@pytest.mark.parametrize(
    "indicator", keep_some_quick(["ungdomsskole", "fraflytning", "udsaettelser", "elevfravaer"], every=2)
)
@pytest.mark.parametrize("column", ["effect", "effect_se"])
def test_an_effect_that_the_counts_do_not_give_is_named(package, indicator, column):
    """Of persons' time the printed limits bound it, so that a third more is outside."""

    def choose(row) -> bool:
        return row["indicator_id"] == indicator and bool(row[column]) and abs(float(row[column])) > 0.05

    times = 1.5 if indicator == "elevfravaer" else 1.0002
    unlinked = change_row(
        package, lambda r: choose(r) and "i parret form" not in r["method"], **{column: multiply(times)}
    )
    assert fails_by(unlinked, column)


@pytest.mark.parametrize(
    ("column", "value"),
    [("prior_sd", multiply(1.001)), ("probability", lambda p: f"{abs(float(p) - 0.0003):.4f}"), ("evidence", None)],
)
def test_what_follows_from_the_effects_is_made_anew(package, column, value):
    for word in (*evidence.ALMOST_SURELY, *evidence.PROBABLY, evidence.UNCERTAIN):
        other = "uvist" if word != "uvist" else "sandsynligvis forbedret"
        told = other if value is None else value
        if any(row.cells["evidence"] == word for row in package.rows.values()):
            assert fails_by(change_row(package, lambda r, w=word: r["evidence"] == w, **{column: told}), column)


def test_evidence_stands_whole_or_not_at_all(package):
    assert fails_by(change_row(package, lambda r: r["evidence"], evidence=""), "evidence")
    made_up = change_row(package, lambda r: r["status"] == "diskretioneret", effect="0.1", effect_se="0.1")
    assert fails_by(made_up, "effect")
    none = dict.fromkeys(evidence.COLUMNS, "")
    gone = change_row(package, lambda r: r["indicator_id"] == "fraflytning" and r["effect"], **none)
    assert fails_by(gone, "effect")


@pytest.mark.parametrize("indicator", ["ungdomsskole", "fraflytning", "elevfravaer"])
def test_a_distance_to_the_municipality_that_the_counts_do_not_give_is_named(package, indicator):
    def choose(row) -> bool:
        return row["indicator_id"] == indicator and bool(row["gap"]) and abs(float(row["gap_lo"])) > 0.2

    assert fails_by(change_row(package, choose, gap=multiply(1.0002)), "gap")
    assert fails_by(change_row(package, choose, gap=""), "gap")
    times = 3.0 if indicator == "elevfravaer" else 1.001
    assert fails_by(change_row(package, choose, gap_lo=multiply(times)), "gap_lo")


def test_of_persons_time_a_p_must_agree_with_the_distance_beside_it(package):
    def is_sure(row) -> bool:
        return row["indicator_id"] == "elevfravaer" and bool(row["gap_lo"]) and float(row["gap_lo"]) > 0

    assert fails_by(change_row(package, is_sure, municipality_p="0.4"), "municipality_p")


@pytest.mark.parametrize("column", ["line", "from_line", "from_line_lo", "margin", "target_probability"])
def test_a_line_a_margin_and_a_probability_must_follow(package, column):
    def choose(row) -> bool:
        return row["indicator_id"] == "ungdomsskole" and bool(row[column]) and bool(row["from_line"])

    if column == "target_probability":
        other = change_row(package, choose, target_probability=lambda p: f"{abs(float(p) - 0.0002):.4f}")
    elif column in ("line", "margin"):
        other = change_row(package, choose, **{column: lambda text: f"{float(text) + 2:g}"})
    else:
        other = change_row(package, choose, **{column: multiply(1.3)})
    assert fails_by(other, column)
    assert fails_by(change_row(package, choose, **{column: ""}), "from_line" if "from" in column else column)


_VERDICTS = (target.MET, target.ON_TRACK, target.TOWARDS, target.UNCLEAR, target.AWAY, target.NOT_ON_TRACK)


@pytest.mark.slow
def test_each_verdict_on_a_target_is_named_when_it_is_changed(package):
    """Each word that is given, to each other one; a reason stands with every verdict but that the target is met."""
    for word in (*_VERDICTS, target.NOT_COMPUTABLE):
        if not any(row.cells["verdict"] == word for row in package.rows.values()):
            continue
        for other in (*_VERDICTS, target.NOT_COMPUTABLE, ""):
            if other != word:
                assert fails_by(change_row(package, lambda r, w=word: r["verdict"] == w, verdict=other), "verdict")
        reason = "" if word != target.MET else "det er gået godt"
        assert fails_by(change_row(package, lambda r, w=word: r["verdict"] == w, reason=reason), "reason")


def test_columns_that_the_packages_own_program_writes_may_not_be_left_out(package):
    own = {"data/projekt/src/hpanalysis/tables/judged.py": b'number_column("from_line_lo", "x")'}
    text = package.files["data/udgivelse/2026H1/indicators.csv"].decode().replace("from_line_lo", "noget_andet", 1)
    files = package.files | own | {"data/udgivelse/2026H1/indicators.csv": text.encode()}
    problems = judgements.check(replace(package, files=files)).problems
    assert any("mangler kolonnen »from_line_lo«" in problem for problem in problems)
