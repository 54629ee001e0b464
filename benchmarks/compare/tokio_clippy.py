#!/usr/bin/env python3
"""Times `rusthint check` on a whole crate against `cargo clippy` after a touched file.

    tokio_clippy.py                       tokio with its feature `full`, 9 runs of each
    tokio_clippy.py --runs 21 syn+full    another crate

Whole processes, both cold, wall-clock time, taking turns in one run so that both meet the same
machine. Clippy gets its dependencies built and only the crate's own root file touched, which is
what a save in an editor costs it. Each tool has its default lints and may use every core.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import time

import clippy
import corpus


def timed(argv, cwd, accepted):
    """(seconds, CPU seconds, MiB at the peak) of one process and its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    process = subprocess.Popen(
        argv, cwd=cwd, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    stderr = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.stderr.close()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in accepted:
        sys.exit(f"{argv[0]} ended with {process.returncode}: {stderr.decode()[-400:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, cpu, usage.ru_maxrss / 1024


def describe(name, samples):
    seconds = sorted(s[0] for s in samples)
    cpu = statistics.median(s[1] for s in samples)
    peak = max(s[2] for s in samples)
    print(
        f"{name:<16} median {statistics.median(seconds):7.3f} s"
        f"   min {seconds[0]:7.3f}   max {seconds[-1]:7.3f}"
        f"   CPU {cpu:7.3f} s   peak {peak:6.0f} MiB"
    )
    return statistics.median(seconds)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("crate", nargs="?", default="tokio@1.24.2+full")
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--rusthint", default=str(clippy.default_launcher()), metavar="LAUNCHER")
    parser.add_argument("--registry", default=corpus.DEBIAN_REGISTRY, metavar="DIR")
    parser.add_argument("--work", default=corpus.default_work(), metavar="DIR")
    parser.add_argument("--require", type=float, metavar="RATIO", help="exit 1 when it is below")
    options = parser.parse_args()

    version = corpus.toolchain()
    bench = corpus.Workbench(options.work, options.registry)
    try:
        spec, copy = bench.prepare(corpus.parse_spec(options.crate))
    except corpus.Unusable as reason:
        sys.exit(f"skipped {options.crate}: {reason}")
    features = ["--features", ",".join(spec.features)] if spec.features else []
    # An older crate meets newer lints that deny: as warnings they do not end the run early.
    lint = ["cargo", "clippy", "-q", "--target-dir", str(bench.target), *features]
    lint += ["--", "--cap-lints", "warn"]
    check = [options.rusthint, "check", "--format", "json", *features, "."]
    root = next(p for p in (copy / "src" / "lib.rs", copy / "src" / "main.rs") if p.is_file())

    timed(lint, copy, {0})  # builds the dependencies
    timed(check, copy, {0, 1})  # both binaries and the sources are in the page cache from here on
    theirs, ours = [], []
    for _ in range(options.runs):
        os.utime(root)
        theirs.append(timed(lint, copy, {0}))
        ours.append(timed(check, copy, {0, 1}))
    lines = sum(p.read_bytes().count(b"\n") for p in (copy / "src").rglob("*.rs"))
    print(f"{spec.key}, {lines} lines in src, {options.runs} runs of each, {os.cpu_count()} cores")
    print(version)
    slow, fast = describe("cargo clippy", theirs), describe("rusthint check", ours)
    print(f"ratio {slow / fast:.2f}")
    return 1 if options.require and slow / fast < options.require else 0


if __name__ == "__main__":
    sys.exit(main())
