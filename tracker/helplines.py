"""Helplines and other people to talk to, by country: who they are, what they offer, how to call.

The list is part of Tracker, because looking it up online would leave traces. Numbers and addresses
change, so each entry has the year of the newest page that confirms it, and that year is always
shown. A phone number is listed only if a page of the organisation or of the press gives it.
Otherwise the entry has their web address.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tracker.i18n import N_label, _, _label, find_local_country, join_list

LIST_CHECKED = date(2026, 11, 30)
"""When the list was last checked as a whole."""
OLDEST_SOURCE_YEARS = 2
"""Years that the source of an entry may be older than the last check.

A helpline that no page has confirmed for so long is dropped: a wrong number is worse than none.
"""

SEVERAL_COUNTRIES = "EU"
"""The code for a number that works in several countries."""

PURPOSE_LISTENING = N_label("someone who listens, day and night")
PURPOSE_GROUPS = N_label("for people in, or leaving, groups that demand a lot")
PURPOSE_MONEY = N_label("free advice when money runs short")


@dataclass(frozen=True, slots=True)
class Helpline:
    """An organisation that people can turn to."""

    country: str
    """Its two-letter code, or SEVERAL_COUNTRIES."""
    name: str
    contact: str
    """A phone number or a web address, or several joined by commas."""
    purpose: str
    """What they offer, to be translated where it is shown."""
    languages: str
    """Two-letter codes joined by spaces."""
    found_year: int
    """The year of the newest page that confirms them."""

    @property
    def phone_number(self) -> str:
        """Their first phone number, or an empty text where there is a web address."""
        first = self.contact.partition(",")[0]
        return first if first[0].isdigit() else ""


COUNTRIES = {
    "DE": N_label("Germany"),
    "AT": N_label("Austria"),
    "CH": N_label("Switzerland"),
    "GB": N_label("United Kingdom"),
    "IE": N_label("Ireland"),
    "FR": N_label("France"),
    "US": N_label("United States"),
    "CA": N_label("Canada"),
    "AU": N_label("Australia"),
    SEVERAL_COUNTRIES: N_label("Some EU countries"),
}
"""The countries, in the order in which they are shown after one's own."""
LANGUAGES = {
    "de": N_label("German"),
    "en": N_label("English"),
    "es": N_label("Spanish"),
    "fr": N_label("French"),
    "it": N_label("Italian"),
}
"""The languages that they speak."""

# The sources are named above each entry, newest first. Check them again before a release.
HELPLINES = (
    # evangelische-zeitung.de, May 2024 (domradio.de has both numbers, undated)
    Helpline(
        "DE", "TelefonSeelsorge", "0800 111 0 111, 0800 111 0 222", PURPOSE_LISTENING, "de", 2024
    ),
    # their yearly report, May 2025, and sekten-info-nrw.de/aktuelles, May 2024
    Helpline("DE", "Sekten-Info NRW", "sekten-info-nrw.de", PURPOSE_GROUPS, "de", 2025),
    # their press release on the calls of 2024, 26 May 2025 (br.de has the number, May 2024)
    Helpline(
        "DE",
        "Hilfetelefon Gewalt gegen Frauen",
        "116 016",
        N_label("for women who are hurt, threatened or controlled, day and night"),
        "de en",
        2025,
    ),
    # bundesregierung.de and deutschlandfunk.de on ten years of this number, May 2024
    Helpline(
        "DE",
        "Hilfe-Telefon Sexueller Missbrauch",
        "0800 22 55 530",
        N_label("about sexual abuse of children and teenagers, now or long ago"),
        "de",
        2024,
    ),
    # wienerbezirksblatt.at on calls during the flood of September 2024
    Helpline("AT", "TelefonSeelsorge", "142", PURPOSE_LISTENING, "de", 2024),
    # parlament.gv.at on their yearly report, 27 June 2025 (the address is in that of July 2021)
    Helpline(
        "AT",
        "Bundesstelle für Sektenfragen",
        "bundesstelle-sektenfragen.at",
        PURPOSE_GROUPS,
        "de",
        2025,
    ),
    # horizonte-aargau.ch, April 2024 (zukunft-ch.ch has the languages, 2023)
    Helpline("CH", "Die Dargebotene Hand", "143", PURPOSE_LISTENING, "de fr it", 2024),
    # nau.ch on their report of 2023 (infosekta.ch is undated)
    Helpline("CH", "infoSekta", "infosekta.ch", PURPOSE_GROUPS, "de", 2024),
    # samaritans.org on ten years of this number, 2025
    Helpline("GB", "Samaritans", "116 123", PURPOSE_LISTENING, "en", 2025),
    # spaceforsoul.org.uk names them and the address for a meeting on 7 September 2025
    Helpline(
        "GB", "The Family Survival Trust", "thefamilysurvivaltrust.org", PURPOSE_GROUPS, "en", 2025
    ),
    # the-independent.com, March 2024 (stepchange.org has the number, undated)
    Helpline("GB", "StepChange", "0800 138 1111, stepchange.org", PURPOSE_MONEY, "en", 2024),
    # RTÉ News on the calls they answered in 2024, 21 May 2025 (irishexaminer.com has the number,
    # April 2019)
    Helpline("IE", "Samaritans", "116 123", PURPOSE_LISTENING, "en", 2025),
    # presoa.org, 5 February 2025
    Helpline("FR", "3114", "3114", PURPOSE_LISTENING, "fr", 2025),
    # unadfi.org, April 2025
    Helpline("FR", "UNADFI", "unadfi.org", PURPOSE_GROUPS, "fr", 2025),
    # theinterurbanist.org, 8 September 2025
    Helpline("US", "988 Lifeline", "988", PURPOSE_LISTENING, "en es", 2025),
    # their conference page on icsahome.com, 2024 (newer lists of others give the first address)
    Helpline(
        "US",
        "International Cultic Studies Association",
        "internationalculticstudies.org, icsahome.com",
        PURPOSE_GROUPS,
        "en",
        2024,
    ),
    # newswire.ca, 10 September 2025
    Helpline("CA", "988", "988", PURPOSE_LISTENING, "en fr", 2025),
    # fundraise.lifelineqld.org.au on the calls answered up to April 2025
    Helpline("AU", "Lifeline", "13 11 14", PURPOSE_LISTENING, "en", 2025),
    # internewscast.com on the inquiry that took submissions until July 2025 (cifs.org.au has pages
    # of 2020)
    Helpline(
        "AU", "Cult Information and Family Support", "cifs.org.au", PURPOSE_GROUPS, "en", 2025
    ),
    # orla.fm on the calls of 2023 in Poland, early 2024 (euroalert.net has the decision for all
    # countries, vmnvd.gov.lv the line in Latvia, both older or undated)
    Helpline(SEVERAL_COUNTRIES, "116 123", "116 123", N_label("someone who listens"), "", 2024),
)
"""All helplines, those of a country next to each other."""


def list_by_country(country: str | None = None) -> Iterator[tuple[str, tuple[Helpline, ...]]]:
    """Yield countries with their helplines, one's own first, or only `country`."""
    own_country = find_local_country()
    for code in (country,) if country else sorted(COUNTRIES, key=lambda code: code != own_country):
        yield (
            _label(COUNTRIES[code]),
            tuple(helpline for helpline in HELPLINES if helpline.country == code),
        )


def find_own_country() -> tuple[str, tuple[Helpline, ...]]:
    """Return one's own country with its helplines, or else those for several countries.

    It is the country of the money in the locale and not of the language: many people read English
    and live elsewhere.
    """
    own_country = find_local_country()
    return next(list_by_country(own_country if own_country in COUNTRIES else SEVERAL_COUNTRIES))


def list_phone_helplines() -> tuple[Helpline, ...]:
    """Return the helplines of one's own country that have a phone number, if it is known."""
    own_country = find_local_country()
    helplines = (helpline for helpline in HELPLINES if helpline.country == own_country)
    return tuple(helpline for helpline in helplines if helpline.phone_number)


def describe_helpline(helpline: Helpline) -> str:
    """Return a line such as `Samaritans: 116 123 (someone who listens · English · as of 2025)`."""
    details = (
        _label(helpline.purpose),
        describe_languages(helpline),
        _label("as of {year}").format(year=helpline.found_year),
    )
    prefix = "" if helpline.name == helpline.contact else f"{helpline.name}: "
    return f"{prefix}{helpline.contact} ({' · '.join(filter(None, details))})"


def describe_languages(helpline: Helpline) -> str:
    """Return the names of the languages that they speak."""
    return join_list(_label(LANGUAGES[code]) for code in helpline.languages.split())


def describe_check_reminder(count: int = len(HELPLINES)) -> str:
    """Return what the year in the line of each of these helplines means, and that they change."""
    if count == 1:
        return _("The year says when it was last confirmed. It may have changed, so please check.")
    return _("The year says when each was last confirmed. Numbers change, so please check.")


def describe_emergency_numbers() -> str:
    """Return whom to call in danger."""
    return _("In danger now? Call 112 (Europe), 999 (UK), 911 (US, Canada) or 000 (Australia).")


def list_safety_notes() -> tuple[str, ...]:
    """Return the notes on safety that are shown with the numbers."""
    return (
        describe_check_reminder(),
        _("Calls show up in the call list and on the bill. Use a phone that nobody else checks."),
    )
