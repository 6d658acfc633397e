"""What the app prints of an entry is understood where it is typed, and means the same."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.entries.entry_lines import read_entry
from tests.entries.test_line_errors import BEFORE
from tests.factories import make_parse_context
from tests.strategies import amounts, count_examples, periods
from tracker import i18n
from tracker.entries.entry_description import build_description
from tracker.entries.line_batch import LineBatch
from tracker.entries.line_parser import LineDays, read_line
from tracker.entries.tags import VOCABULARY_TAGS, format_tag_label
from tracker.entries.types import (
    Answer,
    AnswerWord,
    Ask,
    Cost,
    Entry,
    Evidence,
    Form,
    Income,
    Kind,
    Limit,
    Means,
    Meeting,
    MoneyFromGroup,
    Need,
    NeedKind,
    Observation,
    Payment,
    Source,
    Wage,
)

TODAY = date(2026, 11, 12)
LOCALES = ("en_GB", "en_US", "de_DE", "fr_FR", "de_CH", "sv_SE")
"""Places with commas, points, blanks and apostrophes in numbers, and with three orders of a day."""
LOCALE_TABLE = Path(i18n.__file__).parent / "locale_data.tsv"
ALL_LOCALES = [
    row.split("\t")[0].split()[0] for row in LOCALE_TABLE.read_text(encoding="utf-8").splitlines()
]
UNREADABLE = frozenset({"tok", "sa", "mn_Mong_MN"})
"""Places that write a day with a `#`, a colon or a letter that joins words."""
FEW = settings(
    max_examples=count_examples(40), suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def _set_locale(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Write numbers and days as they do there, and words in English."""
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    for category in ("LC_NUMERIC", "LC_TIME"):
        monkeypatch.setenv(category, f"{name}.UTF-8")
    i18n.clear_locale_cache()


@pytest.fixture(autouse=True)
def _locale(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    yield
    monkeypatch.undo()
    i18n.clear_locale_cache()


@pytest.fixture(params=LOCALES)
def locale_name(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    _set_locale(monkeypatch, request.param)
    return str(request.param)


def _read(line: str) -> Entry:
    (entry,) = read_line(line, make_parse_context(), LineDays.from_today(TODAY), typed=True)
    return entry


def _join(*parts: str) -> str:
    return " ".join(filter(None, parts))


def _answers() -> st.SearchStrategy[tuple[Answer, ...]]:
    plain = st.sampled_from([AnswerWord.NO, AnswerWord.LATER, AnswerWord.SILENT]).map(Answer)
    pledge = st.builds(Answer, st.just(AnswerWord.PLEDGED), amounts(), periods())
    return st.lists(st.one_of(plain, pledge), max_size=4).map(tuple)


@pytest.mark.usefixtures("locale_name")
@FEW
@given(amounts(), amounts(), st.sampled_from(Kind), periods(), _answers())
def test_an_ask(low: int, high: int, kind: Kind, every: Any, answers: tuple[Answer, ...]) -> None:
    low, high = sorted((low, high))
    ask = Ask(
        day=TODAY, low=low, high=high, kind=kind, every=every, answers=answers, group="circle"
    )
    shown = build_description(ask)
    assert _read(_join(shown.type_label, shown.amount, shown.kind, shown.answers)) == ask


@pytest.mark.usefixtures("locale_name")
@pytest.mark.parametrize("kind", Kind)
def test_an_ask_without_an_amount(kind: Kind) -> None:
    ask = Ask(
        day=TODAY, low=None, high=None, kind=kind, answers=(Answer(AnswerWord.NO),), group="circle"
    )
    shown = build_description(ask)
    assert _read(_join(shown.type_label, shown.amount, shown.kind, shown.answers)) == ask


@pytest.mark.parametrize("tag", VOCABULARY_TAGS)
def test_a_label_of_a_tag_is_kept_as_own_words_and_is_no_answer(tag: str) -> None:
    tagged = _read(f"ask 30 dues later #{tag}")
    own_words = _read(build_description(tagged).sentence)
    assert isinstance(tagged, Ask)
    assert isinstance(own_words, Ask)
    assert own_words.own_words == format_tag_label(tag)
    assert own_words == replace(tagged, circumstances=(), own_words=own_words.own_words)


@pytest.mark.usefixtures("locale_name")
@FEW
@given(
    amounts(),
    st.sampled_from(Kind),
    periods(),
    st.none() | st.sampled_from(Means),
    st.sampled_from(Evidence),
)
def test_a_payment(
    cents: int, kind: Kind, every: Any, by: Means | None, evidence: Evidence
) -> None:
    paid = Payment(
        day=TODAY, amount=cents, kind=kind, every=every, by=by, evidence=evidence, group="circle"
    )
    shown = build_description(paid)
    line = _join(shown.type_label, shown.amount, shown.kind, shown.details.replace(",", ""))
    assert _read(line) == paid


@pytest.mark.usefixtures("locale_name")
@FEW
@given(amounts(), periods(), st.sampled_from(NeedKind))
def test_what_one_lives_on(cents: int, every: Any, kind: NeedKind) -> None:
    entries: list[Entry] = [
        Income(day=TODAY, amount=cents, every=every),
        Need(day=TODAY, amount=cents, every=every, kind=kind),
        Wage(day=TODAY, amount=cents),
        Limit(day=TODAY, amount=cents),
        Limit(day=TODAY, percent=min(cents, 10_000)),
        Cost(day=TODAY, amount=cents, group="circle"),
        MoneyFromGroup(day=TODAY, amount=cents, group="circle"),
    ]
    for entry in entries:
        shown = build_description(entry)
        line = _join(shown.type_label, shown.amount, shown.kind, shown.details)
        assert _read(line) == entry, line


@pytest.mark.usefixtures("locale_name")
@FEW
@given(amounts(), periods(), st.sampled_from(Kind), st.sampled_from(Source))
def test_what_others_were_asked(cents: int, every: Any, kind: Kind, source: Source) -> None:
    seen = Observation(
        day=TODAY, source=source, low=cents, high=cents, every=every, kind=kind, group="circle"
    )
    shown = build_description(seen)
    assert _read(_join(shown.type_label, shown.amount, shown.kind)) == seen


@pytest.mark.usefixtures("locale_name")
@FEW
@given(st.sampled_from(Form), st.integers(1, 999_99), st.integers(1, 999 * 60))
def test_hours(form: Form, hundredths: int, minutes: int) -> None:
    entries = [
        Meeting(day=TODAY, form=form, group="circle", hours=hundredths),
        _read(f"{form} {minutes // 60}h{minutes % 60:02}"),
    ]
    if hundredths < 999_00:
        entries.append(
            Meeting(
                day=TODAY, form=form, group="circle", hours=hundredths, hours_high=hundredths + 75
            )
        )
    for entry in entries:
        shown = build_description(entry)
        assert _read(_join(shown.type_label, shown.amount)) == entry


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        ("refund 5 for 2", "returned 5 for 2"),
        ("came back 5 for 2", "returned 5 for 2"),
        ("refund, amount not known, for 2", "returned ? for 2"),
        ("no after all for 1", "withdrew for 1"),
        ("took back for 1", "withdrew for 1"),
        ("from the group 5", "received 5"),
        ("living costs 5 food", "need 5 food"),
        ("to live on 5 food", "need 5 food"),
        ("living costs 5 loans", "need 5 debt"),
        ("my limit 2.5 % of income", "limit 2.5%"),
        ("my line 2.5 % of income", "limit 2.5%"),
        ("their goal 5 +!van", "goal 5 +!van"),
        ("their target 5 +!van", "goal 5 +!van"),
        ("I heard of 45 donation", "heard 45 donation"),
        ("I was told 45 donation", "heard 45 donation"),
        ("asked, no amount named, every month, dues", "ask ?/month dues"),
        ("asked 5-9 donation, no, then said yes to 5", "ask 5-9 donation no pledged 5"),
        ("asked 5-9 donation, no, then yes to 5", "ask 5-9 donation no pledged 5"),
        ("paid, amount not known, dues", "paid ? dues"),
        ("paid 5 dues, in cash", "paid 5 dues by cash"),
        ("paid 5 dues, by direct debit", "paid 5 dues by debit"),
        ("paid 5 dues, by debit", "paid 5 dues by debit"),
    ],
)
def test_words_of_today_and_of_earlier_versions(line: str, plain: str) -> None:
    assert read_entry(line, *BEFORE, today=TODAY, typed=True) == read_entry(
        plain, *BEFORE, today=TODAY
    )


@pytest.mark.parametrize("name", sorted(set(ALL_LOCALES) - UNREADABLE))
def test_a_day_and_an_amount_as_each_place_writes_them(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _set_locale(monkeypatch, name)
    for back in range(0, 300, 58):
        day = TODAY - timedelta(days=back)
        texts = (i18n.format_day(day), i18n.format_date(day))
        amount = i18n.format_amount(1_234_567_89)
        for text in texts:
            for line in (f"{text} paid {amount} dues", f"paid {amount} dues {text}"):
                paid = _read(line)
                assert isinstance(paid, Payment)
                assert (paid.day, paid.amount, paid.label) == (day, 1_234_567_89, None), line


def test_a_file_with_a_day_of_one_place_means_the_same_everywhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drafts = []
    for name in ("en_GB", "pl_PL"):
        _set_locale(monkeypatch, name)
        days = LineDays.from_today(TODAY)
        batch = LineBatch(make_parse_context(), days, keeps_own_words=True)
        for number, line in enumerate(("12 pa\u017a", "ask 30 dues no"), start=1):
            batch.add_line(line, f"line {number}")
        assert [entry.day for entry in batch.entries] == [TODAY]
        drafts.append([(draft.text, draft.error.message) for draft in batch.draft_lines])
    assert drafts[0] == drafts[1]
