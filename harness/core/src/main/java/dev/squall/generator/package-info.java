/**
 * What clients and the nemesis do next, as pure values: from a generator and a context to the next call and the next
 * generator.
 */
package dev.squall.generator;
