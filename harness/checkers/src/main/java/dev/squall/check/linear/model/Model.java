package dev.squall.check.linear.model;

import java.util.Optional;

/**
 * What a single copy of an object does when its operations come one at a time. Deterministic and without state of its
 * own; used by several threads. States are immutable, may be null, and have {@code equals} and {@code hashCode}.
 *
 * <p>{@link #step} alone decides what is linearizable. {@link #isObserver}, {@link #requiredState} and
 * {@link #leftState} only tell the search what it may skip; the defaults are right for every model.
 */
public interface Model {

    /** What {@link #step} answers for a call that cannot have had its result in the given state. */
    Object INCONSISTENT = marker("INCONSISTENT");

    /** What {@link #requiredState} answers for a call that any state allows and that ignores what it finds. */
    Object ANY = marker("ANY");

    /** What {@link #requiredState} and {@link #leftState} answer when one state does not say it. */
    Object DEPENDS = marker("DEPENDS");

    private static Object marker(String name) {
        return new Object() {
            @Override
            public String toString() {
                return name;
            }
        };
    }

    /** The model's name, such as {@code cas-register}. */
    String name();

    /** The state before the first operation. */
    Object initialState();

    /**
     * The call of one operation of a client, or empty if the operation can have no effect and shows nothing: such an
     * operation may stand anywhere.
     *
     * @param function what was invoked
     * @param argument the invocation's value, without the key
     * @param completed whether it completed {@code :ok}; otherwise it may take effect at any later time, or never
     * @param result the completion's value, without the key; null unless completed
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
     * Refuses two calls that no one history of the object can have, because what each says of itself contradicts the
     * other. Compared are the first call on an object and each later one. The default refuses none.
     *
     * @throws IllegalArgumentException if the calls contradict each other; the message is one sentence
     */
    default void requireOneHistory(Call first, Call later) {}

    /** The state after the call, or {@link #INCONSISTENT}. */
    Object step(Object state, Call call);

    /**
     * About how much memory a state takes, in bytes, so that a search can keep to its budget. The default knows
     * strings, collections and maps, and takes anything else for small.
     */
    default long bytesOf(Object state) {
        return StateSize.bytesOf(state);
    }

    /** Whether the call leaves every state as it was in which it can stand. */
    default boolean isObserver(Call call) {
        return false;
    }

    /**
     * The only state in which the call can stand; {@link #ANY} if it can stand in every state and what it leaves is one
     * and the same for all; otherwise {@link #DEPENDS}.
     */
    default Object requiredState(Call call) {
        return DEPENDS;
    }

    /** The only state that the call can leave, or {@link #DEPENDS}. */
    default Object leftState(Call call) {
        return DEPENDS;
    }

    /**
     * The name of the one part of the object that the call is on, such as the element of a set, if the object consists
     * of parts that do not touch each other; empty if the call is on the whole. Where all calls of a history name
     * parts, each part is checked by itself (Herlihy and Wing, 1990: linearizability is a local property).
     */
    default Optional<Object> partOf(Call call) {
        return Optional.empty();
    }

    /** The state as EDN data, for people to read. */
    default Object stateAsData(Object state) {
        return state;
    }
}
