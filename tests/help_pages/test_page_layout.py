"""A help page as lines of text: every block and link, at every width."""

import pytest

from tracker.help_pages.page_layout import Line, PageLayout, PieceStyle
from tracker.help_pages.pages import HelpPage, load_help_pages
from tracker.text_width import measure_cells

MD = ".md"
"""How made-up pages end, apart from their names: tests may cite only pages that exist."""
OTHER = HelpPage(f"reference/other{MD}", "The other page", "", "Look up", "# The other page\n")
TEXT = """# A page

First **bold** and *slanted* words, `code` too.

<!-- type: hidden -->

![a picture](../pictures/p.svg)

```console
$ tracker --book story/tracker.db entries --format lines | head -n 3 # a line that is very long
  two blanks before
```

## Section

1. One step.

   ```sh
   make run
   ```

2. The [other one](../reference/other{MD}#part) and [other{MD}](../reference/other{MD}).

- tight
- list with a second line that has to be wrapped, because it is so long
  - inner

> Quoted.

See <https://example.org>, [the field](https://example.org/a), [a plan](../developers/plan{MD}),
[here](#section).

| name | amount | meaning |
| --- | ---: | --- |
| `one` | 1.00 | a meaning |
| `two` | 20.00 | a longer meaning that does not fit |
""".replace("{MD}", MD)


def lay_out(text: str, width: int = 60, *, plain: bool = True) -> list[str]:
    lines = lay_out_pieces(text, width, plain=plain)
    return ["".join(piece.text for piece in line).rstrip() for line in lines]


def lay_out_pieces(text: str, width: int = 60, *, plain: bool = True) -> list[Line]:
    page = HelpPage(f"how-to/page{MD}", "A page", "", "How to", text)
    pages = {each.name: each for each in (page, OTHER)}
    return PageLayout(page, pages, names_links=plain, quotes_code=plain).lay_out(width)


def test_every_block_and_link() -> None:
    assert (
        "\n".join(lay_out(TEXT))
        == """A page

First bold and slanted words, `code` too.

$ tracker --book story/tracker.db entries --format lines | head -n 3 # a line that is very long
  two blanks before


Section

1. One step.

make run

2. The other one (tracker help other) and The other page
   (tracker help other).

• tight
• list with a second line that has to be wrapped, because it
  is so long
  • inner

  Quoted.

See https://example.org, the field (https://example.org/a),
a plan, here.

name   amount  meaning
─────  ──────  ──────────────────────────────────
`one`    1.00  a meaning
`two`   20.00  a longer meaning that does not fit"""
    )


def test_a_table_wraps_its_cells_and_stacks_its_rows_where_they_do_not_fit() -> None:
    table = TEXT[TEXT.index("| name") :]
    assert lay_out(table, 30) == [
        "name   amount  meaning",
        "─────  ──────  ───────────────",
        "`one`    1.00  a meaning",
        "`two`   20.00  a longer",
        "               meaning that",
        "               does not fit",
    ]
    assert lay_out(table, 16)[:4] == ["`one`", "  amount: 1.00", "  meaning: a", "  meaning"]
    marked = "| | name | amount |\n| --- | --- | --- |\n| * | something | 1.00 |\n"
    assert lay_out(marked, 16) == ["* something", "  amount: 1.00"]


def test_each_piece_has_its_style_and_a_link_its_page() -> None:
    pieces = [piece for line in lay_out_pieces(TEXT, plain=False) for piece in line]
    styles = {piece.text: piece.style for piece in pieces}
    assert styles["bold"] is PieceStyle.STRONG
    assert styles["slanted"] is PieceStyle.EMPHASIS
    assert styles["code"] is PieceStyle.CODE
    assert styles["make run"] is PieceStyle.BLOCK
    assert styles["Section"] is PieceStyle.STRONG
    links = [(piece.text, piece.page, piece.link_number) for piece in pieces if piece.link_number]
    assert ("other", "other", 1) in links
    assert (" ", "other", 1) in links
    assert ("page", "other", 2) in links
    assert not [piece for piece in pieces if "tracker help" in piece.text]


def test_no_character_of_a_page_acts_on_a_terminal() -> None:
    (line,) = lay_out("red \x1b[31m and \u202e turned `\x1b[0m`")
    assert "\x1b" not in line
    assert "\u202e" not in line


def test_a_block_is_wrapped_only_where_it_is_asked_for() -> None:
    texts = ("$ tracker log --file a.txt", "  two  blanks", "a" * 25, "", "b")
    block = "\n".join(("```console", *texts, "```\n"))
    page = HelpPage(f"how-to/page{MD}", "A page", "", "How to", block)
    layout = PageLayout(page, {}, wraps_blocks=True)
    assert ["".join(piece.text for piece in line) for line in layout.lay_out(16)] == [
        "$ tracker log",
        "--file a.txt",
        "  two  blanks",
        "aaaaaaaaaaaaaaaa",
        "aaaaaaaaa",
        "",
        "b",
    ]
    assert lay_out(block, 16)[0] == "$ tracker log --file a.txt"


@pytest.mark.parametrize("name", load_help_pages())
def test_each_page_fits_whole_in_the_app(name: str) -> None:
    pages = load_help_pages()
    for line in PageLayout(pages[name], pages, wraps_blocks=True).lay_out(56):
        text = "".join(piece.text for piece in line)
        assert measure_cells(text.rstrip()) <= 56, text


@pytest.mark.parametrize("width", [38, 60, 80, 100])
@pytest.mark.parametrize("name", load_help_pages())
def test_each_page_fits_in_each_width(name: str, width: int) -> None:
    pages = load_help_pages()
    layout = PageLayout(pages[name], pages, names_links=True, quotes_code=True)
    for line in layout.lay_out(width):
        if line and line[0].style is not PieceStyle.BLOCK:
            text = "".join(piece.text for piece in line)
            assert measure_cells(text.rstrip()) <= width, text
            assert "<!--" not in text
            assert "](" not in text
