"""A hash depends on every field of its entry but the private note, and reveals nothing."""

import hmac
import json
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.strategies import books, count_examples, number_entries
from tracker.book.database.row_mapping import to_json
from tracker.book.witness.hashes import (
    HashBuckets,
    Witness,
    build_witness,
    count_padding,
    format_root,
    hash_entries,
    hash_entry,
    serialize_entries,
    serialize_hashed_entry,
)
from tracker.entries.types import (
    Answer,
    AnswerWord,
    Ask,
    Entry,
    Evidence,
    Form,
    Kind,
    Means,
    Need,
    NeedKind,
    Source,
    StoredEntry,
)
from tracker.months import Month, Period

SECRET = bytes(range(32))
LEAF = "6378296f14195345f3c9fab2399d6832ad3fab0b5a7d5e43dfe120f1e81a8273"
ROOT = "791e9f450cbfd16fe84accb3051674832becd05cc1c7aef495f0f2ba3934b60a"
"""Of the entry in the test with this secret, by openssl and sha256sum."""
ASK = Ask(day=date(2025, 10, 20), low=3000, high=3000, kind=Kind.DUES, words="so wichtig: ä")


def serialize_entry(item: StoredEntry) -> bytes:
    kept = json.loads(to_json(item.entry))
    return serialize_hashed_entry(item.number, item.id, str(item.logged_on), kept)


def next_member(choices: Any) -> Callable[[Any], Any]:
    """The member of an enum after the one there is."""
    return lambda value: next(each for each in choices if each != value)


OTHER: dict[str, Callable[[Any], Any]] = {
    "day": lambda day: day + timedelta(days=1),
    "until": lambda day: day + timedelta(days=1) if day else date(2199, 1, 1),
    "every": next_member(Period),
    "kind": lambda kind: next_member(NeedKind if isinstance(kind, NeedKind) else Kind)(kind),
    "by": next_member(Means),
    "form": next_member(Form),
    "evidence": next_member(Evidence),
    "answers": lambda answers: (*answers, Answer(AnswerWord.NO)),
    "circumstances": lambda tags: (*tags, "another"),
    "met": lambda met: not met,
    "source": next_member(Source),
    "for_month": lambda month: month.add_months(1) if month else Month(2026, 11),
}
OTHER |= dict.fromkeys(
    ("amount", "low", "high", "percent", "hours", "hours_high", "minutes", "for_entry"),
    lambda number: 1 if number is None else number + 1,
)
OTHER |= dict.fromkeys(
    ("words", "own_words", "ref", "label", "group", "campaign", "event"), lambda text: f"{text}x"
)


@settings(max_examples=count_examples(60), suppress_health_check=[HealthCheck.too_slow])
@given(entries=books())
def test_every_field_of_an_entry_counts_but_its_private_note(entries: list[Entry]) -> None:
    for item in number_entries(entries):
        text = serialize_entry(item)
        for field in fields(item.entry):
            if field.name == "private_note":
                changed = replace(item.entry, private_note="feelings")
                assert serialize_entry(replace(item, entry=changed)) == text
            elif item.entry.word == "limit" and field.name in ("amount", "percent"):
                # One of the two only: the one there is not says so by the other.
                continue
            else:
                value = OTHER[field.name](getattr(item.entry, field.name))
                changed = replace(item.entry, **{field.name: value})
                assert serialize_entry(replace(item, entry=changed)) != text, field.name
        assert serialize_entry(replace(item, number=item.number + 1)) != text
        assert serialize_entry(replace(item, id="another1")) != text
        assert serialize_entry(replace(item, logged_on=date(2026, 12, 30))) != text


@settings(max_examples=count_examples(30), suppress_health_check=[HealthCheck.too_slow])
@given(entries=books(), others=books())
def test_two_entries_have_the_same_text_only_if_they_are_the_same(
    entries: list[Entry], others: list[Entry]
) -> None:
    found: dict[bytes, Entry] = {}
    for item in [*number_entries(entries), *number_entries(others)]:
        same = replace(item.entry, private_note=None)
        assert found.setdefault(serialize_entry(item), same) == same
    assert len({hash_entry(SECRET, text) for text in found}) == len(found)


@settings(max_examples=count_examples(40), suppress_health_check=[HealthCheck.too_slow])
@given(entries=books(), text=st.text(alphabet='{}[]",:\\\n\r\u2028a'))
def test_the_texts_of_many_entries_are_those_of_each(entries: list[Entry], text: str) -> None:
    kept: list[dict[str, Any]] = [json.loads(to_json(entry)) for entry in entries]
    kept += [{"words": text, "entry": 1}, {"words": f"}}{text}", "answers": [["no", None, None]]}]
    each = [
        json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        for fields in kept
    ]
    assert serialize_entries(kept) == each
    assert serialize_entries([]) == []
    assert list(hash_entries(SECRET, each)) == [
        sha256(b"\0" + hmac.digest(SECRET, b"salt" + entry, "sha256") + entry).digest()
        for entry in each
    ]


def test_what_is_none_is_not_the_same_as_nothing_noted() -> None:
    limits: list[dict[str, Any]] = [
        {"percent": 0},
        {"low": 0},
        {"percent": None},
        {"percent": False},
        {"tags": []},
    ]
    texts = [
        serialize_hashed_entry(1, "aaaaaaaa", "2026-01-01", {"type": "limit", **kept})
        for kept in limits
    ]
    assert len(set(texts)) == 3, "0 percent, an amount of 0, and three ways to have nothing"
    food = Need(day=date(2026, 1, 1), amount=0, kind=NeedKind.FOOD)
    assert b'"low":0' in serialize_entry(StoredEntry(1, "aaaaaaaa", food.day, food))


def test_a_leaf_and_a_root_are_what_they_were_when_the_first_report_was_made() -> None:
    item = StoredEntry(7, "abcdefgh", date(2025, 10, 21), replace(ASK, private_note="cried"))
    text = serialize_entry(item)
    assert text.decode() == (
        '{"day":"2025-10-20","entry":7,"evidence":"remembered","high":3000,"id":"abcdefgh",'
        '"kind":"dues","logged_on":"2025-10-21","low":3000,"type":"ask","words":"so wichtig: ä"}'
    )
    made = hash_entry(SECRET, text)
    assert made.hex() == LEAF
    witness = build_witness(SECRET, [made])
    assert witness.root == ROOT
    assert made.hex() in witness.hashes


def test_leaves_fit_the_root_whatever_their_order_and_hide_how_many_entries_there_are() -> None:
    leaves = [hash_entry(SECRET, b"%d" % number) for number in range(130)]
    assert build_witness(SECRET, leaves) == build_witness(SECRET, leaves[::-1])
    for count in (0, 1, 63, 64):
        assert len(build_witness(SECRET, leaves[:count]).hashes) == 64
    assert len(build_witness(SECRET, leaves[:65]).hashes) == 128
    assert len(build_witness(SECRET, leaves[:129]).hashes) == 256
    assert count_padding(100_000) == 31_072
    roots = {build_witness(SECRET, leaves[:count]).root for count in range(130)}
    assert len(roots) == 130
    witness = build_witness(SECRET, leaves)
    assert list(witness.hashes) == sorted(witness.hashes)
    made = HashBuckets([b"for a while" + bytes(21)])
    for each in witness.hashes[::-1]:
        made.add(bytes.fromhex(each))
    made.remove(b"for a while" + bytes(21))
    assert made.make_witness() == witness, "one by one"
    assert build_witness(SECRET, []).root != build_witness(bytes(32), []).root


def list_guesses(text: bytes) -> set[str]:
    """What somebody could hash who guesses the entry and knows all of this but the secret."""
    salts = [b"", bytes(32), sha256(text).digest()]
    salts += [hmac.digest(key, b"salt" + text, "sha256") for key in (b"", bytes(32), b"secret")]
    plain = [sha256(start + salt + text).hexdigest() for start in (b"", b"\x00") for salt in salts]
    return {*plain, *(hmac.digest(salt, text, "sha256").hex() for salt in salts)}


def test_a_right_guess_finds_no_leaf_without_the_secret() -> None:
    item = StoredEntry(1, "aaaaaaaa", date(2026, 1, 1), ASK)
    witness = build_witness(SECRET, [hash_entry(SECRET, serialize_entry(item))])
    assert not list_guesses(serialize_entry(item)) & {witness.root, *witness.hashes}
    one_bit_off = bytes([SECRET[0] ^ 1]) + SECRET[1:]
    assert hash_entry(one_bit_off, serialize_entry(item)).hex() not in witness.hashes
    other = build_witness(one_bit_off, [hash_entry(one_bit_off, serialize_entry(item))])
    assert set(other.hashes).isdisjoint(witness.hashes), (
        "another book shares no hash and no padding"
    )


def test_a_root_is_printed_in_groups_and_nothing_is_lost() -> None:
    root = Witness("0123456789abcdef" * 4, ()).root
    assert format_root(root).split(" ") == ["01234567", "89abcdef"] * 4
