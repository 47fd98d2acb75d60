package dev.squall.lectures.links;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** Tests that the compact sets of numbers agree with a plain set of all numbers. */
class NumbersTest {

    @Property
    void aNumberIsNewWhenItComesFirst(@ForAll @Size(max = 40) List<@LongRange(min = 1, max = 12) Long> numbers) {
        ReceivedNumbers received = new ReceivedNumbers();
        Set<Long> all = new HashSet<>();

        for (Long number : numbers) {
            assertThat(received.add(number)).isEqualTo(all.add(number));
        }
    }

    @Property
    void bufferReleasesEachNumberOnceInOrder(@ForAll @Size(max = 40) List<@LongRange(min = 1, max = 12) Long> numbers) {
        HoldBackBuffer buffer = new HoldBackBuffer(0);
        Set<Long> all = new HashSet<>();
        List<Object> released = new ArrayList<>();

        for (Long number : numbers) {
            buffer.add(number, number);
            all.add(number);
            while (buffer.hasNext()) {
                released.add(buffer.next());
            }
            List<Object> expected = new ArrayList<>();
            for (long next = 1; all.contains(next); next++) {
                expected.add(next);
            }
            assertThat(released).isEqualTo(expected);
            assertThat(buffer.releasedUpTo()).isEqualTo(released.size());
        }
    }
}
