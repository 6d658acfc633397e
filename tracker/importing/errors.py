"""Why a bundle is refused: the file, the line, the column and the mend, in one sentence."""

from tracker.i18n import _, make_printable


class ImportingError(Exception):
    """A bundle that cannot be imported; its text is for the person."""


class WrongPassword(ImportingError):
    """The password does not open the report."""


class Misfit(ValueError):
    """A cell that does not fit: its column and the mend, without the place in the file."""

    def __init__(self, column: str, message: str) -> None:
        """Keep both."""
        super().__init__(message)
        self.column = column
        self.message = message


class Refused(ImportingError):
    """A file of a bundle that was looked into; `why` is the place and the mend."""

    def __init__(self, why: str) -> None:
        """Keep it, for who only looks and imports nothing."""
        self.why = why if why.endswith("?") else f"{why}."
        super().__init__(_("Nothing was imported: {why}").format(why=self.why))


def at_cell(file: str, line: int, misfit: Misfit) -> ImportingError:
    """The sentence for a cell."""
    return Refused(
        _("{file}, line {line}, column {column}: {message}").format(
            file=make_printable(file), line=line, column=misfit.column, message=misfit.message
        )
    )


def at_line(file: str, line: int, message: str) -> ImportingError:
    """The sentence for a whole line."""
    return Refused(
        _("{file}, line {line}: {message}").format(
            file=make_printable(file), line=line, message=message
        )
    )


def at_file(file: str, message: str) -> ImportingError:
    """The sentence for a whole file."""
    return Refused(_("{file}: {message}").format(file=make_printable(file), message=message))
