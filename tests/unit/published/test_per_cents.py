import pytest

from hpanalysis.published.per_cents import list_per_cents
from hpanalysis.report.words import evidence_words
from hpanalysis.tables import Evidence, Since
from report_tables import release, row, table


@pytest.mark.parametrize(
    ("probability", "word", "told"),
    [
        ("0.9123", "sandsynligvis forbedret", {91}),
        ("0.9249", "sandsynligvis forbedret", {92}),
        ("0.925", "sandsynligvis forbedret", {93}),
        ("0.9999", "næsten sikkert forbedret", {99}),
        ("0.1174", "sandsynligvis forværret", {88}),
        ("0.0", "næsten sikkert forværret", {99}),
        ("0.58", "uvist", set()),
        ("", "", set()),
    ],
)
def test_a_per_cent_is_of_the_way_that_the_word_names(probability, word, told):
    assert list_per_cents({"probability": probability, "evidence": word}) == told


def test_a_file_of_before_the_words_has_none():
    assert list_per_cents({"value": "34.5"}) == set()


@pytest.mark.parametrize("ten_thousandths", [*range(0, 2001, 37), *range(8000, 10001, 37), 9950, 9949, 250, 9750])
def test_who_checks_a_page_makes_the_per_cent_that_the_page_prints(ten_thousandths):
    probability = ten_thousandths / 10_000
    word = Evidence.PROBABLY_IMPROVED if probability > 0.5 else Evidence.PROBABLY_WORSENED
    given = {"value": 20.0, "since_baseline": Since.NO_SURE_CHANGE.value, "change": -1.0}
    given |= {"probability": probability, "evidence": word.value}
    cell = next(iter(release().cells(table(row("elevfravaer", "alle-7", "2024-25", **given)))))
    printed = evidence_words.format_likelihood(cell).removeprefix("over ")
    (derived,) = list_per_cents({"probability": str(probability), "evidence": word.value})
    assert printed == f"{derived}\N{NO-BREAK SPACE}pct."
