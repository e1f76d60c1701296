"""Bytes to text: an encoding is taken only when it fits, because a wrong one loses names without a sign."""

from __future__ import annotations

import re

from licet.errors import BadFile

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")  # all but white space
_UTF8_READ_AS_1252 = re.compile("â€|Ã[\u00a0-\u00bf]|Ð[\u00a0-\u00bf]")


def decode(data: bytes, name: str) -> str:
    """UTF-8, UTF-16 with its mark, or Windows-1252 when every byte has a letter there and the result reads as text."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise BadFile(
                    f"is marked {encoding} but is not ({error.reason} at byte {error.start})", where=name, remedy="save it as UTF-8"
                ) from error
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if b"\x00" in data:
            raise BadFile("holds zero bytes: it is not text", where=name, remedy="save it as UTF-8 text, HTML or PDF") from error
        try:
            text = data.decode("cp1252")
        except UnicodeDecodeError:
            raise BadFile(
                f"is not UTF-8 ({error.reason} at byte {error.start})",
                where=name,
                why="a wrong encoding loses names",
                remedy="save it as UTF-8",
            ) from error
        odd = sum(1 for c in text[:20000] if ord(c) > 127 and c not in "‘’“”–—…§éèêëàâäáçñöóôüúûíîïåøæÉ®©°·«»€£ ™")
        if odd > max(3, len(text[:20000]) // 50) or _UTF8_READ_AS_1252.search(text):
            raise BadFile(
                f"is not UTF-8 ({error.reason} at byte {error.start})",
                where=name,
                why="a wrong encoding loses names",
                remedy="save it as UTF-8",
            ) from error
    if "\x00" in text:
        raise BadFile("holds zero bytes: it is not text", where=name, remedy="save it as UTF-8 text, HTML or PDF")
    control = len(_CONTROL.findall(text, 0, 20000))
    if control > 20:
        raise BadFile("holds control characters: it is not text", where=name, remedy="save it as UTF-8 text, HTML or PDF")
    return text
