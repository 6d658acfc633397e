"""The rows and dialogs of Settings for food and rent without a regular amount."""

from datetime import date

from tracker.analysis.monthly.essential_costs import EssentialCosts
from tracker.analysis.monthly.essential_costs_sentences import describe_unknown_costs
from tracker.analysis.monthly.monthly_facts import MonthlyFacts
from tracker.analysis.prompts import COST_PROMPTS, SKIPPED_FOREVER, build_setting_key
from tracker.book.book import Book
from tracker.entries.types import NeedKind
from tracker.i18n import N_label, _label
from tracker.months import Month
from tracker.screens.shell.input_dialogs import ChoiceDialog
from tracker.screens.this_month.setup_prompts import save_no_cost

COST_LABELS = {NeedKind.FOOD: N_label("Food"), NeedKind.RENT: N_label("Rent")}
ADD_AMOUNT, NO_COST = N_label("Add an amount"), N_label("I pay nothing for it")
STOP_ASKING, ASK_AGAIN = N_label("Leave it out and stop asking"), N_label("Ask me again")
"""The possible answers."""


def describe_cost(cost: NeedKind, facts: MonthlyFacts) -> str:
    """Return a text for a cost that has no regular amount: whether it is known this month."""
    costs, month = EssentialCosts(facts), Month.from_date(facts.today)
    if cost in costs.find_skipped(month):
        return _label("left out, not asked")
    if cost in costs.find_unknown(month):
        return _label("not added")
    is_known = (month, cost) in facts.one_off_costs
    return _label("added for this month") if is_known else _label("none", "cost")


def build_cost_dialog(cost: NeedKind, facts: MonthlyFacts) -> ChoiceDialog:
    """Return a dialog with the answers about a cost: add an amount, none, or stop asking."""
    last_option = ASK_AGAIN if cost in facts.skipped_costs else STOP_ASKING

    def explain() -> str:
        is_unknown = cost in EssentialCosts(facts).find_unknown(Month.from_date(facts.today))
        return describe_unknown_costs([cost] if is_unknown else [])

    return ChoiceDialog(
        _label(COST_LABELS[cost]),
        [_label(ADD_AMOUNT), _label(NO_COST), _label(last_option)],
        _label(ADD_AMOUNT),
        explain,
    )


def save_cost_answer(answer: str, cost: NeedKind, book: Book, today: date) -> str:
    """Save an answer. Returns the start of the entry line to be typed, or an empty text."""
    if answer == _label(ADD_AMOUNT):
        return f"need {cost} "
    if answer == _label(NO_COST):
        save_no_cost(cost, book, today)
    else:
        book.settings.set(
            build_setting_key(COST_PROMPTS[cost]),
            SKIPPED_FOREVER if answer == _label(STOP_ASKING) else None,
        )
    return ""
