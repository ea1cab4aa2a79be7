"""What the crate says of a package, entity by entity."""

import hashlib
import json

import pytest

from hpanalysis.evidence import crate

FILES = {
    "kontrolregler.csv": b"a\n",
    "projekt/params/2026H1.yaml": b"b\n",
    "projekt/requirements.lock": b"c\n",
    "projekt/src/hpanalysis/cli.py": b"d\n",
    "udgivelse/2026H1/index.html": b"<p>",
    "udgivelse/2026H1/fil.ukendt": b"",
}
ABOUT = crate.About(
    identifier="dokumentation-2026H1",
    name="Dokumentation for 1. halvår 2026",
    description="Udgivelsen.",
    published="2026-09-07",
    publisher="Kommunen",
    version="0.1.0",
    folders={"projekt/": "Projektet.", "projekt/src/": "Koden.", "udgivelse/": "Udgivelsen."},
    extracts={"2026H1/bopael": ("sha256:ab",), "2026H1/moedre": ("sha256:cd", "hmac-sha256:ef")},
)


def _graph(files=FILES, about=ABOUT):
    told = json.loads(crate.serialise_crate(about, files))
    entities = {entity["@id"]: entity for entity in told["@graph"]}
    assert len(entities) == len(told["@graph"])
    return entities


def _ids(value):
    return [one["@id"] for one in (value if isinstance(value, list) else [value])]


def _parts(graph, of="./"):
    for part in _ids(graph[of].get("hasPart", [])):
        yield part
        yield from _parts(graph, part) if graph[part]["@type"] == "Dataset" else ()


def test_every_file_is_described_with_its_size_and_digest():
    graph = _graph()
    for name, content in FILES.items():
        entity = graph[name]
        assert (entity["@type"], entity["contentSize"]) == ("File", str(len(content)))
        assert entity["sha256"] == hashlib.sha256(content).hexdigest()


def test_every_file_is_a_part_of_the_crate_exactly_once():
    graph = _graph()
    parts = list(_parts(graph))
    assert sorted(part for part in parts if graph[part]["@type"] == "File") == sorted(FILES)
    assert len(parts) == len(set(parts))


def test_a_file_is_a_part_of_the_innermost_folder_that_is_described():
    graph = _graph()
    assert _ids(graph["./"]["hasPart"]) == ["kontrolregler.csv", "projekt/", "udgivelse/"]
    assert _ids(graph["projekt/src/"]["hasPart"]) == ["projekt/src/hpanalysis/cli.py"]


def test_the_crate_follows_ro_crate_and_the_process_run_profile():
    graph = _graph()
    head = graph["ro-crate-metadata.json"]
    assert head["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.1"} and head["about"] == {"@id": "./"}
    assert graph["./"]["conformsTo"] == {"@id": "https://w3id.org/ro/wfrun/process/0.5"}


def test_the_run_goes_from_the_project_and_the_extracts_to_what_is_published():
    run = _graph()["#koersel"]
    assert run["@type"] == "CreateAction" and run["instrument"] == {"@id": "#hpanalysis"}
    own = ["projekt/params/2026H1.yaml", "projekt/requirements.lock"]
    assert _ids(run["object"]) == [*own, "#udtraek-2026H1-bopael", "#udtraek-2026H1-moedre"]
    assert _ids(run["result"]) == ["kontrolregler.csv", "udgivelse/2026H1/fil.ukendt", "udgivelse/2026H1/index.html"]


def test_an_extract_is_named_by_its_digests_and_is_no_file_of_the_package():
    graph = _graph()
    assert graph["#udtraek-2026H1-bopael"]["identifier"] == "sha256:ab"
    assert graph["#udtraek-2026H1-moedre"]["identifier"] == ["sha256:cd", "hmac-sha256:ef"]
    assert graph["#udtraek-2026H1-bopael"]["@type"] == "CreativeWork"


def test_every_reference_within_the_crate_leads_to_an_entity():
    graph = _graph()

    def references(value):
        if isinstance(value, list):
            for one in value:
                yield from references(one)
        elif isinstance(value, dict):
            yield from [value["@id"]] if set(value) == {"@id"} else (r for v in value.values() for r in references(v))

    told = {one for entity in graph.values() for one in references(entity)}
    assert {one for one in told if not one.startswith(("https://w3id.org/ro/crate", "http://schema.org"))} <= set(graph)


def test_no_list_holds_a_single_value():
    for entity in _graph().values():
        assert not [name for name, value in entity.items() if isinstance(value, list) and len(value) == 1]


def test_a_project_without_a_lock_names_none():
    files = {name: content for name, content in FILES.items() if not name.endswith(".lock")}
    assert "softwareRequirements" not in _graph(files)["#hpanalysis"]
    assert _graph()["#hpanalysis"]["softwareRequirements"] == {"@id": "projekt/requirements.lock"}


def test_the_same_files_in_another_order_give_the_same_bytes():
    assert crate.serialise_crate(ABOUT, FILES) == crate.serialise_crate(ABOUT, dict(reversed(FILES.items())))


@pytest.mark.parametrize(
    ("name", "format_"), [("x.html", "text/html"), ("x.lock", "text/plain"), ("x", "octet-stream")]
)
def test_a_file_tells_its_format(name, format_):
    assert _graph({name: b""})[name]["encodingFormat"].endswith(format_)
