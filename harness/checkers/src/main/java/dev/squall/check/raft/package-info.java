/**
 * Safety properties of Raft, checked on the facts in nodes' journals. Open {@link dev.squall.check.raft.RaftSafety}
 * first; each property has its own class.
 */
package dev.squall.check.raft;
