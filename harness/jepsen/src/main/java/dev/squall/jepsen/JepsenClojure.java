package dev.squall.jepsen;

import clojure.lang.Keyword;
import dev.squall.check.Checker;
import dev.squall.check.linear.model.CasRegister;
import dev.squall.check.linear.model.ElementSet;
import dev.squall.check.linear.model.FifoQueue;
import dev.squall.check.linear.model.Model;
import dev.squall.check.linear.model.Models;
import dev.squall.check.linear.model.Mutex;
import dev.squall.check.linear.model.Register;
import dev.squall.check.transaction.TransactionChecker;
import dev.squall.check.transaction.level.IsolationLevel;
import dev.squall.check.transaction.model.TransactionHistory.Kind;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Functions that Clojure namespaces call for models and data. */
public final class JepsenClojure {

    private JepsenClojure() {}

    /** Converts data of this project to Clojure's data. */
    public static Object data(Object ours) {
        return ClojureData.toClojure(ours);
    }

    /**
     * Returns the checker of transactions.
     *
     * @param kind name of the objects' model, such as list-append; null to detect it
     * @param level name of an isolation level, also Elle's
     * @param initial initial value of registers
     * @throws IllegalArgumentException if there is no such kind or level; the message is one sentence
     */
    public static Checker transactions(String kind, String level, Object initial) {
        Optional<Kind> wanted = Arrays.stream(Kind.values())
                .filter(candidate -> candidate.model().equals(kind))
                .findFirst();
        if (kind != null && wanted.isEmpty()) {
            throw new IllegalArgumentException(
                    "found the model " + kind + ", expected :list-append, :rw-register or :set-add, or none");
        }
        IsolationLevel named = IsolationLevel.named(level)
                .orElseThrow(() -> new IllegalArgumentException("found the level " + level + ", expected one of "
                        + IsolationLevel.values().stream()
                                .map(IsolationLevel::name)
                                .collect(Collectors.joining(", "))));
        return new TransactionChecker(wanted, Optional.of(named), ClojureData.fromClojure(initial));
    }

    /**
     * Returns the model with a name.
     *
     * @param hasInitial true if objects begin with the value {@code initial} instead of the model's default
     * @throws IllegalArgumentException if there is no such model, or the initial value is invalid for it; the message
     *     is one sentence
     */
    public static Model model(String name, boolean hasInitial, Object initial) {
        Models.Named model = Models.named(name);
        return hasInitial ? model.model(ClojureData.fromClojure(initial)) : model.model();
    }

    /**
     * Returns the model that corresponds to one of Knossos' models, with the same initial state.
     *
     * @param knossosModel a record of {@code knossos.model}
     * @throws IllegalArgumentException if no model corresponds to it; the message is one sentence
     */
    public static Model modelLike(Object knossosModel) {
        String name = knossosModel.getClass().getName();
        if (knossosModel instanceof Map<?, ?> fields && isEmpty(fields)) {
            Object value = ClojureData.fromClojure(fields.get(Keyword.intern(null, "value")));
            switch (name) {
                case "knossos.model.Register":
                    return new Register(value);
                case "knossos.model.CASRegister":
                    return new CasRegister(value);
                case "knossos.model.Mutex":
                    return new Mutex();
                case "knossos.model.Set":
                    return new ElementSet();
                case "knossos.model.FIFOQueue":
                    return new FifoQueue();
                default:
            }
        }
        throw new IllegalArgumentException("found the model " + knossosModel + ", expected a register, or an"
                + " empty set or fifo-queue or a free mutex of Knossos, or the name of one of Squall's models as a"
                + " keyword");
    }

    /** Returns true if the set or queue has no elements, or the lock is not held. */
    private static boolean isEmpty(Map<?, ?> fields) {
        return !(fields.get(Keyword.intern(null, "s")) instanceof Collection<?> set && !set.isEmpty())
                && !(fields.get(Keyword.intern(null, "pending")) instanceof Collection<?> queue && !queue.isEmpty())
                && !Boolean.TRUE.equals(fields.get(Keyword.intern(null, "locked?")));
    }
}
