"""The help of verify.py, in Danish: what it does, how it is called, and what its exit codes mean."""

from __future__ import annotations

# Option -> what its value is, as the help and the messages name it.
OPTIONS = {"--previous": "FIL.zip", "--kode": "KODE", "--expect": "KONTROLSUM", "--signers": "FIL"}
HELP_OPTIONS = ("-h", "--help")
USAGE = " ".join(("verify.py [PAKKE ...]", *(f"[{name} {value}]" for name, value in OPTIONS.items())))
LEAST_PYTHON = "3.11"  # launcher.py, which runs before anything can be imported, says the same

HELP = f"""\
Kontrollér en dokumentationspakke med det program, der ligger i den.

Sådan bruges det, i den udpakkede mappe:
  python verify.py                 kontrollerer pakken (på Windows eventuelt: py verify.py)
  python verify.py ANDEN.zip       kontrollerer også en anden pakke, og at de to følger efter hinanden

Programmet ser efter, at intet i pakken mangler eller er ændret, hvem der har underskrevet, at tal, ord
og diagrammer på siderne siger det samme som tabellerne, og at regnestykker og vurderinger passer.
Hver kontrol får en linje:
  i orden              der er ikke fundet fejl; linjen siger, hvad der er talt
  ikke i orden         der er fundet fejl, og hver fejl står på sin egen linje nedenunder
  ikke kontrolleret    kontrollen er ikke foretaget; linjen siger hvorfor

Det kræver Python {LEAST_PYTHON} eller nyere og ikke andet. Intet skal installeres, der bruges intet netværk,
og intet bliver skrevet eller ændret.

Tilvalg:
  --previous FIL.zip     pakken før den ældste af dem, der kontrolleres
  --kode KODE            den nyeste pakkes kode efter bestyrelsens referat, fx 7K3M-QX2P-9D4T-HW6B
  --expect KONTROLSUM    den nyeste pakkes kontrolsum efter bestyrelsens referat
  --signers FIL          hvem der må underskrive: linjer som »udarbejdet ssh-ed25519 AAAA…« og
                         »godkendt ssh-ed25519 AAAA…« (OpenSSH: allowed_signers)
  -h, --help             denne hjælp

Slutkoder:
  0    alt, der kunne kontrolleres, er i orden
  1    noget er ikke i orden
  2    kommandoen er skrevet forkert, eller Python er for gammel; intet er kontrolleret

Programmet kan ikke alene vise, at pakken er den, bestyrelsen fik: Giv koden fra referatet med --kode.
Hvad kontrollen viser, og hvad den ikke viser, står i LAESMIG.txt. Hvad linjerne betyder, står i
START_HER.html.
"""
