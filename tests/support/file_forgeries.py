"""Forgeries of a package's files beside its figures, by name: what is done, and the check that must name it.

Each changes all that goes with it but data/projekt, the package's own program and plan. Digests are made right again by
whoever runs it (`Forgery.again`). What nobody could see from the package is told so, with the reason.
"""

from __future__ import annotations

from dataclasses import dataclass

import file_changes as do
from file_changes import FRONT, MANIFEST, NOTEBOOKS, OVERVIEW, PUBLISHED, QUALITY, RULES, YEAR, Change
from forged_packages import CRATE, PROJECT


@dataclass(frozen=True)
class ForgedFile:
    """A forgery: what is done, and the check that must name it. `unseen` says why none can, and then `check` is
    empty."""

    change: Change
    check: str = ""
    unseen: str = ""


def _named(check: str, **changes: Change) -> dict[str, ForgedFile]:
    """Forgeries that one check must name."""
    return {name.replace("_", " "): ForgedFile(change, check) for name, change in changes.items()}


def _book(change, name: str = "oversigt") -> Change:
    return do.edit_notebook(name, change)


_OF_NOTEBOOKS = _named(
    "notesboeger",
    a_figure_in_a_notebook=_book(do.a_figure_in_an_output),
    a_word_in_a_notebook=_book(do.edit_output(1, "delmål", "mål")),
    a_result_taken_out_of_a_notebook=_book(do.an_output_taken_out),
    a_result_taken_out_of_notebook_and_page=do.an_output_taken_out_of_the_page_too,
    a_result_taken_out_of_a_page=do.a_page_without_a_result,
    words_added_to_a_page=do.words_added_to_a_page,
    two_results_in_another_order=_book(do.two_outputs_swapped),
    a_heading_in_JupyterLab_alone=_book(do.edit_output(0, "<h1>", "<h1>Godt: ")),
    a_heading_on_the_page_alone=_book(do.edit_output(0, "<h1>", "<h1>Godt: ", do.BLOCK)),
    the_band_in_JupyterLab=_book(do.a_band_taken_out_in_lab),
    a_style_in_JupyterLab=_book(do.edit_output(0, "<style>", "<style>td{display:none}")),
    a_number_printed=_book(do.something_printed("Andelen er 87,31 pct.\n")),
    a_whole_number_printed=_book(do.something_printed("I alt 98765 personer\n")),
    a_result_for_the_notebook_alone=_book(do.a_result_for_the_notebook_alone, "delaftale-opvaekst"),
    a_cell_edited=_book(do.a_cell_edited),
    a_cell_added=_book(do.a_cell_added),
    a_cell_taken_out=_book(do.a_cell_taken_out),
    another_half_year=_book(do.other_parameters("2026H1", "2025H2")),
    the_confidential_edition=_book(do.other_parameters("offentlig", "fortrolig")),
    another_area=_book(do.other_parameters("soeparken", "skraenten"), "omraade-soeparken"),
    code_among_the_parameters=_book(do.other_parameters("# Parameters", "import os")),
    a_picture_among_the_results=_book(do.a_picture),
    a_text_beside_a_result=_book(do.a_plain_text_beside),
    a_note_on_a_notebook=_book(do.a_note_on_the_notebook),
    a_note_on_a_cell=_book(do.a_note_on_a_cell),
    a_notebook_left_out=do.leave_out(f"{NOTEBOOKS}datakvalitet.ipynb"),
    a_notebook_too_many=do.add_like(f"{NOTEBOOKS}ekstra.ipynb", f"{NOTEBOOKS}oversigt.ipynb"),
)

_OF_RULES = _named(
    "kontrolregler",
    a_rule_left_out_of_the_file=do.edit_rows(RULES, do.without("elevfravaer", "fravaer-05")),
    a_rule_left_out_everywhere=do.rule_left_out_everywhere("elevfravaer", "fravaer-05"),
    a_rule_across_deliveries_left_out_everywhere=do.rule_left_out_everywhere("fraflytning", "tvaers-03"),
    a_rule_on_addresses_left_out_everywhere=do.rule_left_out_everywhere("elevfravaer", "elevfravaer-adresser"),
    a_result_in_file_and_manifest=do.in_rules(do.cell_of_a_rule("result", "ikke overholdt")),
    a_count_that_the_result_denies=do.in_rules(do.cell_of_a_rule("failed", "12")),
    a_milder_severity=do.in_rules(do.cell_of_a_rule("severity", "advarsel")),
    a_rule_in_other_words=do.in_rules(do.cell_of_a_rule("description", "Der er fra 0 til 99 skoledage.")),
    a_reason_in_other_words=do.in_rules(do.cell_of_a_rule("reason", "Ingen.")),
    another_to_mend_it=do.in_rules(do.cell_of_a_rule("owner", "Revisor")),
    another_delivery=do.edit_rows(RULES, do.cell_of_a_rule("half_year", "2025H1")),
    a_result_on_the_page=do.everywhere(
        'data-l="Fejl">ingen</td><td data-l="Resultat">overholdt',
        'data-l="Fejl">ingen</td><td data-l="Resultat">ikke overholdt',
    ),
    fewer_rules_on_the_front_page=do.on_page(FRONT, " regler. Alle", "0 regler. Alle"),
    the_number_of_rules_on_the_front_page=do.on_page(
        FRONT, "<dt>kontrolregler</dt><dd>", "<dt>kontrolregler</dt><dd>9"
    ),
    an_earlier_delivery_on_the_page=do.everywhere('data-l="Højeste alvor">ingen', 'data-l="Højeste alvor">advarsel'),
    who_mends_what=do.everywhere('data-l="Regler">', 'data-l="Regler">1'),
)

_OF_DEFINITIONS = _named(
    "definitioner",
    a_smaller_k=do.head("k", 4),
    another_system_on_a_page=do.on_page("definition-elevfravaer.html", "Skolernes elevsystem", "planen nævner intet"),
    a_choice_confirmed_by_nobody=do.on_page(
        "definition-elevfravaer.html", "Valgt af os, skal bekræftes af Børn", "Bekræftet af Børn"
    ),
    a_choice_confirmed_on_another_day=do.on_page("definition-elevfravaer.html", "den 2.", "den 9."),
    another_choice=do.on_page("definition-elevfravaer.html", "af enhver grund", "uden grund"),
    an_area_less=do.head("areas", ["moellebakken", "soeparken"]),
    no_total=do.head("total", None),
    another_municipality=do.head("municipality", "alle-3"),
    an_earlier_beginning=do.head("first_half_year", "2024H1"),
    a_later_end=do.head("plan_end", "2030-07-31"),
    the_form_before=do.head("format", 1),
    an_indicator_left_out=do.edit_json(do.DEFINITIONS, do.an_indicator_left_out),
    a_classification_left_out=do.indicator("sprog_generel", "category_of", ""),
    a_sum_left_out=do.indicator("sprog_fokuseret_eller_saerlig", "sum_of", []),
    a_part_made_up=do.indicator("sprog_saerlig", "part_of", ["sprog_generel"]),
    a_denominator_of_its_own=do.indicator("sprog_saerlig", "denominator_id", "sprog_saerlig"),
    areas_that_make_no_total=do.indicator("sprog_generel", "areas_sum_to_total", False),
    a_total_out_of_the_municipality=do.indicator("sprog_generel", "total_in_municipality", False),
    months_that_are_not_summed=do.indicator("elevfravaer", "by_month", False),
    fewer_decimals=do.indicator("fraflytning", "decimals", 0),
    another_measure=do.indicator("fraflytning", "measure", "share"),
    a_block_of_time_left_out=do.edit_json(do.DEFINITIONS, do.a_block_left_out),
    more_by_one_person=do.edit_json(do.DEFINITIONS, do.more_a_person),
    the_other_way_is_good=do.indicator("fraflytning", "higher_is_better", True, judging=True),
    compared_no_more=do.indicator("fraflytning", "comparable", False, judging=True),
    compared_with_nothing=do.indicator("fraflytning", "compared_with", None, judging=True),
    changes_judged_no_more=do.indicator("fraflytning", "change_judged", False, judging=True),
    a_break_made_up=do.indicator("fraflytning", "breaks", ["2025-01-01"], judging=True),
    a_course_begun_anew=do.indicator("fraflytning", "rebased", {"soeparken": ["2025-01-01"]}, judging=True),
    an_easier_target=do.indicator("elevfravaer", "target", "falling", judging=True),
    a_wider_margin=do.indicator("elevfravaer", "margin", "2.0", judging=True),
    a_number_to_reach=do.indicator("fraflytning", "target_value", "10.0", judging=True),
    another_numerator_on_its_page=do.on_page("definition-fraflytning.html", "<p>Tæller: ", "<p>Tæller: mange "),
    another_denominator_on_its_page=do.on_page("definition-fraflytning.html", "<p>Nævner: ", "<p>Nævner: alle "),
    another_limit_on_its_page=do.on_page("definition-elevfravaer.html", "10", "9"),
    another_code_on_its_page=do.on_page("definition-sprog_generel.html", "er »Generel indsats«", "er »Særlig indsats«"),
    a_condition_left_out=do.on_page("definition-sprog_generel.html", "En række i udtrækket tælles med, når", "Når"),
    another_version_on_its_page=do.on_page("definition-fraflytning.html", ">01-01-2020<", ">01-01-2024<"),
    another_target_on_its_page=do.on_page("definition-fraflytning.html", "<p>Mål: ", "<p>Mål: Ingen, for "),
    another_margin_on_its_page=do.on_page("definition-elevfravaer.html", "Margen: 1", "Margen: 3"),
    a_caveat_left_out=do.on_page("definition-fraflytning.html", "Fraflytning siger ikke i sig selv noget om", "Se"),
    a_relative_left_out=do.on_page(
        "definition-sprog_generel.html",
        '<a href="definition-sprog_saerlig.html">',
        '<a href="definition-fraflytning.html">',
    ),
    a_definition_off_the_list=do.on_page(
        OVERVIEW, 'href="definition-fraflytning.html"', 'href="definition-udsaettelser.html"'
    ),
)

_OF_FRAMES = _named(
    "rammer",
    the_day_of_a_page=do.on_page("oversigt.html", f'content="{do.DAY}"', f'content="{do.OTHER_DAY}"'),
    the_day_of_every_page=do.on_every_page(do.DAY, do.OTHER_DAY),
    the_day_shown_on_a_page=do.on_page("oversigt.html", do.WORDS, do.OTHER_WORDS),
    the_day_everywhere_but_in_the_params=do.the_day_everywhere,
    the_day_in_the_manifest=do.in_file(
        f"{PUBLISHED}{MANIFEST}", f'"report_date": "{do.DAY}"', '"report_date": "2026-08-01"'
    ),
    the_day_of_the_crate=do.in_file(CRATE, f'"datePublished": "{do.DAY}"', f'"datePublished": "{do.OTHER_DAY}"'),
    the_day_of_the_letter=do.in_file(do.LETTER, "17. august 2026", "18. august 2026"),
    the_day_of_an_accounting_year=do.in_file(
        f"{YEAR}lbf_opfoelgning.html", "1.\u00a0december 2026", "1.\u00a0november 2026"
    ),
    the_band_off_one_page=do.band_off("oversigt.html"),
    the_band_off_every_page=do.band_off(),
    the_band_off_an_accounting_year=lambda forged: do.cut(forged, f"{YEAR}lbf_opfoelgning.html", do.BAND),
    the_band_in_milder_words=do.on_every_page("er opdigtede og bruges", "er foreløbige og bruges"),
    the_band_of_another_edition=do.on_every_page('"baand syntetisk"', '"baand fortrolig"'),
    the_band_at_the_foot=do.on_page("oversigt.html", "<footer>", '<footer><div class="baand syntetisk"></div>'),
    the_origin_of_a_page=do.on_page("oversigt.html", 'content="syntetiske udtræk"', 'content="udtræk"'),
    the_origin_of_every_page=do.on_every_page('content="syntetiske udtræk"', 'content="udtræk"'),
    the_origin_at_the_foot=do.on_every_page("ud fra syntetiske udtræk", "ud fra udtræk"),
    the_origin_in_the_manifest=do.in_file(f"{PUBLISHED}{MANIFEST}", '"synthetic": true', '"synthetic": false'),
    the_letter_on_the_figures=do.in_file(do.LETTER, "Tallene er opdigtede", "Tallene er foreløbige"),
    another_publisher=do.on_every_page("Lillekøbing Kommunes dataenhed", "Borgmesteren"),
    another_to_write_to=do.on_every_page("Lillekøbings boligsociale sekretariat", "ingen"),
    a_line_less_at_the_foot=do.on_page("oversigt.html", "<footer>", "<footer><p>Intet at bemærke.</p>"),
    another_half_year_at_the_foot=do.on_every_page("til og med 1.\u00a0halvår 2026", "til og med 2.\u00a0halvår 2026"),
)

_OF_PAGES = _named(
    "sider",
    a_report_left_out=do.leave_out(f"{PUBLISHED}oversigt.html"),
    an_area_left_out=do.leave_out(f"{PUBLISHED}omraade-skraenten.html"),
    a_definition_left_out=do.leave_out(f"{PUBLISHED}definition-fraflytning.html"),
    a_page_of_a_year_left_out=do.leave_out(f"{YEAR}beredskab.html"),
    a_page_too_many=do.add_like(f"{PUBLISHED}omraade-nyt.html", f"{PUBLISHED}omraade-skraenten.html"),
    a_table_too_many=do.add_like(f"{PUBLISHED}ekstra.csv", f"{PUBLISHED}maanedstal.csv"),
    another_title=do.on_page("oversigt.html", "<title>", "<title>Godt nyt: "),
    another_half_year_in_the_title=do.on_page(
        "oversigt.html",
        "<title>Sådan går det med helhedsplanen, 1.\N{NO-BREAK SPACE}halvår 2026",
        "<title>Sådan går det med helhedsplanen, 1.\N{NO-BREAK SPACE}halvår 2027",
    ),
    another_plan_in_the_title=do.on_page("oversigt.html", "2025-29</title>", "2025-30</title>"),
    another_area_in_the_title=do.on_page(
        "omraade-soeparken.html", "<title>Områdeprofil: Søparken", "<title>Områdeprofil: X"
    ),
    a_year_in_its_title=do.in_file(f"{YEAR}lbf_opfoelgning.html", "regnskabsåret 2026, ", "regnskabsåret 2025, "),
    a_link_out_of_one_menu=do.on_page(
        "oversigt.html", '<li><a href="datakvalitet.html">Datakvalitet</a></li>\n', "", 1
    ),
    a_link_out_of_every_menu=do.on_every_page('<li><a href="datakvalitet.html">Datakvalitet</a></li>\n', ""),
    two_areas_names_swapped_in_the_menu=do.on_every_page(
        'moellebakken.html">Møllebakken<', 'moellebakken.html">Søparken<'
    ),
    a_report_off_the_front_page=do.on_page(
        FRONT, '<li><a href="datarapport.html">Datarapport</a><small>årets rapport til bestyrelsen</small></li>', ""
    ),
    an_earlier_half_year_off_the_front_page=do.on_page(
        FRONT, '<li><a href="../2025H2/index.html">2.\u00a0halvår 2025</a></li>', ""
    ),
    a_link_that_leads_nowhere=do.on_page(QUALITY, "</footer>", '<p><a href="nyt.html">Nyt</a></p></footer>'),
    a_heading_out_of_the_contents=do.on_page("definition-fraflytning.html", '<li><a href="#kilde">Kilde</a></li>', ""),
)

_OF_THE_PLAN = _named(
    "planen",
    a_printed_figure=do.edit_rows(do.PLAN_FIGURES, do.first_row("value", "29")),
    a_printed_figures_area=do.edit_rows(do.PLAN_FIGURES, do.first_row("area_id", "skraenten")),
    a_printed_figures_source=do.edit_rows(do.PLAN_FIGURES, do.first_row("source", "en avis")),
    a_printed_figures_unit=do.edit_rows(do.PLAN_FIGURES, do.first_row("unit", "personer")),
    a_printed_figure_left_out=do.edit_rows(do.PLAN_FIGURES, do.no_rows),
    a_printed_baseline=do.edit_rows(do.FIGURES, do.another_baseline),
    a_baselines_window=do.edit_rows(do.FIGURES, do.another_baseline_window),
    a_findings_place=do.edit_rows(do.PLAN_CHECK, do.place_of_a_finding),
    a_findings_count=do.edit_rows(do.PLAN_CHECK, do.first_row("reasoning", "Der er 7 tal, som ikke kan holdes op.")),
    a_findings_title=do.edit_rows(do.PLAN_CHECK, do.first_row("title", "Alt er i orden")),
    a_comparison_on_a_definition=do.on_page("definition-elevfravaer.html", "alle landets skoler ca. 7", "Søparken 7"),
    a_comparison_on_an_agreements_page=do.on_page("delaftale-opvaekst.html", "skoler ca. 7", "skoler ca. 9"),
    a_comparison_left_out=do.on_page("delaftale-opvaekst.html", "Den trykte sammenligning i planen", "Planen"),
    a_comparison_told_twice=do.on_page(
        "delaftale-opvaekst.html",
        '<p class="note">Den trykte',
        '<p>Den trykte sammenligning i planen: 5.</p><p class="note">Den trykte',
    ),
    a_contradictions_meaning=do.on_page(
        "baseline_revision.html", "rapporterne følger tabellen", "det er uden betydning"
    ),
    a_contradictions_line=do.on_page("baseline_revision.html", "(L12)", "(L13)"),
)

_OF_CORRECTIONS = _named(
    "rettelser",
    a_correction_made_up=do.a_correction(),
    a_correction_that_ends_elsewhere=do.a_correction(value_now="1.7"),
    a_correction_of_a_half_year_never_published=do.a_correction(published_in="2025H1"),
    a_correction_of_tomorrow=do.a_correction(corrected_on="2027-01-01"),
    a_corrected_figure_on_the_front_page=do.on_page(
        FRONT, "Ingen udgivne tal er rettet", "I dette halvår er ét udgivet tal rettet"
    ),
)

_PROGRESS, _TOLD, _DAYS = f"{YEAR}fremdrift.html", f"{YEAR}fremdrift.csv", f"{YEAR}milepaele.csv"
_OF_PROMISES = _named(
    "fremdrift",
    a_status_of_a_promise_in_the_table=do.in_file(_TOLD, ",bagud,4,2026-07-31,", ",nået,,,"),
    a_status_of_a_promise_on_the_page=do.in_file(_PROGRESS, "</svg>bagud<", "</svg>nået<", 1),
    a_status_of_a_promise_everywhere=do.all_of(
        do.in_file(_TOLD, ",bagud,4,2026-07-31,", ",nået,,,"), do.in_file(_PROGRESS, "</svg>bagud<", "</svg>nået<")
    ),
    a_promise_left_out_of_the_page=do.in_file(_PROGRESS, '<tr><th scope="row">4 møder', "<tr><th>5 møder", 1),
    a_count_of_promises=do.in_file(_PROGRESS, "1 er bagud, og 1 er", "0 er bagud, og 2 er"),
    a_partner_who_has_not_reported=do.in_file(
        _PROGRESS, "Ungdomsskolen og Boligorganisationerne.", "Boligorganisationerne."
    ),
    a_partners_remark=do.in_file(_PROGRESS, "Fire familier var flyttet", "Ingen familier var flyttet"),
    a_milestone_in_the_table=do.in_file(_DAYS, ",overskredet,", ",nået,"),
    a_milestone_on_the_page=do.in_file(_PROGRESS, "</svg>overskredet<", "</svg>nået<"),
    a_month_of_the_calendar=do.in_file(_PROGRESS, "<b>skal 25</b>", "<b>skal 24</b>"),
    hours_of_a_partner=do.in_file(f"{YEAR}timer.csv", "Biblioteket,personale,60", "Biblioteket,personale,61"),
)

_UNSEEN = {
    "the extracts are called real in every place": ForgedFile(
        do.real_extracts_everywhere,
        unseen="only the run knew that the extracts were invented, and all it wrote is changed",
    ),
    "a target in plan, definitions and page alike": ForgedFile(
        do.all_of(
            do.in_file(f"{PROJECT}params/plan/adoption.csv", ",falling,Tallet skal falde,", ",none,Tallet skal falde,"),
            do.indicator("udsaettelser", "target", "none", judging=True),
        ),
        check="vurderinger",  # the words that rest on it are seen; the plan itself is not
    ),
    "a rule taken out of its suite and everywhere": ForgedFile(
        do.all_of(
            do.rule_left_out_everywhere("elevfravaer", "fravaer-05"),
            do.rule_out_of_its_suite("elevfravaer", "fravaer-05"),
        ),
        unseen="the suite lies in data/projekt, and nothing outside the package says which rules it had",
    ),
    "how many rows a rule looked at, in every place": ForgedFile(
        do.rows_of_a_rule_everywhere, unseen="how many rows an extract has is told by the extract alone"
    ),
}

# The plan of these packages has not taken up the state's criteria; test_state_criteria.py has one that has.
_OF_CRITERIA = _named(
    "kriterier",
    criteria_that_the_plan_has_not_taken_up=do.add_like(f"{PUBLISHED}kriterier.csv", f"{PUBLISHED}rettelser.csv"),
    statuses_that_the_plan_has_not_taken_up=do.add_like(f"{PUBLISHED}omraadestatus.csv", f"{PUBLISHED}rettelser.csv"),
)

FORGERIES: dict[str, ForgedFile] = (
    _OF_NOTEBOOKS
    | _OF_RULES
    | _OF_DEFINITIONS
    | _OF_FRAMES
    | _OF_PAGES
    | _OF_THE_PLAN
    | _OF_CORRECTIONS
    | _OF_CRITERIA
    | _OF_PROMISES
    | _UNSEEN
)
