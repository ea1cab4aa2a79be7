"""A list of names is made of them, also where a name has an "og" itself; one with a word of nobody's is not."""

import pytest

from hpanalysis.verify.pages.corpus import Corpus


@pytest.fixture(scope="module")
def corpus():
    made = Corpus([])
    for name in ("Jobcentret", "Kultur og Fritid", "Biblioteket", "Uddannelse og livschancer"):
        made.add(name)
    return made


@pytest.mark.parametrize(
    "told",
    [
        "Jobcentret og Kultur og Fritid",
        "Biblioteket, Jobcentret og Kultur og Fritid",
        "Kultur og Fritid og Biblioteket",
        "Uddannelse og livschancer og Kultur og Fritid",
    ],
)
def test_a_list_of_known_names_is_covered(corpus, told):
    assert corpus.covers(told)


@pytest.mark.parametrize(
    "told",
    ["Jobcentret og Kultur og Hemmeligt", "Hemmeligt og Kultur og Fritid", "Biblioteket, Hemmeligt og Jobcentret"],
)
def test_a_list_with_an_unknown_name_is_not(corpus, told):
    assert not corpus.covers(told)
