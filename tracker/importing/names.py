"""The names in a bundle, held to the rules of the entry line, so that one can be written."""

from tracker.entries.known import Known
from tracker.entries.names import group_named
from tracker.entries.refusal import Refusal
from tracker.entries.tokens import Mark, Token, fold, tokens
from tracker.importing.refused import Misfit
from tracker.texts import _


class Names:
    """Groups, circumstances and campaigns seen so far; each is written in one way only."""

    def __init__(self, currency: str) -> None:
        """Start with the vocabulary of circumstances."""
        self._known = Known(currency)
        self._checked: set[tuple[str, str]] = set()

    def take_group(self, label: str) -> None:
        """A group's label, new or known; raises Misfit."""
        if ("group", label) in self._checked:
            return
        self._refuse_variant("group", label, self._known.groups)
        token = Token(Mark.GROUP, label, 1, len(label), makes_new=True)
        try:
            group_named(token, self._known)
        except Refusal as error:
            raise Misfit("group", error.message) from error
        self._note("group", label, self._known.groups)

    def take_tags(self, tags: tuple[str, ...]) -> None:
        """The circumstances of one entry, each once; raises Misfit."""
        for tag in tags:
            if ("circumstances", tag) not in self._checked:
                self._take_new_tag(tag)
        if len(set(tags)) < len(tags):
            raise Misfit("circumstances", _("the same stands here twice; leave one out"))

    def _take_new_tag(self, tag: str) -> None:
        try:
            read = tokens(f"#!{tag}")
        except Refusal:
            read = []
        if [token.text for token in read] != [tag]:
            raise Misfit(
                "circumstances",
                _(
                    "a circumstance has only letters, digits, _ and -, and the next one stands "
                    "after a semicolon and a space"
                ),
            )
        self._refuse_variant("circumstances", tag, self._known.tags)
        self._note("circumstances", tag, self._known.tags)

    def take_campaign(self, campaign: str, *, makes_new: bool) -> None:
        """A campaign; only a goal makes one. Raises Misfit."""
        if ("campaign", campaign) in self._checked:
            return
        self._refuse_variant("campaign", campaign, self._known.campaigns)
        if not makes_new:
            raise Misfit(
                "campaign", _("no goal above names this campaign; its first goal makes it")
            )
        self._note("campaign", campaign, self._known.campaigns)

    def _refuse_variant(self, column: str, name: str, names: dict[str, str]) -> None:
        known = names.get(fold(name), name)
        if known != name:
            raise Misfit(
                column, _("above this is written {known}; write it the same").format(known=known)
            )

    def _note(self, column: str, name: str, names: dict[str, str]) -> None:
        names[fold(name)] = name
        self._checked.add((column, name))
