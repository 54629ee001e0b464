package dev.rusthint.cli;

import dev.rusthint.report.Summary;
import java.util.List;

/// What came of one file. Holds nothing of the file itself.
///
/// @param name the file as it is shown
/// @param rendered its hints as they are to be written; empty if there are none
/// @param baseline its lines in a new baseline
/// @param remarks what to say about it on standard error
/// @param isComplete whether all was done that was asked for
record FileOutcome(
    String name,
    String rendered,
    Summary summary,
    List<String> baseline,
    List<String> remarks,
    boolean isComplete,
    int fixed,
    int suppressed,
    int lines,
    long bytes,
    PhaseTimes times) {}
