package dev.squall.node;

/** One record in a node's {@link StableStorage}. Implementations are records as {@link Body} asks. */
public interface StableRecord {}
