"""LAESMIG.txt: what the package is and how to check it, for somebody who has never heard of the project."""

from __future__ import annotations

from collections.abc import Sequence

FILE = "LAESMIG.txt"

_TEXT = """\
{name}
{underline}

Pakken er dokumentation for en udgivelse om {plan}.
Den er lavet af {publisher}. Rapporternes dato er {published}.
{synthetic}
Sådan læses den
  START_HER.html                     begynd her; åbn siden i en browser
  FOELGEBREV.html                    brevet, der følger med pakken
  data/udgivelse/{half_year}/index.html   rapporterne, som de er udgivet
{years}  data/udgivelse/{half_year}/             tallene som CSV, definitioner, kontrolattest og manifest.json
  data/noteboeger/                   notesbøgerne, som de blev kørt
  data/kontrolregler.csv             kontrolreglerne og hvordan de gik
  data/projekt/                      det, en ny kørsel kræver: kildekode, notesbøger, planen og halvårets valg
  pdf/                               rapporterne som PDF, hvis de er lavet
  signatures/                        underskrifterne, hvis der er nogen

Sådan kontrolleres den, uden netværk og uden at installere noget
  python verify.py
kræver Python 3.11 eller nyere og skriver, hvad der er kontrolleret, og hvad der er i orden.

Programmet verify.py ligger i pakken, så en pakke, som en anden har lavet om, kan have lavet det om også. Sammenlign
derfor altid med bestyrelsens referat. Det har pakkens kode, fire grupper med fire tegn, eller hele dens kontrolsum:
  python verify.py --kode KODE
Bedst er det med en betroet kopi af programmet: hpanalysis verify PAKKE --kode KODE
Kontrolsummen er SHA-512 af filen tagmanifest-sha512.txt og ændrer sig ikke, når pakken bliver underskrevet. Den kan
regnes ud uden programmet:
  sha512sum tagmanifest-sha512.txt
  certutil -hashfile tagmanifest-sha512.txt SHA512      (Windows)
Koden er kontrolsummens første 80 bit. Den afslører, at nogen har lavet pakken om bagefter. Den kan ikke udelukke, at
den, der lavede pakken, på forhånd lavede to med samme kode. Det kan hele kontrolsummen og en andens underskrift.

Andre programmer kan kontrollere det samme, hver sin del
  sha512sum -c tagmanifest-sha512.txt && sha512sum -c manifest-sha512.txt
  bagit.py --validate .                                 (pakken er en BagIt-pose, RFC 8493)
  rocrate-validator validate data                       (data er en RO-Crate 1.1, Process Run Crate 0.5)
  frictionless validate data/udgivelse/{half_year}/datapackage.json

Underskrifterne er lavet med SSH-nøgler over tagmanifest-sha512.txt: »udarbejdet« af analytikeren, »godkendt« af en
anden. De kontrolleres af verify.py og, med en fil, der siger hvis nøgler de er (OpenSSH: allowed_signers), af
  ssh-keygen -Y verify -f SIGNERS -I udarbejdet -n udarbejdet@hpanalysis \\
    -s signatures/udarbejdet.sig < tagmanifest-sha512.txt
  ssh-keygen -Y verify -f SIGNERS -I godkendt -n godkendt@hpanalysis \\
    -s signatures/godkendt.sig < tagmanifest-sha512.txt
En underskrift viser, at en nøgle er brugt. Sammenlign nøglens fingeraftryk med det, der står i referatet.

Hvad kontrollen ikke viser
  Den viser, at pakken er hel, at siderne siger det samme som tallene, at tallene følger af deres egne antal, at
  sider, definitioner og kontrolregler er dem, som pakkens program og plan giver, og at intet er ændret siden
  underskriften. Har nogen også ændret programmet eller planen i pakken, ses det kun af underskrifterne og af
  koden i referatet. Den viser ikke, at udtrækkene fra leverandørerne var rigtige. Udtrækkene er ikke i
  pakken, for de handler om personer. Så længe dataenheden har dem, kan den køre alt igen og sammenligne.
"""

_SYNTHETIC = "\nTallene er opdigtede og bruges til at afprøve systemet. De beskriver ingen virkelige personer.\n"

_YEAR = """\
  data/udgivelse/regnskabsaar-{year}/lbf_opfoelgning.html
                                     bestyrelsens opfølgning i regnskabsåret {year}, til revisor
"""


def write_letter(
    *,
    name: str,
    plan: str,
    publisher: str,
    published: str,
    half_year: str,
    synthetic: bool,
    years: Sequence[int] = (),
) -> bytes:
    """LAESMIG.txt, the letter to the auditor that lies in a package, in UTF-8.

    Called once for each package, by pipeline.package.packing. name: the heading of the letter. plan: the helhedsplan's
    name. publisher: who made the package. published: the reports' date in Danish words. half_year: such as `2026H1`, as
    the folder is named. synthetic: whether the letter says that the figures are made up. years: the accounting years
    whose reports are in the package.
    """
    letter = _TEXT.format(
        name=name,
        underline="=" * len(name),
        plan=plan,
        publisher=publisher,
        published=published,
        half_year=half_year,
        years="".join(_YEAR.format(year=year) for year in years),
        synthetic=_SYNTHETIC if synthetic else "",
    )
    return letter.encode("utf-8")
