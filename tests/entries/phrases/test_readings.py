"""What a line may mean is asked, and a question always has an answer."""

from tracker.entries.phrases.phrase import PhraseChoiceError
from tracker.entries.readings import describe_readings, resolve_choice
from tracker.entries.tokenizer import tokenize
from tracker.entries.types import Entry


def test_a_question_that_leads_back_to_the_same_line_is_none() -> None:
    def refuse_call(_line: str) -> tuple[Entry, ...]:
        raise AssertionError("the same line would be read for ever")

    line = "30 dues later"
    choice = PhraseChoiceError(tokenize(line)[2], ["later"])
    assert resolve_choice(line, choice, refuse_call) is None


def test_a_question_says_how_many_meanings_there_are() -> None:
    assert describe_readings(["a"]) == "Did you mean “a”?"
    assert describe_readings(["a", "b"]) == "This can be read in two ways. Type “a” or “b”."
    assert (
        describe_readings(["a", "b", "c"])
        == "This can be read in several ways. Type “a”, “b” or “c”."
    )
