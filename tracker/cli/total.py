"""`tracker total`: the totals of a period, and the evidence for what was given."""

from collections.abc import Iterator, Sequence

import click

from tracker.analysis.monthly.evidence import GivenByEvidence, sum_group_by_evidence
from tracker.analysis.monthly.evidence_text import describe_evidence
from tracker.analysis.monthly.table import MonthRow
from tracker.analysis.monthly.totals import sum_by_group
from tracker.cli.months import load_months_data, prepare_rows, print_rows
from tracker.cli.options import dialect_option, format_option, range_options
from tracker.cli.session import Session
from tracker.i18n import _, _label, format_amount
from tracker.months import Month


@click.command(
    "total",
    help=_(
        "Show totals for a period.\n\nShares are worked out from the months with a known income."
        "\n\nWith +NAME, you see what one event or campaign cost you: payments, costs around it,"
        " and hours (- reads the name from standard input)."
    ),
)
@click.argument("name", required=False, metavar="[+NAME]")
@range_options
@format_option("table", "json", "csv")
@dialect_option
@click.pass_obj
def total_command(
    session: Session,
    name: str | None,
    group: str | None,
    first: Month | None,
    last: Month | None,
    format_: str,
    dialect: str | None,
) -> None:
    """Show totals for a period, or what one event or campaign cost."""
    if name is not None:
        from tracker.cli.event_total import print_event_total

        print_event_total(session, name, group, (first, last), format_, dialect)
        return
    data = load_months_data(session, group, first, last, wants_evidence=format_ == "table")
    rows = prepare_rows(data.rows, format_)
    sums = sum_by_group(rows)
    print_rows(sums, format_, dialect, session.today, data, rows)
    for line in _describe_evidence(sums, data.evidence):
        click.echo(line)


def _describe_evidence(sums: Sequence[MonthRow], evidence: GivenByEvidence) -> Iterator[str]:
    """Yield a line on the evidence for each total in which something was given."""
    for row in sums:
        parts = sum_group_by_evidence(evidence, row.group)
        if not parts:
            continue
        given_text, parts_text = format_amount(row.given), describe_evidence(parts)
        if row.group == sums[0].group:
            yield _label("{given} given: {parts}").format(given=given_text, parts=parts_text)
        else:
            yield _label("{group}, {given} given: {parts}").format(
                group=row.group, given=given_text, parts=parts_text
            )
