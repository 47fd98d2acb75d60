/**
 * The container world: each node in a container, its links TCP connections on a network of the run's own.
 *
 * <p>{@link dev.squall.cluster.docker.DockerCluster} is the entrance, with an image from
 * {@link dev.squall.cluster.docker.NodeImage}, on a {@link dev.squall.cluster.docker.DockerEngine}.
 */
package dev.squall.cluster.docker;
