package dev.squall.check.linear.model;

import java.util.Optional;
import java.util.Set;

/**
 * Sequential behaviour of a single copy of an object. Deterministic and without state of its
 * own; used by several threads. States are immutable, may be null, and have {@code equals} and {@code hashCode}.
 *
 * <p>{@link #step} alone decides what is linearizable. {@link #isObserver}, {@link #requiredState} and
 * {@link #leftState} only tell the search what it may skip; the defaults are right for every model.
 */
public interface Model {

    /** Result of {@link #step} for a call that cannot have had its result in the given state. */
    Object INCONSISTENT = marker("INCONSISTENT");

    /** Result of {@link #requiredState} for a call that any state allows and that ignores what it finds. */
    Object ANY = marker("ANY");

    /** Result of {@link #requiredState} and {@link #leftState} when one state does not say it. */
    Object DEPENDS = marker("DEPENDS");

    private static Object marker(String name) {
        return new Object() {
            @Override
            public String toString() {
                return name;
            }
        };
    }

    /** Returns the model's name, such as {@code cas-register}. */
    String name();

    /** Returns the functions whose results tell of the state; empty if those of every function do. */
    default Set<String> observingFunctions() {
        return Set.of();
    }

    /** Returns the state before the first operation. */
    Object initialState();

    /**
     * Returns the call of one operation of a client, or empty if the operation can have no effect and shows nothing:
     * such an operation may stand anywhere.
     *
     * @param function what was invoked
     * @param argument the invocation's value, without the key
     * @param completed whether it completed {@code :ok}; otherwise it may take effect at any later time, or never
     * @param result the completion's value, without the key; null unless completed. It counts in the place of the
     *     argument where the model {@linkplain #changesArgument says so}
     * @throws IllegalArgumentException if the operation is none of this model's; the message is one sentence
     */
    Optional<Call> call(String function, Object argument, boolean completed, Object result);

    /**
     * As {@link #call(String, Object, boolean, Object)}, for a model to which it matters who acts; the one that is
     * used.
     *
     * @param process the logical process; one that crashed never acts again
     */
    default Optional<Call> call(int process, String function, Object argument, boolean completed, Object result) {
        return call(function, argument, completed, result);
    }

    /**
     * Returns true if the completion says that the operation had another effect than its invocation asked for, as a
     * write to which the server adds a version. The completion then counts.
     */
    default boolean changesArgument(String function, Object argument, Object result) {
        return false;
    }

    /**
     * Refuses two calls that no one history of the object can have, because what each says of itself contradicts the
     * other. Compared are the first call on an object and each later one. The default refuses none.
     *
     * @throws IllegalArgumentException if the calls contradict each other; the message is one sentence
     */
    default void requireOneHistory(Call first, Call later) {}

    /** Returns the state after the call, or {@link #INCONSISTENT}. */
    Object step(Object state, Call call);

    /**
     * About how much memory a state takes, in bytes, so that a search can keep to its budget. The default knows
     * strings, collections and maps, and takes anything else for small.
     */
    default long bytesOf(Object state) {
        return StateSize.bytesOf(state);
    }

    /** Returns true if the call leaves every state as it was in which it can stand. */
    default boolean isObserver(Call call) {
        return false;
    }

    /**
     * Returns the only state in which the call can stand. Returns {@link #ANY} if the call can stand in every state and
     * leaves the same state in all of them, and {@link #DEPENDS} otherwise.
     */
    default Object requiredState(Call call) {
        return DEPENDS;
    }

    /** Returns the only state that the call can leave, or {@link #DEPENDS}. */
    default Object leftState(Call call) {
        return DEPENDS;
    }

    /**
     * Returns the name of the one part of the object that the call is on, such as the element of a set. The object must
     * then consist of parts that do not touch each other. Empty if the call is on the whole. Where all calls of a
     * history name parts, each part is checked by itself (Herlihy and Wing, 1990: linearizability is a local property).
     */
    default Optional<Object> partOf(Call call) {
        return Optional.empty();
    }

    /** Returns the state as EDN data, for people to read. */
    default Object stateAsData(Object state) {
        return state;
    }
}
