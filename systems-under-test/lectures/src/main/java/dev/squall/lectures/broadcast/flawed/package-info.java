/** Flawed variants of the broadcasts. Each variant breaks one rule, and shows why the rule is needed. */
package dev.squall.lectures.broadcast.flawed;
