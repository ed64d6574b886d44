"""What a page may ask: named actions, whose arguments are checked against their annotations.

A page is not trusted: whoever reaches the kernel's socket can send anything, so nothing that is not
declared here is ever called.
"""

from __future__ import annotations

import math
import types
import typing
from collections.abc import Callable
from typing import Any, Literal, Union

from workbench.errors import Invalid

_LONGEST = 1_000_000

Answer = Callable[..., Any]
_actions: dict[str, tuple[Answer, dict[str, Any]]] = {}


def action(answer: Answer) -> Answer:
    """Register a function `name(view, *, argument: type, …)` as the answer to `{"do": name}`."""
    _actions[answer.__name__] = answer, typing.get_type_hints(answer)
    return answer


def call(view: Any, message: dict[str, Any], buffers: list[Any]) -> Any:
    """What the action named by the message answers. Raises Invalid for anything undeclared."""
    name = message.get("do")
    found = _actions.get(name) if isinstance(name, str) else None
    # An action is for the pages whose view it names, and for no other.
    if found is None or not isinstance(view, found[1].get("view", object)):
        raise Invalid("widgets.unknown_action", name=str(name)[:50])
    answer, hints = found
    defaults = answer.__kwdefaults__ or {}
    arguments: dict[str, Any] = {}
    for argument, hint in hints.items():
        if argument in {"view", "return"}:
            continue
        if argument == "buffers":
            arguments[argument] = [bytes(buffer) for buffer in buffers]
        elif argument in message:
            if not conforms(message[argument], hint):
                raise Invalid("widgets.wrong_argument", name=str(name), argument=argument)
            arguments[argument] = message[argument]
        elif argument not in defaults:
            raise Invalid("widgets.wrong_argument", name=str(name), argument=argument)
    return answer(view, **arguments)


def conforms(value: Any, hint: Any) -> bool:
    """Whether a value from outside is of the declared type; a bool is no number, NaN no weight.

    >>> conforms(3, int), conforms(True, int), conforms([1, "a"], list[int])
    (True, False, False)
    """
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin in {Union, types.UnionType}:
        return any(conforms(value, option) for option in inner)
    if origin is Literal:
        return any(value is option or (type(value) is type(option) and value == option) for option in inner)
    if origin is list:
        return isinstance(value, list) and all(conforms(item, inner[0]) for item in value)
    if origin is dict:
        return isinstance(value, dict) and all(
            conforms(k, inner[0]) and conforms(v, inner[1]) for k, v in value.items()
        )
    if hint is None or hint is type(None):
        return value is None
    if hint is int:
        return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**31
    if hint is float:
        return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)
    if hint is str:
        return isinstance(value, str) and len(value) <= _LONGEST
    if hint is bool:
        return isinstance(value, bool)
    return False
