package dev.squall.node;

/**
 * The body of a message. Implementations are records, immutable in depth, whose components are primitives, strings,
 * other records, lists or maps of these, or {@link Object} for values of JSON that the system does not look into
 * (integers are then {@link Long}). A record's wire type is its simple name in snake case: {@code ReadOk} is
 * {@code read_ok}.
 */
public interface Body {}
