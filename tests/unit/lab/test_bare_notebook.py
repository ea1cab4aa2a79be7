"""What a notebook may have in git, and how it is told what it has besides."""

import json

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import projects
from hpanalysis.lab import bare_notebook
from hpanalysis.lab.bare_notebook import NotANotebook

BOOKS = sorted((projects.ROOT / "notebooks").glob("*.ipynb"))
SECRET = "HEMMELIGT-TAL"


def small() -> dict:
    """A bare notebook of a text and two cells of code."""
    code = [
        {
            "cell_type": "code",
            "execution_count": None,
            "id": name,
            "metadata": {},
            "outputs": [],
            "source": ["half.ages()"],
        }
        for name in ("en", "to")
    ]
    text = {"cell_type": "markdown", "id": "tekst", "metadata": {"tags": ["kun-notesbog"]}, "source": "# Æbler"}
    return json.loads(BOOKS[0].read_bytes()) | {"cells": [text, *code]}


def with_(number: int | None, **parts: object) -> dict:
    """The small notebook with these parts in a cell (from 1), or around the cells."""
    book = small()
    (book if number is None else book["cells"][number - 1]).update(parts)
    return book


DIRTY = {
    "outputs": (with_(2, outputs=[{"text": SECRET}]), ["celle 2 har resultater"]),
    "an execution count": (with_(3, execution_count=7), ["celle 3 har kørselsnummer"]),
    "an execution count of zero": (with_(3, execution_count=0), ["celle 3 har kørselsnummer"]),
    "both": (with_(2, execution_count=1, outputs=[{}]), ["celle 2 har resultater og kørselsnummer"]),
    "a pasted picture": (with_(1, attachments={"a.png": {"image/png": SECRET}}), ["celle 1 har indsatte billeder"]),
    "outputs of a text": (with_(1, outputs=[SECRET]), ["celle 1 har resultater"]),
    "a time": (with_(2, metadata={"execution": {"a": SECRET}}), ["celle 2 har oplysninger fra redigeringen"]),
    "a folded output": (with_(2, metadata={"collapsed": True}), ["celle 2 har oplysninger fra redigeringen"]),
    "papermill's own": (with_(2, metadata={"papermill": {}}), ["celle 2 har oplysninger fra redigeringen"]),
    "an editor's own": (with_(2, vscode={"value": SECRET}), ["celle 2 har oplysninger fra redigeringen"]),
    "a widget's state": (
        with_(None, metadata={"widgets": {"state": SECRET}}),
        ["notesbogens egne oplysninger (metadata) er ikke projektets"],
    ),
    "an editor's own beside the cells": (
        with_(None, worksheets=[{"cells": [{"outputs": [SECRET]}]}]),
        ["notesbogens egne oplysninger (metadata) er ikke projektets"],
    ),
}


@pytest.mark.parametrize(("notebook", "told"), DIRTY.values(), ids=DIRTY)
def test_what_a_notebook_has_besides_is_told_by_cell_and_kind_and_goes(notebook, told):
    assert bare_notebook.list_traces(notebook) == told
    assert bare_notebook.strip_notebook(notebook) == small()
    assert json.loads(bare_notebook.strip_content(json.dumps(notebook).encode())) == small()


def test_a_bare_notebook_has_nothing_to_tell_and_keeps_its_bytes_however_they_are_laid_out():
    assert bare_notebook.list_traces(small()) == []
    for content in (json.dumps(small()).encode(), json.dumps(small(), indent=4).encode() + b"\r\n"):
        assert bare_notebook.strip_content(content) == content


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.stem)
def test_a_stripped_file_is_written_as_jupyterlab_writes_it(path, tmp_path):
    book = nbformat.read(path, as_version=4)
    for cell in book.cells:
        cell.metadata.collapsed = True
    nbformat.write(book, tmp_path / path.name)
    assert bare_notebook.strip_file(tmp_path / path.name)
    assert (tmp_path / path.name).read_bytes() == path.read_bytes()
    assert not bare_notebook.strip_file(tmp_path / path.name)


def test_a_byte_order_mark_is_no_hindrance():
    content = b"\xef\xbb\xbf" + json.dumps(with_(2, outputs=[SECRET])).encode()
    assert json.loads(bare_notebook.strip_content(content)) == small()


def test_a_linked_notebook_is_stripped_where_it_lies_and_stays_linked(tmp_path):
    (tmp_path / "her").mkdir()
    real, link = tmp_path / "her" / "a.ipynb", tmp_path / "b.ipynb"
    real.write_text(json.dumps(with_(2, outputs=[SECRET])), encoding="utf-8")
    link.symlink_to(real)
    assert bare_notebook.strip_file(link)
    assert link.is_symlink() and json.loads(real.read_bytes()) == small()
    assert [path.name for path in real.parent.iterdir()] == ["a.ipynb"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b"null",
        b'"ipynb"',
        b'{"cells": []}',
        b'{"nbformat": 4}',
        b'{"nbformat": 4, "cells": null}',
        b'{"nbformat": 4, "cells": ["x"]}',
        b'{"nbformat": 4, "cells": [{"metadata": null}]}',
        b'{"nbformat": 3, "worksheets": []}',
        b"<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> gren\n",
    ],
)
def test_what_is_no_notebook_is_never_taken_for_a_bare_one(content):
    with pytest.raises(NotANotebook):
        bare_notebook.strip_content(content)
    with pytest.raises(NotANotebook):
        bare_notebook.list_traces(bare_notebook.parse_notebook(content))


names = st.sampled_from(["outputs", "attachments", "execution_count", "metadata", "papermill", "jupyter", "x"])
planted = st.recursive(
    st.just(SECRET), lambda inner: st.lists(inner, min_size=1, max_size=2) | st.dictionaries(names, inner, min_size=1)
)


@settings(max_examples=100, deadline=None)
@given(cell=st.integers(0, 3), name=names, inside=st.booleans(), value=planted)
def test_wherever_a_figure_is_planted_it_is_told_of_and_goes(cell, name, inside, value):
    book = small()
    place = book if cell == 0 else book["cells"][cell - 1]
    if inside or name == "metadata":  # metadata itself is always an object
        place = place["metadata"]
    place[name] = value
    (told,) = bare_notebook.list_traces(book)
    assert told.startswith(f"celle {cell} har" if cell else "notesbogens egne")
    assert SECRET not in told
    assert bare_notebook.strip_notebook(book) == small()
