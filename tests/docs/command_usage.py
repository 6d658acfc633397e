"""Checks a written command against the program: the command and its options exist.

Placeholders are understood: words in capitals, `…`, `[--option]`, and `a|b` for one of several.
"""

import re
from collections.abc import Iterator

import click

from tests.docs.page_blocks import split_words
from tracker.cli.main import tracker

SEPARATORS = frozenset({"|", "||", "&&", ";", "&"})
REDIRECTION = re.compile(r"\d?[<>]{1,2}&?\d?")
ASSIGNMENT = re.compile(r"[A-Z_]+=")
USAGE_WORDS = frozenset({"[OPTIONS]", "[ARGS]..."})
PLACEHOLDER = re.compile(r"[A-ZÄ-Ü][A-Z0-9_.ÄÖÜ:-]*|.*…|\{\w+\}|\.\.\.")


def split_commands(line: str) -> Iterator[list[str]]:
    """Yield the commands of a line of a shell, each as its words, without redirections."""
    command: list[str] = []
    words = iter(split_words(line))
    for word in words:
        if word in SEPARATORS:
            yield command
            command = []
        elif REDIRECTION.fullmatch(word):
            next(words, None)
        elif command or not ASSIGNMENT.match(word):
            command.append(word)
    if command:
        yield command


def find_faults(words: list[str], *, is_in_sentence: bool = False) -> Iterator[str]:
    """Yield what is wrong with the words of one command of Tracker.

    In a sentence, what looks like an argument may be its next word.
    """
    command: click.Command = tracker
    context = click.Context(tracker, info_name="tracker")
    todo = [text.strip("[]").rstrip("…") for text in words[1:] if text not in USAGE_WORDS]
    position = 0
    while todo:
        word = todo.pop(0)
        if word.startswith("-") and word != "-":
            yield from _check_options(command, context, word, todo)
        elif isinstance(command, click.Group):
            if PLACEHOLDER.fullmatch(word) or not word:
                return
            found = command.get_command(context, word)
            if found is None:
                yield f"there is no command {word}"
                return
            command, position = found, 0
            context = click.Context(found, info_name=found.name, parent=context)
        elif not is_in_sentence:
            yield from _check_argument(command, position, word)
            position += 1


def _check_options(
    command: click.Command, context: click.Context, word: str, todo: list[str]
) -> Iterator[str]:
    """Yield what is wrong with an option, and take its value from the words that follow."""
    for text in word.split("|"):
        name, _equals, value = text.partition("=")
        option = find_option(command, context, name)
        if option is None:
            yield f"{context.command_path} has no option {name}"
            continue
        if option.is_flag or option.count or "|" in word:
            continue
        for _number in range(option.nargs):
            value = value or (todo.pop(0) if todo else "")
            if value:
                yield from _check_choice(option, value)
            value = ""


def find_option(command: click.Command, context: click.Context, name: str) -> click.Option | None:
    """Return the option of a command by one of its names, a hidden one too."""
    return next(
        (
            param
            for param in command.get_params(context)
            if isinstance(param, click.Option) and name in (*param.opts, *param.secondary_opts)
        ),
        None,
    )


def _check_argument(command: click.Command, position: int, word: str) -> Iterator[str]:
    arguments = [param for param in command.params if isinstance(param, click.Argument)]
    if not arguments:
        yield f"{command.name} takes no {word}"
        return
    argument = arguments[min(position, len(arguments) - 1)]
    if position >= len(arguments) and argument.nargs != -1:
        yield f"{command.name} takes no more than {len(arguments)} arguments, but there is {word}"
        return
    yield from _check_choice(argument, word)


def _check_choice(param: click.Parameter, value: str) -> Iterator[str]:
    if not isinstance(param.type, click.Choice):
        return
    for one in value.strip("[]{}").split("|"):
        if one not in param.type.choices and not PLACEHOLDER.fullmatch(one):
            yield f"{param.name} can't be {one}"


def find_line_faults(line: str) -> Iterator[str]:
    """Yield what is wrong with each command of Tracker in a line of a shell."""
    for words in split_commands(line):
        if words and words[0] == "tracker":
            for fault in find_faults(words):
                yield f"{line}: {fault}"


def find_message_commands(message: str) -> Iterator[list[str]]:
    """Yield the words of each command that a message shows, as far as they are its own.

    A message has no mark for the end of a command, so it is as long as the options, names of
    commands and placeholders in a row.
    """
    for found in re.finditer(r"(?:^|(?<=[\s“(]))tracker((?: [^\s]+)+)", message):
        words = ["tracker"]
        for word in found[1].split():
            text = word.strip("“”.,:;()")
            words.append(text)
            if text != word:
                break
        yield words
