from markupsafe import Markup

from hpanalysis.report.html import PAGE_MIMETYPE, Block, make_section, read_style, read_symbols, tag


def test_text_is_escaped_where_it_enters_and_markup_is_kept():
    assert tag("td", "<b>&{{x}}", Markup("<i>ok</i>")) == "<td>&lt;b&gt;&amp;{{x}}<i>ok</i></td>"


def test_an_attribute_is_escaped_and_an_absent_one_left_out():
    made = tag("td", "1", data_l='"><script>', class_=None, hidden=True)
    assert made == '<td data-l="&#34;&gt;&lt;script&gt;" hidden>1</td>'


def test_a_section_is_named_by_its_heading():
    assert make_section("a", "Ord", "x") == '<section aria-labelledby="a"><h2 id="a">Ord</h2>x</section>'
    assert make_section("a", "Ord", "x", level=3) == '<section><h3 id="a">Ord</h3>x</section>'  # no landmark of its own


def test_a_block_gives_html_and_nothing_beside():
    assert list(Block(Markup("<p>x</p>")).bundle()) == ["text/html"]


def test_the_first_block_brings_the_style_in_lab_only():
    bundle = Block(Markup("<h1>x</h1>"), first=True).bundle()
    assert "<style>" in bundle["text/html"] and "<symbol" in bundle["text/html"]
    assert bundle[PAGE_MIMETYPE] == '<div class="hp"><h1>x</h1></div>'


def test_in_lab_the_style_touches_the_reports_own_blocks_only():
    html = Block(Markup(""), first=True).bundle()["text/html"]
    inside = html.split("<style>")[1].split("</style>")[0]
    assert inside.startswith(".hp.hp.hp{") and inside.count("{") == inside.count("}")
    assert ":root" not in inside and "body{" not in inside


def test_every_symbol_that_a_verdict_uses_is_in_the_sprite():
    from hpanalysis.report import marks
    from hpanalysis.tables import Since, Verdict, Versus

    for verdict in (*Versus, *Since, *Verdict):
        name = marks.make_symbol(verdict).split("#")[1].split('"')[0]
        assert f'id="{name}"' in read_symbols()


def test_the_style_names_no_address_outside():
    kept = read_style().replace("url(data:", "")  # the hatch of a printed page is in the style itself
    assert "http" not in kept and "@import" not in kept and "url(" not in kept


def _luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(c * 2 for c in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_every_text_colour_reaches_the_contrast_of_wcag_aa_in_both_schemes():
    import re

    schemes = [
        dict(re.findall(r"--([a-z-]+):(#[0-9a-f]{3,6})", part))
        for part in re.findall(r":root\{(.*?)\}", read_style(), re.S)
    ]
    assert len(schemes) == 3  # light, dark, print
    for tokens in schemes:
        for text in ("ink", "muted", "good", "bad"):
            for ground in ("paper", "surface"):
                assert _contrast(tokens[text], tokens[ground]) >= 4.5, (text, ground)
        for text, ground in (
            ("good", "good-bg"),
            ("bad", "bad-bg"),
            ("ink", "good-bg"),
            ("ink", "bad-bg"),
            ("note-ink", "note"),
        ):
            assert _contrast(tokens[text], tokens[ground]) >= 4.5, (text, ground)
        assert _contrast(tokens["ghost"], tokens["paper"]) >= 3


def test_in_lab_the_bands_of_a_page_stand_above_its_first_block_and_on_the_page_the_frame_has_them():
    bundle = Block(Markup("<h1>x</h1>"), first=True, above_in_lab=Markup("<p>Syntetiske data.</p>")).bundle()
    assert bundle["text/html"].index("Syntetiske data.") < bundle["text/html"].index("<h1>")
    assert "Syntetiske data." not in bundle[PAGE_MIMETYPE]
