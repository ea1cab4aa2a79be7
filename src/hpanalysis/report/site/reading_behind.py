"""Reads what lies behind figures: from the run's tables, earlier publications and the finished reports."""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path

from hpanalysis.published.names import FIGURES_CSV
from hpanalysis.report import figure_links
from hpanalysis.report.definition import links_back
from hpanalysis.report.definition.behind import Behind
from hpanalysis.report.definition.earlier_values import Earlier, Key, read_published_values
from hpanalysis.report.release import Release, list_comparable_half_years
from hpanalysis.report.site import navigation
from hpanalysis.tables import KEY
from hpanalysis.workspace import Workspace


def _read_inputs(workspace: Workspace, release: Release) -> dict:
    """What the run of a half-year is made from, by digest (a JSON file that the run writes); empty where it is missing.
    Called by `read_behind`."""
    path = workspace.inputs_path(release.half_year)
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def _read_earlier_values(workspace: Workspace, release: Release, before: Collection[str]) -> Earlier:
    """What earlier half-years have published, the newest first; real figures have no invented ones before them. before:
    those that were published before this one. An earlier half-year that came after it is not told of. Called by
    `read_behind`."""
    halves = [half for half in list_comparable_half_years(workspace, release) if str(half) in before]
    return {half: read_published_values(workspace.reports / str(half) / FIGURES_CSV) for half in halves}


def _list_corrected_figures(workspace: Workspace, release: Release) -> set[tuple[Key, str]]:
    """The figures whose earlier number this half-year's corrections tell, each with the half-year it was published in.
    Called by `read_behind`."""
    table = workspace.table("corrections", release.half_year)
    table = table[table["value_before"].notna()]
    return set(zip(zip(*(table[name] for name in KEY), strict=True), table["published_in"], strict=True))


def read_behind(workspace: Workspace, release: Release, reports: Path) -> Behind:
    """Read what lies behind a half-year's figures, once for all its definition pages. Called by
    `convert.make_definition_pages`, after the reports are made. reports: the folder in which the half-year's finished
    reports lie, from which it is read where each figure stands."""
    labels = {link.name: link.label for link in navigation.list_links(release)}
    named = [name for name in labels if name not in (navigation.INDEX, figure_links.OVERVIEW)]
    inputs = _read_inputs(workspace, release)
    return Behind(
        inputs=inputs,
        checks=workspace.table("checks", release.half_year),
        earlier=_read_earlier_values(workspace, release, inputs.get("before", {})),
        corrected=_list_corrected_figures(workspace, release),
        places=links_back.find_places(reports, named),
        labels=labels,
    )
