"""The options of Show someone: loads them for the form, and reads what was chosen."""

from tracker.book.book import Book
from tracker.export.export_options import ExportOptions
from tracker.export.files.export_folder import choose_default_folder
from tracker.export.presets import PRESETS, Audience, find_main_group
from tracker.export.privacy.selection import ExportSelection, SelectionError
from tracker.export.report.cover import CoverNote, CoverReason
from tracker.export.tables.csv_dialect import Dialect
from tracker.i18n import N_, _, format_month
from tracker.months import Month
from tracker.screens.shell.app_context import AppContext
from tracker.widgets.share_form import AudienceOption, ShareForm, ShareFormOptions

DIALECTS = (Dialect.COMMA, Dialect.SEMICOLON)
NO_PASSWORD, TYPED_PASSWORD, RANDOM_WORDS = range(3)
"""The choices of a password for the summary."""
LAST_EXPORT = "last"
"""The word for the month of the last export."""
_AUDIENCE_TEXTS = {
    Audience.FRIEND: (
        N_("a friend"),
        N_("Only the summary, with what is ticked below."),
    ),
    Audience.COUNSELLOR: (
        N_("a counsellor"),
        N_("The summary, and tables of the months and of every entry."),
    ),
    Audience.ME: (N_("me"), N_("Everything, under the groups’ own names.")),
}
_REASON_TEXTS = {
    CoverReason.JUST_KNOW: N_("just know it"),
    CoverReason.TELL_ME: N_("tell me what you notice"),
    CoverReason.HELP_ME_SAY_NO: N_("help me say no"),
    CoverReason.KEEP_COPY: N_("keep this copy for me"),
}
_PART_LABELS = {
    "income": N_("income, living costs, as amounts"),
    "labels": N_("labels, and where receipts lie"),
    "words": N_("words that were said, and my own"),
    "private-notes": N_("private notes, this once"),
    "people": N_("people to talk to, at the end of the summary"),
}


def load_form_options(context: AppContext) -> ShareFormOptions:
    """Return the options of the form; raise BookError."""
    book = context.book
    groups, main_group = book.groups.load_all(), find_main_group(book)
    folder = choose_default_folder(book, context.clock.today())
    audiences = []
    for audience, preset in PRESETS.items():
        name, explanation = _AUDIENCE_TEXTS[audience]
        ticks = {
            "income": preset.income,
            "labels": preset.labels,
            "words": preset.words,
            "private-notes": False,
            "people": True,
        }
        selected_groups = preset.select_groups(groups, main_group)
        audiences.append(
            AudienceOption(_(name), _(explanation), preset.has_tables, ticks, selected_groups)
        )
    last = book.export_log.find_last_day()
    return ShareFormOptions(
        audiences=audiences,
        reasons=[(_(short_text), reason.sentence) for reason, short_text in _REASON_TEXTS.items()],
        groups=[(group.number, group.label) for group in groups],
        parts=[(part, _(name)) for part, name in _PART_LABELS.items()],
        separators=(_("commas 12.50"), _("semicolons 12,50")),
        chosen_separator=DIALECTS.index(Dialect.from_locale()),
        passwords=(_("none"), _("one that I type"), _("six random words")),
        typed_password=TYPED_PASSWORD,
        folder=str(folder or ""),
        last_export_text="" if last is None else format_month(last),
    )


def read_options(form: ShareForm, book: Book) -> ExportOptions:
    """Return what was chosen, without a password; raise SelectionError or CoverNoteError."""
    return ExportOptions(
        dialect=DIALECTS[form.read_choice("dialect")],
        selection=ExportSelection(
            first=_find_first_month(form, book),
            groups=form.groups,
            private_notes=form.is_ticked("private-notes"),
            income=form.is_ticked("income"),
            labels=form.is_ticked("labels"),
            words=form.is_ticked("words"),
        ),
        cover_note=CoverNote(
            form.reason_text, form.read_text("safe-way"), has_helplines=form.is_ticked("people")
        ),
        has_tables=form.audience.has_tables,
        has_attached_tables=form.is_ticked("one-file")
        or form.read_choice("password") != NO_PASSWORD,
        has_workbook=form.is_ticked("workbook"),
    )


def _find_first_month(form: ShareForm, book: Book) -> Month | None:
    text = form.read_text("from")
    if not text:
        return None
    if text.casefold() in (LAST_EXPORT, _(LAST_EXPORT)):
        day = book.export_log.find_last_day()
        if day is None:
            raise SelectionError(_("Nothing was shown yet; name a month, or leave it empty."))
        return Month.from_date(day)
    try:
        return Month.parse(text)
    except ValueError as error:
        raise SelectionError(_("From the month: {why}.").format(why=error)) from error
