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

# Module, row of the table, program, megabytes read: the slow ones get a part of the file.
PYTHON = {
    "flashtext": ("FlashText, {count:,} names", FLASHTEXT, 2),
    "spacy": ("spaCy blank tokenizer and PhraseMatcher, {count:,} names", SPACY, 2),
    "yake": ("YAKE, one word", YAKE, 0.3),
}

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


def text_files(source, folder):
    """The text of each line as a file of its own."""
    os.mkdir(folder)
    with open(source, encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            text = json.loads(line)["text"]
            pathlib.Path(folder, f"{number:06}.txt").write_text(text, encoding="utf-8")


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


class Command:
    """One row of the table: what is run, on which bytes, and the start that is taken off."""

    def __init__(self, name, words, size, env=None, base=None):
        self.name, self.words, self.size, self.env, self.base = name, words, size, env, base
        self.seconds = []

    def run(self):
        """Runs once and notes the CPU time."""
        seconds = cpu_seconds(self.words, self.env)
        self.seconds.append(seconds - (cpu_seconds(self.base) if self.base else 0))

    def rate(self):
        """Megabytes a second of CPU time, of the median run."""
        return self.size / 1e6 / max(statistics.median(self.seconds), 1e-3)


def own_commands(file, texts, folder):
    """What newsnlp is asked: each command on JSON lines, `entities` on text files as well."""
    size = os.path.getsize(file)
    of_texts = sum(entry.stat().st_size for entry in os.scandir(texts))
    lines = ["-q", "-j1", "-f", "jsonl"]
    return [
        Command("wc -w (UTF-8)", ["wc", "-w", file], size, {**os.environ, "LC_ALL": "C.UTF-8"}),
        Command("newsnlp entities", [BINARY, "entities", *lines, file], size),
        Command("newsnlp entities, text files", [BINARY, "entities", *lines, texts], of_texts),
        Command("newsnlp keywords", [BINARY, "keywords", *lines, file], size),
        Command("newsnlp tokens", [BINARY, "tokens", *lines, file], size),
        Command("newsnlp report", [BINARY, "report", "-q", "-j1", "--out", f"{folder}/report", file], size),
    ]


def peers(file, folder, listed, count):
    """The other programs, and the names of those that are not installed."""
    rows, missing = [], []
    if shutil.which("rg"):
        search = ["rg", "-j1", "-o", "-w", "-F", "-f", listed, file]
        rows.append(Command(f"rg -j1 -o -w -F, {count:,} names", search, os.path.getsize(file)))
    else:
        missing.append("rg")
    empty = f"{folder}/empty.jsonl"
    pathlib.Path(empty).write_bytes(b"")
    for module, (name, program, megabytes) in PYTHON.items():
        if importlib.util.find_spec(module) is None:
            missing.append(module)
            continue
        data = f"{folder}/{module}.jsonl"
        part(file, data, megabytes)
        # What importing and loading the names costs is taken off: rates are of the text.
        words = lambda path: [sys.executable, "-c", program, path, listed]
        rows.append(Command(name.format(count=count), words(data), os.path.getsize(data), base=words(empty)))
    return rows, missing


def head(missing):
    """Machine, date and versions."""
    print(f"{platform.machine()}, {datetime.date.today()}, {version([BINARY, '--version'])}, median of {RUNS}")
    for tool in ("wc", "rg"):
        if tool not in missing:
            print(version([tool, "--version"]))
    for module in PYTHON:
        if module not in missing:
            print(f"{module} {importlib.metadata.version(module)}")
    if missing:
        print(f"not installed, left out: {', '.join(missing)}")


def main():
    with tempfile.TemporaryDirectory() as folder:
        file, texts, listed = f"{folder}/all.jsonl", f"{folder}/texts", f"{folder}/names.txt"
        if len(sys.argv) > 1:
            shutil.copyfile(sys.argv[1], file)
        else:
            corpus(file, MEGABYTES)
        text_files(file, texts)
        others, missing = peers(file, folder, listed, names(listed))
        rows = own_commands(file, texts, folder) + others
        for _ in range(RUNS):
            for row in rows:
                shutil.rmtree(f"{folder}/report", ignore_errors=True)
                row.run()
        head(missing)
        print(f"\n| | MB/s of CPU time | times `wc -w` |\n|---|---|---|")
        words = rows[0].rate()
        for row in rows:
            print(f"| {row.name} | {row.rate():.3g} | {words / row.rate():.3g} |")


if __name__ == "__main__":
    main()
