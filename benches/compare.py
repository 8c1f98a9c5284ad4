"""Times whole commands for compare.sh: CPU seconds (user and system) of each process, median of several runs in turn.

The peers get the gazetteer's own names: FlashText and spaCy's PhraseMatcher as their lists, ripgrep as fixed strings.
"""

import datetime
import importlib.metadata
import importlib.util
import json
import os
import pathlib
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
BINARY = ROOT / "target" / "release" / "newsnlp"
RUNS = int(os.environ.get("RUNS", "5"))
MEGABYTES = int(os.environ.get("MEGABYTES", "20"))

FLASHTEXT = """
import json, sys
from flashtext import KeywordProcessor
matcher = KeywordProcessor(case_sensitive=True)
for name in open(sys.argv[2], encoding="utf-8"):
    matcher.add_keyword(name.rstrip("\\n"))
count = sum(len(matcher.extract_keywords(json.loads(line)["text"])) for line in open(sys.argv[1], encoding="utf-8"))
"""

SPACY = """
import json, sys, spacy
from spacy.matcher import PhraseMatcher
nlp = spacy.blank("en")
nlp.max_length = 10**8
matcher = PhraseMatcher(nlp.vocab)
names = [name.rstrip("\\n") for name in open(sys.argv[2], encoding="utf-8")]
matcher.add("NAME", list(nlp.tokenizer.pipe(names)))
texts = (json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8"))
count = sum(len(matcher(doc)) for doc in nlp.pipe(texts))
"""

YAKE = """
import json, sys, yake
extractor = yake.KeywordExtractor(lan="en", n=1, top=20)
for line in open(sys.argv[1], encoding="utf-8"):
    extractor.extract_keywords(json.loads(line)["text"])
"""



def corpus(path, megabytes):
    """Writes JSON lines of about so many megabytes, made of the articles of corpus/ again and again."""
    lines = []
    for file in sorted((ROOT / "corpus").glob("*.txt")):
        record = {"id": file.stem, "published": file.stem[:10], "text": file.read_text(encoding="utf-8")}
        lines.append((json.dumps(record, ensure_ascii=False) + "\n").encode("utf-8"))
    size = sum(map(len, lines))
    with open(path, "wb") as out:
        for _ in range(max(1, round(megabytes * 1e6 / size))):
            out.writelines(lines)


def part(source, target, megabytes):
    """The first lines of a file, about so many megabytes."""
    left = megabytes * 1e6
    with open(source, "rb") as lines, open(target, "wb") as out:
        for line in lines:
            if left <= 0:
                break
            out.write(line)
            left -= len(line)


def names(path):
    """Every name of the built-in gazetteer, one a line."""
    listed = subprocess.run([BINARY, "gazetteer", "list", "-f", "jsonl"], capture_output=True, text=True, check=True)
    found = set()
    for line in listed.stdout.splitlines():
        row = json.loads(line)
        found.update([row["name"], *row.get("aliases", []), *row.get("weak", [])])
    found = sorted(name for name in found if "\n" not in name)
    pathlib.Path(path).write_text("\n".join(found) + "\n", encoding="utf-8")
    return len(found)


def cpu_seconds(command, env=None):
    """User and system seconds of one run; its output goes nowhere."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def version(command):
    out = subprocess.run(command, capture_output=True, text=True).stdout
    return out.splitlines()[0].strip() if out else "?"


def main():
    with tempfile.TemporaryDirectory() as folder:
        file, small, tiny = (f"{folder}/{name}.jsonl" for name in ("all", "small", "tiny"))
        if len(sys.argv) > 1:
            shutil.copyfile(sys.argv[1], file)
        else:
            corpus(file, MEGABYTES)
        part(file, small, 2)
        part(file, tiny, 0.3)
        listed = f"{folder}/names.txt"
        count = names(listed)
        ours = lambda *words: [BINARY, *words, "-q", "-j1", "-f", "jsonl", file]
        utf8 = {**os.environ, "LC_ALL": "C.UTF-8"}
        rows = [
            ("newsnlp entities", ours("entities"), file, None, None),
            ("newsnlp keywords", ours("keywords"), file, None, None),
            ("newsnlp tokens", ours("tokens"), file, None, None),
            ("wc -w (UTF-8)", ["wc", "-w", file], file, utf8, None),
        ]
        missing = []
        if shutil.which("rg"):
            search = ["rg", "-j1", "-o", "-w", "-F", "-f", listed, small]
            rows.append((f"rg -j1 -o -w -F, {count:,} names", search, small, None, None))
        else:
            missing.append("rg")
        peers = [
            ("flashtext", f"FlashText, {count:,} names", FLASHTEXT, small),
            ("spacy", f"spaCy blank tokenizer and PhraseMatcher, {count:,} names", SPACY, small),
            ("yake", "YAKE, one word", YAKE, tiny),
        ]
        for module, name, program, data in peers:
            if importlib.util.find_spec(module) is None:
                missing.append(module)
                continue
            # What importing and loading the names costs is taken off: rates are of the text.
            empty = f"{folder}/empty.jsonl"
            pathlib.Path(empty).write_bytes(b"")
            base = [sys.executable, "-c", program, empty, listed]
            rows.append((name, [sys.executable, "-c", program, data, listed], data, None, base))
        times = {name: [] for name, *_ in rows}
        for _ in range(RUNS):
            for name, command, _, env, base in rows:
                seconds = cpu_seconds(command, env)
                times[name].append(seconds - (cpu_seconds(base) if base else 0))
        print(f"{platform.machine()}, {datetime.date.today()}, {version([BINARY, '--version'])}, median of {RUNS}")
        for tool in ("wc", "rg"):
            if shutil.which(tool):
                print(f"{version([tool, '--version'])}")
        for module, *_ in peers:
            if module not in missing:
                print(f"{module} {importlib.metadata.version(module)}")
        print("\n| | MB/s of CPU time | times `wc -w` |\n|---|---|---|")
        rates = {}
        for name, _, data, *_ in rows:
            rates[name] = os.path.getsize(data) / 1e6 / max(statistics.median(times[name]), 1e-3)
        for name, rate in rates.items():
            print(f"| {name} | {rate:.3g} | {rates['wc -w (UTF-8)'] / rate:.3g} |")
        if missing:
            print(f"\nnot installed, left out: {', '.join(missing)}")


if __name__ == "__main__":
    main()
