/**
 * An adversary on links: what it does to messages, and how. Open {@link dev.squall.world.adversary.Adversary} first.
 * Which messages it is shown belongs to {@code dev.squall.world}.
 */
package dev.squall.world.adversary;
