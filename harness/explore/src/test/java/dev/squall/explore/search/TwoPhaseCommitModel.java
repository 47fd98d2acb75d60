package dev.squall.explore.search;

import dev.squall.explore.state.StateHash;
import dev.squall.explore.state.StateKey;
import java.util.Arrays;
import java.util.List;

/**
 * Two-phase commit as specified by Gray and Lamport in Consensus on Transaction Commit: a set of messages that never
 * shrinks, resource managers that prepare or abort, and a transaction manager.
 */
final class TwoPhaseCommitModel implements Execution {

    private enum Kind {
        PREPARE,
        CHOOSE_TO_ABORT,
        RECEIVE_COMMIT,
        RECEIVE_ABORT,
        MANAGER_RECEIVES_PREPARED,
        MANAGER_COMMITS,
        MANAGER_ABORTS
    }

    private enum Manager {
        WORKING,
        PREPARED,
        COMMITTED,
        ABORTED
    }

    private static final int SUBJECT_SHIFT = 16;
    private static final int KIND_SHIFT = 32;

    private final Manager[] managers;
    private int preparedSent;
    private int preparedReceived;
    private boolean hasCommitted;
    private boolean hasAborted;

    TwoPhaseCommitModel(int count) {
        managers = new Manager[count];
        Arrays.fill(managers, Manager.WORKING);
    }

    @Override
    public long[] enabled() {
        long[] events = new long[5 * managers.length + 2];
        int size = 0;
        boolean isOpen = !hasCommitted && !hasAborted;
        for (int i = 0; i < managers.length; i++) {
            if (managers[i] == Manager.WORKING) {
                events[size++] = event(Kind.PREPARE, i);
                events[size++] = event(Kind.CHOOSE_TO_ABORT, i);
            }
            if (hasCommitted && managers[i] != Manager.COMMITTED) {
                events[size++] = event(Kind.RECEIVE_COMMIT, i);
            }
            if (hasAborted && managers[i] != Manager.ABORTED) {
                events[size++] = event(Kind.RECEIVE_ABORT, i);
            }
            if (isOpen && (preparedSent & ~preparedReceived & 1 << i) != 0) {
                events[size++] = event(Kind.MANAGER_RECEIVES_PREPARED, i);
            }
        }
        if (isOpen && preparedReceived == (1 << managers.length) - 1) {
            events[size++] = event(Kind.MANAGER_COMMITS, 0);
        }
        if (isOpen) {
            events[size++] = event(Kind.MANAGER_ABORTS, 0);
        }
        return Arrays.copyOf(events, size);
    }

    private static long event(Kind kind, int subject) {
        return (long) kind.ordinal() << KIND_SHIFT | (long) subject << SUBJECT_SHIFT;
    }

    @Override
    public int necessary() {
        return enabled().length;
    }

    /** Receipts of the manager commute among themselves, but not with its decision. */
    @Override
    public Footprint take(long event) {
        int i = (int) (event >> SUBJECT_SHIFT) & 0xff;
        long own = 1L << i;
        long message = 1L << 10 + i;
        long receipt = 1L << 20;
        long decision = 1L << 21;
        switch (Kind.values()[(int) (event >> KIND_SHIFT)]) {
            case PREPARE -> {
                managers[i] = Manager.PREPARED;
                preparedSent |= 1 << i;
                return new Footprint(own | message, own | message);
            }
            case CHOOSE_TO_ABORT -> managers[i] = Manager.ABORTED;
            case RECEIVE_COMMIT -> managers[i] = Manager.COMMITTED;
            case RECEIVE_ABORT -> managers[i] = Manager.ABORTED;
            case MANAGER_RECEIVES_PREPARED -> {
                preparedReceived |= 1 << i;
                return new Footprint(receipt | message, decision | message);
            }
            case MANAGER_COMMITS -> {
                hasCommitted = true;
                return new Footprint(decision, decision | receipt);
            }
            case MANAGER_ABORTS -> {
                hasAborted = true;
                return new Footprint(decision, decision | receipt);
            }
        }
        return new Footprint(own | receipt, own | decision);
    }

    @Override
    public int cause(long event) {
        return -1;
    }

    @Override
    public long[] variants() {
        return new long[0];
    }

    @Override
    public boolean isAlternative(long taken, long disabled) {
        return true;
    }

    @Override
    public StateKey state() {
        return new StateHash()
                .add(List.of(List.of(managers), preparedSent, preparedReceived, hasCommitted, hasAborted)
                        .toString())
                .key();
    }
}
