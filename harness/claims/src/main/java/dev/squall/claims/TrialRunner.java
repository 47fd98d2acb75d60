package dev.squall.claims;

import dev.squall.check.Budget;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.check.session.Guarantee;
import dev.squall.check.session.GuaranteeTally;
import dev.squall.experiment.Outcome;
import dev.squall.experiment.RepeatLine;
import dev.squall.run.Run;
import dev.squall.run.Sweep;
import dev.squall.scenario.Replay;
import dev.squall.system.Enumeration;
import dev.squall.system.Systems;
import dev.squall.system.Trial;
import dev.squall.workload.Workload;
import dev.squall.world.Seed;
import dev.squall.world.WorldKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.Predicate;

/** Trials in the simulated world. The seeds of each trial are derived from a master seed and the trial itself. */
public final class TrialRunner implements Trials {

    /** Maximum share of vacuous runs; a trial with more of them is vacuous itself. */
    private static final double VACUOUS_SHARE_MAX = 0.05;

    private static final Budget BUDGET = new Budget(Duration.ofSeconds(20), 512L << 20);
    private static final int SEEDS = 1_000_000_000;
    private static final String MEASURED = "measured-guarantees";

    private final long masterSeed;
    private final int factor;
    private final int threads;
    private volatile Sweep current;
    private volatile boolean stopped;

    /** @param factor multiple of the usual number of seeds, for each trial that a system must survive */
    public TrialRunner(long masterSeed, int factor, int threads) {
        this.masterSeed = masterSeed;
        this.factor = factor;
        this.threads = threads;
    }

    @Override
    public void stop() {
        stopped = true;
        Sweep running = current;
        if (running != null) {
            running.stop();
        }
    }

    @Override
    public boolean isStopped() {
        return stopped;
    }

    @Override
    public TrialResult run(Trial trial, IntConsumer onProgress) {
        long startNanos = System.nanoTime();
        long firstSeed = firstSeed(masterSeed, trial);
        TrialSetup setup = TrialSetup.of(trial, WorldKind.SIMULATED, firstSeed);
        TrialResult result;
        if (trial instanceof Trial.Survives survives) {
            result = survives(survives, setup, onProgress);
        } else if (trial instanceof Trial.Caught caught) {
            result = caught(caught, setup, onProgress);
        } else if (trial instanceof Trial.Answers answers) {
            result = new AvailabilityTrial(answers, setup, simulated(setup)).run();
        } else if (trial instanceof Trial.Enumerated enumerated) {
            result = enumerated(enumerated, firstSeed, onProgress);
        } else if (trial instanceof Trial.Measured measured) {
            Measurement measurement = new Measurement(measured);
            Sweep.Result swept = sweep(setup, measured.runs() * factor, measurement::add, onProgress);
            result = measurement.result(swept);
        } else {
            result = sessions((Trial.Sessions) trial, setup, onProgress);
        }
        double seconds = (System.nanoTime() - startNanos) / (double) TimeUnit.SECONDS.toNanos(1);
        return result.in(seconds);
    }

    /** Returns the first seed of a trial under this master seed. */
    static long firstSeed(long masterSeed, Trial trial) {
        return 1 + new Seed(masterSeed).stream(trial.line()).nextInt(SEEDS);
    }

    private static AvailabilityTrial.Stage simulated(TrialSetup setup) {
        return (experiment, script) -> new Replay(
                        setup.system(), Systems.installed().workload(experiment.workload()), Budget.DEFAULT)
                .run(experiment, script);
    }

    private Sweep.Result sweep(TrialSetup setup, int seeds, Predicate<Run> wanted, IntConsumer onProgress) {
        Workload workload = Systems.installed().workload(setup.experiment().workload());
        Sweep sweep = new Sweep(setup.experiment(), setup.system(), workload, BUDGET, setup.swarm());
        current = sweep;
        if (stopped) {
            sweep.stop();
        }
        return sweep.run(seeds, threads, wanted, true, onProgress);
    }

    private TrialResult survives(Trial.Survives trial, TrialSetup setup, IntConsumer onProgress) {
        HardestRun hardest = new HardestRun();
        Predicate<Run> refutes = run -> {
            hardest.add(run);
            return run.outcome() == Outcome.VIOLATION || run.outcome() == Outcome.UNKNOWN;
        };
        Sweep.Result result = sweep(setup, trial.runs() * factor, refutes, onProgress);
        Optional<Run> worst = result.failures().stream()
                .filter(run -> run.outcome() != Outcome.VACUOUS)
                .findFirst();
        int vacuous = result.counts().getOrDefault(Outcome.VACUOUS, 0);
        String words;
        Outcome outcome;
        if (!result.errors().isEmpty()) {
            outcome = Outcome.ERROR;
            words = "a run failed itself: " + result.errors().get(0).cause().getMessage();
        } else if (worst.isPresent()) {
            outcome = worst.get().outcome();
            words = outcome.word() + " at seed " + worst.get().experiment().seed() + ": " + complaint(worst.get());
        } else if (areTooManyVacuous(vacuous, result.seedsRun())) {
            outcome = Outcome.VACUOUS;
            words = vacuous + " of " + result.seedsRun() + " runs prove nothing: "
                    + result.failures().get(0).vacuities().get(0);
        } else {
            outcome = Outcome.VALID;
            words = "survives " + (result.seedsRun() - vacuous) + " runs"
                    + (vacuous > 0 ? ", " + vacuous + " vacuous" : "");
        }
        return result(trial, outcome, words, result, worst.map(ShownRun::of).or(hardest::shown), repeat(worst));
    }

    static boolean areTooManyVacuous(int vacuous, int runs) {
        return vacuous > VACUOUS_SHARE_MAX * runs;
    }

    static String complaint(Run run) {
        return run.verdicts().stream()
                .filter(verdict -> verdict.validity() != Validity.VALID)
                .map(Verdict::summary)
                .findFirst()
                .orElse("");
    }

    static boolean shows(Run run, String anomaly) {
        return run.verdicts().stream()
                .anyMatch(verdict -> verdict.validity() == Validity.VIOLATION
                        && verdict.anomaly().equals(anomaly));
    }

    private TrialResult caught(Trial.Caught trial, TrialSetup setup, IntConsumer onProgress) {
        String anomaly = setup.system().flaw().orElseThrow().anomaly();
        Predicate<Run> shows = run -> shows(run, anomaly);
        Sweep.Result result = sweep(setup, trial.runsMax(), shows, onProgress);
        Optional<Run> first = result.failures().stream().filter(shows).findFirst();
        if (first.isEmpty()) {
            return result(
                    trial,
                    result.errors().isEmpty() ? Outcome.VACUOUS : Outcome.ERROR,
                    "not caught with " + anomaly + " in " + result.seedsRun() + " runs",
                    result,
                    Optional.empty(),
                    "");
        }
        long run = first.get().experiment().seed() - setup.experiment().seed() + 1;
        return result(
                trial,
                Outcome.VALID,
                "caught in run " + run + ": " + anomaly,
                result,
                first.map(ShownRun::of),
                repeat(first));
    }

    /** Runs the cases of an enumeration. If the enumeration is interrupted, its result is vacuous. */
    private TrialResult enumerated(Trial.Enumerated trial, long seed, IntConsumer onProgress) {
        Enumeration.Finding finding =
                trial.cases().run(new Enumeration.Effort(seed, factor, threads, this::isStopped, onProgress));
        Outcome outcome = stopped ? Outcome.VACUOUS : finding.isAsExpected() ? Outcome.VALID : Outcome.VIOLATION;
        return new TrialResult(
                trial,
                outcome,
                stopped ? "interrupted; cases run: " + finding.cases() : finding.words(),
                finding.cases(),
                0,
                Map.of(),
                0,
                "");
    }

    private TrialResult sessions(Trial.Sessions trial, TrialSetup setup, IntConsumer onProgress) {
        GuaranteeTally tally = new GuaranteeTally();
        List<Run> unfit = new ArrayList<>();
        HardestRun hardest = new HardestRun();
        Predicate<Run> collected = run -> {
            hardest.add(run);
            return add(run, tally, unfit);
        };
        Sweep.Result result = sweep(setup, trial.runs() * factor, collected, onProgress);
        Map<Guarantee, GuaranteeTally.Finding> findings = tally.findings();
        List<String> words = new ArrayList<>();
        boolean asExpected = unfit.isEmpty() && result.errors().isEmpty();
        for (Map.Entry<Guarantee, GuaranteeTally.Finding> expected : new TreeMap<>(trial.expected()).entrySet()) {
            GuaranteeTally.Finding found = findings.get(expected.getKey());
            asExpected &= found == expected.getValue();
            words.add(expected.getKey().term() + " " + found.name().toLowerCase(Locale.ROOT));
        }
        Optional<Run> firstUnfit = unfit.stream().findFirst();
        firstUnfit.ifPresent(run -> words.add("seed " + run.experiment().seed() + ": " + complaint(run)));
        return result(
                trial,
                asExpected ? Outcome.VALID : Outcome.VIOLATION,
                String.join(", ", words),
                result,
                firstUnfit.map(ShownRun::of).or(hardest::shown),
                repeat(firstUnfit));
    }

    /** Adds a run's measurement to the tally. Thread-safe. Returns false always, since no single run ends the trial. */
    private static boolean add(Run run, GuaranteeTally tally, List<Run> unfit) {
        synchronized (tally) {
            if (run.outcome() == Outcome.VIOLATION) {
                unfit.add(run);
                return false;
            }
            for (Verdict verdict : run.verdicts()) {
                if (verdict.checker().equals(MEASURED)) {
                    if (verdict.validity() == Validity.VALID) {
                        tally.add(verdict);
                    } else {
                        unfit.add(run);
                    }
                }
            }
        }
        return false;
    }

    private static String repeat(Optional<Run> run) {
        return run.map(decisive -> RepeatLine.of(decisive.experiment())).orElse("");
    }

    static TrialResult result(
            Trial trial, Outcome outcome, String words, Sweep.Result sweep, Optional<ShownRun> shown, String repeat) {
        TrialResult result = new TrialResult(
                trial, outcome, words, sweep.seedsRun(), sweep.operations(), sweep.effects(), 0, repeat);
        return shown.map(result::showing).orElse(result);
    }
}
