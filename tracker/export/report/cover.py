"""The cover note: why the person shows the report, and how to reach them safely."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from tracker.export.report.safe_text import sanitize_typed_text
from tracker.i18n import N_, _

LONGEST_REASON = 300
LONGEST_SAFE_CONTACT = 160
"""Longer texts would push something else off the first page."""


class CoverNoteError(ValueError):
    """A text that does not fit the first page; its message says why and what to do."""


class CoverReason(StrEnum):
    """The four reasons that are ready to be chosen, by their names on the command line."""

    # Data: in people's scripts since 0.1; never rename.
    JUST_KNOW = "just-know"
    TELL_ME = "tell-me"
    HELP_ME_SAY_NO = "help-me-say-no"
    KEEP_COPY = "keep-copy"

    @property
    def sentence(self) -> str:
        """The reason as the person would say it."""
        return _(_SENTENCES[self])

    @property
    def advice(self) -> str:
        """What the reader can do about it."""
        return _(_ADVICE[self])


_SENTENCES = {
    CoverReason.JUST_KNOW: N_("I would like you to know this. There is nothing you have to do."),
    CoverReason.TELL_ME: N_("Please read this and tell me what you notice."),
    CoverReason.HELP_ME_SAY_NO: N_("Please help me to say no when I am asked again."),
    CoverReason.KEEP_COPY: N_("Please keep this copy for me, in case I need it one day."),
}
_ADVICE = {
    CoverReason.JUST_KNOW: N_("It is enough if you tell me, when we meet, that you have read it."),
    CoverReason.TELL_ME: N_(
        "Tell me in your own words what you see, also where you see it another way."
    ),
    CoverReason.HELP_ME_SAY_NO: N_(
        "Ask me whether they asked again, and remind me that I have decided and need not explain."
    ),
    CoverReason.KEEP_COPY: N_(
        "You need not read it. Keep it where nobody else reads it, until I ask."
    ),
}
GENERAL_ADVICE = N_("If you are not sure what would help me, ask me.")
"""What the reader can do about a reason in the person's own words."""
DELETE_REQUEST = N_("When we have talked about it, please delete it or give it back to me.")
"""What the reader is asked to do with the report in the end, unless they are to keep it."""


@dataclass(frozen=True, slots=True)
class CoverNote:
    """What the person chose for the first page; raises CoverNoteError where a text does not fit."""

    reason: str
    safe_contact: str = ""
    """A safe way to reach the person, typed each time and kept nowhere; empty: they will come."""
    ask_numbers: tuple[int, ...] | None = None
    """The numbers of the asks that are shown one by one; None: those of `propose_asks`."""
    has_helplines: bool = True
    """Whether helplines stand at the end of the report."""

    @property
    def advice(self) -> str:
        """What the reader can do."""
        preset = self._preset_reason
        return preset.advice if preset else _(GENERAL_ADVICE)

    @property
    def delete_request(self) -> str:
        """What the reader does with the report in the end; empty if they are asked to keep it."""
        return "" if self._preset_reason is CoverReason.KEEP_COPY else _(DELETE_REQUEST)

    def replace_names(self, replace_in_text: Callable[[str], str]) -> "CoverNote":
        """Return the note with hidden names replaced in what the person typed.

        Raises CoverNoteError where the note is too long with the other names.
        """
        reason = self.reason if self._preset_reason else replace_in_text(self.reason)
        return replace(self, reason=reason, safe_contact=replace_in_text(self.safe_contact))

    @property
    def _preset_reason(self) -> CoverReason | None:
        return next((preset for preset in CoverReason if preset.sentence == self.reason), None)

    def __post_init__(self) -> None:
        if not sanitize_typed_text(self.reason):
            raise CoverNoteError(
                _("Say in one sentence why you show it, or choose one of the four.")
            )
        _check_length(self.reason, LONGEST_REASON, _("The sentence why you show it"))
        _check_length(self.safe_contact, LONGEST_SAFE_CONTACT, _("The safe way to reach you"))


def _check_length(text: str, most: int, text_name: str) -> None:
    length = len(sanitize_typed_text(text))
    if length > most:
        raise CoverNoteError(
            _("{what} has {length} characters; please shorten it to {most}.").format(
                what=text_name, length=length, most=most
            )
        )
