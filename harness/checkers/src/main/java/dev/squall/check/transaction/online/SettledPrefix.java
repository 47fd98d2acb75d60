package dev.squall.check.transaction.online;

import dev.squall.check.transaction.online.MicroOperation.Function;
import dev.squall.history.Operation;
import dev.squall.history.Operation.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Replacement of a valid part of a history by a shorter part with the same continuations. No transaction may be open at
 * the part's end, except those with an unknown outcome.
 *
 * <p>The level must order transactions in real time and contain all anti-dependencies: snapshot isolation, repeatable
 * read or serializable, each strong. Then every transaction that begins after the part sees the final value of each
 * key. One transaction that writes the final values replaces the part.
 *
 * <ul>
 *   <li>The final value of a list is its longest read, followed by the unread appends in the order of real time.
 *   <li>The final value of a register is the last write in real time.
 *   <li>If two transactions wrote at the same time, the final value may be unknown. These writes stay, as
 *       transactions. Reasons for their order other than real time are lost, so this check can miss a violation that
 *       the check of the whole history finds.
 *   <li>A transaction with an unknown outcome stays if nobody read from it: it may take effect later, or never. If
 *       somebody read from it, it took effect before that read ended.
 * </ul>
 *
 * <p>What cannot be read is never left out: the part is then not replaced. Takes O(n log n) for n operations inside the
 * transactions.
 */
final class SettledPrefix {

    private static final String FUNCTION = "txn";

    /** Transaction of the part that did not fail, with the positions of its begin and end. */
    private static final class Transaction {
        private final Operation invocation;
        private final Operation completion;
        private final List<MicroOperation> operations;
        private final int begin;
        private final int completedAt;
        private int end;
        private final List<Object> kept = new ArrayList<>();

        Transaction(
                Operation invocation,
                Operation completion,
                List<MicroOperation> operations,
                int begin,
                int completedAt) {
            this.invocation = invocation;
            this.completion = completion;
            this.operations = operations;
            this.begin = begin;
            this.completedAt = completedAt;
            this.end = completion.type() == Type.OK ? completedAt : NEVER;
        }

        boolean isCommitted() {
            return end != NEVER;
        }

        boolean isPending() {
            return !isCommitted() && operations.stream().anyMatch(each -> each.function() != Function.READ);
        }

        List<Object> writesOf(Object key) {
            return operations.stream()
                    .filter(each ->
                            each.function() != Function.READ && each.key().equals(key))
                    .map(MicroOperation::toValue)
                    .toList();
        }
    }

    private record Read(int begin, Object value) {}

    private static final int NEVER = Integer.MAX_VALUE;

    private final List<Operation> part;
    private final List<Transaction> transactions = new ArrayList<>();
    private final Map<Object, List<?>> longestRead = new LinkedHashMap<>();

    /** Position at which the first read of a value ended, for each key. */
    private final Map<Object, Map<Object, Integer>> firstReads = new LinkedHashMap<>();

    private final Map<Object, List<Transaction>> unreadAppends = new LinkedHashMap<>();
    private final Map<Object, List<Transaction>> writers = new LinkedHashMap<>();
    /** Smallest begin of a pending writer, for each register. The writer may have taken effect at any time since. */
    private final Map<Object, Integer> firstPending = new LinkedHashMap<>();

    private final Map<Object, Read> lastReads = new LinkedHashMap<>();

    private SettledPrefix(List<Operation> part) {
        this.part = part;
    }

    /**
     * Returns the replacement of a part that was found valid.
     *
     * @return empty if a transaction is open at the part's end, if an operation is not of lists or of registers with
     *     plain values, or if two transactions wrote the same value to a key
     */
    static Optional<List<Operation>> replacementOf(List<Operation> part) {
        SettledPrefix prefix = new SettledPrefix(part);
        if (!prefix.pair() || prefix.isMixed()) {
            return Optional.empty();
        }
        prefix.transactions.forEach(prefix::addReads);
        prefix.transactions.forEach(prefix::addReadOfUnknownOutcome);
        prefix.transactions.sort(Comparator.comparingInt(transaction -> transaction.begin));
        return prefix.addWrites() ? Optional.of(prefix.replacement()) : Optional.empty();
    }

    /** Pairs invocations with completions. Returns false if a transaction is open, or cannot be read. */
    private boolean pair() {
        Map<Integer, Integer> open = new LinkedHashMap<>();
        for (int position = 0; position < part.size(); position++) {
            Operation operation = part.get(position);
            if (operation.isClient() && operation.type() == Type.INVOKE) {
                open.put(operation.process(), position);
            } else if (operation.isClient()) {
                int begin = open.remove(operation.process());
                if (operation.type() != Type.FAIL && !add(part.get(begin), operation, begin, position)) {
                    return false;
                }
            }
        }
        return open.isEmpty();
    }

    private boolean add(Operation invocation, Operation completion, int begin, int completedAt) {
        Optional<List<MicroOperation>> operations =
                MicroOperation.of(completion.type() == Type.OK ? completion.value() : invocation.value());
        operations.ifPresent(
                read -> transactions.add(new Transaction(invocation, completion, read, begin, completedAt)));
        return operations.isPresent();
    }

    /** Returns true if there are registers and also lists, which may be the values of registers. */
    private boolean isMixed() {
        Set<Boolean> ofRegisters = new LinkedHashSet<>();
        for (Transaction transaction : transactions) {
            for (MicroOperation operation : transaction.operations) {
                if (operation.function() != Function.READ || operation.value() != null) {
                    ofRegisters.add(operation.function() == Function.WRITE
                            || operation.function() == Function.READ && !(operation.value() instanceof List));
                }
            }
        }
        return ofRegisters.size() > 1;
    }

    private void addReads(Transaction transaction) {
        if (!transaction.isCommitted()) {
            return;
        }
        for (MicroOperation operation : transaction.operations) {
            if (operation.function() != Function.READ) {
                continue;
            }
            if (operation.value() instanceof List<?> list) {
                int known = longestRead.getOrDefault(operation.key(), List.of()).size();
                if (list.size() > known) {
                    longestRead.put(operation.key(), list);
                    list.subList(known, list.size()).forEach(element -> addRead(operation.key(), element, transaction));
                }
            } else {
                addRead(operation.key(), operation.value(), transaction);
                lastReads.merge(
                        operation.key(),
                        new Read(transaction.begin, operation.value()),
                        (one, other) -> one.begin() > other.begin() ? one : other);
            }
        }
    }

    private void addRead(Object key, Object value, Transaction reader) {
        firstReads.computeIfAbsent(key, k -> new LinkedHashMap<>()).merge(value, reader.end, Math::min);
    }

    private boolean isRead(MicroOperation write) {
        return firstReads.getOrDefault(write.key(), Map.of()).containsKey(write.value());
    }

    private void addReadOfUnknownOutcome(Transaction transaction) {
        if (!transaction.isCommitted()) {
            for (MicroOperation operation : transaction.operations) {
                if (operation.function() != Function.READ && isRead(operation)) {
                    transaction.end = Math.min(
                            transaction.end, firstReads.get(operation.key()).get(operation.value()));
                }
            }
        }
    }

    /** Returns false if a value was written twice to a key. */
    private boolean addWrites() {
        Map<Object, Set<Object>> written = new LinkedHashMap<>();
        boolean isUnique = true;
        for (Transaction transaction : transactions) {
            Set<Object> appended = new LinkedHashSet<>();
            Set<Object> overwritten = new LinkedHashSet<>();
            for (MicroOperation operation : transaction.operations) {
                Object key = operation.key();
                if (operation.function() != Function.READ) {
                    isUnique &= written.computeIfAbsent(key, k -> new LinkedHashSet<>())
                            .add(operation.value());
                }
                if (operation.function() == Function.APPEND && !isRead(operation)) {
                    appended.add(key);
                } else if (operation.function() == Function.WRITE && transaction.isCommitted()) {
                    overwritten.add(key);
                } else if (operation.function() == Function.WRITE) {
                    firstPending.merge(key, transaction.begin, Math::min);
                }
            }
            appended.forEach(key -> add(unreadAppends, key, transaction));
            overwritten.forEach(key -> add(writers, key, transaction));
        }
        return isUnique;
    }

    private static <K, V> void add(Map<K, List<V>> map, K key, V value) {
        map.computeIfAbsent(key, k -> new ArrayList<>()).add(value);
    }

    private List<Operation> replacement() {
        List<Object> settled = new ArrayList<>();
        longestRead.forEach((key, list) ->
                list.forEach(element -> settled.add(new MicroOperation(Function.APPEND, key, element).toValue())));
        unreadAppends.forEach((key, appenders) -> settleList(key, appenders, settled));
        writers.forEach((key, all) -> settleRegister(key, all, settled));
        List<Operation> replacement = new ArrayList<>();
        if (!settled.isEmpty()) {
            replacement.add(operation(Type.INVOKE, 0, settled));
            replacement.add(operation(Type.OK, 0, settled));
        }
        TreeMap<Integer, List<Operation>> events = new TreeMap<>();
        for (Transaction transaction : transactions) {
            if (transaction.isPending()) {
                add(events, transaction.begin, transaction.invocation);
                add(events, transaction.completedAt, transaction.completion);
            } else if (!transaction.kept.isEmpty()) {
                int process = transaction.invocation.process();
                add(events, transaction.begin, operation(Type.INVOKE, process, transaction.kept));
                add(events, transaction.end, operation(Type.OK, process, transaction.kept));
            }
        }
        events.values().forEach(replacement::addAll);
        return replacement;
    }

    /** Settles the first unread appends of a list, as far as each ended before the next one began. */
    private void settleList(Object key, List<Transaction> appenders, List<Object> settled) {
        int next = 0;
        while (next < appenders.size()
                && appenders.get(next).isCommitted()
                && (next + 1 == appenders.size() || appenders.get(next).end < appenders.get(next + 1).begin)) {
            settled.addAll(unreadOf(appenders.get(next++), key));
        }
        appenders.subList(next, appenders.size()).forEach(appender -> appender.kept.addAll(unreadOf(appender, key)));
    }

    private List<Object> unreadOf(Transaction appender, Object key) {
        return appender.operations.stream()
                .filter(each -> each.function() == Function.APPEND && each.key().equals(key) && !isRead(each))
                .map(MicroOperation::toValue)
                .toList();
    }

    /** Settles a register if one write is known to be the last. */
    private void settleRegister(Object key, List<Transaction> all, List<Object> settled) {
        int lastBegin = all.get(all.size() - 1).begin;
        List<Transaction> last =
                all.stream().filter(writer -> writer.end >= lastBegin).toList();
        int lastEnd = last.stream().mapToInt(writer -> writer.end).max().orElseThrow();
        Read read = lastReads.get(key);
        for (Transaction writer : last) {
            List<Object> writes = writer.writesOf(key);
            Object write = writes.get(writes.size() - 1);
            boolean wasReadLast = read != null
                    && read.begin() > lastEnd
                    && new MicroOperation(Function.WRITE, key, read.value())
                            .toValue()
                            .equals(write);
            boolean isLast = last.size() == 1 || wasReadLast;
            if (isLast && writer.end < firstPending.getOrDefault(key, NEVER)) {
                settled.add(write);
                return;
            }
            if (isLast) {
                writer.kept.add(write);
                return;
            }
        }
        last.forEach(writer -> writer.kept.addAll(writer.writesOf(key)));
    }

    private static Operation operation(Type type, int process, List<Object> value) {
        return new Operation(0, Operation.NO_TIME, type, process, FUNCTION, List.copyOf(value));
    }
}
