"""Language assessments of 3- and 5-year-olds, one row an assessed child (Hjernen & Hjertet).

The result is that of the spoken language (talesprog), as the plan's indicator is. Children of other ages count too, and
rule sprog-10 tells how many there are.
"""

from hpanalysis.definitions.columns import RESIDENT
from hpanalysis.definitions.model import Column, Place, Source, Type

SOURCE = Source(
    name="sprogvurdering",
    label="Sprogvurderinger",
    file="sprogvurdering*.csv",
    place=Place.ADDRESS,
    period="vurderingsdato",
    grain="et barn, der er sprogvurderet i kalenderåret",
    delivered_by="Randers Kommune",
    contact="Børn og Skole, Randers Kommune",
    sexes=("piger", "drenge"),
    ages_from=(5,),
    columns=(
        *RESIDENT,
        Column("vurderingsdato", ("Vurderingsdato", "Dato for vurdering"), Type.DATE, "en dato i kalenderåret"),
        Column("alder", ("Alder",), Type.INTEGER, "et helt antal år fra 2 til 6"),
        Column(
            "resultat",
            # Not "Samlet resultat": the plan's figure is the spoken language's alone (talesproglige færdigheder).
            ("Resultat", "Talesprogligt resultat", "Resultat af talesprog"),
            Type.CODE,
            "Generel indsats, Fokuseret indsats eller Særlig indsats",
            codes={
                "Generel indsats": "generel",
                "Fokuseret indsats": "fokuseret",
                "Særlig indsats": "saerlig",
            },
        ),
    ),
)
