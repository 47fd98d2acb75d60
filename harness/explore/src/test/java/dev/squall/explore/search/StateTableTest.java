package dev.squall.explore.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.explore.state.StateKey;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StateTableTest {

    @Test
    void tableHoldsWhatAMapHolds() {
        SplittableRandom random = new SplittableRandom(1);
        StateTable table = new StateTable();
        Map<StateKey, long[]> map = new HashMap<>();
        for (int i = 0; i < 30_000; i++) {
            // Few different numbers, so that keys repeat, halves collide, and a half is zero.
            StateKey key = new StateKey(random.nextInt(3), random.nextInt(3_000) * 7_919L);
            if (key.high() != 1) {
                long[] events = random.nextBoolean() ? new long[0] : new long[] {i};
                int place = table.find(key);
                assertThat(place == StateTable.NEW).isEqualTo(!map.containsKey(key));
                if (place == StateTable.NEW) {
                    table.add(key, events);
                } else {
                    assertThat(table.sleeping(place)).isEqualTo(map.get(key));
                    table.setSleeping(place, events);
                }
                map.put(key, events);
            }
        }
        assertThat(table.size()).isEqualTo(map.size());
        map.forEach((key, events) -> assertThat(table.sleeping(table.find(key))).isEqualTo(events));
    }
}
