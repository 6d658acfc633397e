"""Every command in the docs does what its page shows, and every option that is named exists.

`tests/docs/page_blocks.py` says how commands are written in a page.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.docs.command_usage import (
    find_faults,
    find_line_faults,
    find_message_commands,
    split_commands,
)
from tests.docs.console_blocks import run_page
from tests.docs.page_blocks import (
    PAGES,
    ROOT,
    Block,
    find_indented_lines,
    find_spans,
    parse_page,
)
from tests.texts.message_scan import find_all_messages

PROGRAMS = {
    "make": "It builds or installs. Its target is looked for in the Makefile.",
    "uv": "It installs a tool.",
    "pipx": "It installs a tool.",
    "pip": "It downloads.",
    "git": "It downloads.",
    "apt": "It installs a program, and needs another user.",
    "sudo": "It needs another user.",
    "brew": "It installs a program.",
    "cd": "It goes with what is before or after it.",
    "tracker": "Only beside one of the others, or where another computer is needed.",
    "python": "It runs a script of the repository.",
    "man": "It opens a pager.",
    "mpv": "It opens a window.",
}
"""What a block that no test runs may hold, each with the reason."""
COMMAND_START = re.compile(
    r"(?:\$ )?(?:tracker|make|uv|pipx|pip|git|apt|sudo|brew|python3?|echo|cat|ls|cp|mv|rm|mkdir)\s"
)
NO_COMMANDS = {"tracker witness 1": "The first line of a file, which is data."}
"""What begins like a command and is none."""
NOT_RUN = frozenset({"sh", "sql", "python", "csv", "json", "text", "mermaid", "toml", "typst"})
TARGETS = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)

WITH_COMMANDS = [
    page
    for page in PAGES
    if re.search(r"^ *(?:```console|<!-- app\b)", page.read_text("utf-8"), re.MULTILINE)
]


def name_page(page: Path) -> str:
    """Return the path of a page, as a person names it."""
    return page.relative_to(ROOT).as_posix()


def find_rule_faults(text: str) -> Iterator[str]:
    """Yield what is wrong with the blocks of a page, before any command runs."""
    for number, line in find_indented_lines(text):
        if COMMAND_START.match(line):
            yield f"{number}: a command in an indented block: {line}"
    for block in parse_page(text):
        yield from find_tag_faults(block)
        if block.tag == "sh":
            yield from find_shell_faults(block.line, block.lines)
        elif block.tag != "console":
            for number, line in enumerate(block.lines, block.line + 1):
                if line.startswith(("$ ", "tracker ")):
                    yield f"{number}: a command in a block of {block.tag or 'no tag'}: {line}"


def find_tag_faults(block: Block) -> Iterator[str]:
    """Yield what is wrong with the tag of a block, or with the comment before it."""
    if block.answers is not None and block.tag != "console":
        yield f"{block.line}: “type:” is before a block that is no console block"
    if block.steps is not None and block.tag != "text":
        yield f"{block.line}: “app:” is before a block that is no text block"
    if block.tag not in NOT_RUN | {"console"}:
        yield f"{block.line}: a block without a known tag: {block.tag or 'none'}"


def find_shell_faults(first: int, lines: list[str]) -> Iterator[str]:
    """Yield the commands of an sh block that may not be in one."""
    for number, line in enumerate(lines, first + 1):
        for words in split_commands(line):
            if words[0] not in PROGRAMS:
                yield f"{number}: {words[0]} belongs into a console block"
            target = words[1] if words[0] == "make" and len(words) > 1 else "run"
            if target.islower() and target not in TARGETS:
                yield f"{number}: the Makefile has no {target}"


def find_written_commands(text: str, is_readme: bool) -> Iterator[tuple[int, str]]:
    """Yield each command that a page names without running it, with its line."""
    for number, span in find_spans(text):
        if span.startswith("tracker ") and span not in NO_COMMANDS:
            yield number, span.replace("\\|", "|")
    for block in parse_page(text):
        if block.tag == "sh":
            yield from enumerate(block.lines, block.line + 1)
    if is_readme:
        for number, line in enumerate(text.splitlines(), 1):
            for cell in re.findall(r"^\| (`[^|]*(?:\\\|[^|]*)*`) \|", line):
                for span in re.findall(r"`([^`]+)`", cell.replace("\\|", "|")):
                    yield number, span if span.startswith("tracker") else f"tracker {span}"


def fail_with(faults: Sequence[str], way: str = "") -> None:
    """Fail with one fault under the other, if there are any."""
    if faults:
        pytest.fail("\n\n".join(["", *faults, way]), pytrace=False)


@pytest.mark.parametrize("page", WITH_COMMANDS, ids=name_page)
def test_the_commands_of_a_page_show_what_it_says(page: Path) -> None:
    name = name_page(page)
    way = f"To put the true outputs into it: python -m tests.docs.console_blocks --write {name}"
    fail_with(run_page(page.read_text("utf-8"), name).faults, way)


@pytest.mark.parametrize("page", PAGES, ids=name_page)
def test_a_command_is_in_a_block_that_is_run_or_cannot_be(page: Path) -> None:
    name = name_page(page)
    fail_with([f"{name}:{fault}" for fault in find_rule_faults(page.read_text("utf-8"))])


@pytest.mark.parametrize("page", PAGES, ids=name_page)
def test_each_command_and_option_that_a_page_names_exists(page: Path) -> None:
    written = find_written_commands(page.read_text("utf-8"), page.name == "README.md")
    name = name_page(page)
    fail_with(
        [f"{name}:{line}: {fault}" for line, text in written for fault in find_line_faults(text)]
    )


def test_each_command_and_option_that_a_message_names_exists() -> None:
    fail_with(
        [
            f"{message.place}: {' '.join(words)}: {fault}"
            for message in find_all_messages()
            for words in find_message_commands(message.text)
            for fault in find_faults(words, is_in_sentence=True)
        ]
    )


WRONG_PAGE = """\
```console
$ echo one; echo two >&2
one
two
$ echo three
four
$ seq 9
1
...
8
```

1. Type it:

   <!-- type: me | a secret -->
   ```console
   $ read -p "Who? " who; read -s -p "Secret: " secret; echo; echo $who ${#secret}
   Who? me
   Secret:
   me 8
   $ pwd; tput cols
   /home/you
   80
   ```
"""


def test_an_output_that_differs_is_named_with_its_line_and_can_be_written() -> None:
    run = run_page(WRONG_PAGE)
    assert [fault.split("\n")[0] for fault in run.faults] == [
        "page:5: $ echo three",
        "page:7: $ seq 9",
    ]
    assert run.faults[0].endswith("-four\n+three")
    assert run.text.splitlines()[4:16] == ["$ echo three", "three", "$ seq 9", *"123456789"]
    assert run_page(run.text).faults == []


def test_answers_that_lack_or_are_left_over_are_named() -> None:
    console = "```console\n$ read -p 'Who? ' who\nWho? me\n```\n"
    (fault,) = run_page(f"<!-- type: me | you -->\n{console}").faults
    assert "nothing asked for these answers: ['you']" in fault
    (fault,) = run_page(f"<!-- type -->\n{console}").faults
    assert "no answer is left for this prompt" in fault


def test_the_app_keeps_what_was_saved_and_its_screen_is_searched() -> None:
    run = run_page(
        """\
```console
$ tracker new --currency EUR --no-passphrase
...
```
<!-- app: a "15 merch no" enter escape -->
```text
Nov 12  asked  merch  15.00  no
no such words
```
```console
$ tracker entries ask --format lines
2026-11-12 ask 15 merch no
```
"""
    )
    (fault,) = run.faults
    assert fault.startswith("page:6: the screen lacks\n-no such words\n")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Do this:\n\n    tracker months\n", "3: a command in an indented block: tracker months"),
        ("- one\n\n    tracker is a word of this list\n", None),
        ("```\ntracker months\n```\n", "1: a block without a known tag: none"),
        ("```text\n$ tracker months\n```\n", "2: a command in a block of text: $ tracker months"),
        ("```sh\nmake run\ncd here && uv tool install .\n```\n", None),
        ("```sh\nmake rum\n```\n", "2: the Makefile has no rum"),
        ("```sh\nrm -r story\n```\n", "2: rm belongs into a console block"),
        (
            "<!-- type: a -->\n\n```text\na\n```\n",
            "3: “type:” is before a block that is no console block",
        ),
    ],
)
def test_a_block_against_the_rules_is_found(text: str, fault: str | None) -> None:
    assert list(find_rule_faults(text))[:1] == ([fault] if fault else [])


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("tracker", None),
        ("tracker --book FILE months --by month|year --from YYYY-MM", None),
        ("tracker [--book FILE] COMMAND --help", None),
        ("tracker drafts edit N --line LINE", None),
        ("echo 'ask 15 merch' | TRACKER_BOOK=a.db tracker log --dry-run > out.txt", None),
        ("tracker completion bash|zsh|fish", None),
        ("tracker patterns --against G --own-names", "tracker how-often has no option --own-names"),
        ("tracker mouths", "there is no command mouths"),
        ("tracker drafts edti 3", "there is no command edti"),
        ("tracker months --by week", "by can't be week"),
        ("tracker months --form json", "tracker months has no option --form"),
        ("tracker completion csh", "shell can't be csh"),
        ("tracker undo 3", "undo takes no 3"),
        ("make run && tracker months --today 2026-11-12", "tracker months has no option --today"),
    ],
)
def test_a_command_or_option_that_does_not_exist_is_found(line: str, fault: str | None) -> None:
    assert list(find_line_faults(line))[:1] == ([f"{line}: {fault}"] if fault else [])


def test_the_commands_that_a_message_names_are_found() -> None:
    message = "Nothing here. Type “tracker --book {path} chek --repair” in a terminal."
    (words,) = find_message_commands(message)
    assert words == ["tracker", "--book", "{path}", "chek", "--repair"]
    assert list(find_faults(words, is_in_sentence=True)) == ["there is no command chek"]
