/** Flawed variants of the quorum store. Each breaks one rule and shows why the rule is needed. */
package dev.squall.lectures.quorum.flawed;
