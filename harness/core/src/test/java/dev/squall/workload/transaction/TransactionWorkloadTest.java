package dev.squall.workload.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.check.Budget;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.client.Client;
import dev.squall.client.Completion;
import dev.squall.client.UnexpectedReplyException;
import dev.squall.generator.Call;
import dev.squall.generator.Context;
import dev.squall.generator.Generator;
import dev.squall.generator.Step;
import dev.squall.history.History;
import dev.squall.history.HistoryReader;
import dev.squall.history.Keyword;
import dev.squall.history.Operation;
import dev.squall.node.protocol.Transactions;
import dev.squall.node.protocol.Transactions.TxnOk;
import dev.squall.workload.Workload;
import dev.squall.workload.WorkloadOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of the workloads of transactions: what their generator draws, what their client says, and what is judged. */
class TransactionWorkloadTest {

    private static final Keyword APPEND = new Keyword("append");

    private final Workload workload = TransactionWorkload.listAppend();

    private static List<List<?>> operations(Workload of, int calls) {
        RandomGenerator random = new java.util.SplittableRandom(7);
        Generator generator = of.generator(4);
        List<List<?>> transactions = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            Step.Emit emit = (Step.Emit) generator.next(new Context(0, List.of(0), List.of(0), random));
            transactions.add((List<?>) emit.call().value());
            generator = emit.rest();
        }
        return transactions;
    }

    @Test
    void keysRotateAfterTheirWritesAndValuesAreUnique() {
        Workload rotating = workload.with(Map.of("max-writes-per-key", "5", "key-count", "4", "max-txn-length", "6"));
        Map<Object, List<Object>> writes = new TreeMap<>();
        Set<Integer> lengths = new TreeSet<>();
        for (List<?> transaction : operations(rotating, 2_000)) {
            lengths.add(transaction.size());
            for (Object operation : transaction) {
                List<?> parts = (List<?>) operation;
                if (parts.get(0).equals(APPEND)) {
                    writes.computeIfAbsent(parts.get(1), key -> new ArrayList<>())
                            .add(parts.get(2));
                }
            }
        }

        assertThat(lengths).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(writes).hasSizeGreaterThan(500);
        assertThat(writes.values()).allSatisfy(values -> assertThat(values)
                .isEqualTo(IntStream.rangeClosed(1, values.size())
                        .mapToObj(value -> (long) value)
                        .toList())
                .hasSizeLessThanOrEqualTo(5));
        assertThat(writes.values().stream().filter(values -> values.size() < 5)).hasSizeLessThanOrEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({"uniform, 0.25", "exponential, 0.5333"})
    void keysAreUsedAsTheDistributionSays(String distribution, double shareOfTheLast) {
        Workload fixed = workload.with(Map.of(
                "key-dist", distribution, "key-count", "4", "max-writes-per-key", "1000000", "read-share", "0.9"));
        Map<Object, Integer> uses = new TreeMap<>();
        int reads = 0;
        int all = 0;
        for (List<?> transaction : operations(fixed, 20_000)) {
            for (Object operation : transaction) {
                uses.merge(((List<?>) operation).get(1), 1, Integer::sum);
                reads += ((List<?>) operation).get(0).equals(new Keyword("r")) ? 1 : 0;
                all++;
            }
        }

        assertThat(uses.keySet()).containsExactly(0L, 1L, 2L, 3L);
        assertThat(uses.get(3L) / (double) all).isBetween(shareOfTheLast - 0.02, shareOfTheLast + 0.02);
        assertThat(reads / (double) all).isBetween(0.88, 0.92);
    }

    @Test
    void noKeyIsReadTwiceWithoutAWriteBetweenIfReadsAreNotRepeated() {
        Workload once = workload.with(Map.of("repeat-reads", "false", "key-count", "3", "max-txn-length", "8"));
        int reads = 0;
        for (List<?> transaction : operations(once, 2_000)) {
            Set<Object> read = new HashSet<>();
            for (Object operation : transaction) {
                Object key = ((List<?>) operation).get(1);
                if (((List<?>) operation).get(0).equals(APPEND)) {
                    read.remove(key);
                } else {
                    assertThat(read.add(key))
                            .as("first read of %s in %s", key, transaction)
                            .isTrue();
                    reads++;
                }
            }
        }
        assertThat(reads).isGreaterThan(1_000);
    }

    @Test
    void registersAreWritten() {
        assertThat(operations(TransactionWorkload.registers(), 100).toString())
                .contains("[:w, ", "[:r, ")
                .doesNotContain("append");
    }

    @Test
    void requestHasMaelstromsOperations() {
        Call call = new Call(0, "txn", List.of(Arrays.asList(new Keyword("r"), 3L, null), List.of(APPEND, 4L, 1L)));

        assertThat(workload.client().request(call))
                .isEqualTo(new Transactions.Txn(List.of(Arrays.asList("r", 3L, null), List.of("append", 4L, 1L))));
    }

    @Test
    void replyIsTheResultOfReadsWithTheKeysOfTheRequest() {
        Client client = workload.client();
        Call call = new Call(0, "txn", List.of(Arrays.asList("r", 3L, null), List.of("append", 4L, 1L)));
        TxnOk reply = new TxnOk(List.of(Arrays.asList("r", "3", List.of(7L)), Arrays.asList("append", 4L, null)));

        assertThat(client.complete(call, reply))
                .isEqualTo(Completion.ok(List.of(List.of(new Keyword("r"), 3L, List.of(7L)), List.of(APPEND, 4L, 1L))));
        for (List<List<Object>> other : List.of(
                List.<List<Object>>of(),
                List.of(List.<Object>of("append", 4L, 1L), Arrays.<Object>asList("r", 3L, null)),
                List.of(Arrays.<Object>asList("r", 5L, null), List.<Object>of("append", 4L, 1L)))) {
            assertThatThrownBy(() -> client.complete(call, new TxnOk(other)))
                    .isInstanceOf(UnexpectedReplyException.class)
                    .hasMessageContaining("with the same operations in this order");
        }
    }

    @Test
    void transactionWithoutWritesHasNoEffectWithoutAReply() {
        Client client = workload.client();
        Call reads = new Call(0, "txn", List.of(Arrays.asList("r", 3L, null)));
        Call append = new Call(0, "txn", List.of(List.of(APPEND, 4L, 1L)));

        assertThat(client.indefinite(reads, "no answer").type()).isEqualTo(Operation.Type.FAIL);
        assertThat(client.indefinite(append, "no answer").type()).isEqualTo(Operation.Type.INFO);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "level | best | the option 'level' of the workload is 'best'; expected one of read-uncommitted, read-",
                "key-count | 0 | the option 'key-count' of the workload is '0'; expected a whole number from 1 to 100",
                "max-txn-length | many | the option 'max-txn-length' of the workload is 'many'; expected a whole",
                "read-share | 1.5 | the option 'read-share' of the workload is '1.5'; expected a number from 0.0",
                "key-dist | zipf | the option 'key-dist' of the workload is 'zipf'; expected one of exponential, uni"
            })
    void optionOutOfItsBoundsIsRefused(String name, String value, String message) {
        assertThatThrownBy(() -> workload.with(Map.of(name, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void optionsOfTheWorkloadAreNotThoseOfNodes() {
        Map<String, String> options = new LinkedHashMap<>(Map.of("level", "serializable", "isolation", "weak"));

        assertThat(WorkloadOptions.forNodes(workload, options)).isEqualTo(Map.of("isolation", "weak"));
        assertThat(WorkloadOptions.configure(workload, options)
                        .checkers()
                        .get(0)
                        .name())
                .isEqualTo("serializable");
        assertThat(workload.checkers().get(0).name()).isEqualTo("strict-serializable");
    }

    /** T1 and T2 read both keys, see nothing, and each appends to one. */
    private static final String WRITE_SKEW =
            """
            {:index 0, :type :invoke, :process 0, :f :txn, :value [[:r 1 nil] [:r 2 nil] [:append 1 1]]}
            {:index 1, :type :invoke, :process 1, :f :txn, :value [[:r 1 nil] [:r 2 nil] [:append 2 1]]}
            {:index 2, :type :ok, :process 0, :f :txn, :value [[:r 1 nil] [:r 2 nil] [:append 1 1]]}
            {:index 3, :type :ok, :process 1, :f :txn, :value [[:r 1 []] [:r 2 nil] [:append 2 1]]}
            {:index 4, :type :invoke, :process 0, :f :txn, :value [[:r 1 nil] [:r 2 nil]]}
            {:index 5, :type :ok, :process 0, :f :txn, :value [[:r 1 [1]] [:r 2 [1]]]}
            """;

    private static Verdict check(Workload of, String history) {
        History read = HistoryReader.parse(history);
        return of.checkers().get(0).check(read, Budget.DEFAULT);
    }

    @Test
    void historyIsJudgedAtTheLevelAndMeetingsAreCounted() {
        Verdict strict = check(workload, WRITE_SKEW);
        Verdict snapshot = check(workload.with(Map.of("level", "snapshot-isolation")), WRITE_SKEW);

        assertThat(strict.validity()).isEqualTo(Validity.VIOLATION);
        assertThat(strict.anomaly()).isEqualTo("write-skew");
        assertThat(strict.details()).containsEntry("meetings", 2L);
        assertThat(snapshot.validity()).isEqualTo(Validity.VALID);
        assertThat(snapshot.summary()).endsWith("; transactions met 2 times on a key");
        assertThat(workload.vacuities(List.of(snapshot)))
                .containsExactly("transactions met only 2 times on a key, so that snapshot-isolation could hardly be"
                        + " broken; a run needs at least 10, with --option min-meetings");
        assertThat(workload.with(Map.of("min-meetings", "2")).vacuities(List.of(snapshot)))
                .isEmpty();
    }

    @Test
    void finalReadsReadEveryKeyOnce() {
        List<Operation> operations = List.of(
                new Operation(0, 0, Operation.Type.INVOKE, 0, "txn", List.of(List.of(APPEND, 4L, 1L)), Map.of()),
                new Operation(1, 1, Operation.Type.INVOKE, 1, "txn", List.of(Arrays.asList("r", 9L, null)), Map.of()));
        Step.Emit emit = (Step.Emit) workload.finalReads(operations)
                .next(new Context(0, List.of(0), List.of(0), new java.util.SplittableRandom(1)));

        assertThat(emit.call().value().toString()).isEqualTo("[[:r, 4, null], [:r, 9, null]]");
        assertThat(emit.rest().next(new Context(1, List.of(0), List.of(0), new java.util.SplittableRandom(1))))
                .isEqualTo(Step.DONE);
    }
}
