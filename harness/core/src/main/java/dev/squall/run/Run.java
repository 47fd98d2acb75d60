package dev.squall.run;

import dev.squall.check.Verdict;
import dev.squall.experiment.Experiment;
import dev.squall.experiment.Outcome;
import dev.squall.fault.Evidence;
import dev.squall.history.History;
import dev.squall.run.loop.Stop;
import dev.squall.workload.Proof;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run that has come to its end, and what was made of it.
 *
 * @param experiment what was run
 * @param history what was recorded
 * @param verdicts what the checkers say
 * @param proofs what came of proving violations, by the name of the checker
 * @param evidence the effect that each family of faults had
 * @param vacuities why the run proves nothing, in sentences; empty if it proves something
 * @param stop what ended the run before its time, if anything did
 * @param outcome what came of it all
 */
public record Run(
        Experiment experiment,
        History history,
        List<Verdict> verdicts,
        Map<String, Proof> proofs,
        List<Evidence> evidence,
        List<String> vacuities,
        Optional<Stop> stop,
        Outcome outcome) {}
