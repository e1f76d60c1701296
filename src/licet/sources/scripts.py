"""Which script a name is written in, by its letters."""

from __future__ import annotations

_BLOCKS = (
    (0x0370, 0x03FF, "Grek"), (0x0400, 0x052F, "Cyrl"), (0x0530, 0x058F, "Armn"), (0x0590, 0x05FF, "Hebr"),
    (0x0600, 0x077F, "Arab"), (0x0900, 0x097F, "Deva"), (0x0E00, 0x0E7F, "Thai"), (0x1000, 0x109F, "Mymr"),
    (0x10A0, 0x10FF, "Geor"), (0x1780, 0x17FF, "Khmr"), (0x3040, 0x30FF, "Jpan"), (0x3400, 0x9FFF, "Hani"),
    (0xAC00, 0xD7AF, "Hang"), (0xFB50, 0xFDFF, "Arab"), (0xFE70, 0xFEFF, "Arab"),
)  # fmt: skip


def script_of(text: str) -> str | None:
    """The ISO 15924 code of the first letter that is not Latin; None for Latin text.

    >>> script_of("صدام حسين"), script_of("Рим"), script_of("Zhongxing"), script_of("中兴")
    ('Arab', 'Cyrl', None, 'Hani')
    """
    for char in text:
        code = ord(char)
        if code >= 0x0370:
            for first, last, script in _BLOCKS:
                if first <= code <= last:
                    return script
    return None
