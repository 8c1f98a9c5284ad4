#!/usr/bin/env python3
"""Build tests/gold.jsonl from the marked articles in this folder.

A marked article is the article itself with each mention put in double square
brackets, type first:

    [[person|Alexei Navalny]] was held in [[place|Moscow]] on
    [[date 2021-01-17|January 17]] and given [[duration P3Y6M|3.5-year]] ...

person, place, organisation   names
date, time, duration, set     time expressions; the word after the type is the
                              TIMEX3 value (left out if it cannot be resolved)

Without its marks the text must equal the file of the same name in corpus/,
character for character; otherwise nothing is written and the exit code is 1.

    python3 tests/gold/build.py            write tests/gold.jsonl
    python3 tests/gold/build.py --check    only compare (exit 1 if stale)
"""

import json
import pathlib
import re
import sys
import unicodedata

HERE = pathlib.Path(__file__).resolve().parent
CORPUS = HERE.parent.parent / "corpus"
GOLD = HERE.parent / "gold.jsonl"
NAMES = {"person", "place", "organisation"}
TIMEX = {"date": "DATE", "time": "TIME", "duration": "DURATION", "set": "SET"}
MARK = re.compile(r"\[\[(\w+)(?: ([^|\]]+))?\|([^\[\]|]+)\]\]")


class Wrong(Exception):
    """A marked file that cannot be turned into a gold record."""


def read(path):
    """The text as the program sees it: UTF-8, line ends kept, BOM dropped."""
    return path.read_bytes().decode("utf-8-sig")


def parse(marked):
    """Split a marked text into the plain text and its mentions."""
    parts, entities, length, last = [], [], 0, 0
    for m in MARK.finditer(marked):
        kind, value, text = m.groups()
        before = marked[last:m.start()]
        parts += [before, text]
        start = length + len(before)
        length = start + len(text)
        last = m.end()
        mention = {"start": start, "end": length}
        if kind in NAMES:
            if value is not None:
                raise Wrong(f"a {kind} takes no value: {m.group(0)}")
            mention.update(type=kind, text=text)
        elif kind in TIMEX:
            mention.update(type="date", text=text)
            if value is not None:
                mention["value"] = value
            mention["timex"] = TIMEX[kind]
        else:
            raise Wrong(f"unknown type: {m.group(0)}")
        if text != text.strip() or "\n" in text:
            raise Wrong(f"a mention begins or ends with a space or crosses a line: {m.group(0)}")
        entities.append(mention)
    parts.append(marked[last:])
    plain = "".join(parts)
    stray = re.search(r"\[\[|\]\]", plain)
    if stray:
        raise Wrong(f"a mark that does not parse near {plain[max(0, stray.start() - 20):stray.end() + 40]!r}")
    return plain, entities


def record(path):
    """The gold record of one marked file."""
    name = path.name.removesuffix(".marked.txt")
    plain, entities = parse(read(path))
    article = CORPUS / f"{name}.txt"
    text = read(article)
    if plain != text:
        at = next((i for i, (a, b) in enumerate(zip(plain, text)) if a != b), min(len(plain), len(text)))
        raise Wrong(f"differs from {article.name} at character {at}: "
                    f"marked {plain[at:at + 30]!r}, corpus {text[at:at + 30]!r}")
    if text != unicodedata.normalize("NFC", text):
        raise Wrong(f"{article.name} is not in NFC")
    for e in entities:
        assert text[e["start"]:e["end"]] == e["text"]
    return {"id": name, "text": text, "published": name[:10], "entities": entities}


def main():
    lines, failed = [], False
    for path in sorted(HERE.glob("*.marked.txt")):
        try:
            lines.append(json.dumps(record(path), ensure_ascii=False) + "\n")
        except (Wrong, OSError, UnicodeError) as error:
            print(f"{path.name}: {error}", file=sys.stderr)
            failed = True
    if failed:
        return 1
    out = "".join(lines).encode()
    if "--check" in sys.argv[1:]:
        if not GOLD.exists() or GOLD.read_bytes() != out:
            print(f"{GOLD.name} is stale: run python3 tests/gold/build.py", file=sys.stderr)
            return 1
        return 0
    GOLD.write_bytes(out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
