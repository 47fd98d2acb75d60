package dev.squall.cli;

import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.cli.claims.Trial;
import dev.squall.experiment.Experiment;
import dev.squall.experiment.Outcome;
import dev.squall.fault.Evidence;
import dev.squall.history.Operation.Type;
import dev.squall.run.Run;
import dev.squall.world.WorldException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import picocli.CommandLine.ParameterException;

/**
 * Carries trials out in a world of real time: what must survive in one run, what must be caught in a few. A flaw whose
 * window is narrow may well be missed there: that is told, and refutes nothing.
 */
final class RealTrials implements Trials {

    private static final int CATCHING_RUNS_MAX = 3;
    private static final long TIME_LIMIT_MILLIS_MIN = 10_000;
    private static final long TIME_LIMIT_MILLIS_MAX = 20_000;

    /** What a sound system meets at once; the simulation meets it with every mixture. */
    private static final List<String> USUAL_FAULTS = List.of("partition", "kill", "clock");

    private final String world;
    private final long masterSeed;
    private final RealRuns runs;
    private final long endNanos;
    /** Several claims ask one thing of the same system. */
    private final Map<Experiment, TrialResult> known = new LinkedHashMap<>();

    private volatile boolean stopped;

    /**
     * @param timeBudget after this no run begins any more; one may then go on for some 20 seconds
     */
    RealTrials(String world, long masterSeed, RealRuns runs, Duration timeBudget) {
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
        if (trial instanceof Trial.Sessions) {
            return untried(trial, "left to the simulation: it takes many runs to tell");
        }
        SweepLine line;
        try {
            line = SweepLine.parse(trial.line(), TrialRunner.firstSeed(masterSeed, trial), world);
        } catch (ParameterException e) {
            return untried(trial, "left to the simulation: " + e.getMessage());
        }
        if (world.equals(Experiment.DOCKER) && line.experiment().latencyMillis() > 0) {
            return untried(trial, "left to the simulation: links between containers have no latency to set");
        }
        if (isTimeUp()) {
            return untried(trial, "not tried: the time is up");
        }
        long startNanos = System.nanoTime();
        TrialResult result = carryOut(trial, line, onProgress);
        return result.in((System.nanoTime() - startNanos) / (double) TimeUnit.SECONDS.toNanos(1));
    }

    private TrialResult carryOut(Trial trial, SweepLine line, IntConsumer onProgress) {
        try {
            if (trial instanceof Trial.Answers answers) {
                return new AvailabilityTrial(
                                answers, line, (experiment, script) -> runs.play(experiment, line.system(), script))
                        .run();
            } else if (trial instanceof Trial.Caught caught) {
                return caught(caught, line, onProgress);
            }
            return survives(trial, line);
        } catch (WorldException e) {
            return new TrialResult(
                    trial, Outcome.ERROR, "a run failed itself: " + e.getMessage(), 1, 0, Map.of(), 0, "");
        }
    }

    private boolean isTimeUp() {
        return System.nanoTime() - endNanos >= 0;
    }

    private static TrialResult untried(Trial trial, String words) {
        return new TrialResult(trial, Outcome.VACUOUS, words, 0, 0, Map.of(), 0, "");
    }

    /** The experiment of a line, as long as real time asks for. */
    private Experiment experiment(SweepLine line, long seed, boolean stopOnViolation) {
        Experiment asked = line.experiment();
        Experiment.Builder change = asked.toBuilder()
                .timeLimitMillis(
                        Math.max(TIME_LIMIT_MILLIS_MIN, Math.min(asked.timeLimitMillis(), TIME_LIMIT_MILLIS_MAX)))
                .stopOnViolation(stopOnViolation)
                .seed(seed);
        List<String> usual = new ArrayList<>(asked.faults());
        usual.retainAll(USUAL_FAULTS);
        return (line.namesFaults() || usual.isEmpty() ? change : change.faults(usual)).build();
    }

    private TrialResult survives(Trial trial, SweepLine line) {
        Experiment experiment = experiment(line, line.experiment().seed(), false);
        Experiment kind = experiment.toBuilder().seed(0).build();
        TrialResult before = known.get(kind);
        if (before != null) {
            return new TrialResult(
                    trial,
                    before.outcome(),
                    before.words() + " (the run of a claim above)",
                    before.runs(),
                    before.operations(),
                    before.bites(),
                    0,
                    before.repeat());
        }
        Run run = runs.draw(experiment, line.system());
        String words =
                switch (run.outcome()) {
                    case VALID -> "survives";
                    case VACUOUS -> "proves nothing: " + run.vacuities().get(0);
                    default -> run.outcome().word() + ": " + TrialRunner.complaint(run);
                };
        TrialResult result = result(trial, run.outcome(), words, List.of(run), Optional.of(run));
        known.put(kind, result);
        return result;
    }

    private TrialResult caught(Trial.Caught trial, SweepLine line, IntConsumer onProgress) {
        String anomaly = line.system().flaw().orElseThrow().anomaly();
        List<Run> done = new ArrayList<>();
        while (done.size() < CATCHING_RUNS_MAX && !stopped && !(isTimeUp() && !done.isEmpty())) {
            Run run = runs.draw(experiment(line, line.experiment().seed() + done.size(), true), line.system());
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

    /** A run that is stopped at the first violation may show another anomaly than the one the flaw is known by. */
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
        Map<String, Long> bites = done.stream()
                .flatMap(run -> run.bites().stream())
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
                bites,
                0,
                shown.map(run -> RepeatLine.of(run.experiment())).orElse(""));
    }
}
