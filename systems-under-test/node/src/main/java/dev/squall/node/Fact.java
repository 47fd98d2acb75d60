package dev.squall.node;

/**
 * A typed fact that a node records about itself, such as "became leader of term 3" or "applied index 7".
 * Implementations are records as {@link Body} asks.
 */
public interface Fact {}
