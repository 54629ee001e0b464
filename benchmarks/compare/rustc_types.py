"""Types as rustc's dumps print them, and the one form that both tools' types are compared in.

rustc prints a type as the `Debug` form of its data (`-Zunpretty=thir-tree`); inside the trait of a
`dyn` it prints the `Display` form. `Reader` reads both and writes the canonical form:

    u8 bool char str !           as in Rust
    (A, B) (A,) () [A] [A; 3] [A; N] &A &mut A *const A *mut A
    alloc::vec::Vec<u8, alloc::alloc::Global>
                                 path of the definition, beginning with the crate's name, then all
                                 type and const arguments, defaults too, lifetimes never
    T  Self                      a parameter by its name
    impl Fn(I::Item) -> u32      a parameter that is an `impl Trait`: its source text (white space
                                 does not count)
    <I as core::iter::traits::iterator::Iterator>::Item
                                 a projection; further arguments stand with the trait
    fn core::option::{impl}::map<u8, u16, F>
                                 a function item: path of its definition, an impl block being
                                 `{impl}` in the module where it stands; arguments of the impl or
                                 trait (`Self` first), then its own
    fn core::option::Option::Some<u8>
                                 a constructor; a tuple struct is `fn krate::Name<…>`
    fn(A, B) -> C  fn(A)  unsafe extern "C" fn(A, ...)
                                 a function pointer; `-> ()` is left out, and so is `for<…>`
    {closure@src/a.rs:3:9}       a closure, async block or async closure: where its expression starts
    impl krate::f::{opaque#0}<T> an `impl Trait` in a function's result, or an async fn's future;
                                 arguments are all type and const parameters of the function
    dyn core::ops::function::Fn<(A,), Output = B> + core::marker::Send
                                 the principal trait with its bindings in alphabetical order, then
                                 auto traits in alphabetical order, no lifetime
    {const}                      a constant that is not evaluated
    3  -1  'x'  true             constants as arguments, without the type

A type defined in a function in an impl is `{impl}::method::Name`, whatever stands before.
"""

import re

IMPL_TAIL = re.compile(r"^.*(?=\{impl\}::)")
NUMBERED = re.compile(r"\{impl#\d+\}")
DEF_ID = re.compile(r"DefId\(\d+:\d+ ~ (.*)\)$")


def def_path(text):
    """The path in a `DefId(…)`, without hashes and numbers."""
    match = DEF_ID.match(text)
    path = re.sub(r"\[[0-9a-f]{1,16}\]", "", match.group(1) if match else text, count=1)
    parts = NUMBERED.sub("{impl}", path).split("::")
    dropped = re.compile(r"\{(constructor|extern|closure|constant|use|misc)#\d+\}$")
    kept = [re.sub(r"(?<=[\w])#\d+$", "", p) for p in parts if not dropped.match(p)]
    return "::".join(kept)


PRIMITIVES = frozenset(
    "bool char str u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize f16 f32 f64 f128 true false"
    .split()
)


class Unreadable(Exception):
    """A type in a form that this file does not know."""


class Reader:
    """Rewrites types of one crate's dump.

    `name` maps a path as rustc prints it to the path of the definition; `place` maps the DefId of
    a closure to FILE:LINE:COLUMN.
    """

    def __init__(self, name=lambda path: path, place=lambda def_id: def_id):
        self.name = name
        self.place = place
        self._known = {}

    def read(self, text):
        known = self._known.get(text)
        if known is None:
            self._text, self._at = text, 0
            known = self._type()
            self._space()
            if self._at != len(text):
                raise Unreadable(f"{text[self._at:self._at + 40]!r} left of {text[:200]!r}")
            self._known[text] = known
        return known

    def read_list(self, text):
        """The arguments in `[A, B]`, without lifetimes."""
        return self.read_with(text, self._list)

    def read_with(self, text, rule):
        self._text, self._at = text, 0
        return rule()

    # Reading, one character position behind the other.

    def _space(self):
        while self._text.startswith(" ", self._at):
            self._at += 1

    def _ahead(self, token):
        return self._text.startswith(token, self._at)

    def _take(self, token):
        self._space()
        if self._text.startswith(token, self._at):
            self._at += len(token)
            return True
        return False

    def _need(self, token):
        if not self._take(token):
            rest = self._text[self._at : self._at + 40]
            raise Unreadable(f"{token!r} expected at {rest!r} of {self._text[:200]!r}")

    def _match(self, pattern):
        found = re.compile(pattern).match(self._text, self._at)
        if found:
            self._at = found.end()
        return found

    def _balanced(self):
        """The text in the bracket that opens here, which is one of ( [ { and stays unread inside."""
        start, depth, text = self._at, 0, self._text
        while self._at < len(text):
            c = text[self._at]
            self._at += 1
            if c == '"':
                while text[self._at] != '"':
                    self._at += 2 if text[self._at] == "\\" else 1
                self._at += 1
            elif c in "([{":
                depth += 1
            elif c in ")]}":
                depth -= 1
                if depth == 0:
                    return text[start + 1 : self._at - 1]
        raise Unreadable(f"unbalanced {text[:200]!r}")

    def _angles(self):
        """Goes behind the angle brackets that open here."""
        depth = 0
        for token in re.compile(r"<|->|=>|>").finditer(self._text, self._at):
            depth += {"<": 1, ">": -1}.get(token.group(0), 0)
            if depth == 0:
                self._at = token.end()
                return
        raise Unreadable(f"unbalanced {self._text[:200]!r}")

    def _def_id(self):
        self._need("DefId")
        return "DefId(" + self._balanced() + ")"

    def _region(self):
        self._space()
        if re.compile(r"'(\\.[^']*|[^'\\])'").match(self._text, self._at):
            return False  # a char
        if not self._match(r"'(\{\w+\}|\^\d+(_\d+)?|\?\d+|!\w+|\w+)|Re[A-Z]\w*"):
            return False
        while self._match(r"\.\w+"):
            if self._ahead("("):
                self._balanced()
        if self._ahead("("):
            self._balanced()
        self._match(r"/#\d+")
        return True

    def _items(self, close):
        """Types up to a closing token, lifetimes left out."""
        found = []
        while not self._take(close):
            self._space()
            if not self._region():
                binding = self._match(r"(\w+) = ")
                item = self._type()
                found.append(f"{binding.group(1)} = {item}" if binding else item)
            if not self._take(","):
                self._need(close)
                break
        return found

    def _list(self):
        self._need("[")
        return self._items("]")

    def _type(self):
        self._space()
        text, at = self._text, self._at
        c = text[at : at + 1]
        if c == "&":
            self._at += 1
            self._region()
            self._space()
            mutable = "mut " if self._match(r"mut (?=\S)") else ""
            return f"&{mutable}{self._type()}"
        if c == "*":
            mutable = self._match(r"\*(const|mut) ").group(1)
            return f"*{mutable} {self._type()}"
        if c == "(":
            self._at += 1
            items = self._items(")")
            if len(items) == 1:
                return f"({items[0]},)" if text[self._at - 2] == "," else items[0]
            return "(" + ", ".join(items) + ")"
        if c == "[":
            self._at += 1
            element = self._type()
            if self._take(";"):
                length = self._type()
                self._need("]")
                return f"[{element}; {length}]"
            self._need("]")
            return f"[{element}]"
        if c == "!":
            self._at += 1
            return "!"
        if c == "'":
            return self._match(r"'(\\.[^']*|[^'\\])'").group(0)
        if number := self._match(r"(-?\d+)(_[iu]\w+)?(?!\w)"):
            return number.group(1)
        return self._word()

    def _word(self):
        if self._match(r"Binder \{ value: "):
            inner = self._type()
            self._need(", bound_vars: ")
            self._balanced()
            self._need("}")
            return inner
        if self._match(r"for<[^>]*> "):
            return self._type()
        if self._match(r"dyn \["):
            return self._predicates()
        if self._match(r"dyn "):
            return self._dyn_shown()
        if self._match(r"(?=unsafe (extern|fn)|extern \"|fn\()"):
            return self._pointer()
        if self._match(r"FnDef\("):
            path = def_path(self._def_id())
            self._need(", ")
            args = self._list()
            self._need(")")
            return "fn " + path + angled(args)
        if self._match(r"(Closure|Coroutine|CoroutineClosure|CoroutineWitness)\("):
            place = self.place(self._def_id())
            self._need(", ")
            self._balanced()
            self._need(")")
            return "{closure@" + place + "}"
        if found := self._match(r"Alias\((\w+), AliasTy \{ args: "):
            return self._alias(found.group(1))
        if self._match(r"Alias\("):
            raise Unreadable(self._text[:200])
        if self._match(r"Foreign\("):
            path = def_path(self._def_id())
            self._need(")")
            return path
        if self._match(r"UnevaluatedConst \{"):
            self._at -= 1
            self._balanced()
            return "{const}"
        if self._match(r"(Unevaluated|Value|Expr)\("):
            self._at -= 1
            self._balanced()
            return "{const}"
        if found := self._match(r"(impl .*?)/#\d+"):
            return found.group(1)
        if self._ahead("<"):
            return self._qualified()
        if self._match(r"pattern_type!\("):
            inner = self._type()
            self._at = self._text.index(")", self._at) + 1
            return inner
        return self._path()

    def _path(self):
        found = self._match(r"(r#)?[A-Za-z_]\w*(::(r#)?[A-Za-z_]\w*|::\{[^}]*\})*")
        if not found:
            raise Unreadable(f"{self._text[self._at:self._at + 60]!r} in {self._text[:200]!r}")
        head = found.group(0).replace("r#", "")
        if self._match(r"/#\d+"):
            return head
        args = []
        if self._ahead("::<impl "):
            self._at += 2
            self._angles()
            self._need("::")
            return self._inside_impl()
        if self._ahead("::<"):
            self._at += 2
        if self._ahead("<"):
            self._at += 1
            args = self._items(">")
        if self._ahead("::"):  # an item in a function of an impl: `f::In<T>::m::E`
            self._at += 2
            return self._inside_impl()
        return head if head in PRIMITIVES else self.name(head) + angled(args)

    def _inside_impl(self):
        tail = self._match(r"(\w+|\{[^}]*\})(::\w+|::\{[^}]*\})*").group(0)
        tail = "::".join(p for p in tail.split("::") if "{" not in p)
        args = []
        if self._ahead("<"):
            self._at += 1
            args = self._items(">")
            if self._ahead("::"):
                self._at += 2
                return self._inside_impl()
        return "{impl}::" + tail + angled(args)

    def _qualified(self):
        """`<T as Trait>::Name`, shown inside a dyn; or an item in a method of an impl of a trait."""
        if self._ahead("<impl "):
            self._angles()
            self._need("::")
            return self._inside_impl()
        self._need("<")
        start = self._type()
        self._space()
        if not self._match(r"as "):
            self._need(">::")
            return self._inside_impl()
        trait = self._type()
        self._need(">::")
        if self._match(r"\w+::"):
            return self._inside_impl()
        name = self._match(r"\w+").group(0)
        return f"<{start} as {trait}>::{name}"

    def _alias(self, kind):
        args = self._list()
        self._need(", def_id: ")
        path = def_path(self._def_id())
        self._match(r", \.\. \}|\s*\}")
        self._need(")")
        if kind == "Opaque":
            return f"impl {path}{angled(args)}"
        if kind == "Projection" and args:
            trait, _, name = path.rpartition("::")
            return f"<{args[0]} as {trait}{angled(args[1:])}>::{name}"
        return path + angled(args)

    def _pointer(self):
        prefix = "unsafe " if self._match(r"unsafe ") else ""
        if self._match(r"extern "):
            abi = self._match(r'"([\w-]+)( \{ unwind: (\w+) \})?" ')
            name = abi.group(1) if "-" in abi.group(1) else abi_name(abi.group(1))
            prefix += f'extern "{name}{"-unwind" if abi.group(3) == "true" else ""}" '
        self._need("fn(")
        params = []
        while not self._take(")"):
            params.append("..." if self._take("...") else self._type())
            if not self._take(","):
                self._need(")")
                break
        result = ""
        if self._match(r" -> "):
            result = self._type()
        return f"{prefix}fn({', '.join(params)})" + (f" -> {result}" if result not in ("", "()") else "")

    def _predicates(self):
        """What stands in `dyn [Binder { value: Trait(…) … }, …] + 'r`."""
        trait, shown, exact, bindings, autos = None, [], None, [], []
        while not self._take("]"):
            self._need("Binder { value: ")
            if self._match(r"Trait\("):
                trait, shown = self._trait()
                self._need(")")
            elif self._match(r"Projection\(ExistentialProjection \{ def_id: "):
                _, _, name = def_path(self._def_id()).rpartition("::")
                self._need(", args: ")
                args = self._list()
                exact = exact or args
                self._need(", term: Term::")
                self._match(r"(Ty|Const)\(")
                bindings.append(f"{name} = {self._type()}")
                self._need(")")
                self._match(r", \.\. \}|\s*\}")
                self._need(")")
            else:
                self._need("AutoTrait(")
                autos.append(def_path(self._def_id()))
                self._need(")")
            self._need(", bound_vars: ")
            self._space()
            self._balanced()
            self._need("}")
            self._take(",")
        self._need("+")
        self._region()
        return dyn(trait, exact if exact and len(exact) == len(shown) else shown, bindings, autos)

    def _trait(self):
        self._space()
        found = self._match(r"\w+(::\w+)*").group(0)
        args = []
        if self._ahead("<"):
            self._at += 1
            args = self._items(">")
        return self.name(found), args

    def _dyn_shown(self):
        """`Trait<A, B = C> + Send + 'a`, as people read it; `Fn(A) -> B` too."""
        principal, autos = None, []
        while True:
            self._space()
            self._match(r"for<[^>]*> ")
            if not self._region():
                trait, args = self._trait()
                if self._ahead("("):
                    self._at += 1
                    params = self._items(")")
                    inputs = f"({params[0]},)" if len(params) == 1 else f"({', '.join(params)})"
                    output = self._type() if self._match(r" -> ") else "()"
                    args = [inputs, f"Output = {output}"]
                if principal is None and not is_auto(trait):
                    principal = (trait, args)
                else:
                    autos.append(trait)
            if not self._match(r" \+ "):
                break
        trait, args = principal or (None, [])
        plain = [a for a in args if not re.match(r"\w+ = ", a)]
        return dyn(trait, plain, [a for a in args if a not in plain], autos)


def is_auto(trait):
    return trait.rpartition("::")[2] in ("Send", "Sync", "Unpin", "UnwindSafe", "RefUnwindSafe")


def abi_name(debug):
    """`extern "…"`'s text from the name that rustc has for it inside: RustCall is rust-call."""
    if debug in ("C", "System", "EfiApi", "Win64", "SysV64", "Aapcs"):
        return debug if debug == "C" else debug.lower()
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", debug).lower()


def dyn(trait, args, bindings, autos):
    bounds = [trait + angled(args + sorted(bindings))] if trait else []
    return "dyn " + " + ".join(bounds + sorted(set(autos)))


def angled(args):
    return "<" + ", ".join(args) + ">" if args else ""


UNKNOWN = re.compile(r"\{unknown\}|(?<![\w])_(?![\w]|::)")
LOCAL_IN_IMPL = re.compile(r"(?<!fn )(?<![\w:{}])[\w:{}]*(?=\{impl\}::)")
CLOSURE = re.compile(r"::\{closure#\d+\}")
IN_METHOD = re.compile(r"(?<![\w:{}])(?:\w+::)+[A-Z]\w*::[a-z_]\w*::(?=[A-Z]\w*)")
METHOD = re.compile(r"(?<!fn \{impl\}::)(?<=\{impl\}::)(?:[a-z_]\w*::)+(?=[A-Z])")
PARAM_IN_DYN = re.compile(r"(?<![\w:])\w+::(?=[A-Z]\d?(?![\w:]))")


def is_unknown(text):
    return bool(UNKNOWN.search(text))


def same(ours, theirs):
    """Whether two canonical types are equal, but for how rustc shows them; see `loose`."""
    return ours == theirs or loose(ours) == loose(theirs)


def loose(text):
    """A type without what does not tell types apart or what rustc's own form does not tell.

    - White space, and what is before `{impl}`.
    - A type declared in a function is in that function whether or not it is in a closure there.
    - Of a type declared in a method rustc shows the impl as `<impl T for U>::method::Local` or, where
      the type that the impl is for is in the same module, as `U::method::Local`. The method's name
      is in the dump for some and not for others.
    - A parameter `S` in a `dyn Trait<S>` is shown with no mark that it is one, so that the reader
      takes it for a type at the crate's root, `krate::S`.
    """
    text = IN_METHOD.sub("{impl}::", CLOSURE.sub("", text))
    text = METHOD.sub("", LOCAL_IN_IMPL.sub("", text))
    if "dyn " in text:
        text = PARAM_IN_DYN.sub("", text)
    return re.sub(r"\s+|,(?=>)", "", text)
