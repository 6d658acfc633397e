"""Pages and pictures that are drawn once for all tests that only need them to be there."""

import os
import pickle
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import pytest

from tracker.analysis.asks.timeline import Timeline
from tracker.charts.image import monthly_chart, timeline
from tracker.charts.image.timeline import ImageFormat
from tracker.export.report import pdf_finish, typesetting


def draw_once(draw: Callable[..., bytes]) -> Callable[..., bytes]:
    """Let a function that draws give what it gave before, for the same values and locale."""
    drawn: dict[bytes, bytes] = {}

    def find_or_draw(*values: object, **options: object) -> bytes:
        locale = {name: word for name, word in os.environ.items() if name.startswith(("LC_", "LA"))}
        key = pickle.dumps((values, options, locale))
        if key not in drawn:
            drawn[key] = draw(*values, **options)
        return drawn[key]

    return find_or_draw


_draw_monthly_chart = draw_once(monthly_chart.draw_monthly_chart)
_typeset_document = draw_once(typesetting._typeset_document)
_finish_open_pdf = draw_once(pdf_finish.finish_pdf)
_finish_pdf = pdf_finish.finish_pdf
_draw_timelines = timeline.draw_timelines
_draw_timelines_as_png = draw_once(partial(timeline.draw_timelines, image_format=ImageFormat.PNG))


def _finish_pdf_once(
    pdf: bytes, title: str, language: str, attachments: Mapping[str, bytes], password: str | None
) -> bytes:
    """Finish a PDF that has no password: with one it is another each time."""
    finish = _finish_open_pdf if password is None else _finish_pdf
    return finish(pdf, title, language, attachments, password)


def _draw_timelines_once(
    timelines: Sequence[Timeline], image_format: ImageFormat, **options: Any
) -> bytes:
    """Draw a PDF anew each time, since the parts of one are counted on their way."""
    if image_format is ImageFormat.PNG:
        return _draw_timelines_as_png(timelines, with_group=options.get("with_group"))
    return _draw_timelines(timelines, image_format, **options)


@pytest.fixture
def finished_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw no picture and finish no page again that was there before in this process."""
    monkeypatch.setattr(monthly_chart, "draw_monthly_chart", _draw_monthly_chart)
    monkeypatch.setattr(timeline, "draw_timelines", _draw_timelines_once)
    monkeypatch.setattr(pdf_finish, "finish_pdf", _finish_pdf_once)


@pytest.fixture
def drawn_once(finished_once: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Set no page again, either."""
    monkeypatch.setattr(typesetting, "_typeset_document", _typeset_document)
