package dev.squall.check.linear.model;

import dev.squall.history.EdnWriter;
import dev.squall.history.Keyword;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Registers by key with one function, {@code txn}. A transaction's value is a list of {@code [:r key value]} and {@code
 * [:w key value]}, or {@code :read} and {@code :write}. The steps take effect at one instant, in order, so linearizable
 * means strictly serializable. The writes in a transaction's completion count instead of those in its invocation. A
 * read of nil is ignored, unless the initial value is nil. The state maps keys to values and omits registers with the
 * initial value.
 *
 * @param initialValue the initial value of every register; null for nil
 */
public record MultiRegister(Object initialValue) implements Model {

    private static final String TXN = "txn";
    private static final String READ = "r";
    private static final String WRITE = "w";

    public MultiRegister {
        initialValue = Arguments.normal(initialValue);
    }

    @Override
    public String name() {
        return "multi-register";
    }

    @Override
    public Object initialState() {
        return Map.of();
    }

    @Override
    public Optional<Call> call(String function, Object argument, boolean completed, Object result) {
        if (!function.equals(TXN)) {
            throw Arguments.unknownFunction(name(), function, TXN);
        }
        List<List<Object>> steps = steps(argument);
        if (completed && result != null) {
            List<List<Object>> answered = steps(result);
            if (!sameShape(steps, answered)) {
                throw new IllegalArgumentException("found a txn " + EdnWriter.toEdn(argument) + " completed as "
                        + EdnWriter.toEdn(result) + ", expected the same reads and writes");
            }
            steps = answered;
        }
        List<List<Object>> telling = new ArrayList<>();
        for (List<Object> step : steps) {
            boolean known = completed && (step.get(2) != null || initialValue == null);
            if (step.get(0).equals(WRITE) || known) {
                telling.add(step);
            }
        }
        return telling.isEmpty() ? Optional.empty() : Optional.of(new Call(TXN, telling, null));
    }

    private static List<List<Object>> steps(Object value) {
        if (!(value instanceof List<?> list)) {
            throw new IllegalArgumentException(
                    "found txn with the value " + EdnWriter.toEdn(value) + ", expected a list such as [[:r :x nil]]");
        }
        List<List<Object>> steps = new ArrayList<>();
        for (Object step : list) {
            String kind = step instanceof List<?> triple && triple.size() == 3 ? kind(triple.get(0)) : "";
            if (kind.isEmpty()) {
                throw new IllegalArgumentException(
                        "found " + EdnWriter.toEdn(step) + " in a txn, expected [:r key value] or [:w key value]");
            }
            List<?> triple = (List<?>) step;
            steps.add(Arrays.asList(kind, Arguments.normal(triple.get(1)), Arguments.normal(triple.get(2))));
        }
        return steps;
    }

    private static String kind(Object word) {
        String name = word instanceof Keyword keyword ? keyword.name() : String.valueOf(word);
        return switch (name) {
            case "r", "read" -> READ;
            case "w", "write" -> WRITE;
            default -> "";
        };
    }

    private static boolean sameShape(List<List<Object>> asked, List<List<Object>> answered) {
        boolean same = asked.size() == answered.size();
        for (int i = 0; same && i < asked.size(); i++) {
            same = asked.get(i).subList(0, 2).equals(answered.get(i).subList(0, 2));
        }
        return same;
    }

    @Override
    public boolean changesArgument(String function, Object argument, Object result) {
        return function.equals(TXN)
                && result != null
                && !writes(steps(argument)).equals(writes(steps(result)));
    }

    private static List<List<Object>> writes(List<List<Object>> steps) {
        return steps.stream().filter(step -> step.get(0).equals(WRITE)).toList();
    }

    @Override
    public Object step(Object state, Call call) {
        Map<?, ?> before = (Map<?, ?>) state;
        Map<Object, Object> after = null;
        for (Object step : (List<?>) call.argument()) {
            Object key = ((List<?>) step).get(1);
            Object value = ((List<?>) step).get(2);
            Map<?, ?> now = after == null ? before : after;
            Object held = now.containsKey(key) ? now.get(key) : initialValue;
            if (((List<?>) step).get(0).equals(WRITE)) {
                after = after == null ? new LinkedHashMap<>(before) : after;
                put(after, key, value);
            } else if (!Objects.equals(held, value)) {
                return INCONSISTENT;
            }
        }
        return after == null ? state : Collections.unmodifiableMap(after);
    }

    private void put(Map<Object, Object> registers, Object key, Object value) {
        if (Objects.equals(value, initialValue)) {
            registers.remove(key);
        } else {
            registers.put(key, value);
        }
    }

    @Override
    public boolean isObserver(Call call) {
        return ((List<?>) call.argument())
                .stream().allMatch(step -> ((List<?>) step).get(0).equals(READ));
    }

    /** Returns the key of a transaction on one register. */
    @Override
    public Optional<Object> partOf(Call call) {
        List<Object> keys = new ArrayList<>();
        for (Object step : (List<?>) call.argument()) {
            Object key = ((List<?>) step).get(1);
            if (!keys.contains(key)) {
                keys.add(key);
            }
        }
        return keys.size() == 1 ? Optional.ofNullable(keys.get(0)) : Optional.empty();
    }
}
