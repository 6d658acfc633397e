"""The questions that Tracker proposes to ask a group. Each can be reworded or deleted."""

from tracker.i18n import N_, _

PROPOSALS = (
    N_("Can I see what the money is for?"),
    N_("What if I can’t pay?"),
    N_("Can I come for a while without joining?"),
    N_("Do people who left still get on with you?"),
    N_("Can I read about you elsewhere and talk about it here?"),
)
"""Questions for any group."""


def list_proposals() -> list[str]:
    """Return the proposals in the person's language."""
    return [_(question) for question in PROPOSALS]
