package dev.squall.lectures.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PositionTest {

    @Property(tries = 200)
    void newPositionsLieStrictlyBetweenTheirNeighbours(@ForAll long seed) {
        Random random = new Random(seed);
        List<Position> positions = new ArrayList<>(List.of(Position.ZERO, Position.ONE));
        for (int number = 1; number <= 200; number++) {
            int left = random.nextInt(positions.size() - 1);
            positions.add(
                    left + 1,
                    Position.between(positions.get(left), positions.get(left + 1), random, 1 + number % 3, number));
        }

        assertThat(positions).isSorted();
        assertThat(new HashSet<>(positions)).hasSameSizeAs(positions);
    }

    @Test
    void roomAtOnePlaceIsNeverUsedUp() {
        Random random = new Random(1);
        Position left = Position.ZERO;
        Position right = Position.between(left, Position.ONE, random, 1, 1);
        for (int number = 2; number <= 2_000; number++) {
            Position middle = Position.between(left, right, random, 1, number);
            assertThat(middle).isBetween(left, right).isNotEqualTo(left).isNotEqualTo(right);
            if (random.nextBoolean()) {
                left = middle;
            } else {
                right = middle;
            }
        }
    }

    @Test
    void typingAtTheEndsKeepsPositionsShort() {
        Random random = new Random(1);
        Position first = Position.between(Position.ZERO, Position.ONE, random, 1, 1);
        Position last = first;
        for (int number = 2; number <= 10_000; number++) {
            last = Position.between(last, Position.ONE, random, 1, number);
            first = Position.between(Position.ZERO, first, random, 2, number);
        }

        assertThat(last.digits()).hasSize(3);
        assertThat(first.digits()).hasSize(3);
    }

    @Property
    void positionsSurviveTheWire(@ForAll long seed) {
        Random random = new Random(seed);
        Position position = Position.between(Position.ZERO, Position.ONE, random, 5, Integer.MAX_VALUE);

        assertThat(Position.of(position.toList())).isEqualTo(position).hasSameHashCodeAs(position);
    }
}
