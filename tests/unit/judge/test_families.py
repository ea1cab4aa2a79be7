from hpanalysis.judge.families import FamilyTest, mark_sure


def test_a_test_alone_is_sure_at_five_percent():
    assert mark_sure([FamilyTest(0.049, "2026H1")]) == [True]
    assert mark_sure([FamilyTest(0.051, "2026H1")]) == [False]


def test_what_was_not_tested_is_not_sure():
    assert mark_sure([FamilyTest(None, "2026H1")]) == [False]


def test_among_many_a_small_p_may_be_chance():
    # Benjamini-Hochberg: the smallest of ten has to be under .10 x 1/10.
    nine = [FamilyTest(0.5, "2026H1")] * 9
    assert mark_sure([FamilyTest(0.0101, "2026H1"), *nine])[0] is False
    assert mark_sure([FamilyTest(0.0099, "2026H1"), *nine])[0] is True


def test_many_true_differences_do_not_lift_a_p_over_five_percent():
    assert mark_sure([*[FamilyTest(0.0001, "2026H1")] * 20, FamilyTest(0.06, "2026H1")])[-1] is False


def test_each_half_year_is_a_family_of_its_own():
    earlier = [FamilyTest(0.5, "2025H2")] * 9
    assert mark_sure([FamilyTest(0.0101, "2026H1"), *earlier])[0] is True


def test_tests_judged_elsewhere_count_in_the_family():
    assert mark_sure([FamilyTest(0.0101, "2026H1")], [FamilyTest(0.5, "2026H1")] * 9) == [False]


def test_a_test_of_no_family_is_judged_by_itself_and_burdens_none():
    beside = [FamilyTest(0.9, None)] * 50
    assert mark_sure([FamilyTest(0.04, "2026H1"), FamilyTest(0.04, None), *beside])[:2] == [True, True]
