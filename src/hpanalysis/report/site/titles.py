"""The top of a page: its h1 and the sentence that can be read aloud in a meeting."""

from __future__ import annotations

from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.report.covered import Covered, Span
from hpanalysis.report.html import Block, join, tag
from hpanalysis.report.release import Release
from hpanalysis.report.site import bands
from hpanalysis.report.words import duties


def _of_overview(release: Release, which: dict[str, str]) -> tuple[str, str, str]:
    return (
        release.plan.settings.name,
        f"Sådan går det med helhedsplanen, {danish.format_half_year(release.half_year)}",
        "",
    )


def _of_agreement(release: Release, which: dict[str, str]) -> tuple[str, str, str]:
    agreement = release.agreement_named(which["agreement"])
    return _when(release), f"Delaftale: {agreement.name}", ""


def _of_strategic(release: Release, which: dict[str, str]) -> tuple[str, str, str]:
    lead = (
        "De overordnede mål er bestyrelsens. Tallene leveres af Landsbyggefonden, og udviklingen holdes op "
        "mod kommunens."
    )
    return _when(release), "Strategisk aftale: de overordnede mål", lead


def _covered(release: Release, which: dict[str, str]) -> Covered:
    return Covered.named(release, which.get("covers", Span.YEAR.value))


def _of_data_report(release: Release, which: dict[str, str]) -> tuple[str, str, str]:
    name = f"Datarapport {_covered(release, which).title} til bestyrelsen"
    return _when(release), name, duties.told(release.plan, duties.DATA_REPORT)


def _of_annual_report(release: Release, which: dict[str, str]) -> tuple[str, str, str]:
    covered = _covered(release, which)
    name = "Årsberetning" if covered.span is Span.YEAR else "Beretning"
    return _when(release), f"{name} {covered.title} til de politiske udvalg", ""


def _of_profile(release: Release, which: dict[str, str]) -> tuple[str, str, str]:
    return _when(release), f"Områdeprofil: {release.area_named(which['area']).name}", ""


def _of_quality(release: Release, which: dict[str, str]) -> tuple[str, str, str]:
    return release.plan.settings.name, f"Datakvalitet for {danish.format_half_year(release.half_year)}", ""


def _of_printed_baselines(release: Release, which: dict[str, str]) -> tuple[str, str, str]:
    lead = (
        "Siden er til dataenheden: Hvilke af de tal, som planen trykker, kan ikke være sande, og hvad må de være? "
        "Kontrollen retter ikke tallene."
    )
    return _when(release), "Kontrol af planens trykte udgangspunkt", lead


def _when(release: Release) -> str:
    return f"{release.plan.settings.name}, {danish.format_half_year(release.half_year)}"


_PAGES = {
    "oversigt": _of_overview,
    "delaftale": _of_agreement,
    "strategisk_aftale": _of_strategic,
    "datarapport": _of_data_report,
    "aarsberetning": _of_annual_report,
    "omraadeprofil": _of_profile,
    "datakvalitet": _of_quality,
    "baseline_revision": _of_printed_baselines,
}


def title(release: Release, notebook: str, **which: str) -> str:
    """The h1 of a page; the key of an agreement or an area that the plan does not have raises `WrongUse`."""
    return _PAGES[notebook](release, which)[1]


def heading(release: Release, notebook: str, **which: str) -> Markup:
    above, name, lead = _PAGES[notebook](release, which)
    return join([tag("p", above, class_="meta"), tag("h1", name), tag("p", lead, class_="manchet") if lead else None])


def page(notebook: str, half_year: str, edition: str = "offentlig", **which: str) -> Block:
    """The first block of a notebook's page; in JupyterLab it brings style, symbols and the bands of a page.

    which: `agreement` for delaftale, `area` for omraadeprofil, `covers` for the yearly reports.
    """
    release = Release.named(half_year, edition)
    return Block(heading(release, notebook, **which), first=True, above_in_lab=bands.in_lab(release))
