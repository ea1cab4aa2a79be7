"""What a map says of each area, made again: the counts of the overview, and which area a profile is about."""

from __future__ import annotations

from hpanalysis.verify.pages.counts.page_figures import PageFigures
from hpanalysis.verify.pages.counts.verdicts_of_figures import FigureCounts
from hpanalysis.verify.pages.counts.wording import join_words
from hpanalysis.verify.pages.drawings.maps import AreaWords, MapWords
from hpanalysis.verify.pages.facts import Facts

OVERVIEW, PROFILE = "oversigt.html", "omraade-"
# From none to nearly all: the most thirds, the colour and what it means.
_CLASSES = (
    (0, "paper", "ingen, eller ingen vist"),
    (1, "few", "højst en tredjedel af de viste tal, der sammenlignes"),
    (2, "some", "højst to tredjedele af dem"),
    (3, "many", "flere end to tredjedele af dem"),
)
_THIN, _THICK = "1", "3"


def shows_map(facts: Facts, file: str) -> bool:
    """Whether a page must show the map: the plan has one, and the page is the overview or an area's profile. Called for
    each page of a half-year."""
    return facts.area_shapes is not None and (file == OVERVIEW or file.startswith(PROFILE))


def tell_map(facts: Facts, file: str) -> MapWords | None:
    """All that the map of a page must say; None for a page that has none. Called for each page of a package. file: the
    page's name."""
    if not shows_map(facts, file):
        return None
    return _tell_overview(facts) if file == OVERVIEW else _tell_profile(facts, file)


def _tell_overview(facts: Facts) -> MapWords:
    """What the overview's map must say. Called for that page."""
    counts = FigureCounts(facts, PageFigures(facts, OVERVIEW.removesuffix(".html")))
    areas, described = {}, []
    for area in (facts.areas[one] for one in facts.definitions.areas):
        worse, compared = counts.count_worse(area.id)
        told = f"{worse} af {compared}" if compared else "ingen vist"
        colour = next(colour for thirds, colour, _ in _CLASSES if 3 * worse <= thirds * compared)
        areas[area.id] = AreaWords((area.short, told), colour, _THIN)
        described.append(f"{area.name} {told}")
    title = "Kort over områderne: hvor mange tal der er dårligere end kommunens"
    return MapWords(areas, title, f"{'; '.join(described)}.", tuple((colour, words) for _, colour, words in _CLASSES))


def _tell_profile(facts: Facts, file: str) -> MapWords | None:
    """What the map of an area's profile must say. Called for each such page; None for one of no area."""
    chosen = file.removeprefix(PROFILE).removesuffix(".html")
    if chosen not in facts.definitions.areas:
        return None
    areas = [facts.areas[one] for one in facts.definitions.areas]
    words = {area.id: AreaWords((area.short,), "paper", _THIN) for area in areas}
    words[chosen] = AreaWords(words[chosen].lines, "band", _THICK)
    name = facts.areas[chosen].name
    others = join_words(area.name for area in areas if area.id != chosen)
    return MapWords(words, f"Kort over boligområderne med {name}", f"Fremhævet: {name}. De andre: {others}.", ())
