/**
 * What runs show that no run has shown before: abstract states, and the estimate of how many are still to come. Open
 * {@link dev.squall.run.novelty.Novelty} first.
 */
package dev.squall.run.novelty;
