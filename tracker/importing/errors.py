"""Why a bundle is refused: the file, the line, the column and the fix, in one sentence."""

from tracker.i18n import _error, make_printable


class ImportingError(Exception):
    """A bundle that cannot be imported. Its text is for the person."""


class WrongReportPasswordError(ImportingError):
    """The password does not open the report."""


class CellError(ValueError):
    """A cell that does not fit: its column and the fix, without the place in the file."""

    def __init__(self, column: str, message: str) -> None:
        """Keep both."""
        super().__init__(message)
        self.column = column
        self.message = message


class BundleFileError(ImportingError):
    """A file of a bundle that cannot be read. `reason` is the place and the fix."""

    def __init__(self, reason: str) -> None:
        """Keep the reason, which `tracker view` prints alone."""
        self.reason = reason
        super().__init__(_error("Nothing was imported: {reason}").format(reason=self.reason))


def build_cell_error(file: str, line: int, error: CellError) -> ImportingError:
    """Return the sentence for a cell."""
    return BundleFileError(
        _error("{file}, line {line}, column {column}: {message}").format(
            file=make_printable(file), line=line, column=error.column, message=error.message
        )
    )


def build_line_error(file: str, line: int, message: str) -> ImportingError:
    """Return the sentence for a whole line."""
    return BundleFileError(
        _error("{file}, line {line}: {message}").format(
            file=make_printable(file), line=line, message=message
        )
    )


def build_file_error(file: str, message: str) -> ImportingError:
    """Return the sentence for a whole file."""
    return BundleFileError(
        _error("{file}: {message}").format(file=make_printable(file), message=message)
    )
