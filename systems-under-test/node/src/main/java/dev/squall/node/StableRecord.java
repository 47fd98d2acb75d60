package dev.squall.node;

/** One record in a node's {@link StableStorage}. Implementations are records under the rules of {@link Body}. */
public interface StableRecord {}
