"""`tracker people`: people to talk to, from what is kept here; no book is opened."""

import click

from tracker.people import COUNTRIES, by_country, to_know, told
from tracker.texts import _


@click.command("people")
@click.option(
    "--country",
    type=click.Choice(list(COUNTRIES), case_sensitive=False),
    help=_("Only this country."),
)
def people_command(country: str | None) -> None:
    """Name people to talk to, your own country's first.

    They are kept in the program: nothing is asked of the network, and nothing is kept.
    """
    for name, people in by_country(country):
        click.echo(name)
        for each in people:
            click.echo(f"  {told(each)}")
        click.echo()
    for line in to_know():
        click.echo(line)
