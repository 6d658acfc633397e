"""What each screen is for, in five lines at most: the upper half of its help."""

from tracker.texts import N_, _

ABOUT: dict[str, tuple[str, ...]] = {
    "ThisMonth": (
        N_("What is left until the month ends, once an income and what you need are noted."),
        N_("Below it, what part of the income went to the group, beside a line that you chose."),
        N_("The small bars are the last twelve months; the rows are what you noted last."),
        N_("A question at the bottom can be left alone, put off, or skipped for good."),
    ),
    "Entries": (
        N_("Everything you noted, a month at a time; the arrow keys walk the months."),
        N_("Type / to find entries by the words of the line: ask no #in_public “shoes”."),
        N_("Enter changes an entry, d deletes it, h tells what it was before."),
        N_("Nothing is gone by accident: u takes the newest change back."),
        N_("A draft is a line you began; no figure counts it."),
    ),
    "Chart": (
        N_("What was asked and given, month by month, against what you earn."),
        N_(
            "The digits change the view: of income, after needs, amounts, asked and given, by kind."
        ),
        N_("The arrow keys walk the months; enter opens the entries of the chosen one."),
        N_("s saves the picture, which says the same as the screen."),
    ),
    "SettingsPlace": (
        N_(
            "What you earn, what you live on and your line are entries, so they keep their history."
        ),
        N_("A group can have another name for whoever you show this to."),
        N_("Everything here lies in the book and nowhere else."),
    ),
    "AfterAMeeting": (
        N_("One line, one entry: an amount, what it was for, what you answered."),
        N_("What it means stands below while you type; enter notes it, ctrl+z takes it back."),
        N_("ctrl+t notes the meeting itself: how long it was, and how it was."),
        N_("Shift+tab goes to what you noted: enter changes it, digits say how it was asked."),
        N_("A line that you do not finish is kept, in the book only."),
    ),
    "ShowSomeone": (
        N_("Writes a folder for one person you trust: a page, a picture, two tables."),
        N_("You choose from when it is, which groups are in it, and under which name."),
        N_("You see all of it before anything is written."),
        N_("Your private notes stay out unless you tick them, each time anew."),
    ),
}


def about(screen: type) -> list[str]:
    """The lines for a screen; none where it explains itself."""
    for each in screen.__mro__:
        if each.__name__ in ABOUT:
            return [_(line) for line in ABOUT[each.__name__]]
    return []
