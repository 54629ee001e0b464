"""Reads what `rustc -Zunpretty=thir-tree` prints: the types of a crate's expressions.

What the dump's form means (rustc 1.95):

- Each expression of the source is a `Scope` node with the source's span. What stands around the
  expression inside that Scope, up to a node that has a Scope below it, rustc has put there: its
  coercions and auto-references. So the type before adjustments is that of the first node, going
  down from the Scope through `NeverToAny`, `Borrow`, `RawBorrow`, `Deref`, `Pointer` and `Use`,
  that is none of these or whose operand is itself a Scope.
- An overloaded `*x` or `x[i]` is a Deref of a Call with `from_hir_call: false`. It is in the source
  when the call's first argument is a Scope, an adjustment when that is a Borrow.
- A use of a static is a Deref of StaticRef, and in the source.
- A method call's function is no Scope (it is no expression); a called path's is.
- A call of a tuple struct or variant is an `Adt` node; the path called is not in the dump, but
  follows from the source's text and the definition in the node.
- A parenthesised expression is one with the expression in it, and has the span with parentheses.
- A span ends with the number of its expansion; #0 is text as it was written. The expansions of `?`
  and `.await` keep #0 for the whole expression and not for what they add. Those of `for` and of
  ranges do not: a `for` is not in the truth, and a range is known by a bound that is text of the
  source and begins or ends where it does.
"""

import re

SPAN = re.compile(r"(.*?):(\d+):(\d+): (\d+):(\d+) \(#(\d+)\)")
# A pattern in a condition is printed on one line.
BINDING = re.compile(
    r'span: ([^,]*\(#\d+\)), extra: (?:None|Some\(.*?\)), kind: Binding \{ name: "(\w+)", mode: '
    r"BindingMode\(.*?\), var: LocalVarId\(.*?\)\), ty: (.*?), subpattern: "
)
RANGE = re.compile(r"::ops::range::(Range\w*|\{impl#\d+\}::new)\)")
THROUGH = frozenset("NeverToAny Borrow RawBorrow Deref Pointer PointerCoercion Use".split())
# Not counted: trivial, or no expression of its own in the source.
UNCOUNTED = frozenset(("literal", "local", "body", "let"))
AGGREGATES = frozenset(("Tuple", "Array", "Repeat", "Borrow"))


class Node:
    __slots__ = ("indent", "what", "ty", "span", "kind", "children", "facts")

    def __init__(self, indent, what):
        self.indent = indent
        self.what = what
        self.ty = self.span = self.kind = None
        self.children = []
        self.facts = {}


FACTS = ("from_hir_call: ", "closure_id: ", "def_id: ", "did: ", "variants: ", "variant_index: ",
         "args: [", "span: ", "name: ", "ty: ")


def read(lines):
    """Yields what the lines of a dump say, types and DefIds as rustc prints them:

    ("expr", span, type, kind, type or DefId of the item that it names)
    ("ctor", span, DefId of the constructor, its arguments, "") for an `Adt` node
    ("adt", type, DefId of its definition, "", "") for an `Adt` node
    ("binding", span, type, name, "")
    ("closure", DefId, span, "", "")
    ("data", span, "", "", "") for a tuple, an array or a reference to them with nothing but literals
    """
    stack = []
    for line in lines:
        s = line.strip()
        if not s:
            continue
        indent = len(line) - len(line.lstrip(" "))
        if s == "Expr {" or s == "Pat {":
            stack.append(Node(indent, s[0]))
            continue
        if not stack:
            continue
        top = stack[-1]
        rel = indent - top.indent
        if s == "}" and rel == 0:
            stack.pop()
            if top.what == "P":
                if top.kind == "Binding {" and "name" in top.facts:
                    yield "binding", top.span, top.facts["ty"], top.facts["name"].strip('"'), ""
                continue
            yield from finish(top, not any(n.what == "E" for n in stack))
            if stack and stack[-1].what == "E":
                if top.kind.startswith("Scope"):
                    top.children = []
                stack[-1].children.append(top)
            continue
        if rel == 4:
            if s.startswith("ty: "):
                top.ty = s[4:]
            elif s.startswith("span: "):
                top.span = s[6:]
            elif s.startswith("kind:"):
                top.kind = ""
        elif rel == 8 and top.kind == "":
            top.kind = s
        elif rel > 8 and s.startswith("pat: Pat {"):
            for span, name, ty in BINDING.findall(s):
                yield "binding", span, ty, name, ""
        elif rel > 8 and s.startswith(FACTS):
            key, _, value = s.partition(": ")
            top.facts.setdefault(key, value)


def finish(node, is_root):
    """What a whole node says."""
    if node.kind.startswith("Closure") and "closure_id" in node.facts:
        yield "closure", node.facts["closure_id"], node.span, "", ""
    if not node.kind.startswith("Scope") or not node.children:
        return
    source = node.children[0]
    while True:
        word = re.match(r"\w+", source.kind).group(0)
        if word not in THROUGH or not source.children:
            break
        operand = source.children[0]
        if operand.kind.startswith(("Scope", "StaticRef", "ThreadLocalRef")):
            break
        if word == "Deref" and is_operator(operand):
            if len(operand.children) < 2 or operand.children[1].kind.startswith("Scope"):
                break
            operand = operand.children[1]
        source = operand
    kind, resolved = classify(source, word, is_root)
    if kind == "literal" or word in AGGREGATES and source.children:
        if all("data" in child.facts for child in source.children):
            node.facts["data"] = ""
            if kind != "literal":
                yield "data", node.span, "", "", ""
    if RANGE.search(source.children[0].ty if word == "Call" else source.facts.get("did", "")):
        span = range_span(node.span, source)
        if span != node.span:
            node.span, kind, resolved = span, "range", ""
    yield "expr", node.span, source.ty, kind, resolved
    if kind == "adt" and "variants" in source.facts:
        yield "adt", source.ty, source.facts["did"], "", ""
        ctor = constructor(source.facts)
        if ctor:
            yield "ctor", node.span, ctor, source.facts.get("args", "[]"), ""


def range_span(span, source):
    """The span of a range without the number of its expansion, if it is text of the source."""
    whole = place(span)
    for bound in source.children:
        at = place(bound.span)
        if whole and at and at[5] == 0 and bound.kind.startswith("Scope"):
            before = at[2] - whole[2] if at[:2] == whole[:2] else -1
            behind = whole[4] - at[4] if (at[0], at[3]) == (whole[0], whole[3]) else -1
            if before in (0, 1) or behind in (0, 1):  # 1 for a parenthesis
                return span.rpartition("#")[0] + "#0)"
    return span


def is_operator(node):
    return node.kind.startswith("Call") and node.facts.get("from_hir_call") == "false"


def classify(node, word, is_root):
    """The kind of an expression in the source, and what item it names."""
    if word == "Call":
        function = node.children[0]
        if is_operator(node):
            return "operator", function.ty
        if function.kind.startswith("Scope"):
            return "call", ""
        if "::ops::function::Fn" in function.ty.split(",")[0]:
            return "closure call", ""
        return "method call", function.ty
    if word == "Deref":
        operand = node.children[0] if node.children else None
        if operand and operand.kind.startswith(("StaticRef", "ThreadLocalRef")):
            return "path", operand.facts.get("def_id", "")
        if operand and is_operator(operand):
            return "operator", operand.children[0].ty
        return "deref", ""
    if word == "ZstLiteral":
        return "path", node.ty
    if word in ("NamedConst", "ConstParam"):
        return "path", node.facts.get("def_id", "")
    if word == "ConstBlock":
        return "const block", ""
    if word in ("VarRef", "UpvarRef"):
        return "local", ""
    if word in ("Literal", "NonHirLiteral"):
        return "literal", ""
    if word == "Block":
        return ("body" if is_root else "block"), ""
    if word == "Let":
        return "let", ""
    if word in ("Use", "ValueTypeAscription", "PointerCoercion", "Pointer"):
        return "cast", ""
    if word == "Adt":
        return "adt", ""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", word).lower(), ""


def constructor(facts):
    """The DefId of the constructor of an Adt node's variant, None for one without."""
    variants = re.split(r"(?<=[\[ ])VariantDef \{ ", facts["variants"])[1:]
    index = int(facts.get("variant_index", "0"))
    if index >= len(variants):
        return None
    found = re.match(r"def_id: .*?, ctor: Some\(\(\w+, (DefId\(.*?\))\)\), name: ", variants[index])
    return found.group(1) if found else None


def place(span):
    """(file, line, column, line, column, expansion) of a span's text, or None for no place."""
    match = SPAN.match(span or "")
    return (match.group(1), *(int(x) for x in match.groups()[1:])) if match else None

