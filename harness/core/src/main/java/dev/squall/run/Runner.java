package dev.squall.run;

import dev.squall.check.Budget;
import dev.squall.check.Checker;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.check.linear.Examination;
import dev.squall.experiment.Experiment;
import dev.squall.experiment.Outcome;
import dev.squall.fault.Evidence;
import dev.squall.history.History;
import dev.squall.run.Script.ScriptedFault;
import dev.squall.system.JournalAnalysis;
import dev.squall.system.SystemUnderTest;
import dev.squall.workload.Proof;
import dev.squall.workload.ProvingChecker;
import dev.squall.workload.Workload;
import dev.squall.world.World;
import dev.squall.world.simulated.SimulatedCluster;
import dev.squall.world.simulated.SimulatedTimeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs an experiment in a world and judges what was recorded. */
public final class Runner {

    private static final Budget PROOF_BUDGET = new Budget(Duration.ofSeconds(10), Budget.DEFAULT.memoryBytes());

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

    /**
     * What a run recorded, before it is judged.
     *
     * @param faults every fault that was in force, by the times at which they were injected; those that healing undid have
     *     no end
     * @param scripted whether the safety phase was written down, rather than drawn
     * @param complete whether the run came to its end, rather than being interrupted or stopped
     * @param stop what ended it before its time, if anything did
     */
    public record Recording(
            Experiment experiment,
            History history,
            List<Verdict> liveVerdicts,
            List<Evidence> bites,
            List<ScriptedFault> faults,
            boolean scripted,
            boolean complete,
            Optional<Stop> stop) {}

    /**
     * Runs the experiment to its end on the calling thread, and closes the world's cluster.
     *
     * @throws dev.squall.world.WorldException if the world fails; what was recorded until then is with the recorder
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

    /**
     * Finds out before a run whether a script fits.
     *
     * @throws IllegalArgumentException as {@link #replay} does
     */
    public static void requireFit(Experiment experiment, Workload workload, Script script) {
        new ScriptedPlan(experiment, script, workload.client());
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
                conductor.faults().stream()
                        .flatMap(faults -> faults.injected().stream())
                        .sorted(Comparator.comparingLong(ScriptedFault::atNanos))
                        .toList(),
                plan.isScripted(),
                conductor.isComplete(),
                conductor.stop());
    }

    /**
     * Judges a recording; verdicts of a violation are proved, where that can be, under a budget of its own.
     *
     * @throws IllegalStateException if the check while it ran and the check of the whole contradict each other
     */
    public static Run judge(Recording recording, Workload workload, Budget budget) {
        return judge(recording, workload, budget, true);
    }

    /** As {@link #judge}, but nothing is proved: for where many runs are compared, of which one will be judged. */
    public static Run judgeWithoutProofs(Recording recording, Workload workload, Budget budget) {
        return judge(recording, workload, budget, false);
    }

    private static Run judge(Recording recording, Workload workload, Budget budget, boolean proving) {
        History history = recording.history();
        List<Verdict> verdicts = new ArrayList<>();
        Map<String, Proof> proofs = new LinkedHashMap<>();
        for (Checker checker : workload.checkers()) {
            if (proving && checker instanceof ProvingChecker prover) {
                Examination examination = prover.examine(history, budget);
                verdicts.add(examination.verdict());
                if (examination.verdict().validity() == Validity.VIOLATION) {
                    proofs.put(prover.name(), prover.prove(history, examination, PROOF_BUDGET));
                }
            } else {
                verdicts.add(checker.check(history, budget));
            }
        }
        verdicts.addAll(recording.liveVerdicts());
        recording.stop().ifPresent(stop -> addUnlessConfirmed(stop, verdicts));
        List<String> vacuities = Vacuity.reasons(recording);
        return new Run(
                recording.experiment(),
                history,
                List.copyOf(verdicts),
                Collections.unmodifiableMap(proofs),
                recording.bites(),
                vacuities,
                recording.stop(),
                outcome(verdicts, proofs, vacuities));
    }

    /** What was seen while the run went on stands by itself where the whole history could not be decided. */
    private static void addUnlessConfirmed(Stop stop, List<Verdict> verdicts) {
        Verdict seen = stop.verdict();
        List<Validity> afterwards = verdicts.stream()
                .filter(verdict -> verdict.checker().equals(seen.checker()))
                .map(Verdict::validity)
                .toList();
        if (afterwards.contains(Validity.VALID)) {
            throw new IllegalStateException("the run was stopped at operation " + stop.operation() + ", since "
                    + seen.summary() + "; but the check of the whole history finds it valid");
        }
        if (!afterwards.contains(Validity.VIOLATION)) {
            verdicts.add(seen);
        }
    }

    private static Outcome outcome(List<Verdict> verdicts, Map<String, Proof> proofs, List<String> vacuities) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Verdict verdict : verdicts) {
            Proof proof = proofs.get(verdict.checker());
            if (proof != null && proof.status() == Proof.Status.REFUTED) {
                outcomes.add(Outcome.ERROR);
            } else if (verdict.validity() == Validity.VIOLATION) {
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
