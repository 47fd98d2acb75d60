package dev.squall.workload.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.client.Client;
import dev.squall.client.Completion;
import dev.squall.client.UnexpectedReplyException;
import dev.squall.generator.Call;
import dev.squall.generator.Context;
import dev.squall.generator.Generator;
import dev.squall.generator.Step;
import dev.squall.history.EdnWriter;
import dev.squall.node.protocol.Bank;
import dev.squall.node.protocol.Transactions;
import dev.squall.workload.Workload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Tests of what bank, long-fork and write-skew ask, and of what they make of replies. */
class PatternWorkloadsTest {

    private static List<Call> calls(Workload workload, int count) {
        RandomGenerator random = new SplittableRandom(3);
        Generator generator = workload.generator(4);
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Step.Emit emit = (Step.Emit) generator.next(new Context(0, List.of(0), List.of(0), random));
            calls.add(emit.call());
            generator = emit.rest();
        }
        return calls;
    }

    @Test
    void bankTransfersBetweenDifferentAccounts() {
        Workload bank = new BankWorkload().with(Map.of("account-count", "3", "max-transfer", "2"));
        Client client = bank.client();
        List<Bank.Transfer> transfers = calls(bank, 500).stream()
                .filter(call -> call.function().equals("transfer"))
                .map(call -> (Bank.Transfer) client.request(call))
                .toList();

        assertThat(transfers).hasSizeBetween(200, 300).allSatisfy(transfer -> {
            assertThat(transfer.from()).isNotEqualTo(transfer.to()).isIn(0L, 1L, 2L);
            assertThat(transfer.to()).isIn(0L, 1L, 2L);
            assertThat(transfer.amount()).isBetween(1L, 2L);
        });
        assertThat(client.request(new Call(0, "read", null))).isEqualTo(new Bank.Read(List.of(0L, 1L, 2L)));
    }

    @Test
    void balancesAreWrittenByAccountAndAMissingOneIsNil() {
        Client client = new BankWorkload().with(Map.of("account-count", "2")).client();
        Map<String, Long> reply = new LinkedHashMap<>(Map.of("0", 7L));
        reply.put("9", 3L);
        Completion read = client.complete(new Call(0, "read", null), new Bank.ReadOk(reply));

        assertThat(EdnWriter.toEdn(read.value())).isEqualTo("{0 7, 1 nil, \"9\" 3}");
        assertThatThrownBy(() -> client.complete(new Call(0, "read", null), new Bank.TransferOk()))
                .isInstanceOf(UnexpectedReplyException.class)
                .hasMessageContaining("expected read_ok");
    }

    @Test
    void longForkWritesEachKeyOnceAndReadsGroupsUnderWay() {
        Workload forks = new LongForkWorkload().with(Map.of("group-size", "3"));
        long written = 0;
        for (Call call : calls(forks, 600)) {
            Transactions.Txn request = (Transactions.Txn) forks.client().request(call);
            if (call.function().equals("write")) {
                assertThat(request.txn()).isEqualTo(List.of(List.of("w", written++, 1L)));
            } else {
                long first = (Long) request.txn().get(0).get(1);
                assertThat(request.txn()).hasSize(3);
                assertThat(first % 3).isZero();
                assertThat(written / 3 - first / 3).isBetween(0L, 1L);
            }
        }

        assertThat(written).isBetween(100L, 200L);
    }

    @Test
    void writeSkewHasPairsOfTransactions() {
        List<Call> calls = calls(new WriteSkewWorkload(), 4);

        assertThat(EdnWriter.toEdn(calls.stream().map(Call::value).toList()))
                .isEqualTo("[[[:r 0 nil] [:r 1 nil] [:w 0 1]] [[:r 0 nil] [:r 1 nil] [:w 1 1]]"
                        + " [[:r 2 nil] [:r 3 nil] [:w 2 1]] [[:r 2 nil] [:r 3 nil] [:w 3 1]]]");
    }
}
