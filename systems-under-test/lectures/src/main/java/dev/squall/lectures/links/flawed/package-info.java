/** Flawed variants of the links. Each variant breaks one rule, and shows why the rule is needed. */
package dev.squall.lectures.links.flawed;
