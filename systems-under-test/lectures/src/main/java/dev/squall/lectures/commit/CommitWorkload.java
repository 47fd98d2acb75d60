package dev.squall.lectures.commit;

import dev.squall.check.Checker;
import dev.squall.check.Statistics;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.client.Client;
import dev.squall.client.Completion;
import dev.squall.client.UnexpectedReplyException;
import dev.squall.generator.Call;
import dev.squall.generator.Context;
import dev.squall.generator.Generator;
import dev.squall.generator.Generators;
import dev.squall.generator.Step;
import dev.squall.history.Operation;
import dev.squall.node.Body;
import dev.squall.node.Vocabulary;
import dev.squall.workload.JournalAnalysis;
import dev.squall.workload.Promise;
import dev.squall.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Workload of transactions, numbered 1, 2, 3, ..., that clients begin at every node. Each transaction claims an item at
 * two or more nodes. The result of an operation is the decision. A node has recovered when it knows the decision of all
 * its transactions.
 */
final class CommitWorkload implements Workload {

    static final String NAME = "atomic-commit";
    static final String BEGIN = "begin";
    static final String COMMIT = "commit";
    private static final String ABORT = "abort";
    private static final String FLUSH = "flush";

    /** Number of items at each node. A larger number means fewer transactions that claim the same item. */
    private static final int ITEMS = 50;

    /** Time in nanoseconds for the last decisions to arrive after healing, before the run ends. */
    private static final long DECISION_NANOS = 2_000_000_000L;

    private static final Client CLIENT = new CommitClient();

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "transactions at several nodes; all nodes must commit, or all must abort";
    }

    @Override
    public Vocabulary vocabulary() {
        return CommitMessages.CLIENTS;
    }

    @Override
    public Client client() {
        return CLIENT;
    }

    @Override
    public Generator generator(int concurrency) {
        return new Transactions(1);
    }

    @Override
    public Generator probe() {
        return Generators.forever(context -> new Call(0, FLUSH, null));
    }

    @Override
    public Generator finalReads(List<Operation> operationsSoFar) {
        return Generators.sequence(List.of(
                Generators.sleep(DECISION_NANOS, DECISION_NANOS), Generators.eachThread(Generators.once(FLUSH, null))));
    }

    @Override
    public List<Checker> checkers() {
        return List.of(new Statistics());
    }

    @Override
    public List<Promise> promises() {
        return CommitJournal.PROPERTIES.stream()
                .map(property -> new Promise(property, Set.of(BEGIN)))
                .toList();
    }

    @Override
    public JournalAnalysis journalAnalysis(List<String> nodes) {
        return new CommitJournal(CommitJournal.Decider.COORDINATOR);
    }

    /** Returns a reason if no transaction was committed, since a system that always aborts keeps every property. */
    @Override
    public List<String> vacuities(List<Verdict> verdicts) {
        return verdicts.stream()
                        .anyMatch(verdict -> verdict.checker().equals(CommitJournal.VOTES)
                                && verdict.validity() == Validity.VALID
                                && verdict.details().get(CommitJournal.COMMITS) instanceof Number commits
                                && commits.longValue() == 0)
                ? List.of("no transaction was committed")
                : List.of();
    }

    /** Generator of transactions, each with two or more random participants, if the cluster has as many. */
    private record Transactions(long number) implements Generator {

        @Override
        public Step next(Context context) {
            if (context.freeThreads().isEmpty()) {
                return new Step.Later(Long.MAX_VALUE, this);
            }
            List<String> others = new ArrayList<>(context.nodeIds());
            int participants = others.size() == 1 ? 1 : 2 + context.random().nextInt(others.size() - 1);
            Map<String, Object> items = new TreeMap<>();
            while (items.size() < participants) {
                String node = others.remove(context.random().nextInt(others.size()));
                items.put(node, (long) context.random().nextInt(ITEMS));
            }
            return new Step.Emit(
                    new Call(context.anyFreeThread(), BEGIN, List.of(number, items)), new Transactions(number + 1));
        }
    }

    /** Client that begins transactions at its node. */
    private static final class CommitClient implements Client {

        @Override
        @SuppressWarnings("unchecked")
        public Body request(Call call) {
            return switch (call.function()) {
                case BEGIN -> {
                    List<?> transactionAndItems = (List<?>) call.value();
                    yield new CommitMessages.Begin(
                            transactionAndItems.get(0), (Map<String, Object>) transactionAndItems.get(1));
                }
                case FLUSH -> new CommitMessages.Flush();
                default -> throw new IllegalArgumentException(NAME + " has no function " + call.function());
            };
        }

        @Override
        public Completion complete(Call call, Body reply) {
            if (call.function().equals(BEGIN) && reply instanceof CommitMessages.BeginOk begun) {
                return Completion.ok(List.of(((List<?>) call.value()).get(0), begun.commit() ? COMMIT : ABORT));
            } else if (call.function().equals(FLUSH) && reply instanceof CommitMessages.FlushOk) {
                return Completion.ok(call.value());
            }
            throw new UnexpectedReplyException(call.function(), reply, call.function() + "_ok");
        }

        @Override
        public boolean isReadOnly(String function) {
            return function.equals(FLUSH);
        }
    }
}
