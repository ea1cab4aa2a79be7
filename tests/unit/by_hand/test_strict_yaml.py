"""YAML as people write it: every value is the text that stands there, and a slip is told with its line in Danish."""

import pytest

from hpanalysis.by_hand import strict_yaml
from hpanalysis.errors import Stop


def _read(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "2026H1.yaml"
    path.write_bytes(text.encode(encoding))
    return strict_yaml.read(path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: 1\na: 2\n", ", linje 2: Filen kan ikke læses (nøglen står to gange)"),
        ("2026: 1\n'2026': 2\n", ", linje 2: Filen kan ikke læses (nøglen står to gange)"),
        ("a: 1\n\u200ba: 2\n", ", linje 2: Filen kan ikke læses (nøglen står to gange)"),
        ("a: &x 1\nb: *x\n", ", linje 1: Filen kan ikke læses (mærke (! eller &) bruges ikke)"),
        ("a: 1\nb: *x\n", ", linje 2: Filen kan ikke læses (henvisning (*) bruges ikke)"),
        ("a: !!python/object/apply:os.system [ls]\n", ", linje 1: Filen kan ikke læses (mærke"),
        ("[a]: 1\n", ", linje 1: Filen kan ikke læses (en nøgle mangler eller er ikke en tekst)"),
        ("~: 1\n", ", linje 1: Filen kan ikke læses (en nøgle mangler eller er ikke en tekst)"),
        ("a: [1\n", "(en parentes er ikke lukket, eller der mangler et komma)"),
        ("a:\n\tb: 1\n", ", linje 2: Filen kan ikke læses (linjen er rykket ind med tabulator"),
        ("a: Mødet: aflyst\n", ", linje 1: Filen kan ikke læses (en tekst med kolon skal stå i anførselstegn)"),
        ("a: 1\nb 2\nc: 3\n", ", linje 3: Filen kan ikke læses (der mangler et kolon efter en nøgle)"),
        ("a: 1\n  b: 2\n", ", linje 2: Filen kan ikke læses ("),
        ('a: "1\n', "(et anførselstegn mangler)"),
        ("a: @skole\n", ", linje 1: Filen kan ikke læses (teksten begynder med et tegn, som kræver anførselstegn)"),
        ("a: 1\n---\na: 2\n", "(filen har flere dele, skilt af ---)"),
        ("a: \x07\n", "(filen har et tegn, der ikke er tekst)"),
        ("a: " + "[" * 3000 + "\n", "Filen kan ikke læses"),
        (
            "a: Sag #12 er afsluttet\n",
            ", linje 1: Filen kan ikke læses (teksten er afkortet ved #; sæt den i anførselstegn)",
        ),
        ("a: 1\nb: #2026-025\n", ", linje 2: Filen kan ikke læses (teksten er afkortet ved #"),
        ("- 1\n", ": Filen er tom eller har ingen nøgler"),
        ("tekst\n", ": Filen er tom eller har ingen nøgler"),
        ("# kun bemærkninger\n", ": Filen er tom eller har ingen nøgler"),
        ("", ": Filen er tom eller har ingen nøgler"),
    ],
)
def test_what_is_not_plain_yaml_is_refused_in_danish_with_file_and_line(tmp_path, text, said):
    with pytest.raises(Stop) as stop:
        _read(tmp_path, text)
    message = str(stop.value)
    assert "»2026H1.yaml«" in message and said in message
    assert "Ventet:" in message and "Gør sådan:" in message
    assert not any(english in message for english in ("while", "found", "expected", "mapping", "token"))


WRITTEN = """\
tal: 4782:30
oktal: 010
hex: 0x1F
streger: 1_000
stor: 1e3
uendelig: .inf
intet_tal: .nan
ja: yes
nej: no
til: on
fra: off
sand: true
dato: 2026-02-30
tid: 2026-03-02 21:30:00
komma: 4.782,5
plus: +45
tom:
ingen: ~
ord: null
"null": "null"
tekst: 'Sag #12: "afsluttet"'  # en bemærkning
{2026: 2026H1}: x
"""


def test_every_value_is_the_text_that_stands_there(tmp_path):
    text = WRITTEN.replace("{2026: 2026H1}: x\n", "half_years: {2026: 2026H1}\nliste: [010, no, 1:30]\n")
    assert _read(tmp_path, text) == {
        "tal": "4782:30",
        "oktal": "010",
        "hex": "0x1F",
        "streger": "1_000",
        "stor": "1e3",
        "uendelig": ".inf",
        "intet_tal": ".nan",
        "ja": "yes",
        "nej": "no",
        "til": "on",
        "fra": "off",
        "sand": "true",
        "dato": "2026-02-30",
        "tid": "2026-03-02 21:30:00",
        "komma": "4.782,5",
        "plus": "+45",
        "tom": None,
        "ingen": None,
        "ord": None,
        "null": "null",
        "tekst": 'Sag #12: "afsluttet"',
        "half_years": {"2026": "2026H1"},
        "liste": ["010", "no", "1:30"],
    }


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_file_is_the_same_in_every_encoding_that_can_be_told(tmp_path, encoding):
    assert _read(tmp_path, "vej: Sjællandsgade\r\nby: Gødvad\r\n", encoding) == {
        "vej": "Sjællandsgade",
        "by": "Gødvad",
    }


def test_two_boms_and_signs_without_width_mean_nothing(tmp_path):
    assert _read(tmp_path, "\ufeff\ufeffby\u200b: Randers\u00a0\nnavn: Gl.\u00a0By\u2060\n") == {
        "by": "Randers",
        "navn": "Gl. By",
    }


def test_an_encoding_that_cannot_be_told_is_refused(tmp_path):
    with pytest.raises(Stop, match=r"linje 2: .*tegnsættet"):
        _read(tmp_path, "by: Randers\nnavn: Sjællandsgade", "cp850")


def test_a_value_is_found_again_by_its_line(tmp_path):
    path = tmp_path / "log.yaml"
    path.write_text("as_of: 2026-01-01\nhours:\n  - {a: 1, b: 2}\n  -\n    a: 3\n    b: 4\n", encoding="utf-8")
    lines = {
        ("as_of",): 1,
        ("hours", 0, "b"): 3,
        ("hours", 1, "b"): 6,
        ("hours", 1, "missing"): 5,
        ("hours", 7): 3,
        ("missing",): 1,
    }
    assert {place: strict_yaml.find_line(path, place) for place in lines} == lines
