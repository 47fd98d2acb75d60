package dev.squall.run.cluster;

import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.history.HistoryBuilder;
import dev.squall.history.HistoryFormatException;
import dev.squall.history.HistoryReader;
import dev.squall.history.HistoryWriter;
import dev.squall.history.Operation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The lines of one key in their order, gathered on one machine, and the verdict on them. */
public final class KeyHistory {

    private final List<Operation> operations = new ArrayList<>();
    private long begin = -1;

    /**
     * Adds the next line of the key.
     *
     * @param position number of operations before the line in its file
     */
    public void add(long position, String line) {
        if (begin < 0) {
            begin = position;
        }
        Operation read = HistoryReader.parseLine(line).orElseThrow();
        if (read.index() == HistoryBuilder.NO_INDEX && position >= Integer.MAX_VALUE) {
            throw new HistoryFormatException("found more than " + Integer.MAX_VALUE + " operations, expected fewer");
        }
        operations.add(read.index() == HistoryBuilder.NO_INDEX ? read.withIndex((int) position) : read);
    }

    /**
     * Returns the totals of this key.
     *
     * @param functions functions of the file's operations that may have had an effect; a failed operation with one of
     *     them is understood, whatever its value is
     */
    public FileTotals check(KeyCheck check, Set<String> functions) {
        Verdict verdict = verdict(operations, check);
        if (isMisfit(verdict)) {
            verdict = verdict(withoutFailed(functions), check);
        }
        Set<String> succeeded = new TreeSet<>();
        for (Operation operation : operations) {
            if (operation.type() == Operation.Type.OK) {
                succeeded.add(operation.function());
            }
        }
        boolean isMisfit = isMisfit(verdict);
        Validity validity = isMisfit ? Validity.UNKNOWN : verdict.validity();
        FileTotals.Finding finding = validity == Validity.VALID ? null : finding(verdict);
        return new FileTotals(
                isMisfit ? 1 : number(verdict, "keys"),
                validity == Validity.VIOLATION ? 1 : 0,
                validity == Validity.UNKNOWN ? 1 : 0,
                isMisfit ? 0 : number(verdict, "operations"),
                succeeded,
                validity == Validity.VIOLATION ? finding : null,
                validity == Validity.UNKNOWN && !isMisfit ? finding : null,
                isMisfit ? finding : null);
    }

    private static long number(Verdict verdict, String detail) {
        return ((Number) verdict.details().get(detail)).longValue();
    }

    /** Returns true if a check could not begin; only then, it does not tell the number of operations. */
    private static boolean isMisfit(Verdict verdict) {
        return verdict.validity() == Validity.UNKNOWN && !(verdict.details().get("operations") instanceof Number);
    }

    private static Verdict verdict(List<Operation> operations, KeyCheck check) {
        HistoryBuilder builder =
                new HistoryBuilder(place -> "operation " + operations.get(place).index());
        for (int i = 0; i < operations.size(); i++) {
            builder.add(operations.get(i).withIndex(i), operations.get(i).index(), i);
        }
        return check.check(builder.build(false).history());
    }

    private List<Operation> withoutFailed(Set<String> functions) {
        Set<Integer> left = new HashSet<>();
        List<Operation> open = new ArrayList<>();
        for (Operation operation : operations) {
            boolean isInvocation = operation.type() == Operation.Type.INVOKE;
            if (!isInvocation && operation.type() == Operation.Type.FAIL && functions.contains(operation.function())) {
                open.stream()
                        .filter(invocation -> invocation.process() == operation.process())
                        .forEach(invocation -> left.add(invocation.index()));
                left.add(operation.index());
            }
            open.removeIf(invocation -> invocation.process() == operation.process());
            if (isInvocation) {
                open.add(operation);
            }
        }
        return operations.stream()
                .filter(operation -> !left.contains(operation.index()))
                .toList();
    }

    private FileTotals.Finding finding(Verdict verdict) {
        Set<Integer> shown = Set.copyOf(verdict.operations());
        List<String> lines = new ArrayList<>();
        for (Operation operation : operations) {
            if (shown.contains(operation.index())) {
                StringBuilder line = new StringBuilder();
                HistoryWriter.append(line, operation);
                lines.add(line.toString().stripTrailing());
            }
        }
        return new FileTotals.Finding(begin, verdict.anomaly(), verdict.summary(), verdict.operations(), lines);
    }
}
