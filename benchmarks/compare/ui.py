#!/usr/bin/env python3
"""Compares `rusthint check` with clippy on the files of clippy's own UI tests.

    ui.py TESTS_UI                    `tests/ui` of a rust-clippy checkout that fits the toolchain
    ui.py TESTS_UI --show LINT        each difference with its source line
    ui.py TESTS_UI --truth FILE       only run clippy, leave its findings in FILE

The tests' expectations name one lint a file. Here the installed clippy runs on every file with all
wanted lints switched on, so that a file written for one lint also shows where the others are
silent. Files that do not compile, that need another target or that have several revisions are
left out, and so are those that the compiler takes from `auxiliary/`.
"""

import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import clippy
import corpus

# The crates that clippy's tests use; without the network their files are left out.
DEPENDENCIES = {
    "regex": '"1"',
    "serde": '{ version = "1", features = ["derive"] }',
    "tokio": '{ version = "1", features = ["io-util"] }',
    "futures": '"0.3"',
    "itertools": '"0.14"',
    "parking_lot": '"0.12"',
    "syn": '{ version = "2", features = ["full"] }',
    "quote": '"1"',
    "libc": '"0.2"',
    "once_cell": '"1"',
}


class UiTests:
    """Runs the installed clippy on single files."""

    def __init__(self, root, work, lints, edition):
        self.root = root
        self.lints = lints
        self.edition = edition
        self.out = tempfile.TemporaryDirectory(prefix="rusthint-ui-")
        self.driver = self._beside_rustc("clippy-driver")
        self.rustc = self._beside_rustc("rustc")
        self.externs = self._dependencies(pathlib.Path(work) / "ui-dependencies")
        self.auxiliary = {}

    def _beside_rustc(self, name):
        root = corpus.run(["rustc", "--print", "sysroot"], ".").stdout.strip()
        return os.path.join(root, "bin", name)

    def _dependencies(self, project):
        (project / "src").mkdir(parents=True, exist_ok=True)
        (project / "src" / "lib.rs").touch()
        listed = "".join(f"{name} = {spec}\n" for name, spec in DEPENDENCIES.items())
        (project / "Cargo.toml").write_text(
            '[package]\nname = "ui"\nversion = "0.0.0"\nedition = "2021"\n[workspace]\n'
            f"[dependencies]\n{listed}"
        )
        result = corpus.run(
            ["cargo", "build", "-q", "-j1", "--message-format=json"], project, timeout=1200
        )
        if result.returncode != 0:
            print("without the crates that some tests use: they do not build", file=sys.stderr)
            return []
        resolved = corpus.run(["cargo", "metadata", "--format-version", "1", "-q"], project).stdout
        nodes = json.loads(resolved)["resolve"]["nodes"]
        direct = {d["pkg"] for n in nodes if "#ui@" in n["id"] for d in n["deps"]}
        libraries = {}
        for line in result.stdout.splitlines():
            event = json.loads(line)
            if event.get("reason") != "compiler-artifact" or event["package_id"] not in direct:
                continue
            # One package may be built twice, for macros and for the target: the fuller one is ours.
            name = event["target"]["name"].replace("-", "_")
            for file in event["filenames"]:
                if file.endswith(".rlib"):
                    libraries.setdefault(name, []).append((len(event["features"]), file))
        flags = [f"--extern={name}={max(found)[1]}" for name, found in libraries.items()]
        return flags + ["-L", f"dependency={project / 'target' / 'debug' / 'deps'}"]

    def settings(self, text):
        """(edition, compiler flags, auxiliary crates) of a test, or None when it is left out."""
        lines = re.findall(r"^//@?\s*([\w-]+)(?::\s*|\s*$)(.*)$", text, re.M)
        headers = collections.defaultdict(list)
        for name, value in lines:
            headers[name].append(value.split("#")[0].strip())
        if "revisions" in headers or re.search(r"^//@\[", text, re.M):
            return None
        target = "x86_64-unknown-linux-gnu"
        for wanted in headers["only-target"] + headers["only-bitwidth"]:
            if not any(w in target or w == "64" for w in wanted.split()):
                return None
        for unwanted in headers["ignore-target"] + headers["ignore-bitwidth"]:
            if any(w in target or w == "64" for w in unwanted.split()):
                return None
        flags = [f for value in headers["compile-flags"] for f in value.split()]
        edition = (headers["edition"] or [self.edition])[0]
        for at, flag in enumerate(flags):
            if flag.startswith("--edition"):
                edition = flag.partition("=")[2] or flags[at + 1]
                flags = flags[:at] + flags[at + (1 if "=" in flag else 2) :]
                break
        return edition, flags, headers["aux-build"]

    def build_auxiliary(self, names):
        for value in names:
            name = value.split(":")[-1]
            if name in self.auxiliary:
                continue
            source = self.root / "auxiliary" / name
            text = source.read_text(encoding="utf-8") if source.is_file() else ""
            kind = "proc-macro" if crate_type(text) == "proc-macro" else "lib"
            argv = [self.rustc, "--crate-type", kind, "--edition", self.edition]
            argv += ["--out-dir", self.out.name, "--cap-lints", "allow"]
            result = corpus.run(argv + self.externs + [str(source)], self.root, nightly())
            self.auxiliary[name] = result.returncode == 0

    def findings(self, path):
        """((edition, is a test build), findings), or (None, why it is left out)."""
        text = path.read_text(encoding="utf-8", errors="replace")
        settings = self.settings(text)
        if settings is None:
            return None, "revisions or another target"
        edition, flags, auxiliary = settings
        kind = crate_type(text)
        argv = [self.driver, str(path.relative_to(self.root)), "--edition", edition]
        argv += ["--error-format=json", "--emit=metadata", "--cap-lints", "warn"]
        argv += ["-L", self.out.name] + self.externs + flags
        for value in auxiliary:
            name = value.split(":")[-1]
            stem = name.removesuffix(".rs").replace("-", "_")
            built = next(pathlib.Path(self.out.name).glob(f"lib{stem}.*"), None)
            if built and built.suffix in (".so", ".dylib", ".dll"):
                argv += ["--extern", f"{stem}={built}"]
        if "--test" not in flags and "--crate-type" not in flags:
            argv += ["--test"] if kind == "test" else ["--crate-type", kind]
        for lint in self.lints:
            if not re.fullmatch(r"E\d{4}", lint):
                argv += ["-W", clippy.rustc_name(lint)]
        with tempfile.TemporaryDirectory() as out:
            try:
                result = corpus.run(argv + ["--out-dir", out], self.root, nightly(), timeout=60)
            except subprocess.TimeoutExpired:
                return None, "takes too long"
        found = {}
        for line in result.stderr.splitlines():
            if not line.startswith("{"):
                continue
            message = json.loads(line)
            code = (message.get("code") or {}).get("code")
            if message["level"] == "error":
                return None, "does not compile: " + message["message"][:100]
            if not code:
                continue
            record = clippy.finding(self.root, ["ui"], clippy.lint_name(code), message)
            if record and record["lint"] in self.lints and record["file"].endswith(".rs"):
                key = tuple(record.get(k) for k in ("file", "line", "column", "lint", "message"))
                found.setdefault(key, record)
        return (edition, "--test" in argv), list(found.values())


def crate_type(text):
    """As the harness of those tests guesses it from a file's text."""
    if re.search(r"#\[proc_macro(_derive|_attribute)?[\](]", text):
        return "proc-macro"
    if "#[test]" in text:
        return "test"
    return "bin" if re.search(r"fn main|#\[start\]", text) else "lib"


def nightly():
    """Clippy's tests use feature attributes."""
    return dict(os.environ, RUSTC_BOOTSTRAP="1", CLIPPY_DISABLE_DOCS_LINKS="1")


def ours(rusthint, root, groups, lints):
    """RustHint's findings on the files, by their edition and whether `cfg(test)` is on."""
    found = []
    for (edition, tests), files in groups.items():
        argv = [rusthint.launcher, "check", "--format", "json", "--edition", edition]
        argv += ["--hints", ",".join(rusthint.hints)] + (["--tests"] if tests else [])
        for start in range(0, len(files), 500):
            result = corpus.run(argv + files[start : start + 500], root)
            if result.returncode not in (0, 1):
                sys.exit(f"rusthint could not check: {result.stderr.strip()[:500]}")
            found += clippy.records(result.stdout, set(lints))
    return found


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("root", type=pathlib.Path, metavar="TESTS_UI")
    parser.add_argument("--edition", default="2024", help="where a test names none (default 2024)")
    parser.add_argument("--lints", help="comma-separated; default: the hints' equivalents")
    parser.add_argument("--show", action="append", default=[], metavar="LINT", help="or `all`")
    parser.add_argument("--truth", metavar="FILE", help="only run clippy")
    parser.add_argument("--rusthint", default=str(clippy.default_launcher()), metavar="LAUNCHER")
    parser.add_argument("--work", default=corpus.default_work(), metavar="DIR")
    parser.add_argument("--jobs", "-j", type=int, default=1)
    options = parser.parse_args()
    root = options.root.resolve()
    lints = options.lints.split(",") if options.lints else clippy.LINTS
    lints = [lint for lint in lints if lint not in clippy.MANIFEST_LINTS]
    rusthint = None if options.truth else clippy.RustHint(options.rusthint, lints)

    tests = UiTests(root, options.work, lints, options.edition)
    files = [f for f in sorted(root.rglob("*.rs")) if "auxiliary" not in f.parts]
    for path in files:
        settings = tests.settings(path.read_text(encoding="utf-8", errors="replace"))
        tests.build_auxiliary(settings[2] if settings else [])
    theirs, groups, left_out = [], collections.defaultdict(list), collections.Counter()
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for path, (group, found) in zip(files, pool.map(tests.findings, files)):
            if group is None:
                left_out[found.partition(":")[0]] += 1
                if options.truth:
                    print(f"left out {path.relative_to(root)}: {found}", file=sys.stderr)
            else:
                groups[group].append(str(path.relative_to(root)))
                theirs += found
    print(f"{sum(map(len, groups.values()))} files; left out: {dict(left_out)}")
    if options.truth:
        with open(options.truth, "w", encoding="utf-8") as out:
            for (edition, test), names in sorted(groups.items()):
                for name in names:
                    head = {"compiles": name, "edition": edition, "test": test}
                    out.write(json.dumps(head) + "\n")
            for record in theirs:
                out.write(json.dumps(record, ensure_ascii=False) + "\n")
        return 0
    tallies, shown = collections.defaultdict(clippy.Tally), []
    for lint, side, record in clippy.compare(root, theirs, ours(rusthint, root, groups, lints)):
        tallies[lint].count[side] += 1
        if side != "both" and ("all" in options.show or lint in options.show):
            shown.append((lint, side, "ui", root, record))
    clippy.print_table(lints, rusthint, tallies, shown)
    return 0


if __name__ == "__main__":
    sys.exit(main())
