"""The annual report to the political committees: what its two sheets say."""

import dataclasses
import re

import page_gate
import report_tables
from hpanalysis.report.pages import annual_report
from hpanalysis.tables import Since, Status, Verdict, Versus
from report_tables import row, table


def _report(judged, of=None):
    return report_tables.half_year_view(judged, of).annual_report()


def _text(block) -> str:
    return " ".join(page_gate.read(str(block.html)).text.replace("\N{NO-BREAK SPACE}", " ").split())


def test_the_summary_tells_the_verdicts_the_duty_and_the_plan():
    met = row("fraflytning", "alle-7", "2025", value=10.0, verdict=Verdict.MET.value)
    text = _text(_report(table(met)).summary())
    assert text.startswith("Af de otte delmål er ét opfyldt, og syv kan ikke opgøres.")
    assert "Beretningen er til orientering for de politiske udvalg." in text
    assert (
        "fra 1. august 2025 til 31. juli 2029" in text and "syv boligområder med 6.815 beboere i 4.161 boliger" in text
    )
    assert text.endswith("Tallene er opgjort til og med 1. halvår 2026.")


def test_the_size_of_the_areas_is_told_only_where_the_plan_prints_it_of_each():
    release = report_tables.release()
    one, *others = release.plan.all_areas
    unprinted = dataclasses.replace(one, facts={k: v for k, v in one.facts.items() if k != "residents_2024"})
    plan = dataclasses.replace(release.plan, all_areas=(unprinted, *others))
    assert "beboere" in annual_report._describe_plan(release)
    assert "beboere" not in annual_report._describe_plan(dataclasses.replace(release, plan=plan))


def test_each_delmaal_has_one_verdict_beside_all_its_figures():
    judged = table(
        row("elevfravaer", "alle-7", "2024-25", value=9.5, verdict=Verdict.MET.value, baseline_value=10.0),
        row("elevfravaer_over_10", "alle-7", "2024-25", value=33.9, verdict=Verdict.NOT_ON_TRACK.value),
    )
    html = str(_report(judged).delmaal().html)
    head = re.search(r'<th scope="row" rowspan="2">Større fremmøde i skolen</th><td rowspan="2"[^>]*>.*?</td>', html)
    assert head and Verdict.NOT_ON_TRACK.value in head[0]
    assert "Afgøres af »Fravær over 10 pct.«" in head[0]
    cells = {a["id"] for a in page_gate.read(html).all("td") if "id" in a}
    assert cells == {"elevfravaer-alle-7", "elevfravaer_over_10-alle-7"}


def test_at_most_three_figures_of_each_kind_and_a_change_only_where_it_is_sure():
    worse = {"value": 20.0, "municipality_value": 10.0, "versus_municipality": Versus.WORSE.value}
    names = ("elevfravaer", "elevfravaer_over_10", "ungdomsskole", "fraflytning")
    windows = ("2024-25", "2024-25", "2025-09-01", "2025")
    stable = {"since_baseline": Since.NO_SURE_CHANGE.value, "baseline_value": 21.0, "baseline_window": "2023"}
    rows = [row(name, "alle-7", window, **worse, **stable) for name, window in zip(names[:3], windows, strict=False)]
    fallen = stable | {"since_baseline": Since.WORSENED.value, "change": 4.0}
    html = str(_report(table(*rows, row(names[3], "alle-7", windows[3], **worse | fallen))).most_important().html)
    assert html.count("<li data-om=") == 3 == annual_report.MOST
    text = page_gate.read(html).text.replace("\N{NO-BREAK SPACE}", " ")
    assert text.count("Siden udgangspunktet") == 1 and "steget med 4,0 procentpoint" in text
    assert "Listen viser tre af fire tal" in text and "Forbehold" not in text


def test_figures_without_a_total_stand_in_words_under_the_overall_goals():
    areas = ("gl-jennumparken", "glarbjergvej", "hermann-stillingsvej")
    judged = table(*(row("grundlaeggende_trygge", a, "2025", value=50.0 + n) for n, a in enumerate(areas)))
    html = str(_report(judged).overall_goals().html)
    assert "<b>Grundlæggende trygge.</b> Andelen af" in html
    assert "lå mellem 50 og 52\N{NO-BREAK SPACE}pct. i de viste områder" in html
    assert "grundlaeggende_trygge-glarbjergvej" not in html


def test_each_caveat_is_told_once_with_all_its_figures():
    text = _text(_report(report_tables.half_year()).caveats())
    assert text.count("Fraværet er opgjort efter, hvor eleven bor, og ikke efter skole.") == 1
    assert "Elevfravær, 0.-10. kl. og Fravær over 10 pct.: Fraværet er opgjort" in text


def test_what_is_new_and_what_is_not_shown_is_said_and_a_hidden_number_never():
    judged = table(
        row("fraflytning", "alle-7", "2025", value=13.6, half_year="2026H1"),
        row("ungdomsskole", "alle-7", "2025-09-01", value=23.0, half_year="2025H2"),
        row("elevfravaer", "alle-7", "2024-25", value=87.65, status=Status.HIDDEN.value, half_year="2025H2"),
    )
    text = _text(_report(judged).caveats())
    assert "Tal med en ny opgørelse i 2026: Fraflytning." in text
    assert "Disse tal kan ikke vises: Elevfravær, 0.-10. kl. (diskretioneret)." in text
    assert "87" not in text


def test_a_plan_without_a_strategic_agreement_says_so():
    release = report_tables.release()
    settings = release.plan.settings
    without = settings.model_copy(update={"agreements": [a for a in settings.agreements if a.kind == "delaftale"]})
    plan = dataclasses.replace(release.plan, settings=without)
    report = _report(table(), dataclasses.replace(release, plan=plan))
    assert "Planen har ingen strategisk aftale." in _text(report.overall_goals())
    assert "strategiske" not in _text(report.summary())


def test_the_second_sheet_says_what_it_is_and_that_its_data_are_synthetic():
    html = str(_report(report_tables.half_year()).courses().html)
    mark = re.search(r'<p class="meta kun-papir">(.*?)</p>', html)[1]
    assert "Syntetiske data." in mark and "Randers 2025-29" in mark
    assert html.count("<svg") == 8


def test_news_are_told_by_the_shorter_list():
    new = [row("fraflytning", "alle-7", "2025", value=1.0), row("ungdomsskole", "alle-7", "2025-09-01", value=2.0)]
    old = row("elevfravaer", "alle-7", "2024-25", value=3.0, half_year="2025H2")
    assert "Alle tal har fået en ny opgørelse i 2026." in _text(_report(table(*new)).caveats())
    assert "Ingen tal har fået en ny opgørelse i 2026." in _text(_report(table(old)).caveats())
    text = _text(_report(table(*new, old)).caveats())
    assert "Tal uden en ny opgørelse i 2026: Elevfravær, 0.-10. kl. De øvrige har fået en ny." in text
