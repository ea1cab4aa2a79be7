"""Pages as a forger would change them: each change with the check of `verify` that must name it.

A forgery is a page's name and a function from its html to other html. All else in the package is made right again.
`UNSEEN` are those that nobody can see from the package alone, each with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

Change = Callable[[str], str]

TABLE, AGREEMENT, HOUSING, AREA = (
    "oversigt.html",
    "delaftale-opvaekst.html",
    "delaftale-bolig.html",
    "omraade-moellebakken.html",
)
DEFINITION, YEARLY, DATA, QUALITY = (
    "definition-elevfravaer.html",
    "aarsberetning.html",
    "datarapport.html",
    "datakvalitet.html",
)
FRONT, BASELINES, YEAR = "index.html", "baseline_revision.html", "../regnskabsaar-2026/lbf_opfoelgning.html"


class PageForgery(NamedTuple):
    """One change of one page. named: the check that must fail."""

    page: str
    what: str
    change: Change
    named: str


def swap(old: str, new: str, times: int = 1) -> Change:
    """A text for another; it must be there."""

    def change(html: str) -> str:
        assert old in html, f"nothing to forge: {old}"
        return html.replace(old, new, times)

    return change


def match(pattern: str, new: str | Callable[[re.Match[str]], str]) -> Change:
    """The first place of a pattern for another text; it must be there."""

    def change(html: str) -> str:
        main = html.index("<main")
        changed, count = re.subn(pattern, new, html[main:], count=1, flags=re.DOTALL)
        assert count == 1, f"nothing to forge: {pattern}"
        return html[:main] + changed

    return change


def move(pattern: str, by: float) -> Change:
    """A coordinate moved: the pattern's first group is what stands before it, its second the number."""
    return match(pattern, lambda found: f"{found[1]}{float(found[2]) + by:.1f}")


def insert(where: str, text: str) -> Change:
    """A text put before the first place of another within the page's content."""

    def change(html: str) -> str:
        main = html.index("<main")
        at = html.index(where, main)
        return html[:at] + text + html[at:]

    return change


def _mark(word: str, new: str) -> Change:
    """The word of a verdict's mark for another, symbol and colour left."""
    return match(rf"(</svg>){word}(</span>)", rf"\1{new}\2")


_WORDS = (
    (TABLE, "ikke sikkert forskellig", "bedre"),
    (TABLE, "peger mod målet", "opfyldt"),
    (TABLE, "uafklaret", "på vej"),
    (AGREEMENT, "ingen sikker ændring", "forbedret"),
    (AGREEMENT, "kan ikke afgøres", "hentet ind"),
    (AGREEMENT, "peger mod målet", "opfyldt"),
    (AREA, "ingen sikker ændring", "forbedret"),
    (DATA, "kan ikke afgøres", "fulgt med"),
    (YEARLY, "peger mod målet", "på vej"),
    (YEAR, "kan ikke afgøres", "hentet ind"),
)
_SENTENCES = (
    (AGREEMENT, "er der ingen sikker ændring", "er der en sikker ændring"),
    (AREA, "Der er ingen sikker forskel mellem", "Der er en sikker forskel mellem"),
    (AREA, "Tallet er højere end", "Tallet er lavere end"),
    (AGREEMENT, "tallet sandsynligvis forbedret", "tallet sandsynligvis forværret"),
    (AGREEMENT, "84 pct. sandsynlighed", "94 pct. sandsynlighed"),
    (AREA, "Usikkerhedsintervallet går fra", "Usikkerhedsintervallet går ikke fra"),
    (AGREEMENT, "Tallet peger mod delmålet", "Tallet peger væk fra delmålet"),
    (AGREEMENT, "Et lavt tal er bedst", "Et højt tal er bedst"),
    (DEFINITION, "Et lavt tal er bedst", "Et højt tal er bedst"),
    (AREA, "er diskretioneret for at beskytte", "er ikke leveret for at beskytte"),
    (AGREEMENT, "tæt på den nedre grænse", "tæt på den øvre grænse"),
    (DATA, "Ingen af de seks tal har en sikker ændring", "Ingen af de syv tal har en sikker ændring"),
    (TABLE, "Tallet peger mod", "Tallet peger væk fra"),
)
_HELD = (
    (AGREEMENT, "Elevfravær, 0.-10. kl.", "Elevfravær, 1.-10. kl."),
    (AGREEMENT, "Tallet er 11 måneder", "Tallet er 2 måneder"),
    (AGREEMENT, "Margen: 1 procentpoint", "Margen: 7 procentpoint"),
    (AGREEMENT, "det er mindst 80 pct. sandsynligt", "det er mindst 90 pct. sandsynligt"),
    (AGREEMENT, "Version 1 gælder fra", "Version 2 gælder fra"),
    (AGREEMENT, "25 familier", "45 familier"),
    (TABLE, "6 mdr. gammelt", "1 mdr. gammelt"),
    (DATA, "får omkring 4 af 100 tal", "får omkring 1 af 100 tal"),
    (DATA, "der er mindst 80 pct. sandsynlighed", "der er mindst 95 pct. sandsynlighed"),
    (DEFINITION, "Usikkerhedsinterval (95 pct.)", "Usikkerhedsinterval (99 pct.)"),
    (DEFINITION, "(højst 10 pct. falske)", "(højst 1 pct. falske)"),
    (QUALITY, "Elevfravær, 0.-10. kl.", "Elevfravær, 4.-10. kl."),
    (QUALITY, "færre end 5 (men ikke 0)", "færre end 3 (men ikke 0)"),
    (YEARLY, "460 beboere i 220 boliger", "640 beboere i 220 boliger"),
    (AREA, "Lillekøbing Boligforening, afdeling 1", "Lillekøbing Boligforening, afdeling 9"),
    (BASELINES, "baselines.csv række 11:", "baselines.csv række 12:"),
)
_COUNTS = (
    (TABLE, "Af de fem delmål", "Af de seks delmål"),
    (AGREEMENT, "Af de tre delmål", "Af de to delmål"),
    (YEARLY, "Af de fem delmål peger ét mod", "Af de fem delmål peger to mod"),
    (FRONT, "af halvårets 30 tal", "af halvårets 31 tal"),
)


def _list_planned() -> list[PageForgery]:
    """What serves what by the plan, and what is agreed: each other text is one that the plan has elsewhere."""
    unserved = "<p>Planen nævner ingen aktivitet, der skal bidrage til delmålet.</p>"
    changes = {
        "en anden aktivitets ord": (
            "Poserne skal styrke sproget før skolestart",
            "Naboer, der kender hinanden, bliver boende",
        ),
        "en aktivitets mål": ('">Flere dage i skole</a>', '">Stærkere sprog før skolestart</a>'),
        "et sted i planen": ("planens ord, linje 9<", "planens ord, linje 8<"),
        "en læsning som planens": ("; at de gælder målet, er vores læsning af planen", ""),
        "et delmåls aktivitet": ("bidrage: Læseposer i opgangen.", "bidrage: Naboforum."),
        "et fund er fjernet": (unserved, ""),
        "timer fra en anden aktivitet": ("Biblioteket: 60", "Ungdomsskolen: 120"),
    }
    return [PageForgery(AGREEMENT, what, swap(old, new), "ord") for what, (old, new) in changes.items()]


def _list_words() -> list[PageForgery]:
    """A verdict's word, its symbol, its colour and its address, on each kind of page."""
    found = [PageForgery(page, f"»{old}« bliver »{new}«", _mark(old, new), "ord") for page, old, new in _WORDS]
    for page in (TABLE, AGREEMENT, AREA, DATA, YEARLY, YEAR):
        found += [
            PageForgery(
                page,
                "et andet tegn",
                match(r'(<span class="o [^>]*><svg[^>]*><use href=")#s-\w+', r"\1#s-opfyldt"),
                "ord",
            ),
            PageForgery(
                page, "en anden farve", match(r'<span class="o neutral" data-om', '<span class="o god" data-om'), "ord"
            ),
            PageForgery(
                page, "en vurdering uden adresse", match(r'(<span class="o \w+") data-om="[^"]*"', r"\1"), "ord"
            ),
            PageForgery(
                page,
                "et andet områdes adresse",
                match(r'(<span class="o[^>]* data-om="\w+/[^ ]+/)[\w-]+ ', r"\1soeparken "),
                "ord",
            ),
            PageForgery(page, "en opdigtet adresse", match(r'data-om="[^" ]+', 'data-om="findes/ikke/her'), "ord"),
        ]
    return found


def _list_texts() -> list[PageForgery]:
    """Sentences, counts and reasons."""
    found = [
        PageForgery(page, f"»{old}«", match(re.escape(old).replace(r"\ ", r"\s"), new), "ord")
        for page, old, new in _SENTENCES
    ]
    found += [
        PageForgery(page, f"»{old}«", match(re.escape(old).replace(r"\ ", r"\s"), new), "ord")
        for page, old, new in (*_COUNTS, *_HELD)
    ]
    for page in (TABLE, AGREEMENT, AREA, DEFINITION, DATA, YEARLY, FRONT):
        found += [
            PageForgery(page, "en ny sætning", insert("</main>", "<p>Det går fremad i boligområderne.</p>"), "ord"),
            PageForgery(page, "en ros", insert("</main>", "<p>Beboerne har al grund til at glæde sig.</p>"), "ord"),
            PageForgery(page, "en vurdering i en overskrift", match(r"(<h2[^>]*>)", r"\1Forbedret: "), "ord"),
        ]
    why = match(
        r"(<small>[+−][\d,]+\s\w+ \([^()]+\))(</small>)", r"\1, ikke sikker, fordi der laves mange vurderinger\2"
    )
    found.append(PageForgery(AGREEMENT, "en ændring, der ikke ser sikker ud, får en grund", why, "ord"))
    unit = match(r"(<small>[+−][\d,]+\s)procentpoint", r"\1karakterpoint")
    found.append(PageForgery(AGREEMENT, "en ændrings enhed", unit, "ord"))
    hidden = match(r"\w+ af (\w+) tal er diskretioneret", r"Nul af \1 tal er diskretioneret")
    found.append(PageForgery("definition-sprog_generel.html", "hvor mange tal der er skjult", hidden, "ord"))
    for page in (AGREEMENT, AREA, DATA):
        found.append(
            PageForgery(page, "en billedbeskrivelse", match(r"(<desc[^>]*>)", r"\1Alle tal er forbedret. "), "ord")
        )
        found.append(PageForgery(page, "en tabels titel", match(r"(<caption>)", r"\1Forbedrede tal: "), "ord"))
        found.append(PageForgery(page, "en læst betegnelse", match(r'(aria-label=")', r"\1Forbedret: "), "ord"))
    return found


def _list_hidden() -> list[PageForgery]:
    """What hides one thing and shows another."""
    styles = {
        "skjult": ("<p>", "<p hidden>"),
        "stil": ("<p>", '<p style="display:none">'),
        "klasse": ("<p>", '<p class="kun-smal kort">'),
        "sammenfoldet": ('<ul class="domme"', '<details><summary>Mere</summary><ul class="domme"'),
    }
    found = [
        PageForgery(page, name, match(re.escape(old), new), "sideform")
        for page in (AGREEMENT, DATA)
        for name, (old, new) in styles.items()
        if name != "sammenfoldet"
    ]
    for page in (TABLE, AGREEMENT, AREA, DEFINITION, QUALITY, BASELINES, FRONT, YEAR):
        found.append(
            PageForgery(page, "et andet typografiark", swap("</style>", ".tal{color:var(--paper)}</style>"), "sideform")
        )
        found.append(PageForgery(page, "et nyt element", insert("</main>", "<marquee>Se her</marquee>"), "sideform"))
    for page in (AGREEMENT, DATA, AREA):
        folded = match(r'(<figure id="fig-[^"]*over-tid".*?</figure>)', r"<details><summary>Mere</summary>\1</details>")
        found.append(PageForgery(page, "et diagram foldet sammen", folded, "sideform"))
    found.append(
        PageForgery(
            AGREEMENT,
            "en overskrift foldet sammen",
            match(r'(<h2 id="delmaal-[^"]*">.*?</h2>)', r"<details><summary>Flere tal: Mere</summary>\1</details>"),
            "sideform",
        )
    )
    found.append(PageForgery(TABLE, "et andet tegn for et ord", swap('id="s-bedre"', 'id="s-daarlig"'), "sideform"))
    found.append(
        PageForgery(
            AGREEMENT, "hvidt på hvidt", match(r"fill:var\(--muted,#525b63\)", "fill:var(--paper,#ffffff)"), "sideform"
        )
    )
    found.append(
        PageForgery(
            AGREEMENT, "kun på papir", match(r'<p class="manchet">', '<p class="manchet kun-skaerm">'), "sideform"
        )
    )
    return found


def _one_more(found: re.Match[str]) -> str:
    """The same with the number that ends it one higher."""
    return f"{found[1]}{int(found[2]) + 1}<"


def _list_drawn() -> list[PageForgery]:
    """What is drawn elsewhere than its figure is."""
    mark = r'<g data-cell="[^"]*">(?:<defs>.*?</defs>)?<use href="[^"]*" x="[^"]*" y=")([\d.]+)'
    across = r'(<svg class="spind".*?<g data-cell="[^"]*">(?:<defs>.*?</defs>)?<use href="[^"]*" x=")([\d.]+)'
    found = []
    for page in (AGREEMENT, HOUSING, AREA, DATA, YEARLY, YEAR):
        panel = rf'(<svg class="panel" viewBox="0 0 144 124".*?{mark}'
        found += [
            PageForgery(
                page, "en prik flyttet", match(panel, lambda hit: f"{hit[1]}{float(hit[2]) + 4:.1f}"), "tegninger"
            ),
            PageForgery(
                page,
                "et usikkerhedsinterval",
                move(
                    r'(<path d="M[\d.]+ [\d.]+L[\d.]+ )([\d.]+)'
                    r'(?=" style="fill:none;stroke:var\(--rule,#c9cfd4\);stroke-width:5")',
                    6,
                ),
                "tegninger",
            ),
        ]
    found += [
        *(
            PageForgery(
                page,
                "et tal på aksen",
                match(r'(<svg class="panel".*?text-anchor:end[^>]*>)(\d+)<', _one_more),
                "tegninger",
            )
            for page in (AGREEMENT, HOUSING, DATA, YEARLY, YEAR)
        ),
        PageForgery(AREA, "en stribes prik", move(across, 9), "tegninger"),
        PageForgery(
            AGREEMENT,
            "kommunens linje",
            match(
                r'(<svg class="kun-bred".*?<path d="M)([\d.]+) ([\d.]+)L\2( [\d.]+" '
                r'style="fill:none;stroke:var\(--ink)',
                lambda hit: f"{hit[1]}{float(hit[2]) + 9:.1f} {hit[3]}L{float(hit[2]) + 9:.1f}{hit[4]}",
            ),
            "tegninger",
        ),
        PageForgery(
            AGREEMENT, "et ord i en tegning", swap(">ikke sikkert forskellig</text>", ">bedre</text>"), "tegninger"
        ),
        PageForgery(
            AGREEMENT,
            "en månedsgrænse",
            move(r'(L[\d.]+ )([\d.]+)(?=M[\d.]+ [\d.]+L[\d.]+ [\d.]+" style="fill:none;stroke-dasharray)', 5),
            "tegninger",
        ),
        PageForgery(
            AGREEMENT,
            "en måneds farve",
            match(
                r'(<g data-cell="\w+/20\d\d-\d\d/alle-3">(?:<defs>.*?</defs>)?<use [^>]*fill:var\(--)ink,#15191d',
                r"\1good,#1a5a9c",
            ),
            "tegninger",
        ),
    ]
    return found


def _list_named() -> list[PageForgery]:
    """Names put on other figures."""
    return [
        PageForgery(AREA, "to områders navne", swap("på Møllebakken", "i Søparken", 3), "ord"),
        PageForgery(AGREEMENT, "et område i en tegning", swap(">Møllebakken</text>", ">Søparken</text>"), "tegninger"),
        PageForgery(TABLE, "et andet område er værst", match(r"(er størst \w+\s)\w+", r"\1Søparken"), "ord"),
        PageForgery(
            TABLE, "en vurdering af før planen som en af planen", match(r"<small>målt, før.*?</small>", ""), "ord"
        ),
        PageForgery(TABLE, "et andet mål", match(r'(data-l="Mål"[^>]*>\w+ )\d+', r"\g<1>99"), "ord"),
        PageForgery(
            TABLE, "et andet sikkert svar", match(r'(data-l="Sikkert svar"[^>]*>ved \w+ )\d+', r"\g<1>99"), "ord"
        ),
        PageForgery(
            TABLE, "et opdigtet delmål", match(r'(<a href="delaftale-[^>]*>)[^<]+', r"\1Alle får arbejde"), "ord"
        ),
    ]


def _swap_groups(html: str, first: str, second: str) -> str:
    """The shapes of two areas of a map with each other's names, where nothing else is changed."""
    names = {first: second, second: first}
    return re.sub(
        rf'(?<=<g data-omraade=")({first}|{second})(?=")', lambda found: names[found[1]], html, flags=re.DOTALL
    )


def _swap_names(html: str, first: str, second: str) -> str:
    """The names that stand in a map of two areas, in each other's place."""
    names = {first: second, second: first}
    start = html.index('<svg class="omraadekort"')
    end = html.index("</svg>", start)
    drawn = re.sub(rf"(?<=>)({first}|{second})(?=</text>)", lambda found: names[found[1]], html[start:end])
    assert drawn != html[start:end]
    return html[:start] + drawn + html[end:]


def _move_names(html: str, by: float) -> str:
    """The first of a map's areas with its words elsewhere."""
    start = html.index('<svg class="omraadekort"')
    end = html.index("</svg>", start)
    first = re.search(r'<text[^>]* x="([\d.]+)"', html[start:end])
    assert first is not None
    drawn = html[start:end].replace(f' x="{first[1]}"', f' x="{float(first[1]) + by}"')
    return html[:start] + drawn + html[end:]


def _list_mapped() -> list[PageForgery]:
    """A map that says something else of an area, or shows it elsewhere."""
    drawn = r'(<svg class="omraadekort".*?'
    shape = rf'{drawn}<g data-omraade="soeparken"><path d="M)([\d.]+)'
    count = match(rf"{drawn}>)(\d+)( af \d+</text>)", lambda hit: f"{hit[1]}{int(hit[2]) + 1}{hit[3]}")
    in_table = r'(class="num" data-om="\*/\*/soeparken">)(\d+)'
    meaning = swap(">højst to tredjedele af dem<", ">flere end to tredjedele af dem<")
    on_the_overview: dict[str, Change] = {
        "et tal på kortet": count,
        "et tal i kortets beskrivelse": match(r"(Søparken )(\d+)( af )", r"\g<1>77\3"),
        "et områdes farve på kortet": match(rf"{drawn}fill:var\(--)\w+,#[0-9a-f]+", r"\1few,#fdebda"),
        "hvad kortets farver betyder": meaning,
        "et andet områdes ord ved en form": lambda html: _swap_names(html, "Møllebakken", "Søparken"),
    }
    on_a_profile: dict[str, Change] = {
        "et andet område fremhævet": match(rf"{drawn}fill:var\(--)band,#e4e8eb", r"\1paper,#fffffe"),
        "en tynd kant": match(rf"{drawn});stroke-width:3", r"\1"),
        "et andet områdes navn": swap("Fremhævet: Møllebakken.", "Fremhævet: Søparken."),
    }
    on_both: dict[str, Change] = {
        "et områdes form flyttet": move(shape, 9),
        "to områder byttet": lambda html: _swap_groups(html, "moellebakken", "skraenten"),
        "et områdes ord et andet sted": lambda html: _move_names(html, 150),
        "kortet taget ud": match(r'<svg class="omraadekort".*?</svg>', ""),
        "en skitse, der ikke er sagt": swap("Kortet er en skitse", "Kortet er målt op"),
    }
    named = ((TABLE, on_the_overview | on_both), (AREA, on_a_profile | on_both))
    return [
        *(PageForgery(page, what, change, "tegninger") for page, changes in named for what, change in changes.items()),
        PageForgery(TABLE, "et tal i kortets tabel", match(in_table, lambda hit: f"{hit[1]}{int(hit[2]) + 1}"), "ord"),
        PageForgery(
            TABLE, "et kort under en anden overskrift", swap("<summary>Vis kortet", "<summary>Vis"), "sideform"
        ),
    ]


FORGERIES: list[PageForgery] = [
    *_list_planned(),
    *_list_words(),
    *_list_texts(),
    *_list_hidden(),
    *_list_drawn(),
    *_list_named(),
    *_list_mapped(),
]

# What nobody can see from the package alone.
UNSEEN: dict[str, str] = {
    "the style sheet and the pages changed alike": "the package's own program is what the pages are held against",
    "a sentence added to the program and to a page": "the program could have written it",
    "an item left out of the list of what needs attention": "the list says how many it shows, and each item is right",
    "what a delmål's verdict was in an earlier half-year": "the earlier publication is not in the package",
}
