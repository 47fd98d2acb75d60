package dev.squall.node.host;

import java.nio.file.Path;

/**
 * Settings of a host.
 *
 * @param storage the parent folder of stable storage; each node has a folder of its own name in it
 * @param forced true if syncing forces writes to the medium (see {@link FileStorage#open})
 * @param seed seed of the node's random generator; a host that knows the number of its life adds that number
 */
public record HostSettings(Path storage, boolean forced, long seed) {}
