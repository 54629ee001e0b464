/// The files of a workspace and how hints are to be found in each: what the manifests, the
/// configuration files and the module trees say together. Nothing here runs a process.
@NullMarked
package dev.rusthint.workspace;

import org.jspecify.annotations.NullMarked;
