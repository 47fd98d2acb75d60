package dev.squall.check.linear.model;

import java.util.Optional;
import java.util.Set;

/**
 * Sequential specification of an object. A model is deterministic, stateless and thread-safe. States are immutable, may
 * be null, and have {@code equals} and {@code hashCode}.
 *
 * <p>{@link #step} alone defines linearizability. {@link #isObserver}, {@link #requiredState} and {@link #leftState}
 * only speed up the search; the defaults are correct for every model.
 */
public interface Model {

    /** Result of {@link #step} for a call that cannot have had its result in the given state. */
    Object INCONSISTENT = marker("INCONSISTENT");

    /**
     * Result of {@link #requiredState} for a call that is possible in every state and leaves the same state in all of
     * them.
     */
    Object ANY = marker("ANY");

    /** Result of {@link #requiredState} and {@link #leftState} if there is no single such state. */
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

    /** Returns the functions whose results depend on the state; an empty set stands for all functions. */
    default Set<String> observingFunctions() {
        return Set.of();
    }

    /** Returns the state before the first operation. */
    Object initialState();

    /**
     * Returns the call of a client's operation; empty if the operation has neither an effect nor a known result, so
     * that it can be placed anywhere.
     *
     * @param function the invoked function
     * @param argument the invocation's value, without the key
     * @param completed true if the operation completed {@code :ok}; otherwise it may take effect at any later time, or
     *     never
     * @param result the completion's value, without the key; null unless completed. The result replaces the argument if
     *     {@link #changesArgument} returns true
     * @throws IllegalArgumentException if the model does not have the operation; the message is one sentence
     */
    Optional<Call> call(String function, Object argument, boolean completed, Object result);

    /**
     * Returns the call of a client's operation, for models that depend on the process. Checkers use this method; the
     * default calls {@link #call(String, Object, boolean, Object)}.
     *
     * @param process the logical process; a crashed process never acts again
     */
    default Optional<Call> call(int process, String function, Object argument, boolean completed, Object result) {
        return call(function, argument, completed, result);
    }

    /**
     * Returns true if the completion reports another effect than the invocation requested, such as a write to which the
     * server adds a version. The completion then counts.
     */
    default boolean changesArgument(String function, Object argument, Object result) {
        return false;
    }

    /**
     * Checks that two calls can be in one history of the object. The caller passes the first call on an object together
     * with each later call. The default accepts all calls.
     *
     * @throws IllegalArgumentException if the calls contradict each other; the message is one sentence
     */
    default void requireOneHistory(Call first, Call later) {}

    /** Returns the state after the call, or {@link #INCONSISTENT}. */
    Object step(Object state, Call call);

    /**
     * Returns the approximate memory of a state in bytes, which a search charges to its budget. The default measures
     * strings, collections and maps, and counts other objects as small.
     */
    default long bytesOf(Object state) {
        return StateSize.bytesOf(state);
    }

    /** Returns true if the call never changes a state in which it is possible. */
    default boolean isObserver(Call call) {
        return false;
    }

    /**
     * Returns the only state in which the call is possible. Returns {@link #ANY} if the call is possible in every state
     * and leaves the same state in all of them, and {@link #DEPENDS} otherwise.
     */
    default Object requiredState(Call call) {
        return DEPENDS;
    }

    /** Returns the only state that the call can leave, or {@link #DEPENDS}. */
    default Object leftState(Call call) {
        return DEPENDS;
    }

    /**
     * Returns the name of the part of the object that the call is on, such as the element of a set; empty if the call
     * is on the whole object. Parts must be independent. If all calls of a history name parts, each part is checked by
     * itself (Herlihy and Wing, 1990: linearizability is a local property).
     */
    default Optional<Object> partOf(Call call) {
        return Optional.empty();
    }

    /** Returns the state as readable EDN data. */
    default Object stateAsData(Object state) {
        return state;
    }
}
