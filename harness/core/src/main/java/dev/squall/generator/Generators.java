package dev.squall.generator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongFunction;

/** The field's combinators of generators. */
public final class Generators {

    private static final Generator NOTHING = context -> Step.DONE;

    private Generators() {}

    /** Nothing at all. */
    public static Generator nothing() {
        return NOTHING;
    }

    /**
     * A call whenever a thread is free, for ever.
     *
     * @param template makes the function and value of a call; its thread is replaced by a free one
     */
    public static Generator forever(Function<Context, Call> template) {
        return new Forever(template);
    }

    /** One call. */
    public static Generator once(String function, Object value) {
        return limit(1, forever(context -> new Call(0, function, value)));
    }

    /** A random one of {@code generators} for each call; ends when one that is drawn has ended. */
    public static Generator mix(List<Generator> generators) {
        return new Mix(List.copyOf(generators));
    }

    /** The calls of {@code source} at random intervals between 0 and twice {@code meanIntervalNanos}. */
    public static Generator stagger(long meanIntervalNanos, Generator source) {
        return new Stagger(meanIntervalNanos, -1, source);
    }

    /** At most {@code count} calls of {@code source}. */
    public static Generator limit(int count, Generator source) {
        return count <= 0 ? NOTHING : new Limit(count, source);
    }

    /** The calls of {@code source} until the run is {@code endNanos} old. */
    public static Generator until(long endNanos, Generator source) {
        return new Until(endNanos, source);
    }

    /** Waits for a time between the two bounds, drawn when first asked. */
    public static Generator sleep(long minimumNanos, long maximumNanos) {
        return new Sleep(minimumNanos, maximumNanos, -1);
    }

    /** One generator after the other; whatever still runs when one is done goes on beside the next. */
    public static Generator sequence(List<Generator> generators) {
        return new Sequence(List.copyOf(generators));
    }

    /** One generator after the other, each beginning when every thread is free. */
    public static Generator phases(List<Generator> generators) {
        List<Generator> phases = new ArrayList<>();
        for (Generator generator : generators) {
            phases.add(new Synchronize());
            phases.add(generator);
        }
        return sequence(phases);
    }

    /** Returns a generator that repeats {@code round}, which must not be done at once for ever. */
    public static Generator cycle(Generator round) {
        return new Cycle(round, round);
    }

    /** Each thread runs {@code source} from its beginning, alone. */
    public static Generator eachThread(Generator source) {
        return new Partitioned(context -> {
            Map<List<Integer>, Generator> parts = new LinkedHashMap<>();
            for (int thread : context.threads()) {
                parts.put(List.of(thread), source);
            }
            return parts;
        });
    }

    /** The first {@code count} threads run {@code reserved}, the others {@code rest}. */
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
     * Independent keys 0, 1, 2, ... without end, so that long runs stay cheap to check: groups of threads work on one
     * key each, and take the next key when its generator is done. A call's value {@code v} becomes {@code [key v]}.
     *
     * @param threadsPerKey how many threads make a group; the last group has what is left over
     */
    public static Generator independent(int threadsPerKey, LongFunction<Generator> generatorOfKey) {
        return new Independent(threadsPerKey, generatorOfKey);
    }
}
