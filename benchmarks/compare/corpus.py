"""Real crates to compare tools on: where their sources are, and a copy that cargo can build.

A crate is named `NAME`, `NAME@VERSION` or `NAME@newest`, each with `+FEATURE,FEATURE` behind it (the default
features stay on), or is the path of a directory. Sources are taken from a directory registry
(Debian installs one with its librust-*-dev packages) where it has them, else cargo fetches them.

The copy differs from the original in its Cargo.toml only, and there no line moves: tables that a
build of the library and the binaries does not need, and that cargo would have to look up
nevertheless (dev-dependencies, optional dependencies that the directory registry lacks), become
empty lines. Both tools are run on that copy.
"""

import dataclasses
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tomllib

DEBIAN_REGISTRY = "/usr/share/cargo/registry"


class Unusable(Exception):
    """This crate cannot be had or built here; the text is the one line that says why."""


@dataclasses.dataclass(frozen=True)
class Spec:
    """What the user named: a crate, perhaps a version, extra features."""

    name: str
    version: str | None
    features: tuple[str, ...]
    path: str | None = None

    @property
    def key(self):
        """The directory and file name of this crate in the work directory."""
        plain = self.name + ("-" + self.version if self.version else "")
        return plain + ("+" + "_".join(self.features) if self.features else "")


def parse_spec(text):
    """`NAME[@VERSION][+FEATURE,…]`, or a directory's path when it has a slash in it."""
    head, _, features = text.partition("+")
    wanted = tuple(f for f in features.split(",") if f)
    if "/" in head or head == ".":
        path = os.path.abspath(head)
        return Spec(os.path.basename(path), None, wanted, path)
    name, _, version = head.partition("@")
    return Spec(name, version or None, wanted)


def run(argv, cwd, env=None, timeout=3600):
    """Runs a command, returns its completed process; output is text."""
    return subprocess.run(
        argv,
        cwd=cwd,
        env=env,
        timeout=timeout,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
    )


def version_key(version):
    """Orders versions; a pre-release comes before its release."""
    release, _, pre = version.partition("+")[0].partition("-")
    return ([int(p) if p.isdigit() else 0 for p in release.split(".")], pre == "", pre)


def satisfies(version, requirement):
    """Whether `version` meets a Cargo version requirement, as far as whole releases go."""

    def triple(text):
        parts = [int(p) for p in re.match(r"[\d.]*", text).group(0).split(".") if p]
        return parts, (parts + [0, 0, 0])[:3]

    have = triple(version)[1]
    for part in requirement.split(","):
        part = part.strip()
        if part in ("", "*"):
            continue
        op = re.match(r"(>=|<=|>|<|=|~|\^)?\s*", part)
        given, low = triple(part[op.end() :])
        sign = op.group(1) or "^"
        if "*" in part:
            sign = "="
        if sign in ("^", "~"):
            fixed = 1 if sign == "~" else next((i for i, n in enumerate(given) if n), len(given) - 1)
            fixed = min(fixed, len(given) - 1)
            if have < low or have[: fixed + 1] != low[: fixed + 1]:
                return False
        elif sign == "=":
            if have[: len(given)] != given:
                return False
        elif not {">=": have >= low, "<=": have <= low, ">": have > low, "<": have < low}[sign]:
            return False
    return True


class Registry:
    """A directory registry: one directory for each crate, `NAME-VERSION`."""

    def __init__(self, path):
        self.path = pathlib.Path(path)
        self.versions = {}
        for directory in sorted(self.path.iterdir()) if self.path.is_dir() else []:
            match = re.fullmatch(r"(.+?)-(\d+\.\d+\.\d+.*)", directory.name)
            if match and (directory / "Cargo.toml").is_file():
                self.versions.setdefault(match.group(1), []).append(match.group(2))
        for found in self.versions.values():
            found.sort(key=version_key)

    def find(self, spec):
        """The version of this crate that the registry has, or None."""
        found = self.versions.get(spec.name, [])
        if spec.version:  # "newest" is in no registry of this kind: cargo looks it up
            return spec.version if spec.version in found else None
        return found[-1] if found else None

    def has(self, name, requirement):
        return any(satisfies(v, requirement) for v in self.versions.get(name, []))


class Workbench:
    """A work directory with copies of crates, one cargo target directory, and cached results."""

    def __init__(self, work, registry, tests=False):
        self.work = pathlib.Path(work).resolve()
        self.registry = Registry(registry)
        self.tests = tests  # then the copies keep their dev-dependencies
        self.target = self.work / "target"
        suffix = "-tests" if tests else ""
        self.local = self.work / ("crates" + suffix)
        self.fetched = self.work / ("crates-fetched" + suffix)
        self.results = self.work / ("clippy" + suffix)
        for directory in (self.local, self.fetched):
            directory.mkdir(parents=True, exist_ok=True)
        config = self.local / ".cargo" / "config.toml"
        config.parent.mkdir(exist_ok=True)
        if self.registry.versions:
            config.write_text(
                "[source.crates-io]\nreplace-with = 'installed'\n"
                f"[source.installed]\ndirectory = {json.dumps(str(self.registry.path))}\n"
                "[net]\noffline = true\n"
            )

    def prepare(self, spec):
        """Returns (spec with its version, directory of a copy that cargo can resolve)."""
        if spec.path:
            source, base, local = pathlib.Path(spec.path), self.fetched, False
            if not (source / "Cargo.toml").is_file():
                raise Unusable(f"{spec.path} has no Cargo.toml")
        else:
            # A registry for building programs seldom has what tests depend on.
            version = None if self.tests else self.registry.find(spec)
            local = version is not None
            if local:
                source = self.registry.path / f"{spec.name}-{version}"
            else:
                source, version = self._fetch(spec)
            spec = dataclasses.replace(spec, version=version)
            base = self.local if local else self.fetched
        copy = base / spec.key
        done = copy / ".compare-copy.json"
        if done.is_file():
            return spec, copy
        shutil.rmtree(copy, ignore_errors=True)
        # Without its own choice of toolchain and cargo settings, which may not be installed here.
        ignored = shutil.ignore_patterns("target", ".git", ".cargo", "rust-toolchain*", "*.orig")
        shutil.copytree(source, copy, symlinks=True, ignore=ignored)
        for path in [copy, *copy.rglob("*")]:
            if not path.is_symlink():
                path.chmod(0o755 if path.is_dir() else 0o644)
        manifest = Manifest(copy / "Cargo.toml")
        if not self.tests:
            manifest.drop_dev()
        if local:
            (copy / "Cargo.lock").unlink(missing_ok=True)
            manifest.drop_missing(self.registry)
        manifest.write()
        problem = self._resolve(copy, manifest)
        if problem:
            raise Unusable(problem)
        done.write_text(json.dumps({"source": str(source)}))
        return spec, copy

    def _resolve(self, copy, manifest):
        """Has cargo resolve the dependencies, dropping optional ones that it cannot find."""
        for _ in range(20):
            result = run(["cargo", "metadata", "--format-version", "1", "-q"], copy)
            if result.returncode == 0:
                return None
            named = re.findall(r"`([A-Za-z0-9_-]+)[ `]", result.stderr)
            optional = [n for n in named if n in manifest.optional()]
            if not optional:
                lines = [x.strip() for x in result.stderr.splitlines() if x.strip()]
                return "cargo cannot resolve it: " + " ".join(lines)[:300]
            manifest.drop_dependency(optional[-1])
            manifest.write()
        return "cargo cannot resolve it"

    def _fetch(self, spec):
        """Has cargo download a crate's sources; returns their directory and version."""
        probe = self.work / "fetch" / (spec.name + "-" + (spec.version or "newest"))
        (probe / "src").mkdir(parents=True, exist_ok=True)
        (probe / "src" / "lib.rs").touch()
        requirement = "*" if spec.version in (None, "newest") else f"={spec.version}"
        (probe / "Cargo.toml").write_text(
            '[package]\nname = "probe"\nversion = "0.0.0"\nedition = "2021"\n[workspace]\n'
            f'[dependencies.{spec.name}]\nversion = "{requirement}"\ndefault-features = false\n'
        )
        result = run(["cargo", "fetch", "-q"], probe, timeout=600)
        if result.returncode != 0:
            lines = [x.strip() for x in result.stderr.splitlines() if x.strip()]
            raise Unusable("not fetched: " + " ".join(lines)[:200])
        lock = tomllib.loads((probe / "Cargo.lock").read_text())
        version = max(
            (p["version"] for p in lock["package"] if p["name"] == spec.name), key=version_key
        )
        home = pathlib.Path(os.environ.get("CARGO_HOME", pathlib.Path.home() / ".cargo"))
        for directory in (home / "registry" / "src").glob(f"*/{spec.name}-{version}"):
            return directory, version
        raise Unusable("fetched, but its sources are not in cargo's home")


class Manifest:
    """A Cargo.toml whose tables can be blanked without moving a line."""

    HEADER = re.compile(r"^\s*\[\[?\s*(.+?)\s*\]\]?\s*(#.*)?$")

    def __init__(self, path):
        self.path = path
        self.lines = path.read_text(encoding="utf-8").split("\n")

    def write(self):
        text = "\n".join(self.lines)
        if "workspace" not in tomllib.loads(text):
            text = text.rstrip("\n") + "\n\n[workspace]\n"
            self.lines = text.split("\n")
        self.path.write_text(text, encoding="utf-8")

    def data(self):
        return tomllib.loads("\n".join(self.lines))

    def _tables(self):
        """Yields (key path, first line, line after the last) of each table."""
        heads = [
            (i, m.group(1)) for i, line in enumerate(self.lines) if (m := self.HEADER.match(line))
        ]
        for (at, name), following in zip(heads, [h[0] for h in heads[1:]] + [len(self.lines)]):
            yield split_key(name), at, following

    def _blank(self, start, end):
        for i in range(start, end):
            self.lines[i] = ""

    def drop_dev(self):
        data = self.data()
        places = [data, *data.get("target", {}).values()]
        names = [n for place in places for n in place.get("dev-dependencies", {})]
        for key, start, end in list(self._tables()):
            if "dev-dependencies" in key or "dev_dependencies" in key:
                self._blank(start, end)
        for name in names:
            self._drop_from_features(name)

    def drop_missing(self, registry):
        """Optional and platform-specific dependencies that the registry does not have."""
        for table, name, entry, platform in self._dependencies():
            package = entry.get("package", name)
            if registry.has(package, entry.get("version", "*")):
                continue
            if entry.get("optional") or platform:
                self.drop_dependency(name, table)

    def optional(self):
        return {n for _, n, e, platform in self._dependencies() if e.get("optional") or platform}

    def _dependencies(self):
        """Yields (key of the table, dependency, its table, whether for some platforms only)."""
        data = self.data()
        kinds = ("dependencies", "build-dependencies")
        places = [((k,), data.get(k, {}), False) for k in kinds]
        for platform, tables in data.get("target", {}).items():
            places += [(("target", platform, k), tables.get(k, {}), True) for k in kinds]
        for key, table, platform in places:
            for name, entry in table.items():
                yield key, name, entry if isinstance(entry, dict) else {"version": entry}, platform

    def drop_dependency(self, name, only=None):
        for key, start, end in list(self._tables()):
            tables = [only] if only else None
            if key[-1] == name and is_dependency_table(key[:-1], tables):
                self._blank(start, end)
            elif is_dependency_table(key, tables):
                for i in range(start + 1, end):
                    if re.match(rf'\s*"?{re.escape(name)}"?\s*(\.\w+\s*)?=', self.lines[i]):
                        self.lines[i] = ""
        self._drop_from_features(name)

    def _drop_from_features(self, name):
        """Forgets a dependency's name in `[features]`, unless another table still has it."""
        if any(n == name for _, n, _, _ in self._dependencies()):
            return
        own_feature = name in self.data().get("features", {})
        for key, start, end in list(self._tables()):
            if key != ("features",):
                continue
            for i in range(start + 1, end):
                head, equals, tail = self.lines[i].rpartition("=")
                tail = re.sub(rf'"(dep:{re.escape(name)}|{re.escape(name)}\??/[^"]*)"\s*,?', "", tail)
                if not own_feature:
                    tail = re.sub(rf'"{re.escape(name)}"\s*,?', "", tail)
                self.lines[i] = head + equals + tail


def split_key(text):
    """`target."cfg(unix)".dependencies` as a tuple of its parts."""
    parts = re.findall(r'"([^"]*)"|\'([^\']*)\'|([^.\s"\']+)', text)
    return tuple(a or b or c for a, b, c in parts)


def is_dependency_table(key, only):
    if not key or key[-1] not in ("dependencies", "build-dependencies"):
        return False
    return only is None or key in only


def digest(copy):
    """A hash over the Rust sources and manifests of a copy."""
    total = hashlib.sha256()
    for path in sorted(copy.rglob("*")):
        if path.suffix in (".rs", ".toml") and path.is_file():
            total.update(str(path.relative_to(copy)).encode())
            total.update(path.read_bytes())
    return total.hexdigest()[:16]


def toolchain():
    """The versions of rustc and clippy, or a one-line exit when they are not installed."""
    try:
        rustc = run(["rustc", "-vV"], ".").stdout
        clippy = run(["cargo", "clippy", "-V"], ".")
    except OSError as problem:
        sys.exit(f"needs rustc, cargo and cargo clippy on PATH: {problem}")
    if clippy.returncode != 0:
        sys.exit("needs cargo clippy: " + clippy.stderr.strip())
    commit = re.search(r"commit-hash: (\w+)", rustc)
    return f"{rustc.splitlines()[0]}; {clippy.stdout.strip()}; {commit.group(1)[:10] if commit else ''}"


def default_work():
    cache = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return os.path.join(cache, "rusthint-compare")
