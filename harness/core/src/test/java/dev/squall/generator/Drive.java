package dev.squall.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Drives a generator under virtual time, as a run does, with threads that each take the same time over a call. It asks
 * each question twice, with equal random state, and holds the generator to its purity and to the free threads.
 */
final class Drive {

    private final int threads;
    private final long serviceNanos;
    private final SplittableRandom seeds;
    private final long[] busyUntilNanos;

    private long nowNanos;
    private boolean done;
    private final List<Timed> calls = new ArrayList<>();

    /** A call and when it was made. */
    record Timed(long timeNanos, Call call) {}

    private Drive(int threads, long serviceNanos, long seed) {
        this.threads = threads;
        this.serviceNanos = serviceNanos;
        this.seeds = new SplittableRandom(seed);
        this.busyUntilNanos = new long[threads];
    }

    /** Drives {@code generator} until it is done, can never be asked again, or has made {@code maximumCalls}. */
    static Drive of(Generator generator, int threads, long serviceNanos, int maximumCalls, long seed) {
        Drive drive = new Drive(threads, serviceNanos, seed);
        drive.run(generator, maximumCalls);
        return drive;
    }

    private void run(Generator first, int maximumCalls) {
        Generator generator = first;
        while (calls.size() < maximumCalls) {
            Step step = ask(generator);
            if (step instanceof Step.Emit emit) {
                assertThat(free()).contains(emit.call().thread());
                busyUntilNanos[emit.call().thread()] = nowNanos + serviceNanos;
                calls.add(new Timed(nowNanos, emit.call()));
                generator = emit.rest();
            } else if (step instanceof Step.Later later) {
                generator = later.rest();
                long nextNanos = Math.min(later.timeNanos(), nextCompletionNanos());
                if (nextNanos == Long.MAX_VALUE) {
                    return;
                }
                assertThat(nextNanos).as("asked again in the past").isGreaterThan(nowNanos);
                nowNanos = nextNanos;
            } else {
                done = true;
                return;
            }
        }
    }

    private Step ask(Generator generator) {
        long seed = seeds.nextLong();
        Step step = generator.next(context(seed));
        Step again = generator.next(context(seed));
        assertThat(again.getClass()).isEqualTo(step.getClass());
        if (step instanceof Step.Emit emit) {
            assertThat(((Step.Emit) again).call()).isEqualTo(emit.call());
        } else if (step instanceof Step.Later later) {
            assertThat(((Step.Later) again).timeNanos()).isEqualTo(later.timeNanos());
        }
        return step;
    }

    private Context context(long seed) {
        List<Integer> all = IntStream.range(0, threads).boxed().toList();
        return new Context(nowNanos, all, free(), new SplittableRandom(seed));
    }

    private List<Integer> free() {
        return IntStream.range(0, threads)
                .filter(thread -> busyUntilNanos[thread] <= nowNanos)
                .boxed()
                .toList();
    }

    private long nextCompletionNanos() {
        return IntStream.range(0, threads)
                .mapToLong(thread -> busyUntilNanos[thread])
                .filter(time -> time > nowNanos)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** Returns true if the generator said that it was done. */
    boolean isDone() {
        return done;
    }

    /** Returns the time at which the drive ended. */
    long endNanos() {
        return nowNanos;
    }

    List<Timed> calls() {
        return calls;
    }

    List<String> functions() {
        return calls.stream().map(timed -> timed.call().function()).toList();
    }

    List<Object> values() {
        return calls.stream().map(timed -> timed.call().value()).toList();
    }

    List<Long> times() {
        return calls.stream().map(Timed::timeNanos).toList();
    }

    /** Returns the number of calls of each thread, by thread; threads without calls are left out. */
    Map<Integer, Long> callsByThread() {
        return calls.stream()
                .collect(Collectors.groupingBy(timed -> timed.call().thread(), TreeMap::new, Collectors.counting()));
    }
}
