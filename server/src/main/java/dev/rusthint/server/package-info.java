/// The language server: the only package that knows LSP4J.
@NullMarked
package dev.rusthint.server;

import org.jspecify.annotations.NullMarked;
