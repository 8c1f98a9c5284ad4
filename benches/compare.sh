#!/usr/bin/env bash
# The whole program beside wc, ripgrep, FlashText, spaCy and YAKE on the same articles, one thread, CPU time of the
# whole process, median of RUNS. Prints a Markdown table.
#
#     bash benches/compare.sh                 # 20 MB made of the articles of corpus/
#     bash benches/compare.sh news.jsonl      # your own JSON lines with a field "text"
#
# Needs a release build and python3; rg and the Python packages flashtext, spacy and yake where they are installed:
# what is missing is left out and named. Slow ones read a part of the file, and their rate is of that part.
set -euo pipefail
cd "$(dirname "$0")/.."
exec python3 benches/compare.py "$@"
