/**
 * Images of nodes and servers: recipes, base image, and builds.
 *
 * <p>Open {@link dev.squall.world.docker.image.NodeImage} first.
 */
package dev.squall.world.docker.image;
