"""Timings of the program against its peers, as ratios in one run; `python -m benchmarks`."""
