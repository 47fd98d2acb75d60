package dev.squall.mutate;

import dev.squall.check.Budget;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.experiment.Experiment;
import dev.squall.experiment.Outcome;
import dev.squall.experiment.Swarm;
import dev.squall.fault.FaultFamily;
import dev.squall.mutate.MutantVerdict.Kind;
import dev.squall.run.Run;
import dev.squall.run.RunPipeline;
import dev.squall.run.RunSettings;
import dev.squall.system.ExperimentDraft;
import dev.squall.system.SystemUnderTest;
import dev.squall.world.WorldKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Runs of one mutant in the simulated world, by the pipeline that sweeps use. Each run has another seed, and draws its
 * faults, their frequency, the rate of operations, the number of nodes and the system's options as a sweep with
 * {@code --vary} does. Late messages are among the faults. The runs take the system's workloads in turn. All
 * mutants have the same seeds, so that {@link #runOriginal} shows that the original violates nothing in these runs.
 *
 * <p>A handler without end is not interrupted; see {@code dev.squall.mutate.worker}. Not thread-safe.
 */
public final class MutantRun {

    /** Memory of one check, so that several processes with mutants fit beside each other. */
    private static final long CHECK_MEMORY_BYTES = 256L << 20;

    private final MutationSettings settings;
    private final SystemUnderTest original;
    private final NodeMutants mutants;
    private final IntConsumer onRun;
    private final Budget budget;

    /** @param onRun receives the number of each run, from 1, before it begins */
    public MutantRun(MutationSettings settings, SystemUnderTest original, NodeMutants mutants, IntConsumer onRun) {
        this.settings = settings;
        this.original = original;
        this.mutants = mutants;
        this.onRun = onRun;
        // A checker without a verdict must not look like a run without end.
        this.budget = new Budget(Duration.ofMillis(Math.max(1, settings.runLimitMillis() / 2)), CHECK_MEMORY_BYTES);
    }

    /** Runs a mutant until it is killed, ends otherwise, or has survived all runs. */
    public MutantVerdict run(Mutant mutant) {
        return run(Map.of(mutant.className(), mutants.classFile(mutant)));
    }

    /** Runs the unchanged system in the same way. */
    public MutantVerdict runOriginal() {
        return run(Map.of());
    }

    /** Runs the system with class files replaced, by binary class name. */
    MutantVerdict run(Map<String, byte[]> mutated) {
        MutatedSystem system;
        try {
            system = MutatedSystem.load(original, mutated);
        } catch (LinkageError e) {
            return ended(Kind.BROKEN, 0, e);
        }
        int vacuous = 0;
        int unknown = 0;
        for (int number = 1; number <= settings.runsPerMutant(); number++) {
            onRun.accept(number);
            Run run;
            try {
                run = run(system, number - 1);
            } catch (LinkageError e) {
                return ended(Kind.BROKEN, number, e);
            } catch (OutOfMemoryError e) {
                return MutantVerdict.timedOut(number, "memory ran out");
            } catch (RuntimeException | Error e) {
                // Whatever a mutated node throws belongs to the mutant.
                return ended(Kind.CRASHED, number, e);
            }
            if (run.outcome() == Outcome.VIOLATION) {
                return new MutantVerdict(Kind.KILLED, number, violated(run), vacuous, unknown, "");
            }
            vacuous += run.outcome() == Outcome.VACUOUS ? 1 : 0;
            unknown += run.outcome() == Outcome.UNKNOWN ? 1 : 0;
        }
        return new MutantVerdict(Kind.SURVIVED, settings.runsPerMutant(), List.of(), vacuous, unknown, "");
    }

    private Run run(MutatedSystem mutated, int number) {
        List<String> workloads = original.workloads();
        String workload = workloads.get(number % workloads.size());
        Experiment base = ExperimentDraft.on(original.name())
                .workload(workload)
                .timeLimitMillis(settings.timeLimitMillis())
                .faults(faults().toArray(FaultFamily[]::new))
                .toExperiment(original, WorldKind.SIMULATED, settings.seed());
        Experiment drawn = Swarm.draw(base, settings.seed() + number, original.variations());
        return RunPipeline.unkept(RunSettings.of(drawn, mutated.system(), mutated.workload(workload))
                        .withBudget(budget)
                        .withoutProofs())
                .run();
    }

    /** Returns the faults that sweeps inject unless told otherwise, and late messages. */
    private List<FaultFamily> faults() {
        return original.offeredFaults().stream()
                .filter(family -> family.isInLecturesModel() || family == FaultFamily.LATE)
                .toList();
    }

    private static List<String> violated(Run run) {
        return run.verdicts().stream()
                .filter(verdict -> verdict.validity() == Validity.VIOLATION)
                .map(Verdict::checker)
                .distinct()
                .sorted()
                .toList();
    }

    private static MutantVerdict ended(Kind kind, int runs, Throwable cause) {
        return new MutantVerdict(kind, runs, List.of(), 0, 0, cause.toString());
    }
}
