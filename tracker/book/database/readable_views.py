"""The views of a notebook, for people who look into it with another program. Tracker reads none.

Data: in people's notebooks since 0.1. Never rename. A view that has landed is never changed: a new
migration drops it and makes another one.

Each SQLite since 3.37 knows all words in them, as it knows the strict tables. A program that does
not understand a part of a file cannot read the rest either. Private notes are in no view.
"""


def _format_hundredths(column: str) -> str:
    """Return SQL for a whole number of hundredths as a decimal text. NULL where there is none."""
    decimal = f"printf('%d.%02d', {column} / 100, {column} % 100)"
    return f"CASE WHEN {column} IS NOT NULL THEN {decimal} END"


_LOW, _HIGH = _format_hundredths("e.low"), _format_hundredths("e.high")
_PLEDGED = _format_hundredths("a.amount")
READABLE_VIEWS = {
    "readable_entries": f"""SELECT e.number AS entry, e.id, e.day AS date, e.logged_on, e.type,
    g.label AS "group", e.label, e.kind, e.every, e.until,
    {_LOW} AS amount_low,
    {_HIGH} AS amount_high,
    e.low AS cents_low, e.high AS cents_high,
    {_format_hundredths("e.percent")} AS percent,
    (SELECT currency FROM book) AS currency,
    (SELECT group_concat(answer, '; ') FROM (
        SELECT a.word || coalesce(' ' || {_PLEDGED}, '') || coalesce('/' || a.every, '') AS answer
        FROM answers a WHERE a.entry = e.number ORDER BY a.position
    )) AS answers,
    e.met, e.for_entry, e.campaign,
    {_format_hundredths("e.hours")} AS hours,
    (SELECT group_concat(tag, '; ') FROM (
        SELECT c.tag FROM circumstances c WHERE c.entry = e.number ORDER BY c.position
    )) AS tags,
    e.words, e."by", e.ref, e.evidence
    FROM entries e LEFT JOIN groups g ON g.number = e.group_number ORDER BY e.number""",
    "readable_answers": f"""SELECT a.entry, e.day AS date, e.type, g.label AS "group", e.kind,
    {_LOW} AS asked_low,
    {_HIGH} AS asked_high,
    a.position + 1 AS position, a.word AS answer,
    {_PLEDGED} AS amount,
    a.amount AS cents, a.every, e.for_entry
    FROM answers a JOIN entries e ON e.number = a.entry
    LEFT JOIN groups g ON g.number = e.group_number ORDER BY a.entry, a.position""",
    "readable_months": f"""SELECT e.month, g.label AS "group", e.type, e.kind, e.every,
    count(*) AS entries, count(*) - count(e.low) AS without_amount,
    {_format_hundredths("sum(e.low)")} AS amount_low,
    {_format_hundredths("sum(e.high)")} AS amount_high,
    sum(e.low) AS cents_low, sum(e.high) AS cents_high
    FROM entries e LEFT JOIN groups g ON g.number = e.group_number
    GROUP BY e.month, g.label, e.type, e.kind, e.every
    ORDER BY e.month, g.label, e.type, e.kind, e.every""",
    "readable_groups": """SELECT g.label AS "group", g.alias, g.left_on, count(e.number) AS entries,
    min(e.day) AS first_date, max(e.day) AS last_date
    FROM groups g LEFT JOIN entries e ON e.group_number = g.number
    GROUP BY g.number HAVING count(e.number) > 0 OR g.number = (SELECT group_number FROM book)
    ORDER BY g.number""",
    "readable_tags": """SELECT c.tag, t.meaning, count(*) AS entries,
    min(e.day) AS first_date, max(e.day) AS last_date
    FROM circumstances c JOIN entries e ON e.number = c.entry LEFT JOIN tags t ON t.tag = c.tag
    GROUP BY c.tag ORDER BY c.tag""",
}
"""What each view of schema 6 selects, by its name."""
WHOLE_VIEWS = READABLE_VIEWS | {
    "readable_entries": f"""SELECT e.number AS entry, e.id, e.day AS date, e.logged_on, e.type,
    g.label AS "group", e.label, e.kind, e.every, e.until,
    {_LOW} AS amount_low,
    {_HIGH} AS amount_high,
    e.low AS cents_low, e.high AS cents_high,
    {_format_hundredths("e.percent")} AS percent,
    (SELECT currency FROM book) AS currency,
    (SELECT group_concat(answer, '; ') FROM (
        SELECT a.word || coalesce(' ' || {_PLEDGED}, '') || coalesce('/' || a.every, '') AS answer
        FROM answers a WHERE a.entry = e.number ORDER BY a.position
    )) AS answers,
    e.met, e.for_entry, e.for_month, e.campaign, e.event,
    {_format_hundredths("e.hours")} AS hours,
    {_format_hundredths("e.hours_high")} AS hours_high, e.minutes,
    (SELECT group_concat(tag, '; ') FROM (
        SELECT c.tag FROM circumstances c WHERE c.entry = e.number ORDER BY c.position
    )) AS tags,
    e.words, e.own_words, e."by", e.ref, e.evidence
    FROM entries e LEFT JOIN groups g ON g.number = e.group_number
    WHERE e.type <> 'wrote' ORDER BY e.number""",
    "readable_months": READABLE_VIEWS["readable_months"].replace(
        "GROUP BY", "WHERE e.type <> 'wrote' GROUP BY"
    ),
}
"""What each view of schema 7 selects. What a person wrote for themselves (`wrote`) is in none."""
