"""`tracker dont-ask`: food or rent that the person does not want to be asked about."""

import click

from tracker.analysis.monthly.essential_costs import ESSENTIAL_COSTS
from tracker.analysis.prompts import COST_PROMPTS, SKIPPED_FOREVER, build_setting_key
from tracker.cli.open_book import open_session_book
from tracker.cli.session import Session
from tracker.entries.types import NeedKind
from tracker.i18n import N_, _

LEFT_OUT_MESSAGES = {
    NeedKind.FOOD: N_(
        "Tracker won’t ask what you spend on food. If you don’t add it, it isn’t "
        "counted in what you have left."
    ),
    NeedKind.RENT: N_(
        "Tracker won’t ask for your rent. If you don’t add it, it isn’t counted in "
        "what you have left."
    ),
}
ASKED_AGAIN_MESSAGES = {
    NeedKind.FOOD: N_("Tracker may ask again what you spend on food."),
    NeedKind.RENT: N_("Tracker may ask again for your rent."),
}
"""By cost: what is said once it is so."""


@click.command(
    "dont-ask",
    help=_(
        "Stop being asked about food or rent.\n\n"
        "Tracker then works out what you have left in a month without this cost. If "
        "you pay none, add a line with tracker log instead, e.g. need rent 0/month"
    ),
)
@click.argument("cost", type=click.Choice([cost.value for cost in ESSENTIAL_COSTS]))
@click.option("--again", is_flag=True, help=_("Let Tracker ask about it again."))
@click.pass_obj
def dont_ask_command(session: Session, cost: str, again: bool) -> None:
    """Leave a cost out for good, or take that back."""
    kind = NeedKind(cost)
    with open_session_book(session, is_writing=True) as book:
        book.settings.set(build_setting_key(COST_PROMPTS[kind]), None if again else SKIPPED_FOREVER)
    messages = ASKED_AGAIN_MESSAGES if again else LEFT_OUT_MESSAGES
    click.echo(_(messages[kind]))
