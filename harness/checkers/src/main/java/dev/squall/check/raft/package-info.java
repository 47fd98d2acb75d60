/** The safety properties of Raft, checked on the facts that nodes put into their journals. */
package dev.squall.check.raft;
