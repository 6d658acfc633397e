"""`make bench`: every measure, as ratios within this one run; `make bench ARGS="start months"`."""

import argparse
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.books import make_book, write_lines, write_table
from benchmarks.commands import measure_exchange, measure_months, measure_reports
from benchmarks.figures import Figure, Workplace, report, report_failure
from benchmarks.goals import GOALS, judge
from benchmarks.memory import make_largest, measure_memory
from benchmarks.results import (
    CHART_FILE,
    RESULTS,
    describe_machine,
    render_figures,
    render_goals,
    render_results,
)
from benchmarks.results_chart import draw_chart
from benchmarks.screens import measure_screens, measure_starts

MEASURES: dict[str, Callable[[Workplace], Iterator[Figure]]] = {
    "start": measure_starts,
    "screens": measure_screens,
    "months": measure_months,
    "reports": measure_reports,
    "exchange": measure_exchange,
    "memory": measure_memory,
}
SIZES = (1_000, 10_000, 100_000)
START_SIZES = (0, 3_600, 24_000, 100_000)
LARGEST = 1_000_000
NEEDING_LARGEST = {"months", "memory"}
ROUNDS, QUICK_ROUNDS = 4, 2
QUICK_SIZE = 10_000
"""The largest notebook of a quick run."""


def main() -> None:
    """Measure what was asked for, and print it. If it was everything, write it down."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument(
        "measures", nargs="*", metavar="MEASURE", help=f"some of: {', '.join(MEASURES)}"
    )
    parser.add_argument(
        "--quick", action="store_true", help=f"{QUICK_ROUNDS} rounds, up to {QUICK_SIZE:,} entries"
    )
    arguments = parser.parse_args()
    names = arguments.measures or list(MEASURES)
    if unknown := set(names) - set(MEASURES):
        parser.error(f"no such measure: {', '.join(unknown)}")
    most = QUICK_SIZE if arguments.quick else LARGEST
    needs_largest = NEEDING_LARGEST.intersection(names) and not arguments.quick
    with TemporaryDirectory() as folder:
        place = Workplace(
            Path(folder),
            rounds=QUICK_ROUNDS if arguments.quick else ROUNDS,
            sizes=tuple(size for size in SIZES if size <= most),
            start_sizes=tuple(size for size in START_SIZES if size <= most),
            largest=LARGEST if needs_largest else None,
        )
        figures = list(_measure(place, names))
    judgements = [judge(goal, figures) for goal in GOALS]
    if set(names) == set(MEASURES):
        how = f"in {place.rounds} rounds, up to {max(place.all_sizes):,} entries"
        RESULTS.write_text(render_results(judgements, figures, how), "utf-8")
        draw_chart(figures, RESULTS.with_name(CHART_FILE))
    judged = [judgement for judgement in judgements if judgement.figures]
    print(f"\n{describe_machine()}\n\n{render_figures(figures)}\n{render_goals(judged)}")


def _measure(place: Workplace, names: list[str]) -> Iterator[Figure]:
    report("notebooks")
    yield from _make_books(place)
    for name in names:
        report(name)
        with report_failure(name):
            yield from MEASURES[name](place)
    report("done")


def _make_books(place: Workplace) -> Iterator[Figure]:
    """Make the notebooks. Yield how the largest was made, which is a measure itself."""
    with ProcessPoolExecutor() as pool:
        made = [
            *(pool.submit(write_table, place.find_table(size), size) for size in place.sizes),
            *(
                pool.submit(make_book, place.find_book(size), size)
                for size in {0, *place.sizes, *place.start_sizes}
            ),
            *(pool.submit(write_lines, place.find_lines(size), size) for size in place.sizes),
        ]
        for future in made:
            future.result()
    if place.largest:
        yield from make_largest(place, place.largest)


if __name__ == "__main__":
    main()
