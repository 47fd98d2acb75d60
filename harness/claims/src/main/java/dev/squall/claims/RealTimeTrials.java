package dev.squall.claims;

import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.experiment.Experiment;
import dev.squall.experiment.Outcome;
import dev.squall.experiment.RepeatLine;
import dev.squall.fault.Evidence;
import dev.squall.fault.FaultFamily;
import dev.squall.history.Operation.Type;
import dev.squall.run.Run;
import dev.squall.system.Trial;
import dev.squall.world.WorldException;
import dev.squall.world.WorldKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Trials in a real-time world: a sound system must survive one run, and a flaw must be caught in a few. A flaw that
 * needs rare timing may be missed in real time; the result says so, and refutes nothing.
 */
public final class RealTimeTrials implements Trials {

    private static final int CATCHING_RUNS_MAX = 3;
    private static final long TIME_LIMIT_MILLIS_MIN = 10_000;
    private static final long TIME_LIMIT_MILLIS_MAX = 20_000;

    /** Share of the time from which on a machine is too busy for a run in real time. */
    private static final double TOO_BUSY_SHARE = 0.5;

    private static final String NO_RECOVERY = "no-recovery";

    /** Fault families in a real-time run of a sound system; the simulation draws every mixture of families. */
    private static final List<FaultFamily> USUAL_FAULTS =
            List.of(FaultFamily.PARTITION, FaultFamily.KILL, FaultFamily.CLOCK);

    private final WorldKind world;
    private final long masterSeed;
    private final RealTimeRuns runs;
    private final long endNanos;
    /** Results by experiment, since several claims may have the same trial. */
    private final Map<Experiment, TrialResult> known = new LinkedHashMap<>();

    private final Supplier<ProcessorPressure> pressures;
    private volatile boolean stopped;

    /** @param timeBudget time after which no run begins; a run that has begun may go on for about 20 seconds */
    public RealTimeTrials(WorldKind world, long masterSeed, RealTimeRuns runs, Duration timeBudget) {
        this(world, masterSeed, runs, timeBudget, ProcessorPressure::begin);
    }

    RealTimeTrials(
            WorldKind world,
            long masterSeed,
            RealTimeRuns runs,
            Duration timeBudget,
            Supplier<ProcessorPressure> pressures) {
        this.pressures = pressures;
        this.world = world;
        this.masterSeed = masterSeed;
        this.runs = runs;
        this.endNanos = System.nanoTime() + timeBudget.toNanos();
    }

    @Override
    public void stop() {
        stopped = true;
        runs.stop();
    }

    @Override
    public boolean isStopped() {
        return stopped;
    }

    @Override
    public TrialResult run(Trial trial, IntConsumer onProgress) {
        if (trial instanceof Trial.Sessions || trial instanceof Trial.Measured) {
            return untried(trial, "left to the simulation: it takes many runs to tell");
        } else if (trial instanceof Trial.Enumerated enumerated) {
            String cases = enumerated.coverage().words();
            return untried(trial, "left to the simulation: its nodes run " + cases + " there, without real time");
        }
        TrialSetup setup;
        try {
            setup = TrialSetup.of(trial, world, TrialRunner.firstSeed(masterSeed, trial));
        } catch (IllegalArgumentException e) {
            return untried(trial, "left to the simulation: " + e.getMessage());
        }
        if (isTimeUp()) {
            return untried(trial, "not tried: the time is up");
        }
        long startNanos = System.nanoTime();
        TrialResult result = carryOut(trial, setup, onProgress);
        return result.in((System.nanoTime() - startNanos) / (double) TimeUnit.SECONDS.toNanos(1));
    }

    private TrialResult carryOut(Trial trial, TrialSetup setup, IntConsumer onProgress) {
        ProcessorPressure pressure = pressures.get();
        try {
            if (trial instanceof Trial.Answers answers) {
                return new AvailabilityTrial(
                                answers, setup, (experiment, script) -> runs.play(experiment, setup.system(), script))
                        .run();
            } else if (trial instanceof Trial.Caught caught) {
                return caught(caught, setup, onProgress);
            }
            return survives(trial, setup, pressure);
        } catch (WorldException e) {
            String words = "a run failed itself: " + e.getMessage();
            return late(pressure, new TrialResult(trial, Outcome.ERROR, words, 1, 0, Map.of(), 0, ""));
        }
    }

    /**
     * Returns the result of a run that may only have been late: unless processes waited for a processor most of the
     * time, it stands.
     */
    private static TrialResult late(ProcessorPressure pressure, TrialResult result) {
        double share = pressure.share().orElse(0);
        return share < TOO_BUSY_SHARE
                ? result
                : result.tooBusy(String.format(
                        Locale.ROOT,
                        "the machine was too busy, processes waited for a processor in %.0f %% of the time",
                        100 * share));
    }

    /** Returns true if a run failed by its pace alone. */
    private static boolean isByPace(Run run) {
        return run.outcome() == Outcome.VACUOUS
                || run.outcome() == Outcome.VIOLATION
                        && run.verdicts().stream()
                                .filter(verdict -> verdict.validity() == Validity.VIOLATION)
                                .allMatch(verdict -> verdict.anomaly().equals(NO_RECOVERY));
    }

    private boolean isTimeUp() {
        return System.nanoTime() - endNanos >= 0;
    }

    private static TrialResult untried(Trial trial, String words) {
        return new TrialResult(trial, Outcome.VACUOUS, words, 0, 0, Map.of(), 0, "");
    }

    /** Returns the experiment of a trial with a time limit that suits real time. */
    private Experiment experiment(TrialSetup setup, long seed, boolean stopOnViolation) {
        Experiment asked = setup.experiment();
        Experiment.Builder change = asked.toBuilder()
                .timeLimitMillis(
                        Math.max(TIME_LIMIT_MILLIS_MIN, Math.min(asked.timeLimitMillis(), TIME_LIMIT_MILLIS_MAX)))
                .stopOnViolation(stopOnViolation)
                .seed(seed);
        List<FaultFamily> usual = new ArrayList<>(asked.faults());
        usual.retainAll(USUAL_FAULTS);
        return (setup.namesFaults() || usual.isEmpty() ? change : change.faults(usual)).build();
    }

    private TrialResult survives(Trial trial, TrialSetup setup, ProcessorPressure pressure) {
        Experiment experiment = experiment(setup, setup.experiment().seed(), false);
        Experiment kind = experiment.toBuilder().seed(0).build();
        TrialResult before = known.get(kind);
        if (before != null) {
            return new TrialResult(
                    trial,
                    before.outcome(),
                    before.words() + " (the run of a claim above)",
                    before.runs(),
                    before.operations(),
                    before.effects(),
                    0,
                    before.repeat(),
                    before.isTooBusy(),
                    before.shown(),
                    before.folder());
        }
        Run run = runs.draw(experiment, setup.system());
        String words =
                switch (run.outcome()) {
                    case VALID -> "survives";
                    case VACUOUS -> "proves nothing: " + run.vacuities().get(0);
                    default -> run.outcome().word() + ": " + TrialRunner.complaint(run);
                };
        TrialResult result = result(trial, run.outcome(), words, List.of(run), Optional.of(run));
        TrialResult heeded = isByPace(run) ? late(pressure, result) : result;
        known.put(kind, heeded);
        return heeded;
    }

    private TrialResult caught(Trial.Caught trial, TrialSetup setup, IntConsumer onProgress) {
        String anomaly = setup.system().flaw().orElseThrow().anomaly();
        List<Run> done = new ArrayList<>();
        while (done.size() < CATCHING_RUNS_MAX && !stopped && !(isTimeUp() && !done.isEmpty())) {
            Run run = runs.draw(experiment(setup, setup.experiment().seed() + done.size(), true), setup.system());
            done.add(run);
            onProgress.accept(done.size());
            if (run.outcome() == Outcome.VIOLATION) {
                return result(
                        trial,
                        Outcome.VALID,
                        "caught in run " + done.size() + ": " + words(run, anomaly),
                        done,
                        Optional.of(run));
            }
        }
        return result(
                trial,
                Outcome.VACUOUS,
                "not caught in " + done.size() + " runs; the simulation finds it by " + anomaly,
                done,
                Optional.empty());
    }

    /** A run that stops at its first violation may show another anomaly than the flaw's own. */
    private static String words(Run run, String anomaly) {
        if (TrialRunner.shows(run, anomaly)) {
            return anomaly;
        }
        String seen = run.verdicts().stream()
                .filter(verdict -> verdict.validity() == Validity.VIOLATION)
                .map(Verdict::anomaly)
                .distinct()
                .collect(Collectors.joining(", "));
        return seen + ", before " + anomaly + " could show";
    }

    private static TrialResult result(Trial trial, Outcome outcome, String words, List<Run> done, Optional<Run> shown) {
        Map<String, Long> effects = done.stream()
                .flatMap(run -> run.evidence().stream())
                .collect(Collectors.toMap(Evidence::fault, Evidence::effects, Long::sum));
        long operations = done.stream()
                .mapToLong(run -> run.history().operations().stream()
                        .filter(operation -> operation.isClient() && operation.type() == Type.INVOKE)
                        .count())
                .sum();
        return new TrialResult(
                trial,
                outcome,
                words,
                done.size(),
                operations,
                effects,
                0,
                shown.map(run -> RepeatLine.of(run.experiment())).orElse(""));
    }
}
