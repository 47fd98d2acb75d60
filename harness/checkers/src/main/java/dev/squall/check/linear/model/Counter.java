package dev.squall.check.linear.model;

import java.util.Optional;
import java.util.Set;

/**
 * A counter with {@code read} and {@code add} of a number, which may be negative. A completed read of nil stands for a
 * result that was not recorded.
 *
 * @param initialState the value before the first operation
 */
public record Counter(Long initialState) implements Model {

    private static final String ADD = "add";
    private static final String READ = "read";

    @Override
    public String name() {
        return "counter";
    }

    @Override
    public Set<String> observingFunctions() {
        return Set.of("read");
    }

    @Override
    public Optional<Call> call(String function, Object argument, boolean completed, Object result) {
        return switch (function) {
            case ADD -> {
                long difference = Arguments.smallNumber(ADD, Arguments.same(ADD, argument, result));
                yield difference == 0 ? Optional.empty() : Optional.of(new Call(ADD, difference, null));
            }
            case READ ->
                completed && result != null
                        ? Optional.of(new Call(READ, null, Arguments.normal(result)))
                        : Optional.empty();
            default -> throw Arguments.unknownFunction(name(), function, "add or read");
        };
    }

    @Override
    public Object step(Object state, Call call) {
        if (call.function().equals(ADD)) {
            return (Long) state + (Long) call.argument();
        }
        return state.equals(call.result()) ? state : INCONSISTENT;
    }

    @Override
    public boolean isObserver(Call call) {
        return call.function().equals(READ);
    }

    @Override
    public Object requiredState(Call call) {
        return isObserver(call) ? call.result() : DEPENDS;
    }

    @Override
    public Object leftState(Call call) {
        return isObserver(call) ? call.result() : DEPENDS;
    }
}
