#!/usr/bin/env python3
"""Writes the sources of core, alloc and std of the installed toolchain to a directory.

Const traits, which are unstable, are written as others are. The sources come from the toolchain's rust-src where it is installed, else out of the source pages of its
rust-docs. Nothing of them belongs into this repository.

usage: std_sources.py DIRECTORY
"""

import html
import pathlib
import re
import subprocess
import sys

CRATES = ("core", "alloc", "std")
SUBMODULES = ("stdarch", "portable-simd", "backtrace")
CODE = re.compile(r'<pre class="rust"><code>(.*)</code></pre>', re.S)
LINE_NUMBER = re.compile(r"<a href=#\d+ id=\d+ data-nosnippet>\d+</a>")
TAG = re.compile(r"<[^>]*>")
CONST_TRAITS = (
    (re.compile(r"\[const\]\s+|~const\s+"), ""),
    (re.compile(r"\bconst\s+((?:unsafe\s+)?trait\b|(?:unsafe\s+)?impl\b)"), r"\1"),
    (re.compile(r"(\bimpl\b(?:\s*<[^{};]*?>)?\s+)const\s+(?=[!A-Z$a-z])"), r"\1"),
)


def without_const_traits(text):
    for form, instead in CONST_TRAITS:
        text = form.sub(instead, text)
    return text


def from_page(page):
    """The text of a source page, None if there is no code on it."""
    code = CODE.search(page)
    if code is None:
        return None
    return html.unescape(TAG.sub("", LINE_NUMBER.sub("", code.group(1))))


def place(target, crate, path):
    """Where a file of a crate goes: as in the Rust repository's `library`."""
    return target / path if path.parts[0] in SUBMODULES else target / crate / "src" / path


def write(file, text):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(without_const_traits(text), encoding="utf-8")


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    target = pathlib.Path(sys.argv[1])
    sysroot = pathlib.Path(
        subprocess.run(["rustc", "--print", "sysroot"], check=True, capture_output=True, text=True)
        .stdout.strip()
    )
    library = sysroot / "lib/rustlib/src/rust/library"
    pages = sysroot / "share/doc/rust/html/src"
    for crate in CRATES:
        if (library / crate / "src").is_dir():
            for source in sorted((library / crate / "src").rglob("*.rs")):
                write(place(target, crate, source.relative_to(library / crate / "src")),
                      source.read_text(encoding="utf-8"))
            continue
        if not (pages / crate).is_dir():
            sys.exit(f"neither rust-src nor rust-docs with {crate} is installed")
        for page in sorted((pages / crate).rglob("*.rs.html")):
            text = from_page(page.read_text(encoding="utf-8"))
            if text is None:
                continue
            write(place(target, crate, page.relative_to(pages / crate).with_suffix("")),
                  text.rstrip("\n") + "\n")


if __name__ == "__main__":
    main()
