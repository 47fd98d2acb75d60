package dev.squall.check.linear;

import dev.squall.check.Budget;
import dev.squall.check.Meter;
import dev.squall.check.Verdict;
import dev.squall.check.linear.model.Call;
import dev.squall.check.linear.model.Model;
import dev.squall.check.linear.search.OnlineKey;
import dev.squall.history.EdnWriter;
import dev.squall.history.Operation;
import dev.squall.history.Values;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Online checker of linearizability. The checker accepts the operations in order and reports the first completion at
 * which the history so far has no linearization. Memory grows with the number of open and uncompleted operations, not
 * with the history. Each completion costs a search through the operations that completed since the oldest open
 * operation began. Not thread-safe.
 */
public final class OnlineLinearizability {

    private record Open(Object key, OnlineKey.Entry entry, Operation invocation) {}

    private final Model model;
    private final boolean keyed;
    private final Budget budget;
    private final Map<Object, OnlineKey> keys = new HashMap<>();
    private final Map<Object, Call> firstCalls = new HashMap<>();
    private final Map<Integer, Open> openByProcess = new HashMap<>();
    private final Set<String> undecided = new TreeSet<>();
    private Verdict violation;
    private int accepted;

    /**
     * Creates a checker for an empty history.
     *
     * @param keyed true if each operation's value is {@code [key value]}, with one object per key
     * @param budget the budget of the search at one completion; if it is spent, the key is no longer checked
     */
    public OnlineLinearizability(Model model, boolean keyed, Budget budget) {
        this.model = Objects.requireNonNull(model, "model");
        this.keyed = keyed;
        this.budget = Objects.requireNonNull(budget, "budget");
    }

    /**
     * Processes the next operation; nemesis operations are ignored.
     *
     * @return the first violation of the history; empty if no violation was found so far
     * @throws IllegalArgumentException if the operation cannot follow the earlier ones, or is unknown to the model
     */
    public Optional<Verdict> accept(Operation operation) {
        int now = accepted++;
        if (violation == null && operation.isClient()) {
            if (operation.type() == Operation.Type.INVOKE) {
                invoke(operation, now);
            } else {
                complete(operation, now);
            }
        }
        return Optional.ofNullable(violation);
    }

    /**
     * Returns the verdict on the operations so far: valid, the violation, or unknown if the budget for a key was spent.
     */
    public Verdict verdict() {
        if (violation != null) {
            return violation;
        }
        if (!undecided.isEmpty()) {
            String given = keyed ? "key " + undecided.iterator().next() + ": " : "";
            return Verdict.unknown(
                    "linearizable", given + "the budget for one completion was spent", details(Map.of()));
        }
        return Verdict.valid("linearizable", "the operations so far have a linearization", details(Map.of()));
    }

    private void invoke(Operation invocation, int now) {
        Object key = keyed ? Values.normal(part(invocation, 0)) : null;
        Object argument = keyed ? part(invocation, 1) : invocation.value();
        Optional<Call> pending = model.call(invocation.process(), invocation.function(), argument, false, null);
        pending.ifPresent(call -> model.requireOneHistory(firstCalls.computeIfAbsent(key, k -> call), call));
        OnlineKey.Entry entry = new OnlineKey.Entry(now, pending.orElse(null));
        Open before = openByProcess.put(invocation.process(), new Open(key, entry, invocation));
        if (before != null) {
            throw new IllegalArgumentException("found an invocation by process " + invocation.process() + " while its "
                    + before.invocation().function() + " is open, expected its completion first");
        }
        keys.computeIfAbsent(key, k -> new OnlineKey(model)).invoke(entry);
    }

    private void complete(Operation completion, int now) {
        Open open = openByProcess.remove(completion.process());
        if (open == null) {
            throw new IllegalArgumentException("found a completion by process " + completion.process()
                    + ", which has nothing open, expected its invocation before");
        }
        OnlineKey key = keys.get(open.key());
        Operation invocation = open.invocation();
        switch (completion.type()) {
            case OK -> {
                Object argument = keyed ? part(invocation, 1) : invocation.value();
                Object result = keyed ? part(completion, 1) : completion.value();
                Optional<Call> call = model.call(invocation.process(), invocation.function(), argument, true, result);
                key.complete(open.entry(), call.orElse(null), now);
            }
            case FAIL -> key.remove(open.entry());
            default -> key.crash(open.entry());
        }
        if (completion.type() != Operation.Type.INFO) {
            decide(open, key, completion, now);
        }
    }

    private void decide(Open open, OnlineKey key, Operation completion, int now) {
        try {
            if (!key.isLinearizable(now, new Meter(budget))) {
                violation = violation(open, completion, now);
            }
        } catch (Meter.Spent spent) {
            key.giveUp();
            undecided.add(EdnWriter.toEdn(open.key()));
        }
    }

    private Verdict violation(Open open, Operation completion, int now) {
        String scope = keyed ? "key " + EdnWriter.toEdn(open.key()) + ": " : "";
        Object value = keyed ? part(completion, 1) : completion.value();
        String how = completion.type() == Operation.Type.OK ? " completed with " : " failed with ";
        String summary = scope + completion.function() + " by process " + completion.process() + how
                + EdnWriter.toEdn(value) + " (operation " + now + "), and no order explains the history up to here";
        List<Integer> operations = List.of(open.entry().invoked, now);
        return Verdict.violation(
                "linearizable", "not-linearizable", summary, operations, details(Map.of("operation", now)));
    }

    private Map<String, Object> details(Map<String, Object> more) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("model", model.name());
        details.put("keys", keys.size());
        details.put("undecidedKeys", undecided.size());
        details.put("methods", List.of("online"));
        details.putAll(more);
        return details;
    }

    private static Object part(Operation operation, int at) {
        if (operation.value() instanceof List<?> pair && pair.size() == 2) {
            return pair.get(at);
        }
        throw new IllegalArgumentException("found the value " + EdnWriter.toEdn(operation.value())
                + ", expected [key value], for the history is checked by key");
    }
}
