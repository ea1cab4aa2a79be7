"""judged -> the pages that are read: tables, charts, sentences, HTML.

A notebook's cell is one call of what is named here; its result shows itself in JupyterLab and on the page. Every call
takes the judged table (`tables.JUDGED`) or the checks (`tables.CHECKS`), the half-year and the edition. The calls of an
accounting year (`year_...`, `emergency_...`) take besides what the secretariat's logs come to (`yearly_logs`).
"""

from hpanalysis.report.agreements import deletion
from hpanalysis.report.annual_report import (
    annual_caveats,
    annual_summary,
    courses_at_a_glance,
    delmaal_at_a_glance,
    goals_in_short,
    most_important,
)
from hpanalysis.report.control_series import control
from hpanalysis.report.convert import archive_html, definition_pages, index_html, to_html, warm_up
from hpanalysis.report.corrections import corrected, corrected_figures
from hpanalysis.report.covered import corrected_in
from hpanalysis.report.data_report import board_corrections, board_courses, board_coverage, board_goals_at_a_glance
from hpanalysis.report.delaftale import agreement_check, delmaal_sections
from hpanalysis.report.emergency_year import (
    emergency_deadlines,
    emergency_evaluations,
    emergency_levels,
    emergency_status,
)
from hpanalysis.report.followup_archive import published_years
from hpanalysis.report.followup_board import year_treated
from hpanalysis.report.followup_duties import year_duties
from hpanalysis.report.followup_goals import year_goals
from hpanalysis.report.followup_hours import year_hours
from hpanalysis.report.followup_page import year_html, year_page
from hpanalysis.report.followup_requirements import year_requirements
from hpanalysis.report.followup_year import published
from hpanalysis.report.html import Block
from hpanalysis.report.one_figure import areas_compared, course, funnel, months
from hpanalysis.report.overview import (
    ages,
    attention_and_progress,
    delmaal_matrix,
    news,
    overall_goals,
    summary,
)
from hpanalysis.report.page import page
from hpanalysis.report.printed_baselines import printed_contradictions, printed_in_order, printed_undecided
from hpanalysis.report.profile import area_courses, area_facts, area_indicators, area_summary, area_words
from hpanalysis.report.quality import findings, owners, rules, sources
from hpanalysis.report.release import checks, judged
from hpanalysis.report.rules_as_data import rules_as_data
from hpanalysis.report.strategic import goal_sections
from hpanalysis.report.withheld import withheld

__all__ = [
    "Block",
    "ages",
    "agreement_check",
    "annual_caveats",
    "annual_summary",
    "archive_html",
    "area_courses",
    "area_facts",
    "area_indicators",
    "area_summary",
    "area_words",
    "areas_compared",
    "attention_and_progress",
    "board_corrections",
    "board_courses",
    "board_coverage",
    "board_goals_at_a_glance",
    "checks",
    "control",
    "corrected",
    "corrected_figures",
    "corrected_in",
    "course",
    "courses_at_a_glance",
    "definition_pages",
    "deletion",
    "delmaal_at_a_glance",
    "delmaal_matrix",
    "delmaal_sections",
    "emergency_deadlines",
    "emergency_evaluations",
    "emergency_levels",
    "emergency_status",
    "findings",
    "funnel",
    "goal_sections",
    "goals_in_short",
    "index_html",
    "judged",
    "months",
    "most_important",
    "news",
    "overall_goals",
    "owners",
    "page",
    "printed_contradictions",
    "printed_in_order",
    "printed_undecided",
    "published",
    "published_years",
    "rules",
    "rules_as_data",
    "sources",
    "summary",
    "to_html",
    "warm_up",
    "withheld",
    "year_duties",
    "year_goals",
    "year_hours",
    "year_html",
    "year_page",
    "year_requirements",
    "year_treated",
]
