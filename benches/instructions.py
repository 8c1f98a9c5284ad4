#!/usr/bin/env python3
"""Instructions each command spends on a megabyte of articles, counted by callgrind, against the ceilings in
instructions.tsv. Counts repeat from run to run and machine to machine, times do not: so this is what CI holds.

    python3 benches/instructions.py            # fails where a command costs 5 % more than its row says
    python3 benches/instructions.py --accept   # writes what it counted into the table

Needs valgrind and a release build. The articles are those of corpus/, as JSON lines; what one copy of them costs is
taken from what five cost, so that starting up and learning words does not count.
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
TABLE = ROOT / "benches" / "instructions.tsv"
BINARY = ROOT / "target" / "release" / "newsnlp"
COMMANDS = ["entities", "keywords", "tokens"]
# A change that costs more than this part of the ceiling fails.
LEEWAY = 0.05
COPIES = (1, 5)


def articles():
    """The articles of the corpus as JSON lines."""
    lines = []
    for path in sorted((ROOT / "corpus").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        record = {"id": path.stem, "published": path.stem[:10], "text": text}
        lines.append(json.dumps(record, ensure_ascii=False) + "\n")
    return "".join(lines).encode("utf-8")


def instructions(command, path):
    """Instructions of one run over a file of JSON lines, one thread."""
    run = [BINARY, command, "-q", "-j1", "-f", "jsonl", "-o", "/dev/null", path]
    callgrind = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *run]
    done = subprocess.run(callgrind, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"instructions.py: {command}: exit {done.returncode}\n{done.stderr}")
    return int(re.search(r"Collected : (\d+)", done.stderr).group(1))


def per_megabyte(command, corpus, folder):
    """What a further megabyte costs, in millions of instructions."""
    counts = []
    for copies in COPIES:
        path = pathlib.Path(folder) / f"{copies}.jsonl"
        path.write_bytes(corpus * copies)
        counts.append(instructions(command, path))
    more = len(corpus) * (COPIES[1] - COPIES[0]) / 1e6
    return (counts[1] - counts[0]) / more / 1e6


def main():
    accept = sys.argv[1:] == ["--accept"]
    rows = [line.split("\t") for line in TABLE.read_text().splitlines() if not line.startswith("#")]
    ceilings = {command: float(millions) for command, millions in rows[1:]}
    corpus = articles()
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        for command in COMMANDS:
            counted = per_megabyte(command, corpus, folder)
            change = counted / ceilings[command] - 1 if command in ceilings else 0.0
            over = change > LEEWAY and not accept
            failed |= over
            note = f"more than {LEEWAY:.0%} above the ceiling: find out why, or --accept" if over else "ok"
            print(f"{command:<9} {counted:7.1f} million instructions per MB  {change:+.1%}  {note}")
            ceilings[command] = counted
    if accept:
        head = [line for line in TABLE.read_text().splitlines() if line.startswith("#")]
        rows = [f"{command}\t{ceilings[command]:.1f}" for command in COMMANDS]
        TABLE.write_text("\n".join([*head, "command\tmillions_per_mb", *rows]) + "\n")
    sys.exit(failed)


if __name__ == "__main__":
    main()
