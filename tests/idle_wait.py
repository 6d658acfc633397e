"""Waiting until the app has nothing left to do, instead of until the machine is quiet.

Textual's pilot sleeps 20 ms at least twice for each key, and goes on when the process used no time
meanwhile: half of what a test of the app takes, and longer where the machine is busy with others.
"""

import asyncio
from asyncio import TimerHandle
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from time import monotonic
from typing import Protocol, cast

from textual._context import active_app
from textual._wait import wait_for_idle
from textual.app import App

from tests.late_painting import paint_changes
from tracker.app.tracker_app import TrackerApp

SOON = 1 / 20
"""Seconds within which a timer is waited for, like the one that paints."""
BRIEFLY = 1 / 500
PATIENCE = 10
"""Seconds that an app on a busy machine may take until nothing is left to do."""


class Loop(Protocol):
    """What there is to know of asyncio's own loop."""

    _ready: deque[object]
    _scheduled: list[TimerHandle]
    _default_executor: ThreadPoolExecutor | None


async def wait_for_workers(app: App[None]) -> None:
    """Wait for the workers of the current screen; those of screens below wait for its answer."""
    workers = [worker for worker in app.workers if worker.node.screen is app.screen]
    if workers:
        await app.workers.wait_for_complete(workers)


async def wait_until_idle(min_sleep: float = SOON, max_sleep: float = PATIENCE) -> None:
    """Wait until nothing is ready to run and no timer is due soon, and paint what changed."""
    latest = monotonic() + max_sleep
    await wait_until_handled(min_sleep, max_sleep)
    while paint_changes(active_app.get(None)) and monotonic() < latest:
        await wait_until_handled(min_sleep, max_sleep)


async def wait_until_handled(min_sleep: float = SOON, max_sleep: float = PATIENCE) -> None:
    """Wait as between two keys: until nothing is ready to run and no timer is due soon.

    What a thread does is not seen from here, so while one works Textual's own way is taken.
    """
    running = asyncio.get_running_loop()
    loop = cast(Loop, running)
    latest = monotonic() + max_sleep
    while monotonic() < latest:
        await asyncio.sleep(0)
        if loop._default_executor is not None and _is_working(loop._default_executor):
            await wait_for_idle(min_sleep)
            return
        if loop._ready:
            continue
        app = active_app.get(None)
        if isinstance(app, TrackerApp) and app._exit:
            # It paints no more, so that the timer of its screen would go on for ever.
            return
        if _is_key_pending():
            await asyncio.sleep(BRIEFLY)
            continue
        due = [timer.when() for timer in loop._scheduled if not timer.cancelled()]
        wait = min(due, default=float("inf")) - running.time()
        if wait > SOON:
            return
        await asyncio.sleep(max(0, wait))


def _is_working(executor: ThreadPoolExecutor) -> bool:
    """Return whether a thread has something to do, or something waits for one."""
    idle = executor._idle_semaphore._value
    return not executor._work_queue.empty() or idle < len(executor._threads)


def _is_key_pending() -> bool:
    """Whether a key that was pressed is not acted on yet, or others wait for it."""
    app = active_app.get(None)
    return (
        isinstance(app, TrackerApp) and app.is_running and app.input_queue.current_input is not None
    )
