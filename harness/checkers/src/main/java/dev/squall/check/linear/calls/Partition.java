package dev.squall.check.linear.calls;

import dev.squall.check.Meter;
import dev.squall.check.linear.model.Call;
import dev.squall.check.linear.model.Model;
import dev.squall.history.EdnWriter;
import dev.squall.history.History;
import dev.squall.history.HistoryFormatException;
import dev.squall.history.Operation;
import dev.squall.history.Pairing;
import dev.squall.history.Values;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Partition of a history into the calls on each key, and on each part of an object whose model has parts. A history
 * over independent objects is linearizable if and only if the calls on each object are linearizable (Herlihy and Wing,
 * 1990).
 */
public final class Partition {

    private static final int TIME_CHECK_OPERATIONS = 15;
    private static final int CALL_BYTES = 12;
    private static final int INSTANCES_MAX = 8;

    private final History history;
    private final Pairing pairing;
    private final Model model;
    private final boolean keyed;
    private final Meter budget;
    private final Map<Object, Builder> builders = new LinkedHashMap<>();
    private final Map<Object, Calls> calls = new LinkedHashMap<>();
    private final ServerValues serverValues;

    /**
     * Names of the functions of operations that did not fail. {@code refusedFailures} has the model's errors for failed
     * operations.
     */
    private final Set<String> functions = new HashSet<>();

    /** Instances of names in {@code functions}. Comparing references spares a memory access for each operation. */
    private final String[] instances = new String[INSTANCES_MAX];

    private int instanceCount;

    private final Map<String, String> refusedFailures = new LinkedHashMap<>();

    private Partition(History history, Model model, boolean keyed, Meter budget) {
        this.budget = budget;
        this.history = history;
        this.pairing = Pairing.of(history);
        this.model = model;
        this.keyed = keyed;
        this.serverValues = new ServerValues(model);
    }

    /**
     * Splits a history.
     *
     * @throws HistoryFormatException if an operation has no key or is unknown to the model; the message is one sentence
     *     that names the operation
     * @throws Meter.Spent if the time or memory budget is spent
     */
    public static Partition of(History history, Model model, boolean keyed, Meter budget) {
        Partition partition = new Partition(history, model, keyed, budget);
        for (Operation operation : history.operations()) {
            if ((operation.index() & TIME_CHECK_OPERATIONS) == 0) {
                budget.checkTime();
            }
            if (operation.isClient() && operation.type() == Operation.Type.INVOKE) {
                partition.add(operation);
            }
        }
        partition.requireUnderstoodFailures();
        partition.builders.forEach((key, builder) -> partition.putParts(partition.calls, key, builder.build()));
        return partition;
    }

    /**
     * Returns the calls of each key, in the order in which the keys first appear; an unkeyed history has the single key
     * null. A part's key is the part's name, or the pair of key and name.
     */
    public Map<Object, Calls> calls() {
        return calls;
    }

    /**
     * Returns a sentence about an operation whose effect is unknown, because the server creates values that only
     * completions report; empty if there is none. No violation of such a history can be concluded. Takes a pass over
     * the history, unless every operation completed.
     */
    public Optional<String> unknownEffect() {
        if (serverValues.isComplete()) {
            return Optional.empty();
        }
        for (Operation invocation : history.operations()) {
            if (invocation.isClient() && invocation.type() == Operation.Type.INVOKE) {
                addServerValue(invocation);
            }
        }
        return serverValues.unknownEffect();
    }

    private void addServerValue(Operation invocation) {
        int partner = pairing.partnerOf(invocation.index());
        Operation completion = partner == Pairing.NONE ? null : history.get(partner);
        if (completion != null && completion.type() == Operation.Type.OK) {
            serverValues.completed(
                    invocation.function(),
                    keyed ? valueOf(invocation) : invocation.value(),
                    keyed ? valueOf(completion) : completion.value());
        }
    }

    /** Splits the calls on a key by part, if the model assigns each call to a part. */
    private void putParts(Map<Object, Calls> parts, Object key, Calls whole) {
        Transitions transitions = whole.transitions();
        Object[] partOfKind = new Object[transitions.kindCount()];
        for (int kind = 0; kind < partOfKind.length; kind++) {
            Optional<Object> part = model.partOf(transitions.call(kind));
            if (part.isEmpty()) {
                parts.put(key, whole);
                return;
            }
            partOfKind[kind] = part.get();
        }
        Map<Object, Builder> byPart = new LinkedHashMap<>();
        for (int c = 0; c < whole.size(); c++) {
            int kind = whole.kind()[c];
            byPart.computeIfAbsent(partOfKind[kind], part -> new Builder(model, transitions.call(kind), budget))
                    .add(transitions.call(kind), whole.invoked()[c], whole.returned()[c]);
        }
        byPart.forEach((part, builder) -> parts.put(keyed ? Arrays.asList(key, part) : part, builder.build()));
    }

    private void add(Operation invocation) {
        int partner = pairing.partnerOf(invocation.index());
        Operation completion = partner == Pairing.NONE ? null : history.get(partner);
        if (completion != null && completion.type() == Operation.Type.FAIL) {
            noteFailure(invocation);
            return;
        }
        boolean completed = completion != null && completion.type() == Operation.Type.OK;
        Object key = keyed ? keyOf(invocation) : null;
        if (keyed && completed && !Objects.equals(key, keyOf(completion))) {
            throw new HistoryFormatException("operation " + completion.index() + ": found a completion on key "
                    + EdnWriter.toEdn(keyOf(completion)) + ", expected key " + EdnWriter.toEdn(key)
                    + " of its invocation, operation " + invocation.index());
        }
        Object argument = keyed ? valueOf(invocation) : invocation.value();
        Object result = !completed ? null : keyed ? valueOf(completion) : completion.value();
        if (!isKnown(invocation.function())) {
            functions.add(invocation.function());
        }
        if (!completed) {
            serverValues.uncompleted(invocation, argument);
        }
        try {
            Optional<Call> call = model.call(invocation.process(), invocation.function(), argument, completed, result);
            if (call.isPresent()) {
                builderOf(key, call.get()).add(call.get(), invocation.index(), completed ? partner : Calls.NEVER);
            }
        } catch (IllegalArgumentException unfit) {
            throw new HistoryFormatException("operation " + invocation.index() + ": " + unfit.getMessage());
        }
    }

    /** Returns the builder of a key's calls, which is made for its first call. A lambda would cost an object a call. */
    private Builder builderOf(Object key, Call call) {
        Builder builder = builders.get(key);
        if (builder == null) {
            builder = new Builder(model, call, budget);
            builders.put(key, builder);
        }
        return builder;
    }

    /**
     * Records a failed operation, which has no effect. If the model does not have its function, the model does not fit
     * the history.
     */
    private void noteFailure(Operation failed) {
        if (isKnown(failed.function())) {
            return;
        }
        boolean hasKey = failed.value() instanceof List<?> pair && pair.size() == 2;
        try {
            model.call(
                    failed.process(),
                    failed.function(),
                    keyed && hasKey ? valueOf(failed) : keyed ? null : failed.value(),
                    false,
                    null);
        } catch (IllegalArgumentException unfit) {
            refusedFailures.putIfAbsent(failed.function(), "operation " + failed.index() + ": " + unfit.getMessage());
        }
    }

    /** Returns true if an operation with this function did not fail. */
    private boolean isKnown(String function) {
        for (int i = 0; i < instanceCount; i++) {
            if (instances[i] == function) {
                return true;
            }
        }
        boolean isKnown = functions.contains(function);
        if (isKnown && instanceCount < INSTANCES_MAX) {
            instances[instanceCount++] = function;
        }
        return isKnown;
    }

    private void requireUnderstoodFailures() {
        refusedFailures.keySet().removeAll(functions);
        if (!refusedFailures.isEmpty()) {
            throw new HistoryFormatException(refusedFailures.values().iterator().next());
        }
    }

    private static Object keyOf(Operation operation) {
        return Values.normal(keyAndValue(operation).get(0));
    }

    private static Object valueOf(Operation operation) {
        return keyAndValue(operation).get(1);
    }

    private static List<?> keyAndValue(Operation operation) {
        if (operation.value() instanceof List<?> pair && pair.size() == 2) {
            return pair;
        }
        throw new HistoryFormatException("operation " + operation.index() + ": found the value "
                + EdnWriter.toEdn(operation.value()) + ", expected [key value], for the history is checked by key");
    }

    /** Builder of the calls on one key. */
    private static final class Builder {

        private final Model model;
        private final Call first;
        private final Transitions transitions;
        private final Meter budget;
        private int[] kind = new int[8];
        private int[] invoked = new int[8];
        private int[] returned = new int[8];
        private int size;

        Builder(Model model, Call first, Meter budget) {
            this.model = model;
            this.first = first;
            this.budget = budget;
            this.transitions = new Transitions(model, budget);
        }

        void add(Call call, int begin, int end) {
            model.requireOneHistory(first, call);
            if (size == kind.length) {
                budget.reserve((long) CALL_BYTES * size);
                kind = Arrays.copyOf(kind, 2 * size);
                invoked = Arrays.copyOf(invoked, 2 * size);
                returned = Arrays.copyOf(returned, 2 * size);
            }
            kind[size] = transitions.kindOf(call);
            invoked[size] = begin;
            returned[size++] = end;
        }

        Calls build() {
            int[] begins = Arrays.copyOf(invoked, size);
            return new Calls(transitions, Arrays.copyOf(kind, size), begins, Arrays.copyOf(returned, size), begins);
        }
    }
}
