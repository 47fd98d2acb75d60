package dev.squall.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The combinators that divide the threads among generators. */
class DividedThreadsTest {

    private static final long MILLISECOND = 1_000_000L;
    private static final int MANY = 20_000;

    @Property(tries = 30)
    void eachThreadRunsTheSourceFromItsBeginning(@ForAll @IntRange(min = 1, max = 8) int threads, @ForAll long seed) {
        Drive drive =
                Drive.of(Generators.eachThread(Generators.limit(3, calls("x"))), threads, MILLISECOND, MANY, seed);
        assertThat(drive.isDone()).isTrue();
        assertThat(drive.callsByThread()).hasSize(threads).allSatisfy((thread, count) -> assertThat(count)
                .isEqualTo(3));
    }

    @Test
    void eachThreadWaitsForTheSlowestOfItsSleepers() {
        Generator sleeper = Generators.sleep(0, 9 * MILLISECOND).then(Generators.once("x", null));
        Drive drive = Drive.of(Generators.eachThread(sleeper), 5, 0, MANY, 1);
        assertThat(drive.isDone()).isTrue();
        assertThat(drive.callsByThread()).hasSize(5);
        assertThat(drive.times()).isSorted();
    }

    @Property(tries = 60)
    void reserveSplitsThreadsBetweenGenerators(
            @ForAll @IntRange(max = 6) int reserved, @ForAll @IntRange(min = 1, max = 5) int threads) {
        Generator generator = Generators.reserve(
                reserved, Generators.limit(20, calls("reserved")), Generators.limit(20, calls("rest")));
        Drive drive = Drive.of(generator, threads, MILLISECOND, MANY, 1);

        assertThat(drive.isDone()).isTrue();
        assertThat(drive.calls()).allSatisfy(timed -> assertThat(timed.call().function())
                .isEqualTo(timed.call().thread() < reserved ? "reserved" : "rest"));
        assertThat(drive.calls()).hasSize(reserved > 0 && reserved < threads ? 40 : 20);
    }

    @Test
    void reservedThreadGetsOnlyItsShareOfARate() {
        Generator generator = Generators.stagger(MILLISECOND, Generators.reserve(1, calls("reserved"), calls("rest")));
        assertEvenlyUsed(Drive.of(generator, 10, 0, MANY, 1), 10);
    }

    @Property(tries = 20)
    void independentUsesEveryThreadAboutEqually(
            @ForAll @IntRange(min = 1, max = 12) int threads, @ForAll @IntRange(min = 1, max = 10) int threadsPerKey) {
        Generator generator = Generators.stagger(
                MILLISECOND, Generators.independent(threadsPerKey, key -> Generators.limit(300, calls("x"))));
        assertEvenlyUsed(Drive.of(generator, threads, MILLISECOND / 2, MANY, 1), threads);
    }

    @Test
    void independentWrapsEachValueWithItsKey() {
        Drive drive = Drive.of(Generators.independent(1, key -> calls("x")), 1, 0, 2, 1);
        assertThat(drive.values()).containsExactly(List.of(0L, "v"), List.of(0L, "v"));
    }

    @Property(tries = 40)
    void independentTakesTheNextKeyWhenOneIsDone(
            @ForAll @IntRange(min = 1, max = 9) int threads, @ForAll @IntRange(min = 1, max = 4) int threadsPerKey) {
        Drive drive = Drive.of(
                Generators.independent(threadsPerKey, key -> Generators.limit(7, calls("x"))),
                threads,
                MILLISECOND,
                7 * 50,
                1);
        Map<Long, Integer> callsByKey = new HashMap<>();
        Map<Long, Set<Integer>> groupsByKey = new HashMap<>();
        for (Drive.Timed timed : drive.calls()) {
            long key = (Long) ((List<?>) timed.call().value()).get(0);
            callsByKey.merge(key, 1, Integer::sum);
            groupsByKey
                    .computeIfAbsent(key, any -> new TreeSet<>())
                    .add(timed.call().thread() / threadsPerKey);
        }
        assertThat(callsByKey.values()).allSatisfy(count -> assertThat(count).isLessThanOrEqualTo(7));
        assertThat(groupsByKey.values()).allSatisfy(groups -> assertThat(groups).hasSize(1));
        int keys = callsByKey.size();
        int groups = (threads + threadsPerKey - 1) / threadsPerKey;
        assertThat(callsByKey.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, keys).mapToObj(Long::valueOf).toList());
        assertThat(callsByKey.values().stream().filter(count -> count < 7).count())
                .isLessThanOrEqualTo(groups);
    }

    @Test
    void independentRefusesGroupsOfNoThreads() {
        assertThatThrownBy(() -> Generators.independent(0, key -> calls("x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("threadsPerKey is 0, expected at least 1");
    }

    private static void assertEvenlyUsed(Drive drive, int threads) {
        long share = MANY / threads;
        assertThat(drive.callsByThread()).hasSize(threads).allSatisfy((thread, count) -> assertThat(count)
                .as("calls of thread " + thread)
                .isCloseTo(share, within(share / 5)));
    }

    private static Generator calls(String function) {
        return Generators.forever(context -> new Call(0, function, "v"));
    }
}
