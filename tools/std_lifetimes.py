#!/usr/bin/env python3
"""Writes how many lifetime parameters each public type and trait of the standard library has.

usage: std_lifetimes.py DOCS > analyzers/src/main/resources/dev/rusthint/std/lifetimes.txt

DOCS is the `share/doc/rust/html` folder of a toolchain with `rust-docs`. Each line of the result is
`COUNT PATH`, the path without its crate; `std`, `alloc` and `core` are taken for one. Types and
traits without lifetime parameters are listed with 0. Facts only: paths and counts.
"""
import html
import os
import re
import sys

KINDS = ('struct', 'enum', 'union', 'trait', 'type')


def count(declaration, name):
    """The lifetimes in `name<'a, T, 'b>` of a declaration."""
    match = re.search(r'\b(?:struct|enum|union|trait|type)\s+' + re.escape(name) + r'\s*<', declaration)
    if not match:
        return 0
    depth, parameters = 1, ['']
    for c in declaration[match.end():]:
        depth += {'<': 1, '(': 1, '[': 1, '>': -1, ')': -1, ']': -1}.get(c, 0)
        if depth == 0:
            break
        if c == ',' and depth == 1:
            parameters.append('')
        else:
            parameters[-1] += c
    return sum(p.strip().startswith("'") for p in parameters)


def main():
    docs = sys.argv[1]
    found = {}
    for crate in ('core', 'alloc', 'std'):
        text = open(os.path.join(docs, crate, 'all.html'), encoding='utf-8').read()
        for href, path in re.findall(r'<a href="([^"]+)">([^<]+)</a>', text):
            kind, _, name = os.path.basename(href).partition('.')
            if kind not in KINDS or path.startswith(('arch::', 'intrinsics::', 'simd::')):
                continue
            page = open(os.path.join(docs, crate, href), encoding='utf-8').read()
            match = re.search(r'<pre class="rust item-decl">(.*?)</pre>', page, re.S)
            if match:
                declaration = html.unescape(re.sub(r'<[^>]*>', '', match.group(1)))
                found[html.unescape(path)] = count(declaration, name.removesuffix('.html'))
    for path, lifetimes in sorted(found.items()):
        print(lifetimes, path)


main()
