package dev.squall.world.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.node.StableRecord;
import dev.squall.world.WriteLoss;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SimulatedStorageTest {

    private record Entry(int number) implements StableRecord {}

    private final SimulatedStorage storage = new SimulatedStorage(() -> {});

    @Property
    void aCrashKeepsWhatWasSyncedAndAPrefixOfTheRest(
            @ForAll @IntRange(max = 20) int synced,
            @ForAll @IntRange(max = 20) int unsynced,
            @ForAll WriteLoss loss,
            @ForAll long seed) {
        SimulatedStorage fresh = new SimulatedStorage(() -> {});
        List<StableRecord> written = append(fresh, 0, synced);
        fresh.sync();
        written.addAll(append(fresh, synced, unsynced));
        assertThat(fresh.unsyncedCount()).isEqualTo(unsynced);

        int lost = fresh.crash(loss, new SplittableRandom(seed));

        assertThat(fresh.read()).isEqualTo(written.subList(0, written.size() - lost));
        assertThat(fresh.unsyncedCount()).isZero();
        switch (loss) {
            case NONE -> assertThat(lost).isZero();
            case LOST -> assertThat(lost).isEqualTo(unsynced);
            case TORN -> assertThat(lost).isBetween(Math.min(1, unsynced), unsynced);
        }
    }

    @Test
    void aTornCrashCanKeepAnyPrefixThatLacksTheLastRecord() {
        Set<Integer> losses = new HashSet<>();
        for (int seed = 0; seed < 200; seed++) {
            SimulatedStorage fresh = new SimulatedStorage(() -> {});
            append(fresh, 0, 3);
            losses.add(fresh.crash(WriteLoss.TORN, new SplittableRandom(seed)));
        }
        assertThat(losses).containsExactlyInAnyOrder(1, 2, 3);
    }

    @Test
    void whatOneCrashHasLeftTheNextCannotTake() {
        append(storage, 0, 3);
        storage.crash(WriteLoss.NONE, new SplittableRandom(1));

        assertThat(storage.crash(WriteLoss.LOST, new SplittableRandom(1))).isZero();
        assertThat(storage.read()).hasSize(3);
    }

    @Test
    void aReplacementIsDurableAtOnceAndTakesTheOldContentAway() {
        append(storage, 0, 3);
        storage.replace(List.of(new Entry(7)));

        assertThat(storage.crash(WriteLoss.LOST, new SplittableRandom(1))).isZero();
        assertThat(storage.read()).containsExactly(new Entry(7));
    }

    @Test
    void aReplacementThatFailsLeavesTheOldContent() {
        append(storage, 0, 2);
        List<StableRecord> broken = new ArrayList<>();
        broken.add(new Entry(7));
        broken.add(null);

        assertThatThrownBy(() -> storage.replace(broken)).isInstanceOf(NullPointerException.class);
        assertThat(storage.read()).containsExactly(new Entry(0), new Entry(1));
    }

    @Test
    void whatWasReadIsASnapshot() {
        append(storage, 0, 1);
        List<StableRecord> read = storage.read();
        append(storage, 1, 1);

        assertThat(read).containsExactly(new Entry(0));
        assertThatThrownBy(() -> read.add(new Entry(9))).isInstanceOf(UnsupportedOperationException.class);
    }

    private static List<StableRecord> append(SimulatedStorage storage, int first, int count) {
        List<StableRecord> appended = new ArrayList<>();
        for (int i = first; i < first + count; i++) {
            storage.append(new Entry(i));
            appended.add(new Entry(i));
        }
        return appended;
    }
}
