package dev.squall.cli.check;

import dev.squall.check.Checker;
import dev.squall.check.convergence.Replicas;
import dev.squall.check.convergence.SetConvergence;
import dev.squall.check.convergence.SetFull;
import dev.squall.check.linear.KeyReading;
import dev.squall.check.linear.model.Call;
import dev.squall.check.linear.model.CasRegister;
import dev.squall.check.linear.model.ElementSet;
import dev.squall.check.linear.model.Model;
import dev.squall.check.linear.model.Models;
import dev.squall.check.register.CausalConsistency;
import dev.squall.check.register.CausalModel;
import dev.squall.check.register.RegisterConvergence;
import dev.squall.check.register.SequentialConsistency;
import dev.squall.check.register.Winner;
import dev.squall.check.session.Guarantee;
import dev.squall.check.session.SessionGuarantees;
import dev.squall.check.totals.CounterBounds;
import dev.squall.check.totals.CounterFinalReads;
import dev.squall.check.totals.QueueTotals;
import dev.squall.check.totals.UniqueIds;
import dev.squall.history.EdnWriter;
import dev.squall.history.History;
import dev.squall.history.Operation;
import dev.squall.workload.ProvingChecker;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Properties that {@code squall check} can check, by name: linearizability of a model, or a weaker property. */
public final class CheckModels {

    /** Name of the model that is used when the user names none. */
    public static final String DEFAULT = "cas-register";

    /** Factory of checkers. */
    @FunctionalInterface
    public interface Factory {

        /**
         * @param initial initial value of objects, if the user gave one; an inner null stands for nil
         * @param keyed true if values are {@code [key value]}
         * @throws IllegalArgumentException if objects cannot have the initial value; the message is one sentence
         */
        Checker create(Optional<Initial> initial, boolean keyed);
    }

    /** Initial value of objects from the command line; null for nil. */
    public record Initial(Object value) {}

    /**
     * @param alwaysKeyed true if histories always have keys
     * @param provable true if the checkers are {@link ProvingChecker}s
     * @param keyable true if the checkers support keys
     * @param operations the operations of the model's histories
     */
    public record Named(
            String name,
            String description,
            boolean alwaysKeyed,
            boolean provable,
            boolean keyable,
            KeyReading.Operations operations,
            Factory factory) {

        /** Returns the reason why a history does not fit the model; empty if it fits. */
        String misfit(History history) {
            KeyReading reading = KeyReading.of(history, operations);
            boolean fits = alwaysKeyed
                    ? reading.keyed().isPresent()
                    : reading.single().isPresent() || keyable && reading.keyed().isPresent();
            return fits ? "" : alwaysKeyed ? reading.whyNotKeyed() : reading.whyNotSingle();
        }

        /** Returns true if reads return only collections, as for sets and banks. */
        private boolean readsCollections() {
            return (takesRead(List.of()) || takesRead(Map.of())) && !takesRead(0L);
        }

        private boolean takesRead(Object result) {
            try {
                return operations.call(0, "read", null, true, result).isPresent();
            } catch (IllegalArgumentException unfit) {
                return false;
            }
        }
    }

    private static final Model REGISTER = new CasRegister(null);
    private static final KeyReading.Operations QUEUE = only("enqueue", "dequeue", "drain");
    private static final KeyReading.Operations COUNTER = Models.named("counter").model()::call;

    /** Operations of a set, whose elements are added or broadcast. */
    private static final KeyReading.Operations SET = (process, function, argument, completed, result) ->
            new ElementSet().call(function.equals("broadcast") ? "add" : function, argument, completed, result);

    private static final List<Named> ALL = all();

    private CheckModels() {}

    public static List<Named> list() {
        return ALL;
    }

    /**
     * Returns the reason why the default model does not fit a history, with the models that fit; empty if it fits. A
     * history that has only reads of collections does not fit registers.
     */
    static String misfitOfDefault(History history) {
        Named model = named(DEFAULT).orElseThrow();
        String misfit = model.misfit(history);
        if (misfit.isEmpty()) {
            String reads = readsOfCollections(history);
            return reads.isEmpty() ? "" : reads + suggestion(history, Named::readsCollections);
        }
        return misfit + suggestion(history, other -> !other.name().equals("register"));
    }

    private static String suggestion(History history, Predicate<Named> which) {
        String fitting = ALL.stream()
                .filter(other -> !other.name().equals(DEFAULT) && which.test(other))
                .filter(other -> other.misfit(history).isEmpty())
                .map(Named::name)
                .collect(Collectors.joining(", "));
        return "; " + (fitting.isEmpty() ? "no model has these operations" : "--model " + fitting + " can");
    }

    private static String readsOfCollections(History history) {
        Optional<Operation> read = Optional.empty();
        for (Operation operation : history.operations()) {
            if (operation.isClient() && !operation.function().equals("read")) {
                return "";
            }
            Object value = operation.value();
            boolean isCollection = value instanceof Map || value instanceof Set || value instanceof List;
            if (operation.isClient() && operation.type() == Operation.Type.OK && isCollection && read.isEmpty()) {
                read = Optional.of(operation);
            }
        }
        return read.map(operation ->
                        "operation " + operation.index() + ": found a read of " + EdnWriter.toEdn(operation.value())
                                + " and no write, expected read, write and cas of a register")
                .orElse("");
    }

    public static Optional<Named> named(String name) {
        return ALL.stream().filter(model -> model.name().equals(name)).findFirst();
    }

    private static List<Named> all() {
        List<Named> all = new ArrayList<>();
        for (Models.Named model : Models.all()) {
            all.add(new Named(
                    model.name(),
                    "linearizable: " + model.description(),
                    model.keys() == Models.Keys.REQUIRED,
                    true,
                    true,
                    model.model()::call,
                    (initial, keyed) -> new ProvingChecker(
                            initial.isPresent() ? model.model(initial.get().value()) : model.model(), keyed)));
        }
        all.add(register(
                "sequential", "sequentially consistent: registers with read, write, cas", SequentialConsistency::new));
        all.add(register(
                "session-guarantees",
                "the four session guarantees together, of registers with distinct writes",
                (initial, keyed) -> new SessionGuarantees(
                        EnumSet.complementOf(EnumSet.of(Guarantee.WRITES_IN_REAL_TIME)), initial, keyed)));
        for (Guarantee guarantee : EnumSet.range(Guarantee.READ_YOUR_WRITES, Guarantee.WRITES_FOLLOW_READS)) {
            all.add(register(
                    guarantee.term(),
                    "this session guarantee by itself, of registers with distinct writes",
                    (initial, keyed) -> new SessionGuarantees(EnumSet.of(guarantee), initial, keyed)));
        }
        for (CausalModel model : CausalModel.values()) {
            all.add(register(
                    "causal-" + model.name().toLowerCase(java.util.Locale.ROOT),
                    "causally consistent, as " + model.name()
                            + " of Bouajjani and others: registers with distinct writes",
                    (initial, keyed) -> new CausalConsistency(model, initial, keyed)));
        }
        all.add(beginningEmpty(
                "set-full", SET, true, "add, read: no element is lost", keyed -> new SetFull(false, keyed)));
        all.add(beginningEmpty(
                "set-full-linearizable",
                SET,
                true,
                "add, read: no read misses what was known",
                keyed -> new SetFull(true, keyed)));
        all.add(beginningEmpty(
                "counter-bounds",
                COUNTER,
                false,
                "add, read: each read is within its bounds",
                keyed -> new CounterBounds()));
        all.add(beginningEmpty(
                "unique-ids", only("generate"), false, "generate: no id twice", keyed -> new UniqueIds()));
        all.add(beginningEmpty(
                "queue-totals",
                QUEUE,
                false,
                "enqueue, dequeue, drain: nothing lost or twice",
                keyed -> new QueueTotals(false)));
        all.add(beginningEmpty(
                "queue-totals-at-least-once",
                QUEUE,
                false,
                "enqueue, dequeue, drain: nothing lost",
                keyed -> new QueueTotals(true)));
        all.addAll(TransactionModels.list());
        addConvergences(all);
        return List.copyOf(all);
    }

    /** Adds the convergence checkers, which need final reads whose completions name the replica. */
    private static void addConvergences(List<Named> all) {
        all.add(convergence("register-convergence", "any write may have won", Winner.ANY_WRITE));
        all.add(convergence("register-convergence-causal", "a causally last write has won", Winner.CAUSALLY_LAST));
        all.add(convergence("register-convergence-real-time", "a last write has won", Winner.LAST_IN_REAL_TIME));
        all.add(beginningEmpty(
                "set-convergence",
                SET,
                false,
                "add, final reads with :node: replicas agree, none lost",
                keyed -> new SetConvergence(Replicas.named())));
        all.add(beginningEmpty(
                "counter-final-reads",
                COUNTER,
                false,
                "add, final reads with :node: replicas agree on a possible sum",
                keyed -> new CounterFinalReads(Replicas.named())));
    }

    private static Named convergence(String name, String description, Winner winner) {
        return register(
                name,
                "final reads with :node: replicas of registers agree, " + description,
                (initial, keyed) -> new RegisterConvergence(winner, Replicas.named(), initial, keyed));
    }

    /** Factory of checkers for registers with an initial value. */
    @FunctionalInterface
    private interface RegisterFactory {
        Checker create(Object initialValue, boolean keyed);
    }

    private static Named register(String name, String description, RegisterFactory factory) {
        return new Named(
                name,
                description,
                false,
                false,
                true,
                CheckModels::registerCall,
                (initial, keyed) -> factory.create(initial.map(Initial::value).orElse(null), keyed));
    }

    /** Factory of checkers for objects that are always initially empty. */
    @FunctionalInterface
    interface EmptyFactory {
        Checker create(boolean keyed);
    }

    static Named beginningEmpty(
            String name, KeyReading.Operations operations, boolean keyable, String description, EmptyFactory factory) {
        return new Named(name, description, false, false, keyable, operations, (initial, keyed) -> {
            if (initial.isPresent()) {
                throw new IllegalArgumentException("an initial value was given for " + name + "; expected none");
            }
            return factory.create(keyed);
        });
    }

    private static Optional<Call> registerCall(
            int process, String function, Object argument, boolean completed, Object result) {
        return function.equals("delete")
                ? Optional.of(new Call(function, null, null))
                : REGISTER.call(process, function, argument, completed, result);
    }

    static KeyReading.Operations only(String... functions) {
        return (process, function, argument, completed, result) -> {
            if (!List.of(functions).contains(function)) {
                throw new IllegalArgumentException(
                        "found the function " + function + ", expected " + String.join(", ", functions));
            }
            return Optional.of(new Call(function, argument, null));
        };
    }
}
