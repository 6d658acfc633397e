"""The fenced blocks of a page: commands with their output, screens of the app, and other text.

- `console`: lines that begin with `$ ` are commands, what follows is their whole output. A line
  `...` is any number of lines. A backslash at the end of a line continues a command.
- `<!-- type: FIRST | SECOND -->` before it: they run in a terminal, and each answer is typed
  at a prompt. `<!-- type -->` is a terminal in which nothing is asked.
- `<!-- app: a "15 merch no" enter -->` before a `text` block: the app is opened on the page's own
  notebook (`<!-- app story/tracker.db: … -->`: on that file), the keys are pressed, texts in quotes
  are pasted, and each line of the block is a part of a line of the screen. Then the app quits.
- `sh`: what can't run in a test, and nothing else.
"""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAST = frozenset({"CHANGELOG.md", "DECISIONS.md"})
"""Pages about what was, which name commands as they were."""
PAGES = (
    *sorted(path for path in ROOT.glob("*.md") if path.name not in PAST),
    *sorted(path for path in (ROOT / "docs").rglob("*.md") if path.parent.name != "decisions"),
    ROOT / "exports" / "README.md",
)

FENCE = re.compile(r"(?P<indent> *)```(?P<tag>[\w-]*)[^`]*$")
COMMENT = re.compile(r" *<!-- (?P<word>type|app)(?: (?P<file>[^:]+?))?(?::(?P<rest>.*?))? *-->$")
PROMPT = "$ "
ANY_LINES = "..."
STEP = re.compile(r'"(?P<text>[^"]*)"|(?P<key>\S+)')


@dataclass
class Command:
    """A command of a page, and the lines that the page shows as its output."""

    line: int
    """The number of its first line in the page."""
    source: list[str]
    """The lines as they are in the block, the first with its prompt."""
    shown: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Return what the shell is given."""
        return "\n".join([self.source[0].removeprefix(PROMPT), *self.source[1:]])


@dataclass(frozen=True)
class Step:
    """A key to press in the app, or a text to paste."""

    text: str
    is_pasted: bool


@dataclass
class Block:
    """A block of a page, between two fences."""

    line: int
    """The number of the line with the first fence."""
    tag: str
    indent: str
    lines: list[str]
    answers: list[str] | None = None
    """What is typed in a terminal; None where no terminal is needed."""
    steps: list[Step] | None = None
    """What is pressed in the app, of which the block shows lines of the screen."""
    file: str | None = None
    """The notebook that the app is opened on; None for the page's own."""

    def list_commands(self) -> list[Command]:
        """Return the commands of a console block, each with its output."""
        commands: list[Command] = []
        is_continued = False
        for number, line in enumerate(self.lines, self.line + 1):
            if is_continued:
                commands[-1].source.append(line)
            elif line.startswith(PROMPT):
                commands.append(Command(number, [line]))
            elif not commands:
                raise ValueError(f"line {number}: a console block begins with “$ ” and a command")
            else:
                commands[-1].shown.append(line.rstrip())
                continue
            is_continued = line.endswith("\\")
        return commands


def parse_page(text: str) -> list[Block]:
    """Return the blocks of a page in their order."""
    blocks: list[Block] = []
    open_block: Block | None = None
    comment: re.Match[str] | None = None
    for number, line in enumerate(text.splitlines(), 1):
        if open_block is not None:
            if line.strip() == "```":
                blocks.append(open_block)
                open_block = None
            else:
                open_block.lines.append(line.removeprefix(open_block.indent))
        elif fence := FENCE.match(line):
            open_block = Block(number, fence["tag"], fence["indent"], [])
            if comment:
                _read_comment(open_block, comment)
            comment = None
        elif found := COMMENT.match(line):
            comment = found
        elif line.strip():
            comment = None
    if open_block is not None:
        raise ValueError(f"line {open_block.line}: a block without an end")
    return blocks


def _read_comment(block: Block, comment: re.Match[str]) -> None:
    """Put what a comment says into the block that follows it."""
    rest = comment["rest"]
    if comment["word"] == "type":
        block.answers = [] if rest is None else [answer.strip() for answer in rest.split("|")]
        return
    block.file = comment["file"]
    block.steps = [
        Step(step["key"] or step["text"], step["key"] is None) for step in STEP.finditer(rest or "")
    ]


def replace_block(text: str, block: Block, lines: list[str]) -> str:
    """Return a page in which a block has these lines."""
    page = text.splitlines(keepends=True)
    new = [f"{block.indent}{line}".rstrip() + "\n" for line in lines]
    page[block.line : block.line + len(block.lines)] = new
    return "".join(page)


def find_spans(text: str) -> Iterator[tuple[int, str]]:
    """Yield each code span outside blocks, with its line; a span may go over two lines."""
    lines = text.splitlines()
    for block in parse_page(text):
        for number in range(block.line - 1, block.line + len(block.lines) + 1):
            lines[number] = ""
    prose = "\n".join(lines)
    for span in re.finditer(r"(?<!`)(`+)(?!`)((?:(?!\n\s*\n).)+?)(?<!`)\1(?!`)", prose, re.DOTALL):
        yield prose.count("\n", 0, span.start()) + 1, " ".join(span[2].split())


def find_indented_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield each line of the blocks that four spaces make, with its number."""
    lines = text.splitlines()
    for block in parse_page(text):
        for number in range(block.line - 1, block.line + len(block.lines) + 1):
            lines[number] = "-"
    is_block, is_list = False, False
    for number, line in enumerate(lines, 1):
        before = lines[number - 2] if number > 1 else ""
        if line.strip() and not line.startswith(" "):
            is_list = bool(re.match(r"(?:[-*]|\d+\.) ", line))
        is_block = line.startswith("    ") and not is_list and (is_block or not before.strip())
        if is_block and line.strip():
            yield number, line.strip()


def split_words(command: str) -> list[str]:
    """Return the words of a command, as a shell reads them, or as blanks part them."""
    try:
        return shlex.split(command, comments=True)
    except ValueError:
        return command.split()
