package dev.squall.node;

/**
 * The body of a message. Implementations are deeply immutable records. A component is a primitive, a string, another
 * record, a list or a map of these.
 *
 * <p>A component may also be an {@link Object}, for JSON that the system only passes on. Integers are then {@link
 * Long}. A record's wire type is its simple name in snake case: {@code ReadOk} is {@code read_ok}.
 */
public interface Body {}
