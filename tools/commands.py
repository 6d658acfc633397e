"""Write docs/reference/commands.md from what click knows of each command: `make pictures`.

The examples in the page are written by hand, below the options of their command, and stay.
"""

import os
import re
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

DOC = Path(__file__).parent.parent / "docs" / "reference" / "commands.md"
WIDTH = 118
HEAD = """\
# Commands

<!-- `make pictures` writes this page from the program, except the examples. -->

`tracker` opens the app. Without a terminal, it prints this month. `tracker COMMAND --help` shows
what this page says about one command. [Scripts](scripts.md) has exit codes, lines from files and
how to pick entries. [JSON](json.md) has what `--format json` prints.

The examples show a made-up person, from the sample story:

```console
$ tracker demo --to story
...
To look around, type: tracker --book story/tracker.db --today 2026-11-12
```
"""
EXAMPLE_START = re.compile(r"^(?:```console|<!-- )", re.MULTILINE)


@dataclass(frozen=True)
class OptionPage:
    """An option, as a page names and explains it."""

    names: tuple[str, ...]
    """Each way to write it, such as `--by month|year`."""
    text: str


@dataclass(frozen=True)
class CommandPage:
    """What a page says about a command."""

    path: str
    """Its name with that of the command it belongs to, such as `drafts edit`."""
    usage: str
    paragraphs: tuple[str, ...]
    """Its help. A paragraph that begins with a backspace is kept as its lines are."""
    options: tuple[OptionPage, ...]


def use_english() -> None:
    """Let the program speak English, on every machine. Before it is imported."""
    os.environ["LC_ALL"] = "en_GB.UTF-8"
    os.environ.pop("LANGUAGE", None)


def read_program() -> CommandPage:
    """Return the program itself, with the options that go before a command."""
    from tracker.cli.main import tracker

    return _read_command(tracker, "", _make_context(tracker, "tracker"))


def _make_context(
    command: click.Command, name: str, parent: click.Context | None = None
) -> click.Context:
    return click.Context(command, parent, info_name=name, **command.context_settings)


def read_groups() -> Iterator[tuple[str, list[CommandPage]]]:
    """Yield each heading in the list of commands, with its commands and their own commands."""
    from tracker.cli.main import COMMANDS, HELP_GROUPS

    starts = {first: str(heading) for first, heading in HELP_GROUPS}
    heading, pages = "", list[CommandPage]()
    for name in COMMANDS:
        if name in starts:
            if pages:
                yield heading, pages
            heading, pages = starts[name], []
        pages += _read_commands(name)
    yield heading, pages


def _read_commands(name: str) -> Iterator[CommandPage]:
    from tracker.cli.main import tracker

    context = _make_context(tracker, "tracker")
    command = tracker.get_command(context, name)
    assert command is not None
    own_context = _make_context(command, name, context)
    yield _read_command(command, name, own_context)
    if isinstance(command, click.Group):
        for own_name in command.list_commands(own_context):
            own = command.get_command(own_context, own_name)
            assert own is not None
            inner = _make_context(own, own_name, own_context)
            yield _read_command(own, f"{name} {own_name}", inner)


def _read_command(command: click.Command, path: str, context: click.Context) -> CommandPage:
    usage = " ".join(["tracker", *filter(None, [path]), *command.collect_usage_pieces(context)])
    paragraphs = (command.help or "").strip("\n").split("\n\n")
    options = [
        _read_option(param, context)
        for param in command.get_params(context)
        if isinstance(param, click.Option)
        and not param.hidden
        and not (path and "--help" in param.opts)
    ]
    return CommandPage(path, usage, tuple(paragraphs), tuple(options))


def _read_option(option: click.Option, context: click.Context) -> OptionPage:
    value = ""
    if not option.is_flag and not option.count:
        metavar = option.make_metavar(context).strip("[]")
        value = f" {metavar}"
    text = option.help or ""
    if option.show_default and option.default is not None:
        text = f"{text} Default: {option.default}."
    names = (*option.opts, *option.secondary_opts)
    return OptionPage(tuple(f"{name}{value}" for name in names), text)


def render_page(former: str) -> str:
    """Return the page, with the examples of the former one."""
    use_english()
    examples = find_examples(former)
    parts = [HEAD, "## Before the command\n", _render_options(read_program().options)]
    for heading, pages in read_groups():
        parts.append(f"## {heading}\n")
        for page in pages:
            parts += [_render_command(page), *examples.get(page.path, ())]
    return "\n".join(parts).rstrip("\n") + "\n"


def find_examples(page: str) -> dict[str, list[str]]:
    """Return the examples of each command in a page."""
    found = {}
    for section in re.split(r"^(?=#{2,3} )", page, flags=re.MULTILINE):
        start = EXAMPLE_START.search(section)
        if section.startswith("### ") and start:
            name = section.partition("\n")[0].removeprefix("### ")
            found[name] = [section[start.start() :].rstrip("\n") + "\n"]
    return found


def _render_command(page: CommandPage) -> str:
    parts = [f"### {page.path}\n", f"`{page.usage}`\n"]
    for paragraph in page.paragraphs:
        if "\b" in paragraph:
            parts.append(_render_lines(paragraph))
        else:
            parts.append(_fill(mark_options(" ".join(paragraph.split()), page.options, "`"), ""))
    if page.options:
        parts.append(_render_options(page.options))
    return "\n".join(parts)


def _render_lines(paragraph: str) -> str:
    """Return a paragraph that is kept as it is: prose, then a command."""
    lines = [line for line in paragraph.split("\n") if line.strip("\b")]
    prose = [line for line in lines if not line.startswith("  ")]
    commands = [line.strip() for line in lines if line.startswith("  ")]
    return "\n".join([_fill(" ".join(prose), ""), "```sh", *commands, "```", ""])


def _render_options(options: tuple[OptionPage, ...]) -> str:
    lines = []
    for option in options:
        names = ", ".join(f"`{name}`" for name in option.names)
        lines.append(_fill(f"- {names}: {mark_options(option.text, options, '`')}", "  "))
    return "".join(lines)


def mark_options(text: str, options: tuple[OptionPage, ...], mark: str) -> str:
    """Return a text in which each option, with its value, has a mark before and after it."""
    values = {
        value
        for option in options
        for value in option.names[0].partition(" ")[2].split("|")
        if value.islower()
    }
    value = f"(?: (?:{'|'.join(sorted(values))})(?!\\w))?" if values else ""
    return re.sub(rf"(?<![\w-])--[a-z][a-z-]*[a-z]{value}", rf"{mark}\g<0>{mark}", text)


def _fill(text: str, indent: str) -> str:
    """Return a text in lines, without a break within a code span."""
    joined = re.sub(r"`[^`]+`", lambda span: span[0].replace(" ", "\0"), text)
    filled = textwrap.fill(
        joined, WIDTH, subsequent_indent=indent, break_on_hyphens=False, break_long_words=False
    )
    return filled.replace("\0", " ") + "\n"


def main() -> None:
    """Write the page."""
    DOC.write_text(render_page(DOC.read_text(encoding="utf-8")), encoding="utf-8")
    sys.stdout.write(f"{DOC.name}\n")


if __name__ == "__main__":
    main()
