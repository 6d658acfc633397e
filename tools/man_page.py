"""Write docs/man/tracker.1, the manual page, from what click knows: `make pictures`.

It is one page for all commands. click-man writes a page for each, of the commands that a group has
loaded, and has no place for files or the exit status.
"""

import re
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

from tools.commands import (
    CommandPage,
    OptionPage,
    mark_options,
    read_groups,
    read_program,
    use_english,
)

DOC = Path(__file__).parent.parent / "docs" / "man" / "tracker.1"
CHANGED = "2026-12-01"
"""The day on which the parts written here were last changed."""
PURPOSE = "private notebook of what a group asks for and what you give"
WIDTH = 78
MARK = "\1"
"""What is before and after bold text, until all else is escaped."""
LETTERS = {"’": r"\(cq", "‘": r"\(oq", "“": r"\(lq", "”": r"\(rq", "–": r"\(en", "…": "..."}

ENVIRONMENT = (
    ("TRACKER_BOOK", "The notebook file to open if there is no --book."),
    (
        "LC_ALL, LC_NUMERIC, LC_TIME, LC_MONETARY, LC_MESSAGES, LANG",
        "How numbers and dates are written, and the currency of a new notebook.",
    ),
    ("XDG_DATA_HOME", "The folder for the data of programs, instead of ~/.local/share."),
    ("NO_COLOR", "If it is set, there are no colours."),
)
EXIT_STATUS = (
    ("0", "Done."),
    (
        "1",
        "It failed, or you pressed ctrl+c. check found damage, or verify cannot trust a file.",
    ),
    (
        "2",
        "A command, an option or a line was not understood, or a line is now a draft or still one.",
    ),
)
FILES = (
    (
        "~/.local/share/notebook-tracker/book.db",
        "Your notebook. On macOS it is in ~/Library/Application Support.",
    ),
    ("~/.local/share/notebook-tracker/backups", "The backups of your notebook."),
    ("tracker.db", "A notebook in the current folder, which comes before your own."),
)
EXAMPLES = (
    ("Try it with a made-up person.", "tracker demo"),
    ("Create a notebook. Tracker asks for a passphrase.", "tracker new"),
    ("Add what happened.", "echo 'yesterday ask 15 merch no' | tracker log"),
    ("See what a yes would mean. Nothing is saved.", "tracker what-if 30 a month dues"),
    ("Make a summary for a friend.", "tracker export --for friend --to ~/for-a-friend"),
    ("See every place that Tracker has written to.", "tracker where --all"),
)


def render_page() -> str:
    """Return the manual page, which is the same on every machine."""
    use_english()
    from tracker import __version__

    program = read_program()
    lines = [
        f'.TH TRACKER 1 {CHANGED} "Tracker {__version__}" "User Commands"',
        # Without hyphens and even margins, what is typed stays whole.
        ".nh",
        ".ad l",
        ".SH NAME",
        rf"tracker \- {PURPOSE}",
        ".SH SYNOPSIS",
        r"\fBtracker\fR [\fIoptions\fR] [\fIcommand\fR [\fIarguments\fR]]",
        ".SH DESCRIPTION",
        *_render_paragraphs(program),
        ".SH OPTIONS",
        "These go before the command.",
        *_render_options(program.options),
        ".SH COMMANDS",
        rf"\fBtracker\fR \fIcommand\fR {_bold('--help')} shows one of them.",
    ]
    for heading, pages in read_groups():
        lines.append(f".SS {escape(heading)}")
        for page in pages:
            lines += _render_command(page)
    lines += [
        *_render_terms("ENVIRONMENT", ENVIRONMENT),
        *_render_terms("EXIT STATUS", EXIT_STATUS),
    ]
    lines += [*_render_terms("FILES", FILES), *_render_examples()]
    lines += [".SH SEE ALSO", f"{_bold('tracker help')} lists more pages, which need no network."]
    return "\n".join(lines) + "\n"


def _render_command(page: CommandPage) -> Iterator[str]:
    words = ["tracker", *page.path.split()]
    rest = page.usage.removeprefix(" ".join(words)).replace("[OPTIONS]", "[options]").strip()
    yield ".TP"
    yield " ".join(filter(None, [_bold(" ".join(words)), escape(rest)]))
    paragraphs = list(_render_paragraphs(page))
    yield from (".IP" if line == ".PP" else line for line in paragraphs)
    if page.options:
        yield ".RS"
        yield from _render_options(page.options)
        yield ".RE"


def _render_paragraphs(page: CommandPage) -> Iterator[str]:
    for number, paragraph in enumerate(page.paragraphs):
        if number:
            yield ".PP"
        if "\b" in paragraph:
            yield from _render_lines(paragraph)
        else:
            yield escape(mark_options(" ".join(paragraph.split()), page.options, MARK))


def _render_lines(paragraph: str) -> Iterator[str]:
    """Yield a paragraph that is kept as it is, with a break before each command in it."""
    for line in filter(None, (line.strip("\b") for line in paragraph.split("\n"))):
        if line.startswith("  "):
            yield ".br"
        yield _bold(line.strip()) if line.startswith("  ") else escape(line)


def _render_options(options: tuple[OptionPage, ...]) -> Iterator[str]:
    for option in options:
        yield ".TP"
        yield ", ".join(_render_name(name) for name in option.names)
        yield escape(mark_options(option.text, options, MARK))


def _render_name(name: str) -> str:
    """Return an option in bold, and its value in italics."""
    option, _blank, value = name.partition(" ")
    return f"{_bold(option)} \\fI{escape(value)}\\fR" if value else _bold(option)


def _render_terms(heading: str, rows: tuple[tuple[str, str], ...]) -> Iterator[str]:
    yield f".SH {heading}"
    for term, text in rows:
        yield from (".TP", _bold(term), escape(mark_options(text, (), MARK)))


def _render_examples() -> Iterator[str]:
    yield ".SH EXAMPLES"
    for text, command in EXAMPLES:
        yield from (".TP", escape(text), _bold(command))


def _bold(text: str) -> str:
    return "".join((r"\fB", _escape_letters(text, dash=r"\-"), r"\fR"))


def escape(text: str) -> str:
    """Return a text as lines of roff. What is between marks is bold, with dashes to copy."""
    parts = text.split(MARK)
    shown = [
        _bold(part) if number % 2 else _escape_letters(part, dash="-")
        for number, part in enumerate(parts)
    ]
    lines = textwrap.wrap("".join(shown), WIDTH, break_long_words=False, break_on_hyphens=False)
    return "\n".join(rf"\&{line}" if line.startswith((".", "'")) else line for line in lines)


def _escape_letters(text: str, dash: str) -> str:
    text = text.replace("\\", r"\e").replace("-", dash)
    text = text.replace("'", r"\(aq").replace("~", r"\(ti").replace("^", r"\(ha")
    text = text.translate(str.maketrans(LETTERS))
    return re.sub(r"[^\x00-\x7f]", lambda letter: rf"\[u{ord(letter[0]):04X}]", text)


def main() -> None:
    """Write the page."""
    DOC.parent.mkdir(exist_ok=True)
    DOC.write_text(render_page(), encoding="utf-8")
    sys.stdout.write(f"{DOC.name}\n")


if __name__ == "__main__":
    main()
