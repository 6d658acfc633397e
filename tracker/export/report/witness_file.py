"""The witness as a file attached to a summary."""

from tracker.book.witness.hashes import Witness

# Data: in people's files since 0.1, never rename.
WITNESS_FILE = "witness.txt"
"""Its name among the attached files."""
# Data: in people's files, never rename.
WITNESS_HEADING = "check code 1"
"""Its first line, with the version of the format. It doesn't name the program."""
# Data: in people's files of 0.1, read forever.
OLD_WITNESS_HEADING = "tracker witness 1"
"""The first line in files of earlier versions. The rest is the same."""


def encode_witness(witness: Witness) -> bytes:
    """Return the heading, the root, then the hash of every entry, a line each, in ASCII."""
    return "\n".join([WITNESS_HEADING, witness.root, *witness.hashes, ""]).encode("ascii")
