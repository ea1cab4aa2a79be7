"""Which benefit codes count as what. The codes follow the law of their month: a dated table.

From 1 July 2025 uddannelseshjælp, selvforsørgelses- og hjemrejseydelse and overgangsydelse became
kontanthjælp: from that month the employment system delivers them under the two codes of kontanthjælp, which
thereby mean more.
"""

from datetime import date

from hpanalysis.definitions.model import Version

KONTANTHJAELP = ("kontanthjaelp_jobparat", "kontanthjaelp_aktivitetsparat")

KONTANTHJAELP_REFORM = date(2025, 7, 1)

# For every indicator that counts kontanthjælp: the reform breaks its series.
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
    ),
)

# Codes that the reform folded into kontanthjælp; they occur in months before it only.
FOLDED_IN = ("uddannelseshjaelp", "hjemrejseydelse", "overgangsydelse")

OUTSIDE_LABOUR_MARKET = (
    *KONTANTHJAELP,
    *FOLDED_IN,
    "sygedagpenge",
    "ressourceforloeb",
    "foertidspension",
    "efterloen",
    "selvforsoergende",
)
