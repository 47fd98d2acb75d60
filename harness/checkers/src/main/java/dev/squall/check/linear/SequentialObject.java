package dev.squall.check.linear;

import java.util.Optional;

/** All that {@link CertificateVerifier} has to know of a model: what one copy does, one operation at a time. */
public interface SequentialObject {

    /** One operation's effect. */
    interface Effect {

        /**
         * The state after the operation, or empty if it cannot have had its result in this state. States may be null.
         */
        Optional<State> on(State state);
    }

    /** A state of the object; equal if nothing can tell them apart. */
    record State(Object value) {}

    /** The state before the first operation. */
    State initialState();

    /**
     * What an operation does.
     *
     * @param value of the invocation, without the key
     * @param completed whether it completed {@code :ok}
     * @param result the completion's value, without the key; null unless completed
     * @return empty if the operation can have no effect and shows nothing
     */
    Optional<Effect> effect(String function, Object value, boolean completed, Object result);

    /** What a model says, by {@link Model#call} and {@link Model#step} alone. */
    static SequentialObject of(Model model) {
        return new SequentialObject() {
            @Override
            public State initialState() {
                return new State(model.initialState());
            }

            @Override
            public Optional<Effect> effect(String function, Object value, boolean completed, Object result) {
                return model.call(function, value, completed, result).map(call -> state -> {
                    Object next = model.step(state.value(), call);
                    return next == Model.INCONSISTENT ? Optional.empty() : Optional.of(new State(next));
                });
            }
        };
    }
}
