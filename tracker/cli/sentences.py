"""`tracker sentences`: what happened with a group in a few rounded sentences."""

import click

from tracker.analysis.monthly.table import MonthlyTable
from tracker.analysis.short_account.account_facts import count_account_in_steps
from tracker.analysis.short_account.account_sentences import (
    NEEDS_SENTENCE,
    PURPOSE_SENTENCE,
    RECOGNITION_SENTENCE,
    build_account,
)
from tracker.cli.group_argument import find_chosen_group
from tracker.cli.open_book import open_session_book
from tracker.cli.session import Session
from tracker.export.presets import find_main_group
from tracker.i18n import NumberFormat, _
from tracker.steps import finish_steps


@click.command(
    "sentences",
    help=_(
        "Tell what happened in a few sentences, with round numbers.\n\n"
        "They have no dates, no names and none of your words. You can use them to ask people who "
        "don’t know you whether that is usual, or to warn someone. No file is made."
    ),
)
@click.option(
    "--group",
    metavar="G",
    help=_(
        "About this group, by name or number (- reads it from standard input). Default: the "
        "group of the notebook."
    ),
)
@click.pass_obj
def sentences_command(session: Session, group: str | None) -> None:
    """Print the sentences, and what to know before they are used."""
    name = session.read_option(group)
    with open_session_book(session, is_writing=False) as book:
        main_group = find_main_group(book)
        label = find_chosen_group(name, book.load_parse_context()) or main_group
        pattern_facts = book.ask_queries.load_pattern_facts(session.today)
        table = MonthlyTable(book.load_monthly_facts(session.today))
        facts = finish_steps(
            count_account_in_steps(pattern_facts, table, label, has_share=label == main_group)
        )
        sentences = build_account(facts, book.currency, NumberFormat())
    if not sentences:
        click.echo(_(NEEDS_SENTENCE))
        return
    click.echo("\n".join(sentences))
    click.echo()
    click.echo(f"{_(PURPOSE_SENTENCE)} {_(RECOGNITION_SENTENCE)}")
