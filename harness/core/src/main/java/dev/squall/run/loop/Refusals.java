package dev.squall.run.loop;

import dev.squall.history.Operation;
import dev.squall.history.Operation.Type;
import dev.squall.node.protocol.ErrorCode;
import dev.squall.node.wire.MalformedMessageException;
import java.util.Optional;

/**
 * Requests in succession that nodes refused as not supported, with Maelstrom's error 10. Nodes that refuse many do not
 * implement what clients ask for, so a run of them can end early: it would be vacuous. One for each run.
 */
public final class Refusals {

    private static final String ERROR = "error";
    private static final String CODE = ErrorCode.NOT_SUPPORTED.code() + " ";

    private int inSuccession;
    private String first = "";

    /** Takes the next operation of the history. */
    public void onOperation(Operation operation) {
        if (!operation.isClient() || operation.type() == Type.INVOKE) {
            return;
        }
        Optional<String> words = words(operation);
        if (words.isEmpty()) {
            inSuccession = 0;
        } else if (inSuccession++ == 0) {
            first = words.get();
        }
    }

    /** Returns true if the last operations to complete were refused, and are so many or more. */
    public boolean isReached(int least) {
        return inSuccession >= least;
    }

    /** Returns one clause on the first refusal of the last succession; empty if there was none. */
    public String first() {
        return first;
    }

    /** Returns one clause on an operation that was refused as not supported; empty if it was not. */
    public static Optional<String> words(Operation operation) {
        return operation.type() == Type.FAIL
                        && operation.extras().get(ERROR) instanceof String error
                        && error.startsWith(CODE)
                ? Optional.of(operation.extras().get("node") + " answered " + operation.function()
                        + " with error 10, not supported: "
                        + MalformedMessageException.quote(error.substring(CODE.length())))
                : Optional.empty();
    }
}
