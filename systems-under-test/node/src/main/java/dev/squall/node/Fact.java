package dev.squall.node;

/**
 * A typed fact that a node records about itself, such as "became leader of term 3" or "applied index 7".
 * Implementations are records under the rules of {@link Body}.
 */
public interface Fact {}
