/** Flawed variants of two-phase commit. Each variant leaves out one rule, and shows why the rule is needed. */
package dev.squall.lectures.commit.flawed;
