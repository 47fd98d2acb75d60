package dev.squall.check.linear.model;

import dev.squall.history.EdnWriter;
import java.util.Optional;
import java.util.Set;

/**
 * One entry of a key-value map: a string with {@code get}, {@code put} and {@code append}. Keys are independent, so a
 * map is checked key by key with this model.
 */
public final class AppendRegister implements Model {

    private static final String GET = "get";
    private static final String PUT = "put";
    private static final String APPEND = "append";

    private final Text initialState;

    /** Creates an entry with an initial string. */
    public AppendRegister(String initialValue) {
        this.initialState = Text.of(initialValue);
    }

    @Override
    public String name() {
        return "kv-map";
    }

    @Override
    public Set<String> observingFunctions() {
        return Set.of("get");
    }

    @Override
    public Object initialState() {
        return initialState;
    }

    @Override
    public Optional<Call> call(String function, Object argument, boolean completed, Object result) {
        return switch (function) {
            case GET ->
                completed && result != null ? Optional.of(new Call(GET, null, string(GET, result))) : Optional.empty();
            case PUT -> Optional.of(new Call(PUT, string(PUT, result == null ? argument : result), null));
            case APPEND ->
                string(APPEND, Arguments.same(APPEND, argument, result)).isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Call(APPEND, argument, null));
            default -> throw Arguments.unknownFunction(name(), function, "get, put or append");
        };
    }

    @Override
    public boolean changesArgument(String function, Object argument, Object result) {
        return function.equals(PUT) && result != null && !result.equals(argument);
    }

    private static String string(String function, Object value) {
        if (value instanceof String string) {
            return string;
        }
        throw new IllegalArgumentException(
                "found " + function + " with the value " + EdnWriter.toEdn(value) + ", expected a string");
    }

    @Override
    public Object step(Object state, Call call) {
        return switch (call.function()) {
            case GET -> state.equals(leftState(call)) ? state : INCONSISTENT;
            case PUT -> leftState(call);
            default -> ((Text) state).append((String) call.argument());
        };
    }

    @Override
    public boolean isObserver(Call call) {
        return call.function().equals(GET);
    }

    @Override
    public Object requiredState(Call call) {
        return switch (call.function()) {
            case GET -> leftState(call);
            case PUT -> ANY;
            default -> DEPENDS;
        };
    }

    @Override
    public Object leftState(Call call) {
        return switch (call.function()) {
            case GET -> Text.of((String) call.result());
            case PUT -> Text.of((String) call.argument());
            default -> DEPENDS;
        };
    }

    @Override
    public Object stateAsData(Object state) {
        return state.toString();
    }
}
