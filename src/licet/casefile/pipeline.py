"""A spaCy pipeline of the user's choice that names parties: loaded by name or path, run on the story, never downloaded.

Nothing depends on it. Which pipeline is a setting (`licet case read --pipeline`, `LICET_SPACY_MODEL`), and none is the default. spaCy is
imported only when one is asked for. What it says is kept word for word with the engine's name, so that a case opened later, on a machine
without it, reads the same; what becomes of it is decided in `licet.casefile.pipeline_names`.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from licet.casefile.pipeline_names import Label, Said
from licet.errors import BadValue, MissingExtra

if TYPE_CHECKING:
    from licet.casefile.text import Text

SETTING = "LICET_SPACY_MODEL"
_REMEDY = (
    "give the folder of a pipeline, or install the makers' own wheel: python -m spacy download en_core_web_sm, "
    "or a file of https://github.com/explosion/spacy-models/releases; licet downloads none"
)
_CARRIES = frozenset({"tok2vec", "transformer", "curated_transformer"})
_TELLS_NO_NAMES = frozenset(
    {"tagger", "parser", "senter", "sentencizer", "attribute_ruler", "lemmatizer", "trainable_lemmatizer", "morphologizer"}
)
_HALF = re.compile(r"[\ud800-\udfff]")  # halves of characters, as of a damaged file: spaCy reads whole ones


class Pipeline:
    """A loaded pipeline. Called with a text, it says which stretches of its story are names, and of what kind.

    Attributes:
        engine: How the output names it: `spacy:en_core_web_sm 3.8.0`.
        sha256: A digest of the pipeline's files: two trainings of one name and version are two engines.
    """

    def __init__(self, model: str) -> None:
        """Load a pipeline.

        Args:
            model: The name of an installed pipeline package, or the path of a pipeline's folder.

        Raises:
            MissingExtra: spaCy is not installed.
            BadValue: There is no such pipeline, it cannot be loaded, or it has no part that finds names.
        """
        try:
            import spacy
        except ImportError as error:
            raise MissingExtra("naming parties by a pipeline", "nlp") from error
        where = f"--pipeline / {SETTING}"
        try:
            nlp = spacy.load(model)
        except (OSError, ImportError, ValueError) as error:
            why = str(error).strip().partition("\n")[0][:160]
            raise BadValue(f"no spaCy pipeline {model!r} could be loaded", where=where, why=why, remedy=_REMEDY) from error
        parts = {nlp.get_pipe_meta(name).factory for name in nlp.pipe_names}
        if parts <= _CARRIES | _TELLS_NO_NAMES:
            raise BadValue(
                f"the spaCy pipeline {model!r} finds no names: it has no entity recognizer or ruler", where=where, remedy=_REMEDY
            )
        if parts <= _CARRIES | _TELLS_NO_NAMES | {"ner"}:  # a recognizer needs none of the others; rules of one's own may
            nlp.select_pipes(disable=[name for name in nlp.pipe_names if nlp.get_pipe_meta(name).factory in _TELLS_NO_NAMES])
        self._nlp: Any = nlp
        self.engine = f"spacy:{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"
        self.sha256 = _digest(nlp.path)

    def __call__(self, text: Text) -> Said:
        """What the pipeline names in the sentences of the story, in order; offsets are those of the text."""
        flat = _HALF.sub("\ufffd", text.flat)
        story = [s.span for s in text.sentences if text.blocks[s.block].kind == "story"]
        said: list[Label] = []
        documents = self._nlp.pipe(flat[span.start : span.end] for span in story)
        for span, document in zip(story, documents, strict=True):
            said += [Label(span.start + e.start_char, span.start + e.end_char, e.label_) for e in document.ents]
        return Said(self.engine, self.sha256, tuple(said))


@cache
def pipeline(model: str) -> Pipeline:
    """A pipeline by name or path, loaded once a process; raises what `Pipeline` does."""
    return Pipeline(model)


def _digest(folder: Path | None) -> str:
    """One SHA-256 over the names and the bytes of a pipeline's files."""
    whole = hashlib.sha256()
    if folder is not None:
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            with path.open("rb") as stream:
                own = hashlib.file_digest(stream, "sha256").hexdigest()
            whole.update(f"{path.relative_to(folder).as_posix()}\n{own}\n".encode())
    return whole.hexdigest()
