/**
 * Safety properties of Raft, checked on the facts in nodes' journals. Open {@link
 * dev.squall.check.raft.RaftSafety} first; each property is a class of its own.
 */
package dev.squall.check.raft;
