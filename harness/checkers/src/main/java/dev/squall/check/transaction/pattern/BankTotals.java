package dev.squall.check.transaction.pattern;

import dev.squall.check.Budget;
import dev.squall.check.Checker;
import dev.squall.check.Verdict;
import dev.squall.check.transaction.pattern.Steps.Step;
import dev.squall.history.ClientOperation;
import dev.squall.history.EdnWriter;
import dev.squall.history.History;
import dev.squall.history.HistoryFormatException;
import dev.squall.history.Keyword;
import dev.squall.history.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Check of a bank, as Jepsen's: transfers move amounts between accounts, so every read of all balances has the same
 * total. Without a total that is given, all reads must agree with the first one. A balance is never nil, and negative
 * only if that is allowed.
 *
 * <p>The history's shape is {@code :read}, completed with {@code {account balance}}, and {@code :transfer} with {@code
 * {:from a, :to b, :amount n}}. Unknown means that the history is of another shape. Takes O(n) time for n balances.
 *
 * @param total the total of all balances; empty if it is not known
 * @param isNegativeAllowed true if balances may be negative
 */
public record BankTotals(OptionalLong total, boolean isNegativeAllowed) implements Checker {

    private static final String NAME = "bank";
    private static final String READ = "read";
    private static final String TRANSFER = "transfer";

    /** A violation: its name, the sentence, and the reads that show it. */
    private record Finding(String anomaly, String words, List<Integer> operations) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<String> observingFunctions() {
        return Set.of(READ);
    }

    @Override
    public Verdict check(History history, Budget budget) {
        try {
            List<ClientOperation> operations = ClientOperation.of(history);
            Map<String, Object> details = new LinkedHashMap<>();
            Optional<Finding> finding = finding(operations, details);
            details.put(Steps.MEETINGS, Steps.meetings(operations, BankTotals::steps));
            return finding.map(it -> Verdict.violation(NAME, it.anomaly(), it.words(), it.operations(), details))
                    .orElseGet(() -> Verdict.valid(
                            NAME,
                            "all " + details.get("reads") + " reads have the same total; transactions met "
                                    + details.get(Steps.MEETINGS) + " times on an account",
                            details));
        } catch (HistoryFormatException unfit) {
            return Verdict.unknown(NAME, "cannot be checked: " + unfit.getMessage(), Map.of());
        } catch (ArithmeticException overflow) {
            return Verdict.unknown(NAME, "cannot be checked: the sum of the balances exceeds 64 bits", Map.of());
        }
    }

    private Optional<Finding> finding(List<ClientOperation> operations, Map<String, Object> details) {
        Optional<Finding> finding = Optional.empty();
        ClientOperation first = null;
        long expected = total.orElse(0);
        int reads = 0;
        for (ClientOperation operation : operations) {
            if (!operation.function().equals(READ)) {
                requireTransfer(operation);
                continue;
            }
            if (!operation.isOk()) {
                continue;
            }
            reads++;
            Map<?, ?> balances = balances(operation);
            Optional<Finding> bad = badBalance(operation, balances);
            if (bad.isEmpty() && !balances.containsValue(null)) {
                long sum = sum(balances);
                if (first == null && total.isEmpty()) {
                    first = operation;
                    expected = sum;
                } else if (sum != expected) {
                    bad = Optional.of(wrongTotal(operation, sum, first, expected));
                }
            }
            finding = finding.isPresent() ? finding : bad;
        }
        details.put("reads", reads);
        return finding;
    }

    private static Finding wrongTotal(ClientOperation read, long sum, ClientOperation first, long expected) {
        return new Finding(
                "wrong-total",
                "the balances in the read " + read.index() + " sum up to " + sum + ", not to " + expected
                        + (first == null ? "" : " as in the read " + first.index()) + ": "
                        + EdnWriter.toEdn(read.result()),
                first == null ? List.of(read.index()) : List.of(first.index(), read.index()));
    }

    private Optional<Finding> badBalance(ClientOperation read, Map<?, ?> balances) {
        for (Map.Entry<?, ?> balance : balances.entrySet()) {
            String account = "the account " + EdnWriter.toEdn(balance.getKey()) + " in the read " + read.index();
            if (balance.getValue() == null) {
                return Optional.of(new Finding("nil-balance", account + " has the balance nil", List.of(read.index())));
            }
            long number = whole(read, balance.getValue());
            if (number < 0 && !isNegativeAllowed) {
                return Optional.of(new Finding(
                        "negative-balance", account + " has the negative balance " + number, List.of(read.index())));
            }
        }
        return Optional.empty();
    }

    private static long sum(Map<?, ?> balances) {
        return balances.values().stream()
                .mapToLong(it -> (Long) Values.normal(it))
                .reduce(0, Math::addExact);
    }

    private static Map<?, ?> balances(ClientOperation read) {
        if (read.result() instanceof Map<?, ?> balances && !balances.isEmpty()) {
            return balances;
        }
        throw new HistoryFormatException("operation " + read.index() + ": found a read of "
                + EdnWriter.toEdn(read.result()) + ", expected a map of accounts with their balances");
    }

    private static long whole(ClientOperation operation, Object number) {
        if (Values.normal(number) instanceof Long whole) {
            return whole;
        }
        throw new HistoryFormatException("operation " + operation.index() + ": found the amount "
                + EdnWriter.toEdn(number) + ", expected a whole number");
    }

    private static void requireTransfer(ClientOperation operation) {
        if (!operation.function().equals(TRANSFER)) {
            throw new HistoryFormatException("operation " + operation.index() + ": found the function "
                    + operation.function() + ", expected read and transfer");
        }
        Object value = operation.argument();
        if (!(value instanceof Map<?, ?> transfer)
                || field(transfer, "from") == null
                || field(transfer, "to") == null
                || field(transfer, "amount") == null) {
            throw new HistoryFormatException("operation " + operation.index() + ": found a transfer of "
                    + EdnWriter.toEdn(value) + ", expected {:from 1, :to 2, :amount 3}");
        }
        whole(operation, field(transfer, "amount"));
    }

    private static Object field(Map<?, ?> map, String name) {
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            Object key = entry.getKey() instanceof Keyword keyword ? keyword.name() : entry.getKey();
            if (name.equals(key)) {
                return entry.getValue();
            }
        }
        return null;
    }

    private static List<Step> steps(ClientOperation operation) {
        List<Step> steps = new ArrayList<>();
        if (operation.function().equals(READ)) {
            for (Object account : ((Map<?, ?>) operation.result()).keySet()) {
                steps.add(new Step(true, name(account), null));
            }
        } else {
            Map<?, ?> transfer = (Map<?, ?>) operation.argument();
            steps.add(new Step(false, name(field(transfer, "from")), null));
            steps.add(new Step(false, name(field(transfer, "to")), null));
        }
        return steps;
    }

    /** In JSON the keys of a map are strings, and accounts elsewhere are numbers. */
    private static String name(Object account) {
        return account instanceof String text ? text : EdnWriter.toEdn(account);
    }
}
