package dev.squall.check.register;

import dev.squall.check.Meter;
import dev.squall.check.register.OrderSearch.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * History without a sequential order, reduced as long as it still has none. Removing a read, or a write or
 * compare-and-set whose value no access read, keeps an existing order intact. So if the smaller history has no order,
 * neither has the larger one.
 *
 * @param history the smaller history; locally minimal unless the budget was spent
 * @param frontier the next access of each session at the point where the search had placed most accesses
 */
record RefutedCore(RegisterHistory history, List<Access> frontier) {

    private static final int MOST_STATES = 20_000;

    /** Reduces a refuted history until no access can be removed or the budget is spent. */
    static RefutedCore of(RegisterHistory refuted, OrderSearch search, Meter meter) {
        RefutedCore core = new RefutedCore(refuted, search.frontier());
        RefutedCore larger;
        do {
            larger = core;
            core = smaller(larger, meter);
        } while (core.history.accesses().size() < larger.history.accesses().size());
        return core;
    }

    /** Tries to remove each access in turn, last first. */
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

    /** Returns the core without one access if that still has no order, else this core. */
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
