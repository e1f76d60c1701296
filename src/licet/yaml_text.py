"""YAML in which every scalar is read as text.

YAML readers guess types and guess wrong in this field: country `NO` becomes false, HS heading `0101` becomes 65, ECCN
`1E001` becomes 10.0. Here nothing is guessed; each reader converts by its own declared unit.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from licet.errors import PackError
from licet.kept import keep_text


def read_yaml(path: Path) -> Any:
    """A file of the package as nested dicts and lists of text.

    Raises:
        PackError: It is not YAML; the message names the line.
    """
    package = Path(__file__).parent
    if not path.is_relative_to(package):
        return _parsed(path)
    name = "-".join(path.relative_to(package).parts)
    return json.loads(keep_text(name, lambda: json.dumps(_parsed(path), ensure_ascii=False)))


def _parsed(path: Path) -> Any:
    import yaml

    try:
        return yaml.load(path.read_text("utf-8"), Loader=loader())  # noqa: S506  BaseLoader makes only text, dict, list
    except yaml.YAMLError as error:
        raise PackError(f"not YAML: {error}", where=str(path)) from error


def loader() -> Any:
    """The YAML loader that reads every scalar as text, the quick one where it was compiled."""
    import yaml

    return getattr(yaml, "CBaseLoader", yaml.BaseLoader)
