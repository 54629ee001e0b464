#!/usr/bin/env python3
"""Draws what a program wrote to a terminal: README's picture, out of real output.

usage: ansi_svg.py COMMAND-LINE < OUTPUT > docs/check.svg

OUTPUT is text with ANSI colours, COMMAND-LINE what to show above it. A program that writes colours
to a terminal only is given one by `script` (of util-linux):

  script -qec 'server/target/rusthint/bin/rusthint check examples/telemetry 2>/dev/null' /dev/null \\
    | tools/ansi_svg.py 'rusthint check examples/telemetry' > docs/check.svg
"""
import html
import re
import sys

BACKGROUND, FOREGROUND, PROMPT = '#1e1e2e', '#cdd6f4', '#7f849c'
COLOURS = {
    '1': '#ffffff', '1;91': '#f38ba8', '1;33': '#f9e2af', '1;92': '#a6e3a1',
    '1;96': '#94e2d5', '1;94': '#89b4fa', '92': '#a6e3a1', '91': '#f38ba8',
}
SIZE, ADVANCE, LINE, MARGIN = 14, 8.43, 20, 16


def runs(line):
    """Pairs of colour code and text."""
    code = ''
    for part in re.split(r'(\x1b\[[0-9;]*m)', line):
        if part.startswith('\x1b'):
            code = part[2:-1] if part[2:-1] != '0' else ''
        elif part:
            yield code, part


def main():
    lines = ['$ ' + sys.argv[1]] + sys.stdin.read().rstrip().splitlines()
    plain = [re.sub(r'\x1b\[[0-9;]*m', '', line) for line in lines]
    width = round(max(map(len, plain)) * ADVANCE + 2 * MARGIN)
    height = len(lines) * LINE + 2 * MARGIN
    print(f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
          f'viewBox="0 0 {width} {height}" role="img">')
    print(f'<title>{html.escape(sys.argv[1])}</title>')
    print(f'<rect width="100%" height="100%" rx="8" fill="{BACKGROUND}"/>')
    print(f'<g font-family="ui-monospace, Menlo, Consolas, monospace" font-size="{SIZE}" '
          f'fill="{FOREGROUND}" style="white-space: pre" xml:space="preserve">')
    for row, line in enumerate(lines):
        if row == 0:
            pieces = [(PROMPT, plain[0])]
        else:
            pieces = [(COLOURS.get(code), text) for code, text in runs(line)]
        y = MARGIN + row * LINE + SIZE
        column, spans = 0, []
        for colour, text in pieces:
            x = MARGIN + column * ADVANCE
            # The length holds columns in line, whatever font there is.
            length = f'textLength="{len(text) * ADVANCE:.1f}" lengthAdjust="spacingAndGlyphs"'
            fill = f' fill="{colour}"' if colour else ''
            weight = ' font-weight="bold"' if colour == '#ffffff' else ''
            if text.strip():
                spans.append(f'<text x="{x:.1f}" y="{y}" {length}{fill}{weight}>'
                             f'{html.escape(text)}</text>')
            column += len(text)
        print(''.join(spans))
    print('</g>\n</svg>')


main()
