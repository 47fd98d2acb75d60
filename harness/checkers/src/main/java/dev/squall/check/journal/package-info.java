/**
 * Facts from nodes' journals, replayed in causal order: nodes and their lives, messages, moments. Open {@link
 * dev.squall.check.journal.JournalChecker} first. Properties of deliveries and clocks have their own packages.
 */
package dev.squall.check.journal;
