/**
 * Facts from nodes' journals, in the order in which they can be judged: nodes and their lives, messages, moments.
 * Open {@link dev.squall.check.journal.JournalChecker} first. Properties of deliveries and of clocks are in
 * packages of their own.
 */
package dev.squall.check.journal;
