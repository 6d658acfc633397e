"""One of the things the person was asked for: what happened with it, day by day, in their words."""

from collections.abc import Iterator
from itertools import groupby

from tracker.analysis.asks.timeline import AmountRange, StepKind, TimelineStep
from tracker.analysis.asks.timeline_steps import ASK_STEPS
from tracker.charts import timeline_text
from tracker.charts.timeline_text import STEP_SIGNS, TimelineFormat, format_amount_range
from tracker.export.report.amount_text import part_told
from tracker.export.report.ask_selection import OneAsk
from tracker.export.report.blocks import Block, Days, DayTold, Heading, LifeLine, Paragraph, Style
from tracker.export.report.model import Report
from tracker.export.report.safe_text import name, said
from tracker.export.report.tag_phrases import how
from tracker.i18n import N_, NumberFormat, _, format_date, ngettext

LONGEST_WORDS = 600
FEW_DAYS = 3
"""Up to so many days are seen at once; a drawing of them would say no more."""
HAPPENED = {
    StepKind.ASKED: N_("I was asked"),
    StepKind.ASKED_AGAIN: N_("I was asked again"),
    StepKind.NO: N_("I said no"),
    StepKind.LATER: N_("I said later"),
    StepKind.YES: N_("I said yes"),
    StepKind.GAVE: N_("I gave"),
    StepKind.PAID: N_("I paid"),
    StepKind.PAYS: N_("from then on I paid regularly"),
    StepKind.ENDED: N_("the regular payment ended"),
    StepKind.WITHDREW: N_("I took my yes back"),
    StepKind.RETURNED: N_("money came back to me"),
}
WITH_A_SUM = {
    StepKind.ASKED: N_("I was asked for {amount}"),
    StepKind.ASKED_AGAIN: N_("I was asked again, for {amount}"),
    StepKind.YES: N_("I said yes to {amount}"),
    StepKind.GAVE: N_("I gave {amount}"),
    StepKind.PAID: N_("I paid {amount}"),
    StepKind.PAYS: N_("from then on I paid {amount}"),
    StepKind.RETURNED: N_("{amount} came back to me"),
}


def one_ask(
    ask: OneAsk, report: Report, numbers: NumberFormat, *, with_group: bool
) -> Iterator[Block]:
    """Its heading, what there is to know at once, and its days; many of them as a drawing, too."""
    life = ask.life
    telling = TimelineFormat(numbers.format_amount, numbers.mask_numbers)
    title = timeline_text.format_timeline_title(life, telling)
    yield Heading(f"{report.day_told(life.first_day)}: {title}", 3)
    yield Paragraph(" · ".join(_parts(ask, report, numbers, with_group=with_group)), Style.SMALL)
    days = list(_days(ask, telling, report))
    if report.with_days and len(days) > FEW_DAYS:
        told = _("From {first} to {last}, day by day as written below.").format(
            first=format_date(life.first_day), last=format_date(life.last_day)
        )
        yield LifeLine(life, told)
    yield Days(days)


def _parts(
    ask: OneAsk, report: Report, numbers: NumberFormat, *, with_group: bool
) -> Iterator[str]:
    life = ask.life
    if with_group and life.group:
        yield name(life.group)
    yield timeline_text.describe_ask_number(life)
    if later := _talked_later(ask):
        yield ngettext("talked about once more", "talked about {count} times more", later).format(
            count=later
        )
    if ask.share:
        part = part_told(ask.share, numbers, exact=report.with_income)
        is_one = life.ask_count == 1 and life.first_amount.low == life.first_amount.high
        text = _("{part} of a month’s income") if is_one else _("up to {part} of a month’s income")
        yield text.format(part=part)
    if ask.is_begun:
        yield _("it had begun before what is shown here")


def _talked_later(ask: OneAsk) -> int:
    """On how many days without an asking it is noted what was said, or how."""
    asked = {moment.day for moment in ask.life.steps if moment.kind in ASK_STEPS}
    noted = {moment.day for moment in ask.life.steps if moment.words or moment.number in ask.tags}
    return len(noted - asked)


def _days(ask: OneAsk, telling: TimelineFormat, report: Report) -> Iterator[DayTold]:
    """What happened on each day, or in each month where days stay out."""
    asked: AmountRange | None = ask.life.first_amount
    when = groupby(ask.life.steps, key=lambda moment: report.day_told(moment.day))
    for day, moments_of_it in when:
        moments = list(moments_of_it)
        happened = []
        for moment in moments:
            happened.append(
                f"{STEP_SIGNS[moment.kind]}\N{NO-BREAK SPACE}{told(moment, asked, telling)}"
            )
            asked = moment.amount if moment.kind in ASK_STEPS else asked
        tags = dict.fromkeys(tag for moment in moments for tag in ask.tags.get(moment.number, ()))
        words = [moment.words for moment in moments if moment.words]
        yield DayTold(
            day=day,
            happened=", ".join(happened),
            how=how(tags, report.tag_meanings),
            said=" ".join(said(telling.format_words(text), LONGEST_WORDS) for text in words),
        )


def told(moment: TimelineStep, asked: AmountRange | None, telling: TimelineFormat) -> str:
    """What happened, with its amount; not with the one that was `asked` for before."""
    is_known = moment.kind in ASK_STEPS and moment.amount == asked
    if moment.amount is None or is_known or moment.kind not in WITH_A_SUM:
        return _(HAPPENED[moment.kind])
    return _(WITH_A_SUM[moment.kind]).format(amount=format_amount_range(moment.amount, telling))
