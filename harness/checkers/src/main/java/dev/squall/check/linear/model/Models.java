package dev.squall.check.linear.model;

import dev.squall.history.EdnWriter;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Registry of the models by name. */
public final class Models {

    /** Use of keys in a model's histories, whose values are then {@code [key value]}, with one object per key. */
    public enum Keys {
        /** Histories with and without keys are usual; the history decides. */
        POSSIBLE,
        /** Histories always have keys, since the model describes one entry of a map. */
        REQUIRED
    }

    /**
     * Named model and its properties.
     *
     * @param name the name, such as {@code fifo-queue}
     * @param description the functions and special rules, in one line
     * @param initialValue the default initial value of an object; null for nil
     * @param takesInitialValue true if another initial value is possible
     * @param keys the use of keys in histories
     * @param factory creates the model from an initial value
     */
    public record Named(
            String name,
            String description,
            Object initialValue,
            boolean takesInitialValue,
            Keys keys,
            Function<Object, Model> factory) {

        /** Returns the model with the default initial value. */
        public Model model() {
            return factory.apply(initialValue);
        }

        /**
         * Returns the model with the given initial value.
         *
         * @throws IllegalArgumentException if the model cannot have the initial value; the message is one sentence
         */
        public Model model(Object initial) {
            if (!takesInitialValue) {
                throw new IllegalArgumentException("found the initial value " + EdnWriter.toEdn(initial) + " for a "
                        + name + ", expected none: it begins empty");
            }
            return factory.apply(initial);
        }
    }

    private static final List<Named> ALL = List.of(
            register("register", "read, write", Register::new),
            register("cas-register", "read, write, cas [from to]", CasRegister::new),
            register("multi-register", "txn of [:r key value] and [:w key value], at one instant", MultiRegister::new),
            new Named("kv-map", "get, put, append of strings by key", "", true, Keys.REQUIRED, Models::appendRegister),
            empty("mutex", "acquire, release by anybody", new Mutex()),
            empty(
                    "owned-mutex",
                    "acquire, release by the holder: the value of all invocations, or else the process",
                    OwnedMutex.notReentrant()),
            empty("reentrant-mutex", "as owned-mutex; its holder can acquire it again", OwnedMutex.reentrant()),
            new Named("counter", "add (a number below zero subtracts), read", 0L, true, Keys.POSSIBLE, Models::counter),
            empty("set", "add, remove, contains of an element, read of all", new ElementSet()),
            empty("fifo-queue", "enqueue, dequeue; dequeue of nil found it empty", new FifoQueue()),
            empty("stack", "push, pop; pop of nil found it empty", new Stack()),
            empty("priority-queue", "insert, delete-min of whole numbers", new PriorityQueue()));

    private Models() {}

    /** Returns all models, in display order. */
    public static List<Named> all() {
        return ALL;
    }

    /**
     * Returns the model with a name.
     *
     * @throws IllegalArgumentException if no model has the name; the message lists all names
     */
    public static Named named(String name) {
        return ALL.stream()
                .filter(model -> model.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("found the model " + name + ", expected one of "
                        + String.join(", ", ALL.stream().map(Named::name).toList())));
    }

    /**
     * Returns the named model and the initial value that recreate the given model; empty if the model is not
     * registered.
     *
     * @param model the model to recreate
     */
    public static Optional<Map.Entry<Named, Object>> origin(Model model) {
        return ALL.stream()
                .filter(named -> named.name().equals(model.name()))
                .findFirst()
                .map(named -> new SimpleImmutableEntry<>(named, initialValue(named, model)))
                .filter(origin ->
                        origin.getKey().factory().apply(origin.getValue()).getClass() == model.getClass())
                .map(origin -> origin);
    }

    private static Object initialValue(Named named, Model model) {
        if (model instanceof MultiRegister registers) {
            return registers.initialValue();
        }
        return named.takesInitialValue() ? model.stateAsData(model.initialState()) : named.initialValue();
    }

    private static Named register(String name, String description, Function<Object, Model> factory) {
        return new Named(name, description, null, true, Keys.POSSIBLE, factory);
    }

    private static Named empty(String name, String description, Model model) {
        return new Named(name, description, null, false, Keys.POSSIBLE, initial -> model);
    }

    private static Model appendRegister(Object initial) {
        if (initial instanceof String string) {
            return new AppendRegister(string);
        }
        throw new IllegalArgumentException(
                "found the initial value " + EdnWriter.toEdn(initial) + " for a kv-map, expected a string");
    }

    private static Model counter(Object initial) {
        return new Counter(Arguments.smallNumber("a counter", initial));
    }
}
