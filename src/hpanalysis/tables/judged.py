"""What is published of a half-year: every figure with its verdicts, and the months of the control charts."""

from __future__ import annotations

from hpanalysis.published import names
from hpanalysis.tables.column import (
    Decimals,
    Table,
    WhenHidden,
    day_column,
    half_year_column,
    number_column,
    p_value_column,
    probability_column,
    text_column,
    whole_column,
    word_column,
    yes_no_column,
)
from hpanalysis.tables.measured import AREA, INDICATOR, STATUS, WINDOW
from hpanalysis.tables.words import Assured, Development, Evidence, Since, Variation, Verdict, Versus

_DATA_UNIT, _NOBODY = WhenHidden.DATA_UNIT, WhenHidden.NOBODY
UNIT = text_column("unit", "Tallets enhed.")

# What rests on sums over persons, rounded before anything is computed from it, so that nothing published is finer.
# Empty where single persons, dwellings or cases are counted.
COARSE = (
    number_column(
        "effective_size",
        "Hvor mange uafhængige personer en andel af personers tid (eller af år lagt sammen) siger lige så meget som, "
        "rundet ned til Renards talrække R40, under 100 i eller uden for tælleren til R10.",
        Decimals.SIX_DIGITS,
        when_hidden=_NOBODY,
    ),
    whole_column(
        "persons_at_least",
        "Hvor mange forskellige personer sådan en andels nævner mindst har, rundet ned på samme måde.",
        minimum=1,
        when_hidden=_NOBODY,
    ),
    number_column(
        "mean_spread",
        "Et gennemsnits spredning (standardafvigelse), rundet op til Renards talrække R40, under 100 værdier til R20.",
        Decimals.SIX_DIGITS,
        when_hidden=_NOBODY,
    ),
)

# The change since the baseline minus that of the rest of the municipality (or of the country) since the same baseline.
# All empty for the municipality itself, in a hidden row, and, but for the word, where nothing can be subtracted.
DEVELOPMENT = (
    number_column(
        "rest_change",
        "Ændringen i resten af kommunen (eller i landet) siden samme udgangspunkt, i enheden.",
        when_hidden=_NOBODY,
    ),
    number_column("rest_change_lo", "Dens usikkerhedsinterval (95 pct.), nedre grænse.", when_hidden=_NOBODY),
    number_column("rest_change_hi", "Dens usikkerhedsinterval (95 pct.), øvre grænse.", when_hidden=_NOBODY),
    number_column(
        "development",
        "Ændringen siden udgangspunktet minus ændringen i resten af kommunen, i enheden.",
        when_hidden=_NOBODY,
    ),
    number_column(
        "development_lo",
        "Usikkerhedsintervallet (95 pct.) for forskellen på de to ændringer, nedre grænse.",
        when_hidden=_NOBODY,
    ),
    number_column(
        "development_hi",
        "Usikkerhedsintervallet (95 pct.) for forskellen på de to ændringer, øvre grænse.",
        when_hidden=_NOBODY,
    ),
    # What »fulgt med« is decided by: both one-sided tests at .05 are the 90 % interval.
    number_column(
        "development_lo_90", "Forskellens interval på 90 pct. (for »fulgt med«), nedre grænse.", when_hidden=_NOBODY
    ),
    number_column(
        "development_hi_90", "Forskellens interval på 90 pct. (for »fulgt med«), øvre grænse.", when_hidden=_NOBODY
    ),
    p_value_column("development_p", "Tosidet p-værdi for, at de to ændringer er ens."),
    number_column(
        "development_ratio",
        "Tallet nu over udgangspunktet, delt med det samme for resten af kommunen (for andele og rater).",
        Decimals.AS_COUNTED,
        when_hidden=_NOBODY,
    ),
    number_column(
        "development_margin",
        "Hvor langt fra hinanden de to ændringer må være ved »fulgt med«, i enheden.",
        Decimals.AS_COUNTED,
        when_hidden=_NOBODY,
    ),
    word_column(
        "versus_development",
        "Udviklingen siden udgangspunktet over for udviklingen i resten af kommunen.",
        Development,
        when_hidden=_NOBODY,
    ),
    text_column(
        "development_reason",
        "Hvorfor udviklingen ikke kan holdes op mod udviklingen i resten af kommunen.",
        when_hidden=_NOBODY,
    ),
)

# What is needed for the target (`judge.target.needs`). All empty where the plan sets no target that can be met, and in
# a hidden row; where something cannot be worked out, `sure_reason` says why.
NEEDS = (
    # The number, the rest of the municipality's value, or for a figure that is to fall its baseline.
    number_column("target_now", "Hvor målet er nu, i enheden.", Decimals.AS_COUNTED, when_hidden=_NOBODY),
    number_column(
        "distance",
        "Hvor langt der er fra tallet til målet, i enheden; 0, hvor tallet er ved målet eller forbi det.",
        Decimals.AS_COUNTED,
        when_hidden=_NOBODY,
    ),
    whole_column(
        "distance_persons",
        "Samme afstand i personer (sager, boliger) ved tallets størrelse nu, rundet op; for personers tid: personer i "
        "hele perioden.",
        minimum=0,
        when_hidden=_NOBODY,
    ),
    # At most this where a low figure is good, at least this where a high one is.
    number_column(
        "needed_value",
        "Hvad næste måling højst (eller mindst) må være, for at det er sikkert, at målet er nået, hvis lige så mange "
        "måles.",
        when_hidden=_NOBODY,
    ),
    whole_column(
        "needed_persons",
        "Hvor mange personer (sager, boliger) der er fra tallet nu til den værdi, rundet op.",
        minimum=0,
        when_hidden=_NOBODY,
    ),
    half_year_column("needed_in", "Halvåret med næste måling.", when_hidden=_NOBODY),
    number_column("needed_level", "Hvor lille p skal være ved næste måling.", Decimals.SIX_DIGITS, when_hidden=_NOBODY),
    number_column(
        "baseline_correlation",
        "Sammenhængen (korrelationen) mellem tallet og udgangspunktet, fordi nogle personer er med i begge, for "
        "personers tid rundet ned til hundrededele (under 100 i eller uden for en tæller: til tiendedele); tom, hvor "
        "personerne ikke er fulgt.",
        Decimals.SIX_DIGITS,
        when_hidden=_NOBODY,
    ),
    half_year_column(
        "sure_from",
        "Det første halvår, hvor det med stor sandsynlighed kan vides, at målet er nået, hvis tallet følger den lige "
        "linje til målet (skal tallet falde: hvis det fortsætter som hidtil).",
        when_hidden=_NOBODY,
    ),
    probability_column("sure_power", "Sandsynligheden for, at det kan vides i det halvår."),
    text_column("sure_reason", "Hvorfor der ikke er angivet et halvår.", when_hidden=_NOBODY),
    # A target that has a size is reached when the plan ends; that the figure moves can be known before.
    half_year_column(
        "improved_from",
        "Det første halvår, hvor en forbedring siden udgangspunktet med stor sandsynlighed kan være sikker, hvis "
        "tallet følger den lige linje til målet.",
        when_hidden=_NOBODY,
    ),
    probability_column("improved_power", "Sandsynligheden for en sikker forbedring i det halvår."),
)

# A row is a figure: an indicator, an area and a window. A number is null where none is shown; `status` says why.
JUDGED = Table(
    file=names.FIGURES_CSV,
    title="Alle udgivne tal",
    key=("indicator_id", "area_id", "window"),
    columns=(
        INDICATOR,
        AREA,
        WINDOW,
        half_year_column("half_year", "Det halvår, hvis rapport viser perioden første gang."),
        day_column("window_start", "Periodens første dag."),
        day_column("window_end", "Periodens sidste dag."),
        yes_no_column("latest", "Om rapporten for halvåret viser denne periode."),  # never one pooled: it goes with it
        yes_no_column("new", "Om perioden er ny siden sidste halvår."),
        number_column("numerator", "Tælleren (Antal).", Decimals.AS_COUNTED, when_hidden=_DATA_UNIT),
        whole_column(
            "denominator",
            "Nævneren (Ud af); tom for antal, der ikke er en del af noget.",
            minimum=0,
            when_hidden=_DATA_UNIT,
        ),
        number_column(
            "value", "Tallet, som det vises, med de decimaler, som definitionen angiver.", when_hidden=_DATA_UNIT
        ),
        number_column("lo", "Usikkerhedsintervallets nedre grænse (95 pct.), i tallets enhed.", when_hidden=_NOBODY),
        number_column("hi", "Usikkerhedsintervallets øvre grænse (95 pct.), i tallets enhed.", when_hidden=_NOBODY),
        # What the interval is computed from besides the counts, as coarse as it is published (`statistics.coarse`).
        *COARSE,
        UNIT,
        STATUS,
        text_column("baseline_window", "Udgangspunktets opgørelsesperiode."),
        number_column("baseline_value", "Planens trykte udgangspunkt.", Decimals.AS_COUNTED),
        # Where the plan prints it in parts: a count by two sources, or the shares that an indicator is the sum of.
        yes_no_column("baseline_added_up", "Om det trykte udgangspunkt er lagt sammen af flere tal i planen."),
        # From the extracts, by the definition in force then.
        number_column("baseline_recomputed", "Det genberegnede udgangspunkt."),
        # The value minus baseline_recomputed, or minus baseline_value where that is all there is.
        number_column(
            "change", "Ændringen siden udgangspunktet, i enheden; for procent i procentpoint.", when_hidden=_NOBODY
        ),
        number_column("change_lo", "Ændringens usikkerhedsinterval (95 pct.), nedre grænse.", when_hidden=_NOBODY),
        number_column("change_hi", "Ændringens usikkerhedsinterval (95 pct.), øvre grænse.", when_hidden=_NOBODY),
        p_value_column("change_p", "Tosidet p-værdi for ingen ændring siden udgangspunktet."),
        word_column("since_baseline", "Vurderingen af ændringen siden udgangspunktet.", Since, when_hidden=_NOBODY),
        text_column("since_reason", "Hvorfor ændringen siden udgangspunktet ikke kan vurderes.", when_hidden=_NOBODY),
        # Which way the change goes, tested or not (`judge.evidence`).
        number_column(
            "effect",
            "Ændringen siden udgangspunktet på regneskalaen: for andele logaritmen til oddsforholdet, for rater og "
            "antal logaritmen til forholdet, for gennemsnit forskellen.",
            Decimals.SIX_DIGITS,
            when_hidden=_NOBODY,
        ),
        number_column(
            "effect_se", "Standardfejlen på effect, på regneskalaen.", Decimals.SIX_DIGITS, when_hidden=_NOBODY
        ),
        # Empirical Bayes over the areas' shown rows of the indicator, of this half-year and earlier ones.
        number_column(
            "prior_sd",
            "Hvor meget indikatorens virkelige ændringer anslås at variere omkring ingen ændring (standardafvigelse på "
            "regneskalaen).",
            Decimals.SIX_DIGITS,
            when_hidden=_NOBODY,
        ),
        probability_column(
            "probability", "Sandsynligheden for, at tallet har bevæget sig den ønskede vej siden udgangspunktet."
        ),
        word_column("evidence", "Sandsynligheden med faste ord.", Evidence, when_hidden=_NOBODY),
        # The figure where chance is near normal: log odds, log of events per unit of exposure, or the mean itself.
        number_column(
            "natural_value",
            "Tallet på den skala, forløbet er beregnet på: logaritmen af odds (andele) eller af raten, eller selve "
            "gennemsnittet.",
            Decimals.SIX_DIGITS,
            when_hidden=_NOBODY,
        ),
        number_column("natural_se", "Standardfejlen på samme skala.", Decimals.SIX_DIGITS, when_hidden=_NOBODY),
        # The line through all windows since the baseline, or since the last split after it.
        number_column(
            "trend",
            "Ændringen pr. år i forløbet siden udgangspunktet, alle opgørelser regnet med, i enheden.",
            Decimals.ONE_MORE,
            when_hidden=_NOBODY,
        ),
        number_column(
            "trend_lo",
            "Usikkerhedsintervallet (95 pct.) for ændringen pr. år, nedre grænse.",
            Decimals.ONE_MORE,
            when_hidden=_NOBODY,
        ),
        number_column(
            "trend_hi",
            "Usikkerhedsintervallet (95 pct.) for ændringen pr. år, øvre grænse.",
            Decimals.ONE_MORE,
            when_hidden=_NOBODY,
        ),
        p_value_column("trend_p", "Tosidet p-værdi for et forløb uden ændring."),
        whole_column("trend_windows", "Hvor mange opgørelser forløbet har.", minimum=3, when_hidden=_NOBODY),
        text_column("trend_from", "Forløbets første opgørelsesperiode.", when_hidden=_NOBODY),
        number_column(
            "trend_correlation",
            "Sammenhængen (korrelationen) mellem to opgørelser med et år imellem, fordi nogle personer er med i begge, "
            "regnet af sammenhænge, der for personers tid er rundet ned; tom, hvor den ikke kendes.",
            Decimals.SIX_DIGITS,
            when_hidden=_NOBODY,
        ),
        word_column("since_trend", "Vurderingen af forløbet siden udgangspunktet.", Since, when_hidden=_NOBODY),
        text_column("trend_reason", "Hvorfor forløbet ikke kan vurderes.", when_hidden=_NOBODY),
        text_column("year_before_window", "Samme periode året før, hvor de to ikke overlapper."),
        number_column("year_before_value", "Tallet i samme periode året før."),
        number_column(
            "year_before_change",
            "Ændringen siden året før, i enheden; for procent i procentpoint.",
            when_hidden=_NOBODY,
        ),
        p_value_column("year_before_p", "Tosidet p-værdi for ingen ændring siden året før."),
        word_column("since_year_before", "Vurderingen af ændringen siden året før.", Since, when_hidden=_NOBODY),
        text_column("year_before_reason", "Hvorfor ændringen siden året før ikke kan vurderes.", when_hidden=_NOBODY),
        number_column(
            "municipality_value", "Kommunens tal i samme periode (eller landets, hvor der sammenlignes med det)."
        ),
        # The municipality without the area: whole minus this row, so a hidden row has none.
        number_column("rest_value", "Tallet for resten af kommunen, som området er testet imod.", when_hidden=_NOBODY),
        p_value_column("municipality_p", "Tosidet p-værdi for ingen forskel fra resten af kommunen."),
        word_column("versus_municipality", "Området over for kommunen.", Versus, when_hidden=_NOBODY),
        text_column("versus_reason", "Hvorfor området ikke kan vurderes over for kommunen.", when_hidden=_NOBODY),
        number_column("others_value", "De øvrige områders tal samlet.", when_hidden=_NOBODY),
        p_value_column("others_p", "Tosidet p-værdi for ingen forskel fra de øvrige områder."),
        word_column("versus_others", "Området over for de øvrige områder.", Versus, when_hidden=_NOBODY),
        text_column(
            "others_reason", "Hvorfor området ikke kan vurderes over for de øvrige områder.", when_hidden=_NOBODY
        ),
        *DEVELOPMENT,
        # The figure minus the rest of the municipality, where it is tested; six digits, as verdicts follow from it.
        number_column(
            "gap",
            "Afstanden til resten af kommunen, i enheden; for procent i procentpoint.",
            Decimals.SIX_DIGITS,
            when_hidden=_NOBODY,
        ),
        number_column(
            "gap_lo",
            "Afstandens usikkerhedsinterval (95 pct.), nedre grænse.",
            Decimals.SIX_DIGITS,
            when_hidden=_NOBODY,
        ),
        number_column(
            "gap_hi",
            "Afstandens usikkerhedsinterval (95 pct.), øvre grænse.",
            Decimals.SIX_DIGITS,
            when_hidden=_NOBODY,
        ),
        text_column("target", "Delmålets mål med planens ord."),
        # How far from the municipality a figure may be and still be at its level; null for other targets.
        number_column(
            "margin",
            "Hvor langt fra kommunen »på niveau« rækker, i enheden.",
            Decimals.AS_COUNTED,
            when_hidden=_NOBODY,
        ),
        # Where the straight line from the baseline to the target stood at the window's end; null without one.
        number_column(
            "line", "Hvor den lige linje fra udgangspunktet til målet er ved periodens slutning.", when_hidden=_NOBODY
        ),
        # The figure minus the line, where it is held against it; the baseline's own uncertainty is counted in.
        number_column(
            "from_line",
            "Afstanden til den lige linje, i enheden; for procent i procentpoint.",
            Decimals.SIX_DIGITS,
            when_hidden=_NOBODY,
        ),
        number_column(
            "from_line_lo",
            "Usikkerhedsintervallet (95 pct.) for afstanden til linjen, nedre grænse.",
            Decimals.SIX_DIGITS,
            when_hidden=_NOBODY,
        ),
        number_column(
            "from_line_hi",
            "Usikkerhedsintervallet (95 pct.) for afstanden til linjen, øvre grænse.",
            Decimals.SIX_DIGITS,
            when_hidden=_NOBODY,
        ),
        # The larger of the two; null for a target without a size.
        probability_column(
            "target_probability",
            "Sandsynligheden for, at målet er nået, eller at tallet er foran den lige linje mod det.",
        ),
        word_column("verdict", "Vurderingen over for delmålets mål.", Verdict, when_hidden=_NOBODY),
        text_column("reason", "Hvorfor vurderingen over for målet er, som den er.", when_hidden=_NOBODY),
        *NEEDS,
        whole_column("definition_version", "Versionen af indikatorens definition.", minimum=1),
        text_column("method", "Hvordan tal, interval og vurderinger er lavet."),
        text_column("sources", "Kilderne, adskilt af mellemrum."),
        half_year_column("delivered_in", "Halvåret, hvis udtræk tallet er læst fra."),
    ),
)

# The months after disclosure control, against the limits of their control chart (XmR). A row is an indicator, an area
# and a month, as in MONTHLY; a month that was never delivered has none. A hidden month has no number.
CONTROL = Table(
    file=names.MONTHS_CSV,
    title="Månedstal til kontroldiagrammer",
    key=("indicator_id", "area_id", "month"),
    columns=(
        INDICATOR,
        AREA,
        day_column("month", "Månedens første dag.", required=True),
        STATUS,
        number_column(
            "value", "Månedens tal, med én decimal mere end i rapporterne.", Decimals.ONE_MORE, when_hidden=_NOBODY
        ),
        UNIT,
        # The limits go no further than can be (a share: 0 to 100); null, as the mean, where too few months give any.
        number_column("centre", "Gennemsnittet af måneder i samme fase.", Decimals.ONE_MORE, when_hidden=_NOBODY),
        number_column("lo", "Kontroldiagrammets nedre grænse.", Decimals.ONE_MORE, when_hidden=_NOBODY),
        number_column("hi", "Kontroldiagrammets øvre grænse.", Decimals.ONE_MORE, when_hidden=_NOBODY),
        yes_no_column("trial", "Om grænserne er foreløbige, fordi der er færre end 13 måneder."),
        whole_column("phase", "Fasen; grænserne er beregnet på ny i hver.", minimum=1),
        text_column("phase_reason", "Hvorfor grænserne er beregnet på ny fra fasens første måned."),
        # Values of `Special`, the one that speaks for the month first, joined by "; "; empty where none is met.
        text_column(
            "rules",
            "Reglerne for særlig variation, som måneden opfylder, adskilt af semikolon.",
            when_hidden=_NOBODY,
        ),
        word_column("variation", "Hvad reglerne siger om måneden.", Variation, when_hidden=_NOBODY),
        number_column("target", "Målet, hvor det er et tal.", Decimals.ONE_MORE),
        word_column("assurance", "Grænserne over for målet.", Assured, when_hidden=_NOBODY),
    ),
)
