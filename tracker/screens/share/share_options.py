"""The options of Show someone: loads them for the form, and reads what was chosen."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from tracker.book.book import Book
from tracker.book.stores.computer_use import is_login_shared
from tracker.entries.types import Limit
from tracker.export.export_options import ExportOptions, build_default_cover
from tracker.export.files.export_folder import choose_default_folder
from tracker.export.presets import PRESETS, Preset, find_main_group
from tracker.export.privacy.selection import ExportSelection, SelectionError
from tracker.export.report.cover import Audience, CoverNote, CoverReason, describe_safety_context
from tracker.export.tables.csv_dialect import Dialect
from tracker.i18n import N_, N_label, _, _error, _label, format_month
from tracker.months import Month
from tracker.screens.shell.app_context import AppContext
from tracker.widgets.share_form import AudienceOption, ShareForm, ShareFormOptions

DIALECTS = (Dialect.COMMA, Dialect.SEMICOLON)
NO_PASSWORD, TYPED_PASSWORD, RANDOM_WORDS = range(3)
"""The choices of a password for the summary."""
LAST_EXPORT = "last"
"""The word for the month of the last export, in every language.

It is not the day: days inside a month would cut sums that are of months.
"""
_AUDIENCE_TEXTS = {
    Audience.FRIEND: (
        N_label("a friend"),
        N_label("for a friend"),
        N_("Only the summary, with what you tick below."),
    ),
    Audience.COUNSELLOR: (
        N_label("a counsellor"),
        N_label("for a counsellor"),
        N_("The summary, and tables of months and entries."),
    ),
    Audience.ME: (
        N_label("me"),
        N_label("for me"),
        N_("The summary and tables, with the real names of groups."),
    ),
}
_REASON_TEXTS = {
    CoverReason.JUST_KNOW: N_label("just know"),
    CoverReason.TELL_ME: N_label("tell me what you notice"),
    CoverReason.HELP_ME_SAY_NO: N_label("help me say no"),
    CoverReason.KEEP_COPY: N_label("keep this copy for me"),
}
_PART_LABELS = {
    "income": N_label("income and living costs as amounts"),
    "limit": N_label("the limit you set yourself"),
    "labels": N_label("labels, and where receipts are"),
    "words": N_label("what was said"),
    "own-words": N_label("your own words"),
    "seen-heard": N_label("what others were asked for or gave. Could someone recognise them?"),
    "private-notes": N_label("private notes and thoughts, this time only"),
    "people": N_label("people to talk to, at the end of the summary"),
}


def load_form_options(context: AppContext) -> ShareFormOptions:
    """Return the options of the form. Raise BookError."""
    book, today = context.book, context.clock.today()
    groups, main_group = book.groups.load_all(), find_main_group(book)
    folder = choose_default_folder(book, today)
    is_shared = is_login_shared(book.settings.load_all())
    absent_parts = _find_absent_parts(book, today)
    last = book.export_log.find_last_day()
    return ShareFormOptions(
        audiences=[
            _build_audience(audience, preset, preset.select_groups(groups, main_group))
            for audience, preset in PRESETS.items()
        ],
        reasons=[
            (_label(short_text), reason.sentence) for reason, short_text in _REASON_TEXTS.items()
        ],
        groups=[(group.number, group.label) for group in groups],
        describe_context=describe_safety_context,
        parts=[
            (part, _label(name)) for part, name in _PART_LABELS.items() if part not in absent_parts
        ],
        separators=(_label("12.50"), _label("12,50")),
        chosen_separator=DIALECTS.index(Dialect.from_locale()),
        passwords=(
            _label("none", "password"),
            _label("one I type"),
            _label("six random words"),
        ),
        typed_password=TYPED_PASSWORD,
        folder=str(folder or ""),
        folder_example="" if is_shared else _label("e.g. ~/for-a-friend"),
        last_export_text="" if last is None else format_month(last),
    )


def _build_audience(
    audience: Audience, preset: Preset, groups: Mapping[str, str]
) -> AudienceOption:
    """Return one answer to who it is for, with the ticks and groups that come with it."""
    name, heading, explanation = _AUDIENCE_TEXTS[audience]
    return AudienceOption(
        name=_label(name),
        heading=_label(heading),
        explanation=_(explanation),
        has_tables=preset.has_tables,
        may_know_context=audience is Audience.COUNSELLOR,
        is_someone_else=audience is not Audience.ME,
        ticks={
            "income": preset.income,
            "limit": False,
            "labels": preset.labels,
            "words": preset.words,
            "own-words": preset.own_words,
            "seen-heard": preset.observations,
            "private-notes": False,
            "people": True,
        },
        groups=groups,
    )


def _find_absent_parts(book: Book, today: date) -> set[str]:
    """Return the parts of which the book has nothing, so there is nothing to tick."""
    facts = book.load_monthly_facts(today)
    has_limit = any(isinstance(item.entry, Limit) for item in facts.other_entries)
    parts = (("limit", has_limit), ("seen-heard", bool(facts.observations)))
    return {part for part, is_there in parts if not is_there}


def read_options(form: ShareForm, book: Book) -> ExportOptions:
    """Return what was chosen, without a password. Raise SelectionError or CoverNoteError."""
    return ExportOptions(
        dialect=DIALECTS[form.read_choice("dialect")],
        selection=ExportSelection(
            first=_find_first_month(form, book),
            groups=form.groups,
            private_notes=form.is_ticked("private-notes"),
            limit=form.is_ticked("limit"),
            income=form.is_ticked("income"),
            labels=form.is_ticked("labels"),
            words=form.is_ticked("words"),
            own_words=form.is_ticked("own-words"),
            observations=form.is_ticked("seen-heard"),
        ),
        cover_note=_build_cover(form, tuple(PRESETS)[form.read_choice("for")]),
        has_tables=form.audience.has_tables,
        has_attached_tables=form.is_ticked("one-file")
        or form.read_choice("password") != NO_PASSWORD,
        has_workbook=form.is_ticked("workbook"),
    )


def _build_cover(form: ShareForm, audience: Audience) -> CoverNote:
    """Return the cover note. For the person themselves, it has no reason and no safe way.

    The typed reason is no draft: it is said to one person once, and kept nowhere, also not by the
    lock.
    """
    if audience is Audience.ME:
        return replace(
            build_default_cover(), has_helplines=form.is_ticked("people"), audience=audience
        )
    return CoverNote(
        form.reason_text,
        form.read_text("safe-way"),
        has_helplines=form.is_ticked("people"),
        audience=audience,
        depends_on_group=form.is_ticked("depends-on-group"),
    )


def _find_first_month(form: ShareForm, book: Book) -> Month | None:
    text = form.read_text("from")
    if not text:
        return None
    if text.casefold() in (LAST_EXPORT, _label("last", "export")):
        day = book.export_log.find_last_day()
        if day is None:
            raise SelectionError(
                _error("You haven’t shown anything yet. Type a month, or leave “From” empty.")
            )
        return Month.from_date(day)
    try:
        return Month.parse(text)
    except ValueError as error:
        raise SelectionError(
            _error("“{text}” isn’t a month Tracker knows. Type one such as 2026-09.").format(
                text=text
            )
        ) from error
