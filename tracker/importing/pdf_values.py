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
    """Return the value of a key, wherever in the file it is written; None where there is none."""
    if key not in container or isinstance(container[key], NullObject):
        return None
    return container[key]


def require_dictionary(each: PdfObject) -> DictionaryObject:
    """Return a dictionary, wherever in the file it is; raises TypeError for something else."""
    found = each.get_object()
    if not isinstance(found, DictionaryObject):
        raise TypeError
    return found


def get_dictionary(container: DictionaryObject, key: str) -> DictionaryObject:
    """Return the dictionary that a key holds, or an empty one; raises TypeError for others."""
    found = get_value(container, key)
    return DictionaryObject() if found is None else require_dictionary(found)


def get_array(container: DictionaryObject, key: str) -> ArrayObject:
    """Return the list that a key holds, or an empty one; raises TypeError for something else."""
    found = get_value(container, key)
    if found is None:
        return ArrayObject()
    if not isinstance(found, ArrayObject):
        raise TypeError
    return found


def require_text(found: Any) -> str:
    """Return a text; raises TypeError for something else."""
    if not isinstance(found, TextStringObject):
        raise TypeError
    return found
