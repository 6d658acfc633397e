"""The cover note: why the person shows the summary, and how to reach them safely."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from tracker.export.report.safe_text import sanitize_typed_text
from tracker.i18n import N_, _, _error

LONGEST_REASON = 300
LONGEST_SAFE_CONTACT = 160
"""Longer texts would push something else off the first page."""


class CoverNoteError(ValueError):
    """A text that does not fit the first page. Its message says why and what to do."""


class Audience(StrEnum):
    """A kind of reader. The notebook never stores who it is."""

    # Data: in people's scripts since 0.1, never rename.
    FRIEND = "friend"
    COUNSELLOR = "counsellor"
    ME = "me"


class CoverReason(StrEnum):
    """The four ready-made reasons, by their names on the command line."""

    # Data: in people's scripts since 0.1, never rename.
    JUST_KNOW = "just-know"
    TELL_ME = "tell-me"
    HELP_ME_SAY_NO = "help-me-say-no"
    KEEP_COPY = "keep-copy"

    @property
    def sentence(self) -> str:
        """The reason as the person would say it."""
        return _(_SENTENCES[self])

    @property
    def advice(self) -> tuple[str, ...]:
        """What the reader can do about it, in one or more sentences."""
        return tuple(_(sentence) for sentence in _ADVICE[self])


_SENTENCES = {
    CoverReason.JUST_KNOW: N_("I’d like you to know this. You don’t have to do anything."),
    CoverReason.TELL_ME: N_("Please read this and tell me what you notice."),
    CoverReason.HELP_ME_SAY_NO: N_("Please help me say no when I’m asked again."),
    CoverReason.KEEP_COPY: N_("Please keep this copy for me, in case I need it one day."),
}
_ADVICE = {
    CoverReason.JUST_KNOW: (
        N_("It’s enough to tell me, next time we meet, that you’ve read it."),
        N_("You don’t need to agree or have an answer."),
    ),
    CoverReason.TELL_ME: (
        N_("Use your own words."),
        N_("Tell me, too, if you see something differently."),
    ),
    CoverReason.HELP_ME_SAY_NO: (
        N_("Ask me whether they’ve asked again."),
        N_("Remind me that I’ve decided and don’t have to explain."),
    ),
    CoverReason.KEEP_COPY: (
        N_("You don’t have to read it."),
        N_("Keep it where nobody else can read it, until I ask for it."),
    ),
}
FRIEND_ADVICE = (
    N_("Ask me how I am."),
    N_("Do something with me that costs nothing."),
    N_("Stay in touch, even if I keep going there."),
)
"""What a friend can do, whatever the reason."""
SAFETY_CONTEXT = N_("I live with, work for or depend on someone in the group.")
SAFETY_CONTEXT_OF_SEVERAL = N_("I live with, work for or depend on someone in one of these groups.")
"""What a counsellor may need to know first. It is in the summary if the person ticks it."""
GENERAL_ADVICE = N_("If you’re not sure what would help me, just ask.")
"""What the reader can do about a reason in the person's own words."""
DELETE_REQUEST = N_("When we’ve talked, please delete it or give it back.")
"""What the reader is asked to do with the summary in the end, unless they are to keep it."""


@dataclass(frozen=True, slots=True)
class CoverNote:
    """What the person chose for the first page.

    Raises CoverNoteError where a text does not fit.
    """

    reason: str
    safe_contact: str = ""
    """A safe way to reach the person, typed each time and never saved.

    If it is empty, the page says that the person will come to the reader.
    """
    ask_numbers: tuple[int, ...] | None = None
    """The numbers of the asks that are shown one by one, with None those of `propose_asks`."""
    has_helplines: bool = True
    """Whether helplines are at the end of the summary."""
    audience: Audience = Audience.COUNSELLOR
    depends_on_group: bool = False
    """Whether the person ticked `SAFETY_CONTEXT`."""

    @property
    def is_own_reason(self) -> bool:
        """Whether the reason is in the person's own words."""
        return self._preset_reason is None

    @property
    def advice(self) -> tuple[str, ...]:
        """What the reader can do, in one or more sentences."""
        preset = self._preset_reason
        advice = preset.advice if preset else (_(GENERAL_ADVICE),)
        if self.audience is Audience.FRIEND:
            advice += tuple(_(sentence) for sentence in FRIEND_ADVICE)
        return advice

    @property
    def has_safety_context(self) -> bool:
        """Whether `describe_safety_context` is in the summary. It is for a counsellor alone."""
        return self.depends_on_group and self.audience is Audience.COUNSELLOR

    @property
    def delete_request(self) -> str:
        """What the reader does with the summary in the end, empty if they are asked to keep it."""
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
        reason_length = len(sanitize_typed_text(self.reason))
        if not reason_length:
            raise CoverNoteError(
                _error("Your reason is empty. Write one sentence, or choose one of the four.")
            )
        if reason_length > LONGEST_REASON:
            raise CoverNoteError(
                _error(
                    "Your reason has {length} characters. Please shorten it to {most} characters."
                ).format(length=reason_length, most=LONGEST_REASON)
            )
        contact_length = len(sanitize_typed_text(self.safe_contact))
        if contact_length > LONGEST_SAFE_CONTACT:
            raise CoverNoteError(
                _error(
                    "The safe way to reach you has {length} characters. Please shorten it to "
                    "{most} characters."
                ).format(length=contact_length, most=LONGEST_SAFE_CONTACT)
            )


def describe_safety_context(group_count: int) -> str:
    """Return what a counsellor may need to know first, for so many groups in the summary.

    The person ticks it each time, for a counsellor only. It is in no setting, not in the log of
    what was shown, and never in a friend's summary.
    """
    return _(SAFETY_CONTEXT_OF_SEVERAL) if group_count > 1 else _(SAFETY_CONTEXT)
