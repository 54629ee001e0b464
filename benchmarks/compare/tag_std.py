#!/usr/bin/env python3
"""Compares the contracts of std with the safety tags that the tag-std project published for it.

Both name, for an unsafe function, the properties that it asks for. tag-std's keys leave out the type
that a method is for, and its names are partly older. Printed are the functions that both have, how
many have equal sets of properties, and each difference with the explanation that
tag_std_differences.tsv gives; the exit code is 1 if one has none, or an explanation is of no
difference.

usage: tag_std.py TAGS.json [--all]
"""

import argparse
import fnmatch
import json
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
CONTRACTS = ROOT / "analyzers/src/main/resources/dev/rusthint/safety/contracts"
EXPLAINED = pathlib.Path(__file__).with_name("tag_std_differences.tsv")

# Older names, and those of one of several alternatives.
NAMES = {
    "Aligned": "Align",
    "DoubleAligned": "Align",
    "InBounded": "InBound",
    "Ownning": "Owning",
    "!Null": "NonNull",
    "!Volatile": "NonVolatile",
    "!Size": "Size",
    "CopyTrait": "Trait",
    "Deref": "ValidPtr",
    "Function_sp": "Condition",
    "System_sp": "Condition",
}
# What is said in one is said in parts elsewhere.
COMPOUNDS = dict.fromkeys(
    ("ValidPtr2Ref", "Ptr2Ref"), {"ValidPtr", "Align", "Init", "Alias", "Alive"}
)
# Alternatives for when no memory is accessed.
NOTHING = re.compile(r"ValidNum\(.*, 0\)|Size\(\w+, 0\)")
# Where tag-std has what our keys name after a type.
MODULES = [
    (r"\*const T::", "core::ptr::const_ptr::"),
    (r"\*mut T::", "core::ptr::mut_ptr::"),
    (r"\[T\]::assume_init_(ref|mut)", r"core::mem::maybe_uninit::slice_assume_init_\1"),
    (r"\[T\]::", "core::slice::"),
    (r"str::", "core::str::"),
    (r"char::", "core::char::methods::"),
    (r"(?:s|u)?int::", "core::num::"),
    (r"float::", "core::f64::"),
    (r"std::collections::hash::map::HashMap::get_disjoint_unchecked_mut",
     "std::collections::hash::map::get_many_unchecked_mut"),
    (r"std::thread::builder::Builder::", "std::thread::"),
    (r"core::intrinsics::transmute$", "core::mem::transmute"),
]
LINE = re.compile(
    r"(?P<or>\| )?(?:(?:hazard|option) )?(?P<tag>\w+)(?P<args>\(.*?\))?(?: for [a-z ]+)?(?:: .*)?$"
)


def names_in(header):
    """The names of functions in a line, without what their parameters are called."""
    return [n.strip() for n in re.sub(r"\(\w+: [^)]*\)", "", header).split(",") if n.strip()]


def contracts():
    """The properties of each function, by our key."""
    found = {}
    for file in sorted(CONTRACTS.glob("*.txt")):
        if file.stem in ("language", "arch"):
            continue
        headers, clauses, go_on = [], [], False

        def end():
            for name in headers:
                found[name] = [set(clause) for clause in clauses]

        for line in file.read_text(encoding="utf-8").splitlines():
            if not line.strip() or line.startswith("#"):
                continue
            if not line[0].isspace():
                if not go_on:
                    end()
                    headers, clauses = [], []
                headers += names_in(line)
                go_on = line.rstrip().endswith(",")
                continue
            parts = LINE.match(line.strip())
            tag = parts["tag"]
            if parts["or"]:
                if not NOTHING.match(tag + (parts["args"] or "")):
                    clauses[-1].add(tag)
            else:
                clauses.append({tag})
        end()
    return found


def ours(clauses):
    """The properties of a contract. What `Copy` makes good counts as the tag for it."""
    properties = set()
    for clause in clauses:
        if "Trait" in clause and "Owning" in clause:
            properties.add("Trait")
        else:
            for tag in clause:
                properties |= COMPOUNDS.get(tag, {tag})
    return properties


def theirs(tags):
    properties = set()
    for tag in tags:
        tag = tag.strip().rstrip("|").strip()
        if tag:
            properties |= COMPOUNDS.get(tag, {NAMES.get(tag, tag)})
    return properties


def their_key(key):
    for ours_, their in MODULES:
        if re.match(ours_, key):
            return re.sub("^" + ours_, their, key)
    return key


def without_type(key):
    """The key as it is, and without the type or trait before the function."""
    parts = key.split("::")
    yield key
    if len(parts) > 1 and parts[-2][:1].isupper():
        yield "::".join(parts[:-2] + parts[-1:])


def shown(properties):
    return ",".join(sorted(properties)) or "-"


def matches(key, glob):
    """Whether a key is one of those that a glob names; types in brackets stand for themselves."""
    return fnmatch.fnmatchcase(key.replace("[", "("), glob.replace("[", "("))


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("tags", type=pathlib.Path)
    options.add_argument("--all", action="store_true", help="print explained differences too")
    arguments = options.parse_args()
    tags = json.loads(arguments.tags.read_text(encoding="utf-8"))
    explanations = []
    if EXPLAINED.exists():
        for line in EXPLAINED.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                explanations.append(line.split("\t"))
    used, both, equal, explained, unexplained = set(), 0, 0, 0, []
    for key, clauses in sorted(contracts().items()):
        match = next((k for k in without_type(their_key(key)) if k in tags), None)
        if match is None:
            continue
        both += 1
        we, they = ours(clauses), theirs(t for part in tags[match].values() for t in part)
        if any("2Ref" in tag for part in tags[match].values() for tag in part):
            we.discard("NonNull")
        if we == they:
            equal += 1
            continue
        more, less = shown(we - they), shown(they - we)
        for number, (glob, plus, minus, why) in enumerate(explanations):
            if matches(key, glob) and (plus, minus) == (more, less):
                used.add(number)
                explained += 1
                if arguments.all:
                    print(f"{key}\tours {more}\ttheirs {less}\t{why}")
                break
        else:
            unexplained.append((key, more, less))
    for key, more, less in unexplained:
        print(f"UNEXPLAINED {key}\t{more}\t{less}")
    stale = [row for number, row in enumerate(explanations) if number not in used]
    for row in stale:
        print("NO SUCH DIFFERENCE " + "\t".join(row))
    print(f"{len(contracts())} contracts, {len(tags)} tagged, {both} in both: {equal} equal, "
          f"{explained} differ and are explained, {len(unexplained)} are not explained")
    sys.exit(1 if unexplained or stale else 0)


if __name__ == "__main__":
    main()
