package dev.squall.check.linear.model;

import dev.squall.history.EdnWriter;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The models by name. */
public final class Models {

    /** Check whether the operations of a history have the form {@code [key value]}, with one object for each key. */
    public enum Keys {
        /** Both are usual; the history decides. */
        POSSIBLE,
        /** Always: the model is of one entry of a map. */
        REQUIRED
    }

    /**
     * A model that can be named.
     *
     * @param name such as {@code fifo-queue}
     * @param description its functions and what is special, in one line
     * @param initialValue what an object begins with unless something else is asked for; null for nil
     * @param takesInitialValue whether something else can be asked for
     * @param keys whether histories of it have keys
     * @param factory makes the model from an initial value
     */
    public record Named(
            String name,
            String description,
            Object initialValue,
            boolean takesInitialValue,
            Keys keys,
            Function<Object, Model> factory) {

        /** Returns the model of an object that begins as usual. */
        public Model model() {
            return factory.apply(initialValue);
        }

        /**
         * Returns the model of an object that begins with a value.
         *
         * @throws IllegalArgumentException if it cannot; the message is one sentence
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

    /** Returns all models, in the order in which to list them. */
    public static List<Named> all() {
        return ALL;
    }

    /**
     * Returns the model of a name.
     *
     * @throws IllegalArgumentException if there is none; the message is one sentence with the names that there are
     */
    public static Named named(String name) {
        return ALL.stream()
                .filter(model -> model.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("found the model " + name + ", expected one of "
                        + String.join(", ", ALL.stream().map(Named::name).toList())));
    }

    /**
     * Returns the value with which {@link #named} makes this model again; empty if the model has no name here.
     *
     * @param model of which an object begins with the value, null for nil
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
