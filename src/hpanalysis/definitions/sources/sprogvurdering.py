"""Language assessments of 3- and 5-year-olds, one row an assessed child (Hjernen & Hjertet)."""

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
            ("Resultat", "Samlet resultat"),
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
