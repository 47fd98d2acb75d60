/**
 * The container world: each node in a container, its links TCP connections on a network of the run's own.
 *
 * <p>{@link dev.squall.world.docker.DockerCluster} is the entrance, with an image from
 * {@link dev.squall.world.docker.NodeImage}, on a {@link dev.squall.world.docker.DockerEngine}.
 */
package dev.squall.world.docker;
