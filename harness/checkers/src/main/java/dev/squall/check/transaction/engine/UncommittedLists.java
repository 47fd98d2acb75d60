package dev.squall.check.transaction.engine;

import dev.squall.check.Meter;
import dev.squall.check.transaction.certificate.Certificate.CommitOrder;
import dev.squall.check.transaction.certificate.Certificate.Cycle;
import dev.squall.check.transaction.certificate.Certificate.Finding;
import dev.squall.check.transaction.level.Anomaly;
import dev.squall.check.transaction.level.IsolationLevel.Base;
import dev.squall.check.transaction.level.IsolationLevel.Order;
import dev.squall.check.transaction.model.TransactionHistory;
import dev.squall.check.transaction.model.TransactionHistoryBuilder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Engine for read uncommitted of lists. The level orders versions of committed transactions and allows reads of aborted
 * ones. The engine treats every indeterminate transaction as aborted, which is the weakest interpretation. The engine
 * removes the elements of transactions that did not complete ok from all lists.
 */
final class UncommittedLists {

    private final Versions versions;
    private final TransactionHistory history;
    private final Meter meter;

    UncommittedLists(Versions versions, Meter meter) {
        this.versions = versions;
        this.history = versions.history;
        this.meter = meter;
    }

    Decision decide(Order order) {
        Finding finding = versions.findingAgainst(Base.READ_UNCOMMITTED);
        if (finding != null) {
            return Decision.violation(finding);
        }
        if (!versions.undecidable.isEmpty()) {
            return Decision.unknown(versions.undecidable);
        }
        Versions committed = Versions.of(committedOnly());
        for (Finding found : committed.findings.values()) {
            if (found.anomaly().kind() == Anomaly.Kind.INCOMPATIBLE_ORDER) {
                return Decision.violation(new Finding(Anomaly.of(Anomaly.Kind.CYCLIC_VERSIONS), found.operations()));
            }
        }
        KnownOrders known = new KnownOrders(committed, meter);
        Components components = known.components(Base.READ_UNCOMMITTED, order);
        Cycle cycle = known.violation(Base.READ_UNCOMMITTED, order, components);
        if (cycle != null) {
            return Decision.violation(cycle);
        }
        return Decision.valid(new CommitOrder(committed.transactionsIn(components.order()), null));
    }

    /** Returns the history with only the writes of ok transactions, and with the same numbering. */
    private TransactionHistory committedOnly() {
        TransactionHistoryBuilder builder = new TransactionHistoryBuilder();
        Set<Long> removed = removed();
        for (int k = 0; k < history.keyCount(); k++) {
            builder.key(history.keyName(k));
        }
        for (int t = 0; t < history.size(); t++) {
            builder.begin(history.process(t), history.invocation(t));
        }
        int[] byFirst = transactionsByFirstOperation();
        for (int t : byFirst) {
            builder.operationsOf(t);
            for (int o = history.first(t); o < history.end(t); o++) {
                copy(builder, o, removed);
            }
            boolean ok = history.isOk(t);
            builder.end(
                    t,
                    ok ? TransactionHistory.Status.OK : TransactionHistory.Status.FAIL,
                    ok ? history.completion(t) : TransactionHistory.NEVER);
        }
        return builder.build(TransactionHistory.Kind.LIST_APPEND, history.hasRealTime(), TransactionHistory.NIL);
    }

    private int[] transactionsByFirstOperation() {
        long[] sorted = new long[history.size()];
        for (int t = 0; t < sorted.length; t++) {
            sorted[t] = (long) history.first(t) << 32 | t;
        }
        Arrays.sort(sorted);
        int[] transactions = new int[sorted.length];
        for (int i = 0; i < sorted.length; i++) {
            transactions[i] = (int) sorted[i];
        }
        return transactions;
    }

    /** Returns the appends of transactions that did not complete ok, with key and value packed into one number. */
    private Set<Long> removed() {
        Set<Long> removed = new HashSet<>();
        for (int o = 0; o < history.operationCount(); o++) {
            if (!history.isRead(o) && !history.isOk(versions.owner[o])) {
                removed.add(name(o, history.value(o)));
            }
        }
        return removed;
    }

    private long name(int operation, int value) {
        return (long) history.key(operation) << 32 | value & 0xffffffffL;
    }

    private void copy(TransactionHistoryBuilder builder, int operation, Set<Long> removed) {
        int key = history.key(operation);
        if (!history.isRead(operation)) {
            builder.append(key, builder.value(history.valueName(history.value(operation))));
        } else if (!history.isKnownRead(operation)) {
            builder.readUnknown(key);
        } else {
            int[] list = new int[history.length(operation)];
            int count = 0;
            for (int i = 0; i < list.length; i++) {
                int element = history.element(operation, i);
                if (!removed.contains(name(operation, element))) {
                    list[count++] = builder.value(history.valueName(element));
                }
            }
            builder.readList(key, list, count);
        }
    }
}
