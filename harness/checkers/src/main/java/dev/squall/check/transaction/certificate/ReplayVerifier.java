package dev.squall.check.transaction.certificate;

import static dev.squall.check.transaction.certificate.CertificateVerifier.require;

import dev.squall.check.transaction.level.IsolationLevel.Order;
import dev.squall.check.transaction.model.TransactionHistory;
import dev.squall.check.transaction.model.TransactionHistory.Kind;
import java.util.Arrays;

/**
 * Verifier of orders by replay: of a serial order, or of an order of starts and commits. Takes time linear in
 * operations and list elements.
 */
final class ReplayVerifier {

    private final TransactionHistory history;
    private final Order order;
    private final boolean lists;
    /** Committed state of each key: a value, or the elements and length of a list. */
    private final int[] value;

    private final int[][] elements;
    private final int[] length;
    /** Place of the last commit that wrote a key. */
    private final int[] committedAt;
    /** Transaction in execution that last wrote each key; {@code ownValue} has the written value. */
    private final int[] ownWriter;

    private final int[] ownValue;

    ReplayVerifier(TransactionHistory history, Order order) {
        this.history = history;
        this.order = order;
        this.lists = history.kind() == Kind.LIST_APPEND;
        this.value = new int[history.keyCount()];
        this.elements = new int[history.keyCount()][];
        this.length = new int[history.keyCount()];
        this.committedAt = new int[history.keyCount()];
        this.ownWriter = new int[history.keyCount()];
        this.ownValue = new int[history.keyCount()];
        Arrays.fill(value, history.initialValue());
        Arrays.fill(committedAt, -1);
        Arrays.fill(ownWriter, -1);
    }

    void serial(int[] transactions) {
        checkMembers(history, transactions);
        checkOrder(history, transactions, order);
        for (int place = 0; place < transactions.length; place++) {
            execute(transactions[place]);
            commit(transactions[place], place);
        }
    }

    void snapshots(int[] events) {
        int[] startedAt = new int[history.size()];
        Arrays.fill(startedAt, -1);
        int[] commits = new int[events.length / 2];
        int committed = 0;
        OrderCheck check = new OrderCheck(history, order);
        for (int place = 0; place < events.length; place++) {
            int t = events[place] / 2;
            if (events[place] % 2 == 0) {
                require(startedAt[t] < 0, "a transaction starts twice");
                startedAt[t] = place;
                check.start(t);
                execute(t);
            } else {
                require(startedAt[t] >= 0 && committed < commits.length, "a transaction commits before its start");
                commits[committed++] = t;
                for (int o = history.first(t); o < history.end(t); o++) {
                    require(
                            history.isRead(o)
                                    || committedAt[history.key(o)] < startedAt[t]
                                    || committedAt[history.key(o)] == place,
                            "two writers of one key overlap");
                    if (!history.isRead(o)) {
                        write(o, place);
                    }
                }
                check.commit(t);
            }
        }
        checkMembers(history, Arrays.copyOf(commits, committed));
        require(2 * committed == events.length, "a transaction does not commit");
    }

    /** Checks that the order contains every ok transaction, no transaction twice, and no failed transaction. */
    static void checkMembers(TransactionHistory history, int[] transactions) {
        boolean[] seen = new boolean[history.size()];
        for (int t : transactions) {
            require(!seen[t] && !history.isFailed(t), "transaction " + t + " is there twice, or failed");
            seen[t] = true;
        }
        for (int t = 0; t < history.size(); t++) {
            require(seen[t] || !history.isOk(t), "transaction " + t + " is missing");
        }
    }

    /** Checks that an order of transactions contains the session order or the real-time order. */
    static void checkOrder(TransactionHistory history, int[] transactions, Order order) {
        OrderCheck check = new OrderCheck(history, order);
        for (int t : transactions) {
            check.start(t);
            check.commit(t);
        }
    }

    /** Checks that a transaction's reads return the committed state, overlaid with its own writes. */
    private void execute(int t) {
        for (int o = history.first(t); o < history.end(t); o++) {
            int key = history.key(o);
            if (!history.isRead(o)) {
                ownWriter[key] = t;
                ownValue[key] = history.value(o);
            } else if (history.isKnownRead(o)) {
                boolean right = lists
                        ? isStateWithOwn(t, o)
                        : history.value(o) == (ownWriter[key] == t ? ownValue[key] : value[key]);
                require(right, "operation " + o + " of transaction " + t + " reads another state");
            }
        }
        for (int o = history.first(t); o < history.end(t); o++) {
            ownWriter[history.key(o)] = -1;
        }
    }

    private boolean isStateWithOwn(int t, int read) {
        int key = history.key(read);
        int count = length[key];
        if (history.length(read) < count) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            if (history.element(read, i) != elements[key][i]) {
                return false;
            }
        }
        if (ownWriter[key] != t) {
            return history.length(read) == count;
        }
        for (int o = history.first(t); o < read; o++) {
            if (!history.isRead(o) && history.key(o) == key) {
                if (count >= history.length(read) || history.element(read, count++) != history.value(o)) {
                    return false;
                }
            }
        }
        return count == history.length(read);
    }

    private void commit(int t, int place) {
        for (int o = history.first(t); o < history.end(t); o++) {
            if (!history.isRead(o)) {
                write(o, place);
            }
        }
    }

    private void write(int operation, int place) {
        int key = history.key(operation);
        committedAt[key] = place;
        value[key] = history.value(operation);
        if (lists) {
            int[] known = elements[key] == null ? new int[4] : elements[key];
            elements[key] = length[key] == known.length ? Arrays.copyOf(known, 2 * known.length) : known;
            elements[key][length[key]++] = history.value(operation);
        }
    }

    /** Check that each transaction commits before the start of its successors in session or real-time order. */
    private static final class OrderCheck {

        private final TransactionHistory history;
        private final Order order;
        private final java.util.Map<Integer, Integer> lastOfProcess = new java.util.HashMap<>();
        private int latestInvocation = -1;

        OrderCheck(TransactionHistory history, Order order) {
            this.history = history;
            this.order = order;
            require(order != Order.REAL_TIME || history.hasRealTime(), "the history has no times");
        }

        void start(int t) {
            latestInvocation = Math.max(latestInvocation, history.invocation(t));
            lastOfProcess.merge(history.process(t), t, Math::max);
        }

        /** Records a commit and checks that no successor of the transaction has started. */
        void commit(int t) {
            if (order == Order.REAL_TIME) {
                require(
                        !history.isOk(t) || history.completion(t) >= latestInvocation,
                        "transaction " + t + " commits after the start of one that was invoked after its completion");
            } else if (order == Order.SESSION) {
                require(
                        !history.isOk(t) || lastOfProcess.get(history.process(t)) == t,
                        "transaction " + t + " commits after the start of a later one of its session");
            }
        }
    }
}
