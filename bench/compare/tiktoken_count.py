"""tiktoken_count.py TEXTS RANKS: PyPI's tiktoken, with the ranks that npm's tiktoken ships (its own
come from the network)."""
import base64
import json
import pathlib
import sys

import tiktoken

from timing import report


def load(path):
    """Lines "! FIRST TOKEN…": consecutive ranks from FIRST, tokens in base64."""
    data, ranks = json.loads(pathlib.Path(path).read_text()), {}
    for line in data["bpe_ranks"].splitlines():
        _, first, *tokens = line.split(" ")
        ranks.update((base64.b64decode(token), int(first) + i) for i, token in enumerate(tokens))
    return tiktoken.Encoding("o200k_base", pat_str=data["pat_str"], mergeable_ranks=ranks,
                             special_tokens=data["special_tokens"])


encoding = load(sys.argv[2])
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.txt")):
    report(f"tokens/{path.stem}", "tiktoken (PyPI)",
           lambda text: len(encoding.encode_ordinary(text)), [path.read_text()])
