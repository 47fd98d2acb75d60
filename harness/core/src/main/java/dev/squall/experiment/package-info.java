/**
 * Descriptions of experiments, as immutable values. Open {@link dev.squall.experiment.Experiment} first. Execution of
 * experiments belongs to other packages.
 */
package dev.squall.experiment;
