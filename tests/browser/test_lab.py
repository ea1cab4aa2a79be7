"""The notebooks in a real JupyterLab, in a browser: the theme that the analyst chose, no news, and the start page."""

import json
import re
import shutil
import urllib.parse

import pytest

import browser_tools
import lab_server
import projects

THEMES = {"JupyterLab Light": "true", "JupyterLab Dark": "false"}


@pytest.fixture(scope="module")
def lab(randers, tmp_path_factory):
    """JupyterLab on a project that has published half-years."""
    browser_tools.node(), browser_tools.browser()
    environment = lab_server.install(tmp_path_factory.mktemp("miljoe") / "venv")
    folder = tmp_path_factory.mktemp("lab") / "projekt"
    shutil.copytree(randers.folder, folder)
    with lab_server.run(environment, folder) as running:
        yield running


def _choose_theme(lab: lab_server.Lab, theme: str) -> None:
    """As an analyst does it in Settings."""
    address = "lab/api/settings/@jupyterlab/apputils-extension:themes"
    done = lab.ask("PUT", address, {"raw": json.dumps({"theme": theme})})
    assert done.status == 204, done


def _open(lab: lab_server.Lab, notebook: str, theme: str, pictures) -> browser_tools.InLab:
    _choose_theme(lab, theme)
    query = urllib.parse.urlencode({"token": lab.token, "reset": ""})
    url = f"{lab.url}lab/workspaces/proeve/tree/notebooks/{notebook}?{query}"
    (seen,) = browser_tools.run_in_lab([{"url": url, "theme": theme}], pictures)
    return seen


def _luminance(colour: str) -> float:
    """The relative luminance of WCAG 2 of a colour as a browser computes it."""
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    dark, light = sorted([_luminance(one), _luminance(other)])
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("notebook", ["START.ipynb", "oversigt.ipynb"])
def test_blocks_have_the_colours_of_labs_theme_and_nobody_is_asked_about_news(lab, tmp_path, notebook, theme):
    seen = _open(lab, notebook, theme, tmp_path)
    assert (seen.light, seen.errors, seen.notices) == (THEMES[theme], [], [])
    assert seen.blocks
    dark = theme == "JupyterLab Dark"
    for block in seen.blocks:
        assert (_luminance(block["paper"]) < 0.2) == dark, block
        for ink in (block["ink"], *block["links"]):
            assert _contrast(ink, block["paper"]) >= 4.5, (ink, block["paper"])


def test_the_start_page_leads_to_notebooks_and_publications_that_are_there(lab, tmp_path):
    seen = _open(lab, "START.ipynb", "JupyterLab Light", tmp_path)
    # JupyterLab writes the links of an output anew, as addresses of its own files.
    led = {urllib.parse.unquote(urllib.parse.urlsplit(address).path).split("files/")[-1] for address in seen.addresses}
    paths = {path if path.startswith(("notebooks/", "reports/")) else f"notebooks/{path}" for path in led}
    assert {path for path in paths if not (lab.root / path).is_file()} == set()
    books = {f"notebooks/{path.name}" for path in (projects.ROOT / "notebooks").glob("*.ipynb")}
    assert books - paths == {"notebooks/START.ipynb"}
    assert "reports/2026H1/index.html" in paths
