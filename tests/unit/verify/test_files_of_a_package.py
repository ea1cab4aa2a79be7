"""Bag, crate and data package of a few files made by hand."""

import hashlib
import json

import pytest

from hpanalysis.verify.checks import bag, crate, datapackage
from hpanalysis.verify.opening.outcomes import Broken, State
from hpanalysis.verify.opening.package import Package


def package(files: dict[str, bytes]) -> Package:
    return Package("dokumentation-2026H1", files, (), zipped=True)


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize(
    "text",
    ["x  data/a\n", f"{'a' * 127}  data/a\n", f"{'A' * 128}  data/a\n", f"{'a' * 128} data/a\n", f"{'a' * 128}  \n"],
)
def test_a_line_that_is_no_digest_and_path_breaks_a_manifest(text):
    with pytest.raises(Broken):
        bag.parse_manifest(package({"manifest-sha512.txt": text.encode()}), "manifest-sha512.txt")


def test_a_path_twice_breaks_a_manifest_and_an_escaped_one_is_read():
    line = f"{'a' * 128}  data/50%25\n"
    assert bag.parse_manifest(package({"m": line.encode()}), "m") == {"data/50%": "a" * 128}
    with pytest.raises(Broken):
        bag.parse_manifest(package({"m": (line * 2).encode()}), "m")


def described(files: dict[str, bytes]) -> dict:
    """A crate of the files, as small as one may be."""
    run = {"@id": "#run", "@type": "CreateAction"}
    run |= {name: [{"@id": file} for file in files] for name in ("object", "result", "instrument")}
    entities = [
        {"@id": name, "@type": "File", "sha256": sha256(content), "contentSize": str(len(content))}
        for name, content in files.items()
    ]
    about = {"@id": "ro-crate-metadata.json", "about": {"@id": "./"}}
    about |= {"conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"}}
    root = {"@id": "./", "@type": "Dataset", "hasPart": [{"@id": "inde/"}]}
    root |= {"conformsTo": [{"@id": "https://w3id.org/ro/wfrun/process/0.5"}]}
    inside = {"@id": "inde/", "@type": "Dataset", "hasPart": [{"@id": name} for name in files]}
    return {"@graph": [about, root, inside, run, *entities]}


FILES = {"inde/a.csv": b"a\n1\n", "inde/b.html": b"<p>b</p>"}


def of_crate(told: dict, files: dict[str, bytes] | None = None):
    content = {"data/ro-crate-metadata.json": json.dumps(told).encode()}
    return crate.check(package(content | {f"data/{name}": text for name, text in (files or FILES).items()}))


def test_a_crate_that_tells_of_every_file_holds():
    assert of_crate(described(FILES)).state is State.HOLDS


@pytest.mark.parametrize("place", range(6))
def test_a_crate_without_one_of_its_entities_does_not_hold(place):
    told = described(FILES)
    del told["@graph"][place]
    assert of_crate(told).state is State.FAILS


def test_a_crate_of_another_file_or_of_one_too_few_does_not_hold():
    told = described(FILES)
    assert of_crate(told, FILES | {"inde/a.csv": b"a\n2\n"}).state is State.FAILS
    assert of_crate(told, FILES | {"inde/c.csv": b""}).state is State.FAILS
    assert of_crate(told, {"inde/a.csv": FILES["inde/a.csv"]}).state is State.FAILS


def test_a_file_that_is_part_of_nothing_is_not_in_the_crate():
    told = described(FILES)
    told["@graph"][2]["hasPart"] = [{"@id": "inde/a.csv"}]
    assert of_crate(told).state is State.FAILS


def test_two_descriptions_of_one_thing_break_a_crate():
    told = described(FILES)
    told["@graph"].append(told["@graph"][-1])
    with pytest.raises(Broken):
        of_crate(told)


FIELDS = [
    {"name": "omraade", "type": "string", "constraints": {"required": True, "pattern": "[a-z]+"}},
    {"name": "tal", "type": "number", "constraints": {"minimum": 0, "maximum": 100}},
    {"name": "antal", "type": "integer"},
    {"name": "dag", "type": "date"},
    {"name": "seneste", "type": "boolean", "trueValues": ["ja"], "falseValues": ["nej"]},
    {"name": "status", "type": "string", "constraints": {"enum": ["vist", "skjult"]}},
]
HEAD = "omraade,tal,antal,dag,seneste,status\n"
GOOD = "nord,12.5,3,2026-06-30,ja,vist\nsyd,,,,,\n"


def of_table(text: str, **changed: object):
    content = (HEAD + text).encode()
    resource = {"path": "a.csv", "bytes": len(content), "hash": f"sha256:{sha256(content)}"}
    resource["schema"] = {"fields": FIELDS, "missingValues": [""], "primaryKey": ["omraade"]}
    told = json.dumps({"resources": [resource | changed]}).encode()
    folder = "data/udgivelse/2026H1/"
    files = {"bag-info.txt": b"Half-Year: 2026H1\n", f"{folder}datapackage.json": told, f"{folder}a.csv": content}
    return datapackage.check(package(files))


def test_a_table_that_is_as_it_is_declared_holds():
    assert of_table(GOOD).state is State.HOLDS


@pytest.mark.parametrize(
    "line",
    [
        "NORD,,,,,", ",,,,,", "vest,tolv,,,,", "vest,101,,,,", "vest,-1,,,,", "vest,NaN,,,,", "vest,,1.5,,,",
        "vest,,,30-06-2026,,", "vest,,,2026-02-30,,", "vest,,,,yes,", "vest,,,,,måske", "nord,,,,,", "vest,,,,",
        "a,,,,,,",
    ],
)  # fmt: skip
def test_a_row_that_is_not_as_it_is_declared_is_caught(line):
    assert of_table(f"{GOOD}{line}\n").state is State.FAILS


@pytest.mark.parametrize("changed", [{"bytes": 1}, {"hash": f"sha256:{'0' * 64}"}, {"path": "b.csv"}])
def test_a_table_of_another_size_digest_or_name_is_caught(changed):
    assert of_table(GOOD, **changed).state is State.FAILS


def test_a_column_that_is_not_declared_is_caught():
    schema = {"fields": FIELDS[:-1], "missingValues": [""], "primaryKey": []}
    assert of_table(GOOD, schema=schema).state is State.FAILS


def test_json_that_names_one_thing_twice_is_not_read():
    with pytest.raises(Broken):
        package({"a.json": b'{"holder": "nej", "holder": "ja"}'}).json("a.json")
