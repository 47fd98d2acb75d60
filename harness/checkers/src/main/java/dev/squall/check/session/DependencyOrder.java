package dev.squall.check.session;

import dev.squall.check.register.Access;
import dev.squall.check.register.ReadsFrom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Order of all writes in which each write follows the writes whose visibility it implies. Under writes-follow-reads, a
 * write implies the writes that its session read before; under monotonic writes, its session's earlier writes.
 */
final class DependencyOrder {

    private DependencyOrder() {}

    /**
     * Returns the order. The result lacks writes if no such order exists; then the guarantees cannot hold. No order
     * exists if reads and writes of several sessions form a cycle that puts a write before itself. Takes O(n).
     */
    static List<Access> of(ReadsFrom history, Set<Guarantee> guarantees) {
        boolean readsBlock = guarantees.contains(Guarantee.WRITES_FOLLOW_READS);
        List<List<Access>> sessions = history.history().sessions();
        List<Access> order = new ArrayList<>();
        boolean[] ordered = new boolean[history.size()];
        int[] position = new int[sessions.size()];
        Map<Integer, List<Integer>> waiting = new HashMap<>();
        ArrayDeque<Integer> ready = new ArrayDeque<>();
        for (int s = 0; s < sessions.size(); s++) {
            ready.add(s);
        }
        while (!ready.isEmpty()) {
            int s = ready.remove();
            boolean blocked = false;
            while (!blocked && position[s] < sessions.get(s).size()) {
                Access access = sessions.get(s).get(position[s]);
                if (access.writes()) {
                    order.add(access);
                    ordered[access.id()] = true;
                    ready.addAll(waiting.getOrDefault(access.id(), List.of()));
                } else if (readsBlock) {
                    int source = history.source(access);
                    blocked = source != ReadsFrom.INITIAL && !ordered[source];
                    if (blocked) {
                        waiting.computeIfAbsent(source, id -> new ArrayList<>()).add(s);
                    }
                }
                position[s] += blocked ? 0 : 1;
            }
        }
        return order;
    }
}
