"""Draw the moving picture of README from the sample story: `make pictures`.

It is one SVG that has all frames on top of one another. A style shows one after the other, so it
needs no script and no font. If a reader's system asks for less motion, only the first frame is
shown.
"""

import re
from collections.abc import Sequence

RECORDING = "recording"
LINE = ("24 a month dues", ", said no", ' "the work comes first"')
FRAMES: tuple[tuple[str, str, float], ...] = (
    ("", "", 2.5),
    ("a", "", 1.0),
    *(("", part, 0.8) for part in LINE[:-1]),
    ("", LINE[-1], 3.0),
    ("enter", "", 2.0),
    ("escape b", "", 1.0),
    ("", "20 event", 4.0),
    ("ctrl+u escape f4", "", 3.0),
    ("f3", "", 3.0),
    ("f1 ctrl+n", "", 2.5),
)
"""What is pressed and then pasted before each frame, and for how many seconds it is shown."""
VIEW_BOX = re.compile(r'viewBox="([^"]+)"')
OWN_NAME = re.compile(r"terminal-\d+-(line-\d+|clip-terminal)")
DEFINITIONS = re.compile(r"<defs>.*?</defs>", re.DOTALL)


def join_frames(frames: Sequence[str]) -> str:
    """Return one SVG that shows the frames in turn, each for its time, and begins again."""
    (view_box,) = set(VIEW_BOX.findall("".join(frames)))
    # Each frame cuts its lines at the same places, so these are written once.
    frames = [OWN_NAME.sub(r"\1", frame) for frame in frames]
    definitions = DEFINITIONS.findall(frames[0])
    whole = sum(seconds for _keys, _pasted, seconds in FRAMES)
    styles, parts, start = [], [], 0.0
    for number, (frame, (_keys, _pasted, seconds)) in enumerate(zip(frames, FRAMES, strict=True)):
        first, last = (f"{100 * moment / whole:.2f}%" for moment in (start, start + seconds))
        start += seconds
        styles.append(
            f"@keyframes f{number} {{ 0% {{ visibility: hidden }} "
            f"{first} {{ visibility: visible }} {last} {{ visibility: hidden }} }}\n"
            f".f{number} {{ animation: f{number} {whole:g}s step-end infinite }}"
        )
        content = DEFINITIONS.sub("", frame[frame.index("<style>") : frame.rindex("</svg>")])
        parts.append(f'<g class="frame f{number}">\n{content}</g>')
    return "\n".join(
        (
            f'<svg xml:space="preserve" viewBox="{view_box}" xmlns="http://www.w3.org/2000/svg">',
            "<style>",
            ".frame { visibility: hidden }",
            *styles,
            "@media (prefers-reduced-motion: reduce) {",
            ".frame { animation: none } .f0 { visibility: visible }",
            "}",
            "</style>",
            *definitions,
            *parts,
            "</svg>\n",
        )
    )
