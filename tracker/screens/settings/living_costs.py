"""The rows and dialogs of Settings for food and rent without a regular amount."""

from datetime import date

from tracker.analysis.monthly.essential_costs import EssentialCosts
from tracker.analysis.monthly.essential_costs_sentences import describe_unknown_costs
from tracker.analysis.monthly.monthly_facts import MonthlyFacts
from tracker.analysis.prompts import COST_PROMPTS, SKIPPED_FOREVER, build_setting_key
from tracker.book.book import Book
from tracker.entries.types import NeedKind
from tracker.i18n import N_, _
from tracker.months import Month
from tracker.screens.shell.input_dialogs import ChoiceDialog
from tracker.screens.this_month.setup_prompts import save_no_cost

COST_LABELS = {NeedKind.FOOD: N_("Food"), NeedKind.RENT: N_("Rent")}
ADD_AMOUNT, NO_COST = N_("Add an amount"), N_("There is none")
STOP_ASKING, ASK_AGAIN = N_("Don’t ask, leave it out"), N_("Ask me again")
"""What can be answered."""


def describe_cost(cost: NeedKind, facts: MonthlyFacts) -> str:
    """Return what is known this month of a cost without a regular amount."""
    costs, month = EssentialCosts(facts), Month.from_date(facts.today)
    if cost in costs.find_skipped(month):
        return _("not asked, left out")
    if cost in costs.find_unknown(month):
        return _("not known yet")
    is_noted = (month, cost) in facts.one_off_costs
    return _("known for this month") if is_noted else _("none")


def build_cost_dialog(cost: NeedKind, facts: MonthlyFacts) -> ChoiceDialog:
    """Return a dialog that asks for a cost: an amount, none, or not to be asked."""
    last_option = ASK_AGAIN if cost in facts.skipped_costs else STOP_ASKING

    def explain() -> str:
        is_unknown = cost in EssentialCosts(facts).find_unknown(Month.from_date(facts.today))
        return describe_unknown_costs([cost] if is_unknown else [])

    return ChoiceDialog(
        _(COST_LABELS[cost]), [_(ADD_AMOUNT), _(NO_COST), _(last_option)], _(ADD_AMOUNT), explain
    )


def save_cost_answer(answer: str, cost: NeedKind, book: Book, today: date) -> str:
    """Save an answer; returns how the line begins that is to be typed, else nothing."""
    if answer == _(ADD_AMOUNT):
        return f"need {cost} "
    if answer == _(NO_COST):
        save_no_cost(cost, book, today)
    else:
        book.settings.set(
            build_setting_key(COST_PROMPTS[cost]),
            SKIPPED_FOREVER if answer == _(STOP_ASKING) else None,
        )
    return ""
