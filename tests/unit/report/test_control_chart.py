"""Control charts on the page: the marks are the months shown, the words are what the rules say, and no more."""

import dataclasses
import re
from datetime import date

import pytest

import page_gate
from control_tables import control, half_year, month, months
from hpanalysis.plan import Event
from hpanalysis.report.charts import control_figure, control_table
from hpanalysis.report.control_series import read_series
from hpanalysis.report.words import control_words
from hpanalysis.report.words.speaker import Speaker
from hpanalysis.tables import Special
from report_tables import SECRET, release

OUTSIDE = "uden_for_arbejdsmarkedet"
NOISE = [300, 310] * 8
HIGH = [310, 311, 310, 311, 310, 311, 310]


def speaking(*events: Event, indicator_id: str = OUTSIDE) -> Speaker:
    here = release()
    return Speaker(dataclasses.replace(here, plan=dataclasses.replace(here.plan, events=events)), indicator_id)


def drawn(counts, *events: Event, beside=None, indicator_id: str = OUTSIDE) -> str:
    speaker = speaking(*events, indicator_id=indicator_id)
    tables = [months(indicator_id, "alle-7", counts)]
    tables += [] if beside is None else [months(indicator_id, "randers", beside)]
    return control_figure.make_control_figure(speaker, read_series(control(*tables, plan=speaker.release.plan)))


def text_of(html: str) -> str:
    return page_gate.read(html).text.replace("\N{NO-BREAK SPACE}", " ")


def headline(html: str) -> str:
    return re.search(r'class="overskrift"[^>]*>(.*?)</strong>', html).group(1).replace("\N{NO-BREAK SPACE}", " ")


def description(html: str) -> str:
    return re.search(r"<desc[^>]*>(.*?)</desc>", html).group(1).replace("\N{NO-BREAK SPACE}", " ")


def marks_of(html: str) -> list[str]:
    return re.findall(r'data-cell="([^"]+)"', html)


def test_the_marks_are_the_months_shown_and_no_others():
    html = drawn([300, 310, None, 300, 310], beside=[200, None, 210, 200])
    own = [f"{OUTSIDE}/2024-0{n}/alle-7" for n in (1, 2, 4, 5)]
    beside = [f"{OUTSIDE}/2024-0{n}/randers" for n in (1, 3, 4)]
    # The areas together are drawn for a desk and for a phone, the municipality once.
    assert sorted(marks_of(html)) == sorted([*own, *own, *beside])


def test_nothing_is_drawn_or_told_of_a_hidden_month_but_that_it_is_hidden():
    html = drawn([*NOISE, None, *NOISE])
    assert str(SECRET) == "87.65"
    assert "87" not in re.sub(r'(d|x|y|id|href)="[^"]*"', "", html)
    assert "maj 2025: diskretioneret." in text_of(html)
    without = [row for row in re.findall(r"<tr[^>]*>.*?</tr>", html) if "maj 2025" in row]
    assert len(without) == 1 and "diskretioneret" in without[0] and not re.search(r"\d,\d", without[0])


def test_a_series_that_may_not_be_shown_has_a_sentence_in_the_charts_place():
    html = drawn([None] * 20)
    assert "<svg" not in html and text_of(html).strip() == (
        "Kontroldiagram for Uden for arbejdsmarkedet: Månedstallene er diskretioneret."
    )


def test_an_indicator_without_months_has_no_control_chart():
    assert control_figure.make_control_figure(speaking(indicator_id="fraflytning"), read_series(half_year())) is None


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        (NOISE, "Ingen af reglerne for særlig variation er opfyldt"),
        ([*NOISE, 340], "I maj 2025 lå tallet i de syv boligområder over den øvre grænse"),
        ([*NOISE, 270], "I maj 2025 lå tallet i de syv boligområder under den nedre grænse"),
        (
            [310, *NOISE[:15], *HIGH],
            "Fra maj til november 2025 lå tallet i de syv boligområder over gennemsnittet i syv måneder i træk",
        ),
        (
            [*NOISE, 300, 299, 300, 299, 300, 299, 300],
            "Fra maj til november 2025 lå tallet i de syv boligområder under gennemsnittet i syv måneder i træk",
        ),
        (
            [*NOISE, 302, 303, 304, 305, 306, 307, 308],
            "Fra maj til november 2025 steg tallet i de syv boligområder hver måned",
        ),
        (
            [*NOISE, 309, 308, 307, 306, 305, 304, 303],
            "Fra april til november 2025 faldt tallet i de syv boligområder hver måned",
        ),
        (
            [*NOISE, 329, 312, 329],
            "Fra maj til juli 2025 lå mindst to af tre måneder i de syv boligområder tæt på den øvre grænse",
        ),
    ],
)
def test_the_headline_says_which_rule_is_met_and_where(counts, said):
    assert headline(drawn(counts)) == said


def test_the_latest_rule_stands_in_the_headline_and_all_in_the_description():
    html = drawn([*NOISE, 400, *NOISE, 200, *NOISE[:4]])
    assert headline(html) == "I oktober 2026 lå tallet i de syv boligområder under den nedre grænse"
    told = description(html)
    assert headline(html) in told and "I maj 2025 lå tallet i de syv boligområder over den øvre grænse." in told


def test_the_table_tells_every_rule_of_every_month():
    series = read_series(control(months(OUTSIDE, "alle-7", [*NOISE, *[400 + n for n in range(7)], *NOISE])))
    html = control_table.fold_tables(speaking(), list(series.values()))
    met = [month for month in series[OUTSIDE, "alle-7"].months if month.rules]
    rows = {row: html for row in re.findall(r"<tr[^>]*>.*?</tr>", html)}
    for one in met:
        words = "; ".join(rule.value for rule in one.rules)
        assert any(words in row and one.month.strftime("%Y") in row for row in rows)
    assert Special.HIGH.value in html and Special.RISING.value in html


def test_trial_limits_are_told_in_headline_note_drawing_and_table():
    short, long = drawn(NOISE[:12]), drawn(NOISE[:13])
    assert headline(short).endswith("(foreløbige grænser)") and "fordi der er under 13 måneder" in text_of(short)
    assert ">foreløbige grænser</text>" in short and "<td>ja</td>" in short
    assert "foreløbige grænser" not in text_of(long) and "<td>nej</td>" in long


def test_one_month_has_no_limits_and_says_so():
    html = drawn([300])
    assert headline(html) == "Der er for få måneder til at beregne grænser"
    assert "Gennemsnittet" not in text_of(html) and "for få måneder" in html
    assert len(marks_of(html)) == 2


def test_limits_and_mean_are_told_as_they_are_drawn():
    html = drawn(NOISE)
    assert "Gennemsnittet er 30,50, og grænserne er 27,84 og 33,16 pct." in text_of(html)
    assert "Gennemsnittet er 30,50, og grænserne er 27,84 og 33,16 pct." in description(html)
    assert {"øvre grænse 33,16", "gennemsnit 30,50", "nedre grænse 27,84"} <= set(
        re.findall(r"<text[^>]*>([^<]*)<", html)
    )


def event(day: date, area_id="alle-7", rebase=False, what="Helhedsplanen begyndte.") -> Event:
    return Event(area_id, day, (), what, rebase)


def test_an_event_is_a_numbered_dashed_line_with_its_text_below():
    html = drawn(NOISE, event(date(2024, 8, 15)), beside=NOISE)
    assert "<li>15. august 2024: Helhedsplanen begyndte.</li>" in html.replace("\N{NO-BREAK SPACE}", " ")
    assert "15. august 2024: Helhedsplanen begyndte." in description(html)
    assert len(re.findall(r"font-weight:700[^>]*>1</text>", html)) == 2  # on the areas' chart only, twice drawn
    assert html.count("<ol") == 1


@pytest.mark.parametrize("other", [event(date(2024, 8, 15), "vangdalen"), event(date(2031, 1, 1))])
def test_an_event_of_another_area_or_time_marks_nothing(other):
    assert drawn(NOISE, other) == drawn(NOISE)


def test_new_limits_come_with_their_reason_and_the_headline_speaks_of_them():
    rebased = event(date(2024, 9, 1), rebase=True, what="Boligerne er skiftet ud.")
    html = drawn([*[400, 410] * 4, *NOISE], rebased)
    said = "Fra september 2024 er grænserne beregnet på ny. Boligerne er skiftet ud."
    assert said in text_of(html) and said in description(html)
    assert headline(html) == "Ingen af reglerne for særlig variation er opfyldt siden september 2024"
    assert html.count("Boligerne er skiftet ud.</li>") == 1


def test_a_rule_met_under_limits_since_computed_anew_is_told_but_not_in_the_headline():
    rebased = event(date(2025, 6, 1), rebase=True, what="Boligerne er skiftet ud.")
    html = drawn([*NOISE, 400, *NOISE], rebased)
    assert headline(html) == "Ingen af reglerne for særlig variation er opfyldt siden juni 2025"
    assert "I maj 2025 lå tallet i de syv boligområder over den øvre grænse." in description(html)


def test_a_break_in_the_definition_is_told_as_one():
    html = drawn([100, 110] * 9 + [200, 210] * 7, indicator_id="kontanthjaelp")
    assert "Fra juli 2025 er grænserne beregnet på ny. Databrud: Kontanthjælp omfatter herefter" in description(html)


@pytest.mark.parametrize(
    ("last", "colour", "said"),
    [(340, {"bad"}, "Rude: særlig variation, ikke i"), (270, {"good"}, "Stor prik: særlig"), (300, set(), "")],
)
def test_shape_tells_the_wanted_way_from_the_other(last, colour, said):
    html = drawn([*NOISE, last])
    assert set(re.findall(r"var\(--(good|bad)", html)) == colour
    assert said in text_of(html) and ("særlig variation i" in text_of(html)) == (colour == {"good"})


def test_the_line_stops_at_a_gap_and_at_new_limits():
    def lines(counts, *events):
        series = read_series(control(months(OUTSIDE, "alle-7", counts), plan=speaking(*events).release.plan))
        return [len(line) for line in series[OUTSIDE, "alle-7"].lines]

    assert lines([300] * 6) == [6]
    assert lines([300, 310, None, 300]) == [2, 1]
    assert lines([300] * 6, event(month(4), rebase=True)) == [4, 2]


def test_a_gap_in_the_line_is_told_and_only_then():
    assert control_words.GAP in text_of(drawn([*NOISE, None, *NOISE]))
    assert control_words.GAP not in text_of(drawn(NOISE))


def test_the_chart_says_what_the_rules_take_for_granted():
    assert control_words.CAUTION in text_of(drawn(NOISE))


def test_the_municipality_stands_beside_with_its_own_words():
    html = drawn(NOISE, beside=[*NOISE, 400])
    assert "I maj 2025 lå tallet i Randers Kommune over den øvre grænse" in text_of(html)
    assert headline(html) == "Ingen af reglerne for særlig variation er opfyldt"
    assert "Egen skala." in text_of(html)
    assert "Randers Kommune: Ingen af reglerne" in text_of(drawn(NOISE, beside=NOISE))


def test_the_axis_comes_from_months_shown():
    hidden = drawn([*NOISE, None])
    ticks = re.findall(r"text-anchor:end[^>]*>([\d,]+)</text>", hidden)
    assert ticks and max(float(tick.replace(",", ".")) for tick in ticks) < 40


def test_ids_are_used_once_and_references_are_alive():
    html = "".join(drawn(NOISE, beside=NOISE, indicator_id=one) for one in (OUTSIDE, "kontanthjaelp"))
    page = page_gate.read(html)
    assert len(page.ids) == len(set(page.ids))
    assert not [f for f in (*page_gate._ids(page), *page_gate._tables(page))]


def test_no_word_of_effect_and_none_over_sixty_words():
    html = text_of(drawn([*NOISE, 400, *HIGH], event(date(2024, 8, 15)), beside=[*NOISE, 200]))
    for word in ("effekt", "på grund af", "medført", "takket", "resulteret", "lykkedes", "signifikant"):
        assert word not in html.lower()
    assert len(control_words.EXPLAINED.split()) <= 60 and control_words.EXPLAINED in html


def test_the_same_chart_has_the_same_bytes():
    assert drawn([*NOISE, 400], beside=NOISE) == drawn([*NOISE, 400], beside=NOISE)


def test_the_front_page_links_to_the_months_where_there_are_any():
    assert 'href="maanedstal.csv"' in control_table.link_months_file(half_year())
    assert control_table.link_months_file(half_year().iloc[:0]) is None


def test_names_with_html_are_shown_as_text():
    html = drawn(NOISE, event(date(2024, 8, 15), what="<script>alert(1)</script> $x_1$."))
    assert "<script" not in html and "&lt;script&gt;" in html
