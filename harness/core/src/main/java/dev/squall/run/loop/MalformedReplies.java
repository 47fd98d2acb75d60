package dev.squall.run.loop;

import dev.squall.check.Verdict;
import dev.squall.client.Client;
import dev.squall.client.Completion;
import dev.squall.generator.Call;
import dev.squall.history.Operation;
import dev.squall.history.Operation.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Replies of nodes that break the protocol. Each is a failed operation of the history, and a finding about the node. A
 * run with {@link #MAXIMUM} of them ends early. One for each run.
 */
public final class MalformedReplies {

    /** Number of malformed replies at which a run ends. */
    public static final int MAXIMUM = 10;

    private static final String CHECKER = "protocol";
    private static final String MARK = "malformed reply: ";
    private static final int OPERATIONS_NAMED = 3;

    private final List<Integer> operations = new ArrayList<>();
    private int completions;
    private String first = "";

    /** Returns the completion of an operation whose reply breaks the protocol: its effect is unknown. */
    static Completion completion(Client client, Call call, String problem) {
        return client.indefinite(call, MARK + problem);
    }

    /** Takes the next operation of the history. */
    public void onOperation(Operation operation) {
        if (!operation.isClient() || operation.type() == Type.INVOKE) {
            return;
        }
        completions++;
        if (operation.extras().get("error") instanceof String error && error.startsWith(MARK)) {
            if (operations.isEmpty()) {
                first = operation.extras().get("node") + " answered " + operation.function() + ": "
                        + error.substring(MARK.length());
            }
            operations.add(operation.index());
        }
    }

    /** Returns true if the run must end. */
    public boolean isTooMany() {
        return operations.size() >= MAXIMUM;
    }

    /** Returns a violation of the protocol if any reply was malformed; else empty. */
    public Optional<Verdict> verdict() {
        if (operations.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("malformedReplies", operations.size());
        details.put("completions", completions);
        details.put("maximum", MAXIMUM);
        String end = isTooMany() ? "; the run ended at malformed reply " + MAXIMUM : "";
        return Optional.of(Verdict.violation(
                CHECKER,
                "malformed-reply",
                operations.size() + " of " + completions + " replies broke the protocol; the first: " + first + end,
                operations.subList(0, Math.min(OPERATIONS_NAMED, operations.size())),
                details));
    }
}
