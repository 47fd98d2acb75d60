package dev.squall.report.diagram;

import dev.squall.report.diagram.TraceEvent.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Merge of a run's messages, facts and operations into one order that agrees with cause and effect. The page determines
 * the past and the future of an event in one pass over this order.
 *
 * <p>Each input list is ordered by time. Messages of the same instant keep their order in the list. An operation's
 * invocation comes before the sending of its request, and its completion after the receipt of its reply. A fact comes
 * before messages that the node sends at the same instant, since both belong to one step of the node.
 */
final class CausalMerge {

    private final List<TraceEvent> merged = new ArrayList<>();
    private final Map<Integer, Deque<TraceEvent>> waitingOfLane = new LinkedHashMap<>();

    private CausalMerge() {}

    static List<TraceEvent> merge(List<TraceEvent> messages, List<TraceEvent> facts, List<TraceEvent> operations) {
        CausalMerge merge = new CausalMerge();
        Source messageSource = new Source(messages);
        Source factSource = new Source(facts);
        Source operationSource = new Source(operations);
        while (true) {
            long now =
                    Math.min(messageSource.nextNanos(), Math.min(factSource.nextNanos(), operationSource.nextNanos()));
            if (now == Long.MAX_VALUE) {
                return merge.merged;
            }
            factSource.takeUntil(now, merge::await);
            operationSource.takeUntil(now, merge::await);
            messageSource.takeUntil(now, merge::message);
            merge.releaseAll();
        }
    }

    private void await(TraceEvent event) {
        waitingOfLane.computeIfAbsent(event.lane(), lane -> new ArrayDeque<>()).add(event);
    }

    private void message(TraceEvent message) {
        Deque<TraceEvent> waiting = waitingOfLane.get(message.lane());
        if (waiting == null) {
            merged.add(message);
            return;
        }
        if (message.kind() == Kind.SENT) {
            releaseCauses(waiting);
        }
        merged.add(message);
        if (message.kind() == Kind.RECEIVED
                && !waiting.isEmpty()
                && waiting.peek().kind().isCompletion()) {
            merged.add(waiting.poll());
        }
    }

    /**
     * Releases the events that must precede a message: all facts of a node, or a client's events up to the invocation.
     */
    private void releaseCauses(Deque<TraceEvent> waiting) {
        int causes = 0;
        int position = 0;
        for (TraceEvent event : waiting) {
            position++;
            if (event.kind() == Kind.FACT) {
                causes = position;
            } else if (event.kind() == Kind.INVOKE) {
                causes = position;
                break;
            }
        }
        for (int i = 0; i < causes; i++) {
            merged.add(waiting.poll());
        }
    }

    private void releaseAll() {
        waitingOfLane.values().forEach(merged::addAll);
        waitingOfLane.clear();
    }

    /**
     * Queue of the events of one list. An event with an earlier time than its predecessor gets the predecessor's time.
     */
    private static final class Source {

        private final Iterator<TraceEvent> events;
        private TraceEvent next;

        Source(List<TraceEvent> list) {
            events = list.iterator();
            next = events.hasNext() ? events.next() : null;
        }

        long nextNanos() {
            return next == null ? Long.MAX_VALUE : next.timeNanos();
        }

        void takeUntil(long nowNanos, java.util.function.Consumer<TraceEvent> action) {
            while (next != null && next.timeNanos() <= nowNanos) {
                action.accept(next.at(nowNanos));
                next = events.hasNext() ? events.next() : null;
            }
        }
    }
}
