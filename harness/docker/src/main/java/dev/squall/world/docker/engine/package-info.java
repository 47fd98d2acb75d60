/**
 * The container engine of this machine: connection, commands in containers, and the removal of leftovers.
 *
 * <p>Open {@link dev.squall.world.docker.engine.DockerEngine} first.
 */
package dev.squall.world.docker.engine;
