#!/usr/bin/env python3
"""Lists the Rust files that rustc's parser accepts as stable: input of a parse-health test.

    accepted.py ROOT… > accepted.txt         one `EDITION<TAB>PATH` a line, sorted by path
    accepted.py --rejected why.txt ROOT…     also the others, `REASON<TAB>PATH`

Each file is judged alone, in two steps:
1. `rustc -Zparse-crate-root-only` must parse it.
2. With its `feature(…)` attributes blanked, `rustc --emit=metadata` must not report syntax in it
   that is behind a feature gate. All other errors are of no interest here: a module of a crate
   does not resolve when it is compiled alone, but its gated syntax is reported nevertheless.
Unstable attributes and library features are not syntax, and do not count against a file.

The edition is that of the nearest Cargo.toml, else the one that the file's own header names
(`// edition:2021`, `//@ edition: 2021`, or `--edition` in its compile flags), else `--edition`.
"""

import argparse
import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import tomllib

TIMEOUT = 30

HEADER = re.compile(r"^//@?\s*(?:\[\w+\]\s*)?edition:\s*(\d{4})", re.M)
FLAGS = re.compile(r"^//@?\s*(?:\[\w+\]\s*)?compile-flags:.*--edition[= ](\d{4})", re.M)

# What a feature gate can be about that is not syntax.
NOT_SYNTAX = re.compile(
    r"library feature|attribute|`#!?\[|`cfg\(|link cfg|linking modifier|lang item|intrinsic"
    r"|\bABI\b|lint|^allow_internal|^SIMD types|^transparent unions|custom test frameworks"
    r"|may_dangle|used as the type of `self`|asm|`may_unwind`"
)


def rustc_binary():
    """The compiler itself: rustup's proxy would double the time of so short a run."""
    argv = ["rustc", "--print", "sysroot"]
    root = subprocess.run(argv, capture_output=True, text=True, check=True)
    return os.path.join(root.stdout.strip(), "bin", "rustc")


def edition_of(path, root, text, fallback, manifests):
    for directory in path.parents:
        if directory not in manifests:
            manifests[directory] = manifest_edition(directory)
        if manifests[directory]:
            return manifests[directory]
        if directory == root:
            break
    header = HEADER.search(text) or FLAGS.search(text)
    return header.group(1) if header else fallback


def manifest_edition(directory):
    manifest = directory / "Cargo.toml"
    if not manifest.is_file():
        return None
    try:
        edition = tomllib.loads(manifest.read_text(encoding="utf-8"))["package"].get("edition")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError):
        return None
    return "2015" if edition is None else str(edition)


def blank_features(text):
    """The text with each `#![feature(…)]` and `#![cfg_attr(…, feature(…))]` made blank."""
    out, at = [], 0
    brackets = re.sub(r'"[^"\n]*"', lambda literal: " " * len(literal.group()), text)
    for found in re.finditer(r"#!\[\s*(feature|cfg_attr)\s*\(", text):
        if found.start() < at:
            continue
        depth, end = 0, found.start() + 2
        while end < len(text):
            depth += (brackets[end] in "[(") - (brackets[end] in "])")
            end += 1
            if depth == 0:
                break
        attribute = text[found.start() : end]
        if re.search(r"\bfeature\s*\(", attribute):
            out += [text[at : found.start()], re.sub(r"[^\n]", " ", attribute)]
            at = end
    return "".join(out) + text[at:]


def judge(rustc, out, path, edition, data):
    """None when the file is stable Rust, else the reason in a few words.

    `out` is a directory of this script's own: rustc replaces whatever stands where its output goes,
    the null device included.
    """
    nightly = dict(os.environ, RUSTC_BOOTSTRAP="1")
    stable = {k: v for k, v in os.environ.items() if k != "RUSTC_BOOTSTRAP"}
    common = ["--edition", edition, "--crate-name", "probe", "--crate-type", "lib"]
    try:
        parsed = subprocess.run(
            [rustc, "-Zparse-crate-root-only", "--cap-lints", "allow", *common, str(path)],
            env=nightly,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=TIMEOUT,
        )
        if parsed.returncode != 0:
            return "does not parse: " + first_error(parsed.stderr.decode(errors="replace"))
        text = blank_features(data.decode("utf-8"))
        gated = subprocess.run(
            [rustc, "--emit=metadata", "--out-dir", out, "--error-format=json", *common, "-"],
            env=stable,
            input=text.encode(),
            capture_output=True,
            timeout=TIMEOUT,
        )
    except subprocess.TimeoutExpired:
        return "rustc takes too long"
    for line in gated.stderr.decode(errors="replace").splitlines():
        if not line.startswith("{"):
            continue
        message = json.loads(line)
        code = (message.get("code") or {}).get("code")
        said = message.get("message", "")
        gate = code == "E0658" or re.search(r"(is|are) (experimental|unstable)$", said)
        here = any(s["file_name"] == "<anon>" for s in message.get("spans", []))
        if gate and here and not NOT_SYNTAX.search(said):
            return "gated: " + said
    return None


def first_error(stderr):
    found = re.search(r"^error(?:\[\w+\])?: (.*)", stderr, re.M)
    return found.group(1)[:120] if found else "?"


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("roots", nargs="+", metavar="ROOT", type=pathlib.Path)
    parser.add_argument("--edition", default="2015", help="where nothing names one (default 2015)")
    parser.add_argument("--rejected", metavar="FILE", help="write what is not accepted, and why")
    parser.add_argument("--jobs", "-j", type=int, default=1)
    options = parser.parse_args()

    rustc = rustc_binary()
    manifests, work, rejected = {}, [], []
    for root in options.roots:
        for path in [root] if root.is_file() else sorted(root.rglob("*.rs")):
            if not path.is_file():
                continue
            data = path.read_bytes()
            text = data.decode("utf-8", errors="replace")
            work.append((path, edition_of(path, root, text, options.edition, manifests), data))
    accepted = []
    with (
        tempfile.TemporaryDirectory() as out,
        concurrent.futures.ThreadPoolExecutor(options.jobs) as pool,
    ):
        verdicts = pool.map(lambda w: judge(rustc, out, *w), work)
        for (path, edition, _), reason in zip(work, verdicts):
            if reason is None:
                accepted.append((str(path), edition))
            else:
                rejected.append((str(path), reason))
    for path, edition in sorted(accepted):
        print(f"{edition}\t{path}")
    if options.rejected:
        with open(options.rejected, "w", encoding="utf-8") as out:
            for path, reason in sorted(rejected):
                out.write(f"{reason}\t{path}\n")
    print(f"{len(accepted)} accepted, {len(rejected)} not", file=sys.stderr)


if __name__ == "__main__":
    main()
