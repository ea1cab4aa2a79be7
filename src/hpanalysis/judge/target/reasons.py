"""Why a figure has its verdict on the target: Danish clauses, each to stand after "fordi".

A clause says what was seen and whether it is tested ("sikker") or only probable ("sandsynligvis"); never a cause. The
figure is "tallet", because the clauses stand beside a verdict, under a delmål's name and in a sentence.
"""

from hpanalysis.tables import NOT_IN_PLAN

# Falling.
IMPROVED = "tallet er forbedret siden udgangspunktet"
WORSENED = "tallet er forværret siden udgangspunktet"
ALMOST_SURELY_IMPROVED = "tallet næsten sikkert er forbedret siden udgangspunktet, uden at en test afgør det"
PROBABLY_IMPROVED = "tallet sandsynligvis er forbedret siden udgangspunktet, uden at en test afgør det"
PROBABLY_WORSENED = "tallet sandsynligvis er forværret siden udgangspunktet, uden at en test afgør det"
ALMOST_SURELY_WORSENED = "tallet næsten sikkert er forværret siden udgangspunktet, uden at en test afgør det"
DIRECTION_UNKNOWN = "det er uvist, om tallet er forbedret eller forværret siden udgangspunktet"
BREAK = "der er databrud"

# Below the state's criterion, which is held against the mean of the two newest years.
NO_CRITERION = "loven ikke har en grænse for tallet det år"
NO_CRITERION_MEAN = "tallet for et af de to år mangler, og loven bruger gennemsnittet af dem"
NEWEST_BELOW_CRITERION = "det nyeste år er under statens kriterium, men gennemsnittet af to år er ikke"
NEARER_CRITERION = "tallet er faldet siden året før, men er endnu ikke under statens kriterium"
NOT_NEARER_CRITERION = "tallet er over statens kriterium og er ikke faldet siden året før"

# A target that has a size.
SURELY_AHEAD = "tallet er foran den lige linje fra udgangspunktet til målet, og afstanden er sikker"
IMPROVED_AND_AHEAD = "tallet er forbedret siden udgangspunktet og har fulgt den lige linje mod målet"
SURELY_BEHIND = "tallet er bag den lige linje fra udgangspunktet til målet, og afstanden er sikker"
PROBABLY_REACHED = "målet sandsynligvis er nået, uden at en test afgør det"
PROBABLY_AHEAD = "tallet sandsynligvis er foran den lige linje mod målet, uden at en test afgør det"
PROBABLY_BEHIND = "tallet sandsynligvis er bag den lige linje mod målet, uden at en test afgør det"
IMPROVED_TOO_SLOWLY = (
    "tallet ser ud til at være forbedret siden udgangspunktet, men langsommere end den lige linje mod målet"
)
WITHIN_CHANCE = "tallet ligger så tæt på den lige linje mod målet, at forskellen kan være tilfældig"
NO_LINE = "kommunens udgangspunkt ikke kan vises"

# No number.
NOT_DELIVERED = "tallet ikke er leveret"
NO_PERSONS = "der ikke er nogen personer i målgruppen"

# When a target can be known to be met; the first is printed as it stands, as NOT_IN_PLAN is, the others after "fordi".
NOT_IN_PLAN_BUT_POOLED = f"{NOT_IN_PLAN}; se tre år samlet"
ALREADY_MET = "målet er opfyldt"
NO_WANTED_COURSE = "tallet indtil nu ikke har bevæget sig den ønskede vej"
AT_THE_END = "tallet på den lige linje først når målet, når planen slutter"
NEXT_UNKNOWN = "det ikke vides, hvornår næste opgørelse kommer"
