package dev.squall.check.transaction;

import dev.squall.check.Budget;
import dev.squall.check.Meter;
import dev.squall.check.Validity;
import dev.squall.check.transaction.certificate.CertificateVerifier;
import dev.squall.check.transaction.engine.Decision;
import dev.squall.check.transaction.engine.IsolationDecider;
import dev.squall.check.transaction.level.IsolationLevel;
import dev.squall.check.transaction.model.Assumption;
import dev.squall.check.transaction.model.TransactionHistory;
import dev.squall.check.transaction.model.TransactionHistory.Kind;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Comparison of the checker with the brute force on random small histories, every level, with all certificates
 * verified. Arguments: first seed, number of seeds. Four histories a seed: lists; registers with unique and with
 * repeated values; lists of more transactions. A third argument selects one variant: 0 to 3, or 4 for registers with
 * assumptions about the order of versions.
 */
final class OracleRuns {

    private OracleRuns() {}

    public static void main(String[] arguments) {
        long first = Long.parseLong(arguments[0]);
        long count = Long.parseLong(arguments[1]);
        Map<String, long[]> table = new TreeMap<>();
        long histories = 0;
        int from = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 0;
        int to = arguments.length > 2 ? from : 3;
        for (long seed = first; seed < first + count; seed++) {
            for (int variant = from; variant <= to; variant++) {
                compare(history(seed, variant), seed + " variant " + variant, table);
                histories++;
            }
        }
        System.out.println(histories + " histories");
        table.forEach((level, counts) -> System.out.printf(
                "%-45s valid %9d  violation %9d  without certificate %6d%n", level, counts[0], counts[1], counts[2]));
    }

    static TransactionHistory history(long seed, int variant) {
        return switch (variant) {
            case 0 -> RandomHistories.of(seed, Kind.LIST_APPEND, false, 4);
            case 1 -> RandomHistories.of(seed, Kind.RW_REGISTER, false, 4);
            case 2 -> RandomHistories.of(seed, Kind.RW_REGISTER, true, 4);
            case 4 -> RandomHistories.of(seed, Kind.RW_REGISTER, false, 4).assuming(assumptions(seed));
            default -> RandomHistories.of(seed, seed % 2 == 0 ? Kind.LIST_APPEND : Kind.RW_REGISTER, false, 5);
        };
    }

    private static Set<Assumption> assumptions(long seed) {
        Set<Assumption> some = EnumSet.noneOf(Assumption.class);
        for (Assumption assumption : Assumption.values()) {
            if ((Math.floorMod(seed, 7) + 1 >> assumption.ordinal() & 1) == 1) {
                some.add(assumption);
            }
        }
        return some;
    }

    /** Returns a history in words, a transaction a line. */
    static String words(TransactionHistory history) {
        StringBuilder words = new StringBuilder();
        for (int t = 0; t < history.size(); t++) {
            words.append("\nT")
                    .append(t)
                    .append(" p")
                    .append(history.process(t))
                    .append(' ');
            words.append(history.status(t))
                    .append(" [")
                    .append(history.invocation(t))
                    .append(", ");
            words.append(history.isOk(t) ? history.completion(t) : "-").append("]");
            for (int o = history.first(t); o < history.end(t); o++) {
                words.append(history.isRead(o) ? "  r " : "  w ")
                        .append(history.keyName(history.key(o)))
                        .append(' ');
                boolean list = history.isRead(o) && history.kind() == Kind.LIST_APPEND && history.isKnownRead(o);
                words.append(list ? history.listName(o) : history.value(o));
            }
        }
        return words.append('\n').toString();
    }

    /** Compares all levels; throws at the first disagreement. */
    static void compare(TransactionHistory history, String name, Map<String, long[]> table) {
        BruteForce oracle = new BruteForce(history);
        IsolationDecider decider = new IsolationDecider(history, new Meter(Budget.DEFAULT));
        for (IsolationLevel level : IsolationLevel.values()) {
            boolean parallel = level.base() == IsolationLevel.Base.PARALLEL_SNAPSHOT_ISOLATION;
            if (parallel && history.size() > 4) {
                continue;
            }
            boolean expected = oracle.satisfies(level);
            Decision decision;
            try {
                decision = decider.decide(level);
            } catch (RuntimeException failed) {
                throw new AssertionError("seed " + name + words(history) + ", " + level, failed);
            }
            if (decision.validity() != (expected ? Validity.VALID : Validity.VIOLATION)) {
                throw new AssertionError("seed " + name + words(history) + ", " + level + ": brute force says "
                        + expected + ", decided " + decision);
            }
            long[] counts = table.computeIfAbsent(level.name(), key -> new long[3]);
            counts[expected ? 0 : 1]++;
            if (decision.certificate() == null) {
                counts[2]++;
                continue;
            }
            Optional<String> problem = CertificateVerifier.verify(history, level, decision.certificate());
            if (problem.isPresent()) {
                throw new AssertionError(
                        "seed " + name + words(history) + ", " + level + ": " + problem.get() + ", " + decision);
            }
        }
    }
}
