"""Print what is installed with Tracker, in MB: `make run`, then `python tools/installed_size.py`.

A package is as large as the files that pip has recorded of it, bytecode included.
"""

import sys
from importlib.metadata import Distribution, distributions
from pathlib import Path

RUN = Path(__file__).parents[1] / ".venv-run"
"""Where `make run` installs Tracker."""
BLOCK = 4096
"""What a small file takes on disk."""


def measure_package(package: Distribution) -> int:
    """Return the bytes that a package takes on disk."""
    paths = [Path(str(file.locate())) for file in package.files or ()]
    sizes = [path.stat().st_size for path in paths if path.is_file()]
    return sum(-(-size // BLOCK) * BLOCK for size in sizes)


def render_sizes(environment: Path) -> str:
    """Return a line for each package of an environment, the largest first."""
    folder = next(environment.glob("lib/python*/site-packages"))
    packages = distributions(path=[str(folder)])
    sizes = {package.name.lower(): measure_package(package) for package in packages}
    rows = sorted(sizes.items(), key=lambda row: (-row[1], row[0]))
    rows.append(("in all", sum(sizes.values())))
    return "".join(f"{name:20}{size / 2**20:8.1f}\n" for name, size in rows)


def main() -> None:
    """Print the sizes."""
    sys.stdout.write(render_sizes(Path(sys.argv[1]) if len(sys.argv) > 1 else RUN))


if __name__ == "__main__":
    main()
