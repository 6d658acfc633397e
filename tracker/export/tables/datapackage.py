"""datapackage.json: what the tables contain, for programs (Frictionless Data Package).

JSON may not start with a byte order mark, so this one file has none.
"""

import json
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from tracker.analysis.monthly import columns as month_columns
from tracker.entries.flat_row import ENTRY_TYPES
from tracker.entries.grammar import KIND_WORDS, MEANS_WORDS, NEED_KIND_WORDS, PERIOD_WORDS
from tracker.entries.types import Evidence
from tracker.export.privacy.redaction import INCOME_COLUMNS
from tracker.export.tables import entries_csv
from tracker.export.tables.column_descriptions import (
    ENTRY_COLUMN_DESCRIPTIONS,
    MONTH_COLUMN_DESCRIPTIONS,
    MONTH_ONLY_DESCRIPTIONS,
)
from tracker.export.tables.csv_dialect import LINE_END, Dialect
from tracker.i18n import _, _label

# Data: in people's files since 0.1. Never rename.
FORMAT_VERSION = 2
"""The version of the format. A newer one has a higher number."""
OWN_PROPERTY = "tracker"
"""The property that only this program reads."""
COUNT_KEY = "entries"
"""Within it: how many entries there are, so an import sees if the end of a table is missing."""
DAYS_KEY = "days"
"""Within it: false if months are shown instead of days."""
EXTRACT_KEY = "extract"
"""Within it: which entries are left out, those of other `months` or `groups`, or what others were
asked or gave.

Otherwise sums without what was left out would be shown as whole. It names kinds, and never a name
or a number.
"""
OTHER_MONTHS, OTHER_GROUPS, OBSERVATIONS = "months", "groups", "observations"
LEFT_OUT_KEY = "left_out"
"""Within it: the columns of `entries.csv` whose cells were emptied, or names in them replaced."""

JsonObject: TypeAlias = Mapping[str, object]

_ID = "[0-9a-z]{8}"
_CURRENCY = "[A-Z]{3}"
_REQUIRED = {"required": True}
_KINDS = sorted({*KIND_WORDS, *NEED_KIND_WORDS})

_ENTRY_FIELDS: dict[str, JsonObject] = {
    "entry": {"type": "integer", "constraints": {"required": True, "unique": True, "minimum": 1}},
    "id": {"constraints": {"required": True, "unique": True, "pattern": _ID}},
    "date": {"type": "date", "constraints": _REQUIRED},
    "logged_on": {"type": "date", "constraints": _REQUIRED},
    "type": {"constraints": {"required": True, "enum": ENTRY_TYPES}},
    "kind": {"constraints": {"enum": _KINDS}},
    "every": {"constraints": {"enum": PERIOD_WORDS}},
    "until": {"type": "date"},
    "percent": {"type": "number", "constraints": {"minimum": 0, "maximum": 100}},
    "currency": {"constraints": {"required": True, "pattern": _CURRENCY}},
    "pledged_every": {"constraints": {"enum": PERIOD_WORDS}},
    "for_entry": {"type": "integer", "constraints": {"minimum": 1}},
    "by": {"constraints": {"enum": MEANS_WORDS}},
    "for_month": {"type": "yearmonth"},
    "minutes": {"type": "integer", "constraints": {"minimum": 1}},
    "evidence": {
        "constraints": {"required": True, "enum": [evidence.value for evidence in Evidence]}
    },
}
_MONTH_FIELDS: dict[str, JsonObject] = {
    "month": {"type": "yearmonth", "constraints": _REQUIRED},
    "group": {"constraints": _REQUIRED},
    "currency": {"constraints": {"required": True, "pattern": _CURRENCY}},
    **{
        name: {"type": "integer", "constraints": {"required": True, "minimum": 0}}
        for name in month_columns.OPEN_COUNTS
    },
    "over_limit": {"type": "boolean"},
}
_ENTRY_KEYS: JsonObject = {
    "primaryKey": "entry",
    "foreignKeys": [{"fields": "for_entry", "reference": {"resource": "", "fields": "entry"}}],
}
_OPTIONAL_COLUMNS = ("income", "needs", "left", "beyond_left", *month_columns.SHARE_COLUMNS)


def render_datapackage(
    currency: str,
    dialect: Dialect,
    *,
    entry_count: int,
    private_notes: bool,
    income: bool = True,
    days: bool = True,
    extract: Sequence[str] = (),
    redacted_columns: Sequence[str] = (),
) -> bytes:
    """Return the description of both tables of a bundle.

    `redacted_columns` are columns whose cells are left out, `extract` says which entries are.
    Without `days` each day becomes its month.
    """
    own_property: JsonObject = {
        "format": FORMAT_VERSION,
        "currency": currency,
        COUNT_KEY: entry_count,
        **({} if days else {DAYS_KEY: False}),
        **({EXTRACT_KEY: list(extract)} if extract else {}),
        **({LEFT_OUT_KEY: list(redacted_columns)} if redacted_columns else {}),
    }
    fields = _build_entry_fields(dialect, private_notes=private_notes, days=days)
    months = [
        _build_field(
            name, MONTH_COLUMN_DESCRIPTIONS, _build_month_field(name, income=income), dialect
        )
        for name in month_columns.COLUMNS
    ]
    package: JsonObject = {
        "profile": "tabular-data-package",
        "name": "tracker",
        "title": _label("What a group asked me for, and what I gave"),
        "description": _("My own notes. The group’s side is not here."),
        OWN_PROPERTY: own_property,
        "resources": [
            _build_resource("entries", dialect, fields, _ENTRY_KEYS),
            _build_resource("months", dialect, months, {"primaryKey": ["month", "group"]}),
        ],
    }
    text = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
    return text.replace("\n", LINE_END).encode()


def _build_entry_fields(dialect: Dialect, *, private_notes: bool, days: bool) -> list[JsonObject]:
    """Return the description of each column of entries.csv."""
    columns = [
        *entries_csv.ENTRY_COLUMNS,
        *([entries_csv.PRIVATE_NOTE_COLUMN] if private_notes else []),
    ]
    descriptions = (
        ENTRY_COLUMN_DESCRIPTIONS
        if days
        else {**ENTRY_COLUMN_DESCRIPTIONS, **MONTH_ONLY_DESCRIPTIONS}
    )
    return [
        _build_field(name, descriptions, _build_entry_field(name, days=days), dialect)
        for name in columns
    ]


def _build_resource(
    name: str, dialect: Dialect, fields: list[JsonObject], keys: JsonObject
) -> JsonObject:
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {
            "delimiter": dialect.separator,
            "lineTerminator": LINE_END,
            "quoteChar": '"',
            "doubleQuote": True,
            "header": True,
        },
        "schema": {"fields": fields, "missingValues": [""], **keys},
    }


def _build_field(
    name: str, descriptions: Mapping[str, str], properties: JsonObject, dialect: Dialect
) -> JsonObject:
    field = {"name": name, "type": "string", **properties, "description": _(descriptions[name])}
    return {**field, "decimalChar": dialect.decimal} if field["type"] == "number" else field


def _build_entry_field(name: str, *, days: bool) -> JsonObject:
    if name in entries_csv.DAY_COLUMNS and not days:
        return {**_ENTRY_FIELDS[name], "type": "yearmonth"}
    if name in _ENTRY_FIELDS:
        return _ENTRY_FIELDS[name]
    if name in entries_csv.NUMBER_COLUMNS:
        return {"type": "number", "constraints": {"minimum": 0}}
    return {"type": "string"}


def _build_month_field(name: str, *, income: bool) -> JsonObject:
    if name in _MONTH_FIELDS:
        return _MONTH_FIELDS[name]
    constraints: dict[str, object] = {"minimum": 0}
    if name not in _OPTIONAL_COLUMNS and (income or name not in INCOME_COLUMNS):
        constraints["required"] = True
    return {"type": "number", "constraints": constraints}
