package dev.squall.check.linear;

import dev.squall.check.linear.calls.Calls;
import dev.squall.check.linear.calls.DecidedPart;
import dev.squall.check.linear.calls.Decision;
import dev.squall.check.linear.calls.Transitions;
import dev.squall.check.linear.model.Call;
import dev.squall.history.EdnWriter;
import dev.squall.history.History;
import dev.squall.history.Operation;
import java.util.List;
import java.util.TreeSet;

/** Puts decisions into sentences that name processes, values and the indexes of operations. */
final class VerdictWords {

    private final History history;
    private final boolean keyed;

    VerdictWords(History history, boolean keyed) {
        this.history = history;
        this.keyed = keyed;
    }

    String violation(DecidedPart part) {
        Decision decision = part.decision();
        String cause = decision.cause() < 0 ? "" : " " + call(part.calls(), decision.cause());
        return key(part.key()) + call(part.calls(), decision.call()) + ", but " + decision.reason() + cause;
    }

    String unknown(DecidedPart part, int undecidedKeys, int keys) {
        Decision decision = part.decision();
        String scope = keyed ? undecidedKeys + " of " + keys + " keys undecided; " : "";
        return scope + key(part.key()) + decision.reason() + " with " + decision.placed() + " of "
                + part.calls().size() + " operations placed and " + decision.expanded() + " configurations explored";
    }

    /** Returns the indexes of the operations that show a violation, in order. */
    List<Integer> operations(DecidedPart part) {
        TreeSet<Integer> indexes = new TreeSet<>();
        addOperations(indexes, part.calls(), part.decision().call());
        part.decision().witnesses().forEach(call -> addOperations(indexes, part.calls(), call));
        return List.copyOf(indexes);
    }

    private static void addOperations(TreeSet<Integer> indexes, Calls calls, int call) {
        indexes.add(calls.operation()[call]);
        if (calls.returned()[call] != Calls.NEVER) {
            indexes.add(calls.returned()[call]);
        }
    }

    private String key(Object key) {
        return keyed ? "key " + EdnWriter.toEdn(key) + ": " : "";
    }

    private String call(Calls calls, int call) {
        Operation invocation = history.get(calls.operation()[call]);
        boolean completed = calls.returned()[call] != Calls.NEVER;
        Operation shown = completed ? history.get(calls.returned()[call]) : invocation;
        return invocation.function() + " by process " + invocation.process()
                + argumentAndResult(calls.transitions(), calls.kind()[call]) + " (operation " + shown.index()
                + ")";
    }

    private static String argumentAndResult(Transitions transitions, int kind) {
        Call call = transitions.call(kind);
        if (call.function().equals("cas") && call.argument() instanceof List<?> pair) {
            return " from " + EdnWriter.toEdn(pair.get(0)) + " to " + EdnWriter.toEdn(pair.get(1)) + " succeeded";
        }
        boolean named = call.argument() != null || transitions.left(kind) >= 0 && !transitions.isObserver(kind);
        String argument = named ? " of " + EdnWriter.toEdn(call.argument()) : "";
        boolean answered = call.result() != null || transitions.isObserver(kind) && !named;
        return answered ? argument + " returned " + EdnWriter.toEdn(call.result()) : argument;
    }
}
