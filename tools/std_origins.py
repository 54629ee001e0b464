#!/usr/bin/env python3
"""Writes which crate each public path of the standard library comes from.

usage: std_origins.py DOCS > analyzers/src/main/resources/dev/rusthint/std/origins.txt

DOCS is the `share/doc/rust/html` folder of a toolchain with `rust-docs`. Each line of the result is
`CRATE SINCE PATH`: the crate that defines what `std::PATH` (or `alloc::PATH`) names, and the minor
version of Rust 1.x since which that crate offers it there; 0 where it always did. Facts only: paths
and versions.
"""
import html
import os
import re
import sys


def items(docs, crate):
    """The paths that the crate's index of all items lists, modules apart."""
    text = open(os.path.join(docs, crate, 'all.html'), encoding='utf-8').read()
    found = set()
    for kind, path in re.findall(r'<a href="(?:[^"]*/)?([a-z]+)\.[^"/]+\.html">([^<]+)</a>', text):
        if kind in ('primitive', 'keyword', 'macro', 'attr', 'derive'):
            continue
        found.add(html.unescape(path))
    return found


def reexports(docs):
    """What std's own modules re-export by name: path in std -> crate."""
    found = {}
    root = os.path.join(docs, 'src', 'std')
    for folder, _, files in os.walk(root):
        for name in files:
            if not name.endswith('.rs.html'):
                continue
            path = os.path.relpath(os.path.join(folder, name), root)[:-len('.rs.html')]
            parts = [p for p in path.split(os.sep) if p not in ('mod', 'lib')]
            text = open(os.path.join(folder, name), encoding='utf-8').read()
            text = html.unescape(re.sub(r'<[^>]+>', '', text))
            for crate, use in re.findall(r'pub use (core|alloc_crate)::([^;]+);', text):
                inside = re.search(r'\{([^}]*)\}', use)
                names = inside.group(1).split(',') if inside else [use.rsplit('::', 1)[-1]]
                for one in names:
                    one = one.split(' as ')[-1].strip()
                    if re.fullmatch(r'\w+', one) and one != 'self':
                        found['::'.join(parts + [one])] = \
                            'alloc' if crate == 'alloc_crate' else 'core'
    return found


def since(docs, crate, module):
    path = os.path.join(docs, crate, *module.split('::'), 'index.html')
    if not os.path.exists(path):
        return 0
    text = open(path, encoding='utf-8').read()
    match = re.search(r'class="sub-heading"><span class="since"[^>]*>\s*1\.(\d+)', text)
    return int(match.group(1)) if match else 0


def main():
    docs = sys.argv[1]
    core, alloc, std = (items(docs, c) for c in ('core', 'alloc', 'std'))
    named = reexports(docs)
    lines = {}
    for path in sorted(std | alloc):
        if path.startswith(('arch::', 'intrinsics::', 'simd::')):
            continue
        crate = 'core' if path in core else 'alloc' if path in alloc else 'std'
        module = path.rsplit('::', 1)[0] if '::' in path else ''
        lines[path] = (crate, since(docs, crate, module) if module and crate != 'std' else 0)
    for path, crate in named.items():
        source = os.path.join(docs, 'src', 'std', *path.split('::'))
        if os.path.exists(source + '.rs.html') or os.path.isdir(source):
            continue  # A module of std's own; the other is a macro of that name.
        is_module = os.path.isdir(os.path.join(docs, 'std', *path.split('::')))
        if path in std or is_module:
            module = path if is_module else path.rpartition('::')[0]
            lines[path] = (crate, since(docs, crate, module) if module else 0)
    for arch in sorted(os.listdir(os.path.join(docs, 'core', 'arch'))):
        if os.path.isdir(os.path.join(docs, 'core', 'arch', arch)):
            lines['arch::' + arch] = ('core', 27)
    # A whole module of core below one of std's own, as `sync::atomic`.
    for path in sorted({p.rsplit('::', 1)[0] for p in core if '::' in p}):
        if '::' in path and os.path.isdir(os.path.join(docs, 'std', *path.split('::'))):
            inside = [p for p in std if p.startswith(path + '::')]
            if inside and all(p in core for p in inside):
                lines.setdefault(path, ('core', since(docs, 'core', path)))
    for path, (crate, version) in sorted(lines.items()):
        print(crate, version, path)


main()
