/**
 * The container world: each node in a container, with TCP links on a network for the run.
 *
 * <p>Open {@link dev.squall.world.docker.DockerCluster} first. It needs an image from {@link
 * dev.squall.world.docker.NodeImage} and a {@link dev.squall.world.docker.DockerEngine}.
 */
package dev.squall.world.docker;
