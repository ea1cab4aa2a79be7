"""Which tests of a family are sure, by Benjamini and Hochberg's own example and by the program's own procedure."""

from hypothesis import given
from hypothesis import strategies as st

from hpanalysis.judge.families import FamilyTest, mark_sure
from hpanalysis.verify.remake.formulas.families import find_largest_sure_p


def test_the_papers_fifteen_hypotheses():
    """Benjamini & Hochberg (1995), section 4.2: at .05 the first four; at .10 the ninth, .0459, is under 9/15 of it."""
    paper = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344]
    paper += [0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0]
    assert find_largest_sure_p(paper) == 0.0459


def test_no_p_over_five_per_cent_is_sure_among_many_that_are():
    assert find_largest_sure_p([1e-9] * 20 + [0.07]) == 0.05
    assert find_largest_sure_p([0.2, 0.06]) == -1
    assert find_largest_sure_p([]) == -1


@given(st.lists(st.floats(0, 1).map(lambda p: float(f"{p:.6g}")), max_size=40))
def test_what_is_sure_is_what_the_publication_says(p_values):
    largest = find_largest_sure_p(p_values)
    assert [p <= largest for p in p_values] == mark_sure([FamilyTest(p, "2026H1") for p in p_values])
