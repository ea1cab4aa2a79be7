import pandas as pd
import pytest

import frames
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import Stop
from hpanalysis.measure import WindowAmounts, measure
from hpanalysis.tables import Status

H = HalfYear.parse


@pytest.fixture
def where(tmp_path):
    return frames.workspace(tmp_path)


def test_a_share_counts_rows_in_the_window_by_area_total_and_municipality(where):
    frames.write(
        where,
        "sprogvurdering",
        "2024H2",
        """
        person area_id    vurderingsdato alder resultat
        a      vangdalen  2023-01-01     3     saerlig
        b      vangdalen  2023-12-31     5     generel
        c      energivej  2023-05-01     3     fokuseret
        d      -          2023-05-01     3     generel
        e      vangdalen  2022-12-31     5     saerlig
        """,
    )
    found = frames.figures(
        measure(where, H("2024H2"), ["sprog_fokuseret_eller_saerlig"]), "sprog_fokuseret_eller_saerlig", "2023"
    )
    assert found["vangdalen"] == (1, 2)
    assert found["energivej"] == (1, 1)
    assert found["alle-7"] == (1 + 1, 2 + 1)
    assert found["randers"] == (1 + 1, 2 + 1 + 1)


def test_an_area_where_nobody_lives_has_no_persons_and_is_not_zero_percent(where):
    frames.write(
        where,
        "sprogvurdering",
        "2024H2",
        """
        person area_id    vurderingsdato alder resultat
        a      vangdalen  2023-01-01     3     saerlig
        """,
    )
    table = measure(where, H("2024H2"), ["sprog_saerlig"])
    assert table.set_index("area_id").loc["energivej", "status"] == Status.NO_PERSONS.value


def test_no_cases_is_told_from_not_delivered(where):
    frames.write(
        where,
        "udsaettelser",
        "2024H2",
        """
        sagsnummer organisation afdeling blok sagsdato   udsat      area_id
        1          RandersBolig 1        -    2023-02-01 -          vangdalen
        2          Lejerbo      104      -    2023-02-01 2023-03-01 gl-jennumparken
        3          RandersBolig 9        -    2022-11-01 2023-01-15 energivej
        """,
    )
    table = measure(where, H("2025H1"), ["udsaettelser", "udsaettelser_effektive"])
    first = table[(table["window"] == "2023") & (table["indicator_id"] == "udsaettelser")].set_index("area_id")
    assert first.loc["vangdalen", "numerator"] == 1
    assert first.loc["gl-jennumparken", "status"] == Status.NO_CASES.value  # Lejerbo's case is not counted
    assert first.loc["randers", "numerator"] == 1
    assert set(table.loc[table["window"] == "2024", "status"]) == {Status.NOT_DELIVERED.value}
    assert frames.figures(table, "udsaettelser_effektive", "2023")["alle-7"] == (2, None)


def _months(rows: list[tuple[str, str, str, str]]) -> str:
    lines = ["person area_id maaned alder ydelse"]
    for person, area, month, ydelse in rows:
        lines.append(f"{person} {area} {month}-01 30 {ydelse}")
    return "\n".join(lines)


WINDOW = [f"2023-{m:02d}" for m in (10, 11, 12)] + [f"2024-{m:02d}" for m in range(1, 10)]


def test_a_person_month_belongs_to_the_area_of_that_month_and_a_person_is_counted_once(where):
    rows = [("a", "vangdalen" if i < 4 else "energivej", m, "foertidspension") for i, m in enumerate(WINDOW)]
    rows += [("b", "vangdalen", m, "arbejde") for m in WINDOW]
    frames.write(where, "beskaeftigelse", "2024H2", _months(rows))
    table = measure(where, H("2024H2"), ["uden_for_arbejdsmarkedet"]).set_index("area_id")
    assert (table.loc["vangdalen", "numerator"], table.loc["vangdalen", "denominator"]) == (4, 4 + 12)
    assert (table.loc["energivej", "numerator"], table.loc["energivej", "denominator"]) == (8, 8)
    assert (table.loc["alle-7", "numerator"], table.loc["alle-7", "denominator"]) == (12, 24)
    assert table.loc["alle-7", "numerator_persons"] == 1
    assert table.loc["alle-7", "denominator_persons"] == 2
    assert table.loc["alle-7", "complement_persons"] == 1
    assert table.loc["alle-7", "sum_nn"] == 12 * 12
    assert table.loc["vangdalen", "sum_nd"] == 4 * 4
    assert table.loc["vangdalen", "sum_dd"] == 4 * 4 + 12 * 12
    assert table["largest"].to_dict() == {
        **dict.fromkeys(area.id for area in where.plan.areas),
        "vangdalen": 12,  # b's months
        "energivej": 8,  # a's
        "alle-7": 12,  # a's 4 and 8, and b's
        "randers": 12,
    }


def test_a_missing_month_stops_and_is_named(where):
    frames.write(where, "beskaeftigelse", "2024H2", _months([("a", "vangdalen", m, "arbejde") for m in WINDOW[1:]]))
    with pytest.raises(Stop, match="Måneden 2023-10 mangler i udtrækket"):
        measure(where, H("2024H2"), ["uden_for_arbejdsmarkedet"])


def test_over_ten_percent_is_judged_on_the_whole_year_in_the_area_lived_in_last(where):
    lines = ["person area_id klassetrin maaned skoledage fravaersdage"]
    months = [f"2023-{m:02d}" for m in range(8, 13)] + [f"2024-{m:02d}" for m in range(1, 7)]
    for i, month in enumerate(months):  # 11 months of 20 days: 220 possible days
        lines.append(f"a {'energivej' if i < 10 else 'vangdalen'} 4 {month}-01 20 {3 if i == 0 else 2}")  # 23 of 220
        lines.append(f"b vangdalen 4 {month}-01 20 2")  # exactly 10 %
        lines.append(f"c vangdalen 4 {month}-01 20 {20 if i == 0 else 0}")  # 20 of 220
    frames.write(where, "elevfravaer", "2024H2", "\n".join(lines))
    over = frames.figures(
        measure(where, H("2024H2"), ["elevfravaer_over_10", "elevfravaer"]), "elevfravaer_over_10", "2023-24"
    )
    assert over["vangdalen"] == (1, 3)
    assert over["energivej"] == (0, 0)
    table = measure(where, H("2024H2"), ["elevfravaer"])
    assert frames.figures(table, "elevfravaer", "2023-24")["energivej"] == (3 + 9 * 2, 200)
    assert frames.figures(table, "elevfravaer", "2023-24")["randers"] == (23 + 22 + 20, 660)


def test_a_late_delivery_counts_and_the_latest_one_wins(where):
    header = "person area_id vurderingsdato alder resultat\n"
    frames.write(where, "sprogvurdering", "2024H2", header + "a vangdalen 2023-01-01 3 generel")
    frames.write(where, "sprogvurdering", "2025H1", header + "a vangdalen 2024-01-01 3 saerlig")
    frames.write(
        where, "sprogvurdering", "2025H2", header + "a vangdalen 2024-01-01 3 saerlig\nb vangdalen 2024-02-01 3 generel"
    )
    table = measure(where, H("2025H2"), ["sprog_saerlig"])
    assert frames.figures(table, "sprog_saerlig", "2024")["vangdalen"] == (1, 2)
    assert set(table.loc[table["window"] == "2024", "delivered_in"]) == {"2025H2"}
    assert set(table.loc[table["window"] == "2024", "half_year"]) == {"2025H1"}


def test_a_ready_made_table_is_taken_by_area_and_only_where_the_plan_measures(where):
    frames.write(
        where,
        "boligsociale_data",
        "2024H2",
        """
        indicator_id             area_id    periode    numerator denominator spread
        karakter_dansk_matematik alle-7     2023-01-01 56.0      10          1.5
        karakter_dansk_matematik randers    2023-01-01 680.5     100         2.0
        karakter_dansk_matematik vangdalen  2023-01-01 12.0      2           1.0
        """,
    )
    table = measure(where, H("2024H2"), ["karakter_dansk_matematik"]).set_index("area_id")
    assert table.loc["alle-7", "numerator"] == 56
    assert float(table.loc["randers", "numerator"]) == 680.5
    assert table.loc["alle-7", "spread"] == 1.5
    assert table.loc["vangdalen", "status"] == Status.NOT_MEASURED.value
    assert table.loc["alle-7", "numerator_persons"] == 10
    assert table["largest"].isna().all()


def test_a_year_before_the_first_definition_stops_and_is_told_as_a_slip(where):
    frames.write(
        where,
        "boligsociale_data",
        "2025H2",
        """
        area_id indicator_id      periode    numerator denominator spread
        alle-7  dagtilbud_1_5_aar 2023-01-01 199       210         -
        alle-7  dagtilbud_1_5_aar 2011-01-01 198       210         -
        """,
    )
    with pytest.raises(Stop) as stopped:
        measure(where, H("2025H2"), ["dagtilbud_1_5_aar"])
    said = str(stopped.value)
    assert said.startswith("»boligsociale_data.xlsx« i mappen data/raw/2025H2: Tallet for »")
    assert "i 2011 ligger før den første definition af nøgletallet." in said
    assert "Spørg: Landsbyggefonden." in said


def test_one_person_adds_one_where_heads_are_counted(where):
    header = "person area_id vurderingsdato alder resultat\n"
    frames.write(where, "sprogvurdering", "2024H2", header + "a vangdalen 2023-01-01 3 generel")
    table = measure(where, H("2024H2"), ["sprog_saerlig"]).set_index("area_id")
    assert table.loc["vangdalen", "largest"] == 1
    assert table.loc["alle-7", "largest"] == 1


def test_what_is_counted_is_counted_once(where):
    header = "person area_id vurderingsdato alder resultat\n"
    frames.write(where, "sprogvurdering", "2024H2", header + "a vangdalen 2023-01-01 3 generel")
    counted = WindowAmounts(where, H("2024H2"))
    first = measure(where, H("2024H2"), ["sprog_saerlig"], counted)
    where.frame("sprogvurdering", H("2024H2")).unlink()
    pd.testing.assert_frame_equal(measure(where, H("2024H2"), ["sprog_saerlig"], counted), first)
