"""The keys of a screen on its last lines, always in the same order: its own keys come first.

If not all fit, the last ones stay, and a sign says that there are more.
"""

from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from textual import events
from textual.content import Content
from textual.dom import DOMNode
from textual.reactive import reactive
from textual.screen import Screen

from tracker.i18n import _label
from tracker.text_width import find_part, flow_parts
from tracker.widgets.line_widget import LineWidget

GAP = 2
MAX_LINES = 2
COMMON_KEYS = (
    "done_and_leave",
    "after_a_meeting",
    "before_you_answer",
    "show_someone",
    "month_details",
    "show_words",
)
"""Keys that come after the screen's other keys. Most of them are on several screens."""
LAST_KEYS = ("lock", "hide", "places", "back", "help", "help_anywhere")
"""Keys that are last on every screen, and never left out."""
RANKS = {name: rank for rank, name in enumerate((*COMMON_KEYS, *LAST_KEYS), start=1)}
LOCK, HIDE = "lock", "hide"
"""The key that locks, and the one that hides amounts, shown on screens with many of them."""
MOST_FEW = 5
"""Keys that are shown where few are."""
HELP, HELP_ANYWHERE = "help", "help_anywhere"
SHORT_LABELS = {HELP_ANYWHERE: _label("Help")}
"""Shorter texts for keys in the footer."""
NARROW_LABELS = {RANKS[HIDE]: _label("Hide")}
"""By rank: even shorter texts, used only where not all keys fit."""


class FooterKey(NamedTuple):
    """A key as it is shown, what it does, and on which node."""

    key: str
    description: str
    action: str
    node: DOMNode
    rank: int = 0
    """Its place in the order: the screen's own keys are 0."""


class FooterChoice(NamedTuple):
    """Which keys a footer shows, by their ids."""

    also: Sequence[str] = ()
    """Keys of the app that are shown, too."""
    few: Sequence[str] = ()
    """The most needed keys, in this order, where few are shown. Empty where all are."""


class Footer(LineWidget):
    """The keys of the screen. A click does what the key does.

    Textual's own footer has one widget for each key, made again whenever the focus moves, and it
    leaves keys out.
    """

    ALLOW_SELECT = False

    keys: reactive[tuple[FooterKey, ...]] = reactive((), layout=True)
    more_key: FooterKey | None = None
    """The key of the help that lists all keys, if the screen has no help key of its own."""

    def __init__(self, choose_keys: Callable[[], FooterChoice] = FooterChoice) -> None:
        """Show the keys of the screen as `choose_keys` says, which is called again each time."""
        super().__init__()
        self.choose_keys = choose_keys

    def on_mount(self) -> None:
        """Update the keys whenever the bindings change."""
        self.screen.bindings_updated_signal.subscribe(self, self._refresh_keys)
        self._refresh_keys(self.screen)

    def _refresh_keys(self, screen: Screen[object]) -> None:
        if self.is_attached and screen is self.screen:
            choice = self.choose_keys()
            keys = sorted(self._collect_keys(choice), key=attrgetter("rank"))
            if choice.few:
                self.more_key, self.keys = None, tuple(keys)
                return
            # Set first, because it is not reactive.
            self.more_key = next((key for key in keys if key.rank == RANKS[HELP_ANYWHERE]), None)
            self.keys = tuple(key for key in keys if key is not self.more_key)

    def _collect_keys(self, choice: FooterChoice) -> Iterator[FooterKey]:
        keys_by_name: dict[str, FooterKey] = {}
        also = (*choice.also, HELP_ANYWHERE)
        for node, binding, enabled, _tooltip in self.screen.active_bindings.values():
            name = binding.id or binding.action
            is_named = name in choice.few if choice.few else binding.show or name in also
            key = self.app.get_key_display(binding)
            if is_named and enabled and key and binding.description and name not in keys_by_name:
                does = SHORT_LABELS.get(name, binding.description)
                rank = RANKS.get("back" if binding.key == "escape" else name, 0)
                keys_by_name[name] = FooterKey(key, does, binding.action, node, rank)
        few = [name for name in choice.few if name in keys_by_name][:MOST_FEW]
        for name, footer_key in keys_by_name.items():
            if not few or name in few:
                yield footer_key

    def layout_lines(self, width: int) -> Sequence[Content]:
        """Return the keys, line by line, or an empty line without keys."""
        gap = Content(" " * GAP)
        lines = [gap.join(map(_render_key, line)) for line in self._layout_keys(width)]
        return lines or [Content("")]

    async def on_click(self, event: events.Click) -> None:
        """Do what the key under the pointer does."""
        if not self.screen.is_current or event.chain > 1:
            # An earlier click changed the screen, or this is the second half of a double click.
            return
        offset = event.get_content_offset(self)
        if offset is None:
            return
        lines = self._layout_keys(self.content_size.width)
        key = find_part(lines, _measure_key, GAP, offset)
        if key is not None:
            await self.app.run_action(key.action, key.node)

    def _layout_keys(self, width: int) -> list[list[FooterKey]]:
        return layout_keys(self.keys, self.more_key, width)


def layout_keys(
    keys: Sequence[FooterKey], more: FooterKey | None, width: int
) -> list[list[FooterKey]]:
    """Return the keys in as few lines as possible.

    If not all fit, some get shorter texts. If that is not enough, a sign replaces those that are
    left out, and the help that names them is always at hand.
    """
    lines = _flow_keys(keys, width)
    if len(lines) <= MAX_LINES:
        return lines
    keys = [key._replace(description=NARROW_LABELS.get(key.rank, key.description)) for key in keys]
    lines = _flow_keys(keys, width)
    if len(lines) <= MAX_LINES:
        return lines
    last = [key for key in keys if key.rank >= RANKS[LOCK]]
    helps = [key for key in keys if key.rank == RANKS[HELP]]
    if more and not helps:
        helps = [more]
        last.append(more)
    last[:0] = [key._replace(key="…", description="") for key in helps]
    here: list[FooterKey] = []
    for key in keys:
        if key in last:
            break
        if len(_flow_keys([*here, key, *last], width)) <= MAX_LINES:
            here.append(key)
        elif key.rank:
            # Common keys keep their order: after one that does not fit, none follows.
            break
    return _flow_keys([*here, *last], width)[:MAX_LINES]


def _flow_keys(keys: Sequence[FooterKey], width: int) -> list[list[FooterKey]]:
    return flow_parts(keys, _measure_key, GAP, width)


def _measure_key(key: FooterKey) -> int:
    return _render_key(key).cell_length


def _render_key(key: FooterKey) -> Content:
    text = Content.styled(key.key, "bold $footer-key-foreground")
    if not key.description:
        return text
    return text + " " + Content.styled(key.description, "$footer-description-foreground")
