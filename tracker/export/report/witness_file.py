"""The witness as a file within a report."""

from tracker.book.witness.hashes import Witness

# Data: in people's files since 0.1, never rename.
WITNESS_FILE = "witness.txt"
"""What it is called among the files that lie in a report."""
# Data: in people's files since 0.1, never rename.
WITNESS_HEADING = "tracker witness 1"
"""Its first line; the number is that of its form."""


def encode_witness(witness: Witness) -> bytes:
    """Return the heading, the root, then the hash of every entry, a line each, in ASCII."""
    return "\n".join([WITNESS_HEADING, witness.root, *witness.hashes, ""]).encode("ascii")
