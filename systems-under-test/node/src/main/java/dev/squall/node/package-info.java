/**
 * Node API. A node is an event-driven state machine that sees the world only through its {@link
 * dev.squall.node.Environment}. So the same class runs in a simulation, as an operating system process and in a
 * container.
 */
package dev.squall.node;
