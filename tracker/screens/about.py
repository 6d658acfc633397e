"""What each screen is for, in five lines at most: the upper half of its help.

The first place begins with a sentence on what the whole notebook is for.
"""

from tracker.texts import N_, _

ABOUT: dict[str, tuple[str, ...]] = {
    "ThisMonth": (
        N_("Tracker is your own notebook of what a group asks you for, and what you give it."),
        N_(
            "At the top of This month: what is left until it ends, once income and needs are noted."
        ),
        N_("Below: what part of income went to the group, and my line, the most you want to give."),
        N_("Then a year as small bars, the newest entries, a question that can be left alone."),
        N_("Somebody comes near? ctrl+n hides every amount, ctrl+l locks, ctrl+q closes."),
    ),
    "HowOften": (
        N_("What you noted, counted: how often something happened, of how often it could have."),
        N_("Enter opens exactly the entries that a sentence was counted from."),
        N_("What you did not note is not guessed; the sentence says so."),
        N_("l, c, p and t show the same in other ways: ask by ask, group beside group."),
    ),
    "LifeOfAsks": (
        N_("Each ask with its repeats on one line of days, with the words that were said."),
        N_("Repeats belong together where they were noted with “for”, like: 30 dues for 12 no."),
        N_("Enter opens the entries of the chosen ask, s saves a picture."),
    ),
    "TwoGroups": (
        N_("Two groups after as many meetings, or weeks, with each."),
        N_("Below, both side by side over the months you choose."),
    ),
    "ClosingPage": (
        N_("What there was with a group up to the day you left."),
        N_("Nothing is noted without your yes."),
    ),
    "Targets": (N_("What the group wanted to collect, what it said was met, and what it raised."),),
    "WriteLetter": (
        N_("Words for a day on which somebody asks; only you read them."),
        N_("ctrl+s saves the letter; Settings reads it, writes it anew or takes it away."),
        N_("What you type is kept in this notebook, also when it locks."),
    ),
    "MyLine": (
        N_("My line is the most you want to give: a part of your income, or so much a month."),
        N_("Every one that you chose stands here, newest first; Settings notes a new one."),
    ),
    "Entries": (
        N_("Everything you noted, a month at a time; the arrow keys walk the months."),
        N_("Type / to find entries by the words of the line: ask no #in_public “shoes”."),
        N_("Enter changes an entry, d deletes it, h tells what it was before."),
        N_("Made a mistake? u undoes the last change, ctrl+y redoes it."),
        N_("A draft is a line you began; no figure counts it."),
    ),
    "Chart": (
        N_("What was asked and given, month by month, against what you earn."),
        N_(
            "The digits change the view: of income, after needs, amounts, asked and given, by kind."
        ),
        N_("The arrow keys walk the months. Enter lists what counts in the chosen one."),
        N_("A yes for every month counts as asked in each, and is told apart."),
        N_("s saves the picture, which says the same as the screen."),
    ),
    "CountedEntries": (
        N_("The entries that the figures of a month are the sums of, also from other months."),
        N_("A regular payment is listed in each month in which it falls on a day."),
        N_("Enter opens the chosen entry, to change it."),
    ),
    "SettingsPlace": (
        N_("What you earn, what you live on and my line, the most you want to give, are entries."),
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
    "BeforeYouAnswer": (
        N_("What a yes to an ask would mean this month, while you type it or pick it."),
        N_("Below it stand earlier asks of its kind, and what followed; page down shows more."),
        N_("Enter asks what you answer; “I don’t know yet” is an answer, too."),
        N_("To see what another amount means, type it after pledged, like: 30 dues pledged 10."),
        N_("A line that you do not finish is kept, in the book only."),
    ),
    "Pledges": (
        N_("What you said yes to, ask by ask, and what you gave for it, side by side."),
        N_("You can always answer anew (enter), or take a yes back from today on (w)."),
        N_("p notes a payment, s stops a standing one, l shows the whole life of the ask."),
    ),
    "ShowSomeone": (
        N_("Writes a summary for one person you trust. A counsellor gets tables, too."),
        N_("You say why, and choose from when it is, which groups, and what is told of them."),
        N_("You see all of it before anything is written, and can pick the asks it tells."),
        N_("Your private notes stay out unless you tick them, each time anew."),
    ),
}


def about(screen: type) -> list[str]:
    """The lines for a screen; none where it explains itself."""
    for each in screen.__mro__:
        if each.__name__ in ABOUT:
            return [_(line) for line in ABOUT[each.__name__]]
    return []
