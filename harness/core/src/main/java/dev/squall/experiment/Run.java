package dev.squall.experiment;

import dev.squall.check.Verdict;
import dev.squall.history.History;
import dev.squall.nemesis.Bite;
import java.util.List;

/**
 * A run that has come to its end, and what was made of it.
 *
 * @param experiment what was run
 * @param history what was recorded
 * @param verdicts what the checkers say
 * @param bites what each family of faults did
 * @param vacuities why the run proves nothing, in sentences; empty if it proves something
 * @param outcome what came of it all
 */
public record Run(
        Experiment experiment,
        History history,
        List<Verdict> verdicts,
        List<Bite> bites,
        List<String> vacuities,
        Outcome outcome) {}
