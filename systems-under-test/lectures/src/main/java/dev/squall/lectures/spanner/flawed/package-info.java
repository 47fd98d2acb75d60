/** Flawed variants of Spanner. Each variant leaves out one rule, and shows why the rule is needed. */
package dev.squall.lectures.spanner.flawed;
