package dev.squall.workload.transaction;

import dev.squall.check.Checker;
import dev.squall.check.Statistics;
import dev.squall.check.Verdict;
import dev.squall.check.transaction.pattern.WriteSkews;
import dev.squall.client.Client;
import dev.squall.generator.Call;
import dev.squall.generator.Context;
import dev.squall.generator.Generator;
import dev.squall.generator.Generators;
import dev.squall.generator.Step;
import dev.squall.history.Keyword;
import dev.squall.history.Operation;
import dev.squall.node.Vocabulary;
import dev.squall.node.protocol.Transactions;
import dev.squall.workload.Workload;
import dev.squall.workload.WorkloadOptions;
import java.util.List;
import java.util.Map;

/**
 * Pairs of transactions that both read two keys and write one of them each. At most one of a pair may miss the other's
 * write. Requests are those of {@code txn-rw-register}.
 */
public final class WriteSkewWorkload implements Workload {

    private static final Keyword WRITE = new Keyword("w");

    private final int minMeetings;

    /** {@code write-skew}. */
    public WriteSkewWorkload() {
        this(new WorkloadOptions(Map.of()));
    }

    private WriteSkewWorkload(WorkloadOptions options) {
        minMeetings = options.whole(TransactionOptions.MIN_MEETINGS, TransactionOptions.MEETINGS, 0, Integer.MAX_VALUE);
    }

    @Override
    public String name() {
        return "write-skew";
    }

    @Override
    public String description() {
        return "pairs of transactions that read two registers and write one each; one must see the other's write";
    }

    @Override
    public Map<String, String> options() {
        return Map.of(TransactionOptions.MIN_MEETINGS, TransactionOptions.MIN_MEETINGS_MEANING);
    }

    @Override
    public Workload with(Map<String, String> values) {
        return new WriteSkewWorkload(new WorkloadOptions(values));
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
        return new Pairs(0);
    }

    /** One transaction after the other; the two of a pair are neighbours, so that they often meet. */
    private record Pairs(long number) implements Generator {

        @Override
        public Step next(Context context) {
            if (context.freeThreads().isEmpty()) {
                return new Step.Later(Long.MAX_VALUE, this);
            }
            long first = number - number % 2;
            List<Object> transaction = List.of(
                    TransactionGenerator.read(first), TransactionGenerator.read(first + 1), List.of(WRITE, number, 1L));
            return new Step.Emit(
                    new Call(context.anyFreeThread(), TransactionClient.FUNCTION, transaction), new Pairs(number + 1));
        }
    }

    @Override
    public Generator probe() {
        return Generators.forever(
                context -> new Call(0, TransactionClient.FUNCTION, List.<Object>of(TransactionGenerator.read(0L))));
    }

    /** None: what a transaction missed is in its own reads. */
    @Override
    public Generator finalReads(List<Operation> operationsSoFar) {
        return Generators.nothing();
    }

    @Override
    public List<Checker> checkers() {
        return List.of(new WriteSkews(), new Statistics());
    }

    @Override
    public List<String> vacuities(List<Verdict> verdicts) {
        return IsolationChecker.vacuities(verdicts, minMeetings);
    }
}
