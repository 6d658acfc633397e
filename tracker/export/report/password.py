"""The password of a PDF: which ones every PDF viewer accepts, and six random words."""

import secrets
import stringprep
import unicodedata
from importlib.resources import files

from tracker.i18n import _, _error, find_language

MOST_BYTES = 127
"""The most bytes of UTF-8 that PDF reads. A longer password would be cut silently."""
SHORT_PASSWORD = 8
WORD_COUNT = 6
WORD_LISTS = {"en": "english.txt", "de": "german.txt"}
"""The words that six are drawn from, by language. `words/LICENSES.md` says where they come from.

Every keyboard can type them, and they are read aloud without spelling: `[a-z]{3,9}`.
"""


class PdfPasswordError(ValueError):
    """A password that some PDF viewer could not accept. Its text says why and what to do."""


def prepare_password(text: str) -> str:
    """Return a password as it is used.

    Raises PdfPasswordError if no PDF viewer could accept it. Some prepare what is typed as RFC 4013
    says (SASLprep) and some do not. What both do not read as the same is refused, except letters
    that are typed in two parts.
    """
    password = _apply_saslprep(text)
    if not password.strip():
        raise PdfPasswordError(_error("The password is empty. Please type at least one character."))
    if any(_is_prohibited(character) for character in password):
        raise PdfPasswordError(
            _error(
                "This password contains a character that can’t be typed. Please choose another "
                "password."
            )
        )
    size = len(password.encode())
    if size > MOST_BYTES:
        raise PdfPasswordError(
            _error(
                "This password has {size} bytes, but a PDF takes {most} at most. Please shorten "
                "it. Most letters are 1 byte, an emoji is 4 or more."
            ).format(size=size, most=MOST_BYTES)
        )
    if password != unicodedata.normalize("NFC", text):
        raise PdfPasswordError(
            _error(
                "This password contains a character that some PDF viewers read differently, e.g. "
                "² or ½, a special space, or an invisible character in an emoji. Please choose "
                "another password."
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
    """Return a warning about a weak password, or an empty string."""
    if len(password) >= SHORT_PASSWORD:
        return ""
    return _(
        "A computer could guess a password this short. Six random words are safer. You can use "
        "this one anyway."
    )


def generate_six_words() -> str:
    """Return six random words in the person's language, to give to the reader separately."""
    return " ".join(secrets.SystemRandom().sample(load_easy_words(), WORD_COUNT))


def load_easy_words() -> list[str]:
    """Return the words that six are drawn from: above 5,000, so six are worth 73 bits and more.

    They have 3 to 9 plain letters, so any keyboard types them and they can be read out on the
    phone.
    """
    name = WORD_LISTS.get(find_language()[:2], WORD_LISTS["en"])
    return files(__package__).joinpath("words", name).read_text(encoding="ascii").split()


def _apply_saslprep(text: str) -> str:
    """Return a password as RFC 4013 prepares it: mapped, then normalized by NFKC."""
    return unicodedata.normalize("NFKC", "".join(map(_map_character, text)))


def _map_character(character: str) -> str:
    """Return a character as RFC 4013 maps it.

    Another space becomes a space, an invisible character becomes nothing.
    """
    if stringprep.in_table_c12(character):
        return " "
    return "" if stringprep.in_table_b1(character) else character


def _is_prohibited(character: str) -> bool:
    """Return whether RFC 4013 prohibits a character."""
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
