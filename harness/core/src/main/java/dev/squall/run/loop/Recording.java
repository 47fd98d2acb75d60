package dev.squall.run.loop;

import dev.squall.check.Verdict;
import dev.squall.experiment.Experiment;
import dev.squall.fault.Evidence;
import dev.squall.history.History;
import dev.squall.run.loop.Script.ScriptedFault;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Recording of a run, before it is judged.
 *
 * @param liveVerdicts verdicts that need a running cluster: on its journals, and on its recovery
 * @param unjudged names of properties that journals should show, if no node noted a fact
 * @param evidence evidence of each family of faults
 * @param faults every fault that was in force, by time of injection; faults that the final healing undid have no end
 * @param scripted true if the safety phase was scripted, false if it was drawn
 * @param complete true if the run was completed, false if it was interrupted or stopped
 * @param stop the violation that ended the run early, if any
 * @param states hashes of the abstract states that the run showed
 */
public record Recording(
        Experiment experiment,
        History history,
        List<Verdict> liveVerdicts,
        List<String> unjudged,
        List<Evidence> evidence,
        List<ScriptedFault> faults,
        boolean scripted,
        boolean complete,
        Optional<Stop> stop,
        Set<Long> states) {

    /** Creates the recording of a run without abstract states. */
    public Recording(
            Experiment experiment,
            History history,
            List<Verdict> liveVerdicts,
            List<String> unjudged,
            List<Evidence> evidence,
            List<ScriptedFault> faults,
            boolean scripted,
            boolean complete,
            Optional<Stop> stop) {
        this(experiment, history, liveVerdicts, unjudged, evidence, faults, scripted, complete, stop, Set.of());
    }
}
