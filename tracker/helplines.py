"""Helplines and other people to talk to, by country: who, how to reach them, what they are for.

Kept here, so that looking them up asks no network and tells nobody. Numbers and addresses change:
each line says the year in which it was last found to be so, and whoever shows them says it, too.
A number is only named where a page of the organisation's own or of the press has it; else their
address.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from tracker.i18n import N_, _, find_local_country, join_list

SEVERAL_COUNTRIES = "EU"
"""What stands for a country where a number holds in several."""

PURPOSE_LISTENING = N_("somebody who listens, day and night")
PURPOSE_GROUPS = N_("about groups that ask much of people, and leaving them")


@dataclass(frozen=True, slots=True)
class Helpline:
    """An organisation that people can turn to."""

    country: str
    """Its two letters, or SEVERAL_COUNTRIES."""
    name: str
    contact: str
    """A telephone number, or an address on the web; more than one are joined by commas."""
    purpose: str
    """What they are for; to be translated where it is shown."""
    languages: str
    """Two letters each, joined by blanks."""
    found_year: int
    """The year of the newest page in which they were found to be at work and reached so."""


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
    SEVERAL_COUNTRIES: N_("In some countries of the European Union"),
}
"""The countries, in the order in which they are shown after one's own."""
LANGUAGES = {
    "de": N_("German"),
    "en": N_("English"),
    "es": N_("Spanish"),
    "fr": N_("French"),
    "it": N_("Italian"),
}
"""The languages that are spoken there."""

# What each was found in, newest first, stands above it: to be looked up again before a release.
HELPLINES = (
    # evangelische-zeitung.de, May 2024; domradio.de (both numbers, undated)
    Helpline(
        "DE", "TelefonSeelsorge", "0800 111 0 111, 0800 111 0 222", PURPOSE_LISTENING, "de", 2024
    ),
    # their yearly report of May 2025; sekten-info-nrw.de/aktuelles, May 2024
    Helpline("DE", "Sekten-Info NRW", "sekten-info-nrw.de", PURPOSE_GROUPS, "de", 2025),
    # burgenland.orf.at, May 2023; their release at ots.at, April 2023
    Helpline("AT", "TelefonSeelsorge", "142", PURPOSE_LISTENING, "de", 2023),
    # their yearly report of July 2021
    Helpline(
        "AT",
        "Bundesstelle für Sektenfragen",
        "01 513 04 60, bundesstelle-sektenfragen.at",
        PURPOSE_GROUPS,
        "de",
        2021,
    ),
    # horizonte-aargau.ch, April 2024; zukunft-ch.ch on its languages, 2023
    Helpline("CH", "Die Dargebotene Hand", "143", PURPOSE_LISTENING, "de fr it", 2024),
    # nau.ch on their report of 2023; infosekta.ch (undated)
    Helpline("CH", "infoSekta", "infosekta.ch", PURPOSE_GROUPS, "de", 2024),
    # samaritans.org on ten years of this number, 2025
    Helpline("GB", "Samaritans", "116 123", PURPOSE_LISTENING, "en", 2025),
    # the press on their report, July 2022; thefamilysurvivaltrust.org (2021 and later)
    Helpline(
        "GB", "The Family Survival Trust", "thefamilysurvivaltrust.org", PURPOSE_GROUPS, "en", 2022
    ),
    # the-independent.com, March 2024; the number on stepchange.org (undated)
    Helpline(
        "GB",
        "StepChange",
        "0800 138 1111, stepchange.org",
        N_("when money does not last"),
        "en",
        2024,
    ),
    # irishexaminer.com, April 2019
    Helpline("IE", "Samaritans", "116 123", PURPOSE_LISTENING, "en", 2019),
    # francetvinfo.fr, December 2021
    Helpline("FR", "SOS Amitié", "09 72 39 40 50", PURPOSE_LISTENING, "fr", 2021),
    # unadfi.org, April 2025
    Helpline("FR", "UNADFI", "unadfi.org", PURPOSE_GROUPS, "fr", 2025),
    # abc7.com and upi.com, July 2023
    Helpline("US", "988 Lifeline", "988", PURPOSE_LISTENING, "en es", 2023),
    # their conference's page at icsahome.com, 2024; newer lists of others name the first address
    Helpline(
        "US",
        "International Cultic Studies Association",
        "internationalculticstudies.org, icsahome.com",
        PURPOSE_GROUPS,
        "en",
        2024,
    ),
    # newswire.ca, November 2023
    Helpline("CA", "988", "988", PURPOSE_LISTENING, "en fr", 2023),
    # journaldequebec.com, August 2021; infosecte.org (2020 and later)
    Helpline("CA", "Info-Cult, Info-Secte", "infosecte.org", PURPOSE_GROUPS, "en fr", 2021),
    # southsydneyherald.com.au on its sixty years, 2023
    Helpline("AU", "Lifeline", "13 11 14", PURPOSE_LISTENING, "en", 2023),
    # cifs.org.au, 2020
    Helpline(
        "AU", "Cult Information and Family Support", "cifs.org.au", PURPOSE_GROUPS, "en", 2020
    ),
    # what was found for Ireland; euroalert.net on the decision for all countries
    Helpline(SEVERAL_COUNTRIES, "116 123", "116 123", N_("somebody who listens"), "", 2019),
    # victim-support.eu, 2025
    Helpline(
        SEVERAL_COUNTRIES,
        "116 006",
        "116 006",
        N_("help for victims of crime"),
        "",
        2025,
    ),
)
"""Everybody who is known here; a country's stand together."""


def list_by_country(country: str | None = None) -> Iterator[tuple[str, tuple[Helpline, ...]]]:
    """Yield countries with their helplines, one's own first; only `country` where one is named."""
    own_country = find_local_country()
    for code in (country,) if country else sorted(COUNTRIES, key=lambda code: code != own_country):
        yield (
            _(COUNTRIES[code]),
            tuple(helpline for helpline in HELPLINES if helpline.country == code),
        )


def find_own_country() -> tuple[str, tuple[Helpline, ...]]:
    """Return one's own country with its helplines; where it is not known, those of several."""
    own_country = find_local_country()
    return next(list_by_country(own_country if own_country in COUNTRIES else SEVERAL_COUNTRIES))


def describe_helpline(helpline: Helpline) -> str:
    """Return a line such as `TelefonSeelsorge: 142 (somebody who listens; German; as of 2023)`."""
    details = "; ".join(
        filter(
            None,
            (
                _(helpline.purpose),
                describe_languages(helpline),
                _("as of {year}").format(year=helpline.found_year),
            ),
        )
    )
    prefix = "" if helpline.name == helpline.contact else f"{helpline.name}: "
    return f"{prefix}{helpline.contact} ({details})"


def describe_languages(helpline: Helpline) -> str:
    """Return the languages that are spoken there, in words."""
    return join_list(_(LANGUAGES[code]) for code in helpline.languages.split())


def describe_check_reminder() -> str:
    """Return how old the lines are, and what to do about it."""
    return _(
        "Each line says in which year it was last found to be so; numbers change, so please check."
    )


def describe_emergency_numbers() -> str:
    """Return whom to call in danger."""
    return _("In danger now? Call 112 (Europe), 999 (UK), 911 (US, Canada) or 000 (Australia).")


def list_safety_notes() -> tuple[str, ...]:
    """Return the safety notes that are shown beside the numbers."""
    return (
        describe_check_reminder(),
        _("A call may stay in a telephone’s list or on its bill; one that only you use is safer."),
        describe_emergency_numbers(),
    )
