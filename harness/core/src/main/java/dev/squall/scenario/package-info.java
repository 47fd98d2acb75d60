/** Runs that were written down: by hand, as the lectures tell their counterexamples, or by cutting a run down. */
package dev.squall.scenario;
