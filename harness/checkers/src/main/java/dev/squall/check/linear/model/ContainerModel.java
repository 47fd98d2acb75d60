package dev.squall.check.linear.model;

import java.util.Optional;

/**
 * Model of a container from which values are taken one by one, by a rule. The additional methods let monitors decide a
 * history without a search, if no value is put in twice.
 */
public interface ContainerModel extends Model {

    /** Rules that select the value to take. */
    enum Discipline {
        /** The value that was put in first: a queue. */
        FIFO,
        /** The value that was put in last: a stack. */
        LIFO,
        /** The smallest value: a priority queue. Values are whole numbers, as {@link Long}. */
        SMALLEST_FIRST
    }

    /** Effects of a call on the container. */
    enum Action {
        /** The call puts its argument in. */
        PUT,
        /** The call took its result out. */
        TAKE,
        /** The call found the container empty. */
        FIND_EMPTY,
        /** The call took an unknown value, found the container empty, or had no effect. */
        TAKE_UNKNOWN
    }

    /** Returns the rule that selects the value to take. */
    Discipline discipline();

    /** Returns the effect of a call. */
    Action action(Call call);

    /** Returns the value that the call puts in or takes out; empty if there is none or it is unknown. */
    default Optional<Object> elementOf(Call call) {
        return switch (action(call)) {
            case PUT -> Optional.of(call.argument());
            case TAKE -> Optional.of(call.result());
            default -> Optional.empty();
        };
    }
}
