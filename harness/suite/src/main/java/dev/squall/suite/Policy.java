package dev.squall.suite;

import dev.squall.check.Budget;

/**
 * Rules for judging the runs of an experiment, individually and together.
 *
 * @param budget time and memory of each checker
 * @param reruns number of reruns of a violation with its seed, to determine if it can be reproduced
 * @param failuresMax number of failures (violations, errors and unknown outcomes) of a cell after which no more of its
 *     runs begin
 * @param provingShareMin minimum share of non-vacuous runs; a cell with less, or with none, is vacuous
 * @param required true if a world that is not available on the machine is an error, rather than a reason to skip the
 *     cell
 */
public record Policy(Budget budget, int reruns, int failuresMax, double provingShareMin, boolean required) {}
