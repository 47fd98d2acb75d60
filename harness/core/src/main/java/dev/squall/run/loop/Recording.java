package dev.squall.run.loop;

import dev.squall.check.Verdict;
import dev.squall.experiment.Experiment;
import dev.squall.fault.Evidence;
import dev.squall.history.History;
import dev.squall.run.loop.Script.ScriptedFault;
import java.util.List;
import java.util.Optional;

/**
 * Record of a run that has not been judged.
 *
 * @param liveVerdicts verdicts on what only a running cluster shows: its journals, and its recovery
 * @param unjudged names of properties that journals were to show, of a run in which no node noted a fact
 * @param evidence the effect that each family of faults had
 * @param faults every fault that was in force, by the times of injection; those that healing undid have no end
 * @param scripted true if the safety phase was scripted, false if it was drawn
 * @param complete true if the run came to its end, false if it was interrupted or stopped
 * @param stop the violation that ended the run early, if one did
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
        Optional<Stop> stop) {}
