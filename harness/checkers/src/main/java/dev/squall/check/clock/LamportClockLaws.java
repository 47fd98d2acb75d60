package dev.squall.check.clock;

import dev.squall.check.Verdict;
import dev.squall.check.journal.Moment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The two laws of Lamport clocks (Lamport, <i>Time, clocks, and the ordering of events in a distributed system</i>,
 * 1978; lecture 4.1). {@code lamport-clock}: if a happened before b, then L(a) &lt; L(b). {@code lamport-total-order}:
 * no two events of a node have the same timestamp, so that timestamp and node together order all events.
 *
 * <p>The first law holds for all pairs if it holds for each event and its direct predecessors. The direct predecessors
 * of an event are the node's previous event and the sending of the received message. Constant time for each event,
 * memory linear in the events.
 */
public final class LamportClockLaws extends LogicalClockLaw<Long, LamportClockLaws.Event> {

    static final String CLOCK = "lamport-clock";
    static final String TOTAL_ORDER = "lamport-total-order";

    /** An event and its timestamp. */
    record Event(Moment moment, long timestamp) {}

    private final Event[] last = new Event[nodes.size()];
    private final List<Map<Long, Moment>> momentByTimestamp = new ArrayList<>();
    private final ClockProperty clock = new ClockProperty(CLOCK, "the timestamps rise with causality");
    private final ClockProperty totalOrder = new ClockProperty(TOTAL_ORDER, "no node has used a timestamp twice");

    /** @param nodes the names of all nodes of the run */
    public LamportClockLaws(Collection<String> nodes) {
        super(nodes);
        for (int node = 0; node < this.nodes.size(); node++) {
            momentByTimestamp.add(new HashMap<>());
        }
    }

    @Override
    ClockProperty law() {
        return clock;
    }

    @Override
    Event happened(int node, Moment moment, Long timestamp, Event cause) {
        Event event = new Event(moment, timestamp);
        clock.count();
        totalOrder.count();
        requireAfter(last[node], event, "the event before it, ");
        requireAfter(cause, event, "the sending of what was received, ");
        Moment other = momentByTimestamp.get(node).putIfAbsent(timestamp, moment);
        if (other != null && !totalOrder.isBroken()) {
            totalOrder.breakWith(
                    "timestamp-not-unique",
                    "two events of one node have the timestamp " + timestamp + ": " + other + " and " + moment,
                    ClockProperty.details("node", moment.node(), "timestamp", timestamp));
        }
        last[node] = event;
        return event;
    }

    private void requireAfter(Event before, Event event, String relation) {
        if (before != null && before.timestamp() >= event.timestamp() && !clock.isBroken()) {
            clock.breakWith(
                    ClockProperty.NOT_MONOTONE,
                    "the event of " + event.moment() + " has the timestamp " + event.timestamp() + ", but " + relation
                            + before.moment() + ", has " + before.timestamp() + ", which is not less",
                    ClockProperty.details("before", before.timestamp(), "after", event.timestamp()));
        }
    }

    @Override
    public List<Verdict> verdicts() {
        return List.of(judge(CLOCK, clock::verdict), judge(TOTAL_ORDER, totalOrder::verdict));
    }
}
