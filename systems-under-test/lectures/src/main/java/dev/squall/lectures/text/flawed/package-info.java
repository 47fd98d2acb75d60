/** Flawed variants of the texts. Each variant breaks one rule, and shows why the rule is needed. */
package dev.squall.lectures.text.flawed;
