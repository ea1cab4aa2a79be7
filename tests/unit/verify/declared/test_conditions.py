"""The condition of every indicator has Danish words, and the check of a package makes the same words of its text."""

from pathlib import Path

import narwhals as nw
import pytest

from hpanalysis.definitions import catalogue
from hpanalysis.definitions.model import Count
from hpanalysis.definitions.sources.unoung import SOURCE
from hpanalysis.report.words.condition_words import describe_condition
from hpanalysis.verify.declared import conditions
from hpanalysis.verify.declared.indicators import read_indicators
from hpanalysis.verify.declared.source_code import UNKNOWN, Call, SourceCode, Written

_SRC = Path(catalogue.__file__).parents[2]


class _Program:
    """The program of this folder, as a package holds it."""

    def under(self, folder: str) -> dict[str, bytes]:
        """Its files by their place under `folder`."""
        return {path.relative_to(_SRC).as_posix(): path.read_bytes() for path in _SRC.rglob("*.py")}


def test_both_ways_give_the_same_words_for_every_indicator():
    declared, compared = read_indicators(SourceCode(_Program())), 0
    for key, indicator in catalogue.indicators().items():
        for part in ("numerator", "denominator"):
            count = getattr(indicator, part)
            told = describe_condition(count)  # a condition without words raises
            assert conditions.describe_condition(declared[key].part(part)) == told, (key, part)
            has_one = isinstance(count, Count) and (count.rows is not None or count.where is not None)
            assert bool(told) == has_one, (key, part)
            assert "__" not in told and "col(" not in told
            compared += has_one
    assert compared > 20


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (nw.col("afgangsklasse") == 9, "»Afgangsklasse« er 9"),
        (nw.col("afgangsklasse") <= 9, "»Afgangsklasse« er højst 9"),
        (nw.col("afgangsklasse") < 10, "»Afgangsklasse« er mindre end 10"),
        (nw.col("afgangsklasse") >= 9, "»Afgangsklasse« er mindst 9"),
        (nw.col("begyndt").is_null(), "»Påbegyndt ungdomsuddannelse« er tom"),
        (nw.col("i_gang") != "ja", "»I gang på statusdato« ikke er »Ja«"),
        (
            nw.col("afgangsaar") + 1 == nw.col("statusdato").dt.year(),
            "»Afgangsår« plus 1 er årstallet i »Statusdato«",
        ),
    ],
)
def test_each_form_has_its_words(condition, words):
    assert (
        describe_condition(Count(SOURCE, "unge", where=condition)) == f"En række i udtrækket tælles med, når {words}."
    )


@pytest.mark.parametrize(
    "condition",
    [
        (nw.col("afgangsklasse") == 9) | (nw.col("afgangsklasse") == 10),
        ~((nw.col("afgangsklasse") == 9) & (nw.col("i_gang") == "ja")),
        nw.col("afgangsklasse").is_between(9, 10, closed="left"),
        nw.col("begyndt").dt.month() == 8,
        nw.col("ukendt") == 1,
    ],
)
def test_a_form_without_words_is_refused(condition):
    with pytest.raises(ValueError, match="no Danish words"):
        describe_condition(Count(SOURCE, "unge", where=condition))


def test_what_the_check_cannot_read_is_held_against_nothing():
    part = Call("Count", (), {"where": Written("nw.col('alder').clip(1) > 3"), "source": UNKNOWN})
    assert conditions.describe_condition(part) is UNKNOWN
    columns = (Call("Column", ("alder", ("Alder",))),)
    source = Call("Source", (), {"columns": columns})
    part = Call("Count", (), {"where": Written("nw.col('alder').clip(1) > 3"), "source": source})
    assert conditions.describe_condition(part) is UNKNOWN
