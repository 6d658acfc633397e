"""The list of completions: it shows a few, and says how many more there are."""

from textual.app import App, ComposeResult

from tests.factories import make_parse_context
from tracker.entries.completion import Completion, find_completions
from tracker.entries.tags import VOCABULARY_TAGS
from tracker.widgets.line_preview import MAX_CANDIDATES, Candidates


class CompletionListApp(App[None]):
    """An app with nothing but completions."""

    CSS = "Candidates { height: auto; text-wrap: nowrap; text-overflow: ellipsis; }"

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The colours that every theme of the app has."""
        return {"dim": "#999999", "my-line": "#ffcc00"}

    def compose(self) -> ComposeResult:
        """Show the completions."""
        yield Candidates()

    @property
    def lines(self) -> list[str]:
        """Return what can be read."""
        widget = self.query_one(Candidates)
        strips = (widget.render_line(at) for at in range(widget.size.height))
        return [strip.text.rstrip() for strip in strips]


async def test_more_tags_than_fit_are_counted_below_them() -> None:
    app = CompletionListApp()
    tags = find_completions("30 dues #", make_parse_context())
    async with app.run_test(size=(60, 20)) as pilot:
        app.query_one(Candidates).show_candidates(tags, 0)
        await pilot.pause()
        assert sum(line.startswith("#") for line in app.lines) == MAX_CANDIDATES
        assert (
            app.lines[-1]
            == f"{len(VOCABULARY_TAGS) - MAX_CANDIDATES} more (keep typing, or press ↓)"
        )
        app.query_one(Candidates).show_candidates(tags, len(tags) - 1)
        await pilot.pause()
        assert [line for line in app.lines if "#" in line][-1].startswith(tags[-1].text)
        app.query_one(Candidates).show_candidates(tags[:MAX_CANDIDATES], 0)
        await pilot.pause()
        named = [line for line in app.lines if line.startswith("#")]
        assert len(named) == MAX_CANDIDATES
        assert named[-1].startswith("#several_askers")
        read = " ".join(" ".join(app.lines).split())
        for line in app.lines:
            assert "…" not in line
        assert "other members could" in read


async def test_of_words_in_a_row_the_chosen_one_is_always_seen() -> None:
    app = CompletionListApp()
    words = [Completion(f"word{number}", 0) for number in range(20)]
    async with app.run_test(size=(40, 5)) as pilot:
        for chosen, way in enumerate(words):
            app.query_one(Candidates).show_candidates(words, chosen)
            await pilot.pause()
            (line,) = app.lines
            assert way.text in line.split()
            seen = line.count("word")
            assert line.endswith(f"{20 - seen} more")
        app.query_one(Candidates).show_candidates(words[:4], 0)
        await pilot.pause()
        assert app.lines == ["word0   word1   word2   word3"]
        await pilot.resize_terminal(26, 5)
        await pilot.pause()
        assert app.lines == ["word0   word1   2 more"]
