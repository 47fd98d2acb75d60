/**
 * An adversary on the links between nodes, which changes, forges and replays messages. Open {@link
 * dev.squall.world.adversary.Adversary} first. The choice of the messages that the adversary tampers with belongs to
 * {@code dev.squall.world}.
 */
package dev.squall.world.adversary;
