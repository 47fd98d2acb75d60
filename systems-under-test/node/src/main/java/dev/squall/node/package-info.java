/**
 * What a node is: an event-driven state machine that knows of the world only what its
 * {@link dev.squall.node.Environment} tells it, so that the same class runs in a simulation, as an operating system
 * process and in a container.
 */
package dev.squall.node;
