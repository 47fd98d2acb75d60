package dev.squall.check.linear.model;

import dev.squall.history.EdnWriter;
import dev.squall.history.Values;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A register with {@code read}, {@code write} and {@code cas}: a completed compare-and-set {@code [from to]} found
 * {@code from} and left {@code to}. Linearizable registers are the subject of lecture 7.2.
 *
 * <p>If the completion of a write or cas has a value, that value counts instead of the argument, as in Knossos.
 *
 * <p>If the initial value is nil, a completed read of nil found nil. With any other initial value, nil stands for a
 * result that was not recorded, as in Knossos, and the read is ignored.
 *
 * @param initialState the value before the first operation; null for nil
 */
public record CasRegister(Object initialState) implements Model {

    private static final String READ = "read";
    private static final String WRITE = "write";
    private static final String CAS = "cas";

    public CasRegister {
        initialState = Values.normal(initialState);
    }

    @Override
    public String name() {
        return "cas-register";
    }

    @Override
    public Set<String> observingFunctions() {
        return Set.of("read", "cas");
    }

    @Override
    public Optional<Call> call(String function, Object argument, boolean completed, Object result) {
        return switch (function) {
            case READ ->
                completed && (result != null || initialState == null)
                        ? Optional.of(new Call(READ, null, Values.normal(result)))
                        : Optional.empty();
            case WRITE -> Optional.of(new Call(WRITE, effect(argument, result), null));
            case CAS -> cas(effect(argument, result), completed);
            default ->
                throw new IllegalArgumentException(
                        "found the function " + function + ", expected read, write or cas on a cas-register");
        };
    }

    private static Object effect(Object argument, Object result) {
        return Values.normal(result == null ? argument : result);
    }

    @Override
    public boolean changesArgument(String function, Object argument, Object result) {
        boolean isEffect = function.equals(WRITE) || function.equals(CAS);
        return isEffect && !Objects.equals(effect(argument, result), Values.normal(argument));
    }

    private static Optional<Call> cas(Object argument, boolean completed) {
        if (!(argument instanceof List<?> pair) || pair.size() != 2) {
            throw new IllegalArgumentException(
                    "found cas with the value " + EdnWriter.toEdn(argument) + ", expected [from to]");
        }
        Object from = pair.get(0);
        Object to = pair.get(1);
        return completed || !Objects.equals(from, to)
                ? Optional.of(new Call(CAS, Arrays.asList(from, to), null))
                : Optional.empty();
    }

    @Override
    public Object step(Object state, Call call) {
        Object required = requiredState(call);
        return required == ANY || Objects.equals(required, state) ? leftState(call) : INCONSISTENT;
    }

    @Override
    public boolean isObserver(Call call) {
        return Objects.equals(requiredState(call), leftState(call));
    }

    @Override
    public Object requiredState(Call call) {
        return switch (call.function()) {
            case READ -> call.result();
            case WRITE -> ANY;
            default -> ((List<?>) call.argument()).get(0);
        };
    }

    @Override
    public Object leftState(Call call) {
        return switch (call.function()) {
            case READ -> call.result();
            case WRITE -> call.argument();
            default -> ((List<?>) call.argument()).get(1);
        };
    }
}
