#!/usr/bin/env python3
"""Compares `rusthint types` with what rustc says, expression by expression, on real crates.

    rust_types.py                              the default crates
    rust_types.py tokio+full syn@1.0.107       these (NAME, @VERSION, +FEATURE,…, or a path)
    rust_types.py --truth                      only rustc's side, with counts by kind
    rust_types.py --wrong 20 --missing 20      with examples, the most common kind first
    rust_types.py bytes --ours FILE            what the tool printed before, instead of running it

rustc's side is `cargo rustc --lib -- -Zunpretty=thir-tree` (thir.py says how that is read), kept in
the work directory by sources and toolchain: TRUTH/CRATE.tsv, one row for each span of text as it was
written (of a macro's expansion only its arguments), with the columns

    file, start line, start column, end line, end column, kind, type, item

where columns count characters from 1, the end is behind the last one, and the item is what a path or a
method call names (`alloc::vec::{impl}::len`). Rows of kind `literal`, `local` (a plain path to one),
`body` (a function's block), `let` (in a condition) and `several` (the span has several types, as an
argument that a macro expands more than once), and `data` (tuples and the like in a table of
literals) are not counted. Rows of kind `binding` say what type
a name in a pattern has, and are compared apart.

Our side is `rusthint types .` in the crate's directory: one JSON object for each expression,
{"file","start":{"line","column"},"end":{"line","column"},"type"} and perhaps "item" (the item named,
for paths and method calls) and "kind":"binding" (for a name in a pattern). Types of both sides are in
the form that rustc_types.py describes; one with `_` or `{unknown}` in it counts as not typed.
"""

import argparse
import collections
import dataclasses
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile
import time

import clippy
import corpus
import rustc_types
import thir

CRATES = """
regex-syntax@0.6.27 hashbrown@0.12.3 bytes@1.2.1 smallvec@1.9.0 indexmap@1.9.2 petgraph@0.6.2
serde_json@1.0.87 tokio@1.24.2+full rayon@1.6.1 crossbeam-channel@0.5.6
globset@0.4.21 ignore@0.4.34 bstr@1.14.0 axum@0.8.9 uuid@1.20.0+v4,serde
""".split()

SYSROOT = ("std", "core", "alloc", "proc_macro", "test")
NOT_COUNTED = thir.UNCOUNTED | {"data", "several"}


@dataclasses.dataclass
class Row:
    """An expression or a binding: where it is, its type, and the item it names."""

    place: tuple
    kind: str
    type: str
    item: str


class Truth:
    """rustc's types of crates, kept in files."""

    def __init__(self, bench):
        self.bench = bench
        self.directory = bench.work / "types"
        self.directory.mkdir(parents=True, exist_ok=True)
        self.version = corpus.run(["rustc", "-V"], ".").stdout.strip()

    def path(self, spec):
        return self.directory / (spec.key + ".tsv")

    def rows(self, spec, copy):
        key = {"sources": corpus.digest(copy), "rustc": self.version, "form": 4}
        path = self.path(spec)
        if path.is_file():
            with path.open(encoding="utf-8") as lines:
                if json.loads(next(lines)[2:]).items() >= key.items():
                    return [parse_row(line) for line in lines]
        started = time.monotonic()
        rows, problems = self._run(spec, copy)
        head = dict(key, crate=spec.key, seconds=round(time.monotonic() - started, 1))
        head["unreadable"] = problems
        partial = path.with_suffix(".tmp")
        with partial.open("w", encoding="utf-8") as out:
            out.write("# " + json.dumps(head) + "\n")
            for row in rows:
                out.write("\t".join([*map(str, row.place), row.kind, row.type, row.item]) + "\n")
        partial.replace(path)
        return rows

    def _run(self, spec, copy):
        read = lambda output: list(dict.fromkeys(thir.read(output)))
        facts, command = compile_crate(self.bench, spec, copy, "-Zunpretty=thir-tree", read)
        if not facts:
            raise corpus.Unusable("no dump")
        return translate(facts, copy, Externs(command, self.bench.work))


def compile_crate(bench, spec, copy, flag, read):
    """Compiles a library with a flag of rustc: what `read` makes of its output, and the command."""
    chosen = ["--features", ",".join(spec.features)] if spec.features else []
    argv = ["cargo", "rustc", "--lib", "-v", "-j1", *chosen, "--target-dir", str(bench.target)]
    # The time makes cargo run rustc even where it has done so before.
    argv += ["--", flag, "--cap-lints", "allow", f"-Cmetadata={time.time_ns()}"]
    env = dict(os.environ, RUSTC_BOOTSTRAP="1", CARGO_INCREMENTAL="0")
    with tempfile.TemporaryFile("w+", errors="replace") as errors:
        with subprocess.Popen(
            argv, cwd=copy, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=errors, text=True, errors="replace",
        ) as process:
            found = read(process.stdout)
        errors.seek(0)
        said = errors.read()
    if process.returncode != 0:
        lines = [x for x in said.splitlines() if x.startswith("error")] or ["?"]
        raise corpus.Unusable("does not build: " + lines[0][:200])
    commands = re.findall(rf"Running `(.*{re.escape(flag)}.*)`", said)
    return found, shlex.split(commands[-1])


def parse_row(line):
    file, a, b, c, d, kind, text, item = line.rstrip("\n").split("\t")
    return Row((file, int(a), int(b), int(c), int(d)), kind, text, item)


class Externs:
    """The crates that a crate sees, by the command that compiles it."""

    def __init__(self, argv, work):
        self.name = argv[argv.index("--crate-name") + 1]
        self.work = work
        self.arguments, self.names = [], set(SYSROOT)
        for option, value in zip(argv, argv[1:]):
            if option == "-L":
                self.arguments += [option, value]
            if option == "--extern":
                alias, _, file = value.rpartition(":")[2].partition("=")
                real = re.sub(r"^lib|-[0-9a-f]+\.\w+$", "", os.path.basename(file))
                for name in {alias, real} - {""}:
                    self.names.add(name)
                    self.arguments += ["--extern", f"{name}={file}" if file else name]

    def definitions(self, paths):
        """The path of the definition behind each path that can be used, by asking rustc."""
        found, paths = {}, sorted(paths)
        while paths:
            with tempfile.TemporaryDirectory(dir=self.work) as directory:
                probe = pathlib.Path(directory) / "probe.rs"
                lines = ["extern crate alloc; extern crate proc_macro;"]
                lines += [f"use ::{path} as P{i}_;" for i, path in enumerate(paths)]
                probe.write_text("\n".join(lines) + "\n")
                argv = ["rustc", "--edition=2021", "--crate-type=lib", "--cap-lints=allow"]
                argv += ["-Zunpretty=hir-tree", "--error-format=short", *self.arguments, "probe.rs"]
                result = corpus.run(argv, directory, dict(os.environ, RUSTC_BOOTSTRAP="1"))
            bad = {int(n) for n in re.findall(r"^probe\.rs:(\d+):\d+: error", result.stderr, re.M)}
            if not bad:
                break
            left = [p for i, p in enumerate(paths) if i + 2 not in bad]
            if len(left) == len(paths):
                return found
            paths = left
        else:
            return found
        for item in re.split(r"^            Item \{$", result.stdout, flags=re.M):
            name = re.search(r"^ +Single\(\n +P(\d+)_#", item, re.M)
            space = re.search(r"type_ns: Some\(\s+Def\(\s+\w+,\s+(DefId\(.*\)),\n", item)
            if name and space:
                found[paths[int(name.group(1))]] = rustc_types.def_path(space.group(1))
        return found


class Names:
    """From the path that rustc prints for a type to the path of its definition."""

    def __init__(self, externs, seen, known):
        self.externs = externs
        self.known = dict(known)
        asked = {p for p in seen - set(known) if p.partition("::")[0] in externs.names}
        nested = {}  # `extern crate alloc` in a module of the crate
        for path in seen - set(known) - asked:
            match = re.search(r"(?<=::)(std|core|alloc)::\w.*", path)
            if match:
                nested[path] = match.group(0)
        answers = externs.definitions(asked | set(nested.values()))
        for path in asked:
            if path in answers:
                self.known[path] = answers[path]
        for path, tail in nested.items():
            if tail in answers:
                self.known[path] = answers[tail]
        self.asked = asked
        self.local = {p for p in seen if p not in self.known and p not in asked}

    def __call__(self, path):
        known = self.known.get(path)
        if known:
            return known
        head, _, rest = path.partition("::")
        if path in self.asked and (head in SYSROOT or not self._has_module(head)):
            return path  # private there: printed as it is defined
        parts = path.split("::")
        for i in range(1, len(parts) - 1):
            if "::".join(parts[:i]) in self.local:  # in a method of that type
                return "{impl}::" + "::".join(parts[i:])
        return f"{self.externs.name}::{path}"

    def _has_module(self, name):
        return any(p.startswith(name + "::") for p in self.local)


def translate(facts, copy, externs):
    """Rows of facts of a dump, and what types could not be read."""
    closures = {}
    for what, a, b, _, _ in facts:
        if what == "closure" and (at := thir.place(b)):
            closures[a] = f"{at[0]}:{at[1]}:{at[2]}"
    sources = Sources(copy)
    written = {}  # whether the place is text of one of the crate's files

    def here(span):
        if span not in written:
            at = thir.place(span)
            written[span] = at[:5] if at and at[5] == 0 and sources.has(at[0]) else None
        return written[span]

    seen, problems = set(), collections.Counter()
    collector = rustc_types.Reader(lambda path: (seen.add(path), path)[1])
    for what, a, b, _, _ in facts:
        if what in ("expr", "binding") and here(a):
            try:
                collector.read(b)
            except rustc_types.Unreadable as problem:
                problems[str(problem)] += 1
    known = {}
    for what, a, b, _, _ in facts:
        if what == "adt" and re.match(r"\w+(::\w+)*(<|$)", a):
            shown, path = a.partition("<")[0], rustc_types.def_path(b)
            # `S<A>::method::Local<A>` is shown of a type in a method: it is not what `S` names.
            if shown.rpartition("::")[2] == path.rpartition("::")[2]:
                known[shown] = path
    reader = rustc_types.Reader(
        Names(externs, seen, known), lambda d: closures.get(d, rustc_types.def_path(d))
    )

    def type_of(text):
        try:
            return reader.read(text)
        except rustc_types.Unreadable:
            return None

    spans = collections.defaultdict(list)
    bindings = collections.defaultdict(list)
    for what, a, b, c, d in facts:
        if what not in ("expr", "binding", "ctor") or not (at := here(a)):
            continue
        if what == "binding":
            if (text := type_of(b)) and is_binding(sources.text(at), c):
                bindings[at].append(Row(at, "binding", text, c))
        elif what == "expr":
            if text := type_of(b):
                spans[at].append(Row(at, c, text, item_of(d)))
        else:
            text = sources.text(at)
            length = path_length(text)
            item = item_of(b)
            if length and text[length:].lstrip().startswith("("):
                end = sources.behind(at, length)
                arguments = rustc_types.angled(reader.read_list(c))
                spans[end].append(Row(end, "path", "fn " + item + arguments, item))
            elif length == len(text):
                for row in spans.get(at, ()):
                    row.kind, row.item = "path", item
    data = {at for what, a, _, _, _ in facts if what == "data" and (at := here(a))}
    # The span of `$a::$b`, put together of two places, is no place.
    rows = [
        single(found, sources)
        for at, found in spans.items()
        if found[0].kind != "path" or "$" not in sources.text(at)
    ]
    mark_data(rows, data)
    rows += [several(found) for found in bindings.values()]
    rows.sort(key=lambda row: row.place)
    return rows, [text for text, _ in problems.most_common(20)]


def path_length(text):
    """How long the path is that a text begins with, generic arguments included; 0 for none."""
    at, part = 0, re.compile(r"\s*(::)?\s*(\w+|(?=<))")
    while (match := part.match(text, at)) and (match.group(1) or at == 0):
        at = match.end()
        if not match.group(2):  # angle brackets
            depth = 0
            for token in re.compile(r"->|[<>]").finditer(text, at):
                depth += {"<": 1, ">": -1}.get(token.group(0), 0)
                if depth == 0:
                    at = token.end()
                    break
            else:
                return 0
    return at


def is_binding(text, name):
    """Whether a pattern of the source binds that name, and not one of rustc's own."""
    return bool(re.match(rf"(&\s*('\w+\s+)?)?((ref|mut|box)\s+)*(r#)?{name}\b(?!\s*[.(?])", text))


def item_of(text):
    """The path of the item in `FnDef(DefId(…), […])` or `DefId(…)`."""
    match = re.match(r"(?:FnDef\()?(DefId\(.*?\))(, \[|$)", text)
    return rustc_types.def_path(match.group(1)) if match else ""


def single(found, sources):
    """The row of a span out of those of all expressions that have it."""
    closures = [r for r in found if r.kind == "closure" and sources.text(r.place).startswith("{")]
    if closures:  # an async fn's body is a block in a closure that is not in the source
        found = [r for r in found if r not in closures]
        for row in found:
            if row.kind == "block":
                row.kind = "body"
        if not found:
            return dataclasses.replace(closures[0], kind="body")
    trivial = [r for r in found if r.kind not in NOT_COUNTED]
    return several(trivial or found)


def several(found):
    """One row for rows of one place; of kind `several` when they do not agree."""
    if len({(r.type) for r in found}) > 1:
        return dataclasses.replace(found[0], kind="several")
    row = found[0]
    if len({r.item for r in found}) > 1:
        row = dataclasses.replace(row, item="")
    return row


def mark_data(rows, data):
    """Gives the kind `data` to parts of tables of literals; the table itself keeps its own."""
    inside = None
    for row in sorted(rows, key=lambda r: (r.place[0], r.place[1:3], -r.place[3], -r.place[4])):
        if row.place in data:
            if inside and inside[0] == row.place[0] and row.place[3:] <= inside[3:]:
                row.kind = "data"
            else:
                inside = row.place


class Sources:
    """The files of a crate, by lines."""

    def __init__(self, copy):
        self.copy = copy
        self.files = {}

    def lines(self, file):
        if file not in self.files:
            path = self.copy / file
            inside = not os.path.isabs(file) and ".." not in pathlib.Path(file).parts
            text = path.read_bytes().decode(errors="replace") if inside and path.is_file() else None
            if text is not None:
                text = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
            self.files[file] = text
        return self.files[file]

    def has(self, file):
        return self.lines(file) is not None

    def text(self, place):
        file, line, column, end_line, end_column = place
        lines = self.lines(file)[line - 1 : end_line]
        lines[-1] = lines[-1][: end_column - 1]
        lines[0] = lines[0][column - 1 :]
        return "\n".join(lines)

    def behind(self, place, length):
        """The place of the first `length` characters of one."""
        head = self.text(place)[:length]
        line = place[1] + head.count("\n")
        column = len(head) - head.rfind("\n") if "\n" in head else place[2] + length
        return (*place[:3], line, column)


def read_ours(lines):
    """({place: (type, item)} of expressions, the same of bindings)."""
    expressions, bindings = {}, {}
    for line in lines:
        record = json.loads(line)
        if "type" not in record or "start" not in record:
            continue
        start, end = record["start"], record["end"]
        place = (os.path.normpath(record["file"]), start["line"], start["column"])
        place += (end["line"], end["column"])
        into = bindings if record.get("kind") == "binding" else expressions
        into[place] = (record["type"], record.get("item", ""))
    return expressions, bindings


def run_ours(launcher, spec, copy, std):
    selection = clippy.selection(spec, False)
    library = ["--std", std] if std else []
    result = corpus.run([launcher, "types", *library, *selection, "."], copy)
    if result.returncode not in (0, 1):
        sys.exit(f"`rusthint types .` failed on {spec.key}: {result.stderr.strip()[:300]}")
    return result.stdout.splitlines()


def compare(rows, expressions, bindings):
    """Yields (row, "equal" | "wrong" | "missing", our type, "equal" | "wrong" | "missing" | "").

    The last is about the item that a path or a method call names; empty where rustc's is not known.
    """
    for row in rows:
        if row.kind in NOT_COUNTED:
            continue
        ours, item = (bindings if row.kind == "binding" else expressions).get(row.place, ("", ""))
        known = ours and not rustc_types.is_unknown(ours)
        equal = known and rustc_types.same(ours, row.type)
        verdict = "equal" if equal else "wrong" if known else "missing"
        named = ""
        if row.item and row.kind != "binding":
            item = item or item_in(ours)
            named = "missing" if not item else "equal" if item == row.item else "wrong"
        yield row, verdict, ours, named


def item_in(text):
    """The item that the type of a function item names."""
    return text[3:].partition("<")[0] if text.startswith("fn ") else ""


def percent(part, whole):
    return f"{100 * part / whole:6.2f}" if whole else "     -"


class Report:
    """Counts of all crates, and examples of what is not equal."""

    HEAD = (
        f"{'crate':<28}{'spans':>8}{'typed':>8}{'%':>7}{'wrong':>7}{'equal %':>9}"
        f"{'paths':>8}{'same %':>8}{'bindings':>10}{'typed %':>9}{'equal %':>9}"
    )

    def __init__(self):
        self.kinds = collections.Counter()
        self.examples = collections.defaultdict(list)

    def add(self, key, copy, compared):
        count = collections.Counter()
        for row, verdict, ours, named in compared:
            binding = row.kind == "binding"
            count["binding" if binding else "expr", verdict] += 1
            if named:
                count["name" if row.kind == "path" else "method", named] += 1
            self.kinds[row.kind, verdict] += 1
            if verdict != "equal":
                self.examples[verdict, row.kind].append((key, copy, row, ours))
            elif named == "wrong":
                self.examples["name", row.kind].append((key, copy, row, ours))
        total, typed, equal = totals(count, "expr")
        names = totals(count, "name")
        all_bindings, typed_bindings, equal_bindings = totals(count, "binding")
        return (
            f"{key:<28}{total:>8}{typed:>8} {percent(typed, total)}{typed - equal:>7}"
            f"   {percent(equal, typed)}{names[0]:>8}  {percent(names[2], names[0])}"
            f"{all_bindings:>10}   {percent(typed_bindings, all_bindings)}"
            f"   {percent(equal_bindings, typed_bindings)}"
        )

    def print_kinds(self):
        print(f"\n{'kind':<16}{'spans':>8}{'typed %':>9}{'wrong':>8}")
        kinds = collections.Counter()
        for (kind, _), n in self.kinds.items():
            kinds[kind] += n
        for kind, total in kinds.most_common():
            typed = total - self.kinds[kind, "missing"]
            print(f"{kind:<16}{total:>8}   {percent(typed, total)}{self.kinds[kind, 'wrong']:>8}")

    def print_examples(self, verdict, limit):
        """Up to `limit` of each kind, the most common kind first, spread over the crates."""
        groups = [(k, v) for (what, k), v in self.examples.items() if what == verdict]
        for kind, found in sorted(groups, key=lambda g: -len(g[1])):
            print(f"\n{verdict}: {kind}, {len(found)}")
            step = max(1, len(found) // limit)
            for key, copy, row, ours in found[::step][:limit]:
                text = " ".join(Sources(copy).text(row.place).split())
                file, line, column, _, _ = row.place
                print(f"  {key}/{file}:{line}:{column}  {text[:100]}")
                if ours:
                    print(f"    ours  {ours}")
                print(f"    rustc {row.type}")


def totals(count, what):
    total = sum(n for (kind, _), n in count.items() if kind == what)
    return total, total - count[what, "missing"], count[what, "equal"]


def print_truth(crates):
    """How many spans of each kind each crate has."""
    for key, rows in crates:
        kinds = collections.Counter(r.kind for r in rows)
        counted = sum(n for k, n in kinds.items() if k not in NOT_COUNTED and k != "binding")
        items = sum(bool(r.item) and r.kind != "binding" for r in rows)
        print(f"{key}: {counted} expressions, {items} name an item; ", end="")
        print(", ".join(f"{kind} {n}" for kind, n in kinds.most_common()))


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("crates", nargs="*", default=CRATES, metavar="CRATE")
    parser.add_argument("--truth", action="store_true", help="only rustc's side")
    parser.add_argument("--wrong", type=int, default=0, metavar="N", help="examples of each kind")
    parser.add_argument("--missing", type=int, default=0, metavar="N")
    parser.add_argument("--ours", metavar="FILE", help="output of `rusthint types`, of one crate")
    parser.add_argument("--rusthint", default=str(clippy.default_launcher()), metavar="LAUNCHER")
    parser.add_argument("--registry", default=corpus.DEBIAN_REGISTRY, metavar="DIR")
    parser.add_argument("--work", default=corpus.default_work(), metavar="DIR")
    parser.add_argument("--std", metavar="DIR",
                        help="read std from its sources, as tools/std_sources.py writes them")
    parser.add_argument("--gate", metavar="T,E", help="exit 1 when a crate is below, in percent")
    options = parser.parse_args()
    if options.ours and len(options.crates) != 1:
        parser.error("--ours is the output for one crate")

    bench = corpus.Workbench(options.work, options.registry)
    truth = Truth(bench)
    report, kept, below = Report(), [], []
    for name in options.crates:
        try:
            spec, copy = bench.prepare(corpus.parse_spec(name))
            rows = truth.rows(spec, copy)
        except corpus.Unusable as reason:
            print(f"skipped {name}: {reason}", file=sys.stderr, flush=True)
            continue
        if options.truth:
            print_truth([(spec.key, rows)])
            sys.stdout.flush()
            continue
        if options.ours:
            lines = pathlib.Path(options.ours).read_text(encoding="utf-8").splitlines()
        else:
            lines = run_ours(options.rusthint, spec, copy, options.std)
        compared = list(compare(rows, *read_ours(lines)))
        kept.append(report.add(spec.key, copy, compared))
        if options.gate:
            below += missed(spec.key, compared, options.gate)
    if options.truth:
        return 0
    print(f"{truth.version}\n{Report.HEAD}")
    print("\n".join(kept))
    report.print_kinds()
    if options.wrong:
        report.print_examples("wrong", options.wrong)
        report.print_examples("name", options.wrong)
    if options.missing:
        report.print_examples("missing", options.missing)
    for text in below:
        print("below the gate: " + text)
    return 1 if below else 0


def missed(key, compared, gate):
    need_typed, need_equal = (float(x) for x in gate.split(","))
    count = collections.Counter(("expr", v) for row, v, _, _ in compared if row.kind != "binding")
    total, typed, equal = totals(count, "expr")
    if typed < need_typed / 100 * total:
        yield f"{key}: typed"
    if equal < need_equal / 100 * typed:
        yield f"{key}: equal"


if __name__ == "__main__":
    sys.exit(main())
