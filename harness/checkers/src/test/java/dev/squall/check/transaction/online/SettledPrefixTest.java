package dev.squall.check.transaction.online;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Budget;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.check.transaction.TransactionChecker;
import dev.squall.check.transaction.level.IsolationLevel;
import dev.squall.check.transaction.level.IsolationLevel.Base;
import dev.squall.check.transaction.level.IsolationLevel.Order;
import dev.squall.history.EdnReader;
import dev.squall.history.History;
import dev.squall.history.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettledPrefixTest {

    private static final int COMPLETIONS = 800;

    /** Strong levels that keep only what can still matter. */
    enum Strong {
        SNAPSHOT(Base.SNAPSHOT_ISOLATION),
        REPEATABLE_READ(Base.REPEATABLE_READ),
        SERIALIZABLE(Base.SERIALIZABLE);

        private final IsolationLevel level;

        Strong(Base base) {
            level = new IsolationLevel(base, Order.REAL_TIME);
        }

        TransactionChecker checker() {
            return new TransactionChecker(Optional.empty(), Optional.of(level), null);
        }

        OnlineTransactions online() {
            return new OnlineTransactions(checker(), level, Budget.DEFAULT, Integer.MAX_VALUE);
        }
    }

    private static Optional<Verdict> last(OnlineTransactions online, List<Operation> history) {
        Optional<Verdict> found = Optional.empty();
        for (Operation operation : history) {
            found = online.accept(operation);
        }
        return found;
    }

    @Property(tries = 150)
    void serialStoreHasNoViolation(
            @ForAll long seed, @ForAll Strong strong, @ForAll boolean isList, @ForAll boolean isBlind) {
        List<Operation> history = new SerialStore(seed, isList, isBlind).history(COMPLETIONS, -1);

        assertThat(last(strong.online(), history)).isEmpty();
    }

    @Property(tries = 150)
    void staleReadAfterTheCutIsFoundWhenTransactionsReadWhatTheyWrite(
            @ForAll long seed, @ForAll Strong strong, @ForAll boolean isList) {
        List<Operation> history = new SerialStore(seed, isList, false).history(COMPLETIONS, COMPLETIONS / 2);
        Verdict whole = strong.checker().check(History.of(history), Budget.DEFAULT);

        Optional<Verdict> found = last(strong.online(), history);

        if (found.isPresent()) {
            assertThat(whole.validity()).isEqualTo(Validity.VIOLATION);
        } else if (whole.validity() == Validity.VIOLATION) {
            // The rest of the history was too short for another check.
            int late = whole.operations().stream()
                    .mapToInt(Integer::intValue)
                    .max()
                    .orElse(0);
            assertThat(late).isGreaterThan(history.size() * 3 / 5);
        }
    }

    @Property(tries = 60)
    void replacementAndContinuationHaveTheVerdictOfTheWhole(
            @ForAll long seed, @ForAll Strong strong, @ForAll boolean isList) {
        List<Operation> history = new SerialStore(seed, isList, false).history(120, seed % 2 == 0 ? 60 : -1);
        Verdict whole = strong.checker().check(History.of(history), Budget.DEFAULT);
        int open = 0;
        for (int cut = 1; cut < history.size(); cut++) {
            open += history.get(cut - 1).type() == Operation.Type.INVOKE ? 1 : -1;
            List<Operation> part = history.subList(0, cut);
            if (open > 0
                    || strong.checker().check(History.of(part), Budget.DEFAULT).validity() != Validity.VALID) {
                continue;
            }
            List<Operation> shorter =
                    new ArrayList<>(SettledPrefix.replacementOf(part).orElseThrow());
            shorter.addAll(history.subList(cut, history.size()));

            assertThat(strong.checker()
                            .check(History.of(shorter), Budget.DEFAULT)
                            .validity())
                    .as("cut at %d", cut)
                    .isEqualTo(whole.validity());
        }
    }

    @Property(tries = 10)
    void keptOperationsDoNotGrowWithTheHistory(@ForAll long seed, @ForAll boolean isList) {
        OnlineTransactions online = Strong.SERIALIZABLE.online();
        int most = 0;
        for (Operation operation : new SerialStore(seed, isList, true).history(10_000, -1)) {
            online.accept(operation);
            most = Math.max(most, online.keptOperations());
        }

        assertThat(most).isLessThan(6_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[[:add 1 2]]",
                "[[:append 1 2] [:cas 1 [2 3]]]",
                "[[:w 1 [2]] [:r 1 [2]]]",
                "[[:append 1]]",
                "5",
                "nil"
            })
    void unreadTransactionForbidsTheReplacement(String transaction) {
        List<Operation> part = new ArrayList<>(new SerialStore(1, true, true).history(20, -1));
        part.removeIf(operation -> operation.type() == Operation.Type.INVOKE
                && part.stream()
                        .noneMatch(other -> other.process() == operation.process()
                                && other.type() != Operation.Type.INVOKE
                                && other.index() > operation.index()));
        assertThat(SettledPrefix.replacementOf(part)).isPresent();
        Object value = new EdnReader(transaction).read();
        part.add(new Operation(100, 100, Operation.Type.INVOKE, 50, "txn", value));
        part.add(new Operation(101, 101, Operation.Type.OK, 50, "txn", value));

        assertThat(SettledPrefix.replacementOf(part)).isEmpty();
    }

    @Property(tries = 20)
    void openTransactionForbidsTheReplacement(@ForAll long seed) {
        List<Operation> history = new SerialStore(seed, true, true).history(50, -1);
        int lastInvocation = history.size() - 1;
        while (history.get(lastInvocation).type() != Operation.Type.INVOKE) {
            lastInvocation--;
        }

        assertThat(SettledPrefix.replacementOf(history.subList(0, lastInvocation + 1)))
                .isEmpty();
    }
}
