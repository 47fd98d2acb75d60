package dev.squall.check.linear.certificate;

import dev.squall.check.linear.model.Model;
import java.util.Optional;

/** Sequential specification of an object, the only knowledge of models that {@link CertificateVerifier} needs. */
public interface SequentialObject {

    /** Effect of one operation. */
    interface Effect {

        /** Returns the state after the operation; empty if the operation cannot have its result in the given state. */
        Optional<State> on(State state);

        /**
         * Returns the part of the object that the operation is on (see {@link Model#partOf}); empty if it is on the
         * whole object.
         */
        default Optional<Object> part() {
            return Optional.empty();
        }

        /**
         * Returns the value that the operation puts into a container or takes out. A linearizable history of a
         * container stays linearizable without all operations on one value.
         */
        default Optional<Object> element() {
            return Optional.empty();
        }
    }

    /** State of the object. States are equal if no operation distinguishes them. */
    record State(Object value) {}

    /** Returns the state before the first operation. */
    State initialState();

    /**
     * Returns an operation's effect.
     *
     * @param process the logical process
     * @param value the value of the invocation, without the key
     * @param completed true if the operation completed {@code :ok}
     * @param result the completion's value, without the key; null unless completed
     * @return the effect; empty if the operation has neither an effect nor a known result
     */
    Optional<Effect> effect(int process, String function, Object value, boolean completed, Object result);

    /** Returns a state as EDN data. */
    default Object asData(State state) {
        return state.value();
    }

    /** Returns the approximate memory of a state, in bytes. */
    default long bytesOf(State state) {
        return 0;
    }

    /** Returns the sequential object defined by a model's {@link Model#call} and {@link Model#step}. */
    static SequentialObject of(Model model) {
        return new ModelObject(model);
    }
}
