"""judged -> the pages that are read: tables, charts, sentences, HTML.

A notebook's cell is one call of what is named here; its result shows itself in JupyterLab and on the page. Every call
takes the judged table (`tables.JUDGED`) or the checks (`tables.CHECKS`), the half-year and the edition. The calls of an
accounting year (`year_...`, `emergency_...`) take besides what the secretariat's logs come to (`yearly_logs`).
"""

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


def __getattr__(name: str):
    """What makes pages is imported when it is asked for: the pipeline reads the reports' declarations alone."""
    if name not in __all__:
        raise AttributeError(name)
    from hpanalysis.report import calls

    return getattr(calls, name)
