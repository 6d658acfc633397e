"""How long a bank takes back a direct debit in euros, with the sources and their years.

The periods are part of Tracker, because looking them up online would leave traces. They hold for
people, not for companies. Check them again before a release.
"""

from tracker.i18n import _

# zdf.de, guide to SEPA direct debits that asks a bank expert, February 2025 (nord24.de,
# 2025, and help.revolut.com, undated, say the same). The rulebook of the European Payments Council
# in force since 5 October 2025 has both periods: dev.to/tomwangcn, 2026.
SOURCE, SOURCE_YEAR = "zdf.de", 2025
"""The page that confirms both periods, and its year."""

# The European Commission on the countries that joined SEPA by October 2025 (trend.az, 17 October
# 2025): Montenegro did. europeanwesternbalkans.com, 2024 and 2025, has Kosovo outside.
EURO_OUTSIDE_SEPA = frozenset({"XK"})
"""Countries that pay in euros and are not part of SEPA."""


def has_sepa_refunds(currency: str, country: str) -> bool:
    """Return whether these periods hold for a notebook in this currency, kept in this country.

    The country is empty where the locale names none. It may be one where the person does not live.
    """
    return currency == "EUR" and country not in EURO_OUTSIDE_SEPA


def describe_refund_periods() -> str:
    """Return both periods with their source, and that the rules of the bank count."""
    return _(
        "A direct debit in euros (SEPA): you can get it back within 8 weeks, without giving a"
        " reason. If you never agreed to it, within 13 months. Source: {source}, {year}. Your"
        " bank’s rules count."
    ).format(source=SOURCE, year=SOURCE_YEAR)


def describe_refund_question() -> str:
    """Return what to ask where other rules hold, or where Tracker does not know them."""
    return _("Ask your bank whether it takes a direct debit back, and for how long.")
