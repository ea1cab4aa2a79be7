"""How the reader is to understand "sikker": the language guide's explanations, once a page, folded away."""

from __future__ import annotations

from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.report.html import tag
from hpanalysis.report.release import Release
from hpanalysis.tables import PROBABLE, WRONG_DIRECTIONS_OF_100

_INTERVAL = (
    "Sådan læses et usikkerhedsinterval.",
    "Tallet er det, der blev målt. Usikkerhedsintervallet viser, hvor meget tallet kan svinge tilfældigt. Jo færre "
    "personer, jo bredere interval. Af 100 intervaller, der er beregnet på denne måde, rammer omkring 95 det "
    "underliggende niveau. Læg mere mærke til intervallet end til decimalerne.",
)
_SMALL_AREAS = (
    "Hvorfor svinger tallene i små områder?",
    "I et lille område kan nogle få til- og fraflytninger rykke tallet flere procentpoint, uden at noget andet er "
    "forandret. Derfor svinger tallene mere her end i hele kommunen. En forskel eller ændring kaldes kun sikker, når "
    "den er større, end tilfældige udsving normalt giver.",
)
_MANY = (
    "Hvorfor er en ændring ikke altid sikker, når intervallet ikke rummer 0?",
    "I et halvår vurderes mange tal på én gang, og hvert af dem ses igen halvår efter halvår, så nogle ville se ud til "
    "at have ændret sig, selv om intet var forandret. Derfor er kravet strengere end for et enkelt tal: Af de "
    "forskelle og ændringer, der kaldes sikre, må højst omkring hver tiende skyldes tilfældige udsving. Ved sådan et "
    "interval står der »fordi der laves mange vurderinger«.",
)
_HALF_YEARS = (
    "Hvorfor sammenlignes to halvår ikke?",
    "Tal fra to halvår i træk bygger ofte på nogle af de samme måneder eller på det samme skoleår. Forskellen mellem "
    "dem siger derfor ikke meget om udviklingen. I stedet sammenlignes der med udgangspunktet og med samme periode "
    "året før.",
)
_AT_LEVEL = (
    "Hvad betyder »på niveau«?",
    "Området ligger med rimelig sikkerhed så tæt på kommunen, som helhedsplanens margen tillader. Det er ikke nok, at "
    "der ikke kan ses en forskel. I et lille område kan der være en forskel, selv om den ikke kan ses.",
)

_DEVELOPMENT = (
    "Hvad betyder »hentet ind«, »fulgt med« og »sakket bagud«?",
    "Ændringen siden udgangspunktet holdes op mod ændringen i resten af kommunen. »Hentet ind« og »sakket bagud« siges "
    "kun, når forskellen på de to ændringer er sikker. »Fulgt med« siges, når forskellen med rimelig sikkerhed er "
    "mindre end margenen. Forholdet er 1, når begge tal er ændret lige meget målt i procent. Ordene siger intet om "
    "årsagen.",
)

# The numbers in these texts are constants of `tables`, which tests/unit/report/test_evidence_words.py holds them to.
_EVIDENCE = (
    "Hvad betyder »næsten sikkert«, »sandsynligvis« og »uvist«?",
    "Hvor en ændring siden udgangspunktet ikke er sikker, siger ordet, hvor sandsynligt det er, at tallet har bevæget "
    "sig den vej: »næsten sikkert« er mindst 97½ pct., »sandsynligvis« er mindst 80 pct., og »uvist« er det, der er "
    "mindre sandsynligt. Ordet er ikke afgjort af en test. Hvor intet har ændret sig, får omkring 4 af 100 tal "
    "alligevel et af de to første ord.",
)
_MANY_LOOKS = (
    "Hvor tit kaldes et tal forbedret eller forværret, selv om intet er ændret?",
    "Et tal bliver vurderet hvert halvår. Kravet er sat, så risikoen for, at et tal uden virkelig ændring kaldes "
    "forbedret eller forværret i mindst ét af planens halvår, er højst 10 pct. I prøver med opdigtede planer var den "
    "omkring 4 pct.",
)
_COURSE = (
    "Hvad er udviklingen over alle opgørelser?",
    "»Siden udgangspunktet« holder to opgørelser op mod hinanden, den første og den nyeste. Udviklingen over alle "
    "opgørelser er den rette linje gennem alle de viste, sagt som ændringen om året. Den kræver mindst tre opgørelser "
    "og begynder forfra efter et databrud. Den er sikker, når ændringen om året er større, end tilfældige udsving "
    "normalt giver.",
)
_ON_PAPER = (
    "»Ingen sikker ændring« er en tests svar. »Næsten sikkert« er mindst 97½ pct. sandsynligt, »sandsynligvis« mindst "
    "80 pct., uden at en test afgør det."
)
_MORE_ON_PAPER = (
    "»Uvist« er det, der er mindre sandsynligt. Hvor intet har ændret sig, får omkring 4 af 100 tal alligevel et af de "
    "to første ord. Udviklingen om året er den rette linje gennem alle viste opgørelser siden udgangspunktet."
)

_PROFILE = (
    "Hvad viser profildiagrammet?",
    "Hver række er en indikator. Den lodrette streg er kommunen, prikken er området, og den vandrette streg er "
    "områdets usikkerhedsinterval. Det brede felt går fra det laveste til det højeste af de viste områder. Rækkerne er "
    "vendt, så den ønskede retning altid er til højre.",
)


# A figure that lies exactly at the limit is said to be past it as often as the probability leaves room for.
MOST_WRONG_LEVELS_OF_100 = round(100 * (1 - PROBABLE))

_PROBABLE_WORDS = (
    "»Peger mod målet« og »peger væk fra målet« er ikke afgjort af en test, men det er mindst "
    f"{PROBABLE * 100:.0f}{danish.NBSP}pct. sandsynligt. Hvor tallet skal falde, og intet har ændret sig, får omkring "
    f"{WRONG_DIRECTIONS_OF_100} af 100 tal alligevel et af de to ord. Hvor målet er et niveau, er ordet forkert i "
    f"højst omkring {MOST_WRONG_LEVELS_OF_100} af 100 tilfælde. »Uafklaret« er det, der er mindre sandsynligt."
)


def explain_probable_words() -> str:
    """The sentences on what the two verdicts mean that are only probable, and how often they are wrong. Called once a
    page, for the note under the verdicts on delmål."""
    return _PROBABLE_WORDS


def explain_directions(briefly: bool = False) -> str:
    """The sentences on what the words for the direction of a change mean in numbers, how often they are wrong, and what
    a change a year is, unfolded so that they stand on paper too. Called once a page with such words. briefly: only the
    words that a printed sheet has, beside `explain_probable_words`, which says how often words are wrong."""
    return (_ON_PAPER if briefly else f"{_ON_PAPER} {_MORE_ON_PAPER}").replace(" pct.", f"{danish.NBSP}pct.")


def explain_profile_chart() -> Markup:
    """The paragraph on how an area's profile chart is read. Called for each profile, above which it stands."""
    name, text = _PROFILE
    return tag("p", tag("b", name), " ", text, class_="note")


def explain_default_margin(release: Release) -> str:
    """The sentence on how far from the municipality still counts as `på niveau` where a figure has no margin of its
    own, and its source. Called for the section on how figures are read."""
    judgement = release.plan.settings.judgement
    size = danish.format_exactly(judgement.margin.normalize())
    return f"Margen: {size}{danish.NBSP}procentpoint, hvor intet andet står. {judgement.source}"


def explain_needs(release: Release) -> tuple[str, str]:
    """The question and the answer on what "kan tidligst vides" takes for granted, with the plan's power. Called for the
    section on how figures are read."""
    # Whole, because the pages print no decimals that the tables have not.
    power = int(100 * release.plan.settings.judgement.power)
    return (
        "Hvad betyder »kan tidligst vides«?",
        f"Det er det første halvår, hvor der er mindst {power}{danish.NBSP}pct. sandsynlighed for, at svaret er "
        "sikkert. Hvor målet har en størrelse, antages tallet at følge den lige linje fra udgangspunktet til målet. Et "
        "tal, der "
        "skal falde, antages at fortsætte som siden udgangspunktet, dog forsigtigt, fordi store udsving i små områder "
        "mest er tilfældige. Der regnes med lige så mange personer som nu, og kravet kan blive strengere, når mange "
        "tal vurderes på én gang.",
    )


def list_explanations(release: Release) -> list[tuple[str, str]]:
    """Question and answer on how figures are read: intervals, small areas, many tests and looks, the words for a
    direction, courses, what is compared, the words for a development, when an answer can be known, and what »på niveau«
    takes. Called for the folded section on it, and for the notes of the workbook."""
    name, text = _AT_LEVEL
    return [
        *(_INTERVAL, _SMALL_AREAS, _MANY, _MANY_LOOKS, _EVIDENCE, _COURSE, _HALF_YEARS, _DEVELOPMENT),
        explain_needs(release),
        (name, f"{text} {explain_default_margin(release)}"),
    ]


def explain_certainty(release: Release) -> Markup:
    """The folded section on how figures are read (`list_explanations`). Called once a page, for most that show
    verdicts."""
    parts = [
        tag("p", tag("b", name), " ", text.replace(" pct.", f"{danish.NBSP}pct."))
        for name, text in list_explanations(release)
    ]
    return tag("details", tag("summary", "Sådan læses tallene og vurderingerne"), parts, class_="laes")
