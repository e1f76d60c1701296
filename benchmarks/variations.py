"""How well the reader of acts keeps to its reading when a sentence is told otherwise: `python benchmarks/variations.py [FAILURES.txt]`.

Each sentence of `variations.txt` (`type | words`, `{T}` the target, `{S}` who does it, `{A}` an office, `{N}` a country, `{Q}` a leader, `{L}` a
chamber) and each example of the frames with one target is read plain, then varied: with appositions, relative clauses and brackets after the name,
another firm named before, after or in a headline, a speaker at the end, a day at the front, further names joined to it, or the name in the sentence
before and "the company" or "it" in its place. A variation is kept where type, status and targets are those of the plain reading. Printed are
the share kept of each variation and, of those not kept, how many were not found at all and how many had other targets. The names are invented.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from licet.casefile.frames import frames
from licet.casefile.reading import read_text

BANK = Path(__file__).with_name("variations.txt")
WRITTEN = date(2023, 6, 3)
FIRMS = (
    "Ordain Microsystems Co., Ltd.", "Brevik Pumpen GmbH", "Kolvar", "Institute of Applied Optics", "Orsha State University", "Bank Melior",
    "PJSC Severtrans", "Tolmin Group", "YNTC", "Zhenhua Data Technology", "Al-Noor Trading LLC", "Norvik AG", "Harbin Northern Shipyard", "Lumex Corp",
    "Tessaro", "Sahra Airlines", "Golden Crest Shipping Ltd", "Volkhov Arms Plant",
)  # fmt: skip
PEOPLE = (
    "Igor Plotnin",
    "Mahmoud Reza Daneshvar",
    "Chen Weiguo",
    "Maria del Carmen Ortiz",
    "Ali Al-Hamdani",
    "Karl-Heinz Brandt",
    "Lee Sung-min",
)
OTHERS = {
    "A": ("the Commerce Department", "the Treasury Department", "the Bureau of Industry and Security", "the Pentagon", "OFAC"),
    "N": ("China", "Russia", "Turkey", "Japan"),
    "Q": ("President Joe Biden", "Secretary of State Antony Blinken", "Prime Minister Narendra Modi"),
    "L": ("Congress", "the Senate"),
}
OF_PEOPLE_TOO = frozenset(
    {
        "designation",
        "indictment",
        "court_order",
        "guilty_plea",
        "delisting",
        "penalty",
        "entity_list_addition",
        "denial_order",
        "lawsuit",
        "reward_offer",
    }
)
LEGAL_TAIL = r"(?:,? (?:Co\.|Ltd\.?|LLC|Inc\.?|Corp\.?|Limited|GmbH|AG)(?:, Ltd\.?)?)*(?:\.(?= [a-z]|'s|,))?"
HEADLINE = (
    "Dellwood Pumps profit rises as orders grow\n\nJune 3, 2023\n\nDellwood Pumps Ltd. said on Tuesday its profit rose 8 percent. Dellwood makes pumps in "
    "Graz. Dellwood has grown for years. Dellwood Pumps employs 500 people.\n\n"
)
OTHER_FIRM = "Shares of Dellwood Pumps Ltd. fell 3 percent in Frankfurt on Monday."
#: Variations of the name itself: for firms only.
OF_FIRMS = frozenset(
    {
        "apposition",
        "long apposition",
        "noun before",
        "relative clause",
        "place in brackets",
        "short form",
        "one joined",
        "two joined",
        "its unit",
        "the company",
        "it",
        "the company, headline",
    }
)
Case = tuple[str, str, str, bool]
Told = tuple[str, list[str]]


def _lead(words: str) -> str:
    """A sentence's words after others: its article in small letters."""
    return (
        words[:1].lower() + words[1:]
        if re.match(r"(?:The|A|An|Prosecutors|Senators|Lawmakers|Two|New|Regulators) ", words)
        else words
    )


def _with(template: str, name: str, after: str) -> str:
    """The name with an insertion in commas after it."""
    return template.replace("{T}.", f"{name}, {after}.").replace("{T}", f"{name}, {after},")


def _joined(template: str, names: str) -> str:
    words = template.replace("{T}", names)
    for one, many in ((" was ", " were "), (" has been ", " have been "), (" is ", " are ")):
        words = words.replace(names + one, names + many)
    return words


def _instead(template: str, noun: str) -> str:
    words = template.replace("{T}", noun)
    return words[:1].upper() + words[1:]


def _pronoun(template: str, name: str) -> str:
    return ("he" if template.startswith("{T}") else "him") if name in PEOPLE else "it"


VARIATIONS: dict[str, Callable[[str, str], Told]] = {
    "plain": lambda t, n: (t.replace("{T}", n), [n]),
    "apposition": lambda t, n: (_with(t, n, "a maker of pumps based in Graz"), [n]),
    "long apposition": lambda t, n: (_with(t, n, "one of the largest suppliers of pumps to shipyards in Austria"), [n]),
    "noun before": lambda t, n: (re.sub(r"(?<!the )\{T\}", f"Austrian pump maker {n}", t), [n]),
    "relative clause": lambda t, n: (_with(t, n, "which makes pumps and employs 400 people"), [n]),
    "place in brackets": lambda t, n: (t.replace("{T}", f"{n} (Graz)"), [n]),
    "short form": lambda t, n: (t.replace("{T}", f"{n} ({''.join(w[0] for w in n.split() if w[0].isupper())}X)"), [n]),
    "another before": lambda t, n: (f"{OTHER_FIRM} {t.replace('{T}', n)}", [n]),
    "another after": lambda t, n: (f"{t.replace('{T}', n)} {OTHER_FIRM}", [n]),
    "headline of another": lambda t, n: (HEADLINE + t.replace("{T}", n), [n]),
    "officials said": lambda t, n: ("Officials said on Tuesday that " + _lead(t).replace("{T}", n), [n]),
    "officials said, after": lambda t, n: (t.replace("{T}", n).rstrip(".") + ", officials said on Tuesday.", [n]),
    "an analyst said": lambda t, n: (t.replace("{T}", n).rstrip(".") + ", said Anna Brandt, an analyst at Dellwood Capital.", [n]),
    "day in front": lambda t, n: ("On Tuesday, " + _lead(t).replace("{T}", n), [n]),
    "clause in front": lambda t, n: ("Days after it fined Dellwood Pumps Ltd. $2 million, " + _lead(t).replace("{T}", n), [n]),
    "a rival at the end": lambda t, n: (t.replace("{T}", n).rstrip(".") + ", a move that rattled its rival Dellwood Pumps Ltd.", [n]),
    "one joined": lambda t, n: (_joined(t, f"{n} and Dellwood Pumps Ltd."), [n, "Dellwood Pumps Ltd."]),
    "two joined": lambda t, n: (_joined(t, f"{n}, Dellwood Pumps Ltd. and Korrin Marine"), [n, "Dellwood Pumps Ltd.", "Korrin Marine"]),
    "its unit": lambda t, n: (_joined(t, f"{n} and its subsidiary Korrin Marine Ltd."), [n, "Korrin Marine Ltd"]),
    "the company": lambda t, n: (f"{n} opened a plant in Graz last year. " + _instead(t, "the man" if n in PEOPLE else "the company"), [n]),
    "it": lambda t, n: (f"{n} opened a plant in Graz last year. " + _instead(t, _pronoun(t, n)), [n]),
    "the company, headline": lambda t, n: (f"{HEADLINE}{n} opened a plant in Graz last year. " + _instead(t, "the man" if n in PEOPLE else "the company"), [n]),
}  # fmt: skip


def cases() -> Iterator[Case]:
    """Type, words with `{T}`, the name for it, and whether it is a firm's or a person's."""
    for number, line in enumerate(BANK.read_text("utf-8").splitlines()):
        kind, words = (part.strip() for part in line.split("|", 1))
        mark = re.search(r"\{([A-Z])\}", words)
        if mark is None:
            raise ValueError(f"{BANK.name}, line {number + 1}: no mark for the target; write it as {{T}}")
        template = re.sub(r"\{([A-Z])\}", lambda m, key=mark[1]: "{T}" if m[1] == key else "the Commerce Department", words)
        if mark[1] in "TS":
            names = [FIRMS[number % len(FIRMS)], FIRMS[(number * 7 + 3) % len(FIRMS)]]
            names += [PEOPLE[number % len(PEOPLE)]] if kind in OF_PEOPLE_TOO else []
        else:
            names = [OTHERS[mark[1]][number % len(OTHERS[mark[1]])]]
        for name in names:
            yield kind, template, name, mark[1] in "TS"
    for kind, frame in frames().items():
        for example in frame.examples:
            targets = example.get("target") or ()
            if len(targets) == 1 and example["text"].count(targets[0]) == 1:
                named = re.search(re.escape(targets[0]) + LEGAL_TAIL, example["text"])
                if named is not None:
                    yield (
                        kind,
                        example["text"][: named.start()] + "{T}" + example["text"][named.end() :],
                        named[0],
                        "firm" in frame.target,
                    )


def told(words: str) -> list[tuple[str, str, frozenset[str]]]:
    """Type, status and targets of each act read."""
    reading = read_text(words)
    reading.about(WRITTEN, "stated")
    return [
        (e.type, e.status, frozenset(entity.canonical for t in e.target if (entity := reading.entity(t)))) for e in reading.events
    ]


def _same(found: str, name: str) -> bool:
    one, two = (re.sub(r"^(?:the|president|secretary of state|prime minister) ", "", s.lower()).strip(" .") for s in (found, name))
    aliases = {("office of foreign assets control", "ofac"), ("u.s. department of defense", "pentagon")}
    return (
        one in two
        or two in one
        or one.split()[0] == two.split()[0]
        or (one, two) in aliases
        or set(two.split()) - {"department"} <= set(one.split())
    )


def right(found: frozenset[str], names: list[str]) -> bool:
    """Whether the targets are those named, no more and no fewer."""
    return len(found) == len(names) and all(any(_same(target, name) for target in found) for name in names)


def fits(variation: str, case: Case) -> bool:
    """Whether a variation makes sense of a sentence."""
    _, template, name, firm = case
    if variation in OF_FIRMS:
        if not firm or re.search(r"\{T\}(?:'s?|,| \(| and)|and \{T\}|its \{T\}", template):
            return False
        if name in PEOPLE and variation not in ("one joined", "two joined", "the company", "it", "the company, headline"):
            return False
        if variation == "noun before" and re.search(r"(?:[Tt]he|its|a|an|maker|company|firm) \{T\}", template):
            return False
        if (
            variation.startswith(("the company", "it"))
            and variation != "its unit"
            and re.search(r"\b[Tt]he (?:company|firm) ", template)
        ):
            return False
    return True


def main() -> None:
    """Print the share kept of each variation; write what was not kept to a file where one is named."""
    tried: Counter[str] = Counter()
    kept: Counter[str] = Counter()
    unseen: Counter[str] = Counter()
    misaimed: Counter[str] = Counter()
    lost: dict[str, list[str]] = defaultdict(list)
    for case in cases():
        kind, template, name, _ = case
        plain = ""
        for variation, tell in VARIATIONS.items():
            if not fits(variation, case):
                continue
            words, names = tell(template, name)
            found = [act for act in told(words) if act[0] == kind]
            aimed = [act for act in found if right(act[2], names)]
            tried[variation] += 1
            if variation == "plain" and aimed:
                plain = aimed[0][1]
            if any(act[1] == plain for act in aimed):
                kept[variation] += 1
                continue
            unseen[variation] += not found
            misaimed[variation] += bool(found) and not aimed
            lost[variation].append(f"{kind} | {words.removeprefix(HEADLINE)}\n    read: {[(a[1], sorted(a[2])) for a in found]}")
            if variation == "plain":
                break
    for variation in VARIATIONS:
        print(
            f"{variation:22} {kept[variation]:4} of {tried[variation]:4}  {kept[variation] / max(1, tried[variation]):.3f}  not found {unseen[variation]:3}  other targets {misaimed[variation]:3}"
        )
    varied = [v for v in VARIATIONS if v != "plain"]
    print(
        f"{'all variations':22} {sum(kept[v] for v in varied):4} of {sum(tried[v] for v in varied):4}  {sum(kept[v] for v in varied) / max(1, sum(tried[v] for v in varied)):.3f}"
    )
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text("\n".join(f"## {v}\n" + "\n".join(rows) for v, rows in lost.items()) + "\n", "utf-8")


if __name__ == "__main__":
    main()
