"""Start, saving and the monthly report by size, as one picture of 900 pixels."""

from collections.abc import Sequence
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as Drawing
from matplotlib.ticker import FuncFormatter, NullLocator

from benchmarks.commands import MONTHS
from benchmarks.figures import BARE, Figure
from benchmarks.peers import BAGELS, BEAN_QUERY, HLEDGER, LEDGER, SQLITE
from benchmarks.screens import SAVE, START

OWN = "Tracker"
COLOURS = {
    OWN: "#1f5f99",
    BARE: "#777777",
    BAGELS: "#b5622a",
    SQLITE: "#4f824f",
    HLEDGER: "#85579d",
    LEDGER: "#b5622a",
    BEAN_QUERY: "#8a7a20",
}
PANELS = ((START, (BARE, BAGELS)), (SAVE, ()), (MONTHS, (SQLITE, HLEDGER, LEDGER, BEAN_QUERY)))
"""Each measure and the peers that are drawn beside it."""
SMALLEST = 100
"""Where an empty notebook is drawn, since the axis has no nought."""
LEAST, MOST = 0.001, 30.0
"""The seconds that all panels span, so that they can be compared."""
APART = 1.45
"""How many times as high a name is as the one below it, so that both can be read."""

Points = Sequence[tuple[float, float]]


def draw_chart(figures: Sequence[Figure], path: Path) -> None:
    """Write the picture."""
    drawing = Drawing(figsize=(9, 3.4), dpi=100, layout="constrained")
    FigureCanvasAgg(drawing)
    panels = drawing.subplots(1, len(PANELS), sharey=True)
    for axes, (measure, peers) in zip(panels, PANELS, strict=True):
        chosen = [figure for figure in figures if figure.measure == measure]
        lines = {OWN: [(figure.size or SMALLEST, figure.value) for figure in chosen]}
        for peer in peers:
            lines[peer] = [
                (figure.size or SMALLEST, figure.beside[peer])
                for figure in chosen
                if peer in figure.beside
            ]
        _set_up_axes(axes, measure)
        _draw_lines(axes, {name: sorted(points) for name, points in lines.items() if points})
    drawing.savefig(path)


def _set_up_axes(axes: Axes, measure: str) -> None:
    axes.set_title(measure, loc="left", fontsize=11, color="#333333")
    axes.set(xscale="log", yscale="log", ylim=(LEAST, MOST), xlim=(SMALLEST / 1.6, 4e7))
    axes.set_xticks([SMALLEST, 1e3, 1e4, 1e5, 1e6])
    axes.xaxis.set_major_formatter(FuncFormatter(lambda size, _place: _format_count(size)))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _place: _format_time(value)))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.yaxis.set_minor_locator(NullLocator())
    axes.set_xlabel("entries", fontsize=8, color="#555555")
    axes.grid(axis="y", color="#e8e8e8", linewidth=0.8)
    axes.tick_params(labelsize=8, color="#cccccc", labelcolor="#555555")
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.spines["bottom"].set_color("#cccccc")


def _draw_lines(axes: Axes, lines: dict[str, Points]) -> None:
    """Draw each line with its name at its end, moved up where it would cover another."""
    height = 0.0
    for name, points in sorted(lines.items(), key=lambda line: line[1][-1][1]):
        is_own = name == OWN
        sizes, values = zip(*points, strict=True)
        axes.plot(
            sizes,
            values,
            color=COLOURS[name],
            linewidth=2.2 if is_own else 1.3,
            marker="o",
            markersize=4 if is_own else 3,
            zorder=3 if is_own else 2,
        )
        height = max(values[-1], height * APART)
        axes.annotate(
            name,
            (sizes[-1], height),
            (6, 0),
            textcoords="offset points",
            va="center",
            fontsize=8,
            color=COLOURS[name],
            fontweight="bold" if is_own else "normal",
        )


def _format_count(size: float) -> str:
    if size == SMALLEST:
        return "0"
    return f"{size / 1e6:g} M" if size >= 1e6 else f"{size / 1000:g} k"


def _format_time(seconds: float) -> str:
    return f"{seconds:g} s" if seconds >= 1 else f"{seconds * 1000:g} ms"
