package dev.squall.check.clock;

import dev.squall.check.Verdict;
import dev.squall.check.journal.Moment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The law of vector clocks, {@code vector-clock}: a happened before b exactly if V(a) &lt; V(b), and no two events have
 * the same timestamp (Fidge, 1988; Mattern, 1989; lecture 4.1). The vectors may count anything, as long as the law
 * holds.
 *
 * <p>Timestamps rise along all causal pairs if they rise from each event's direct predecessors to the event. The
 * converse is checked against the checker's own vectors, which count for each event how many events of each node
 * happened before. The timestamps of a node increase. So the checker compares event b with only one event of each other
 * node: the first that did not happen before b. If V(a) is at most V(b), then V(a) is also at most the timestamps of
 * all later events of b's node. So only the last event of a node that saw the same events of another node is compared
 * with the other node's next event. An event takes O(n^2) for n nodes, and usually O(n), since unlike timestamps differ
 * early; memory is linear in the events times the nodes.
 */
public final class VectorClockLaw extends LogicalClockLaw<Map<String, ? extends Number>, VectorClockLaw.Event> {

    static final String NAME = "vector-clock";

    /** An event, its timestamp and, for each node, the number of the node's events that happened before. */
    record Event(int node, Moment moment, long[] timestamp, int[] past) {}

    private final VectorTimestamps timestamps = new VectorTimestamps(nodes);
    private final ClockProperty law = new ClockProperty(NAME, "timestamps are ordered exactly as events by causality");
    private final List<List<Event>> events = new ArrayList<>();

    /** Element [p][q]: the last event of node q if all events of node p so far happened before it; else null. */
    private final Event[][] upToDate;

    /** @param nodes the names of all nodes of the run */
    public VectorClockLaw(Collection<String> nodes) {
        super(nodes);
        int size = this.nodes.size();
        upToDate = new Event[size][size];
        for (int node = 0; node < size; node++) {
            events.add(new ArrayList<>());
        }
    }

    @Override
    ClockProperty law() {
        return law;
    }

    @Override
    Event happened(int node, Moment moment, Map<String, ? extends Number> timestamp, Event cause) {
        List<Event> ofNode = events.get(node);
        Event last = ofNode.isEmpty() ? null : ofNode.get(ofNode.size() - 1);
        Event event = new Event(node, moment, timestamps.of(timestamp), past(node, last, cause));
        law.count();
        if (!law.isBroken()) {
            requireLess(last, event);
            requireLess(cause, event);
        }
        if (!law.isBroken() && nodes.missing().isEmpty()) {
            compareToConcurrent(event);
        }
        ofNode.add(event);
        return event;
    }

    private int[] past(int node, Event last, Event cause) {
        int[] past = last == null ? new int[nodes.size()] : last.past().clone();
        past[node] = events.get(node).size();
        if (cause != null) {
            for (int i = 0; i < past.length; i++) {
                past[i] = Math.max(past[i], cause.past()[i]);
            }
            int sender = cause.node();
            past[sender] = Math.max(past[sender], cause.past()[sender] + 1);
        }
        return past;
    }

    private void requireLess(Event before, Event event) {
        if (before != null
                && (!VectorTimestamps.isAtMost(before.timestamp(), event.timestamp())
                        || VectorTimestamps.isAtMost(event.timestamp(), before.timestamp()))) {
            violated(
                    ClockProperty.NOT_MONOTONE,
                    before,
                    event,
                    "the first happened before the second, but its timestamp is not less");
        }
    }

    private void compareToConcurrent(Event event) {
        int node = event.node();
        for (int other = 0; other < nodes.size(); other++) {
            if (other == node) {
                continue;
            }
            List<Event> ofOther = events.get(other);
            int seen = event.past()[other];
            if (seen < ofOther.size()) {
                requireNotAtMost(ofOther.get(seen), event);
                upToDate[other][node] = null;
            } else {
                upToDate[other][node] = event;
            }
            Event blind = upToDate[node][other];
            if (blind != null) {
                requireNotAtMost(event, blind);
                upToDate[node][other] = null;
            }
        }
    }

    private void requireNotAtMost(Event a, Event b) {
        if (VectorTimestamps.isAtMost(a.timestamp(), b.timestamp())) {
            violated(
                    "concurrent-events-ordered-by-clock",
                    a,
                    b,
                    "the first did not happen before the second, but its timestamp is less or equal");
        }
    }

    private void violated(String anomaly, Event a, Event b, String fault) {
        String first = timestamps.words(a.timestamp());
        String second = timestamps.words(b.timestamp());
        law.breakWith(
                anomaly,
                "of the events of " + a.moment() + ", timestamp " + first + ", and of " + b.moment() + ", timestamp "
                        + second + ", " + fault,
                ClockProperty.details("first", first, "second", second));
    }

    @Override
    public List<Verdict> verdicts() {
        return List.of(judge(NAME, law::verdict));
    }
}
