"""The files of an export on the disk: written, fingerprinted, found and removed."""
