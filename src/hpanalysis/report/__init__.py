"""judged -> the pages that are read: tables, charts, sentences, HTML.

A notebook's cell is one call of what is named here; its result shows itself in JupyterLab and on the page. Every call
takes the judged table (`tables.JUDGED`) or the checks (`tables.CHECKS`), the half-year and the edition.
"""

from hpanalysis.report.agreements import deletion
from hpanalysis.report.control_series import control
from hpanalysis.report.convert import index_html, to_html, warm_up
from hpanalysis.report.corrections import corrected, corrected_figures
from hpanalysis.report.delaftale import agreement_check, delmaal_sections
from hpanalysis.report.html import Block
from hpanalysis.report.overview import (
    ages,
    attention_and_progress,
    decisions,
    delmaal_matrix,
    news,
    overall_goals,
    summary,
)
from hpanalysis.report.page import page
from hpanalysis.report.printed_baselines import printed_contradictions, printed_in_order, printed_undecided
from hpanalysis.report.profile import area_courses, area_facts, area_indicators, area_words
from hpanalysis.report.quality import findings, owners, rules, sources, withheld
from hpanalysis.report.release import checks, judged
from hpanalysis.report.strategic import goal_sections

__all__ = [
    "Block",
    "ages",
    "agreement_check",
    "area_courses",
    "area_facts",
    "area_indicators",
    "area_words",
    "attention_and_progress",
    "checks",
    "control",
    "corrected",
    "corrected_figures",
    "decisions",
    "deletion",
    "delmaal_matrix",
    "delmaal_sections",
    "findings",
    "goal_sections",
    "index_html",
    "judged",
    "news",
    "overall_goals",
    "owners",
    "page",
    "printed_contradictions",
    "printed_in_order",
    "printed_undecided",
    "rules",
    "sources",
    "summary",
    "to_html",
    "warm_up",
    "withheld",
]
