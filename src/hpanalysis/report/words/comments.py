"""The analyst's comments: her own words, as a quote that says whose they are."""

from __future__ import annotations

from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.params import Comment
from hpanalysis.report.html import tag
from hpanalysis.report.release import Release


def quote(release: Release, comment: Comment) -> Markup:
    """A comment of the analyst's as a quote, with her role, its date and what it is about. Called for each comment on
    an indicator, on a delaftale's page and an area's."""
    written = danish.format_day(comment.date)
    about = release.indicator(comment.indicator).label.removesuffix(".")
    if comment.area is not None:
        about += f", {release.plan.area(comment.area).name}"
    return tag(
        "blockquote",
        tag("p", comment.text),
        tag("p", f"Analytikerens kommentar. {comment.role}, {written}. {about}.", class_="meta"),
    )


def list_quotes_of_area(release: Release, indicator_id: str, area_id: str) -> list[Markup]:
    """The analyst's comments on an indicator in one area as quotes. Called for each figure in words on the area's
    page."""
    return [quote(release, comment) for comment in release.find_comments([indicator_id], area_id)]
