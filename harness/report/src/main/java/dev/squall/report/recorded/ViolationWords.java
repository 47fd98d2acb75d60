package dev.squall.report.recorded;

import dev.squall.history.ClientOperation;
import dev.squall.history.Operation;
import dev.squall.report.page.Words;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Descriptions of violations in sentences. */
public final class ViolationWords {

    private static final int FEW_STATES = 4;

    private final Calls calls;

    public ViolationWords(Calls calls) {
        this.calls = calls;
    }

    /**
     * Returns a sentence with the event of the violation and the event that it contradicts. For a linearizability
     * violation, the sentence names the operation that fits in no order, and the last operation before it that excludes
     * it. For any other violation, the sentence is the checker's summary.
     */
    public Words sentence(Violation violation) {
        if (violation.unplaceable().isEmpty()) {
            return new Words().say(violation.summary());
        }
        ClientOperation last = calls.get(violation.unplaceable().get());
        Words words = deed(last, "");
        Optional<ClientOperation> before = contradicted(violation, last);
        if (before.isPresent()) {
            deed(words.say(" although "), before.get(), "had ").say(before(before.get(), last));
        } else {
            words.say(
                    ", which no order of it and the " + (violation.calls().size() - 1) + " other operations explains");
        }
        return words.say(".");
    }

    /**
     * Returns a sentence with the object's possible states at the end of the operation that fits in no order; empty if
     * the states are unknown or too many.
     */
    public Optional<Words> remainder(Violation violation) {
        List<String> states = violation.possibleStates();
        if (violation.unplaceable().isEmpty() || states.isEmpty() || states.size() > FEW_STATES) {
            return Optional.empty();
        }
        String key = calls.key(calls.get(violation.unplaceable().get()));
        Words words = new Words().say("By the time it ended, ");
        words.say(key.isEmpty() ? "the object" : "key ");
        if (!key.isEmpty()) {
            words.quote(key);
        }
        words.say(" could only hold ");
        for (int i = 0; i < states.size(); i++) {
            words.say(i == 0 ? "" : i == states.size() - 1 ? " or " : ", ").quote(states.get(i));
        }
        return Optional.of(words.say("."));
    }

    /**
     * Returns the time between the end of one operation and the beginning of another, in words. At equal times, the
     * order in the history decides that the first ended before.
     */
    private static String before(ClientOperation first, ClientOperation second) {
        long end = first.completion().timeNanos();
        long begin = second.invocation().timeNanos();
        if (end == Operation.NO_TIME || begin == Operation.NO_TIME) {
            return " before";
        }
        return begin <= end ? " just before" : ", " + Words.duration(begin - end) + " before";
    }

    /**
     * Returns an operation that ended before {@code last} began: the latest that shows the object's state, or else the
     * latest of all.
     */
    private Optional<ClientOperation> contradicted(Violation violation, ClientOperation last) {
        Comparator<ClientOperation> telling = Comparator.comparing(call -> tells(call, violation.possibleStates()));
        return violation.calls().stream()
                .map(calls::get)
                .filter(call -> call.isOk() && call.precedes(last))
                .max(telling.thenComparing(call -> call.completion().index()));
    }

    private boolean tells(ClientOperation call, List<String> states) {
        return states.contains(calls.argument(call)) || states.contains(calls.result(call));
    }

    private Words deed(ClientOperation call, String tense) {
        return deed(new Words(), call, tense);
    }

    private Words deed(Words words, ClientOperation call, String tense) {
        String result = calls.result(call);
        if (result.isEmpty()) {
            words.quote(calls.request(call)).say(tense.isEmpty() ? " completed" : " " + tense + "completed");
            return node(words, call, " at ");
        }
        String node = Calls.node(call);
        words.say(node.isEmpty() ? "process " + call.process() + " was told, for " : "node " + node + " " + tense)
                .say(node.isEmpty() ? "" : "answered ")
                .quote(calls.request(call));
        return words.say(node.isEmpty() ? ", " : " with ").quote(result);
    }

    private static Words node(Words words, ClientOperation call, String preposition) {
        String node = Calls.node(call);
        return node.isEmpty() ? words : words.say(preposition + "node " + node);
    }
}
