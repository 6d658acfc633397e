"""The password of a PDF: what one may be, so that every program takes it; and six random words."""

import re
import secrets
import stringprep
import unicodedata
from importlib.resources import files

from tracker.i18n import _, find_language

MOST_BYTES = 127
"""The bytes of UTF-8 that PDF looks at; a longer password would be cut in silence."""
SHORT_PASSWORD = 8
WORD_COUNT = 6
_WORD_LISTS = {"de": "ger-long"}
_ENGLISH_LIST = "eff-long"
_EASY_WORD = re.compile(r"[a-z]{3,9}")
"""Words that every keyboard can type, and that are read aloud without spelling."""


class PdfPasswordError(ValueError):
    """A password that some program could not take; its text says why and what to do."""


def prepare_password(text: str) -> str:
    """Return a password as it is used; raise PdfPasswordError if no program could take it.

    Some programs prepare what is typed as RFC 4013 says (SASLprep) and some do not: what both do
    not read as the same is refused, but for letters that are typed in two parts.
    """
    password = _apply_saslprep(text)
    if not password.strip():
        raise PdfPasswordError(_("A password has at least one character; please type one."))
    if any(_is_prohibited(sign) for sign in password):
        raise PdfPasswordError(
            _("This password has a character that cannot be typed; please choose another.")
        )
    size = len(password.encode())
    if size > MOST_BYTES:
        raise PdfPasswordError(
            _(
                "This password takes {size} bytes and a PDF knows {most} (an emoji takes 4 or "
                "more, most letters 1); please shorten it."
            ).format(size=size, most=MOST_BYTES)
        )
    if password != unicodedata.normalize("NFC", text):
        raise PdfPasswordError(
            _(
                "This password has a sign that some programs read in another way (one like ² or ½, "
                "a special space, or one that is not seen, as some emoji hold it); please choose "
                "another."
            )
        )
    return password


def list_typed_variants(text: str) -> tuple[str, ...]:
    """Return a password as typed, then as other keyboards and programs give the same one."""
    # Half a letter, from a terminal of another encoding, would end the library.
    typed = text.encode(errors="replace").decode()
    variants = (
        typed,
        *(unicodedata.normalize(normal_form, typed) for normal_form in ("NFC", "NFKC")),
        _apply_saslprep(typed),
    )
    return tuple(dict.fromkeys(variants))


def describe_password_weakness(password: str) -> str:
    """Return a warning about a password that is accepted; empty where it is strong."""
    if len(password) >= SHORT_PASSWORD:
        return ""
    return _(
        "A password this short can be guessed by a computer; one of six words cannot."
        " You can still use it."
    )


def generate_six_words() -> str:
    """Return six random words in the person's language, to be told to the reader apart."""
    return " ".join(secrets.SystemRandom().sample(load_easy_words(), WORD_COUNT))


def load_easy_words() -> list[str]:
    """Return the words that six are drawn from: above 5,000, so six are worth 73 bits and more."""
    word_list = files("xkcdpass").joinpath(
        "static", _WORD_LISTS.get(find_language()[:2], _ENGLISH_LIST)
    )
    words = word_list.read_text(encoding="utf-8").split()
    return sorted({word for word in words if _EASY_WORD.fullmatch(word)})


def _apply_saslprep(text: str) -> str:
    """A password as RFC 4013 prepares it: mapped, then normalized by NFKC."""
    return unicodedata.normalize("NFKC", "".join(map(_map_character, text)))


def _map_character(character: str) -> str:
    """A sign as RFC 4013 maps it: another space becomes a space, an unseen sign nothing."""
    if stringprep.in_table_c12(character):
        return " "
    return "" if stringprep.in_table_b1(character) else character


def _is_prohibited(character: str) -> bool:
    """Whether RFC 4013 prohibits a sign."""
    return any(
        table(character)
        for table in (
            stringprep.in_table_c21_c22,
            stringprep.in_table_c3,
            stringprep.in_table_c4,
            stringprep.in_table_c5,
            stringprep.in_table_c6,
            stringprep.in_table_c7,
            stringprep.in_table_c8,
            stringprep.in_table_c9,
        )
    )
