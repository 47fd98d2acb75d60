/** Flawed variants of Raft. Each breaks one rule and shows why the rule is needed. */
package dev.squall.lectures.raft.flawed;
