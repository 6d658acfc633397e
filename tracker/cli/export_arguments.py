"""The options of `tracker export`."""

from collections.abc import Callable, Collection
from typing import Any, TypedDict, cast

import click

from tracker.book.book import Book
from tracker.cli.former_names import RenamedOption
from tracker.cli.group_argument import find_chosen_group
from tracker.cli.options import Command, dialect_option, private_notes_option
from tracker.cli.param_types import MonthType
from tracker.cli.secret_prompt import ask_twice
from tracker.cli.session import Session
from tracker.cli.terminal_prompt import is_interactive
from tracker.export.export_options import ExportOptions
from tracker.export.presets import PRESETS, Preset, find_main_group
from tracker.export.privacy.selection import ExportSelection
from tracker.export.report.cover import Audience, CoverNote, CoverNoteError, CoverReason
from tracker.export.tables.csv_dialect import Dialect
from tracker.i18n import N_error, _, _error, _label
from tracker.months import Month


class ExportArguments(TypedDict):
    """The options as they were given, or None."""

    audience: str
    why: str
    safe_way: str
    depends_on_group: bool
    asks: tuple[int, ...]
    first: Month | None
    since_last: bool
    last: Month | None
    groups: tuple[str, ...]
    other_groups: bool | None
    aliases: tuple[str, ...]
    real_names: bool
    income: bool | None
    limit: bool
    labels: bool | None
    words: bool | None
    own_words: bool | None
    seen_heard: bool | None
    days: bool | None
    people: bool
    attach_tables: bool
    workbook: bool
    password: bool
    six_words: bool
    dialect: str | None
    private_notes: bool


def export_options(command: Command) -> Command:
    """Add every option of the export."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


# Data: in people's scripts since 0.1, never rename.
_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    click.option(
        "--for",
        "audience",
        type=click.Choice([audience.value for audience in Audience]),
        default=Audience.COUNSELLOR.value,
        show_default=True,
        help=_("Who it is for. friend: the summary. counsellor: also the tables. me: everything."),
    ),
    click.option(
        "--why",
        default=CoverReason.JUST_KNOW.value,
        show_default=True,
        metavar="TEXT",
        help=_(
            "Why you show it: just-know, tell-me, help-me-say-no, keep-copy, or a "
            "sentence of your own (- reads it from standard input)."
        ),
    ),
    click.option(
        "--safe-way",
        default="",
        metavar="TEXT",
        help=_(
            "A safe way to reach you. It is printed in the summary and saved nowhere "
            "else (- reads it from standard input)."
        ),
    ),
    click.option(
        "--depends-on-group",
        is_flag=True,
        help=_("Tell a counsellor that you live with, work for or depend on someone in the group."),
    ),
    click.option(
        "--ask",
        "asks",
        type=click.IntRange(min=1),
        multiple=True,
        metavar="N",
        help=_("Show this ask in detail. Repeat for more asks. Without it, Tracker chooses five."),
    ),
    click.option(
        "--from",
        "first",
        type=MonthType(),
        metavar="YYYY-MM",
        help=_("First month to include."),
    ),
    click.option(
        "--since-last",
        is_flag=True,
        help=_("Start with the month in which you last showed something."),
    ),
    click.option(
        "--until",
        "last",
        type=MonthType(),
        metavar="YYYY-MM",
        help=_("Last month to include."),
    ),
    click.option(
        "--group",
        "groups",
        multiple=True,
        metavar="G",
        help=_("Only this group. Repeat for more groups (- reads it from standard input)."),
    ),
    click.option(
        "--other-groups/--no-other-groups",
        default=None,
        help=_("Include your other groups, or only the main one."),
    ),
    click.option(
        "--alias",
        "aliases",
        multiple=True,
        metavar="G=NAME",
        help=_("Show a group under this name (- reads it from standard input)."),
    ),
    click.option(
        "--real-names",
        cls=RenamedOption,
        former="--own-names",
        is_flag=True,
        help=_("Show real group names, not the aliases."),
    ),
    click.option(
        "--income/--no-income", default=None, help=_("Include income and living costs as amounts.")
    ),
    click.option("--limit", is_flag=True, help=_("Include your limit in the summary.")),
    click.option(
        "--labels/--no-labels", default=None, help=_("Include labels, and where receipts are.")
    ),
    click.option(
        "--words/--no-words",
        default=None,
        help=_("Include what was said. --no-words alone leaves out your own words, too."),
    ),
    click.option(
        "--own-words/--no-own-words",
        default=None,
        help=_("Include what you say in your own words."),
    ),
    click.option(
        "--seen-heard/--no-seen-heard",
        default=None,
        help=_("Include what others were asked or gave. Someone could recognise them."),
    ),
    click.option(
        "--days/--no-days",
        default=None,
        help=_("Show days, or months instead. In a terminal, Tracker asks."),
    ),
    click.option(
        "--people/--no-people",
        default=True,
        help=_("Include people to talk to, at the end of the summary."),
    ),
    click.option(
        "--attach-tables",
        cls=RenamedOption,
        former="--one-file",
        is_flag=True,
        help=_("Attach the tables to the summary file."),
    ),
    click.option(
        "--xlsx", "workbook", is_flag=True, help=_("Also create a spreadsheet, bundle.xlsx.")
    ),
    click.option(
        "--password", is_flag=True, help=_("Encrypt the summary. Tracker asks you for a password.")
    ),
    click.option(
        "--six-words",
        is_flag=True,
        help=_("Encrypt the summary with six random words, shown once."),
    ),
    dialect_option,
    private_notes_option,
)


def build_export_options(session: Session, book: Book, arguments: ExportArguments) -> ExportOptions:
    """Return the export's options, or raise UsageError if they don't fit this notebook."""
    preset = PRESETS[Audience(arguments["audience"])]
    _refuse_conflicts(arguments, preset)
    return ExportOptions(
        dialect=Dialect(arguments["dialect"]) if arguments["dialect"] else Dialect.from_locale(),
        selection=ExportSelection(
            first=_find_last_month(book) if arguments["since_last"] else arguments["first"],
            last=arguments["last"],
            groups=_select_names(session, book, arguments, preset),
            private_notes=arguments["private_notes"],
            income=_apply_preset(arguments["income"], preset.income),
            limit=arguments["limit"],
            labels=_apply_preset(arguments["labels"], preset.labels),
            words=_apply_preset(arguments["words"], preset.words),
            own_words=_decide_own_words(arguments, preset),
            observations=_apply_preset(arguments["seen_heard"], preset.observations),
            days=_decide_days(arguments),
        ),
        cover_note=_build_cover(session, arguments),
        has_tables=preset.has_tables,
        has_attached_tables=arguments["attach_tables"],
        has_workbook=arguments["workbook"],
        password=_read_password(arguments),
    )


def _refuse_conflicts(arguments: ExportArguments, preset: Preset) -> None:
    """Raise UsageError for options of which one would have no effect."""
    has_password = arguments["password"] or arguments["six_words"]
    if arguments["first"] and arguments["since_last"]:
        raise click.UsageError(
            _error("--since-last and --from both set the first month. Leave one out.")
        )
    audience = Audience(arguments["audience"])
    if arguments["depends_on_group"] and audience is not Audience.COUNSELLOR:
        raise click.UsageError(
            _error("--depends-on-group is for a counsellor. Choose --for counsellor.")
        )
    if arguments["safe_way"] and audience is Audience.ME:
        raise click.UsageError(
            _error("--safe-way is for someone else who reads it. Leave it out with --for me.")
        )
    if arguments["password"] and arguments["six_words"]:
        raise click.UsageError(
            _error("--password and --six-words both set a password. Leave one out.")
        )
    if not preset.has_tables:
        for name in ("attach_tables", "workbook", "private_notes"):
            if cast("dict[str, object]", arguments)[name]:
                raise click.UsageError(_error(NEEDS_TABLES).format(option=_OPTION_NAMES[name]))
    if arguments["workbook"] and (arguments["attach_tables"] or has_password):
        raise click.UsageError(
            _error(
                "--xlsx creates a file next to the summary. Leave it out, or leave out "
                "--attach-tables and the password."
            )
        )


def refuse_ledger_conflicts(arguments: ExportArguments) -> None:
    """Raise UsageError for options that a ledger can't have."""
    for name, option in (
        ("password", "--password"),
        ("six_words", "--six-words"),
        ("attach_tables", "--attach-tables"),
        ("workbook", "--xlsx"),
        ("private_notes", "--private-notes"),
        ("limit", "--limit"),
        ("asks", "--ask"),
        ("safe_way", "--safe-way"),
        ("depends_on_group", "--depends-on-group"),
    ):
        if cast("dict[str, object]", arguments)[name]:
            raise click.UsageError(
                _error("A ledger can’t have {option}. Leave it out.").format(option=option)
            )


def _apply_preset(chosen: bool | None, preset: bool) -> bool:
    return preset if chosen is None else chosen


def _decide_own_words(arguments: ExportArguments, preset: Preset) -> bool:
    """Return whether own words are included. `--no-words` meant them, too, in earlier versions."""
    if arguments["words"] is False and arguments["own_words"] is None:
        return False
    return _apply_preset(arguments["own_words"], preset.own_words)


def _decide_days(arguments: ExportArguments) -> bool:
    """Return whether to include days. A terminal asks, unless the export is for the person."""
    if arguments["days"] is not None:
        return arguments["days"]
    if arguments["audience"] == Audience.ME or not is_interactive():
        return True
    click.echo(
        _("From exact days and amounts, people in the group could tell who wrote this."), err=True
    )
    return not click.confirm(_("Show months instead of days?"), default=False, err=True)


NEEDS_TABLES = N_error(
    "{option} needs tables, which a friend doesn’t get. Choose --for counsellor."
)
_OPTION_NAMES = {
    "attach_tables": "--attach-tables",
    "workbook": "--xlsx",
    "private_notes": "--private-notes",
}


def _find_last_month(book: Book) -> Month:
    day = book.export_log.find_last_day()
    if day is None:
        raise click.UsageError(
            _error(
                "You haven’t shown anything yet, or you cleared the list. Choose a month "
                "with --from."
            )
        )
    return Month.from_date(day)


def _build_cover(session: Session, arguments: ExportArguments) -> CoverNote:
    why = session.read_option(arguments["why"])
    safe_way = session.read_option(arguments["safe_way"])
    sentences = {reason.value: reason.sentence for reason in CoverReason}
    try:
        return CoverNote(
            sentences.get(why.strip().casefold(), why),
            safe_way,
            arguments["asks"] or None,
            arguments["people"],
            Audience(arguments["audience"]),
            arguments["depends_on_group"],
        )
    except CoverNoteError as error:
        raise click.UsageError(str(error)) from error


def _read_password(arguments: ExportArguments) -> str | None:
    """Return the password for the summary, or None."""
    if not (arguments["six_words"] or arguments["password"]):
        return None
    from tracker.export.report.password import (
        PdfPasswordError,
        describe_password_weakness,
        generate_six_words,
        prepare_password,
    )

    if arguments["six_words"]:
        return generate_six_words()
    if not is_interactive():
        raise click.UsageError(
            _error(
                "Tracker can ask for a password only in a terminal. Use --six-words to get "
                "one here."
            )
        )
    try:
        password = ask_twice(_label("Password for the summary"), prepare_password, PdfPasswordError)
    except PdfPasswordError as error:
        raise click.UsageError(str(error)) from error
    if hint := describe_password_weakness(password):
        click.echo(hint, err=True)
    return password


def _select_names(
    session: Session, book: Book, arguments: ExportArguments, preset: Preset
) -> dict[str, str]:
    """Return the labels of the groups to include, and the name to show for each."""
    context, groups = book.load_parse_context(), book.groups.load_all()
    has_real_names = arguments["real_names"] or preset.real_names
    labels: Collection[str | None] = [
        find_chosen_group(session.read_option(name), context) for name in arguments["groups"]
    ] or preset.select_groups(groups, find_main_group(book), others=arguments["other_groups"])
    names = {
        group.label: group.label if has_real_names else group.alias or group.label
        for group in groups
        if group.label in labels
    }
    for alias in arguments["aliases"]:
        name, sign, shown_name = session.read_option(alias).partition("=")
        if not sign or not shown_name.strip():
            raise click.UsageError(_error("Type an alias as group=name, e.g. circle=readers"))
        label = find_chosen_group(name, context)
        if label is None or label not in names:
            raise click.UsageError(
                _error("{group} isn’t included. Add it with --group.").format(group=label)
            )
        names[label] = shown_name.strip()
    return names
