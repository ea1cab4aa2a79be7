"""What a page asked for is written down, and there is no other way to a comment, so that a page is made again when one
of its comments changes."""

from __future__ import annotations

import ast
from datetime import date
from pathlib import Path

import hpanalysis
from disclosed_tables import RANDERS
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.params import Comment
from hpanalysis.report import asked
from hpanalysis.report.release import Release
from hpanalysis.report.words import comments
from hpanalysis.tables import Edition


def make_comment(indicator, area=None):
    return Comment(indicator=indicator, text=f"Om {indicator}", role="Prøven", date=date(2026, 9, 1), area=area)


RELEASE = Release(
    plan=RANDERS,
    half_year=HalfYear.parse("2026H1"),
    edition=Edition.PUBLIC,
    made=date(2026, 9, 7),
    synthetic=True,
    comments=(
        make_comment("fraflytning", "vangdalen"),
        make_comment("elevfravaer"),
        make_comment("elevfravaer", "energivej"),
    ),
)


def test_comments_come_in_the_order_of_the_params_file():
    found = RELEASE.find_comments(["elevfravaer", "fraflytning"])
    assert found == list(RELEASE.comments)
    assert RELEASE.find_comments(["elevfravaer"], "energivej") == [RELEASE.comments[2]]
    assert len(comments.list_quotes_of_area(RELEASE, "elevfravaer", "energivej")) == 1


def test_what_is_asked_for_is_written_down_though_there_is_no_comment():
    asked.begin_page()
    RELEASE.find_comments(["tomgang", "elevfravaer"])
    RELEASE.find_comments(["udsaettelser"], "vangdalen")
    assert asked.list_comments() == [("elevfravaer", None), ("tomgang", None), ("udsaettelser", "vangdalen")]
    asked.begin_page()
    assert asked.list_comments() == []


def test_comments_are_read_by_find_comments_alone():
    folder = Path(hpanalysis.__file__).parent / "report"
    readers = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "comments"
    }
    assert readers == {"release.py"}
