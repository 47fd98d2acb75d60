package dev.squall.check.linear.model;

import java.util.Optional;

/**
 * A model of a container into which values are put and from which they are taken, one by one, by a rule. What it says
 * beyond a {@link Model} lets a history in which no value is put in twice be decided without a search.
 */
public interface ContainerModel extends Model {

    /** Rules by which a value is taken. */
    enum Discipline {
        /** The one that was put in first: a queue. */
        FIFO,
        /** The one that was put in last: a stack. */
        LIFO,
        /** The smallest: a priority queue. Its values are whole numbers, as {@link Long}. */
        SMALLEST_FIRST
    }

    /** Effects of a call on the container. */
    enum Action {
        /** It puts its argument in. */
        PUT,
        /** It took its result out. */
        TAKE,
        /** It found the container empty. */
        FIND_EMPTY,
        /** It may have taken a value, or found none; it is not known which. */
        TAKE_UNKNOWN
    }

    /** Returns the rule. */
    Discipline discipline();

    /** Returns what the call does. */
    Action action(Call call);

    /** Returns the value that the call puts in or takes out; empty if that is none, or not known. */
    default Optional<Object> elementOf(Call call) {
        return switch (action(call)) {
            case PUT -> Optional.of(call.argument());
            case TAKE -> Optional.of(call.result());
            default -> Optional.empty();
        };
    }
}
