"""Every text and drawing of the page deltagere is held: what the program makes holds, whatever is drawn, and each
change of a word, number, mark, row or link is named."""

import re

import pytest

from hpanalysis.verify.pages.participants.faults import find_faults
from hpanalysis.verify.pages.tree import read_tree
from outcome_packages import draw_outcomes
from participant_pages import DrawnPage, move_to

BEFORE = ("2025H2", "2025H1")


def find(html, held):
    return find_faults(read_tree(html), held)


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """A half-year, and two before it that told something else."""
    before = {half: move_to(draw_outcomes(seed), half) for seed, half in enumerate(BEFORE)}
    return DrawnPage(3, tmp_path_factory.mktemp("tidligere"), before)


@pytest.fixture(scope="module")
def html(page):
    return page.html()


@pytest.fixture(scope="module")
def held(page):
    return page.hold()


@pytest.mark.parametrize("seed", range(6))
def test_what_the_program_makes_of_any_participants_holds(seed):
    page = DrawnPage(seed)
    assert find(page.html(), page.hold()) == []


def test_a_half_year_without_lists_says_so():
    page = DrawnPage(0)
    held = page.hold(reach=[], courses=[], outcomes=[], balance=[])
    assert find(page.html(is_delivered=False), held) == []
    assert find(page.html(), held) != []
    assert find(page.html(is_delivered=False), page.hold()) != []


def test_the_drawn_cases_have_what_the_page_must_be_able_to_say():
    told = "".join(DrawnPage(seed).html() for seed in range(6))
    for words in (
        "Dækningen er størst",
        "er dækningen diskretioneret",
        "kender ingen kilde målgruppen",
        "sluttede",
        "ingen, eller for få til at blive vist",
        "I hele målgruppen deltog",
        "kan det ikke vises",
        "ingen kilde kender målgruppen",
        "ikke udgivet",
    ):
        assert words in told


def swap(old, new):
    return lambda html: _swap(html, old, new)


def _swap(html, old, new):
    assert old in html, f"nothing to forge: {old}"
    return html.replace(old, new, 1)


def sub(pattern, new):
    def change(html):
        changed, count = re.subn(pattern, new, html, count=1, flags=re.DOTALL)
        assert count == 1 and changed != html, f"nothing to forge: {pattern}"
        return changed

    return change


def move(pattern):
    """Something drawn, by two pixels to the right; the number to be moved is the second group."""
    return sub(pattern, lambda m: f"{m[1]}{float(m[2]) + 2:.1f}{m[3]}")


SHARE = r"\d+,\d\xa0%"
FORGERIES = {
    "how many are followed": swap("11 aktiviteter er fulgt", "12 aktiviteter er fulgt"),
    "where coverage is largest": sub(r"er størst i [^,]+,", "er størst i Brandkadet af alle,"),
    "how large the largest is": sub(r"(målgruppen deltog \()\d+,\d", r"\g<1>99,9"),
    "for how many it is hidden": sub(r"For \w+ (aktiviteter|aktivitet) er dækningen", r"For nul \1 er dækningen"),
    "that it says no cause": swap("De siger ikke, hvad der er årsagen", "De siger, hvad der er årsagen"),
    "a target group": swap("unge på 13-17 år", "unge på 13-25 år"),
    "a window": swap("skoleåret 2024/25", "skoleåret 2025/26"),
    "how many were reached": sub(r'(data-l="Nået">)\d+ af', r"\g<1>77 af"),
    "a coverage": sub(rf'(data-l="Dækning">){SHARE}', "\\g<1>12,3\xa0%"),
    "an interval": sub(r"<small>\d+,\d til", "<small>0,1 til"),
    "that a coverage is hidden": sub(r"<span>diskretioneret</span>", "<span>ingen personer</span>"),
    "how many took part": sub(r'(data-l="Deltagere i alt">)\d+', r"\g<1>777"),
    "how courses ended": sub(r"\d+ sluttede", "77 sluttede"),
    "that nothing is told of who ended": swap("ingen, eller for få til at blive vist", "ingen"),
    "an earlier coverage": sub(rf"(<small>2\.\xa0halvår 2025: ){SHARE}", "\\g<1>12,3\xa0%"),
    "an earlier half-year": swap("<small>2.\xa0halvår 2025:", "<small>2.\xa0halvår 2024:"),
    "an earlier number of participants": sub(r"halvår 2025: \d+ deltagere", "halvår 2025: 777 deltagere"),
    "an earlier half-year left out": sub(r"<small>1\.\xa0halvår 2025: [^<]+</small>", ""),
    "a column on a phone": swap('data-l="Nået"', 'data-l="Dækning"'),
    "a column on a phone of an earlier number": swap('data-l="Dækning før"', 'data-l="Dækning"'),
    "a row is gone": sub(r'<tr><th scope="row">Trivsel i skolen</th>.*?</tr>', ""),
    "the worst placed": sub(r"Blandt [^.]+ deltog \d+", "Blandt alle deltog 77"),
    "that the worst placed cannot be shown": sub(r"For [^.]+ kan det ikke vises\.", ""),
    "an area's number": sub(r'(område for område</caption>.*?<td class="num"[^>]*>)\d+ af', r"\g<1>77 af"),
    "an age band": swap("under 11 år", "under 12 år"),
    "the limit": swap("Færre end ti deltagere", "Færre end fem deltagere"),
    "that groups differ": swap("ikke i sig selv dårlig", "i sig selv dårlig"),
    "a sentence more": swap("</h2><p>", "</h2><p>Indsatsen virker.</p><p>"),
    "a sentence less": sub(r"<p class=\"[^\"]*\">Tal fra tidligere.*?</p>", ""),
    "which file has the numbers": swap('href="deltagere.csv"', 'href="indicators.csv"'),
    "where a drawing is as a file": swap("daekning-uddannelse.svg", "daekning-kriminalitet.svg"),
    "a chart's headline": sub(rf"(ørst dækning: [^(]+\(){SHARE}", "\\g<1>99,9\xa0%"),
    "a chart's description": sub(rf"(<desc[^>]*>Prikdiagram\. [^;]*?){SHARE}", "\\g<1>99,9\xa0%"),
    "a chart's folded number": sub(r'(som tegnet</caption>.*?<td class="num"[^>]*>)[^<]+', "\\g<1>12,3\xa0%"),
    "a chart's number": sub(r"(<text [^>]*text-anchor:end[^>]*>)[^<]+", "\\g<1>12,3\xa0%"),
    "a chart's name": sub(r"(<text [^>]*text-anchor:start[^>]*>)[^<]+", r"\g<1>Brandkadet og mere"),
    "a mark is moved": move(r'(<use [^>]*x=")([\d.]+)(")'),
    "a mark is gone": sub(r"<use [^>]*/>", ""),
    "an interval is longer": move(r'(<path d="M[\d.]+ [\d.]+L)([\d.]+)( [\d.]+M)'),
    "an interval is gone": sub(r'<path d="M[\d.]+ [\d.]+L[\d.]+ [\d.]+M[^>]*/>', ""),
    "an empty box is gone": sub(r'<path d="[^"]*" style="[^"]*dasharray[^>]*/>', ""),
    "a line of the grid": move(r'(<path d="M)([\d.]+)( [\d.]+L[\d.]+ [\d.]+" style="[^"]*--rule)'),
    "the axis": sub(r"(<text [^>]*text-anchor:middle[^>]*>)(\d\d)(</text>)", lambda m: f"{m[1]}{int(m[2]) + 1}{m[3]}"),
    "a conclusion": sub(r"Det gik bedre end", "Det gik dårligere end"),
    "a conclusion at the top": sub(r"Gik bedre end for lignende ikke-deltagere: ", "Gik dårligere end for lignende: "),
    "of how many something may be concluded": sub(r"ikke-deltagere for \w+ af", "ikke-deltagere for alle af"),
    "a reason": sub(r"fordi næsten alle i målgruppen deltager|fordi for få deltagere er målt", "fordi det er svært"),
    "a difference": sub(r"(Forskellen i ændring var )[+−]?\d+,\d", r"\g<1>−99,9"),
    "the interval of a difference": sub(r"(Forskellen i ændring var [^(]+\()[+−]?\d+,\d", r"\g<1>−99,9"),
    "before and after": sub(r"I gennemsnit \d+,\d", "I gennemsnit 12,3"),
    "whom it is of": sub(r"mindst \d+ deltagere", "mindst 500 deltagere"),
    "when they began": swap("fra august 2025 til september 2025", "fra juli 2025 til september 2025"),
    "the placebo": sub(r"(var forskellen )[+−]?\d+,\d", r"\g<1>+0,0"),
    "how strong something unknown must be": sub(r"mindst \d+,\d gange", "mindst 9,9 gange"),
    "what would be seen": sub(r"En forskel på \d+,\d", "En forskel på 0,1"),
    "what was to be expected": sub(r"ikke-deltagere var ændringen [+−]?\d+,\d", "ikke-deltagere var ændringen −9,9"),
    "how many began elsewhere": sub(
        r"(Omkring \d+ pct\. af dem begyndte|Ingen eller næsten ingen af dem begyndte)", "Få begyndte"
    ),
    "how they are compared": swap("kan sammenligningen ikke vise", "kan sammenligningen vise"),
    "that nobody is measured yet": swap("Ingen er målt endnu:", "Alle er målt:"),
    "an earlier conclusion": sub(r"(Tidligere halvår: 2\.\xa0halvår 2025: )[^.]+", r"\g<1>gik bedre end alle"),
    "an outcome's folded number": sub(r'(data-l="På kontanthjælp">)[^<]+', "\\g<1>12,3\xa0%"),
    "a balance in words": sub(r"højst 0,1<", "højst 0,01<"),
    "a slope's mark": move(r'(<svg class="foerogefter".*?<use [^>]*x=")([\d.]+)(")'),
    "a slope's line": move(r'(<svg class="foerogefter".*?<path d="M76 [\d.]+L206 )([\d.]+)(")'),
    "a slope's number": sub(r'(<svg class="foerogefter".*?text-anchor:start[^>]*>)[^<]+', "\\g<1>12,3\xa0%"),
    "a slope's colour": sub(r'(<svg class="foerogefter".*?fill:var\()--(good|bad|muted)', r"\1--ink"),
    "a slope's axis": sub(
        r'(<svg class="foerogefter".*?text-anchor:end[^>]*>)(\d+)', lambda m: f"{m[1]}{int(m[2]) + 3}"
    ),
    "a balance's mark": move(r'(<svg class="balancegraf".*?<use [^>]*x=")([\d.]+)(")'),
    "a balance's limit": move(r'(<svg class="balancegraf".*?<path d="M)([\d.]+)( 20L)'),
    "a balance is gone": sub(r'<svg class="balancegraf".*?</svg>', ""),
    "a drawing is gone": sub(r'<svg class="daekningsgraf".*?</svg>', ""),
}


# Of a page on which participants are compared.
OF_COMPARISONS = frozenset(
    {
        "a conclusion",
        "a conclusion at the top",
        "a difference",
        "the interval of a difference",
        "the placebo",
        "how strong something unknown must be",
        "what would be seen",
        "what was to be expected",
        "a balance in words",
        "a balance's mark",
        "a balance's limit",
        "a balance is gone",
        "a slope's mark",
        "a slope's line",
        "a slope's number",
        "a slope's colour",
        "a slope's axis",
    }
)


@pytest.fixture(scope="module")
def compared():
    page = DrawnPage(2)
    return page.html(), page.hold()


@pytest.mark.parametrize("name", FORGERIES)
def test_a_forgery_is_named(name, html, held, compared):
    chosen, against = compared if name in OF_COMPARISONS else (html, held)
    assert find(chosen, against) == []
    assert find(FORGERIES[name](chosen), against) != []


def test_without_earlier_packages_only_the_form_of_what_they_told_is_held(page, html):
    held = page.hold(before=dict.fromkeys(BEFORE))
    assert find(html, held) == []
    assert find(FORGERIES["an earlier coverage"](html), held) == []
    assert find(FORGERIES["an earlier half-year"](html), held) != []
    assert find(sub(rf"(<small>2\.\xa0halvår 2025: ){SHARE}", r"\g<1>mange")(html), held) != []
    # Nothing was told before the first half-year that was published.
    assert find(html, page.hold(before={})) != []


def test_tables_that_say_otherwise_than_the_page_are_told(page, html):
    """The same forgeries the other way around: a cell of the files is changed, and the page is left."""
    for name, columns in (
        ("reach", ("value", "lo", "hi", "reached", "members")),
        ("courses", ("participants", "ended", "finished", "weeks")),
    ):
        for column in columns:
            rows = [dict(row) for row in getattr(page.hold(), name)]
            one = next(
                row for row in rows if row["status"] == "vist" and row[column] and row.get("breakdown", "") == ""
            )
            one[column] = f"{float(one[column]) + 1:.1f}" if "." in one[column] else str(int(one[column]) + 1)
            # The limits of an area are not on the page.
            told = find(html, page.hold(**{name: rows}))
            assert told != [] or column in ("lo", "hi"), column
