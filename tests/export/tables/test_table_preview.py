"""The preview of a table: its cells as they are, in columns."""

from tracker.export.tables.csv_dialect import Dialect
from tracker.export.tables.table_preview import preview_table


def raw(*lines: str) -> bytes:
    return ("\ufeff" + "\r\n".join(lines) + "\r\n").encode()


def test_columns_stand_below_their_names_numbers_flush_right() -> None:
    shown = preview_table(
        raw(
            '"entry","words","amount_low","label"',
            '"1","漢字 said","5.00",""',
            '"12","","950.00",""',
        ),
        Dialect.COMMA,
        10,
    )
    assert shown.head == "entry  words      amount_low"
    assert shown.rows == ["    1  漢字 said        5.00", "   12                 950.00"]
    assert shown.total == 2


def test_only_the_first_rows_are_shown_and_all_are_counted() -> None:
    shown = preview_table(raw('"month"', *('"2025-01"',) * 5), Dialect.SEMICOLON, 2)
    assert (len(shown.rows), shown.total) == (2, 5)


def test_rows_that_are_not_shown_are_not_read_where_their_number_is_known() -> None:
    table = raw('"month"', *('"2025-01"',) * 5_000) + b"\xff"
    assert preview_table(table, Dialect.COMMA, 2, total=5_000).total == 5_000


def test_hidden_amounts_are_dots_and_nothing_else_is() -> None:
    shown = preview_table(
        raw(
            '"date";"amount_low";"hours";"answers";"share_given";"words"',
            '"2025-10-02";"950,00";"1,5";"pledged 50.00/month; no";"";"just 30 a month"',
        ),
        Dialect.SEMICOLON,
        10,
        hidden=True,
    )
    assert shown.rows == ["2025-10-02         •••    1,5  pledged •••/month; no  just ••• a month"]
    assert shown.head.split() == ["date", "amount_low", "hours", "answers", "words"]


def test_what_a_terminal_would_act_on_stands_as_a_box() -> None:
    shown = preview_table(raw('"words"', '"a\x1b[31m\u202eb\tc"'), Dialect.COMMA, 10)
    assert shown.rows == ["a□[31m□b□c"]


def test_an_empty_table_shows_its_head() -> None:
    assert preview_table(raw('"month","group"'), Dialect.COMMA, 10) == ("month  group", [], 0)
