"""The thirteen examples of the language guide, word for word, from cells that hold their figures."""

from dataclasses import replace
from datetime import date

import pytest

from hpanalysis.danish import NBSP
from hpanalysis.definitions.model import Unit
from hpanalysis.report.words import areas_in_words
from hpanalysis.report.words.speaker import Speaker
from hpanalysis.tables import Since, Status, Verdict, Versus
from report_tables import release, row, table

WORSE, BETTER, NO_SURE = Versus.WORSE.value, Versus.BETTER.value, Versus.NO_SURE_DIFFERENCE.value
IMPROVED, NO_CHANGE = Since.IMPROVED.value, Since.NO_SURE_CHANGE.value

EXAMPLES = {
    "share, low is good": (
        dict(
            indicator_id="elevfravaer_over_10",
            area_id="energivej",
            window="2024-25",
            value=33.1,
            lo=25.4,
            hi=41.8,
            municipality_value=23.5,
            versus_municipality=WORSE,
            baseline_window="2023-24",
            baseline_recomputed=33.8,
            change=-0.7,
            since_baseline=NO_CHANGE,
        ),
        "I skoleåret 2024/25 havde 33,1 pct. af eleverne i 0.-10. klasse med bopæl i Energivej-området over 10 pct. "
        "fravær. Tallet er højere end i Randers Kommune (23,5 pct.), og forskellen er sikker. Siden udgangspunktet i "
        "skoleåret 2023/24 (33,8 pct.) er der ingen sikker ændring. Usikkerhedsintervallet går fra 25,4 til "
        "41,8 pct. Forbehold: Fraværet er opgjort efter, hvor eleven bor, og ikke efter skole.",
    ),
    "share, high is good": (
        dict(
            indicator_id="dagtilbud_1_5_aar",
            area_id="alle-7",
            window="2024",
            value=93.8,
            municipality_value=90.1,
            versus_municipality=BETTER,
        ),
        "I 2024 gik 93,8 pct. af de 1-5-årige i de opgjorte boligafdelinger i dagtilbud. Tallet er højere end i "
        "Randers Kommune (90,1 pct.), og forskellen er sikker. Forbehold: Landsbyggefondens tal dækker kun nogle af "
        "boligafdelingerne i de syv områder.",
    ),
    "count": (
        dict(
            indicator_id="udsaettelser",
            area_id="alle-7",
            window="2025",
            value=16,
            lo=9.15,
            hi=25.98,
            baseline_window="2023",
            baseline_recomputed=22,
            change=-6,
            since_baseline=NO_CHANGE,
        ),
        "I 2025 var der 16 udsættelsessager i de syv boligområder. Siden udgangspunktet i 2023 (22 sager) er der "
        "ingen sikker ændring. Usikkerhedsintervallet går fra 9 til 26 sager. Forbehold: Tallet tæller sager og ikke "
        "personer, og Lejerbos boligafdelinger indgår ikke.",
    ),
    "rate in percent, low is good": (
        dict(
            indicator_id="fraflytning",
            area_id="sjaellandsgade",
            window="2025",
            value=13.1,
            lo=10.7,
            hi=15.9,
            municipality_value=15.2,
            versus_municipality=NO_SURE,
            baseline_window="2023",
            baseline_recomputed=17.4,
            change=-4.3,
            since_baseline=IMPROVED,
        ),
        "I 2025 svarede fraflytningerne til 13,1 pct. af boligerne i Sjællandsgadekvarteret. Der er ingen sikker "
        "forskel mellem Sjællandsgadekvarteret og kommunens almene familieboliger (15,2 pct.). Siden udgangspunktet "
        "i 2023 (17,4 pct.) er tallet faldet med 4,3 procentpoint, og ændringen er sikker. Det er den ønskede "
        "retning. Usikkerhedsintervallet går fra 10,7 til 15,9 pct. Forbehold: Fraflytning siger ikke i sig selv "
        "noget om, hvor tilfredse beboerne er. Lejerbos boligafdelinger er ikke med, heller ikke i kommunens tal.",
    ),
    "mean, high is good": (
        dict(
            indicator_id="karakter_dansk_matematik",
            area_id="alle-7",
            window="2024",
            value=6.0,
            lo=5.4,
            hi=6.6,
            municipality_value=6.9,
            versus_municipality=WORSE,
        ),
        "I 2024 fik eleverne i 9. klasse i de opgjorte boligafdelinger 6,0 i gennemsnit i dansk og matematik. Tallet "
        "er lavere end i Randers Kommune (6,9), og forskellen er sikker. Usikkerhedsintervallet går fra 5,4 til 6,6. "
        "Forbehold: Landsbyggefondens tal dækker kun nogle af boligafdelingerne i de syv områder.",
    ),
    "break": (
        dict(
            indicator_id="kontanthjaelp",
            area_id="hermann-stillingsvej",
            window="2025-04/2026-03",
            window_end=date(2026, 3, 31),
            value=12.4,
            baseline_window="2023-10/2024-09",
            baseline_recomputed=9.1,
            since_baseline=Since.BREAK.value,
        ),
        "I de 12 måneder til og med marts 2026 fik i gennemsnit 12,4 pct. af de 18-64-årige i Hermann "
        "Stillingsvej-området kontanthjælp. Databrud 1. juli 2025: Kontanthjælp omfatter herefter også "
        "uddannelseshjælp, overgangsydelse og selvforsørgelses- og hjemrejseydelse. Tal fra før og efter denne dato "
        "kan ikke sammenlignes.",
    ),
    "not judgeable, pooled": (
        dict(
            indicator_id="unge_i_uddannelse_15_mdr",
            area_id="gl-jennumparken",
            window="2023-10..2025-10",
            value=79.2,
            verdict=Verdict.UNCLEAR.value,
            reason="antallet af personer er for lille",
        ),
        "Af de unge i Gl. Jennumparken, der forlod skolen efter 9. eller 10. klasse i årene 2022-24, var 79,2 pct. i "
        "gang med en ungdomsuddannelse 15 måneder efter. Det er uafklaret, om tallet er på vej mod målet, fordi "
        "antallet af personer er for lille. Forbehold: Elever, der fortsætter fra 9. til 10. klasse, tæller ikke med.",
    ),
    "hidden": (
        dict(
            indicator_id="sprog_saerlig",
            area_id="centrale-randers",
            window="2025",
            status=Status.HIDDEN.value,
            value=60.0,
            lo=20.0,
            hi=90.0,
            municipality_value=8.9,
            versus_municipality=WORSE,
            versus_others=WORSE,
        ),
        "Andelen af sprogvurderede børn med behov for særlig sprogindsats i Centrale Randers i 2025 er "
        "diskretioneret for at beskytte enkeltpersoner. Det siger intet om, hvorvidt tallet er godt eller dårligt.",
    ),
    "the caveat rules all": (
        dict(
            indicator_id="sigtede_15_29",
            area_id="alle-7",
            window="2024",
            value=1.04,
            lo=0.6,
            hi=1.8,
            municipality_value=1.9,
            versus_municipality=Versus.NOT_JUDGEABLE.value,
            versus_reason="mange boligafdelinger mangler i tallet",
            baseline_window="2023",
            baseline_recomputed=1.3,
            since_baseline=Since.NOT_JUDGEABLE.value,
            since_reason="mange boligafdelinger mangler i tallet",
        ),
        "I 2024 blev 1,04 pct. af de 15-29-årige i de opgjorte boligafdelinger sigtet mindst én gang. Forbehold: "
        "Mange boligafdelinger mangler i tallet, så det kan ikke bruges til at sige, at det går bedre i områderne end "
        "i kommunen.",
    ),
    "two-fold target": (
        dict(
            indicator_id="uden_for_arbejdsmarkedet",
            area_id="vangdalen",
            window="2025-04/2026-03",
            window_end=date(2026, 3, 31),
            value=34.2,
            baseline_window="2023-10/2024-09",
            baseline_recomputed=36.0,
            change=-1.8,
            since_baseline=NO_CHANGE,
            verdict=Verdict.TOWARDS.value,
            reason="tallet sandsynligvis er forbedret siden udgangspunktet, uden at en test afgør det",
        ),
        "I de 12 måneder til og med marts 2026 var i gennemsnit 34,2 pct. af de 18-64-årige i Vangdalen uden for "
        "arbejdsmarkedet. Siden udgangspunktet i de 12 måneder til og med september 2024 (36,0 pct.) er der ingen "
        "sikker ændring. Tallet peger mod målet, fordi det sandsynligvis er forbedret siden udgangspunktet, uden at "
        "en test afgør det. Forbehold: Tallet er kommunens egen opgørelse og kan ikke holdes op mod statens "
        "kriterium.",
    ),
}


def of(given: dict) -> tuple[Speaker, object]:
    here = release()
    cell = next(iter(here.cells(table(row(**given)))))
    return Speaker(here, given["indicator_id"]), cell


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


# The guide's examples end with the fixed caveat; where the plan names areas that LBF's figures leave out, they follow.
UNCOVERED = (
    " Ifølge noten til planens tabel over de overordnede mål indgår der ingen boligafdelinger fra Energivej-området, "
    "kun én fra Centrale Randers og få fra Hermann Stillingsvej-området."
)

# Where a break stands, what would bridge it follows (`Version.what_would_bridge`).
BRIDGE = (
    " Tal fra før kan tælles efter de nye regler, når udtrækket for dengang har uddannelseshjælp, overgangsydelse og "
    "selvforsørgelses- og hjemrejseydelse hver for sig."
)


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_comes_out_word_for_word(name):
    given, wanted = EXAMPLES[name]
    speaker, cell = of(given)
    of_lbf = any(source.name == "boligsociale_data" for source in speaker.indicator.sources)
    more = (UNCOVERED if of_lbf else "") + (BRIDGE if name == "break" else "")
    assert plain(speaker.describe(cell, target=True)) == wanted + more


def test_the_rate_per_thousand_comes_out_word_for_word():
    speaker, cell = of(
        dict(
            indicator_id="udsaettelser_effektive",
            area_id="alle-7",
            window="2025",
            value=5.0,
            lo=3.1,
            hi=7.7,
            baseline_window="2023",
            baseline_recomputed=3.6,
            change=1.4,
            since_baseline=NO_CHANGE,
        )
    )
    level = "{V} blev der gennemført {n} effektive udsættelser pr. 1.000 boliger {o}."
    words = replace(speaker.indicator.sentences, level=level, per="boliger")
    speaker.indicator = replace(speaker.indicator, unit=Unit.PER_THOUSAND, decimals=1, sentences=words)
    assert plain(speaker.describe(cell)) == (
        "I 2025 blev der gennemført 5,0 effektive udsættelser pr. 1.000 boliger i de syv boligområder. Siden "
        "udgangspunktet i 2023 (3,6 pr. 1.000 boliger) er der ingen sikker ændring. Usikkerhedsintervallet går fra "
        "3,1 til 7,7 pr. 1.000 boliger. Forbehold: En effektiv udsættelse kan stamme fra en sag, der begyndte et "
        "tidligere år."
    )


def test_several_areas_come_out_word_for_word():
    here = release()
    given = {
        "glarbjergvej": (27, NO_SURE),
        "vangdalen": (14, WORSE),
        "energivej": (13, WORSE),
        "sjaellandsgade": (20, WORSE),
    }
    cells = here.cells(
        table(
            *[
                row("ungdomsskole", area, "2025-09-01", value=v, municipality_value=32, versus_municipality=versus)
                for area, (v, versus) in given.items()
            ]
        )
    )
    said = areas_in_words.describe_measured_areas(Speaker(here, "ungdomsskole"), cells, caveat=True)
    assert plain(" ".join(said)) == (
        "Andelen af 13-18-årige tilmeldt Randers Ungdomsskole lå mellem 13 og 27 pct. i de viste områder pr. "
        "1. september 2025. I Vangdalen, Energivej-området og Sjællandsgadekvarteret er tallet lavere end i Randers "
        "Kommune (32 pct.), og forskellene er sikre. Forbehold: Tilmelding til ungdomsskolen er ikke det samme som "
        "deltagelse i foreningslivet."
    )


def test_not_delivered_comes_out_word_for_word_with_the_examples_supplier():
    speaker, cell = of(
        dict(indicator_id="fraflytning", area_id="glarbjergvej", window="2025", status=Status.NOT_DELIVERED.value)
    )
    indicator = speaker.indicator
    alone = replace(indicator.numerator.source, delivered_by="Landsbyggefonden")
    speaker.indicator = replace(
        indicator,
        numerator=replace(indicator.numerator, source=alone),
        denominator=replace(indicator.denominator, source=alone),
    )
    assert plain(speaker.describe(cell)) == (
        "Fraflytningsprocenten i Glarbjergvej-området i 2025 kan ikke vises, fordi Landsbyggefonden endnu ikke har "
        "leveret data."
    )


def test_no_new_figure_comes_out_word_for_word():
    speaker, cell = of(
        dict(indicator_id="elevfravaer_over_10", area_id="energivej", window="2024-25", value=33.1, new=False)
    )
    assert plain(speaker.state_no_new(cell)) == (
        "Der er ingen ny opgørelse siden sidste rapport. Tallet er fra skoleåret 2024/25, og næste opgørelse ventes i "
        "september 2026."
    )
