package dev.squall.cli.check;

import dev.squall.check.linear.KeyReading;
import dev.squall.check.transaction.TransactionChecker;
import dev.squall.check.transaction.model.TransactionHistory.Kind;
import dev.squall.check.transaction.pattern.BankTotals;
import dev.squall.check.transaction.pattern.LongForks;
import dev.squall.check.transaction.pattern.WriteSkews;
import dev.squall.cli.check.CheckModels.Initial;
import dev.squall.cli.check.CheckModels.Named;
import dev.squall.history.EdnWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Models of transactions: isolation levels, and the patterns of one anomaly each. */
final class TransactionModels {

    /** Operations of a bank, whose reads return maps. */
    private static final KeyReading.Operations BANK = (process, function, argument, completed, result) -> {
        if (function.equals("read") && result != null && !(result instanceof Map)) {
            throw new IllegalArgumentException(
                    "found a read of " + EdnWriter.toEdn(result) + ", expected a map of accounts with their balances");
        }
        return CheckModels.only("read", "transfer").call(process, function, argument, completed, result);
    };

    private TransactionModels() {}

    static List<Named> list() {
        List<Named> all = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            all.add(new Named(
                    kind.model(),
                    "isolation levels of transactions, with --level or all: " + kind.operations(),
                    false,
                    false,
                    false,
                    CheckModels.only("txn"),
                    (initial, keyed) -> new TransactionChecker(
                            Optional.of(kind),
                            Optional.empty(),
                            initial.map(Initial::value).orElse(null))));
        }
        all.add(bank("bank", "every read has one total, the initial value if it is given; none negative", false));
        all.add(bank("bank-negative-balances", "as bank, and balances may be negative", true));
        all.add(CheckModels.beginningEmpty(
                "long-fork",
                CheckModels.only("read", "write", "txn"),
                false,
                "read, write: no two reads of a group see two writes in opposite orders",
                keyed -> new LongForks()));
        all.add(CheckModels.beginningEmpty(
                "write-skew",
                CheckModels.only("txn", "insert"),
                false,
                "txn, insert: no two transactions that read each other's key miss each other's write",
                keyed -> new WriteSkews()));
        return all;
    }

    private static Named bank(String name, String description, boolean isNegativeAllowed) {
        return new Named(
                name,
                "transfer, read: " + description,
                false,
                false,
                false,
                BANK,
                (initial, keyed) -> new BankTotals(total(initial), isNegativeAllowed));
    }

    private static OptionalLong total(Optional<Initial> initial) {
        if (initial.isEmpty()) {
            return OptionalLong.empty();
        }
        if (initial.get().value() instanceof Long total) {
            return OptionalLong.of(total);
        }
        throw new IllegalArgumentException(
                "the initial value " + EdnWriter.toEdn(initial.get().value())
                        + " was given for bank; expected the total of all balances, a whole number");
    }
}
