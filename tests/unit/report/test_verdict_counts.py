"""How many figures have each verdict, in one sentence."""

import report_tables
from hpanalysis.report.words import verdict_counts
from hpanalysis.report.words.speaker import Speaker
from hpanalysis.tables import Since, Status, Versus
from report_tables import row

RELEASE = report_tables.release()


def _figures(*given: tuple[str, dict]):
    """Figures of the total: an indicator and what its row has beside a value."""
    rows = [row(name, "alle-7", "2024", value=10.0, **more) for name, more in given]
    cells = RELEASE.cells(report_tables.table(*rows))
    return [(Speaker(RELEASE, name), cells.latest(name, "alle-7")) for name, _ in given]


def _since(*verdicts: Since):
    names = ("dagtilbud_1_5_aar", "grundskole_18_29", "restgruppe_15_29", "uden_tilknytning_18_64")
    return _figures(*((name, {"since_baseline": one.value}) for name, one in zip(names, verdicts, strict=False)))


def test_each_verdict_since_the_baseline_is_counted_in_words_and_in_a_fixed_order():
    found = _since(Since.NO_SURE_CHANGE, Since.WORSENED, Since.IMPROVED, Since.IMPROVED)
    assert verdict_counts.count_changes(found) == (
        "Af de fire tal er to forbedret og ét forværret siden udgangspunktet. For ét er der ingen sikker ændring."
    )


def test_where_no_test_is_sure_that_is_said_first():
    none = Since.NO_SURE_CHANGE
    assert verdict_counts.count_changes(_since(none, none)) == (
        "Ingen af de to tal har en sikker ændring siden udgangspunktet."
    )
    assert verdict_counts.count_changes(_since(none, none, Since.BREAK)) == (
        "Ingen af de tre tal har en sikker ændring siden udgangspunktet. Ét kan ikke sammenlignes (databrud)."
    )


def test_one_figure_alone_is_named_and_not_counted():
    assert verdict_counts.count_changes(_since(Since.WORSENED)) == "Det ene tal er forværret siden udgangspunktet."
    assert verdict_counts.count_changes(_since(Since.NO_SURE_CHANGE)) == (
        "For det ene tal er der ingen sikker ændring."
    )


def test_a_figure_that_is_not_shown_is_counted_as_that_whatever_its_row_holds():
    hidden = {"status": Status.HIDDEN.value, "since_baseline": Since.IMPROVED.value}
    found = _since(Since.WORSENED) + _figures(("grundskole_18_29", hidden))
    assert verdict_counts.count_changes(found) == (
        "Af de to tal er ét forværret siden udgangspunktet. Ét kan ikke vises."
    )


def test_where_none_is_shown_that_is_all_that_is_said():
    hidden = {"status": Status.HIDDEN.value}
    one, two = ("grundskole_18_29", hidden), ("restgruppe_15_29", hidden)
    assert verdict_counts.count_changes(_figures(one, two)) == "Ingen af de to tal kan vises."
    assert verdict_counts.count_differences(_figures(one), RELEASE) == "Tallet kan ikke vises."
    assert verdict_counts.count_changes([]) == verdict_counts.count_differences([], RELEASE) == ""


def test_what_may_not_be_compared_is_not_counted_as_compared():
    worse = {"versus_municipality": Versus.WORSE.value}
    found = _figures(("sigtede_15_29", worse), ("grundskole_18_29", worse))
    assert verdict_counts.count_differences(found, RELEASE) == (
        "Af de to tal er ét dårligere end i kommunen. Ét sammenlignes ikke."
    )


def test_the_country_is_named_where_a_figure_is_held_against_it():
    rows = [row("grundlaeggende_trygge", "glarbjergvej", "2025", value=50.0, versus_municipality=Versus.BETTER.value)]
    cell = RELEASE.cells(report_tables.table(*rows)).latest("grundlaeggende_trygge", "glarbjergvej")
    safe = (Speaker(RELEASE, "grundlaeggende_trygge"), cell)
    assert verdict_counts.count_differences([safe], RELEASE) == "Det ene tal er bedre end i hele landet."
    both = [safe, *_figures(("grundskole_18_29", {}))]
    assert verdict_counts.count_differences(both, RELEASE).startswith(
        "Af de to tal er ét bedre end i kommunen eller hele landet."
    )
