"""Text that would take a terminal, a table or a reader over, strewn into what a person may write.

Everything is drawn from a `Random`, so that the same number gives the same text again.
"""

import re
import unicodedata
from random import Random

from tests.strategies import KEYWORDS, NAUGHTY

ACTED_ON = (
    *("\x1b[31m", "\x1b[2J\x1b[H", "\x1b]0;title\x07", "\x1b]52;c;aGk=\x07", "\x1bP1$r\x1b\\"),
    *("\x1b]8;;https://example.org\x1b\\here\x1b]8;;\x1b\\", "\x1b_x\x1b\\", "\x1b[6n", "\x1b"),
    *("\x9b31m", "\x9d0;x\x9c", "\x90", "\x85", "\x8d", "\x07", "\x00", "\x08\x08", "\x7f", "\x0e"),
    *("\t", "\r", "\n", "\r\n", "\x0b", "\x0c", "\u2028", "\u2029"),
)
"""What a terminal would act on."""
TURNING = tuple("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c\u200e\u200f")
"""What turns the signs around it about."""
UNSEEN = (*"\u200b\u200c\u200d\u2060\ufeff\u00ad\u180e\ufe0f\ufff9\ufffb", "\U000e0041\U000e007f")
SEEN_OR_JOINING = "\u200c\u200d\u00ad"
"""Of the signs without a shape those that may reach a terminal."""
NO_TEXT = ("\ud800", "\udfff", "\udcff", "\udc80\udc9b", "\udc1b[31m")
"""Halves of signs, as bytes that are no UTF-8 come in."""
STRANGE = (
    *("\u05e9\u05dc\u05d5\u05dd 12.50", "\u0645\u0631\u062d\u0628\u0627 \u0661\u0662"),
    *(
        "e" + "\u0301" * 40,
        "Z\u0351\u036b\u0343\u036a",
        "\u1100\u1161\u11a8",
        "\U0001f1e9\U0001f1ea",
    ),
    *("\U0001f468\u200d\U0001f469\u200d\U0001f467", "\ue000\U000f0000", "\ufdd0\uffff", "\u3164"),
    *("[red]x[/]", "[link=https://example.org]y[/link]", "[@click=app.quit]z[/]", "[/", "\\["),
    *(
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "=cmd|' /C calc'!A0",
        "\t=1",
        "\uff1d1+1",
        "%n{0}%s$(id)`id`",
    ),
    *("9" * 400, "0" * 200 + "1", "1" + "0" * 30 + ".00", "1e999", "-0", "\u0663\u0664", "\u00bd"),
    *("../../x", "a/b", "-", "--", "--book", "''", '"', "x" * 12_000, "\U0001d7d8" * 50),
)
REAL = (
    *('ask 50-450 donation pledged 50 #public_pledge "say {}"', "ask 30/month dues no // {}"),
    *('2025-10-02 ask 15 merch no no gave 15 @!"{}" #in_public', 'meeting 2h "{}"'),
    *("income 950/month '{}'", "need food 260/month '{}'", 'paid 20 event by cash ref "{}"'),
    *('goal 20000 +!"{}" met', 'goal 28000 +"{}"', "paid 12.50 dues '{}' // {}", "limit 2% // {}"),
    *('event 14h #long_day #!{} "{}"', 'answered later for 1 "{}"', "received 5 '{}'", "{}"),
    *('seen 50-450 donation +!event:"{}": {}', 'heard ? dues "{}": {} // {}', "wrote: {} // {}"),
    *(
        "cost about 4 '{}': {}",
        "paid ? dues: {}",
        'meeting 2h20 +!"{}": {}',
        "ask 5 merch silent: {}",
    ),
)
"""Lines of which many are taken; what is hostile goes into the gaps."""
_NEVER = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029]")
_OURS = re.compile(r"\x1b\[[0-9;]*m|\r\x1b\[2K|\x1b\[\?25[hl]")
"""Colours, and an emptied line, which the command line itself sends to a terminal."""


def make_piece(rng: Random, *, line: bool = False) -> str:
    """One hostile thing, or what looks like it belongs; within a `line` none that ends it."""
    kind = rng.randrange(8)
    if kind == 0:
        found = rng.choice(ACTED_ON)
    elif kind == 1:
        found = rng.choice(UNSEEN)
    elif kind == 2:
        found = rng.choice(NO_TEXT)
    elif kind < 5:
        found = rng.choice(TURNING)
    elif kind == 5:
        found = rng.choice(STRANGE)
    else:
        found = rng.choice(NAUGHTY + KEYWORDS)
    return " " if line and found.splitlines() != [found] else found


def make_text(rng: Random, most: int = 4) -> str:
    """Some of it after another."""
    between = rng.choice(("", " ", "x"))
    return between.join(make_piece(rng) for _ in range(rng.randint(1, most)))


def make_accepted_text(rng: Random) -> str:
    """Text that an entry takes, which turns lines about and is not seen: it comes back in lists."""
    parts = (*TURNING, *UNSEEN, *STRANGE[:8], "evil", "\u202egnp.txt", "30/month", "no", " ")
    found = "".join(rng.choice(parts) for _ in range(rng.randint(1, 6)))
    return found.replace('"', "").replace("'", "").strip() or "word"


def make_line(rng: Random) -> str:
    """An entry line, or nearly one."""
    made = rng.choice(REAL)
    while "{}" in made:
        made = made.replace(
            "{}", make_accepted_text(rng) if rng.randrange(3) else make_text(rng, 2), 1
        )
    if rng.randrange(4) == 0:
        words = made.split(" ")
        words.insert(rng.randint(0, len(words)), make_piece(rng))
        made = " ".join(words)
    return made


def encode_raw(said: str) -> bytes:
    """A text as bytes come in, be it text or not."""
    try:
        return said.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return said.encode("utf-8", "surrogatepass")


def check_harmless(shown: str, *, for_eyes: bool = True) -> str:
    """What reaches a terminal as it should; raises AssertionError naming the sign that should not.

    What is not `protect_output` but for a program keeps the signs that are only not seen.
    """
    found = _NEVER.search(shown if for_eyes else shown.replace("\r\n", "\n"))
    assert found is None, (hex(ord(found[0])), shown[max(0, found.start() - 80) :][:160])
    if for_eyes:
        for at, sign in enumerate(shown):
            if not sign.isascii() and unicodedata.category(sign) == "Cf":
                where = (hex(ord(sign)), shown[max(0, at - 80) : at + 80])
                assert sign in SEEN_OR_JOINING, where
    return shown


def strip_own_colours(sent: str) -> str:
    """What was sent to a terminal, without the colours that the command line itself gives it."""
    return _OURS.sub("", sent.replace("\r\n", "\n"))
