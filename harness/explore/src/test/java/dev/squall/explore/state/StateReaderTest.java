package dev.squall.explore.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class StateReaderTest {

    record Point(int x, double y, String name) {}

    enum Role {
        LEADER,
        FOLLOWER
    }

    /** Object with a field of each kind, and a reference to itself. */
    static final class Everything {
        private final boolean flag;
        private final byte[] bytes;
        private final List<Object> list = new ArrayList<>();
        private final Everything self = this;
        private Role role = Role.FOLLOWER;

        Everything(boolean flag, int... bytes) {
            this.flag = flag;
            this.bytes = new byte[bytes.length];
            for (int i = 0; i < bytes.length; i++) {
                this.bytes[i] = (byte) bytes[i];
            }
        }
    }

    static final class Locked {
        private final ReentrantLock lock = new ReentrantLock();
    }

    private static StateKey key(Object object) {
        StateHash hash = new StateHash();
        new StateReader(hash, each -> -1).read(object);
        return hash.key();
    }

    @Test
    void equalContentsHaveTheSameState() {
        assertThat(key(new Point(1, 2, "a"))).isEqualTo(key(new Point(1, 2, "a")));
        assertThat(key(new Everything(true, 1, 2))).isEqualTo(key(new Everything(true, 1, 2)));
        assertThat(key(new ArrayList<>(List.of(1L, "x")))).isEqualTo(key(new ArrayList<>(List.of(1L, "x"))));
    }

    @Test
    void eachDifferenceOfAFieldIsADifferentState() {
        Everything changed = new Everything(true, 1, 2);
        changed.role = Role.LEADER;
        Everything longer = new Everything(true, 1, 2);
        longer.list.add(Optional.of(3));
        List<StateKey> keys = List.of(
                key(new Everything(true, 1, 2)),
                key(new Everything(false, 1, 2)),
                key(new Everything(true, 1, 3)),
                key(new Everything(true, 1)),
                key(changed),
                key(longer),
                key(new Point(1, 2, "a")),
                key(new Point(2, 2, "a")),
                key(new Point(1, 2.5, "a")),
                key(new Point(1, 2, "b")),
                key(new Point(1, 2, null)),
                key(1),
                key(1L),
                key("1"),
                key(null),
                key(Optional.empty()),
                key(List.of()));

        assertThat(keys).doesNotHaveDuplicates();
    }

    @Test
    void sharedObjectDiffersFromTwoEqualOnes() {
        List<Object> shared = new ArrayList<>();
        List<Object> one = new ArrayList<>();
        List<Object> other = new ArrayList<>();

        assertThat(key(Arrays.asList(shared, shared))).isNotEqualTo(key(Arrays.asList(one, other)));
        AtomicInteger counter = new AtomicInteger();
        assertThat(key(List.of(counter, counter))).isNotEqualTo(key(List.of(counter, new AtomicInteger())));
    }

    @Test
    void orderOfIterationIsPartOfTheState() {
        Map<String, Integer> forward = new LinkedHashMap<>();
        forward.put("a", 1);
        forward.put("b", 2);
        Map<String, Integer> backward = new LinkedHashMap<>();
        backward.put("b", 2);
        backward.put("a", 1);

        assertThat(key(forward)).isNotEqualTo(key(backward));
        assertThat(key(new TreeMap<>(forward))).isEqualTo(key(new TreeMap<>(backward)));
        assertThat(key(new HashMap<>(forward))).isEqualTo(key(new HashMap<>(backward)));
    }

    private static Supplier<Integer> lambda(int captured) {
        return () -> captured;
    }

    @Test
    void lambdasDifferByWhatTheyCaptured() {
        assertThat(key(lambda(1))).isEqualTo(key(lambda(1))).isNotEqualTo(key(lambda(2)));
    }

    @Test
    void objectWithoutAViewOfItsStateIsRefusedWithTheFieldThatHoldsIt() {
        assertThatThrownBy(() -> key(new Locked()))
                .isInstanceOf(StateUnknownException.class)
                .hasMessageContaining("ReentrantLock")
                .hasMessageContaining("Locked.lock");
    }

    @Test
    void opaqueObjectsCountByTheirNames() {
        StateHash hash = new StateHash();
        new StateReader(hash, each -> each instanceof Locked ? 7 : -1).read(List.of(new Locked()));

        StateHash again = new StateHash();
        new StateReader(again, each -> each instanceof Locked ? 7 : -1).read(List.of(new Locked()));
        StateHash other = new StateHash();
        new StateReader(other, each -> each instanceof Locked ? 8 : -1).read(List.of(new Locked()));
        assertThat(hash.key()).isEqualTo(again.key()).isNotEqualTo(other.key());
    }
}
