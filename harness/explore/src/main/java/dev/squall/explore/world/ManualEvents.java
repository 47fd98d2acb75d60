package dev.squall.explore.world;

import dev.squall.explore.world.Event.Kind;
import java.util.Arrays;

/** Events that only a person or a file chooses, and no search. */
final class ManualEvents {

    private ManualEvents() {}

    /** Returns the manual events that are possible, without the moves of clocks, which are always possible. */
    static long[] possible(PlacedNode[] nodes, ControlledClients clients) {
        long[] events = new long[nodes.length + clients.count()];
        int size = 0;
        for (PlacedNode node : nodes) {
            if (node.isUp()) {
                events[size++] = Event.of(node.isPaused() ? Kind.RESUME : Kind.PAUSE, node.index, 0);
            }
        }
        for (int client = 0; client < clients.count(); client++) {
            if (clients.isOpen(client)) {
                events[size++] = Event.of(Kind.TIME_OUT, client, clients.made(client));
            }
        }
        return Arrays.copyOf(events, size);
    }

    static IllegalStateException inSearch(long event) {
        return new IllegalStateException("a search has the event " + Long.toHexString(event) + " of a person");
    }
}
