/**
 * Scenarios: runs that are scripted by hand, like the counterexamples of the lectures, or obtained by shrinking a run.
 */
package dev.squall.scenario;
