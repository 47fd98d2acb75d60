package dev.squall.lectures.transactions;

import dev.squall.node.Environment;
import dev.squall.node.Node;
import dev.squall.node.NodeProgram;
import dev.squall.node.Vocabulary;
import dev.squall.node.protocol.Bank;
import dev.squall.node.protocol.Transactions;
import java.util.List;
import java.util.Map;

/**
 * Program of the transactional store. The option {@code isolation} is the name of an {@link Isolation} level; each
 * subclass has another default. The option {@code transaction-timeout-ms} is the time in milliseconds after which a
 * transaction is aborted; the default is 400.
 */
public abstract class TransactionsProgram implements NodeProgram {

    /** The store with serializable transactions by default. */
    public static final class Serializable extends TransactionsProgram {
        public Serializable() {
            super(Isolation.SERIALIZABLE);
        }
    }

    /** The store with snapshot isolation by default. */
    public static final class SnapshotIsolation extends TransactionsProgram {
        public SnapshotIsolation() {
            super(Isolation.SNAPSHOT_ISOLATION);
        }
    }

    /** The store with the isolation level read committed by default. */
    public static final class ReadCommitted extends TransactionsProgram {
        public ReadCommitted() {
            super(Isolation.READ_COMMITTED);
        }
    }

    /** The store with the isolation level read uncommitted by default. */
    public static final class ReadUncommitted extends TransactionsProgram {
        public ReadUncommitted() {
            super(Isolation.READ_UNCOMMITTED);
        }
    }

    private static final String ISOLATION = "isolation";
    private static final String TIMEOUT = "transaction-timeout-ms";
    private static final int TIMEOUT_MILLIS = 400;

    private static final Vocabulary VOCABULARY = new Vocabulary(
                    List.of(
                            TransactionsMessages.Begin.class,
                            TransactionsMessages.Begun.class,
                            TransactionsMessages.Operate.class,
                            TransactionsMessages.Operated.class,
                            TransactionsMessages.Commit.class,
                            TransactionsMessages.Committed.class,
                            TransactionsMessages.Abandon.class,
                            TransactionsMessages.Aborted.class),
                    List.of(TransactionsMessages.LifeBegun.class, TransactionsMessages.Installed.class),
                    List.of())
            .withBodies(Transactions.VOCABULARY)
            .withBodies(Bank.VOCABULARY);

    private final Isolation usual;

    private TransactionsProgram(Isolation usual) {
        this.usual = usual;
    }

    @Override
    public final Node create(Environment environment, Map<String, String> options) {
        for (String name : options.keySet()) {
            if (!name.equals(ISOLATION) && !name.equals(TIMEOUT)) {
                throw new IllegalArgumentException("The transactional store has no option '" + name
                        + "'; its options are [" + ISOLATION + ", " + TIMEOUT + "].");
            }
        }
        Isolation isolation = options.containsKey(ISOLATION) ? Isolation.named(options.get(ISOLATION)) : usual;
        int timeoutMillis = timeoutMillis(options.get(TIMEOUT));
        // The store's timeout is twice the coordinator's, so the store never ends a transaction that its coordinator
        // still runs.
        return new TransactionsNode(
                environment,
                new Coordinator(environment, timeoutMillis),
                new TransactionStore(environment, isolation, 2 * timeoutMillis));
    }

    private static int timeoutMillis(String text) {
        if (text == null) {
            return TIMEOUT_MILLIS;
        }
        try {
            int millis = Integer.parseInt(text);
            if (millis >= 1 && millis <= Integer.MAX_VALUE / 2) {
                return millis;
            }
        } catch (NumberFormatException notANumber) {
            // The exception below reports text that is no number and numbers that are too small.
        }
        throw new IllegalArgumentException(
                "The option '" + TIMEOUT + "' is '" + text + "' and must be a whole number from 1 to 2^30 - 1.");
    }

    @Override
    public final Vocabulary vocabulary() {
        return VOCABULARY;
    }
}
