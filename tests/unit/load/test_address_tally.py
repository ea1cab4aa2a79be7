"""What a delivery's addresses turned out to be: counts for all, the addresses for the protected folder alone."""

from pathlib import Path

import shared_plans
from hpanalysis import load
from hpanalysis.definitions import catalogue
from hpanalysis.load.frame import Loaded, load_frame
from hpanalysis.load.placing.addresses import AddressStatus

PLAN = shared_plans.read(shared_plans.RANDERS)
SOURCE = catalogue.sources()["sprogvurdering"]
KEY = load.Key(b"a key of this test")
ADDRESSES = [
    "Falkevej 13",
    "Falkevej 12",
    "Falkvej 13, 2. tv",
    "Falkvej 15",
    "Mariagervej 28",
    "Storgade 4, 1. th",
    "Falkevej 13-15",
    "c/o Ida Demosen Falkevej 13",
    "=1+1 010190-0001 Falkevej",
]


def loaded(folder: Path, *names: str) -> Loaded:
    files = []
    for name in names:
        rows = [f"{n:02d}0120-0001;{a};03-02-2023;3;Generel indsats" for n, a in enumerate(ADDRESSES, start=1)]
        files.append(folder / name)
        files[-1].write_text(
            "\n".join(["CPR;Adresse;Vurderingsdato;Alder;Resultat", *rows]), encoding="utf-8-sig", newline="\n"
        )
    return load_frame(SOURCE, files, PLAN, KEY)


def test_rows_are_matched_near_or_unreadable(tmp_path):
    tally = loaded(tmp_path, "sprogvurdering.csv").addresses
    assert (tally.matched, tally.near_misses, tally.unreadable) == (3, 3, 3)
    assert (
        tally.count_rows(AddressStatus.INSIDE),
        tally.count_rows(AddressStatus.OUTSIDE),
        tally.count_rows(AddressStatus.UNKNOWN_STREET),
    ) == (1, 1, 1)


def test_the_files_of_a_source_are_counted_together(tmp_path):
    found = loaded(tmp_path, "sprogvurdering.csv", "sprogvurdering_2.csv")
    assert (found.addresses.matched, found.addresses.near_misses, found.unmatched) == (6, 6, 6)


def test_the_list_holds_streets_and_never_a_cpr_a_persons_name_or_a_formula(tmp_path):
    assert loaded(tmp_path, "sprogvurdering.csv").addresses.listing() == [
        ("ligner", "Falkvej", "Falkevej", 2),
        ("ligner", "Mariagervej 28", "Mariagervej", 1),
        ("kan ikke læses", "1+1 … Falkevej", "", 1),
        ("kan ikke læses", "Falkevej 13-15", "", 1),
        ("kan ikke læses", "c/o …", "", 1),
        ("ukendt vej", "Storgade", "", 1),
    ]


def test_what_is_loaded_shows_no_address_when_it_is_printed(tmp_path):
    found = loaded(tmp_path, "sprogvurdering.csv")
    assert not [word for word in ("Falk", "Storgade", "Mariager", "Demosen") if word in repr(found)]


def test_a_source_without_addresses_has_no_tally(tmp_path):
    path = tmp_path / "udsaettelser.csv"
    path.write_text("Sagsnummer;Organisation;Afdeling;Blok;Sagsdato;Udsættelsesdato\n1;Lejerbo;104;;07-02-2023;\n")
    found = load_frame(catalogue.sources()["udsaettelser"], [path], PLAN, KEY)
    assert found.addresses is None
