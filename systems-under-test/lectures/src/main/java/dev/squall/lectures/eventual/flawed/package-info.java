/**
 * Flawed variants of the eventually consistent stores. Each variant breaks one rule, and shows why the rule is needed.
 */
package dev.squall.lectures.eventual.flawed;
