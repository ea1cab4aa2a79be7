"""The blocks of groups on a page as `verify` reads them."""

import pytest

from hpanalysis.verify.pages.breakdown_blocks import _names_window, read_blocks
from hpanalysis.verify.pages.tree import read_tree

ROW = '<tr><th scope="row">Piger</th><td data-l="2024">12,3 %</td></tr>'
PAGE = (
    "<html><main><details><summary>Opdelt på køn</summary><table><caption>Fravær, delt på køn</caption>"
    '<thead><tr><th scope="col">Køn</th><th scope="col">2024</th></tr></thead><tbody>'
    '<tr><th scope="rowgroup">Nord</th></tr>{row}</tbody></table>{more}</details></main></html>'
)


def blocks(row=ROW, more=""):
    return list(read_blocks(read_tree(PAGE.format(row=row, more=more))))


def test_a_block_is_read_with_its_areas_and_cells():
    (found,) = blocks()
    assert found.heads == ("Køn", "2024")
    assert found.block.rows == (("Nord", "Piger", "12,3 %"),)
    assert (found.block.told_by, found.block.caption) == ("køn", "Fravær, delt på køn")


@pytest.mark.parametrize(
    ("row", "more"),
    [
        (ROW, "<table><tr><td>7</td></tr></table>"),
        (ROW.replace('data-l="2024"', 'data-l="2023"'), ""),
        (ROW + ROW, ""),
        (ROW.replace("</td>", "</td><td>9</td>"), ""),
    ],
)
def test_what_stands_in_a_block_besides_makes_it_another(row, more):
    (found,), (true,) = blocks(row, more), blocks()
    assert found.block != true.block


@pytest.mark.parametrize(
    ("head", "window", "names"),
    [
        ("2024", "2024", True),
        ("2023", "2024", False),
        ("2024/25", "2024-25", True),
        ("2023/25", "2024-25", False),
        ("1. september 2025", "2025-09-01", True),
        ("2. september 2025", "2025-09-01", False),
        ("oktober 2024", "2024-10", True),
        ("afgangsår 2023", "2024-10", True),
        ("afgangsår 2022", "2024-10", False),
        ("sidste år", "2024", False),
    ],
)
def test_a_head_names_its_window_by_its_numbers(head, window, names):
    assert _names_window(head, window) is names
