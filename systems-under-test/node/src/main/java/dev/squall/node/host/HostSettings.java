package dev.squall.node.host;

import java.nio.file.Path;

/**
 * How a host runs its node.
 *
 * @param storage the folder of the nodes' stable storage; each node has one of its own, by its name, in it
 * @param forced whether syncing forces writes to the medium (see {@link FileStorage#open})
 * @param seed of the node's randomness in this life; a host that is told which life it is adds its number
 */
public record HostSettings(Path storage, boolean forced, long seed) {}
