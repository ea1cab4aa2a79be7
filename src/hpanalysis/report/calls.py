"""What a notebook's cells call."""

# ruff: noqa: F401
from hpanalysis.report.control_series import control
from hpanalysis.report.convert import archive_html, definition_pages, index_html, to_html, warm_up
from hpanalysis.report.covered import corrected_in
from hpanalysis.report.data_quality.agreements import deletion
from hpanalysis.report.data_quality.printed_baselines import printed_contradictions, printed_in_order, printed_undecided
from hpanalysis.report.data_quality.quality import findings, owners, rules, sources
from hpanalysis.report.data_quality.rules_as_data import rules_as_data
from hpanalysis.report.data_quality.withheld import withheld
from hpanalysis.report.html import Block
from hpanalysis.report.pages.annual_report import (
    annual_caveats,
    annual_summary,
    courses_at_a_glance,
    delmaal_at_a_glance,
    goals_in_short,
    most_important,
)
from hpanalysis.report.pages.data_report import (
    board_corrections,
    board_courses,
    board_coverage,
    board_goals_at_a_glance,
)
from hpanalysis.report.pages.delaftale import agreement_check, delmaal_sections
from hpanalysis.report.pages.one_figure import areas_compared, course, funnel, months
from hpanalysis.report.pages.overview import ages, attention_and_progress, delmaal_matrix, news, overall_goals, summary
from hpanalysis.report.pages.strategic import goal_sections
from hpanalysis.report.profile.profile import area_courses, area_facts, area_indicators, area_summary, area_words
from hpanalysis.report.release import checks, judged
from hpanalysis.report.site.titles import page
from hpanalysis.report.tables.corrections import corrected, corrected_figures
from hpanalysis.report.year.emergency_year import (
    emergency_deadlines,
    emergency_evaluations,
    emergency_levels,
    emergency_status,
)
from hpanalysis.report.year.year_board import year_treated
from hpanalysis.report.year.year_duties import year_duties
from hpanalysis.report.year.year_goals import year_goals
from hpanalysis.report.year.year_hours import year_hours
from hpanalysis.report.year.year_page import year_html, year_page
from hpanalysis.report.year.year_publication import published
from hpanalysis.report.year.year_requirements import year_requirements
