package dev.squall.history;

import java.util.Arrays;

/** Pairing of each invocation with its completion. Immutable. Takes O(n). */
public final class Pairing {

    /** Result for an operation without a partner: an invocation that never completed, or a nemesis operation. */
    public static final int NONE = -1;

    private final History history;
    private final int[] partners;

    private Pairing(History history, int[] partners) {
        this.history = history;
        this.partners = partners;
    }

    /**
     * Pairs the clients' operations of a history.
     *
     * @throws HistoryFormatException if a process invokes while it has an open invocation, or completes without one;
     *     the message names the operation's index
     */
    public static Pairing of(History history) {
        int[] partners = new int[history.size()];
        Arrays.fill(partners, NONE);
        OpenInvocations open = new OpenInvocations();
        for (Operation operation : history.operations()) {
            if (operation.isClient()) {
                Operation invocation = accept(open, operation);
                if (invocation != null) {
                    partners[history.positionOf(invocation.index())] = operation.index();
                    partners[history.positionOf(operation.index())] = invocation.index();
                }
            }
        }
        return new Pairing(history, partners);
    }

    private static Operation accept(OpenInvocations open, Operation operation) {
        try {
            return open.accept(operation);
        } catch (HistoryFormatException malformed) {
            throw new HistoryFormatException("operation " + operation.index() + ": " + malformed.getMessage());
        }
    }

    /**
     * Returns the index of the completion of an invocation, or of the invocation of a completion; else {@link #NONE}.
     */
    public int partnerOf(int index) {
        return partners[history.positionOf(index)];
    }
}
