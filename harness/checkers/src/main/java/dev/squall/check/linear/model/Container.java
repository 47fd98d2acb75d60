package dev.squall.check.linear.model;

import dev.squall.history.Keyword;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Common part of queues, stacks and priority queues. The state is the list of the values in the order in which they
 * would be taken. If the completion of a put has a value, that value counts instead of the argument. A completed take
 * of nil or {@code :empty} found the container empty. In Knossos, by contrast, a take of nil from an empty queue is
 * inconsistent; Jepsen's clients complete it as {@code :fail}.
 */
interface Container extends ContainerModel {

    /** Result of a take that found nothing. */
    Keyword EMPTY = new Keyword("empty");

    /** Returns the name of the function that puts a value in. */
    String put();

    /** Returns the name of the function that takes a value out. */
    String take();

    /** Returns the position of a new value in the list of values. */
    int place(List<Object> values, Object value);

    @Override
    default Object initialState() {
        return List.of();
    }

    @Override
    default Optional<Call> call(String function, Object argument, boolean completed, Object result) {
        if (function.equals(put())) {
            return Optional.of(
                    new Call(function, Arguments.present(function, result == null ? argument : result), null));
        }
        if (function.equals(take())) {
            Object taken = !completed ? null : result == null ? EMPTY : Arguments.normal(result);
            return Optional.of(new Call(function, null, taken));
        }
        throw Arguments.unknownFunction(name(), function, put() + " or " + take());
    }

    @Override
    default boolean changesArgument(String function, Object argument, Object result) {
        return function.equals(put())
                && result != null
                && !Arguments.normal(result).equals(Arguments.normal(argument));
    }

    @Override
    default Action action(Call call) {
        if (call.function().equals(put())) {
            return Action.PUT;
        }
        return call.result() == null
                ? Action.TAKE_UNKNOWN
                : call.result().equals(EMPTY) ? Action.FIND_EMPTY : Action.TAKE;
    }

    @Override
    default Object step(Object state, Call call) {
        @SuppressWarnings("unchecked")
        List<Object> values = (List<Object>) state;
        switch (action(call)) {
            case PUT:
                List<Object> more = new ArrayList<>(values.size() + 1);
                more.addAll(values);
                more.add(place(values, call.argument()), call.argument());
                return Collections.unmodifiableList(more);
            case FIND_EMPTY:
                return values.isEmpty() ? state : INCONSISTENT;
            case TAKE_UNKNOWN:
                return values.isEmpty() ? state : rest(values);
            default:
                return !values.isEmpty() && values.get(0).equals(call.result()) ? rest(values) : INCONSISTENT;
        }
    }

    private static List<Object> rest(List<Object> values) {
        return List.copyOf(values.subList(1, values.size()));
    }

    @Override
    default boolean isObserver(Call call) {
        return action(call) == Action.FIND_EMPTY;
    }

    @Override
    default Object requiredState(Call call) {
        return action(call) == Action.FIND_EMPTY ? initialState() : DEPENDS;
    }

    @Override
    default Object leftState(Call call) {
        return action(call) == Action.FIND_EMPTY ? initialState() : DEPENDS;
    }
}
