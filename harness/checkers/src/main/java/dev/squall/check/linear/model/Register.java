package dev.squall.check.linear.model;

import java.util.Optional;
import java.util.Set;

/**
 * A register with {@code read} and {@code write} (lecture 7.2): a {@link CasRegister} without compare-and-set.
 *
 * @param register the underlying register
 */
public record Register(CasRegister register) implements Model {

    /** Creates a register with an initial value; null stands for nil. */
    public Register(Object initialValue) {
        this(new CasRegister(initialValue));
    }

    @Override
    public String name() {
        return "register";
    }

    @Override
    public Set<String> observingFunctions() {
        return Set.of("read");
    }

    @Override
    public Object initialState() {
        return register.initialState();
    }

    @Override
    public Optional<Call> call(String function, Object argument, boolean completed, Object result) {
        if (function.equals("cas")) {
            throw Arguments.unknownFunction(name(), function, "read or write");
        }
        return register.call(function, argument, completed, result);
    }

    @Override
    public boolean changesArgument(String function, Object argument, Object result) {
        return register.changesArgument(function, argument, result);
    }

    @Override
    public Object step(Object state, Call call) {
        return register.step(state, call);
    }

    @Override
    public boolean isObserver(Call call) {
        return register.isObserver(call);
    }

    @Override
    public Object requiredState(Call call) {
        return register.requiredState(call);
    }

    @Override
    public Object leftState(Call call) {
        return register.leftState(call);
    }
}
