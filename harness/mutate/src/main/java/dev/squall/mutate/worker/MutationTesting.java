package dev.squall.mutate.worker;

import dev.squall.mutate.EquivalentMutants;
import dev.squall.mutate.Mutant;
import dev.squall.mutate.MutantVerdict;
import dev.squall.mutate.MutationResult;
import dev.squall.mutate.MutationSettings;
import dev.squall.world.WorldException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Mutation testing of one system: runs its mutants in processes, several in parallel. A mutant that does not end within
 * its limits ends its process, and the next mutants have a new one. The result does not depend on the number of
 * processes.
 */
public final class MutationTesting {

    /** Mutants after which a process is replaced, since what it keeps of each mutant's classes takes memory. */
    private static final int MUTANTS_PER_PROCESS = 100;

    private final MutationSettings settings;
    private final List<Mutant> mutants;
    private final EquivalentMutants equivalent;
    private volatile boolean stopped;

    /** @param mutants the mutants to run */
    public MutationTesting(MutationSettings settings, List<Mutant> mutants, EquivalentMutants equivalent) {
        this.settings = settings;
        this.mutants = List.copyOf(mutants);
        this.equivalent = equivalent;
    }

    /**
     * Runs the unchanged system with the seeds that the mutants will have.
     *
     * @throws WorldException if a process fails
     */
    public MutantVerdict runOriginal() {
        try (WorkerProcess process = new WorkerProcess(settings)) {
            return process.ask(MutantWorker.ORIGINAL);
        }
    }

    /**
     * Runs all mutants that are not equivalent, and waits for them.
     *
     * @param original the result of {@link #runOriginal}
     * @param onProgress receives the number of finished mutants, on several threads
     * @throws WorldException if a process fails, or the calling thread is interrupted
     */
    public MutationResult run(MutantVerdict original, int processes, IntConsumer onProgress) {
        MutantVerdict[] verdicts = new MutantVerdict[mutants.size()];
        AtomicInteger next = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        Callable<Void> loop = () -> {
            try (ReplacedProcess process = new ReplacedProcess()) {
                for (int i = next.getAndIncrement(); i < verdicts.length && !stopped; i = next.getAndIncrement()) {
                    Mutant mutant = mutants.get(i);
                    verdicts[i] = equivalent.verdict(mutant).orElseGet(() -> process.ask(mutant));
                    onProgress.accept(done.incrementAndGet());
                }
            } catch (RuntimeException e) {
                stopped = true;
                throw e;
            }
            return null;
        };
        runInParallel(Collections.nCopies(processes, loop));
        List<MutationResult.Entry> entries = new ArrayList<>();
        for (int i = 0; i < verdicts.length; i++) {
            entries.add(new MutationResult.Entry(mutants.get(i), verdicts[i]));
        }
        return new MutationResult(settings, original, entries);
    }

    private void runInParallel(List<Callable<Void>> loops) {
        ExecutorService executor = Executors.newFixedThreadPool(loops.size());
        try {
            for (Future<Void> end : executor.invokeAll(loops)) {
                end.get();
            }
        } catch (InterruptedException e) {
            stopped = true;
            Thread.currentThread().interrupt();
            throw new WorldException("the mutants were interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof WorldException failure
                    ? failure
                    : new IllegalStateException("a mutant's failure belongs to its verdict", e.getCause());
        } finally {
            executor.shutdownNow();
        }
    }

    /** A process that is started when it is needed, and replaced after a time-out or many mutants. */
    private final class ReplacedProcess implements AutoCloseable {

        private WorkerProcess process;

        MutantVerdict ask(Mutant mutant) {
            if (process == null) {
                process = new WorkerProcess(settings);
            }
            MutantVerdict verdict = process.ask(MutantWorker.line(mutant));
            if (verdict.kind() == MutantVerdict.Kind.TIMED_OUT || process.asked() >= MUTANTS_PER_PROCESS) {
                close();
            }
            return verdict;
        }

        @Override
        public void close() {
            if (process != null) {
                process.close();
                process = null;
            }
        }
    }
}
