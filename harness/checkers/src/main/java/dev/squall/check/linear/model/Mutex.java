package dev.squall.check.linear.model;

import java.util.Optional;

/**
 * A lock with {@code acquire} and {@code release} without an owner: any process may release it. The state is true if
 * the lock is held.
 */
public record Mutex() implements Model {

    private static final String ACQUIRE = "acquire";

    @Override
    public String name() {
        return "mutex";
    }

    @Override
    public Object initialState() {
        return false;
    }

    @Override
    public Optional<Call> call(String function, Object argument, boolean completed, Object result) {
        return switch (function) {
            case ACQUIRE, "release" -> Optional.of(new Call(function, null, null));
            default -> throw Arguments.unknownFunction(name(), function, "acquire or release");
        };
    }

    @Override
    public Object step(Object state, Call call) {
        boolean acquires = call.function().equals(ACQUIRE);
        return state.equals(acquires) ? INCONSISTENT : acquires;
    }
}
