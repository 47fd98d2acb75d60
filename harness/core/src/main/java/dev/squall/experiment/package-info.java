/**
 * Descriptions of what to run, as immutable values. Open {@link dev.squall.experiment.Experiment} first. Nothing here
 * runs anything.
 */
package dev.squall.experiment;
