package dev.squall.explore.world;

import dev.squall.explore.state.StateKey;

/**
 * What was seen of a node.
 *
 * @param key the same for equal observations
 */
record SeenFact(Observation observation, StateKey key) {}
