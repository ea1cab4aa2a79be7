"""The definition pages: everything declared, every published figure at an address, and nothing of a hidden one."""

import dataclasses
import re
from datetime import date

import pandas as pd
import pytest

import page_gate
import report_tables
from hpanalysis.report import figure_links
from hpanalysis.report.definition import baselines, definition_page
from hpanalysis.report.definition.behind import Behind
from hpanalysis.report.words.speaker import Speaker
from hpanalysis.tables import CORRECTIONS, Edition, Status

NBSP = "\N{NO-BREAK SPACE}"
HEADINGS = [
    "Hvad tælles?",
    "Blandt hvem?",
    "Hvornår?",
    "Kilde",
    "Metode",
    "Udgangspunkt",
    "Forbehold",
    "Versioner",
    "Alle udgivne tal",
    "Dokumentation bag tallene",
]


@pytest.fixture(scope="module")
def release():
    return report_tables.release()


@pytest.fixture(scope="module")
def cells(release):
    return release.cells(report_tables.half_year())


@pytest.fixture(scope="module")
def pages(release, cells):
    corrected = report_tables.corrections()
    keys = [adoption.indicator_id for adoption in release.plan.adoptions]
    return {key: definition_page.make_definition_sections(release, key, cells, corrected, Behind()) for key in keys}


def _text(html) -> str:
    return " ".join(page_gate.read(str(html)).text.replace(NBSP, " ").split())


def test_every_definition_page_has_the_headings_of_the_guide_in_order(pages, release):
    """Where the plan leaves something open, what was chosen stands after the caveats, and nowhere else."""
    after = HEADINGS.index("Forbehold") + 1
    for key, html in pages.items():
        chosen = ["Valgt af os, hvor planen er åben"] if release.plan.choices_of(key) else []
        assert re.findall(r"<h2[^>]*>(.*?)</h2>", html) == [*HEADINGS[:after], *chosen, *HEADINGS[after:]], key


def test_the_system_that_the_plan_names_stands_with_its_source(pages):
    systems = {
        "sprog_generel": "Hjernen og hjertet",
        "unge_i_uddannelse_15_mdr": "Unoung",
        "fraflytning": "LBF’s temastatistik samt data fra RandersBolig",
        "ungdomsskole": "planen nævner intet",
    }
    for key, system in systems.items():
        assert f'<td data-l="System, som planen nævner">{system}</td>' in pages[key]


def _confirm(plan, choice_id):
    day = dataclasses.replace(
        next(one for one in plan.choices if one.choice_id == choice_id),
        confirmed_by_da="Jobcenter Randers",
        confirmed_on=date(2026, 9, 1),
    )
    return dataclasses.replace(plan, choices=tuple(day if c.choice_id == choice_id else c for c in plan.choices))


def test_what_was_chosen_says_who_is_to_confirm_it_and_then_who_did_and_when(pages, release, cells):
    key = "moedre_kontanthjaelp"
    choice = "Der sammenlignes med de mødre, der har børn under 18 år."
    assert f"Valgt af os, skal bekræftes af Jobcenter Randers: {choice}" in _text(pages[key])
    assert "Planen skriver »i forhold til det samlede antal mødre i boligområderne«." in _text(pages[key])
    confirmed = dataclasses.replace(release, plan=_confirm(release.plan, "moedre_under_18"))
    html = definition_page.make_definition_sections(confirmed, key, cells, report_tables.corrections(), Behind())
    assert f"Bekræftet af Jobcenter Randers den 1. september 2026: {choice}" in _text(html)
    assert "Valgt af os, skal bekræftes" not in _text(html)


@pytest.mark.parametrize(("published", "told"), [(10, "10"), (10.5, "10,5")])
def test_a_printed_baseline_has_the_decimals_that_the_plan_prints(release, published, told):
    """The plan prints `10 %` of mothers; `10,0 %` is printed nowhere. Another number is told as it was published."""
    judged = report_tables.half_year()
    judged.loc[judged["indicator_id"] == "moedre_kontanthjaelp", "baseline_value"] = published
    html = baselines.describe_baseline(Speaker(release, "moedre_kontanthjaelp"), release.cells(judged))
    assert f'<td class="num" data-l="Trykt i planen">{told}{NBSP}%</td>' in html


def test_everything_declared_is_printed(pages, release):
    for key, html in pages.items():
        indicator, text = release.indicator(key), _text(html)
        declared = [
            indicator.why,
            f"Tæller: {indicator.numerator.label}.",
            f"Tallet er {indicator.measure.value}.",
        ]
        declared += [indicator.sentences.caveat or "intet fast forbehold"]
        declared += [f"Nævner: {indicator.denominator.label}."] if indicator.denominator else ["ingen nævner"]
        declared += [version.why for version in indicator.versions] + [source.label for source in indicator.sources]
        assert [words for words in declared if words.replace(NBSP, " ") not in text] == [], key


def test_every_published_figure_has_its_own_row_at_its_own_address(pages, cells):
    for key, html in pages.items():
        own = [c for c in cells if c.indicator_id == key and c.status is not Status.NOT_MEASURED]
        rows = [a["id"] for a in page_gate.read(html).all("tr") if "id" in a]
        assert (
            sorted(rows) == sorted({figure_links.make_anchor_of_cell(cell) for cell in own})
            and len(rows) == len(own) > 1
        )


def _row(html: str, anchor: str) -> str:
    return re.search(rf'<tr id="{re.escape(anchor)}".*?</tr>', html, re.DOTALL)[0]


def test_a_hidden_figures_row_has_its_word_and_no_number_of_its_own(pages, cells):
    hidden = [cell for cell in cells if cell.status is Status.HIDDEN]
    assert len(hidden) > 10
    for cell in hidden:
        row = _row(pages[cell.indicator_id], figure_links.make_anchor_of_cell(cell))
        assert "diskretioneret" in row and re.findall(r"\d+,\d", row) == []
    assert not re.search(r"87[.,]6|8\.?888", "".join(pages.values()))


def test_the_confidential_edition_shows_a_hidden_figure_marked_and_without_interval():
    release = report_tables.release(Edition.CONFIDENTIAL)
    cells = release.cells(report_tables.half_year(Edition.CONFIDENTIAL))
    cell = next(cell for cell in cells if cell.withheld)
    html = definition_page.make_definition_sections(
        release, cell.indicator_id, cells, report_tables.corrections(), Behind()
    )
    row = _text(_row(html, figure_links.make_anchor_of_cell(cell)))
    assert "diskretioneret i offentlig udgave" in row and "beregnes ikke" in row


def test_a_row_leads_to_the_delivery_that_its_figure_was_counted_in(pages, cells):
    row = _row(pages["elevfravaer"], figure_links.make_anchor_of_cell(cells.latest("elevfravaer", "alle-7")))
    assert f'udtræk fra <a href="#udtraek-2026H1">1.{NBSP}halvår 2026</a>, version{NBSP}1' in row
    assert pages["elevfravaer"].count('id="udtraek-2026H1"') == 1


def test_a_window_tells_how_many_of_its_figures_are_withheld(pages, cells):
    told = {}
    for key, html in pages.items():
        windows = re.findall(
            r'scope="rowgroup">[^<]*(?:<small[^>]*>(.*?) er diskretioneret[^<]*</small>)?</th>.*?</tbody>', html
        )
        told[key] = [said for said in windows if said]
    hidden = {key: [c for c in cells if c.indicator_id == key and c.status is Status.HIDDEN] for key in pages}
    words = {1: "Ét af", 2: "To af", 3: "Tre af", 4: "Fire af"}
    for key, found in hidden.items():
        counts = [sum(cell.window == window for cell in found) for window in {cell.window for cell in found}]
        assert sorted(said[: said.index(" af") + 3] for said in told[key]) == sorted(words[n] for n in counts), key
    assert any(told.values())


def test_a_corrected_figure_is_marked_and_linked_to_its_correction(release, cells):
    cell = cells.latest("fraflytning", "vangdalen")
    row = dict.fromkeys(CORRECTIONS.names) | {
        "indicator_id": "fraflytning",
        "window": cell.window,
        "area_id": "vangdalen",
    }
    html = definition_page.make_definition_sections(release, "fraflytning", cells, pd.DataFrame([row]), Behind())
    assert html.count("datakvalitet.html#rettede-tal") == 1
    assert "datakvalitet.html#rettede-tal" in _row(html, figure_links.make_anchor_of_cell(cell))


def test_the_newest_window_comes_first(pages, cells):
    rows = [a["id"] for a in page_gate.read(pages["elevfravaer"]).all("tr") if "id" in a]
    ends = {figure_links.make_anchor_of_cell(cell): cell.end for cell in cells}
    assert [ends[row] for row in rows] == sorted((ends[row] for row in rows), reverse=True)


def test_the_condition_stands_in_the_headings_and_texts_of_the_extract(pages):
    assert (
        "En række i udtrækket tælles med, når »Alder« er fra 18 til 64, og »Ydelse« er »Kontanthjælp, jobparat« eller "
        "»Kontanthjælp, aktivitetsparat«."
    ) in _text(pages["kontanthjaelp"])
    assert (
        "»Fraværsdage« og »Mulige skoledage« lægges sammen for hver person i de rækker, hvor »Klassetrin« er fra 0 til "
        "10. Personen tælles med, når »Mulige skoledage« er større end 0, og 10 gange »Fraværsdage« er større end "
        "»Mulige skoledage«."
    ) in _text(pages["elevfravaer_over_10"])
    assert [key for key, html in pages.items() if "<code>" in html or "col(" in html or "__" in html] == []


def test_figures_that_hang_together_are_linked(pages):
    hrefs = [a.get("href") for a in page_gate.read(pages["sprog_fokuseret_eller_saerlig"]).all("a")]
    assert {"definition-sprog_fokuseret.html", "definition-sprog_saerlig.html"} <= set(hrefs)
    assert "Det, der tælles her, tælles også med i »Uden for arbejdsmarkedet«" in _text(pages["kontanthjaelp"])


def test_the_rule_of_every_kind_of_window_is_told(pages):
    told = {
        "kontanthjaelp": "De 12 måneder, der slutter 3 måneder før halvårets sidste dag.",
        "fraflytning": "Et kalenderår. Data leveres senest 3 måneder efter.",
        "elevfravaer": "Et skoleår, fra 1. august til 31. juli.",
        "ungdomsskole": "Én dag om året, 1. september.",
        "moedre_kontanthjaelp": "Én måned om året, december.",
        "grundlaeggende_trygge": "En tryghedsmåling.",
        "stemt_kommunalvalg": "Et valg.",
        "sigtede_15_29": "Et dataår hos leverandøren.",
    }
    assert [key for key, words in told.items() if words not in _text(pages[key])] == []


def test_the_overview_lists_every_indicator_of_the_plan_once(release):
    html = definition_page.make_overview_sections(release)
    hrefs = [a["href"] for a in page_gate.read(html).all("a")]
    assert hrefs == [f"definition-{adoption.indicator_id}.html" for adoption in release.plan.adoptions]


def test_an_address_names_indicator_area_and_window_and_fits_in_an_id():
    assert (
        figure_links.make_anchor("elevfravaer", "gl-jennumparken", "2024-25") == "elevfravaer-gl-jennumparken-2024-25"
    )
    assert (
        figure_links.make_anchor("kontanthjaelp", "alle-7", "2025-04/2026-03") == "kontanthjaelp-alle-7-2025-04_2026-03"
    )


def test_a_number_is_linked_to_its_address_and_a_cell_without_one_is_not(cells):
    shown = cells.latest("elevfravaer", "alle-7")
    assert figure_links.link_number(shown, "9,9") == (
        f'<a href="definition-elevfravaer.html#{figure_links.make_anchor_of_cell(shown)}" class="tal">9,9</a>'
    )
    hidden = next(cell for cell in cells if cell.status is Status.HIDDEN)
    assert figure_links.link_number(hidden, "diskretioneret") == "diskretioneret"
