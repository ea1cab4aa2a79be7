"""Each form of a target and each word of a verdict, from the published numbers that it is given on."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from disclosed_tables import RANDERS
from hpanalysis import law
from hpanalysis.definitions import catalogue
from hpanalysis.judge.counts import FigureCounts
from hpanalysis.judge.target import PublishedDifference, TargetEvidence, judge_target
from hpanalysis.judge.target.criterion import compare_with_criterion, find_criterion
from hpanalysis.plan import Target
from hpanalysis.tables import Evidence, Since, Status, Verdict

# Low is good. Turned to `high is good` by the tests that say so.
ABSENCE = "elevfravaer"
LEVEL, NUMBER = Target.AT_MUNICIPALITY, Target.NUMBER
FALLING, CRITERION = Target.FALLING, Target.BELOW_STATE_CRITERION


def lies(value: float, low: float, high: float) -> PublishedDifference:
    return PublishedDifference(value=value, low=low, high=high)


def evidence(target: Target, **given) -> TargetEvidence:
    """A figure of 10, 8 to 12, low is good, of which no test decides anything: margin 2, and 5 to be reached."""
    adoption = replace(RANDERS.adoption(ABSENCE), target=target, margin=Decimal(2), target_value=Decimal(5))
    usual = {
        "indicator": catalogue.indicators()[ABSENCE],
        "adoption": adoption,
        "status": Status.SHOWN,
        "value": 10.0,
        "limits": (8.0, 12.0),
        "versus_reason": "",
        "since": Since.NO_SURE_CHANGE,
        "since_reason": "",
        "direction": Evidence.UNCERTAIN,
        "gap": lies(4.0, 0.0, 8.0),
        "from_line": lies(0.0, -2.0, 2.0),
    }
    return TargetEvidence(**(usual | given))


def judge(target: Target, **given) -> tuple[Verdict | None, str]:
    found = judge_target(evidence(target, **given))
    return found.verdict, found.reason


@pytest.mark.parametrize(
    ("given", "verdict", "reason"),
    [
        ({"since": Since.IMPROVED}, Verdict.MET, ""),
        ({"since": Since.WORSENED}, Verdict.NOT_ON_TRACK, "tallet er forværret siden udgangspunktet"),
        (
            {"direction": Evidence.PROBABLY_IMPROVED},
            Verdict.TOWARDS,
            "tallet sandsynligvis er forbedret siden udgangspunktet, uden at en test afgør det",
        ),
        (
            {"direction": Evidence.PROBABLY_WORSENED},
            Verdict.AWAY,
            "tallet sandsynligvis er forværret siden udgangspunktet, uden at en test afgør det",
        ),
        (
            {"direction": Evidence.ALMOST_SURELY_IMPROVED},
            Verdict.TOWARDS,
            "tallet næsten sikkert er forbedret siden udgangspunktet, uden at en test afgør det",
        ),
        (
            {"direction": Evidence.ALMOST_SURELY_WORSENED},
            Verdict.AWAY,
            "tallet næsten sikkert er forværret siden udgangspunktet, uden at en test afgør det",
        ),
        (
            {"direction": Evidence.UNCERTAIN},
            Verdict.UNCLEAR,
            "det er uvist, om tallet er forbedret eller forværret siden udgangspunktet",
        ),
        (
            {"direction": None},
            Verdict.UNCLEAR,
            "det er uvist, om tallet er forbedret eller forværret siden udgangspunktet",
        ),
        ({"since": Since.BREAK, "direction": None}, Verdict.UNCLEAR, "der er databrud"),
        (
            {"since": Since.NOT_JUDGEABLE, "since_reason": "udgangspunktet ikke kendes", "direction": None},
            Verdict.UNCLEAR,
            "udgangspunktet ikke kendes",
        ),
    ],
)
def test_falling_is_met_by_a_sure_fall_and_pointed_to_by_a_probable_one(given, verdict, reason):
    assert judge(FALLING, **given) == (verdict, reason)
    assert judge_target(evidence(FALLING, **given)).probability is None  # a target without a size has none of its own


# The law in force: over 40 per cent as the mean of two years.
WORK = find_criterion(RANDERS.law, "uden_for_arbejdsmarkedet", 2025)
NEWEST_BELOW = "det nyeste år er under statens kriterium, men gennemsnittet af to år er ikke"
NEARER = "tallet er faldet siden året før, men er endnu ikke under statens kriterium"
NOT_NEARER = "tallet er over statens kriterium og er ikke faldet siden året før"
YEAR_MISSING = "tallet for et af de to år mangler, og loven bruger gennemsnittet af dem"
WHOLE = 1_000_000  # so many residents that each ten-thousandth of a per cent is a person


def beside(now: float | None, before: float | None, criterion=WORK):
    """Two years' shares in per cent beside the criterion. None: not delivered, or hidden."""
    now_counts, before_counts = (
        None if one is None else FigureCounts(numerator=Decimal(round(one * WHOLE / 100)), denominator=WHOLE)
        for one in (now, before)
    )
    return {"criterion": compare_with_criterion(criterion, now_counts, before_counts)}


@pytest.mark.parametrize(
    ("now", "before", "verdict", "reason"),
    [
        (40.0, 40.0, Verdict.MET, ""),  # the law says over: the limit itself is under it
        (39.0, 41.0, Verdict.MET, ""),
        (41.0, 39.0, Verdict.MET, ""),  # the law asks for the mean, whichever way the figure goes
        (40.0001, 40.0, Verdict.NOT_ON_TRACK, NOT_NEARER),
        (40.0001, 39.9999, Verdict.MET, ""),
        (40.0, 40.0001, Verdict.ON_TRACK, NEWEST_BELOW),
        (39.0, 42.0, Verdict.ON_TRACK, NEWEST_BELOW),
        (41.0, 42.0, Verdict.TOWARDS, NEARER),
        (42.0, 42.0, Verdict.NOT_ON_TRACK, NOT_NEARER),
        (42.0, 41.0, Verdict.NOT_ON_TRACK, NOT_NEARER),
        (42.0, 37.9999, Verdict.MET, ""),
        (30.0, None, Verdict.UNCLEAR, YEAR_MISSING),  # no verdict on half a rule, however low the year
        (50.0, None, Verdict.UNCLEAR, YEAR_MISSING),
    ],
)
def test_below_the_criterion_is_what_the_law_holds_against_its_limit(now, before, verdict, reason):
    assert judge(CRITERION, **beside(now, before)) == (verdict, reason)
    # No test of chance and no change since the baseline goes into it: the state counts everybody.
    assert judge(CRITERION, since=Since.WORSENED, **beside(now, before)) == (verdict, reason)
    assert judge_target(evidence(CRITERION, **beside(now, before))).probability is None


def test_a_law_without_the_criterion_leaves_the_target_undecided():
    no_criterion = "loven ikke har en grænse for tallet det år"
    assert find_criterion(RANDERS.law, "ikke_vestlige", 2025) is None  # it is no counted criterion since 2018
    assert judge(CRITERION, **beside(30.0, 30.0, None)) == (Verdict.UNCLEAR, no_criterion)


@pytest.mark.parametrize(
    ("list_year", "area_type", "limit"),
    [(2013, law.AreaType.PARALLEL, 40), (2017, law.AreaType.PARALLEL, 40), (2018, law.AreaType.VULNERABLE, 40)],
)
def test_the_limit_is_that_of_the_states_list_by_the_rules_of_its_year(list_year, area_type, limit):
    found = find_criterion(RANDERS.law, "uden_for_arbejdsmarkedet", list_year)
    rule = RANDERS.law.version_on(law.list_day(list_year)).rules[area_type]
    assert found in rule.counted and found.limit == limit
    assert WORK.limit == 40 != Fraction(30)  # and never the lower one of a forebyggelsesområde


SURELY_AHEAD = "tallet er foran den lige linje fra udgangspunktet til målet, og afstanden er sikker"
SURELY_BEHIND = "tallet er bag den lige linje fra udgangspunktet til målet, og afstanden er sikker"
FOLLOWED = "tallet er forbedret siden udgangspunktet og har fulgt den lige linje mod målet"
REACHED = "målet sandsynligvis er nået, uden at en test afgør det"
AHEAD = "tallet sandsynligvis er foran den lige linje mod målet, uden at en test afgør det"
BEHIND = "tallet sandsynligvis er bag den lige linje mod målet, uden at en test afgør det"
WITHIN = "tallet ligger så tæt på den lige linje mod målet, at forskellen kan være tilfældig"
SLOW = "tallet ser ud til at være forbedret siden udgangspunktet, men langsommere end den lige linje mod målet"


@pytest.mark.parametrize(
    ("given", "verdict", "reason"),
    [
        ({"gap": lies(0.0, -1.9, 1.9)}, Verdict.MET, ""),  # within the margin of 2 on the bad side, which is up
        ({"gap": lies(-5.0, -12.0, 1.9)}, Verdict.MET, ""),  # or better
        ({"gap": lies(0.0, -2.0, 2.0), "from_line": None}, Verdict.TOWARDS, REACHED),  # not within: it touches
        ({"from_line": lies(-2.0, -4.0, 0.0)}, Verdict.ON_TRACK, SURELY_AHEAD),
        ({"from_line": lies(0.0, -2.0, 2.0), "since": Since.IMPROVED}, Verdict.ON_TRACK, FOLLOWED),
        ({"from_line": lies(2.0, 0.1, 4.0)}, Verdict.NOT_ON_TRACK, SURELY_BEHIND),
        # Probably at the target already: no way is left to be behind on.
        ({"gap": lies(0.5, -2.0, 3.0), "from_line": lies(2.0, 0.1, 4.0)}, Verdict.TOWARDS, REACHED),
        ({"from_line": lies(-1.0, -3.0, 1.0)}, Verdict.TOWARDS, AHEAD),
        ({"from_line": lies(0.5, -1.5, 2.5)}, Verdict.UNCLEAR, WITHIN),
        ({"from_line": lies(1.0, -1.0, 3.0)}, Verdict.AWAY, BEHIND),
        # Improved, though more slowly than the line: it does not point away.
        ({"from_line": lies(1.0, -1.0, 3.0), "since": Since.IMPROVED}, Verdict.UNCLEAR, SLOW),
        ({"from_line": lies(1.0, -1.0, 3.0), "direction": Evidence.PROBABLY_IMPROVED}, Verdict.UNCLEAR, SLOW),
        # Without a line, being far from the target is no direction.
        ({"from_line": None, "since": Since.BREAK, "direction": None}, Verdict.UNCLEAR, "der er databrud"),
        ({"from_line": None}, Verdict.UNCLEAR, "kommunens udgangspunkt ikke kan vises"),
        (
            {"from_line": None, "since": Since.NOT_JUDGEABLE, "since_reason": "der endnu kun er én opgørelse"},
            Verdict.UNCLEAR,
            "der endnu kun er én opgørelse",
        ),
        (
            {"gap": None, "from_line": None, "versus_reason": "kommunens tal ikke kan vises"},
            Verdict.UNCLEAR,
            "kommunens tal ikke kan vises",
        ),
        ({"gap": None, "from_line": None}, Verdict.UNCLEAR, "antallet af personer er for lille"),
    ],
)
def test_the_municipalitys_level_is_tested_first_and_then_likely_or_not(given, verdict, reason):
    assert judge(LEVEL, **given) == (verdict, reason)


@pytest.mark.parametrize(
    ("given", "verdict", "reason"),
    [
        ({"value": 4.0, "limits": (3.0, 5.0)}, Verdict.MET, ""),  # 5 is to be reached, from above
        (
            {"value": 4.5, "limits": (2.5, 6.5), "from_line": None},
            Verdict.UNCLEAR,
            "kommunens udgangspunkt ikke kan vises",
        ),
        ({"value": 4.0, "limits": (2.0, 6.0), "from_line": None}, Verdict.TOWARDS, REACHED),
        ({"from_line": lies(-2.0, -4.0, 0.0)}, Verdict.ON_TRACK, SURELY_AHEAD),
        ({"from_line": lies(2.0, 0.1, 4.0)}, Verdict.NOT_ON_TRACK, SURELY_BEHIND),
        ({"from_line": lies(-1.0, -3.0, 1.0)}, Verdict.TOWARDS, AHEAD),
        ({"from_line": lies(1.0, -1.0, 3.0)}, Verdict.AWAY, BEHIND),
        ({"from_line": lies(0.1, -1.9, 2.1)}, Verdict.UNCLEAR, WITHIN),
        ({"limits": None}, Verdict.UNCLEAR, "antallet af personer er for lille"),
    ],
)
def test_a_number_is_reached_by_the_whole_interval(given, verdict, reason):
    assert judge(NUMBER, **given) == (verdict, reason)


def test_where_a_high_figure_is_good_the_same_numbers_turned_give_the_same_verdict():
    school = {"indicator": catalogue.indicators()["ungdomsskole"]}
    for low, high in (
        ({"gap": lies(0.0, -1.9, 1.9)}, {"gap": lies(0.0, -1.9, 1.9)}),
        ({"gap": lies(-5.0, -12.0, 1.9)}, {"gap": lies(5.0, -1.9, 12.0)}),
        ({"from_line": lies(-1.0, -3.0, 1.0)}, {"gap": lies(-4.0, -8.0, 0.0), "from_line": lies(1.0, -1.0, 3.0)}),
        ({"from_line": lies(2.0, 0.1, 4.0)}, {"gap": lies(-4.0, -8.0, 0.0), "from_line": lies(-2.0, -4.0, -0.1)}),
    ):
        assert judge(LEVEL, **low) == judge(LEVEL, **high, **school)


def test_the_probability_is_that_of_what_is_likelier():
    # At the level: 2 - 4 over a half of 4; ahead of the line: 1 over a half of 2.
    found = judge_target(evidence(LEVEL, from_line=lies(-1.0, -3.0, 1.0)))
    assert found.probability == 0.8365
    assert judge_target(evidence(LEVEL, from_line=None)).probability == 0.1635
    assert judge_target(evidence(LEVEL, gap=None)).probability is None


@pytest.mark.parametrize("target", [LEVEL, NUMBER, FALLING, CRITERION, Target.AT_OR_ABOVE_MUNICIPALITY])
@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (Status.HIDDEN, "tallet ikke vises"),
        (Status.NOT_DELIVERED, "tallet ikke er leveret"),
        (Status.NO_PERSONS, "der ikke er nogen personer i målgruppen"),
    ],
)
def test_without_a_number_the_target_cannot_be_computed_whatever_else_is_known(target, status, reason):
    assert judge(target, value=None, status=status, since=Since.IMPROVED) == (Verdict.NOT_COMPUTABLE, reason)


@pytest.mark.parametrize("target", [Target.NONE, Target.FOLLOW_MUNICIPALITY, Target.DEVELOPMENT])
def test_a_target_that_is_only_followed_is_not_judged(target):
    assert judge(target) == (None, "")
    assert judge(target, value=None, status=Status.HIDDEN) == (None, "")
