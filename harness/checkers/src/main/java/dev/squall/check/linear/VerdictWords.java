package dev.squall.check.linear;

import dev.squall.check.linear.calls.Calls;
import dev.squall.check.linear.calls.DecidedPart;
import dev.squall.check.linear.calls.Decision;
import dev.squall.check.linear.calls.Transitions;
import dev.squall.check.linear.model.Call;
import dev.squall.check.linear.model.Model;
import dev.squall.history.ClientOperation;
import dev.squall.history.EdnWriter;
import dev.squall.history.History;
import dev.squall.history.Operation;
import dev.squall.history.Values;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/** Writer of verdict summaries, which name processes, values and the indexes of operations. */
final class VerdictWords {

    private static final String UNWRITTEN = "unwritten-value";

    private final History history;
    private final Model model;
    private final boolean keyed;

    VerdictWords(History history, Model model, boolean keyed) {
        this.history = history;
        this.model = model;
        this.keyed = keyed;
    }

    String violation(DecidedPart part) {
        Decision decision = part.decision();
        String cause = decision.cause() < 0 ? "" : " " + call(part.calls(), decision.cause());
        String failed = decision.anomaly().equals(UNWRITTEN) ? failedWrite(part) : "";
        return key(part.key()) + call(part.calls(), decision.call()) + ", but " + decision.reason() + cause + failed;
    }

    /** Returns a clause about a failed operation that would have written the value; empty if there is none. */
    private String failedWrite(DecidedPart part) {
        Transitions transitions = part.calls().transitions();
        int found = transitions.required(part.calls().kind()[part.decision().call()]);
        Object key = part.objectKey(keyed);
        for (ClientOperation operation : ClientOperation.of(history)) {
            boolean isOnKey = !keyed
                    || operation.argument() instanceof List<?> pair
                            && pair.size() == 2
                            && Objects.equals(Values.normal(pair.get(0)), key);
            if (operation.outcome() == Operation.Type.FAIL && isOnKey && wouldLeave(operation, transitions, found)) {
                return "; " + operation.function() + " by process " + operation.process() + " of "
                        + EdnWriter.toEdn(value(operation.argument())) + ", which would have, failed (operation "
                        + operation.completion().index() + ")";
            }
        }
        return "";
    }

    private boolean wouldLeave(ClientOperation failed, Transitions transitions, int state) {
        try {
            return state >= 0
                    && model.call(failed.process(), failed.function(), value(failed.argument()), false, null)
                            .filter(call -> Objects.equals(model.leftState(call), transitions.stateObject(state)))
                            .isPresent();
        } catch (IllegalArgumentException unfit) {
            return false;
        }
    }

    private Object value(Object value) {
        return keyed && value instanceof List<?> pair && pair.size() == 2 ? pair.get(1) : value;
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
                + argumentAndResult(shown, calls.transitions(), calls.kind()[call]) + " (operation " + shown.index()
                + ")";
    }

    private String argumentAndResult(Operation shown, Transitions transitions, int kind) {
        Call call = transitions.call(kind);
        if (call.argument() instanceof List<?> && !call.function().equals("cas")) {
            // Shows the recorded value, since the model converts composite values such as transactions.
            return " of " + EdnWriter.toEdn(value(shown.value()));
        }
        if (call.function().equals("cas") && call.argument() instanceof List<?> pair) {
            return " from " + EdnWriter.toEdn(pair.get(0)) + " to " + EdnWriter.toEdn(pair.get(1)) + " succeeded";
        }
        boolean named = call.argument() != null || transitions.left(kind) >= 0 && !transitions.isObserver(kind);
        String argument = named ? " of " + EdnWriter.toEdn(call.argument()) : "";
        boolean answered = call.result() != null || transitions.isObserver(kind) && !named;
        return answered ? argument + " returned " + EdnWriter.toEdn(call.result()) : argument;
    }
}
