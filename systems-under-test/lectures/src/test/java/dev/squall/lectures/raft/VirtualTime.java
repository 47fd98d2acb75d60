package dev.squall.lectures.raft;

import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * A clock that moves only from one scheduled action to the next. Actions of one instant run in the order of scheduling.
 */
final class VirtualTime {

    private record Event(long atNanos, long number, Runnable action) {}

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::atNanos).thenComparingLong(Event::number));
    private long nowNanos;
    private long scheduled;

    long nowNanos() {
        return nowNanos;
    }

    void schedule(long delayNanos, Runnable action) {
        events.add(new Event(nowNanos + delayNanos, scheduled++, action));
    }

    /** Runs the next action if it is due by this time. */
    boolean step(long untilNanos) {
        if (events.isEmpty() || events.peek().atNanos() > untilNanos) {
            return false;
        }
        Event event = events.poll();
        nowNanos = event.atNanos();
        event.action().run();
        return true;
    }
}
