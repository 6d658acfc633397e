"""`make bench`: each measure in turn, as ratios within this one run."""

from benchmarks import months, start, unlocking

if __name__ == "__main__":
    months.main()
    start.main()
    unlocking.main()
