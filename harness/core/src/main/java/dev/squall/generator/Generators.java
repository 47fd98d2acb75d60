package dev.squall.generator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongFunction;

/** Combinators of generators, as usual in chaos testing. */
public final class Generators {

    private static final Generator NOTHING = context -> Step.DONE;

    private Generators() {}

    /** Returns a generator without any call. */
    public static Generator nothing() {
        return NOTHING;
    }

    /**
     * Returns a generator that makes a call whenever a thread is free, for ever.
     *
     * @param template creates the function and value of a call; a free thread replaces its thread
     */
    public static Generator forever(Function<Context, Call> template) {
        return new Forever(template);
    }

    /** Returns a generator of a single call. */
    public static Generator once(String function, Object value) {
        return limit(1, forever(context -> new Call(0, function, value)));
    }

    /**
     * Returns a generator that takes each call from a random one of {@code generators}; it ends when a drawn generator
     * has ended.
     */
    public static Generator mix(List<Generator> generators) {
        return new Mix(List.copyOf(generators));
    }

    /** Returns the calls of {@code source} at random intervals between 0 and twice {@code meanIntervalNanos}. */
    public static Generator stagger(long meanIntervalNanos, Generator source) {
        return new Stagger(meanIntervalNanos, -1, source);
    }

    /** Returns at most {@code count} calls of {@code source}. */
    public static Generator limit(int count, Generator source) {
        return count <= 0 ? NOTHING : new Limit(count, source);
    }

    /** Returns the calls of {@code source} until {@code endNanos} after the start of the run. */
    public static Generator until(long endNanos, Generator source) {
        return new Until(endNanos, source);
    }

    /** Returns a generator that waits for a random time between the two bounds, drawn at the first request. */
    public static Generator sleep(long minimumNanos, long maximumNanos) {
        return new Sleep(minimumNanos, maximumNanos, -1);
    }

    /** Returns the generators one after the other; operations still open when one ends go on beside the next. */
    public static Generator sequence(List<Generator> generators) {
        return new Sequence(List.copyOf(generators));
    }

    /** Returns the generators one after the other; each begins only when every thread is free. */
    public static Generator phases(List<Generator> generators) {
        List<Generator> phases = new ArrayList<>();
        for (Generator generator : generators) {
            phases.add(new Synchronize());
            phases.add(generator);
        }
        return sequence(phases);
    }

    /** Returns a generator that repeats {@code round}; {@code round} must make at least one step. */
    public static Generator cycle(Generator round) {
        return new Cycle(round, round);
    }

    /** Returns a generator in which each thread runs its own copy of {@code source}. */
    public static Generator eachThread(Generator source) {
        return new Partitioned(context -> {
            Map<List<Integer>, Generator> parts = new LinkedHashMap<>();
            for (int thread : context.threads()) {
                parts.put(List.of(thread), source);
            }
            return parts;
        });
    }

    /**
     * Returns a generator in which the first {@code count} threads run the generator {@code reserved}, and the others
     * run {@code rest}.
     */
    public static Generator reserve(int count, Generator reserved, Generator rest) {
        return new Partitioned(context -> {
            List<Integer> threads = context.threads();
            int cut = Math.min(count, threads.size());
            Map<List<Integer>, Generator> parts = new LinkedHashMap<>();
            parts.put(List.copyOf(threads.subList(0, cut)), reserved);
            parts.put(List.copyOf(threads.subList(cut, threads.size())), rest);
            return parts;
        });
    }

    /**
     * Returns a generator of endless independent keys 0, 1, 2, ..., which keep long histories cheap to check. Each
     * group of threads works on one key, and takes the next key when the key's generator has ended. A call's value
     * {@code v} becomes {@code [key v]}.
     *
     * @param threadsPerKey number of threads in a group; the last group gets the remaining threads
     */
    public static Generator independent(int threadsPerKey, LongFunction<Generator> generatorOfKey) {
        return new Independent(threadsPerKey, generatorOfKey);
    }
}
