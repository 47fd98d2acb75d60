package dev.squall.check.transaction.online;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Budget;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.check.transaction.TransactionChecker;
import dev.squall.check.transaction.level.IsolationLevel;
import dev.squall.history.History;
import dev.squall.history.Keyword;
import dev.squall.history.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class OnlineTransactionsTest {

    private static final int TRANSACTIONS = 600;
    private static final TransactionChecker CHECKER =
            new TransactionChecker(Optional.empty(), Optional.of(IsolationLevel.STRICT_SERIALIZABLE), null);

    private final List<Operation> history = new ArrayList<>();

    private void add(Operation.Type type, List<Object> transaction) {
        history.add(new Operation(history.size(), history.size(), type, 0, "txn", List.of(transaction)));
    }

    private void append(long value) {
        List<Object> append = List.of(new Keyword("append"), 0L, value);
        add(Operation.Type.INVOKE, append);
        add(Operation.Type.OK, append);
    }

    private void read(long lastValue) {
        add(Operation.Type.INVOKE, Arrays.asList(new Keyword("r"), 0L, null));
        List<Long> list = LongStream.rangeClosed(1, lastValue).boxed().toList();
        add(Operation.Type.OK, List.of(new Keyword("r"), 0L, list));
    }

    /** Returns the number of operations that were accepted up to the violation; empty if none was found. */
    private Optional<Integer> accept(OnlineTransactions online) {
        for (Operation operation : history) {
            Optional<Verdict> violation = online.accept(operation);
            if (violation.isPresent()) {
                return Optional.of(operation.index() + 1);
            }
        }
        return Optional.empty();
    }

    private static OnlineTransactions online(int completionsMax) {
        return new OnlineTransactions(CHECKER, IsolationLevel.STRICT_SERIALIZABLE, Budget.DEFAULT, completionsMax);
    }

    @Property(tries = 50)
    void staleReadIsFoundWithinAFifthOfTheHistory(@ForAll @IntRange(min = 2, max = 400) int staleAt) {
        history.clear();
        for (int value = 1; value <= TRANSACTIONS; value++) {
            append(value);
            if (value == staleAt) {
                read(value - 1);
            }
        }

        int found = accept(online(Integer.MAX_VALUE)).orElseThrow();

        assertThat(found).isGreaterThan(2 * staleAt).isLessThanOrEqualTo(2 * (staleAt + Math.max(50, staleAt / 4) + 1));
        assertThat(CHECKER.check(History.of(history), Budget.DEFAULT).validity())
                .isEqualTo(Validity.VIOLATION);
    }

    @Test
    void soundHistoryHasNoViolation() {
        for (int value = 1; value <= TRANSACTIONS; value++) {
            append(value);
            read(value);
        }

        assertThat(accept(online(Integer.MAX_VALUE))).isEmpty();
    }

    @Test
    void nothingIsSaidBeyondTheLimit() {
        for (int value = 1; value <= TRANSACTIONS; value++) {
            append(value);
        }
        read(TRANSACTIONS - 1);
        read(TRANSACTIONS);

        assertThat(accept(online(100))).isEmpty();
    }

    @Test
    void violationIsRepeated() {
        append(1);
        read(0);
        for (int value = 2; value <= TRANSACTIONS; value++) {
            append(value);
        }
        OnlineTransactions online = online(Integer.MAX_VALUE);
        accept(online);

        assertThat(online.accept(history.get(history.size() - 1))).isPresent();
    }
}
