"""Tests of how rustc's dump is read, on small programs; those need rustc.

    python3 -m unittest discover -s benchmarks/compare -p 'test_*.py'
"""

import os
import pathlib
import shutil
import tempfile
import unittest

import corpus
import layout
import rust_types
import rustc_types

GLOBAL = "alloc::alloc::Global"
ITEM = "DefId(2:9914 ~ core[c1f1]::iter::traits::iterator::Iterator::Item)"


class Forms(unittest.TestCase):
    """What rustc prints, in the form that is compared."""

    def check(self, printed, expected):
        names = {"std::vec::Vec": "alloc::vec::Vec", "std::alloc::Global": GLOBAL}
        reader = rustc_types.Reader(lambda p: names.get(p, "k::" + p), lambda d: "src/a.rs:1:2")
        self.assertEqual(reader.read(printed), expected)

    def test_lifetimes_go(self):
        self.check("&'{erased} mut G<'{erased}, T/#1, N/#2>", "&mut k::G<T, N>")
        self.check("G<'a/#0>", "k::G")
        self.check("&'^0.Named(DefId(0:4 ~ q[e5c7]::f::'a)) u8", "&u8")

    def test_arrays_tuples_and_constants(self):
        self.check("[u8; 4_usize]", "[u8; 4]")
        self.check("(*const str,)", "(*const str,)")
        self.check("Arr<-3_i8, 'x', true>", "k::Arr<-3, 'x', true>")

    def test_all_arguments_stay(self):
        self.check("std::vec::Vec<u8, std::alloc::Global>", f"alloc::vec::Vec<u8, {GLOBAL}>")

    def test_function_items(self):
        self.check(
            "FnDef(DefId(3:8611 ~ alloc[fdfd]::vec::{impl#1}::len), [u8, std::alloc::Global])",
            f"fn alloc::vec::{{impl}}::len<u8, {GLOBAL}>",
        )
        self.check(
            "FnDef(DefId(2:1 ~ core[c1f1]::option::Option::Some::{constructor#0}), [u8])",
            "fn core::option::Option::Some<u8>",
        )
        self.check("FnDef(DefId(0:40 ~ b[8f53]::{extern#0}::ext), [])", "fn b::ext")

    def test_function_pointers(self):
        self.check(
            'Binder { value: unsafe extern "C { unwind: false }" fn(*const u8, ...), bound_vars: [] }',
            'unsafe extern "C" fn(*const u8, ...)',
        )
        self.check("Binder { value: fn(u32) -> u8, bound_vars: [] }", "fn(u32) -> u8")

    def test_aliases(self):
        alias = f"Alias(Projection, AliasTy {{ args: [I/#0], def_id: {ITEM}, .. }})"
        self.check(alias, "<I as core::iter::traits::iterator::Iterator>::Item")
        self.check(
            "Alias(Opaque, AliasTy { args: ['{erased}, T/#0], def_id: DefId(0:4 ~ b[8f]::f::{opaque#0}), .. })",
            "impl b::f::{opaque#0}<T>",
        )

    def test_trait_objects(self):
        principal = "Binder { value: Trait(Iterator), bound_vars: [] }"
        item = (
            f"Binder {{ value: Projection(ExistentialProjection {{ def_id: {ITEM}, args: [], "
            "term: Term::Ty(u8), .. }), bound_vars: [] }"
        )
        autos = [
            "Binder { value: AutoTrait(DefId(2:4036 ~ core[c1f1]::marker::%s)), bound_vars: [] }" % x
            for x in ("Sync", "Send")
        ]
        self.check(
            f"dyn [{', '.join([principal, item, *autos])}] + '{{erased}}",
            "dyn k::Iterator<Item = u8> + core::marker::Send + core::marker::Sync",
        )

    def test_trait_objects_as_people_read_them(self):
        self.check(
            "&(dyn for<'a> Fn(&'a u8) -> (u8,) + std::marker::Send + 'static)",
            "&dyn k::Fn<(&u8,), Output = (u8,)> + k::std::marker::Send",
        )

    def test_impl_trait_parameters_and_closures(self):
        self.check("&'{erased} impl Fn(I::Item) -> u32 + 'static/#1", "&impl Fn(I::Item) -> u32 + 'static")
        self.check(
            'Closure(DefId(0:36 ~ b[8]::g::{closure#0}), [i32, extern "RustCall" fn((u8,)), ()])',
            "{closure@src/a.rs:1:2}",
        )

    def test_types_in_methods_of_impls(self):
        self.check("f::In<T>::m::E", "{impl}::m::E")
        self.check("v::de::<impl serde::De<'de> for v::V<X>>::run::Inner<u8>", "{impl}::run::Inner<u8>")
        self.check("<std::vec::Vec<T> as Tr>::tm::In2", "{impl}::In2")

    def test_what_is_unknown_is_refused(self):
        with self.assertRaises(rustc_types.Unreadable):
            self.check("Novel(u8)", "")


class Sources(unittest.TestCase):
    def test_length_of_a_path(self):
        for path in ("Some", "::std::usize::MAX", "None::<Edge<_, fn() -> u8>>", "<T as A>::B"):
            self.assertEqual(rust_types.path_length(path), len(path), path)
            self.assertEqual(rust_types.path_length(path + " (1)"), len(path), path)
        self.assertEqual(rust_types.path_length("S { a: 1 }"), 1)

    def test_bindings_of_rustc_are_none(self):
        self.assertTrue(rust_types.is_binding("&mut self", "self"))
        self.assertTrue(rust_types.is_binding("ref mut x @ Some(_)", "x"))
        self.assertTrue(rust_types.is_binding("r#type", "type"))
        self.assertFalse(rust_types.is_binding("f.g()?", "val"))
        self.assertFalse(rust_types.is_binding("val?", "val"))


class Layouts(unittest.TestCase):
    PRINTED = """
print-type-size type: `m::S`: 16 bytes, alignment: 8 bytes
print-type-size     field `.a`: 8 bytes
print-type-size     field `.b`: 1 bytes
print-type-size     padding: 3 bytes
print-type-size     field `.c`: 4 bytes, alignment: 4 bytes
print-type-size type: `E`: 8 bytes, alignment: 4 bytes
print-type-size     discriminant: 1 bytes
print-type-size     variant `A`: 7 bytes
print-type-size         padding: 3 bytes
print-type-size         field `.0`: 4 bytes, alignment: 4 bytes
print-type-size     variant `B`: 0 bytes
print-type-size type: `U`: 4 bytes, alignment: 4 bytes
print-type-size     variant `U`: 4 bytes
print-type-size         field `.x`: 4 bytes
print-type-size         field `.y`: 2 bytes, offset: 0 bytes, alignment: 2 bytes
""".strip().splitlines()

    def test_offsets_follow_from_what_lies_before(self):
        struct, enum, union = layout.read(self.PRINTED)
        self.assertEqual([f["offset"] for f in struct["fields"]], [0, 8, 12])
        self.assertEqual((struct["size"], struct["align"]), (16, 8))
        self.assertEqual(enum["variants"][0]["fields"], [{"name": "0", "offset": 4, "size": 4}])
        self.assertEqual([f["offset"] for f in union["variants"][0]["fields"]], [0, 0])

    def test_differences(self):
        theirs = list(layout.read(self.PRINTED))
        ours = [
            dict(theirs[0], fields=theirs[0]["fields"][::-1]),
            dict(theirs[1], align=8),
            {"type": "U", "size": 4, "align": 4, "fields": [{"name": "x", "offset": 0, "size": 4}]},
        ]
        found = [sort for sort, _, _ in layout.compare(theirs, ours)]
        self.assertEqual(found, ["equal", "align", "fields"])
        ours[1]["size"] = None
        self.assertEqual([sort for sort, _, _ in layout.compare(theirs, ours)][1], "missing")

    def test_arguments_that_rustc_leaves_out(self):
        full = f"k::S<alloc::vec::Vec<u8, {GLOBAL}>, std::collections::hash::map::HashMap<u8, u8, std::hash::random::RandomState, {GLOBAL}>>"
        short = "k::S<alloc::vec::Vec<u8>, std::collections::hash::map::HashMap<u8, u8>>"
        self.assertEqual(layout.key_of(full), layout.key_of(short))


class Comparing(unittest.TestCase):
    def test_white_space_and_the_place_of_an_impl_do_not_count(self):
        self.assertTrue(rustc_types.same("(u8,u16)", "(u8, u16)"))
        self.assertTrue(rustc_types.same("&k::a::{impl}::f::E", "&{impl}::f::E"))
        self.assertFalse(rustc_types.same("fn k::a::{impl}::f", "fn k::b::{impl}::f"))

    def test_how_rustc_shows_a_type_in_a_method_does_not_count(self):
        self.assertTrue(rustc_types.same("k::a::{impl}::f::E<T>", "{impl}::E<T>"))
        self.assertTrue(rustc_types.same("&k::a::{impl}::f::E", "&k::a::S::f::{closure#0}::E"))
        self.assertTrue(rustc_types.same("k::a::f::E", "k::a::f::{closure#1}::E"))
        self.assertFalse(rustc_types.same("k::a::{impl}::f::E", "{impl}::D"))
        self.assertFalse(rustc_types.same("k::a::E", "k::b::E"))

    def test_a_parameter_in_a_dyn_has_no_mark(self):
        self.assertTrue(rustc_types.same("dyn k::m::Tr<S, E2>", "dyn k::m::Tr<k::S, k::E2>"))
        self.assertFalse(rustc_types.same("k::m::A<S>", "k::m::A<k::S>"))
        self.assertFalse(rustc_types.same("dyn k::m::Tr<k::m::S>", "dyn k::m::Tr<S>"))

    def test_a_nested_unknown_is_none(self):
        self.assertTrue(rustc_types.is_unknown("alloc::vec::Vec<_>"))
        self.assertTrue(rustc_types.is_unknown("&{unknown}"))
        self.assertFalse(rustc_types.is_unknown("core::arch::_mm_add<T_>"))

    def test_verdicts(self):
        rows = [
            rust_types.Row(("a.rs", 1, 1, 1, n), kind, "u8", item)
            for n, kind, item in ((2, "call", ""), (3, "path", "k::f"), (4, "field", ""), (5, "local", ""))
        ]
        ours = {rows[0].place: ("u8", ""), rows[1].place: ("fn k::g<u8>", "")}
        found = [(v, n) for _, v, _, n in rust_types.compare(rows, ours, {})]
        self.assertEqual(found, [("equal", ""), ("wrong", "wrong"), ("missing", "")])


@unittest.skipUnless(shutil.which("rustc"), "rustc is not on PATH")
class Dump(unittest.TestCase):
    """Small programs through rustc."""

    def rows(self, source):
        with tempfile.TemporaryDirectory() as directory:
            copy = pathlib.Path(directory)
            (copy / "lib.rs").write_text(source)
            argv = ["rustc", "--crate-name", "k", "--edition=2021", "--crate-type=lib", "lib.rs"]
            argv += ["--cap-lints=allow", "-Zunpretty=thir-tree"]
            result = corpus.run(argv, copy, dict(os.environ, RUSTC_BOOTSTRAP="1"))
            self.assertEqual(result.returncode, 0, result.stderr)
            facts = list(dict.fromkeys(rust_types.thir.read(result.stdout.splitlines())))
            rows, problems = rust_types.translate(facts, copy, rust_types.Externs(argv, copy))
            self.assertEqual(problems, [])
            sources = rust_types.Sources(copy)
            return {sources.text(r.place): r for r in rows if r.kind != "binding"}, rows

    def types(self, source):
        return {text: row.type for text, row in self.rows(source)[0].items()}

    def test_adjustments_are_taken_off(self):
        found = self.types(
            "pub struct P { v: Vec<u8>, s: String }\n"
            "pub fn f(p: &mut P, b: &Box<P>) -> u8 { p.v.len(); let s: &str = &p.s; b.v[1] }\n"
        )
        self.assertEqual(found["p.v"], f"alloc::vec::Vec<u8, {GLOBAL}>")
        self.assertEqual(found["p"], "&mut k::P")
        self.assertEqual(found["&p.s"], "&alloc::string::String")
        self.assertEqual(found["b"], f"&alloc::boxed::Box<k::P, {GLOBAL}>")
        self.assertEqual(found["b.v[1]"], "u8")

    def test_operators_statics_and_dereferences(self):
        found = self.types(
            "static S: u32 = 1;\n"
            "pub fn f(r: std::rc::Rc<String>) -> bool { let q = S + 2; let k = &*r; *r == **k }\n"
        )
        self.assertEqual(found["S"], "u32")
        self.assertEqual(found["*r"], "alloc::string::String")
        self.assertEqual(found["&*r"], "&alloc::string::String")
        self.assertEqual(found["**k"], "str")
        self.assertEqual(found["*r == **k"], "bool")

    def test_never_is_seen_before_its_coercion(self):
        found = self.types("pub fn f(b: bool) -> u8 { if b { return 1; } 2 }")
        self.assertEqual(found["return 1"], "!")
        self.assertEqual(found["{ return 1; }"], "!")

    def test_constructors(self):
        by_text, _ = self.rows("pub struct U; pub fn f() { let a = Some::<u8>; let b = Ok::<u8, U>(1); }")
        self.assertEqual(by_text["Some::<u8>"].type, "fn core::option::Option::Some<u8>")
        by_text, _ = self.rows("pub struct U; pub fn f() -> Option<U> { Some(U) }")
        self.assertEqual(by_text["Some"].type, "fn core::option::Option::Some<k::U>")
        self.assertEqual(by_text["Some"].item, "core::option::Option::Some")
        self.assertEqual((by_text["U"].kind, by_text["U"].item), ("path", "k::U"))

    def test_expansions_are_left_out_but_for_their_arguments(self):
        found = self.types("pub fn f(s: &str) { println!(\"{}\", s.len()); }")
        self.assertEqual(found["s.len()"], "usize")
        self.assertEqual(set(found), {"s", "s.len()", '{ println!("{}", s.len()); }'})

    def test_question_mark_and_await(self):
        found = self.types(
            "pub async fn g() -> Result<u8, ()> { Ok(1) }\n"
            "pub async fn f() -> Result<u8, ()> { let x = g().await?; Ok(x) }\n"
        )
        self.assertEqual(found["g()"], "impl k::g::{opaque#0}")
        self.assertEqual(found["g().await"], "core::result::Result<u8, ()>")
        self.assertEqual(found["g().await?"], "u8")

    def test_names_of_definitions(self):
        found = self.types(
            "pub mod m { pub struct A; impl A { pub fn f() { struct E; let e = (E, 1); } } }\n"
            "pub fn g(e: std::io::Error) { let x = (e, m::A); std::collections::HashMap::<u8, u8>::new(); }"
        )
        self.assertEqual(found["(e, m::A)"], "(std::io::error::Error, k::m::A)")
        self.assertTrue(rustc_types.same(found["(E, 1)"], "(k::m::{impl}::f::E, i32)"), found["(E, 1)"])
        self.assertEqual(
            found["std::collections::HashMap::<u8, u8>::new"],
            "fn std::collections::hash::map::{impl}::new<u8, u8>",
        )

    def test_ranges_and_parentheses(self):
        by_text, _ = self.rows(
            "macro_rules! m { ($e:expr) => { let q = 1..$e; } }\n"
            "pub fn f(a: usize, t: (u8, fn(u8) -> u8)) -> u8 {\n"
            "  let r = a..3; let c = (1..a).contains(&2); m!(a); (t.1)(t.0)\n"
            "}\n"
        )
        self.assertEqual(by_text["a..3"].type, "core::ops::range::Range<usize>")
        self.assertEqual(by_text["(1..a)"].kind, "range")
        self.assertEqual(by_text["(1..a).contains(&2)"].kind, "method call")
        self.assertEqual(by_text["(t.1)"].type, "fn(u8) -> u8")
        self.assertEqual([t for t in by_text if "1.." in t and "a" not in t], [])

    def test_spans_with_several_types_and_tables(self):
        by_text, rows = self.rows(
            "macro_rules! twice { ($e:expr) => { let a: u8 = $e; let b: u16 = $e; } }\n"
            "pub fn f() { twice!(Default::default()); }\n"
            "pub const T: &[(u8, u8)] = &[(1, 2), (3, 4)];\n"
        )
        self.assertEqual(by_text["Default::default()"].kind, "several")
        self.assertEqual(by_text["(1, 2)"].kind, "data")
        self.assertEqual(by_text["&[(1, 2), (3, 4)]"].kind, "borrow")

    def test_bindings(self):
        _, rows = self.rows(
            "pub struct Q { a: u8, b: (u8, u16) }\n"
            "pub fn f(o: &Option<String>, q: Q, z: &[u8]) {\n"
            "  if let Some(s) = o {}\n"
            "  let Q { a, b: (c, ref d) } = q;\n"
            "  match z { [x, y @ ..] => {} [] => {} }\n"
            "}\n"
        )
        found = {r.item: r.type for r in rows if r.kind == "binding"}
        self.assertEqual(
            {name: found[name] for name in "sacdxy"},
            {"s": "&alloc::string::String", "a": "u8", "c": "u8", "d": "&u16", "x": "&u8", "y": "&[u8]"},
        )


if __name__ == "__main__":
    unittest.main()
