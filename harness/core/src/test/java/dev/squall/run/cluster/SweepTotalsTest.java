package dev.squall.run.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.experiment.Outcome;
import dev.squall.run.OutcomeHash;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests of merging the totals of parts of a sweep. */
class SweepTotalsTest {

    private static SweepTotals ofSeed(long seed) {
        Outcome outcome = seed % 7 == 0 ? Outcome.VIOLATION : seed % 5 == 0 ? Outcome.VACUOUS : Outcome.VALID;
        List<FailedSeed> failed = outcome == Outcome.VALID ? List.of() : List.of(new FailedSeed(seed, outcome, ""));
        Sample sample = new Sample(new OutcomeHash(seed, -seed), "executor " + seed % 2);
        return new SweepTotals(
                Map.of(outcome, 1),
                failed,
                Map.of("kill", seed),
                10,
                1_000,
                new OutcomeHash(seed, -seed),
                seed % 100 == 0 ? Map.of(seed, sample) : Map.of(),
                Map.of());
    }

    private static SweepTotals sum(List<SweepTotals> parts) {
        return parts.stream().reduce(SweepTotals.NONE, SweepTotals::plus);
    }

    @Test
    void totalsDoNotDependOnTheDivision() {
        List<SweepTotals> seeds = new ArrayList<>(LongStream.rangeClosed(1, 2_000)
                .mapToObj(SweepTotalsTest::ofSeed)
                .toList());
        SweepTotals inOrder = sum(seeds);
        Collections.shuffle(seeds, new Random(1));
        SweepTotals first = sum(seeds.subList(0, 700));
        SweepTotals second = sum(seeds.subList(700, 2_000));
        assertThat(second.plus(first)).isEqualTo(inOrder);
        assertThat(inOrder.seedsRun()).isEqualTo(2_000);
        assertThat(inOrder.samples()).hasSize(20);
        assertThat(inOrder.effects()).containsEntry("kill", 2_001_000L);
    }

    @Test
    void mostSevereFailuresAreKept() {
        SweepTotals totals = sum(LongStream.rangeClosed(1, 10_000)
                .mapToObj(SweepTotalsTest::ofSeed)
                .toList());
        assertThat(totals.failed())
                .hasSize(SweepTotals.FAILED_MAX)
                .startsWith(new FailedSeed(7, Outcome.VIOLATION, ""), new FailedSeed(14, Outcome.VIOLATION, ""))
                .allMatch(failed -> failed.outcome() == Outcome.VIOLATION);
        assertThat(totals.counts()).containsEntry(Outcome.VIOLATION, 1_428);
    }

    @Test
    void hashAddsWithCarry() {
        assertThat(new OutcomeHash(1, -1).plus(new OutcomeHash(2, 1))).isEqualTo(new OutcomeHash(4, 0));
        assertThat(new OutcomeHash(1, -1).plus(new OutcomeHash(2, 0))).isEqualTo(new OutcomeHash(3, -1));
        assertThat(new OutcomeHash(10, 255)).hasToString("000000000000000a00000000000000ff");
    }

    @Test
    void repeatsAreComparedWithTheFirstRuns() {
        SweepTotals totals = Stream.of(100L, 200L, 301L)
                .map(SweepTotalsTest::ofSeed)
                .reduce(SweepTotals.NONE, SweepTotals::plus)
                .withRepeats(Map.of(
                        100L, new Sample(new OutcomeHash(100, -100), "executor 1"),
                        200L, new Sample(new OutcomeHash(200, -201), "executor 0")));
        assertThat(totals.differentRepeats()).containsExactly(200L);
        assertThat(totals.repeatsElsewhere()).isOne();
    }

    @Test
    void totalsTravelBetweenMachines() throws IOException, ClassNotFoundException {
        SweepTotals totals = sum(
                LongStream.rangeClosed(1, 300).mapToObj(SweepTotalsTest::ofSeed).toList());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(totals);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(totals);
        }
    }
}
