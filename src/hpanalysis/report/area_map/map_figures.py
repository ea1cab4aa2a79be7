"""The two maps in their <figure>s: where what is worse gathers, and where one area lies among the others."""

from __future__ import annotations

from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.plan import Area, AreaMap
from hpanalysis.report.area_map.map_chart import MappedArea, Meaning, draw_area_map
from hpanalysis.report.cells import Cells
from hpanalysis.report.html import tag
from hpanalysis.report.release import Release
from hpanalysis.report.tables import matrix
from hpanalysis.report.tables.matrix import WorseCount

SKETCH = "Kortet er en skitse: Områdernes form og plads er opfundet."
_NONE, _OTHERS, _CHOSEN = "paper", "paper", "band"
# From none to nearly all, each with the most thirds of the figures shown that are worse.
_CLASSES = (
    (0, Meaning(_NONE, "ingen, eller ingen vist")),
    (1, Meaning("few", "højst en tredjedel af de viste tal, der sammenlignes")),
    (2, Meaning("some", "højst to tredjedele af dem")),
    (3, Meaning("many", "flere end to tredjedele af dem")),
)
_COUNTS_NOTE = (
    "I hvert område står, hvor mange af de viste tal med et mål, der sammenlignes, der er dårligere end kommunens "
    "(eller hele landets); forskellen er sikker. Det er en optælling og ingen rangordning, for et tal, der er "
    "diskretioneret i ét område, kan være vist i et andet. Jo kraftigere farve, jo større del."
)


def _write_note(area_map: AreaMap, *sentences: str) -> str:
    """The line under a map; of a sketch it says that it is one. Called for each map."""
    return " ".join([*sentences, *([SKETCH] if area_map.is_sketch else [])])


def _find_token(count: WorseCount) -> str:
    """The colour of an area by how large a part of its figures is worse. Called for each area of the overview's
    map."""
    return next(meaning.token for thirds, meaning in _CLASSES if 3 * count.worse <= thirds * count.compared)


def _wrap_map(figure_id: str, headline: str, parts: list[Markup], note: str) -> Markup:
    """A map in its <figure>, with what stands beside it and the line under both. Called for each map."""
    caption = tag("figcaption", tag("strong", headline, class_="overskrift", id=f"{figure_id}-h"))
    beside = tag("div", parts, class_="kortside")
    return tag("figure", caption, beside, tag("p", note, class_="note"), id=figure_id, aria_labelledby=f"{figure_id}-h")


def _make_count_table(areas: tuple[Area, ...], counts: dict[str, WorseCount]) -> Markup:
    """The map's numbers as a table, the areas in the plan's order. Called once, for the overview's map."""
    head = tag("tr", tag("th", "Område", scope="col"), tag("th", matrix.WORSE_HEAD, scope="col", class_="num"))
    rows = [
        tag(
            "tr",
            tag("th", tag("a", area.name, href=f"omraade-{area.id}.html"), scope="row"),
            tag("td", counts[area.id].told, class_="num", data_om=f"*/*/{area.id}"),
        )
        for area in areas
    ]
    caption = tag("caption", "Kortets tal, af de viste med et mål, der sammenlignes")
    return tag("div", tag("table", caption, tag("thead", head), tag("tbody", rows)))


def make_overview_map(release: Release, cells: Cells, area_map: AreaMap) -> Markup:
    """The map of the overview: each area with the count that ends its column of the matrix, coloured by how large a
    part of its figures that is, beside the table that says the same. Called once for the overview."""
    lines = matrix.list_lines(release, cells)
    areas = release.plan.areas
    counts = {area.id: matrix.count_worse(lines, area) for area in areas}
    drawing = draw_area_map(
        "kort",
        area_map,
        [MappedArea(area.id, (area.short, counts[area.id].told), _find_token(counts[area.id])) for area in areas],
        [meaning for _, meaning in _CLASSES],
        title="Kort over områderne: hvor mange tal der er dårligere end kommunens",
        description="; ".join(f"{area.name} {counts[area.id].told}" for area in areas) + ".",
    )
    note = _write_note(area_map, _COUNTS_NOTE)
    return _wrap_map(
        "fig-kort", "Tal, der er dårligere end kommunens", [drawing, _make_count_table(areas, counts)], note
    )


def make_profile_map(release: Release, area: Area, area_map: AreaMap) -> Markup:
    """The map of an area's profile: the area in grey with a heavy edge, the others white, all of them named; it has no
    figures. Called once for each area's profile."""
    others = [other for other in release.plan.areas if other.id != area.id]
    drawing = draw_area_map(
        "kort",
        area_map,
        [
            MappedArea(one.id, (one.short,), _CHOSEN if one == area else _OTHERS, is_chosen=one == area)
            for one in release.plan.areas
        ],
        [],
        title=f"Kort over boligområderne med {area.name}",
        description=f"Fremhævet: {area.name}. De andre: {danish.join_words(other.name for other in others)}.",
    )
    note = _write_note(area_map, f"{area.name} er grå og har en tyk kant.")
    return _wrap_map("fig-kort", f"{area.name} blandt boligområderne", [drawing], note)
