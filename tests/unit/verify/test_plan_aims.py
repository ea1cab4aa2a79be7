"""What serves what and what is agreed, as both plans' pages say it: verify makes it anew, and sees each change."""

import csv
import dataclasses
import unicodedata

import pytest

import report_tables
import shared_plans
from hpanalysis import plan as plans
from hpanalysis.report.html import join, make_section
from hpanalysis.report.pages import activities, aims
from hpanalysis.verify.pages.plan_aims import Agreement, PlanAims
from hpanalysis.verify.pages.tree import read_tree
from report_tables import ROOT

RANDERS, SMALL = ROOT / "params" / "plan", ROOT / "tests" / "plans" / "lillekoebing"
NAMES = ("delmaal", "activities", "promises", "hours", "plan_chain")


def read_tables(folder):
    tables = {}
    for name in NAMES:
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            tables[name] = list(csv.DictReader(file))
    return tables


def make_aims(folder, **other):
    listed = [Agreement(one.id, one.name, one.kind) for one in shared_plans.read(folder).settings.agreements]
    return PlanAims(read_tables(folder) | other, listed)


def make_page(folder, agreement_id, **other):
    """The parts of an agreement's page that tell of activities, as the reports make them."""
    plan = dataclasses.replace(plans.read(folder), **other)
    release, agreement = report_tables.release(plan=plan), plan.agreement(agreement_id)
    prefix = "maal" if agreement.kind == "strategisk" else "delmaal"
    parts = [
        make_section(f"{prefix}-{goal.id}", goal.name, aims.state_activities(release, goal))
        for goal in plan.delmaal_of(agreement_id)
    ]
    return str(join([*parts, activities.make_activities_section(release, agreement)]))


def name_page(agreement_id):
    return "strategisk_aftale.html" if agreement_id == "strategisk" else f"delaftale-{agreement_id}.html"


def find_faults(folder, agreement_id, html, **other):
    found = make_aims(folder, **other).find_faults(read_tree(html), name_page(agreement_id))
    return [fault for fault, _ in found]


PAGES = [
    (folder, agreement.id) for folder in (RANDERS, SMALL) for agreement in shared_plans.read(folder).settings.agreements
]


@pytest.mark.parametrize(("folder", "agreement"), PAGES, ids=lambda one: getattr(one, "name", one))
def test_the_pages_of_both_plans_say_what_verify_makes_of_the_tables(folder, agreement):
    assert find_faults(folder, agreement, make_page(folder, agreement)) == []


def test_a_plan_without_a_chain_has_nothing_to_say_and_may_say_nothing():
    assert find_faults(SMALL, "bolig", make_page(SMALL, "bolig", chain=()), plan_chain=[]) == []
    assert find_faults(SMALL, "bolig", make_page(SMALL, "bolig"), plan_chain=[])


def _spread(cell):
    """A cell with spaces around it and its å as two signs."""
    return f" {unicodedata.normalize('NFD', cell)}  "


def test_a_file_that_is_kept_otherwise_says_the_same():
    """Spaces, composed letters, headings in capitals, a thousand's point: as the program reads them."""
    tables = read_tables(RANDERS)
    spaced = [{name.upper(): _spread(cell) for name, cell in row.items()} for row in tables["plan_chain"]]
    hours = [row | {"hours_per_year": f"{row['hours_per_year']} "} for row in tables["hours"]]
    html = make_page(RANDERS, "uddannelse")
    assert find_faults(RANDERS, "uddannelse", html, plan_chain=spaced, hours=hours) == []


# What is changed -> the page and the change.
CHANGES = {
    "a quote": ("uddannelse", "kriminalpræventivt sigte", "kriminalpræventivt formål"),
    "another activity's quote": (
        "kriminalitet",
        "Indsatsen skal sikre, at flere børn og unge får mulighed for at deltage i sunde fritidsaktiviteter",
        "de eksempelvis bliver introduceret til forskellige fritidstilbud og aktiviteter, der kan styrke deres trivsel",
    ),
    "a quote's place": ("uddannelse", "planens ord, linje 1334", "planens ord, linje 1335"),
    "our reading told as the plan's": ("uddannelse", "; at de gælder målet, er vores læsning af planen", ""),
    "our reading left out of a goal": ("strategisk", " (vores læsning af planen)", ""),
    "an activity's aim": ("uddannelse", ">Større fremmøde i skolen</a>", ">Flere unge får en uddannelse</a>"),
    "where an aim leads": ("uddannelse", 'href="#delmaal-fremmoede"', 'href="#delmaal-sprog"'),
    "what an aim is": ("uddannelse", "<small>overordnet mål</small>", "<small>delmål</small>"),
    "an activity of a delmål": ("uddannelse", "Fremmøde i skolen og Trivsel i skolen; ", "Trivsel i skolen; "),
    "where an activity is agreed": ("strategisk", "delaftale-kriminalitet.html#", "delaftale-uddannelse.html#"),
    "a finding left out": (
        "uddannelse",
        "Planen nævner intet delmål eller overordnet mål, som »Familiedage i institutionerne« skal bidrage til.",
        "",
    ),
    "a finding on another activity": ("uddannelse", "som »Familiedage i institutionerne«", "som »Fremmøde i skolen«"),
    "a finding made up": (
        "kriminalitet",
        "</section>",
        "<div>Planen nævner ingen aktivitet, der skal bidrage til delmålet.</div></section>",
    ),
    "a promise's note left out": (
        "kriminalitet",
        "<small>Tallet står i planen; at det gælder hvert år, er vores læsning</small>",
        "",
    ),
    "a promise of another activity": ("kriminalitet", "ca. 10 unge i gruppeforløb", "mindst 5 unge i gruppeforløb"),
    "hours of another activity": ("uddannelse", "UUR: ", "Sundhedscenteret: "),
    "a target group": ("kriminalitet", "unge, 13-17 år", "unge, 13-15 år"),
    "who delivers": ("kriminalitet", "Randers Ungdomsskole og Falck, ", ""),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_of_a_page_is_seen(name):
    agreement, old, new = CHANGES[name]
    html = make_page(RANDERS, agreement)
    assert old in html
    assert find_faults(RANDERS, agreement, html.replace(old, new, 1))


@pytest.mark.parametrize("goal", ["fritid", "trygt_hjem"])
def test_an_aim_without_activities_cannot_be_hushed_up(goal):
    agreement = {"fritid": "opvaekst", "trygt_hjem": "bolig"}[goal]
    html = make_page(SMALL, agreement)
    told = "<p>Planen nævner ingen aktivitet, der skal bidrage til delmålet.</p>"
    assert find_faults(SMALL, agreement, html.replace(told, "", 1))
    moved = html.replace(told, "", 1).replace("</h2>", f"</h2>{told}", 1)
    assert moved == html or find_faults(SMALL, agreement, moved)


def test_the_last_element_of_a_page_is_looked_at_like_the_others():
    assert [one.own_text for one in read_tree("<p>Først</p><p>Til sidst</p>").walk() if one.name == "p"] == [
        "Først",
        "Til sidst",
    ]
