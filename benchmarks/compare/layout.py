#!/usr/bin/env python3
"""Compares `rusthint layout` with what rustc says about sizes and offsets, on real crates.

    layout.py                          the default crates
    layout.py tokio+full syn@1.0.107   these (NAME, @VERSION, +FEATURE,…, or a path)
    layout.py --truth                  only rustc's side
    layout.py --show 20                with up to 20 differences of each sort

rustc's side is `cargo rustc --lib -- -Zprint-type-sizes`: every type without parameters whose layout
the compilation of the library asks for. It is kept in the work directory, layout/CRATE.jsonl.

Our side is `rusthint layout --types FILE .` in the crate's directory, with the types that rustc
prints in the file; one JSON object a line, as in those files:

    {"type": "k::m::S", "size": 24, "align": 8, "fields": [{"name": "a", "offset": 0, "size": 8}]}
    {"type": "k::E", "size": 16, "align": 8, "variants": [{"name": "A", "fields": […]}]}

Types are in the form that rustc_types.py describes, `fields` is for structs and unions, `variants` for
enums, tuple fields are named 0, 1, …; the order does not matter. A type with unknown parts is left
out, or has "size": null. Structs, enums and unions are compared, whichever crate they are from;
closures and futures are not. rustc leaves arguments out that are the default, so the allocator and
the hasher of std's collections do not count in our types either.
"""

import argparse
import collections
import json
import pathlib
import re
import sys
import tempfile

import clippy
import corpus
import rust_types
import rustc_types

LINE = re.compile(r"print-type-size (\s*)(.*)")
TYPE = re.compile(r"type: `(.*)`: (\d+) bytes, alignment: (\d+) bytes")
FIELD = re.compile(r"field `\.(.*?)`: (\d+) bytes(?:, offset: (\d+) bytes)?")
DEFAULTS = re.compile(r"(,? ?(alloc::alloc::Global|std::hash::random::RandomState))+(?=>)")


def read(lines):
    """Yields a record of each struct, enum and union that `-Zprint-type-sizes` lists.

    rustc prints fields by offset, with the padding before each; so the offset is what lies before.
    """
    record = None
    fields, at = [], 0
    for line in lines:
        match = LINE.match(line)
        if not match:
            continue
        text = match.group(2)
        if head := TYPE.match(text):
            if record:
                yield record
            record = {"type": head.group(1), "size": int(head.group(2)), "align": int(head.group(3))}
            fields, at, tag = record.setdefault("fields", []), 0, 0
        elif found := re.match(r"discriminant: (\d+) bytes", text):
            tag = int(found.group(1))
        elif found := re.match(r"variant `(.*?)`: ", text):
            record.pop("fields", None)
            fields, at = [], tag
            record.setdefault("variants", []).append({"name": found.group(1), "fields": fields})
        elif found := re.match(r"padding: (\d+) bytes", text):
            at += int(found.group(1))
        elif found := FIELD.match(text):
            name, size, offset = found.groups()
            at = int(offset) if offset else at
            fields.append({"name": name, "offset": at, "size": int(size)})
            at += int(size)
    if record:
        yield record


class Truth:
    """rustc's layouts of crates, kept in files."""

    def __init__(self, bench):
        self.bench = bench
        self.directory = bench.work / "layout"
        self.directory.mkdir(parents=True, exist_ok=True)
        self.version = corpus.run(["rustc", "-V"], ".").stdout.strip()

    def records(self, spec, copy):
        key = {"sources": corpus.digest(copy), "rustc": self.version, "form": 2}
        path = self.directory / (spec.key + ".jsonl")
        known = clippy.read_lines(path)
        if known and known[0].items() >= key.items():
            return known[0], known[1:]
        found, command = rust_types.compile_crate(
            self.bench, spec, copy, "-Zprint-type-sizes", lambda output: list(read(output))
        )
        records, skipped = translate(found, rust_types.Externs(command, self.bench.work))
        head = dict(key, crate=rust_types.Externs(command, self.bench.work).name, skipped=skipped)
        partial = path.with_suffix(".tmp")
        with partial.open("w", encoding="utf-8") as out:
            for record in [head, *records]:
                out.write(json.dumps(record, ensure_ascii=False) + "\n")
        partial.replace(path)
        return head, records


def translate(found, externs):
    """The records with their types in canonical form, and how many types have none."""
    seen = set()
    collector = rustc_types.Reader(lambda path: (seen.add(path), path)[1])
    readable = []
    for record in found:
        try:
            if re.match(r"[A-Za-z_<]", record["type"]):
                collector.read(record["type"])
                readable.append(record)
        except rustc_types.Unreadable:
            pass
    reader = rustc_types.Reader(rust_types.Names(externs, seen, {}))
    records = [dict(record, type=reader.read(record["type"])) for record in readable]
    records.sort(key=lambda r: r["type"])
    return records, len(found) - len(records)


def key_of(text):
    """A type without the arguments that rustc leaves out."""
    return rustc_types.loose(DEFAULTS.sub("", text)).replace("<>", "")


def shape(record):
    """What of two records must be the same besides size and alignment."""
    def fields(of):
        return sorted((f["name"], f["offset"], f["size"]) for f in of)

    variants = record.get("variants", [])
    if len(variants) == 1:  # so rustc prints a union
        return fields(variants[0]["fields"])
    if "variants" in record:
        return sorted((v["name"], fields(v["fields"])) for v in record["variants"])
    return fields(record.get("fields", []))


def difference(ours, theirs):
    """The first of the things compared that differs, None when all are equal."""
    for name in ("size", "align"):
        if ours[name] != theirs[name]:
            return name
    mine, wanted = shape(ours), shape(theirs)
    if len(theirs.get("variants", ())) > 1:  # rustc leaves out variants that cannot exist and those without data
        named = {name for name, _ in wanted}
        mine = [(name, fields) for name, fields in mine if name in named]
    return None if mine == wanted else "fields"


def compare(theirs, ours):
    """Yields ("equal" | "size" | "align" | "fields" | "missing", their record, ours)."""
    mine = {key_of(r["type"]): r for r in ours if r.get("size") is not None}
    for record in theirs:
        own = mine.get(key_of(record["type"]))
        yield (difference(own, record) or "equal") if own else "missing", record, own


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("crates", nargs="*", default=rust_types.CRATES, metavar="CRATE")
    parser.add_argument("--truth", action="store_true", help="only rustc's side")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="examples of each sort")
    parser.add_argument("--ours", metavar="FILE", help="output of `rusthint layout`, of one crate")
    parser.add_argument("--rusthint", default=str(clippy.default_launcher()), metavar="LAUNCHER")
    parser.add_argument("--registry", default=corpus.DEBIAN_REGISTRY, metavar="DIR")
    parser.add_argument("--work", default=corpus.default_work(), metavar="DIR")
    options = parser.parse_args()
    if options.ours and len(options.crates) != 1:
        parser.error("--ours is the output for one crate")

    bench = corpus.Workbench(options.work, options.registry)
    truth = Truth(bench)
    sorts = ("equal", "size", "align", "fields", "missing")
    print(f"{truth.version}\n{'crate':<28}{'types':>7}{'its own':>9}", end="")
    print("" if options.truth else "".join(f"{s:>9}" for s in ("ours", *sorts)))
    examples, wrong = collections.defaultdict(list), 0
    for name in options.crates:
        try:
            spec, copy = bench.prepare(corpus.parse_spec(name))
            head, theirs = truth.records(spec, copy)
        except corpus.Unusable as reason:
            print(f"skipped {name}: {reason}", file=sys.stderr, flush=True)
            continue
        own = sum(r["type"].startswith(head["crate"] + "::") for r in theirs)
        print(f"{spec.key:<28}{len(theirs):>7}{own:>9}", end="", flush=True)
        if options.truth:
            print()
            continue
        ours = read_ours(options, spec, copy, theirs)
        count = collections.Counter()
        for sort, record, mine in compare(theirs, ours):
            count[sort] += 1
            if sort != "equal" and (sort != "missing" or record["type"].startswith(head["crate"])):
                examples[sort].append((spec.key, record, mine))
        wrong += count["size"] + count["align"] + count["fields"]
        print("".join(f"{n:>9}" for n in (len(ours), *(count[s] for s in sorts))))
    for sort in sorts[1:] if options.show else ():
        print(f"\n{sort}: {len(examples[sort])}")
        for key, record, mine in examples[sort][: options.show]:
            print(f"  {key}: {record['type']}\n    rustc {json.dumps(record)}")
            if mine:
                print(f"    ours  {json.dumps(mine)}")
    return 1 if wrong else 0


def read_ours(options, spec, copy, theirs):
    if options.ours:
        return clippy.read_lines(pathlib.Path(options.ours))
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".types") as names:
        names.writelines(record["type"] + "\n" for record in theirs)
        names.flush()
        argv = [options.rusthint, "layout", "--types", names.name, *clippy.selection(spec, False), "."]
        result = corpus.run(argv, copy)
    if result.returncode not in (0, 1):
        sys.exit(f"`rusthint layout .` failed on {spec.key}: {result.stderr.strip()[:300]}")
    return [json.loads(line) for line in result.stdout.splitlines()]


if __name__ == "__main__":
    sys.exit(main())
