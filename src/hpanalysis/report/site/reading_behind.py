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
from hpanalysis.report.release import Release, find_comparable_publications
from hpanalysis.report.site import navigation
from hpanalysis.tables import KEY
from hpanalysis.workspace import Workspace


def _read_inputs(workspace: Workspace, release: Release) -> dict:
    """What a half-year's figures were made from, by digest, as its run has recorded it in a JSON file; empty where that
    is missing. Called once for a half-year's definition pages."""
    path = workspace.inputs_path(release.half_year)
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def _read_earlier_values(workspace: Workspace, release: Release, before: Collection[str]) -> Earlier:
    """What comparable earlier half-years have published, the newest first. Called once for a half-year's definition
    pages. before: the half-years published before this one; an earlier one that came out after it is left out."""
    published = find_comparable_publications(workspace, release)
    return {
        half: read_published_values(folder / FIGURES_CSV) for half, folder in published.items() if str(half) in before
    }


def _list_corrected_figures(workspace: Workspace, release: Release) -> set[tuple[Key, str]]:
    """The figures whose earlier number is told among this half-year's corrections, each with the half-year that
    published it. Called once for a half-year's definition pages."""
    table = workspace.table("corrections", release.half_year)
    table = table[table["value_before"].notna()]
    return set(zip(zip(*(table[name] for name in KEY), strict=True), table["published_in"], strict=True))


def read_behind(workspace: Workspace, release: Release, reports: Path) -> Behind:
    """What lies behind a half-year's figures: rules, earlier values, corrections, and where each figure stands. Called
    once for all its definition pages, after the reports are made. reports: the folder of the finished reports."""
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
