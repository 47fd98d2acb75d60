package dev.squall.experiment;

import dev.squall.check.Budget;
import dev.squall.check.Checker;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.cluster.simulated.SimulatedCluster;
import dev.squall.cluster.simulated.SimulatedTimeline;
import dev.squall.history.History;
import dev.squall.nemesis.Bite;
import dev.squall.workload.Workload;
import java.util.ArrayList;
import java.util.List;

/** Runs an experiment in a world and judges what was recorded. */
public final class Runner {

    private Runner() {}

    /** The simulated world of an experiment. */
    public static World simulatedWorld(Experiment experiment, SystemUnderTest system) {
        SimulatedTimeline timeline = new SimulatedTimeline();
        SimulatedCluster cluster = new SimulatedCluster(
                system.program().orElseThrow(),
                experiment.systemOptions(),
                experiment.nodeIds(),
                experiment.latency(),
                experiment.randomSeed(),
                timeline);
        return new World(timeline, cluster);
    }

    /** What a run recorded, before it is judged. */
    public record Recording(
            Experiment experiment, History history, List<Verdict> liveVerdicts, List<Bite> bites, boolean complete) {}

    /**
     * Runs the experiment to its end on the calling thread, and closes the world's cluster.
     *
     * @throws dev.squall.cluster.WorldException if the world fails; what was recorded until then is with the recorder
     */
    public static Recording record(
            Experiment experiment, SystemUnderTest system, Workload workload, World world, Recorder recorder) {
        return record(experiment, system, workload, new DrawnPlan(experiment, workload), world, recorder);
    }

    /**
     * As {@link #record}, with the safety phase as a script says.
     *
     * @throws IllegalArgumentException if the script does not fit the experiment; the message is one sentence
     */
    public static Recording replay(
            Experiment experiment,
            SystemUnderTest system,
            Workload workload,
            Script script,
            World world,
            Recorder recorder) {
        Plan plan = new ScriptedPlan(experiment, script, workload.client());
        return record(experiment, system, workload, plan, world, recorder);
    }

    private static Recording record(
            Experiment experiment,
            SystemUnderTest system,
            Workload workload,
            Plan plan,
            World world,
            Recorder recorder) {
        JournalAnalysis analysis = system.journalAnalysis().apply(experiment.nodeIds());
        Conductor conductor = new Conductor(experiment, workload, plan, world, recorder, analysis);
        try {
            conductor.conduct();
        } finally {
            world.cluster().close();
        }
        List<Verdict> verdicts = new ArrayList<>(analysis.verdicts());
        if (conductor.isComplete() && plan.hasLivenessPhase()) {
            verdicts.add(conductor.recovery().verdict());
        }
        return new Recording(
                experiment,
                History.of(conductor.log().operations()),
                verdicts,
                conductor.faults().stream()
                        .flatMap(faults -> faults.bites().stream())
                        .toList(),
                conductor.isComplete());
    }

    /** Judges a recording. */
    public static Run judge(Recording recording, Workload workload, Budget budget) {
        List<Verdict> verdicts = new ArrayList<>();
        for (Checker checker : workload.checkers()) {
            verdicts.add(checker.check(recording.history(), budget));
        }
        verdicts.addAll(recording.liveVerdicts());
        List<String> vacuities = Vacuity.reasons(recording);
        return new Run(
                recording.experiment(),
                recording.history(),
                List.copyOf(verdicts),
                recording.bites(),
                vacuities,
                outcome(verdicts, vacuities));
    }

    private static Outcome outcome(List<Verdict> verdicts, List<String> vacuities) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Verdict verdict : verdicts) {
            if (verdict.validity() == Validity.VIOLATION) {
                outcomes.add(Outcome.VIOLATION);
            } else if (verdict.validity() == Validity.UNKNOWN) {
                outcomes.add(Outcome.UNKNOWN);
            }
        }
        if (!vacuities.isEmpty()) {
            outcomes.add(Outcome.VACUOUS);
        }
        return Outcome.worst(outcomes);
    }
}
