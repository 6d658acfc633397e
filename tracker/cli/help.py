"""`tracker help`: the help pages, without opening a notebook."""

import os
import shutil
import sys
from collections.abc import Mapping, Sequence

import click
from click.shell_completion import CompletionItem

from tracker.cli.main import ALIASES, COMMANDS
from tracker.cli.pager import show_lines
from tracker.entries.parse_error import shorten_word
from tracker.entries.word_matching import find_similar_word
from tracker.help_pages.page_layout import Line, PageLayout, PieceStyle
from tracker.help_pages.pages import NO_PAGES, HelpPage, list_sections, load_help_pages
from tracker.helplines import describe_emergency_numbers
from tracker.i18n import _, _error, join_list

PIPED_COLUMNS = 80
MOST_COLUMNS = 100
"""Longer lines are hard to read."""
STYLE_CODES = {PieceStyle.STRONG: 1, PieceStyle.CODE: 1, PieceStyle.EMPHASIS: 3}
"""How a terminal shows a style: bold or italic, never in a colour."""


def complete_topic(
    _ctx: click.Context, _param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Return the pages and commands that begin like this."""
    pages = load_help_pages()
    summaries = {name: page.title for name, page in pages.items()}
    names = (*pages, *(name for name in COMMANDS if name not in pages))
    return [
        CompletionItem(name, help=summaries.get(name))
        for name in names
        if name.startswith(incomplete)
    ]


@click.command(
    "help",
    help=_(
        "List the help pages, or show what one of them says.\n\n"
        "PAGE is the name of the page, its beginning, words of its title, or a command. The "
        "pages are part of Tracker. Nothing is looked up online, and nothing is saved.\n\n"
        "A long text opens in less, where q quits. Set PAGER=cat to print it instead."
    ),
)
@click.argument("words", nargs=-1, metavar="[PAGE]", shell_complete=complete_topic)
@click.pass_context
def help_command(ctx: click.Context, words: tuple[str, ...]) -> None:
    """List the pages, or show one page or the help of a command."""
    pages = load_help_pages()
    topic = " ".join(words).casefold().strip()
    command_name = ALIASES.get(topic, topic)
    if not pages and command_name not in COMMANDS:
        raise click.ClickException(_error(NO_PAGES))
    if not topic:
        _print_list(ctx, pages)
        return
    if topic in pages:
        note = (
            _("There’s also a command: tracker {name} --help").format(name=topic)
            if topic in COMMANDS or topic in ALIASES
            else ""
        )
        _show_page(pages[topic], pages, note)
    elif command_name in COMMANDS:
        _print_command_help(ctx, command_name, _find_pages(topic, pages))
    else:
        _show_page(_find_one_page(topic, pages), pages)


def _find_pages(topic: str, pages: Mapping[str, HelpPage]) -> list[HelpPage]:
    """Return the pages whose names begin like this, or else those with these words in the title."""
    begun = [page for name, page in pages.items() if name.startswith(topic)]
    return begun or [
        page
        for page in pages.values()
        if all(
            any(part.startswith(word) for part in _split_words(page.title))
            for word in _split_words(topic)
        )
    ]


def _split_words(text: str) -> list[str]:
    """Return the words of a title, without what people leave out."""
    return text.casefold().replace(",", " ").replace("’", "'").split()


def _find_one_page(topic: str, pages: Mapping[str, HelpPage]) -> HelpPage:
    """Return the page that is meant. Raises UsageError if there is none, or several."""
    found = _find_pages(topic, pages)
    exact = [page for page in found if page.title.casefold() == topic]
    if len(exact or found) == 1:
        return (exact or found)[0]
    if found:
        raise click.UsageError(
            _error("Several pages fit “{words}”: {names}. Type the name of one.").format(
                words=shorten_word(topic), names=join_list(page.name for page in found)
            )
        )
    similar = find_similar_word(topic, (*pages, *COMMANDS, *ALIASES))
    raise click.UsageError(
        _error("There’s no help page “{words}”. Did you mean {suggestion}?").format(
            words=shorten_word(topic), suggestion=similar
        )
        if similar
        else _error("There’s no help page “{words}”. To see all pages, type: tracker help").format(
            words=shorten_word(topic)
        )
    )


def _print_list(ctx: click.Context, pages: Mapping[str, HelpPage]) -> None:
    """Print all pages by section, and how to read one."""
    formatter = ctx.make_formatter()
    formatter.write_text(describe_emergency_numbers())
    width = max(map(len, pages))
    for section, listed in list_sections(pages).items():
        with formatter.section(section):
            formatter.write_dl(
                [
                    (f"{page.name:<{width}}", ": ".join(filter(None, (page.title, page.summary))))
                    for page in listed
                ]
            )
    formatter.write_paragraph()
    formatter.write_text(
        _("To read one of them, type its name, for example: tracker help entry-line")
    )
    formatter.write_text(_("To read about a command, add --help, for example: tracker log --help"))
    lines = formatter.getvalue().rstrip("\n").split("\n")
    show_lines(lines, lines)


def _print_command_help(ctx: click.Context, name: str, pages: Sequence[HelpPage]) -> None:
    """Print what `--help` prints, and which pages have a similar name."""
    root = ctx.find_root()
    group = root.command
    command = group.get_command(ctx, name) if isinstance(group, click.Group) else None
    if command is None:
        return
    click.echo(command.get_help(click.Context(command, root, info_name=name)))
    if pages:
        names = join_list(f"tracker help {page.name}" for page in pages)
        click.echo("\n" + _("See also: {commands}").format(commands=names))


def _show_page(page: HelpPage, pages: Mapping[str, HelpPage], note: str = "") -> None:
    """Show a page as wide as the terminal, or 80 columns wide without one."""
    is_terminal = sys.stdout.isatty()
    is_styled = is_terminal and os.environ.get("TERM") != "dumb"
    columns = shutil.get_terminal_size().columns if is_terminal else PIPED_COLUMNS
    layout = PageLayout(page, pages, names_links=True, quotes_code=not is_styled)
    lines = layout.lay_out(min(columns, MOST_COLUMNS))
    plain_lines = ["".join(piece.text for piece in line).rstrip() for line in lines]
    shown = list(map(_style_line, lines)) if is_styled else plain_lines
    end = ["", note] if note else []
    show_lines(shown + end, plain_lines + end)


def _style_line(line: Line) -> str:
    """Return a line with the codes of its styles. It ends in no blanks."""
    parts = []
    for piece in line:
        code = STYLE_CODES.get(piece.style)
        is_styled = code is not None and not piece.text.isspace()
        parts.append(f"\x1b[{code}m{piece.text}\x1b[0m" if is_styled else piece.text)
    return "".join(parts).rstrip()
