/** Flawed variants of Raft. Each variant breaks one rule, and shows why the rule is needed. */
package dev.squall.lectures.raft.flawed;
