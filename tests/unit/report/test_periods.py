from datetime import date

import pytest

from hpanalysis import danish
from hpanalysis.danish import NBSP
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.report import periods


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


@pytest.mark.parametrize(
    ("indicator_id", "window", "start", "inside", "bare"),
    [
        ("fraflytning", "2025", "I 2025", "i 2025", "2025"),
        ("elevfravaer", "2024-25", "I skoleåret 2024/25", "i skoleåret 2024/25", "skoleåret 2024/25"),
        (
            "kontanthjaelp",
            "2025-04/2026-03",
            "I de 12 måneder til og med marts 2026",
            "i de 12 måneder til og med marts 2026",
            "de 12 måneder til og med marts 2026",
        ),
        ("ungdomsskole", "2025-09-01", "Pr. 1. september 2025", "pr. 1. september 2025", "1. september 2025"),
        ("moedre_kontanthjaelp", "2025-12", "I december 2025", "i december 2025", "december 2025"),
        ("unge_i_uddannelse_15_mdr", "2025-10", "For afgangsår 2024", "for afgangsår 2024", "afgangsår 2024"),
        ("unge_paabegyndt_samme_aar", "2025-10", "For afgangsår 2025", "for afgangsår 2025", "afgangsår 2025"),
        ("dagtilbud_1_5_aar", "2024", "I 2024", "i 2024", "2024"),
        ("stemt_kommunalvalg", "2025", "Ved kommunalvalget i 2025", "i 2025", "kommunalvalget i 2025"),
        ("stemt_folketingsvalg", "2022", "Ved folketingsvalget i 2022", "i 2022", "folketingsvalget i 2022"),
        (
            "grundlaeggende_trygge",
            "2025",
            "I tryghedsmålingen 2025",
            "i tryghedsmålingen 2025",
            "tryghedsmålingen 2025",
        ),
    ],
)
def test_every_kind_of_window_has_its_words(indicator_id, window, start, inside, bare):
    period = periods.name_period(catalogue.indicators()[indicator_id], window)
    assert (plain(period.start), plain(period.inside), plain(period.bare)) == (start, inside, bare)


def test_every_declared_indicator_has_words_for_its_windows():
    first, last = HalfYear.parse("2024H2"), HalfYear.parse("2026H1")
    spoken = [
        periods.name_period(i, span.id)
        for i in catalogue.indicators().values()
        for span in i.window.so_far(first, last)
    ]
    assert len(spoken) > 40
    assert all(p.short and p.bare in p.inside + p.start for p in spoken)
    assert max(len(p.axis) for p in spoken) <= 8


@pytest.mark.parametrize(
    ("end", "months"),
    [(date(2025, 12, 31), 6), (date(2026, 6, 30), 0), (date(2025, 7, 31), 11), (date(2026, 5, 31), 1)],
)
def test_the_age_of_a_figure_is_counted_in_whole_months(end, months):
    assert periods.count_age_in_months(end, date(2026, 6, 30)) == months


def test_one_month_is_singular():
    assert plain(periods.format_age(date(2026, 5, 31), date(2026, 6, 30))) == "1 måned"


def test_the_next_school_year_is_due_after_the_summer():
    assert periods.find_next_due(catalogue.indicators()["elevfravaer"], HalfYear.parse("2026H1")) == date(2026, 9, 30)


def test_nobody_knows_when_the_next_survey_comes():
    assert periods.find_next_due(catalogue.indicators()["grundlaeggende_trygge"], HalfYear.parse("2026H1")) is None


def test_a_half_year_and_a_day_are_written_out():
    assert plain(danish.format_half_year(HalfYear.parse("2026H1"))) == "1. halvår 2026"
    assert plain(danish.format_day(date(2026, 6, 30))) == "30. juni 2026"


@pytest.mark.parametrize(
    ("indicator_id", "window", "start", "cohort"),
    [
        ("fraflytning", "2023..2025", "I årene 2023-25 samlet", "årene 2023-25"),
        ("unge_i_uddannelse_15_mdr", "2023-10..2025-10", "For afgangsårene 2022-24 samlet", "årene 2022-24"),
    ],
)
def test_pooled_years_have_their_words(indicator_id, window, start, cohort):
    period = periods.name_period(catalogue.indicators()[indicator_id], window)
    assert (plain(period.start), period.cohort) == (start, cohort)
