/**
 * The container world: each node in a container, with TCP links on a network for the run.
 *
 * <p>Open {@link dev.squall.world.docker.DockerCluster} first. A cluster needs an image from {@link
 * dev.squall.world.docker.image.NodeImage} and a {@link dev.squall.world.docker.engine.DockerEngine}.
 */
package dev.squall.world.docker;
