package dev.squall.workload.transaction;

import dev.squall.check.Checker;
import dev.squall.check.Statistics;
import dev.squall.check.Verdict;
import dev.squall.check.transaction.pattern.LongForks;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Single writes of keys, each key once, and reads of small groups of keys, as Jepsen's long fork. No two reads of a
 * group may see two writes in opposite orders. Requests are those of {@code txn-rw-register}.
 */
public final class LongForkWorkload implements Workload {

    private static final String GROUP_SIZE = "group-size";
    private static final String READ_SHARE = "read-share";
    private static final Keyword WRITE = new Keyword("w");

    private final int groupSize;
    private final double readShare;
    private final int minMeetings;

    /** {@code long-fork}: groups of 2 keys, three of four operations are reads. */
    public LongForkWorkload() {
        this(new WorkloadOptions(Map.of()));
    }

    private LongForkWorkload(WorkloadOptions options) {
        groupSize = options.whole(GROUP_SIZE, 2, 2, 100);
        readShare = options.number(READ_SHARE, 0.75, 0, 0.99);
        minMeetings = options.whole(TransactionOptions.MIN_MEETINGS, TransactionOptions.MEETINGS, 0, Integer.MAX_VALUE);
    }

    @Override
    public String name() {
        return "long-fork";
    }

    @Override
    public String description() {
        return "single writes and reads of groups of registers; no two reads may see two writes in opposite orders";
    }

    @Override
    public Map<String, String> options() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put(GROUP_SIZE, "keys of a group (2)");
        all.put(READ_SHARE, "share of reads among the operations (0.75)");
        all.put(TransactionOptions.MIN_MEETINGS, TransactionOptions.MIN_MEETINGS_MEANING);
        return all;
    }

    @Override
    public Workload with(Map<String, String> values) {
        return new LongForkWorkload(new WorkloadOptions(values));
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
        return new Forks(groupSize, readShare, 0);
    }

    /** Writes of keys in their order, and reads of the group that is being written or the one before. */
    private record Forks(int groupSize, double readShare, long nextKey) implements Generator {

        @Override
        public Step next(Context context) {
            if (context.freeThreads().isEmpty()) {
                return new Step.Later(Long.MAX_VALUE, this);
            }
            int thread = context.anyFreeThread();
            if (context.random().nextDouble() >= readShare) {
                List<Object> write = List.of(List.of(WRITE, nextKey, 1L));
                return new Step.Emit(new Call(thread, "write", write), new Forks(groupSize, readShare, nextKey + 1));
            }
            long group = Math.max(0, nextKey / groupSize - context.random().nextInt(2));
            return new Step.Emit(new Call(thread, "read", reads(group, groupSize)), this);
        }
    }

    private static List<Object> reads(long group, int groupSize) {
        List<Object> reads = new ArrayList<>();
        for (long key = group * groupSize; key < (group + 1) * groupSize; key++) {
            reads.add(TransactionGenerator.read(key));
        }
        return List.copyOf(reads);
    }

    @Override
    public Generator probe() {
        return Generators.forever(context -> new Call(0, "read", reads(0, groupSize)));
    }

    /** None: a fork shows while the writes of its group are under way. */
    @Override
    public Generator finalReads(List<Operation> operationsSoFar) {
        return Generators.nothing();
    }

    @Override
    public List<Checker> checkers() {
        return List.of(new LongForks(), new Statistics());
    }

    @Override
    public List<String> vacuities(List<Verdict> verdicts) {
        return IsolationChecker.vacuities(verdicts, minMeetings);
    }
}
