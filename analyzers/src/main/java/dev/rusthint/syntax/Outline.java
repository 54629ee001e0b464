package dev.rusthint.syntax;

import java.util.List;

/// Where a unit of a file lies. The units of a file, or of a container, are in the order of the
/// text and leave no byte out: what precedes an item (white space, comments, attributes) belongs
/// to it.
///
/// @param kind what it is
/// @param start the offset of its first byte
/// @param head the offset of its first token that is no comment and in no attribute
/// @param headEnd for a container, the offset after its `{`; else the same as `end`
/// @param end the offset after its last byte
/// @param children the units between `headEnd` and the closing brace; empty if no container
record Outline(
    ItemKind kind, int start, int head, int headEnd, int end, List<Outline> children) {}
