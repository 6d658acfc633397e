"""Why a bundle is refused: the file, the line, the column and the mend, in one sentence."""

from tracker.texts import _


class ImportingError(Exception):
    """A bundle that cannot be imported; its text is for the person."""


class Misfit(ValueError):
    """A cell that does not fit: its column and the mend, without the place in the file."""

    def __init__(self, column: str, message: str) -> None:
        """Keep both."""
        super().__init__(message)
        self.column = column
        self.message = message


def at_cell(file: str, line: int, misfit: Misfit) -> ImportingError:
    """The sentence for a cell."""
    return ImportingError(
        _("Nothing was imported: {file}, line {line}, column {column}: {message}").format(
            file=file, line=line, column=misfit.column, message=_ended(misfit.message)
        )
    )


def at_line(file: str, line: int, message: str) -> ImportingError:
    """The sentence for a whole line."""
    return ImportingError(
        _("Nothing was imported: {file}, line {line}: {message}").format(
            file=file, line=line, message=_ended(message)
        )
    )


def at_file(file: str, message: str) -> ImportingError:
    """The sentence for a whole file."""
    return ImportingError(
        _("Nothing was imported: {file}: {message}").format(file=file, message=_ended(message))
    )


def _ended(message: str) -> str:
    return message if message.endswith("?") else f"{message}."
