package dev.squall.generator;

import static dev.squall.generator.Generators.cycle;
import static dev.squall.generator.Generators.limit;
import static dev.squall.generator.Generators.mix;
import static dev.squall.generator.Generators.once;
import static dev.squall.generator.Generators.phases;
import static dev.squall.generator.Generators.sequence;
import static dev.squall.generator.Generators.sleep;
import static dev.squall.generator.Generators.stagger;
import static dev.squall.generator.Generators.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class GeneratorsTest {

    private static final long MILLISECOND = 1_000_000L;
    private static final int MANY = 10_000;

    @Test
    void nothingEndsWithoutACall() {
        Drive drive = Drive.of(Generators.nothing(), 1, 0, MANY, 1);
        assertThat(drive.isDone()).isTrue();
        assertThat(drive.calls()).isEmpty();
    }

    @Test
    void foreverKeepsEveryThreadBusy() {
        Drive drive = Drive.of(calls("read"), 4, MILLISECOND, 400, 1);
        assertThat(drive.times())
                .isEqualTo(LongStream.range(0, 400)
                        .map(i -> i / 4 * MILLISECOND)
                        .boxed()
                        .toList());
        assertThat(drive.callsByThread()).hasSize(4).allSatisfy((thread, count) -> assertThat(count)
                .isEqualTo(100));
    }

    @Test
    void theTemplateOfForeverSeesTheContext() {
        Drive drive =
                Drive.of(Generators.forever(context -> new Call(99, "at", context.nowNanos())), 1, MILLISECOND, 3, 1);
        assertThat(drive.values()).containsExactly(0L, MILLISECOND, 2 * MILLISECOND);
    }

    @Test
    void foreverPrefersNoThread() {
        Drive drive = Drive.of(calls("read"), 5, 0, MANY, 1);
        assertThat(drive.callsByThread()).hasSize(5).allSatisfy((thread, count) -> assertThat(count)
                .isCloseTo(MANY / 5, within(MANY / 50L)));
    }

    @Test
    void onceIsOneCall() {
        Drive drive = Drive.of(once("read", "x"), 3, MILLISECOND, MANY, 1);
        assertThat(drive.isDone()).isTrue();
        assertThat(drive.functions()).containsExactly("read");
        assertThat(drive.values()).containsExactly("x");
    }

    @Property(tries = 100)
    void limitMakesExactlyAsManyCalls(
            @ForAll @IntRange(min = -1, max = 50) int count, @ForAll @IntRange(min = 1, max = 7) int threads) {
        Drive drive = Drive.of(limit(count, calls("read")), threads, MILLISECOND, MANY, 1);
        assertThat(drive.isDone()).isTrue();
        assertThat(drive.calls()).hasSize(Math.max(0, count));
    }

    @Test
    void limitDoesNotProlongAShorterSource() {
        Drive drive = Drive.of(limit(5, limit(2, calls("read"))), 1, MILLISECOND, MANY, 1);
        assertThat(drive.isDone()).isTrue();
        assertThat(drive.calls()).hasSize(2);
    }

    @Test
    void mixDrawsEachGeneratorAboutEquallyOften() {
        Drive drive = Drive.of(mix(List.of(calls("a"), calls("b"), calls("c"))), 2, MILLISECOND, MANY, 1);
        for (String function : List.of("a", "b", "c")) {
            assertThat(Collections.frequency(drive.functions(), function)).isCloseTo(MANY / 3, within(MANY / 30));
        }
    }

    @Test
    void mixRemembersGeneratorProgress() {
        Drive drive = Drive.of(mix(List.of(limit(3, calls("a")), limit(3, calls("b")))), 1, MILLISECOND, MANY, 1);
        assertThat(drive.isDone()).isTrue();
        assertThat(Collections.frequency(drive.functions(), "a")).isLessThanOrEqualTo(3);
        assertThat(Collections.frequency(drive.functions(), "b")).isLessThanOrEqualTo(3);
        assertThat(drive.functions()).hasSizeGreaterThanOrEqualTo(3);
    }

    @Property(tries = 20)
    void staggerKeepsItsMeanRateWhileThreadsAreFree(@ForAll long seed) {
        Drive drive = Drive.of(stagger(MILLISECOND, calls("read")), 5, MILLISECOND / 10, MANY, seed);
        // The mean of 10,000 uniform intervals has a standard error of 0.58 per cent.
        assertThat((double) drive.endNanos() / MANY).isBetween(0.96 * MILLISECOND, 1.04 * MILLISECOND);
    }

    @Test
    void staggerSpacesCallsIrregularly() {
        Drive drive = Drive.of(stagger(MILLISECOND, calls("read")), 5, 0, 1_000, 1);
        List<Long> times = drive.times();
        List<Long> gaps = LongStream.range(1, times.size())
                .map(i -> times.get((int) i) - times.get((int) i - 1))
                .boxed()
                .toList();
        assertThat(gaps).allSatisfy(gap -> assertThat(gap).isBetween(0L, 2 * MILLISECOND));
        assertThat(gaps).anySatisfy(gap -> assertThat(gap).isLessThan(MILLISECOND / 10));
        assertThat(gaps).anySatisfy(gap -> assertThat(gap).isGreaterThan(2 * MILLISECOND - MILLISECOND / 10));
    }

    @Test
    void longWaitIsFollowedByNoBurst() {
        Generator source = sequence(List.of(sleep(100 * MILLISECOND, 100 * MILLISECOND), calls("read")));
        Drive drive = Drive.of(stagger(MILLISECOND, source), 5, 0, 200, 1);
        long afterWaitNanos = drive.times().get(0);
        assertThat(afterWaitNanos).isGreaterThanOrEqualTo(100 * MILLISECOND);
        assertThat(drive.times().get(199) - afterWaitNanos).isGreaterThan(150 * MILLISECOND);
    }

    @Test
    void untilCutsOffALongWait() {
        Generator source = sequence(List.of(once("first", null), sleep(MILLISECOND * 99, MILLISECOND * 99)));
        Drive drive = Drive.of(until(5 * MILLISECOND, source), 1, MILLISECOND, MANY, 1);
        assertThat(drive.isDone()).isTrue();
        assertThat(drive.endNanos()).isEqualTo(5 * MILLISECOND);
    }

    @Test
    void untilMakesNoCallAtOrAfterItsTime() {
        Drive drive = Drive.of(until(5 * MILLISECOND, calls("read")), 1, MILLISECOND, MANY, 1);
        assertThat(drive.isDone()).isTrue();
        assertThat(drive.times()).containsExactly(0L, 1_000_000L, 2_000_000L, 3_000_000L, 4_000_000L);
    }

    @Property(tries = 200)
    void sleepTakesATimeBetweenItsBounds(@ForAll long seed) {
        Drive drive = Drive.of(sleep(3 * MILLISECOND, 7 * MILLISECOND), 1, 0, MANY, seed);
        assertThat(drive.isDone()).isTrue();
        assertThat(drive.endNanos()).isBetween(3 * MILLISECOND, 7 * MILLISECOND);
    }

    @Test
    void sequenceGoesOnWhileEarlierCallsStillRun() {
        Generator both = once("a", null).then(once("b", null));
        Drive drive = Drive.of(both, 2, MILLISECOND, MANY, 1);
        assertThat(drive.functions()).containsExactly("a", "b");
        assertThat(drive.times()).containsExactly(0L, 0L);
        assertThat(drive.isDone()).isTrue();
    }

    @Test
    void eachPhaseWaitsUntilEveryThreadIsFree() {
        Drive drive = Drive.of(
                phases(List.of(limit(3, calls("a")), limit(3, calls("b")), once("c", null))), 2, MILLISECOND, MANY, 1);
        assertThat(drive.functions()).containsExactly("a", "a", "a", "b", "b", "b", "c");
        assertThat(drive.times())
                .containsExactly(
                        0L, 0L, MILLISECOND, 2 * MILLISECOND, 2 * MILLISECOND, 3 * MILLISECOND, 4 * MILLISECOND);
        assertThat(drive.isDone()).isTrue();
    }

    @Test
    void cycleRepeatsItsRoundFromTheBeginning() {
        Generator round = sequence(List.of(once("a", null), sleep(2 * MILLISECOND, 2 * MILLISECOND), once("b", null)));
        Drive drive = Drive.of(cycle(round), 1, 0, 5, 1);
        assertThat(drive.functions()).containsExactly("a", "b", "a", "b", "a");
        assertThat(drive.times())
                .containsExactly(0L, 2 * MILLISECOND, 2 * MILLISECOND, 4 * MILLISECOND, 4 * MILLISECOND);
    }

    @Test
    void aCycleOfNothingEnds() {
        assertThat(Drive.of(cycle(Generators.nothing()), 1, 0, MANY, 1).isDone())
                .isTrue();
    }

    @Property(tries = 50)
    void theSameSeedDrivesAGeneratorTheSameWay(@ForAll long seed) {
        Generator generator = stagger(
                MILLISECOND,
                Generators.independent(3, key -> mix(List.of(limit(9, calls("a")), limit(9, calls("b"))))));
        assertThat(Drive.of(generator, 7, 3 * MILLISECOND, 300, seed).calls())
                .isEqualTo(Drive.of(generator, 7, 3 * MILLISECOND, 300, seed).calls());
    }

    private static Generator calls(String function) {
        return Generators.forever(context -> new Call(0, function, null));
    }
}
