"""YAML in which every scalar is read as text.

YAML readers guess types and guess wrong in this field: country `NO` becomes false, HS heading `0101` becomes 65, ECCN
`1E001` becomes 10.0. Here nothing is guessed; each reader converts by its own declared unit.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from licet.errors import PackError

LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def read_yaml(path: Path) -> Any:
    """A file of the package as nested dicts and lists of text.

    Raises:
        PackError: It is not YAML; the message names the line.
    """
    try:
        return yaml.load(path.read_text("utf-8"), Loader=LOADER)  # noqa: S506  BaseLoader makes only text, dict, list
    except yaml.YAMLError as error:
        raise PackError(f"not YAML: {error}", where=str(path)) from error
