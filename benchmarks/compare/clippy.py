#!/usr/bin/env python3
"""Compares `rusthint check` with `cargo clippy` on real crates, lint by lint.

    clippy.py                                  the default crates and lints
    clippy.py tokio+full syn serde@1.0.228     these crates (name, @version, +features, or a path)
    clippy.py --lints needless_lifetimes,rustc:static_mut_refs
    clippy.py --show needless_lifetimes        each difference with its source line
    clippy.py --truth DIR                      only run clippy, leave its findings in DIR

Both tools see the same copy of each crate: library and binaries, default features and those asked
for. A finding of one matches a finding of the other when file, line and lint are the same. See
README.md beside this file for what is counted and what is not.
"""

import argparse
import collections
import json
import math
import os
import pathlib
import re
import shutil
import sys
import time

import corpus

# The equivalents of the hints. A bare name is clippy's; `rustc:` marks a lint of rustc; E… is an
# error code, which cannot be switched on but is counted where it shows.
LINTS = """
undocumented_unsafe_blocks unnecessary_safety_comment missing_safety_doc unnecessary_safety_doc
rustc:static_mut_refs not_unsafe_ptr_arg_deref mut_from_ref uninit_vec
rustc:unsafe_op_in_unsafe_fn macro_metavars_in_unsafe no_mangle_with_rust_abi rustc:missing_abi
rustc:missing_unsafe_on_extern rustc:unsafe_attr_outside_unsafe repr_packed_without_abi
trailing_empty_array needless_lifetimes elidable_lifetime_names extra_unused_lifetimes
rustc:unused_lifetimes rustc:elided_lifetimes_in_paths rustc:mismatched_lifetime_syntaxes
redundant_static_lifetimes unused_async redundant_async_block manual_async_fn E0733
crate_in_macro_def rustc:missing_docs needless_doctest_main test_attr_in_doctest
should_panic_without_expect ignore_without_reason tests_outside_test_module
assertions_on_result_states panic todo unimplemented unreachable panic_in_result_fn inline_always
missing_inline_in_public_items regex_creation_in_loops trivial_regex derived_hash_with_manual_eq
derive_ord_xor_partial_ord derive_partial_eq_without_eq exit std_instead_of_core
std_instead_of_alloc alloc_instead_of_core wildcard_dependencies redundant_feature_names
negative_feature_names lint_groups_priority cargo_common_metadata large_enum_variant
result_large_err unwrap_used expect_used indexing_slicing string_slice arithmetic_side_effects
cast_possible_truncation cast_sign_loss cast_possible_wrap cast_precision_loss cast_lossless
clone_on_copy cloned_instead_of_copied implicit_clone explicit_auto_deref needless_borrow
needless_borrowed_reference mem_replace_option_with_none mem_replace_option_with_some
mem_replace_with_default rustc:dropping_copy_types rustc:dropping_references
rustc:forgetting_copy_types rustc:forgetting_references extend_with_drain single_char_add_str
unnecessary_lazy_evaluations to_string_in_format_args useless_format useless_conversion
trivially_copy_pass_by_ref iter_nth iter_nth_zero iter_skip_next filter_next search_is_some
unnecessary_fold iter_count chars_next_cmp chars_last_cmp bytes_nth bytes_count_to_len
unnecessary_filter_map unnecessary_min_or_max map_flatten flat_map_identity filter_map_identity
suspicious_map double_ended_iterator_last useless_transmute missing_transmute_annotations
let_underscore_future let_underscore_lock rustc:let_underscore_lock rustc:let_underscore_drop
assigning_clones unnecessary_get_then_check large_stack_arrays redundant_allocation vec_box
box_collection rc_buffer rc_mutex unnecessary_box_returns borrowed_box option_option ref_option
incompatible_msrv
""".split()

# Installed ones of edition 2018 and 2021, and newer ones of 2021 and 2024 that cargo fetches.
CRATES = """
tokio@1.24.2+full regex@1.7.1 regex-syntax@0.6.27 hashbrown@0.12.3 crossbeam-channel@0.5.6
crossbeam-epoch@0.9.13 crossbeam-utils@0.8.12 bytes@1.2.1 smallvec@1.9.0 syn@1.0.107+full
rayon@1.6.1 rayon-core@1.10.1 serde_json@1.0.87 hyper@0.14.19+full indexmap@1.9.2 image@0.24.3
nom@7.1.1 clap@4.0.32 petgraph@0.6.2
anyhow@1.0.104 axum@0.8.9 dashmap@6.2.1 parking_lot@0.13.0 tower@0.5.3+util,timeout,limit,load,retry
memchr@2.8.3 bstr@1.14.0 globset@0.4.21 ignore@0.4.34 rusqlite@0.42.0 h2@0.4.20 hashbrown@0.17.1
slotmap@1.1.1 nix@0.31.3+fs,process,signal,socket tokio-util@0.7.20+full bat@0.26.1
""".split()


# Clippy puts these on line 1 of each target's root file, whatever in Cargo.toml they are about.
MANIFEST_LINTS = frozenset(
    "wildcard_dependencies redundant_feature_names negative_feature_names cargo_common_metadata"
    " multiple_crate_versions".split()
)


# Lints whose diagnostics have an error's code.
CODES = {"E0133": "unsafe_op_in_unsafe_fn"}


def rustc_name(lint):
    """The name that the compiler puts on a diagnostic of this lint."""
    if lint.startswith("rustc:"):
        return lint[len("rustc:") :]
    return lint if re.fullmatch(r"E\d{4}", lint) else "clippy::" + lint


def lint_name(code):
    """The reverse of `rustc_name`."""
    code = CODES.get(code, code)
    if code.startswith("clippy::"):
        return code[len("clippy::") :]
    return code if re.fullmatch(r"E\d{4}", code) else "rustc:" + code


class Clippy:
    """Runs clippy on copies of crates and keeps what it found, by sources, lints and toolchain."""

    def __init__(self, bench, lints, jobs):
        self.bench = bench
        self.lints = lints
        self.jobs = jobs
        self.version = corpus.toolchain()

    def findings(self, spec, copy):
        """The findings of the wanted lints in this crate; Unusable when it does not build."""
        cached = self.bench.results / (spec.key + ".jsonl")
        key = {"sources": corpus.digest(copy), "toolchain": self.version}
        known = read_lines(cached)
        if known and all(known[0].get(k) == v for k, v in key.items()):
            if set(self.lints) <= set(known[0]["lints"]):
                return self._wanted(known)
        started = time.monotonic()
        found = self._run(spec, copy)
        head = dict(key, crate=spec.key, edition=edition(copy), lints=sorted(self.lints))
        head["seconds"] = round(time.monotonic() - started, 1)
        cached.parent.mkdir(parents=True, exist_ok=True)
        partial = cached.with_suffix(".tmp")
        with partial.open("w", encoding="utf-8") as out:
            for record in [head, *found]:
                out.write(json.dumps(record, ensure_ascii=False) + "\n")
        partial.replace(cached)
        return self._wanted([head, *found])

    def _wanted(self, records):
        return [r for r in records[1:] if r["lint"] in self.lints]

    def build_cfgs(self, spec, copy):
        """What the crate's build script sets, as `name` or `name="value"`."""
        argv = ["cargo", "check", "-q", "--message-format=json", f"-j{self.jobs}"]
        argv += ["--target-dir", str(self.bench.target)] + selection(spec, self.bench.tests)
        cfgs = []
        for line in corpus.run(argv, copy).stdout.splitlines():
            event = json.loads(line) if line.startswith("{") else {}
            own = str(copy) in event.get("package_id", "")
            if event.get("reason") == "build-script-executed" and own:
                cfgs += event["cfgs"]
        return cfgs

    def _run(self, spec, copy):
        argv = ["cargo", "clippy", "-q", "--message-format=json", f"-j{self.jobs}"]
        argv += ["--target-dir", str(self.bench.target), "--no-deps"]
        argv += selection(spec, self.bench.tests)
        # A lint that the crate itself denies must not end the run: everything is a warning.
        argv += ["--", "--cap-lints", "warn"]
        for lint in self.lints:
            if not re.fullmatch(r"E\d{4}", lint):
                argv += ["-W", rustc_name(lint)]
        if shutil.which("nice"):
            argv = ["nice", "-n", "10"] + argv
        result = corpus.run(argv, copy)
        found, errors = {}, []
        for line in result.stdout.splitlines():
            if not line.startswith("{"):
                continue
            event = json.loads(line)
            if event.get("reason") != "compiler-message":
                continue
            if pathlib.Path(event["manifest_path"]).parent != copy:
                continue
            message = event["message"]
            if message["level"] == "error":
                errors.append(message["message"])
            code = (message.get("code") or {}).get("code")
            if not code:
                continue
            record = finding(copy, event["target"]["kind"], lint_name(code), message)
            if record is None:
                continue
            identity = tuple(record.get(k) for k in ("file", "line", "column", "lint", "message"))
            if identity in found:
                found[identity]["times"] += 1
            else:
                found[identity] = record
        if result.returncode != 0:
            text = errors or [x for x in result.stderr.splitlines() if x.strip()] or ["?"]
            raise corpus.Unusable("does not build: " + text[0].splitlines()[0][:250])
        return sorted(found.values(), key=lambda r: (r["file"], r["line"], r["column"], r["lint"]))


def finding(copy, kind, lint, message):
    """A diagnostic of the compiler as a record, or None when it lies outside the crate's files.

    The place is the primary span. Where that lies in another crate's macro, or in generated code,
    it is the innermost expansion site that lies in this crate. `site` is the outermost one, where
    the finding stands in a macro of the crate itself. Line 0 of Cargo.toml is somewhere in it.
    """
    primary = next((s for s in message["spans"] if s["is_primary"]), None)
    if lint in MANIFEST_LINTS:
        primary = None
    record = {"file": "Cargo.toml", "line": 0, "column": 0, "end_line": 0, "end_column": 0}
    if primary:
        span = primary
        while span and not inside(copy, span["file_name"]):
            span = (span.get("expansion") or {}).get("span")
        if span is None:
            return None
        record = {
            "file": relative(copy, span["file_name"]),
            "line": span["line_start"],
            "column": span["column_start"],
            "end_line": span["line_end"],
            "end_column": span["column_end"],
        }
        outer = span
        while outer.get("expansion"):
            outer = outer["expansion"]["span"]
        if outer is not span and inside(copy, outer["file_name"]):
            record["site"] = f"{relative(copy, outer['file_name'])}:{outer['line_start']}"
        if primary.get("expansion"):
            record["macro"] = primary["expansion"]["macro_decl_name"]
    record.update(lint=lint, message=message["message"], target=kind[0], times=1)
    return record


def selection(spec, tests):
    """The arguments that choose code, the same for both tools."""
    chosen = ["--features", ",".join(spec.features)] if spec.features else []
    return chosen + (["--lib", "--bins", "--tests", "--examples"] if tests else [])


def inside(copy, name):
    path = copy / normal(name)
    return copy in path.parents and ".." not in path.parts and path.is_file()


def relative(copy, name):
    return str((copy / normal(name)).relative_to(copy))


def normal(name):
    """A `#[path = "../x.rs"]` stands in the compiler's file names as it is written."""
    return os.path.normpath(name)


def edition(copy):
    return str(corpus.Manifest(copy / "Cargo.toml").data()["package"].get("edition", "2015"))


def read_lines(path):
    if not path.is_file():
        return []
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


class RustHint:
    """The tool under test, through its command line."""

    def __init__(self, launcher, lints):
        self.launcher = launcher
        result = corpus.run([launcher, "list", "--format", "json"], ".")
        if result.returncode != 0:
            sys.exit(f"`{launcher} list` failed: {result.stderr.strip()[:300]}")
        self.hints = []
        self.covered = set()
        for hint in json.loads(result.stdout):
            stands_for = names_of(hint) & set(lints)
            if stands_for:
                self.hints.append(hint["id"])
                self.covered |= stands_for

    def findings(self, spec, copy, wanted, tests, cfgs=()):
        argv = [self.launcher, "check", "--format", "json", "--hints", ",".join(self.hints)]
        for cfg in cfgs:
            argv += ["--cfg", cfg.replace('"', "")]
        result = corpus.run(argv + selection(spec, tests) + ["."], copy)
        if result.returncode not in (0, 1):
            raise corpus.Unusable("rusthint could not check it: " + result.stderr.strip()[:300])
        return records(result.stdout, wanted)


def records(output, wanted):
    """The findings in `check`'s output, one for each of the wanted lints that it names."""
    found = []
    for line in output.splitlines():
        record = json.loads(line)
        if "hint" not in record:
            continue
        start = record["range"]["start"]
        for lint in names_of(record) & wanted:
            found.append(
                {
                    "file": os.path.normpath(record["file"]),
                    "line": start["line"],
                    "column": start["column"],
                    "lint": lint,
                    "message": record["message"],
                    "hint": record["hint"],
                }
            )
    return found


def names_of(record):
    """The lints that a hint or a finding says it corresponds to, as LINTS writes them."""
    codes = ["clippy::" + n.removeprefix("clippy::") for n in record.get("clippy", [])]
    codes += [n.removeprefix("rustc:") for n in record.get("rustc", [])]
    return {lint_name(c) for c in codes}


def compare(copy, theirs, ours):
    """Yields (lint, "both" | "ours" | "clippy", record of the one that has it)."""
    open_ours = collections.defaultdict(list)
    for record in ours:
        open_ours[record["file"], record["line"], record["lint"]].append(record)
    nowhere = [r for r in theirs if r["line"] == 0]
    for record in [r for r in theirs if r["line"] > 0]:
        waiting = open_ours[record["file"], record["line"], record["lint"]]
        yield record["lint"], "both" if waiting else "clippy", record
        # Nested expressions, as in `a[i][j]`, start together: clippy's record counts them.
        here = [r for r in waiting if r["column"] == record["column"]]
        for match in here[: record["times"]] or waiting[:1]:
            waiting.remove(match)
    # For Cargo.toml the names in both messages decide; one of ours may name several at once.
    left = [r for waiting in open_ours.values() for r in waiting]
    matched = []
    for record in nowhere:
        names = quoted_names(record["message"])
        same = [r for r in left if r["file"] == "Cargo.toml" and r["lint"] == record["lint"]]
        named = [r for r in same if names & words(source_line(copy, r) + " " + r["message"])]
        yield record["lint"], "both" if named else "clippy", record
        matched += named
    for record in left:
        if not any(record is r for r in matched):
            yield record["lint"], "ours", record


def quoted_names(message):
    """The names that clippy quotes; a `package.KEY` among them is the one that matters."""
    names = {a or b for a, b in re.findall(r"`([^`]+)`|\"([^\"]+)\"", message)}
    return {n.removeprefix("package.") for n in names if n.startswith("package.")} or names


def words(text):
    return set(re.findall(r"[\w-]+", text))


def source_line(copy, record):
    if record["line"] == 0:
        return ""
    lines = (copy / record["file"]).read_text(encoding="utf-8", errors="replace").split("\n")
    return lines[record["line"] - 1] if record["line"] <= len(lines) else ""


def wilson(hits, total):
    """The lower end of the 95 % Wilson score interval of hits out of total, in percent."""
    if total == 0:
        return float("nan")
    z = 1.959964
    share = hits / total
    middle = share + z * z / (2 * total)
    spread = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    return 100 * (middle - spread) / (1 + z * z / total)


def adjudications(path):
    """Differences already judged: {(crate, file, line, lint): verdict}."""
    judged = {}
    if path.is_file():
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip() and not line.startswith("#"):
                crate, file, at, lint, verdict, *_ = line.split("\t")
                judged[crate, file, int(at), lint] = verdict
    return judged


class Tally:
    """Counts of one lint."""

    def __init__(self):
        self.count = collections.Counter()

    def row(self, lint):
        both, ours, clippy = (self.count[k] for k in ("both", "ours", "clippy"))
        cells = [f"{lint:<34}{both:>8}{ours:>8}{clippy:>8}"]
        for total in (both + ours, both + clippy):
            share = 100 * both / total if total else float("nan")
            cells.append(f"{share:>9.1f} ({wilson(both, total):>5.1f})")
        more = [self.count[k] or "" for k in ("expanded", "judged")]
        return ("".join(cells) + "".join(f"{cell:>10}" for cell in more)).rstrip()


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("crates", nargs="*", default=CRATES, metavar="CRATE")
    parser.add_argument("--lints", help="comma-separated; default: the hints' equivalents")
    parser.add_argument("--show", action="append", default=[], metavar="LINT", help="or `all`")
    parser.add_argument("--truth", metavar="DIR", help="only run clippy, for its findings")
    parser.add_argument("--rusthint", default=str(default_launcher()), metavar="LAUNCHER")
    parser.add_argument("--registry", default=corpus.DEBIAN_REGISTRY, metavar="DIR")
    parser.add_argument("--all-installed", action="store_true", help="every crate of the registry")
    parser.add_argument("--tests", action="store_true", help="tests too; fetches all crates")
    parser.add_argument("--work", default=corpus.default_work(), metavar="DIR")
    parser.add_argument("--jobs", "-j", type=int, default=1)
    parser.add_argument("--skip-macros", action="store_true", help="leave expansions out")
    parser.add_argument("--build-cfgs", action="store_true", help="tell RustHint what builds set")
    parser.add_argument("--gate", metavar="P,R", help="exit 1 when a lint is below")
    options = parser.parse_args()

    lints = options.lints.split(",") if options.lints else LINTS
    bench = corpus.Workbench(options.work, options.registry, options.tests)
    clippy = Clippy(bench, lints, options.jobs)
    names = options.crates
    if options.all_installed:
        versions = bench.registry.versions.items()
        names = [f"{name}@{version}" for name, found in versions for version in found]
    rusthint = None if options.truth else RustHint(options.rusthint, lints)
    judged = adjudications(pathlib.Path(__file__).with_name("adjudicated.tsv"))

    tallies = collections.defaultdict(Tally)
    shown, used, skipped = [], [], []
    for name in names:
        try:
            spec, copy = bench.prepare(corpus.parse_spec(name))
            theirs = clippy.findings(spec, copy)
            cfgs = clippy.build_cfgs(spec, copy) if options.build_cfgs else ()
            ours = rusthint and rusthint.findings(spec, copy, set(lints), options.tests, cfgs)
        except corpus.Unusable as reason:
            print(f"skipped {name}: {reason}", file=sys.stderr, flush=True)
            skipped.append((name, str(reason)))
            continue
        used.append((spec.key, theirs))
        if rusthint is None:
            print(f"{spec.key}: {len(theirs)} findings", flush=True)
            continue
        if options.skip_macros:
            hidden = {(r["file"], r["line"], r["lint"]) for r in theirs if "macro" in r}
            theirs = [r for r in theirs if "macro" not in r]
            ours = [r for r in ours if (r["file"], r["line"], r["lint"]) not in hidden]
        for lint, side, record in compare(copy, theirs, ours):
            verdict = judged.get((spec.key, record["file"], record["line"], lint))
            if side != "both" and verdict:
                tallies[lint].count["judged"] += 1
                if (side, verdict) in (("ours", "clippy-misses"), ("clippy", "clippy-wrong")):
                    continue
            tallies[lint].count[side] += 1
            tallies[lint].count["expanded"] += side == "clippy" and "macro" in record
            if side != "both" and ("all" in options.show or lint in options.show):
                shown.append((lint, side, spec.key, copy, record))

    if options.truth:
        write_truth(pathlib.Path(options.truth), clippy, used, skipped)
        return 0
    print(f"\n{len(used)} crates, {clippy.version}")
    print_table(lints, rusthint, tallies, shown)
    missed = list(below(tallies, options.gate)) if options.gate else []
    for text in missed:
        print("below the gate: " + text)
    return 1 if missed else 0


def print_table(lints, rusthint, tallies, shown):
    """The differences asked for, and one row for each lint that a hint stands for."""
    for lint, side, crate, copy, record in sorted(shown, key=lambda s: s[:3]):
        place = f"{crate}/{record['file']}:{record['line']}:{record['column']}"
        mark = " [in a macro]" if "macro" in record else ""
        print(f"{lint}: only {side}: {place}{mark}\n    {source_line(copy, record).strip()[:160]}")
        print(f"    {record['message'][:200]}")
    heads = f"{'lint':<34}{'agree':>8}{'ours':>8}{'clippy':>8}{'precision':>17}{'recall':>17}"
    print(f"\n{heads}  expanded    judged")
    total = Tally()
    for lint in lints:
        if lint in rusthint.covered:
            total.count.update(tallies[lint].count)
            print(tallies[lint].row(lint))
    print(total.row("all of them"))
    missing = [x for x in lints if x not in rusthint.covered]
    if missing:
        print("no hint stands for: " + ", ".join(missing))


def below(tallies, gate):
    """What misses a gate `PRECISION,RECALL`, in percent."""
    need_precision, need_recall = (float(x) for x in gate.split(","))
    for lint, tally in tallies.items():
        both, ours, theirs = (tally.count[k] for k in ("both", "ours", "clippy"))
        if both < need_precision / 100 * (both + ours):
            yield f"{lint}: precision"
        if both < need_recall / 100 * (both + theirs):
            yield f"{lint}: recall"


def write_truth(target, clippy, used, skipped):
    """One file of findings for each crate, and a README with the counts."""
    target.mkdir(parents=True, exist_ok=True)
    counts = collections.defaultdict(collections.Counter)
    for key, found in used:
        with (target / (key + ".jsonl")).open("w", encoding="utf-8") as out:
            for record in found:
                out.write(json.dumps(record, ensure_ascii=False) + "\n")
        for record in found:
            counts[record["lint"]][key] += 1
            counts[record["lint"]]["*macro"] += "macro" in record
    with (target / "README.md").open("w", encoding="utf-8") as out:
        out.write(f"# What clippy finds\n\n{clippy.version}; {len(used)} crates.\n\n")
        out.write("| lint | findings | in macro expansions | crates | most in |\n")
        out.write("|---|---|---|---|---|\n")
        for lint in clippy.lints:
            by_crate = counts[lint]
            macros = by_crate.pop("*macro", 0)
            most = ", ".join(f"{k} {n}" for k, n in by_crate.most_common(5))
            total = sum(by_crate.values())
            out.write(f"| {lint} | {total} | {macros} | {len(by_crate)} | {most} |\n")
        out.write(f"\n## Not built here: {len(skipped)}\n\n")
        for name, reason in skipped:
            out.write(f"- {name}: {reason}\n")


def default_launcher():
    root = pathlib.Path(__file__).resolve().parents[2]
    name = "rusthint.cmd" if os.name == "nt" else "rusthint"
    return root / "server" / "target" / "rusthint" / "bin" / name


if __name__ == "__main__":
    sys.exit(main())
