/** Flawed variants of the CRDTs. Each variant breaks one rule, and shows why the rule is needed. */
package dev.squall.lectures.crdt.flawed;
