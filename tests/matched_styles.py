"""Rules of style that are matched once for all apps of a test run, a third of what a test takes.

Textual matches each widget with all rules again whenever a focus moves or a screen opens. What it
finds depends on nothing but the rules, and what the widget and those around it are.
"""

from weakref import WeakKeyDictionary

from textual.css.styles import RulesMap
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode

_apply = Stylesheet.apply
_OF_SEVERAL_NODES = Stylesheet._EXCLUDE_PSEUDO_CLASSES_FROM_CACHE

_numbers: dict[tuple[object, ...], int] = {}
"""A number for all rules of a sheet; the rules stay in memory, so that none takes its place."""
_number_by_sheet: WeakKeyDictionary[Stylesheet, tuple[object, int]] = WeakKeyDictionary()
_states: dict[object, set[str]] = {}
"""The pseudo classes for which a node has rules."""
_matched: dict[object, RulesMap] = {}


def _number_rules(sheet: Stylesheet) -> int:
    """Return a number that sheets with the same rules share."""
    rules_map = sheet.rules_map
    kept = _number_by_sheet.get(sheet)
    if kept is None or kept[0] is not rules_map:
        kept = rules_map, _numbers.setdefault(tuple(sheet.rules), len(_numbers))
        _number_by_sheet[sheet] = kept
    return kept[1]


def _find_states(sheet: Stylesheet, number: int, node: DOMNode) -> set[str]:
    """Return the pseudo classes for which there are rules for a node."""
    key = number, type(node), node._id, node.classes
    if key not in _states:
        names = sheet.rules_map.keys() & node._selector_names
        rules = [rule for name in names for rule in sheet.rules_map[name]]
        _states[key] = set().union(*(rule.pseudo_classes for rule in rules))
    return _states[key]


def _describe(node: DOMNode, states: set[str]) -> object:
    """Return what rules may ask of a node, of its pseudo classes only those that are asked for."""
    state = tuple(name for name in states if node.has_pseudo_class(name))
    return type(node), node._id, node.classes, state


def apply_from_memory(
    sheet: Stylesheet,
    node: DOMNode,
    *,
    animate: bool = False,
    cache: dict[tuple[object, ...], RulesMap] | None = None,
) -> None:
    """Apply the rules for a node as Textual does, from memory if they were matched before."""
    number = _number_rules(sheet)
    states = _find_states(sheet, number, node)
    if not states.isdisjoint(_OF_SEVERAL_NODES):
        _apply(sheet, node, animate=animate, cache=cache)
        return
    key = (number, *(_describe(each, states) for each in node.css_path_nodes))
    if key in _matched:
        node._has_hover_style = "hover" in states
        node._has_focus_within = node._has_order_style = node._has_odd_or_even = False
        if animate or node.styles.base._rules != _matched[key]:
            sheet.replace_rules(node, _matched[key], animate=animate)
        else:
            # Each rule would be set to what it is.
            node.notify_style_update()
        sheet._process_component_classes(node)
        return
    found: dict[tuple[object, ...], RulesMap] = {}
    _apply(sheet, node, animate=animate, cache=found)
    for rules in found.values():
        _matched[key] = rules
