package dev.squall.node.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.node.host.Disturbances.Fate;
import dev.squall.node.wire.Control.SquallBites;
import dev.squall.node.wire.Control.SquallDisturbance;
import dev.squall.node.wire.Control.SquallDisturbance.Kind;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DisturbancesTest {

    private static final Fate UNDISTURBED = new Fate(1, 0, 0, false, Fate.NOBODY);

    private final Disturbances disturbances = new Disturbances();

    private static SquallDisturbance of(long id, Kind kind, int perCent) {
        return new SquallDisturbance(id, kind, perCent, 1_000, 7, List.of("n2"));
    }

    @Test
    void kindDeterminesTheEffect() {
        disturbances.begin(of(0, Kind.SLOWNESS, 100));
        assertThat(disturbances.next("n2")).isEqualTo(new Fate(1, 0, 1_000, false, Fate.NOBODY));
        disturbances.begin(of(1, Kind.DUPLICATION, 100));
        assertThat(disturbances.next("n2")).isEqualTo(new Fate(2, 0, 1_000, false, Fate.NOBODY));
        disturbances.begin(of(2, Kind.REORDERING, 100));
        assertThat(disturbances.next("n2").isOvertakable()).isTrue();
        assertThat(disturbances.next("n2").delayNanos()).isBetween(1_001L, 2_000L);
        disturbances.begin(of(3, Kind.LOSS, 100));
        assertThat(disturbances.next("n2").isLost()).isTrue();
    }

    @Test
    void exponentialDelaysHaveTheirMeanAndMayBeOvertaken() {
        disturbances.begin(of(0, Kind.EXPONENTIAL, 100));

        double mean = IntStream.range(0, 20_000)
                .mapToLong(i -> disturbances.next("n2").delayNanos())
                .average()
                .orElseThrow();

        assertThat(mean).isBetween(950.0, 1_050.0);
        assertThat(disturbances.next("n2").isOvertakable()).isTrue();
    }

    @Test
    void lateCopyIsDelayedAndItsMessageIsNot() {
        disturbances.begin(of(0, Kind.COPIES, 100));

        Fate fate = disturbances.next("n2");

        assertThat(fate.isDuplicated()).isTrue();
        assertThat(fate.delayNanos()).isZero();
        assertThat(fate.copyDelayNanos()).isBetween(1L, 1_000L);
    }

    @Test
    void firstDisturbanceThatHoldsAMessageDecides() {
        disturbances.begin(of(3, Kind.HOLD, 100));
        disturbances.begin(of(4, Kind.HOLD, 100));
        disturbances.begin(of(5, Kind.LOSS, 100));

        assertThat(disturbances.next("n2").heldBy()).isEqualTo(3);
        assertThat(disturbances.end(4)).isEqualTo(new SquallBites(4, 0));
    }

    @Test
    void messagesToOthersAreLeftAlone() {
        disturbances.begin(of(0, Kind.LOSS, 100));

        assertThat(disturbances.next("n3")).isEqualTo(UNDISTURBED);
    }

    @Test
    void shareOfDisturbedMessagesIsAsAskedAndCounted() {
        disturbances.begin(of(0, Kind.LOSS, 30));
        long lost = IntStream.range(0, 10_000)
                .filter(i -> disturbances.next("n2").isLost())
                .count();

        assertThat(lost).isBetween(2_700L, 3_300L);
        assertThat(disturbances.end(0)).isEqualTo(new SquallBites(0, lost));
        assertThat(disturbances.next("n2")).isEqualTo(UNDISTURBED);
    }

    @Test
    void unknownDisturbanceHasNoEffect() {
        assertThat(disturbances.end(5)).isEqualTo(new SquallBites(5, 0));
    }
}
