/** Flawed variants of the stores behind retries. Each variant breaks one rule, and shows why the rule is needed. */
package dev.squall.lectures.idempotence.flawed;
