package dev.squall.check.linear.search;

import dev.squall.check.Meter;
import dev.squall.check.linear.calls.Transitions;
import java.util.Arrays;

/** Set of configurations of which none dominates another, by the rule of {@link HiddenWrites}. */
final class HiddenWritesTable extends ConfigurationTable {

    private final HiddenWrites configurations;

    /** Slots of the open reads and blind calls in layer {@code maskedLayer}, one bit per slot. */
    private final long[] reads;

    private final long[] writes;
    private int maskedLayer = -1;

    HiddenWritesTable(HiddenWrites configurations, long[] guards, Meter budget) {
        super(Configurations.MASK, configurations.counts, guards, budget);
        this.configurations = configurations;
        this.reads = new long[configurations.counts - Configurations.MASK];
        this.writes = new long[reads.length];
    }

    @Override
    boolean isAtMost(long[] a, int aAt, long[] b, int bAt) {
        findSlots();
        for (int i = 0; i < reads.length; i++) {
            long placedInA = a[aAt + Configurations.MASK + i];
            long placedInB = b[bAt + Configurations.MASK + i];
            if ((placedInB & ~placedInA & ~writes[i] | placedInA & ~placedInB & ~reads[i]) != 0) {
                return false;
            }
        }
        return super.isAtMost(a, aAt, b, bAt);
    }

    /** Finds the slots of the cursor's layer. In the next layer, each slot is empty or has the same call. */
    private void findSlots() {
        Cursor cursor = configurations.cursor;
        if (maskedLayer == cursor.layer()) {
            return;
        }
        maskedLayer = cursor.layer();
        Arrays.fill(reads, 0);
        Arrays.fill(writes, 0);
        Transitions transitions = configurations.transitions;
        for (int i = 0; i < cursor.openCount; i++) {
            int k = configurations.kind[cursor.open[i]];
            int slot = configurations.problem.slotOf[cursor.open[i]];
            if (transitions.isObserver(k)) {
                reads[slot >> 6] |= 1L << slot;
            } else if (transitions.required(k) == Transitions.ANY) {
                writes[slot >> 6] |= 1L << slot;
            }
        }
    }
}
