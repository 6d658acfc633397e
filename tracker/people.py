"""People to talk to, by country: who answers, how they are reached, and what they are for.

Kept here, so that looking them up asks no network and tells nobody. Numbers and addresses change:
each was known to be so in the month of AS_KNOWN, and whoever shows them says that month with them.
A number is only named where it is the organisation's own, published one; else their address.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tracker.texts import N_, _, local_country, shown_month

AS_KNOWN = date(2025, 6, 1)
"""The month in which these were known to be so."""
EVERYWHERE = "EU"
"""What stands for a country where a number holds in several."""

LISTENS = N_("somebody who listens, day and night")
GROUPS = N_("about groups that ask much of people, and leaving them")


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody who can be turned to."""

    country: str
    """Its two letters, or EVERYWHERE."""
    name: str
    reach: str
    """A telephone number, or an address on the web; more than one are joined by commas."""
    purpose: str
    """What they are for; to be translated where it is shown."""
    languages: str
    """Two letters each, joined by blanks."""


COUNTRIES = {
    "DE": N_("Germany"),
    "AT": N_("Austria"),
    "CH": N_("Switzerland"),
    "GB": N_("United Kingdom"),
    "IE": N_("Ireland"),
    "FR": N_("France"),
    "US": N_("United States"),
    "CA": N_("Canada"),
    "AU": N_("Australia"),
    EVERYWHERE: N_("Elsewhere in the European Union"),
}
"""The countries, in the order in which they are shown after one's own."""

PEOPLE = (
    Contact("DE", "TelefonSeelsorge", "0800 111 0 111, 0800 111 0 222, 116 123", LISTENS, "de"),
    Contact("DE", "Sekten-Info NRW", "sekten-info-nrw.de", GROUPS, "de"),
    Contact("AT", "TelefonSeelsorge", "142", LISTENS, "de"),
    Contact(
        "AT",
        "Bundesstelle für Sektenfragen",
        "01 513 04 60, bundesstelle-sektenfragen.at",
        GROUPS,
        "de",
    ),
    Contact("CH", "Die Dargebotene Hand", "143", LISTENS, "de fr it"),
    Contact("CH", "infoSekta", "infosekta.ch", GROUPS, "de"),
    Contact("GB", "Samaritans", "116 123", LISTENS, "en"),
    Contact("GB", "The Family Survival Trust", "thefamilysurvivaltrust.org", GROUPS, "en"),
    Contact("GB", "StepChange", "0800 138 1111", N_("when money does not last"), "en"),
    Contact("IE", "Samaritans", "116 123", LISTENS, "en"),
    Contact("FR", "SOS Amitié", "09 72 39 40 50", LISTENS, "fr"),
    Contact("FR", "UNADFI", "unadfi.org", GROUPS, "fr"),
    Contact("US", "988 Lifeline", "988", LISTENS, "en es"),
    Contact("US", "International Cultic Studies Association", "icsahome.com", GROUPS, "en"),
    Contact("CA", "988", "988", LISTENS, "en fr"),
    Contact("AU", "Lifeline", "13 11 14", LISTENS, "en"),
    Contact(EVERYWHERE, "116 123", "116 123", N_("somebody who listens, in many countries"), ""),
    Contact(
        EVERYWHERE,
        "116 006",
        "116 006",
        N_("help for victims of crime, in about half of the countries"),
        "",
    ),
)
"""Everybody who is known here; a country's stand together."""


def by_country(country: str | None = None) -> Iterator[tuple[str, tuple[Contact, ...]]]:
    """Each country's name with its people, one's own first; only `country` where one is named."""
    own = local_country()
    for code in (country,) if country else sorted(COUNTRIES, key=lambda code: code != own):
        yield _(COUNTRIES[code]), tuple(one for one in PEOPLE if one.country == code)


def told(contact: Contact) -> str:
    """One line on somebody: `TelefonSeelsorge: 142 (somebody who listens; de)`."""
    about = "; ".join(filter(None, (_(contact.purpose), contact.languages)))
    who = "" if contact.name == contact.reach else f"{contact.name}: "
    return f"{who}{contact.reach} ({about})"


def to_know() -> tuple[str, ...]:
    """What belongs beside the numbers, wherever they are shown."""
    return (
        _("As known in {month}; numbers change, so please check.").format(
            month=shown_month(AS_KNOWN)
        ),
        _("A call may stay in a telephone’s list or on its bill; one that only you use is safer."),
        _(
            "In danger now: 112 in Europe, 999 in the United Kingdom, 911 in the US and Canada,"
            " 000 in Australia."
        ),
    )
