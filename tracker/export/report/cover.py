"""What the person says themselves on the first page: why they show it, and how to reach them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from tracker.export.report.safe_text import plain
from tracker.i18n import N_, _

LONGEST_WHY = 300
LONGEST_SAFE_WAY = 160
"""Longer texts would push something else off the first page."""


class CoverRefused(ValueError):
    """A text that the first page cannot bear; its message says why and what to do."""


class Why(StrEnum):
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
    def helps(self) -> str:
        """What the reader can do about it."""
        return _(_HELPS[self])


_SENTENCES = {
    Why.JUST_KNOW: N_("I would like you to know this. There is nothing you have to do."),
    Why.TELL_ME: N_("Please read this and tell me what you notice."),
    Why.HELP_ME_SAY_NO: N_("Please help me to say no when I am asked again."),
    Why.KEEP_COPY: N_("Please keep this copy for me, in case I need it one day."),
}
_HELPS = {
    Why.JUST_KNOW: N_("It is enough if you tell me, when we meet, that you have read it."),
    Why.TELL_ME: N_("Tell me in your own words what you see, also where you see it another way."),
    Why.HELP_ME_SAY_NO: N_(
        "Ask me whether they asked again, and remind me that I have decided and need not explain."
    ),
    Why.KEEP_COPY: N_("You need not read it. Keep it where nobody else reads it, until I ask."),
}
HELPS = N_("If you are not sure what would help me, ask me.")
"""What the reader can do about a reason in the person's own words."""
AFTERWARDS = N_("When we have talked about it, please delete it or give it back to me.")
"""What becomes of the page, unless it is to be kept."""


@dataclass(frozen=True, slots=True)
class Cover:
    """What the person chose for the report; raises CoverRefused for what no page can bear."""

    why: str
    safe_way: str = ""
    """A safe way to reach the person, typed each time and kept nowhere; empty: they will come."""
    asks: tuple[int, ...] | None = None
    """The numbers of the asks that are told one by one; None: those that `proposed` names."""
    people: bool = True
    """Whether people to talk to stand at the end of the page."""

    @property
    def helps(self) -> str:
        """What the reader can do."""
        ready = self._ready
        return ready.helps if ready else _(HELPS)

    @property
    def afterwards(self) -> str:
        """What the reader does with the page in the end; empty where they were told to keep it."""
        return "" if self._ready is Why.KEEP_COPY else _(AFTERWARDS)

    def retold(self, text: Callable[[str], str]) -> "Cover":
        """The cover as it is shown: `text` takes names that stay out of what the person typed.

        Raises CoverRefused where it has no room with the names that stand there instead.
        """
        why = self.why if self._ready else text(self.why)
        return replace(self, why=why, safe_way=text(self.safe_way))

    @property
    def _ready(self) -> Why | None:
        return next((each for each in Why if each.sentence == self.why), None)

    def __post_init__(self) -> None:
        if not plain(self.why):
            raise CoverRefused(_("Say in one sentence why you show it, or choose one of the four."))
        _fits(self.why, LONGEST_WHY, _("The sentence why you show it"))
        _fits(self.safe_way, LONGEST_SAFE_WAY, _("The safe way to reach you"))


def _fits(text: str, most: int, what: str) -> None:
    length = len(plain(text))
    if length > most:
        raise CoverRefused(
            _("{what} has {length} characters; please shorten it to {most}.").format(
                what=what, length=length, most=most
            )
        )
