"""The Commerce Control List (Supplement No. 1 to part 774): look entries up with `lookup.entry`.

Reading goes `lookup` (find) → `entries` (ask) → `scopes`, `paragraphs`, `reaches` (what the words mean). Compiling from the
regulation's XML goes `document` → `rows`, `terms`, `phrases` → `compiling`, with `readings.yaml` for what needs a person.
"""
