/** Flawed variants of the quorum store. Each variant breaks one rule, and shows why the rule is needed. */
package dev.squall.lectures.quorum.flawed;
