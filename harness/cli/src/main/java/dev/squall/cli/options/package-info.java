/**
 * Options that several commands share, and their values. Open {@link dev.squall.cli.options.ExperimentOptions} first.
 * The defaults are in {@code dev.squall.experiment}.
 */
package dev.squall.cli.options;
