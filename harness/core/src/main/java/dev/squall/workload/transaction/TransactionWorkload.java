package dev.squall.workload.transaction;

import dev.squall.check.Budget;
import dev.squall.check.Checker;
import dev.squall.check.Statistics;
import dev.squall.check.Verdict;
import dev.squall.check.transaction.model.TransactionHistory.Kind;
import dev.squall.check.transaction.online.OnlineTransactions;
import dev.squall.client.Client;
import dev.squall.generator.Call;
import dev.squall.generator.Generator;
import dev.squall.generator.Generators;
import dev.squall.history.Keyword;
import dev.squall.history.Operation;
import dev.squall.node.Vocabulary;
import dev.squall.node.protocol.Transactions;
import dev.squall.workload.OnlineChecker;
import dev.squall.workload.Workload;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Workload of Maelstrom's transactions over lists or registers, with Elle's generator. The history must satisfy an
 * isolation level: strict serializability, unless the option {@code level} names another. A run in which transactions
 * rarely met on a key is vacuous.
 */
public final class TransactionWorkload implements Workload {

    private static final int READS_AT_ONCE = 4;
    /** Number of transactions after which the history is no longer checked during the run. */
    private static final int ONLINE_MAX = 200_000;

    private final Kind kind;
    private final TransactionOptions options;

    private TransactionWorkload(Kind kind, TransactionOptions options) {
        this.kind = kind;
        this.options = options;
    }

    /** Returns the workload {@code txn-list-append}, whose transactions append to lists. */
    public static TransactionWorkload listAppend() {
        return new TransactionWorkload(Kind.LIST_APPEND, TransactionOptions.DEFAULT);
    }

    /** Returns the workload {@code txn-rw-register}, whose transactions overwrite registers. */
    public static TransactionWorkload registers() {
        return new TransactionWorkload(Kind.RW_REGISTER, TransactionOptions.DEFAULT);
    }

    @Override
    public String name() {
        return "txn-" + kind.model();
    }

    @Override
    public String description() {
        return "transactions of " + (kind == Kind.LIST_APPEND ? "appends to and reads of lists" : "writes and reads of")
                + (kind == Kind.LIST_APPEND ? "" : " registers")
                + "; must satisfy an isolation level, with --option level";
    }

    @Override
    public Map<String, String> options() {
        return TransactionOptions.descriptions();
    }

    @Override
    public Workload with(Map<String, String> values) {
        return new TransactionWorkload(kind, TransactionOptions.of(values));
    }

    @Override
    public Vocabulary vocabulary() {
        return Transactions.VOCABULARY;
    }

    @Override
    public Client client() {
        return new TransactionClient();
    }

    @Override
    public Generator generator(int concurrency) {
        return TransactionGenerator.of(options, new Keyword(kind == Kind.LIST_APPEND ? "append" : "w"));
    }

    @Override
    public Generator probe() {
        return Generators.forever(context -> readsOf(List.of(0L)));
    }

    /** Returns reads of every key that was used, since the order of appends is known only from reads. */
    @Override
    public Generator finalReads(List<Operation> operationsSoFar) {
        Set<Object> keys = new LinkedHashSet<>();
        for (Operation operation : operationsSoFar) {
            if (operation.isClient() && operation.value() instanceof List<?> operations) {
                operations.forEach(each -> keys.add(((List<?>) each).get(1)));
            }
        }
        List<Object> all = new ArrayList<>(keys);
        List<Generator> reads = new ArrayList<>();
        for (int i = 0; i < all.size(); i += READS_AT_ONCE) {
            Call call = readsOf(all.subList(i, Math.min(all.size(), i + READS_AT_ONCE)));
            reads.add(Generators.once(call.function(), call.value()));
        }
        return Generators.sequence(reads);
    }

    private static Call readsOf(List<?> keys) {
        List<Object> reads = new ArrayList<>();
        keys.forEach(key -> reads.add(TransactionGenerator.read(key)));
        return new Call(0, TransactionClient.FUNCTION, List.copyOf(reads));
    }

    @Override
    public List<Checker> checkers() {
        return List.of(new IsolationChecker(kind, options.level()), new Statistics());
    }

    @Override
    public Optional<OnlineChecker> onlineChecker(Budget budgetPerOperation) {
        Checker checker = new IsolationChecker(kind, options.level());
        return Optional.of(new OnlineTransactions(checker, options.level(), budgetPerOperation, ONLINE_MAX)::accept);
    }

    @Override
    public List<String> vacuities(List<Verdict> verdicts) {
        return IsolationChecker.vacuities(verdicts, options.minMeetings());
    }
}
