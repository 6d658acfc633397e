"""Look at each page of the site as a browser finds it: `python tools/check_site.py dist/site`.

A page loads nothing from elsewhere and keeps nothing in the browser. Each of its links within the
site leads to a file, and to a place in it. Links to the web are only followed by a person.
"""

import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

FROM_ELSEWHERE = re.compile(r"(?:url\(|@import)\s*['\"]?\s*(?:https?:)?//[^'\")\s]*", re.IGNORECASE)
"""What a style would load from the web."""
KEPT = re.compile(
    r"localStorage|sessionStorage|indexedDB|document\.cookie|serviceWorker|caches\.open"
    r"|\bfetch\(|XMLHttpRequest|WebSocket|EventSource|sendBeacon|(?:https?:)?//\w[\w-]*\.\w"
)
"""How a script would keep something in the browser, or ask the network."""
FOLLOWED = {"http", "https", "mailto", "tel", "about"}
"""Where a link may lead that only a person follows."""
POLICY = (
    "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' file:; "
    "base-uri 'none'; form-action 'none'"
)
"""What the browser may load for a page. It refuses scripts, styles and handlers within the page."""
UNREAD = re.compile(r"^(?:console|text|sh|python)\n|\| *-{3}|\n *(?:[-*]|\d{1,2}\.) ")
"""Markdown that was not understood, in the text of a page."""
INDEX = "search_index.js"
"""The texts of all pages, which may name any of this."""


class Page(HTMLParser):
    """What a page loads, where its links lead, and which places it has."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.links: list[str] = []
        self.places: set[str] = set()
        self.unread: list[str] = []
        self.policy = ""
        self._in_block = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in what one tag says."""
        self._in_block |= tag == "pre"
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            self.places.add(values["id"])
        if tag == "a":
            link = values.get("href", "")
            self.links += [] if urlsplit(link).scheme in FOLLOWED else [link]
            return
        if tag == "meta":
            match values.get("http-equiv", "").lower():
                case "content-security-policy":
                    self.policy = values.get("content", "")
                case "refresh":
                    self.loads.append(values.get("content", ""))
            return
        names = ("src", "href", "xlink:href", "data", "poster", "action", "srcset")
        self.loads += [values[name] for name in names if name in values]
        self.loads += FROM_ELSEWHERE.findall(values.get("style", ""))

    def handle_endtag(self, tag: str) -> None:
        """Take in that a tag ends."""
        self._in_block &= tag != "pre"

    def handle_data(self, data: str) -> None:
        """Take in a piece of text."""
        if "```" in data or (not self._in_block and UNREAD.search(data)):
            self.unread.append(data)


def find_faults(site: Path) -> Iterator[str]:
    """Yield what is wrong with the site in this folder, each with its file."""
    site = site.resolve()
    pages = {path: Page(path.read_text("utf-8")) for path in site.rglob("*.html")}
    if not pages:
        yield f"{site}: no page is there"
    for path, page in pages.items():
        faults = [f"loads {each}" for each in page.loads if not _leads(each, path, pages)]
        faults += [f"leads to {each}" for each in page.links if not _leads(each, path, pages)]
        faults += [] if page.policy == POLICY else ["may load more than POLICY says"]
        faults += [f"shows its Markdown: {each[:60]!r}" for each in page.unread]
        yield from (f"{path.relative_to(site)}: {fault}" for fault in faults)
    for path in (*site.rglob("*.css"), *site.rglob("*.svg"), *site.rglob("*.js")):
        pattern = KEPT if path.suffix == ".js" else FROM_ELSEWHERE
        found = pattern.findall(path.read_text("utf-8")) if path.name != INDEX else []
        yield from (f"{path.relative_to(site)}: {fault}" for fault in found)


def _leads(address: str, page: Path, pages: dict[Path, Page]) -> bool:
    """Return whether an address in a page is a file of the site, and a place there if named."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return False
    path = (page.parent / unquote(parts.path)).resolve() if parts.path else page
    if not parts.fragment or path not in pages:
        return path.is_file()
    return unquote(parts.fragment) in pages[path].places


def main() -> None:
    """Print what is wrong, and end with 1 if something is."""
    faults = sorted(find_faults(Path(sys.argv[1])))
    for fault in faults:
        print(fault, file=sys.stderr)
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
