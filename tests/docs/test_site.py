"""The site lists the pages of docs/index.md, looks like the app, and asks nobody for anything."""

import re
from pathlib import Path

import pytest
from textual.color import Color

from tests.app.test_themes import contrast
from tools.check_site import POLICY, find_faults
from tracker.app.themes import DARK, LIGHT

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
SETTINGS = (ROOT / "mkdocs.yml").read_text("utf-8")
STYLES = (ROOT / "tools" / "site_theme" / "site.css").read_text("utf-8")
HEAD = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
PAGE = (
    f'{HEAD}<h1 id="top">Help</h1><a href="other.html#there">there</a>'
    '<a href="https://example.org">x</a>'
)
OTHER = f'{HEAD}<p id="there"><img src="a.svg"></p><pre>\n- a\n| --- |</pre>'


def read_nav() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return each section of the site with the titles and paths of its pages."""
    nav = SETTINGS.partition("\nnav:\n")[2]
    return [
        (name, re.findall(r"^      - (.+): (\S+\.md)$", pages, re.MULTILINE))
        for name, pages in re.findall(r"^  - ([^:\n]+):\n((?:      - .+\n)+)", nav, re.MULTILINE)
    ]


def read_index() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return each section of docs/index.md with the titles and paths of its pages."""
    index = (DOCS / "index.md").read_text("utf-8")
    return [
        (name, re.findall(r"^- \[(.+?)\]\((\S+?)\): .", pages, re.MULTILINE))
        for name, pages in re.findall(r"^## (.+)\n((?:(?!## ).*\n)+)", index, re.MULTILINE)
    ]


def test_the_site_has_the_sections_and_pages_of_the_index_in_their_order() -> None:
    *for_users, (developers, _pages) = read_nav()
    assert for_users == read_index()
    assert len(for_users) >= 5
    assert developers == "Developers"


def test_every_page_is_in_the_list_of_the_site() -> None:
    listed = {path for _section, pages in read_nav() for _title, path in pages}
    pages = {path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")}
    unlisted = {path for path in pages if path.startswith(("decisions/", "pictures/"))}
    assert pages - unlisted - listed == {"index.md"}
    gone = {path for path in listed - pages if not (ROOT / path).is_file()}
    assert gone == set()


def test_the_site_has_the_colours_of_the_app_and_its_texts_stand_out() -> None:
    blocks = re.findall(r":root \{(.*?)\}", STYLES, re.DOTALL)[:2]
    for block, theme in zip(blocks, (LIGHT, DARK), strict=True):
        colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))
        border = colours.pop("border")
        assert border == theme.variables["border-blurred"]
        own = {name: getattr(theme, name, None) or theme.variables[name] for name in colours}
        assert colours == own
        for text in ("foreground", "dim", "accent", "my-line"):
            for ground in ("background", "surface"):
                stands_out = contrast(Color.parse(colours[text]), Color.parse(colours[ground]))
                assert stands_out >= 4.5, (theme.name, text, ground)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a site of two pages that asks nobody for anything."""
    files = {"index.html": PAGE, "other.html": OTHER, "a.svg": "<svg/>", "site.css": "a {}"}
    for name, text in {**files, "site.js": "location.replace('about:blank')"}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_nothing_is_found_in_a_site_that_asks_nobody(site: Path) -> None:
    assert list(find_faults(site)) == []


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("index.html", '<link href="https://fonts.example/a.css">', "loads https://fonts"),
        ("index.html", '<script src="//cdn.example/a.js"></script>', "loads //cdn"),
        ("index.html", '<img src="http://a.example/p.png">', "loads http://a"),
        ("index.html", '<img srcset="gone.png 2x">', "loads gone.png 2x"),
        ("index.html", '<iframe src="https://a.example"></iframe>', "loads https://a"),
        ("index.html", '<p style="background: url(https://a.example/b)">', "loads url(https://a"),
        (
            "index.html",
            '<meta http-equiv="Refresh" content="0; url=//a.example">',
            "loads 0; url=//a.example",
        ),
        (
            "index.html",
            '<meta http-equiv="Content-Security-Policy" content="script-src *">',
            "may load more",
        ),
        ("index.html", '<a href="gone.html">gone</a>', "leads to gone.html"),
        ("index.html", '<a href="other.html#gone">gone</a>', "leads to other.html#gone"),
        ("index.html", '<a href="#gone">gone</a>', "leads to #gone"),
        ("index.html", '<a href="folder/">gone</a>', "leads to folder/"),
        ("index.html", "<p><code>console\n$ tracker</code></p>", "shows its Markdown"),
        ("index.html", "<pre>```console</pre>", "shows its Markdown"),
        ("index.html", "<p>Two things:\n- one\n- two</p>", "shows its Markdown"),
        ("index.html", "<li><p>Two things.\n2. Then</p></li>", "shows its Markdown"),
        ("index.html", "<p>| key | |\n| --- | --- |</p>", "shows its Markdown"),
        ("site.css", "@import 'https://fonts.example/a.css';", "site.css: @import"),
        ("site.css", "a { background: url(//a.example/b) }", "site.css: url("),
        ("a.svg", "<style>@font-face { src: url('https://a.example') }</style>", "a.svg: url("),
        ("site.js", "localStorage.theme = 1", "site.js: localStorage"),
        ("site.js", "document.cookie = 'a=b'", "site.js: document.cookie"),
        ("site.js", "fetch('index.json')", "site.js: fetch("),
        ("site.js", "image.src = 'https://a.example'", "site.js: https://a"),
    ],
)
def test_what_asks_or_keeps_or_leads_nowhere_is_found(
    site: Path, name: str, text: str, fault: str
) -> None:
    with (site / name).open("a", encoding="utf-8") as file:
        file.write(text)
    (found,) = find_faults(site)
    assert fault in found


def test_the_scripts_and_styles_of_the_site_ask_nobody(tmp_path: Path) -> None:
    for kept in (ROOT / "tools" / "site_theme").glob("site.*"):
        (tmp_path / kept.name).write_bytes(kept.read_bytes())
    (tmp_path / "index.html").write_text(HEAD, encoding="utf-8")
    assert list(find_faults(tmp_path)) == []


def test_every_page_of_the_site_has_the_policy() -> None:
    assert HEAD in (ROOT / "tools" / "site_theme" / "main.html").read_text("utf-8")


def test_a_folder_without_a_page_is_no_site(tmp_path: Path) -> None:
    assert "no page" in next(find_faults(tmp_path))
