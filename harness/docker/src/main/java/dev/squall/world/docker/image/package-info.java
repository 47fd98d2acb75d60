/**
 * Images of nodes and servers: recipes, the base image, and what is built from them.
 *
 * <p>Open {@link dev.squall.world.docker.image.NodeImage} first.
 */
package dev.squall.world.docker.image;
