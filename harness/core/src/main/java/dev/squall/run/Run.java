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
import java.util.Set;

/**
 * A finished run with its verdicts and outcome.
 *
 * @param experiment the experiment of the run
 * @param history the recorded history
 * @param verdicts verdicts of all checkers
 * @param proofs results of the proofs of violations, by the name of the checker
 * @param evidence evidence of each family of faults
 * @param vacuities reasons for which the run proves nothing, in sentences; empty if it proves something
 * @param stop the violation that ended the run early, if any
 * @param outcome outcome that follows from verdicts, proofs and vacuities
 * @param states hashes of the abstract states that the run showed
 */
public record Run(
        Experiment experiment,
        History history,
        List<Verdict> verdicts,
        Map<String, Proof> proofs,
        List<Evidence> evidence,
        List<String> vacuities,
        Optional<Stop> stop,
        Outcome outcome,
        Set<Long> states) {

    /** Creates a run without abstract states. */
    public Run(
            Experiment experiment,
            History history,
            List<Verdict> verdicts,
            Map<String, Proof> proofs,
            List<Evidence> evidence,
            List<String> vacuities,
            Optional<Stop> stop,
            Outcome outcome) {
        this(experiment, history, verdicts, proofs, evidence, vacuities, stop, outcome, Set.of());
    }
}
