"""A help page as lines of a terminal: its Markdown wrapped to a width, each piece with its style.

The command line keeps the lines of a block of commands as they are, without indent or frame, so
people can copy it. The app, which has no way to scroll to the right, wraps them.
"""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING, TypeAlias

from tracker.help_pages.pages import HelpPage
from tracker.i18n import sanitize_text
from tracker.text_width import COLUMN_GAP, cut_to_cells, measure_cells

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

LONGEST_WHOLE_CODE = 24
"""The cells up to which a text in code is not split between two lines."""


class PieceStyle(Enum):
    """What a piece of a line is."""

    PLAIN = auto()
    STRONG = auto()
    EMPHASIS = auto()
    CODE = auto()
    LINK = auto()
    BLOCK = auto()
    """A line of a block of commands."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line in one style."""

    text: str
    style: PieceStyle = PieceStyle.PLAIN
    page: str = ""
    """The name of the page that a link leads to."""
    link_number: int = 0
    """Which link of the page this is part of, counted from 1."""

    def continue_with(self, text: str) -> "Piece":
        """Return a piece of the same kind with another text."""
        return replace(self, text=text)


Line: TypeAlias = tuple[Piece, ...]
Cell: TypeAlias = tuple[list[Piece], bool]
"""What a cell of a table says, and whether it is at the right."""

_SPACE = Piece(" ")


class PageLayout:
    """Lays out one page."""

    def __init__(
        self,
        page: HelpPage,
        pages: Mapping[str, HelpPage],
        *,
        names_links: bool = False,
        quotes_code: bool = False,
        wraps_blocks: bool = False,
    ) -> None:
        """Lay out this page, with links to these pages.

        `names_links` adds the command that shows a linked page. `quotes_code` keeps the backticks,
        where code has no style of its own. `wraps_blocks` wraps what people don't copy from here.
        """
        self.page = page
        self._pages_by_path = {each.path: each for each in pages.values()}
        self._names_links = names_links
        self._quotes_code = quotes_code
        self._wraps_blocks = wraps_blocks
        self._link_count = 0

    def lay_out(self, width: int, *, with_title: bool = True) -> list[Line]:
        """Return the lines of the page, with or without its title."""
        from markdown_it import MarkdownIt
        from markdown_it.tree import SyntaxTreeNode

        self._link_count = 0
        tokens = MarkdownIt("commonmark").enable("table").parse(self.page.text)
        nodes = SyntaxTreeNode(tokens).children
        if not with_title and nodes and nodes[0].tag == "h1":
            del nodes[0]
        return self._lay_out_blocks(nodes, width)

    def _lay_out_blocks(self, nodes: Sequence["SyntaxTreeNode"], width: int) -> list[Line]:
        lines: list[Line] = []
        before: SyntaxTreeNode | None = None
        for node in nodes:
            block = self._lay_out_block(node, width)
            if not block:
                continue
            if before is not None:
                lines += [()] * _count_blank_lines(before, node)
            lines += block
            before = node
        return lines

    def _lay_out_block(self, node: "SyntaxTreeNode", width: int) -> list[Line]:
        """Return the lines of a block. Comments and pictures have none."""
        match node.type:
            case "heading":
                pieces = self._list_pieces(node.children[0], PieceStyle.STRONG)
                return _wrap(pieces, width)
            case "paragraph":
                return _wrap(self._list_pieces(node.children[0]), width)
            case "fence" | "code_block":
                texts = sanitize_text(node.content).rstrip("\n").split("\n")
                if self._wraps_blocks:
                    texts = [part for text in texts for part in _wrap_block_line(text, width)]
                return [(Piece(text, PieceStyle.BLOCK),) for text in texts]
            case "bullet_list" | "ordered_list":
                return self._lay_out_list(node, width)
            case "blockquote":
                inner = self._lay_out_blocks(node.children, width - 2)
                return [_indent(line, "  ") for line in inner]
            case "table":
                return self._lay_out_table(node, width)
        return []

    def _lay_out_list(self, node: "SyntaxTreeNode", width: int) -> list[Line]:
        lines: list[Line] = []
        is_tight = all(child.hidden for child in node.walk() if child.type == "paragraph")
        first = int(node.attrs.get("start", 1))
        for number, item in enumerate(node.children, first):
            mark = f"{number}. " if node.type == "ordered_list" else "• "
            inner = self._lay_out_blocks(item.children, width - len(mark)) or [()]
            if lines and not is_tight:
                lines.append(())
            lines.append(_indent(inner[0], mark))
            lines += (_indent(line, " " * len(mark)) for line in inner[1:])
        return lines

    def _lay_out_table(self, node: "SyntaxTreeNode", width: int) -> list[Line]:
        """Return the rows side by side, or one below the other where the columns don't fit."""
        rows = [
            [
                (
                    list(self._list_pieces(cell.children[0])) if cell.children else [],
                    "right" in str(cell.attrs.get("style", "")),
                )
                for cell in row.children
            ]
            for part in node.children
            for row in part.children
        ]
        rows[0] = [(list(_make_strong(pieces)), is_right) for pieces, is_right in rows[0]]
        widths = _choose_widths(rows, width)
        if widths is None:
            return _stack_rows([pieces for pieces, _is_right in rows[0]], rows[1:], width)
        lines = _lay_out_row(rows[0], widths)
        lines.append((Piece(COLUMN_GAP.join("─" * each for each in widths)),))
        for row in rows[1:]:
            lines += _lay_out_row(row, widths)
        return lines

    def _list_pieces(
        self, node: "SyntaxTreeNode", style: PieceStyle = PieceStyle.PLAIN
    ) -> Iterator[Piece]:
        """Yield the pieces of a text. Comments and pictures are left out."""
        for child in node.children:
            match child.type:
                case "text":
                    yield Piece(sanitize_text(child.content), style)
                case "softbreak":
                    yield Piece(" ", style)
                case "hardbreak":
                    yield Piece("\n", style)
                case "code_inline":
                    text = sanitize_text(child.content)
                    yield Piece(f"`{text}`" if self._quotes_code else text, PieceStyle.CODE)
                case "strong":
                    yield from self._list_pieces(child, PieceStyle.STRONG)
                case "em":
                    yield from self._list_pieces(child, PieceStyle.EMPHASIS)
                case "link":
                    yield from self._list_link_pieces(child, style)

    def _list_link_pieces(self, node: "SyntaxTreeNode", style: PieceStyle) -> Iterator[Piece]:
        """Yield a link to another page as such, one to the web with its address."""
        pieces = list(self._list_pieces(node, style))
        text = "".join(piece.text for piece in pieces)
        address = sanitize_text(str(node.attrs.get("href", "")))
        page = self._find_linked_page(address)
        if page is not None and page.path != self.page.path:
            self._link_count += 1
            if text.endswith(".md"):
                pieces = [Piece(page.title)]
            for piece in pieces:
                yield Piece(piece.text, PieceStyle.LINK, page.name, self._link_count)
            if self._names_links:
                yield Piece(f" (tracker help {page.name})")
            return
        yield from pieces
        if address.startswith(("https:", "http:")) and address != text:
            yield Piece(f" ({address})")

    def _find_linked_page(self, address: str) -> HelpPage | None:
        path = posixpath.join(posixpath.dirname(self.page.path), address.partition("#")[0])
        return self._pages_by_path.get(posixpath.normpath(path))


def _count_blank_lines(before: "SyntaxTreeNode", node: "SyntaxTreeNode") -> int:
    """Return how many blank lines are between two blocks."""
    if node.tag in ("h1", "h2"):
        return 2
    is_tight = before.type == "paragraph" and before.hidden
    return 0 if is_tight and node.type.endswith("_list") else 1


def _make_strong(pieces: Iterable[Piece]) -> Iterator[Piece]:
    for piece in pieces:
        is_plain = piece.style is PieceStyle.PLAIN
        yield replace(piece, style=PieceStyle.STRONG) if is_plain else piece


def _indent(line: Line, mark: str) -> Line:
    """Return a line with a mark before it, but for blank lines and those of a block."""
    is_as_it_is = not line or line[0].style is PieceStyle.BLOCK
    return line if is_as_it_is and not mark.strip() else (Piece(mark), *line)


def _split_words(pieces: Iterable[Piece], width: int) -> Iterator[list[Piece]]:
    """Yield the words, each in its pieces. An empty one ends the line."""
    word: list[Piece] = []
    for piece in pieces:
        is_whole = piece.style is PieceStyle.CODE and measure_cells(piece.text) <= min(
            width, LONGEST_WHOLE_CODE
        )
        for text in [piece.text] if is_whole else re.split(r"([ \n])", piece.text):
            if text not in (" ", "\n"):
                word += _cut_text(piece, text, width)
                continue
            if word:
                yield word
                word = []
            if text == "\n":
                yield []
    if word:
        yield word


def _cut_text(piece: Piece, text: str, width: int) -> Iterator[Piece]:
    """Yield a word in pieces that each fit in the width."""
    while text:
        part = cut_to_cells(text, max(1, width)) or text
        yield piece.continue_with(part)
        text = text[len(part) :]


def _measure(pieces: Iterable[Piece]) -> int:
    return sum(measure_cells(piece.text) for piece in pieces)


def _wrap(pieces: Iterable[Piece], width: int) -> list[Line]:
    """Return a text in lines of at most this width."""
    lines: list[list[Piece]] = [[]]
    used = 0
    for word in _split_words(pieces, width):
        size = _measure(word)
        if not word:
            lines.append([])
            used = 0
            continue
        if used and used + 1 + size <= width:
            last, first = lines[-1][-1], word[0]
            is_one_link = last.link_number and last.link_number == first.link_number
            lines[-1].append(last.continue_with(" ") if is_one_link else Piece(" "))
            lines[-1] += word
            used += 1 + size
            continue
        if used:
            lines.append([])
            used = 0
        for piece in word:
            cells = measure_cells(piece.text)
            if used and used + cells > width:
                lines.append([])
                used = 0
            lines[-1].append(piece)
            used += cells
    return [tuple(line) for line in lines if line]


def _wrap_block_line(text: str, width: int) -> Iterator[str]:
    """Yield a line of a block in parts that fit, each broken after a blank where there is one."""
    while measure_cells(text) > width:
        part = cut_to_cells(text, max(1, width)) or text[0]
        blank = part.rstrip().rfind(" ") + 1
        end = blank if part[:blank].strip() else len(part)
        yield text[:end].rstrip()
        text = text[end:].lstrip()
    yield text


def _choose_widths(rows: Sequence[Sequence[Cell]], width: int) -> list[int] | None:
    """Return the widths of the columns, or None where not even their longest words fit."""
    columns = list(zip(*rows, strict=True))
    wanted = [max(_measure(pieces) for pieces, _is_right in column) for column in columns]
    least = [
        max(
            (
                _measure(word)
                for pieces, _is_right in column
                for word in _split_words(pieces, width)
            ),
            default=0,
        )
        for column in columns
    ]
    room = width - len(COLUMN_GAP) * (len(columns) - 1)
    if sum(wanted) <= room:
        return wanted
    spare = room - sum(least)
    if spare < 0:
        return None
    missing = [want - need for want, need in zip(wanted, least, strict=True)]
    return [need + spare * more // sum(missing) for need, more in zip(least, missing, strict=True)]


def _lay_out_row(row: Sequence[Cell], widths: Sequence[int]) -> list[Line]:
    """Return a row, as many lines as its highest cell."""
    cells = [
        [(line, is_right) for line in _wrap(pieces, width)]
        for (pieces, is_right), width in zip(row, widths, strict=True)
    ]
    lines: list[Line] = []
    for at in range(max(map(len, cells))):
        line: list[Piece] = []
        for column, width in zip(cells, widths, strict=True):
            pieces, is_right = column[at] if at < len(column) else ((), False)
            space = (Piece(" " * (width - _measure(pieces))),)
            gap = (Piece(COLUMN_GAP),) if line else ()
            line += (*gap, *space, *pieces) if is_right else (*gap, *pieces, *space)
        lines.append(tuple(line))
    return lines


def _stack_rows(
    header: Sequence[Sequence[Piece]], rows: Sequence[Sequence[Cell]], width: int
) -> list[Line]:
    """Return each row as a block: its first cell, then each other one after its title.

    A column without a title, such as one of marks, is before that first cell.
    """
    named = next((column for column, title in enumerate(header) if title), 0)
    lines: list[Line] = []
    for row in rows:
        lines += [()] if lines else []
        first = [piece for pieces, _is_right in row[: named + 1] for piece in (*pieces, _SPACE)]
        lines += _wrap(_make_strong(first), width)
        for title, (pieces, _is_right) in zip(header[named + 1 :], row[named + 1 :], strict=True):
            if pieces:
                texts = (*title, Piece(": "), *pieces) if title else pieces
                lines += (_indent(line, "  ") for line in _wrap(texts, width - 2))
    return lines
