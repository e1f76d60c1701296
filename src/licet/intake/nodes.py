"""Nodes: text out of YAML and JSON, each value with the line it stands on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

import yaml

from licet.errors import BadFile
from licet.yaml_text import loader


class Node(NamedTuple):
    """A value with the line it stands on: text, a list of nodes, or a mapping of text to node.

    Attributes:
        value: str, list[Node] or dict[str, Node]; None for an empty value.
        line: Counted from 1; 0 when there are no lines.
    """

    value: Any
    line: int = 0


def decode(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadFile(f"is not UTF-8 text (byte {error.start})", where=name, remedy="save it as UTF-8") from error


def yaml_node(data: bytes, name: str) -> Node:
    text = decode(data, name)
    if text.count("&") > 1000 and text.count("*") > 1000:
        raise BadFile("uses too many YAML anchors", where=name)
    try:
        root = yaml.compose(text, Loader=loader())
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{name}:{mark.line + 1}" if mark else name
        raise BadFile(f"is not YAML: {getattr(error, 'problem', error)}", where=where, remedy="check quotes and indents") from error
    if root is None:
        raise BadFile("is empty", where=name)
    node = _from_yaml(root, name, 0)
    if not isinstance(node.value, dict | list):
        raise BadFile("is not a mapping of fields to values", where=name, remedy="see examples/zte/ for the shape")
    return node


def _from_yaml(node: Any, name: str, depth: int) -> Node:
    """YAML's node tree as ours; a key given twice is an error, not a silent last word."""
    line = node.start_mark.line + 1
    if depth > 30:
        raise BadFile("is nested too deep", where=f"{name}:{line}")
    if isinstance(node, yaml.ScalarNode):
        plain_null = node.style is None and node.value in ("", "~", "null")
        return Node(None if plain_null else node.value, line)
    if isinstance(node, yaml.SequenceNode):
        return Node([_from_yaml(each, name, depth + 1) for each in node.value], line)
    found: dict[str, Node] = {}
    for key, value in node.value:
        if key.value in found:
            raise BadFile(f"gives {key.value!r} twice", where=f"{name}:{key.start_mark.line + 1}")
        inner = _from_yaml(value, name, depth + 1)
        found[str(key.value)] = Node(inner.value, key.start_mark.line + 1) if not isinstance(inner.value, list) else inner
    return Node(found, line)


def json_node(data: bytes, name: str) -> Node:
    try:
        value = json.loads(decode(data, name), parse_float=str, parse_int=str)
    except (json.JSONDecodeError, RecursionError) as error:
        line = getattr(error, "lineno", 0)
        raise BadFile(f"is not JSON: {getattr(error, 'msg', error)}", where=f"{name}:{line}") from error
    return to_node(value)


def to_node(value: Any, line: int = 0) -> Node:
    """Plain Python data as nodes: numbers, dates and booleans become the text people would have written."""
    if isinstance(value, Mapping):
        return Node({str(key): to_node(part, line) for key, part in value.items()}, line)
    if isinstance(value, list | tuple | set | frozenset):
        return Node([to_node(part, line) for part in value], line)
    if value is None:
        return Node(None, line)
    if isinstance(value, bool):
        return Node("true" if value else "false", line)
    if isinstance(value, datetime):
        return Node(value.date().isoformat(), line)
    if isinstance(value, date):
        return Node(value.isoformat(), line)
    return Node(str(value), line)
