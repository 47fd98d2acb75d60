package dev.squall.suite;

import dev.squall.check.Budget;

/**
 * Rules by which the runs of an experiment are judged, each and together.
 *
 * @param budget for each checker
 * @param reruns how often a violation is run again with its seed, to tell whether it can be reproduced
 * @param failuresMax after this many violations, errors and unknowns of a cell no more of its runs are begun
 * @param provingShareMin a cell of whose runs fewer than this share prove something is vacuous, as is one of which none
 *     does
 * @param required whether a world that the machine does not have is an error, rather than a reason to skip
 */
public record Policy(Budget budget, int reruns, int failuresMax, double provingShareMin, boolean required) {}
