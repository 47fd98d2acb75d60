package dev.squall.check.register;

import dev.squall.check.Meter;
import dev.squall.check.register.OrderSearch.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A history without a sequential order, made smaller as long as it still has none. What may go without making an order
 * impossible: a read, and a write or compare-and-set that left a value which nobody read. So the smaller history is
 * proof for the larger one.
 *
 * @param history the smaller history; locally minimal if the meter allowed for it
 * @param frontier what came next in each session where the search had placed most of it
 */
record RefutedCore(RegisterHistory history, List<Access> frontier) {

    private static final int MOST_STATES = 20_000;

    /** Makes a refuted history smaller, until nothing more can go or the meter's time is over. */
    static RefutedCore of(RegisterHistory refuted, OrderSearch search, Meter meter) {
        RefutedCore core = new RefutedCore(refuted, search.frontier());
        RefutedCore larger;
        do {
            larger = core;
            core = smaller(larger, meter);
        } while (core.history.accesses().size() < larger.history.accesses().size());
        return core;
    }

    /** Leaves out each access in turn, the last first. */
    private static RefutedCore smaller(RefutedCore core, Meter meter) {
        RefutedCore smallest = core;
        try {
            for (int i = core.history.accesses().size() - 1; i >= 0; i--) {
                meter.checkTime();
                smallest = smallest.without(i, meter);
            }
        } catch (Meter.Spent spent) {
            return smallest;
        }
        return smallest;
    }

    /** Returns the core without one access, if it still has no order, else the same. */
    private RefutedCore without(int id, Meter meter) {
        List<Access> accesses = new ArrayList<>(history.accesses());
        Access left = accesses.remove(id);
        if (left.writes() && accesses.stream().anyMatch(access -> isReadBy(left, access))) {
            return this;
        }
        RegisterHistory smaller = history.restrictedTo(accesses);
        OrderSearch search = new OrderSearch(smaller, null, meter.nested());
        return search.run(MOST_STATES) == Outcome.REFUTED ? new RefutedCore(smaller, search.frontier()) : this;
    }

    private static boolean isReadBy(Access write, Access access) {
        return access.reads()
                && Objects.equals(access.key(), write.key())
                && Objects.equals(access.read(), write.written());
    }
}
