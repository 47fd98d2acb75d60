package dev.squall.check.transaction.read;

import dev.squall.check.transaction.model.TransactionHistory;
import dev.squall.check.transaction.model.TransactionHistory.Kind;
import dev.squall.check.transaction.model.TransactionHistory.Status;
import dev.squall.check.transaction.model.TransactionHistoryBuilder;
import dev.squall.history.EdnReader;
import dev.squall.history.EdnWriter;
import dev.squall.history.HistoryFormatException;
import dev.squall.history.Keyword;
import dev.squall.history.Operation.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * General reader of transactions from EDN data, which accepts any keys and values and any order of entries. The entry
 * {@code :f} is optional.
 */
final class EdnTransactions {

    /** Invocation of a transaction, with its outcome and result. */
    private static final class Call {
        private final int process;
        private final int invocation;
        private final Object argument;
        private Type outcome = Type.INFO;
        private Object result;
        private int completion = TransactionHistory.NEVER;

        Call(int process, int invocation, Object argument) {
            this.process = process;
            this.invocation = invocation;
            this.argument = argument;
        }
    }

    private final List<Call> calls = new ArrayList<>();
    private final Map<Integer, Call> open = new LinkedHashMap<>();
    private final Map<Object, Long> lastTimes = new LinkedHashMap<>();
    private long lastIndex = -1;
    private long lastTime = -1;
    private boolean appends;
    private boolean writes;
    private boolean adds;

    static TransactionHistory parse(byte[] text, Object initial) {
        EdnTransactions transactions = new EdnTransactions();
        EdnReader reader = new EdnReader(new String(text, StandardCharsets.UTF_8));
        int index = 0;
        for (Object next = reader.read(); next != EdnReader.END; next = reader.read()) {
            for (Object operation : next instanceof List<?> list ? list : java.util.Collections.singletonList(next)) {
                transactions.acceptMap(operation, index++);
            }
        }
        return transactions.build(initial);
    }

    private void acceptMap(Object operation, int index) {
        if (!(operation instanceof Map<?, ?> map)) {
            throw new HistoryFormatException("operation " + index + ": found " + EdnWriter.toEdn(operation)
                    + ", expected an operation such as {:type :invoke, :process 0, :value [[:r :x nil]]}");
        }
        Object process = map.get(new Keyword("process"));
        boolean isIndexed = map.get(new Keyword("index")) instanceof Long;
        requireOrder(map.get(new Keyword("index")), index);
        requireTimes(map.get(new Keyword("time")), process, isIndexed, index);
        if (process instanceof Keyword) {
            return;
        }
        if (!(process instanceof Long number) || number < 0 || number > Integer.MAX_VALUE) {
            throw new HistoryFormatException("operation " + index + ": found the process " + EdnWriter.toEdn(process)
                    + ", expected a number from 0, or :nemesis");
        }
        if (map.containsKey(new Keyword("key"))) {
            throw new HistoryFormatException("operation " + index + ": found the field :key, expected transactions over"
                    + " all keys, which are in their operations, and no such field");
        }
        Object type = map.get(new Keyword("type"));
        for (Type known : Type.values()) {
            if (type instanceof Keyword keyword && keyword.name().equalsIgnoreCase(known.name())) {
                accept(known, number.intValue(), map.get(new Keyword("value")), index);
                return;
            }
        }
        throw new HistoryFormatException("operation " + index + ": found the type " + EdnWriter.toEdn(type)
                + ", expected :invoke, :ok, :fail or :info");
    }

    private void requireOrder(Object index, int position) {
        if (index instanceof Long number) {
            if (number <= lastIndex) {
                throw new HistoryFormatException("operation " + position + ": found :index " + number
                        + " behind :index " + lastIndex + ", expected operations in the order of :index");
            }
            lastIndex = number;
        }
    }

    /**
     * Checks that times do not decrease on each process. Without an index, times must not decrease over all processes
     * either.
     */
    private void requireTimes(Object time, Object process, boolean isIndexed, int position) {
        if (time instanceof Long number) {
            long before = isIndexed ? lastTimes.getOrDefault(process, -1L) : lastTime;
            if (number < before) {
                throw new HistoryFormatException("operation " + position + ": found :time " + number + " behind :time "
                        + before + (isIndexed ? " on the same process" : ", and no :index")
                        + ", expected operations in the order of :time" + (isIndexed ? "" : ", or an :index in each"));
            }
            lastTimes.put(process, number);
            lastTime = number;
        }
    }

    /** Processes the next operation of a client. */
    void accept(Type type, int process, Object value, int index) {
        if (type == Type.INVOKE) {
            Call call = new Call(process, index, value);
            if (open.put(process, call) != null) {
                throw new HistoryFormatException("operation " + index + ": found an invocation of process " + process
                        + ", which has one open, expected its completion first");
            }
            calls.add(call);
            note(value, index);
            return;
        }
        Call call = open.remove(process);
        if (call == null) {
            throw new HistoryFormatException("operation " + index + ": found a completion of process " + process
                    + ", which has nothing open, expected its invocation before");
        }
        call.outcome = type;
        call.result = value;
        call.completion = index;
    }

    private void note(Object value, int index) {
        if (value instanceof List<?> operations) {
            for (Object operation : operations) {
                String function = functionOf(operation, index);
                appends |= function.equals("append");
                writes |= function.equals("w");
                adds |= function.equals("add");
            }
        }
    }

    private static String functionOf(Object operation, int index) {
        if (operation instanceof List<?> parts && parts.size() >= 2) {
            // JSON histories have functions as strings.
            Object name = parts.get(0) instanceof Keyword keyword ? keyword.name() : parts.get(0);
            if ("r".equals(name) && parts.size() <= 3
                    || parts.size() == 3 && ("append".equals(name) || "w".equals(name) || "add".equals(name))) {
                return (String) name;
            }
        }
        throw PlainEdnTransactions.refused("operation " + index, EdnWriter.toEdn(operation));
    }

    TransactionHistory build(Object initial) {
        if ((appends ? 1 : 0) + (writes ? 1 : 0) + (adds ? 1 : 0) > 1) {
            throw new HistoryFormatException("found " + (appends ? ":append" : ":add") + " and "
                    + (writes ? ":w" : ":add")
                    + " in one history, expected transactions over lists, over registers or over sets");
        }
        Kind kind = kind();
        SetElements sets = new SetElements();
        if (kind == Kind.SET_ADD) {
            if (initial != null) {
                throw new HistoryFormatException(
                        "found the initial value " + EdnWriter.toEdn(initial) + " of sets, expected none");
            }
            note(sets);
        }
        TransactionHistoryBuilder builder = new TransactionHistoryBuilder();
        for (Call call : calls) {
            int transaction = builder.begin(call.process, call.invocation);
            builder.operationsOf(transaction);
            boolean ok = call.outcome == Type.OK;
            int index = ok ? call.completion : call.invocation;
            if (kind == Kind.SET_ADD) {
                addSetOperations(builder, sets, ok ? call.result : call.argument, ok, index);
            } else {
                addOperations(builder, kind, ok ? call.result : call.argument, ok, index);
            }
            Status status = ok ? Status.OK : call.outcome == Type.FAIL ? Status.FAIL : Status.INFO;
            builder.end(transaction, status, call.completion);
        }
        return builder.build(kind, true, builder.value(initial));
    }

    private Kind kind() {
        if (adds || !appends && !writes && reads(Set.class)) {
            return Kind.SET_ADD;
        }
        return appends || !writes && reads(List.class) ? Kind.LIST_APPEND : Kind.RW_REGISTER;
    }

    private void note(SetElements sets) {
        for (Call call : calls) {
            boolean ok = call.outcome == Type.OK;
            int index = ok ? call.completion : call.invocation;
            for (List<?> operation : operations(ok ? call.result : call.argument, ok, index)) {
                if (functionOf(operation, index).equals("add")) {
                    sets.noteAdd(operation.get(1), operation.get(2), index);
                } else if (ok) {
                    sets.noteRead(operation.get(1), operation.size() == 3 ? operation.get(2) : null, index);
                }
            }
        }
    }

    private static void addSetOperations(
            TransactionHistoryBuilder builder, SetElements sets, Object value, boolean known, int index) {
        for (List<?> operation : operations(value, known, index)) {
            if (functionOf(operation, index).equals("add")) {
                sets.write(builder, operation.get(1), operation.get(2));
            } else if (known) {
                sets.read(builder, operation.get(1), operation.size() == 3 ? operation.get(2) : null, index);
            }
        }
    }

    /** Returns the operations of a transaction. A transaction without known operations has none. */
    private static List<List<?>> operations(Object value, boolean known, int index) {
        if (value == null && !known) {
            return List.of();
        }
        if (!(value instanceof List<?> operations)) {
            throw PlainEdnTransactions.refused("operation " + index, EdnWriter.toEdn(value));
        }
        List<List<?>> lists = new ArrayList<>(operations.size());
        for (Object operation : operations) {
            functionOf(operation, index);
            lists.add((List<?>) operation);
        }
        return lists;
    }

    /** Returns true if some operation has a result of a class. */
    private boolean reads(Class<?> collection) {
        return calls.stream()
                .map(call -> call.result)
                .filter(List.class::isInstance)
                .flatMap(result -> ((List<?>) result).stream())
                .anyMatch(
                        it -> it instanceof List<?> parts && parts.size() == 3 && collection.isInstance(parts.get(2)));
    }

    private static void addOperations(
            TransactionHistoryBuilder builder, Kind kind, Object value, boolean known, int index) {
        if (value instanceof Map<?, ?> read && kind == Kind.RW_REGISTER) {
            read.forEach((key, result) -> builder.readValue(builder.key(key), builder.value(result)));
            return;
        }
        for (List<?> parts : operations(value, known, index)) {
            String function = functionOf(parts, index);
            int key = builder.key(parts.get(1));
            Object result = parts.size() == 3 ? parts.get(2) : null;
            if (function.equals("append")) {
                builder.append(key, builder.value(result));
            } else if (function.equals("w")) {
                builder.write(key, builder.value(result));
            } else if (!known) {
                builder.readUnknown(key);
            } else if (kind == Kind.RW_REGISTER) {
                builder.readValue(key, builder.value(result));
            } else {
                addListRead(builder, key, result, index);
            }
        }
    }

    private static void addListRead(TransactionHistoryBuilder builder, int key, Object result, int index) {
        if (result != null && !(result instanceof List)) {
            throw new HistoryFormatException("operation " + index + ": found the read of " + EdnWriter.toEdn(result)
                    + " from a list, expected a vector or nil");
        }
        List<?> elements = result == null ? List.of() : (List<?>) result;
        int[] numbers = new int[elements.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = builder.value(elements.get(i));
        }
        builder.readList(key, numbers, numbers.length);
    }
}
