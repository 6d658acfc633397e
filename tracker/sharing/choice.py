"""What goes along: from which month, which groups under which names, with or without private notes.

What a person typed themselves (words, labels, references, notes) goes along as it was typed; what
is promised here holds for the cells that name a group, and for whole entries.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tracker.entries.known import Known
from tracker.entries.names import group_named
from tracker.entries.refusal import Refusal
from tracker.entries.tokens import fold, tokens
from tracker.entries.types import Income, Limit, Logged, Need, Wage
from tracker.figures.facts import Facts, Group
from tracker.months import Month
from tracker.texts import _, listed, ngettext, shown_month


class ChoiceRefused(ValueError):
    """A choice of which no bundle can be made; its text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What one trusted person is to be shown; without any choice, all but the private notes."""

    first: Month | None = None
    last: Month | None = None
    groups: Mapping[str, str] | None = None
    """The labels that go along, and the name each is shown under; None: all, by their labels."""
    private_notes: bool = False

    @property
    def changes_entries(self) -> bool:
        """Whether any entry may stay out or look different than in the book."""
        return self != Choice(private_notes=self.private_notes)

    def takes_group(self, group: Group) -> bool:
        """Whether what belongs to a group goes along; what belongs to none always does."""
        return group is None or self.groups is None or group in self.groups

    def is_before(self, day: date) -> bool:
        """Whether a day is earlier than all that goes along."""
        return self.first is not None and day < self.first.first

    def is_after(self, day: date) -> bool:
        """Whether a day is later than all that goes along."""
        return self.last is not None and day > self.last.last

    def name(self, label: str) -> str:
        """The name under which a group is shown."""
        return label if self.groups is None else self.groups.get(label, label)

    def check(self, labels: Sequence[str]) -> None:
        """Refuse what makes no bundle of a book with these groups; raises ChoiceRefused."""
        if self.first and self.last and self.first > self.last:
            raise ChoiceRefused(
                _("{first} lies after {last}; exchange them.").format(
                    first=self.first, last=self.last
                )
            )
        if labels and not any(map(self.takes_group, labels)):
            raise ChoiceRefused(_("No group goes along; choose one at least."))
        taken = {fold(label): label for label in labels}
        for label in filter(self.takes_group, labels):
            name = self.name(label)
            if name == label:
                continue
            folded = fold(shown_name(name))
            if taken.setdefault(folded, label) != label:
                raise ChoiceRefused(
                    _("“{name}” is the name of another group; choose one of its own.").format(
                        name=name
                    )
                )

    def told(self, labels: Iterable[str]) -> str:
        """The choice in a few words, for the log of what was shown."""
        parts = [_months(self.first, self.last) or _("all months")]
        for label in labels:
            if not self.takes_group(label):
                parts.append(_("without {group}").format(group=label))
            elif self.name(label) != label:
                parts.append(_("{group} as {name}").format(group=label, name=self.name(label)))
        if self.private_notes:
            parts.append(_("with private notes"))
        return listed(parts)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a bundle leaves out of a book; it names nothing of that."""

    first: Month | None = None
    """The first month that goes along, where something lies before it."""
    last: Month | None = None
    groups: int = 0
    renamed: int = 0
    """Groups that are shown under another name than their own."""

    @property
    def is_extract(self) -> bool:
        """Whether anything of the book stays out."""
        return bool(self.first or self.last or self.groups)

    def told(self) -> str:
        """What is left out, in plain words; empty when nothing is and no name is another."""
        months = _months(self.first, self.last)
        sentences = []
        if months:
            sentences.append(_("This is an extract: {months}.").format(months=months))
        elif self.is_extract:
            sentences.append(_("This is an extract."))
        if self.groups:
            text = ngettext(
                "One other group is left out.",
                "{count} other groups are left out.",
                self.groups,
            )
            sentences.append(text.format(count=self.groups))
        if self.renamed:
            text = ngettext(
                "One group stands under another name.",
                "{count} groups stand under other names.",
                self.renamed,
            )
            sentences.append(text.format(count=self.renamed))
        return " ".join(sentences)


def shown_name(text: str) -> str:
    """A name for a group, as an entry line would take it; raises ChoiceRefused."""
    quoted = text.strip().replace('"', '""')
    try:
        (token,) = tokens(f'@!"{quoted}"')
        return group_named(token, Known("EUR"))
    except Refusal as refusal:
        raise ChoiceRefused(
            _("A group cannot be shown under this name: {why}.").format(why=refusal.message)
        ) from refusal


def taken_facts(facts: Facts, choice: Choice, first_day: date | None) -> Facts:
    """The facts of the groups that go along, under the names they are shown by.

    `first_day` is the earliest day of what goes along. The months are not cut: a month's figures
    rest on what stood before it.
    """
    name, takes = choice.name, choice.takes_group
    return replace(
        facts,
        first_day=first_day,
        groups=[name(label) for label in facts.groups if takes(label)],
        paid={
            (month, group and name(group), kind): cents
            for (month, group, kind), cents in facts.paid.items()
            if takes(group)
        },
        returned=_taken(facts.returned, choice),
        received=_taken(facts.received, choice),
        others=[shown_as(item, choice) for item in facts.others if takes(group_of(item))],
    )


def _taken(
    sums: Mapping[tuple[Month, Group], int], choice: Choice
) -> dict[tuple[Month, Group], int]:
    return {
        (month, group and choice.name(group)): cents
        for (month, group), cents in sums.items()
        if choice.takes_group(group)
    }


def group_of(item: Logged) -> Group:
    """The group that an entry is about; None without one."""
    group: Group = getattr(item.entry, "group", None)
    return group


def shown_as(item: Logged, choice: Choice) -> Logged:
    """An entry with its group under the name that is shown."""
    entry = item.entry
    if isinstance(entry, Income | Need | Wage | Limit) or entry.group is None:
        return item
    return replace(item, entry=replace(entry, group=choice.name(entry.group)))


def _months(first: Month | None, last: Month | None) -> str:
    """From which month to which, inside a sentence; empty for all."""
    if first is None and last is None:
        return ""
    if last is None:
        return _("from {first} on").format(first=shown_month(first.first)) if first else ""
    if first is None:
        return _("up to {last}").format(last=shown_month(last.first))
    if first == last:
        return _("{month} only").format(month=shown_month(first.first))
    return _("from {first} to {last}").format(
        first=shown_month(first.first), last=shown_month(last.first)
    )
