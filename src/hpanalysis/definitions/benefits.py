"""Which benefit codes count as what. The codes follow the law of their month: a dated table.

From 1 July 2025 uddannelseshjælp, selvforsørgelses- og hjemrejseydelse and overgangsydelse became
kontanthjælp: from that month the employment system delivers them under the two codes of kontanthjælp, which
thereby mean more.
"""

from datetime import date

from hpanalysis.definitions.versions import Recount, Version

KONTANTHJAELP = ("kontanthjaelp_jobparat", "kontanthjaelp_aktivitetsparat")

KONTANTHJAELP_REFORM = date(2025, 7, 1)

# Codes that the reform folded into kontanthjælp; they occur in months before it only.
FOLDED_IN = ("uddannelseshjaelp", "hjemrejseydelse", "overgangsydelse")

# What is kontanthjælp by the rules since the reform, by the codes of any month.
KONTANTHJAELP_SINCE_REFORM = (*KONTANTHJAELP, *FOLDED_IN)

# For every indicator that counts kontanthjælp: the reform breaks its series, and the codes of the old months bridge it.
KONTANTHJAELP_VERSIONS = (
    Version(
        1,
        date(2020, 1, 1),
        "Kontanthjælp omfatter jobparate og aktivitetsparate efter reglerne før 1. juli 2025.",
    ),
    Version(
        2,
        KONTANTHJAELP_REFORM,
        "Kontanthjælp omfatter herefter også uddannelseshjælp, overgangsydelse og "
        "selvforsørgelses- og hjemrejseydelse.",
        breaks=True,
        what_would_bridge="Tal fra før kan tælles efter de nye regler, når udtrækket for dengang har uddannelseshjælp, "
        "overgangsydelse og selvforsørgelses- og hjemrejseydelse hver for sig.",
    ),
    # Of the same day as version 2, which it replaces: a window with months from before the reform was counted by two
    # rules in one, and no earlier figure could be held against it.
    Version(
        3,
        KONTANTHJAELP_REFORM,
        "Måneder før 1. juli 2025 tælles nu efter de nye regler i perioder, der går hen over den dag; tidligere "
        "perioder er genberegnet efter de nye regler ved siden af de tal, der er trykt.",
        recount=Recount("ydelse", FOLDED_IN),
    ),
)

OUTSIDE_LABOUR_MARKET = (
    *KONTANTHJAELP,
    *FOLDED_IN,
    "sygedagpenge",
    "ressourceforloeb",
    "foertidspension",
    "efterloen",
    "selvforsoergende",
)
