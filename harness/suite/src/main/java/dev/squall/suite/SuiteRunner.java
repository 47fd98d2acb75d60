package dev.squall.suite;

import dev.squall.system.SystemUnderTest;
import dev.squall.world.WorldException;
import dev.squall.world.WorldKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Runner of those planned runs of a suite that its folder does not contain yet. The cells take turns: the next run
 * belongs to the cell that has used the least time so far. Long runs therefore do not crowd out short ones, and early
 * cells do not crowd out later ones. A turn is either one real-time run, which has the machine to itself, or a few
 * seconds of simulated runs on all threads.
 */
public final class SuiteRunner {

    private static final long TURN_NANOS = 2_000_000_000L;

    private final List<PlannedRun> plan;
    private final Workbench workbench;
    private final SuiteFolder folder;
    private final Limits limits;
    private final LongSupplier clock;
    private final RunTask task;
    private final long startNanos;
    private volatile boolean stopped;

    /**
     * Resources that a suite may use.
     *
     * @param threads number of simulated runs in parallel
     * @param keep number of valid runs, and of vacuous runs, to save for each cell
     * @param timeNanos time after which no run begins; a run that would probably take longer than the remaining time
     *     does not begin either
     */
    public record Limits(int threads, int keep, long timeNanos) {}

    /**
     * Creates a runner of the runs of one shard.
     *
     * @param systems finds a system by its name
     * @param onSetUp receives a few words about each slow step of the set-up, such as the start of containers
     */
    public SuiteRunner(
            Suite suite,
            long masterSeed,
            Shard shard,
            Function<String, Optional<SystemUnderTest>> systems,
            SuiteFolder folder,
            Limits limits,
            Consumer<String> onSetUp) {
        this(suite, masterSeed, shard, new PipelineWorkbench(systems, onSetUp), folder, limits, System::nanoTime);
    }

    /** @param clock returns a monotonic time in nanoseconds */
    SuiteRunner(
            Suite suite,
            long masterSeed,
            Shard shard,
            Workbench workbench,
            SuiteFolder folder,
            Limits limits,
            LongSupplier clock) {
        this.plan = suite.plan(masterSeed, shard);
        this.workbench = workbench;
        this.folder = folder;
        this.limits = limits;
        this.clock = clock;
        this.task = new RunTask(workbench, folder, clock, () -> stopped);
        this.startNanos = clock.getAsLong();
    }

    /** Returns the number of planned runs, including finished ones. */
    public int plannedRuns() {
        return plan.size();
    }

    /**
     * Returns about the least time in nanoseconds in which every cell with pending runs gets a turn: the time limit of
     * a run in real time, and two seconds of simulated runs.
     */
    public long leastNanos() {
        return queues(absences()).stream()
                .filter(CellQueue::hasNext)
                .mapToLong(queue -> queue.cell().isSimulated() ? TURN_NANOS : queue.expectedNanos())
                .sum();
    }

    /** Begins no more runs, and ends a real-time run early; results of finished runs are in the folder. Thread-safe. */
    public void stop() {
        stopped = true;
        workbench.stop();
    }

    /**
     * Makes the runs until all are finished, the time is up, or {@link #stop} is called; blocks the calling thread.
     *
     * @param onFinished receives a report on each finished run, on several threads
     * @throws WorldException if the result of a run cannot be saved
     */
    public SuiteResult run(Consumer<RunReport> onFinished) {
        int runsBefore = folder.finishedRuns();
        Map<WorldKind, String> absences = absences();
        List<CellQueue> queues = queues(absences);
        ExecutorService executor = Executors.newFixedThreadPool(limits.threads());
        try {
            for (Optional<CellQueue> next = next(queues); next.isPresent(); next = next(queues)) {
                turn(next.get(), executor, onFinished);
            }
        } finally {
            executor.shutdownNow();
        }
        boolean isLeft = queues.stream().anyMatch(CellQueue::hasNext);
        SuiteResult.State state = stopped
                ? SuiteResult.State.INTERRUPTED
                : isLeft ? SuiteResult.State.TIME_BUDGET : SuiteResult.State.COMPLETE;
        return new SuiteResult(
                state, cellResults(absences), runsBefore, (clock.getAsLong() - startNanos) / 1e9, List.of());
    }

    /** Returns the reason for which each planned but unavailable world cannot be run, by world. */
    private Map<WorldKind, String> absences() {
        Map<WorldKind, String> absences = new LinkedHashMap<>();
        plan.stream().map(run -> run.cell().base().world()).distinct().forEach(world -> workbench
                .whyAbsent(world)
                .ifPresent(reason -> absences.put(world, reason)));
        return absences;
    }

    private List<CellQueue> queues(Map<WorldKind, String> absences) {
        Map<String, List<FinishedRun>> finished = finishedByCell();
        List<CellQueue> queues = new ArrayList<>();
        plannedByCell().forEach((id, runs) -> {
            Cell cell = runs.get(0).cell();
            if (!absences.containsKey(cell.base().world())) {
                List<FinishedRun> done = finished.getOrDefault(id, List.of());
                Set<Long> seedsDone = done.stream().map(FinishedRun::seed).collect(Collectors.toSet());
                List<PlannedRun> pending = runs.stream()
                        .filter(run -> !seedsDone.contains(run.seed()))
                        .toList();
                queues.add(new CellQueue(cell, pending, done, limits.keep()));
            }
        });
        return queues;
    }

    /** Returns the planned runs by cell, in the order of the file. */
    private Map<String, List<PlannedRun>> plannedByCell() {
        return plan.stream()
                .collect(Collectors.groupingBy(run -> run.cell().id(), LinkedHashMap::new, Collectors.toList()));
    }

    private Map<String, List<FinishedRun>> finishedByCell() {
        return folder.log().runs().stream().collect(Collectors.groupingBy(FinishedRun::cell));
    }

    private Optional<CellQueue> next(List<CellQueue> queues) {
        if (stopped) {
            return Optional.empty();
        }
        return queues.stream()
                .filter(queue -> queue.hasNext() && fits(queue))
                .min(Comparator.comparingLong(CellQueue::usedNanos));
    }

    private boolean fits(CellQueue queue) {
        long leftNanos = limits.timeNanos() - (clock.getAsLong() - startNanos);
        return leftNanos > 0 && queue.expectedNanos() <= leftNanos;
    }

    private void turn(CellQueue queue, ExecutorService executor, Consumer<RunReport> onFinished) {
        long turnStartNanos = clock.getAsLong();
        if (queue.cell().isSimulated()) {
            Callable<Void> worker = () -> {
                do {
                    queue.poll().ifPresent(run -> carryOut(run, queue, onFinished));
                } while (!stopped && queue.hasNext() && fits(queue) && clock.getAsLong() - turnStartNanos < TURN_NANOS);
                return null;
            };
            await(executor, Collections.nCopies(limits.threads(), worker));
        } else {
            queue.poll().ifPresent(run -> carryOut(run, queue, onFinished));
        }
        queue.use(clock.getAsLong() - turnStartNanos);
    }

    private static void await(ExecutorService executor, List<Callable<Void>> workers) {
        try {
            for (Future<Void> end : executor.invokeAll(workers)) {
                end.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WorldException("the suite was interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof WorldException failure) {
                throw failure;
            }
            throw new IllegalStateException("a run's failure belongs to its seed", e);
        }
    }

    private void carryOut(PlannedRun run, CellQueue queue, Consumer<RunReport> onFinished) {
        Optional<FinishedRun> finished = task.carryOut(run, queue);
        if (finished.isPresent()) {
            folder.log().add(finished.get());
            queue.account(finished.get());
            onFinished.accept(new RunReport(finished.get(), folder.log().size(), plannedRuns()));
        }
    }

    private List<CellResult> cellResults(Map<WorldKind, String> absences) {
        Map<String, List<FinishedRun>> finished = finishedByCell();
        List<CellResult> results = new ArrayList<>();
        plannedByCell().forEach((id, planned) -> {
            Cell cell = planned.get(0).cell();
            Optional<String> absence =
                    Optional.ofNullable(absences.get(cell.base().world()));
            results.add(CellResult.of(cell, planned.size(), finished.getOrDefault(id, List.of()), absence));
        });
        return results;
    }
}
