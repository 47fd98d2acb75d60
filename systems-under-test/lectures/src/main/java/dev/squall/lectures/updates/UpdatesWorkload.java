package dev.squall.lectures.updates;

import dev.squall.check.Budget;
import dev.squall.check.Checker;
import dev.squall.check.Statistics;
import dev.squall.check.Verdict;
import dev.squall.check.convergence.FinalReads;
import dev.squall.check.convergence.FinalReads.FinalRead;
import dev.squall.check.convergence.Replicas;
import dev.squall.client.Client;
import dev.squall.generator.Generator;
import dev.squall.history.History;
import dev.squall.history.HistoryFormatException;
import dev.squall.history.Operation;
import dev.squall.lectures.broadcast.BroadcastWorkload;
import dev.squall.node.Vocabulary;
import dev.squall.workload.Workload;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Workload of updates that replicas broadcast, with the requests of the broadcast workload. The workload's checker
 * requires that the replicas become equal.
 */
final class UpdatesWorkload implements Workload {

    static final String NAME = "updates";

    private final Workload broadcast = BroadcastWorkload.UNORDERED;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "updates that replicas broadcast; the replicas must become equal";
    }

    @Override
    public Vocabulary vocabulary() {
        return broadcast.vocabulary();
    }

    @Override
    public Client client() {
        return broadcast.client();
    }

    @Override
    public Generator generator(int concurrency) {
        return broadcast.generator(concurrency);
    }

    @Override
    public Generator probe() {
        return broadcast.probe();
    }

    @Override
    public Generator finalReads(List<Operation> operationsSoFar) {
        return broadcast.finalReads(operationsSoFar);
    }

    @Override
    public List<Checker> checkers() {
        return List.of(new ReplicasEqual(), new Statistics());
    }

    /**
     * Checker of convergence: the final reads of all replicas must return the same state. The check takes time linear
     * in the history, and does not check the state itself.
     */
    private static final class ReplicasEqual implements Checker {

        private static final String PROPERTY = "replicas-equal";
        private static final int LONGEST_STATE = 120;

        @Override
        public String name() {
            return PROPERTY;
        }

        @Override
        public Set<String> observingFunctions() {
            return Set.of("read");
        }

        @Override
        public Verdict check(History history, Budget budget) {
            FinalReads reads;
            try {
                reads = FinalReads.of(history, Replicas.named(), false, Function.identity());
            } catch (HistoryFormatException e) {
                return Verdict.unknown(PROPERTY, e.getMessage(), Map.of());
            }
            Optional<List<FinalRead>> difference = reads.difference();
            if (difference.isPresent()) {
                FinalRead first = difference.get().get(0);
                FinalRead other = difference.get().get(1);
                return Verdict.violation(
                        PROPERTY,
                        "replicas-differ",
                        words(other) + ", but " + words(first),
                        List.of(other.read().index(), first.read().index()),
                        Map.of());
            }
            return reads.silentReplica()
                    .map(silent -> Verdict.unknown(PROPERTY, silent, Map.of()))
                    .orElseGet(() -> Verdict.valid(
                            PROPERTY, "the final reads of " + reads.replicaCount() + " replicas are equal", Map.of()));
        }

        private static String words(FinalRead read) {
            String text = read.toString();
            return text.length() <= LONGEST_STATE ? text : text.substring(0, LONGEST_STATE) + "...";
        }
    }
}
