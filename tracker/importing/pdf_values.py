"""Values of a PDF that may be of any kind, taken as the one that is needed or refused."""

from typing import Any

from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NullObject,
    PdfObject,
    TextStringObject,
)


def get_value(container: DictionaryObject, key: str) -> Any:
    """Return the value of a key, wherever in the file it is written, or None if there is none."""
    if key not in container or isinstance(container[key], NullObject):
        return None
    return container[key]


def require_dictionary(pdf_object: PdfObject) -> DictionaryObject:
    """Return a dictionary, wherever in the file it is. Raises TypeError for something else."""
    resolved = pdf_object.get_object()
    if not isinstance(resolved, DictionaryObject):
        raise TypeError
    return resolved


def get_dictionary(container: DictionaryObject, key: str) -> DictionaryObject:
    """Return the dictionary that a key holds, or an empty one. Raises TypeError for others."""
    value = get_value(container, key)
    return DictionaryObject() if value is None else require_dictionary(value)


def get_array(container: DictionaryObject, key: str) -> ArrayObject:
    """Return the list that a key holds, or an empty one. Raises TypeError for something else."""
    value = get_value(container, key)
    if value is None:
        return ArrayObject()
    if not isinstance(value, ArrayObject):
        raise TypeError
    return value


def require_text(value: Any) -> str:
    """Return a text. Raises TypeError for something else."""
    if not isinstance(value, TextStringObject):
        raise TypeError
    return value
