"""Tests of the comparisons' own logic; they need neither cargo nor rustc.

    python3 -m unittest discover -s benchmarks/compare -p 'test_*.py'
"""

import pathlib
import tempfile
import unittest

import accepted
import clippy
import corpus
import tag_std


def record(file, line, lint, message="", column=1, times=1):
    place = {"file": file, "line": line, "column": column, "times": times}
    return dict(place, lint=lint, message=message)


class Matching(unittest.TestCase):
    def sides(self, theirs, ours, manifest=""):
        with tempfile.TemporaryDirectory() as directory:
            copy = pathlib.Path(directory)
            (copy / "Cargo.toml").write_text(manifest)
            return sorted((lint, side) for lint, side, _ in clippy.compare(copy, theirs, ours))

    def test_same_line_and_lint_agree_whatever_the_column(self):
        theirs = [record("a.rs", 3, "x", column=1), record("a.rs", 4, "x")]
        ours = [record("a.rs", 3, "x", column=9), record("a.rs", 4, "y")]
        self.assertEqual(
            self.sides(theirs, ours), [("x", "both"), ("x", "clippy"), ("y", "ours")]
        )

    def test_two_on_a_line_need_two(self):
        theirs = [record("a.rs", 3, "x", column=1), record("a.rs", 3, "x", column=20)]
        self.assertEqual(
            self.sides(theirs, [record("a.rs", 3, "x")]), [("x", "both"), ("x", "clippy")]
        )

    def test_nested_ones_that_start_together_are_one_of_clippys(self):
        theirs = [record("a.rs", 3, "x", times=2), record("a.rs", 3, "x", column=20)]
        ours = [record("a.rs", 3, "x"), record("a.rs", 3, "x"), record("a.rs", 3, "x", column=20)]
        self.assertEqual(self.sides(theirs, ours), [("x", "both"), ("x", "both")])
        self.assertEqual(
            self.sides(theirs[1:], ours), [("x", "both"), ("x", "ours"), ("x", "ours")]
        )

    def test_manifest_findings_are_matched_by_name(self):
        theirs = [
            record("Cargo.toml", 0, "f", 'the "use_" prefix in the feature name "use_std" is'),
            record("Cargo.toml", 0, "f", 'the "use_" prefix in the feature name "use_alloc" is'),
        ]
        ours = [record("Cargo.toml", 2, "f", "drop the prefix")]
        self.assertEqual(
            self.sides(theirs, ours, "[features]\nuse_std = []\n"), [("f", "both"), ("f", "clippy")]
        )

    def test_one_of_ours_may_name_several_missing_keys(self):
        said = "package `p` is missing `package.%s` metadata"
        theirs = [record("Cargo.toml", 0, "m", said % k) for k in ("keywords", "categories")]
        ours = [record("Cargo.toml", 1, "m", "no keywords and no categories")]
        self.assertEqual(self.sides(theirs, ours, "[package]\n"), [("m", "both"), ("m", "both")])


class Figures(unittest.TestCase):
    def test_wilson_lower_bound(self):
        self.assertAlmostEqual(clippy.wilson(98, 100), 93.0, places=1)
        self.assertAlmostEqual(clippy.wilson(10, 10), 72.2, places=1)

    def test_gate_names_the_lint_that_is_below(self):
        tally = clippy.Tally()
        tally.count.update(both=90, ours=1, clippy=20)
        self.assertEqual(list(clippy.below({"x": tally}, "98,90")), ["x: recall"])

    def test_lint_names_go_both_ways(self):
        for name in ("panic", "rustc:missing_docs", "E0733"):
            self.assertEqual(clippy.lint_name(clippy.rustc_name(name)), name)


class Crates(unittest.TestCase):
    def test_requirements(self):
        for requirement in ("1.2", "^1.0.3", "~1.4", "1", ">=1.0, <2", "=1.4.2", "*", "1.4.*"):
            self.assertTrue(corpus.satisfies("1.4.2", requirement), requirement)
        for requirement in ("0.4", "1.5", "~1.3", "2", ">1.4.2", "=1.4.1", "1.3.*"):
            self.assertFalse(corpus.satisfies("1.4.2", requirement), requirement)
        self.assertFalse(corpus.satisfies("0.3.1", "0.2"))
        self.assertTrue(corpus.satisfies("0.2.9", "0.2.3"))

    def test_specs(self):
        spec = corpus.parse_spec("tokio@1.24.2+full,test-util")
        self.assertEqual((spec.name, spec.version), ("tokio", "1.24.2"))
        self.assertEqual(spec.key, "tokio-1.24.2+full_test-util")

    def test_manifest_loses_tables_and_keeps_its_lines(self):
        text = (
            '[package]\nname = "p"\nversion = "1.0.0"\n[dependencies.gone]\nversion = "9"\n'
            'optional = true\n[dev-dependencies]\nonly = "1"\n[features]\ndefault = [\n'
            '    "std",\n    "gone",\n    "only/x",\n]\nstd = ["gone/std", "dep:gone"]\n'
        )
        with tempfile.TemporaryDirectory() as directory:
            path = pathlib.Path(directory) / "Cargo.toml"
            path.write_text(text)
            manifest = corpus.Manifest(path)
            manifest.drop_dev()
            manifest.drop_missing(corpus.Registry(directory))
            manifest.write()
            self.assertEqual(manifest.data()["features"], {"default": ["std"], "std": []})
            self.assertNotIn("dependencies", manifest.data())
            before, after = text.split("\n"), path.read_text().split("\n")
            self.assertEqual(after.index("[features]"), before.index("[features]"))


class Accepted(unittest.TestCase):
    def test_feature_attributes_become_blank(self):
        text = '#![feature(a,\n  b)]\n#![cfg_attr(x = "[", feature(c))]\n#![cfg_attr(t, no_std)]\n'
        left = accepted.blank_features(text)
        self.assertEqual(left.split(), ["#![cfg_attr(t,", "no_std)]"])
        self.assertEqual(left.count("\n"), text.count("\n"))

    def test_edition_of_a_file(self):
        with tempfile.TemporaryDirectory() as directory:
            root = pathlib.Path(directory)
            (root / "c" / "src").mkdir(parents=True)
            (root / "c" / "Cargo.toml").write_text('[package]\nname="c"\nedition="2021"\n')

            def edition(path, text):
                return accepted.edition_of(root / path, root, text, "2015", {})

            self.assertEqual(edition("c/src/lib.rs", "// edition:2018\n"), "2021")
            self.assertEqual(edition("a.rs", "//@[x] edition: 2024\n"), "2024")
            self.assertEqual(edition("a.rs", "// compile-flags: -Zx --edition=2018\n"), "2018")
            self.assertEqual(edition("a.rs", "fn main() {}\n"), "2015")


class TagStd(unittest.TestCase):
    def test_properties_of_contracts_and_of_tags(self):
        read = tag_std.contracts()
        self.assertEqual(
            tag_std.ours(read["core::ptr::read"]), {"ValidPtr", "Align", "Init", "Trait"}
        )
        self.assertEqual(tag_std.ours(read["*mut T::add"]), {"ValidNum", "InBound"})
        self.assertEqual(tag_std.theirs(["!Null | ", "CopyTrait", ""]), {"NonNull", "Trait"})

    def test_their_keys_leave_types_out(self):
        def keys(key):
            return list(tag_std.without_type(tag_std.their_key(key)))

        self.assertIn("core::ptr::mut_ptr::add", keys("*mut T::add"))
        self.assertIn("alloc::vec::set_len", keys("alloc::vec::Vec::set_len"))
        self.assertIn("core::slice::get_unchecked", keys("[T]::get_unchecked"))


if __name__ == "__main__":
    unittest.main()
