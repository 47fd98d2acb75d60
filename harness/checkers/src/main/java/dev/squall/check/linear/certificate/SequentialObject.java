package dev.squall.check.linear.certificate;

import dev.squall.check.linear.model.Model;
import java.util.Optional;

/** All that {@link CertificateVerifier} has to know of a model: what one copy does, one operation at a time. */
public interface SequentialObject {

    /** One operation's effect. */
    interface Effect {

        /**
         * Returns the state after the operation, or empty if it cannot have had its result in this state. States may be
         * null.
         */
        Optional<State> on(State state);

        /**
         * Returns the one part of the object that the operation is on (see {@link Model#partOf}); empty if that is all.
         */
        default Optional<Object> part() {
            return Optional.empty();
        }

        /**
         * Returns the value that the operation puts into a container or takes out. If a history of a container has a
         * linearization, it still has one without all operations on a value.
         */
        default Optional<Object> element() {
            return Optional.empty();
        }
    }

    /** A state of the object; equal if nothing can tell them apart. */
    record State(Object value) {}

    /** Returns the state before the first operation. */
    State initialState();

    /**
     * Returns what an operation does.
     *
     * @param process the logical process
     * @param value of the invocation, without the key
     * @param completed whether it completed {@code :ok}
     * @param result the completion's value, without the key; null unless completed
     * @return empty if the operation can have no effect and shows nothing
     */
    Optional<Effect> effect(int process, String function, Object value, boolean completed, Object result);

    /** Returns a state as EDN data. */
    default Object asData(State state) {
        return state.value();
    }

    /** Returns about how much memory a state takes, in bytes. */
    default long bytesOf(State state) {
        return 0;
    }

    /** Returns what a model says, by {@link Model#call} and {@link Model#step} alone. */
    static SequentialObject of(Model model) {
        return new ModelObject(model);
    }
}
