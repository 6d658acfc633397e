"""What ProperDocs does with the pages of docs beside what mkdocs.yml says.

The pages at the top of the project are taken in, but for README. A link to a file that has no page
stays as its text.
"""

import os
import re
from pathlib import Path
from textwrap import indent

from jinja2 import Environment
from properdocs.config.defaults import ProperDocsConfig
from properdocs.structure.files import File, Files
from properdocs.structure.pages import Page

ROOT = Path(__file__).parents[2]
TOP_PAGES = sorted(path for path in ROOT.glob("*.md") if path.name != "README.md")
FENCED = r"^(?P<indent> *)```.*?^(?P=indent)```$"
LINK = r"\[(?P<text>[^\]]*)\]\((?P<path>[^)#:\s]+)(?P<anchor>#[^)\s]*)?\)"
IN_LIST = r"^(?P<little> {2,3})(?=\S)"
"""What belongs to an item of a list elsewhere. Here it takes four spaces."""
IN_ITEM = " " * 4
NEXT_ITEM = re.compile(r"(\n\n(?: {4}.*\n)+)(?=(?:\d+\.|[-*]) )")
"""What is followed by the next item of a list at once. Here a blank line must be between."""
COMMENT = r"^ *(?P<comment><!--.*?-->)\n"
PIECE = re.compile(f"{FENCED}|{COMMENT}|{LINK}|{IN_LIST}", re.DOTALL | re.MULTILINE)
TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
CONSOLE = re.compile(r'(<code class="language-console">)(.*?)(</code>)', re.DOTALL)
COMMAND = re.compile(r"^\$ ((?:.*\\\n)*.*)$", re.MULTILINE)
places: dict[Path, str] = {}
"""The address of each file in the site, by its file."""


def on_files(files: Files, config: ProperDocsConfig) -> None:
    """Take in the pages at the top of the project, and remember where each file is."""
    for path in TOP_PAGES:
        files.append(File.generated(config, path.name, abs_src_path=str(path)))
    places.update({Path(file.abs_src_path or ""): file.src_uri for file in files})


def on_env(env: Environment, config: ProperDocsConfig, **_context: object) -> Environment:
    """Build no list of all pages for search engines: it needs an address on the web."""
    config.theme.static_templates.clear()
    return env


def on_page_markdown(markdown: str, page: Page, **_context: object) -> str:
    """Return the text with its links leading from where the page is, and its lists indented."""
    folder = Path(page.file.abs_src_path or "").parent

    def adapt(piece: re.Match[str]) -> str:
        if piece["comment"]:
            return ""
        if piece["little"]:
            return IN_ITEM
        if piece["path"] is None:
            little = len(piece["indent"])
            return indent(piece[0], IN_ITEM[little:]) if little in {2, 3} else piece[0]
        target = (folder / piece["path"]).resolve()
        if target in places:
            path = os.path.relpath(places[target], Path(page.file.src_uri).parent)
            return f"[{piece['text']}]({path}{piece['anchor'] or ''})"
        return piece["text"] if target.exists() else piece[0]

    return NEXT_ITEM.sub(r"\1\n", PIECE.sub(adapt, markdown))


def on_page_content(html: str, **_context: object) -> str:
    """Return the page with tables that scroll, and with the commands of an example told apart."""
    html = TABLE.sub(r'<div class="wide" tabindex="0">\g<0></div>', html)
    return CONSOLE.sub(lambda block: block[1] + COMMAND.sub(_MARKED, block[2]) + block[3], html)


_MARKED = r'<span class="prompt">$ </span><b>\1</b>'


def on_post_build(config: ProperDocsConfig) -> None:
    """Write what the search reads as a script: a page on the disk may load no JSON."""
    kept = Path(config.site_dir) / "search" / "search_index.json"
    (Path(config.site_dir) / "search_index.js").write_text(
        f"const SEARCH_INDEX = {kept.read_text('utf-8')};\n", "utf-8"
    )
    kept.unlink()
    kept.parent.rmdir()
