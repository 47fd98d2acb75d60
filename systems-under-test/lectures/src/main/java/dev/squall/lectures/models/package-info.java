/**
 * Minimum assumptions of each task (lecture 7.3): nodes that must be up, and bounds on the network's delays.
 *
 * <p>Open {@link dev.squall.lectures.models.Row} first, then {@link dev.squall.lectures.models.ModelCases} and {@link
 * dev.squall.lectures.models.AdversarialScheduler}. The package has no nodes of its own. Nodes belong in their topics.
 */
package dev.squall.lectures.models;
