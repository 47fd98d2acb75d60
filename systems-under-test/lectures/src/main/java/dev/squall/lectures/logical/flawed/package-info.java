/** Flawed variants of the logical clocks. Each variant breaks one rule, and shows why the rule is needed. */
package dev.squall.lectures.logical.flawed;
