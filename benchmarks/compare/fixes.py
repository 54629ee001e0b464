#!/usr/bin/env python3
"""Applies the machine fixes of hints to real crates, and looks whether those still compile.

    fixes.py                                   the default crates and hints
    fixes.py tokio+full bytes@1.2.1            these crates (as clippy.py names them)
    fixes.py --hints ownership/needless-borrow,perf/eager-default
    fixes.py --tests indexmap@2.14.2           tests and examples too, and the tests are run

For each crate every hint's fixes are applied alone, by `rusthint check --fix`, then those of all
hints together; after each the crate is compiled by `cargo check`. With --tests the crate's own tests
are run before anything is changed, and again with all fixes in. See README.md beside this file.
"""

import argparse
import collections
import json
import re
import shutil
import sys

import clippy
import corpus

# Hints that ask for types and have fixes that a machine may apply.
HINTS = """
ownership/clone-on-copy ownership/early-clone ownership/needless-borrow ownership/needless-owned
ownership/replace-take panic/cast-lossless perf/drain-all perf/eager-default perf/format-needless
perf/needless-conversion perf/string-building
""".split()

TOGETHER = "all of them"


class Trial:
    """A copy of a crate whose files are changed and set back."""

    def __init__(self, bench, spec, source, launcher):
        self.bench = bench
        self.spec = spec
        self.launcher = launcher
        self.copy = bench.work / "fixes" / source.parent.name / source.name
        shutil.rmtree(self.copy, ignore_errors=True)
        shutil.copytree(source, self.copy, symlinks=True)
        # Its neighbours tell cargo where crates come from.
        config = source.parent / ".cargo"
        if config.is_dir():
            shutil.copytree(config, self.copy.parent / ".cargo", dirs_exist_ok=True)
        self.before = {p: p.read_bytes() for p in self.copy.rglob("*.rs") if p.is_file()}

    def run(self, hints, *more):
        argv = [self.launcher, "check", *more, "--format", "json", "--hints", ",".join(hints)]
        argv += clippy.selection(self.spec, self.bench.tests)
        result = corpus.run(argv + ["."], self.copy)
        if result.returncode not in (0, 1):
            raise corpus.Unusable("rusthint could not check it: " + result.stderr.strip()[:300])
        return result

    def found(self, hints):
        """Those of the hints that have findings."""
        records = [json.loads(line) for line in self.run(hints).stdout.splitlines()]
        return sorted({r["hint"] for r in records if "hint" in r})

    def fix(self, hints):
        """How many fixes were applied."""
        result = self.run(hints, "--fix")
        applied = re.search(r"applied (\d+) fix", result.stderr)
        return int(applied.group(1)) if applied else 0

    def restore(self):
        for path, content in self.before.items():
            if path.read_bytes() != content:
                path.write_bytes(content)

    def check(self):
        """The compiler's errors; none if the crate compiles."""
        argv = ["cargo", "check", "-q", "--offline", "--message-format=json"]
        argv += ["--target-dir", str(self.bench.target)]
        argv += clippy.selection(self.spec, self.bench.tests)
        result = corpus.run(argv, self.copy)
        errors = []
        for line in result.stdout.splitlines():
            event = json.loads(line) if line.startswith("{") else {}
            message = event.get("message", {})
            if event.get("reason") == "compiler-message" and message["level"] == "error":
                errors.append(message["rendered"])
        if result.returncode == 0:
            return []
        return errors or [result.stderr.strip()[-1000:] or "?"]

    def failing_tests(self):
        """The names of the tests that fail; None if they cannot be run."""
        argv = ["cargo", "test", "-q", "--offline", "--no-fail-fast"]
        argv += ["--target-dir", str(self.bench.target)]
        argv += clippy.selection(self.spec, True)
        result = corpus.run(argv, self.copy)
        if "test result:" not in result.stdout:
            return None
        return set(re.findall(r"^---- (.+?) stdout ----$", result.stdout, re.MULTILINE))


def try_crate(trial, hints, tests):
    """Yields (hint, fixes, the compiler's errors, tests that fail now or None if none were run)."""
    broken = trial.check()
    if broken:
        raise corpus.Unusable("does not build: " + broken[0].splitlines()[0][:200])
    failing = trial.failing_tests() if tests else None
    changing = []
    for hint in trial.found(hints):
        count = trial.fix([hint])
        if count:
            changing.append(hint)
            yield hint, count, trial.check(), None
            trial.restore()
    if changing:
        count = trial.fix(changing)
        errors = trial.check()
        after = trial.failing_tests() if failing is not None and not errors else None
        yield TOGETHER, count, errors, None if after is None else after - failing


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("crates", nargs="*", default=clippy.CRATES, metavar="CRATE")
    parser.add_argument("--hints", default=",".join(HINTS), help="comma-separated")
    parser.add_argument("--tests", action="store_true", help="tests and examples too; run them")
    parser.add_argument("--rusthint", default=str(clippy.default_launcher()), metavar="LAUNCHER")
    parser.add_argument("--registry", default=corpus.DEBIAN_REGISTRY, metavar="DIR")
    parser.add_argument("--all-installed", action="store_true", help="every crate of the registry")
    parser.add_argument("--work", default=corpus.default_work(), metavar="DIR")
    parser.add_argument("--keep", action="store_true", help="leave the changed copies")
    options = parser.parse_args()

    bench = corpus.Workbench(options.work, options.registry, options.tests)
    names = options.crates
    if options.all_installed:
        versions = bench.registry.versions.items()
        names = [f"{name}@{version}" for name, found in versions for version in found]
    hints = options.hints.split(",")
    counts = collections.defaultdict(collections.Counter)
    used = 0
    for name in names:
        try:
            spec, source = bench.prepare(corpus.parse_spec(name))
            trial = Trial(bench, spec, source, options.rusthint)
            for hint, fixes, errors, failing in try_crate(trial, hints, options.tests):
                row = counts[hint]
                row["fixes"] += fixes
                row["crates"] += 1
                row["broken"] += bool(errors)
                row["tested"] += failing is not None
                row["failing"] += bool(failing)
                show(spec.key, hint, fixes, errors, failing)
            used += 1
            if not options.keep:
                shutil.rmtree(trial.copy, ignore_errors=True)
        except corpus.Unusable as reason:
            print(f"skipped {name}: {reason}", file=sys.stderr, flush=True)

    print(f"\n{used} crates, {corpus.toolchain()}\n")
    print(f"{'hint':<30}{'fixes':>8}{'crates':>8}{'broken':>8}{'tested':>8}{'failing':>8}")
    for hint in [*hints, TOGETHER]:
        row = counts[hint]
        cells = [row[k] for k in ("fixes", "crates", "broken", "tested", "failing")]
        print(f"{hint:<30}" + "".join(f"{cell:>8}" for cell in cells))
    return 1 if any(row["broken"] or row["failing"] for row in counts.values()) else 0


def show(crate, hint, fixes, errors, failing):
    print(f"{crate}: {hint}: {fixes}", flush=True)
    for error in errors[:5]:
        print("    " + error.strip().replace("\n", "\n    "), flush=True)
    for test in sorted(failing or [])[:10]:
        print(f"    test {test} fails now", flush=True)


if __name__ == "__main__":
    sys.exit(main())
